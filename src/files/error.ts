// Why a file cannot be made, read or held. The message says what was expected, what was found and what to do.

import { type Bilingual, Fault } from "../format/index.ts";

/** EXISTS: something by that name. FILE: the system refuses it. BUSY: another run holds it. */
export type FilesErrorCode = "EXISTS" | "FILE" | "BUSY";

export class FilesError extends Fault<FilesErrorCode> {}

/** A file that cannot be read, or is not what was expected. */
export class FileError extends FilesError {
  /** It could be read, and is no file or too large; else the system would not give it. */
  readonly isUnfit: boolean;
  constructor(message: string | Bilingual, isUnfit: boolean) {
    super("FILE", message);
    this.isUnfit = isUnfit;
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
  return new FilesError("FILE", {
    nl: `${path}: is niet te schrijven (${codeOf(error)}): controleer de map, de rechten en de ruimte`,
    en: `${path}: cannot be written (${codeOf(error)}): check the folder, its rights and its room`,
  });
}

/** Something has the name of the new file or folder `path`. */
export function alreadyThere(path: string): FilesError {
  return new FilesError("EXISTS", {
    nl: `${path}: bestaat al, en niets wordt overschreven: kies een andere naam`,
    en: `${path}: exists already, and nothing is written over: choose another name`,
  });
}
