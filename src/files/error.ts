// Why a file cannot be made, read or held. The message says what was expected, what was found and what to do.

/** EXISTS: something by that name. FILE: the system refuses it. BUSY: another run holds it. */
export type FilesErrorCode = "EXISTS" | "FILE" | "BUSY";

export class FilesError extends Error {
  readonly code: FilesErrorCode;
  constructor(code: FilesErrorCode, message: string) {
    super(message);
    this.name = "FilesError";
    this.code = code;
  }
}

/** The system's name of what went wrong, such as ENOSPC; its words where Node gives an empty name (rmSync of Node 24). */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && error.code !== "" ? String(error.code) : String(error);
}

/** What the system refused, as a sentence about the new file `path`; every other error, and one of reading, as it is. */
export function asWriteError(path: string, error: unknown): unknown {
  const isSystem = error instanceof Error && "errno" in error && "syscall" in error;
  if (!isSystem || error.syscall === "read") return error;
  return new FilesError(
    "FILE",
    `${path}: cannot be written (${codeOf(error)}): check the folder, its rights and its room`,
  );
}
