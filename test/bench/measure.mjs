// How the benches measure: whole processes, in interleaved rounds, by GNU time; and what this machine is.

import { spawnSync } from "node:child_process";
import { closeSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import { join } from "node:path";

const gnuTime = "/usr/bin/time";

/** Whether the shell finds the program. */
export const has = (name) => spawnSync("sh", ["-c", 'command -v "$1"', "sh", name]).status === 0;

/** Why a row that needs these programs cannot be measured here, or undefined. */
export function missing(needs = []) {
  const lacking = needs.filter((name) => !has(name));
  return lacking.length === 0 ? undefined : `not measured: ${lacking.join(", ")} not installed`;
}

/** Somebody pressed Ctrl-C: nothing more is measured. */
export class Interrupted extends Error {}

/** Wall and CPU seconds and peak memory (MB) of a shell line; of a pipeline or list the largest process. Throws where it fails. */
export function measure(folder, line) {
  const log = join(folder, "time.log");
  const shell = ["bash", "-euo", "pipefail", "-c", line];
  const isTimed = has(gnuTime);
  const [program, ...args] = isTimed ? [gnuTime, "-f", "%e %U %S %M", "-o", log, ...shell] : shell;
  const started = performance.now();
  const options = { cwd: folder, stdio: ["ignore", "ignore", "pipe"], encoding: "utf8", maxBuffer: 1 << 28 };
  const { status, signal, stderr } = spawnSync(program, args, options);
  const wall = (performance.now() - started) / 1000;
  if (signal === "SIGINT" || status === 130) throw new Interrupted("interrupted");
  if (status !== 0) throw new Error(`exit ${status}: ${stderr.trim().split("\n").slice(-3).join(" / ")}`);
  if (!isTimed) return { wall };
  const [, user, system, peak] = readFileSync(log, "utf8").trim().split("\n").at(-1).split(" ").map(Number);
  rmSync(log);
  return { wall, cpu: user + system, peak: peak / 1024 };
}

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/**
 * All rows once, then again: a slow minute of the machine hits all alike. `before` of a row is not timed. One round at least,
 * then as many as `rounds` and `clock` allow. A row that cannot run or fails says why, as `reason`, and holds up no other.
 */
export function sideBySide(folder, rows, { rounds, clock }) {
  const measured = rows.map(({ key, what, needs }) => ({ key, what, reason: missing(needs), runs: [] }));
  for (let round = 0; round < rounds && (round === 0 || clock.left() > 0); round++)
    for (const [i, { before, line }] of rows.entries()) {
      if (measured[i].reason !== undefined) continue;
      try {
        before?.();
        measured[i].runs.push(measure(folder, line));
      } catch (error) {
        if (error instanceof Interrupted) throw error;
        measured[i].reason = `failed: ${error.message}`;
        process.stderr.write(`${line}\n${error.message}\n`);
      }
    }
  return measured;
}

/** Of the same rounds, `row` against `other`: the median of the ratios. Undefined where either was not measured. */
export function ratio(row, other, figure = "wall") {
  const pairs = (row?.runs ?? []).map((run, i) => run[figure] / (other?.runs[i]?.[figure] ?? Number.NaN));
  return pairs.length === 0 || pairs.some(Number.isNaN) ? undefined : median(pairs);
}

/** A time that must be kept: seconds that are left of `seconds`, within those of `whole` where that is given. */
export function clockOf(seconds, whole) {
  const end = performance.now() + seconds * 1000;
  return { left: () => Math.min((end - performance.now()) / 1000, whole?.left() ?? Number.POSITIVE_INFINITY) };
}

const said = (program, ...args) => (spawnSync(program, args, { encoding: "utf8" }).stdout ?? "").trim();

/** What a reader has to know of this machine to judge a figure. */
export function machine() {
  const [processor] = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `${cpus().length} cores ${processor?.model ?? ""}, ${memory}, Linux ${release()}, Node ${process.version}`;
}

/** The disk under a folder: device, file system, and how fast it takes 256 MiB that are flushed. */
export function diskOf(folder) {
  const path = join(folder, "disk.tmp");
  const block = Buffer.alloc(1 << 22, 0x5a);
  const started = performance.now();
  const file = openSync(path, "w");
  for (let i = 0; i < 64; i++) writeSync(file, block);
  fsyncSync(file);
  closeSync(file);
  const rate = 268 / ((performance.now() - started) / 1000);
  rmSync(path);
  const name = said("findmnt", "-no", "SOURCE,FSTYPE", "-T", folder).split("\n")[0].trim().replace(/\s+/g, ", ");
  return `${name || "unknown"}; 256 MiB written and flushed at ${rate.toFixed(0)} MB/s`;
}

/** The commit that is measured; what the bench itself writes is no change. */
export function revision() {
  const changed = said("git", "status", "--porcelain", "-uno", "--", ":/", ":!/docs", ":!/test/bench");
  return `${said("git", "rev-parse", "--short", "HEAD") || "unknown"}${changed === "" ? "" : ", with changes"}`;
}
