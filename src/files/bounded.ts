// Files that a person names: small ones read whole, large ones in pieces, once and never beyond a limit, whatever size they claim
// and whatever stands behind the name. What is handed out is a plain Uint8Array: of a Buffer, `slice` would be a view and no copy.

import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { type Bilingual, shown } from "../format/index.ts";
import { codeOf, FileError } from "./error.ts";

export { FileError } from "./error.ts";

/** Opening a pipe that nobody writes to would wait for ever. Windows has no such flag and no such pipes. */
const readFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const chunkBytes = 65_536;
const pieceBytes = 1 << 20;
/** Milliseconds: between two looks at a pipe, and until one is taken to have no writer. */
const pipePause = 10;
const pipePatience = 1000;

/** The bytes of a file or a pipe (`/dev/stdin`, `<(…)`), at most `limit`. Throws FileError. */
export async function readBytes(path: string, limit: number): Promise<Uint8Array> {
  const file = await open(path, readFlags).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  try {
    const stats = await file.stat();
    if (stats.isDirectory()) throw noFile(path, stats);
    const sum = new Sum(path, limit, stats.size);
    const started = performance.now();
    for (;;) {
      const got = await readSome(file, sum.room());
      if (got !== undefined && got > 0) sum.took(got);
      else if (got === 0 && !(stats.isFIFO() && sum.isEmpty && performance.now() - started < pipePatience)) break;
      else await sleep(pipePause); // its writer has not written yet, or not come yet
    }
    return sum.bytes();
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    await file.close();
  }
}

/** The bytes of a regular file, at most `limit`. Throws FileError. */
export function readBytesSync(path: string, limit: number): Uint8Array {
  const fd = openFileSync(path);
  try {
    return readOpenSync(fd, path, limit);
  } finally {
    closeSync(fd);
  }
}

/** The same of a file that is open already: from where it stands to its end. `path` is for messages. Throws FileError. */
export function readOpenSync(fd: number, path: string, limit: number): Uint8Array {
  try {
    const sum = new Sum(path, limit, fstatSync(fd).size);
    for (let got = readSync(fd, sum.room()); got > 0; got = readSync(fd, sum.room())) sum.took(got);
    return sum.bytes();
  } catch (error) {
    throw unreadable(path, error);
  }
}

/**
 * A regular file from its beginning to its end, in pieces of which each is valid until the next is asked for; at most `limit` bytes.
 * `flags` as of `openFileSync`. Throws FileError.
 */
export function* readPieces(path: string, limit = Number.POSITIVE_INFINITY, flags = 0): Generator<Uint8Array, void> {
  const file = openFileSync(path, flags);
  try {
    // By the size that it claims, before anything is read: a file of a terabyte of zeros is easily made, and takes hours to read.
    if (fstatSync(file).size > limit) throw tooLarge(path, limit);
    const piece = new Uint8Array(pieceBytes);
    const next = () => {
      try {
        return readSync(file, piece);
      } catch (error) {
        throw unreadable(path, error);
      }
    };
    for (let got = next(), left = limit; got > 0; got = next()) {
      left -= got;
      if (left < 0) throw tooLarge(path, limit);
      yield piece.subarray(0, got);
    }
  } finally {
    closeSync(file);
  }
}

/** A regular file or a block device, opened to be read. `flags` as below. Never waits for the writer of a pipe. Throws FileError. */
export async function openFile(path: string, flags = 0): Promise<FileHandle> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, readFlags | flags);
    demandFile(path, await file.stat());
    return file;
  } catch (error) {
    await file?.close();
    throw unreadable(path, error);
  }
}

/** The same, as a descriptor. `flags` beside those of reading, such as O_NOFOLLOW or O_RDWR. Throws FileError. */
export function openFileSync(path: string, flags = 0): number {
  let fd: number | undefined;
  try {
    fd = openSync(path, readFlags | flags);
    demandFile(path, fstatSync(fd));
    return fd;
  } catch (error) {
    if (fd !== undefined) closeSync(fd);
    throw unreadable(path, error);
  }
}

function demandFile(path: string, stats: Stats): void {
  if (!stats.isFile() && !stats.isBlockDevice()) throw noFile(path, stats);
}

function noFile(path: string, stats: Stats): FileError {
  const { nl, en } = kindOf(stats);
  return new FileError(
    { nl: shown`${path}: verwacht een bestand, gevonden ${nl}`, en: shown`${path}: expected a file, found ${en}` },
    true,
  );
}

function kindOf(stats: Stats): Bilingual {
  if (stats.isDirectory()) return { nl: "een map", en: "a folder" };
  if (stats.isFIFO()) return { nl: "een pipe", en: "a pipe" };
  return stats.isSocket() ? { nl: "een socket", en: "a socket" } : { nl: "een apparaat", en: "a device" };
}

/** Bytes read, or undefined: nothing there yet. */
async function readSome(file: FileHandle, into: Uint8Array): Promise<number | undefined> {
  try {
    return (await file.read(into, 0, into.length, null)).bytesRead;
  } catch (error) {
    if (codeOf(error) === "EAGAIN") return undefined;
    throw error;
  }
}

/** What a person is told where `path` cannot be opened. */
export function unreadable(path: string, error: unknown): Error {
  if (error instanceof FileError) return error;
  const code = codeOf(error);
  const is: Bilingual = { nl: code === "ENOENT" ? "is er niet" : "is niet te lezen", en: "cannot be read" };
  return new FileError(
    {
      nl: shown`${path}: ${is.nl} (${code}): controleer de naam en de rechten erop`,
      en: shown`${path}: ${is.en} (${code}): check the name and the rights on it`,
    },
    false,
  );
}

/** `limit`: of bytes. */
export function tooLarge(path: string, limit: number): FileError {
  return new FileError(
    {
      nl: shown`${path}: verwacht ten hoogste ${limit} bytes, gevonden meer: dit is geen bestand van ons`,
      en: shown`${path}: expected at most ${limit} bytes, found more: not a file of ours`,
    },
    true,
  );
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Grows with what is read, to one byte beyond the limit. */
class Sum {
  readonly #path: string;
  readonly #limit: number;
  #whole = new Uint8Array(0);
  #length = 0;
  constructor(path: string, limit: number, claimed: number) {
    this.#path = path;
    this.#limit = limit;
    if (claimed > 0) this.#whole = new Uint8Array(Math.min(limit, claimed) + 1); // room at once; the claim is not believed
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  /** Where the next bytes go. */
  room(): Uint8Array {
    if (this.#length === this.#whole.length) {
      const larger = new Uint8Array(Math.min(this.#limit + 1, Math.max(chunkBytes, 2 * this.#length)));
      larger.set(this.#whole);
      this.#whole.fill(0); // it may be a passphrase
      this.#whole = larger;
    }
    return this.#whole.subarray(this.#length);
  }

  /** Throws FileError when it is more than the limit. */
  took(count: number): void {
    this.#length += count;
    if (this.#length <= this.#limit) return;
    this.#whole.fill(0);
    throw tooLarge(this.#path, this.#limit);
  }

  /** A copy of its own length: its buffer holds nothing else. */
  bytes(): Uint8Array {
    const bytes = this.#whole.slice(0, this.#length);
    this.#whole.fill(0);
    return bytes;
  }
}
