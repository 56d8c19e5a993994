// docs/commands.md lists every command of the program, and its examples are command lines that the program takes.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Command, CommanderError } from "commander";
import { describe, expect, test } from "vitest";
import { makeProgram } from "../../src/cli/program.ts";
import { optionKinds } from "../../src/verify/program/options.ts";

const docs = join(import.meta.dirname, "../../docs");
const page = readFileSync(join(docs, "commands.md"), "utf8");

/** What the page says of one command: its name, its page, and the lines that a reader may type. */
const entries = [
  ...page.matchAll(/^\*\*\[`(zegel[a-z -]*)`\]\((man\/[a-z-]+\.1\.md)\)\*\*: [\s\S]*?^```sh\n([\s\S]*?)^```$/gm),
].map(([, name = "", manual = "", lines = ""]) => ({ name, manual, examples: examplesIn(lines) }));

/** Command lines as words; a backslash at the end of a line goes on with the next, quotes hold blanks together. */
function examplesIn(block: string): string[][] {
  const lines = block.replaceAll("\\\n", " ").trim().split("\n");
  return lines.map((line) => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain = ""]) => quoted ?? plain));
}

/** The commands that do something, each with the words that call it. */
function leavesOf(command: Command, words: readonly string[]): { words: readonly string[]; of: Command }[] {
  if (command.commands.length === 0) return [{ words, of: command }];
  return command.commands.flatMap((below) => leavesOf(below, [...words, below.name()]));
}

/** The program, of which no command does anything. */
async function idleProgram(): Promise<Command> {
  const program = await makeProgram();
  for (const { of } of leavesOf(program, [])) {
    of.configureOutput({ outputError: () => undefined, writeErr: () => undefined, writeOut: () => undefined });
    of.action(() => undefined);
  }
  return program;
}

/** What is wrong with a command line; undefined: nothing. */
async function faultOf([program = "", ...args]: readonly string[]): Promise<string | undefined> {
  const known = new Set(["--guided", ...Object.keys(optionKinds).map((name) => `--${name}`)]);
  if (program === "zegel-verify" || args[0] === "verify")
    // the verifier reads its options itself
    return args.find((arg) => arg.startsWith("-") && !known.has(arg));
  try {
    await (await idleProgram()).parseAsync(args, { from: "user" });
    return undefined;
  } catch (error) {
    if (error instanceof CommanderError) return error.message;
    throw error;
  }
}

describe("docs/commands.md", () => {
  test("lists every command once, and none that is not there", async () => {
    const commands = leavesOf(await makeProgram(), ["zegel"]).map(({ words }) => words.join(" "));
    expect(entries.map(({ name }) => name).sort()).toEqual([...commands, "zegel-verify"].sort());
    expect(entries.length).toBe((page.match(/^\*\*/gm) ?? []).length);
  });

  test("leads to a page that is there", () => {
    expect(entries.filter(({ manual }) => !existsSync(join(docs, manual)))).toEqual([]);
  });

  test.each(entries)("$name: the program takes the example", async ({ name, examples }) => {
    expect(examples.length).toBeGreaterThan(0);
    for (const words of examples) {
      expect(words.join(" ").startsWith(name)).toBe(true);
      expect([words, await faultOf(words)]).toEqual([words, undefined]);
    }
  });

  test("a slip in an example would be seen", async () => {
    expect(await faultOf(["zegel", "code", "release.note", "--cod"])).toContain("--cod");
    expect(await faultOf(["zegel", "seal", "--image", "a.iso", "-o", "b.iso"])).toContain("--release");
    expect(await faultOf(["zegel", "verify", "a.iso", "--cod", "7XK2M"])).toBe("--cod");
  });
});
