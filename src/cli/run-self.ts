// Runs this very program again, on the same terminal, without a shell.

import { spawn } from "node:child_process";
import { constants } from "node:os";
import { CommandError } from "../verify/program/terminal.ts";

/**
 * `words` after `zegel`; in `folder`, with these variables more. Gives its exit code; 128 and the signal's number when a
 * signal ended it. Throws CommandError.
 */
export function runSelf(words: readonly string[], folder = ".", more: NodeJS.ProcessEnv = {}): Promise<number> {
  const ignore = () => undefined; // Ctrl-C goes to the command too, and how it ended must still be recorded
  process.on("SIGINT", ignore);
  return new Promise<number>((done, fail) => {
    const child = spawn(process.execPath, [...process.execArgv, process.argv[1] ?? "", ...words], {
      stdio: "inherit",
      cwd: folder,
      env: { ...process.env, ...more },
    });
    child.on("error", (error) => fail(new CommandError(`zegel cannot be run again: ${error.message}`)));
    child.on("exit", (code, signal) => done(code ?? 128 + (constants.signals[signal ?? "SIGTERM"] ?? 0)));
  }).finally(() => process.off("SIGINT", ignore));
}
