// One step in a chain of trust roots: may this root follow that one? docs/spec/trust-root.md, "Verification of a chain"
// Signer, sealer and verifier all ask this file, so that none of them lets pass what another refuses.

import type { Note } from "../format/notes/note.ts";
import { type RootKey, requiredKeys, type TrustRoot } from "../format/notes/trust-root.ts";
import { compareText } from "../format/text/decode.ts";
import { judgeSigners, type QuorumFault, type Strictness } from "./quorum.ts";
import type { SignatureCheck } from "./signature.ts";

/** Why a text cannot be the next version of another, whoever signed it. */
export type SuccessionFault =
  | { readonly code: "VERSION"; readonly expected: number; readonly found: number }
  | { readonly code: "PREVIOUS"; readonly expected: string; readonly found: string }
  | { readonly code: "PURPOSE"; readonly expected: string; readonly found: string }
  | { readonly code: "REVOKED_DROPPED"; readonly raw: string }
  | { readonly code: "KEY_ID"; readonly name: string; readonly id: string; readonly of: string };

/** All that keeps `next` from following `before`, whose text has the digest `beforeSha256`; signatures apart. */
export function findSuccessionFaults(next: TrustRoot, before: TrustRoot, beforeSha256: string): SuccessionFault[] {
  const faults: SuccessionFault[] = [];
  // TUF 1.0.34 section 5.3.5: exactly N + 1. A lower number is a rollback, a higher one a gap that nobody can judge.
  if (next.version !== before.version + 1)
    faults.push({ code: "VERSION", expected: before.version + 1, found: next.version });
  // Beyond TUF: it names the very text that it follows, so that steps of two chains cannot be mixed.
  if (next.previous !== beforeSha256)
    faults.push({ code: "PREVIOUS", expected: beforeSha256, found: next.previous ?? "none" });
  // Beyond TUF: throw-away keys of a demonstration never become real ones.
  if (next.purpose !== before.purpose) faults.push({ code: "PURPOSE", expected: before.purpose, found: next.purpose });
  // Beyond TUF: what is revoked stays revoked.
  for (const raw of before.revoked) if (!next.revoked.includes(raw)) faults.push({ code: "REVOKED_DROPPED", raw });
  // Beyond TUF: `next` is signed by keys of both. A line names its key by name and id, of which two keys can have the same:
  // then nobody could tell whose a line is, and the step could never be accepted.
  for (const { vkey } of next.keys) {
    const other = before.keys.find((key) => key.vkey.id === vkey.id && key.vkey.raw !== vkey.raw);
    if (other !== undefined) faults.push({ code: "KEY_ID", name: vkey.name, id: vkey.id, of: other.vkey.name });
  }
  return faults;
}

/** Who of one version's root group signed. */
export interface RootQuorum {
  /** The version whose group this is. */
  readonly version: number;
  readonly threshold: number;
  readonly signers: readonly RootKey[];
  /** Of the group, not signed and not revoked. */
  readonly missing: readonly RootKey[];
  readonly isMet: boolean;
}

export interface RootSignatures {
  /** Of the predecessor, where there is one, then of the root itself. */
  readonly quorums: readonly RootQuorum[];
  /** Signed, revoked in one of the two: not counted. */
  readonly revoked: readonly RootKey[];
  /** Any of these refuses the note. */
  readonly faults: readonly QuorumFault[];
  readonly isMet: boolean;
}

/**
 * TUF 1.0.34 section 5.3.4: the note of `root` needs the root quorum of `before` and its own. A key revoked in either
 * counts for neither. What a later version revokes does not undo a step that was good: else no chain could outlive its
 * first revocation. `before` undefined: its own quorum alone.
 */
export async function judgeRootSignatures(
  note: Note,
  root: TrustRoot,
  before: TrustRoot | undefined,
  strictness: Strictness,
  check: SignatureCheck,
): Promise<RootSignatures> {
  const judges = before === undefined ? [root] : [before, root];
  const revoked = new Set(judges.flatMap((judge) => judge.revoked));
  const whole = await judgeSigners(note, rootSigners(root, before), 1, strictness, revoked, check);
  const signed = new Set(whole.signers.map((key) => key.vkey.raw));
  const quorums = judges.map((judge): RootQuorum => {
    const { keys, threshold } = requiredKeys(judge, "root");
    const signers = keys.filter((key) => signed.has(key.vkey.raw));
    const missing = keys.filter((key) => !signed.has(key.vkey.raw) && !revoked.has(key.vkey.raw));
    const isMet = whole.faults.length === 0 && threshold > 0 && signers.length >= threshold;
    return { version: judge.version, threshold, signers, missing, isMet };
  });
  const isMet = quorums.every((quorum) => quorum.isMet);
  return { quorums, revoked: whole.revoked, faults: whole.faults, isMet };
}

/** A root that is trusted, with the SHA-256 of its text. */
export interface RootBefore {
  readonly root: TrustRoot;
  readonly sha256: string;
}

/** One step of a chain: why it is none, and who signed it. */
export interface RootStep {
  readonly succession: readonly SuccessionFault[];
  readonly signatures: RootSignatures;
  readonly isGood: boolean;
}

/**
 * May `root`, signed as `note`, follow the root before it? The one place where that is decided, for a note on its own and in a seal.
 * `before` undefined: it is the first of a chain, which its own quorum signs.
 */
export async function judgeRootStep(
  note: Note,
  root: TrustRoot,
  before: RootBefore | undefined,
  strictness: Strictness,
  check: SignatureCheck,
): Promise<RootStep> {
  const succession = before === undefined ? [] : findSuccessionFaults(root, before.root, before.sha256);
  const signatures = await judgeRootSignatures(note, root, before?.root, strictness, check);
  return { succession, signatures, isGood: succession.length === 0 && signatures.isMet };
}

/** Keys that may sign `root` for itself or for `before`; in both under one name, it is one key. In byte order of raw key. */
export function rootSigners(root: TrustRoot, before: TrustRoot | undefined): RootKey[] {
  const judges = before === undefined ? [root] : [before, root];
  const keys = judges.flatMap((judge) => requiredKeys(judge, "root").keys);
  const isSame = (a: RootKey, b: RootKey) => a.vkey.raw === b.vkey.raw && a.vkey.name === b.vkey.name;
  const once = keys.filter((key, i) => keys.findIndex((other) => isSame(other, key)) === i);
  return once.sort((a, b) => compareText(a.vkey.raw, b.vkey.raw));
}
