// How a table of faults becomes vectors: a name, what is expected, and the example with one thing changed.

import { concatBytes, decodeUtf8, encodeUtf8 } from "../../src/format/index.ts";
import { exampleBytes } from "../format/examples.ts";

export interface Vector {
  /** `noun/name` */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** `ok`, or what the noun's page calls the refusal; for formats of this project the code of FormatError. */
  readonly expected: string;
  /** What a typed code or digest means, printed. */
  readonly prints?: string;
}

/** name, expected, and either the whole content or what to replace in the example by what. */
export type Row =
  | readonly [name: string, expected: string, from: string, to: string]
  | readonly [string, string, string | Uint8Array];

export function table(noun: string, example: string, rows: readonly Row[]): Vector[] {
  return [["good_example", "ok", example] as const, ...rows].map((row) => {
    const content = row.length === 4 ? replaceOnce(example, row[2], row[3]) : row[2];
    return {
      file: `${noun}/${row[0]}`,
      bytes: typeof content === "string" ? encodeUtf8(content) : content,
      expected: row[1],
    };
  });
}

export function replaceOnce(text: string, from: string, to: string): string {
  const at = text.indexOf(from);
  if (at < 0 || text.includes(from, at + 1)) throw new Error(`"${from}" does not stand exactly once`);
  return text.slice(0, at) + to + text.slice(at + from.length);
}

export const example = (name: string) => decodeUtf8(exampleBytes[name] ?? new Uint8Array(), name);
export const textOf = (name: string) => `${example(name).split("\n\n")[0]}\n`;
export const linesOf = (text: string) => text.slice(0, -1).split("\n");
export const joined = (lines: readonly string[]) => `${lines.join("\n")}\n`;
export const swapped = (text: string, line: number) => {
  const lines = linesOf(text);
  const [a = "", b = ""] = [lines[line], lines[line + 1]];
  lines.splice(line, 2, b, a);
  return joined(lines);
};
/** What every text format refuses, tried once on each. */
export function commonRules(text: string, line: string): Row[] {
  return [
    ["line_feed_missing_at_the_end", "TEXT", text.slice(0, -1)],
    ["empty_line_at_the_end", "TEXT", `${text}\n`],
    ["carriage_returns", "TEXT", text.replaceAll("\n", "\r\n")],
    ["blank_at_the_end_of_a_line", "TEXT", replaceOnce(text, `${line}\n`, `${line} \n`)],
    ["byte_order_mark", "UTF8", `\ufeff${text}`],
    ["not_utf8", "UTF8", concatBytes(encodeUtf8(text.slice(0, -1)), Uint8Array.of(0xe9, 10))],
    ["another_version", "TYPE_LINE", text.replace(" v1\n", " v2\n")],
    ["empty", "TEXT", ""],
  ];
}

/** What every TEXT refuses and accepts, in a line that stands for `line` (docs/spec/README.md, "TEXT n"). */
export function textRules(name: string, line: string, withText: (text: string) => string): Row[] {
  const row = (what: string, code: string, text: string): Row => [
    `${code === "ok" ? "good_" : ""}${name}_with_${what}`,
    code,
    line,
    withText(text),
  ];
  return [
    row("two_blanks_in_a_row", "TEXT", "bel  070"),
    row("no_break_space", "TEXT", "bel\u00a0070"),
    row("ideographic_space", "TEXT", "bel\u3000070"),
    row("braille_blank", "TEXT", "bel \u2800 070"),
    row("stroke_through_a_digit", "TEXT", "bel 0\u03367\u03360"),
    row("mark_without_a_composed_form", "TEXT", "bel x\u0301"),
    row("hebrew_letter", "TEXT", "bel \u05d0 070"),
    row("arabic_digit", "TEXT", "bel \u0660\u0667\u0660"),
    row("cyrillic_letter", "TEXT", "b\u0435l 070"),
    row("letter_beyond_the_first_plane", "TEXT", "bel \u{1d7d8}"),
    row("latin_of_all_kinds", "ok", "Súdwest-Fryslân: „ja” – ’s-Gravenhage… € 5, ‰, ½ × 2 ≤ 3 → Ĳ ŵ ỹ"),
  ];
}
