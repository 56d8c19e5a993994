// zegel release status PARENT: a table of the releases that lie in one folder, and what is wrong between them.

import { chmodSync, cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ReleaseChoice } from "../../src/format/index.ts";
import { judgeParent, type ReleaseRow, sayParentFinding, untoldRow } from "../../src/release-folder/index.ts";
import { parentTexts } from "../../src/release-folder/parent/texts.ts";
import { zegelIn } from "../cli/flow.ts";
import { temporaryFolder } from "../tools.ts";
import { choice } from "../world/release.ts";
import { makeOfficeFolder, type OfficeFolder, type Stage } from "./office.ts";

/** Every code that a test here has met: at the end all of them. */
const met = new Set<string>();

interface Told {
  readonly status: number | null;
  readonly outcome: string;
  /** Outcome by folder, in the order of the table. */
  readonly rows: readonly (readonly [folder: string, outcome: string])[];
  readonly findings: readonly { readonly code: string; readonly is: string; readonly text: string }[];
  readonly codes: readonly string[];
}

interface Parent {
  readonly folder: string;
  add(
    name: string,
    stage: Stage,
    change?: Partial<ReleaseChoice>,
    more?: (office: OfficeFolder) => void,
  ): Promise<void>;
  status(...words: string[]): ReturnType<typeof zegelIn>;
  told(...words: string[]): Promise<Told>;
}

function makeParent(): Parent {
  const folder = temporaryFolder();
  const status = (...words: string[]) => zegelIn(folder, ["release", "status", ".", ...words]);
  return {
    folder,
    status,
    async add(name, stage, change = {}, more = () => undefined) {
      const office = await makeOfficeFolder(stage, { choice: change });
      more(office);
      cpSync(office.folder, join(folder, name), { recursive: true });
    },
    async told(...words) {
      const ended = await status("--json", ...words);
      if (ended.stdout === "") throw new Error(ended.stderr);
      const { outcome, releases, findings } = JSON.parse(ended.stdout);
      for (const { code } of findings) met.add(code);
      return {
        status: ended.status,
        outcome,
        rows: releases.map((row: { folder: string; outcome: string }) => [row.folder, row.outcome]),
        findings,
        codes: findings.map(({ code }: { code: string }) => code),
      };
    },
  };
}

const stop = (office: OfficeFolder) => office.put("STOPPED.txt", "Anna tekent niet: fout in de restzetels\n");
/** A release whose in/previous.note is the joined note of `before`. */
const following = (parent: Parent, before: string) => (office: OfficeFolder) =>
  cpSync(join(parent.folder, before, "out/release.note"), join(office.folder, "in/previous.note"));
const done = { version: "2.24.1" };
const other = { version: "2.24.4" };
const second = { version: "2.24.2", sequence: 2 };

function row(name: string, state: ReleaseRow["state"], sequence: number): ReleaseRow {
  return { ...untoldRow(name, "x"), state, choice: { ...choice, sequence }, reason: undefined };
}
const beside = { links: [], leftBehind: [], others: [] };
function sayAll(...rows: ReleaseRow[]): string[] {
  const { findings, outcome } = judgeParent(rows, beside);
  expect(outcome).not.toBe("wrong");
  for (const { code } of findings) met.add(code);
  return findings.map((finding) => `${finding.code}: ${sayParentFinding(finding, "en")}`);
}

describe("the table", () => {
  test("of each release number, version, state, folder and whose turn; sorted; emergencies and stops are seen", async () => {
    const parent = makeParent();
    await parent.add("z-eerste", "finished", done);
    await parent.add("b-nood", "rebuilt", { version: "2.24.10", sequence: 10, urgency: "emergency" });
    await parent.add("a-negen", "signed", { version: "2.24.9", sequence: 9 });
    await parent.add("c-gestopt", "built", second, stop);
    await parent.add("csb", "built", { role: "CSB" });
    const { status, stdout } = await parent.status("--lang", "nl");
    expect(status).toBe(3);
    expect(stdout.split("\n").slice(0, 13)).toEqual([
      "Versies in .",
      "",
      "OSV · Tweede Kamer 2027 · centraal stembureau",
      "  nummer  versie  stand  map  aan zet",
      "       1  2.24.3  wacht  csb  nabouw: nabouwer rosa, ruud",
      "",
      "OSV · Tweede Kamer 2027 · gemeentelijk stembureau",
      "  nummer  versie   stand    map        aan zet",
      "       1  2.24.1   gedaan   z-eerste",
      "       2  2.24.2   gestopt  c-gestopt  Anna tekent niet: fout in de restzetels",
      "       9  2.24.9   wacht    a-negen    samenvoegen: wie de versie maakt",
      "      10  2.24.10  wacht    b-nood     NOODVERSIE",
      "                                       aanvraag: wie de versie maakt",
    ]);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThan(80);
    const english = (await parent.status("--lang", "en")).stdout;
    expect(english).toContain("EMERGENCY VERSION");
    expect((await parent.told()).codes).toEqual(["NUMBERS_MISSING"]); // of 3 to 8
  });

  test("exit code: 0 where all that was not stopped is done, also where what was stopped is wrong", async () => {
    const parent = makeParent();
    await parent.add("eerste", "finished", done);
    await parent.add("tweede", "built", second, (office) => {
      stop(office);
      office.remove("build/payload.tar");
    });
    expect(await parent.told()).toMatchObject({
      status: 0,
      outcome: "done",
      rows: [
        ["eerste", "done"],
        ["tweede", "stopped"],
      ],
    });
    expect((await parent.told("--full")).status).toBe(0);
  });

  test("exit code: 31 where a file of one is wrong, whatever the others are", async () => {
    const parent = makeParent();
    await parent.add("eerste", "finished", done, (office) => office.put("out/letter.html", "x"));
    await parent.add("tweede", "built", second);
    expect(await parent.told()).toMatchObject({ status: 31, outcome: "wrong" });
    expect((await parent.status("--lang", "nl")).stdout).toContain("kijk eerst wat er FOUT is");
  });

  test("--full reads the images of all of them", async () => {
    const parent = makeParent();
    await parent.add("eerste", "finished", done, (office) => {
      const bytes = office.read("out/master.iso");
      bytes[500_000] = (bytes[500_000] ?? 0) ^ 1;
      office.put("out/master.iso", bytes);
    });
    expect([(await parent.told()).status, (await parent.told("--full")).status]).toEqual([0, 31]);
  });

  test("a reviewer who differs is seen, though it blocks nothing", async () => {
    const parent = makeParent();
    await parent.add("eerste", "finished", done, (office) =>
      office.put("notes/x", office.rebuild("rosa", { scope: "source", differs: "tel.jar" })),
    );
    expect((await parent.status("--lang", "nl")).stdout).toContain("!! EEN NABOUWER ZEGT DAT HET VERSCHILT");
  });
});

describe("a number that is used twice", () => {
  test("31; who signed which is named; and with neither of the two anybody goes on", async () => {
    const parent = makeParent();
    await parent.add("a", "signed", done);
    await parent.add("b", "built", other);
    const { status, codes, findings } = await parent.told("--lang", "nl");
    expect([status, codes]).toEqual([31, ["NUMBER_TWICE", "SIGNED_BY", "SIGNED_BY_NOBODY"]]);
    expect(findings.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^nummer 1 van OSV TK2027 GSB is meer dan één keer gebruikt, in a, b: maak niets meer/),
      expect.stringMatching(/^a \(versie 2\.24\.1\): ondertekend door .*anna \(/),
      "b (versie 2.24.4): door niemand ondertekend",
    ]);
    const { stdout } = await parent.status("--lang", "nl");
    expect(stdout.match(/nummer dubbel: zoek dat eerst uit/g)?.length).toBe(2);
    expect(stdout).not.toContain("samenvoegen");
  });

  test("before anything is built too; another role, election or product is another count", async () => {
    const parent = makeParent();
    await parent.add("a", "inputs");
    for (const [name, change] of Object.entries({
      csb: { role: "CSB" },
      ps: { election: "PS2027" },
      av: { product: "AV" },
    }))
      await parent.add(name, "inputs", change);
    expect(await parent.told()).toMatchObject({ status: 3, codes: [] });
    await parent.add("b", "inputs", { version: "9" });
    expect(await parent.told()).toMatchObject({
      status: 31,
      codes: ["NUMBER_TWICE", "SIGNED_BY_NOBODY", "SIGNED_BY_NOBODY"],
    });
  });

  test("capitals and runs of blanks make no other product or election", async () => {
    for (const [one, same, elsewhere] of [
      [{ product: "OSV X" }, { product: "osv  x" }, { product: "OSVX" }],
      [{ election: "TK2027" }, { election: "tk2027" }, { election: "TK2028" }],
    ]) {
      const parent = makeParent();
      await parent.add("a", "inputs", one);
      await parent.add("b", "inputs", elsewhere);
      expect(await parent.told()).toMatchObject({ status: 3, codes: [] });
      await parent.add("c", "inputs", same);
      const { status, codes, findings } = await parent.told();
      expect([status, codes[0]]).toEqual([31, "NUMBER_TWICE"]);
      expect(findings[0]?.text).toContain("in a, c:");
    }
  });

  test("one that was stopped: its number is free where nobody signed, and spent where somebody did", async () => {
    const parent = makeParent();
    await parent.add("a", "built", done, stop);
    await parent.add("b", "built", other);
    expect(await parent.told()).toMatchObject({ status: 3, codes: ["NUMBER_AGAIN"] });
    await parent.add("c", "signed", done, stop);
    const { status, codes, findings } = await parent.told();
    expect([status, codes]).toEqual([31, ["NUMBER_TWICE", "SIGNED_BY_NOBODY", "SIGNED_BY"]]);
    expect(findings[0]?.text).toContain("in b, c:");
  });

  test("the number that was built and signed counts, not the one that release.json says by now", async () => {
    const parent = makeParent();
    await parent.add("a", "signed", done);
    await parent.add("b", "built", other, (office) => {
      const text = Buffer.from(office.read("release.json")).toString();
      office.put("release.json", JSON.stringify({ ...JSON.parse(text), sequence: 2 }));
    });
    expect((await parent.told()).codes).toContain("NUMBER_TWICE");
    const without = makeParent();
    await without.add("a", "built", other);
    await without.add("b", "joined", done, (office) => {
      office.put("release.json", "{");
      office.remove("build");
    });
    expect((await without.told()).codes).toEqual(["NUMBER_TWICE", "SIGNED_BY_NOBODY", "SIGNED_BY_OTHERS"]);
  });

  test("a copy of a folder is the same release twice: 31, in other words", async () => {
    const parent = makeParent();
    await parent.add("a", "finished", done);
    await parent.add("a (kopie)", "signed", done);
    const { status, codes, findings } = await parent.told("--lang", "nl");
    expect([status, codes[0], codes.includes("NUMBER_TWICE")]).toEqual([31, "SAME_RELEASE", false]);
    expect(findings[0]?.text).toContain("leg de andere buiten deze map");
  });
});

describe("what stands out, and is no reason for 31", () => {
  test("the release before it is here: nothing is said; elsewhere: told", async () => {
    const parent = makeParent();
    await parent.add("eerste", "finished", done);
    await parent.add("tweede", "inputs", second, following(parent, "eerste"));
    expect(await parent.told()).toMatchObject({ status: 3, codes: [] });
    rmSync(join(parent.folder, "eerste"), { recursive: true });
    expect(await parent.told()).toMatchObject({ status: 3, codes: ["PREVIOUS_ELSEWHERE"] });
  });

  test("the release before it was stopped, or is not the last that was finished", () => {
    const first = { ...row("eerste", "done", 1), texts: ["aa"], isFinished: true };
    const second = { ...row("tweede", "done", 2), texts: ["bb"], previous: "aa", isFinished: true };
    const third = { ...row("derde", "waiting", 3), previous: "aa" };
    expect(sayAll(first, second, third)).toEqual([
      "PREVIOUS_OLD: derde: the release before it is eerste, and tweede was released too: look which it should be, and build again where needed",
    ]);
    expect(sayAll(first, { ...second, isFinished: false }, third)).toEqual([]);
    expect(sayAll(first, { ...second, choice: { ...choice, sequence: 2, role: "CSB" } }, third)).toEqual([
      "NUMBERS_MISSING: OSV TK2027 GSB: not here: number 2",
    ]);
    expect(sayAll(first, second, { ...third, previous: "bb" })).toEqual([]);
    expect(sayAll({ ...first, state: "stopped" }, third)).toEqual([
      "NUMBERS_MISSING: OSV TK2027 GSB: not here: number 2",
      expect.stringMatching(/^PREVIOUS_STOPPED: derde: the release before it is eerste, which was stopped: /),
    ]);
    // What is over cannot be made otherwise.
    expect(sayAll(first, second, { ...third, state: "done" })).toEqual([]);
    expect(sayAll({ ...first, state: "stopped" }, { ...second, state: "stopped" })).toEqual([]);
  });

  test("a higher number of an earlier date; numbers that are not here", () => {
    const dated = (sequence: number, date: string) => ({
      ...row(`r${sequence}`, "waiting", sequence),
      choice: { ...choice, sequence, date },
    });
    const [late, early] = ["2027-03-02T10:00:00Z", "2027-03-01T10:00:00Z"];
    expect(sayAll(dated(1, late), dated(4, early), dated(6, early))).toEqual([
      "NUMBERS_MISSING: OSV TK2027 GSB: not here: number 2–3, 5",
      `DATE_FALLS: r4: number 4 is of ${early}, and r1, a lower number, of later (${late}): look whether the numbers are right`,
    ]);
    expect(sayAll(dated(1, early), dated(2, early), dated(3, late))).toEqual([]);
  });

  test("links are not followed, what a killed run left and other folders are told, files are nobody's", async () => {
    const parent = makeParent();
    await parent.add("eerste", "finished", done);
    symlinkSync("eerste", join(parent.folder, "koppeling"));
    for (const name of ["tweede.0123456789ab.tmp", "foto's", "bouwsel/build", "bouwsel/out", "lost+found"])
      mkdirSync(join(parent.folder, name), { recursive: true });
    mkdirSync(join(parent.folder, "tweede.0123456789ab.tmp/in"));
    writeFileSync(join(parent.folder, "lees.txt"), "x");
    const { status, codes, rows } = await parent.told();
    expect([status, rows.length]).toEqual([0, 1]);
    expect(codes).toEqual(["LINK", "LEFT_BEHIND", "NO_RELEASE", "NO_RELEASE", "NO_RELEASE"]);
  });
});

describe("what cannot be told", () => {
  test("a release.json that is none is wrong; a name that is no UTF-8 is unknown, and ends in 1", async () => {
    const parent = makeParent();
    await parent.add("eerste", "finished", done);
    mkdirSync(Buffer.from(join(parent.folder, "m\xe9t"), "latin1"));
    const unknown = await parent.told();
    expect([unknown.status, unknown.outcome, unknown.rows.at(-1)]).toEqual([1, "untold", ["mét", "untold"]]);
    const { stdout } = await parent.status("--lang", "nl");
    expect(stdout).toMatch(/\? {2,}\? {2,}ONBEKEND {2}mét +niet te lezen/);
    mkdirSync(join(parent.folder, "stuk"));
    writeFileSync(join(parent.folder, "stuk/release.json"), "{");
    expect((await parent.told()).status).toBe(31);
  });

  test("a release whose release.json is gone is still one of them, by its folders", async () => {
    const parent = makeParent();
    await parent.add("eerste", "joined", done, (office) => office.remove("release.json"));
    expect((await parent.told()).rows).toEqual([["eerste", "waiting"]]);
  });

  test.skipIf(process.getuid?.() === 0)("a folder that nobody may list is unknown", async () => {
    const parent = makeParent();
    await parent.add("eerste", "finished", done);
    mkdirSync(join(parent.folder, "dicht"));
    chmodSync(join(parent.folder, "dicht"), 0o000);
    expect(await parent.told()).toMatchObject({ status: 1, outcome: "untold" });
  });

  test("the worst decides: 31 before 1 before 3 before 0", () => {
    const [fine, over, waits, unknown, bad] = (["done", "stopped", "waiting", "untold", "wrong"] as const).map(
      (state, i) => row(state, state, i + 1),
    ) as [ReleaseRow, ReleaseRow, ReleaseRow, ReleaseRow, ReleaseRow];
    const outcomeOf = (...rows: ReleaseRow[]) => judgeParent(rows, beside).outcome;
    expect([
      outcomeOf(fine),
      outcomeOf(over),
      outcomeOf(fine, over, waits),
      outcomeOf(fine, waits, unknown),
      outcomeOf(fine, waits, unknown, bad),
    ]).toEqual(["done", "done", "waiting", "untold", "wrong"]);
  });

  test("more than two hundred releases: one sentence, exit 1", async () => {
    const folder = temporaryFolder();
    for (let i = 0; i <= 200; i++) {
      mkdirSync(join(folder, `r${i}`));
      writeFileSync(join(folder, `r${i}/release.json`), "{");
    }
    const { status, stdout, stderr } = await zegelIn(folder, ["release", "status", "."]);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^zegel: \.: expected at most 200 releases in one folder, found 201: .*\n$/);
  });

  test("a folder without releases is none, and one that is a release itself is that", async () => {
    const parent = makeParent();
    mkdirSync(join(parent.folder, "leeg"));
    const { status, stderr } = await parent.status();
    expect([status, stderr]).toEqual([1, expect.stringContaining("expected the folder of a release")]);
    await parent.add("eerste", "built");
    await parent.add("eerste/in/nog-een", "built");
    const { stdout } = await zegelIn(parent.folder, ["release", "status", "eerste", "--json"]);
    expect(JSON.parse(stdout)).toHaveProperty("steps");
  });
});

test("hostile names of folders are spelt out, on the screen, in JSON and on the page", async () => {
  const parent = makeParent();
  const name = "a\u001b[2J\u202e<b>\n!! b";
  await parent.add(name, "built", done);
  await parent.add("b", "built", other);
  for (const words of [["--lang", "nl"], ["--json"]]) {
    const { status, stdout } = await parent.status(...words);
    expect(status).toBe(31);
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]|^!! b/m);
  }
  expect((await parent.status()).stdout).toContain("a\\u{1b}[2J\\u{202e}<b>");
});

test("it writes nothing, and says the same again", async () => {
  const parent = makeParent();
  await parent.add("eerste", "finished", done);
  const names = () => readdirSync(parent.folder, { recursive: true }).map(String).sort();
  const before = names();
  const [first, again] = [await parent.status(), await parent.status()];
  expect([first, names()]).toEqual([again, before]);
});

test("every sentence was said here at least once", () => {
  expect(Object.keys(parentTexts).filter((code) => !met.has(code))).toEqual([]);
});
