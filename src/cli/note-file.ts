// Notes as commands read them.

import { encodeNote, noteLimit, parseNoteFile } from "../format/index.ts";
import { type NoteFile, readBytes, writeNew } from "../sign/index.ts";

/** Throws SignError FILE, FormatError. */
export async function readNote(path: string): Promise<NoteFile> {
  return { path, note: parseNoteFile(await readBytes(path, noteLimit), path) };
}

/** Throws SignError EXISTS, FILE. */
export async function writeNote(file: NoteFile): Promise<void> {
  await writeNew(file.path, encodeNote(file.note), 0o644);
}
