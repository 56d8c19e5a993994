// The one error of this room. The message says what was expected, what was found and what to do; it never holds a secret.

import { Fault } from "../format/index.ts";

export type SignErrorCode =
  | "AGE_FILE"
  | "WORK_FACTOR"
  | "PASSPHRASE"
  | "KEY_FILE"
  | "KEY_TYPE"
  | "NOTE_TYPE"
  | "ALREADY_SIGNED"
  | "SELF_CHECK"
  | "DIFFERENT_TEXT"
  | "DIFFERENT_SIGNATURE"
  | "BAD_SIGNATURE"
  | "TRUST_ROOT"
  | "TRANSCRIPT"
  | "DESCRIPTION"
  | "BUSY"
  | "RECALL"
  | "REQUEST"
  | "RESPONSE"
  | "PREVIOUS"
  | "MANIFEST"
  | "REBUILD"
  | "FOREIGN"
  | "AGENT"
  | "TOKEN"
  | "FILE";

export class SignError extends Fault<SignErrorCode> {}
