// The three questions: what a person types becomes a command, which is run and shown; a slip is a sentence and the question again.

import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { freshProgram } from "../../src/cli/crosscheck/crosscheck.ts";
import { runGuide } from "../../src/cli/crosscheck/guide.ts";
import { makeElection } from "../../src/crosscheck/check/self-test-election.ts";
import { person } from "../cli/person.ts";
import { temporaryFolder, zegel } from "../tools.ts";

afterEach(() => vi.restoreAllMocks());

function folder(without: readonly string[] = []): string {
  const made = temporaryFolder();
  for (const [name, text] of Object.entries(makeElection()))
    if (!without.includes(name)) writeFileSync(join(made, name), text);
  return made;
}

/** What she sees in all, and what the commands print. */
async function visit(answers: readonly string[], dropped: readonly string[] = [], inWindow = false) {
  const who = person(answers);
  const said: string[] = [];
  const printed: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => printed.push(String(text)) > 0);
  await runGuide({
    person: who.person,
    language: "nl",
    write: (text) => said.push(text),
    run: async (args) => void (await freshProgram().parseAsync(args, { from: "user" })),
    program: "zegel crosscheck",
    dropped,
    inWindow,
  });
  vi.restoreAllMocks();
  const { exitCode } = process;
  process.exitCode = 0;
  return { said: said.join("").replace(/\s+/g, " "), printed: printed.join(""), exitCode, left: who.left };
}

test("a folder is compared, and the command is shown", async () => {
  const files = folder();
  const { said, printed, exitCode, left } = await visit(["2", files, "", "n", "s"]);
  expect(left).toEqual([]);
  expect(exitCode).toBe(0);
  expect(printed).toContain("KLOPT - papier (2 van 2 stembureaus, lijsttotalen)");
  expect(said).toContain(`Dit is uitgevoerd: zegel crosscheck check ${files} --lang nl`);
});

test("the last verdict is the exit code; the report is beside the files, and the next one takes another name", async () => {
  const files = folder(["invoer-2.txt"]);
  const { exitCode, said } = await visit(["2", `"${files}"`, "", "j", "2", files, "", "ja", "s"]);
  expect(exitCode).toBe(46);
  expect(readdirSync(files).filter((name) => /^kruiscontrole .*\.html$/.test(name))).toHaveLength(2);
  expect(said).toContain("Opgeslagen: ");
});

test("a form from a folder, and what is in it", async () => {
  const files = folder(["510d.eml.xml", "520.eml.xml", "invoer-1.txt", "invoer-2.txt"]);
  const { printed, said } = await visit(["3", files, "1", files, "s"]);
  expect(printed).toContain("telling van een gemeente (510b): Zelftest (9998)");
  // In a checkout the page is not built in: the sentence says so, and the questions go on.
  expect(existsSync(join(files, "invoer.html")) || /the page was not built into this program/.test(said)).toBe(true);
});

test("slips: each a sentence, then the question again; an Enter goes back", async () => {
  const files = folder();
  const code = "0123 4567 89ab cdef 0123 4567 89ab cdeg 0123 4567 89ab cdef 0123 4567 89ab cdef";
  const { said, printed, exitCode, left } = await visit(
    ["4", "", "2", "/nergens/niets", "", "2", files, "zaaf 12", code, "", "misschien", "n", "1", files, "S"],
    [],
  );
  expect(left).toEqual([]);
  expect(said).toContain("Dat is geen keuze. Typ een van deze: 1, 2, 3, E, S.");
  expect(said).toContain("Hier staat niets: /nergens/niets.");
  expect(said).toContain("Dat is geen hashcode: die heeft 16 groepen van 4 tekens");
  expect(said).toMatch(/Groep 8 .*opnieuw/);
  expect(said).toContain("Typ j of n.");
  expect(printed).toContain("KLOPT - ");
  // Two counts in one folder: no form, and why.
  expect(said).toContain("hier hoort één telling (510b, 510c, 510d) of één stembureaulijst (110b) te staan");
  expect(exitCode).toBe(1);
});

test("a folder that is dropped on the program is compared at once; its window waits for an Enter", async () => {
  const { printed, said, left } = await visit(["", "n", "s", ""], [folder()], true);
  expect(printed).toContain("KLOPT - ");
  expect(said).toContain("Druk op Enter om dit venster te sluiten.");
  expect(left).toEqual([]);
});

test("English is one key away; who stops at once was told nothing", async () => {
  const { said, exitCode } = await visit(["e", "s"]);
  expect(said).toContain("What do you want to do?");
  expect(exitCode).toBe(1);
});

test("where nobody can be asked it is a wrong command line, with the commands", () => {
  expect(zegel(["crosscheck"])).toMatchObject({ status: 2, stdout: "" });
  const { status, stderr } = zegel(["crosscheck", "chekc"]);
  expect(status).toBe(2);
  expect(stderr).toContain("unknown command 'chekc'");
});
