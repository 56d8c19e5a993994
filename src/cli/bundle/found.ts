// What lies in a bundle, each file by how it begins and never by its name. No link is followed, and nothing more than three folders
// deep is looked at: what is deeper belongs to a payload or a kit that is a folder.

import { closeSync, constants, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { openFileSync, readBytesSync } from "../../files/bounded.ts";
import { sha256Of } from "../../files/digest.ts";
import { type Entry, walkFolder } from "../../files/walk.ts";
import {
  compareText,
  Fault,
  FormatError,
  installLimit,
  kindOf,
  manifestLimit,
  type NoteKind,
  noteLimit,
  parseNoteFile,
  quote,
  resavedAs,
} from "../../format/index.ts";
import { isRequest, type NoteFile } from "../../sign/index.ts";
import { CommandError } from "../../verify/program/terminal.ts";
import { fill, type Language } from "../../words/language.ts";
import { faultText } from "../fault-words.ts";
import { bundleTexts } from "./texts.ts";

/** Folders above a file that is looked at. */
const depthLimit = 3;
/** Files and folders: a payload that lies there as a folder has some thousands so high up. */
const entryLimit = 50_000;
/** Bytes of a file's beginning; the mark of a tar stands at 257. */
const headBytes = 512;

export interface FoundFile {
  /** In the bundle. */
  readonly path: string;
  /** From where the command was typed. */
  readonly at: string;
}

export interface FoundNote extends FoundFile, NoteFile {
  readonly kind: NoteKind;
}

export interface FoundManifest extends FoundFile {
  readonly sha256: string;
}

export type ArchiveKind = "tar" | "tar.gz" | "zip";

export interface Found {
  readonly notes: readonly FoundNote[];
  readonly requests: readonly FoundFile[];
  readonly manifests: readonly FoundManifest[];
  readonly archives: readonly (FoundFile & { readonly kind: ArchiveKind })[];
  /** Small files of no kind that shows at once: an install list or instructions may be among them. */
  readonly texts: readonly (FoundFile & {
    /** Its first bytes as Latin-1, without blanks before them. */
    readonly begins: string;
    /** Bytes. */
    readonly size: number;
  })[];
  readonly folders: readonly FoundFile[];
  /** What is no file, or cannot be read, with why. */
  readonly unread: readonly { readonly path: string; readonly why: string }[];
}

type Growing = { [Kind in keyof Found]: Found[Kind][number][] };

/** Throws CommandError unless there is a folder by that name. */
export function demandFolder(folder: string, language: Language): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new CommandError(fill(bundleTexts.noFolder[language], { folder }));
}

/** Throws CommandError when the folder cannot be listed, or holds far more than a bundle does. */
export function findFiles(folder: string, language: Language): Found {
  const found: Growing = { notes: [], requests: [], manifests: [], archives: [], texts: [], folders: [], unread: [] };
  let count = 0;
  for (const { path, entries, error } of walkFolder(folder, (_, depth) => depth <= depthLimit)) {
    if (error !== undefined) {
      if (path === "") throw new CommandError(fill(bundleTexts.noFolder[language], { folder }));
      found.unread.push({ path, why: bundleTexts.unlisted[language] });
    }
    count += entries.length;
    if (count > entryLimit) throw new CommandError(fill(bundleTexts.tooMany[language], { folder, limit: entryLimit }));
    for (const entry of entries) addEntry(folder, entry, found, language);
  }
  for (const list of [found.notes, found.requests, found.manifests, found.archives, found.folders])
    list.sort((a, b) => depthOf(a) - depthOf(b) || compareText(a.path, b.path));
  return found;
}

/** Of two that are the same the one that lies higher is named. */
const depthOf = ({ path }: FoundFile) => path.split("/").length;

function addEntry(folder: string, entry: Entry, found: Growing, language: Language): void {
  const { path, kind } = entry;
  const file = { path, at: join(folder, path) };
  if (kind === "folder") found.folders.push(file);
  else if (kind !== "file") found.unread.push({ path, why: bundleTexts[kind][language] });
  else {
    try {
      addFile(file, Number(entry.stats.size), found);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      found.unread.push({ path, why: whyOf(error, file, language) });
    }
  }
}

/** Why a file was not taken, without its own name in front: that stands there already. */
export function whyOf(error: Fault, { path, at }: FoundFile, language: Language): string {
  const text = faultText(error, language);
  const own = [quote(path), path, quote(at), at].find((name) => text.startsWith(`${name}: `));
  return own === undefined ? text : text.slice(own.length + 2);
}

/** Throws FileError, FormatError for a file that begins as one of ours and is none. */
function addFile(file: FoundFile, size: number, found: Growing): void {
  const head = headOf(file.at);
  const text = Buffer.from(head).toString("latin1");
  const kind = archiveKind(head, text);
  if (text.startsWith("# zegel/manifest v1\n")) {
    if (size <= manifestLimit)
      found.manifests.push({ ...file, sha256: sha256Of(readBytesSync(file.at, manifestLimit)) });
  } else if (isRequest(head)) found.requests.push(file);
  else if (isNote(head, text)) {
    const note = parseNoteFile(readBytesSync(file.at, noteLimit), quote(file.path));
    const noteKind = kindOf(note.text);
    if (noteKind === undefined)
      throw new FormatError("TYPE_LINE", quote(file.path), "a note that this program knows", quote(note.text));
    found.notes.push({ ...file, note, kind: noteKind });
  } else if (kind !== undefined) found.archives.push({ ...file, kind });
  else if (size <= installLimit) found.texts.push({ ...file, size, begins: text.trimStart() });
}

/** Also one that a program saved anew: it is told, and not passed over. */
function isNote(head: Uint8Array, text: string): boolean {
  if (text.startsWith("zegel/"))
    return /^zegel\/(?:release|trust-root|rebuild|recall|minutes|sign-request)\b/.test(text);
  return resavedAs(head) !== undefined;
}

function archiveKind(head: Uint8Array, text: string): ArchiveKind | undefined {
  if (head[0] === 0x1f && head[1] === 0x8b) return "tar.gz";
  if (text.startsWith("PK\u0003\u0004") || text.startsWith("PK\u0005\u0006")) return "zip";
  return text.slice(257, 262) === "ustar" ? "tar" : undefined;
}

/** Throws FileError. */
function headOf(path: string): Uint8Array {
  const fd = openFileSync(path, constants.O_NOFOLLOW ?? 0);
  try {
    const head = new Uint8Array(headBytes);
    return head.slice(0, readSync(fd, head, 0, headBytes, 0));
  } finally {
    closeSync(fd);
  }
}
