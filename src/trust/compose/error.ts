// Why an image cannot be sealed. The message says what was expected, what was found and what to do.

import { Fault } from "../../format/text/error.ts";

export type SealErrorCode =
  | "TRUST_ROOTS"
  | "RELEASE"
  | "SIGNATURES"
  | "REBUILD"
  | "RECALL"
  | "LOG"
  | "REFUSED"
  | "INCOMPLETE"
  | "IMAGE"
  | "PLACE"
  | "FILE";

export class SealError extends Fault<SealErrorCode> {}
