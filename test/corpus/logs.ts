// The public log: proofs that are none, logs and witnesses that do not count, and what is given beside the disc.

import {
  encodeLogProof,
  encodeNote,
  encodeTrustRoot,
  type LogProof,
  type Seal,
  type TrustRoot,
} from "../../src/format/index.ts";
import {
  cosignLine,
  inOrder,
  type Logged,
  logLine,
  logName,
  logRoot,
  nextRoot,
  proofOf,
  seenAt,
  without,
  witnessKey,
} from "../trust/log-fixture.ts";
import { type Disc, signText, testKey, testRoot } from "../verify/fixture.ts";
import { folderOf } from "../verify/harness.ts";
import { person, signatureOf } from "../world/people.ts";
import type { Attack, Trial, Twin } from "./attack.ts";
import { type NoteRow, noteRows } from "./signatures.ts";
import { dressed, otherDisc } from "./workshop.ts";

/** The root that asks for a log with two witnesses: one for all discs here, as it is built into a program. */
const askingRoot = logRoot();
/** It names the same log and asks for none. */
const namingRoot = logRoot(0);

type Proof = LogProof | undefined;
/** Of the text of the release in this seal. */
type Prove = (seal: Seal) => Proof;

const proven =
  (logged: Logged = {}): Prove =>
  (seal) =>
    proofOf(seal.release.text, logged);

/** A disc under a root that asks for the log, with this proof in its seal; its release and code are always the same. */
export function loggedDisc(prove: Prove = proven(), root: TrustRoot = askingRoot): Disc {
  return dressed({ root, seal: (seal) => ({ ...seal, logProof: prove(seal) }) });
}

const trial = (disc: Disc, outside: Trial["outside"] = {}): Trial => ({ disc, target: disc.image, outside });
const sealed = (prove: Prove, root?: TrustRoot) => (): Trial => trial(loggedDisc(prove, root));

const proofs = (disc: Disc, ...made: readonly Prove[]): Uint8Array[] =>
  made.flatMap((one) => one(disc.seal) ?? []).map(encodeLogProof);

/** The same with notes beside it, of which `beside` makes the proofs. */
const given =
  (prove: Prove, ...beside: Prove[]) =>
  (): Trial => {
    const disc = loggedDisc(prove);
    return trial(disc, { notes: proofs(disc, ...beside) });
  };

/** The root behind `before`, which both quorums signed. It reaches the official beside the disc. */
const next = (change: Partial<TrustRoot>, before: TrustRoot = askingRoot): Uint8Array =>
  encodeNote(nextRoot(signText(encodeTrustRoot(before), ["anna", "bert"]), change));

const underNext =
  (prove: Prove, change: Partial<TrustRoot>, ...beside: Prove[]) =>
  (): Trial => {
    const disc = loggedDisc(prove);
    return trial(disc, { notes: [next(change), ...proofs(disc, ...beside)] });
  };

const nothing: Prove = () => undefined;
/** A good proof, changed. */
const changed =
  (change: (proof: LogProof) => Partial<LogProof>, logged: Logged = {}): Prove =>
  (seal) => {
    const proof = proofOf(seal.release.text, logged);
    return { ...proof, ...change(proof) };
  };

/** The same log, some entries later. */
const ofOther: Prove = () => proofOf(otherDisc().seal.release.text, { before: 6, behind: 0 });
const stray = new Uint8Array(32).fill(7);

/** The old key is in the thief's hands, and the log goes on with another. */
const newLogKey = without(askingRoot, logName, testKey("leo", "log", "Logbeheer"));
const oneOf = (...places: readonly [string, string][]) =>
  logRoot(2, {}, { group: places.map(([name, place]) => witnessKey(name, place)) });

const inSeal: readonly NoteRow[] = [
  [
    "log-proof-of-another-release",
    "the proof of another genuine release",
    "LOG_NOT_INCLUDED",
    "as a whole",
    sealed(ofOther),
  ],
  [
    "log-older-tree",
    "a checkpoint of before the release was in the log",
    "LOG_NOT_INCLUDED",
    "as a whole",
    sealed(() => proofOf("entry 0\n", { before: 0, behind: 0 })),
  ],
  [
    "log-other-index",
    "the same hashes, another entry",
    "LOG_NOT_INCLUDED",
    "as a whole",
    sealed(changed(() => ({ index: 2 }))),
  ],
  [
    "log-hash-left-over",
    "one hash more than the way to the root has",
    "LOG_NOT_INCLUDED",
    "as a whole",
    sealed(changed(({ hashes }) => ({ hashes: [...hashes, stray] }))),
  ],
  [
    "log-hash-missing",
    "one hash less",
    "LOG_NOT_INCLUDED",
    "as a whole",
    sealed(changed(({ hashes }) => ({ hashes: hashes.slice(0, -1) }))),
  ],
  [
    "log-one-entry-with-a-hash",
    "a log of one entry, and a hash all the same",
    "LOG_NOT_INCLUDED",
    "as a whole",
    sealed(changed(() => ({ hashes: [stray] }), { before: 0, behind: 0 })),
  ],
  [
    "log-of-another-origin",
    "a log of another name",
    "LOG_ORIGIN",
    "as a whole",
    sealed(proven({ origin: "eve.example/log", log: "eve" })),
  ],
  [
    "log-line-missing",
    "witnesses alone, the log did not sign",
    "LOG_UNSIGNED",
    "as a whole",
    sealed(proven({ log: null })),
  ],
  [
    "log-forged",
    "the opponent's own tree under the log's name, signed by her key",
    "LOG_LINE",
    "the signature by eve is by none of the keys that may sign this",
    sealed(proven({ log: "eve", seen: [] })),
  ],
  [
    "log-line-that-does-not-hold",
    "the log's line of another checkpoint",
    "LOG_LINE",
    "the signature by lies does not hold",
    sealed(proven({ log: null, lines: (lines) => inOrder([...lines, logLine("another\n")]) })),
  ],
  [
    "log-witness-of-another-tree",
    "a witness's line of another checkpoint",
    "LOG_LINE",
    "the signature by wim does not hold",
    sealed(
      proven({
        seen: ["wies"],
        lines: (lines, text) => inOrder([...lines, cosignLine(text, "wim", seenAt, "another\n")]),
      }),
    ),
  ],
  [
    "log-witness-twice",
    "one witness twice, with two times",
    "LOG_LINE",
    "wies signed twice",
    sealed(proven({ seen: ["wies", ["wies", seenAt + 1]] })),
  ],
  [
    "log-lines-out-of-order",
    "the same lines in the other order",
    "LOG_LINE",
    "the signature by lies stands out of order",
    sealed(proven({ lines: (lines) => lines.toReversed() })),
  ],
  [
    "log-foreign-witness",
    "a witness that the root does not name, beside enough others",
    "LOG_LINE",
    "the signature by eve is by none of the keys that may sign this",
    sealed(proven({ seen: ["wies", "wim", "eve"] })),
  ],
  [
    "log-witness-where-none-is-asked",
    "a witness's line under a root that has no witnesses",
    "LOG_LINE",
    "the signature by wies is by none of the keys that may sign this",
    sealed(proven({ seen: ["wies"] }), namingRoot),
  ],
  [
    "log-officer-as-witness",
    "an officer cosigns",
    "LOG_LINE",
    "the signature by anna is by none of the keys that may sign this",
    sealed(proven({ seen: ["wies", "anna"] })),
  ],
  ["log-time-zero", "a witness who saw it in 1970", "LOG_TIME", "wies", sealed(proven({ seen: [["wies", 0], "wim"] }))],
  [
    "log-time-too-late",
    "a witness who saw it after the year 9999",
    "LOG_TIME",
    "wies",
    sealed(proven({ seen: [["wies", 253_402_300_800], "wim"] })),
  ],
  [
    "log-cosignature-without-time",
    "a witness's plain signature of 64 bytes",
    "LOG_TIME",
    "wies",
    sealed(
      proven({
        lines: (lines, text) =>
          lines.map((line) =>
            line.name === "wies" ? { ...line, bytes: signatureOf(text, person("wies")).bytes } : line,
          ),
      }),
    ),
  ],
  [
    "log-bad-proof-and-a-good-one-beside",
    "a proof that does not lead to the root; a good one beside the disc makes none of it good",
    "LOG_NOT_INCLUDED",
    "as a whole",
    given(
      changed(() => ({ index: 2 })),
      proven(),
    ),
  ],
];

const notEnough: readonly NoteRow[] = [
  [
    "log-required",
    "the root asks for a public log, and the seal holds no proof",
    "LOG_MISSING",
    "as a whole",
    sealed(nothing),
  ],
  [
    "log-one-witness-less",
    "one witness where two are asked",
    "LOG_QUORUM",
    "1 of 2",
    sealed(proven({ seen: ["wies"] })),
  ],
  ["log-no-witness", "the log alone", "LOG_QUORUM", "0 of 2", sealed(proven({ seen: [] }))],
  [
    "log-witnesses-of-one-organisation",
    "two keys of one witness organisation",
    "LOG_QUORUM",
    "2 of 2",
    sealed(proven(), oneOf(["wies", "VNG"], ["wim", "VNG"], ["wessel", "Krant"])),
  ],
  [
    "log-key-revoked",
    "the log's key was stolen; a newer root beside the disc revokes it",
    "LOG_KEY_REVOKED",
    "as a whole",
    underNext(proven(), newLogKey),
  ],
  [
    "log-key-revoked-old-proof-beside",
    "the same, and the old proof once more beside it",
    "LOG_KEY_REVOKED",
    "as a whole",
    underNext(proven(), newLogKey, proven()),
  ],
  [
    "log-witness-revoked",
    "one of two witnesses has a key that a newer root revokes",
    "LOG_QUORUM",
    "1 of 2",
    underNext(proven(), without(askingRoot, "wies")),
  ],
  [
    "log-asked-by-a-newer-root",
    "a release that pins the root of before the log, for whoever knows the one that asks for it",
    "LOG_MISSING",
    "as a whole",
    () => trial(loggedDisc(nothing, testRoot()), { notes: [next(askingRoot, testRoot())] }),
  ],
  [
    "log-halves",
    "one witness in the seal, the other beside it: two proofs are not added up",
    "LOG_QUORUM",
    "1 of 2",
    given(proven({ seen: ["wies"] }), proven({ seen: ["wim"] })),
  ],
  [
    "log-proof-of-another-release-beside",
    "the proof of another release beside the disc",
    "LOG_MISSING",
    "as a whole",
    given(nothing, ofOther),
  ],
  [
    "log-split",
    "a second list of the same length, signed by the log as well",
    "LOG_SPLIT",
    "as a whole",
    given(proven(), proven({ others: "other" })),
  ],
  [
    "log-split-without-witnesses",
    "the same, and no witness saw the second list",
    "LOG_SPLIT",
    "as a whole",
    given(proven(), proven({ others: "other", seen: [] })),
  ],
  [
    "log-split-beside",
    "both lists come beside the disc",
    "LOG_SPLIT",
    "as a whole",
    given(nothing, proven(), proven({ others: "other" })),
  ],
];

/** A root whose witness is of `place`, as no root of ours can be written; it is what the official was given. */
const watchedBy = (place: string) => (): Trial => {
  const text = encodeTrustRoot(askingRoot).replace(" VNG\n", ` ${place}\n`);
  return trial(loggedDisc(), { roots: [encodeNote(signText(text, ["anna", "bert"]))] });
};

const ownWitnesses: readonly NoteRow[] = [
  [
    "log-witness-of-its-own",
    "a root that has the log's own organisation as witness",
    "ROOT_TEXT",
    'trust root 1 given: require checkpoint: expected witnesses of organisations that have no officer and do not keep the log, found "wim" of "Logbeheer"',
    watchedBy("Logbeheer"),
  ],
  [
    "log-witness-of-the-officers",
    "a root that has an officer's organisation as witness",
    "ROOT_TEXT",
    'trust root 1 given: require checkpoint: expected witnesses of organisations that have no officer and do not keep the log, found "wim" of "Org-anna"',
    watchedBy("Org-anna"),
  ],
];

/** The same in the files of a disc, as a computer shows them. */
const inFolders = (list: readonly Attack[], names: readonly string[]): Attack[] =>
  list
    .filter(({ name }) => names.includes(name))
    .map((attack) => ({
      ...attack,
      form: "folder",
      twin: "logged-folder",
      make: () => {
        const { disc, outside = {} } = attack.make();
        return { disc, target: folderOf(disc), outside };
      },
    }));

const family = "rebuilds, recalls, log";
const ofImages = [
  ...noteRows(family, "logged", inSeal),
  ...noteRows(family, "logged", ownWitnesses),
  ...noteRows(family, "logged-beside", notEnough, "ONVOLDOENDE_HERBOUW"),
];

export const logs: readonly Attack[] = [
  ...ofImages,
  ...inFolders(ofImages, ["log-proof-of-another-release", "log-required", "log-one-witness-less", "log-split"]),
];

const twin = (name: string, does: string, make: () => Trial): Twin => ({ name, does, make });

export const logTwins: readonly Twin[] = [
  twin("logged", "a log with two witnesses is asked for, and the proof is in the seal", sealed(proven())),
  twin("logged-folder", "the same, its files in a folder", () => {
    const disc = loggedDisc();
    return { disc, target: folderOf(disc) };
  }),
  twin("logged-beside", "the proof came after the disc, and is given beside it", given(nothing, proven())),
  twin("logged-three-witnesses", "one witness more than is asked", sealed(proven({ seen: ["wies", "wim", "wessel"] }))),
  twin("logged-first", "the first entry of a log", sealed(proven({ before: 0, behind: 0 }))),
  twin(
    "logged-and-more-beside",
    "one witness in the seal, a later proof with two beside it",
    given(proven({ seen: ["wies"] }), proven({ behind: 3 })),
  ),
  twin(
    "logged-and-another-beside",
    "a good proof in the seal, that of another release beside it",
    given(proven(), ofOther),
  ),
  twin(
    "logged-new-key",
    "the log's key was revoked after pressing; a proof by the new one is given beside the disc",
    () => underNext(proven(), newLogKey, proven({ log: "leo" }))(),
  ),
  twin(
    "logged-replaced-key",
    "the log's key was replaced and not revoked: the proof in the seal stands",
    underNext(proven(), {
      keys: newLogKey.keys ?? [],
    }),
  ),
  twin(
    "logged-later",
    "a release of before the log, logged afterwards: the proof is given with the root that asks for it",
    () => {
      const disc = loggedDisc(nothing, testRoot());
      return trial(disc, { notes: [next(askingRoot, testRoot()), ...proofs(disc, proven())] });
    },
  ),
  twin("logged-clock-behind", "a computer whose clock is behind that of the witnesses", () =>
    trial(loggedDisc(), { today: "2026-12-24" }),
  ),
  twin("logged-not-asked", "a root that names a log and asks for no witness: the log's own line alone", () =>
    trial(loggedDisc(proven({ seen: [] }), namingRoot)),
  ),
];
