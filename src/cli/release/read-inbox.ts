// What lies on a stick or in a folder of mail: every file, by what it holds and not by its name.

import { statSync } from "node:fs";
import { basename, join } from "node:path";
import { readBytesSync } from "../../files/bounded.ts";
import { walkFolder } from "../../files/walk.ts";
import { encodeUtf8, equalBytes, Fault, noteLimit, resavedAs } from "../../format/index.ts";
import type { AnswerFile } from "../../release-folder/index.ts";
import { isResponse, type NoteFile } from "../../sign/index.ts";
import { CommandError } from "../../verify/program/terminal.ts";
import { FolderReader, readOneNote } from "./read-notes.ts";

/** Files and depth that a stick with a release's answers never has. */
const fileLimit = 1000;
const depthLimit = 6;

export type InboxFile = { readonly path: string } & (
  | { readonly is: "note"; readonly file: NoteFile; readonly bytes: Uint8Array }
  | { readonly is: "answer"; readonly file: AnswerFile; readonly bytes: Uint8Array }
  /** `isOurs`: it begins as one of our texts, also where a program saved it anew. */
  | { readonly is: "unread"; readonly reason: string; readonly isOurs: boolean }
);

/** Throws CommandError when there is nothing by that name, or far more than a stick has. */
export function readInbox(inbox: string): InboxFile[] {
  const stats = statSync(inbox, { throwIfNoEntry: false });
  if (stats === undefined)
    throw new CommandError({
      nl: `${inbox}: verwacht een map of een bestand, gevonden niets`,
      en: `${inbox}: expected a folder or a file, found nothing`,
    });
  if (!stats.isDirectory()) return [readFile(inbox, basename(inbox))];
  const files: InboxFile[] = [];
  for (const { path: folder, entries, error } of walkFolder(inbox, (_, depth) => depth <= depthLimit)) {
    if (error !== undefined)
      files.push({ path: folder, is: "unread", reason: "this folder cannot be read", isOurs: true });
    for (const { path, kind } of entries) {
      if (kind === "folder") continue;
      if (files.length === fileLimit)
        throw new CommandError({
          nl: `${inbox}: verwacht hoogstens ${fileLimit} bestanden, gevonden meer: noem de map met de antwoorden`,
          en: `${inbox}: expected at most ${fileLimit} files, found more: name the folder with the answers`,
        });
      files.push(kind === "file" ? readFile(join(inbox, path), path) : unfit(path, kind));
    }
  }
  return files;
}

const unfit = (path: string, kind: string): InboxFile => ({
  path,
  is: "unread",
  reason: `expected a file, found a ${kind === "misnamed" ? "name that is no UTF-8" : kind}`,
  isOurs: false,
});

function readFile(at: string, path: string): InboxFile {
  let bytes: Uint8Array | undefined;
  try {
    bytes = readBytesSync(at, noteLimit);
    const file = readOneNote(bytes, path);
    return "note" in file ? { path, is: "note", file, bytes } : { path, is: "answer", file, bytes };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const reason = FolderReader.reasonOf(error, [path, at]);
    return { path, is: "unread", reason, isOurs: bytes !== undefined && beginsAsOurs(bytes) };
  }
}

function beginsAsOurs(bytes: Uint8Array): boolean {
  const start = encodeUtf8("zegel/");
  return isResponse(bytes) || equalBytes(bytes.subarray(0, start.length), start) || resavedAs(bytes) !== undefined;
}
