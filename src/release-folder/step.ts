// What the judge says: of each step its state, and what was found.

import { type Found, found as foundCode } from "../trust/index.ts";
import { type FindingCode, findingTexts } from "./texts.ts";

/** In their order. `log` is there where a trust root asks for a public log. */
export const stepNames = [
  "inputs",
  "build",
  "rebuilds",
  "request",
  "signatures",
  "release",
  "log",
  "master",
  "letter",
  "escrow",
  "public",
] as const;
export type StepName = (typeof stepNames)[number];

/**
 * `done`: its output lies there and holds against its inputs as they lie there now. `waiting`: it can be done now. `wrong`: a file
 * contradicts another. `later`: what it needs is not there yet. `none`: this release has no such step.
 */
export type State = "done" | "waiting" | "wrong" | "later" | "none";

export type Finding = Found<FindingCode>;

export interface Step {
  readonly name: StepName;
  readonly state: State;
  readonly findings: readonly Finding[];
}

export const found = (code: FindingCode, values: Finding["values"] = {}): Finding => foundCode(code, values);

/** What a finding means for its step. */
export const kindOf = ({ code }: Finding) => findingTexts[code].is;

/** A step that could be judged: wrong or waiting when one of its findings says so, else done. */
export function judged(name: StepName, findings: readonly Finding[]): Step {
  const has = (kind: State) => findings.some((finding) => kindOf(finding) === kind);
  return { name, state: has("wrong") ? "wrong" : has("waiting") ? "waiting" : "done", findings };
}

/** A step of which nothing can be said yet. */
export const later = (name: StepName): Step => ({ name, state: "later", findings: [] });
