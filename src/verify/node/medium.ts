// An image file or a drive as a medium on Node. Opened for reading only.

import { constants, readFileSync } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { type Medium, ReadError } from "../proof/ports.ts";
import { VerifyError } from "../proof/verdict.ts";
import { inTime } from "../silence.ts";
import { isOnDisk, kept } from "./kept.ts";

/** What a thread of this process can read an open medium by. */
export class FileDescriptor {
  readonly number: number;
  /** A file on a disk of this machine. Anything else may be a drive, or lie on one. */
  readonly isOnDisk: boolean;

  constructor(number: number, isOnDisk: boolean) {
    this.number = number;
    this.isOnDisk = isOnDisk;
  }

  /**
   * Bytes of one request. Of a drive half of what an optical one takes in one command: the system reads ahead of larger ones in several
   * commands, which may overtake each other: on the modelled drive 1 MiB costs 40 to 100 seeks, 128 KiB 4 to 12, this 2.
   * docs/benchmarks.md
   */
  get requestBytes(): number {
    return this.isOnDisk ? 1024 * 1024 : 64 * 1024;
  }
}

/** A drive that is empty, not ready yet, or was emptied while it was read. */
export class NoDisc extends VerifyError {}

/** Linux's number for "no medium found"; libuv has no name for it. */
const ENOMEDIUM = -123;
/** `\\.\D:`: a drive as Windows names it for raw reading. It can be opened and read, never asked for its size. */
export function isWindowsDrive(path: string): boolean {
  return /^\\\\\.\\[A-Za-z]:$/.test(path);
}

export class FileMedium implements Medium {
  readonly kind: "file" | "drive";
  readonly bytes: number | undefined;
  readonly handle: FileDescriptor;
  readonly #file: FileHandle;
  /** Whatever changes when the medium does. */
  readonly #identity: () => Promise<string>;
  readonly #first: string;

  private constructor(
    file: FileHandle,
    kind: FileMedium["kind"],
    bytes: number | undefined,
    identity: () => Promise<string>,
    first: string,
    isOnDisk = false,
  ) {
    this.#file = file;
    this.kind = kind;
    this.bytes = bytes;
    this.handle = new FileDescriptor(file.fd, isOnDisk);
    this.#identity = identity;
    this.#first = first;
  }

  /** Throws VerifyError GEBRUIK for what is neither image file nor drive, FOUT for a drive without a disc; SilentMedium. */
  static async open(path: string): Promise<FileMedium> {
    if (isWindowsDrive(path)) {
      const none = async () => "";
      return new FileMedium(await openMedium(path, 0), "drive", undefined, none, "");
    }
    // A named pipe would hang here before it could be refused; a drive opened without waiting would hide that it is empty.
    const isDrive = (await inTime(stat(path))).isBlockDevice();
    const file = await openMedium(path, isDrive ? 0 : (constants.O_NONBLOCK ?? 0));
    const found = await inTime(file.stat());
    if (isDrive && found.isBlockDevice()) {
      const folder = `/sys/dev/block/${majorMinor(found.rdev)}`;
      // 512 is the unit of sysfs, whatever the drive's sectors are. It is right only while the drive is open with a disc in it.
      const identity = async () => `${readNumber(`${folder}/size`)} ${readNumber(`${folder}/diskseq`)}`;
      const blocks = readNumber(`${folder}/size`);
      return new FileMedium(file, "drive", blocks === undefined ? undefined : blocks * 512, identity, await identity());
    }
    if (!isDrive && found.isFile()) {
      const identity = identityOfFile(file, path);
      return new FileMedium(file, "file", found.size, identity, await inTime(identity()), isOnDisk(path));
    }
    await inTime(file.close());
    throw new VerifyError("GEBRUIK", `${path}: expected an image file, a drive or a folder, found something else`);
  }

  /** Rejects SilentMedium, too. */
  read(position: number, into: Uint8Array): Promise<number> {
    return inTime(this.#readAll(position, into));
  }

  async #readAll(position: number, into: Uint8Array): Promise<number> {
    let filled = 0;
    while (filled < into.length) {
      const count = await this.#readSome(position + filled, into.subarray(filled, filled + this.handle.requestBytes));
      if (count === 0) break;
      filled += count;
    }
    return filled;
  }

  async #readSome(position: number, into: Uint8Array): Promise<number> {
    try {
      return (await this.#file.read(into, 0, into.length, position)).bytesRead;
    } catch (error) {
      throw asMediumError(errnoOf(error), error instanceof Error ? error.message : String(error));
    }
  }

  async isUnchanged(): Promise<boolean> {
    return (await inTime(this.#identity())) === this.#first;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

/**
 * A text that is another one when a byte of the file was changed, and when another file came to stand by its name. Numbers are big, as
 * those of Windows do not fit else; a file that is open keeps its own.
 */
function identityOfFile(file: FileHandle, path: string): () => Promise<string> {
  const { change } = kept(path);
  return async () => {
    const own = await file.stat({ bigint: true });
    const named = await stat(path, { bigint: true }).catch(() => undefined);
    const place = named === undefined ? "none" : `${named.dev} ${named.ino}`;
    return [own.size, own.mtimeNs, own.ino, ...(change ? [own.ctimeNs] : []), place].join(" ");
  };
}

/** What a read that failed means. `errno`: as the system has it, negative. */
export function asMediumError(errno: number | undefined, message: string): ReadError | VerifyError {
  if (errno !== ENOMEDIUM) return new ReadError(message);
  return new NoDisc("FOUT", "the disc was taken out while it was read; no verdict");
}

async function openMedium(path: string, flags: number): Promise<FileHandle> {
  try {
    return await inTime(open(path, constants.O_RDONLY | flags));
  } catch (error) {
    if (errnoOf(error) === ENOMEDIUM) throw new NoDisc("FOUT", `${path}: there is no disc in the drive; no verdict`);
    throw error;
  }
}

function errnoOf(error: unknown): number | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).errno : undefined;
}

/** Linux's dev_t, makedev(3). */
function majorMinor(device: number): string {
  return `${(device >>> 8) & 0xfff}:${(device & 0xff) | ((device >>> 12) & 0xfff00)}`;
}

/** The number in a small system file, or undefined. */
function readNumber(path: string): number | undefined {
  try {
    const text = readFileSync(path, "latin1").trim();
    return /^[0-9]{1,15}$/.test(text) ? Number(text) : undefined;
  } catch {
    return undefined; // not on this system
  }
}
