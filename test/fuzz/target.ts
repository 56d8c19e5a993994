// What a fuzz target is, and the one error by which it says that the code under test did wrong.

import type { Op } from "./input.ts";
import type { Random } from "./random.ts";

export interface Outcome {
  /** What is recorded beside an input of the corpus: a verdict, or an error's code, or "ok". */
  readonly verdict: string;
  /** Codes of findings, sorted, each once. */
  readonly codes: readonly string[];
}

export interface Target {
  readonly name: string;
  readonly seeds: ReadonlyMap<string, Uint8Array>;
  /** Folders of src that it exercises. */
  readonly rooms: readonly string[];
  /** One change to `bytes`, which came from `seed`. */
  mutate(seed: string, bytes: Uint8Array, random: Random): readonly Op[];
  /** Rejects Broken when a rule of the fuzzer is broken; whatever else it rejects is a fault as well. */
  run(seed: string, bytes: Uint8Array): Promise<Outcome>;
}

/** A promise of the code under test that did not hold. */
export class Broken extends Error {}

export function hold(condition: boolean, promise: string): void {
  if (!condition) throw new Broken(promise);
}

export function printOutcome({ verdict, codes }: Outcome): string {
  return [verdict, ...codes].join(",");
}
