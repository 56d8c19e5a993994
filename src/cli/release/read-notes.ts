// The notes of a release's folder: in/, notes/ and out/. What cannot be read is told with its reason, never passed over.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readBytesSync } from "../../files/bounded.ts";
import { codeOf } from "../../files/error.ts";
import { errorText } from "../../files/print.ts";
import {
  Fault,
  kindOf,
  type Note,
  noteLimit,
  parseNoteFile,
  parseRebuild,
  parseRelease,
  quote,
  refuseResaved,
  textDigest,
} from "../../format/index.ts";
import type { AnswerFile, RequestFile, Unread } from "../../release-folder/index.ts";
import {
  isForeignSignature,
  isResponse,
  type NoteFile,
  parseRequest,
  parseResponse,
  requestLimit,
} from "../../sign/index.ts";

/** Files of one folder that are looked at: more than any release has. */
const fileLimit = 1000;
/** What a run that was killed leaves: src/files/new-file.ts. */
const temporaryName = /\.[0-9a-f]{12}\.tmp$/;

/** A folder that is read: paths below it, and what could not be read of it. */
export class FolderReader {
  readonly unread: Unread[] = [];
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** As the system knows it. */
  at(path: string): string {
    return join(this.#folder, path);
  }

  /** What `read` gives; undefined, and told, where it throws an expected error. */
  try<T>(path: string, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      this.tell(path, error);
      return undefined;
    }
  }

  /** The same of what takes time. */
  async tryAsync<T>(path: string, read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      this.tell(path, error);
      return undefined;
    }
  }

  /** Throws what is no expected error. */
  tell(path: string, error: unknown): void {
    if (!FolderReader.isExpected(error)) throw error;
    this.unread.push({ path, reason: FolderReader.reasonOf(error, [path, this.at(path)]) });
  }

  /** Of ours, or of the system. */
  static isExpected(error: unknown): boolean {
    return error instanceof Fault || (error instanceof Error && "syscall" in error);
  }

  /** In one line, without the name of the file, one of `names`, that is told before it. */
  static reasonOf(error: unknown, names: readonly string[]): string {
    const text = errorText(error)
      .replaceAll(/:\n\s*/g, ": ")
      .replaceAll(/\n\s*/g, "; ");
    const name = names.find((prefix) => text.startsWith(`${prefix}: `));
    return name === undefined ? text : text.slice(name.length + 2);
  }

  /** Names in a folder, in the order of their bytes; none where it is not there. */
  names(path: string): string[] {
    try {
      const names = readdirSync(this.at(path)).filter((name) => !temporaryName.test(name));
      if (names.length > fileLimit)
        this.unread.push({ path, reason: `expected at most ${fileLimit} files, found ${names.length}` });
      return names.sort().slice(0, fileLimit);
    } catch (error) {
      if (codeOf(error) !== "ENOENT") this.tell(path, error);
      return [];
    }
  }

  /** A note, as it lies there; undefined: it cannot be read. */
  note(path: string): NoteFile | undefined {
    return this.try(path, () => ({ path, note: parseNoteFile(readBytesSync(this.at(path), noteLimit), path) }));
  }
}

/** Everything in `notes/`, by what it holds and not by its name. */
export function readNotes(reader: FolderReader): { readonly notes: NoteFile[]; readonly answers: AnswerFile[] } {
  const notes: NoteFile[] = [];
  const answers: AnswerFile[] = [];
  for (const name of reader.names("notes")) {
    const path = `notes/${name}`;
    const file = reader.try(path, () => readOneNote(readBytesSync(reader.at(path), noteLimit), path));
    if (file === undefined) continue;
    if ("note" in file) notes.push(file);
    else answers.push(file);
  }
  return { notes, answers };
}

/** What came back: a note, or an officer's answer to a request. Throws FormatError, SignError, UnfitNote. */
export function readOneNote(bytes: Uint8Array, path: string): NoteFile | AnswerFile {
  if (!isResponse(bytes)) return { path, note: readStatement(bytes, path) };
  refuseResaved(bytes, path);
  return { path, answers: parseResponse(bytes, path) };
}

/** A note whose text is what it says: a statement that cannot be read may have said that the release differs. */
function readStatement(bytes: Uint8Array, path: string): Note {
  if (isForeignSignature(bytes)) throw new UnfitNote("a signature by another program: join it with zegel merge --key");
  const note = parseNoteFile(bytes, path);
  const kind = kindOf(note.text);
  if (kind === "rebuild") parseRebuild(note.text);
  else if (kind === "release") parseRelease(note.text);
  else if (kind === undefined)
    throw new UnfitNote(`expected a note or an answer, found ${quote(note.text.slice(0, 40))}`);
  return note;
}

class UnfitNote extends Fault<"UNFIT"> {
  constructor(message: string) {
    super("UNFIT", message);
  }
}

/** The request to the officers; undefined: it is not there, or cannot be read, which is told. */
export function readRequest(reader: FolderReader, path: string): RequestFile | undefined {
  return reader.try(path, () => {
    const request = parseRequest(readBytesSync(reader.at(path), requestLimit), path);
    return {
      path,
      texts: request.notes.map(({ text }) => textDigest(text)),
      rebuilds: request.rebuilds.map(({ text }) => textDigest(text)),
    };
  });
}
