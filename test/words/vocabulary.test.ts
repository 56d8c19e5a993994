// Every text that an official of a municipality sees says one word for one thing.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  type Exception,
  faultsOf,
  needlessOf,
  officeRules,
  type Passage,
  pairsOfSource,
  rules,
  type Tongue,
  textsOfHtml,
  textsOfMarkdown,
  textsOfPlain,
  textsOfSource,
} from "./vocabulary.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

/** Rooms whose texts officials see on screen and paper. */
const rooms = [
  "src/words",
  "src/page",
  "src/verify",
  "src/distribute",
  "src/crosscheck/report",
  "src/crosscheck/paper",
  "src/crosscheck/check",
];

/** Rooms whose texts office, officers and reviewers see. */
const officeRooms = ["cli", "sign", "release-folder", "trust", "reproduce", "lint", "build-iso", "files"].map(
  (room) => `src/${room}`,
);

/** Pages of docs/nl with another reader than the municipality. */
const otherReaders: Readonly<Record<string, string>> = {
  "docs/nl/draaiboeken.md": "the office of the Kiesraad, which types the commands",
  "docs/nl/een-gemeente-meldt-af.md": "the same",
  "docs/nl/sleutelceremonie.md": "key holders, whose own words stand on their paper",
};

const version = "src/verify/program/version.ts";
const exceptions: Readonly<Record<Tongue, readonly Exception[]>> = {
  nl: [
    { where: version, text: "(SHA-256)", why: "what a technician compares, by a command" },
    { where: version, text: "met --root", why: "the same" },
    { where: "kit/00-EERST-CONTROLEREN.html", text: "SHA256 D:\\ZEGEL", why: "the answer of certutil" },
    {
      where: "kit/CONTROLE.TXT",
      text: "(bij schijf 2 van een reeks: manifest 2)",
      why: "a line of the text that was signed",
    },
    {
      where: "src/crosscheck/report/words.ts",
      text: "uitslag",
      why: "who won: the verdict and the file (520) are of that",
    },
    { where: "src/crosscheck/report/seats/sentences.ts", text: "uitslag", why: "the same" },
    { where: "src/crosscheck/report/seats/screen.ts", text: "uitslag", why: "the same" },
    { where: "src/crosscheck/check/words.ts", text: "uitslag", why: "the same" },
    { where: "docs/nl/meldingen.md", text: "uitslag wijkt af", why: "the same" },
    { where: "docs/nl/meldingen.md", text: "in de uitslag staan er", why: "the same" },
    { where: "docs/nl/meldingen.md", text: "staat in de uitslag als gekozen", why: "the same" },
    { where: "docs/nl/meldingen.md", text: "staat niet in de uitslag", why: "the same" },
    { where: "docs/nl/meldingen.md", text: "In de uitslag", why: "the same" },
    { where: "docs/nl/meldingen.md", text: "staan in de uitslag in een andere volgorde", why: "the same" },
    { where: "docs/nl/meldingen.md", text: "de uitslag (520)", why: "the same" },
    { where: "docs/nl/meldingen.md", text: "in de uitslag zijn", why: "the same" },
    { where: "docs/nl/meldingen.md", text: "in de uitslag staat", why: "the same" },
    { where: "docs/nl/meldingen.md", text: "De uitslag hangt", why: "the same" },
  ],
  en: [{ where: version, text: "with --root", why: "what a technician types" }],
};

function sourcesOf(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(".ts")).map((name) => `${folder}/${name.replaceAll("\\", "/")}`);
}

/** What a finding has for the technician stands in the annex: options and what a reader said belong there. */
const withoutTechnical = (source: string) => source.replace(/\btechnical: \{(?:[^{}]|\{\w+\})*\}/g, "");

function programTexts(language: Tongue): Passage[] {
  return rooms
    .flatMap(sourcesOf)

    .flatMap((path) => textsOfSource(path, withoutTechnical(read(path)), language));
}

function papers(): Passage[] {
  const pages = readdirSync(join(root, "docs/nl"))
    .map((name) => `docs/nl/${name}`)
    .filter((path) => !Object.hasOwn(otherReaders, path));
  const kitPage = read("kit/00-EERST-CONTROLEREN.html").replace(/<section lang="en".*<\/section>/s, "");
  return [
    ...pages.flatMap((path) => textsOfMarkdown(path, read(path))),
    ...textsOfHtml("kit/00-EERST-CONTROLEREN.html", kitPage),
    ...textsOfPlain("kit/CONTROLE.TXT", read("kit/CONTROLE.TXT")),
    ...textsOfHtml("src/page/page.html", read("src/page/page.html")),
  ];
}

const all: Readonly<Record<Tongue, readonly Passage[]>> = {
  nl: [...programTexts("nl"), ...papers()],
  en: programTexts("en"),
};

describe.each(["nl", "en"] as const)("the texts, %s", (language) => {
  test("have the words of the table and no others", () => {
    expect(all[language].length).toBeGreaterThan(300);
    expect(faultsOf(all[language], language, exceptions[language])).toEqual([]);
  });

  test("no exception outlives the text that it is for", () => {
    expect(needlessOf(all[language], language, exceptions[language])).toEqual([]);
  });
});

describe("the texts of office, officers and reviewers", () => {
  const pairs = officeRooms.flatMap(sourcesOf).flatMap((path) => pairsOfSource(path, read(path)));

  test("have the words of the table, but for those of their own trade", () => {
    expect(pairs.length).toBeGreaterThan(600);
    const passages = pairs.map(({ where, nl }) => ({ where, text: nl }));
    expect(faultsOf(passages, "nl", [], officeRules)).toEqual([]);
  });

  test("have the same values in Dutch as in English", () => {
    // A finding of a release's folder carries its reason in both languages: {reden} is the Dutch of {reason}.
    const dutch = (text: string) => valuesOf(text.replaceAll("{reden}", "{reason}"));
    for (const { where, nl, en } of pairs) expect([where, en, dutch(nl)]).toEqual([where, en, valuesOf(en)]);
  });

  test("have no English in their Dutch", () => {
    const leaks = pairs.flatMap(({ where, nl }) => {
      const [word] = englishWord.exec(proseOf(nl)) ?? [];
      return word === undefined ? [] : [`${where}: "${word}" in "${nl}"`];
    });
    expect(leaks).toEqual([]);
  });

  test("a value that is lost, and a word that is left English, would be seen", () => {
    const [pair] = pairsOfSource("here", 'a: { nl: "Geef the {path}", en: "Give {path} {count}" },');
    expect(pair).toEqual({ where: "here", nl: "Geef the {path}", en: "Give {path} {count}" });
    expect([valuesOf(pair?.nl ?? ""), valuesOf(pair?.en ?? "")]).toEqual([["path"], ["count", "path"]]);
    expect(englishWord.exec(proseOf(pair?.nl ?? ""))?.[0]).toBe("the");
    expect(englishWord.test(proseOf("geef ook root 1 (--root), of zegel sign NOTE --with"))).toBe(false);
    const built = ["$", "{a ? `x $", "{b}` : c} y"].join("");
    expect(pairsOfSource("here", `nl: \`${built}\`, en: shown\`z\``)).toEqual([{ where: "here", nl: built, en: "z" }]);
    expect(valuesOf(built)).toEqual(["1 built"]);
  });
});

/** Words that no Dutch sentence has. */
const englishWord =
  /\b(?:the|and|with|not|from|this|that|which|expected|found|cannot|nothing|by|for|are|its|you|your|been|has|have|must|written|signed|missing)\b/i;

const placeInTemplate = /\$\{(?:[^`{}]|\{[^{}]*\}|`[^`]*`)*\}/g;

/** A sentence without what is put into it, options and words of a command. */
const proseOf = (text: string) =>
  text.replace(placeInTemplate, " ").replace(/\{\w+\}|--[a-z0-9-]+|`[^`]*`|"[^"]*"/g, " ");

/** What is put into a sentence, in any order: names; of a template how many, as the two languages may call other functions. */
function valuesOf(text: string): string[] {
  const built = text.match(placeInTemplate)?.length ?? 0;
  const named = [...text.replace(placeInTemplate, "").matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  return [...new Set(named).add(`${built} built`)].filter((value) => value !== "0 built").sort();
}

test("docs/woordenlijst.md has each word of the table: what to use, what not, and why", () => {
  const [, part = ""] = /^## Eén woord voor één ding\n(.*?)^## /ms.exec(read("docs/woordenlijst.md")) ?? [];
  const rows = [...part.matchAll(/^\| (.*?) \| (.*?) \| (.*?) ?\|$/gm)]
    .slice(1)
    .map(([, use = "", not = ""]) => ({ use, not }));
  for (const { pattern } of rules.nl)
    expect([pattern, rows.filter(({ not }) => pattern.test(not)).length]).toEqual([pattern, 1]);
  for (const { use } of rows) expect(faultsOf([{ where: "use", text: use }], "nl")).toEqual([]);
});

describe("the checker", () => {
  /** For each rule, in its order: a sentence that has the word, and its good twin. */
  const twins: Readonly<Record<Tongue, readonly (readonly [bad: string, good: string])[]>> = {
    nl: [
      ["Teken het proces-verbaal van controle.", "Teken het controleverslag. Tel met de papieren processen-verbaal."],
      ["De uitslag blijft staan.", "Het oordeel blijft staan."],
      ["Op de volgende bladzijde.", "Op de volgende pagina."],
      ["Print het verslag.", "Druk het verslag af. Geen printer? Schrijf het controlenummer over."],
      ["Controleer elke pc.", "Controleer elke computer."],
      ["Gegevens bewaren (JSON)", "Gegevens opslaan (JSON). Bewaar het verslag en de schijf."],
      ["Dit is een andere uitgave.", "Dit is een andere versie dan is vrijgegeven. De uitgever staat erbij."],
      ["Deze versie is teruggeroepen.", "Deze versie is ingetrokken en staat op de intreklijst."],
      ["Typ de code (--code).", "Typ de code – niet die van de envelop - en druk op Enter."],
      ["De herbouw klopt niet.", "Een nabouwer vond een verschil. (melding: ONVOLDOENDE_HERBOUW)"],
      ["De digitale vingerafdruk.", "De hashcode van het controleprogramma."],
      ["Laat de computer zoals zij is.", "Laat de computer zoals hij is. Is de schijf van buren?"],
      ["Dit is voor TK2027, GSB.", "Dit is voor Tweede Kamer 2027 (TK2027), gemeentelijk stembureau (GSB)."],
      ["Kijk naar het nummer van de envelop.", "Kijk naar het envelopnummer."],
    ],
    en: [
      ["Verify every PC.", "Verify every computer."],
      ["Type the code (--code).", "Type the code."],
      ["The manifest differs.", "The list of files differs."],
      ["Its fingerprint.", "Its SHA-256."],
      ["Give the loose note.", "Give the separate note."],
      ["Have you the letter?", "Do you have the letter? Have you compared it?"],
    ],
  };

  test.each(["nl", "en"] as const)("finds each word of the table, %s, and passes its good twin", (language) => {
    expect(twins[language].length).toBe(rules[language].length);
    for (const [i, [bad, good]] of twins[language].entries()) {
      const { use } = rules[language][i] ?? {};
      expect(faultsOf([{ where: "here", text: bad }], language)).toEqual([
        expect.stringContaining(`" in "${bad}". Use ${use}: `),
      ]);
      expect(faultsOf([{ where: "here", text: good }], language)).toEqual([]);
    }
  });

  test("an exception is for its own text alone, and one that nothing needs is told", () => {
    const exception = { where: "here", text: "een pc", why: "a test" };
    const passages = [
      { where: "here.ts", text: "Op een pc." },
      { where: "there.ts", text: "Op een pc." },
      { where: "here.ts", text: "Op de pc." },
    ];
    expect(faultsOf(passages, "nl", [exception]).map((fault) => fault.slice(0, 25))).toEqual([
      'there.ts: "pc" in "Op een',
      'here.ts: "pc" in "Op de p',
    ]);
    expect(needlessOf(passages, "nl", [exception])).toEqual([]);
    expect(needlessOf(passages.slice(1), "nl", [exception])).toEqual([exception]);
  });

  test("sees the sentences of a page as people do, and not what is code in it", () => {
    const markdown =
      "<!-- pc -->\n# Kop\n\nDe `pc` en [hier](pc.md).\n\n```sh\nprint pc\n```\n\n    pc\n\n| een pc |\n|---|\n";
    expect(textsOfMarkdown("m", markdown).map(({ text }) => text)).toEqual([
      "# Kop",
      "De en [hier].",
      "| een pc |",
      "|---|",
    ]);
    const page = "<title>A</title><style>pc</style><p>Een <b>pc</b> <code>pc</code></p><ul><li>pc's</li></ul>";
    expect(textsOfHtml("h", page).map(({ text }) => text)).toEqual(["A", "Een pc", "pc's"]);
    expect(textsOfPlain("t", "Een\r\npc\r\n\r\n    pc\r\n").map(({ text }) => text)).toEqual(["Een pc"]);
    const source = 'a: { nl: "Een \\"pc\\"", en: "A" },\nb: {\n  nl: `Elke pc`,\n  en: "B",\n}';
    expect(textsOfSource("s", source, "nl").map(({ text }) => text)).toEqual(['Een "pc"', "Elke pc"]);
  });
});
