// Every command of the Dutch playbooks is one that the program knows, with options that it has; a municipality has the verifier alone.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { expect, test } from "vitest";
import { addBuildIso } from "../../src/cli/disc/build-iso.ts";
import { addSeal } from "../../src/cli/disc/seal.ts";
import { addLetter } from "../../src/cli/distribute/letter.ts";
import { addKey } from "../../src/cli/keys/key.ts";
import { addLog } from "../../src/cli/log/log.ts";
import { addCode } from "../../src/cli/notes/code.ts";
import { addMerge } from "../../src/cli/notes/merge.ts";
import { addRecall } from "../../src/cli/notes/recall.ts";
import { addRequest } from "../../src/cli/notes/request.ts";
import { addSign } from "../../src/cli/notes/sign.ts";
import { addRegister } from "../../src/cli/register/register.ts";
import { addRelease } from "../../src/cli/release/release.ts";
import { addCompare } from "../../src/cli/reproduce/compare.ts";
import { addReview } from "../../src/cli/review/review.ts";
import { addRoot } from "../../src/cli/root/root.ts";
import { addWitness } from "../../src/cli/witness/witness.ts";
import { readOptions } from "../../src/verify/program/options.ts";

const readPage = (name: string) => readFileSync(join(import.meta.dirname, "../../docs/nl", name), "utf8");
const page = readPage("draaiboeken.md");
/** The page of an ordinary release, whose commands are held in the same way. */
const release = readPage("een-versie-vrijgeven.md");
/** A recall that is told to all. */
const recall = readPage("intrekking-aan-allen.md");
const lines = [...`${page}\n${release}\n${recall}`.matchAll(/^ {7}zegel (.*)$/gm)].map(([, line = ""]) => line);
/** Of the municipality: the verifier by itself, with the trust root inside. */
const verifierLines = [...page.matchAll(/^ {7}controleprogramma\.exe (.*)$/gm)].map(([, line = ""]) => line);

/** The words of a line, quoted ones whole. No playbook needs more of a shell than that. */
const wordsOf = (line: string) =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? "");

/** Without `--code CODE`: a code's own checks are another test's. */
const withoutCode = (words: readonly string[]) =>
  words.filter((word, i) => !word.endsWith("CODE") && !words[i + 1]?.endsWith("CODE"));

/** What commander makes of it, without doing it: each command's action is taken away. */
async function parse(words: readonly string[]): Promise<string> {
  const program = new Command("zegel").exitOverride().configureOutput({ writeErr: () => undefined });
  for (const add of [
    addBuildIso,
    addCode,
    addKey,
    addLetter,
    addLog,
    addMerge,
    addRecall,
    addRegister,
    addRelease,
    addRequest,
    addReview,
    addRoot,
    addSeal,
    addSign,
    addWitness,
    addCompare,
  ])
    add(program);
  const disarm = (command: Command): void => {
    command.exitOverride();
    if (command.commands.length === 0) command.action(() => undefined);
    for (const child of command.commands) disarm(child);
  };
  disarm(program);
  return program.parseAsync([...words], { from: "user" }).then(
    () => "known",
    (error: Error) => error.message,
  );
}

test("the playbooks hold commands", () => {
  expect(lines.length).toBeGreaterThan(30);
  for (const title of [
    "Verloren brief",
    "Gestolen sleutel",
    "Gestolen quorum",
    "Late reparatie",
    "Een getuige valt weg",
    "Het logboek toont twee versies met één nummer",
    "Vertrek van een functionaris",
  ])
    expect(page).toContain(`\n## ${title}\n`);
});

test.each(lines)("zegel %s", async (line) => {
  const [command, ...rest] = wordsOf(line);
  if (command !== "verify") return expect(await parse([command ?? "", ...rest])).toBe("known");
  return expect(() => readOptions(withoutCode(rest))).not.toThrow();
});

test.each(verifierLines)("controleprogramma.exe %s", (line) => {
  expect(() => readOptions(withoutCode(wordsOf(line)))).not.toThrow();
});

test("a municipality has the verifier alone, and its trust root is built in", () => {
  expect(verifierLines.length).toBeGreaterThanOrEqual(4);
  expect(verifierLines.filter((line) => /^verify\b|--root\b/.test(line))).toEqual([]);
  const steps = page.split(/^(?=\d+\. |## )/m).filter((step) => /^\d+\. Gemeente\b/.test(step));
  expect(steps.length).toBeGreaterThanOrEqual(4);
  expect(steps.filter((step) => /^ {7}zegel /m.test(step))).toEqual([]);
  expect(lines.filter((line) => line.startsWith("verify D:"))).toEqual([]);
});

test("an option that does not exist is noticed", async () => {
  expect(await parse(["root", "rotate", "root-1.note", "--forget-key", "bert", "-o", "x"])).toContain("unknown option");
  expect(() => readOptions(["D:", "--forget"])).toThrow();
});
