// The loop: take an input that was worth keeping, change it, run it, and keep it when it shows something new.

import type { Coverage, Taken } from "./coverage.ts";
import { bytesOf, changed, type Input, type Op, parseInput, printInput } from "./input.ts";
import type { Random } from "./random.ts";
import { type Outcome, printOutcome, type Target } from "./target.ts";

/** Inputs between two looks at the coverage, since a look costs as much as a run. A batch with news is run again one by one. */
const batchSize = 32;
/** Ops of one input. */
const opLimit = 48;
/** Milliseconds that a run may take; what takes longer is run again before it is called a fault. */
const timeLimit = 2_000;

export interface Kept {
  readonly input: Input;
  readonly outcome: string;
}

interface Tried {
  readonly input: Input;
  readonly outcome: Outcome;
  readonly taken: Taken;
  readonly isNew: boolean;
}

/** A line of a corpus file: what came of it, a tab, the input. */
export const printKept = ({ input, outcome }: Kept): string => `${outcome}\t${printInput(input)}`;

export function parseKept(line: string): Kept {
  const [outcome = "", input = ""] = line.split("\t");
  return { input: parseInput(input), outcome };
}

/** A child of `parent`: a few more changes, now and then those of another input, or some of its own left out. */
export function mutate(parent: Input, others: readonly { input: Input }[], target: Target, random: Random): Input {
  let ops: readonly Op[] = parent.ops;
  if (random.once(12) && ops.length > 1) ops = ops.filter(() => !random.once(3));
  const other = random.pick(others).input;
  if (random.once(8) && other.seed === parent.seed) ops = [...ops, ...other.ops];
  const changes = random.pick([1, 1, 1, 2, 2, 3, 5]);
  let bytes = bytesOf({ seed: parent.seed, ops }, target.seeds);
  for (let i = 0; i < changes && ops.length < opLimit; i++) {
    const more = target.mutate(parent.seed, bytes, random);
    bytes = changed(bytes, more, target.seeds);
    ops = [...ops, ...more];
  }
  return { seed: parent.seed, ops: ops.slice(0, opLimit) };
}

export class Fuzzer {
  readonly kept: Kept[] = [];
  runs = 0;
  slowest = 0;
  readonly #target: Target;
  readonly #coverage: Coverage;
  readonly #random: Random;
  readonly #onRun: (line: string) => void;
  readonly #onFault: (line: string, error: unknown) => void;
  #seen = new Set<string>();

  /** `onRun` is told of every input before it runs, `onFault` of every one that broke a rule. */
  constructor(
    target: Target,
    coverage: Coverage,
    random: Random,
    onRun: (line: string) => void,
    onFault: (line: string, error: unknown) => void,
  ) {
    this.#target = target;
    this.#coverage = coverage;
    this.#random = random;
    this.#onRun = onRun;
    this.#onFault = onFault;
  }

  /** The seeds as they are. */
  async start(): Promise<void> {
    for (const seed of this.#target.seeds.keys()) await this.#consider({ seed, ops: [] }, true);
  }

  /** Inputs kept earlier. */
  async take(inputs: readonly Input[]): Promise<void> {
    for (const input of inputs) await this.#consider(input, false);
  }

  async batch(): Promise<void> {
    const news: Input[] = [];
    const batch: Input[] = [];
    for (let i = 0; i < batchSize; i++) {
      const input = mutate(this.#parent(), this.kept, this.#target, this.#random);
      const outcome = await this.#run(input);
      if (outcome === undefined) continue;
      batch.push(input);
      if (this.#isNew(outcome)) news.push(input);
    }
    const hasNews = this.#coverage.isNews(this.#coverage.take());
    for (const input of hasNews ? batch : news) await this.#consider(input, false);
  }

  /** A seed as it is, since a single fault is what other findings do not hide; one of the last kept; or any. */
  #parent(): Input {
    if (this.#random.once(3)) return { seed: this.#random.pick([...this.#target.seeds.keys()]), ops: [] };
    const recent = this.#random.once(2) ? Math.max(0, this.kept.length - 40) : 0;
    return this.#random.pick(this.kept.slice(recent)).input;
  }

  /** Keeps `input` when it shows something new, with as few ops as still do. */
  async #consider(input: Input, isSeed: boolean): Promise<void> {
    let least = await this.#try(input);
    if (least === undefined || !(least.isNew || isSeed)) return;
    for (let i = input.ops.length - 1; i >= 0 && !isSeed; i--) {
      const fewer = { seed: input.seed, ops: least.input.ops.filter((_, at) => at !== i) };
      const tried = await this.#try(fewer);
      if (tried?.isNew) least = tried;
    }
    this.#coverage.mark(least.taken);
    for (const feature of featuresOf(least.outcome)) this.#seen.add(feature);
    this.kept.push({ input: least.input, outcome: printOutcome(least.outcome) });
  }

  async #try(input: Input): Promise<Tried | undefined> {
    this.#coverage.take();
    const outcome = await this.#run(input);
    if (outcome === undefined) return undefined;
    const taken = this.#coverage.take();
    return { input, outcome, taken, isNew: this.#isNew(outcome) || this.#coverage.isNews(taken) };
  }

  #isNew(outcome: Outcome): boolean {
    return featuresOf(outcome).some((feature) => !this.#seen.has(feature));
  }

  /** Undefined: it broke a rule. */
  async #run(input: Input): Promise<Outcome | undefined> {
    const line = printInput(input);
    this.#onRun(line);
    this.runs++;
    try {
      const bytes = bytesOf(input, this.#target.seeds);
      const start = performance.now();
      const outcome = await this.#target.run(input.seed, bytes);
      const first = performance.now() - start;
      if (first <= timeLimit) this.slowest = Math.max(this.slowest, first);
      else await this.#runAgain(input.seed, bytes);
      return outcome;
    } catch (error) {
      this.#onFault(line, error);
      return undefined;
    }
  }

  /** A slow run may be the machine's fault; two in a row are the input's. */
  async #runAgain(seed: string, bytes: Uint8Array): Promise<void> {
    const start = performance.now();
    await this.#target.run(seed, bytes);
    const time = performance.now() - start;
    this.slowest = Math.max(this.slowest, time);
    if (time > timeLimit) throw new Error(`a run took ${Math.round(time)} ms twice`);
  }

  /** Of all that was kept the few that show the same: the shortest first, each for what the ones before it did not show. */
  async minimise(): Promise<void> {
    const all = this.kept.splice(0).map(({ input }) => input);
    all.sort((a, b) => printInput(a).length - printInput(b).length);
    this.#coverage.forget();
    this.#seen = new Set();
    for (const input of all) await this.#consider(input, input.ops.length === 0);
  }
}

/** The verdict, each code under it, and each pair of codes. */
function featuresOf({ verdict, codes }: Outcome): string[] {
  const few = codes.slice(0, 24);
  return [
    verdict,
    ...few.flatMap((one, i) => [`${verdict} ${one}`, ...few.slice(i + 1).map((two) => `${one} ${two}`)]),
  ];
}
