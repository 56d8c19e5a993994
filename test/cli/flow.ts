// What the command tests share: a folder with keys, a passphrase file, and notes on disk.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { CommandError } from "../../src/cli/terminal.ts";
import { encodeNote, type Note } from "../../src/format/index.ts";
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
