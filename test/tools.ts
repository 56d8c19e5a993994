// What tests share: folders that vanish, programs that judge, the built command line.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** Whether a judge is installed. In CI a missing judge fails the run: a skip there would hide what was not tested. */
export function has(program: string): boolean {
  const found = spawnSync("sh", ["-c", 'command -v "$1"', "sh", program]).status === 0;
  if (!found && process.env.CI !== undefined) throw new Error(`CI lacks the judge ${program}`);
  return found;
}

/** An empty folder, removed when the test that asked for it ends. `TMPDIR` is where. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "zegel-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string | Uint8Array;
}

/** Runs a program to its end, without a shell. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Outcome {
  const { status, stdout, stderr, error } = spawnSync(program, args, { ...options, maxBuffer: 256 * 1024 * 1024 });
  if (error !== undefined) throw error;
  return { status, stdout: stdout.toString(), stderr: stderr.toString() };
}

/** The built command line, which test/setup.ts compiles once a run. */
export function zegel(args: readonly string[], options: RunOptions = {}): Outcome {
  return run(process.execPath, [join(import.meta.dirname, "../dist/cli/zegel.js"), ...args], options);
}
