// Tables of cases: each with its verdict in the table, and with all that its report says beside or without what the good one says in
// `expected/NAME.txt`. ZEGEL_WRITE_EXPECTED=1 writes those files: read the difference before you commit it.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { difference, linesOf, type Report } from "./run.ts";

export type Case = readonly [name: string, verdict: Report["verdict"], run: () => Promise<Report>];

const folder = join(import.meta.dirname, "expected");
const isWriting = process.env.ZEGEL_WRITE_EXPECTED === "1";

/** Blocks of lines by the name above them. */
function readBlocks(file: string): Map<string, readonly string[]> {
  if (isWriting) return new Map();
  const blocks = readFileSync(join(folder, file), "utf8").split(/^## /m).slice(1);
  return new Map(
    blocks.map((block) => {
      const [name = "", ...lines] = block.split("\n").filter((line) => line !== "");
      return [name, lines];
    }),
  );
}

/** `good`: the case that the others are compared with, itself held whole. */
export function holdCases(name: string, good: Case, cases: readonly Case[]): void {
  const file = `${name}.txt`;
  const expected = readBlocks(file);
  const found = new Map<string, readonly string[]>();
  const hold = (what: string, lines: readonly string[]) => {
    if (found.has(what)) throw new Error(`two cases are called "${what}"`);
    found.set(what, lines);
    if (!isWriting) expect(lines).toEqual(expected.get(what));
  };

  test(good[0], async () => {
    const report = await good[2]();
    expect(report.verdict).toBe(good[1]);
    hold(good[0], linesOf(report));
  });

  test.each(cases)("%s: %s", async (what, verdict, run) => {
    const report = await run();
    expect(report.verdict).toBe(verdict);
    hold(what, difference(expected.get(good[0]) ?? found.get(good[0]) ?? [], linesOf(report)));
  });

  test(`expected/${file} holds these cases and no other`, () => {
    if (!isWriting) expect([...expected.keys()]).toEqual([good, ...cases].map(([what]) => what));
  });

  afterAll(() => {
    if (!isWriting) return;
    mkdirSync(folder, { recursive: true });
    const blocks = [...found].map(([what, lines]) => `## ${what}\n${lines.join("\n")}\n`);
    writeFileSync(join(folder, file), blocks.join("\n"));
  });
}
