// npm run bench: side by side in one run, what zegel takes and what the same costs by hand. Never a test: times depend on the
// machine. What was measured is kept in test/bench/measured.json after each section; docs/benchmarks.md and its picture are
// drawn from that file. docs/benchmarks.md says how to run it, and what its options do.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { measureBuilds } from "./builds.mjs";
import { measureFiles, measureSizes } from "./growth.mjs";
import { makeLarge, program, seal, setUp } from "./make.mjs";
import { clockOf, Interrupted, machine, measure, revision } from "./measure.mjs";
import { writePages } from "./page.mjs";
import { measureDrive, measureVerify } from "./peers.mjs";

const root = join(import.meta.dirname, "../..");
const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true, default: [] },
    quick: { type: "boolean", default: false },
    resume: { type: "boolean", default: false },
    draw: { type: "boolean", default: false },
    rounds: { type: "string" },
    minutes: { type: "string", default: "12" },
    work: { type: "string", default: tmpdir() },
  },
});
const rounds = Number(values.rounds ?? (values.quick ? 1 : 5));
const whole = clockOf(Number(values.minutes) * 60);
const how = (seconds) => ({ rounds, clock: clockOf(seconds, whole) });
/** A quick look is not what the pages are made of. */
const place = values.quick
  ? { measured: join(root, "out/bench/measured.json"), docs: join(root, "out/bench") }
  : { measured: join(import.meta.dirname, "measured.json"), docs: join(root, "docs") };

const work = mkdtempSync(join(resolve(values.work), "zegel-bench-"));
const officers = once(() => setUp(work));
/** The payload of 650 MB in `large`. */
const large = once(() => makeLarge(join(work, "large")));
/** Built and sealed as `master.iso`: what its verifier is given. */
const sealed = once(() => {
  large();
  officers();
  process.stderr.write("  making and sealing 650 MB …\n");
  const given = "--payload large --release release.json --root root.note --out out";
  measure(work, `${process.execPath} ${program} build-iso ${given}`);
  return seal(work, officers());
});
/** What is made outside of `work`, to be removed at the end. */
const elsewhere = [];
const memory = once(() => folderInMemory(2.5e9));

/** In the order in which they are measured; each gives what measured.json keeps of it. */
const sections = {
  verify: () => measureVerify(work, sealed(), how),
  drive: () => measureDrive(work, sealed(), how),
  build: () => {
    officers();
    large();
    return measureBuilds(work, memory(), how);
  },
  files: () => ({ points: measureFiles(work, officers(), how, values.quick ? [1000] : [1000, 10_000, 100_000]) }),
  sizes: () => ({ points: measureSizes(work, officers(), how, values.quick ? [3] : [3, 11, 28]) }),
};

function once(make) {
  let made;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** A folder of a file system that is in memory and has room; undefined where there is none. */
function folderInMemory(bytes) {
  try {
    const { bavail, bsize } = statfsSync("/dev/shm");
    if (bavail * bsize < bytes) return undefined;
    const folder = mkdtempSync("/dev/shm/zegel-bench-");
    elsewhere.push(folder);
    return folder;
  } catch {
    return undefined;
  }
}

function readMeasured() {
  try {
    return JSON.parse(readFileSync(place.measured, "utf8"));
  } catch {
    return {};
  }
}

/** Measures one section and keeps it; false when it could not be measured. */
function measureSection(name, measured) {
  process.stderr.write(`${name}, ${Math.round(whole.left())} s left …\n`);
  const about = { on: new Date().toISOString().slice(0, 10), revision: revision(), machine: machine() };
  try {
    measured[name] = { ...about, ...sections[name]() };
    mkdirSync(place.docs, { recursive: true });
    writeFileSync(place.measured, `${JSON.stringify(measured, null, 1)}\n`);
    return true;
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    process.stderr.write(`${name}: not measured: ${error.stack}\n`);
    return false;
  }
}

function main() {
  const unknown = values.only.find((name) => sections[name] === undefined);
  if (unknown !== undefined) throw new Error(`--only ${unknown}: there is ${Object.keys(sections).join(", ")}`);
  const measured = readMeasured();
  const isDone = (name) => values.resume && measured[name]?.revision === revision();
  const asked = values.draw ? [] : values.only.length > 0 ? values.only : Object.keys(sections);
  const failed = asked.filter((name) => !isDone(name)).filter((name) => !measureSection(name, measured));
  process.stdout.write(writePages(measured, place.docs));
  if (failed.length > 0) throw new Error(`not measured: ${failed.join(", ")}`);
}

process.on("SIGINT", () => undefined); // what runs ends by it; `measure` then throws, and the folders are removed
try {
  main();
} catch (error) {
  process.stderr.write(`bench: ${error.message}\n`);
  process.exitCode = 1;
} finally {
  for (const folder of [work, ...elsewhere]) rmSync(folder, { recursive: true, force: true });
}
