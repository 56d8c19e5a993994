// A short run of the fuzzer: every input that was kept does what is recorded beside it, and some thousand new ones break no
// rule. The rules are in target-*.ts, the long run in docs/fuzzing.md.

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { mutate, parseKept, printKept } from "./fuzzer.ts";
import { bytesOf, printInput } from "./input.ts";
import { Random } from "./random.ts";
import { corpusFile } from "./seeds.ts";
import { printOutcome, type Target } from "./target.ts";
import { targets } from "./targets.ts";

const newInputs: Readonly<Record<string, number>> = {
  volume: 1500,
  verify: 400,
  format: 3000,
  archive: 300,
  log: 3000,
};
const seed = 20270317;

describe.each(Object.entries(targets))("%s", (name, makeTarget) => {
  const lines = readFileSync(corpusFile(name), "utf8").split("\n").slice(0, -1);

  test("what was kept does what it did", async () => {
    const target = await makeTarget();
    const now: string[] = [];
    for (const line of lines) {
      const { input } = parseKept(line);
      now.push(printKept({ input, outcome: await outcomeOf(target, line, bytesOf(input, target.seeds), input.seed) }));
    }
    // Where a change of the code is meant to show here: npm run fuzz -- --minutes 0 --keep
    expect(now).toEqual(lines);
    expect(lines.length).toBeGreaterThan(50);
  });

  test("new inputs break no rule", async () => {
    const target = await makeTarget();
    const random = new Random(seed);
    const kept = lines.map(parseKept);
    const outcomes = new Set<string>();
    for (let i = 0; i < (newInputs[name] ?? 0); i++) {
      const input = mutate(random.pick(kept).input, kept, target, random);
      outcomes.add(await outcomeOf(target, printInput(input), bytesOf(input, target.seeds), input.seed));
    }
    expect(outcomes.size).toBeGreaterThan(10); // they do not all stop at the same place
  });
});

/** A fault names the input that shows it. */
async function outcomeOf(target: Target, line: string, bytes: Uint8Array, seedName: string): Promise<string> {
  try {
    return printOutcome(await target.run(seedName, bytes));
  } catch (error) {
    throw new Error(`npm run fuzz -- --target ${target.name} --replay "${line}"`, { cause: error });
  }
}
