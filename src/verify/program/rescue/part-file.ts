// OUT.part and OUT.map on disk: what was read so far, and which sectors are still missing. They outlive the run, so that one drive in
// which one disc lies after the other suffices, and a run that is killed goes on. docs/spec/rescue-map.md

import { constants, lstatSync, statfsSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { dirname } from "node:path";
import { readBytesSync } from "../../../files/bounded.ts";
import { asWriteError, FilesError } from "../../../files/error.ts";
import { Lock } from "../../../files/lock.ts";
import { flushFolder, giveOneName, refuseExisting, removeQuietly, writeNew } from "../../../files/new-file.ts";
import { demandPlainFile, replaceFile } from "../../../files/replace.ts";
import { FormatError, tryParse } from "../../../format/index.ts";
import type { Part } from "../../rescue/fill.ts";
import { mapLimit, parseMap, type RescueMap } from "../../rescue/map.ts";

/** The names that a rescue uses beside the new file. */
export function workNames(out: string): { readonly part: string; readonly map: string; readonly lock: string } {
  return { part: `${out}.part`, map: `${out}.map`, lock: `${out}.lock` };
}

const flags = constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);

export class PartFile implements Part {
  /** Of the part. */
  readonly name: string;
  /** Of an earlier run; undefined: this is the first. */
  readonly earlier: RescueMap | undefined;
  readonly #out: string;
  readonly #map: string;
  readonly #lock: Lock;
  #file: FileHandle | undefined;
  #bytes: number;
  /** Of this run or an earlier one. */
  #hasMap: boolean;
  #isClosed = false;

  private constructor(out: string, file: FileHandle, bytes: number, earlier: RescueMap | undefined, lock: Lock) {
    const { part, map } = workNames(out);
    this.name = part;
    this.earlier = earlier;
    this.#out = out;
    this.#map = map;
    this.#lock = lock;
    this.#file = file;
    this.#bytes = bytes;
    this.#hasMap = earlier !== undefined;
  }

  /** Throws FilesError EXISTS where OUT is there, or a part or map that is none of ours; BUSY while another run works on it; FILE. */
  static async open(out: string): Promise<PartFile> {
    refuseExisting(out);
    const { part, map, lock: lockName } = workNames(out);
    const lock = Lock.take(lockName, "is joining discs here");
    let file: FileHandle | undefined;
    try {
      const earlier = readMap(map);
      file = await open(part, flags, 0o644);
      const stats = await file.stat();
      if (!stats.isFile() || stats.nlink > 1 || (earlier === undefined && stats.size > 0)) throw notOurs(part);
      return new PartFile(out, file, stats.size, earlier, lock);
    } catch (error) {
      await file?.close();
      lock.release();
      throw asWriteError(part, error);
    }
  }

  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Throws FilesError FILE where there is no room for it: before an hour of reading, where that can be known. Of a first run nothing stays
   * behind then.
   */
  async setSize(bytes: number): Promise<void> {
    try {
      await this.#writing(async () => {
        const file = await this.#opened();
        this.#demandRoom(bytes - (await file.stat()).blocks * 512);
        await file.truncate(bytes);
      });
    } catch (error) {
      if (this.earlier === undefined) {
        removeQuietly(this.#map);
        this.#hasMap = false;
      }
      throw error;
    }
    this.#bytes = bytes;
  }

  #demandRoom(needed: number): void {
    const { bavail, bsize } = statfsSync(dirname(this.name));
    const free = bavail * bsize;
    if (needed <= free) return;
    const [need, have] = [needed, free].map((bytes) => Math.ceil(bytes / 1e6));
    throw new FilesError("FILE", {
      nl: `${this.#out}: is niet te schrijven (ENOSPC): nodig is ${need} MB, vrij is ${have} MB: maak ruimte of kies een andere map`,
      en: `${this.#out}: cannot be written (ENOSPC): ${need} MB are needed, ${have} MB are free: make room or choose another folder`,
    });
  }

  async read(position: number, into: Uint8Array): Promise<void> {
    const file = await this.#opened();
    let filled = 0;
    while (filled < into.length) {
      const { bytesRead } = await file.read(into, filled, into.length - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    into.fill(0, filled);
  }

  async write(position: number, bytes: Uint8Array): Promise<void> {
    await this.#writing(async () => {
      const file = await this.#opened();
      for (let at = 0; at < bytes.length; )
        at += (await file.write(bytes, at, bytes.length - at, position + at)).bytesWritten;
    });
  }

  async save(map: Uint8Array): Promise<void> {
    await this.#writing(async () => (await this.#opened()).sync());
    if (lstatSync(this.#map, { throwIfNoEntry: false }) === undefined) writeNew(this.#map, map, 0o644);
    else await replaceFile({ path: this.#map, bytes: map, mode: 0o644 });
    this.#hasMap = true;
  }

  /** Device, number, size and last change: the same before and after `verify`, or it judged another file. */
  identity(): string {
    const { dev, ino, size, mtimeNs } = lstatSync(this.name, { bigint: true });
    return [dev, ino, size, mtimeNs].join(" ");
  }

  /** Only after ECHT, of the file that had this identity then. Throws FilesError; then it has no name. */
  async giveName(identity: string): Promise<void> {
    refuseExisting(this.#out);
    if (this.identity() !== identity)
      throw new FilesError("FILE", {
        nl: `${this.name}: veranderde na de controle: er is geen nieuw bestand. Begin opnieuw`,
        en: `${this.name}: changed after it was verified: there is no new file. Begin again`,
      });
    await this.letGo();
    await this.#writing(async () => {
      giveOneName({ temporary: this.name, path: this.#out });
      flushFolder(dirname(this.#out));
    });
    removeQuietly(this.name); // not before: where it could not have its name, an hour of reading would be lost
    removeQuietly(this.#map);
  }

  /** Closes the file until it is read or written again: a system may set the time of its last change only then. */
  async letGo(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }

  /**
   * Never rejects: what was saved is on the disk. Where nothing was, nothing stays behind. From then on reads and writes reject: whoever
   * still works in the background has lost the lock.
   */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.letGo().catch(() => undefined);
    if (!this.#hasMap) removeQuietly(this.name);
    this.#lock.release();
  }

  async #opened(): Promise<FileHandle> {
    if (this.#isClosed) throw new Error(`${this.name}: was closed`);
    this.#file ??= await open(this.name, flags & ~constants.O_CREAT);
    return this.#file;
  }

  async #writing<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw asWriteError(this.name, error);
    }
  }
}

/** Undefined: there is none. Throws FilesError. */
function readMap(path: string): RescueMap | undefined {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
  demandPlainFile(path);
  const map = tryParse(() => parseMap(readBytesSync(path, mapLimit)));
  if (map instanceof FormatError) throw notOurs(path);
  return map;
}

function notOurs(path: string): FilesError {
  return new FilesError("EXISTS", {
    nl: `${path}: bestaat al, en is niet van een eerdere keer samenvoegen: kies een andere naam, of haal het weg`,
    en: `${path}: exists already, and is not of an earlier rescue: choose another name, or remove it`,
  });
}
