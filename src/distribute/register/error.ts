// The one error of this room. The message says what was expected, what was found and what to do.

import { Fault } from "../../format/index.ts";

/**
 * CHAIN: the lines are not those that were written. RULE: a line may not stand there. LIST: recipients that are not as they must be, or
 * not those that were taken in. ABSENT: there is no list.
 */
export type RegisterErrorCode = "CHAIN" | "RULE" | "LIST" | "ABSENT";

export class RegisterError extends Fault<RegisterErrorCode> {}

/** A rule of docs/spec/register.md that a line breaks. What is filled in was parsed, and so is harmless. */
export function broken(nl: string, en: string): RegisterError {
  return new RegisterError("RULE", { nl, en });
}
