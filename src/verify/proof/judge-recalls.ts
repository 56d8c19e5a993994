// Recall lists in the seal and beside it, and recalls that are only reported. docs/spec/verification.md step 7
// What is signed by too few, or by nobody, never recalls: it holds until the Kiesraad was called. docs/adr/0013

import {
  FormatError,
  type Note,
  parseRecall,
  type Recall,
  type RecallCode,
  type Recalled,
  type Release,
} from "../../format/index.ts";
import {
  faultText,
  hasEnough,
  judgeQuorum,
  type KnownRoot,
  type Quorum,
  type SignatureCheck,
  type TrustChain,
} from "../../trust/index.ts";
import type { Findings } from "./report.ts";
import { reportQuorum } from "./report-quorum.ts";

/** How far the recalls are known, and from where. */
export type RecallHorizon =
  | { readonly number: 0; readonly from: "none" }
  | { readonly number: number; readonly date: string; readonly from: "seal" | "given" };

/** What was given beside the seal. */
export interface GivenRecalls {
  readonly lists: readonly { readonly note: Note; readonly recall: Recall }[];
  readonly codes: readonly RecallCode[];
}

/** Who judges: the seal was closed under its own newest root, what is given now falls under the newest root known. */
export interface RecallJudges {
  readonly sealed: KnownRoot;
  readonly known: TrustChain;
}

interface ValidList {
  readonly recall: Recall;
  readonly from: "seal" | "given";
}

const step = "recall";

/**
 * The release says how high the number in the seal must be, so that nobody can take the list out. A recall in any valid
 * list counts. Returns how far the recalls are known.
 */
export async function judgeRecalls(
  sealed: Note | undefined,
  given: GivenRecalls,
  release: Release,
  judges: RecallJudges,
  check: SignatureCheck,
  findings: Findings,
): Promise<RecallHorizon> {
  const { known } = judges;
  const valid: ValidList[] = [];
  if (sealed !== undefined) {
    const quorum = await judgeQuorum(sealed, judges.sealed.root, "recall", "sealed", known.revoked, check);
    const recall = readRecall(sealed);
    reportQuorum(quorum, step, findings);
    if (quorum.isMet && recall !== undefined) valid.push({ recall, from: "seal" });
    else findings.refuse(step, "RECALL_NOTE_BAD");
  }
  const found = valid[0]?.recall.recalled.length ?? 0;
  const needed = release.recallAtLeast;
  if (found < needed) findings.refuse(step, "RECALL_MISSING", { found, needed });
  const reported: number[] = [];
  for (const { note, recall } of given.lists) {
    const quorum = await judgeQuorum(note, known.newest.root, "recall", "loose", known.revoked, check);
    if (hasEnough(quorum)) {
      valid.push({ recall, from: "given" }); // enough officers called it back: a bad line beside theirs silences nobody
      for (const { name } of quorum.faults) findings.note(step, "LINE_IGNORED", { name });
    } else {
      refuseUnsigned(recall, quorum, findings);
      const at = recall.recalled.findIndex((entry) => entry.imageSha256 === release.imageSha256);
      if (at >= 0) reported.push(at + 1);
    }
  }
  for (const { number, imageStart } of given.codes)
    if (release.imageSha256.startsWith(imageStart)) reported.push(number);
    else findings.note(step, "RECALL_CODE_OTHER", { number });
  const horizon = reportValid(valid, release, findings);
  for (const number of reported) findings.refuse(step, "RECALL_REPORTED", { number });
  findings.done(step);
  return horizon;
}

/** Also where it names another disc: a list that was damaged on its way may have named this one. */
function refuseUnsigned(recall: Recall, { signers, threshold, faults }: Quorum, findings: Findings): void {
  findings.refuse(step, "RECALL_UNSIGNED", {
    number: recall.recalled.length,
    date: recall.date,
    found: signers.length,
    needed: threshold,
  });
  for (const fault of faults)
    findings.refuse(step, "RECALL_SIGNATURE_FAULT", { text: faultText(fault), name: fault.name });
}

/** What the valid lists say of this release, and how far they reach. */
function reportValid(valid: readonly ValidList[], release: Release, findings: Findings): RecallHorizon {
  const [newest, ...older] = valid.toSorted((a, b) => b.recall.recalled.length - a.recall.recalled.length);
  if (newest === undefined) {
    findings.note(step, "NO_RECALLS_KNOWN");
    return { number: 0, from: "none" };
  }
  const { recall: latest, from: source } = newest;
  const horizon = { number: latest.recalled.length, date: latest.date, from: source };
  findings.note(step, "RECALLS_KNOWN", { number: horizon.number, date: latest.date, from: source });
  for (const { recall, from } of older) {
    const number = recall.recalled.length;
    if (from === "given" && number < horizon.number)
      findings.note(step, "RECALL_OLDER", { number, known: horizon.number });
    if (recall.recalled.some((entry, i) => !isSame(entry, newest.recall.recalled[i])))
      findings.note(step, "RECALL_LISTS_DIFFER", { number, known: horizon.number });
  }
  const hit = valid
    .flatMap(({ recall }) => recall.recalled)
    .find(({ imageSha256 }) => imageSha256 === release.imageSha256);
  if (hit !== undefined) findings.refuse(step, "RECALLED", { date: hit.date, reason: hit.reason });
  return horizon;
}

function isSame(a: Recalled, b: Recalled | undefined): boolean {
  return a.imageSha256 === b?.imageSha256 && a.date === b.date && a.reason === b.reason;
}

function readRecall(note: Note): Recall | undefined {
  try {
    return parseRecall(note.text);
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}
