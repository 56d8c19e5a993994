// Which bytes of an image belong to which file, and whose digest is whose. docs/spec/verification.md steps 10 to 12

import { decodeUtf8 } from "../../../format/text/decode.ts";
import { type IsoFile, sectorBytes } from "../../../iso9660/index.ts";
import type { FilePassed, FileSink, PassDigests } from "../ports.ts";
import type { CarefulReader } from "./careful.ts";

/** Which files pass, and what is wanted of them. */
export interface FilePlan {
  /** Bytes of the image as signed; what lies behind is not read. */
  readonly bytes: number;
  readonly files: readonly IsoFile[];
  /** Files whose content is wanted, and up to how many bytes. */
  readonly keep: ReadonlyMap<string, number>;
  /** Files whose first bytes are wanted, and how many. */
  readonly starts?: ReadonlyMap<string, number>;
  /** Gets every file that has a digest, as its bytes pass. */
  readonly sink?: FileSink | undefined;
}

/** Stretches of files in order of position: columns, for a disc may have 250,000. */
interface Layout {
  /** As PassOrder has them. */
  readonly numbers: Float64Array;
  /** Of the file that each is of. */
  readonly paths: readonly string[];
}

/** SHA-256 by path, lower-case hex. */
export type DigestsByPath = Pick<ReadonlyMap<string, string>, "get" | "has" | "keys"> & Iterable<[string, string]>;

/** What became of the files. */
export interface FilesPassed {
  /** A file that overlaps another, lies beyond the end or cannot be read as a whole has none. */
  readonly files: DigestsByPath;
  /** Files of which a sector cannot be read. */
  readonly unreadable: readonly string[];
  /** Content by path, or the start of it; of a file that has no digest, or of one too long to be kept whole, there is none. */
  readonly kept: ReadonlyMap<string, Uint8Array>;
}

/** Takes the bytes of an image in order, and knows in the end which digest is whose. */
export class FileDigests {
  readonly #plan: FilePlan;
  readonly #layout: Layout;
  /** Content that is wanted, as far as it came. */
  readonly #kept = new Map<string, { readonly bytes: Uint8Array; filled: number }>();
  #at = 0;
  #isBegun = false;

  constructor(plan: FilePlan) {
    this.#plan = plan;
    this.#layout = layOut(plan.files, plan.bytes);
    for (const { path, size } of plan.files) {
      const wanted = size <= (plan.keep.get(path) ?? -1) ? size : plan.starts?.get(path);
      if (wanted !== undefined) this.#kept.set(path, { bytes: new Uint8Array(Math.min(size, wanted)), filled: 0 });
      if (size !== 0) continue;
      plan.sink?.begin(path);
      plan.sink?.end();
    }
  }

  /** For PassOrder. */
  get stretches(): Float64Array {
    return this.#layout.numbers;
  }

  /** Hands on what is wanted. The bytes may be written over as soon as it returns. */
  update(position: number, bytes: Uint8Array): void {
    const { sink } = this.#plan;
    const { numbers, paths } = this.#layout;
    const end = position + bytes.length;
    for (; this.#at < paths.length; this.#at++) {
      const [from = 0, to = 0, isLast] = stretchAt(numbers, this.#at);
      if (from >= end) return;
      const path = paths[this.#at] ?? "";
      const part = bytes.subarray(Math.max(0, from - position), Math.min(bytes.length, to - position));
      if (!this.#isBegun) sink?.begin(path);
      this.#isBegun = true;
      sink?.write(part);
      this.#keep(path, part);
      if (to > end) return;
      if (!isLast) continue;
      this.#isBegun = false;
      sink?.end();
    }
  }

  #keep(path: string, part: Uint8Array): void {
    const kept = this.#kept.get(path);
    if (kept === undefined) return;
    const taken = part.subarray(0, kept.bytes.length - kept.filled);
    kept.bytes.set(taken, kept.filled);
    kept.filled += taken.length;
  }

  /**
   * After all bytes. `digests`: of the files, in order of their ends; of a file with a byte that cannot be read it is not its own.
   * `ofNothing`: the digest of no bytes. Throws Error when there are not as many digests as files.
   */
  end(digests: PassDigests["files"], reader: CarefulReader, ofNothing: string): FilesPassed {
    const { numbers, paths } = this.#layout;
    const files = new Digests(digests, ofNothing);
    for (const { path, size } of this.#plan.files) if (size === 0) files.addEmpty(path);
    const unreadable: string[] = [];
    let hasGap = false;
    let count = 0;
    for (const [i, path] of paths.entries()) {
      const [from, to, isLast] = stretchAt(numbers, i);
      hasGap ||= reader.hasGap(from, to);
      if (!isLast) continue;
      if (hasGap) unreadable.push(path);
      else files.add(path, count);
      count++;
      hasGap = false;
    }
    if (64 * count !== digests.length)
      throw new Error(`expected ${count} digests of files, found ${digests.length / 64}`);
    const complete = [...this.#kept].filter(([path]) => files.has(path));
    return { files, unreadable, kept: new Map(complete.map(([path, { bytes }]) => [path, bytes])) };
  }
}

/** Which of the digests of a pass is whose. No text is made of one before it is asked for. */
class Digests implements DigestsByPath {
  readonly #digests: PassDigests["files"];
  readonly #ofNothing: string;
  /** Negative: an empty file's. */
  readonly #places = new Map<string, number>();

  constructor(digests: PassDigests["files"], ofNothing: string) {
    this.#digests = digests;
    this.#ofNothing = ofNothing;
  }

  add(path: string, place: number): void {
    this.#places.set(path, place);
  }

  addEmpty(path: string): void {
    this.#places.set(path, -1);
  }

  get(path: string): string | undefined {
    const place = this.#places.get(path);
    if (place === undefined) return undefined;
    return place < 0 ? this.#ofNothing : decodeUtf8(this.#digests.subarray(64 * place, 64 * (place + 1)), path);
  }

  has(path: string): boolean {
    return this.#places.has(path);
  }

  keys(): MapIterator<string> {
    return this.#places.keys();
  }

  *[Symbol.iterator](): Iterator<[string, string]> {
    for (const path of this.keys()) yield [path, this.get(path) ?? ""];
  }
}

function stretchAt(numbers: Float64Array, index: number): [from: number, to: number, isLast: boolean] {
  return [numbers[3 * index] ?? 0, numbers[3 * index + 1] ?? 0, numbers[3 * index + 2] === 1];
}

/** A file that overlaps another, runs backwards or lies beyond `end` has no stretch. */
function layOut(files: readonly IsoFile[], end: number): Layout {
  const ordered = files.filter((file) => file.extents.length > 0);
  ordered.sort((a, b) => (a.extents[0]?.lba ?? 0) - (b.extents[0]?.lba ?? 0));
  let reached = 0;
  let count = 0;
  const good = ordered.filter(({ extents }) => {
    let at = reached;
    for (const { lba, bytes } of extents) {
      if (lba * sectorBytes < at || lba * sectorBytes + bytes > end) return false;
      at = lba * sectorBytes + bytes;
    }
    reached = at;
    count += extents.length;
    return true;
  });
  const numbers = new Float64Array(3 * count);
  const paths: string[] = [];
  for (const { path, extents } of good)
    for (const [i, { lba, bytes }] of extents.entries()) {
      const from = lba * sectorBytes;
      numbers.set([from, from + bytes, i === extents.length - 1 ? 1 : 0], 3 * paths.length);
      paths.push(path);
    }
  return { numbers, paths };
}

/**
 * For the line of progress: which file was read last, of those whose last byte lies before `done` (bytes from the start, which never
 * become fewer from one call to the next).
 */
export function filesPassing(files: readonly IsoFile[]): (done: number) => FilePassed | undefined {
  const endOf = ({ extents }: IsoFile) => {
    const last = extents.at(-1);
    return last === undefined ? 0 : last.lba * sectorBytes + last.bytes;
  };
  const filled = files.filter((file) => file.extents.length > 0).sort((a, b) => endOf(a) - endOf(b));
  const empty = files.length - filled.length;
  let at = 0;
  return (done) => {
    for (let file = filled[at]; file !== undefined && endOf(file) <= done; file = filled[++at]);
    const path = filled[at - 1]?.path;
    return path === undefined ? undefined : { path, count: empty + at, of: files.length };
  };
}
