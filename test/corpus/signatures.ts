// Signature lines under the release: what an opponent with some keys, or none, can write.

import type { Note } from "../../src/format/index.ts";
import { signText } from "../verify/fixture.ts";
import type { Attack, Family, Trial } from "./attack.ts";
import { withNotes } from "./seals.ts";
import { goodDisc } from "./workshop.ts";

export type NoteRow = readonly [string, string, string, string, () => Trial];

export const noteRows = (
  family: Family,
  twin: string,
  list: readonly NoteRow[],
  verdict: Attack["verdict"] = "NIET_ONDERTEKEND",
): Attack[] =>
  list.map(([name, does, finding, place, make]) => ({
    name,
    family,
    form: "after",
    does,
    verdict,
    finding,
    place,
    twin,
    make,
  }));

const text = () => goodDisc().seal.release.text;
const lines = () => goodDisc().seal.release.signatures;
const signedBy = (signatures: () => Note["signatures"]) => () =>
  withNotes((seal) => ({ ...seal, release: { text: seal.release.text, signatures: signatures() } }));
const by =
  (...names: string[]) =>
  () =>
    signText(text(), names).signatures;
const [first, second] = [0, 1];
const line = (i: number) => lines()[i] as Note["signatures"][number];

/** The order of the group, little-endian: S + L gives a second signature of the same text, with a lenient verifier. */
function malleated(signature: Uint8Array): Uint8Array {
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  let s = order;
  for (let i = 0; i < 32; i++) s += BigInt(signature[32 + i] ?? 0) << BigInt(8 * i);
  const changed = signature.slice();
  for (let i = 0; i < 32; i++) changed[32 + i] = Number((s >> BigInt(8 * i)) & 255n);
  return changed;
}

const signatures: readonly NoteRow[] = [
  [
    "one-signature",
    "one officer where two are needed",
    "TOO_FEW_SIGNATURES",
    "1 of 2",
    signedBy(() => lines().slice(0, 1)),
  ],
  ["no-signature", "no officer at all", "TOO_FEW_SIGNATURES", "0 of 2", signedBy(() => [])],
  [
    "one-officer-twice",
    "one officer's signature twice",
    "SIGNATURE_FAULT",
    "anna signed twice",
    signedBy(() => [line(first), line(first)]),
  ],
  [
    "one-key-two-names",
    "one officer's signature under a second name",
    "SIGNATURE_FAULT",
    "the signature by dirk is by none of the keys that may sign this",
    signedBy(() => [line(first), { ...line(first), name: "dirk" }]),
  ],
  [
    "foreign-line",
    "a foreign line beside two good ones",
    "SIGNATURE_FAULT",
    "the signature by eve is by none of the keys that may sign this",
    signedBy(() => [...lines(), ...signText(text(), ["eve"]).signatures]),
  ],
  [
    "opponent-signs",
    "two keys of the opponent's own",
    "SIGNATURE_FAULT",
    "the signature by eve is by none of the keys that may sign this",
    signedBy(by("eve", "emil")),
  ],
  [
    "reviewer-signs",
    "a reviewer in an officer's place",
    "SIGNATURE_FAULT",
    "the signature by rosa is by none of the keys that may sign this",
    signedBy(by("anna", "rosa")),
  ],
  [
    "signatures-swapped",
    "good signatures in the other order",
    "SIGNATURE_FAULT",
    "the signature by anna stands out of order",
    signedBy(() => lines().toReversed()),
  ],
  [
    "signatures-of-another-text",
    "two good signatures of another release",
    "SIGNATURE_FAULT",
    "the signature by anna does not hold",
    signedBy(() => signText(text().replace("sequence 12", "sequence 11"), ["anna", "bert"]).signatures),
  ],
  [
    "bad-third-line",
    "a bad line by a third officer beside two good ones",
    "SIGNATURE_FAULT",
    "the signature by carl does not hold",
    signedBy(() =>
      signText(text(), ["anna", "bert", "carl"]).signatures.map((s) =>
        s.name === "carl" ? { ...s, bytes: new Uint8Array(64) } : s,
      ),
    ),
  ],
  [
    "signature-malleated",
    "S + L in place of S: another signature that lenient verifiers accept",
    "SIGNATURE_FAULT",
    "the signature by anna does not hold",
    signedBy(() => [{ ...line(first), bytes: malleated(line(first).bytes) }, line(second)]),
  ],
  [
    "other-key-id",
    "an officer's name with another key id",
    "SIGNATURE_FAULT",
    "the signature by anna is by none of the keys that may sign this",
    signedBy(() => [{ ...line(first), keyId: "00000000" }, line(second)]),
  ],
  [
    "longer-signature",
    "a signature with eight bytes more, as log witnesses write",
    "SIGNATURE_FAULT",
    "the signature by anna does not hold",
    signedBy(() => [
      { ...line(first), bytes: new Uint8Array([...line(first).bytes, ...new Uint8Array(8)]) },
      line(second),
    ]),
  ],
  [
    "release-text-changed",
    "one figure of the release is changed, the signatures stay",
    "SIGNATURE_FAULT",
    "the signature by anna does not hold",
    () =>
      withNotes((seal) => ({
        ...seal,
        release: { ...seal.release, text: text().replace("sequence 12", "sequence 13") },
      })),
  ],
  [
    "digest-re-embedded",
    "the opponent changes a byte and writes the new digest into the release",
    "SIGNATURE_FAULT",
    "the signature by anna does not hold",
    () => {
      const changed = text().replace(/^image-sha256 .*$/m, `image-sha256 ${"7".repeat(64)}`);
      return withNotes((seal) => ({ ...seal, release: { ...seal.release, text: changed } }));
    },
  ],
];

export const signed: readonly Attack[] = noteRows("signatures", "three-signatures", signatures);
