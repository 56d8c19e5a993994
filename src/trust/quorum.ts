// Who of a group signed a note, and whether that is enough. docs/spec/signature.md, "Quorum"
// Walks the trust root's keys, never the note's claims, and counts raw keys: one key is one vote, whatever its names.

import type { Note, Signature } from "../format/notes/note.ts";
import type { Purpose, Release } from "../format/notes/release.ts";
import { type Requirement, type RootKey, requiredKeys, type TrustRoot } from "../format/notes/trust-root.ts";
import { compareText, decodeHex, encodeUtf8 } from "../format/text/decode.ts";
import { type Found, found, type TrustCode } from "./findings.ts";
import type { SignatureCheck } from "./signature.ts";

/**
 * `loose`: a note on its own, C2SP's rule: lines by unknown keys are ignored.
 * `sealed`: a note inside a seal: every line by a key of the group, each once, in byte order of raw key, so that one set of signatures
 * has one spelling and nothing can be added.
 */
export type Strictness = "loose" | "sealed";

export type QuorumFault =
  | { readonly code: "BAD_SIGNATURE"; readonly name: string }
  | { readonly code: "FOREIGN_SIGNATURE"; readonly name: string }
  | { readonly code: "REPEATED_SIGNATURE"; readonly name: string }
  | { readonly code: "UNORDERED_SIGNATURES"; readonly name: string };

export interface Quorum {
  /** Keys that signed and count, in byte order of raw key. */
  readonly signers: readonly RootKey[];
  /** Keys that signed but are revoked: reported, never counted. */
  readonly revoked: readonly RootKey[];
  readonly threshold: number;
  /** Any fault is a refusal of the whole note. */
  readonly faults: readonly QuorumFault[];
  /** No fault, a group to ask for, and enough signers. */
  readonly isMet: boolean;
}

/** Judges `note` under the group that `root` requires for `requirement`. `revoked`: raw keys revoked in any known root. */
export function judgeQuorum(
  note: Note,
  root: TrustRoot,
  requirement: Requirement,
  strictness: Strictness,
  revoked: ReadonlySet<string>,
  check: SignatureCheck,
): Promise<Quorum> {
  const { keys, threshold } = requiredKeys(root, requirement);
  return judgeSigners(note, keys, threshold, strictness, revoked, check);
}

/** Judges `note` under a list of keys, of which `threshold` distinct ones must sign. `revoked`: raw keys, hex. */
export async function judgeSigners(
  note: Note,
  keys: readonly RootKey[],
  threshold: number,
  strictness: Strictness,
  revoked: ReadonlySet<string>,
  check: SignatureCheck,
): Promise<Quorum> {
  const faults: QuorumFault[] = [];
  const message = encodeUtf8(note.text);
  const holding = new Map<string, RootKey>();
  let before = "";
  for (const signature of note.signatures) {
    const key = keys.find((candidate) => isBy(signature, candidate));
    const { name } = signature;
    if (key === undefined) {
      if (strictness === "sealed") faults.push({ code: "FOREIGN_SIGNATURE", name });
      continue;
    }
    const { raw } = key.vkey;
    if (strictness === "sealed" && holding.has(raw)) faults.push({ code: "REPEATED_SIGNATURE", name });
    if (strictness === "sealed" && compareText(raw, before) < 0) faults.push({ code: "UNORDERED_SIGNATURES", name });
    before = raw;
    if (await check(decodeHex(raw, 32, name), message, signature.bytes)) holding.set(raw, key);
    else faults.push({ code: "BAD_SIGNATURE", name });
  }
  const held = [...holding.values()].sort((a, b) => compareText(a.vkey.raw, b.vkey.raw));
  const signers = held.filter((key) => !revoked.has(key.vkey.raw));
  return {
    signers,
    revoked: held.filter((key) => revoked.has(key.vkey.raw)),
    threshold,
    faults,
    isMet: faults.length === 0 && threshold > 0 && signers.length >= threshold,
  };
}

/** True when the line names this key: name and key id both, as signed-note says. Whether it holds is another question. */
export function isBy(signature: Signature, key: RootKey): boolean {
  return signature.name === key.vkey.name && signature.keyId === key.vkey.id;
}

/** Distinct keys and distinct organisations: who holds two keys is still one judge of somebody else's work. */
export function countJudges(keys: readonly RootKey[]): { readonly keys: number; readonly organisations: number } {
  return {
    keys: new Set(keys.map(({ vkey }) => vkey.raw)).size,
    organisations: new Set(keys.map(({ organisation }) => organisation.toLowerCase())).size,
  };
}

/** Which `require` lines of the root a release and its rebuilds are judged by. docs/spec/trust-root.md */
export function requirementsOf(release: Release): { readonly release: Requirement; readonly rebuild: Requirement } {
  return release.urgency === "emergency"
    ? { release: "emergency-release", rebuild: "emergency-rebuild" }
    : { release: "release", rebuild: "rebuild" };
}

/** A demonstration root signs demonstrations only, and a real one never does: throw-away keys can release nothing. */
export function purposeFits(root: TrustRoot, purpose: Purpose): boolean {
  return (root.purpose === "demonstration") === (purpose === "demonstration");
}

/** English words for a fault, for messages. */
export function faultText(fault: QuorumFault): string {
  switch (fault.code) {
    case "BAD_SIGNATURE":
      return `the signature by ${fault.name} does not hold`;
    case "FOREIGN_SIGNATURE":
      return `the signature by ${fault.name} is by none of the keys that may sign this`;
    case "REPEATED_SIGNATURE":
      return `${fault.name} signed twice`;
    case "UNORDERED_SIGNATURES":
      return `the signature by ${fault.name} stands out of order`;
  }
}

/** Of a note that is judged strictly: any fault refuses; signers and revoked keys are facts. */
export function quorumFindings({ faults, revoked, signers }: Quorum): Found<TrustCode>[] {
  return [
    ...faults.map((fault) => found("SIGNATURE_FAULT", { text: faultText(fault), name: fault.name })),
    ...revoked.map((key) => found("REVOKED_KEY_IGNORED", { holder: key.holder })),
    ...signers.map((key) =>
      found("SIGNED_BY", { holder: key.holder, organisation: key.organisation, name: key.vkey.name }),
    ),
  ];
}
