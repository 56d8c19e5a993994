// Trust roots: whose keys count, from when on, and since when no more.

import {
  encodeNote,
  encodeTrustRoot,
  type Note,
  type Seal,
  type TrustRoot,
  textDigest,
} from "../../src/format/index.ts";
import { type Disc, type DiscOptions, otherDigest, signText, testKey, testRoot } from "../verify/fixture.ts";
import type { Attack, Trial } from "./attack.ts";
import { withNotes } from "./seals.ts";
import { type NoteRow, noteRows } from "./signatures.ts";
import { discOf, dressed, goodDisc } from "./workshop.ts";

const disc = (options: () => DiscOptions) => (): Trial => discOf(options());

/** Under the root that officials hold. */
const underOurRoot = (made: Disc): Trial => ({
  disc: made,
  target: made.image,
  outside: { roots: [goodDisc().rootNote] },
});

export const firstRoot = testRoot();
export const firstNote = signText(encodeTrustRoot(firstRoot), ["anna", "bert"]);
const after = (change: Partial<TrustRoot>): TrustRoot =>
  testRoot({ version: 2, previous: textDigest(firstNote.text), ...change });

/** A disc whose seal holds root 1 and `next`, released under `next`. */
export function rotated(next: TrustRoot, rootSigners: readonly string[], signers: readonly string[]): Disc {
  const note = signText(encodeTrustRoot(next), rootSigners);
  return dressed({
    root: next,
    release: { trustRoot: textDigest(note.text) },
    signers,
    seal: (seal: Seal) => ({ ...seal, trustRoots: [firstNote, note] }),
  });
}

const eves = () =>
  testRoot({
    keys: [testKey("eve"), testKey("emil")],
    groups: [{ name: "officers", threshold: 2, members: ["emil", "eve"] }],
  });

/** Bert's key was stolen and is revoked in version 2; the opponent still writes discs under version 1, where it counts. */
export const revokingNote = signText(
  encodeTrustRoot(
    after({
      keys: [testKey("anna"), testKey("carl"), testKey("dora")],
      groups: [{ name: "officers", threshold: 2, members: ["anna", "carl", "dora"] }],
      revoked: [testKey("bert").vkey.raw],
    }),
  ),
  ["anna", "carl", "dora"],
);

/** 64 versions, each signed by the officers; `broken` has one signature too few. */
export function longChain(broken?: number): Disc {
  const notes: Note[] = [];
  for (let version = 1; version <= 64; version++) {
    const before = notes.at(-1);
    const root = testRoot({ version, previous: before === undefined ? undefined : textDigest(before.text) });
    notes.push(signText(encodeTrustRoot(root), version === broken ? ["anna"] : ["anna", "bert"]));
  }
  const last = notes.at(-1) as Note;
  return dressed({
    release: { trustRoot: textDigest(last.text) },
    seal: (seal: Seal) => ({ ...seal, trustRoots: notes }),
  });
}

const roots: readonly NoteRow[] = [
  [
    "no-anchor",
    "the official gives no root: the disc's own does not count",
    "NO_ANCHOR",
    "as a whole",
    () => ({ disc: goodDisc(), target: goodDisc().image, outside: { roots: [] } }),
  ],
  [
    "root-on-disc-differs",
    "the disc's root is not the official's",
    "ROOT_DIFFERS",
    "trust root version 1: expected (digest), found (digest)",
    () => underOurRoot(dressed({ root: testRoot({ contact: "Bel Eve, 06-0000000" }) })),
  ],
  [
    "opponent-chain",
    "the opponent's own root, release and keys",
    "ROOT_DIFFERS",
    "trust root version 1: expected (digest), found (digest)",
    () => {
      const root = eves();
      return underOurRoot(
        dressed({
          root,
          signers: ["eve", "emil"],
          seal: (seal) => ({ ...seal, trustRoots: [signText(encodeTrustRoot(root), ["eve", "emil"])] }),
        }),
      );
    },
  ],
  [
    "root-weakly-signed",
    "the anchor itself lacks a signature",
    "ROOT_SIGNATURES",
    "trust root version 1: 1 valid signatures of the 2 that version 1 asks for",
    () => ({
      disc: goodDisc(),
      target: goodDisc().image,
      outside: { roots: [encodeNote(signText(encodeTrustRoot(testRoot()), ["anna"]))] },
    }),
  ],
  [
    "root-in-seal-weakly-signed",
    "the root in the seal lost a signature",
    "ROOT_SIGNATURES",
    "trust root version 1: 1 valid signatures of the 2 that version 1 asks for",
    () =>
      withNotes((seal) => ({ ...seal, trustRoots: [{ ...firstNote, signatures: firstNote.signatures.slice(0, 1) }] })),
  ],
  [
    "rotation-by-thief",
    "a next root that only the thief's quorum signed",
    "ROOT_SIGNATURES",
    "trust root version 2: 1 valid signatures of the 2 that version 1 asks for",
    () =>
      underOurRoot(
        rotated(
          after({
            keys: [testKey("anna"), testKey("eve")],
            groups: [{ name: "officers", threshold: 1, members: ["anna", "eve"] }],
          }),
          ["anna", "eve"],
          ["eve"],
        ),
      ),
  ],
  [
    "rotation-skips-a-version",
    "a next root that calls itself version 3",
    "ROOT_CHAIN",
    "trust root 2 in the seal calls itself version 3",
    () => underOurRoot(rotated(after({ version: 3 }), ["anna", "bert"], ["anna", "bert"])),
  ],
  [
    "rotation-changes-purpose",
    "a final root after which comes a demonstration root",
    "ROOT_CHAIN",
    "trust root version 2 changes the purpose",
    () => underOurRoot(rotated(after({ purpose: "demonstration" }), ["anna", "bert"], ["anna", "bert"])),
  ],
  [
    "rotation-of-another-root",
    "a next root that names another predecessor",
    "ROOT_CHAIN",
    "trust root version 2 does not follow version 1 ((digest))",
    () => underOurRoot(rotated(after({ previous: otherDigest }), ["anna", "bert"], ["anna", "bert"])),
  ],
  [
    "revocation-dropped",
    "a third root that forgets a revoked key",
    "ROOT_CHAIN",
    "trust root version 3 drops the revoked key (digest)",
    () => {
      const third = testRoot({ version: 3, previous: textDigest(revokingNote.text) });
      const note = signText(encodeTrustRoot(third), ["anna", "carl"]);
      return underOurRoot(
        dressed({
          root: third,
          release: { trustRoot: textDigest(note.text) },
          signers: ["anna", "carl"],
          seal: (seal) => ({ ...seal, trustRoots: [firstNote, revokingNote, note] }),
        }),
      );
    },
  ],
  [
    "stolen-key-old-root",
    "a thief signs under the old root; the official's root revokes that key",
    "TOO_FEW_SIGNATURES",
    "1 of 2",
    () => ({ disc: goodDisc(), target: goodDisc().image, outside: { roots: [encodeNote(revokingNote)] } }),
  ],
  [
    "stolen-key-notice",
    "the same, and the revocation comes beside the disc",
    "TOO_FEW_SIGNATURES",
    "1 of 2",
    () => ({
      disc: goodDisc(),
      target: goodDisc().image,
      outside: { roots: [goodDisc().rootNote], notes: [encodeNote(revokingNote)] },
    }),
  ],
  [
    "pinned-root-unknown",
    "the release pins a root that nobody has",
    "PINNED_ROOT_UNKNOWN",
    "as a whole",
    disc(() => ({ release: { trustRoot: otherDigest } })),
  ],
  [
    "final-under-demonstration",
    "a final release under a demonstration root",
    "PURPOSE_NOT_SIGNABLE",
    "as a whole",
    disc(() => ({ root: testRoot({ purpose: "demonstration" }), release: { purpose: "final" } })),
  ],
  [
    "demonstration-under-final",
    "a demonstration under a final root",
    "PURPOSE_NOT_SIGNABLE",
    "as a whole",
    disc(() => ({ release: { purpose: "demonstration" } })),
  ],
  [
    "emergency-by-normal-signer",
    "an emergency officer signs a normal release alone",
    "TOO_FEW_SIGNATURES",
    "1 of 2",
    disc(() => {
      const groups = testRoot().groups.concat({ name: "piket", threshold: 1, members: ["carl"] });
      return {
        root: testRoot({ groups, requires: { ...testRoot().requires, "emergency-release": "piket" } }),
        signers: ["carl"],
      };
    }),
  ],
];

const chains: readonly NoteRow[] = [
  [
    "broken-link-of-64",
    "64 roots, and version 63 lacks a signature",
    "ROOT_SIGNATURES",
    "trust root version 63: 1 valid signatures of the 2 that version 62 asks for",
    () => {
      const made = longChain(63);
      return { disc: made, target: made.image };
    },
  ],
];

export const rooted: readonly Attack[] = [
  ...noteRows("trust roots", "next-root", roots),
  ...noteRows("trust roots", "64-roots", chains),
];
