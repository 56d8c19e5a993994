// Why a log is not grown, signed or read. The message says what was expected, what was found and what to do.

import { Fault } from "../format/index.ts";

/**
 * FOLDER: it is no log, or none by that name. DAMAGED: a byte of the log is missing or another than its checkpoint says. ENTRY: what was
 * given may not go in. ABSENT: what was asked for is not in the log. BRANCH: the tree does not continue what was seen before.
 * STATE: the state file is missing or another's.
 */
export type LogErrorCode = "FOLDER" | "DAMAGED" | "ENTRY" | "ABSENT" | "BRANCH" | "STATE";

export class LogError extends Fault<LogErrorCode> {}
