// The one place that writes HTML: printable pages that run no script and load nothing, in which no text can become markup.

import { spellOut } from "../format/index.ts";
import type { Language } from "./language.ts";

/** HTML that is ours or escaped. A text cannot be mistaken for it: only `html` makes it, and the class itself is not exported. */
class Markup {
  readonly #source: string;
  constructor(source: string) {
    this.#source = source;
  }
  get source(): string {
    return this.#source;
  }
}
export type Html = Markup;

/** A template whose every value is escaped, unless `html` made it: `` html`<p>${name}</p>` ``. A list is put in one after the other. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (Html | readonly Html[] | string | number)[]
): Html {
  const sources = values.map((value) => {
    if (value instanceof Markup) return value.source;
    return typeof value === "object" ? value.map(sourceOf).join("") : escapeHtml(String(value));
  });
  return new Markup(parts.map((part, i) => part + (sources[i] ?? "")).join(""));
}

/** Throws TypeError for an object that `html` did not make, whatever its shape. */
function sourceOf(one: Html): string {
  if (!(one instanceof Markup)) throw new TypeError("expected HTML that html`` made");
  return one.source;
}

const entities: Readonly<Record<string, string>> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "#39" };

/**
 * Foreign text as it stands between tags or within a quoted attribute. Control characters, and those that turn or hide text,
 * are spelt out: an entity would bring them back.
 */
function escapeHtml(text: string): string {
  return spellOut(text, Number.POSITIVE_INFINITY).replace(/[&<>"']/g, (character) => `&${entities[character]};`);
}

/** A text as a string of CSS, quotation marks and all. Whatever is no letter, digit or plain mark is a CSS escape. */
export function cssString(text: string): string {
  const escaped = spellOut(text, Number.POSITIVE_INFINITY).replace(
    /[^A-Za-z0-9 .,:_–-]/gu,
    (character) => `\\${(character.codePointAt(0) ?? 0).toString(16)} `,
  );
  return `"${escaped}"`;
}

export interface Document {
  readonly language: Language;
  readonly title: string;
  /** CSS of our own, in which foreign text stands only as `cssString`. */
  readonly style: string;
  readonly body: Html;
}

/** A whole page. Its policy lets no script run and nothing load, should an escape ever fail. Throws Error for a style with `<` in it. */
export function renderDocument(document: Document): string {
  return wholePage(document, "default-src 'none'; style-src 'unsafe-inline'");
}

/** Any page, under a policy of ours. `script`: see program-page.ts. Throws Error for a style with `<` in it. */
export function wholePage({ language, title, style, body }: Document, policy: string, script = ""): string {
  if (style.includes("<")) throw new Error("a style sheet holds no <: it could end the element that it stands in");
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
${body}
${script === "" ? "" : html`<script>${new Markup(script)}</script>\n`}</body>
</html>
`.source;
}

/** How a sheet of A4 is set out. */
export interface Sheet {
  /** As CSS writes it: `16mm 17mm 18mm`. */
  readonly margin: string;
  /** Of the text, in mm. */
  readonly width: number;
  /** At the foot of each sheet, on the left: loose sheets find each other by it. */
  readonly footer: string;
  /** On the right: `page` 1 `of` 3. */
  readonly page: string;
  readonly of: string;
}

/** Black on white and legible on a cheap printer: colour, shade and background carry nothing. A page adds its own rules behind. */
export function sheetStyle({ margin, width, footer, page, of }: Sheet): string {
  return `
@page { size: A4; margin: ${margin};
  @bottom-left { content: ${cssString(footer)}; font: 8pt Arial, sans-serif; }
  @bottom-right { content: ${cssString(`${page} `)} counter(page) ${cssString(` ${of} `)} counter(pages); font: 8pt Arial, sans-serif; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: ${width}mm; color: #000; background: #fff; font: 10pt/1.4 Arial, "Liberation Sans", Helvetica, sans-serif; overflow-wrap: anywhere; }
header { display: flex; justify-content: space-between; align-items: flex-end; border-bottom: 0.6mm solid #000; padding-bottom: 2mm; }
h1, h2, h3, p, ul, table { margin: 0; padding: 0; }
h1 { font-size: 18pt; line-height: 1.2; }
h2 { font-size: 12pt; margin: 6mm 0 1.5mm; border-bottom: 0.2mm solid #000; padding-bottom: 0.7mm; break-after: avoid; }
.kind { font-size: 9pt; }
.code { font-family: "DejaVu Sans Mono", Consolas, "Liberation Mono", "Courier New", monospace; overflow-wrap: normal; }
ul { padding-left: 5mm; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; }
tr { break-inside: avoid; }
.keep { break-inside: avoid; }
@media screen { body { padding: 10mm 0; } }
`;
}
