// A status as a page to print, for whoever must say tonight whether the discs are where they belong: first how far it is, then what must
// be called about, then who is missing. No script, nothing loaded, nothing told by colour alone.

import { type Html, html, renderDocument } from "../../words/html.ts";
import { type Language, sayIn } from "../../words/language.ts";
import { isAwaited, lastOf, type Missing, missingOf, type People } from "../register/index.ts";
import { type Flag, type FlagKind, nameOf } from "./flags/flag.ts";
import { daysBetween } from "./flags/way.ts";
import { pageStyle } from "./page-style.ts";
import {
  changeLines,
  evidenceParts,
  flagsByKind,
  grouped,
  headLine,
  missingCount,
  missingParts,
  officeLine,
  recallLines,
  releaseNames,
  requiredLine,
  standAt,
} from "./screen.ts";
import type { Status } from "./status.ts";
import { flagTodo, stageWords, statusTexts } from "./words.ts";

/** Sentences of one kind of flag; the table has all. 10,000 recipients stay below 2 MB. */
const toldLimit = 400;
/** What cannot wait stands in a frame. */
const urgent: ReadonlySet<FlagKind> = new Set(["VERVALSING", "VERWISSELD", "ZEGEL", "NIET GOED", "PARTIJ"]);

export function statusPage(status: Status, people: People, language: Language): string {
  const { register } = status;
  const title = statusTexts.title[language];
  return renderDocument({
    language,
    title: `${title} ${register.election} ${status.now.slice(0, 10)}`,
    style: pageStyle(`${title} ${register.election}, ${status.now}`, language),
    body: html`<header><div><p class="kind">${[register.election, ...releaseNames(status, language)].join(" · ")}</p>
<h1>${title}</h1></div><p class="kind">${standAt(status, language)}</p></header>
<main>
${funnelPart(status, language)}
${attentionPart(status, people, language)}
${missingPart(status, people, language)}
${changesPart(status, language)}
<p class="small">${headLine(status, language)}</p>
</main>`,
  });
}

/** ONTBREEKT has a section of its own: a list to call by. */
function attentionPart(status: Status, people: People, language: Language): Html {
  const found = flagsByKind(status).filter(([kind]) => kind !== "ONTBREEKT");
  const heading = html`<h2>${statusTexts.toCall[language]}</h2>`;
  if (found.length === 0) return html`${heading}<p>${statusTexts.nothingFlagged[language]}</p>`;
  return html`${heading}${found.map(([kind, flags]) => flagPart(kind, flags, { people, language }))}`;
}

interface Words {
  readonly people: People;
  readonly language: Language;
}

function flagPart(kind: FlagKind, flags: readonly Flag[], { people, language }: Words): Html {
  const groups = grouped(flags, language);
  const told = groups.slice(0, toldLimit).map(({ says, names, flags: some }) => {
    const called = urgent.has(kind) ? phonesOf(some, people) : names.slice(0, toldLimit);
    const rest = names.length > toldLimit ? ` + ${names.length - toldLimit}` : "";
    if (called.length === 0) return html`<li>${says}</li>\n`;
    // A name and its number stay on one line.
    const spans = called.map((who, i) => html`${i === 0 ? "" : " · "}<span class="who">${who}</span>`);
    return html`<li>${says}<br><span class="small">${spans}${rest}</span></li>\n`;
  });
  const more = groups.length - told.length;
  const last = more > 0 ? html`<li>${sayIn(statusTexts.more, language, { count: more })}</li>` : html``;
  return html`<section class="${urgent.has(kind) ? "flag urgent" : "flag"}">
<h3>${kind} <span class="count">${flags.length} ×</span> <span class="todo">${flagTodo[kind][language]}</span></h3>
<ul>${told}${last}</ul></section>
`;
}

/** Whom to call, with the number of the list; of one whom the sentence names, the number alone. */
function phonesOf(flags: readonly Flag[], people: People): string[] {
  const envelopes = [...new Set(flags.flatMap((flag) => flag.envelopes))];
  return envelopes.slice(0, toldLimit).flatMap((envelope) => {
    const phone = people.get(envelope.recipient.id)?.phone ?? "";
    if (envelopes.length === 1) return phone === "" ? [] : [phone];
    return [`${nameOf(envelope)} ${phone}`.trim()];
  });
}

/** From sent to signed, each with a bar of its length and its number in words: the eye sees where it is stuck. */
function funnelPart(status: Status, language: Language): Html {
  const { counts } = status;
  const good = counts.good.afmeldcode + counts.good.verslag + counts.good.papier + counts.good.mondeling;
  const steps = [
    ["sent", counts.sent],
    ["arrived", counts.arrived],
    ["reported", counts.reported],
    ["good", good],
    ["signed", counts.signed],
  ] as const;
  const of = counts.awaited;
  const rows = steps.map(([name, count]) => {
    const share = of === 0 ? 0 : Math.round((1000 * count) / of) / 10;
    return html`<tr><th scope="row">${statusTexts[name][language]}</th><td class="number">${sayIn(statusTexts.percent, language, { count, of })}</td>
<td class="track"><div class="bar" style="width:${share}%"></div></td></tr>
`;
  });
  const more = [
    evidenceParts(status, language).join(" · "),
    ...requiredLine(status, language),
    ...recallLines(status, language),
    officeLine(status, language),
  ];
  return html`<section class="keep"><h2>${statusTexts.funnel[language]}</h2>
<table class="funnel">${rows}</table>
${more.map((line) => html`<p>${line}</p>\n`)}</section>`;
}

function missingPart(status: Status, people: People, language: Language): Html {
  const count = missingCount(status);
  const heading = html`<h2>${statusTexts.callList[language]} (${count})</h2>`;
  if (count === 0) return html`${heading}<p>${statusTexts.allReported[language]}</p>`;
  const row = (one: Missing) => missingRow(one, status, { people, language });
  const head = (["recipient", "phone", "envelope", "stage", "days"] as const).map(
    (name) => html`<th scope="col">${statusTexts[name][language]}</th>`,
  );
  return html`${heading}<p>${missingParts(status, language)}</p>
<table class="call"><thead><tr>${head}</tr></thead><tbody>
${inCallOrder(missingOf(status.register)).map(row)}</tbody></table>`;
}

/** Those who have the disc first: a call helps with them. */
function inCallOrder(missing: readonly Missing[]): Missing[] {
  const order = ["arrived", "sent", "packed", "nothing"];
  return missing
    .filter(({ recipient }) => isAwaited(recipient))
    .toSorted((a, b) => order.indexOf(a.stage) - order.indexOf(b.stage));
}

function missingRow({ recipient, envelope, stage }: Missing, { now }: Status, { people, language }: Words): Html {
  const { sent, arrived } = envelope === undefined ? {} : (lastOf(envelope.disc) ?? {});
  const since = arrived ?? sent;
  const days = since === undefined ? "" : daysBetween(since.at, now);
  return html`<tr><td>${recipient.name}<td>${people.get(recipient.id)?.phone ?? ""}<td>${envelope?.number ?? ""}<td>${stageWords[stage][language]}<td>${days}</tr>
`;
}

function changesPart(status: Status, language: Language): Html {
  const lines = changeLines(status, language);
  const told = lines.slice(0, toldLimit).map((line) => html`<li>${line}</li>\n`);
  const more = lines.length - told.length;
  const rest = more > 0 ? html`<li>${sayIn(statusTexts.more, language, { count: more })}</li>` : html``;
  const body =
    lines.length === 0 ? html`<p>${statusTexts.noChanges[language]}</p>` : html`<ul class="small">${told}${rest}</ul>`;
  return html`<section><h2>${statusTexts.changes[language]}</h2>${body}</section>`;
}
