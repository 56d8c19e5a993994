// The release note: enough officers signed it, under the root whose digest it holds itself. docs/spec/verification.md step 5

import { type Note, textDigest } from "../format/notes/note.ts";
import { parseRelease, type Release } from "../format/notes/release.ts";
import type { RootKey } from "../format/notes/trust-root.ts";
import { FormatError, tryParse } from "../format/text/error.ts";
import type { KnownRoot, TrustChain } from "./chain.ts";
import { type Found, found, type Judged, type TrustCode } from "./findings.ts";
import { judgeQuorum, purposeFits, quorumFindings, requirementsOf } from "./quorum.ts";
import type { SignatureCheck } from "./signature.ts";

/** What enough officers signed. Nothing of a release may be used before this exists. */
export interface SignedRelease {
  readonly release: Release;
  /** SHA-256 of the release note's text, hex. */
  readonly sha256: string;
  /** The root whose digest the release holds: it and its rebuilds are judged under that one. */
  readonly root: KnownRoot;
  /** The newest root known: whom to call now. */
  readonly newest: KnownRoot;
  readonly signers: readonly RootKey[];
}

/** Step 5. No value: fewer officers signed than the root asks for, or the root or the text is none to judge by. */
export async function judgeRelease(
  note: Note,
  known: TrustChain,
  check: SignatureCheck,
): Promise<Judged<SignedRelease>> {
  const release = tryParse(() => parseRelease(note.text));
  if (release instanceof FormatError) return refused(found("NOTE_TEXT", { text: release.message }));
  const root = known.find(release.trustRoot);
  if (root === undefined) return refused(found("PINNED_ROOT_UNKNOWN", { sha256: release.trustRoot }));
  const { purpose } = release;
  if (!purposeFits(root.root, purpose))
    return refused(found("PURPOSE_NOT_SIGNABLE", { purpose, rootPurpose: root.root.purpose }));
  const requirement = requirementsOf(release).release;
  const quorum = await judgeQuorum(note, root.root, requirement, "sealed", known.revoked, check);
  const { signers, threshold } = quorum;
  const findings = quorumFindings(quorum);
  if (!quorum.isMet)
    return refused(...findings, found("TOO_FEW_SIGNATURES", { found: signers.length, needed: threshold, requirement }));
  const claims = found("CLAIMS", { previous: release.previous ?? "none", recipe: release.recipe });
  const value = { release, sha256: textDigest(note.text), root, newest: known.newest, signers };
  return { findings: [...findings, claims], value };
}

function refused(...findings: Found<TrustCode>[]): Judged<never> {
  return { findings, value: undefined };
}
