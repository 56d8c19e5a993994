// The description of the next release: what follows from the one before it, and what never does. docs/spec/release-folder.md, "Start"

import type { Medium, ReleaseChoice } from "../format/index.ts";

/** What stands in release.json, its papers apart. */
export interface Described {
  readonly choice: ReleaseChoice;
  readonly recallAtLeast: number;
}

/** What a person says of the next release. */
export interface NextChoice {
  readonly version: string;
  /** Undefined: the next number. A number under which anybody signed is spent, whatever became of that release. */
  readonly sequence: number | undefined;
  readonly isEmergency: boolean;
  /** `YYYY-MM-DDThh:mm:ssZ` */
  readonly date: string;
  /** Undefined: as before. */
  readonly medium: Medium | undefined;
  /** Number of the newest recall list; 0: there is none. */
  readonly recalls: number;
}

/** Urgency and date are never those of before. The recall number never falls. */
export function followChoice({ choice: before, recallAtLeast }: Described, next: NextChoice): Described {
  const { version, date, medium = before.medium, recalls } = next;
  const { product } = before;
  const isNamed = before.volume === volumeOf(product, before.version);
  return {
    choice: {
      ...before,
      version,
      sequence: next.sequence ?? before.sequence + 1,
      urgency: next.isEmergency ? "emergency" : "normal",
      date,
      volume: isNamed ? volumeOf(product, version) : before.volume,
      medium,
    },
    recallAtLeast: Math.max(recallAtLeast, recalls),
  };
}

/** `OSV 2.24.3` as `OSV_2_24_3`: the name that a volume has where nobody chose another. At most 16 characters. */
export function volumeOf(product: string, version: string): string {
  return `${product}_${version}`
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_")
    .slice(0, 16);
}

/** One field of release.json; `before` undefined: there was no release before. */
export interface DescribedField {
  readonly field: string;
  readonly before: string | undefined;
  readonly now: string;
}

/** Every field, in the order of release.json. */
export function describedFields(before: Described | undefined, { choice, recallAtLeast }: Described): DescribedField[] {
  const old: Readonly<Record<string, unknown>> = { ...before?.choice, recall: before?.recallAtLeast };
  const fields = Object.entries({ ...choice, recall: recallAtLeast });
  return fields.map(([field, now]) => ({
    field,
    before: old[field] === undefined ? undefined : String(old[field]),
    now: String(now),
  }));
}
