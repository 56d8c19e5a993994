// One target being fuzzed, in a thread that main.ts can end when it hangs. The line of the input that is running lies in
// shared memory, so that it is known even then.

import { parentPort, workerData } from "node:worker_threads";
import { Coverage } from "./coverage.ts";
import { lineAt, type WorkerInput, type WorkerMessage } from "./worker-messages.ts";

const reportEvery = 30_000;

const input = workerData as WorkerInput;
const post = (message: WorkerMessage) => parentPort?.postMessage(message);
const coverage = new Coverage(input.rooms);
// Loaded only now, so that what they run while they load is seen as well.
const { targets } = await import("./targets.ts");
const { Fuzzer, printKept } = await import("./fuzzer.ts");
const { parseInput } = await import("./input.ts");
const { Random } = await import("./random.ts");

const counters = new Int32Array(input.shared, 0, 2);
const lineBytes = Buffer.from(input.shared, lineAt);

const target = await targets[input.target]?.();
if (target === undefined) throw new Error(`no target ${input.target}`);
const fuzzer = new Fuzzer(
  target,
  coverage,
  new Random(input.seed),
  (line) => {
    Atomics.store(counters, 1, lineBytes.write(line));
    Atomics.add(counters, 0, 1);
  },
  (line, error) => post({ kind: "fault", line, text: error instanceof Error ? `${error.stack}` : String(error) }),
);

const start = performance.now();
const report = (stage: "seeds" | "corpus" | "running" | "end") => {
  const rooms = Object.fromEntries(input.rooms.map((room) => [room, coverage.figures(room)]));
  const { runs, slowest, kept } = fuzzer;
  const seconds = (performance.now() - start) / 1000;
  post({ kind: "figures", stage, figures: { runs, seconds, slowest, kept: kept.length, rooms } });
};

coverage.mark(coverage.take());
await fuzzer.start();
report("seeds");
await fuzzer.take(input.inputs.map(parseInput));
report("corpus");
let reported = performance.now();
while (performance.now() - start < input.milliseconds) {
  await fuzzer.batch();
  if (performance.now() - reported < reportEvery) continue;
  reported = performance.now();
  report("running");
}
const gaps = input.rooms.flatMap((room) => coverage.gaps(room));
report("end");
await fuzzer.minimise();
post({ kind: "done", lines: fuzzer.kept.map(printKept), gaps });
