// What every command of a register does: it opens the book, judges the list of recipients against it, does its work, and says what was
// recorded. docs/spec/register.md

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Command, Option } from "commander";
import { RegisterBook } from "../../distribute/book/book.ts";
import {
  demandList,
  type Fact,
  type ListedRecipient,
  type Register,
  RegisterError,
  tableLimit,
} from "../../distribute/register/index.ts";
import { readBytesSync } from "../../files/bounded.ts";
import { sha256Of } from "../../files/digest.ts";
import { print } from "../../files/print.ts";
import { inBoth, quote, readEnvelope, shown } from "../../format/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { type Language, sayIn, type Text } from "../../words/language.ts";
import { languageOf, languageOption, many, printRemark } from "../command.ts";
import { texts } from "./texts.ts";

export interface BookOptions {
  readonly lang?: Language;
  readonly recipients?: string;
}

/** The name that the list has beside a register. */
const listName = "ontvangers.csv";

/** A command below `register` with what all of them take. */
export function subcommand(register: Command, name: string, description: string): Command {
  return register
    .command(name)
    .description(description)
    .argument("<register>", "the register")
    .addOption(new Option("--recipients <csv>", `the list of recipients (else ${listName} beside the register)`))
    .addOption(languageOption());
}

/** `--by`, once for one clerk, twice for two. */
export const byOption = (): Option => many("--by <id>", "who does it; two clerks where two must see it (repeat)");

/** Throws CommandError GEBRUIK. */
export function twoOf(by: readonly string[]): readonly [string, string] {
  const [one, other, ...more] = by;
  if (one !== undefined && other !== undefined && more.length === 0 && one !== other) return [one, other];
  throw new CommandError(texts.twoClerks, exitUsage);
}

/** Throws CommandError GEBRUIK. */
export function oneOf(by: readonly string[]): string {
  const [one, ...more] = by;
  if (one !== undefined && more.length === 0) return one;
  throw new CommandError(texts.oneClerk, exitUsage);
}

/** An envelope number as a person types it. Throws CommandError GEBRUIK. */
export function envelopeTyped(typed: string): string {
  const found = readEnvelope(typed);
  if (found === undefined) throw usage(texts.envelopeTyped, typed);
  return found;
}

/** A number as a person types it: zeros before it, as on a label, do no harm. Throws CommandError GEBRUIK. */
export function numberTyped(typed: string): number {
  if (!/^[0-9]{1,7}$/.test(typed)) throw usage(texts.numberTyped, typed);
  return Number(typed);
}

/** What was expected, and what was typed instead. */
export function usage(text: Text, typed: string): CommandError {
  return new CommandError(
    inBoth((language) => sayIn(text, language, { found: quote(typed) })),
    exitUsage,
  );
}

/** Where the list lies. */
export const listPath = (path: string, { recipients }: BookOptions): string =>
  recipients ?? join(dirname(path), listName);

/** The rows of a judged list, read when they are first asked for: most commands never do. Throws RegisterError LIST. */
export type JudgedList = () => readonly ListedRecipient[];

/**
 * The list, which must be byte for byte the one that the register took in last: a telephone number altered in it would be a call back to
 * the wrong man. Throws RegisterError ABSENT, LIST; FileError.
 */
export function judgeList(register: Register, path: string): JudgedList {
  if (!existsSync(path))
    throw new RegisterError("ABSENT", {
      nl: shown`${path}: de lijst met ontvangers is er niet: leg die daar neer, of zeg met --recipients waar die ligt`,
      en: shown`${path}: the list of recipients is not there: put it there, or name it with --recipients`,
    });
  const bytes = readBytesSync(path, tableLimit);
  const expected = register.lists.at(-1)?.sha256;
  if (sha256Of(bytes) !== expected)
    throw new RegisterError("LIST", {
      nl: shown`${path}: is niet de lijst die het register het laatst heeft opgenomen (verwacht hashcode ${expected ?? "-"}): zet de goede lijst terug; is de wijziging bedoeld, neem de lijst dan op met zegel register recipients`,
      en: shown`${path}: is not the list that the register took in last (expected SHA-256 ${expected ?? "-"}): put that one back; where the change is meant, take it in with zegel register recipients`,
    });
  let rows: readonly ListedRecipient[] | undefined;
  return () => {
    rows ??= demandList(bytes, path).recipients;
    return rows;
  };
}

/** The same, with its rows read. Throws as it and its rows do. */
export const readJudgedList = (register: Register, path: string): readonly ListedRecipient[] =>
  judgeList(register, path)();

export interface Work {
  readonly book: RegisterBook;
  readonly language: Language;
  /** Of nobody where the list was not judged. */
  readonly list: JudgedList;
}

export interface Opening {
  /** The list is not judged. */
  readonly isListless?: true;
  /** The line that `work` is about to correct. */
  readonly target?: number;
}

/**
 * Opens `path` as its one writer, with its list judged, and lets go of it whatever happens. What `work` gives back is printed. Throws
 * FilesError, FormatError, RegisterError, CommandError.
 */
export async function inBook(
  path: string,
  options: BookOptions,
  work: (given: Work) => Promise<readonly string[]>,
  { isListless, target }: Opening = {},
): Promise<void> {
  const language = languageOf(options);
  const sayTorn = (bytes: number) => printRemark("note", sayIn(texts.torn, language, { bytes }), language);
  const book = await RegisterBook.open(path, sayTorn, { target });
  try {
    const list: JudgedList = isListless ? () => [] : judgeList(book.register, listPath(path, options));
    const lines = await work({ book, language, list });
    print(lines.map((line) => `${line}\n`).join(""));
    process.exitCode = 0;
  } finally {
    await book.release();
  }
}

/** Adds what belongs together, and says of each line what it is. */
export async function record({ book, language }: Work, facts: readonly Fact[]): Promise<string[]> {
  const first = book.chain.lines + 1;
  await book.add(facts);
  return facts.map((fact, i) => recorded(first + i, fact, language));
}

/** `line 57: packed 0123-K GM0363 …`, as the file has it. */
export function recorded(line: number, fact: Fact, language: Language): string {
  const values = Object.entries(fact)
    .filter(([name]) => name !== "kind")
    .map(([, value]) =>
      Array.isArray(value)
        ? value.join(" ")
        : typeof value === "object"
          ? `${value.from}..${value.to}`
          : `${value ?? "-"}`,
    );
  const cut = values.map((value) => (/^[0-9a-f]{64}$/.test(value) ? `${value.slice(0, 8)}…` : value));
  return sayIn(texts.recorded, language, { line, what: [fact.kind, ...cut].join(" ") });
}
