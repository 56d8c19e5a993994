#!/usr/bin/env node
// The `zegel` program: loads the command that is called and turns every error into one clear line and an exit code.

process.exitCode = 1; // Fail closed: only a command that finished sets 0.

import { Command, CommanderError } from "commander";
import { toolVersion } from "../verify/tool.ts";
import { CommandError, exitFailure, exitUsage } from "./terminal.ts";

/** In the order of the work. Each loads its own room only: a verifier need not wait for what builds and signs. */
const commands: ReadonlyMap<string, () => Promise<(program: Command) => void>> = new Map([
  ["key", async () => (await import("./key.ts")).addKey],
  ["ceremony", async () => (await import("./ceremony.ts")).addCeremony],
  ["root", async () => (await import("./root.ts")).addRoot],
  ["install-list", async () => (await import("./install-list.ts")).addInstallList],
  ["kit", async () => (await import("./kit.ts")).addKit],
  ["lint-payload", async () => (await import("./lint-payload.ts")).addLintPayload],
  ["build-iso", async () => (await import("./build-iso.ts")).addBuildIso],
  ["request", async () => (await import("./request.ts")).addRequest],
  ["sign", async () => (await import("./sign.ts")).addSign],
  ["recall", async () => (await import("./recall.ts")).addRecall],
  ["merge", async () => (await import("./merge.ts")).addMerge],
  ["seal", async () => (await import("./seal.ts")).addSeal],
  ["code", async () => (await import("./code.ts")).addCode],
  ["verify", async () => (await import("./verify.ts")).addVerify],
  ["reproduce", async () => (await import("./reproduce.ts")).addReproduce],
  ["rebuild-note", async () => (await import("./rebuild-note.ts")).addRebuildNote],
  ["escrow", async () => (await import("./escrow.ts")).addEscrow],
  ["compare", async () => (await import("./compare.ts")).addCompare],
  ["inspect", async () => (await import("./inspect.ts")).addInspect],
]);

const program = new Command("zegel")
  .description("Makes, seals and checks discs of election software.")
  .version(toolVersion, "-V, --version", "print what this program is, as `zegel verify --version` does")
  .showHelpAfterError("(add --help for the options and an example)")
  .enablePositionalOptions() // so that `verify` gets its own options
  .exitOverride();

void main(); // no top-level await: a single executable starts from CommonJS

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  try {
    if (asksVersion(args)) return await (await import("../verify/main.ts")).runVerify(args, "zegel");
    const called = commands.get(process.argv[2] ?? "");
    for (const load of called === undefined ? commands.values() : [called]) (await load())(program);
    await program.parseAsync(process.argv);
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

/** `--version` of the whole program: before any command. */
function asksVersion(args: readonly string[]): boolean {
  const [first = ""] = args;
  return first.startsWith("-") && args.some((arg) => /^(-V|--version)$/.test(arg));
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
