// The guided program with a scripted person: what she types, what she reads, and how it ends.

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { aanwijzingenPath, encodeInstall, encodeNote, encodeRecallCode, installPath } from "../../src/format/index.ts";
import { askCode } from "../../src/verify/program/guide/code.ts";
import type { Dialog } from "../../src/verify/program/guide/dialog.ts";
import { type FoundDisc, findDiscs } from "../../src/verify/program/guide/discs.ts";
import { runGuide } from "../../src/verify/program/guide/guide.ts";
import { askTarget, type Greet } from "../../src/verify/program/guide/menu.ts";
import { CommandError } from "../../src/verify/program/terminal.ts";
import { onTerminal, type Turn } from "../sign/pty.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { type Disc, makeDisc, rebuildNote, recallNote, samplePayload, sha256Of } from "../verify/fixture.ts";
import { folderOf } from "../verify/harness.ts";
import { type Answer, interruption, person, guided as visit } from "./person.ts";

const installed = new TextEncoder().encode("PK\n");
let folder: string;
let disc: Disc;
let other: Disc;

const guided = (answers: readonly Answer[], dropped?: string) =>
  visit(answers, join(folder, "root.note"), dropped === undefined ? [] : [dropped]);

/** The menu, with these discs in the drives. */
const ask = (dialog: Dialog, find: () => readonly FoundDisc[], greet: Greet = () => undefined) =>
  askTarget(dialog, { given: [], dropped: [] }, greet, find);

/** The screen in one line: where it is wrapped is not the matter. */
const flat = (screen: string) => screen.replace(/\s+/g, " ");

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
  const iso = () => join(folder, "master.iso");
  const unfilled = ["", "", "", ""];

  test("good disc: GOED, record and copy are kept, and the copy serves for choice 3", async () => {
    const groups = disc.code.split("-");
    const filledIn = ["Zutphen", "0123-K", "A. de Vries", ""];
    const { exitCode, screen, left } = await guided(["2", `"${iso()}"`, ...groups, "", "j", ...filledIn, "n", "j", ""]);
    expect({ exitCode, left }, screen).toEqual({ exitCode: 0, left: [] });
    expect(screen).toContain("Dit ISO-bestand is echt. U mag installeren.");
    const [page = "", json = "", copy = ""] = documents();
    expect(page).toMatch(/^controleverslag GSB \S+ \S+ \d{4}-\d\d-\d\d \d\d\.\d\d\.html$/);
    expect(copy).toBe(page.replace("controleverslag", "zegel-kopie").replace(".html", ""));
    expect(readFileSync(join(folder, "home/Documents", page), "utf8")).toContain("Zutphen");
    const record = JSON.parse(readFileSync(join(folder, "home/Documents", json), "utf8"));
    expect(record.filledIn).toMatchObject({ municipality: "Zutphen", persons: ["A. de Vries"] });
    expect(screen).toContain(record.controlNumber);
    expect(flat(screen)).toMatch(/Opgeslagen: \S*[^:]*kopie[^:]* Na het installeren: start dit programma en kies 3\./);

    mkdirSync(join(folder, "PC"));
    writeFileSync(join(folder, "PC/osv.jar"), installed);
    const third = ["3", "j", join(folder, "PC"), disc.code, "n", ""]; // the copy is found by itself
    const used = await guided(third);
    expect(used).toMatchObject({ exitCode: 0, left: [] });
    expect(used.screen).toContain("Dit programma is echt. U mag het gebruiken.");
    expect(flat(used.screen)).toMatch(/Vergelijken met \S*[^?]*zegel-kopie/);
    writeFileSync(join(folder, "PC/osv.jar"), "anders");
    const altered = await guided([...third.slice(0, -1), "n", ""]);
    const other = await guided(["3", "n", iso(), join(folder, "PC"), disc.code, "n", "n", ""]);
    expect(other).toMatchObject({ exitCode: 22, left: [] }); // the disc itself in place of the copy
    expect(altered.exitCode).toBe(22);
    expect(altered.screen).toMatch(/Niet gebruiken\.[\s\S]*Laat de computer/);
    expect(altered.screen).not.toMatch(/in de envelop|Al geïnstalleerd|schijf lezen/);
  });

  test("a second record of the same minute is numbered, both its files alike", async () => {
    for (let turn = 0; turn < 2; turn++)
      expect(await guided([disc.code, "", "j", ...unfilled, "n", "n", ""], iso())).toMatchObject({
        exitCode: 0,
        left: [],
      });
    const names = documents();
    const plain = names.filter((name) => !name.includes("(2)"));
    if (plain.length === 2) expect(names.filter((name) => / \(2\)\.(html|json)$/.test(name))).toHaveLength(2);
    expect(names).toHaveLength(4);
  });

  test("changed disc: STOP with what to do, no copy is offered, and a report is kept beside the record", async () => {
    const image = Buffer.from(disc.image);
    image[image.length - 1] = 1;
    writeFileSync(iso(), image);
    const { exitCode, screen, left } = await guided([disc.code, "n", "n", ""], iso());
    expect({ exitCode, left }, screen).toEqual({ exitCode: 22, left: [] });
    expect(screen).toMatch(
      /STOP\n#+\nNiet installeren\. Er is iets veranderd\.[\s\S]*Is dit een kopie\?[\s\S]*mail de Kiesraad/,
    );
    expect(screen).toMatch(/Het oordeel blijft staan\.[\s\S]*[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}/);
    expect(screen).not.toContain("Een kopie van de gegevens");
    const told = await guided([disc.code, "j", "Zutphen", "", "", "", "n", "j", ""], iso());
    expect(told).toMatchObject({ exitCode: 22, screen: expect.stringContaining("\nGemeente: Zutphen\n") });
    const [page = "", , report = ""] = documents();
    expect(page).toMatch(/^controleverslag STOP /);
    expect(readFileSync(join(folder, "home/Documents", report), "utf8")).toMatch(/^STOP: [\s\S]*Gemeente: Zutphen/);
  });

  test("the word stands between its bars at the top, and is the last thing before the window closes", async () => {
    const { screen } = await guided([disc.code, "", "n", "n", ""], iso());
    expect(screen).toContain("De controle begint.");
    expect(screen).not.toContain("Laat de schijf in het station"); // it is no disc
    const bar = "=".repeat(79);
    expect(screen.split(`${bar}\n GOED\n${bar}\n`)).toHaveLength(3);
    expect(screen.split("\n").slice(-9).join("\n")).toMatch(
      / GOED\n=+\nDit ISO-bestand is echt\.[\s\S]*Controlenummer: [\s\S]*sluiten\. \n$/,
    );
  });

  test("the code of another release is told before the long read; typed again it is good", async () => {
    const { exitCode, screen } = await guided([other.code, "1", disc.code, "", "n", "n", ""], iso());
    expect(exitCode).toBe(0);
    const asked = screen.indexOf("hoort niet bij deze schijf");
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThan(screen.indexOf("De controle begint"));
    const { product, version, sequence } = disc.release;
    expect(flat(screen)).toContain(
      `Op de schijf staat: ${product} versie ${version} (nummer ${sequence}), Tweede Kamer`,
    );
    expect(flat(screen)).toContain("definitief. Staat dat ook boven uw brief? Staan er meer codes in de brief?");
  });

  test("another disc may be chosen instead, and only going on gives a verdict", async () => {
    writeFileSync(join(folder, "anders.iso"), other.image);
    const another = await guided([other.code, "2", "2", join(folder, "anders.iso"), other.code, "", "n", ""], iso());
    expect(another, another.screen).toMatchObject({ exitCode: 0, left: [] });
    expect(await guided([other.code, "3", "n", "n", ""], iso())).toMatchObject({ exitCode: 26 });
    const { exitCode, screen } = await guided([other.code, "s", ""], iso());
    expect(exitCode).toBe(1);
    expect(screen).toContain("Gestopt. Er is geen oordeel. Installeer niet.");
    expect(screen).not.toContain("STOP");
  });

  test("choice 3 with a release without a list of installed files is no verdict, and no warning about a good disc", async () => {
    writeFileSync(join(folder, "anders.iso"), other.image);
    const { exitCode, screen, left } = await guided(["3", join(folder, "anders.iso"), "s", ""]);
    expect({ exitCode, left }).toEqual({ exitCode: 1, left: [] });
    expect(flat(screen)).toContain("hoort geen lijst van geïnstalleerde bestanden");
    expect(screen).not.toContain("STOP");
  });

  test("what fails is said with what to do, the technical words last, and what to verify is asked again", async () => {
    const gone = () => {
      rmSync(iso());
      return disc.code;
    };
    const { exitCode, screen } = await guided([gone, "s", ""], iso());
    expect(exitCode).toBe(1);
    expect(flat(screen)).toMatch(
      /De controle is niet gelukt\. Er is geen oordeel\. .*\(Voor de technicus: .*master\.iso/,
    );
    expect(screen).toMatch(/technicus[\s\S]*Uw keuze[\s\S]*Gestopt\. Er is geen oordeel/);
  });

  test("who leaves before the verdict reads that there is none; who leaves after it keeps hers", async () => {
    for (const answers of [[], [disc.code.slice(0, 5)], [disc.code, interruption]])
      expect(await guided(answers, iso())).toMatchObject({
        exitCode: 1,
        screen: expect.stringContaining("Gestopt. Er is geen oordeel. Installeer niet."),
      });
    const late = await guided([disc.code], iso());
    expect(late).toMatchObject({ exitCode: 0, screen: expect.not.stringContaining("Gestopt") });
    expect(late.screen).toContain("Het oordeel blijft staan.");
  });

  test("S stops at every question; on paper it is a letter like another", async () => {
    for (const answers of [
      ["2", "S"],
      ["4", "s"],
      ["3", "s"],
    ])
      expect(await guided([...answers, ""])).toMatchObject({ exitCode: 1, left: [], screen: /Gestopt/ });
    const { exitCode } = await guided([disc.code, "", "j", "S", "", "", "", "n", "n", ""], iso());
    expect(exitCode).toBe(0);
    const [, json = ""] = documents();
    expect(JSON.parse(readFileSync(join(folder, "home/Documents", json), "utf8")).filledIn.municipality).toBe("S");
  });

  test("an answer that is neither yes nor no is told", async () => {
    const { exitCode, screen } = await guided([disc.code, "", "misschien", "n", "nee", ""], iso());
    expect(exitCode).toBe(0);
    expect(screen.match(/Typ J of N, en druk op Enter\./g)).toHaveLength(1);
  });

  test("a trial release says OEFENEN, and nothing of installing or signing", async () => {
    const trial = makeDisc({ release: { purpose: "trial" } });
    writeFileSync(join(folder, "proef.iso"), trial.image);
    const { exitCode, screen } = await guided([trial.code, "", "n", ""], join(folder, "proef.iso"));
    expect(exitCode).toBe(0);
    expect(screen).toContain("OEFENEN");
    expect(screen).not.toMatch(/mag installeren|handtekening/);
  });

  test("without a code there is no way to a verdict: stopping, and a window that is closed, end as 1", async () => {
    expect(await guided(["s", ""], iso())).toMatchObject({ exitCode: 1 });
    expect(await guided([], iso())).toMatchObject({ exitCode: 1 });
    expect(await guided(["", disc.code.slice(0, 5)], iso())).toMatchObject({ exitCode: 1 });
  });

  test("a folder that cannot be written to: the verdict stands, and another folder will do", async () => {
    vi.stubEnv("HOME", join(folder, "nowhere"));
    const stands = await guided([disc.code, "", "j", ...unfilled, "", "n", ""], iso());
    expect(stands).toMatchObject({
      exitCode: 0,
      screen: expect.stringMatching(/Opslaan lukt hier niet\.[\s\S]*Het oordeel blijft staan/),
    });
    mkdirSync(join(folder, "stick"));
    const answers = [disc.code, "", "j", ...unfilled, join(folder, "stick"), "n", "n", ""];
    expect(await guided(answers, iso())).toMatchObject({ exitCode: 0, left: [] });
    expect(readdirSync(join(folder, "stick"))).toHaveLength(2);
  });

  test("B3: nothing is kept in what was verified; another folder will do, and what follows goes there too", async () => {
    vi.stubEnv("HOME", join(folder, "nowhere"));
    mkdirSync(join(folder, "stick"));
    const target = folderOf(disc);
    const before = readdirSync(target, { recursive: true }).sort();
    const named = [join(target, "ZEGEL"), join(folder, "stick")];
    const { exitCode, screen, left } = await guided([disc.code, "", "j", ...unfilled, ...named, "n", "j", ""], target);
    expect({ exitCode, left }, screen).toEqual({ exitCode: 0, left: [] });
    expect(flat(screen)).toContain("Opslaan kan niet op de plaats die u controleert");
    expect(readdirSync(target, { recursive: true }).sort()).toEqual(before);
    expect(readdirSync(join(folder, "stick"))).toHaveLength(3);
  });

  test("instructions are offered after GOED only, as a paper of their own", async () => {
    const payload = { ...samplePayload, [aanwijzingenPath]: "zegel/aanwijzingen v1\n1 Trek de netwerkkabel uit.\n" };
    const offer = "horen aanwijzingen";
    for (const [purpose, isOffered] of [
      ["final", true],
      ["trial", false],
    ] as const) {
      const made = makeDisc({ payload, release: { purpose } });
      writeFileSync(iso(), made.image);
      const { exitCode, screen } = await guided([made.code, "", "n", "n", ""], iso());
      expect({ exitCode, isOffered: screen.includes(offer) }).toEqual({ exitCode: 0, isOffered });
    }
  });

  test("a program without a trust root says so, before anybody types a code", async () => {
    const who = person([""]);
    await runGuide(who.dialog, [], [iso()]);
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

  test("offers the discs that are there; file, program and Kiesraad keep their numbers", async () => {
    const who = person(["5"]);
    expect(await ask(who.dialog, () => discs)).toEqual(["E:\\"]);
    expect(who.screen()).toMatch(
      /1 {2}Schijf D:\n {2}2 {2}ISO-bestand[^\n]*\n {2}3 {2}Geïnst[^\n]*\n {2}4 {2}Intrek[^\n]*\n {2}5 {2}Schijf E:\n {2}Z/,
    );
    expect(await ask(person(["1"]).dialog, () => discs)).toEqual(["D:\\"]);
  });

  test("looks again for a disc that comes late", async () => {
    const found = [[], discs];
    const who = person(["7", "1", "1"]);
    expect(await ask(who.dialog, () => found.shift() ?? discs)).toEqual(["D:\\"]);
    expect(who.screen()).toMatch(/Geen schijf met een zegel gevonden[\s\S]*geen van de keuzes[\s\S]*Schijf D:/);
    expect(await ask(person(["z", "1"]).dialog, () => discs)).toEqual(["D:\\"]);
  });

  test("takes a recall code or a file for the check that follows", async () => {
    const code = encodeRecallCode(1, disc.release.imageSha256);
    const slip = `${code.slice(0, 4)}${code[4] === "0" ? "1" : "0"}${code.slice(5)}`;
    const list = join(folder, "lijst.note");
    writeFileSync(list, encodeNote(recallNote([disc.release.imageSha256])));
    const who = person(["4", slip, code.toLowerCase(), "4", "onzin", list, "4", "", "1"]);
    expect(await ask(who.dialog, () => discs)).toEqual(["D:\\", "--recall-code", code, "--recall", list]);
    expect(who.screen()).toMatch(/Groep 1 klopt niet[\s\S]*geen intrekkingscode/);
    expect(who.screen().match(/De intrekking wordt meegenomen/g)).toHaveLength(2);
    const reported = await guided(["4", code, "2", join(folder, "master.iso"), disc.code, "n", "n", ""]);
    expect(reported).toMatchObject({ exitCode: 29, left: [], screen: expect.stringContaining("WACHT") });
  });

  test("takes a statement of who rebuilt the disc and a trust root, and the check hears of them", async () => {
    const rebuilt = rebuildNote(disc.release, sha256Of(disc.seal.release.text), "rosa");
    const note = join(folder, "verklaring.note");
    writeFileSync(note, encodeNote(rebuilt));
    const who = person(["4", note, "4", join(folder, "root.note"), "1"]);
    expect(await ask(who.dialog, () => discs)).toEqual(["D:\\", "--note", note, "--note", join(folder, "root.note")]);
  });

  test("says at once that a file is no recall list", async () => {
    const list = Buffer.from(encodeNote(recallNote([disc.release.imageSha256])));
    writeFileSync(join(folder, "lang.note"), Buffer.concat([list, Buffer.alloc(65_536, "\n")]));
    writeFileSync(join(folder, "kapot.note"), list.subarray(0, 16));
    writeFileSync(join(folder, "kras.note"), list.toString().replace("number 1", "number 3"));
    const wrong = ["master.iso", "lang.note", "kapot.note", "kras.note", "home"].map((name) => join(folder, name));
    const who = person(["4", ...wrong, "", "1"]);
    expect(await ask(who.dialog, () => discs)).toEqual(["D:\\"]);
    expect(flat(who.screen()).match(/geen intreklijst, logboekbewijs of ander bestand/g)).toHaveLength(wrong.length);
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

  test("speaks English after one key, and greets and warns once more", async () => {
    const who = person(["e", "s"]);
    let greeted = 0;
    await expect(
      ask(
        who.dialog,
        () => discs,
        () => void greeted++,
      ),
    ).rejects.toThrow(CommandError);
    expect([greeted, who.screen()]).toEqual([1, expect.stringContaining("Installed program on this computer")]);
    const whole = await guided(["e", "s", ""]);
    expect(whole.screen).toMatch(
      /Dit verandert niets[\s\S]*This changes nothing on the disc[\s\S]*Stopped\. There is no verdict/,
    );
  });

  test("B9: what was copied along unseen with a code or a path is not seen by the program either", async () => {
    for (const mark of ["\u200e", "\u200b", "\u00ad", "\u2060", "\ufeff", "\u202a"]) {
      const whole = `${mark}${disc.code.replaceAll("-", `-${mark}`)}`;
      expect(await askCode(person([whole]).dialog)).toBe(disc.code);
      const groups = disc.code.split("-").map((group) => `${group.slice(0, 3)}${mark}${group.slice(3)}`);
      expect(await askCode(person(groups).dialog)).toBe(disc.code);
      const path = join(folder, "master.iso");
      expect(await ask(person(["2", `${mark}${path}`]).dialog, () => [])).toEqual([path]);
      const recall = encodeRecallCode(3, disc.release.imageSha256);
      const typed = ["4", `${mark}${recall}`, "2", path];
      expect(await ask(person(typed).dialog, () => [])).toEqual([path, "--recall-code", recall]);
    }
  });

  test("takes a dropped path bare, in quotes or with backslashes, and says what is not there", async () => {
    const path = join(folder, "een schijf.iso");
    writeFileSync(path, disc.image);
    for (const typed of [
      path,
      `'${path}'`,
      `"${path}"`,
      path.replace(" ", "\\ "),
      pathToFileURL(path).href,
      `"${path}`,
      `${path}/`,
    ])
      expect(await ask(person(["2", typed]).dialog, () => [])).toEqual([path]);
    const who = person(["2", join(folder, "weg"), "", "s"]);
    await expect(ask(who.dialog, () => [])).rejects.toThrow(CommandError);
    expect(who.screen()).toContain("Dat is er niet");
  });
});

describe("the code", () => {
  test.each([
    ["group by group", (code: string) => code.split("-")],
    ["in one line", (code: string) => [code]],
    ["in lower case, with blanks", (code: string) => [code.toLowerCase().replaceAll("-", " ")]],
    ["in quotes, with its name before it", (code: string) => [`“Zegelcode: ${code}”`]],
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
    await expect(askCode(who.dialog)).rejects.toThrow(CommandError);
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
      expect(who.screen()).toContain("Groep 3 en groep 6 kloppen niet. Lees ze opnieuw.");
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

  test("a file that is not there is said in the language asked for, the system's words behind it", () => {
    const { status, stderr } = run(process.execPath, [program, "weg.iso", "--lang", "nl"], { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^zegel verify: GEBRUIK: Dat is er niet: weg\.iso\. .*\(Voor de technicus: weg\.iso: ENOENT.*\)\n$/,
    );
    const english = run(process.execPath, [program, "weg.iso", "--lang", "en"], { cwd: folder });
    expect(english.stderr).toMatch(/^zegel verify: GEBRUIK: weg\.iso: ENOENT/);
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
      ["Typ het envelopnummer", "\r"],
      ["verslag opslaan", "n\r"],
      ["Een kopie", "n\r\r\r"],
      ["sluiten", "gelezen\r"],
    ]);
    expect(stdout).toContain("U mag installeren.");
    expect(stdout).toMatch(/om te sluiten\.[^\n]*gelezen/);
    expect(stdout).not.toMatch(/\u001b\[(?!\?2004)/); // readline's own, which no console prints
    expect(status).toBe(0);
  });

  test("what is typed ahead of a question that has no haste answers it", () => {
    const { status, stdout } = guidedOn([...begin(), ["Typ het envelopnummer", "\rn\rn\r"], ["sluiten", "\r"]]);
    expect(stdout).toContain("U mag installeren.");
    expect(status).toBe(0);
  });

  test("an error of the command line is broken between words, and one line where a program reads it", () => {
    const args = ["master.iso", "--root", "root.note", "--code", "QQQQQ-QQQQQ", "--lang", "nl"];
    const { status, stdout } = onTerminal([], [process.execPath, program, ...args], folder);
    const lines = stdout.trimEnd().split("\r\n");
    expect({ status, isBroken: lines.length > 1 }).toEqual({ status: 2, isBroken: true });
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(80);
    const piped = run(process.execPath, [program, ...args], { cwd: folder });
    expect(piped.stderr).toBe(`${lines.map((line) => line.trim()).join(" ")}\n`);
  });

  test("Ctrl+C at a question is no verdict", () => {
    const { status, stdout } = guidedOn([
      ["Uw keuze", "\u0003"],
      ["sluiten", "\r"],
    ]);
    expect(stdout).not.toContain("GOED");
    expect(stdout).toContain("Gestopt. Er is geen oordeel. Installeer niet.");
    expect(status).toBe(1);
  });
});
