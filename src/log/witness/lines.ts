// The file that gathers what witnesses answer, as `curl … >> FILE` would: a line more, and never one less.

import { readBytesSync } from "../../files/bounded.ts";
import { tryNewFile, writeNew } from "../../files/new-file.ts";
import { demandPlainFile, replaceFile, tryReplace } from "../../files/replace.ts";
import { concatBytes, decodeUtf8, noteLimit, type Signature } from "../../format/index.ts";
import { encodeLines, parseLines } from "../cosign.ts";
import { isThere } from "../folder.ts";

/** Can a line be put there? Asked before anything is signed. Throws FilesError FILE, FormatError where something else than lines is there. */
export function demandLinesFile(path: string): void {
  if (isThere(path)) {
    tryReplace(path);
    readLines(path);
  } else tryNewFile(path);
}

/** Throws FilesError, FormatError; then the file is as it was. */
export async function addLine(path: string, line: Signature): Promise<void> {
  const bytes = encodeLines([line]);
  if (!isThere(path)) writeNew(path, bytes, 0o644);
  else await replaceFile({ path, bytes: concatBytes(readLines(path), bytes), mode: 0o644 });
}

function readLines(path: string): Uint8Array {
  demandPlainFile(path);
  const bytes = readBytesSync(path, noteLimit);
  parseLines(decodeUtf8(bytes, path), path);
  return bytes;
}
