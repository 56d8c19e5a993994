// The one error of this room.

import { Fault } from "../format/index.ts";

export type ReproduceErrorCode =
  /** Neither an image nor a note nor a folder, or two that cannot be compared with each other. */
  | "KIND"
  /** A file cannot be opened or read, or changed while it was read. */
  | "FILE"
  /** No ISO 9660 volume. */
  | "NOT_ISO"
  /** More than any disc of ours has: see limits.ts. */
  | "LIMIT";

/** The message says what was expected, what was found and where; foreign text in it is quoted. */
export class ReproduceError extends Fault<ReproduceErrorCode> {}
