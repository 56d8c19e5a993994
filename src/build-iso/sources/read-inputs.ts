// The one read of every input file: hashed, and in the same read copied into payload.tar and, where needed, aside.

import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, mkdirSync, openSync, readSync, writeSync } from "node:fs";
import { codeOf } from "../../files/error.ts";
import { leftoverByContent, leftoverByName } from "../../files/leftovers.ts";
import { compareText, quote } from "../../format/index.ts";
import { BuildError } from "../error.ts";
import type { Remark } from "../image/options.ts";
import type { DiscPlan, PlannedFile } from "../release/disc-plan.ts";
import { PayloadTar } from "./payload-tar.ts";
import { type ReadFile, type Source, type SourceFile, stampOf } from "./source.ts";

/** Bytes of one read. */
const chunkBytes = 1024 * 1024;
const copiesFolder = "copies";

/** Reads for all discs of a set, so that the kit they share is read once. */
export class InputReader {
  readonly #workFolder: string;
  readonly #onBytes: (bytes: number) => void;
  readonly #signal: AbortSignal | undefined;
  readonly #onRemark: (remark: Remark) => void;
  readonly #kitFiles = new Map<string, ReadFile>();
  readonly #chunk = Buffer.allocUnsafeSlow(chunkBytes);
  #copies = 0;

  /** `onBytes` is told the bytes of every chunk read, `onRemark` of files that seem left over. */
  constructor(
    workFolder: string,
    onBytes: (bytes: number) => void,
    signal: AbortSignal | undefined,
    onRemark: (remark: Remark) => void = () => {},
  ) {
    this.#onRemark = onRemark;
    this.#workFolder = workFolder;
    this.#onBytes = onBytes;
    this.#signal = signal;
  }

  /** Reads the files of a disc in manifest order and writes the payload among them to `tarPath`. Throws BuildError CHANGED. */
  async readDisc(plan: DiscPlan, tarPath: string): Promise<{ files: ReadFile[]; onDisk: Promise<void> }> {
    const tar = await PayloadTar.create(tarPath);
    try {
      const files: ReadFile[] = [];
      const folders = [...plan.payloadEmptyFolders].reverse();
      for (const file of plan.files) {
        for (let next = folders.at(-1); next !== undefined && compareText(next, file.path) < 0; next = folders.at(-1))
          await tar.addEmptyFolder(folders.pop() ?? next);
        files.push(file.isPayload ? await this.#read(file, tar) : await this.#readKit(file));
      }
      for (const folder of folders.reverse()) await tar.addEmptyFolder(folder);
      const { onDisk } = await tar.finish();
      return { files, onDisk };
    } catch (error) {
      await tar.abandon();
      throw error;
    }
  }

  async #readKit(file: PlannedFile): Promise<ReadFile> {
    const known = this.#kitFiles.get(file.path) ?? (await this.#read(file, undefined));
    this.#kitFiles.set(file.path, known);
    return known;
  }

  async #read({ path, source, isPayload }: PlannedFile, tar: PayloadTar | undefined): Promise<ReadFile> {
    const hash = createHash("sha256");
    const copy = source.needsCopy ? this.#newCopy() : undefined;
    const fd = this.#open(path, source);
    let leftover = leftoverByName(path);
    try {
      const chunks = this.#chunks(fd, path, source, (chunk) => {
        hash.update(chunk);
        leftover ??= leftoverByContent(chunk, source.size);
        if (copy !== undefined) writeFully(copy.fd, chunk);
      });
      if (tar !== undefined) await tar.addFile(path, source.size, chunks);
      else for (const _ of chunks);
    } finally {
      closeSync(fd);
      if (copy !== undefined) closeSync(copy.fd);
    }
    if (leftover !== undefined) this.#onRemark({ path, what: leftover });
    return { path, sha256: hash.digest("hex"), size: source.size, place: copy?.place ?? source.place, isPayload };
  }

  #open(path: string, source: SourceFile): number {
    try {
      return openSync(
        `${this.#workFolder}/${source.place}`,
        constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
      );
    } catch (error) {
      throw ["ENOENT", "ELOOP"].includes(codeOf(error)) ? changed(path) : error;
    }
  }

  /** A file's bytes, provided that it is the file that was listed and stays so while it is read. */
  *#chunks(fd: number, path: string, source: SourceFile, onChunk: (chunk: Uint8Array) => void) {
    checkUnchanged(fd, path, source);
    for (let left = source.size; left > 0; ) {
      this.#signal?.throwIfAborted();
      const count = readSync(fd, this.#chunk, 0, Math.min(left, chunkBytes), null);
      if (count === 0) throw changed(path);
      const chunk = this.#chunk.subarray(0, count);
      left -= count;
      onChunk(chunk);
      this.#onBytes(count);
      yield chunk;
    }
    checkUnchanged(fd, path, source);
  }

  #newCopy(): { readonly fd: number; readonly place: string } {
    const place = `${copiesFolder}/${this.#copies++}`;
    mkdirSync(`${this.#workFolder}/${copiesFolder}`, { recursive: true });
    return { fd: openSync(`${this.#workFolder}/${place}`, "wx"), place };
  }
}

/**
 * After the last read: a folder holds what it held when it was listed. What a file holds is no matter any more: what was read of it is
 * what goes on the disc, and the image is compared with that. Throws BuildError CHANGED.
 */
export function refuseChangedFolder(source: Source): void {
  const now = source.listAgain?.();
  if (now === undefined) return;
  const namesOf = ({ files, emptyFolders, refusals }: Source) =>
    new Set([...[...files, ...refusals].map(({ path }) => path), ...emptyFolders]);
  const [before, after] = [namesOf(source), namesOf(now)];
  const other = [...after].find((path) => !before.has(path)) ?? [...before].find((path) => !after.has(path));
  if (other !== undefined) throw changed(other);
}

function writeFully(fd: number, chunk: Uint8Array): void {
  for (let at = 0; at < chunk.length; ) at += writeSync(fd, chunk, at);
}

function checkUnchanged(fd: number, path: string, source: SourceFile): void {
  if (stampOf(fstatSync(fd, { bigint: true })) !== source.stamp) throw changed(path);
}

function changed(path: string): BuildError {
  const refusal = { path, reason: "changed while it was read", remedy: "stop what writes to it and build again" };
  return new BuildError("CHANGED", `${quote(path)} ${refusal.reason}: ${refusal.remedy}`, [refusal]);
}
