// 100,000 changed files: none makes the reader throw anything but a refusal, and none of them is a yes that the good file would not have been.

import { expect, test } from "vitest";
import { OtherDocument } from "../../src/crosscheck/read/eml/eml-file.ts";
import { ReadError } from "../../src/crosscheck/read/error.ts";
import { parseSheet } from "../../src/crosscheck/read/sheet.ts";
import { reportOf } from "../../src/crosscheck/report/screen.ts";
import { judge } from "../../src/crosscheck/rules/judge.ts";
import { candidateLists, count, definition, result, sheet, stationList } from "./made.ts";
import { readText } from "./run.ts";

const samples = [count(), candidateLists(), definition(), stationList(), result()].map((text) =>
  new TextEncoder().encode(text),
);
const pieces = [
  "<",
  ">",
  "&",
  '"',
  "</EML>",
  "<!--",
  "<![CDATA[",
  "<?x?>",
  "&#0;",
  "\u0000",
  "é",
  "<Cast>1</Cast>",
  "-1",
  "999999999999",
].map((text) => new TextEncoder().encode(text));

function random(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  };
}

/** One to three changes: a byte, a piece put in, a part left out, a part doubled. */
function changedBytes(bytes: Uint8Array, next: (limit: number) => number): Uint8Array {
  let out = bytes;
  for (let i = next(4); i < 4; i += 2) {
    const [at, length] = [next(out.length), 1 + next(200)];
    const [head, part, tail] = [out.subarray(0, at), out.subarray(at, at + length), out.subarray(at + length)];
    const kind = next(6);
    const digit = part.findIndex((byte) => byte >= 0x30 && byte <= 0x39);
    const other = Uint8Array.from(part);
    if (digit >= 0) other[digit] = 0x30 + next(10);
    const middle =
      kind >= 4
        ? [other]
        : kind === 0
          ? [Uint8Array.of(next(256)), part.subarray(1)]
          : kind === 1
            ? [pieces[next(pieces.length)] as Uint8Array, part]
            : kind === 2
              ? []
              : [part, part];
    out = Uint8Array.from(Buffer.concat([head, ...middle, tail]));
  }
  return out;
}

test("100,000 changed files", () => {
  const strange: string[] = [];
  let read = 0;
  const plain = (value: unknown) =>
    JSON.stringify(value, (_, inner) => (inner instanceof Int32Array ? [...inner] : inner));
  const good = plain(readText(count()));
  for (let seed = 0; seed < 100_000; seed++) {
    const next = random(seed);
    const bytes = changedBytes(samples[seed % samples.length] as Uint8Array, next);
    try {
      const message = readText(bytes);
      read++;
      const source = { path: "x", sha256: "0".repeat(64), size: bytes.length };
      const inputs = { messages: [{ source, message }], sheets: [], papers: [], unused: [], unreadable: [] };
      const { verdicts } = reportOf(inputs, judge(inputs, { chosen: new Set(), codes: [] }));
      // A yes of a changed count: its figures are those of the good one, or names alone changed.
      if (verdicts[0] === "KLOPT" && message.kind.startsWith("510") && figuresOf(plain(message)) !== figuresOf(good))
        strange.push(`${seed}: yes`);
    } catch (error) {
      if (!(error instanceof ReadError || error instanceof OtherDocument)) strange.push(`${seed}: ${String(error)}`);
    }
  }
  expect(read).toBeGreaterThan(1000);
  expect(strange).toEqual([]);
});

/** All figures that a rule holds against another: not those of entitled voters, and no explanations. */
function figuresOf(json: string): string {
  const message = JSON.parse(json) as {
    total: { ballot: { others: string[]; otherCell: number }; figures: number[] };
    units: { votes: { figures: number[]; ballot: { others: string[]; otherCell: number } } }[];
  };
  const of = ({ ballot, figures }: { ballot: { others: string[]; otherCell: number }; figures: number[] }) =>
    figures.filter((_, cell) => !/^(?:cast|geen verklaring)$/.test(ballot.others[cell - ballot.otherCell] ?? ""));
  return JSON.stringify([of(message.total), ...message.units.map(({ votes }) => of(votes))]);
}

test("10,000 changed tables", () => {
  const bytes = new TextEncoder().encode(sheet());
  const strange: string[] = [];
  for (let seed = 0; seed < 10_000; seed++)
    try {
      parseSheet(changedBytes(bytes, random(seed)));
    } catch (error) {
      if (!(error instanceof ReadError)) strange.push(`${seed}: ${String(error)}`);
    }
  expect(strange).toEqual([]);
});
