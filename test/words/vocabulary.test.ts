// Every text that an official of a municipality sees says one word for one thing.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  type Exception,
  faultsOf,
  needlessOf,
  type Passage,
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
const rooms = ["src/words", "src/page", "src/verify", "src/distribute", "src/crosscheck/report"];

/** Pages of docs/nl with another reader than the municipality. */
const otherReaders: Readonly<Record<string, string>> = {
  "docs/nl/draaiboeken.md": "the office of the Kiesraad, which types the commands",
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
    { where: "docs/nl/meldingen.md", text: "uitslag wijkt af", why: "the same" },
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
