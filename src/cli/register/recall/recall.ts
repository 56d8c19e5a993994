// zegel register heard, recall: who has heard of a recall that was told to all; notice stands beside. docs/spec/register.md, "Recall"

import type { Command } from "commander";
import { Option } from "commander";
import { readBook } from "../../../distribute/book/book.ts";
import { demandReadBack } from "../../../distribute/notices/index.ts";
import { byId, type FactOf, heardBy } from "../../../distribute/register/index.ts";
import { demandRecall, type RecallStatus } from "../../../distribute/status/recall.ts";
import { recallLines, recallValue } from "../../../distribute/status/recall-words.ts";
import { inBoth, recallLimit } from "../../../format/index.ts";
import { momentOf } from "../../../format/text/chain.ts";
import { CommandError, exitUsage } from "../../../verify/program/terminal.ts";
import { sayIn } from "../../../words/language.ts";
import { jsonOption, languageOf, many, printRemark, printResult } from "../../command.ts";
import {
  type BookOptions,
  byOption,
  inBook,
  listPath,
  numberTyped,
  oneOf,
  readJudgedList,
  record,
  subcommand,
  usage,
} from "../book.ts";
import { addNotice } from "./notice.ts";
import { recallTexts as texts } from "./texts.ts";

export function addRecallToAll(register: Command): void {
  addNotice(register);
  subcommand(register, "heard", "record that a recipient showed that he heard of a recall")
    .argument("<number>", "of the recall list")
    .argument("<recipient>", "his id")
    .addOption(new Option("--how <how>", "how he showed it").choices(heardBy).makeOptionMandatory())
    .addOption(many("--code <code>", "the intrekkingscode as he read it back, 4 groups; one a recalled disc (repeat)"))
    .addOption(byOption())
    .addHelpText(
      "after",
      '\nExample:\n  zegel register heard tk2027.register 3 GM0363 --how teruggelezen --code "4A25R 7B9D0 1CF22 6EJKM" --by anna\n',
    )
    .action(takeHeard);
  subcommand(register, "recall", "say how far a recall has come: who was told, who heard, who confirmed")
    .argument("<number>", "of the recall list")
    .addOption(jsonOption("print JSON"))
    .action(showRecall);
}

interface HeardOptions extends BookOptions {
  readonly how: FactOf<"heard">["how"];
  readonly code: readonly string[];
  readonly by: readonly string[];
}

/** Throws CommandError GEBRUIK. */
function listTyped(typed: string): number {
  const number = numberTyped(typed);
  if (number < 1 || number > recallLimit) throw usage(texts.listNumber, typed);
  return number;
}

async function takeHeard(path: string, typed: string, recipient: string, options: HeardOptions): Promise<void> {
  const list = listTyped(typed);
  const by = oneOf(options.by);
  const { how, code } = options;
  if (how === "teruggelezen" && code.length === 0) throw new CommandError(texts.needsCode, exitUsage);
  if (how !== "teruggelezen" && code.length > 0) throw new CommandError(texts.noCode, exitUsage);
  await inBook(path, options, (work) => {
    const { register } = work.book;
    const status = demandRecall(register, list);
    if (how === "teruggelezen") demandReadBack(register, list, recipient, code);
    const before = rowOf(status, recipient)?.at;
    if (how === "verslag" && before?.confirmed === undefined)
      throw new CommandError(inBoth((language) => sayIn(texts.noRecord, language, { id: recipient, number: list })));
    const at = before?.heard;
    if (at !== undefined)
      printRemark("note", sayIn(texts.heardAlready, work.language, { id: recipient, at }), work.language);
    return record(work, [{ kind: "heard", list, recipient, how, by }]);
  });
}

const rowOf = ({ holders, others }: RecallStatus, id: string) =>
  [...holders, ...others].find(({ recipient }) => recipient.id === id);

async function showRecall(path: string, typed: string, options: BookOptions & { readonly json?: true }): Promise<void> {
  const number = listTyped(typed);
  const language = languageOf(options);
  const { register } = await readBook(path);
  const list = byId(readJudgedList(register, listPath(path, options)));
  const status = demandRecall(register, number);
  printResult(
    options.json,
    () => recallValue(status),
    () =>
      recallLines(status, list, momentOf(new Date()), language)
        .map((line) => `${line}\n`)
        .join(""),
  );
  process.exitCode = 0;
}
