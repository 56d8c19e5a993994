// Which bytes of an image belong to which file, and whose digest is whose. docs/spec/verification.md steps 10 to 12

import { concatBytes, copyBytes } from "../../../format/text/decode.ts";
import { type IsoFile, sectorBytes } from "../../../iso9660/index.ts";
import type { FilePassed, FileSink } from "../ports.ts";
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

/** What became of the files. */
export interface FilesPassed {
  /** Digests by path; a file that overlaps another, lies beyond the end or cannot be read as a whole has none. */
  readonly files: ReadonlyMap<string, string>;
  /** Files of which a sector cannot be read. */
  readonly unreadable: readonly string[];
  /** Content by path; of a file that has no digest or is too long there is none. */
  readonly kept: ReadonlyMap<string, Uint8Array>;
}

/** Takes the bytes of an image in order, and knows in the end which digest is whose. */
export class FileDigests {
  readonly #plan: FilePlan;
  readonly #stretches: readonly Stretch[];
  readonly #kept = new Map<string, Uint8Array[]>();
  #at = 0;
  #isBegun = false;

  constructor(plan: FilePlan) {
    this.#plan = plan;
    this.#stretches = stretchesOf(plan.files, plan.bytes);
    for (const { path, size } of plan.files) if (size <= (plan.keep.get(path) ?? -1)) this.#kept.set(path, []);
    for (const { path, size } of plan.files) {
      if (size !== 0) continue;
      plan.sink?.begin(path);
      plan.sink?.end();
    }
  }

  /** For PassOrder. */
  get stretches(): Float64Array {
    const numbers = new Float64Array(3 * this.#stretches.length);
    for (const [i, { from, to, isLast }] of this.#stretches.entries()) numbers.set([from, to, isLast ? 1 : 0], 3 * i);
    return numbers;
  }

  /** Hands on what is wanted. The bytes may be written over as soon as it returns. */
  update(position: number, bytes: Uint8Array): void {
    const { sink } = this.#plan;
    const end = position + bytes.length;
    for (let stretch = this.#stretches[this.#at]; stretch !== undefined && stretch.from < end; ) {
      const { path, to, isLast } = stretch;
      const part = bytes.subarray(Math.max(0, stretch.from - position), Math.min(bytes.length, to - position));
      if (!this.#isBegun) sink?.begin(path);
      this.#isBegun = true;
      sink?.write(part);
      this.#kept.get(path)?.push(copyBytes(part));
      if (to > end) return;
      if (isLast) {
        this.#isBegun = false;
        sink?.end();
      }
      stretch = this.#stretches[++this.#at];
    }
  }

  /**
   * After all bytes. `digests`: of the files, in order of their ends; of a file with a byte that cannot be read it is not its own.
   * `ofNothing`: the digest of no bytes. Throws Error when there are not as many digests as files.
   */
  end(digests: readonly string[], reader: CarefulReader, ofNothing: string): FilesPassed {
    const files = new Map(this.#plan.files.filter(({ size }) => size === 0).map(({ path }) => [path, ofNothing]));
    const unreadable: string[] = [];
    let hasGap = false;
    let i = 0;
    for (const { from, to, path, isLast } of this.#stretches) {
      hasGap ||= reader.hasGap(from, to);
      if (!isLast) continue;
      const sha256 = digests[i++];
      if (sha256 === undefined) throw new Error(`the pass ended without the digest of ${path}`);
      if (hasGap) unreadable.push(path);
      else files.set(path, sha256);
      hasGap = false;
    }
    if (i !== digests.length) throw new Error(`expected ${i} digests of files, found ${digests.length}`);
    const complete = [...this.#kept].filter(([path]) => files.has(path));
    return { files, unreadable, kept: new Map(complete.map(([path, parts]) => [path, concatBytes(...parts)])) };
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
