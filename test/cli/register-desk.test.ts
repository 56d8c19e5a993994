// A clumsy desk: a name, an option or a number that stands for something else than the clerk meant.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addRegister } from "../../src/cli/register/register.ts";
import { createBook } from "../../src/distribute/book/book.ts";
import type { Fact } from "../../src/distribute/register/index.ts";
import { codeForms, encodeCodeGroups } from "../../src/format/index.ts";
import { by, envelope, packed, start } from "../distribute/register/world.ts";
import { temporaryFolder, zegel } from "../tools.ts";
import { sha256Of } from "../verify/fixture.ts";
import { runIn } from "./flow.ts";

const list = [
  "id;soort;rol;naam;taal;groot;aan;adres;postcode;plaats;land;telefoon;email",
  "GM0001;gsb;GSB;Juinen;nl;nee;;;;;;0123 45 67 89;",
  "GM0002;gsb;GSB;Gaarne;nl;nee;;;;;;;",
  "HSB09;hsb;HSB;Juinen;nl;nee;;;;;;;",
  "STUDIE1;study;GSB;Aanvraag 1;nl;nee;;;;;;;",
  "RESERVE1;spare;GSB;Voorraad;nl;nee;;;;;;;",
];
const listBytes = Buffer.from(`${list.join("\r\n")}\r\n`);
const control = encodeCodeGroups("1".repeat(64), 3, codeForms.control.first);
const discOfSet = (disc: number): Fact => ({
  ...{ kind: "packed", envelope: envelope(102), recipient: "HSB09", release: "hsb", disc, by },
  ...{ copy: 91 + 10 * disc, seal: `H${disc}` },
});

function office(): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "ontvangers.csv"), listBytes);
  const facts = start.map((fact) =>
    fact.kind === "recipients" ? { ...fact, sha256: sha256Of(listBytes), count: 5 } : fact,
  );
  createBook(join(folder, "r"), [...facts, packed(100, "GM0001", 1), discOfSet(1), discOfSet(2)], new Date());
  return folder;
}

const receipt = (folder: string, ...args: readonly string[]) =>
  runIn(folder, addRegister, ["register", "receipt", "r", "--by", "anna", "--lang", "en", ...args]);
const call = ["--envelope", "0100-F", "--control", control, "--verdict", "ECHT"];

describe("a table for --slip", () => {
  test.each(["r", "ontvangers.csv"])("is never %s", async (name) => {
    const folder = office();
    const before = readFileSync(join(folder, name));
    const { status, stderr } = await receipt(folder, ...call, "--slip", name);
    expect([status, stderr]).toEqual([1, expect.stringContaining("is no table of reports")]);
    expect(readFileSync(join(folder, name))).toEqual(before);
  });

  test("is a new one, and the same one again", async () => {
    const folder = office();
    for (const rows of [1, 2]) {
      expect(await receipt(folder, ...call, "--slip", "a.csv")).toMatchObject({ status: 0 });
      expect(readFileSync(join(folder, "a.csv"), "utf8").trimEnd().split("\r\n")).toHaveLength(1 + rows);
    }
  });
});

test("what nothing in a file is held against is refused beside it", async () => {
  const folder = office();
  writeFileSync(join(folder, "s.txt"), "\n");
  for (const args of [["--bag", "Z9"], ["--twice"], ["--search"], ["--envelope", "0100-F"], ["--disc", "1"]]) {
    const { status, stderr } = await receipt(folder, "--scan", "s.txt", ...args);
    expect([args, status, stderr]).toEqual([args, 2, expect.stringContaining("nothing in a file is held against")]);
  }
  // Without them the file is read, and is the empty one that it is.
  const read = await receipt(folder, "--scan", "s.txt");
  expect(read).toMatchObject({ status: 1, stderr: expect.stringContaining("there is no line in it") });
});

test("of a set whose disc was not named, the bag of either disc is right, and another's is not", () => {
  const folder = office();
  const ask = (bag: string) =>
    zegel(["register", "receipt", "r", "--envelope", "0102-H", "--by", "anna", "--lang", "en"], {
      cwd: folder,
      input: `${bag}\n`,
    }).stderr;
  expect(envelope(102)).toBe("0102-H");
  for (const bag of ["H1", "H2"]) expect(ask(bag)).not.toContain("do not use the disc");
  expect(ask("Z1")).toContain("do not use the disc");
});
