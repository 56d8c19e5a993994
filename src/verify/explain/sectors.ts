// The account of every sector of the medium, each in one class: for the record, no verdict depends on it.
// docs/spec/record.md, "Sectors"

import { sealPath } from "../../format/index.ts";
import { dueZeroFrom, type Region, sectorBytes } from "../../iso9660/index.ts";
import type { Gap } from "../proof/read/careful.ts";
import { type SectorClass, type SectorCounts, sectorClasses } from "../proof/report.ts";

/** Stretches of unexplained sectors that are listed. */
const placesLimit = 200;

export interface SectorsSeen {
  /** Undefined: the system does not say; then what was read is all there is to count. Bytes. */
  readonly capacity: number | undefined;
  /** What the pass of step 11 went over. Bytes. */
  readonly passed: number;
  readonly regions: Iterable<Region>;
  readonly notZero: readonly Region[];
  /** In order, disjoint. */
  readonly gaps: readonly Gap[];
  readonly isBehindRead: boolean;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly kind: SectorClass;
  readonly slack: number;
}

/** Every sector of the medium in one class, and where the first unexplained ones are. */
export function countSectors(seen: SectorsSeen): SectorCounts {
  const counts = Object.fromEntries(sectorClasses.map((kind) => [kind, 0])) as Record<SectorClass, number>;
  const unexplainedAt: { from: number; count: number }[] = [];
  let slackBytes = 0;
  const lost = seen.gaps.map(({ from, to }) => [Math.floor(from / sectorBytes), Math.ceil(to / sectorBytes)] as const);
  let next = 0;
  let total = 0;
  for (const { from, to, kind, slack } of stretchesOf(seen)) {
    if (from >= to) continue;
    total = to;
    let unreadable = 0;
    for (let i = next; i < lost.length; i++) {
      const [start = 0, end = 0] = lost[i] ?? [];
      if (start >= to) break;
      unreadable += Math.min(to, end) - Math.max(from, start);
      if (end <= to) next = i + 1;
    }
    counts.unreadable += unreadable;
    counts[kind] += to - from - unreadable;
    if (unreadable === 0) slackBytes += slack;
    if (kind === "unexplained" && unexplainedAt.length < placesLimit) unexplainedAt.push({ from, count: to - from });
  }
  return { ...counts, total, slackBytes, unexplainedAt };
}

/** The whole medium from sector 0, without a gap. What the map of the volume does not reach is nobody's. */
function* stretchesOf({ capacity, passed, regions, notZero, isBehindRead }: SectorsSeen): Generator<Stretch> {
  const end = Math.ceil(passed / sectorBytes);
  const faulty = new Set(notZero.map((region) => region.from));
  let mapped = 0;
  for (const region of regions) {
    const to = Math.min(end, region.from + region.count);
    const tail = Math.min(to, region.from + Math.floor(dueZeroFrom(region) / sectorBytes));
    const kind = classOf(region);
    const isFile = kind === "files" && tail < to;
    const tailKind = faulty.has(region.from) ? "unexplained" : isFile ? "slack" : kind;
    yield { from: region.from, to: tail, kind, slack: 0 };
    yield { from: tail, to, kind: tailKind, slack: tailKind === "slack" ? region.slack : 0 };
    mapped = to;
  }
  const whole = Math.max(end, Math.ceil((capacity ?? passed) / sectorBytes));
  yield { from: mapped, to: end, kind: "unexplained", slack: 0 };
  yield { from: end, to: whole, kind: isBehindRead ? "behind" : "unread", slack: 0 };
}

function classOf({ kind, path }: Region): SectorClass {
  switch (kind) {
    case "file":
      return path === sealPath ? "seal" : "files";
    case "system-area":
    case "empty-file-block":
    case "padding":
      return "zero";
    case "unexplained":
      return "unexplained";
    default:
      return "structure";
  }
}
