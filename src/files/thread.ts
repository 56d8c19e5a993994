// Starts a thread, in the one way that is the same from dist/, from a bundle and from a single executable: none of the
// three has to find a second file, and so nobody can put another one in its place.

import { Worker } from "node:worker_threads";

/** What runs in the thread. Its source text is what the thread gets, so it uses nothing but its arguments and `workerData`. */
export type ThreadBody = (
  threads: typeof import("node:worker_threads"),
  crypto: typeof import("node:crypto"),
  fs: typeof import("node:fs"),
) => void;

/** `data` arrives as `threads.workerData`. The thread gets no environment and no options of Node: NODE_OPTIONS ends here. */
export function startThread(body: ThreadBody, data?: unknown): Worker {
  const modules = ["worker_threads", "crypto", "fs"].map((name) => `require("node:${name}")`);
  return new Worker(`(${body.toString()})(${modules.join(", ")})`, {
    eval: true,
    execArgv: [],
    env: {},
    workerData: data,
    resourceLimits: { maxYoungGenerationSizeMb: 2 },
  });
}
