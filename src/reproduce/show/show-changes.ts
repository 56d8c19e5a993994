// What changed between two releases, or between a folder and an image: text and page.

import { noWords } from "../../words/glossary.ts";
import { type Html, html, renderDocument } from "../../words/html.ts";
import { fill, type Language, type Text } from "../../words/language.ts";
import type { Changes } from "../listing/listing.ts";
import type { FieldChange, FolderComparison, ReleaseComparison } from "../rebuild/compare-releases.ts";
import { pageStyle } from "./page-style.ts";
import { showForeign } from "./show.ts";
import { text, texts } from "./texts.ts";

/** Paths of one kind on the screen; JSON and page have all. */
const shownPaths = 40;

const fieldTexts: Readonly<Record<FieldChange["field"], Text>> = {
  product: text("product", "product"),
  version: text("versie", "version"),
  election: text("verkiezing", "election"),
  role: text("rol", "role"),
  sequence: text("nummer", "number"),
  purpose: text("doel", "purpose"),
  urgency: text("spoed", "urgency"),
  date: text("datum", "date"),
  volume: text("naam van de schijf", "volume"),
  publisher: text("uitgever", "publisher"),
  medium: text("medium", "medium"),
  disc: text("schijf", "disc"),
  manifests: text("inhoudslijst van schijf", "manifest of disc"),
  imageSha256: text("SHA-256 van het schijfbestand", "SHA-256 of the image"),
  imageSize: text("grootte van het schijfbestand", "size of the image"),
  sealOffset: text("plaats van het zegel", "place of the seal"),
  kit: text("kit", "kit"),
  recipe: text("recept", "recipe"),
  trustRoot: text("vertrouwensbasis", "trust root"),
  recallAtLeast: text("intreklijst ten minste", "recall list at least"),
  previous: text("vorige versie", "previous release"),
};

const words = {
  title: text("Wat is er veranderd", "What changed"),
  folderTitle: text("Map en schijfbestand vergeleken", "Folder and image compared"),
  same: text("Niets: beide zijn gelijk.", "Nothing: both are the same."),
  differ: text("Er zijn verschillen.", "There are differences."),
  release: text("De versie", "The release"),
  noFields: text("Niet beide kanten hebben de tekst van een versie.", "Not both sides have a release note."),
  noFiles: text(
    "De bestanden zijn niet vergeleken: niet beide kanten hebben hun MANIFEST (leg het naast de tekst van de versie).",
    "The files were not compared: not both sides have their MANIFEST (put it beside the note).",
  ),
  successor: text("B noemt A als de vorige versie.", "B names A as the release before it."),
  noSuccessor: text("B noemt A niet als de vorige versie.", "B does not name A as the release before it."),
  payload: text("De software", "The software"),
  kit: text("De controle-onderdelen (/ZEGEL)", "The parts for checking (/ZEGEL)"),
  files: text("De bestanden", "The files"),
  counts: text(
    "{same} gelijk, {changed} gewijzigd, {added} nieuw in B, {removed} niet meer in B, {renamed} hernoemd",
    "{same} the same, {changed} changed, {added} new in B, {removed} no longer in B, {renamed} renamed",
  ),
  changed: text("gewijzigd", "changed"),
  added: text("nieuw in B", "new in B"),
  removed: text("niet meer in B", "no longer in B"),
  renamed: text("hernoemd", "renamed"),
  withoutZegel: text(
    "/ZEGEL en de pagina vooraan zijn niet vergeleken: maar een van beide heeft ze.",
    "/ZEGEL and the page at the root were not compared: only one side has them.",
  ),
  elsewhere: text(
    "LET OP: een andere boom van het schijfbestand heeft hiervoor andere gegevens, die Windows kan tonen",
    "BEWARE: another tree of the image has other data for these, which Windows may show",
  ),
  judges: text(
    "Dit vergelijkt en beoordeelt niets: of een versie echt is, zegt zegel verify.",
    "This compares and judges nothing: whether a release is genuine zegel verify says.",
  ),
} as const;

type Comparison = ReleaseComparison | FolderComparison;

interface Section {
  readonly title: string;
  /** Sentences. */
  readonly lines: readonly string[];
  readonly rows: readonly (readonly [name: string, a: string, b: string])[];
  readonly lists: readonly (readonly [kind: string, paths: readonly string[]])[];
}

function sectionsOf(comparison: Comparison, language: Language): Section[] {
  if (comparison.kind === "folder") {
    const { changes, isWithoutZegel, elsewhere } = comparison;
    const section = changesSection(words.files[language], changes, language);
    const lines = isWithoutZegel ? [words.withoutZegel[language]] : [];
    const lists = elsewhere.length === 0 ? [] : [[words.elsewhere[language], elsewhere] as const];
    return [{ ...section, lines: [...section.lines, ...lines], lists: [...lists, ...section.lists] }];
  }
  const { fields, isSuccessor, payload, kit } = comparison;
  const successor =
    isSuccessor === undefined ? [] : [isSuccessor ? words.successor[language] : words.noSuccessor[language]];
  return [
    {
      title: words.release[language],
      lines: [...(fields === undefined ? [words.noFields[language]] : []), ...successor],
      rows: (fields ?? []).map(({ field, a, b }) => [fieldTexts[field][language], a, b]),
      lists: [],
    },
    changesSection(words.payload[language], payload, language),
    changesSection(words.kit[language], kit, language),
  ];
}

function changesSection(title: string, changes: Changes | undefined, language: Language): Section {
  if (changes === undefined) return { title, lines: [words.noFiles[language]], rows: [], lists: [] };
  const { same, changed, added, removed, renamed } = changes;
  const counts = {
    same,
    changed: changed.length,
    added: added.length,
    removed: removed.length,
    renamed: renamed.length,
  };
  const lists: [string, readonly string[]][] = [
    [words.changed[language], changed],
    [words.added[language], added],
    [words.removed[language], removed],
    [words.renamed[language], renamed.map(([from, to]) => `${from} → ${to}`)],
  ];
  return {
    title,
    lines: [fill(words.counts[language], counts)],
    rows: [],
    lists: lists.filter(([, paths]) => paths.length > 0),
  };
}

const titleOf = ({ kind }: Comparison, language: Language) =>
  (kind === "folder" ? words.folderTitle : words.title)[language];
const headlineOf = ({ outcome }: Comparison, language: Language) =>
  (outcome === "same" ? words.same : words.differ)[language];

/** `bold` marks what matters on a terminal. */
export function renderChanges(comparison: Comparison, language: Language, bold: (text: string) => string): string {
  const lines = [
    `A  ${showForeign(comparison.a)}`,
    `B  ${showForeign(comparison.b)}`,
    "",
    bold(headlineOf(comparison, language)),
  ];
  for (const { title, lines: sentences, rows, lists } of sectionsOf(comparison, language)) {
    lines.push("", bold(title), ...sentences.map((line) => `   ${line}`));
    for (const [name, a, b] of rows) lines.push(`   ${name}: ${value(a, language)} → ${value(b, language)}`);
    for (const [kind, paths] of lists) {
      lines.push(`   ${kind}:`, ...paths.slice(0, shownPaths).map((path) => `      ${showForeign(path)}`));
      if (paths.length > shownPaths)
        lines.push(`      ${fill(texts.more[language], { count: paths.length - shownPaths })}`);
    }
  }
  return [...lines, "", words.judges[language], ""].join("\n");
}

const value = (one: string, language: Language) => (one === "" ? noWords.none[language] : showForeign(one));

export function renderChangesPage(comparison: Comparison, language: Language): string {
  const title = titleOf(comparison, language);
  const sections = sectionsOf(comparison, language).map((section) => sectionPart(section, language));
  return renderDocument({
    language,
    title,
    style: pageStyle,
    body: html`<h1>${title}</h1>
<div class="headline"><p><b>${headlineOf(comparison, language)}</b></p>
<p>A: ${showForeign(comparison.a)}<br>B: ${showForeign(comparison.b)}</p></div>
${sections}
<p>${words.judges[language]}</p>`,
  });
}

function sectionPart({ title, lines, rows, lists }: Section, language: Language): Html {
  const table =
    rows.length === 0
      ? html``
      : html`<table><thead><tr><th></th><th>A</th><th>B</th></tr></thead><tbody>${rows.map(
          ([name, a, b]) =>
            html`<tr><th>${name}</th><td>${value(a, language)}</td><td>${value(b, language)}</td></tr>\n`,
        )}</tbody></table>`;
  return html`<h2>${title}</h2>
${lines.map((line) => html`<p>${line}</p>`)}
${table}
${lists.map(([kind, paths]) => html`<h3>${kind}</h3><ul>${paths.map((path) => html`<li>${showForeign(path)}</li>\n`)}</ul>`)}
`;
}
