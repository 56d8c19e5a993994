// Notes as commands read them.

import { writeNew } from "../../files/new-file.ts";
import { encodeNote, noteLimit, parseLogProof, parseNoteFile, refuseResaved } from "../../format/index.ts";
import { type NoteFile, readBytes } from "../../sign/index.ts";
import type { ProofFile } from "../../trust/compose/index.ts";
import { TrustChain } from "../../trust/index.ts";
import { signatureCheck } from "../disc/platform-signature.ts";

/** Throws SignError FILE, FormatError. */
export async function readNote(path: string): Promise<NoteFile> {
  return { path, note: parseNoteFile(await readBytes(path, noteLimit), path) };
}

/** A chain of trust roots, all versions of it. Throws SignError FILE, FormatError, ChainError. */
export async function readRoots(paths: readonly string[]): Promise<TrustChain> {
  const roots: Uint8Array[] = [];
  for (const path of paths) roots.push(encodeNote((await readNote(path)).note));
  return TrustChain.anchor(roots, signatureCheck);
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
