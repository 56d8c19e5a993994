// docs/nl/meldingen.md: what the verifier says, what it means and what to do. Made from its own sentences and the paragraphs of
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
 * The page. `codes`, `refusals` and `verdicts`, `sentences`, `structureCodes` are the verifier's tables.
 * Throws Error for a code without a paragraph, a paragraph without a code, and one that stands twice.
 */
export function messagesPage({ codes, refusals, verdicts, sentences, structureCodes }) {
  const [head, ofVerdicts, ofSteps, ofStructure] = readParagraphs();
  const stepCodes = Object.keys(codes);
  const verdictParts = ["ECHT", ...refusals].map((verdict) =>
    section(verdicts[verdict].name.nl, waysOf(verdicts[verdict]).flat()),
  );
  const stepParts = matched(ofSteps, stepCodes).map(([code, text]) => {
    const { says, next } = sentences[code];
    const means = codes[code] === "fact" ? fact : `Oordeel: ${verdicts[codes[code]].name.nl}.`;
    return section(code, [quoted(says.nl), means, text, todo(next?.nl ?? nothing)]);
  });
  const structureParts = matched(ofStructure, structureCodes).map(([code, text]) => section(code, [text]));
  return `${[
    "<!-- Gemaakt door scripts/messages.mjs. Verander scripts/messages.nl.md of de zinnen in src/verify/record. -->",
    head.intro,
    ...[`## ${ofVerdicts.title}`, ofVerdicts.intro, ...verdictParts],
    ...[`## ${ofSteps.title}`, ofSteps.intro, ...stepParts],
    ...[`## ${ofStructure.title}`, ofStructure.intro, wrapped(todo(sentences.STRUCTURE.next.nl)), ...structureParts],
  ].join("\n\n")}\n`;
}

/** The ways in which a verdict is said, each with what to do; those that ask for the same share it. */
function waysOf({ headline, advice, nothingRead, causes = {}, installed }) {
  const others = Object.values(causes).filter((cause) => cause !== undefined);
  const own = others.filter((cause) => cause.advice !== undefined);
  const same = [
    headline,
    nothingRead,
    ...others.filter((cause) => cause.advice === undefined).map((one) => one.headline),
  ];
  return [
    [...same.flatMap((text) => (text === undefined ? [] : [quoted(text.nl)])), todo(advice.nl)],
    ...own.map((cause) => [quoted(cause.headline.nl), todo(cause.advice.nl)]),
    ...(installed === undefined
      ? []
      : [["Van een geïnstalleerd programma:", quoted(installed.headline.nl), todo((installed.advice ?? advice).nl)]]),
  ];
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

const section = (title, paragraphs) => [`### ${title}`, ...paragraphs.map(wrapped)].join("\n\n");
const quoted = (sentence) => `> ${sentence.replace(/\{[a-zA-Z0-9]+\}/g, "…")}`;
const todo = (next) => `Wat u nu doet: ${next.replace("{contact}", "")}`;

function wrapped(text) {
  const mark = text.startsWith("> ") ? "> " : "";
  const lines = [];
  for (const word of text.slice(mark.length).split(/\s+/)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(`${mark}${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join("\n");
}

if (process.argv[1] === import.meta.filename) {
  const dist = (path) => import(join(folder, "../dist", path));
  const page = messagesPage({
    ...(await dist("verify/proof/codes.js")),
    ...(await dist("verify/proof/verdict.js")),
    ...(await dist("verify/record/verdicts.js")),
    ...(await dist("verify/record/sentences.js")),
    structureCodes: (await dist("iso9660/index.js")).findingCodes,
  });
  writeFileSync(join(folder, "../docs/nl/meldingen.md"), page);
}
