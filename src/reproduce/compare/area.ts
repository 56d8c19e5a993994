// Areas: what an image consists of. Two images are compared area by area, wherever each lies.

import { sectorBytes } from "../../iso9660/index.ts";
import type { Item } from "./field.ts";

export type AreaKind =
  | "system-area"
  | "descriptor"
  | "directory"
  | "continuation"
  | "path-table"
  | "file"
  | "empty-file-sector"
  | "gap"
  | "padding"
  | "behind-volume";

export type TreeName = "primary" | "Joliet" | "supplementary";

export interface Area {
  /** Unique in an image: what it is found again by in the other one. */
  readonly key: string;
  readonly kind: AreaKind;
  readonly tree: TreeName | undefined;
  /** Path of the folder or file; "" is the root. */
  readonly path: string | undefined;
  readonly from: number;
  readonly sectors: number;
  /** Bytes that it is about; what is left of its last sector is slack. */
  readonly bytes: number;
  /** Of a structure: its parts, which cover `bytes` (all its sectors) without a gap. Undefined: data. */
  readonly items: ((bytes: Uint8Array) => Item[]) | undefined;
}

export function areaOf(
  kind: AreaKind,
  key: string,
  from: number,
  bytes: number,
  more: { readonly tree?: TreeName; readonly path?: string; readonly items?: (bytes: Uint8Array) => Item[] } = {},
): Area {
  const { tree, path, items } = more;
  return { key, kind, tree, path, from, sectors: Math.ceil(bytes / sectorBytes), bytes, items };
}

/** What an area is called. */
export function nameOfArea({ kind, key, tree, path }: Area): string {
  const ofTree = tree === undefined || tree === "primary" ? "" : `${tree} `;
  const named = `/${path ?? ""}`;
  switch (kind) {
    case "directory":
      return `${ofTree}directory ${named}`;
    case "file":
      return named;
    case "continuation":
      return `continuation area of ${named}`;
    default:
      return key;
  }
}

/** `count` sectors from `from` belong to an area, of which the first is its sector number `offset`. */
export interface Segment {
  readonly from: number;
  readonly count: number;
  readonly area: Area;
  readonly offset: number;
}

/** Sectors of an image and who owns them: ordered and disjoint. Who comes first keeps what it has. */
export class SectorMap {
  #segments: Segment[] = [];
  readonly #sectors: number;

  /** `sectors`: all that the image has. */
  constructor(sectors: number) {
    this.#sectors = sectors;
  }

  get segments(): readonly Segment[] {
    return this.#segments;
  }

  /** Gives each of `areas` those of its sectors that nobody owns yet. */
  claim(areas: readonly Area[]): void {
    const owned = this.#segments;
    const given: Segment[] = [];
    let cursor = 0; // before it all has been given
    let i = 0; // the first owned segment that ends behind the cursor
    for (const area of [...areas].sort((a, b) => a.from - b.from)) {
      const end = Math.min(area.from + area.sectors, this.#sectors);
      cursor = Math.max(cursor, area.from);
      while (cursor < end) {
        while (endOf(owned[i]) <= cursor) i++;
        const segment = owned[i];
        const until = Math.min(end, segment?.from ?? end);
        if (until > cursor) given.push({ from: cursor, count: until - cursor, area, offset: cursor - area.from });
        cursor = segment !== undefined && segment.from <= cursor ? endOf(segment) : until;
      }
    }
    this.#segments = [...owned, ...given].sort((a, b) => a.from - b.from);
  }

  /** Stretches of the image up to `end` that nobody owns. */
  gaps(end: number): { readonly from: number; readonly count: number; readonly behind: Area | undefined }[] {
    const gaps = [];
    let next = 0;
    let behind: Area | undefined;
    for (const { from, count, area } of this.#segments) {
      const until = Math.min(from, end);
      if (until > next) gaps.push({ from: next, count: until - next, behind });
      next = Math.max(next, from + count);
      behind = area;
    }
    const last = Math.min(end, this.#sectors);
    if (last > next) gaps.push({ from: next, count: last - next, behind });
    return gaps;
  }

  /** Whether the area owns all its sectors. */
  wholeOwners(): Set<string> {
    return new Set(
      this.#segments.flatMap(({ area, count, offset }) => (offset === 0 && count === area.sectors ? [area.key] : [])),
    );
  }
}

function endOf(segment: Segment | undefined): number {
  return segment === undefined ? Number.POSITIVE_INFINITY : segment.from + segment.count;
}
