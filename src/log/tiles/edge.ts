// The right edge of a tree as hashes of leaves come in: one tile a level is held, and given out when it is full. C2SP tlog-tiles

import { copyBytes } from "../../format/index.ts";
import { hashBytes, tileWidth } from "./path.ts";
import { rootOfTile, Tree } from "./tree.ts";

/** A tile of hashes and where it lies. */
export interface HashTile {
  readonly level: number;
  /** Counted from 0 on its level. */
  readonly index: number;
  /** 1 to 256. */
  readonly width: number;
  /** 32 bytes a hash. */
  readonly bytes: Uint8Array;
}

/** The last tile of a level. */
class EdgeTile {
  readonly hashes = new Uint8Array(tileWidth * hashBytes);
  index = 0;
  width = 0;
  /** It holds what no file holds yet. */
  isNew = false;
}

export class TileEdge {
  #size: number;
  readonly #levels: EdgeTile[] = [];

  /** Of a tree of `size` leaves, whose partial tiles are put in with `resume`. */
  constructor(size = 0) {
    this.#size = size;
    // A level whose last tile is full has no file at its edge, and goes on behind it.
    for (let [level, count] = [0, size]; count > 0; level++) {
      count = Math.floor(count / tileWidth);
      this.#level(level).index = count;
    }
  }

  /** Leaves so far. */
  get size(): number {
    return this.#size;
  }

  /** The partial tile at the edge of a level, as its file has it. */
  resume(level: number, hashes: Uint8Array): void {
    const tile = this.#level(level);
    tile.hashes.set(hashes);
    tile.width = hashes.length / hashBytes;
  }

  /** The hashes of the last tile of a level, 256 places, of which those behind its width hold nothing. */
  hashesAt(level: number): Uint8Array {
    return this.#level(level).hashes;
  }

  /** Of all leaves so far. */
  rootHash(): Uint8Array {
    return new Tree(this.#size, (level) => this.#level(level).hashes).rootHash();
  }

  /** Adds the hash of one leaf, and gives out the tiles that are full by it, from the leaves up. */
  *add(leaf: Uint8Array): Generator<HashTile, void> {
    this.#size++;
    let hash = leaf;
    for (let level = 0; ; level++) {
      const tile = this.#level(level);
      tile.hashes.set(hash, tile.width * hashBytes);
      tile.width++;
      tile.isNew = true;
      if (tile.width < tileWidth) return;
      yield giveOut(level, tile);
      hash = rootOfTile(tile.hashes);
      tile.index++;
      tile.width = 0;
      tile.isNew = false;
    }
  }

  /** The partial tiles at the edge, as far as they were not given out yet, from the leaves up. */
  *finish(): Generator<HashTile, void> {
    for (const [level, tile] of this.#levels.entries()) {
      if (!tile.isNew) continue;
      yield giveOut(level, tile);
      tile.isNew = false;
    }
  }

  #level(level: number): EdgeTile {
    while (this.#levels.length <= level) this.#levels.push(new EdgeTile());
    return this.#levels[level] as EdgeTile; // made above
  }
}

function giveOut(level: number, { index, width, hashes }: EdgeTile): HashTile {
  return { level, index, width, bytes: copyBytes(hashes.subarray(0, width * hashBytes)) };
}
