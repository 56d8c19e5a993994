// One file, or one entry of a zip, from its bytes to what it says. By its content alone; nothing here knows of other files.

import { createHash } from "node:crypto";
import { readPieces } from "../../files/bounded.ts";
import { concatBytes, copyBytes } from "../../format/index.ts";
import { EmlFile, OtherDocument } from "./eml/eml-file.ts";
import { ReadError } from "./error.ts";
import { limits } from "./limits.ts";
import type { Message, Sheet } from "./model.ts";
import { isSheet, parseSheet, sheetLimit } from "./sheet.ts";
import { openZip } from "./zip.ts";

type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
export type Found = { readonly message: Message } | { readonly sheet: Sheet } | { readonly paper: Uint8Array };

/** A file that can be read: one that lies on disk, or an entry of a zip there. */
export interface OneFile {
  /** Of an entry; undefined: the file itself. Foreign text. */
  readonly entry: string | undefined;
  /** Bytes, as the system or the directory of the zip has it. */
  readonly size: number;
  /** Throws ReadError, FileError, OtherDocument: before the first piece where the beginning tells enough. */
  read(): Pieces;
}

/** What a file says, with the SHA-256 and the number of the bytes that were read. */
export interface ReadFile {
  readonly found: Found;
  readonly sha256: string;
  readonly size: number;
}

/** What lies at `path`: a file, or the entries of a zip in the order of its directory. Throws ReadError, FileError. */
export function openFiles(path: string): { readonly files: readonly OneFile[]; close(): void } {
  const zip = openZip(path, startBytes);
  if (!("start" in zip)) {
    const files = zip.entries.map(({ name, size, read }) => ({ entry: name, size, read }));
    return { files, close: () => zip.close() };
  }
  const read = () => {
    if (zip.size > limits.fileBytes) throw new ReadError("TOO_LARGE", { limit: limits.fileBytes });
    kindOf(zip.start, path, false); // most files of a folder are none of ours, and are not read further
    return readPieces(path, limits.fileBytes);
  };
  return { files: [{ entry: undefined, size: zip.size, read }], close: () => {} };
}

/** `path`: for its ending. `onBytes` hears of each piece before it is used. Throws ReadError, FileError, OtherDocument and what `onBytes` throws. */
export async function readFile(
  { entry, read }: OneFile,
  path: string,
  onBytes: (bytes: number) => void,
): Promise<ReadFile> {
  const name = entry ?? path;
  const isInZip = entry !== undefined;
  const hash = createHash("sha256");
  let reader: FileReader | undefined;
  let size = 0;
  for await (const piece of read()) {
    size += piece.length;
    if (size > limits.fileBytes) throw new ReadError("TOO_LARGE", { limit: limits.fileBytes });
    onBytes(piece.length);
    hash.update(piece);
    reader ??= makeReader(kindOf(piece, name, isInZip));
    reader.write(piece);
  }
  reader ??= makeReader(kindOf(new Uint8Array(0), name, isInZip));
  return { found: reader.end(), sha256: hash.digest("hex"), size };
}

interface FileReader {
  write(bytes: Uint8Array): void;
  end(): Found;
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
    this.#pieces.push(copyBytes(bytes));
  }

  end(): Found {
    return this.#use(concatBytes(...this.#pieces));
  }
}
