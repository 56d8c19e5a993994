// How many polling stations must be looked at, and which: exact arithmetic that an official can redo, no statistics package.
// docs/spec/crosscheck-seats.md, "Sample"

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { compareText, FormatError, quote } from "../../format/index.ts";
import { compare, type Fraction, fraction } from "./fraction.ts";

/** Polling stations of a national election: some 9,500. */
export const stationLimit = 100_000;

/**
 * The chance that a sample of `looked` out of `stations` meets none of `wrong` wrong ones: C(N−k, n) / C(N, n).
 * Throws RangeError where these are no counts, or more are wrong or looked at than there are.
 */
export function riskOf(stations: number, wrong: number, looked: number): Fraction {
  checkCounts(stations, wrong, looked);
  // C(N−k, n) / C(N, n) = C(N−n, k) / C(N, k): the shorter product of the two.
  const [longer, shorter] = wrong < looked ? [looked, wrong] : [wrong, looked];
  if (longer + shorter > stations) return fraction(0);
  let [numerator, denominator] = [1n, 1n];
  for (let i = 0; i < shorter; i++) {
    numerator *= BigInt(stations - longer - i);
    denominator *= BigInt(stations - i);
  }
  return { numerator, denominator };
}

function checkCounts(stations: number, wrong: number, looked: number): void {
  const isCount = (value: number) => Number.isInteger(value) && value >= 0 && value <= stations;
  if (stations > stationLimit || ![stations, wrong, looked].every(isCount))
    throw new RangeError(`no sample of ${looked} of ${stations} stations, ${wrong} wrong`);
}

/**
 * The smallest sample whose risk is at most `percent`: all stations where none smaller will do.
 * Throws RangeError as `riskOf`, and where `wrong` is 0: no sample can meet what is not there.
 */
export function sampleSize(stations: number, wrong: number, percent: number): number {
  if (wrong < 1) throw new RangeError("a sample for no wrong stations");
  const limit = fraction(Math.round(percent * 1000), 100_000);
  let [low, high] = [0, stations];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (compare(riskOf(stations, wrong, middle), limit) <= 0) high = middle;
    else low = middle + 1;
  }
  return high;
}

/** For how many wrong stations a sample of `looked` still has a risk of at most `percent`; undefined: not even for all of them. */
export function wrongSeen(stations: number, looked: number, percent: number): number | undefined {
  const limit = fraction(Math.round(percent * 1000), 100_000);
  let [low, high] = [1, stations + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (middle > stations || compare(riskOf(stations, middle, looked), limit) <= 0) high = middle;
    else low = middle + 1;
  }
  return high > stations ? undefined : high;
}

/**
 * How many stations at least must be wrong for the outcome to be wrong: the fewest whose largest possible errors together reach the
 * margin. `errors`: per station, in votes that moved: the larger of the ballots that the file counts and of the voters admitted on paper.
 * Undefined: all together do not reach it.
 */
export function fewestWrong(errors: readonly number[], margin: number): number | undefined {
  if (margin <= 0) return 1;
  let reached = 0;
  for (const [i, error] of errors.toSorted((a, b) => b - a).entries()) {
    reached += error;
    if (reached >= margin) return i + 1;
  }
  return undefined;
}

const dicePattern = /^[1-6]{20}$/;

/** Twenty throws of a die, as digits; blanks between them are a way of reading them out. Throws FormatError FIELD. */
export function parseDice(text: string): string {
  const dice = text.replaceAll(" ", "");
  if (!dicePattern.test(dice)) throw new FormatError("FIELD", "dice", "20 digits from 1 to 6", quote(text));
  return dice;
}

/** SHA-256, in hex, of the digests of the compared files in order, each with a line feed: `sort | sha256sum`. */
export function filesDigest(digests: readonly string[]): string {
  const lines = digests.toSorted(compareText).map((digest) => `${digest}\n`);
  return bytesToHex(sha256(utf8ToBytes(lines.join(""))));
}

/**
 * The stations in the order in which they are looked at: by SHA-256 of dice, LF, digest of the files, LF, id of the station, in hex.
 * The dice are thrown in public after the files are fixed: nobody could choose which stations are wrong after knowing which are drawn.
 */
export function drawOrder(dice: string, digest: string, stations: readonly string[]): string[] {
  const place = (id: string) => bytesToHex(sha256(utf8ToBytes(`${dice}\n${digest}\n${id}`)));
  const placed = stations.map((id) => ({ id, at: place(id) }));
  return placed.sort((a, b) => compareText(a.at, b.at) || compareText(a.id, b.id)).map(({ id }) => id);
}
