// What lies on a stick or in a folder of mail: every file, by what it holds and not by its name.

import { statSync } from "node:fs";
import { basename, join } from "node:path";
import { FileError, readBytesSync } from "../../files/bounded.ts";
import { walkFolder } from "../../files/walk.ts";
import {
  decodeUtf8,
  encodeUtf8,
  equalBytes,
  Fault,
  FormatError,
  type Note,
  noteLimit,
  parseCheckpoint,
  parseNote,
  resavedAs,
  type Signature,
  shown,
  tryParse,
} from "../../format/index.ts";
import { areLines, parseLines } from "../../log/index.ts";
import type { AnswerFile } from "../../release-folder/index.ts";
import { isRequest, isResponse, type NoteFile } from "../../sign/index.ts";
import { CommandError } from "../../verify/program/terminal.ts";
import type { Text } from "../../words/language.ts";
import { logTexts } from "./log/log-texts.ts";
import { FolderReader, readOneNote } from "./read-notes.ts";

/** Files and depth that a stick with a release's answers never has. */
const fileLimit = 1000;
const depthLimit = 6;

export type InboxFile = { readonly path: string } & (
  | { readonly is: "note"; readonly file: NoteFile; readonly bytes: Uint8Array }
  | { readonly is: "answer"; readonly file: AnswerFile; readonly bytes: Uint8Array }
  /** What was carried to the officers, and comes back on the same stick. */
  | { readonly is: "request" }
  /** Of the log, and no answer: why it is left. */
  | { readonly is: "no-answer"; readonly reason: Text }
  /** A state of a log, signed; and lines of witnesses. */
  | { readonly is: "checkpoint"; readonly note: Note }
  | { readonly is: "lines"; readonly lines: readonly Signature[] }
  /** `isOurs`: it begins as one of our texts, also where a program saved it anew; or the system would not give it. */
  | { readonly is: "unread"; readonly reason: string; readonly isOurs: boolean }
);

/** What became of a file of the inbox. `name`: in `notes/`. */
export interface Received {
  readonly path: string;
  readonly is: "split" | "differs" | "unread" | "taken" | "known" | "left";
  readonly name?: string;
  readonly where?: string;
  readonly reason?: Text;
}

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
  for (const { path: folder, depth, entries, error } of walkFolder(inbox)) {
    // Passing over what lies deeper could pass over a statement that differs.
    if (depth > depthLimit) throw tooDeep(inbox, folder);
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

const tooDeep = (inbox: string, folder: string) =>
  new CommandError({
    nl: shown`${inbox}: verwacht hoogstens ${depthLimit} mappen in elkaar, gevonden meer (${folder}): noem de map met de antwoorden`,
    en: shown`${inbox}: expected at most ${depthLimit} folders in one another, found more (${folder}): name the folder with the answers`,
  });

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
    if (isRequest(bytes)) return { path, is: "request" };
    const ofLog = readOfLog(bytes, path);
    if (ofLog !== undefined) return ofLog;
    const file = readOneNote(bytes, path);
    return "note" in file ? { path, is: "note", file, bytes } : { path, is: "answer", file, bytes };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const reason = FolderReader.reasonOf(error, [path, at]);
    // What the system would not give may have been anything; what is too large is no note.
    const isKept = error instanceof FileError && !error.isUnfit;
    return { path, is: "unread", reason, isOurs: isKept || (bytes !== undefined && beginsAsOurs(bytes)) };
  }
}

/** What comes back of the log's key and of witnesses, and what was carried to these. Undefined: none of them. Throws FormatError. */
function readOfLog(bytes: Uint8Array, path: string): InboxFile | undefined {
  const text = tryParse(() => decodeUtf8(bytes, path));
  if (text instanceof FormatError) return undefined;
  if (/^old [0-9]+\n/.test(text)) return { path, is: "no-answer", reason: logTexts.ownRequest };
  if (text.startsWith("zegel/witness-state v1\n")) return { path, is: "no-answer", reason: logTexts.ownState };
  if (areLines(text)) return { path, is: "lines", lines: parseLines(text, path) };
  const note = tryParse(() => parseNote(bytes, path));
  if (note instanceof FormatError || tryParse(() => parseCheckpoint(note.text, 0)) instanceof FormatError)
    return undefined;
  return { path, is: "checkpoint", note };
}

function beginsAsOurs(bytes: Uint8Array): boolean {
  const start = encodeUtf8("zegel/");
  return isResponse(bytes) || equalBytes(bytes.subarray(0, start.length), start) || resavedAs(bytes) !== undefined;
}
