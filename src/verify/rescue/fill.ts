// Takes from a medium what is missing of an image, in order, and nothing else of it.

import { type Release, sealSize } from "../../format/notes/release.ts";
import { sectorBytes } from "../../iso9660/index.ts";
import { answer } from "../proof/read/careful.ts";
import type { Opened } from "../proof/read/pass.ts";
import { chunkBytes } from "../proof/read/prefix.ts";
import { bytesOf, merged, rest, type Stretch, type Stretches, without } from "./stretches.ts";

/** The image that is being put together. Positions in bytes. */
export interface Part {
  /** As a person knows it. */
  readonly name: string;
  /** Of the file as it is. */
  readonly bytes: number;
  /** Makes it so long; what is new reads as zeros. */
  setSize(bytes: number): Promise<void>;
  /** Fills `into` from `position`; what was never written reads as zeros. */
  read(position: number, into: Uint8Array): Promise<void>;
  /** Rejects where it cannot be written. */
  write(position: number, bytes: Uint8Array): Promise<void>;
  /** First all that was written is on the disk, then the map that says so. */
  save(map: Uint8Array): Promise<void>;
}

/** What an input gave in this run. */
export interface Given {
  readonly name: string;
  readonly taken: Stretches;
}

/** Bytes read between two savings: what a run that is killed has to read again. */
const savingBytes = 32 * 1024 * 1024;

export interface FillHooks {
  /** Gets what came, in order. */
  readonly onRead: (taken: Stretches) => void;
  /** Bytes tried so far, and in all. */
  readonly onProgress: (done: number, total: number) => void;
  /** What came until now may be saved. */
  readonly save: () => Promise<void>;
}

/**
 * Reads `missing` (whole sectors) from the medium into the part. What came was written when `onRead` hears of it. Rejects what the
 * medium and the part reject with.
 */
export async function fill(part: Part, opened: Opened, missing: Stretches, hooks: FillHooks): Promise<void> {
  if (missing.length === 0) return;
  const total = bytesOf(missing);
  const before = new Before(opened);
  let [done, unsaved] = [0, 0];
  for (const stretch of missing)
    for (let at = stretch.from; at < stretch.to; at = endOf(at, stretch)) {
      const piece = { from: at, to: endOf(at, stretch) };
      const bytes = await readPiece(opened, before, piece);
      if (bytes.length > 0) {
        const came = without([{ from: at, to: at + bytes.length }], merged(opened.reader.gaps));
        for (const { from, to } of came) await part.write(from, bytes.subarray(from - at, to - at));
        hooks.onRead(came);
      }
      done += piece.to - piece.from;
      unsaved += piece.to - piece.from;
      hooks.onProgress(done, total);
      if (unsaved >= savingBytes) {
        unsaved = 0;
        await hooks.save();
      }
    }
}

/** Of the piece that begins at `at`: pieces end where those of the prefix do. */
function endOf(at: number, { to }: Stretch): number {
  return Math.min(to, (Math.floor(at / chunkBytes) + 1) * chunkBytes);
}

/** Whole sectors, fewer where the medium ends. Zeros in the reader's gaps. */
async function readPiece({ medium, reader }: Opened, before: Before, { from, to }: Stretch): Promise<Uint8Array> {
  const known = before.piece(from, to);
  if (known !== undefined) return known;
  const end = Math.floor((medium.bytes ?? to) / sectorBytes) * sectorBytes;
  const bytes = new Uint8Array(Math.max(0, Math.min(to, end) - from));
  await answer(reader.read(from, bytes), medium);
  return bytes;
}

/** What was read of the medium to find its seal. */
class Before {
  readonly #chunks: readonly Uint8Array[];

  constructor({ prefix }: Opened) {
    this.#chunks = prefix.takeChunks();
  }

  /** Of bytes within one chunk. Undefined: not all of them were read. */
  piece(from: number, to: number): Uint8Array | undefined {
    const at = Math.floor(from / chunkBytes);
    const chunk = this.#chunks[at];
    const start = from - at * chunkBytes;
    return chunk !== undefined && start + to - from <= chunk.length
      ? chunk.subarray(start, start + to - from)
      : undefined;
  }
}

/** What of an image lies outside the place of its seal. */
export function outsideSeal({ sealOffset, imageSize }: Pick<Release, "sealOffset" | "imageSize">): Stretches {
  return rest([{ from: sealOffset, to: sealOffset + sealSize }], imageSize);
}
