// docs/nl/meldingen.md: what the verifier and the crosscheck say, what it means and what to do. Made from their sentences and the paragraphs of
// messages.nl.md beside this file: `npm run build && node scripts/messages.mjs` writes it, test/verify/messages.test.ts compares.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = import.meta.dirname;
/** Columns of the page. */
const width = 100;
const fact = "Dit is een feit: het verandert het oordeel niet.";
const nothing = "U hoeft niets te doen.";

/** The paragraphs: what stands under each `## ` (`""`: before the first), and under each `### ` within it. */
export function readParagraphs() {
  return readFileSync(join(folder, "messages.nl.md"), "utf8")
    .split(/^## /m)
    .map((part, i) => {
      const [start, ...sections] = part.split(/^### /m);
      const intro = i === 0 ? start : start.slice(start.indexOf("\n"));
      const paragraphs = sections.map((text) => [
        text.slice(0, text.indexOf("\n")),
        text.slice(text.indexOf("\n")).trim(),
      ]);
      return { title: i === 0 ? "" : start.slice(0, start.indexOf("\n")), intro: intro.trim(), paragraphs };
    });
}

/**
 * The page. `codes`, `refusals`, `sentences` and `structureCodes` are the verifier's tables,
 * `outcomeOf` is what it makes of a report; `crosscheck` holds the tables of the crosscheck.
 * Throws Error for a code without a paragraph, a paragraph without a code, and one that stands twice.
 */
export function messagesPage({ codes, refusals, outcomeOf, sentences, structureCodes, crosscheck }) {
  const [head, ofVerdicts, ofSteps, ofStructure, ofCounts] = readParagraphs();
  const stepCodes = Object.keys(codes);
  const verdictParts = ["ECHT", ...refusals].map((verdict) => {
    const samples = samplesOf(verdict, codes);
    const outcomes = samples.map((report) => ({ ...outcomeOf(report, "nl"), name: report.name }));
    const usual = outcomes[samples.findIndex(({ steps }) => steps[0]?.id !== "anchor")];
    const words = [...new Set([usual, ...outcomes].map(({ word }) => word))].join(" of ");
    return section(`${words}: ${usual.headline} ${usual.message}`, waysOf(outcomes));
  });
  const stepParts = matched(ofSteps, stepCodes).map(([code, text]) => {
    const { says, next } = sentences[code];
    const means = codes[code] === "fact" ? fact : `Oordeel: ${codes[code]}.`;
    const said = says.nl.replace(/\{[a-zA-Z0-9]+\}/g, "…");
    const [first] = said.split(/(?<=[.:?]) (?=\p{Lu})/u);
    const whole = first === said ? [] : [quoted(said)];
    return section(`${first.replace(/\.$/, "")} (${code})`, [...whole, means, text, todo(next?.nl ?? nothing)]);
  });
  const rows = matched(ofStructure, structureCodes).map(([code, text]) => `| ${code} | ${text.replace(/\s+/g, " ")} |`);
  const structureTable = ["| code | wat er aan de hand is |", "|---|---|", ...rows].join("\n");
  return `${[
    "<!-- Gemaakt door scripts/messages.mjs. Verander scripts/messages.nl.md of de zinnen in src. -->",
    head.intro,
    ...[`## ${ofVerdicts.title}`, ofVerdicts.intro, ...verdictParts],
    ...[`## ${ofSteps.title}`, ofSteps.intro, ...stepParts],
    ...[`## ${ofStructure.title}`, ofStructure.intro, wrapped(todo(sentences.STRUCTURE.next.nl)), structureTable],
    ...[`## ${ofCounts.title}`, ofCounts.intro, ...countParts(ofCounts, crosscheck)],
  ].join("\n\n")}\n`;
}

/** The verdicts of the crosscheck with their advice, and a section a finding, with every way in which it is said. */
function countParts(paragraphs, { verdicts, headlines, advice, sentences, verdictOf, paperCodes, unusualSentences }) {
  const names = Object.keys(verdicts);
  const tables = [sentences, paperCodes, unusualSentences];
  const texts = new Map(matched(paragraphs, [...names, ...tables.flatMap((table) => Object.keys(table))]));
  const ofVerdicts = names.map((name) => {
    const steps = advice[name].map((text, i) => `${i + 1}. ${filled(text.nl)}`);
    const title = `${verdicts[name].word.nl}: ${headlines[name].nl} (melding: ${name})`;
    return section(title, [texts.get(name), "Wat u nu doet:", ...steps]);
  });
  const ofFindings = Object.entries(sentences).map(([code, { nl, parts = {} }]) => {
    const said = [...new Set([nl, ...Object.values(parts).map((text) => text.nl)])].map(quoted);
    const verdict = verdictOf(code);
    return section(code, [...said, verdict === undefined ? fact : `Oordeel: ${verdict}.`, texts.get(code)]);
  });
  const ofPaper = Object.entries(paperCodes).map(([code, { said, verdict }]) => {
    const means = verdict === undefined ? fact : `Oordeel: ${verdict}.`;
    return section(code, [...said.map(({ nl }) => quoted(nl)), means, texts.get(code)]);
  });
  const ofUnusual = Object.entries(unusualSentences).map(([code, { nl }]) =>
    section(code, [quoted(nl), fact, texts.get(code)]),
  );
  return [...ofVerdicts, ...ofFindings, ...ofPaper, ...ofUnusual];
}

/** Of what can be opened, the disc first: then what is said of it is not said again of a copy. */
const opened = [
  { scope: "image", medium: "drive", name: "een schijf" },
  { scope: "image", medium: "file", name: "een ISO-bestand" },
  { scope: "tree", medium: "folder", name: "een map" },
  { scope: "installed", medium: "folder", name: "een geïnstalleerd programma" },
];
/** Codes of a file that is no image of a disc, and of an image or a disc of which only a part is there. */
const fileCodes = ["PACKED_FILE", "RAW_SECTORS", "FILE_TOO_SMALL"];
const cutCodes = ["CUT_FILE", "CUT_FILE_NO_SEAL", "CUT_FILE_PAPERS"];
/** Codes of what was given beside the disc: they stand in a step of their own. */
const anchorCodes = ["NO_ANCHOR", "ROOT_NOT_BUILT_IN", "ROOT_TEXT", "ROOT_SIGNATURES", "ROOT_CHAIN"];

/** The ways in which a verdict is said, each once, with what to do and of what; those that ask for the same share it. */
function waysOf(outcomes) {
  const ways = new Map();
  for (const { word, headline, cause = "", steps, after, name } of outcomes) {
    const numbered = steps.map((step, i) => `${i + 1}. ${filled(step)}`);
    const told = ["Wat u nu doet:", ...numbered, ...(after.length === 0 ? [] : [filled(after.join(" "))])].join("\n");
    const way = ways.get(told) ?? { said: new Set(), names: new Set() };
    way.said.add(quoted(`${word}. ${headline} ${cause}`.trimEnd()));
    ways.set(told, { ...way, names: way.names.add(name) });
  }
  return [...ways].flatMap(([told, { said, names }]) => [...ofWhat([...names]), ...said, ...told.split("\n")]);
}

/** Nothing where it is said of all. */
function ofWhat(names) {
  if (names.length === opened.length) return [];
  return [`Bij ${names.length === 1 ? names[0] : `${names.slice(0, -1).join(", ")} of ${names.at(-1)}`}:`];
}

/** A release of which nothing but its purpose matters here. */
const unknown = { product: "…", version: "…", election: "…", role: "…", sequence: 1, disc: 1, manifests: [""] };

/** A report for each thing that can be opened and each reason for the verdict. Values that nobody filled in become … on the page. */
function samplesOf(verdict, codes) {
  const empty = {
    verdict,
    refusals: [],
    steps: [],
    release: undefined,
    contact: undefined,
    filesCompared: 1,
    install: undefined,
  };
  if (verdict === "ECHT") {
    const releases = ["final", "trial", "demonstration"].map((purpose) => ({ ...unknown, purpose }));
    return releases.flatMap((release) =>
      opened.map((one) => ({ ...empty, ...one, release, install: { start: "OSV/setup" } })),
    );
  }
  const reasons = Object.keys(codes).filter((code) => codes[code] === verdict);
  return opened.flatMap((one) =>
    reasons
      .filter((code) => isSaidOf(code, one))
      .map((code) => {
        const step = anchorCodes.includes(code) ? "anchor" : "seal";
        const values = code.startsWith("FILE_") ? { path: "…" } : {};
        const findings = [{ step, code, refusal: verdict, values }];
        return { ...empty, ...one, refusals: [verdict], steps: [{ id: step, status: "failed", findings }] };
      }),
  );
}

function isSaidOf(code, { medium }) {
  if (fileCodes.includes(code)) return medium === "file";
  return !cutCodes.includes(code) || medium !== "folder";
}

/** The paragraphs in the order of `codes`. */
function matched({ paragraphs }, codes) {
  const byCode = new Map(paragraphs);
  const strange = paragraphs.map(([code]) => code).filter((code) => !codes.includes(code));
  const missing = codes.filter((code) => (byCode.get(code) ?? "") === "");
  if (strange.length + missing.length > 0 || byCode.size !== paragraphs.length)
    throw new Error(`scripts/messages.nl.md: expected one paragraph a code; missing: ${missing}; no code: ${strange}`);
  return codes.map((code) => [code, byCode.get(code)]);
}

const section = (title, paragraphs) => `### ${title}\n\n${setOut(paragraphs)}`;
const filled = (sentence) => sentence.replace(/\{[a-zA-Z0-9]+\}/g, "…");
const quoted = (sentence) => `> ${filled(sentence)}`;
const todo = (next) => `Wat u nu doet: ${filled(next)}`;

/** Paragraphs with a blank line between them; those that begin with a number stand together as a list. */
function setOut(paragraphs) {
  const isItem = (text) => text !== undefined && /^[0-9]+\. /.test(text);
  return paragraphs
    .map((text, i) => `${i === 0 ? "" : isItem(text) && isItem(paragraphs[i - 1]) ? "\n" : "\n\n"}${wrapped(text)}`)
    .join("");
}

/** Lines as wide as the page; a quotation and an item of a list are kept together by what their lines begin with. */
function wrapped(text) {
  const [mark = ""] = /^(?:> |[0-9]+\. )/.exec(text) ?? [];
  const hanging = mark === "> " ? mark : " ".repeat(mark.length);
  const lines = [];
  for (const word of text.slice(mark.length).split(/\s+/)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width)
      lines.push(`${lines.length === 0 ? mark : hanging}${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join("\n");
}

if (process.argv[1] === import.meta.filename) {
  const dist = (path) => import(join(folder, "../dist", path));
  const page = messagesPage({
    ...(await dist("verify/proof/codes.js")),
    ...(await dist("verify/proof/verdict.js")),
    ...(await dist("verify/record/outcome.js")),
    ...(await dist("verify/record/sentences.js")),
    structureCodes: (await dist("iso9660/index.js")).findingCodes,
    crosscheck: {
      ...(await dist("crosscheck/report/verdict.js")),
      ...(await dist("crosscheck/report/words.js")),
      ...(await dist("crosscheck/report/sentences.js")),
      ...(await dist("crosscheck/report/paper-words.js")),
      ...(await dist("crosscheck/report/unusual.js")),
    },
  });
  writeFileSync(join(folder, "../docs/nl/meldingen.md"), page);
}
