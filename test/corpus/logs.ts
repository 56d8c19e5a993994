// The public log: proofs that are none, logs and witnesses that do not count, and what is given beside the disc.

import {
  encodeLogProof,
  encodeNote,
  encodeTrustRoot,
  type LogProof,
  type Seal,
  type TrustRoot,
  textDigest,
} from "../../src/format/index.ts";
import { type Disc, signText, testRoot } from "../verify/fixture.ts";
import { folderOf } from "../verify/harness.ts";
import {
  checkpointOf,
  cosign,
  inOrder,
  type Logged,
  logKey,
  logKeyOf,
  logLine,
  logRoot,
  proofOf,
  seenAt,
  strayHash,
  witnesses,
  witnessKey,
} from "../world/logged.ts";
import { person, signatureOf } from "../world/people.ts";
import type { Attack, Trial, Twin } from "./attack.ts";
import { type NoteRow, noteRows } from "./signatures.ts";
import { dressed, otherDisc } from "./workshop.ts";

/** The root that asks for a log with two witnesses: one for all discs here, as it is built into a program. */
export const askingRoot = logRoot();

/** It names the same log and asks for none. */
const namingRoot = logRoot({ requires: { ...askingRoot.requires, checkpoint: undefined } });

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

/** The next root, which both quorums signed. It reaches the official beside the disc. */
function nextRoot(change: Partial<TrustRoot>, before: TrustRoot = askingRoot): Uint8Array {
  const first = signText(encodeTrustRoot(before), ["anna", "bert"]);
  const next: TrustRoot = { ...before, ...change, version: 2, previous: textDigest(first.text) };
  return encodeNote(signText(encodeTrustRoot(next), ["anna", "bert"]));
}

const underNext =
  (prove: Prove, change: Partial<TrustRoot>, ...beside: Prove[]) =>
  (): Trial => {
    const disc = loggedDisc(prove);
    return trial(disc, { notes: [nextRoot(change), ...proofs(disc, ...beside)] });
  };

const nothing: Prove = () => undefined;
/** A good proof, changed. */
const changed =
  (change: (proof: LogProof, seal: Seal) => Partial<LogProof>, logged: Logged = {}): Prove =>
  (seal) => {
    const proof = proofOf(seal.release.text, logged);
    return { ...proof, ...change(proof, seal) };
  };
/** A good proof under whose checkpoint other lines stand. */
const withLines = (lines: (text: string) => LogProof["checkpoint"]["signatures"]): Prove =>
  changed(({ checkpoint: { text } }) => ({ checkpoint: { text, signatures: lines(text) } }));

/** The same log, one entry later. */
const ofOther: Prove = ({ release }) =>
  proofOf(otherDisc().seal.release.text, {
    before: ["entry 0\n", release.text, "entry 2\n", "entry 3\n", "entry 4\n"],
    after: [],
  });

/** The old key is in the thief's hands, and the log goes on with another. */
const newLogKey: Partial<TrustRoot> = {
  keys: [...askingRoot.keys.filter((key) => key !== logKey), logKeyOf("new-log")],
  revoked: [logKey.vkey.raw],
};

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
    sealed(() => proofOf("entry 0\n", { before: [], after: [] })),
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
    sealed(changed(({ hashes }) => ({ hashes: [...hashes, strayHash] }))),
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
    sealed(changed(() => ({ hashes: [strayHash] }), { before: [], after: [] })),
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
    sealed(proven({ log: undefined })),
  ],
  [
    "log-forged",
    "the opponent's own tree under the log's name, signed by her key",
    "LOG_LINE",
    "the signature by log.example.nl/zegel is by none of the keys that may sign this",
    sealed(proven({ log: "eve", seenBy: [] })),
  ],
  [
    "log-line-that-does-not-hold",
    "the log's line of another checkpoint",
    "LOG_LINE",
    "the signature by log.example.nl/zegel does not hold",
    sealed(
      withLines((text) =>
        inOrder([logLine(checkpointOf(["x\n"])), cosign(text, "getuige-f"), cosign(text, "getuige-g")]),
      ),
    ),
  ],
  [
    "log-witness-of-another-tree",
    "a witness's line of another checkpoint",
    "LOG_LINE",
    "the signature by getuige-g does not hold",
    sealed(
      withLines((text) =>
        inOrder([logLine(text), cosign(text, "getuige-f"), cosign(checkpointOf(["x\n"]), "getuige-g")]),
      ),
    ),
  ],
  [
    "log-witness-twice",
    "one witness twice, with two times",
    "LOG_LINE",
    "getuige-f signed twice",
    sealed(
      withLines((text) => inOrder([logLine(text), cosign(text, "getuige-f"), cosign(text, "getuige-f", seenAt + 1)])),
    ),
  ],
  [
    "log-lines-out-of-order",
    "the same lines in the other order",
    "LOG_LINE",
    "the signature by getuige-g stands out of order",
    sealed(
      withLines((text) => inOrder([logLine(text), cosign(text, "getuige-f"), cosign(text, "getuige-g")]).toReversed()),
    ),
  ],
  [
    "log-foreign-witness",
    "a witness that the root does not name, beside enough others",
    "LOG_LINE",
    "the signature by eve is by none of the keys that may sign this",
    sealed(proven({ seenBy: ["getuige-f", "getuige-g", "eve"] })),
  ],
  [
    "log-witness-where-none-is-asked",
    "a witness's line under a root that has no witnesses",
    "LOG_LINE",
    "the signature by getuige-f is by none of the keys that may sign this",
    sealed(proven({ seenBy: ["getuige-f"] }), namingRoot),
  ],
  [
    "log-officer-as-witness",
    "an officer cosigns",
    "LOG_LINE",
    "the signature by anna is by none of the keys that may sign this",
    sealed(proven({ seenBy: ["getuige-f", "anna"] })),
  ],
  ["log-time-zero", "a witness who saw it in 1970", "LOG_TIME", "getuige-f", sealed(proven({ time: 0 }))],
  [
    "log-time-too-late",
    "a witness who saw it after the year 9999",
    "LOG_TIME",
    "getuige-f",
    sealed(proven({ time: 253_402_300_800 })),
  ],
  [
    "log-cosignature-without-time",
    "a witness's plain signature of 64 bytes",
    "LOG_TIME",
    "getuige-f",
    sealed(
      withLines((text) => {
        const { raw, line } = cosign(text, "getuige-f");
        const plain = { raw, line: { ...line, bytes: signatureOf(text, person("getuige-f")).bytes } };
        return inOrder([logLine(text), plain, cosign(text, "getuige-g")]);
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
    sealed(proven({ seenBy: ["getuige-f"] })),
  ],
  ["log-no-witness", "the log alone", "LOG_QUORUM", "0 of 2", sealed(proven({ seenBy: [] }))],
  [
    "log-witnesses-of-one-organisation",
    "two keys of one witness organisation",
    "LOG_QUORUM",
    "2 of 2",
    () => {
      const three = [witnessKey("getuige-f", "VNG"), witnessKey("getuige-g", "VNG"), witnessKey("getuige-h", "Krant")];
      return trial(loggedDisc(proven(), logRoot({}, three)));
    },
  ],
  [
    "log-witness-of-its-own",
    "the log's own organisation is one of two witnesses",
    "LOG_QUORUM",
    "1 of 2",
    () => {
      const three = [
        witnessKey("getuige-f", "VNG"),
        witnessKey("getuige-g", "Logboekhouder"),
        witnessKey("getuige-h", "Krant"),
      ];
      return trial(loggedDisc(proven(), logRoot({}, three)));
    },
  ],
  [
    "log-witness-of-the-officers",
    "an officer's organisation is one of two witnesses",
    "LOG_QUORUM",
    "1 of 2",
    () => {
      const three = [
        witnessKey("getuige-f", "VNG"),
        witnessKey("getuige-g", "Org-anna"),
        witnessKey("getuige-h", "Krant"),
      ];
      return trial(loggedDisc(proven(), logRoot({}, three)));
    },
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
    underNext(proven(), {
      keys: askingRoot.keys.filter(({ vkey }) => vkey.name !== "getuige-f"),
      groups: askingRoot.groups.map((one) =>
        one.name === "witnesses" ? { ...one, members: ["getuige-g", "getuige-h"] } : one,
      ),
      revoked: witnesses.filter(({ vkey }) => vkey.name === "getuige-f").map(({ vkey }) => vkey.raw),
    }),
  ],
  [
    "log-asked-by-a-newer-root",
    "a release that pins the root of before the log, for whoever knows the one that asks for it",
    "LOG_MISSING",
    "as a whole",
    () => trial(loggedDisc(nothing, testRoot()), { notes: [nextRoot(askingRoot, testRoot())] }),
  ],
  [
    "log-halves",
    "one witness in the seal, the other beside it: two proofs are not added up",
    "LOG_QUORUM",
    "1 of 2",
    given(proven({ seenBy: ["getuige-f"] }), proven({ seenBy: ["getuige-g"] })),
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
    given(proven(), proven({ after: ["another entry\n", "entry 3\n", "entry 4\n"] })),
  ],
  [
    "log-split-without-witnesses",
    "the same, and no witness saw the second list",
    "LOG_SPLIT",
    "as a whole",
    given(proven(), proven({ after: ["another entry\n", "entry 3\n", "entry 4\n"], seenBy: [] })),
  ],
  [
    "log-split-beside",
    "both lists come beside the disc",
    "LOG_SPLIT",
    "as a whole",
    given(nothing, proven(), proven({ before: ["another entry\n"] })),
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
  twin(
    "logged-three-witnesses",
    "one witness more than is asked",
    sealed(proven({ seenBy: ["getuige-f", "getuige-g", "getuige-h"] })),
  ),
  twin("logged-first", "the first entry of a log", sealed(proven({ before: [], after: [] }))),
  twin(
    "logged-and-more-beside",
    "one witness in the seal, a later proof with two beside it",
    given(proven({ seenBy: ["getuige-f"] }), proven({ after: ["entry 2\n", "entry 3\n", "entry 4\n", "entry 5\n"] })),
  ),
  twin(
    "logged-and-another-beside",
    "a good proof in the seal, that of another release beside it",
    given(proven(), ofOther),
  ),
  twin(
    "logged-new-key",
    "the log's key was revoked after pressing; a proof by the new one is given beside the disc",
    () => underNext(proven(), newLogKey, proven({ log: "new-log" }))(),
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
      return trial(disc, { notes: [nextRoot(askingRoot, testRoot()), ...proofs(disc, proven())] });
    },
  ),
  twin("logged-clock-behind", "a computer whose clock is behind that of the witnesses", () =>
    trial(loggedDisc(), { today: "2026-12-24" }),
  ),
  twin("logged-not-asked", "a root that names a log and asks for no witness: the log's own line alone", () =>
    trial(loggedDisc(proven({ seenBy: [] }), namingRoot)),
  ),
];
