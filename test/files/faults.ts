// Commands whose system calls fail as told: many in one process, under the library that test/files/faults.c makes.

import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run, temporaryFolder } from "../tools.ts";

export const errno = { EPERM: 1, EIO: 5, ENOSPC: 28 } as const;

export interface Job {
  readonly words: readonly string[];
  /** Rules of faults.c; "" for none. */
  readonly faults: string;
}

export interface Ended {
  readonly exitCode: number;
  /** What a person reads on stderr. */
  readonly said: string;
  /** What it printed on stdout. */
  readonly printed: string;
}

/** The library, for LD_PRELOAD; removed with the test. Throws where `cc` fails. */
export function makeLibrary(folder: string): string {
  const library = join(folder, "faults.so");
  const source = join(import.meta.dirname, "faults.c");
  const { status, stderr } = run("cc", ["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", library, source, "-ldl"]);
  if (status !== 0) throw new Error(stderr);
  return library;
}

/** Options of Node for keys that nobody opens. */
export const cheap = ["--import", join(import.meta.dirname, "cheap-scrypt.mjs")] as const;

/** One after the other in one process, in `folder`. `library` "": nothing fails. */
export async function runJobs(library: string, folder: string, jobs: readonly Job[]): Promise<Ended[]> {
  const work = temporaryFolder();
  writeFileSync(join(work, "jobs.json"), JSON.stringify(jobs));
  const child = start(library, folder, "", [...cheap, join(import.meta.dirname, "runner.mjs"), work]);
  let stderr = "";
  child.stderr?.on("data", (text) => (stderr += text));
  const code = await new Promise((resolve) => child.on("exit", (status, signal) => resolve(status ?? signal)));
  if (code !== 0) throw new Error(`the runner ended with ${code}: ${stderr}`);
  return JSON.parse(readFileSync(join(work, "ended.json"), "utf8")) as Ended[];
}

/** One command in a process of its own. Resolves with its exit code, or the signal that ended it. `node`: options of Node. */
export function runAlone(
  library: string,
  folder: string,
  { words, faults }: Job,
  node: readonly string[] = [],
): Promise<number | string | null> {
  const program = join(import.meta.dirname, "../../dist/cli/zegel.js");
  const child = start(library, folder, faults, [...node, program, ...words]);
  return new Promise((resolve) => child.on("exit", (status, signal) => resolve(status ?? signal)));
}

function start(library: string, folder: string, faults: string, args: readonly string[]): ChildProcess {
  const env = { ...process.env, LC_ALL: "C.UTF-8", LD_PRELOAD: library, ZEGEL_FAULTS: faults };
  return spawn(process.execPath, args, { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
}
