// Recall lists in the seal and beside it, and recalls that are only reported. docs/spec/verification.md step 7
// What is signed by too few, or by nobody, recalls no disc: it says INTREKKING_GEMELD, until somebody called the Kiesraad. docs/adr/0013

import type { Note } from "../format/notes/note.ts";
import { parseRecall, type Recall, type Recalled } from "../format/notes/recall.ts";
import type { Release } from "../format/notes/release.ts";
import { FormatError, tryParse } from "../format/text/error.ts";
import type { RecallCode } from "../format/text/recall-code.ts";
import type { KnownRoot, TrustChain } from "./chain.ts";
import { type Found, found, type TrustCode } from "./findings.ts";
import { hasEnough } from "./lines.ts";
import { faultText, judgeQuorum, type Quorum, quorumFindings } from "./quorum.ts";
import type { SignatureCheck } from "./signature.ts";

/** How far the recalls are known, and from where. */
export type RecallHorizon =
  | { readonly number: 0; readonly from: "none" }
  | { readonly number: number; readonly date: string; readonly from: "seal" | "given" };

/** What was given beside the seal. */
export interface GivenRecalls {
  readonly lists: readonly { readonly note: Note; readonly recall: Recall }[];
  readonly codes: readonly RecallCode[];
}

/** Under whom lists are judged: the one in the seal under the newest root of the seal, those given beside it under the newest known. */
export interface RecallJudges {
  readonly sealed: KnownRoot;
  readonly known: TrustChain;
  readonly check: SignatureCheck;
}

/** A list that enough officers signed. */
interface ValidList {
  readonly recall: Recall;
  readonly from: "seal" | "given";
}

/** What one or several lists came to. */
interface Judgement {
  readonly findings: readonly Found<TrustCode>[];
  readonly valid: readonly ValidList[];
  /** Numbers under which this image is recalled in what is signed by too few, or by nobody. */
  readonly reported: readonly number[];
}

/**
 * Step 7. The release says how high the number in the seal must be, so that nobody can take the list out. A recall in any valid list
 * counts. `horizon`: how far the recalls are known.
 */
export async function judgeRecalls(
  sealed: Note | undefined,
  given: GivenRecalls,
  release: Release,
  judges: RecallJudges,
): Promise<{ readonly findings: readonly Found<TrustCode>[]; readonly horizon: RecallHorizon }> {
  const own = await judgeSealed(sealed, judges);
  const number = own.valid[0]?.recall.recalled.length ?? 0;
  const needed = release.recallAtLeast;
  const missing = number < needed ? [found("RECALL_MISSING", { found: number, needed })] : [];
  const lists = await judgeGiven(given, release, judges);
  const codes = judgeCodes(given, release);
  const { findings, horizon } = tellValid([...own.valid, ...lists.valid], release);
  const reported = [...lists.reported, ...codes.reported].map((each) => found("RECALL_REPORTED", { number: each }));
  return {
    findings: [...own.findings, ...missing, ...lists.findings, ...codes.findings, ...findings, ...reported],
    horizon,
  };
}

/** The list in the seal, judged strictly: a bad line there is a fault of the seal. */
async function judgeSealed(note: Note | undefined, { sealed, known, check }: RecallJudges): Promise<Judgement> {
  if (note === undefined) return { findings: [], valid: [], reported: [] };
  const quorum = await judgeQuorum(note, sealed.root, "recall", "sealed", known.revoked, check);
  const recall = tryParse(() => parseRecall(note.text));
  const findings = quorumFindings(quorum);
  if (!quorum.isMet || recall instanceof FormatError)
    return { findings: [...findings, found("RECALL_NOTE_BAD")], valid: [], reported: [] };
  return { findings, valid: [{ recall, from: "seal" }], reported: [] };
}

/** Lists beside the seal: each counts by its valid lines alone. */
async function judgeGiven(
  { lists }: GivenRecalls,
  release: Release,
  { known, check }: RecallJudges,
): Promise<Judgement> {
  const findings: Found<TrustCode>[] = [];
  const valid: ValidList[] = [];
  const reported: number[] = [];
  for (const { note, recall } of lists) {
    const quorum = await judgeQuorum(note, known.newest.root, "recall", "loose", known.revoked, check);
    if (hasEnough(quorum)) {
      valid.push({ recall, from: "given" }); // enough officers called it back: a bad line beside theirs silences nobody
      findings.push(...quorum.faults.map(({ name }) => found("LINE_IGNORED", { name })));
    } else {
      findings.push(...tellUnsigned(recall, quorum));
      const at = recall.recalled.findIndex((entry) => entry.imageSha256 === release.imageSha256);
      if (at >= 0) reported.push(at + 1);
    }
  }
  return { findings, valid, reported };
}

/** Typed codes: by telephone or letter, signed by nobody. */
function judgeCodes({ codes }: GivenRecalls, { imageSha256 }: Release): Judgement {
  const isThis = ({ imageStart }: RecallCode) => imageSha256.startsWith(imageStart);
  const others = codes.filter((code) => !isThis(code));
  return {
    findings: others.map(({ number }) => found("RECALL_CODE_OTHER", { number })),
    valid: [],
    reported: codes.filter(isThis).map(({ number }) => number),
  };
}

/** Also where it names another disc: a list that was damaged on its way may have named this one. */
function tellUnsigned(recall: Recall, { signers, threshold, faults }: Quorum): Found<TrustCode>[] {
  const { date, recalled } = recall;
  return [
    found("RECALL_UNSIGNED", { number: recalled.length, date, found: signers.length, needed: threshold }),
    ...faults.map((fault) => found("RECALL_SIGNATURE_FAULT", { text: faultText(fault), name: fault.name })),
  ];
}

/** What the valid lists say of this release, and how far they reach. */
function tellValid(
  valid: readonly ValidList[],
  release: Release,
): Pick<Judgement, "findings"> & { horizon: RecallHorizon } {
  const [newest, ...older] = [...valid].sort((a, b) => b.recall.recalled.length - a.recall.recalled.length);
  if (newest === undefined) return { findings: [found("NO_RECALLS_KNOWN")], horizon: { number: 0, from: "none" } };
  const { recall: latest, from } = newest;
  const known = latest.recalled.length;
  const horizon = { number: known, date: latest.date, from };
  const findings: Found<TrustCode>[] = [found("RECALLS_KNOWN", { number: known, date: latest.date, from })];
  for (const list of older) {
    const number = list.recall.recalled.length;
    if (list.from === "given" && number < known) findings.push(found("RECALL_OLDER", { number, known }));
    if (list.recall.recalled.some((entry, i) => !isSame(entry, latest.recalled[i])))
      findings.push(found("RECALL_LISTS_DIFFER", { number, known }));
  }
  const hit = valid
    .flatMap(({ recall }) => recall.recalled)
    .find(({ imageSha256 }) => imageSha256 === release.imageSha256);
  if (hit !== undefined) findings.push(found("RECALLED", { date: hit.date, reason: hit.reason }));
  return { findings, horizon };
}

function isSame(a: Recalled, b: Recalled | undefined): boolean {
  return a.imageSha256 === b?.imageSha256 && a.date === b.date && a.reason === b.reason;
}
