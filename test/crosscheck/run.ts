// A run of the rules over texts, without a disk.

import { EmlFile } from "../../src/crosscheck/read/eml/eml-file.ts";
import type { ReadPaper, Unreadable } from "../../src/crosscheck/read/inputs.ts";
import type { Message, ReadMessage } from "../../src/crosscheck/read/model.ts";
import { parseSheet } from "../../src/crosscheck/read/sheet.ts";
import { type Report, reportOf } from "../../src/crosscheck/report/screen.ts";
import type { Finding } from "../../src/crosscheck/rules/findings.ts";
import { type JudgeOptions, judge } from "../../src/crosscheck/rules/judge.ts";
import { sha256Of } from "../../src/files/digest.ts";

const encoder = new TextEncoder();

export function readText(text: string | Uint8Array): Message {
  const file = new EmlFile();
  file.write(typeof text === "string" ? encoder.encode(text) : text);
  return file.end();
}

/** `files`: by name; one that ends in `.csv` is a published table, one in `.txt` an entry from paper. */
export function reportOn(files: Readonly<Record<string, string>>, options: Partial<JudgeOptions> = {}): Report {
  const messages: ReadMessage[] = [];
  const sheets = [];
  const papers: ReadPaper[] = [];
  const unreadable: Unreadable[] = [];
  for (const [path, text] of Object.entries(files)) {
    const bytes = encoder.encode(text);
    const source = { path, sha256: sha256Of(bytes), size: bytes.length };
    if (path.endsWith(".csv")) sheets.push({ source, sheet: parseSheet(bytes) });
    else if (path.endsWith(".txt")) papers.push({ source, bytes });
    else messages.push({ source, message: readText(bytes) });
  }
  const inputs = { messages, sheets, papers, unused: [], unreadable };
  return reportOf(inputs, judge(inputs, { chosen: new Set(), codes: [], ...options }));
}

/** What was found, remarks left out. */
export const faultsOf = ({ judged }: Report): readonly Finding[] =>
  judged.findings.kept.filter(({ code }) => !code.endsWith("o") && code !== "S11");

export const codesOf = (report: Report): readonly string[] => [...new Set(faultsOf(report).map(({ code }) => code))];

/** `text` with its `nth` match of `pattern` replaced. Throws Error where there is none, so that no test changes nothing. */
export function changed(text: string, pattern: RegExp | string, replacement: string, nth = 1): string {
  let seen = 0;
  const all = typeof pattern === "string" ? new RegExp(pattern.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "g") : pattern;
  const result = text.replace(all, (match) => (++seen === nth ? match.replace(pattern, replacement) : match));
  if (seen < nth) throw new Error(`${pattern} stands there ${seen} times`);
  return result;
}
