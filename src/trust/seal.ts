// All that a seal holds, judged: who signed what, and is it enough. docs/spec/verification.md steps 4 to 8, in this order.

import { isLogProof, type LogProof, parseLogProof } from "../format/notes/log-proof.ts";
import { kindOf, type Note, parseNote } from "../format/notes/note.ts";
import { parseRebuild } from "../format/notes/rebuild.ts";
import { parseRecall } from "../format/notes/recall.ts";
import type { Seal } from "../format/notes/seal.ts";
import { requiredKeys } from "../format/notes/trust-root.ts";
import { FormatError } from "../format/text/error.ts";
import { parseRecallCode } from "../format/text/recall-code.ts";
import { clockFact } from "./anchor.ts";
import { type TrustChain, TrustError } from "./chain.ts";
import { type Found, found, type Judged, type TrustCode, type TrustFact, type TrustStep } from "./findings.ts";
import { judgeLog } from "./log-proof/judge.ts";
import { faultText, requirementsOf } from "./quorum.ts";
import {
  contradictionsOf,
  isAboutKit,
  isUnconfirmed,
  judgeRebuild,
  judgeSealedRebuilds,
  type RebuildJudge,
  type Statement,
  type Tally,
  tallyRebuilds,
} from "./rebuilds.ts";
import { type GivenRecalls, judgeRecalls, type RecallHorizon, type RecallJudges } from "./recalls.ts";
import { judgeRelease, type SignedRelease } from "./release.ts";
import type { SignatureCheck } from "./signature.ts";

/** Notes from outside the medium that go with the disc: rebuilds, recalls, roots and log proofs of a later date. */
export interface LooseNotes {
  readonly roots: readonly Uint8Array[];
  readonly rebuilds: readonly Note[];
  readonly recalls: GivenRecalls;
  readonly proofs: readonly LogProof[];
}

/** What stands beside the seal. */
export interface Outside {
  readonly anchor: TrustChain;
  readonly loose: LooseNotes;
  /** YYYY-MM-DD by the machine's clock: a fact for the record. */
  readonly today: string;
}

/** A release that enough officers signed; its notes were judged too. */
export interface TrustedRelease extends SignedRelease {
  readonly recalls: RecallHorizon;
}

export interface JudgedSeal {
  /** In order. A step that is not among them was not reached. */
  readonly steps: readonly (readonly [TrustStep, readonly Found<TrustCode>[]])[];
  /** Undefined: too few officers signed, or the roots are none to judge by. It alone is no yes: the steps are. */
  readonly trusted: TrustedRelease | undefined;
}

/** Sorts notes given beside the seal by their first line, and reads typed recall codes. Throws FormatError. */
export function sortLooseNotes(notes: readonly Uint8Array[], recallCodes: readonly string[]): LooseNotes {
  const lists: GivenRecalls["lists"][number][] = [];
  const recalls: GivenRecalls = { lists, codes: recallCodes.map(parseRecallCode) };
  const sorted = { roots: [] as Uint8Array[], rebuilds: [] as Note[], recalls, proofs: [] as LogProof[] };
  for (const [i, bytes] of notes.entries()) {
    const where = `note ${i + 1} given`;
    if (isLogProof(bytes)) {
      sorted.proofs.push(parseLogProof(bytes, where)); // throws: what cannot be read may have shown that the log lies
      continue;
    }
    const note = parseNote(bytes, where);
    switch (kindOf(note.text)) {
      case "trust-root":
        sorted.roots.push(bytes);
        break;
      case "rebuild":
        parseRebuild(note.text); // throws: what cannot be read may have said that the release differs, so it is not passed over
        sorted.rebuilds.push(note);
        break;
      case "recall":
        lists.push({ note, recall: parseRecall(note.text) });
        break;
      default:
        throw new FormatError(
          "TYPE_LINE",
          where,
          "a trust root, a rebuild note, a recall list or a log proof",
          "another type",
        );
    }
  }
  return sorted;
}

/** Steps 4 to 8 of docs/spec/verification.md, as far as they are reached. Never throws for a bad note. */
export async function judgeSeal(seal: Seal, outside: Outside, check: SignatureCheck): Promise<JudgedSeal> {
  const roots = await judgeRoots(seal, outside, check); // step 4
  if (roots.value === undefined) return { steps: [["trust-roots", roots.findings]], trusted: undefined };
  const { known } = roots.value;
  const release = await judgeRelease(seal.release, known, check); // step 5
  const signed = release.value;
  const reached = [["trust-roots", roots.findings] as const, ["release-signatures", release.findings] as const];
  if (signed === undefined) return { steps: reached, trusted: undefined };
  const rebuilds = await judgeRebuilds(seal.rebuilds, outside.loose.rebuilds, signed, known, check); // step 6
  const recalls = await judgeRecalls(seal.recall, outside.loose.recalls, signed.release, roots.value); // step 7
  const isOther = signed.root.sha256 !== outside.anchor.newest.sha256; // of the anchor it was told in step 1
  const log = await judgeLog(seal.logProof, outside.loose.proofs, {
    text: seal.release.text,
    pinned: signed.root.root.version,
    sealed: seal.trustRoots.length,
    ...{ known, today: outside.today, check },
  }); // step 8
  const clock = isOther ? [clockFact(signed.root, outside.today)] : [];
  return {
    steps: [
      ["trust-roots", roots.findings],
      ["release-signatures", [...release.findings, ...clock]],
      ["rebuilds", rebuilds],
      ["recall", recalls.findings],
      ["log", log],
    ],
    trusted: { ...signed, recalls: recalls.horizon },
  };
}

/** Step 4: roots in the seal match the anchor byte for byte or extend it; then roots given beside the seal. */
async function judgeRoots(
  seal: Seal,
  { anchor, loose }: Outside,
  check: SignatureCheck,
): Promise<Judged<RecallJudges>> {
  try {
    const withSeal = await anchor.withSealed(seal.trustRoots, check);
    const sealed = withSeal.roots.find((known) => known.root.version === seal.trustRoots.length);
    const known = await withSeal.withLoose(loose.roots, check);
    if (sealed === undefined) throw new TrustError("ROOT_CHAIN", "the seal's newest root is not in the chain");
    const fact = found("ROOTS_KNOWN", { count: known.roots.length, newest: known.newest.sha256 });
    return { findings: [fact], value: { sealed, known, check } };
  } catch (error) {
    if (!(error instanceof TrustError)) throw error;
    return { findings: [found(error.code, { text: error.message })], value: undefined };
  }
}

/**
 * Step 6. A bad note in the seal refuses the seal. Beside the seal a bad note that agrees is ignored, which can only turn a yes into a
 * no. One that differs and cannot be confirmed refuses the disc, for ignoring that would turn a no into a yes.
 */
async function judgeRebuilds(
  sealed: readonly Note[],
  loose: readonly Note[],
  signed: SignedRelease,
  known: TrustChain,
  check: SignatureCheck,
): Promise<Found<TrustCode>[]> {
  const { release, sha256, root } = signed;
  const roots = known.roots.map((each) => each.root);
  const judge: RebuildJudge = { release, releaseSha256: sha256, root: root.root, roots, check };
  const inSeal = await judgeSealedRebuilds(sealed, judge);
  const bad = inSeal.faults.map((fault) =>
    found("REBUILD_NOTE_BAD", {
      text: fault === undefined ? "its text, order or number of signatures" : faultText(fault),
    }),
  );
  const beside = await judgeLooseRebuilds(loose, judge);
  const tally = tallyRebuilds([...inSeal.statements, ...beside.statements], judge);
  const isDisputed = tally.isDisputed || beside.isUnconfirmed;
  return [...bad, ...beside.findings, ...tellTally(tally, signed, isDisputed)];
}

interface LooseStatements {
  readonly findings: readonly Found<TrustCode>[];
  readonly statements: readonly Statement[];
  /** One of them says that the release differs, and nobody can say whether a reviewer signed that. */
  readonly isUnconfirmed: boolean;
}

async function judgeLooseRebuilds(notes: readonly Note[], judge: RebuildJudge): Promise<LooseStatements> {
  const findings: Found<TrustCode>[] = [];
  const statements: Statement[] = [];
  let isOneUnconfirmed = false;
  for (const note of notes) {
    const judged = await judgeRebuild(note, judge);
    const { rebuild } = judged;
    const isUntrue = contradictionsOf(rebuild, judge.release).length > 0;
    const isKitYes = isAboutKit(rebuild) && rebuild.differs === undefined; // a verifier is no judge of the program that it is
    if (isUnconfirmed(judged)) {
      isOneUnconfirmed = true;
      findings.push(found("DISSENT_UNCONFIRMED"));
    } else if (judged.fault !== undefined || isUntrue || isKitYes)
      findings.push(found("NOTE_IGNORED", { type: "rebuild" }));
    if (!isUntrue && !isKitYes) statements.push(...judged.statements);
  }
  return { findings, statements, isUnconfirmed: isOneUnconfirmed };
}

/** The findings of step 6: each statement, and whether they are enough. */
function tellTally(tally: Tally, signed: SignedRelease, isDisputed: boolean): Found<TrustCode>[] {
  const { statements, found: agreeing, needed, differing, blocksAt } = tally;
  const { release } = signed;
  const told = statements.filter(({ rebuild }) => contradictionsOf(rebuild, release).length === 0); // else "found equal" would be untrue
  const findings: Found<TrustCode>[] = told.map(({ rebuild, by }) =>
    found(rebuild.differs === undefined ? "REBUILD_AGREES" : "REBUILD_DIFFERS", {
      holder: by.holder,
      organisation: by.organisation,
      scope: rebuild.scope,
      where: rebuild.differs ?? "",
    }),
  );
  findings.push(...tally.revoked.map((key) => found("REVOKED_KEY_IGNORED", { holder: key.holder })));
  if (statements.length > 0 && !isDisputed) findings.push(found("NO_DISSENT")); // one could have been left out
  if (needed === 0) findings.push(...tellNotRequired(signed));
  else if (!tally.isEnough) findings.push(found("TOO_FEW_REBUILDS", { found: agreeing, needed }));
  if (blocksAt !== undefined && tally.isBlocked)
    findings.push(found("DISSENT_BLOCKS", { found: differing.length, limit: blocksAt }));
  return findings;
}

/** No rebuilds are asked: by which version of the root, of which urgency; and whether a newer root does ask them. */
function tellNotRequired({ release, root, newest }: SignedRelease): Found<TrustFact>[] {
  const { urgency } = release;
  const own = found("REBUILD_NOT_REQUIRED", { version: root.root.version, urgency });
  const { threshold: needed } = requiredKeys(newest.root, requirementsOf(release).rebuild);
  if (needed === 0) return [own];
  return [own, found("NEWER_ROOT_ASKS_REBUILDS", { version: newest.root.version, urgency, needed })];
}
