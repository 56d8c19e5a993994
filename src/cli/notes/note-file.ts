// Notes as commands read them.

import { writeNew } from "../../files/new-file.ts";
import { encodeNote, noteLimit, parseLogProof, parseNoteFile, refuseResaved } from "../../format/index.ts";
import { type NoteFile, readBytes } from "../../sign/index.ts";
import type { ProofFile } from "../../trust/compose/index.ts";

/** Throws SignError FILE, FormatError. */
export async function readNote(path: string): Promise<NoteFile> {
  return { path, note: parseNoteFile(await readBytes(path, noteLimit), path) };
}

/** Throws SignError FILE, FormatError. */
export async function readProof(path: string): Promise<ProofFile> {
  const bytes = await readBytes(path, noteLimit);
  refuseResaved(bytes, path);
  return { path, proof: parseLogProof(bytes, path) };
}

/** Throws FilesError EXISTS, FILE. */
export function writeNote(file: NoteFile): void {
  writeNew(file.path, encodeNote(file.note), 0o644);
}
