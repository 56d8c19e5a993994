// A tree that grows at its right edge: entries in, the files of the log out. C2SP tlog-tiles
// Of the tree only its edge is held: one tile a level, and the last bundle of entries.

import { concatBytes, copyBytes, equalBytes } from "../format/index.ts";
import { leafHash } from "../format/merkle.ts";
import { encodeEntry, parseBundle } from "./bundle.ts";
import { edgeOf, hashBytes, pathOf, type TilePlace, tileWidth } from "./tile-path.ts";
import { rootOfTile, sha256, Tree } from "./tree.ts";

/** A file of the log; `path` is relative to its folder. */
export interface LogFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The last tile of a level. */
class EdgeTile {
  readonly hashes = new Uint8Array(tileWidth * hashBytes);
  index = 0;
  width = 0;
  /** It holds what no file holds yet. */
  isNew = false;

  push(hash: Uint8Array): void {
    this.hashes.set(hash, this.width * hashBytes);
    this.width++;
    this.isNew = true;
  }

  clear(): void {
    this.index++;
    this.width = 0;
    this.isNew = false;
  }

  bytes(): Uint8Array {
    return copyBytes(this.hashes.subarray(0, this.width * hashBytes));
  }
}

export class Growth {
  #size: number;
  readonly #levels: EdgeTile[] = [];
  #bundle: Uint8Array[] = [];

  /** From a tree of `size` leaves. `read` is asked for the tiles of its edge and the bundle beside them; throws what it throws. */
  constructor(size: number, read: (place: TilePlace) => Uint8Array) {
    this.#size = size;
    for (const place of edgeOf(size)) {
      const { level, width } = place;
      const tile = this.#level(level);
      tile.hashes.set(read(place));
      tile.width = width;
      if (level > 0) continue;
      const beside: TilePlace = { ...place, level: "entries" };
      this.#bundle = parseBundle(read(beside), width, pathOf(beside)).map(encodeEntry);
    }
    this.#setIndexes();
  }

  get size(): number {
    return this.#size;
  }

  /** Whether the entries of the last bundle are those whose hashes stand in the tile beside it. */
  get isSound(): boolean {
    const { hashes } = this.#level(0);
    return this.#bundle.every((entry, i) =>
      equalBytes(leafHash(entry.subarray(2), sha256), hashes.subarray(i * hashBytes, (i + 1) * hashBytes)),
    );
  }

  /** Of all entries so far. */
  rootHash(): Uint8Array {
    return new Tree(this.#size, (level) => this.#level(level).hashes).rootHash();
  }

  /** Adds one entry of at most 65,535 bytes, and gives out the files that are full by it. */
  *add(entry: Uint8Array): Generator<LogFile, void> {
    this.#bundle.push(encodeEntry(entry));
    this.#size++;
    let hash = leafHash(entry, sha256);
    for (let level = 0; ; level++) {
      const tile = this.#level(level);
      tile.push(hash);
      if (tile.width < tileWidth) return;
      if (level === 0) yield this.#takeBundle(tile);
      yield fileOf(level, tile);
      hash = rootOfTile(tile.hashes);
      tile.clear();
    }
  }

  /** The partial files at the edge, as far as they are not there yet. */
  *finish(): Generator<LogFile, void> {
    for (const [level, tile] of this.#levels.entries()) {
      if (!tile.isNew) continue;
      if (level === 0) yield this.#takeBundle(tile);
      yield fileOf(level, tile);
      tile.isNew = false;
    }
  }

  #takeBundle({ index, width }: EdgeTile): LogFile {
    const bytes = concatBytes(...this.#bundle);
    if (width === tileWidth) this.#bundle = [];
    return { path: pathOf({ level: "entries", index, width }), bytes };
  }

  #level(level: number): EdgeTile {
    while (this.#levels.length <= level) this.#levels.push(new EdgeTile());
    return this.#levels[level] as EdgeTile; // made above
  }

  /** A level whose last tile is full has no file at its edge, and goes on behind it. */
  #setIndexes(): void {
    for (let [level, count] = [0, this.#size]; count > 0; level++) {
      count = Math.floor(count / tileWidth);
      this.#level(level).index = count;
    }
  }
}

function fileOf(level: number, tile: EdgeTile): LogFile {
  return { path: pathOf({ level, index: tile.index, width: tile.width }), bytes: tile.bytes() };
}
