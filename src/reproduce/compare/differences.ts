// Gathers single differences into groups: 21 dates that differ by one hour are one thing to say, not 21.

import { limits } from "../listing/limits.ts";
import { type CauseId, causeIds } from "./cause.ts";

export interface Difference {
  readonly cause: CauseId;
  /** What differs: the name of a field in its standard, or of an area. */
  readonly what: string;
  /** Standard and section; "" when it is no field. */
  readonly section: string;
  /** Kind of place: "directory record", "Joliet path table L". Groups are made by it. */
  readonly structure: string;
  /** By how much, when that is the same for many: "1 hour later". */
  readonly by: string;
  /** The file, folder or descriptor. */
  readonly where: string;
  /** The value in each image; "" where it is not there. */
  readonly a: string;
  readonly b: string;
  /** Of the differing bytes of the images, those that this is. */
  readonly bytes: number;
}

export type Example = Pick<Difference, "where" | "a" | "b">;

export interface DifferenceGroup extends Pick<Difference, "cause" | "what" | "section" | "structure" | "by"> {
  count: number;
  bytes: number;
  readonly examples: Example[];
}

export class Differences {
  readonly #groups = new Map<string, DifferenceGroup>();

  add(difference: Difference): void {
    const { cause, what, section, structure, by, where, a, b, bytes } = difference;
    const isFull = this.#groups.size >= limits.groups;
    const key = [cause, structure, what, by].join("\0");
    const known = this.#groups.get(key) ?? (isFull ? this.#groups.get(`${cause}\0more`) : undefined);
    const group = known ?? this.#start(isFull ? `${cause}\0more` : key, { cause, what, section, structure, by });
    group.count++;
    group.bytes += bytes;
    if (group.examples.length < limits.examples) group.examples.push({ where, a, b });
  }

  #start(key: string, head: Omit<DifferenceGroup, "count" | "bytes" | "examples">): DifferenceGroup {
    const isMore = key.endsWith("\0more");
    const group = { ...head, ...(isMore ? { what: "further", by: "" } : {}), count: 0, bytes: 0, examples: [] };
    this.#groups.set(key, group);
    return group;
  }

  /** By cause, and within one the larger first. */
  list(): DifferenceGroup[] {
    const rank = (group: DifferenceGroup) => causeIds.indexOf(group.cause);
    return [...this.#groups.values()].sort((a, b) => rank(a) - rank(b) || b.count - a.count);
  }

  has(cause: CauseId): boolean {
    return [...this.#groups.values()].some((group) => group.cause === cause);
  }
}

/** The same thing of the first image and of the second. */
export interface Both<T> {
  readonly a: T;
  readonly b: T;
}

/** Which of the two images. */
export type Side = "a" | "b";

/** What only one image has, in words for that image and for the other. */
export function onlyIn(side: Side, present: string, absent = ""): Pick<Difference, "by" | "a" | "b"> {
  return side === "a" ? { by: "only in A", a: present, b: absent } : { by: "only in B", a: absent, b: present };
}

/** "1 byte", "2 bytes". */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
