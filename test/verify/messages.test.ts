// The words: every message has its page, both languages say the same, nothing is left to fill in, and no line is too wide.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { paperCodes } from "../../src/crosscheck/report/paper-words.ts";
import { sentences as countSentences } from "../../src/crosscheck/report/sentences.ts";
import { unusualSentences } from "../../src/crosscheck/report/unusual.ts";
import { verdictOf, verdicts } from "../../src/crosscheck/report/verdict.ts";
import { advice, headlines } from "../../src/crosscheck/report/words.ts";
import { encodeLogProof, encodeRecallCode } from "../../src/format/index.ts";
import { findingCodes as structureCodes } from "../../src/iso9660/index.ts";
import { typedTexts } from "../../src/verify/program/typed-texts.ts";
import { hungTexts } from "../../src/verify/program/when-hung.ts";
import { type FindingCode, codes as refusalOf } from "../../src/verify/proof/codes.ts";
import type { Report, Step } from "../../src/verify/proof/report.ts";
import { type Refusal, refusals } from "../../src/verify/proof/verdict.ts";
import * as labels from "../../src/verify/record/labels.ts";
import { outcomeWords } from "../../src/verify/record/outcome/words.ts";
import { outcomeOf } from "../../src/verify/record/outcome.ts";
import { discSentences } from "../../src/verify/record/sentences/disc.ts";
import { joined, type Sentences } from "../../src/verify/record/sentences/entry.ts";
import { filesSentences } from "../../src/verify/record/sentences/files.ts";
import { logSentences } from "../../src/verify/record/sentences/log.ts";
import { notesSentences } from "../../src/verify/record/sentences/notes.ts";
import { outsideSentences } from "../../src/verify/record/sentences/outside.ts";
import { sentences } from "../../src/verify/record/sentences.ts";
import { renderRecord, renderVerdict } from "../../src/verify/record/text.ts";
import { valueWords } from "../../src/verify/record/values.ts";
import * as glossary from "../../src/words/glossary.ts";
import type { Text } from "../../src/words/language.ts";
import { logRoot, proofOf } from "../trust/log-fixture.ts";
import { type Disc, makeDisc, recallNote, testRoot } from "./fixture.ts";
import { quickPlatform, verifyImageBytes } from "./harness.ts";
import { recordOf } from "./records.ts";

const root = join(import.meta.dirname, "../..");
const { messagesPage, readParagraphs } = await import(join(root, "scripts/messages.mjs"));
interface Part {
  readonly intro: string;
  readonly paragraphs: readonly (readonly [string, string])[];
}
const isOfStructure = (code: string) => (structureCodes as readonly string[]).includes(code);
const codes = Object.keys(refusalOf) as FindingCode[];

/** Every text of the verifier with where it stands. */
function allTexts(): [string, Text][] {
  const found: [string, Text][] = [];
  const pending: [string, unknown][] = Object.entries({
    ...{ sentences, outcomeWords, valueWords, typedTexts, hungTexts },
    ...{ ...labels, ...glossary },
  });
  for (const [where, value] of pending) {
    if (typeof value !== "object" || value === null) continue;
    const { nl, en } = value as Partial<Text>;
    if (typeof nl === "string" && typeof en === "string") found.push([where, { nl, en }]);
    else for (const [name, inner] of Object.entries(value)) pending.push([`${where}.${name}`, inner]);
  }
  return found;
}

/** A folder that was refused for this reason alone. */
function refusedFor(refusal: Refusal): Report {
  const code = codes.find((one) => refusalOf[one] === refusal && !one.startsWith("CUT_FILE")) as FindingCode;
  const step: Step = { id: "seal", status: "failed", findings: [{ step: "seal", code, refusal, values: {} }] };
  const nothing = { release: undefined, releaseSha256: undefined, contact: undefined, signers: [], recalls: undefined };
  const unseen = { sealSha256: undefined, imageSha256: undefined, manifestSha256: undefined, sectors: undefined };
  const opened = { scope: "tree", medium: "folder", target: "t", filesCompared: 1, filesGood: 1 } as const;
  const rest = { ...nothing, ...unseen, ...opened, instructions: undefined, install: undefined };
  return { verdict: refusal, exitCode: 20, refusals: [refusal], steps: [step], ...rest };
}

const placeholders = (text: string) => [...text.matchAll(/\{([a-zA-Z0-9]+)\}/g)].map(([, name]) => name ?? "").sort();

describe("docs/nl/meldingen.md", () => {
  const crosscheck = {
    verdicts,
    verdictOf,
    headlines,
    advice,
    sentences: countSentences,
    paperCodes,
    unusualSentences,
  };
  const tables = { codes: refusalOf, refusals, outcomeOf, sentences, structureCodes, crosscheck };

  test("is made from the sentences and a paragraph a code: npm run build && node scripts/messages.mjs", () => {
    expect(readFileSync(join(root, "docs/nl/meldingen.md"), "utf8")).toBe(messagesPage(tables));
  });

  test("cannot be made with a code too many or too few", () => {
    expect(() => messagesPage({ ...tables, codes: { ...refusalOf, NEW: "fact" } })).toThrow("missing: NEW;");
    expect(() => messagesPage({ ...tables, structureCodes: structureCodes.slice(1) })).toThrow(
      `no code: ${structureCodes[0]}`,
    );
  });

  test("has whole sentences of plain Dutch: one for a fact, more for a reason to refuse", () => {
    for (const { intro, paragraphs } of readParagraphs() as Part[])
      for (const [code, text] of [["intro", intro] as const, ...paragraphs]) {
        expect([code, text]).toEqual([code, expect.not.stringMatching(/[Mm]anifest|[Aa]nker|[Qq]uorum|[Hh]erbouw/)]);
        if (code === "intro") continue;
        expect([code, text]).toEqual([code, expect.stringMatching(/^[A-Z][\s\S]{20,}[.:]$/)]);
        if ([countSentences, paperCodes, unusualSentences, verdicts].some((table) => Object.hasOwn(table, code)))
          continue;
        const isRefusal = (refusalOf as Readonly<Record<string, string>>)[code] !== "fact" && !isOfStructure(code);
        if (isRefusal) expect([code, text.match(/[.!?](?= |\n|$)/g)?.length]).not.toEqual([code, 1]);
      }
  });
});

describe("the sentences", () => {
  const tables = [outsideSentences, notesSentences, logSentences, discSentences, filesSentences];

  test("are one for each code, in one of the tables", () => {
    expect(tables.flatMap((table) => Object.keys(table)).sort()).toEqual([...codes].sort());
    expect(Object.keys(sentences).sort()).toEqual([...codes].sort());
  });

  test("that are missing, double or without a next step where one is refused, do not compile", () => {
    const { SELF_TEST, ...others } = sentences;
    const complete: Sentences = { ...others, SELF_TEST };
    // @ts-expect-error: a code without a sentence
    const lacking: Sentences = others;
    // @ts-expect-error: a refusal that does not say what to do
    const silent: Sentences = { ...sentences, NO_SEAL: { says: sentences.NO_SEAL.says } };
    // @ts-expect-error: a code in both tables
    const twice = joined(notesSentences, { NO_SEAL: notesSentences.NO_SEAL });
    expect([complete, lacking, silent, twice].map((table) => Object.keys(table).length)).toEqual([
      codes.length,
      codes.length - 1,
      codes.length,
      Object.keys(notesSentences).length,
    ]);
  });
});

describe("both languages", () => {
  test("have all texts, with the same places to fill in", () => {
    expect(allTexts().length).toBeGreaterThan(250);
    for (const [where, { nl, en }] of allTexts()) {
      expect([where, placeholders(nl)]).toEqual([where, placeholders(en)]);
      expect([where, nl.trim() !== "" && en.trim() !== ""]).toEqual([where, true]);
    }
  });

  test("Dutch avoids the words that officials do not know", () => {
    for (const [where, { nl }] of allTexts())
      expect([where, nl]).toEqual([where, expect.not.stringMatching(/manifest|anker|quorum|herbouw/i)]);
  });

  test("every refusal begins with not installing, or not using, and shows STOP or WACHT", () => {
    for (const refusal of refusals)
      for (const scope of ["image", "tree", "installed"] as const) {
        const report = { ...refusedFor(refusal), scope };
        const { nl, en } = { nl: outcomeOf(report, "nl"), en: outcomeOf(report, "en") };
        expect([refusal, nl.word]).toEqual([refusal, expect.stringMatching(/^(STOP|WACHT)$/)]);
        expect(nl.headline).toMatch(/^(Nog niet|Niet) (installeren|gebruiken)\. /);
        expect(nl.headline.includes("gebruiken")).toBe(scope === "installed");
        expect(en.headline).toMatch(/^Do not (install|use)( yet)?\. /);
        expect(nl.message).toBe(`(melding: ${refusal})`);
      }
    const { release } = makeDisc();
    const good = outcomeOf({ ...refusedFor("GEWIJZIGD"), verdict: "ECHT", refusals: [], steps: [], release }, "nl");
    expect([good.word, good.headline]).toEqual(["GOED", "Deze kopie is echt. U mag installeren."]);
  });
});

/** Codes that the source gives by a variable, with the values that stand beside it there. */
const byVariable: Partial<Record<FindingCode, readonly string[]>> = {
  ROOT_TEXT: ["text"],
  ROOT_SIGNATURES: ["text"],
  ROOT_CHAIN: ["text"],
  ROOT_DIFFERS: ["text"],
  ROOT_UNCONNECTED: ["text"],
  SEAL_BLANK: ["text"],
  SEAL_UNREADABLE: ["text"],
  INSTALL_TEXT: ["text"],
  MANIFEST_TEXT: ["text"],
  CODE_MATCHES: [],
  CODE_DIFFERS: [],
  REBUILD_AGREES: ["holder", "organisation", "scope", "where"],
  REBUILD_DIFFERS: ["holder", "organisation", "scope", "where"],
  FILE_MISSING: ["path"],
  FILE_EXTRA: ["path"],
  FOLDER_MISSING: ["path"],
  FOLDER_EXTRA: ["path"],
  CUT_FILE: ["found", "expected"],
  CUT_FILE_NO_SEAL: ["found", "expected"],
  CUT_FILE_PAPERS: ["found", "expected"],
  AND_MORE: ["count", "code"],
};

describe("values", () => {
  const folder = join(root, "src");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /^(trust|verify)\/(?!.*record\/sentences).*(?<!codes|findings)\.ts$/.test(name),
  );
  const source = names.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  /** For each place where a code is given: the names of its values. Objects in this place are flat. */
  const given = (code: FindingCode): string[][] =>
    [
      ...source.matchAll(
        new RegExp(`(?:found|none|refused)\\(\\s*"${code}"(?:,\\s*\\{([^{}]*(?:\\{[^{}]*\\}[^{}]*)*)\\})?`, "g"),
      ),
    ].map(([, inner = ""]) =>
      [...inner.matchAll(/(?:^|,)\s*([a-zA-Z0-9]+)(?=\s*[,:]|\s*$)/g)].map(([, name]) => name ?? ""),
    );

  test.each(codes)("%s: what its text names is given wherever it is found", (code) => {
    const places = given(code);
    const variable = byVariable[code];
    if (variable !== undefined) places.push([...variable]);
    expect(places.length, "no place gives this code: remove it, or add it to byVariable").toBeGreaterThan(0);
    const { says, technical } = sentences[code];
    for (const place of places)
      expect(placeholders(`${says.nl} ${technical?.nl}`).filter((name) => !place.includes(name))).toEqual([]);
  });
});

describe("on a terminal of 80 columns", () => {
  const platform = quickPlatform();
  const reports: [string, Report][] = [];
  const verify = (disc: Disc, image: Uint8Array = disc.image, outside = {}) =>
    verifyImageBytes(image, disc, outside, platform);

  beforeAll(async () => {
    const disc = makeDisc();
    const changed = Buffer.from(disc.image);
    changed.write("X", changed.indexOf("Lees dit eerst"));
    changed[changed.length - 1] = 1;
    const recalled = makeDisc({ recall: (release) => recallNote([release.imageSha256]) });
    const unbuilt = makeDisc({ root: testRoot({}, 2) });
    const unlogged = makeDisc({ root: logRoot() });
    const { text } = unlogged.seal.release;
    const logged = makeDisc({ root: logRoot(), seal: (seal) => ({ ...seal, logProof: proofOf(text) }) });
    const otherTree = proofOf(text, { others: "other" });
    const trial = makeDisc({ release: { purpose: "trial" } });
    const good = await verify(disc);
    reports.push(
      ["good", good],
      ["changed", await verify(disc, changed)],
      ["short", await verify(disc, disc.image.subarray(0, -2048))],
      ["long", await verify(disc, Buffer.concat([disc.image, Buffer.alloc(4096)]))],
      ["no root", await verify(disc, disc.image, { roots: [] })],
      ["no code", await verify(disc, disc.image, { expectation: {} })],
      ["blank seal", await verify(disc, disc.unsealed)],
      ["nothing", await verify(disc, new Uint8Array(100_000))],
      [
        "another",
        await verify(disc, disc.image, {
          expectation: { product: "OSV", election: "GR2030", role: "CSB", minSequence: 99 },
        }),
      ],
      ["another SHA-256", await verify(disc, disc.image, { expectation: { releaseSha256: "0".repeat(64) } })],
      ["recalled", await verify(recalled)],
      ["unbuilt", await verify(unbuilt)],
      ["trial", await verify(trial, trial.image, { expectation: { code: trial.code, purpose: "trial" } })],
      ["unlogged", await verify(unlogged)],
      ["split", await verify(logged, logged.image, { notes: [encodeLogProof(otherTree)] })],
      ["reported", await verify(disc, disc.image, { recallCodes: [encodeRecallCode(3, disc.release.imageSha256)] })],
      ["unreadable", { ...good, verdict: "ONLEESBAAR", refusals: ["ONLEESBAAR"], exitCode: 28 }],
      ["all unreadable", { ...good, verdict: "ONLEESBAAR", refusals: ["ONLEESBAAR"], filesCompared: 0, filesGood: 0 }],
    );
    expect(new Set(reports.map(([, report]) => report.verdict)).size).toBe(11);
  });

  test.each(["nl", "en"] as const)("every verdict in %s: the word, width, nothing left to fill in", (language) => {
    for (const [what, report] of reports) {
      const screen = renderRecord(recordOf(report), language);
      const lines = screen.split("\n");
      const { word, headline } = outcomeOf(report, language);
      expect([what, lines[0]]).toEqual([what, expect.stringMatching(/^(={79}|-{79}|#{79}|\.{79})$/)]);
      expect([what, lines[1], lines[2]]).toEqual([what, ` ${word}`, lines[0]]);
      expect([what, screen.replace(/\s+/g, " ")]).toEqual([what, expect.stringContaining(headline)]);
      expect([what, screen]).toEqual([what, expect.not.stringMatching(/\{[a-zA-Z0-9]+\}|undefined|\[object/)]);
      for (const line of lines)
        expect([what, line, line.length < 80 || !line.trim().includes(" ")]).toEqual([what, line, true]);
      const last = lines.slice(lines.lastIndexOf(lines[0] ?? "") - 2);
      expect([what, last.slice(0, 3)]).toEqual([what, lines.slice(0, 3)]); // once more, as the last thing
      expect([what, lines.at(-2)]).toEqual([what, expect.stringMatching(/^(Controlenummer|Control number): /)]);
    }
  });

  test("a verdict fits on one screen of 25 lines, whatever it is", () => {
    for (const [what, report] of reports)
      expect([what, renderVerdict(recordOf(report), "nl").split("\n").length <= 25]).toEqual([what, true]);
  });

  test("a screen says what is at hand, what to do and whom to call", () => {
    const screen = (what: string) => {
      const found = reports.find(([name]) => name === what)?.[1];
      return renderRecord(recordOf(found!), "nl").replace(/\s+/g, " ");
    };
    for (const words of ["Intrekkingen: geen intrekkingen bekend", "[niet gevraagd] Niet ingetrokken"])
      expect(screen("good")).toContain(words);
    expect(screen("no root")).toContain("Intrekkingen: niet vastgesteld");
    expect(screen("no root")).not.toContain("Leg de schijf in de envelop");
    expect(screen("reported")).toContain("Nog niet installeren. Iemand meldde dat deze versie is ingetrokken.");
    expect(screen("reported")).toContain("1. Bel eerst de Kiesraad: Kiesraad, 070-0000000.");
    expect(screen("reported")).toContain("Intrekkingen: een intrekking is gemeld, en niemand heeft die ondertekend");
    expect(screen("reported")).not.toContain("Intrekkingen: geen intrekkingen bekend");
    expect(screen("good")).toContain(
      "Dit ISO-bestand is echt. U mag installeren. (melding: ECHT) OSV versie 2.24.3 (nummer 12), Tweede Kamer 2027, gemeentelijk stembureau Gecontroleerd: hele schijf, elke byte.",
    );
    expect(screen("changed")).toContain("De inhoud is anders dan de Kiesraad heeft vrijgegeven: LEESMIJ.txt");
    expect(screen("changed")).toContain("2. Bel of mail de Kiesraad: Kiesraad, 070-0000000.");
    expect(screen("blank seal")).toContain("Kiesraad, 070-0000000"); // of the root that she brought
    expect(screen("short")).toContain("Is dit een kopie? Kopieer opnieuw");
    expect(screen("nothing")).toContain("1. Kies de goede schijf of het goede bestand.");
    expect(screen("another SHA-256")).toMatch(/Anders zijn groep 1, 2, .*16 \(van 16\)/);
    expect(screen("trial")).toContain("Dit is een echte oefenschijf. Gebruik deze niet voor de verkiezing.");
    expect(screen("trial")).not.toMatch(/U mag installeren|[Hh]andtekening op het/);
    expect(screen("all unreadable")).toContain("Er is niets gecontroleerd.");
    expect(screen("unreadable")).toContain("Wat wel te lezen is, klopt.");
    expect(screen("unreadable")).not.toContain("elke byte.");
    expect(screen("unlogged")).toContain("Het bewijs van het openbare logboek ontbreekt of is niet compleet.");
    expect(screen("split")).toContain("Twee bewijzen van het openbare logboek spreken elkaar tegen.");
    expect(screen("unbuilt")).toContain("Te weinig deskundigen hebben deze schijf nagebouwd. Gevonden: 0. Nodig: 2.");
  });

  test.each(["GEWIJZIGD", "ONVOLLEDIG"] as const)(
    "an installed program that is %s: what to do with it, not with a disc",
    (verdict) => {
      const screen = renderVerdict(recordOf({ ...refusedFor(verdict), scope: "installed" }), "nl");
      expect(screen.replace(/\s+/g, " ")).toContain(
        "1. Gebruik het programma niet. Laat de computer zoals hij is. 2. Bel of mail de Kiesraad: het nummer in uw brief.",
      );
      expect(screen).not.toMatch(/in de envelop|Al geïnstalleerd/);
    },
  );
});
