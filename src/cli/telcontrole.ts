#!/usr/bin/env node
// The crosscheck alone, as one program for municipalities: telcontrole.exe. A double-click, or a folder dropped on it, asks the three
// questions; everything else is the command line of `zegel crosscheck`. It is on no disc: what checks a count comes by another road than
// what makes it. docs/packaging.md

process.exitCode = 1; // Fail closed: only a command that finished sets 0.

import { print, printError } from "../files/print.ts";
import { encodeHashGroups, spellOut } from "../format/index.ts";
import { builtIn } from "../verify/built-in.ts";
import { canAsk } from "../verify/program/ask.ts";
import { readTool } from "../verify/program/checklist.ts";
import { existingPath } from "../verify/program/guide/paths.ts";
import { personHere } from "../verify/program/guide/person.ts";
import { messageOf } from "../verify/program/say-error.ts";
import { toolVersion } from "../verify/record/tool.ts";
import { typedLanguage } from "./command.ts";
import { freshProgram } from "./crosscheck/crosscheck.ts";
import { runGuide } from "./crosscheck/guide.ts";
import { exitCodeOf } from "./end.ts";

const name = "telcontrole";

main(process.argv.slice(2)).catch((error: unknown) => {
  // no top-level await: a single executable starts from CommonJS
  printError(`${name}: FOUT: ${messageOf(error)}\n`);
  process.exitCode = 1;
});

async function main(args: readonly string[]): Promise<void> {
  if (args.some((arg) => arg === "--version" || arg === "-V")) return tellVersion();
  if (canAsk() && areDropped(args)) return askQuestions(args);
  try {
    await run(args);
  } catch (error) {
    process.exitCode = exitCodeOf(error, typedLanguage(args));
  }
}

/** None: a double-click. A word that is a command is one, whatever is called so in this folder. */
function areDropped(args: readonly string[]): boolean {
  const [first = ""] = args;
  const isCommand = freshProgram(name).commands.some((command) => command.name() === first);
  return !isCommand && args.every((arg) => existingPath(arg) !== undefined);
}

async function askQuestions(dropped: readonly string[]): Promise<void> {
  const write = (text: string) => printError(text);
  await runGuide({ person: personHere(), language: "nl", write, run, program: name, dropped, inWindow: true });
}

async function run(args: readonly string[]): Promise<void> {
  await freshProgram(name).parseAsync(args, { from: "user" });
}

/** What can be compared with SHA256SUMS and the Staatscourant; who doubts asks certutil or sha256sum instead. */
function tellVersion(): void {
  const { file, sha256, runtime } = readTool();
  const digest = sha256 === undefined ? "-" : encodeHashGroups(sha256);
  print(
    `${name} ${toolVersion} (${runtime})\nSHA-256 (${spellOut(file, 400)}):\n  ${digest.slice(0, 39)}\n  ${digest.slice(40)}\n` +
      `Source revision (git): ${builtIn.revision ?? "-"}\n`,
  );
  process.exitCode = 0;
}
