// npm run fuzz -- [--minutes N] [--seed S] [--target volume|verify|format|archive|log] [--keep] [--replay LINE-OR-FILE]
// Fuzzes each target in a thread, watches its time and memory, and writes what breaks a rule into out/fuzz-found.
// `--keep` writes the corpus back; with `--minutes 0` it only records what the inputs of the corpus do now.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { parseKept } from "./fuzzer.ts";
import { bytesOf, parseInput, printInput } from "./input.ts";
import { makeSeeds } from "./make-seeds.ts";
import { corpusFile } from "./seeds.ts";
import { printOutcome } from "./target.ts";
import { targets } from "./targets.ts";
import { type Figures, lineAt, type WorkerInput, type WorkerMessage } from "./worker-messages.ts";

/** Share of the time, and the rooms whose coverage counts. */
const plan: Readonly<Record<string, { readonly share: number; readonly rooms: readonly string[] }>> = {
  volume: { share: 3, rooms: ["iso9660"] },
  verify: { share: 3, rooms: ["iso9660", "verify", "trust", "format"] },
  format: { share: 2, rooms: ["format"] },
  archive: { share: 1, rooms: ["archives", "build-iso"] },
  log: { share: 1, rooms: ["log", "format"] },
};
/** Milliseconds without a new run, after which a run hangs. */
const hangLimit = 20_000;
/** Of the heap of a target's thread, and of the whole process. */
const heapMebibytes = 512;
const memoryMebibytes = 1024;
const mebibyte = 1024 * 1024;

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "5" },
    seed: { type: "string", default: "1" },
    target: { type: "string" },
    keep: { type: "boolean", default: false },
    replay: { type: "string" },
    "make-seeds": { type: "boolean", default: false },
  },
});

/** One input again, its fault uncaught. The target is the one that has its seed, or `--target`. */
async function replay(lineOrFile: string): Promise<void> {
  const text = existsSync(lineOrFile) ? readFileSync(lineOrFile, "utf8").split("\n")[0] : lineOrFile;
  const input = parseInput(text?.split("\t").at(-1) ?? "");
  const target = await targets[values.target ?? "volume"]?.();
  if (target === undefined) throw new Error(`no target ${values.target}`);
  const outcome = await target.run(input.seed, bytesOf(input, target.seeds));
  console.log(printOutcome(outcome));
}

async function fuzzAll(minutes: number, seed: number, only: string | undefined, isKept: boolean): Promise<void> {
  const names = only === undefined ? Object.keys(plan) : [only];
  const shares = names.reduce((sum, name) => sum + (plan[name]?.share ?? 0), 0);
  let faults = 0;
  for (const name of names) {
    const { share, rooms } = plan[name] ?? { share: 0, rooms: [] };
    const fuzzing = new Fuzzing(name, rooms, (minutes * 60_000 * share) / shares, seed);
    const lines = await fuzzing.toTheEnd();
    faults += fuzzing.faults;
    if (isKept && lines !== undefined) writeFileSync(corpusFile(name), lines.map((line) => `${line}\n`).join(""));
  }
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const cpu = Math.round((userCPUTime + systemCPUTime) / 1e6);
  console.log(`${faults} faults; ${cpu} s of CPU time; peak memory ${Math.round(maxRSS / 1024)} MiB`);
  process.exitCode = faults === 0 ? 0 : 1;
}

/** One target until its time is over; begun again, with what the corpus held, when an input brings its thread down. */
class Fuzzing {
  faults = 0;
  readonly #name: string;
  readonly #rooms: readonly string[];
  readonly #end: number;
  #seed: number;
  readonly #seenFaults = new Set<string>();

  constructor(name: string, rooms: readonly string[], milliseconds: number, seed: number) {
    this.#name = name;
    this.#rooms = rooms;
    this.#end = performance.now() + milliseconds;
    this.#seed = seed;
  }

  /** The lines of the corpus as it is now; undefined when it could not be brought to an end. */
  async toTheEnd(): Promise<readonly string[] | undefined> {
    for (let tries = 0; tries < 10; tries++) {
      const lines = await this.#once();
      if (lines !== undefined) return lines;
      this.#seed += 1_000_000;
    }
    return undefined;
  }

  #once(): Promise<readonly string[] | undefined> {
    const shared = new SharedArrayBuffer(lineAt + mebibyte);
    const workerData: WorkerInput = {
      ...{ target: this.#name, rooms: this.#rooms, seed: this.#seed, shared },
      milliseconds: Math.max(0, this.#end - performance.now()),
      inputs: corpusLines(this.#name),
    };
    const worker = new Worker(new URL("./worker.js", import.meta.url), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: heapMebibytes },
    });
    return new Promise((resolve) => {
      let lines: readonly string[] | undefined;
      const endBecause = (reason: string) => {
        this.#fault(lineOf(shared), reason);
        void worker.terminate();
      };
      const watch = watchThread(shared, endBecause);
      worker.on("message", (message: WorkerMessage) => {
        if (message.kind === "fault") this.#fault(message.line, message.text);
        else if (message.kind === "figures") printFigures(this.#name, message.stage, message.figures);
        else {
          lines = message.lines;
          const gaps = outFile(`gaps-${this.#name}.txt`, `${message.gaps.join("\n")}\n`);
          console.log(
            `${this.#name}: ${lines.length} inputs of ${lines.join("\n").length} bytes; what never ran: ${gaps}`,
          );
        }
      });
      worker.on("error", (error) => this.#fault(lineOf(shared), `the thread ended: ${error.stack}`));
      worker.on("exit", () => {
        clearInterval(watch);
        resolve(lines);
      });
    });
  }

  /** Written once for each kind. */
  #fault(line: string, text: string): void {
    const kind = text
      .split("\n")
      .slice(0, 2)
      .join(" ")
      .replace(/[0-9]+/g, "N");
    if (this.#seenFaults.has(kind)) return;
    this.#seenFaults.add(kind);
    this.faults++;
    const id = createHash("sha256").update(line).digest("hex").slice(0, 12);
    const file = outFile(`fault-${this.#name}-${id}.txt`, `${line}\n${text}\n`);
    console.log(`FAULT ${text}\n  again by: npm run fuzz -- --target ${this.#name} --replay ${file}`);
  }
}

function outFile(name: string, text: string): string {
  const folder = join(process.cwd(), "out/fuzz-found");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

/** Calls `endBecause` when one run goes on and on, or when memory grows beyond its bound. */
function watchThread(shared: SharedArrayBuffer, endBecause: (reason: string) => void): NodeJS.Timeout {
  const counters = new Int32Array(shared, 0, 2);
  let run = -1;
  let since = performance.now();
  return setInterval(() => {
    const now = Atomics.load(counters, 0);
    if (now !== run) since = performance.now();
    run = now;
    if (performance.now() - since > hangLimit) endBecause(`a run hangs: ${hangLimit / 1000} s without an end`);
    if (process.memoryUsage.rss() > memoryMebibytes * mebibyte) endBecause(`memory over ${memoryMebibytes} MiB`);
  }, 250);
}

function lineOf(shared: SharedArrayBuffer): string {
  const length = Atomics.load(new Int32Array(shared, 0, 2), 1);
  return Buffer.from(shared, lineAt, length).toString();
}

function corpusLines(name: string): string[] {
  const file = corpusFile(name);
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").slice(0, -1) : [];
  return lines.map((line) => printInput(parseKept(line).input));
}

function printFigures(name: string, stage: string, { runs, seconds, slowest, kept, rooms }: Figures): void {
  const shown = Object.entries(rooms).map(
    ([room, { blocks, blocksRun, functions, functionsRun }]) =>
      `${room} ${blocksRun}/${blocks} blocks ${functionsRun}/${functions} functions`,
  );
  const memory = Math.round(process.memoryUsage.rss() / mebibyte);
  const parts = [`${runs} runs`, `${Math.round(runs / seconds)}/s`, `${kept} kept`, ...shown];
  console.log(
    [`${name} ${stage} ${Math.round(seconds)} s`, ...parts, `slowest ${Math.round(slowest)} ms`, `${memory} MiB`].join(
      ", ",
    ),
  );
}

if (values["make-seeds"]) makeSeeds();
else if (values.replay !== undefined) await replay(values.replay);
else await fuzzAll(Number(values.minutes), Number(values.seed), values.target, values.keep);
