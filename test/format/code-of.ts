// What a call did, in one word: so that a table can hold a refusal beside its accepted twin.

import { FormatError } from "../../src/format/index.ts";

/** `ok`, or the code of the FormatError thrown. Any other error is a bug and passes through. */
export function codeOf(call: () => unknown): string {
  try {
    call();
    return "ok";
  } catch (error) {
    if (error instanceof FormatError) return error.code;
    throw error;
  }
}
