// Why an input is not taken, or nothing came of a rescue. The message says which input, what was expected and what to do.

import { Fault } from "../../format/text/error.ts";
import type { Found } from "../../trust/findings.ts";
import type { Text } from "../../words/language.ts";
import type { FindingCode } from "../proof/codes.ts";

/**
 * NO_SEAL: there is no seal on it. NO_RELEASE: nobody says yet which release it is. NOT_TRUSTED: `verify` would say no to its seal.
 * OTHER_RELEASE: its seal is of another release, or of one that was not expected. TOO_MANY: more inputs than are kept apart.
 */
export type RescueErrorCode = "NO_SEAL" | "NO_RELEASE" | "NOT_TRUSTED" | "OTHER_RELEASE" | "TOO_MANY";

export class RescueError extends Fault<RescueErrorCode> {
  /** What the judges of trust found, where that is the reason: its sentence belongs to the message. */
  readonly finding: Found<FindingCode> | undefined;

  constructor(code: RescueErrorCode, message: Text, finding?: Found<FindingCode>) {
    super(code, message);
    this.finding = finding;
  }
}
