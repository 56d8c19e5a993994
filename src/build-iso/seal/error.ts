// Why an image cannot be sealed. The message says what was expected, what was found and what to do.

export type SealErrorCode =
  | "TRUST_ROOTS"
  | "RELEASE"
  | "SIGNATURES"
  | "REBUILD"
  | "RECALL"
  | "LOG_PROOF"
  | "IMAGE"
  | "PLACE"
  | "FILE";

export class SealError extends Error {
  readonly code: SealErrorCode;
  constructor(code: SealErrorCode, message: string) {
    super(message);
    this.name = "SealError";
    this.code = code;
  }
}
