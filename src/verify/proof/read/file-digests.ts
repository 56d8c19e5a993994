// The digest of every file of an image, taken while the bytes of the image pass. docs/spec/verification.md steps 10 to 12

import { concatBytes, copyBytes } from "../../../format/text/decode.ts";
import { type IsoFile, sectorBytes } from "../../../iso9660/index.ts";
import type { FilePassed, FileSink, ParallelSha256, Part, Platform } from "../ports.ts";
import type { CarefulReader } from "./careful.ts";

/** Which files pass, and what is wanted of them. */
export interface FilePlan {
  /** Bytes of the image as signed; what lies behind is not read. */
  readonly bytes: number;
  readonly files: readonly IsoFile[];
  /** Files whose content is wanted, and up to how many bytes. */
  readonly keep: ReadonlyMap<string, number>;
  /** Gets every file that has a digest, as its bytes pass. */
  readonly sink?: FileSink | undefined;
}

/** A stretch of one file. Bytes. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly path: string;
  readonly isLast: boolean;
}

/** Takes the bytes of an image in order, and has the digests of its files in the end. */
export class FileDigests {
  readonly digests = new Map<string, string>();
  readonly unreadable: string[] = [];
  readonly #reader: CarefulReader;
  readonly #stretches: readonly Stretch[];
  readonly #running: ParallelSha256;
  readonly #sink: FileSink | undefined;
  readonly #kept = new Map<string, Uint8Array[]>();
  #at = 0;
  #isBegun = false;
  #hasGap = false;

  constructor(plan: FilePlan, reader: CarefulReader, platform: Platform) {
    this.#reader = reader;
    this.#running = platform.parallelSha256();
    this.#sink = plan.sink;
    this.#stretches = stretchesOf(plan.files, plan.bytes);
    for (const { path, size } of plan.files) if (size <= (plan.keep.get(path) ?? -1)) this.#kept.set(path, []);
    for (const file of plan.files) {
      if (file.size !== 0) continue;
      this.digests.set(file.path, platform.sha256().digest());
      this.#sink?.begin(file.path);
      this.#sink?.end();
    }
  }

  get kept(): ReadonlyMap<string, Uint8Array> {
    const complete = [...this.#kept].filter(([path]) => this.digests.has(path));
    return new Map(complete.map(([path, parts]) => [path, concatBytes(...parts)]));
  }

  /** Resolves when `bytes` may be written over and the files that end in it have their digest. */
  async update(position: number, bytes: Uint8Array): Promise<void> {
    const parts: Part[] = [];
    const ended: { readonly path: string; readonly hasGap: boolean }[] = [];
    const end = position + bytes.length;
    for (let stretch = this.#stretches[this.#at]; stretch !== undefined && stretch.from < end; ) {
      const from = Math.max(0, stretch.from - position);
      const to = Math.min(bytes.length, stretch.to - position);
      const isEnded = stretch.to <= end;
      parts.push({ from, to, isLast: isEnded && stretch.isLast });
      this.#handOn(stretch.path, bytes.subarray(from, to));
      if (!isEnded) break;
      this.#hasGap ||= this.#reader.hasGap(stretch.from, stretch.to);
      if (stretch.isLast) ended.push({ path: stretch.path, hasGap: this.#finish() });
      stretch = this.#stretches[++this.#at];
    }
    if (parts.length === 0) return;
    const digests = await this.#running.update(bytes, parts);
    for (const [i, { path, hasGap }] of ended.entries()) {
      const sha256 = digests[i];
      if (hasGap) this.unreadable.push(path);
      else if (sha256 !== undefined) this.digests.set(path, sha256);
    }
  }

  #handOn(path: string, part: Uint8Array): void {
    if (!this.#isBegun) this.#sink?.begin(path);
    this.#isBegun = true;
    this.#sink?.write(part);
    this.#kept.get(path)?.push(copyBytes(part));
  }

  /** Whether a sector of the file cannot be read. */
  #finish(): boolean {
    const hasGap = this.#hasGap;
    this.#isBegun = false;
    this.#hasGap = false;
    this.#sink?.end();
    return hasGap;
  }

  end(): void {
    if (this.#at !== this.#stretches.length) throw new Error("the pass ended before its last file");
  }

  stop(): void {
    this.#running.stop();
  }
}

/** Stretches in order of position. A file that overlaps another, runs backwards or lies beyond the end has none. */
function stretchesOf(files: readonly IsoFile[], end: number): Stretch[] {
  const ordered = files.filter((file) => file.extents.length > 0);
  ordered.sort((a, b) => (a.extents[0]?.lba ?? 0) - (b.extents[0]?.lba ?? 0));
  const stretches: Stretch[] = [];
  let reached = 0;
  for (const file of ordered) {
    const own: Stretch[] = [];
    let at = reached;
    let isGood = true;
    for (const [i, extent] of file.extents.entries()) {
      const from = extent.lba * sectorBytes;
      if (from < at || from + extent.bytes > end) isGood = false;
      own.push({ from, to: from + extent.bytes, path: file.path, isLast: i === file.extents.length - 1 });
      at = from + extent.bytes;
    }
    if (!isGood) continue;
    stretches.push(...own);
    reached = at;
  }
  return stretches;
}

/**
 * For the line of progress: which file was read last, of those whose last byte lies before `done` (bytes from the start, which never
 * become fewer from one call to the next).
 */
export function filesPassing(files: readonly IsoFile[]): (done: number) => FilePassed | undefined {
  const ends = files.flatMap(({ path, extents }) => {
    const last = extents.at(-1);
    return last === undefined ? [] : [{ path, end: last.lba * sectorBytes + last.bytes }];
  });
  ends.sort((a, b) => a.end - b.end);
  const empty = files.length - ends.length;
  let at = 0;
  return (done) => {
    while ((ends[at]?.end ?? Number.POSITIVE_INFINITY) <= done) at++;
    const path = ends[at - 1]?.path;
    return path === undefined ? undefined : { path, count: empty + at, of: files.length };
  };
}
