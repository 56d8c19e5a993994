// Every command but `verify`: runs the one that is called, and turns every error into one clear line and an exit code. A program of its
// own beside zegel.ts (scripts/programs.mjs), so that a check of a disc does not load what builds and signs.

import { endHung } from "../verify/node/hung.ts";
import { SilentMedium } from "../verify/silence.ts";
import { typedLanguage } from "./command.ts";
import { exitCodeOf } from "./end.ts";
import { makeProgram } from "./program.ts";

/** `args` behind `zegel`. Sets `process.exitCode`, which is not 0 before. */
export async function runCommand(args: readonly string[]): Promise<void> {
  try {
    const program = await makeProgram(args[0]);
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    process.exitCode = exitCodeOf(error, typedLanguage(args));
    if (error instanceof SilentMedium) endHung(""); // it was said, and nothing else would end it
  }
}
