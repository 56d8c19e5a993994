// Files full of reports: records, a scanner's lines, clerks' tables. What is good is taken in; all that is wrong is told at once. Taken in
// once more, a file adds nothing.

import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { scryptAll } from "../../../distribute/keys/scrypt.ts";
import {
  type Judged,
  judgeRecord,
  judgeScan,
  judgeSlip,
  parseCheckRecord,
  readSlips,
  recordLimit,
} from "../../../distribute/receipts/index.ts";
import { demandNoFaults, rowLimit, tableLimit } from "../../../distribute/register/index.ts";
import { readBytes, readBytesSync } from "../../../files/bounded.ts";
import { sha256Of } from "../../../files/digest.ts";
import { print } from "../../../files/print.ts";
import { type Bilingual, Fault, inBoth, quote } from "../../../format/index.ts";
import { CommandError } from "../../../verify/program/terminal.ts";
import { sayIn } from "../../../words/language.ts";
import { type BookOptions, inBook, recorded, type Work } from "../book.ts";
import { stageRows } from "../rows.ts";
import { sayRemarks } from "./take.ts";
import { receiptTexts } from "./texts.ts";

/** Faults that are told one by one. */
const toldLimit = 200;

/** One report within a file: where it stands, and how it is judged against the register as it is by then. */
interface Report {
  readonly where: Bilingual;
  readonly judge: (work: Work) => Judged | Promise<Judged>;
}

export async function takeRecords(
  path: string,
  options: BookOptions & {
    readonly paths: readonly string[];
    readonly envelope: string | undefined;
    readonly disc: number | undefined;
    readonly by: string;
  },
): Promise<void> {
  const { envelope, disc, by } = options;
  const reports = recordFiles(options.paths).map(
    ({ file, isNamed }): Report => ({
      where: both(quote(file)),
      judge: async ({ book }) => {
        // What a person named may be a pipe; of ten thousand files in a folder, each would be waited for five times.
        const bytes = isNamed ? await readBytes(file, recordLimit) : readBytesSync(file, recordLimit);
        const record = parseCheckRecord(bytes, quote(file));
        return judgeRecord(book.register, { record, sha256: sha256Of(bytes), envelope, disc, by }, scryptAll);
      },
    }),
  );
  await takeAll(path, options, reports);
}

interface RecordFile {
  readonly file: string;
  /** False: it was found in a folder. */
  readonly isNamed: boolean;
}

/** Files as named, and of folders what ends in .json. Throws CommandError, the system's error. */
function recordFiles(paths: readonly string[]): RecordFile[] {
  const files = paths.flatMap((path): RecordFile[] => {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [{ file: path, isNamed: true }]; // what is not there is told when it is read
    const found = readdirSync(path).filter((name) => name.toLowerCase().endsWith(".json"));
    if (found.length === 0)
      throw new CommandError(inBoth((language) => sayIn(receiptTexts.noRecords, language, { path: quote(path) })));
    return found.toSorted().map((name) => ({ file: join(path, name), isNamed: false }));
  });
  if (files.length > rowLimit)
    throw new CommandError(inBoth((language) => sayIn(receiptTexts.tooMany, language, { limit: rowLimit })));
  return files;
}

export async function takeScans(path: string, options: BookOptions, file: string, by: string): Promise<void> {
  // A line that is no UTF-8 is no scanned line either, and is told as one. An editor may have put a mark before the first.
  const lines = new TextDecoder().decode(await readBytes(file, tableLimit)).split(/\r\n|\r|\n/);
  if (lines.length > rowLimit)
    throw new CommandError(inBoth((language) => sayIn(receiptTexts.tooMany, language, { limit: rowLimit })));
  const reports = lines.flatMap((line, i): Report[] => {
    if (line.trim() === "") return [];
    const where = { nl: `regel ${i + 1}`, en: `line ${i + 1}` };
    return [{ where, judge: ({ book }) => judgeScan(book.register, line, by, scryptAll) }];
  });
  // A pipe that nobody wrote into and a device are empty too: that nothing was taken in is no good end.
  if (reports.length === 0)
    throw new CommandError(inBoth((language) => sayIn(receiptTexts.noLines, language, { path: quote(file) })));
  await takeAll(path, options, reports);
}

/** A table that is no table is refused before anything is taken in. */
export async function takeSlips(path: string, options: BookOptions, files: readonly string[]): Promise<void> {
  const reports: Report[] = [];
  for (const file of files) {
    const { slips, faults } = readSlips(await readBytes(file, tableLimit));
    demandNoFaults(faults, file);
    for (const { line, slip } of slips)
      reports.push({
        where: { nl: `${quote(file)}, regel ${line}`, en: `${quote(file)} line ${line}` },
        judge: ({ book }) => judgeSlip(book.register, slip, scryptAll),
      });
  }
  await takeAll(path, options, reports);
}

const both = (text: string): Bilingual => ({ nl: text, en: text });

/** Throws CommandError with all that was wrong, once what was good is on the disk and said. */
async function takeAll(path: string, options: BookOptions, reports: readonly Report[]): Promise<void> {
  await inBook(path, options, async (work) => {
    const faults: Bilingual[] = [];
    const lines: string[] = [];
    let there = 0;
    for (const report of reports) {
      const taken = await takeOne(work, report);
      if (taken.kind === "wrong")
        faults.push({ nl: `${report.where.nl}: ${taken.says.nl}`, en: `${report.where.en}: ${taken.says.en}` });
      else if (taken.kind === "there") there++;
      else lines.push(...taken.lines);
    }
    await work.book.flush();
    const fresh = reports.length - there - faults.length;
    print(
      [...lines, sayIn(receiptTexts.taken, work.language, { fresh, there, faults: faults.length })]
        .map((line) => `${line}\n`)
        .join(""),
    );
    if (faults.length > 0) throw new CommandError(inBoth((language) => faultLines(faults, language)));
    return [];
  });
}

/** One of them, staged. What it throws is wrong with this one alone. */
async function takeOne(
  work: Work,
  { judge, where }: Report,
): Promise<{ kind: "wrong"; says: Bilingual } | { kind: "there" } | { kind: "taken"; lines: string[] }> {
  try {
    const judged = await judge(work);
    if (judged.kind !== "good") return judged;
    const first = work.book.chain.lines + 1;
    const [refused] = stageRows(work.book, [{ line: 1, facts: judged.facts }]);
    if (refused !== undefined) return { kind: "wrong", says: refused.says };
    const { language } = work;
    sayRemarks(
      judged.remarks.map((remark) => ({ nl: `${where.nl}: ${remark.nl}`, en: `${where.en}: ${remark.en}` })),
      language,
    );
    return { kind: "taken", lines: judged.facts.map((fact, i) => recorded(first + i, fact, language)) };
  } catch (error) {
    if (error instanceof Fault) return { kind: "wrong", says: { nl: error.dutch ?? error.message, en: error.message } };
    if (error instanceof Error && "syscall" in error) return { kind: "wrong", says: both(quote(error.message)) };
    throw error;
  }
}

function faultLines(faults: readonly Bilingual[], language: keyof Bilingual): string {
  const told = faults.slice(0, toldLimit).map((fault) => fault[language]);
  const more = faults.length - told.length;
  return [
    sayIn(receiptTexts.notTaken, language, { count: faults.length }),
    ...told,
    ...(more > 0 ? [sayIn(receiptTexts.more, language, { count: more })] : []),
  ].join("\n");
}
