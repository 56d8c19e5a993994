// Options of all commands: one that makes a list may be repeated, every other one is given once. Of two values the last would
// win unseen, and a person who types two has made a mistake.

import type { Command } from "commander";

/** For an option that makes a list: each time it is given adds to those before. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** From now on a second `-o`, `--out`, `--flag` or `--no-flag` ends any command below `command` as a wrong command line. */
export function refuseRepeated(command: Command): void {
  const given = new Set<string>();
  for (const option of command.options) {
    if (option.variadic || option.parseArg === collect) continue;
    const name = option.attributeName(); // the same for --flag and --no-flag
    command.on(`option:${option.name()}`, () => {
      if (given.has(name)) command.error(`error: ${option.long ?? option.short} is given twice: give it once`);
      given.add(name);
    });
  }
  for (const below of command.commands) refuseRepeated(below);
}
