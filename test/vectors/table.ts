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
