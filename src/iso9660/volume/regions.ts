// The map of the volume: which thing each sector belongs to. A sector that belongs to nothing is a finding of step 9 of
// docs/spec/verification.md: something could be hidden in it.

import { quote } from "../../format/text/error.ts";
import type { Findings } from "../finding.ts";
import { sectorBytes } from "../source.ts";

export type RegionKind =
  | "system-area"
  | "primary-descriptor"
  | "joliet-descriptor"
  | "terminator"
  | "directory"
  | "continuation"
  | "path-table"
  | "joliet-directory"
  | "joliet-path-table"
  | "empty-file-block"
  | "file"
  | "padding"
  | "unexplained";

/** `count` sectors from sector `from`. */
export interface Region {
  readonly from: number;
  readonly count: number;
  readonly kind: RegionKind;
  /** The file or folder, as the disc spells it. */
  readonly path: string | undefined;
  /**
   * Bytes behind the end of the data in the last sector, which must be zero. Those of directories and descriptors were checked here.
   * A system area, an empty-file block and padding must be zero as a whole: see `dueZeroFrom`.
   */
  readonly slack: number;
}

/** Zero sectors that `xorrisofs -pad` puts behind the last file, inside the volume. */
export const paddingSectors = 150;

const wholeZero: ReadonlySet<RegionKind> = new Set(["system-area", "empty-file-block", "padding", "unexplained"]);

/** The byte, counted from the start of the region, from which on everything in it must be zero. */
export function dueZeroFrom(region: Region): number {
  return wholeZero.has(region.kind) ? 0 : region.count * sectorBytes - region.slack;
}

/** A region of `bytes` bytes from sector `from`. */
export function regionOf(kind: RegionKind, from: number, bytes: number, path?: string): Region {
  const count = Math.ceil(bytes / sectorBytes);
  return { from, count, kind, path, slack: count * sectorBytes - bytes };
}

/** Numbers of a region in its row: from, count, slack, and which kind. */
const columns = 4;
/** Rows of one piece of memory: what was filled is not copied to make room for more. */
const pieceRows = 1024;

/** Regions in rows of numbers: a disc may have 250,000 files, and an object for each would take more than twice the memory. */
export class Regions implements Iterable<Region> {
  readonly #kinds: RegionKind[] = [];
  readonly #paths: (string | undefined)[] = [];
  readonly #pieces: Float64Array[] = [];

  constructor(regions: Iterable<Region> = []) {
    for (const region of regions) this.add(region);
  }

  add({ from, count, slack, kind, path }: Region): void {
    const row = this.length % pieceRows;
    if (row === 0) this.#pieces.push(new Float64Array(pieceRows * columns));
    if (!this.#kinds.includes(kind)) this.#kinds.push(kind);
    this.#pieces.at(-1)?.set([from, count, slack, this.#kinds.indexOf(kind)], row * columns);
    this.#paths.push(path);
  }

  get length(): number {
    return this.#paths.length;
  }

  at(index: number): Region {
    const kind = this.#kinds[this.#number(index, 3)] as RegionKind;
    const path = this.#paths[index];
    return { from: this.#number(index, 0), count: this.#number(index, 1), kind, path, slack: this.#number(index, 2) };
  }

  #number(index: number, column: number): number {
    return this.#pieces[Math.floor(index / pieceRows)]?.[(index % pieceRows) * columns + column] ?? 0;
  }

  *[Symbol.iterator](): Iterator<Region> {
    for (let i = 0; i < this.length; i++) yield this.at(i);
  }

  /** In order of sector, of those that begin at the same the longest first; none without a sector. */
  *inOrder(): Iterable<Region> {
    const order = Array.from({ length: this.length }, (_, i) => i).filter((i) => this.#number(i, 1) > 0);
    order.sort((a, b) => this.#number(a, 0) - this.#number(b, 0) || this.#number(b, 1) - this.#number(a, 1));
    for (const index of order) yield this.at(index);
  }
}

/**
 * A gap-free, ordered, disjoint map of sectors 0 to `sectors` - 1 out of what was claimed. Sectors claimed twice stay
 * with the first; sectors that nothing claims are "unexplained", or "padding" at the end.
 */
export function mapRegions(claims: Regions, sectors: number, findings: Findings): Regions {
  const map = new Regions();
  let next = 0;
  let last: Region | undefined;
  for (const claim of claims.inOrder()) {
    if (last !== undefined && claim.from < next) reportOverlap(last, claim, findings);
    const from = Math.max(claim.from, next);
    const end = Math.min(claim.from + claim.count, sectors);
    if (end <= from) continue;
    if (from > next) map.add(unexplained(next, from - next, findings));
    const isWhole = end === claim.from + claim.count;
    map.add({ ...claim, from, count: end - from, slack: isWhole ? claim.slack : 0 });
    next = end;
    last = claim;
  }
  const left = sectors - next;
  if (left !== paddingSectors)
    findings.add("PADDING", `sector ${next}`, `${paddingSectors} sectors of padding`, `${left}`, next);
  if (left > 0) map.add({ from: next, count: left, kind: "padding", path: undefined, slack: 0 });
  return map;
}

function unexplained(from: number, count: number, findings: Findings): Region {
  findings.add("UNEXPLAINED", `sector ${from}`, "sectors that belong to something", `${count} that do not`, from);
  return { from, count, kind: "unexplained", path: undefined, slack: 0 };
}

function reportOverlap(first: Region, second: Region, findings: Findings): void {
  const areSame = first.from === second.from && first.count === second.count && first.kind === second.kind;
  const name = (region: Region) => `${region.kind}${region.path === undefined ? "" : ` ${quote(region.path)}`}`;
  findings.add(
    areSame ? "SHARED_EXTENT" : "OVERLAP",
    `sector ${second.from}`,
    `sectors of ${name(first)} alone`,
    `those of ${name(second)} too`,
    second.from,
    second.path,
  );
}
