// Starts a thread, in the one way that is the same from dist/, from a bundle and from a single executable: none of the
// three has to find a second file, and so nobody can put another one in its place.

import { Worker } from "node:worker_threads";

/**
 * What runs in the thread. Its source text is what the thread gets, so it uses nothing but its arguments and `workerData`. `helpers`:
 * functions that came the same way.
 */
export type ThreadBody<Helpers extends readonly Helper[] = readonly []> = (
  threads: typeof import("node:worker_threads"),
  crypto: typeof import("node:crypto"),
  fs: typeof import("node:fs"),
  ...helpers: Helpers
) => void;

/** These threads make little garbage. */
const youngMegabytes = 2;

/** Each is called in the thread with arguments of its own. */
// biome-ignore lint/suspicious/noExplicitAny: functions of any arguments are meant, and no other type holds all of them
type Helper = (...args: any[]) => unknown;

/** Waits until a counter in shared memory has reached `value`. Only for threads: the main one must not wait. Given by its source text. */
export function reach(control: Int32Array, counter: number, value: number): void {
  for (let now = Atomics.load(control, counter); now < value; now = Atomics.load(control, counter))
    Atomics.wait(control, counter, now);
}

/** `data` arrives as `threads.workerData`. The thread gets no environment and no options of Node: NODE_OPTIONS ends here. */
export function startThread<Helpers extends readonly Helper[] = readonly []>(
  body: ThreadBody<Helpers>,
  data?: unknown,
  ...helpers: Helpers
): Worker {
  const modules = ["worker_threads", "crypto", "fs"].map((name) => `require("node:${name}")`);
  const given = [...modules, ...helpers.map((helper) => `(${helper.toString()})`)];
  return startProgram(`(${body.toString()})(${given.join(", ")})`, youngMegabytes, data);
}

/** Same, of a thread that is a program: its text. `young`: megabytes for what dies young. */
export function startProgram(program: string, young: number, data?: unknown): Worker {
  const resourceLimits = { maxYoungGenerationSizeMb: young };
  return new Worker(program, { eval: true, execArgv: [], env: {}, workerData: data, resourceLimits });
}
