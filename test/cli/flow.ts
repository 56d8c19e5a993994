// What the command tests share: a folder with keys, a passphrase file, and notes on disk.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { vi } from "vitest";
import { typedLanguage } from "../../src/cli/command.ts";
import { exitCodeOf, spoken } from "../../src/cli/end.ts";
import { makeProgram } from "../../src/cli/program.ts";
import { encodeNote, type Note } from "../../src/format/index.ts";
import { CommandError } from "../../src/verify/program/terminal.ts";
import { anna, bert, cees, passphrase, writeTestKey } from "../sign/fixtures.ts";
import { type Outcome, temporaryFolder, zegel } from "../tools.ts";

/** The program and its first argument, for a terminal. */
export const zegelCommand = [process.execPath, join(import.meta.dirname, "../../dist/cli/zegel.js")] as const;

/** A folder with anna, bert and cees (.key, .pub) and their passphrase in `pw`. */
export async function keyFolder(): Promise<string> {
  const folder = temporaryFolder();
  for (const key of [anna, bert, cees]) await writeTestKey(folder, key);
  writeFileSync(join(folder, "pw"), passphrase, { mode: 0o600 });
  return folder;
}

export function putNote(folder: string, name: string, note: Note): string {
  writeFileSync(join(folder, name), encodeNote(note));
  return name;
}

/** Runs in `folder`, in a process of its own, in English whatever the machine's locale. For what is about the process itself. */
export function startIn(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Outcome {
  return zegel(args, { cwd: folder, env: { ...process.env, LC_ALL: "C.UTF-8", ...env } });
}

/** The same in this process: a program that starts takes longer than most of what it is asked to do. */
export function zegelIn(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  return inProcess(folder, args, env, async () => {
    const program = await makeProgram(args[0]);
    await program.parseAsync(args, { from: "user" });
  });
}

/** A command in `folder`, in this process: as src/cli/run-command.ts runs it, in English. `add`: adds the command. */
export function runIn(folder: string, add: (program: Command) => void, args: readonly string[]): Promise<Outcome> {
  return inProcess(folder, args, {}, async () => {
    const program = new Command("zegel").enablePositionalOptions().exitOverride().configureOutput(spoken);
    add(program);
    await program.parseAsync(args, { from: "user" });
  });
}

/**
 * What `start` prints, and the code that the program would end with, where folder, variables and arguments are those of a
 * process of its own. One at a time: they belong to the whole process.
 */
async function inProcess(
  folder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  start: () => Promise<void>,
): Promise<Outcome> {
  const printed = { stdout: "", stderr: "" };
  process.stdout.setMaxListeners(0); // each run of the verifier listens once more
  const spies = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((text, ...more) => {
      printed[name] += String(text);
      for (const then of more) if (typeof then === "function") then();
      return true;
    }),
  );
  const given: NodeJS.ProcessEnv = { LC_ALL: "C.UTF-8", ...env };
  const before = { folder: process.cwd(), argv: process.argv, env: { ...process.env } };
  process.chdir(folder);
  process.argv = [...zegelCommand, ...args];
  Object.assign(process.env, given);
  process.exitCode = 1;
  try {
    await start();
  } catch (error) {
    process.exitCode = exitCodeOf(error, typedLanguage(args));
  } finally {
    process.chdir(before.folder);
    process.argv = before.argv;
    for (const name of Object.keys(given)) delete process.env[name];
    Object.assign(process.env, before.env);
    for (const spy of spies) spy.mockRestore();
  }
  const status = Number(process.exitCode);
  process.exitCode = 0;
  return { status, ...printed };
}

/**
 * The message with which a command in `folder` ends that must fail; "accepted" when it does not. Run in this process: a
 * row of refusals would take minutes with a process each.
 */
export async function refusalIn(
  folder: string,
  add: (program: Command) => void,
  args: readonly string[],
): Promise<string> {
  const program = new Command("zegel").exitOverride().configureOutput({ writeErr: () => undefined });
  add(program);
  const before = process.cwd();
  process.chdir(folder);
  try {
    await program.parseAsync(args, { from: "user" });
    return "accepted";
  } catch (error) {
    // As src/cli/run-command.ts tells expected errors.
    if (error instanceof CommandError || (error instanceof Error && "code" in error)) return error.message;
    throw error;
  } finally {
    process.chdir(before);
    process.exitCode = 0;
  }
}
