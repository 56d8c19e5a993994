// `zegel crosscheck sample`, and what `paper --stations` makes of it: a municipality of thirty made-up stations.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  digestOf,
  encodeEntry,
  type Field,
  type Figure,
  formDigest,
  type Paper,
} from "../../src/crosscheck/paper/index.ts";
import { drawOrder, filesDigest } from "../../src/crosscheck/seats/sample.ts";
import { encodeSample } from "../../src/crosscheck/seats/sample-file.ts";
import { zegelIn } from "../cli/flow.ts";
import { temporaryFolder } from "../tools.ts";
import { candidatesEml, countEml, definitionEml, stationsEml } from "./paper-eml.ts";
import { goodFigures, paper, form as small, withFigures } from "./paper-world.ts";

const dice = "31641526354412653126";
const form = {
  ...small,
  units: Array.from({ length: 30 }, (_, i) => ({ id: `9042::SB${i + 1}`, name: `Zaal ${i + 1}` })),
  // More people than seats: no list runs out of them.
  lists: small.lists.map((list) => ({
    ...list,
    candidates: Array.from({ length: 9 }, (_, i) => ({ position: i + 1, name: `Persoon ${i + 1}` })),
  })),
};
const all = form.units.map(({ id }, i) => paper(id, goodFigures((i % 9) + 1)));
const figures = new Map(form.units.map(({ id }, i) => [id, goodFigures((i % 9) + 1, true)] as const));
const election = {
  "telling.eml.xml": countEml(form, figures),
  "lijsten.eml.xml": candidatesEml(form),
  "stembureaus.eml.xml": stationsEml(form),
};

/** What the dice draw from these files, at a risk of 20 %. */
const digests = [election["telling.eml.xml"], election["stembureaus.eml.xml"]]
  .map((one) => digestOf(new TextEncoder().encode(one)))
  .sort();
const order = drawOrder(
  dice,
  filesDigest(digests),
  form.units.map(({ id }) => id),
);
const stations = order.slice(0, 24);
const text = new TextDecoder().decode(
  encodeSample({ election: form.election, of: 30, risk: 20, wrong: 1, dice, files: digests, stations }),
);

/** Both entries say this. */
function entriesOf(papers: readonly Paper[]): Record<string, Uint8Array> {
  const entry = (number: 1 | 2) =>
    encodeEntry({
      ...{ election: form.election, form: formDigest(form), entry: number, person: `persoon ${number}` },
      papers,
    });
  return { "invoer-1.txt": entry(1), "invoer-2.txt": entry(2) };
}

function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries({ ...election, ...files })) writeFileSync(join(folder, name), content);
  return folder;
}

const draw = (folder: string, ...more: string[]) =>
  zegelIn(folder, ["crosscheck", "sample", ".", "--dice", dice, "-o", "steekproef.txt", "--lang", "nl", ...more]);
const flat = (text: string) => text.replace(/\n +/g, " ").replace(/\n/g, " ");

describe("zegel crosscheck sample", () => {
  test("writes what the dice draw, and says what it proves and what not", async () => {
    const folder = folderOf({});
    const { status, stdout, stderr } = await draw(folder, "--risk", "20");
    expect([status, stderr]).toEqual([0, ""]);
    expect(readFileSync(join(folder, "steekproef.txt"), "utf8")).toBe(text);
    const said = flat(stdout);
    expect(said).toContain("Getrokken: 24 van 30 stembureaus. Is bij 1 of meer stembureaus");
    expect(said).toContain("dan ziet deze steekproef dat met 80 % kans. Meer bewijst hij niet.");
    expect(said).toContain("In één gemeente bewijst een steekproef niets over de zetels");
    expect(said).toContain(
      "Over de zetels zegt deze steekproef niets: de telling van de hele verkiezing (510d) of de verkiezingsdefinitie (110a) ontbreekt.",
    );
    expect(stdout).toContain("31641 52635 44126 53126");
    expect(said).toContain(`In deze volgorde: ${stations.map((id) => id.replace("9042::SB", "")).join(", ")}.`);
    const again = folderOf({});
    expect((await draw(again, "--risk", "20", "--json")).stdout).toContain('"noMargin":"files"');
    expect(readFileSync(join(again, "steekproef.txt"))).toEqual(readFileSync(join(folder, "steekproef.txt")));
  });

  test("with D and H of all stations it counts back from the margin of a seat", async () => {
    const bounds = all.map(({ unit, figures: own }) => ({
      ...paper(unit, new Map((["D", "H"] as const).map((field): [Field, Figure] => [field, own.get(field) ?? "-"]))),
      isFinished: false,
    }));
    const files = { "definitie.eml.xml": definitionEml(form, 9) };
    const { status, stdout } = await draw(folderOf({ ...files, ...entriesOf(bounds) }), "--json");
    const json = JSON.parse(stdout);
    expect([status, json.noMargin, json.wrong]).toEqual([0, null, json.margin.stations]);
    expect(json.margin.votes).toBeGreaterThan(0);
    const fewer = JSON.parse((await draw(folderOf({ ...files, ...entriesOf(bounds.slice(1)) }), "--json")).stdout);
    expect(fewer).toMatchObject({ noMargin: "bounds", margin: null, wrong: 1 });
    const odd = bounds.map((one, i) => (i === 3 ? withFigures(one, { D: 4000 }) : one));
    const refused = await draw(folderOf({ ...files, ...entriesOf(odd) }));
    expect(refused.status).toBe(44);
    expect(refused.stderr).toContain("Controleer alles");
  });

  test.each([
    ["nineteen throws", ["--dice", dice.slice(1)], 2],
    ["a die of seven", ["--dice", `7${dice.slice(1)}`], 2],
    ["no dice", [], 2],
    ["a risk of nothing", ["--dice", dice, "--risk", "0"], 2],
    ["a risk of half", ["--dice", dice, "--risk", "50"], 2],
    ["a risk in words", ["--dice", dice, "--risk", "5%"], 2],
    ["dice twice", ["--dice", dice, "--dice", dice], 2],
  ] as const)("refused: %s", async (_, args, expected) => {
    const folder = folderOf({});
    const { status } = await zegelIn(folder, ["crosscheck", "sample", ".", "-o", "s.txt", ...args]);
    expect(status).toBe(expected);
    expect((await zegelIn(folder, ["crosscheck", "sample", ".", "-o", "s.txt", "--dice", dice])).status).toBe(0);
  });

  test("nothing is drawn from files that are not in order, nor over a file", async () => {
    const cut = folderOf({ "telling.eml.xml": election["telling.eml.xml"].slice(0, 900) });
    expect((await draw(cut)).status).toBe(41);
    const other = candidatesEml({ ...form, election: "GR2026_Zandhoek" });
    expect((await draw(folderOf({ "lijsten.eml.xml": other }))).status).toBe(42);
    const alone = temporaryFolder();
    writeFileSync(join(alone, "110b.eml.xml"), election["stembureaus.eml.xml"]);
    const none = await draw(alone);
    expect([none.status, none.stderr]).toEqual([46, expect.stringContaining("telling van een gemeente (510b)")]);
    const folder = folderOf({ "steekproef.txt": "mijn lijstje" });
    expect((await draw(folder)).status).toBe(1);
    expect(readFileSync(join(folder, "steekproef.txt"), "utf8")).toBe("mijn lijstje");
  });
});

describe("zegel crosscheck paper --stations", () => {
  const inSample = all.filter(({ unit }) => stations.includes(unit));
  const beside = all.filter(({ unit }) => !stations.includes(unit));
  const [first = "", second = ""] = stations;

  async function compare(papers: readonly Paper[], files: Readonly<Record<string, string>> = {}, ...more: string[]) {
    const folder = folderOf({ ...entriesOf(papers), "steekproef.txt": text, ...files });
    const args = ["crosscheck", "paper", ".", "--stations", "steekproef.txt", "--lang", "nl", ...more];
    const { status, stdout, stderr } = await zegelIn(folder, args);
    return { status, said: flat(stdout), stderr };
  }
  const change = (unit: string, changes: Readonly<Partial<Record<Field, Figure>>>, papers: readonly Paper[]) =>
    papers.map((one) => (one.unit === unit ? withFigures(one, changes) : one));

  test("every drawn station agrees: 0, and what that proves", async () => {
    const { status, said } = await compare(inSample);
    expect(status).toBe(0);
    expect(said).toContain(
      "papier en computer zijn gelijk: steekproef, 24 van 24 getrokken stembureaus (van 30), alle lijsttotalen.",
    );
    expect(said).toContain(
      "24 van 30 stembureaus bekeken, geen verschil. Dat betekent: is bij 1 of meer stembureaus het papier anders dan de computer, dan was dat met 80 % kans gezien. Het betekent niet dat elk stembureau klopt.",
    );
    expect(said).toContain("In één gemeente bewijst een steekproef niets over de zetels");
    expect((await compare(all)).status).toBe(0);
    expect((await compare(inSample, {}, "--json")).said).toContain('"proves":1');
  });

  test("without the sample the same papers are not finished", async () => {
    const folder = folderOf({ ...entriesOf(inSample), "steekproef.txt": text });
    expect((await zegelIn(folder, ["crosscheck", "paper", "."])).status).toBe(46);
  });

  test("D and H alone of the other stations do not stand in the way", async () => {
    const bounds = beside.map((one) => ({
      ...paper(one.unit, new Map([["D", one.figures.get("D") ?? 0]] as const)),
      isFinished: false,
    }));
    expect((await compare([...inSample, ...bounds])).status).toBe(0);
  });

  test("a difference: 44, everything is to be checked, and nothing is proven", async () => {
    const { status, said } = await compare(change(first, { "E.1": 999 }, inSample));
    expect(status).toBe(44);
    expect(said).toContain("De steekproef is afgelopen: er is een verschil. Controleer nu alles");
    expect(said).not.toContain("Dat betekent");
  });

  test("a difference beside the sample is one too", async () => {
    const unit = beside[0]?.unit ?? "";
    expect((await compare(change(unit, { "E.1": 999 }, all))).status).toBe(44);
  });

  test("paper that is missing or unreadable is a difference, in the sample and not beside it", async () => {
    const { status, said } = await compare(change(first, { D: "?" }, inSample));
    expect(status).toBe(44);
    expect(said).toMatch(/VERSCHIL - papier wijkt af, 1 verschil/);
    expect(said).toMatch(
      /Zaal \d+: D niet te lezen, of het papier is er niet\. In een steekproef telt dat als een verschil/,
    );
    const gone = Object.fromEntries([...goodFigures(1).keys()].map((field) => [field, "?" as const]));
    const missing = await compare(change(second, gone, inSample));
    expect([missing.status, missing.said]).toEqual([44, expect.stringMatching(/wijkt af, 1 verschil\./)]);
    expect((await compare(change(beside[0]?.unit ?? "", { D: "?" }, all))).status).toBe(0);
  });

  test("a drawn station that nobody typed yet is still to be done, and never a yes", async () => {
    const { status, said } = await compare(inSample.filter(({ unit }) => unit !== first));
    expect(status).toBe(46);
    expect(said).toContain(`nog niet getypt: stembureau ${first.replace(/^.*SB/, "")}`);
    expect(said).toContain("Typ in elk vak een vraagteken");
    expect(said).not.toContain("Dat betekent");
    expect((await compare([])).status).toBe(46);
  });

  test.each([
    ["a station taken out", (one: string) => one.replace(`station ${first}\n`, ""), 2],
    [
      "two stations exchanged",
      (one: string) => one.replace(first, "x").replace(second, first).replace("station x\n", `station ${second}\n`),
      42,
    ],
    [
      "a station put in the place of another",
      (one: string) => one.replace(`station ${first}\n`, `station ${beside[0]?.unit}\n`),
      42,
    ],
    ["other dice", (one: string) => one.replace(dice, `2${dice.slice(1)}`), 42],
    ["of another election", (one: string) => one.replace("election GR2026_Waterhoek", "election GR2026_Zandhoek"), 42],
    ["no sample at all", () => "stembureau 1\n", 2],
  ] as const)("a sample that was changed by hand: %s", async (_, by, expected) => {
    const changed = by(text);
    expect(changed).not.toBe(text);
    expect((await compare(inSample, { "steekproef.txt": changed })).status).toBe(expected);
  });

  test("a count that was corrected since, and a list of stations less: the sample is of other files", async () => {
    const corrected = countEml(form, new Map([...figures, [first, goodFigures(77, true)]]));
    const { status, stderr } = await compare(inSample, { "telling.eml.xml": corrected });
    expect([status, stderr]).toEqual([
      42,
      expect.stringContaining("Is een telling verbeterd? Dan bewijst deze steekproef niets meer"),
    ]);
    expect((await compare(inSample, { "stembureaus.eml.xml": "x" })).status).not.toBe(0);
  });

  test("check takes it, too", async () => {
    const folder = folderOf({ ...entriesOf(inSample), "steekproef.txt": text });
    const check = (...more: string[]) => zegelIn(folder, ["crosscheck", "check", ".", "--lang", "nl", ...more]);
    expect((await check()).status).toBe(46);
    const { status, stdout } = await check("--stations", "steekproef.txt");
    expect(status).toBe(0);
    expect(flat(stdout)).toContain("24 van 30 stembureaus bekeken, geen verschil");
    const unread = folderOf({ ...entriesOf(change(first, { D: "?" }, inSample)), "steekproef.txt": text });
    const args = ["crosscheck", "check", ".", "--stations", "steekproef.txt", "--lang", "nl", "-o", "lijst.html"];
    expect((await zegelIn(unread, args)).status).toBe(44);
    const page = readFileSync(join(unread, "lijst.html"), "utf8");
    expect(page).toContain("D niet te lezen, of het papier is er niet. In een steekproef telt dat als een verschil");
    expect(page).toContain("De steekproef is afgelopen");
    const without = folderOf({ "steekproef.txt": text });
    expect((await zegelIn(without, ["crosscheck", "check", ".", "--stations", "steekproef.txt"])).status).toBe(46);
  });
});

describe("seats with the figures of the paper", () => {
  const definition = { "definitie.eml.xml": definitionEml(form, 9) };
  async function compare(papers: readonly Paper[], files: Readonly<Record<string, string>> = definition) {
    const folder = folderOf({ ...entriesOf(papers), ...files });
    const { status, stdout } = await zegelIn(folder, ["crosscheck", "paper", ".", "--lang", "nl"]);
    return { status, said: flat(stdout) };
  }
  const [one] = all;
  const more = (votes: number) =>
    all.map((each) => (each === one ? withFigures(each, { "E.1": votes + Number(each.figures.get("E.1")) }) : each));

  test("the same, others, and nothing where not all is typed or the definition is not here", async () => {
    expect((await compare(all)).said).toMatch(/Zetelverdeling met de cijfers van het papier: - dezelfde/);
    const little = await compare(more(1));
    expect([little.status, little.said]).toEqual([44, expect.stringMatching(/het papier: - dezelfde/)]);
    const much = await compare(more(2000));
    expect([much.status, much.said]).toEqual([
      44,
      expect.stringMatching(
        /het papier: - anders: lijst 1 \d zetels, met de cijfers van de telling \d - anders: lijst 4/,
      ),
    ]);
    expect((await compare(all.slice(1))).said).not.toContain("Zetelverdeling met");
    expect((await compare(all, {})).said).not.toContain("Zetelverdeling met");
  });
});
