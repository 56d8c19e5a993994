// A million changed proofs, requests to witnesses and answers of theirs: no rule of target-log.ts is broken. docs/fuzzing.md

import { expect, test } from "vitest";
import { mutate } from "./fuzzer.ts";
import { bytesOf, type Input, printInput } from "./input.ts";
import { Random } from "./random.ts";
import { printOutcome } from "./target.ts";
import { logTarget } from "./target-log.ts";

/** What changed inputs are changed again from, the newest taking the place of the oldest. */
const kept = 500;

test("a million inputs", async () => {
  const target = logTarget();
  const random = new Random(19);
  const inputs: { input: Input }[] = [...target.seeds.keys()].map((seed) => ({ input: { seed, ops: [] } }));
  const outcomes = new Map<string, number>();
  for (let i = 0; i < 1_000_000; i++) {
    const input = mutate(random.pick(inputs).input, inputs, target, random);
    try {
      const outcome = printOutcome(await target.run(input.seed, bytesOf(input, target.seeds)));
      const seen = outcomes.get(outcome) ?? 0;
      outcomes.set(outcome, seen + 1);
      // Rare outcomes are worth going on from.
      if (seen < 50)
        inputs[inputs.length < kept ? inputs.length : target.seeds.size + random.below(kept - target.seeds.size)] = {
          input,
        };
    } catch (error) {
      throw new Error(`npm run fuzz -- --target log --replay "${printInput(input)}"`, { cause: error });
    }
  }
  process.stdout.write(`${[...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join("\n")}\n`);
  for (const answer of ["request 200", "request 400", "request 403", "request 404", "request 409", "request 422"])
    expect([...outcomes.keys()].some((outcome) => outcome.startsWith(answer))).toBe(true);
  expect(outcomes.get("proof included")).toBeGreaterThan(0);
  expect(outcomes.get("proof not included")).toBeGreaterThan(0);
});
