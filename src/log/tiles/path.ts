// Where the tiles of a log lie. C2SP tlog-tiles: 256 hashes of one level of the tree are a tile, 256 entries a bundle; the last of a
// level may be partial, and is then named by how many it holds. docs/spec/log-folder.md

/** Hashes of a tile, entries of a bundle. */
export const tileWidth = 256;
/** Bytes of a hash. */
export const hashBytes = 32;
/** Levels of tiles: a tree has fewer than 2^53 leaves here. */
const levelLimit = 7;

/** A tile of hashes of one level (0: of leaves), or a bundle of entries. */
export interface TilePlace {
  readonly level: number | "entries";
  /** Counted from 0 on its level. */
  readonly index: number;
  /** 1 to 256. */
  readonly width: number;
}

/** Such as `tile/0/x001/234` or `tile/entries/000.p/17`; relative to the log's folder. */
export function pathOf({ level, index, width }: TilePlace): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/.{3}/g) ?? [];
  const name = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join("/");
  return `tile/${level}/${name}${width < tileWidth ? `.p/${width}` : ""}`;
}

const pathForm = /^tile\/(entries|[0-6])\/((?:x[0-9]{3}\/){0,5})([0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;

/** The inverse of pathOf; undefined: no file of a log has this name. */
export function placeOf(path: string): TilePlace | undefined {
  const [, level = "", above = "", last = "", partial] = pathForm.exec(path) ?? [];
  const place: TilePlace = {
    level: level === "entries" ? level : Number(level),
    index: Number(above.replace(/[x/]/g, "") + last),
    width: partial === undefined ? tileWidth : Number(partial),
  };
  return level !== "" && place.width <= tileWidth && pathOf(place) === path ? place : undefined;
}

/** Whether files of a log may lie in a folder by this path, relative to the log's. */
export function isFolderOfTiles(path: string): boolean {
  return /^tile(?:\/(?:entries|[0-6])(?:\/x[0-9]{3}){0,5}(?:\/[0-9]{3}\.p)?)?$/.test(path);
}

/** How many hashes a level of tiles has in a tree of `size` leaves. */
function countAt(level: number, size: number): number {
  return Math.floor(size / tileWidth ** level);
}

/** How many of them the tile `index` holds; 0 or less: there is no such tile. */
export function widthOf(level: number, index: number, size: number): number {
  return Math.min(tileWidth, countAt(level, size) - index * tileWidth);
}

/** Whether a tree of `size` leaves has this tile or had it when it was smaller. */
export function isWithin({ level, index, width }: TilePlace, size: number): boolean {
  return width <= widthOf(level === "entries" ? 0 : level, index, size);
}

/** A tile of hashes. */
export type HashPlace = TilePlace & { readonly level: number };

/** The partial tiles at the right edge of a tree, at most one a level, from the leaves up. */
export function edgeOf(size: number): HashPlace[] {
  const places: HashPlace[] = [];
  for (let level = 0; level < levelLimit; level++) {
    const index = Math.floor(countAt(level, size) / tileWidth);
    const width = widthOf(level, index, size);
    if (width > 0) places.push({ level, index, width });
  }
  return places;
}

/** The bundle that the last entry of a log lies in. */
export function placeOfEntries(size: number): TilePlace {
  const index = Math.floor((size - 1) / tileWidth);
  return { level: "entries", index, width: widthOf(0, index, size) };
}
