#!/usr/bin/env node
// The `zegel` program: loads the command that is called and turns every error into one clear line and an exit code.

process.exitCode = 1; // Fail closed: only a command that finished sets 0.

import { exitCodeOf } from "./end.ts";
import { makeProgram } from "./program.ts";

void main(); // no top-level await: a single executable starts from CommonJS

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  try {
    if (asksVersion(args)) return await (await import("../verify/program/main.ts")).runVerify(args, "zegel");
    const program = await makeProgram(args[0]);
    await program.parseAsync(process.argv);
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    const { SilentMedium } = await import("../verify/silence.ts");
    const { endHung } = await import("../verify/node/hung.ts");
    if (error instanceof SilentMedium) endHung(""); // it was said, and nothing else would end it
  }
}

/** `--version` of the whole program: before any command. */
function asksVersion(args: readonly string[]): boolean {
  const [first = ""] = args;
  return first.startsWith("-") && args.some((arg) => /^(-V|--version)$/.test(arg));
}
