// Notes as commands read them.

import { writeNew } from "../../files/new-file.ts";
import { encodeNote, noteLimit, parseNoteFile } from "../../format/index.ts";
import { type NoteFile, readBytes } from "../../sign/index.ts";

/** Throws SignError FILE, FormatError. */
export async function readNote(path: string): Promise<NoteFile> {
  return { path, note: parseNoteFile(await readBytes(path, noteLimit), path) };
}

/** Throws FilesError EXISTS, FILE. */
export function writeNote(file: NoteFile): void {
  writeNew(file.path, encodeNote(file.note), 0o644);
}
