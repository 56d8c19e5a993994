// What the comparisons of the three implementations share: a program of ours that is run on a disc, and its record.

import { execFile } from "node:child_process";
import { join } from "node:path";
import type { VerificationRecord } from "../../src/verify/record/record.ts";
import { run } from "../tools.ts";

/** The command line, for Node. */
export const verifyCommand = [process.execPath, join(import.meta.dirname, "../../dist/verify/program/zegel-verify.js")];
let library: string | undefined;

/** The library of `faketime`, asked for once: the program of that name breaks now and then where two of it begin at once. */
function clockLibrary(): string {
  library ??= run("faketime", ["-f", "+0", "printenv", "LD_PRELOAD"]).stdout.trim();
  return library;
}

/** With these variables a program sees noon of that day, on the clock that shows the time of day alone: no wait gets longer. */
export function noonOf(day: string): NodeJS.ProcessEnv {
  const waits = { FAKETIME_DONT_FAKE_MONOTONIC: "1", DONT_FAKE_MONOTONIC: "1" };
  return { LD_PRELOAD: clockLibrary(), FAKETIME: `@${day} 12:00:00`, ...waits };
}

/** The record that `argv` prints. `cwd`: where paths among its arguments begin; `more`: variables beside those of this process. */
export function recordOfProgram(
  argv: readonly string[],
  cwd: string,
  more: NodeJS.ProcessEnv = {},
): Promise<VerificationRecord> {
  const [program = "", ...args] = [...argv, "--purpose", "by-code", "--json"];
  const env = { ...process.env, TZ: "UTC", ...more };
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd, env, maxBuffer: 1 << 28 }, (_error, stdout, stderr) => {
      if (stdout === "") reject(new Error(`${argv.join(" ")}: ${stderr}`));
      else resolve(JSON.parse(stdout));
    });
  });
}
