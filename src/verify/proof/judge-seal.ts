// The notes of a seal, and notes given beside it: who signed what, and is it enough. docs/spec/verification.md steps 4 to 8.

import {
  FormatError,
  type Note,
  parseNote,
  parseRebuild,
  parseRecall,
  parseRecallCode,
  parseRelease,
  type Release,
  type RootKey,
  requiredKeys,
  type Seal,
  textDigest,
} from "../../format/index.ts";
import {
  contradictionsOf,
  faultText,
  isUnconfirmed,
  judgeQuorum,
  judgeRebuild,
  judgeSealedRebuilds,
  type KnownRoot,
  purposeFits,
  type RebuildJudge,
  requirementsOf,
  type SignatureCheck,
  type Tally,
  type TrustChain,
  TrustError,
  tallyRebuilds,
} from "../../trust/index.ts";
import { type GivenRecalls, judgeRecalls, type RecallHorizon, type RecallJudges } from "./judge-recalls.ts";
import type { Findings } from "./report.ts";
import { reportQuorum } from "./report-quorum.ts";

/** What enough officers signed. Nothing of a release may be used before this exists. */
interface SignedRelease {
  readonly release: Release;
  readonly sha256: string;
  /** The root that it pins, under which it and its rebuilds are judged. */
  readonly root: KnownRoot;
  /** The newest root known: whom to call now. */
  readonly newest: KnownRoot;
  readonly signers: readonly RootKey[];
}
/** Its notes were judged too: the findings hold what came of it. */
export interface TrustedRelease extends SignedRelease {
  readonly recalls: RecallHorizon;
}

/** Notes from outside the medium that go with the disc: rebuilds, recalls and roots of a later date. */
export interface LooseNotes {
  readonly roots: readonly Uint8Array[];
  readonly rebuilds: readonly Note[];
  readonly recalls: GivenRecalls;
}

/** Sorts notes given beside the seal by their first line, and reads typed recall codes. Throws FormatError. */
export function sortLooseNotes(notes: readonly Uint8Array[], recallCodes: readonly string[]): LooseNotes {
  const lists: GivenRecalls["lists"][number][] = [];
  const recalls: GivenRecalls = { lists, codes: recallCodes.map(parseRecallCode) };
  const sorted = { roots: [] as Uint8Array[], rebuilds: [] as Note[], recalls };
  for (const [i, bytes] of notes.entries()) {
    const note = parseNote(bytes, `note ${i + 1} given`);
    if (note.text.startsWith("zegel/trust-root v1\n")) sorted.roots.push(bytes);
    else if (note.text.startsWith("zegel/rebuild v1\n")) {
      parseRebuild(note.text); // what cannot be read may have been a no: it is never passed over
      sorted.rebuilds.push(note);
    } else if (note.text.startsWith("zegel/recall v1\n")) lists.push({ note, recall: parseRecall(note.text) });
    else
      throw new FormatError("TYPE_LINE", `note ${i + 1} given`, "a trust root, rebuild or recall note", "another type");
  }
  return sorted;
}

/** Steps 4 to 8. Returns the release when enough officers signed it; the findings hold the reasons otherwise. */
export async function judgeSeal(
  seal: Seal,
  anchor: TrustChain,
  loose: LooseNotes,
  check: SignatureCheck,
  findings: Findings,
): Promise<TrustedRelease | undefined> {
  const chains = await extendTrust(seal, anchor, loose, check, findings);
  if (chains === undefined) return undefined;
  const signed = await judgeRelease(seal.release, chains.known, check, findings);
  if (signed === undefined) return undefined;
  await judgeRebuilds(seal.rebuilds, loose.rebuilds, signed, chains.known, check, findings);
  const recalls = await judgeRecalls(seal.recall, loose.recalls, signed.release, chains, check, findings);
  judgeLog(seal, signed, findings);
  return { ...signed, recalls };
}

/** Step 4: roots in the seal match the anchor byte for byte or extend it; then roots given beside the seal. */
async function extendTrust(
  seal: Seal,
  anchor: TrustChain,
  loose: LooseNotes,
  check: SignatureCheck,
  findings: Findings,
): Promise<RecallJudges | undefined> {
  try {
    let known = await anchor.withSealed(seal.trustRoots, check);
    const sealed = known.roots.find((r) => r.root.version === seal.trustRoots.length);
    known = await known.withLoose(loose.roots, check);
    if (sealed === undefined) throw new TrustError("ROOT_CHAIN", "the seal's newest root is not in the chain");
    findings.note("trust-roots", "ROOTS_KNOWN", { count: known.roots.length, newest: known.newest.sha256 });
    findings.done("trust-roots");
    return { sealed, known };
  } catch (error) {
    if (!(error instanceof TrustError)) throw error;
    findings.refuse("trust-roots", error.code, { text: error.message });
    return undefined;
  }
}

/** Step 5: the release note, under the root that it pins itself. */
async function judgeRelease(
  note: Note,
  known: TrustChain,
  check: SignatureCheck,
  findings: Findings,
): Promise<SignedRelease | undefined> {
  const step = "release-signatures";
  let release: Release;
  try {
    release = parseRelease(note.text);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    findings.refuse(step, "NOTE_TEXT", { text: error.message });
    return undefined;
  }
  const root = known.find(release.trustRoot);
  if (root === undefined) {
    findings.refuse(step, "PINNED_ROOT_UNKNOWN", { sha256: release.trustRoot });
    return undefined;
  }
  if (!purposeFits(root.root, release.purpose)) {
    findings.refuse(step, "PURPOSE_NOT_SIGNABLE", {
      purpose: release.purpose,
      rootPurpose: root.root.purpose,
    });
    return undefined;
  }
  const requirement = requirementsOf(release).release;
  const quorum = await judgeQuorum(note, root.root, requirement, "sealed", known.revoked, check);
  reportQuorum(quorum, step, findings);
  if (!quorum.isMet) {
    findings.refuse(step, "TOO_FEW_SIGNATURES", {
      found: quorum.signers.length,
      needed: quorum.threshold,
      requirement,
    });
    return undefined;
  }
  findings.note(step, "CLAIMS", { previous: release.previous ?? "none", recipe: release.recipe });
  findings.done(step);
  return { release, sha256: textDigest(note.text), root, newest: known.newest, signers: quorum.signers };
}

/**
 * Step 6. A bad note in the seal refuses the seal. Of the notes beside it a bad yes is ignored, which can only turn a yes
 * into a no; a no that cannot be confirmed holds the disc, for ignoring that would turn a no into a yes.
 */
async function judgeRebuilds(
  sealed: readonly Note[],
  loose: readonly Note[],
  trusted: SignedRelease,
  known: TrustChain,
  check: SignatureCheck,
  findings: Findings,
): Promise<void> {
  const { release, sha256, root } = trusted;
  const roots = known.roots.map((each) => each.root);
  const judge: RebuildJudge = { release, releaseSha256: sha256, root: root.root, roots, check };
  const inSeal = await judgeSealedRebuilds(sealed, judge);
  for (const fault of inSeal.faults) {
    const text = fault === undefined ? "its text, order or number of signatures" : faultText(fault);
    findings.refuse("rebuilds", "REBUILD_NOTE_BAD", { text });
  }
  const statements = [...inSeal.statements];
  for (const note of loose) {
    const judged = await judgeRebuild(note, judge);
    const { rebuild, fault } = judged;
    if (isUnconfirmed(judged)) findings.refuse("rebuilds", "DISSENT_UNCONFIRMED");
    else if (fault !== undefined || contradictionsOf(rebuild, release).length > 0)
      findings.note("rebuilds", "NOTE_IGNORED", { type: "rebuild" });
    statements.push(...judged.statements.filter(() => contradictionsOf(rebuild, release).length === 0));
  }
  reportTally(tallyRebuilds(statements, judge), trusted, findings);
  findings.done("rebuilds");
}

function reportTally(tally: Tally, trusted: SignedRelease, findings: Findings): void {
  const step = "rebuilds";
  const { release } = trusted;
  const { statements, found, needed, differing, blocksAt } = tally;
  for (const { rebuild, by } of statements) {
    if (contradictionsOf(rebuild, release).length > 0) continue; // "found equal" would be untrue of it
    findings.note(step, rebuild.differs === undefined ? "REBUILD_AGREES" : "REBUILD_DIFFERS", {
      holder: by.holder,
      organisation: by.organisation,
      scope: rebuild.scope,
      where: rebuild.differs ?? "",
    });
  }
  for (const key of tally.revoked) findings.note(step, "REVOKED_KEY_IGNORED", { holder: key.holder });
  const isUndisputed = differing.length === 0 && !findings.found("DISSENT_UNCONFIRMED");
  if (statements.length > 0 && isUndisputed) findings.note(step, "NO_DISSENT"); // one could have been left out
  if (needed === 0) noteNotRequired(trusted, findings);
  else if (!tally.isEnough) findings.refuse(step, "TOO_FEW_REBUILDS", { found, needed });
  if (blocksAt !== undefined && tally.isBlocked)
    findings.refuse(step, "DISSENT_BLOCKS", { found: differing.length, limit: blocksAt });
}

/** Under which version, and of which kind of release: the root may ask it of the other kind, and a newer root of this one. */
function noteNotRequired({ release, root, newest }: SignedRelease, findings: Findings): void {
  const { urgency } = release;
  findings.note("rebuilds", "REBUILD_NOT_REQUIRED", { version: root.root.version, urgency });
  const { threshold } = requiredKeys(newest.root, requirementsOf(release).rebuild);
  if (threshold > 0)
    findings.note("rebuilds", "NEWER_ROOT_ASKS_REBUILDS", { version: newest.root.version, urgency, needed: threshold });
}

/** Step 8: this version cannot judge a log proof; where the root asks for one, or the seal holds one, it says no. */
function judgeLog(seal: Seal, { root }: SignedRelease, findings: Findings): void {
  if (seal.logProof !== undefined) findings.refuse("log", "LOG_PROOF_UNKNOWN");
  if (root.root.requires.checkpoint === undefined)
    findings.note("log", "LOG_NOT_REQUIRED", { version: root.root.version });
  else findings.refuse("log", "LOG_NOT_SUPPORTED");
  findings.done("log");
}
