// An option that makes no list is given once, in every command: of two values the last would win unseen.

import { type Command, CommanderError, type Option } from "commander";
import { describe, expect, test } from "vitest";
import { isList } from "../../src/cli/command.ts";
import { makeProgram } from "../../src/cli/program.ts";
import { optionKinds, readOptions } from "../../src/verify/program/options.ts";
import { zegelIn } from "./flow.ts";

/** Every command with its words, those that only hold others too. */
function commandsBelow(command: Command, words: readonly string[] = []): { words: readonly string[]; of: Command }[] {
  const below = command.commands.flatMap((one) => commandsBelow(one, [...words, one.name()]));
  return [{ words, of: command }, ...below];
}

/** The words of one giving of an option, in every manner that commander reads. */
function spellings(option: Option, value: string): string[][] {
  const names = [option.short, option.long].filter((name) => name != null);
  if (!option.required && !option.optional) return names.map((name) => [name]);
  return names.flatMap((name) => [[name, value], [name.startsWith("--") ? `${name}=${value}` : `${name}${value}`]]);
}

/** What a value can be: one that the option takes. */
const sampleOf = (option: Option) => (option.long?.endsWith("-lang") ? "nl" : (option.argChoices?.[0] ?? "1"));

/** `zegel` in which no command does anything. */
async function idleProgram(): Promise<Command> {
  const program = await makeProgram();
  for (const { of } of commandsBelow(program)) {
    of.configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
    if (of.commands.length === 0) of.action(() => undefined);
  }
  return program;
}

/** What commander says of a command line; undefined: it went past the parser. */
async function faultOf(args: readonly string[]): Promise<string | undefined> {
  try {
    await (await idleProgram()).parseAsync([...args], { from: "user" });
    return undefined;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    expect(error.exitCode).not.toBe(0); // src/cli/run-command.ts makes it 2
    return error.message;
  }
}

/** The arguments and mandatory options without which the command would be refused for another reason. */
function neededBy(command: Command, but: Option): string[] {
  const options = command.options.filter((option) => option.mandatory && option !== but);
  return [...options.flatMap((option) => spellings(option, sampleOf(option)).at(-2) ?? []), "--"].concat(
    command.registeredArguments.map(() => "x"),
  );
}

describe("A3: an option twice", async () => {
  const program = await makeProgram();
  const all = commandsBelow(program).flatMap(({ words, of }) =>
    of.options.filter((option) => option.long !== "--version").map((option) => ({ words, of, option })),
  );
  const named = all.map(
    ({ words, of, option }) => [`zegel ${words.join(" ")} ${option.long}`, words, of, option] as const,
  );

  test("--lang is the language of the screen in every command, and of nothing else", () => {
    const said = all.filter(({ option }) => option.long === "--lang").map(({ option }) => option.description);
    expect(said.length).toBeGreaterThan(50);
    expect(new Set(said)).toEqual(new Set(["language of the screen (nl, en; else the locale)"]));
  });

  test("the tree holds every command, and lists beside single options", () => {
    expect(new Set(all.map(({ words }) => words.join(" "))).size).toBeGreaterThan(30);
    expect(all.filter(({ option }) => isList(option)).length).toBeGreaterThan(20);
    expect(all.filter(({ option }) => !isList(option)).length).toBeGreaterThan(100);
  });

  test.each(named)("%s", async (_name, words, of, option) => {
    const value = sampleOf(option);
    const needed = neededBy(of, option);
    for (const one of spellings(option, value)) {
      expect([one, await faultOf([...words, ...one, ...needed])]).toEqual([one, undefined]);
      for (const two of spellings(option, value)) {
        const fault = await faultOf([...words, ...one, ...two, ...needed]);
        if (isList(option)) expect([one, two, fault]).toEqual([one, two, undefined]);
        else expect([one, two, fault]).toEqual([one, two, expect.stringContaining("is given twice: give it once")]);
      }
    }
  });

  test("the same with another option, or the arguments, between the two", async () => {
    const fault = "error: --out is given twice: give it once";
    expect(await faultOf(["code", "a.note", "--version"])).not.toContain("twice");
    expect(await faultOf(["sign", "-o", "a", "a.note", "--yes", "--key", "k", "--out=b"])).toBe(fault);
    expect(await faultOf(["root", "new", "--out", "a", "--key", "k", "--key", "l", "-ob"])).toBe(fault);
  });

  test("exit 2 and one sentence", async () => {
    const { status, stdout, stderr } = await zegelIn(".", ["inspect", "--json", "x.iso", "--json"]);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr.split("\n")[0]).toBe("error: --json is given twice: give it once");
  });
});

describe("A3: the verifier's own options", () => {
  const values: Partial<Record<string, string>> = {
    purpose: "trial",
    lang: "nl",
    answer: "1=ja",
    record: "x.json",
    instructions: "x.html",
    "min-sequence": "7",
    disc: "1",
    code: "x",
    "recall-code": "x",
    "expect-sha256-file": "/dev/null",
  };
  const kinds = Object.entries(optionKinds) as [string, { type: string; multiple?: true; short?: string }][];
  const faultOfVerify = (args: string[]) => {
    try {
      readOptions(args);
      return undefined;
    } catch (error) {
      expect(error).toMatchObject({ code: "GEBRUIK" });
      return (error as Error).message;
    }
  };

  test.each(kinds)("--%s", (name, kind) => {
    const value = values[name] ?? "0".repeat(64);
    const spelt = kind.type === "boolean" ? [[`--${name}`]] : [[`--${name}`, value], [`--${name}=${value}`]];
    if (kind.short !== undefined) spelt.push([`-${kind.short}`]);
    const twice = /(is given twice: give it once|staat er twee keer)/;
    for (const one of spelt) {
      expect(faultOfVerify(["x.iso", ...one]) ?? "").not.toMatch(twice);
      for (const two of spelt) {
        const fault = faultOfVerify([...one, "x.iso", ...two]) ?? "";
        if (kind.multiple === true) expect(fault).not.toMatch(twice);
        else expect(fault).toMatch(twice);
      }
    }
  });

  test.each([
    ["--code", "A", "--code", "B"],
    ["--purpose", "final", "--purpose", "trial"],
    ["--min-sequence", "9", "--min-sequence=7"],
    ["--json", "--json"],
  ])("%s %s %s", async (...args) => {
    const { status, stdout, stderr } = await zegelIn(".", ["verify", "x.iso", ...args]);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toBe(`zegel verify: GEBRUIK: ${args[0]} is given twice: give it once.\n`);
  });
});
