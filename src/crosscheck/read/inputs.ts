// What a person points at: files, folders and zips in any order. Every file says itself what it is, by its content; folders are read as
// deep as they go and links in them are not followed. docs/spec/crosscheck.md, "Inputs"

import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import { FileError, readPieces, unreadable } from "../../files/bounded.ts";
import { codeOf } from "../../files/error.ts";
import { walkFolder } from "../../files/walk.ts";
import { compareText, concatBytes, shown } from "../../format/index.ts";
import { EmlFile, OtherDocument } from "./eml/eml-file.ts";
import { ReadError } from "./error.ts";
import { limits } from "./limits.ts";
import type { Message, ReadMessage, ReadSheet, Sheet, Source } from "./model.ts";
import { isSheet, parseSheet, sheetLimit } from "./sheet.ts";
import { openZip } from "./zip.ts";

/** Why nothing of a file was used: it is a link, no file, another document, or the same bytes as one that was read before. */
export type UnusedReason = "link" | "special" | "other" | "twice";

export interface Unused {
  /** Foreign text. */
  readonly path: string;
  readonly why: UnusedReason;
  /** What it says that it is, or the path of the other copy. Foreign text; "" where there is nothing to say. */
  readonly detail: string;
}

/** A file that was meant to be read and could not be. */
export interface Unreadable {
  readonly path: string;
  readonly error: ReadError | FileError;
}

/** What people typed from paper, as it lies there: crosscheck/paper reads it. */
export interface ReadPaper {
  readonly source: Source;
  readonly bytes: Uint8Array;
}

export interface Inputs {
  readonly messages: readonly ReadMessage[];
  readonly sheets: readonly ReadSheet[];
  readonly papers: readonly ReadPaper[];
  readonly unused: readonly Unused[];
  readonly unreadable: readonly Unreadable[];
}

/** `paths`: as typed, one or more. `onBytes` hears of each piece. Throws FileError for a path that is not there. */
export async function readInputs(
  paths: readonly string[],
  onBytes: (bytes: number) => void = () => {},
): Promise<Inputs> {
  const reading = new Reading(onBytes);
  for (const path of paths) if (!(await reading.add(path))) break;
  return reading.inputs;
}

class Reading {
  readonly #messages: ReadMessage[] = [];
  readonly #sheets: ReadSheet[] = [];
  readonly #papers: ReadPaper[] = [];
  readonly #unused: Unused[] = [];
  readonly #unreadable: Unreadable[] = [];
  readonly #seen = new Map<string, string>();
  readonly #onBytes: (bytes: number) => void;
  #files = 0;
  #bytes = 0;

  constructor(onBytes: (bytes: number) => void) {
    this.#onBytes = onBytes;
  }

  get inputs(): Inputs {
    return {
      messages: this.#messages,
      sheets: this.#sheets,
      papers: this.#papers,
      unused: this.#unused,
      unreadable: this.#unreadable,
    };
  }

  /** False: a limit of the whole run is reached, and nothing more is read. */
  async add(path: string): Promise<boolean> {
    if (!isFolder(path)) {
      const left = this.#unreadable.length;
      const goesOn = await this.#addFile(path);
      // Named by hand, what cannot be opened at all is a slip, and no verdict on any file.
      const [refused] = this.#unreadable.slice(left);
      if (refused?.error instanceof FileError) throw refused.error;
      return goesOn;
    }
    const files = this.#filesBelow(path);
    if (files === undefined) return false;
    for (const file of files) if (!(await this.#addFile(file))) return false;
    return true;
  }

  /** In byte order of their paths. Undefined: there are too many, and none of them is read: a part would be taken for the whole. */
  #filesBelow(root: string): string[] | undefined {
    const files: string[] = [];
    const before = this.#unused.length;
    for (const { path: folder, entries, error } of walkFolder(root)) {
      if (error !== undefined) this.#cannotRead(join(root, folder), error);
      for (const entry of entries) {
        const path = join(root, entry.path);
        if (entry.kind === "file") files.push(path);
        else if (entry.kind === "link") this.#unused.push({ path, why: "link", detail: "" });
        else if (entry.kind === "unknown") this.#cannotRead(path, entry.error);
        else if (entry.kind !== "folder") this.#unused.push({ path, why: "special", detail: entry.kind });
      }
      // Whoever points at a whole disk by mistake is stopped here, not by the memory.
      if (files.length + this.#unused.length - before <= limits.files) continue;
      this.#refuse(root, new ReadError("TOO_MANY", { limit: limits.files, what: "file" }));
      return undefined;
    }
    return files.sort(compareText);
  }

  #cannotRead(path: string, error: unknown): void {
    this.#unreadable.push({ path, error: new FileError(shown`${path}: cannot be read (${codeOf(error)})`, false) });
  }

  async #addFile(path: string): Promise<boolean> {
    try {
      const zip = openZip(path, startBytes);
      if ("start" in zip)
        return await this.#take(path, () => {
          if (zip.size > limits.fileBytes) throw new ReadError("TOO_LARGE", { limit: limits.fileBytes });
          kindOf(zip.start, path, false); // most files of a folder are none of ours, and are not read further
          return readPieces(path, limits.fileBytes);
        });
      try {
        for (const { name, read } of zip.entries) if (!(await this.#take(`${path}: ${name}`, read, true))) return false;
        return true;
      } finally {
        zip.close();
      }
    } catch (error) {
      this.#refuse(path, error);
      return true;
    }
  }

  #refuse(path: string, error: unknown): void {
    if (!(error instanceof ReadError || error instanceof FileError)) throw error;
    this.#unreadable.push({ path, error });
  }

  async #take(path: string, read: () => Pieces, isInZip = false): Promise<boolean> {
    this.#files++;
    if (this.#files > limits.files || this.#bytes > limits.allBytes) {
      const isFiles = this.#files > limits.files;
      const values = isFiles ? { limit: limits.files, what: "file" } : { limit: limits.allBytes };
      this.#refuse(path, new ReadError(isFiles ? "TOO_MANY" : "TOO_LARGE", values));
      return false;
    }
    try {
      const { found, digest, size } = await this.#readOne(read(), path, isInZip);
      this.#keep({ path, sha256: digest, size }, found);
    } catch (error) {
      if (error instanceof OtherDocument) this.#unused.push({ path, why: "other", detail: error.found });
      else this.#refuse(path, error);
    }
    return true;
  }

  async #readOne(
    pieces: Pieces,
    path: string,
    isInZip: boolean,
  ): Promise<{ found: Found; digest: string; size: number }> {
    const hash = createHash("sha256");
    let reader: FileReader | undefined;
    let size = 0;
    for await (const piece of pieces) {
      size += piece.length;
      this.#bytes += piece.length;
      this.#onBytes(piece.length);
      if (size > limits.fileBytes) throw new ReadError("TOO_LARGE", { limit: limits.fileBytes });
      if (this.#bytes > limits.allBytes) throw new ReadError("TOO_LARGE", { limit: limits.allBytes });
      hash.update(piece);
      reader ??= makeReader(kindOf(piece, path, isInZip));
      reader.write(piece);
    }
    reader ??= makeReader(kindOf(new Uint8Array(0), path, isInZip));
    return { found: reader.end(), digest: hash.digest("hex"), size };
  }

  /** Two files of the same bytes are one. */
  #keep(source: Source, found: Found): void {
    const before = this.#seen.get(source.sha256);
    if (before !== undefined) {
      this.#unused.push({ path: source.path, why: "twice", detail: before });
      return;
    }
    this.#seen.set(source.sha256, source.path);
    if ("message" in found) this.#messages.push({ source, message: found.message });
    else if ("paper" in found) this.#papers.push({ source, bytes: found.paper });
    else this.#sheets.push({ source, sheet: found.sheet });
  }
}

type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
type Found = { readonly message: Message } | { readonly sheet: Sheet } | { readonly paper: Uint8Array };

interface FileReader {
  write(bytes: Uint8Array): void;
  end(): Found;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** Bytes in which a file tells what it is. */
const startBytes = 4096;

type FileKind = "eml" | "sheet" | "paper";

/** By the beginning of the file. Throws OtherDocument for what is not read here, ReadError for a zip in a zip. */
function kindOf(piece: Uint8Array, path: string, isInZip: boolean): FileKind {
  const start = piece.subarray(0, startBytes);
  if (isInZip && start[0] === 0x50 && start[1] === 0x4b) throw new ReadError("ZIP_ENTRY", { what: "a zip in it" });
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(start);
  if (isSheet(text)) return "sheet";
  if (isPaper(text)) return "paper";
  // A page of ours, or of a browser, may lie in the same folder.
  if (/^\ufeff?\s*<(?:!doctype\s+html|html)\b/i.test(text)) throw new OtherDocument("html");
  if (/\.xml$/i.test(path) || isMeantAsXml(start, text)) return "eml";
  throw new OtherDocument("");
}

function makeReader(kind: FileKind): FileReader {
  if (kind === "sheet") return new WholeReader(sheetLimit, (whole) => ({ sheet: parseSheet(whole) }));
  if (kind === "paper") return new WholeReader(limits.paperBytes, (paper) => ({ paper }));
  const file = new EmlFile();
  return { write: (bytes) => file.write(bytes), end: () => ({ message: file.end() }) };
}

/** It begins with `<`, in UTF-8 or in UTF-16: what is no UTF-8 is then refused by the reader, and not passed over. */
function isMeantAsXml([first, second]: Uint8Array, text: string): boolean {
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isUtf16 || /^\ufeff?\s*</.test(text) || /^\0?<\0?/.test(text);
}

/**
 * An entry of what people typed from paper, or a table that holds one. docs/spec/paper-entry.md. Of a later version, or with blanks before
 * it, it is meant as one: it is then refused where it is read, and not passed over.
 */
function isPaper(start: string): boolean {
  return /^\ufeff?\s*"?zegel\/paper-(?:entry|table)\b/i.test(start);
}

/** A small file, made something of when all of it is there. */
class WholeReader implements FileReader {
  readonly #pieces: Uint8Array[] = [];
  readonly #limit: number;
  readonly #use: (whole: Uint8Array) => Found;
  #size = 0;

  constructor(limit: number, use: (whole: Uint8Array) => Found) {
    this.#limit = limit;
    this.#use = use;
  }

  write(bytes: Uint8Array): void {
    this.#size += bytes.length;
    if (this.#size > this.#limit) throw new ReadError("TOO_LARGE", { limit: this.#limit });
    this.#pieces.push(bytes.slice());
  }

  end(): Found {
    return this.#use(concatBytes(...this.#pieces));
  }
}
