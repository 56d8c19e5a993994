// Where what was judged goes: into the register, or into a clerk's own table.

import { existsSync } from "node:fs";
import { readBook } from "../../../distribute/book/book.ts";
import {
  type EvidenceFact,
  encodeSlip,
  type Judged,
  type Slip,
  slipHeader,
} from "../../../distribute/receipts/index.ts";
import type { Register } from "../../../distribute/register/index.ts";
import { tableLimit } from "../../../distribute/register/index.ts";
import { AppendedFile } from "../../../files/lines/appended.ts";
import { writeNew } from "../../../files/new-file.ts";
import { print } from "../../../files/print.ts";
import { type Bilingual, equalBytes, inBoth, quote } from "../../../format/index.ts";
import { momentOf } from "../../../format/text/chain.ts";
import { CommandError } from "../../../verify/program/terminal.ts";
import { type Language, sayIn } from "../../../words/language.ts";
import { languageOf, printRemark } from "../../command.ts";
import { type BookOptions, inBook, type JudgedList, judgeList, listPath, record } from "../book.ts";
import { receiptTexts } from "./texts.ts";

/** Where a call is taken in. */
export interface Desk {
  readonly language: Language;
  readonly register: () => Register;
  readonly list: JudgedList;
  /** When it returns, it is on the disk. What is printed of it. Throws as the book does. */
  readonly keep: (facts: readonly EvidenceFact[], slip: Slip) => Promise<readonly string[]>;
}

/** At the register itself, or beside a copy of it with `slip`. */
export async function atDesk(
  path: string,
  options: BookOptions & { readonly slip: string | undefined },
  work: (desk: Desk) => Promise<void>,
): Promise<void> {
  const language = languageOf(options);
  const { slip } = options;
  if (slip === undefined)
    return inBook(path, options, async (given) => {
      const { book, list } = given;
      await work({ language, list, register: () => book.register, keep: (facts) => record(given, facts) });
      return [];
    });
  const chain = await readBook(path);
  const list = judgeList(chain.register, listPath(path, options));
  const keep = async (facts: readonly EvidenceFact[], row: Slip) => {
    // The rules of the register hold for the copy too; nothing of it is written.
    for (const fact of facts) chain.add(fact, momentOf(new Date()));
    await putSlip(slip, row, language);
    return [sayIn(receiptTexts.slip, language, { path: quote(slip) })];
  };
  await work({ language, list, register: () => chain.register, keep });
  process.exitCode = 0;
}

/** Throws FilesError BUSY, FILE; CommandError where another file has this name: the register itself, or its list. */
async function putSlip(path: string, slip: Slip, language: Language): Promise<void> {
  const header = slipHeader();
  if (!existsSync(path)) writeNew(path, header, 0o600);
  const file = await AppendedFile.open(path, { limit: tableLimit, doing: "is writing in this table" });
  try {
    if (!equalBytes(file.bytes.subarray(0, header.length), header))
      throw new CommandError(inBoth((one) => sayIn(receiptTexts.notSlip, one, { path: quote(path) })));
    if (file.torn > 0) {
      await file.cut();
      printRemark("warning", sayIn(receiptTexts.slipTorn, language, { path: quote(path) }), language);
    }
    await file.append(encodeSlip(slip));
  } finally {
    await file.release();
  }
}

/** Says it and keeps it, or throws what is wrong as CommandError. */
export async function settle(desk: Desk, judged: Judged, slip: Slip): Promise<void> {
  const { language } = desk;
  if (judged.kind === "wrong") throw new CommandError(judged.says);
  if (judged.kind === "there") {
    print(`${sayIn(receiptTexts.there, language, { line: judged.line })}\n`);
    return;
  }
  const lines = await desk.keep(judged.facts, slip);
  sayRemarks(judged.remarks, language);
  print([judged.says[language], ...lines].map((line) => `${line}\n`).join(""));
}

export function sayRemarks(remarks: readonly Bilingual[], language: Language): void {
  for (const remark of remarks) printRemark("warning", remark[language], language);
}
