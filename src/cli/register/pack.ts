// zegel register pack: two clerks and a scanner, or a table that was filled in at another table. docs/spec/register.md, "Packing"

import type { Command } from "commander";
import {
  cellOf,
  demandNoFaults,
  type FactOf,
  noRowFault,
  PackingScan,
  packedBy,
  readTable,
  type TableFault,
  tableLimit,
} from "../../distribute/register/index.ts";
import { readBytes } from "../../files/bounded.ts";
import { print, printError } from "../../files/print.ts";
import { decodeDecimal, FormatError, quote, readEnvelope } from "../../format/index.ts";
import { sayIn } from "../../words/language.ts";
import { exitIncomplete } from "../end.ts";
import { type BookOptions, byOption, inBook, subcommand, twoOf, type Work } from "./book.ts";
import { stageRows } from "./rows.ts";
import { texts } from "./texts.ts";
import { typedLines } from "./typed-lines.ts";

interface PackOptions extends BookOptions {
  readonly by: readonly string[];
  readonly csv?: string;
}

const columns = ["envelop", "ontvanger", "exemplaar", "zak"] as const;

export function addPack(register: Command): void {
  subcommand(
    register,
    "pack",
    "pack with a scanner: envelope, disc, bag, again and again; ends at the end of the input",
  )
    .addOption(byOption())
    .option("--csv <csv>", `instead: a table with the columns ${columns.join(";")}`)
    .addHelpText("after", "\nExample:\n  zegel register pack tk2027.register --by anna --by bert\n")
    .action(async (path: string, options: PackOptions) => {
      const by = twoOf(options.by);
      let isHalf = false;
      await inBook(path, options, async (work) => {
        if (options.csv !== undefined) return packTable(work, options.csv, by);
        isHalf = await packScanned(work, by);
        return [];
      });
      if (isHalf) process.exitCode = exitIncomplete;
    });
}

/** Each envelope is on the disk before it is said to be packed. True: the input ended in the middle of one. */
async function packScanned({ book, language }: Work, by: readonly [string, string]): Promise<boolean> {
  const scan = new PackingScan(() => book.register, by);
  printError(texts.scan[scan.awaits][language]);
  for await (const line of typedLines()) {
    const typed = line.trim();
    if (typed === "") continue;
    if (typed.toLowerCase() === "opnieuw" || typed.toLowerCase() === "again") {
      scan.startAgain();
      printError(`${texts.again[language]}\n`);
    } else {
      const found = scan.take(typed);
      if (found.kind === "packed") await recordPacked({ book, language }, found.fact);
      if (found.kind === "wrong")
        printError(`\u0007${sayIn(texts.wrongBeep, language, { what: found.says[language] })}\n`);
    }
    printError(texts.scan[scan.awaits][language]);
  }
  printError("\n");
  if (scan.awaits === "envelope") return false;
  printError(`zegel: ${texts.halfPacked[language]}\n`);
  return true;
}

/** A rule that refuses it is a wrong beep too: nothing was recorded, and the next envelope may be right. */
async function recordPacked(
  { book, language }: Pick<Work, "book" | "language">,
  fact: FactOf<"packed">,
): Promise<void> {
  const refused = stageRows(book, [{ line: 1, facts: [fact] }]);
  const [fault] = refused;
  if (fault !== undefined) {
    printError(`${sayIn(texts.wrongBeep, language, { what: fault.says[language] })}\n`);
    return;
  }
  await book.flush();
  print(`${packedWords({ book, language }, fact, book.chain.lines)}\n`);
}

function packedWords(
  { book, language }: Pick<Work, "book" | "language">,
  fact: FactOf<"packed">,
  line: number,
): string {
  const { envelope, copy, seal, recipient } = fact;
  const name = book.register.recipients.get(recipient)?.name ?? recipient;
  return sayIn(texts.packed, language, { envelope, name, copy, seal, line });
}

async function packTable(work: Work, path: string, by: readonly [string, string]): Promise<string[]> {
  const { book } = work;
  const table = readTable(await readBytes(path, tableLimit), columns);
  const faults: TableFault[] = [...table.faults, ...noRowFault(table)];
  const packed: FactOf<"packed">[] = [];
  for (const { line, cells } of table.rows) {
    const envelope = cellOf(() => envelopeIn(cells.envelop), line, "envelop", faults);
    const copy = cellOf(
      () => decodeDecimal(cells.exemplaar.replace(/^0+/, ""), 1, 999_999, ""),
      line,
      "exemplaar",
      faults,
    );
    if (envelope === undefined || copy === undefined) continue;
    const recipient = cells.ontvanger === "" ? undefined : cells.ontvanger;
    const found = packedBy(book.register, { envelope, recipient, copy, seal: cells.zak, by });
    if (found.kind === "wrong") faults.push({ line, column: undefined, says: found.says });
    else {
      const refused = stageRows(book, [{ line, facts: [found.fact] }]);
      if (refused.length > 0) faults.push(...refused);
      else packed.push(found.fact);
    }
  }
  demandNoFaults(faults, path); // before anything is written: a table is taken in whole or not at all
  const first = book.chain.lines - packed.length + 1;
  await book.flush();
  return packed.map((fact, i) => packedWords(work, fact, first + i));
}

/** An envelope number in a cell. Throws FormatError. */
export function envelopeIn(text: string): string {
  const found = readEnvelope(text);
  if (found === undefined) throw new FormatError("FIELD", "", "an envelope number such as 0123-K", quote(text));
  return found;
}
