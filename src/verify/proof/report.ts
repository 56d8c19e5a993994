// What was checked and what came of it. The verifier's only result: every step, passed, failed or not checked.

import type { Release, RootKey } from "../../format/index.ts";
import { codes, type FactCode, type FindingCode, type RefusalCode } from "./codes.ts";
import type { RecallHorizon } from "./judge-recalls.ts";
import type { SectorCounts } from "./sectors.ts";
import { exitCodes, type Refusal, refusals, type Verdict } from "./verdict.ts";

/** The steps of docs/spec/verification.md, in its order and under its numbers. */
export const stepIds = [
  "self-test",
  "anchor",
  "expectation",
  "seal",
  "trust-roots",
  "release-signatures",
  "rebuilds",
  "recall",
  "log",
  "structure",
  "manifest",
  "image",
  "tree",
  "files",
  "behind-the-volume",
  "mounted",
  "installation",
  "expected-release",
] as const;
export type StepId = (typeof stepIds)[number];

/** One thing found. `refusal` undefined: a fact, no reason to refuse. */
export interface Finding {
  readonly step: StepId;
  readonly code: FindingCode;
  readonly refusal: Refusal | undefined;
  readonly values: Readonly<Record<string, string | number>>;
}

export type StepStatus = "passed" | "failed" | "not-checked";

export interface Step {
  readonly id: StepId;
  readonly status: StepStatus;
  readonly findings: readonly Finding[];
}

/** `image`: every byte of the medium. `tree`: the files as this machine shows them. `installed`: what an installer left. */
export type Scope = "image" | "tree" | "installed";

export interface Report {
  readonly verdict: Verdict;
  readonly exitCode: number;
  /** All that apply, in order of precedence; empty for ECHT. */
  readonly refusals: readonly Refusal[];
  readonly scope: Scope;
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
}

/** Findings of a kind beyond this are counted, not listed: a hostile disc must not flood the record. */
export const findingLimit = 200;

/** Collects what the steps find. A step that was never marked stays `not-checked`, and then nothing is ECHT. */
export class Findings {
  readonly #findings: Finding[] = [];
  readonly #done = new Set<StepId>();
  readonly #counts = new Map<string, number>();

  /** A reason to refuse: which, its code says. */
  refuse(step: StepId, code: RefusalCode, values: Finding["values"] = {}): void {
    this.#add({ step, code, refusal: codes[code], values });
    this.done(step);
  }

  /** A fact for the record. */
  note(step: StepId, code: FactCode, values: Finding["values"] = {}): void {
    this.#add({ step, code, refusal: undefined, values });
  }

  #add(finding: Finding): void {
    const kind = `${finding.step} ${finding.code}`;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    if (count <= findingLimit) this.#findings.push(finding);
  }

  /** The step was carried out to its end. */
  done(step: StepId): void {
    this.#done.add(step);
  }

  /** True when a reason to refuse was found, in `step` or anywhere. */
  refused(step?: StepId): boolean {
    return this.#findings.some((f) => f.refusal !== undefined && (step === undefined || f.step === step));
  }

  /** True when something of this kind was found. */
  found(code: FindingCode): boolean {
    return this.#findings.some((f) => f.code === code);
  }

  /** All steps with their findings. `skipped`: those that do not belong to the scope. */
  steps(skipped: readonly StepId[]): Step[] {
    return stepIds
      .filter((id) => !skipped.includes(id))
      .map((id) => {
        const findings = this.#findings.filter((f) => f.step === id);
        const counted = [...this.#counts]
          .filter(([kind, count]) => kind.startsWith(`${id} `) && count > findingLimit)
          .map(([kind, count]): Finding => {
            const values = { count: count - findingLimit, code: kind.slice(id.length + 1) };
            return { step: id, code: "AND_MORE", refusal: undefined, values };
          });
        const status = this.refused(id) ? "failed" : this.#done.has(id) ? "passed" : "not-checked";
        return { id, status, findings: [...findings, ...counted] };
      });
  }
}

/** The verdict of a list of steps: ECHT only when every step passed. */
export function judgeSteps(steps: readonly Step[]): { verdict: Verdict; refusals: Refusal[]; exitCode: number } {
  const found = new Set(steps.flatMap((step) => step.findings.map((finding) => finding.refusal)));
  const applying = refusals.filter((refusal) => found.has(refusal));
  const [first] = applying;
  if (first !== undefined) return { verdict: first, refusals: applying, exitCode: exitCodes[first] };
  if (steps.length === 0 || steps.some((step) => step.status !== "passed"))
    throw new Error(`no verdict: not checked: ${steps.filter((s) => s.status !== "passed").map((s) => s.id)}`);
  return { verdict: "ECHT", refusals: [], exitCode: exitCodes.ECHT };
}
