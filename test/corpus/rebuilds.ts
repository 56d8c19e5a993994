// Rebuild notes and recall lists.

import { encodeNote, type Note, type TrustRoot } from "../../src/format/index.ts";
import {
  type Disc,
  type DiscOptions,
  otherDigest,
  rebuildNote,
  recallNote,
  signText,
  testKey,
  testRoot,
} from "../verify/fixture.ts";
import type { Attack, Trial } from "./attack.ts";
import { type NoteRow, noteRows } from "./signatures.ts";
import { discOf, goodDisc } from "./workshop.ts";

const disc = (options: () => DiscOptions) => (): Trial => discOf(options());

const rawOf = (note: Note) => testKey(note.signatures[0]?.name ?? "").vkey.raw;
const inOrder = (...given: Note[]) => given.sort((a, b) => (rawOf(a) < rawOf(b) ? -1 : 1));

export const two = (sha256: string, release: Disc["release"]) =>
  inOrder(rebuildNote(release, sha256, "rosa"), rebuildNote(release, sha256, "ruud"));

const rebuilt = (rebuilds: NonNullable<DiscOptions["rebuilds"]>, change: Partial<TrustRoot> = {}) =>
  disc(() => ({ root: testRoot(change, 2), rebuilds }));

const badRebuilds: readonly NoteRow[] = [
  [
    "rebuilds-out-of-order",
    "two rebuild notes in the other order",
    "REBUILD_NOTE_BAD",
    "its text, order or number of signatures",
    rebuilt((s, r) => two(s, r).toReversed()),
  ],
  [
    "rebuild-twice",
    "one reviewer's note twice",
    "REBUILD_NOTE_BAD",
    "its text, order or number of signatures",
    rebuilt((s, r) => [rebuildNote(r, s, "rosa"), rebuildNote(r, s, "rosa")]),
  ],
  [
    "rebuild-of-another-release",
    "a note on another release",
    "REBUILD_NOTE_BAD",
    "its text, order or number of signatures",
    rebuilt((_s, r) => [rebuildNote(r, otherDigest, "rosa")]),
  ],
  [
    "rebuild-by-officer",
    "an officer attests his own release",
    "REBUILD_NOTE_BAD",
    "the signature by anna is by none of the keys that may sign this",
    rebuilt((s, r) => [rebuildNote(r, s, "anna")]),
  ],
  [
    "rebuild-by-two",
    "one note with two signatures",
    "REBUILD_NOTE_BAD",
    "its text, order or number of signatures",
    rebuilt((s, r) => [signText(rebuildNote(r, s, "rosa").text, ["rosa", "ruud"])]),
  ],
];

const tooFewRebuilds: readonly NoteRow[] = [
  [
    "rebuild-stripped",
    "one of two rebuild notes is taken out of the seal",
    "TOO_FEW_REBUILDS",
    "1 of 2",
    rebuilt((s, r) => two(s, r).slice(0, 1)),
  ],
  [
    "rebuilds-of-other-bytes",
    "the reviewers measured another image",
    "TOO_FEW_REBUILDS",
    "0 of 2",
    rebuilt((s, r) => two(s, { ...r, imageSha256: otherDigest })),
  ],
  [
    "rebuilds-of-source-only",
    "the reviewers rebuilt the source, not the image",
    "TOO_FEW_REBUILDS",
    "0 of 2",
    rebuilt((s, r) =>
      two(s, r).map((note) =>
        signText(note.text.replace("scope image", "scope source"), [note.signatures[0]?.name ?? ""]),
      ),
    ),
  ],
  [
    "rebuilds-of-one-organisation",
    "two reviewers of one organisation",
    "TOO_FEW_REBUILDS",
    "1 of 2",
    rebuilt((s, r) => inOrder(rebuildNote(r, s, "rosa"), rebuildNote(r, s, "rik")), {
      keys: [
        ...testRoot().keys.filter((key) => key.role === "officer"),
        testKey("rosa", "rebuilder", "Universiteit"),
        testKey("rik", "rebuilder", "Universiteit"),
        testKey("ruud", "rebuilder", "Waterschap"),
      ],
      groups: [
        ...testRoot().groups.filter((g) => g.name === "officers"),
        { name: "reviewers", threshold: 2, members: ["rik", "rosa", "ruud"] },
      ],
    }),
  ],
  [
    "dissent",
    "a reviewer found a difference, and the root lets one block",
    "DISSENT_BLOCKS",
    "as a whole",
    rebuilt((s, r) => [rebuildNote(r, s, "rosa", { differs: "sector 5" })], { dissentBlocksAt: 1 }),
  ],
];

const recalls: readonly NoteRow[] = [
  [
    "recall-stripped",
    "the recall list that the release demands was taken out",
    "RECALL_MISSING",
    "0 of 1",
    disc(() => ({ release: { recallAtLeast: 1 } })),
  ],
  [
    "recall-older",
    "an older, shorter recall list",
    "RECALL_MISSING",
    "1 of 2",
    disc(() => ({ release: { recallAtLeast: 2 }, recall: () => recallNote([otherDigest]) })),
  ],
  [
    "recall-weakly-signed",
    "a recall list of one officer",
    "RECALL_NOTE_BAD",
    "as a whole",
    disc(() => ({ recall: () => recallNote([otherDigest], ["anna"]) })),
  ],
];

const recalled: readonly NoteRow[] = [
  [
    "recalled",
    "a recalled release is sent round again",
    "RECALLED",
    "verkeerde restzetels",
    disc(() => ({ recall: (release) => recallNote([release.imageSha256]) })),
  ],
  [
    "recalled-by-notice",
    "the same, the recall comes beside the disc",
    "RECALLED",
    "verkeerde restzetels",
    () => ({
      disc: goodDisc(),
      target: goodDisc().image,
      outside: { notes: [encodeNote(recallNote([goodDisc().release.imageSha256]))] },
    }),
  ],
];

const reported: readonly NoteRow[] = [
  [
    "recall-reported",
    "a recall beside the disc that nobody entitled signed: it holds the disc until the Kiesraad was asked",
    "RECALL_REPORTED",
    "as a whole",
    () => ({
      disc: goodDisc(),
      target: goodDisc().image,
      outside: { notes: [encodeNote(recallNote([goodDisc().release.imageSha256], ["eve"]))] },
    }),
  ],
];

const rebuildsAndMore = "rebuilds, recalls, log";

export const rebuilds: readonly Attack[] = [
  ...noteRows(rebuildsAndMore, "two-rebuilds", badRebuilds),
  ...noteRows(rebuildsAndMore, "two-rebuilds", tooFewRebuilds, "ONVOLDOENDE_HERBOUW"),
  ...noteRows(rebuildsAndMore, "other-disc-recalled", recalls),
  ...noteRows(rebuildsAndMore, "other-disc-recalled", recalled, "INGETROKKEN"),
  ...noteRows(rebuildsAndMore, "notice-of-another-disc", reported, "INTREKKING_GEMELD"),
];
