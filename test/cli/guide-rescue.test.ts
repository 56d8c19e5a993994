// The guided program after ONLEESBAAR: a second disc, and what comes of both.

import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { temporaryFolder } from "../tools.ts";
import { type Disc, makeDisc } from "../verify/fixture.ts";
import { type Answer, interruption, guided as visit } from "./person.ts";
import { scratch } from "./scratch.ts";

const disc: Disc = makeDisc();
const inFile = Math.floor(disc.image.indexOf("uitslag\nuitslag") / 2048);
let folder: string;

const at = (name: string) => join(folder, name);
const guided = (answers: readonly Answer[], dropped = at("drive")) => visit(answers, at("root.note"), [dropped]);
const flat = (screen: string) => screen.replace(/\s+/g, " ");
const documents = () => readdirSync(at("home/Documents")).sort();
const made = () => documents().filter((name) => name.startsWith("samengevoegd"));
const name = `samengevoegd ${disc.code.slice(0, 5)}.iso`;

beforeEach(() => {
  folder = temporaryFolder();
  for (const file of ["drive", "b.iso"]) writeFileSync(at(file), disc.image);
  writeFileSync(at("root.note"), disc.rootNote);
  mkdirSync(at("home/Documents"), { recursive: true });
  vi.stubEnv("HOME", at("home"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** In this order: no record, no report. */
const kept = ["n", "n"];

describe("a disc in the drive that cannot be read", () => {
  beforeEach(() => scratch({ drive: [[inFile, 2]], "b.iso": [[20, 3]] }, true));

  test("a second one in the same drive: the file is good, and has a record of its own", async () => {
    const swapped = () => {
      copyFileSync(at("b.iso"), at("drive"));
      vi.restoreAllMocks();
      scratch({ drive: [[20, 3]] }, true);
      return "";
    };
    const { exitCode, screen, left } = await guided([disc.code, ...kept, "j", swapped, "", "n", ""]);
    expect({ exitCode, left }, screen).toEqual({ exitCode: 0, left: [] });
    const text = flat(screen);
    expect(text).toContain("WACHT");
    expect(text).toContain(
      "Is er een tweede schijf van dezelfde versie, bijvoorbeeld van een buurgemeente? Bel de Kiesraad en probeer Samenvoegen.",
    );
    expect(text).toContain("Er ontbreken nog 2 van de ");
    expect(text).toContain("Leg nu de tweede schijf in hetzelfde station");
    expect(text).toContain("Alles is gelezen. Nu wordt het nieuwe bestand van het begin af gecontroleerd.");
    expect(text).toContain("Dit ISO-bestand is echt. U mag installeren.");
    expect(screen).not.toMatch(/ --[a-z]/);
    expect(made()).toEqual([name]);
    expect(readFileSync(at(`home/Documents/${name}`)).equals(disc.image)).toBe(true);
  });

  test("she does not want to: the verdict stands as before", async () => {
    const { exitCode, screen } = await guided([disc.code, ...kept, "n", ""]);
    expect(exitCode, screen).toBe(28);
    expect(made()).toEqual([]);
  });

  test("another version, and what is not there, are told and asked again; a dragged file is taken", async () => {
    mkdirSync(at("map"));
    writeFileSync(at("other.iso"), makeDisc({ release: { version: "2.24.4", sequence: 13 } }).image);
    const { exitCode, screen } = await guided([
      disc.code,
      ...kept,
      "j",
      at("weg.iso"),
      at("map"),
      at(`home/Documents/${name}.part`),
      at("other.iso"),
      at("b.iso"),
      "",
      "n",
      "",
    ]);
    expect(exitCode, screen).toBe(0);
    const text = flat(screen);
    expect(text).toContain("Dat is er niet:");
    expect(text).toContain("dit is een map. Van een map zijn geen krassen te herstellen");
    expect(text).toContain("dit is het bestand dat gemaakt wordt. Neem een andere schijf of een ander ISO-bestand");
    expect(text).toContain("dit is niet de schijf die hier nodig is, maar OSV versie 2.24.4 (nummer 13)");
    expect(text).toContain("De getypte zegelcode hoort niet bij deze schijf. Leg een andere schijf in het station.");
    expect(made()).toEqual([name]);
  });

  test("the same disc once more gives nothing; she stops, and a later run goes on from there", async () => {
    const first = await guided([disc.code, ...kept, "j", "", "s", ""]);
    expect(first.exitCode, first.screen).toBe(28);
    expect(flat(first.screen)).toContain("Van deze schijf kwam niets nieuws.");
    expect(flat(first.screen)).toContain("Er is niet samengevoegd. Wat al gelezen is, blijft bewaard.");
    expect(made()).toEqual([`${name}.map`, `${name}.part`]);
    const second = await guided([disc.code, ...kept, "j", at("b.iso"), "", "n", ""]);
    expect(second.exitCode, second.screen).toBe(0);
    expect(made()).toEqual([name]);
  });

  test("Ctrl-C while the second is read", async () => {
    const { exitCode, screen } = await guided([disc.code, ...kept, "j", at("b.iso"), interruption, ""]);
    expect(exitCode, screen).toBe(28);
    expect(existsSync(at(`home/Documents/${name}`))).toBe(false);
  });

  test("no room in her own folder: another is asked", async () => {
    mkdirSync(at("stick"));
    writeFileSync(at(`home/Documents/${name}.part`), "van iemand anders");
    const { exitCode, screen } = await guided([disc.code, ...kept, "j", at("stick"), at("b.iso"), "", "n", ""]);
    expect(exitCode, screen).toBe(0);
    expect(readdirSync(at("stick"))).toEqual([name]);
  });
});

test("its seal cannot be read: she begins with the other one", async () => {
  const seal = disc.release.sealOffset / 2048;
  scratch({ drive: [[seal, 2]], "b.iso": [[inFile, 2]] }, true);
  const { exitCode, screen } = await guided([disc.code, ...kept, "j", at("b.iso"), at("drive"), "", "n", ""]);
  expect(exitCode, screen).toBe(0);
  expect(flat(screen)).toContain("Begin met de andere schijf.");
});

test("a file that cannot be read: another file is asked", async () => {
  scratch({ drive: [[inFile, 2]], "b.iso": [] });
  const { exitCode, screen } = await guided([disc.code, ...kept, "j", "", at("b.iso"), "", "n", ""]);
  expect(exitCode, screen).toBe(0);
  expect(flat(screen)).toContain("Sleep nu een ISO-bestand van een andere schijf naar dit venster");
});

test("good and changed discs are asked nothing of the kind", async () => {
  const good = await guided([disc.code, "", "n", ""], at("b.iso"));
  expect(good.screen).not.toContain("SAMENVOEGEN");
  const changed = Buffer.from(disc.image);
  changed[changed.length - 1] = 1;
  writeFileSync(at("b.iso"), changed);
  expect((await guided([disc.code, ...kept, ""], at("b.iso"))).screen).not.toContain("SAMENVOEGEN");
});
