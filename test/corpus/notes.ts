// Signatures, trust roots, rebuilds, recalls: what an opponent with some keys, or none, writes into a seal.

import {
  decodeHex,
  encodeNote,
  makeVKey,
  encodeTrustRoot,
  type Note,
  type Seal,
  textDigest,
  type TrustRoot,
} from "../../src/format/index.ts";
import { type Disc, type DiscOptions, otherDigest, rebuildNote, recallNote, signText, testKey, testRoot } from "../verify/fixture.ts";
import type { Attack, Family, Trial } from "./attack.ts";
import { withNotes } from "./seals.ts";
import { dressed, goodDisc } from "./workshop.ts";

type Row = readonly [string, string, string, string, () => Trial];

const rows = (family: Family, twin: string, list: readonly Row[], verdict: Attack["verdict"] = "NIET_ONDERTEKEND"): Attack[] =>
  list.map(([name, does, finding, place, make]) => ({ name, family, form: "after", does, verdict, finding, place, twin, make }));

const text = () => goodDisc().seal.release.text;
const lines = () => goodDisc().seal.release.signatures;
const signedBy = (signatures: () => Note["signatures"]) => () =>
  withNotes((seal) => ({ ...seal, release: { text: seal.release.text, signatures: signatures() } }));
const by = (...names: string[]) => () => signText(text(), names).signatures;
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

const signatures: readonly Row[] = [
  ["one-signature", "one officer where two are needed", "TOO_FEW_SIGNATURES", "1 of 2", signedBy(() => lines().slice(0, 1))],
  ["no-signature", "no officer at all", "TOO_FEW_SIGNATURES", "0 of 2", signedBy(() => [])],
  ["one-officer-twice", "one officer's signature twice", "SIGNATURE_FAULT", "anna signed twice", signedBy(() => [line(first), line(first)])],
  ["one-key-two-names", "one officer's signature under a second name", "SIGNATURE_FAULT", "the signature by dirk is by none of the keys that may sign this", signedBy(() => [line(first), { ...line(first), name: "dirk" }])],
  ["foreign-line", "a foreign line beside two good ones", "SIGNATURE_FAULT", "the signature by eve is by none of the keys that may sign this", signedBy(() => [...lines(), ...signText(text(), ["eve"]).signatures])],
  ["opponent-signs", "two keys of the opponent's own", "SIGNATURE_FAULT", "the signature by eve is by none of the keys that may sign this", signedBy(by("eve", "emil"))],
  ["reviewer-signs", "a reviewer in an officer's place", "SIGNATURE_FAULT", "the signature by rosa is by none of the keys that may sign this", signedBy(by("anna", "rosa"))],
  ["signatures-swapped", "good signatures in the other order", "SIGNATURE_FAULT", "the signature by anna stands out of order", signedBy(() => lines().toReversed())],
  ["signatures-of-another-text", "two good signatures of another release", "SIGNATURE_FAULT", "the signature by anna does not hold", signedBy(() => signText(text().replace("sequence 12", "sequence 11"), ["anna", "bert"]).signatures)],
  ["bad-third-line", "a bad line by a third officer beside two good ones", "SIGNATURE_FAULT", "the signature by carl does not hold", signedBy(() => signText(text(), ["anna", "bert", "carl"]).signatures.map((s) => (s.name === "carl" ? { ...s, bytes: new Uint8Array(64) } : s)))],
  ["signature-malleated", "S + L in place of S: another signature that lenient verifiers accept", "SIGNATURE_FAULT", "the signature by anna does not hold", signedBy(() => [{ ...line(first), bytes: malleated(line(first).bytes) }, line(second)])],
  ["other-key-id", "an officer's name with another key id", "SIGNATURE_FAULT", "the signature by anna is by none of the keys that may sign this", signedBy(() => [{ ...line(first), keyId: "00000000" }, line(second)])],
  ["longer-signature", "a signature with eight bytes more, as log witnesses write", "SIGNATURE_FAULT", "the signature by anna does not hold", signedBy(() => [{ ...line(first), bytes: new Uint8Array([...line(first).bytes, ...new Uint8Array(8)]) }, line(second)])],
  ["release-text-changed", "one figure of the release is changed, the signatures stay", "SIGNATURE_FAULT", "the signature by anna does not hold", () => withNotes((seal) => ({ ...seal, release: { ...seal.release, text: text().replace("sequence 12", "sequence 13") } }))],
  ["digest-re-embedded", "the opponent changes a byte and writes the new digest into the release", "SIGNATURE_FAULT", "the signature by anna does not hold", () => {
    const changed = text().replace(/^image-sha256 .*$/m, `image-sha256 ${"7".repeat(64)}`);
    return withNotes((seal) => ({ ...seal, release: { ...seal.release, text: changed } }));
  }],
];

/** A disc made otherwise, verified under its own root and code. */
const disc = (options: () => DiscOptions) => (): Trial => {
  const made = dressed(options());
  return { disc: made, target: made.image };
};

/** Under the root that officials hold. */
const underOurRoot = (made: Disc): Trial => ({ disc: made, target: made.image, outside: { roots: [goodDisc().rootNote] } });

export const firstRoot = testRoot();
export const firstNote = signText(encodeTrustRoot(firstRoot), ["anna", "bert"]);
const after = (change: Partial<TrustRoot>): TrustRoot => testRoot({ version: 2, previous: textDigest(firstNote.text), ...change });

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

const eves = () => testRoot({ keys: [testKey("eve"), testKey("emil")], groups: [{ name: "officers", threshold: 2, members: ["emil", "eve"] }] });

/** Bert's key was stolen and is revoked in version 2; the opponent still writes discs under version 1, where it counts. */
export const revokingNote = signText(
  encodeTrustRoot(after({
    keys: [testKey("anna"), testKey("carl"), testKey("dora")],
    groups: [{ name: "officers", threshold: 2, members: ["anna", "carl", "dora"] }],
    revoked: [testKey("bert").vkey.raw],
  })),
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

const roots: readonly Row[] = [
  ["no-anchor", "the official gives no root: the disc's own does not count", "NO_ANCHOR", "as a whole", () => ({ disc: goodDisc(), target: goodDisc().image, outside: { roots: [] } })],
  ["root-on-disc-differs", "the disc's root is not the official's", "ROOT_DIFFERS", "trust root version 1: expected (digest), found (digest)", () => underOurRoot(dressed({ root: testRoot({ contact: "Bel Eve, 06-0000000" }) }))],
  ["opponent-chain", "the opponent's own root, release and keys", "ROOT_DIFFERS", "trust root version 1: expected (digest), found (digest)", () => {
    const root = eves();
    return underOurRoot(dressed({ root, signers: ["eve", "emil"], seal: (seal) => ({ ...seal, trustRoots: [signText(encodeTrustRoot(root), ["eve", "emil"])] }) }));
  }],
  ["root-weakly-signed", "the anchor itself lacks a signature", "ROOT_SIGNATURES", "trust root version 1: 1 valid signatures of the 2 that version 1 asks for", () => ({ disc: goodDisc(), target: goodDisc().image, outside: { roots: [encodeNote(signText(encodeTrustRoot(testRoot()), ["anna"]))] } })],
  ["root-in-seal-weakly-signed", "the root in the seal lost a signature", "ROOT_SIGNATURES", "trust root version 1: 1 valid signatures of the 2 that version 1 asks for", () => withNotes((seal) => ({ ...seal, trustRoots: [{ ...firstNote, signatures: firstNote.signatures.slice(0, 1) }] }))],
  ["rotation-by-thief", "a next root that only the thief's quorum signed", "ROOT_SIGNATURES", "trust root version 2: 1 valid signatures of the 2 that version 1 asks for", () =>
    underOurRoot(rotated(after({ keys: [testKey("anna"), testKey("eve")], groups: [{ name: "officers", threshold: 1, members: ["anna", "eve"] }] }), ["anna", "eve"], ["eve"]))],
  ["rotation-skips-a-version", "a next root that calls itself version 3", "ROOT_CHAIN", "trust root 2 in the seal calls itself version 3", () => underOurRoot(rotated(after({ version: 3 }), ["anna", "bert"], ["anna", "bert"]))],
  ["rotation-changes-purpose", "a final root after which comes a demonstration root", "ROOT_CHAIN", "trust root version 2 changes the purpose", () => underOurRoot(rotated(after({ purpose: "demonstration" }), ["anna", "bert"], ["anna", "bert"]))],
  ["rotation-of-another-root", "a next root that names another predecessor", "ROOT_CHAIN", "trust root version 2 does not follow version 1 ((digest))", () => underOurRoot(rotated(after({ previous: otherDigest }), ["anna", "bert"], ["anna", "bert"]))],
  ["revocation-dropped", "a third root that forgets a revoked key", "ROOT_CHAIN", "trust root version 3 drops the revoked key (digest)", () => {
    const third = testRoot({ version: 3, previous: textDigest(revokingNote.text) });
    const note = signText(encodeTrustRoot(third), ["anna", "carl"]);
    return underOurRoot(dressed({ root: third, release: { trustRoot: textDigest(note.text) }, signers: ["anna", "carl"], seal: (seal) => ({ ...seal, trustRoots: [firstNote, revokingNote, note] }) }));
  }],
  ["stolen-key-old-root", "a thief signs under the old root; the official's root revokes that key", "TOO_FEW_SIGNATURES", "1 of 2", () => ({ disc: goodDisc(), target: goodDisc().image, outside: { roots: [encodeNote(revokingNote)] } })],
  ["stolen-key-notice", "the same, and the revocation comes beside the disc", "TOO_FEW_SIGNATURES", "1 of 2", () => ({ disc: goodDisc(), target: goodDisc().image, outside: { roots: [goodDisc().rootNote], notes: [encodeNote(revokingNote)] } })],
  ["pinned-root-unknown", "the release pins a root that nobody has", "PINNED_ROOT_UNKNOWN", "as a whole", disc(() => ({ release: { trustRoot: otherDigest } }))],
  ["final-under-demonstration", "a final release under a demonstration root", "PURPOSE_NOT_SIGNABLE", "as a whole", disc(() => ({ root: testRoot({ purpose: "demonstration" }), release: { purpose: "final" } }))],
  ["demonstration-under-final", "a demonstration under a final root", "PURPOSE_NOT_SIGNABLE", "as a whole", disc(() => ({ release: { purpose: "demonstration" } }))],
  ["emergency-by-normal-signer", "an emergency officer signs a normal release alone", "TOO_FEW_SIGNATURES", "1 of 2", disc(() => {
    const groups = testRoot().groups.concat({ name: "piket", threshold: 1, members: ["carl"] });
    return { root: testRoot({ groups, requires: { ...testRoot().requires, "emergency-release": "piket" } }), signers: ["carl"] };
  })],
];

const chains: readonly Row[] = [
  ["broken-link-of-64", "64 roots, and version 63 lacks a signature", "ROOT_SIGNATURES", "trust root version 63: 1 valid signatures of the 2 that version 62 asks for", () => {
    const made = longChain(63);
    return { disc: made, target: made.image };
  }],
];

const rawOf = (note: Note) => testKey(note.signatures[0]?.name ?? "").vkey.raw;
const inOrder = (...given: Note[]) => given.sort((a, b) => (rawOf(a) < rawOf(b) ? -1 : 1));

export const two = (sha256: string, release: Disc["release"]) =>
  inOrder(rebuildNote(release, sha256, "rosa"), rebuildNote(release, sha256, "ruud"));

const rebuilt = (rebuilds: NonNullable<DiscOptions["rebuilds"]>, change: Partial<TrustRoot> = {}) =>
  disc(() => ({ root: testRoot(change, 2), rebuilds }));

const badRebuilds: readonly Row[] = [
  ["rebuilds-out-of-order", "two rebuild notes in the other order", "REBUILD_NOTE_BAD", "its text, order or number of signatures", rebuilt((s, r) => two(s, r).toReversed())],
  ["rebuild-twice", "one reviewer's note twice", "REBUILD_NOTE_BAD", "its text, order or number of signatures", rebuilt((s, r) => [rebuildNote(r, s, "rosa"), rebuildNote(r, s, "rosa")])],
  ["rebuild-of-another-release", "a note on another release", "REBUILD_NOTE_BAD", "its text, order or number of signatures", rebuilt((_s, r) => [rebuildNote(r, otherDigest, "rosa")])],
  ["rebuild-by-officer", "an officer attests his own release", "REBUILD_NOTE_BAD", "the signature by anna is by none of the keys that may sign this", rebuilt((s, r) => [rebuildNote(r, s, "anna")])],
  ["rebuild-by-two", "one note with two signatures", "REBUILD_NOTE_BAD", "its text, order or number of signatures", rebuilt((s, r) => [signText(rebuildNote(r, s, "rosa").text, ["rosa", "ruud"])])],
];

const tooFewRebuilds: readonly Row[] = [
  ["rebuild-stripped", "one of two rebuild notes is taken out of the seal", "TOO_FEW_REBUILDS", "1 of 2", rebuilt((s, r) => two(s, r).slice(0, 1))],
  ["rebuilds-of-other-bytes", "the reviewers measured another image", "TOO_FEW_REBUILDS", "0 of 2", rebuilt((s, r) => two(s, { ...r, imageSha256: otherDigest }))],
  ["rebuilds-of-source-only", "the reviewers rebuilt the source, not the image", "TOO_FEW_REBUILDS", "0 of 2", rebuilt((s, r) => two(s, r).map((note) => signText(note.text.replace("scope image", "scope source"), [note.signatures[0]?.name ?? ""])))],
  ["rebuilds-of-one-organisation", "two reviewers of one organisation", "TOO_FEW_REBUILDS", "1 of 2", rebuilt((s, r) => inOrder(rebuildNote(r, s, "rosa"), rebuildNote(r, s, "rik")), { keys: [...testRoot().keys.filter((key) => key.role === "officer"), testKey("rosa", "rebuilder", "Universiteit"), testKey("rik", "rebuilder", "Universiteit"), testKey("ruud", "rebuilder", "Waterschap")], groups: [...testRoot().groups.filter((g) => g.name === "officers"), { name: "reviewers", threshold: 2, members: ["rik", "rosa", "ruud"] }] })],
  ["dissent", "a reviewer found a difference, and the root lets one block", "DISSENT_BLOCKS", "as a whole", rebuilt((s, r) => [rebuildNote(r, s, "rosa", { differs: "sector 5" })], { dissentBlocksAt: 1 })],
  ["log-required", "the root asks for a public log", "LOG_NOT_SUPPORTED", "as a whole", disc(() => {
    const key = testKey("wim", "witness");
    const witness = { ...key, vkey: makeVKey("wim", decodeHex(key.vkey.raw, 32, "wim"), 4) };
    const groups = testRoot().groups.concat({ name: "witnesses", threshold: 1, members: ["wim"] });
    return { root: testRoot({ keys: [...testRoot().keys, testKey("lies", "log"), witness], groups, requires: { ...testRoot().requires, checkpoint: "witnesses" }, logOrigin: "log.example.nl/tally" }) };
  })],
];

const recalls: readonly Row[] = [
  ["recall-stripped", "the recall list that the release demands was taken out", "RECALL_MISSING", "0 of 1", disc(() => ({ release: { recallAtLeast: 1 } }))],
  ["recall-older", "an older, shorter recall list", "RECALL_MISSING", "1 of 2", disc(() => ({ release: { recallAtLeast: 2 }, recall: () => recallNote([otherDigest]) }))],
  ["recall-weakly-signed", "a recall list of one officer", "RECALL_NOTE_BAD", "as a whole", disc(() => ({ recall: () => recallNote([otherDigest], ["anna"]) }))],
];

const recalled: readonly Row[] = [
  ["recalled", "a recalled release is sent round again", "RECALLED", "verkeerde restzetels", disc(() => ({ recall: (release) => recallNote([release.imageSha256]) }))],
  ["recalled-by-notice", "the same, the recall comes beside the disc", "RECALLED", "verkeerde restzetels", () => ({ disc: goodDisc(), target: goodDisc().image, outside: { notes: [encodeNote(recallNote([goodDisc().release.imageSha256]))] } })],
];

export const notes: readonly Attack[] = [
  ...rows("signatures", "three-signatures", signatures),
  ...rows("trust roots", "next-root", roots),
  ...rows("trust roots", "64-roots", chains),
  ...rows("rebuilds, recalls, log", "two-rebuilds", badRebuilds),
  ...rows("rebuilds, recalls, log", "two-rebuilds", tooFewRebuilds, "ONVOLDOENDE_HERBOUW"),
  ...rows("rebuilds, recalls, log", "other-disc-recalled", recalls),
  ...rows("rebuilds, recalls, log", "other-disc-recalled", recalled, "INGETROKKEN"),
];

