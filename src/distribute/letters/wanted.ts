// Which envelopes get a letter now. docs/spec/letter.md, "Letters of a register"

import type { Bilingual } from "../../format/index.ts";
import { counts, type Envelope, isSettled, isWhole, letterOf, type Register } from "../register/index.ts";

/** Envelopes that are asked for by their numbers, both ends included. */
export interface EnvelopeRange {
  readonly from: string;
  readonly to: string;
}

export interface WantedLetters {
  /** In the order of their numbers. */
  readonly envelopes: readonly Envelope[];
  /** Asked for by number, and refused. */
  readonly faults: readonly Bilingual[];
  /** Passed over, as nobody asked for them by number: they have a letter; or are of a release that was not given. */
  readonly lettered: readonly Envelope[];
  readonly others: readonly Envelope[];
}

/**
 * `releases`: names in the register of what was given. `only`: the numbers that are asked for; empty: every envelope without a letter.
 * A letter that may still be made anew is made so only by its number: a second run makes no second key by itself.
 */
export function wantedLetters(
  register: Register,
  releases: ReadonlySet<string>,
  only: readonly EnvelopeRange[],
): WantedLetters {
  const all = envelopesAsked(register, []);
  if (only.length > 0) return askedFor(register, all, releases, only);
  const open = all.filter((one) => counts(one) && isWhole(one) && one.recipient.of !== "spare");
  const bare = open.filter((one) => letterOf(one) === undefined);
  return {
    envelopes: bare.filter(({ release }) => releases.has(release.name)),
    faults: [],
    lettered: open.filter((one) => letterOf(one) !== undefined),
    others: bare.filter(({ release }) => !releases.has(release.name)),
  };
}

/** In the order of their numbers; `only` empty: all. */
export function envelopesAsked({ envelopes }: Register, only: readonly EnvelopeRange[]): Envelope[] {
  const all = [...envelopes.values()].toSorted((a, b) => numberOf(a.number) - numberOf(b.number));
  return only.length === 0 ? all : all.filter((one) => only.some(({ from, to }) => isBetween(one, from, to)));
}

function askedFor(
  register: Register,
  all: readonly Envelope[],
  releases: ReadonlySet<string>,
  only: readonly EnvelopeRange[],
): WantedLetters {
  const asked = new Set<Envelope>();
  const faults: Bilingual[] = [];
  for (const { from, to } of only) {
    const isOne = from === to;
    const found = all.filter((one) => isBetween(one, from, to) && (isOne || counts(one)));
    if (found.length === 0) faults.push(says(from, "is niet ingepakt", "is not packed"));
    for (const one of found) asked.add(one);
  }
  const envelopes = all.filter((one) => asked.has(one));
  faults.push(...envelopes.flatMap((one) => faultOf(register, one, releases) ?? []));
  return { envelopes, faults, lettered: [], others: [] };
}

const isBetween = ({ number }: Envelope, from: string, to: string): boolean =>
  numberOf(number) >= numberOf(from) && numberOf(number) <= numberOf(to);

/** Why this one can have no letter now; undefined: it can. */
function faultOf(register: Register, envelope: Envelope, releases: ReadonlySet<string>): Bilingual | undefined {
  const { number, ended, recipient, release } = envelope;
  if (ended?.how === "replaced")
    return says(number, `is vervangen door ${ended.envelope}`, `was replaced by ${ended.envelope}`);
  if (ended !== undefined) return says(number, "is vervallen", "was made void");
  if (recipient.of === "spare")
    return says(
      number,
      "ligt in voorraad: wijs die eerst toe (zegel register assign)",
      "is in stock: assign it first (zegel register assign)",
    );
  if (!isWhole(envelope)) return says(number, "is niet compleet ingepakt", "is not packed completely");
  if (!releases.has(release.name))
    return says(
      number,
      `heeft versie ${release.name}: geef daarvan de teksten`,
      `holds release ${release.name}: give its notes`,
    );
  if (isSettled(register, envelope))
    return says(
      number,
      "heeft een brief die vastligt in het openbare logboek of al verzonden is: een nieuwe brief krijgt een nieuw nummer (zegel register replace --what letter)",
      "has a letter that stands in the public log or was sent: a new letter gets a new number (zegel register replace --what letter)",
    );
  return undefined;
}

const says = (number: string, nl: string, en: string): Bilingual => ({
  nl: `envelop ${number} ${nl}`,
  en: `envelope ${number} ${en}`,
});

/** By its digits. */
const numberOf = (envelope: string): number => Number(envelope.slice(0, -2));
