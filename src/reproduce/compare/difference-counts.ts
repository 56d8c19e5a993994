// Reads two images once, side by side, and keeps how many bytes of each sector differ: two bytes a sector, whatever the
// size. What is only in the longer image differs.

import { createHash } from "node:crypto";
import { sectorBytes } from "../../iso9660/index.ts";
import { type ImageSource, pieceBytes } from "../listing/image-source.ts";
import { limits } from "../listing/limits.ts";

const blockSectors = 1024;

export class DifferenceCounts {
  readonly #counts: Uint16Array;
  /** Of blocks of sectors, so that a sum over many sectors is quick. */
  readonly #blocks: Float64Array;
  #total = 0;

  constructor(sectors: number) {
    this.#counts = new Uint16Array(sectors);
    this.#blocks = new Float64Array(Math.ceil(sectors / blockSectors));
  }

  /** Differing bytes in all. */
  get total(): number {
    return this.#total;
  }

  add(sector: number, count: number): void {
    this.#counts[sector] = (this.#counts[sector] ?? 0) + count;
    const block = Math.floor(sector / blockSectors);
    this.#blocks[block] = (this.#blocks[block] ?? 0) + count;
    this.#total += count;
  }

  /** Differing bytes in `count` sectors from `from`. */
  sum(from: number, count: number): number {
    let sum = 0;
    const end = Math.min(from + count, this.#counts.length);
    for (let at = from; at < end; )
      if (at % blockSectors === 0 && at + blockSectors <= end) {
        sum += this.#blocks[at / blockSectors] ?? 0;
        at += blockSectors;
      } else sum += this.#counts[at++] ?? 0;
    return sum;
  }
}

export interface SideBySide {
  readonly counts: DifferenceCounts;
  /** SHA-256 of each image, hex. */
  readonly sha256: readonly [a: string, b: string];
  /** Sectors from 19 on that begin like a volume descriptor, the first few. */
  readonly descriptors: readonly [a: readonly number[], b: readonly number[]];
}

/** `onBytes` gets the bytes read so far, of both. Throws ReproduceError FILE. */
export async function readSideBySide(
  a: ImageSource,
  b: ImageSource,
  onBytes: (done: number) => void,
): Promise<SideBySide> {
  const counts = new DifferenceCounts(Math.max(a.sectors, b.sectors));
  const hashes = [createHash("sha256"), createHash("sha256")] as const;
  const descriptors: readonly [number[], number[]] = [[], []];
  const buffers = [new Uint8Array(pieceBytes), new Uint8Array(pieceBytes)] as const;
  for (let position = 0; position < Math.max(a.size, b.size); position += pieceBytes) {
    const pieceA = buffers[0].subarray(0, await a.readBytes(position, buffers[0]));
    const pieceB = buffers[1].subarray(0, await b.readBytes(position, buffers[1]));
    hashes[0].update(pieceA);
    hashes[1].update(pieceB);
    findDescriptors(pieceA, position / sectorBytes, descriptors[0]);
    findDescriptors(pieceB, position / sectorBytes, descriptors[1]);
    countPiece(pieceA, pieceB, position / sectorBytes, counts);
    onBytes(Math.min(a.size, position + pieceBytes) + Math.min(b.size, position + pieceBytes));
  }
  return { counts, sha256: [hashes[0].digest("hex"), hashes[1].digest("hex")], descriptors };
}

function countPiece(a: Uint8Array, b: Uint8Array, first: number, counts: DifferenceCounts): void {
  const longer = Math.max(a.length, b.length);
  for (let at = 0; at < longer; at += sectorBytes) {
    const end = Math.min(at + sectorBytes, longer);
    const count = countDifferent(a.subarray(at, end), b.subarray(at, end));
    if (count > 0) counts.add(first + at / sectorBytes, count);
  }
}

/** Bytes that differ; those that only one has differ. */
export function countDifferent(a: Uint8Array, b: Uint8Array): number {
  if (Buffer.compare(a, b) === 0) return 0;
  const shared = Math.min(a.length, b.length);
  let count = Math.max(a.length, b.length) - shared;
  for (let i = 0; i < shared; i++) if (a[i] !== b[i]) count++;
  return count;
}

const firstStructure = 19;

function findDescriptors(piece: Uint8Array, first: number, found: number[]): void {
  for (let at = 0; at + 6 < piece.length && found.length < limits.sessions; at += sectorBytes)
    if (
      piece[at + 1] === 0x43 && // "CD001"
      piece[at + 2] === 0x44 &&
      piece[at + 3] === 0x30 &&
      piece[at + 4] === 0x30 &&
      piece[at + 5] === 0x31 &&
      first + at / sectorBytes >= firstStructure
    )
      found.push(first + at / sectorBytes);
}
