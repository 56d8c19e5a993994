// `zegel crosscheck form`, `type` and `paper` on files of a made-up municipality: the exit code, what the screen says, and what is written.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Options as TypeOptions, typePapers } from "../../src/cli/crosscheck/type.ts";
import { judge, readInputs } from "../../src/crosscheck/index.ts";
import {
  encodeEntry,
  encodeTable,
  type Field,
  type Figure,
  formDigest,
  formOf,
  type Paper,
  type PaperEntry,
  type PaperForm,
  paperOrder,
  parseEntry,
  renderFormPage,
} from "../../src/crosscheck/paper/index.ts";
import type { Candidates, Count, Stations } from "../../src/crosscheck/read/model.ts";
import { reportOnPaper } from "../../src/crosscheck/report/paper-report.ts";
import { paperInJson, showPaper } from "../../src/crosscheck/report/paper-screen.ts";
import { CommandError } from "../../src/verify/program/terminal.ts";
import { person } from "../cli/person.ts";
import { temporaryFolder, zegel } from "../tools.ts";
import { candidatesEml, countEml, stationsEml } from "./paper-eml.ts";
import { entryOf, form, goodFigures, goodPapers, paper, withFigures } from "./paper-world.ts";

const figuresOf = (papers: readonly Paper[]) => new Map(papers.map(({ unit, figures }) => [unit, figures]));
const count = countEml(form, figuresOf(goodPapers(true)));
const [first = ""] = form.units.map(({ id }) => id);

type Content = string | Uint8Array | PaperEntry;

/** A folder with the count, the lists and these files. */
function folderOf(files: Readonly<Record<string, Content>>): string {
  const folder = temporaryFolder();
  const all: Readonly<Record<string, Content>> = {
    "telling.eml.xml": count,
    "kandidaten.eml.xml": candidatesEml(form),
    ...files,
  };
  for (const [name, content] of Object.entries(all)) {
    const isEntry = typeof content === "object" && "entry" in content;
    writeFileSync(join(folder, name), isEntry ? encodeEntry(content) : content);
  }
  return folder;
}

/** What the command says of a folder. */
async function compare(files: Readonly<Record<string, Content>>) {
  const inputs = await readInputs([folderOf(files)]);
  const report = reportOnPaper(inputs, judge(inputs, { chosen: new Set(), codes: [] }));
  const json = paperInJson(report) as { exit: number };
  return { report, json, exit: json.exit, screen: showPaper(report, "nl").join("\n").replace(/\n +/g, " ") };
}

const one = entryOf(1, goodPapers());
const two = entryOf(2, goodPapers());

describe("the form", () => {
  const messages = async (...texts: readonly string[]) => {
    const folder = temporaryFolder();
    for (const [i, text] of texts.entries()) writeFileSync(join(folder, `${i}.eml.xml`), text);
    const inputs = await readInputs([folder]);
    expect(inputs.unreadable).toEqual([]);
    return inputs.messages.map(({ message }) => message);
  };

  test("is the same from a count, from the same count with every figure another, and from the list of stations", async () => {
    const other = countEml(form, new Map(form.units.map(({ id }, i) => [id, goodFigures(100 + i, true)])));
    const all = (await messages(count, other, stationsEml(form), candidatesEml(form))) as never[];
    const lists = all.filter(({ kind }) => kind === "230b") as Candidates[];
    const sources = all.filter(({ kind }) => kind !== "230b") as (Count | Stations)[];
    expect(sources).toHaveLength(3);
    const whole = { ...form, lists: form.lists.map((list) => ({ ...list })) };
    for (const source of sources) expect(formOf(source, lists)).toEqual(whole);
    const pages = sources.map((source) => renderFormPage(formOf(source, lists), false, { script: [], style: [] }));
    expect(new Set(pages).size).toBe(1);
  });

  test("is not made with the lists of another election, or of none", async () => {
    const [source] = (await messages(count)) as Count[];
    const [other] = (await messages(candidatesEml({ ...form, election: "GR2026_Zandhoek" }))) as Candidates[];
    const [fewer] = (await messages(candidatesEml({ ...form, lists: form.lists.slice(1) }))) as Candidates[];
    const [less] = (await messages(
      candidatesEml({ ...form, lists: form.lists.map((list) => ({ ...list, candidates: list.candidates.slice(1) })) }),
    )) as Candidates[];
    for (const lists of [[], [other], [fewer], [less]])
      expect(() => formOf(source as Count, lists as Candidates[])).toThrow(/candidate lists \(230b\)/);
  });
});

describe("zegel crosscheck form", () => {
  test("writes the page and the table, whole or not at all, and never over a file", () => {
    const folder = folderOf({});
    const at = (name: string) => join(folder, name);
    const args = ["crosscheck", "form", at("telling.eml.xml"), "--lists", at("kandidaten.eml.xml")];
    const made = zegel([...args, "-o", at("invoer.html"), "--csv", at("invoer.csv")]);
    expect(made).toMatchObject({ status: 0, stderr: "" });
    expect(made.stdout).toContain("Waterhoek, 3 stations or units, 2 lists");
    expect(readFileSync(at("invoer.csv"))).toEqual(Buffer.from(encodeTable(form, false)));
    const page = readFileSync(at("invoer.html"), "utf8");
    expect(page).toContain("<li>unit 9042::SB2 Sporthal &lt;b&gt;</li>");
    expect(page).toMatch(
      /"default-src 'none'; script-src 'sha256-[A-Za-z0-9+/=]{44}'; style-src 'sha256-[A-Za-z0-9+/=]{44}'; base-uri 'none'; form-action 'none'"/,
    );
    expect(zegel([...args, "-o", at("invoer.html")])).toMatchObject({ status: 1 });
    expect(zegel(args)).toMatchObject({ status: 2 });
    expect(zegel([...args.slice(0, 3), "-o", at("x.html")])).toMatchObject({ status: 2 });
    writeFileSync(at("stuk.eml.xml"), count.slice(0, 900));
    expect(zegel(["crosscheck", "form", at("stuk.eml.xml"), ...args.slice(3), "-o", at("x.html")]).status).toBe(41);
    expect(readdirSync(folder).sort()).toEqual(
      ["invoer.csv", "invoer.html", "kandidaten.eml.xml", "stuk.eml.xml", "telling.eml.xml"].sort(),
    );
  });
});

describe("zegel crosscheck paper", () => {
  test("papers that agree: KLOPT, with what was compared and what was not", async () => {
    const { exit, screen } = await compare({ "1.txt": one, "2.txt": two });
    expect(exit).toBe(0);
    expect(screen).toMatch(/KLOPT - papier en computer zijn gelijk: 3 van 3 stembureaus, alle lijsttotalen\./);
    expect(screen).toMatch(/3 van 3 stembureaus/);
    expect(screen).toMatch(/Niet vergeleken:[\s\S]*stemmen per kandidaat[\s\S]*het totaal van Waterhoek/);
  });

  test("from tables, and from a form of the list of stations, too", async () => {
    const text = new TextDecoder().decode(encodeTable(form, false));
    const rows = goodPapers().map(({ unit, figures }) => {
      const columns = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "E.1", "E.4"] as const;
      return `${unit};x;N10-1;${columns.map((field) => figures.get(field)).join(";")}`;
    });
    const table = `${text.split("\r\n").slice(0, 6).join("\r\n")}\r\n${rows.join("\r\n")}\r\n`;
    const of = (entry: number) => table.replace("entry;", `entry;${entry}`).replace("person;", `person;p${entry}`);
    expect((await compare({ "1.csv": of(1), "2.csv": of(2), "110b.eml.xml": stationsEml(form) })).exit).toBe(0);
  });

  test("a difference: the place, both figures, and 44 before all that is still to be done", async () => {
    const papers = goodPapers().map((each, i) => (i === 1 ? withFigures(each, { "E.1": 430 }) : each));
    const { exit, screen, json } = await compare({
      "1.txt": entryOf(1, papers),
      "2.txt": entryOf(2, papers.slice(0, 2)),
    });
    expect(exit).toBe(44);
    expect(json).toMatchObject({
      verdicts: ["PAPIER_WIJKT_AF", "NOG_NIET_AF"],
      parts: [{ differences: [{ code: "P1", field: "E.1", paper: 430, count: 29 }] }],
    });
    expect(screen).toMatch(/VERSCHIL - papier wijkt af, 1 verschil\./);
    expect(screen).toMatch(
      /Stembureau 2: Sporthal <b>, N 10-1, E\.1 Totaal lijst 1 Partij Wilg: papier 430, telbestand 29 \(401 meer op papier\)/,
    );
    expect(screen).toMatch(/Stembureau 12: =1\+1 Café: tweede invoer ontbreekt/);
    expect(screen).toMatch(/op het papier zelf, Stembureau 2: [^:]*: De stemmen op lijsten tellen niet op tot E\./);
  });

  test("a slip of one typist is no alarm, whatever the count says", async () => {
    const slip = goodPapers().map((each, i) => (i === 0 ? withFigures(each, { "E.4": 72 }) : each));
    const { exit, screen } = await compare({ "1.txt": one, "2.txt": entryOf(2, slip) });
    expect(exit).toBe(46);
    expect(screen).toMatch(/NOG NIET AF - er is nog iets te doen/);
    expect(screen).toMatch(/E\.4 Totaal lijst 4: de een typte 27, de ander 72\. Een derde kijkt op het papier/);
    const decided = entryOf(3, [paper(first, new Map<Field, Figure>([["E.4", 27]]))]);
    expect((await compare({ "1.txt": one, "2.txt": entryOf(2, slip), "3.txt": decided })).exit).toBe(0);
  });

  test("a correction: the paper before it against what stood there", async () => {
    const corrected = countEml(
      form,
      figuresOf(goodPapers(true).map((each, i) => (i === 0 ? withFigures(each, { G: 2, A: 44, D: 53 }) : each))),
    );
    const changes = new Map([...goodFigures(1).keys()].map((field): [Field, Figure] => [field, "-"]));
    for (const [field, figure] of [
      ["G", 2],
      ["A", 44],
      ["D", 53],
      ["H", 53],
    ] as const)
      changes.set(field, figure);
    const papers = [...goodPapers(), paper(first, changes, "Na14-1")];
    const files = { "telling.eml.xml": corrected, "1.txt": entryOf(1, papers), "2.txt": entryOf(2, papers) };
    const { exit, screen } = await compare(files);
    expect(exit).toBe(0);
    expect(screen).toMatch(/het papier van vóór de verbetering \(N 10-1\); het telbestand zegt niet/);
  });

  const foreign: readonly (readonly [string, Content, RegExp])[] = [
    ["another municipality's", { ...one, election: "GR2026_Zandhoek" }, /hoort bij een andere verkiezing/],
    ["of another form", { ...one, form: "0".repeat(64) }, /hoort bij een ander invoerformulier/],
    ["by the same person", entryOf(2, goodPapers(), "medewerker 1"), /door dezelfde persoon getypt/],
    ["the same file", one, /zijn hetzelfde bestand/],
    [
      "the counting software's own table",
      '"Verkiezing";;"x"\r\n"Datum";;"2026-03-18"\r\n"Gebied";;"x"\r\n"Nummer";;"9042"\r\n\r\n"Lijstnummer";"Aanduiding";"Volgnummer";"Naam kandidaat";"Totaal"\r\n',
      /geen papier|onleesbaar/i,
    ],
    ["cut off", new TextDecoder().decode(encodeEntry(two)).slice(0, -3), /dit is geen goede invoer/],
  ];
  test.each(foreign)(
    "a second entry that is %s: its own sentence, and never a yes or an alarm",
    async (_what, content, says) => {
      const { exit, screen } = await compare({ "1.txt": one, "2.txt": content });
      expect(screen).toMatch(says);
      expect([46, 41]).toContain(exit);
      expect((await compare({ "1.txt": one, "2.txt": two })).exit).toBe(0);
    },
  );

  test("a file that is left aside keeps it from a yes: it could have said no", async () => {
    const { exit } = await compare({
      "1.txt": one,
      "2.txt": two,
      "3.txt": { ...entryOf(3, []), form: "0".repeat(64) },
    });
    expect(exit).toBe(46);
  });

  test("a municipality that was forgotten keeps it from a yes", async () => {
    const other = {
      ...form,
      authority: "9043",
      authorityName: "Zandhoek",
      units: [{ id: "9043::SB1", name: "De Zaal" }],
    };
    const second = countEml(other, new Map([["9043::SB1", goodFigures(4, true)]])).replace(
      '<kr:ElectionDomain Id="9043">Zandhoek',
      '<kr:ElectionDomain Id="9042">Waterhoek',
    );
    const { exit, screen } = await compare({ "tweede.eml.xml": second, "1.txt": one, "2.txt": two });
    expect(exit).toBe(46);
    expect(screen).toMatch(/Nog te doen:\n? *- Zandhoek: van deze telling is niets getypt/);
  });

  test("nothing to compare is no yes", async () => {
    expect(await compare({})).toMatchObject({
      exit: 46,
      screen: expect.stringMatching(/Er is geen invoer van papier/),
    });
    expect((await compare({ "1.txt": entryOf(1, []), "2.txt": entryOf(2, []) })).exit).toBe(46);
    const without = await compare({ "kandidaten.eml.xml": "geen", "1.txt": one, "2.txt": two });
    expect(without.screen).toMatch(/De telling of de kandidatenlijsten ontbreken/);
  });

  test("no name of a typist in JSON, and no character that steers in what is shown", async () => {
    const evil = "invoer\u202e.txt";
    const { json, screen } = await compare({ [evil]: { ...one, form: "1".repeat(64) }, "1.txt": one, "2.txt": two });
    expect(JSON.stringify(json)).not.toContain("medewerker");
    expect(screen).not.toContain("\u202e");
  });

  test("as a command", () => {
    const folder = folderOf({ "1.txt": one, "2.txt": two });
    const agreed = zegel(["crosscheck", "paper", folder, "--lang", "nl"]);
    expect(agreed).toMatchObject({ status: 0, stderr: "" });
    expect(agreed.stdout).toMatch(/^=+\nKLOPT/);
    const json = JSON.parse(zegel(["crosscheck", "paper", folder, "--json"]).stdout);
    expect(json).toMatchObject({ verdict: "KLOPT", exit: 0, parts: [{ form: formDigest(form), differences: [] }] });
  });
});

describe("zegel crosscheck type", () => {
  async function typed(answers: readonly (string | Error)[], more: Partial<TypeOptions> = {}) {
    const folder = folderOf({});
    const out = join(folder, "invoer.txt");
    const who = person(answers);
    const options = { lists: [join(folder, "kandidaten.eml.xml")], decide: [], lang: "nl" as const, out, ...more };
    const before = process.exitCode;
    onTestFinished(() => {
      process.exitCode = before;
    });
    await typePapers(join(folder, "telling.eml.xml"), options, who.person, () => undefined);
    return { entry: parseEntry(readFileSync(out)), out, left: who.left };
  }
  const figures = (seed: number, ofForm: PaperForm = form) =>
    paperOrder(ofForm).map((field) => String(goodFigures(seed).get(field)));
  test("a whole entry: Enter takes the next station and the paper of the last", async () => {
    const units = [1, 2, 3].flatMap((seed) => ["", "", ...figures(seed)]);
    const { entry, left } = await typed(["1", "AZ", ...units, "", "", ...figures(9)]);
    expect(left).toEqual([]);
    expect(entry).toEqual({ ...entryOf(1, [...goodPapers(), paper("total", goodFigures(9), "Na31-1")]), person: "AZ" });
  });

  test("slips get a sentence and the question again; S stops, and all is saved; it can be gone on with", async () => {
    const start = ["3", "x", "2", "\u202e", "mies", "77", "12", "9", "1"];
    const boxes = ["1o", "9", "<", "8", "", "S"];
    const { entry, out } = await typed([...start, ...boxes]);
    expect(entry).toMatchObject({ entry: 2, person: "mies" });
    expect(entry.papers).toEqual([
      { unit: "9042::SB12", model: "N10-1", figures: new Map([["A", 8]]), isFinished: false },
    ]);
    const again = await typed(
      ["12", ...figures(3).map((figure, i) => (i === 0 ? "57" : figure)), "n", ...figures(3), "s"],
      {
        resume: out,
      },
    );
    expect(again.entry.papers).toEqual([paper("9042::SB12", goodFigures(3))]);
  });

  test("Ctrl-C loses nothing", async () => {
    const folder = folderOf({});
    const out = join(folder, "invoer.txt");
    const who = person(["1", "AZ", "", "1", "5", new CommandError("stopped", 130)]);
    const options = { lists: [join(folder, "kandidaten.eml.xml")], decide: [], out };
    await expect(typePapers(join(folder, "telling.eml.xml"), options, who.person, () => undefined)).rejects.toThrow(
      "stopped",
    );
    expect(parseEntry(readFileSync(out)).papers[0]?.figures).toEqual(new Map([["A", 5]]));
  });

  test("who decides is asked the boxes that differ, and no other", async () => {
    const slip = goodPapers().map((each, i) => (i === 2 ? withFigures(each, { F: 30, "E.4": 1 }) : each));
    const folder = folderOf({ "1.txt": one, "2.txt": entryOf(2, slip) });
    const decide = [join(folder, "1.txt"), join(folder, "2.txt")];
    const { entry, left } = await typed(["Medewerker 2", "derde", "3", "", "33"], { decide });
    expect(left).toEqual([]);
    expect(entry).toMatchObject({ entry: 3, person: "derde" });
    expect(entry.papers).toEqual([
      paper(
        "9042::SB12",
        new Map<Field, Figure>([
          ["F", 3],
          ["E.4", 33],
        ]),
      ),
    ]);
    await expect(typed(["derde"], { decide: decide.slice(0, 1) })).rejects.toThrow(/--decide twice/);
  });
});
