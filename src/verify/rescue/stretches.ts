// Lists of stretches of bytes: in order, disjoint, and no two of them touch. What is missing of an image, and what a medium gave of it.

/** Bytes `from` to `to` (excluded). */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export type Stretches = readonly Stretch[];

/** Of stretches in any order. Empty ones are left out, those that touch or overlap become one. */
export function merged(stretches: Iterable<Stretch>): Stretches {
  const sorted = [...stretches].filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from);
  const found: Stretch[] = [];
  for (const { from, to } of sorted) {
    const last = found.at(-1);
    if (last !== undefined && from <= last.to) found[found.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else found.push({ from, to });
  }
  return found;
}

/** What lies in both lists. One walk over the two. */
export function common(one: Stretches, other: Stretches): Stretches {
  const found: Stretch[] = [];
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const [a, b] = [one[i] as Stretch, other[j] as Stretch];
    const both = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
    if (both.to > both.from) found.push(both);
    if (a.to <= b.to) i++;
    else j++;
  }
  return found;
}

/** What of `0..end` lies in none of them. */
export function rest(stretches: Stretches, end: number): Stretches {
  const found: Stretch[] = [];
  let at = 0;
  for (const { from, to } of stretches) {
    if (from >= end) break;
    if (from > at) found.push({ from: at, to: from });
    at = Math.max(at, to);
  }
  if (at < end) found.push({ from: at, to: end });
  return found;
}

/** What lies in the first list and not in the second. */
export function without(one: Stretches, other: Stretches): Stretches {
  const end = one.at(-1)?.to ?? 0;
  return common(one, rest(other, end));
}

/** Bytes in all. */
export function bytesOf(stretches: Stretches): number {
  return stretches.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** Widened to whole units of `unit` bytes. */
export function inUnits(stretches: Stretches, unit: number): Stretches {
  return merged(
    stretches.map(({ from, to }) => ({ from: Math.floor(from / unit) * unit, to: Math.ceil(to / unit) * unit })),
  );
}
