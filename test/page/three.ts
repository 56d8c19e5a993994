// What the comparisons of the three implementations share: a program of ours that is run on a disc, and its record.

import { execFile } from "node:child_process";
import { join } from "node:path";
import type { VerificationRecord } from "../../src/verify/record/record.ts";

/** The command line, for Node. */
export const verifyCommand = [process.execPath, join(import.meta.dirname, "../../dist/verify/program/zegel-verify.js")];
/** What makes `program` see this day, where `faketime` is installed; only the clock that shows the time of day: no wait gets longer. */
export const atNoon = (day: string) => ["faketime", "--exclude-monotonic", "-f", `@${day} 12:00:00`];

/** The record that `argv` prints. `cwd`: where paths among its arguments begin. */
export function recordOfProgram(argv: readonly string[], cwd: string): Promise<VerificationRecord> {
  const [program = "", ...args] = [...argv, "--purpose", "by-code", "--json"];
  const env = { ...process.env, TZ: "UTC" };
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd, env, maxBuffer: 1 << 28 }, (_error, stdout, stderr) => {
      if (stdout === "") reject(new Error(`${argv.join(" ")}: ${stderr}`));
      else resolve(JSON.parse(stdout));
    });
  });
}
