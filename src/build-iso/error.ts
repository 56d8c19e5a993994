// The one error of making an image, and the refusals that it carries.

import { codeOf } from "../files/error.ts";
import { Fault, quote } from "../format/index.ts";

export type BuildErrorCode =
  | "REFUSED"
  | "DESCRIPTION"
  | "ROOT"
  | "PREVIOUS"
  | "XORRISO"
  | "CANARY"
  | "WRITERS"
  | "OUTPUT"
  | "CHANGED"
  | "SPACE"
  | "UNSOUND"
  | "INTERRUPTED";

/** One thing that keeps an input from becoming a disc. */
export interface Refusal {
  /** Where: a path in the payload, a field of the release description. Foreign text: print it through `quote`. */
  readonly path: string;
  /** Completes the sentence "PATH …". */
  readonly reason: string;
  /** What a person does about it. */
  readonly remedy: string;
}

/** Refusals that a person is shown; the rest is counted. */
const shownLimit = 100;

export class BuildError extends Fault<BuildErrorCode> {
  /** All of them, sorted by path; empty for errors of another kind. */
  readonly refusals: readonly Refusal[];

  constructor(code: BuildErrorCode, message: string, refusals: readonly Refusal[] = []) {
    super(code, message);
    this.refusals = refusals;
  }
}

/** Throws BuildError with all refusals at once, when there are any. `what`: "the payload cannot go on a disc". */
export function throwRefusals(
  what: string,
  refusals: readonly Refusal[],
  code: "REFUSED" | "DESCRIPTION" = "REFUSED",
): void {
  if (refusals.length === 0) return;
  const sorted = [...refusals].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const shown = sorted.slice(0, shownLimit).map((r) => `  ${quote(r.path)} ${r.reason}; ${r.remedy}`);
  if (sorted.length > shownLimit) shown.push(`  and ${sorted.length - shownLimit} more`);
  const count = sorted.length === 1 ? "1 reason" : `${sorted.length} reasons`;
  throw new BuildError(code, `${what} (${count}); nothing was written:\n${shown.join("\n")}`, sorted);
}

/** `limit`: bytes that the medium holds. */
export function tooLarge(limit: number): BuildError {
  const refusal = {
    path: "",
    reason: `gives an image of more than ${limit} bytes`,
    remedy: "choose a larger medium or more discs",
  };
  const message = `the payload ${refusal.reason}, all that the medium holds: ${refusal.remedy}`;
  return new BuildError("REFUSED", message, [refusal]);
}

/** What is thrown at the end: ours as it is, an interruption and a full disk by their own codes, the rest untouched. */
export function asBuildError(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return new BuildError("INTERRUPTED", "interrupted: nothing was written");
  const code = codeOf(error);
  if (code === "ENOSPC" || code === "EDQUOT")
    return new BuildError(
      "SPACE",
      `the disk is full (${code}); nothing was written: make room, or choose another --out`,
    );
  return error;
}
