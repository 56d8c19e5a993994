// Holds an image against the layout that the rules give, sector by sector, and counts by class.

import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { type Piece, type PieceClass, sectorSize } from "./layout.ts";

export interface ClassResult {
  readonly kind: PieceClass;
  sectors: number;
  /** Bytes that are not as the rules say. */
  wrong: number;
  /** The first of them, in words. */
  first: string | undefined;
}

export interface CheckResult {
  readonly classes: readonly ClassResult[];
  readonly imageBytes: number;
  readonly dueBytes: number;
}

/** `fileOf`: the file on this machine that holds the content of a path on the disc; undefined: its content is not compared. */
export function checkLayout(
  image: string,
  pieces: readonly Piece[],
  fileOf: (path: string) => string | undefined,
): CheckResult {
  const classes = new Map<PieceClass, ClassResult>();
  const file = openSync(image, "r");
  try {
    for (const piece of pieces) {
      const result = classes.get(piece.kind) ?? { kind: piece.kind, sectors: 0, wrong: 0, first: undefined };
      classes.set(piece.kind, result);
      result.sectors += piece.sectors;
      checkPiece(file, piece, fileOf, result);
    }
    const last = pieces.at(-1);
    const dueBytes = last === undefined ? 0 : (last.from + last.sectors) * sectorSize;
    return { classes: [...classes.values()], imageBytes: fstatSync(file).size, dueBytes };
  } finally {
    closeSync(file);
  }
}

const chunkSectors = 512;

function checkPiece(
  image: number,
  piece: Piece,
  fileOf: (path: string) => string | undefined,
  result: ClassResult,
): void {
  const source = piece.path === undefined ? undefined : fileOf(piece.path);
  if (piece.path !== undefined && source === undefined) return;
  const content = source === undefined ? undefined : openSync(source, "r");
  try {
    for (let done = 0; done < piece.sectors; done += chunkSectors) {
      const length = Math.min(chunkSectors, piece.sectors - done) * sectorSize;
      const found = Buffer.alloc(length);
      const read = readSync(image, found, 0, length, (piece.from + done) * sectorSize);
      const due = Buffer.alloc(length);
      if (content !== undefined) readSync(content, due, 0, length, done * sectorSize);
      piece.bytes?.copy(due, 0, done * sectorSize);
      count(found.subarray(0, read), due, piece, done, result);
    }
  } finally {
    if (content !== undefined) closeSync(content);
  }
}

function count(found: Buffer, due: Buffer, { path, from }: Piece, done: number, result: ClassResult): void {
  if (found.equals(due)) return;
  for (const [at, byte] of due.entries()) {
    if (found[at] === byte) continue;
    result.wrong++;
    const sector = from + done + Math.floor(at / sectorSize);
    const of = path === undefined ? "" : ` (${path})`;
    result.first ??= `sector ${sector} byte ${at % sectorSize}${of}: expected ${byte}, found ${found[at] ?? "the end"}`;
  }
}
