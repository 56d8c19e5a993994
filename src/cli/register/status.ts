// zegel register status: how far everything is, and what must be looked at. docs/spec/register.md, "Status"

import { existsSync } from "node:fs";
import type { Command } from "commander";
import { readBook } from "../../distribute/book/book.ts";
import { byId, type People, type ReceiptKind, type Register, receiptKinds } from "../../distribute/register/index.ts";
import { statusJson, statusLines, statusOf, statusPage, statusTable } from "../../distribute/status/index.ts";
import { type NewContent, writeAllNew } from "../../files/new-file.ts";
import { print } from "../../files/print.ts";
import { encodeUtf8, quote } from "../../format/index.ts";
import { momentOf } from "../../format/text/chain.ts";
import { type Language, sayIn } from "../../words/language.ts";
import { languageOf, oneNew, printRemark } from "../command.ts";
import { exitIncomplete } from "../end.ts";
import { type BookOptions, listPath, readJudgedList, subcommand, usage } from "./book.ts";
import { texts } from "./texts.ts";

interface StatusOptions extends BookOptions {
  readonly json?: string;
  readonly html?: string;
  readonly csv?: string;
  readonly require?: string;
  readonly due?: string;
}

export function addStatus(register: Command): void {
  subcommand(register, "status", "say how far everything is, and what must be looked at")
    .addOption(oneNew("--json <file>", "write it for another program too"))
    .addOption(oneNew("--html <file>", "write it as a page to print too"))
    .addOption(oneNew("--csv <file>", "write it as a table too, a row an envelope"))
    .option("--require <kinds>", `evidence that each envelope must have (${receiptKinds.join(", ")})`)
    .option("--due <day>", "the day of the letters, YYYY-MM-DD: what came behind it is late")
    .addHelpText("after", "\nExample:\n  zegel register status tk2027.register --html stand.html --csv stand.csv\n")
    .action(showStatus);
}

/** Throws CommandError GEBRUIK. */
function kindsTyped(typed: string): readonly ReceiptKind[] {
  return typed.split(",").map((word) => {
    const found = receiptKinds.find((kind) => kind === word.trim());
    if (found === undefined) throw usage(texts.kindsTyped, typed);
    return found;
  });
}

/** Throws CommandError GEBRUIK. */
function dayTyped(typed: string): string {
  const day = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(typed) ? Date.parse(`${typed}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(day) || !momentOf(new Date(day)).startsWith(typed)) throw usage(texts.dayTyped, typed);
  return typed;
}

async function showStatus(path: string, options: StatusOptions): Promise<void> {
  const language = languageOf(options);
  const due = options.due === undefined ? undefined : dayTyped(options.due);
  const required = options.require === undefined ? undefined : kindsTyped(options.require);
  const chain = await readBook(path);
  const { register, lines, head } = chain;
  const people = peopleOf(register, path, options, language);
  const status = statusOf(register, { now: momentOf(new Date()), due, required, lines, head });
  const files: NewContent[] = [];
  const put = (name: string | undefined, make: () => Uint8Array) => {
    if (name !== undefined) files.push({ path: name, bytes: make(), mode: 0o644 });
  };
  put(options.json, () => encodeUtf8(statusJson(status)));
  put(options.html, () => encodeUtf8(statusPage(status, people, language)));
  put(options.csv, () => statusTable(status, people, language));
  writeAllNew(files);
  const written = files.map((file) => sayIn(texts.written, language, { path: quote(file.path) }));
  print([...statusLines(status, language), ...written].map((line) => `${line}\n`).join(""));
  process.exitCode = status.lacking.length > 0 && required !== undefined ? exitIncomplete : 0;
}

/** With their telephones. A list that was destroyed when its time had come leaves a status without them; another one in its place is a fault. */
function peopleOf(register: Register, path: string, options: BookOptions, language: Language): People {
  const list = listPath(path, options);
  if (!existsSync(list)) {
    printRemark("note", sayIn(texts.noPhones, language, { path: quote(list) }), language);
    return new Map();
  }
  return byId(readJudgedList(register, list));
}
