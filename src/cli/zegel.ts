#!/usr/bin/env node
// The `zegel` program: loads the command that is called and turns every error into one clear line and an exit code.

process.exitCode = 1; // Fail closed: only a command that finished sets 0.

import { CommanderError } from "commander";
import { makeProgram } from "./program.ts";
import { CommandError, exitFailure, exitUsage } from "./terminal.ts";

void main(); // no top-level await: a single executable starts from CommonJS

async function main(): Promise<void> {
  try {
    const program = await makeProgram(process.argv[2]);
    await program.parseAsync(process.argv);
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

/** Prints what went wrong and says with which code to end. Errors with a `code` are expected; anything else is ours and shows its stack. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitUsage; // commander has printed it
  if (error instanceof CommandError) {
    process.stderr.write(`zegel: ${error.message}\n`);
    return error.exitCode;
  }
  if (error instanceof Error && "code" in error) process.stderr.write(`zegel: ${error.message}\n`);
  else process.stderr.write(`zegel: internal error: ${error instanceof Error ? error.stack : String(error)}\n`);
  return exitFailure;
}
