// The list of differences on paper: one page of A4 that people sign (one for each municipality whose paper was compared), and an annex
// with every figure and the hash code of every file. No name of who typed stands on it: that is for the pen. docs/spec/crosscheck.md

import { encodeHashGroups } from "../../format/index.ts";
import { labelWords } from "../../words/glossary.ts";
import { type Html, html, renderDocument } from "../../words/html.ts";
import { type Language, sayIn, type Text } from "../../words/language.ts";
import { momentWords } from "../../words/moments.ts";
import { signSvg } from "../../words/signs.ts";
import type { Source } from "../read/model.ts";
import { type PaperPart, verdictsOfPart } from "../report/paper-report.ts";
import { ownWords, paperPart } from "../report/paper-screen.ts";
import { type Block, few, headings, kinds, type Summary, shortPaths, summaryOf } from "../report/summary.ts";
import { verdicts } from "../report/verdict.ts";
import { labels } from "../report/words.ts";
import type { CheckReport } from "./check.ts";
import { differenceTable } from "./difference-rows.ts";
import { figureTable } from "./figure-rows.ts";
import { checkSummary } from "./screen.ts";
import type { SelfTested } from "./self-test.ts";
import { style } from "./sheet-style.ts";
import { sheetWords } from "./sheet-words.ts";

/** What the program knows of itself and the machine. */
export interface Made {
  readonly version: string;
  /** `YYYY-MM-DD hh:mm…` by the clock of the machine. */
  readonly moment: string;
  readonly tested: SelfTested;
}

/** Rows that still leave place for signatures on the page. */
const shownRows = 8;

/** The file `NAME.html`. */
export function renderSheet(report: CheckReport, made: Made, language: Language): string {
  const { paper } = report;
  const parts = paper?.parts ?? [];
  const summary = checkSummary(report, made.tested, language);
  const [only, ...more] = parts;
  const pages =
    more.length === 0 ? [wholePage(report, summary, only, made, language)] : allPages(report, summary, made, language);
  const title = sheetWords[only === undefined ? "title" : "paperTitle"][language];
  const hash = report.judged.dossier.counts[0]?.source.sha256;
  const footer = [
    report.judged.dossier.counts[0]?.message.election.id ?? "",
    hash === undefined ? "" : encodeHashGroups(hash).slice(0, 19),
  ];
  return renderDocument({
    language,
    title: `${verdicts[summary.verdicts[0]].word[language]} – ${title}`,
    style: style([...footer, momentWords(made.moment, language)].filter((one) => one !== "").join(" · "), language),
    body: html`<main>${pages}${annex(report, summary, language)}</main>`,
  });
}

/** Everything on one page: no paper, or that of one municipality. */
function wholePage(
  report: CheckReport,
  summary: Summary,
  part: PaperPart | undefined,
  made: Made,
  language: Language,
): Html {
  const title = sheetWords[part === undefined ? "title" : "paperTitle"][language];
  const isSaid = (line: string) => part === undefined || !differs(report, language).has(line);
  const left = { ...summary, found: summary.found.filter(isSaid) };
  return html`<section>${head(title, language)}
${facts(report, part, made, language)}
${verdictBox(summary, language)}
${part === undefined ? html`` : differencesOf(part, language)}
${lists(left, language, seatsByPaper(report, language))}
${todo(summary, language)}
${signatures(part !== undefined, language)}</section>`;
}

/** What the figures of the paper make of the seats: on the page, for whoever signs must know it. */
function seatsByPaper({ paper }: CheckReport, language: Language): readonly Block[] {
  return paper === undefined ? [] : paperPart(paper, language).blocks;
}

/** What the table has, the list below it need not say again. */
function differs({ paper }: CheckReport, language: Language): ReadonlySet<string> {
  return new Set(
    paper === undefined ? [] : paperPart({ ...paper, strays: [], broken: [], looked: undefined }, language).found,
  );
}

/** The whole on a page, and a page for the paper of each municipality. */
function allPages(report: CheckReport, summary: Summary, made: Made, language: Language): Html[] {
  const { paper } = report;
  if (paper === undefined) return [];
  const papers = paper.parts.map((part) => {
    const alone = { ...paper, parts: [part], strays: [], broken: [], looked: undefined, seats: undefined };
    const all = verdictsOfPart(paper, part);
    const own = ownWords(alone, all[0], language);
    const of = summaryOf(all, paper.inputs, paperPart(alone, language), language, own);
    return html`<section class="next">${head(sayIn(sheetWords.onePart, language, { name: part.form.authorityName }), language)}
${facts(report, part, made, language)}
${verdictBox(of, language)}
${differencesOf(part, language)}
${lists({ ...of, found: [] }, language)}
${todo(of, language)}
${signatures(true, language)}</section>`;
  });
  const first = html`<section>${head(sheetWords.paperTitle[language], language)}
${facts(report, undefined, made, language)}
${verdictBox(summary, language)}
<p>${sheetWords.seePages[language]}</p>
${lists(summary, language, seatsByPaper(report, language))}
${todo(summary, language)}
${signatures(false, language)}</section>`;
  return [first, ...papers];
}

function head(title: string, language: Language): Html {
  return html`<header><div><p class="kind">${sheetWords.kind[language]}</p><h1>${title}</h1></div></header>`;
}

function facts(
  { judged, inputs }: CheckReport,
  part: PaperPart | undefined,
  { version, moment, tested }: Made,
  language: Language,
): Html {
  const { counts } = judged.dossier;
  const shortPath = shortPaths(inputs);
  const count = part?.count ?? (counts.length === 1 ? counts[0] : undefined);
  const election = count?.message.election ?? counts[0]?.message.election;
  const row = (name: Text, value: string | Html) => html`<tr><th>${name[language]}</th><td>${value}</td></tr>\n`;
  const day = election?.date ? `, ${momentWords(election.date, language)}` : "";
  return html`<table class="facts">
${election === undefined ? html`` : row(sheetWords.election, `${election.name === "" ? election.id : election.name}${day}`)}${
  count === undefined
    ? html``
    : html`${row(sheetWords.of, `${count.message.authority.name} (${count.message.authority.id})`)}${row(sheetWords.count, shortPath(count.source.path))}${row(sheetWords.hash, html`<span class="code">${encodeHashGroups(count.source.sha256)}</span>`)}`
}${row(sheetWords.moment, `${momentWords(moment, language)} · ${sayIn(sheetWords.programIs, language, { version, ...tested })}`)}</table>`;
}

/** In two lines of eight groups. */
function code({ sha256 }: Source): Html {
  const groups = encodeHashGroups(sha256);
  return html`<span class="code">${groups.slice(0, 39)}<br>${groups.slice(40)}</span>`;
}

function verdictBox({ verdicts: [verdict, ...others], headline }: Summary, language: Language): Html {
  const { sign, word } = verdicts[verdict];
  const also = others.length === 0 ? "" : ` · ${labels.also[language]}: ${others.join(", ")}`;
  return html`<div class="verdict ${sign}">${signSvg(sign)}
<div><p class="word">${word[language]}</p><p class="headline">${headline} <span class="message">(${labels.message[language]}: ${verdict})${also}</span></p></div></div>`;
}

function differencesOf({ comparison, form }: PaperPart, language: Language): Html {
  const { differences, figures } = comparison;
  if (differences.length === 0) return figures === 0 ? html`` : html`<p>${sheetWords.noDifference[language]}</p>`;
  const beyond = differences.length - shownRows;
  const more = beyond > 0 ? html`<p>${sayIn(sheetWords.furtherOn, language, { count: beyond })}</p>` : html``;
  return html`<section><h2>${sheetWords.differences[language]}</h2>${differenceTable(differences.slice(0, shownRows), form, language)}${more}</section>`;
}

/** One row a list: what is said must leave place for signatures on the page. */
function lists(summary: Summary, language: Language, first: readonly Block[] = []): Html {
  const own = kinds.map((kind) => ({
    heading: headings[kind][language],
    lines: few(summary[kind], language, summary.more[kind]),
  }));
  const rows = [...first, ...own]
    .filter(({ lines }) => lines.length > 0)
    .map(({ heading, lines }) => {
      const items = lines.map((line) => html`<li>${line}</li>\n`);
      return html`<tr><th>${heading}</th><td><ul>${items}</ul></td></tr>\n`;
    });
  return rows.length === 0 ? html`` : html`<table class="said">${rows}</table>\n`;
}

function todo({ next }: Summary, language: Language): Html {
  return html`<section class="keep"><h2>${labelWords.todo[language]}</h2><ol class="todo">${next.map((step) => html`<li>${step}</li>\n`)}</ol></section>`;
}

function signatures(isOfPaper: boolean, language: Language): Html {
  const titles = isOfPaper
    ? [sheetWords.first, sheetWords.second, sheetWords.decided]
    : [sheetWords.checked, sheetWords.checked];
  const cells = titles.map(
    (title) =>
      html`<td><b>${title[language]}</b><p>${sheetWords.name[language]}</p><p class="line"></p><p>${sheetWords.signature[language]}</p><p class="line tall"></p></td>`,
  );
  return html`<table class="persons"><tr>${cells}</tr></table>`;
}

function annex(report: CheckReport, summary: Summary, language: Language): Html {
  const { inputs, paper, judged } = report;
  const shortPath = shortPaths(inputs);
  const papers = (paper?.parts ?? []).filter(({ double }) => double.agreed.length > 0);
  const differences = (paper?.parts ?? []).filter(({ comparison }) => comparison.differences.length > shownRows);
  const { counts, candidates, definitions, results, stations } = judged.dossier;
  const used = [...counts, ...candidates, ...definitions, ...results, ...stations, ...inputs.sheets, ...inputs.papers];
  const files = used.map(({ source }) => html`<tr><td>${shortPath(source.path)}</td><td>${code(source)}</td></tr>\n`);
  const onPage = new Set(seatsByPaper(report, language).map(({ heading }) => heading));
  const behind = [...summary.blocks, ...summary.annex].filter(({ heading }) => !onPage.has(heading));
  const blocks = behind.map(
    ({ heading, lines }) =>
      html`<section><h2>${heading}</h2><ul class="lines">${lines.map((line) => html`<li>${line}</li>\n`)}</ul></section>\n`,
  );
  return html`<section class="next">${head(sheetWords.annex[language], language)}
${differences.map(({ comparison, form }) => html`<h2>${sheetWords.differences[language]}: ${form.authorityName}</h2>${differenceTable(comparison.differences, form, language)}`)}
${blocks}
${papers.length === 0 ? html`` : html`<h2>${sheetWords.figures[language]}</h2><p class="lines">${sheetWords.figuresHow[language]}</p>`}
${papers.map((part) => figureTable(part, language))}
<h2>${sheetWords.files[language]}</h2><table class="files list">${files}</table></section>`;
}
