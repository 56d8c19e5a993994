// A log that grows at its right edge: entries in, the files of the log out. C2SP tlog-tiles
// Of the tree only its edge is held: one tile a level, and the last bundle of entries.

import type { FileBelow } from "../../files/trees/many-files.ts";
import { concatBytes, equalBytes } from "../../format/index.ts";
import { leafHash } from "../../format/merkle.ts";
import { encodeEntry, parseBundle } from "./bundle.ts";
import { type HashTile, TileEdge } from "./edge.ts";
import { edgeOf, hashBytes, pathOf, type TilePlace, tileWidth } from "./path.ts";
import { sha256 } from "./tree.ts";

export class Growth {
  readonly #edge: TileEdge;
  #bundle: Uint8Array[] = [];

  /** From a tree of `size` leaves. `read` is asked for the tiles of its edge and the bundle beside them; throws what it throws. */
  constructor(size: number, read: (place: TilePlace) => Uint8Array) {
    this.#edge = new TileEdge(size);
    for (const place of edgeOf(size)) {
      const { level, width } = place;
      this.#edge.resume(level, read(place));
      if (level > 0) continue;
      const beside: TilePlace = { ...place, level: "entries" };
      this.#bundle = parseBundle(read(beside), width, pathOf(beside)).map(encodeEntry);
    }
  }

  get size(): number {
    return this.#edge.size;
  }

  /** Whether the entries of the last bundle are those whose hashes stand in the tile beside it. */
  get isSound(): boolean {
    const hashes = this.#edge.hashesAt(0);
    return this.#bundle.every((entry, i) =>
      equalBytes(leafHash(entry.subarray(2), sha256), hashes.subarray(i * hashBytes, (i + 1) * hashBytes)),
    );
  }

  /** Of all entries so far. */
  rootHash(): Uint8Array {
    return this.#edge.rootHash();
  }

  /** Adds one entry of at most 65,535 bytes, and gives out the files that are full by it. `leaf`: its hash. */
  *add(entry: Uint8Array, leaf = leafHash(entry, sha256)): Generator<FileBelow, void> {
    this.#bundle.push(encodeEntry(entry));
    for (const tile of this.#edge.add(leaf)) yield* this.#filesOf(tile);
  }

  /** The partial files at the edge, as far as they are not there yet. */
  *finish(): Generator<FileBelow, void> {
    for (const tile of this.#edge.finish()) yield* this.#filesOf(tile);
  }

  /** A tile of leaves has its bundle beside it. */
  *#filesOf({ level, index, width, bytes }: HashTile): Generator<FileBelow, void> {
    if (level === 0) {
      yield { path: pathOf({ level: "entries", index, width }), bytes: concatBytes(...this.#bundle) };
      if (width === tileWidth) this.#bundle = [];
    }
    yield { path: pathOf({ level, index, width }), bytes };
  }
}
