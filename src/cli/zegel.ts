#!/usr/bin/env node
// The `zegel` program: registers the commands and turns every error into one clear line and an exit code.

process.exitCode = 1; // Fail closed: only a command that finished sets 0.

import { Command, CommanderError } from "commander";
import { addBuildIso } from "./build-iso.ts";
import { addCode } from "./code.ts";
import { addInspect } from "./inspect.ts";
import { addInstallList } from "./install-list.ts";
import { addKey } from "./key.ts";
import { addMerge } from "./merge.ts";
import { addRoot } from "./root.ts";
import { addSeal } from "./seal.ts";
import { addSign } from "./sign.ts";
import { CommandError, exitFailure, exitUsage } from "./terminal.ts";
import { addVerify } from "./verify.ts";

const program = new Command("zegel")
  .description("Makes, seals and checks discs of election software.")
  .version("0.1.0")
  .showHelpAfterError("(add --help for the options and an example)")
  .enablePositionalOptions() // so that `verify` gets its own options
  .exitOverride();

// One line a command, in the order of the work.
addVerify(program);
addInspect(program);
addKey(program);
addRoot(program);
addInstallList(program);
addBuildIso(program);
addSign(program);
addMerge(program);
addSeal(program);
addCode(program);

try {
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = exitCodeOf(error);
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
