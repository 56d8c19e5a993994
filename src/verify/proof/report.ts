// What was checked and what came of it: every step, passed, failed or not checked. The verdict is made here and nowhere else.
// docs/spec/verification.md, "Verdicts" and step 14

import type { InstallHead } from "../../format/lists/install-head.ts";
import type { Release } from "../../format/notes/release.ts";
import type { RootKey } from "../../format/notes/trust-root.ts";
import type { Found } from "../../trust/findings.ts";
import type { RecallHorizon } from "../../trust/recalls.ts";
import { codes, type FindingCode } from "./codes.ts";
import { exitCodes, type Refusal, refusals, type Verdict } from "./verdict.ts";

/** The steps of docs/spec/verification.md in its order, each with its number there. */
export const stepIds = [
  "self-test", // before all of them: "What it is given"
  "anchor", // 1
  "expectation", // 2
  "seal", // 3
  "trust-roots", // 4
  "release-signatures", // 5
  "rebuilds", // 6
  "recall", // 7
  "log", // 8
  "structure", // 9
  "manifest", // 10, and what 12 computes again
  "image", // 11
  "tree", // 12, of a folder
  "files", // 12, of an image
  "behind-the-volume", // 11, what lies behind the signed size
  "mounted", // 12, of the folder in which this machine shows a drive
  "installation", // docs/spec/verification-installed.md
  "expected-release", // 13
] as const;
export type StepId = (typeof stepIds)[number];

/** One thing found. `refusal` undefined: a fact, no reason to refuse. */
export interface Finding {
  readonly step: StepId;
  readonly code: FindingCode;
  readonly refusal: Refusal | undefined;
  readonly values: Readonly<Record<string, string | number>>;
}

/** `not-checked`: it was not reached, or not carried out to its end. `not-asked`: nothing asked for it, so nothing in it can be good. */
export type StepStatus = "passed" | "failed" | "not-checked" | "not-asked";

export interface Step {
  readonly id: StepId;
  readonly status: StepStatus;
  readonly findings: readonly Finding[];
}

/** `image`: every byte of the medium. `tree`: the files as this machine shows them. `installed`: what an installer left. */
export type Scope = "image" | "tree" | "installed";

/** What was opened. `drive`: a disc, also where its drive may not be read and its files are taken as this machine shows them. */
export type Opened = "drive" | "file" | "folder";

export interface Report {
  readonly verdict: Verdict;
  readonly exitCode: number;
  /** All that apply, in order of precedence; empty for ECHT. */
  readonly refusals: readonly Refusal[];
  readonly scope: Scope;
  readonly medium: Opened;
  readonly target: string;
  readonly steps: readonly Step[];
  /** Only what enough officers signed; undefined until that is certain. */
  readonly release: Release | undefined;
  readonly releaseSha256: string | undefined;
  readonly contact: string | undefined;
  readonly signers: readonly RootKey[];
  /** How far recalls are known; undefined: the step was not reached. */
  readonly recalls: RecallHorizon | undefined;
  readonly sealSha256: string | undefined;
  readonly imageSha256: string | undefined;
  readonly manifestSha256: string | undefined;
  /** Files compared with the manifest, and those that agreed. */
  readonly filesCompared: number;
  readonly filesGood: number;
  /** Only in scope `image`, and only when the pass was made. */
  readonly sectors: SectorCounts | undefined;
  /** The steps of /ZEGEL/AANWIJZINGEN, when it is there and its digest agreed with the manifest. */
  readonly instructions: readonly string[] | undefined;
  /**
   * What /ZEGEL/INSTALL says before its files, when it is there and its digest agreed with the manifest: `start` only where the disc has
   * that file. Undefined: the release has no list of installed files, or it was not judged.
   */
  readonly install: InstallHead | undefined;
}

/** What a sector of the medium is. docs/spec/record.md, "Sectors" */
export const sectorClasses = [
  "seal", // the extent of /ZEGEL/SEAL
  "structure", // descriptors, directories, path tables, continuation areas
  "files", // full of a file's data
  "slack", // the last sector of a file: data, then zeros
  "zero", // zero as a whole, as it must be: system area, padding, the block to which empty files point
  "unexplained", // belongs to nothing, or has a byte that is not zero where only zeros may stand
  "behind", // read behind the signed size
  "unreadable", // cannot be read, wherever it is
  "unread", // not tried: behind the signed size, and more than run-out
] as const;
export type SectorClass = (typeof sectorClasses)[number];

/** Every sector of the medium, each in one class: for the record, no verdict depends on it. */
export interface SectorCounts extends Readonly<Record<SectorClass, number>> {
  /** Sectors of the medium (a last one that is not whole counts): the sum of the classes. */
  readonly total: number;
  /** Bytes behind the ends of files in the sectors of class `slack`. */
  readonly slackBytes: number;
  /** Where the unexplained ones are, the first stretches in order. */
  readonly unexplainedAt: readonly { readonly from: number; readonly count: number }[];
}

/** What a step found. */
export type Findings = readonly Found<FindingCode>[];

/** What came of one step. `isDone`: it was carried out to its end; a step that was not does not pass, whatever it found. */
export interface StepOutcome {
  readonly id: StepId;
  readonly findings: Findings;
  readonly isDone: boolean;
}

/** A step that was carried out to its end. */
export function done(id: StepId, findings: Findings): StepOutcome {
  return { id, findings, isDone: true };
}

/** This finding is a reason to refuse. */
export function refuses({ code }: Found<FindingCode>): boolean {
  return codes[code] !== "fact";
}

/** Findings of a kind beyond this are counted, not listed: a hostile disc must not flood the record. */
export const findingLimit = 200;

/** All steps of a scope. One without an outcome is not checked. Throws Error when a step has two outcomes: one of them would be lost. */
export function stepsOf(outcomes: readonly StepOutcome[], ids: readonly StepId[]): Step[] {
  const known = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  if (known.size !== outcomes.length) throw new Error("no verdict: a step was judged twice");
  for (const id of known.keys()) if (!ids.includes(id)) throw new Error(`no verdict: ${id} is no step of this scope`);
  return ids.map((id) => {
    const { findings, isDone } = known.get(id) ?? { findings: [], isDone: false };
    return { id, status: statusOf(id, findings, isDone), findings: listed(id, findings) };
  });
}

/** Steps that a trust root and a seal may leave out, each with the fact which says that nothing asked for it. */
const unasked: Readonly<Partial<Record<StepId, FindingCode>>> = {
  rebuilds: "REBUILD_NOT_REQUIRED",
  recall: "NO_RECALLS_KNOWN",
  log: "LOG_NOT_REQUIRED",
};

/** Who rebuilt the disc and found it equal has done so, asked or not. */
function statusOf(id: StepId, findings: Findings, isDone: boolean): StepStatus {
  if (findings.some(refuses)) return "failed";
  if (!isDone) return "not-checked";
  const codesFound = new Set(findings.map(({ code }) => code));
  const fact = unasked[id];
  return fact !== undefined && codesFound.has(fact) && !codesFound.has("REBUILD_AGREES") ? "not-asked" : "passed";
}

/** With the refusal that each means; of one kind the first `findingLimit`, then how many more there are. */
function listed(step: StepId, findings: Findings): Finding[] {
  const counts = new Map<FindingCode, number>();
  const shown: Finding[] = [];
  for (const { code, values } of findings) {
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    const meaning = codes[code];
    if (count <= findingLimit) shown.push({ step, code, refusal: meaning === "fact" ? undefined : meaning, values });
  }
  for (const [code, count] of counts)
    if (count > findingLimit)
      shown.push({ step, code: "AND_MORE", refusal: undefined, values: { count: count - findingLimit, code } });
  return shown;
}

/** Step 14: ECHT only when every step that anything asked for passed. Throws Error when nothing refuses and yet one did not: that has no verdict. */
export function judgeSteps(steps: readonly Step[]): { verdict: Verdict; refusals: Refusal[]; exitCode: number } {
  const found = new Set(steps.flatMap((step) => step.findings.map((finding) => finding.refusal)));
  const applying = refusals.filter((refusal) => found.has(refusal));
  const [first] = applying;
  if (first !== undefined) return { verdict: first, refusals: applying, exitCode: exitCodes[first] };
  const isLeftOut = ({ id, status }: Step) => status === "not-asked" && unasked[id] !== undefined;
  const open = steps.filter((step) => step.status !== "passed" && !isLeftOut(step));
  if (steps.length === 0 || open.length > 0) throw new Error(`no verdict: not checked: ${open.map(({ id }) => id)}`);
  return { verdict: "ECHT", refusals: [], exitCode: exitCodes.ECHT };
}
