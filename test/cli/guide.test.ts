// The guided program with a scripted person: what she types, what she reads, and how it ends.

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { encodeInstall, encodeNote, encodeRecallCode, installPath } from "../../src/format/index.ts";
import { askCode } from "../../src/verify/program/guide/code.ts";
import { Dialog } from "../../src/verify/program/guide/dialog.ts";
import { findDiscs } from "../../src/verify/program/guide/discs.ts";
import { runGuide } from "../../src/verify/program/guide/guide.ts";
import { askTarget } from "../../src/verify/program/guide/menu.ts";
import type { Person } from "../../src/verify/program/guide/person.ts";
import { guideTexts } from "../../src/verify/program/guide/texts.ts";
import { CommandError } from "../../src/verify/program/terminal.ts";
import { onTerminal, type Turn } from "../sign/pty.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { type Disc, makeDisc, recallNote, samplePayload } from "../verify/fixture.ts";
import { folderOf } from "../verify/harness.ts";

const installed = new TextEncoder().encode("PK\n");
let folder: string;
let disc: Disc;
let other: Disc;

/** A person who answers in turn and then goes away; `screen` is all that she saw. */
function person(answers: readonly string[], language: "nl" | "en" = "nl") {
  const left = [...answers];
  const seen: string[] = [];
  const answering: Person = {
    ask: async (question) => {
      seen.push(question);
      const answer = left.shift();
      if (answer === undefined) throw new CommandError("the input ended");
      seen.push(`${answer}\n`);
      return answer;
    },
    forgetTyped: () => undefined,
    leave: () => undefined,
  };
  const dialog = new Dialog(language, answering, (text) => seen.push(text));
  return { dialog, left, screen: () => seen.join("") };
}

async function guided(answers: readonly string[], dragged?: string) {
  const who = person(answers);
  await runGuide(who.dialog, ["--root", join(folder, "root.note")], dragged);
  const { exitCode } = process;
  process.exitCode = 0;
  return { exitCode, left: who.left, screen: who.screen() };
}

beforeEach(() => {
  folder = temporaryFolder();
  const list = encodeInstall([
    { class: "static", path: "osv.jar", sha256: createHash("sha256").update(installed).digest("hex") },
  ]);
  disc ??= makeDisc({ payload: { ...samplePayload, [installPath]: list } });
  other ??= makeDisc({ release: { sequence: disc.release.sequence + 1 } });
  writeFileSync(join(folder, "master.iso"), disc.image);
  writeFileSync(join(folder, "root.note"), disc.rootNote);
  mkdirSync(join(folder, "home", "Documents"), { recursive: true });
  vi.stubEnv("HOME", join(folder, "home"));
});

afterEach(() => vi.unstubAllEnvs());

const documents = () => readdirSync(join(folder, "home", "Documents")).sort();

describe("a whole conversation", () => {
  test("good disc: ECHT, record and copy are kept, and the copy serves for choice 3", async () => {
    const groups = disc.code.split("-");
    const answers = ["2", `"${join(folder, "master.iso")}"`, ...groups];
    const { exitCode, screen, left } = await guided([
      ...answers,
      "j",
      "Zutphen",
      "E-12",
      "A. de Vries",
      "",
      "n",
      "j",
      "",
    ]);
    expect({ exitCode, left }).toEqual({ exitCode: 0, left: [] });
    expect(screen).toContain("ECHT – u mag installeren.");
    const [copy = "", page = "", json = ""] = documents();
    expect(readFileSync(join(folder, "home/Documents", page), "utf8")).toContain("Zutphen");
    const record = JSON.parse(readFileSync(join(folder, "home/Documents", json), "utf8"));
    expect(record.filledIn).toMatchObject({ municipality: "Zutphen", envelope: "E-12", persons: ["A. de Vries"] });
    expect(screen).toContain(record.controlNumber);
    expect(screen).toMatch(/Bewaard: [^:]*kopie[^:]*\nNa installatie: start dit programma en kies 3\./);

    mkdirSync(join(folder, "PC"));
    writeFileSync(join(folder, "PC/osv.jar"), installed);
    const third = ["3", join(folder, "PC"), join(folder, "home/Documents", copy), disc.code, "n", ""];
    expect(await guided(third)).toMatchObject({
      exitCode: 0,
      screen: expect.stringContaining("ECHT – u mag het programma gebruiken."),
    });
    writeFileSync(join(folder, "PC/osv.jar"), "anders");
    const altered = await guided(third);
    expect(altered.exitCode).toBe(22);
    expect(altered.screen).toMatch(/NIET GEBRUIKEN – GEWIJZIGD\.[\s\S]*- Laat de pc zoals zij is\./);
    expect(altered.screen).not.toMatch(/in de envelop|Al geïnstalleerd|Een cd lezen/);
  });

  test("changed disc: GEWIJZIGD with what to do, and no copy is offered", async () => {
    const image = Buffer.from(disc.image);
    image[image.length - 1] = 1;
    writeFileSync(join(folder, "master.iso"), image);
    const { exitCode, screen, left } = await guided([disc.code, "n", ""], join(folder, "master.iso"));
    expect({ exitCode, left }).toEqual({ exitCode: 22, left: [] });
    expect(screen).toMatch(/NIET INSTALLEREN – GEWIJZIGD\.[\s\S]*Leg de schijf in de envelop\.[\s\S]*Bel de Kiesraad/);
    expect(screen).toMatch(/Het oordeel blijft staan\.[\s\S]*[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}/);
    expect(screen).not.toContain(guideTexts.saveReference.nl);
  });

  test("the code of another release is told before the long read; typed again it is good", async () => {
    const { exitCode, screen } = await guided([other.code, "1", disc.code, "n", "n", ""], join(folder, "master.iso"));
    expect(exitCode).toBe(0);
    expect(screen.indexOf("hoort niet bij deze schijf")).toBeLessThan(screen.indexOf("De controle begint"));
  });

  test("choice 3 with a release without a list of installed files is no verdict, and no warning about a good disc", async () => {
    writeFileSync(join(folder, "anders.iso"), other.image);
    const { exitCode, screen, left } = await guided(["3", folder, join(folder, "anders.iso"), other.code, ""]);
    expect({ exitCode, left }).toEqual({ exitCode: 1, left: [] });
    expect(screen.replace(/\s+/g, " ")).toContain("hoort geen lijst van geïnstalleerde bestanden");
    expect(screen).not.toContain("NIET INSTALLEREN");
  });

  test("what fails says what to do, and the technical words last", async () => {
    const { exitCode, screen } = await guided([disc.code, ""], join(folder, "weg.iso"));
    expect(exitCode).toBe(1);
    expect(screen.replace(/\s+/g, " ")).toMatch(
      /NIET INSTALLEREN\. De controle is niet gelukt, er is geen oordeel\. Start .* Bel de Kiesraad\. \(Voor de technicus: .*weg/,
    );
  });

  test("who leaves before the verdict reads that there is none; who leaves after it keeps hers", async () => {
    for (const answers of [[], [disc.code.slice(0, 5)]])
      expect((await guided(answers, join(folder, "master.iso"))).screen).toContain(
        "Gestopt. Er is niets gecontroleerd",
      );
    const late = await guided([disc.code], join(folder, "master.iso"));
    expect(late).toMatchObject({ exitCode: 0, screen: expect.not.stringContaining("Gestopt") });
  });

  test("an answer that is neither yes nor no is told", async () => {
    const { exitCode, screen } = await guided([disc.code, "misschien", "n", "nee", ""], join(folder, "master.iso"));
    expect(exitCode).toBe(0);
    expect(screen.match(/Typ J of N, en druk op Enter\./g)).toHaveLength(1);
  });

  test("who goes on with it gets ANDERE_UITGAVE; who stops gets no verdict", async () => {
    expect(await guided([other.code, "2", "n", ""], join(folder, "master.iso"))).toMatchObject({ exitCode: 26 });
    const { exitCode, screen } = await guided([other.code, "s", ""], join(folder, "master.iso"));
    expect(exitCode).toBe(1);
    expect(screen).toContain("dit is geen oordeel");
  });

  test("a trial release says PROEF", async () => {
    const trial = makeDisc({ release: { purpose: "trial" } });
    writeFileSync(join(folder, "proef.iso"), trial.image);
    const { exitCode, screen } = await guided([trial.code, "n", ""], join(folder, "proef.iso"));
    expect(exitCode).toBe(0);
    expect(screen).toMatch(/ECHT – PROEF/);
    expect(screen).not.toContain("u mag installeren");
  });

  test("without a code there is no way to a verdict: stopping, and a window that is closed, end as 1", async () => {
    expect(await guided(["s", ""], join(folder, "master.iso"))).toMatchObject({ exitCode: 1 });
    expect(await guided([], join(folder, "master.iso"))).toMatchObject({ exitCode: 1 });
    expect(await guided(["", disc.code.slice(0, 5)], join(folder, "master.iso"))).toMatchObject({ exitCode: 1 });
  });

  test("a folder that cannot be written to: the verdict stands, and another folder will do", async () => {
    vi.stubEnv("HOME", join(folder, "nowhere"));
    const stands = await guided([disc.code, "j", "", "", "", "", "", "n", ""], join(folder, "master.iso"));
    expect(stands).toMatchObject({
      exitCode: 0,
      screen: expect.stringMatching(/Niet bewaard: dat kon daar niet\.[\s\S]*Het oordeel blijft staan/),
    });
    mkdirSync(join(folder, "stick"));
    const answers = [disc.code, "j", "", "", "", "", join(folder, "stick"), "n", "n", ""];
    expect(await guided(answers, join(folder, "master.iso"))).toMatchObject({ exitCode: 0, left: [] });
    expect(readdirSync(join(folder, "stick"))).toHaveLength(2);
  });

  test("B3: nothing is kept in what was verified; another folder will do", async () => {
    vi.stubEnv("HOME", join(folder, "nowhere"));
    mkdirSync(join(folder, "stick"));
    const target = folderOf(disc);
    const before = readdirSync(target, { recursive: true }).sort();
    const named = [join(target, "ZEGEL"), join(folder, "stick")];
    const { exitCode, screen, left } = await guided(
      [disc.code, "j", "", "", "", "", ...named, "n", "j", ...named, ""],
      target,
    );
    expect({ exitCode, left }, screen).toEqual({ exitCode: 0, left: [] });
    expect(screen.match(/lies in/g)).toHaveLength(2);
    expect(readdirSync(target, { recursive: true }).sort()).toEqual(before);
    expect(readdirSync(join(folder, "stick"))).toHaveLength(3);
  });

  test("a program without a trust root says so, before anybody types a code", async () => {
    const who = person([""]);
    await runGuide(who.dialog, [], join(folder, "master.iso"));
    expect(process.exitCode).toBe(1);
    process.exitCode = 0;
    expect(who.screen()).toMatch(/geen vertrouwensbasis[\s\S]*Druk op Enter/);
  });
});

describe("the menu", () => {
  const discs = [
    { place: "D:", target: "D:\\" },
    { place: "E:", target: "E:\\" },
  ];

  test("offers the discs that are there; file and program keep their numbers", async () => {
    const who = person(["4"]);
    expect(await askTarget(who.dialog, () => discs)).toEqual(["E:\\"]);
    expect(who.screen()).toMatch(/1 {2}Schijf D:[\s\S]*2 {2}Bestand of map[\s\S]*3 {2}Programma[\s\S]*4 {2}Schijf E:/);
    expect(await askTarget(person(["1"]).dialog, () => discs)).toEqual(["D:\\"]);
  });

  test("looks again for a disc that comes late", async () => {
    const found = [[], discs];
    const who = person(["1", "z", "1"]);
    expect(await askTarget(who.dialog, () => found.shift() ?? discs)).toEqual(["D:\\"]);
    expect(who.screen()).toMatch(/Geen schijf met een zegel gevonden[\s\S]*geen van de keuzes[\s\S]*Schijf D:/);
  });

  test("takes a recall code or a file for the check that follows", async () => {
    const code = encodeRecallCode(1, disc.release.imageSha256);
    const slip = `${code.slice(0, 4)}${code[4] === "0" ? "1" : "0"}${code.slice(5)}`;
    const list = join(folder, "lijst.note");
    writeFileSync(list, encodeNote(recallNote([disc.release.imageSha256])));
    const who = person(["r", slip, code.toLowerCase(), "r", "onzin", list, "r", "", "1"]);
    expect(await askTarget(who.dialog, () => discs)).toEqual(["D:\\", "--recall-code", code, "--recall", list]);
    expect(who.screen()).toMatch(/Groep 1 klopt niet[\s\S]*geen intrekkingscode/);
    expect(who.screen().match(/De intrekking wordt meegenomen/g)).toHaveLength(2);
    const reported = await guided(["r", code, "2", join(folder, "master.iso"), disc.code, "n", ""]);
    expect(reported).toMatchObject({ exitCode: 29, screen: expect.stringContaining("INTREKKING GEMELD") });
  });

  test("says at once that a file is no recall list", async () => {
    const list = Buffer.from(encodeNote(recallNote([disc.release.imageSha256])));
    writeFileSync(join(folder, "lang.note"), Buffer.concat([list, Buffer.alloc(65_536, "\n")]));
    writeFileSync(join(folder, "kapot.note"), list.subarray(0, 16));
    writeFileSync(join(folder, "kras.note"), list.toString().replace("number 1", "number 3"));
    const wrong = ["root.note", "lang.note", "kapot.note", "kras.note", "home"].map((name) => join(folder, name));
    const who = person(["r", ...wrong, "", "1"]);
    expect(await askTarget(who.dialog, () => discs)).toEqual(["D:\\"]);
    expect(who.screen().match(/geen intrekkingscode en geen intreklijst/g)).toHaveLength(wrong.length);
    expect(who.screen()).not.toContain("meegenomen");
    expect(who.screen()).toContain("bel voordat u installeert");
  });

  test("offers the disc that the program was started from, wherever it is shown", () => {
    mkdirSync(join(folder, "schijf/ZEGEL"), { recursive: true });
    writeFileSync(join(folder, "schijf/ZEGEL/SEAL"), "");
    const place = join(folder, "schijf");
    expect(findDiscs(join(place, "ZEGEL/zegel-verify-linux-x64"), "linux")[0]).toEqual({ place, target: place });
    expect(findDiscs(join(folder, "zegel-verify"), "linux").map((disc) => disc.place)).not.toContain(place);
  });

  test("speaks English after one key", async () => {
    const who = person(["e", "s"]);
    expect(await askTarget(who.dialog, () => discs)).toBeUndefined();
    expect(who.screen()).toContain("Program on this PC");
  });

  test("B9: what was copied along unseen with a code or a path is not seen by the program either", async () => {
    for (const mark of ["\u200e", "\u200b", "\u00ad", "\u2060", "\ufeff", "\u202a"]) {
      const whole = `${mark}${disc.code.replaceAll("-", `-${mark}`)}`;
      expect(await askCode(person([whole]).dialog)).toBe(disc.code);
      const groups = disc.code.split("-").map((group) => `${group.slice(0, 3)}${mark}${group.slice(3)}`);
      expect(await askCode(person(groups).dialog)).toBe(disc.code);
      const path = join(folder, "master.iso");
      expect(await askTarget(person(["2", `${mark}${path}`]).dialog, () => [])).toEqual([path]);
      const recall = encodeRecallCode(3, disc.release.imageSha256);
      const typed = ["r", `${mark}${recall}`, "2", path];
      expect(await askTarget(person(typed).dialog, () => [])).toEqual([path, "--recall-code", recall]);
    }
  });

  test("takes a dropped path bare, in quotes or with backslashes, and says what is not there", async () => {
    const path = join(folder, "een map");
    mkdirSync(path);
    for (const typed of [path, `'${path}'`, `"${path}"`, path.replace(" ", "\\ ")])
      expect(await askTarget(person(["2", typed]).dialog, () => [])).toEqual([path]);
    const who = person(["2", join(folder, "weg"), "", "s"]);
    expect(await askTarget(who.dialog, () => [])).toBeUndefined();
    expect(who.screen()).toContain("Dat is er niet");
  });
});

describe("the code", () => {
  test.each([
    ["group by group", (code: string) => code.split("-")],
    ["in one line", (code: string) => [code]],
    ["in lower case, with blanks", (code: string) => [code.toLowerCase().replaceAll("-", " ")]],
  ])("%s", async (_how, type) => {
    expect(await askCode(person(type(disc.code)).dialog)).toBe(disc.code);
  });

  test("a wrong group is asked for again, and no other", async () => {
    const [first = "", second = "", ...more] = disc.code.split("-");
    const slip = `${second.slice(0, 4)}${second.endsWith("0") ? "1" : "0"}`;
    const who = person([first, slip, second, ...more]);
    expect(await askCode(who.dialog)).toBe(disc.code);
    expect(who.screen().match(/klopt niet/g)).toHaveLength(1);
    expect(who.screen()).toContain("Groep 2 klopt niet. Lees groep 2 opnieuw.");
  });

  test("of a whole code the wrong groups are named", async () => {
    const groups = disc.code.split("-");
    const slip = groups.map((group, i) => (i === 4 ? `${group.slice(1)}${group.slice(0, 1)}` : group)).join("-");
    const who = person([slip, "s"]);
    expect(await askCode(who.dialog)).toBeUndefined();
    expect(who.screen()).toContain("Groep 5 klopt niet");
  });

  test.each([
    ["a wrong character", (group: string) => `${group.slice(0, 4)}${group.endsWith("0") ? "1" : "0"}`],
    ["a character too few", (group: string) => group.slice(1)],
  ])(
    "of a whole code with %s the right groups are kept, and only the wrong ones are asked for",
    async (_what, spoil) => {
      const groups = disc.code.split("-");
      const [third = "", sixth = ""] = [groups[2], groups[5]];
      const typed = groups.map((group) => ([third, sixth].includes(group) ? spoil(group) : group)).join(" ");
      const who = person([typed, sixth, third, sixth]);
      expect(await askCode(who.dialog)).toBe(disc.code);
      expect(who.screen()).toContain("Groep 3, 6 klopt niet.");
      expect(who.screen()).toContain("Groep 3 klopt niet."); // the sixth, typed for the third
      expect(who.screen().match(/Groep \d van 7/g)).toEqual([1, 3, 3, 6].map((group) => `Groep ${group} van 7`));
    },
  );

  test("more than a group but no whole code: which group to type", async () => {
    const groups = disc.code.split("-");
    const who = person([
      groups.slice(0, 6).join("-"),
      ...groups.slice(0, 2),
      groups.join("").slice(1),
      ...groups.slice(2),
    ]);
    expect(await askCode(who.dialog)).toBe(disc.code);
    expect(who.screen()).toMatch(/geen 7 groepen van 5 tekens\. Typ nu alleen groep 1\.[\s\S]*Typ nu alleen groep 3\./);
    expect(who.screen()).not.toContain("klopt niet");
  });
});

describe("on the command line", () => {
  const program = join(import.meta.dirname, "../../dist/verify/program/zegel-verify.js");
  const guidedWith = (...args: string[]) => run(process.execPath, [program, "--guided", ...args], { cwd: folder });

  test.each([
    ["--extract", "uit"],
    ["--save-reference", "kopie"],
    ["--record", "verslag.html"],
    ["--record=verslag.html"],
    ["--code", "x"],
    ["--purpose=trial"],
    ["--lang", "en"],
  ])("%s is refused before any question", (...option) => {
    const { status, stdout, stderr } = guidedWith("--root", "root.note", ...option);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^zegel verify: GEBRUIK: .*leave out --[a-z-]+\n$/);
  });

  test("--help prints the help", () => {
    expect(guidedWith("--help")).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Usage:/) });
  });
});

describe.skipIf(!has("python3") && process.env.CI === undefined)("on a terminal, by --guided", () => {
  const program = join(import.meta.dirname, "../../dist/verify/program/zegel-verify.js");
  const guidedOn = (turns: readonly Turn[]) => {
    const argv = ["env", "LC_ALL=nl_NL.UTF-8", process.execPath, program, "--guided", "--root", "root.note"];
    return onTerminal(turns, argv, folder);
  };
  const begin = () =>
    [
      ["Uw keuze", "2\r"],
      ["Sleep het", `${join(folder, "master.iso")}\r`],
      ["Groep 1", `${disc.code}\r`],
    ] as const;

  test("to the verdict; an Enter from before does not close the window over it", () => {
    const { status, stdout } = guidedOn([
      ...begin(),
      ["verslag bewaren", "n\r"],
      ["Een kopie", "n\r\r\r"],
      ["sluiten", "gelezen\r"],
    ]);
    expect(stdout).toContain("ECHT – u mag installeren.");
    expect(stdout).toMatch(/om te sluiten\.[^\n]*gelezen/);
    expect(status).toBe(0);
  });

  test("what is typed ahead of a question that has no haste answers it", () => {
    const { status, stdout } = guidedOn([...begin(), ["verslag bewaren", "n\rn\r"], ["sluiten", "\r"]]);
    expect(stdout).toContain("ECHT – u mag installeren.");
    expect(status).toBe(0);
  });

  test("Ctrl+C at a question is no verdict", () => {
    const { status, stdout } = guidedOn([
      ["Uw keuze", "\u0003"],
      ["sluiten", "\r"],
    ]);
    expect(stdout).not.toContain("ECHT");
    expect(stdout).toContain("Gestopt. Er is niets gecontroleerd: dit is geen oordeel.");
    expect(status).toBe(1);
  });
});
