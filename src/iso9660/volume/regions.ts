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

/**
 * A gap-free, ordered, disjoint map of sectors 0 to `sectors` - 1 out of what was claimed. Sectors claimed twice stay
 * with the first; sectors that nothing claims are "unexplained", or "padding" at the end.
 */
export function mapRegions(claims: readonly Region[], sectors: number, findings: Findings): Region[] {
  const sorted = claims.filter((claim) => claim.count > 0).sort((a, b) => a.from - b.from || b.count - a.count);
  const map: Region[] = [];
  let next = 0;
  let last: Region | undefined;
  for (const claim of sorted) {
    if (last !== undefined && claim.from < next) reportOverlap(last, claim, findings);
    const from = Math.max(claim.from, next);
    const end = Math.min(claim.from + claim.count, sectors);
    if (end <= from) continue;
    if (from > next) map.push(unexplained(next, from - next, findings));
    const isWhole = end === claim.from + claim.count;
    map.push({ ...claim, from, count: end - from, slack: isWhole ? claim.slack : 0 });
    next = end;
    last = claim;
  }
  const left = sectors - next;
  if (left !== paddingSectors)
    findings.add("PADDING", `sector ${next}`, `${paddingSectors} sectors of padding`, `${left}`, next);
  if (left > 0) map.push({ from: next, count: left, kind: "padding", path: undefined, slack: 0 });
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
