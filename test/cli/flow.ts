// What the command tests share: a folder with keys, a passphrase file, and notes on disk.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { vi } from "vitest";
import { exitCodeOf, spoken } from "../../src/cli/end.ts";
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

/** Runs in `folder`, in English whatever the machine's locale. */
export function zegelIn(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Outcome {
  return zegel(args, { cwd: folder, env: { ...process.env, LC_ALL: "C.UTF-8", ...env } });
}

/**
 * A command in `folder`, in this process: what it prints, and the code it would end with. As src/cli/zegel.ts runs it, in
 * English. For tables of many runs, where a process each would take minutes.
 */
export async function runIn(
  folder: string,
  add: (program: Command) => void,
  args: readonly string[],
): Promise<{ readonly status: number; readonly stdout: string; readonly stderr: string }> {
  const program = new Command("zegel").enablePositionalOptions().exitOverride().configureOutput(spoken);
  add(program);
  const printed = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((text, ...more) => {
      printed[name] += String(text);
      for (const then of more) if (typeof then === "function") then();
      return true;
    }),
  );
  const before = { folder: process.cwd(), locale: process.env.LC_ALL };
  process.chdir(folder);
  process.env.LC_ALL = "C.UTF-8";
  process.exitCode = 1;
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  } finally {
    process.chdir(before.folder);
    if (before.locale === undefined) delete process.env.LC_ALL;
    else process.env.LC_ALL = before.locale;
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
    // As src/cli/zegel.ts tells expected errors.
    if (error instanceof CommandError || (error instanceof Error && "code" in error)) return error.message;
    throw error;
  } finally {
    process.chdir(before);
    process.exitCode = 0;
  }
}
