#!/usr/bin/env node
// The `zegel` program. `verify` is here at once; every other command is loaded when it is called.

process.exitCode = 1; // Fail closed: only a command that finished sets 0.

import { printError } from "../files/print.ts";
import { runVerify } from "../verify/program/main.ts";
import { messageOf } from "../verify/program/say-error.ts";

main(process.argv.slice(2)).catch((error: unknown) => {
  // no top-level await: a single executable starts from CommonJS
  printError(`zegel: FOUT: ${messageOf(error)}\n`);
  process.exitCode = 1;
});

async function main(args: readonly string[]): Promise<void> {
  const [first = "", ...more] = args;
  if (first === "verify") return runVerify(more);
  if (asksVersion(args)) return runVerify(args, "zegel");
  const { runCommand } = await import("./run-command.ts");
  await runCommand(args);
}

/** `--version` of the whole program: before any command. */
function asksVersion(args: readonly string[]): boolean {
  const [first = ""] = args;
  return first.startsWith("-") && args.some((arg) => /^(-V|--version)$/.test(arg));
}
