// zegel register notice: a signed recall list, told to every recipient by letter, or recorded as told otherwise.

import { join } from "node:path";
import { type Command, Option } from "commander";
import type { RegisterBook } from "../../../distribute/book/book.ts";
import { parseTexts, type RecallToSend, textsLimit } from "../../../distribute/index.ts";
import {
  encodeCalls,
  inCallOrder,
  kindOf,
  type Notice,
  newEntries,
  planNotices,
  readVotes,
  renderNotices,
  toldBy,
} from "../../../distribute/notices/index.ts";
import { byId, channels, type FactOf, type Register, tableLimit } from "../../../distribute/register/index.ts";
import { demandRecall, type RecallStatus } from "../../../distribute/status/recall.ts";
import { readBytes } from "../../../files/bounded.ts";
import { removeQuietly, writeAllNew } from "../../../files/new-file.ts";
import { encodeUtf8, quote, spellOut } from "../../../format/index.ts";
import { CommandError, exitUsage } from "../../../verify/program/terminal.ts";
import { type Language, sayIn, type Text } from "../../../words/language.ts";
import { languageOf, many, printRemark } from "../../command.ts";
import { type BookOptions, byOption, inBook, oneOf, subcommand, usage } from "../book.ts";
import { openFolder } from "../folder.ts";
import { demandPurpose, readRecall } from "./read.ts";
import { warnOfRecall } from "./remarks.ts";
import { recallTexts as texts } from "./texts.ts";

export interface NoticeOptions extends BookOptions {
  readonly recall: string;
  readonly root: readonly string[];
  readonly recalled: readonly string[];
  readonly texts?: string;
  readonly out?: string;
  readonly channel: FactOf<"notice">["channel"];
  readonly only: readonly string[];
  readonly again?: true;
  readonly order: "alphabet" | "votes";
  readonly votes?: string;
  readonly by: readonly string[];
}

export function addNotice(register: Command): void {
  subcommand(
    register,
    "notice",
    "tell a recall to all: STOP letters for holders, information for the rest, a call list",
  )
    .addOption(new Option("--recall <note>", "the newest recall list, signed").makeOptionMandatory())
    .addOption(many("--root <note>", "trust roots, version 1 to the newest (repeat)").makeOptionMandatory())
    .addOption(many("--recalled <note>", "release notes of what it recalls and the register does not know (repeat)"))
    .option("--texts <json>", "the day of the letters and the sender (docs/spec/letter.md)")
    .option("--out <folder>", "where letters and call list go")
    .addOption(new Option("--channel <channel>", "how they are told").choices(channels).default("brief"))
    .addOption(many("--only <id>", "these recipients alone (repeat)"))
    .option("--again", "those too who were told of this list by the same channel already")
    .addOption(
      new Option("--order <order>", "of the calls, behind the holders")
        .choices(["alphabet", "votes"])
        .default("alphabet"),
    )
    .option("--votes <csv>", "with the columns id;stemmen, for --order votes")
    .addOption(byOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel register notice tk2027.register --recall recall-3.note --root root-1.note --texts brief.json --out intrekking-3 --by anna\n" +
        "  zegel register notice tk2027.register --recall recall-3.note --root root-1.note --channel telefoon --only GM0363 --by anna\n",
    )
    .action(tellAll);
}

async function tellAll(path: string, options: NoticeOptions): Promise<void> {
  const by = oneOf(options.by);
  demandOptions(options);
  const sent = await readRecall(options.recall, options.root, options.recalled);
  const language = languageOf(options);
  for (const remark of sent.remarks) printRemark("note", spellOut(remark[language], 2000), language);
  const votes =
    options.votes === undefined ? undefined : readVotes(await readBytes(options.votes, tableLimit), options.votes);
  const letterTexts =
    options.texts === undefined ? undefined : parseTexts(await readBytes(options.texts, textsLimit), options.texts);
  await inBook(path, options, async (work) => {
    const { book, list } = work;
    demandPurpose(book.register, sent);
    const first = book.chain.lines + 1;
    for (const fact of newEntries(book.register, sent.recall, sent.note.text, by)) book.stage(fact);
    const status = demandRecall(book.register, sent.recall.recalled.length);
    const listed = byId(list());
    const all = [...status.holders, ...status.others].map((row) => ({ row, listed: listed.get(row.recipient.id) }));
    const wanted = inCallOrder(onlyThese(all, options.only), votes);
    warnOfRecall(status, wanted, language);
    const notices = withoutTold(book.register, wanted, status.number, options, language);
    const lines = headLines(sent, language);
    if (notices.length === 0) {
      await book.flush();
      return [...lines, texts.nobodyLeft[language]];
    }
    for (const { row } of notices)
      book.stage({ kind: "notice", list: status.number, recipient: row.recipient.id, channel: options.channel, by });
    const base = letterTexts && { sent, texts: letterTexts, register: book.register };
    const written = base === undefined ? noPapers : writePapers(notices, status, base, options.out ?? "", language);
    await flushWith(book, written.paths);
    const stop = notices.filter(({ row }) => kindOf(row) === "stop").length;
    const values = { from: first, to: book.chain.lines, count: notices.length, stop };
    return [...lines, ...written.says, sayIn(texts.recorded, language, values), texts.next[language]];
  });
}

/** Throws CommandError GEBRUIK. */
function demandOptions({ channel, texts: json, out, only, order, votes }: NoticeOptions): void {
  const isLetter = channel === "brief" || channel === "koerier";
  const fault: Text | undefined = isLetter
    ? json === undefined || out === undefined
      ? texts.needsOut
      : undefined
    : only.length === 0 || json !== undefined || out !== undefined || votes !== undefined
      ? texts.noOut
      : undefined;
  if (fault !== undefined) throw new CommandError(fault, exitUsage);
  if ((order === "votes") !== (votes !== undefined)) throw new CommandError(texts.needsVotes, exitUsage);
}

/** Throws CommandError GEBRUIK for an id of nobody. */
function onlyThese(all: readonly Notice[], ids: readonly string[]): readonly Notice[] {
  const known = new Set(all.map(({ row }) => row.recipient.id));
  const stranger = ids.find((id) => !known.has(id));
  if (stranger !== undefined) throw usage(texts.noRecipient, stranger);
  const asked = new Set(ids);
  return ids.length === 0 ? all : all.filter(({ row }) => asked.has(row.recipient.id));
}

/** Nobody is told of one list twice by the same channel unless that is asked for; either way it is said. */
function withoutTold(
  register: Register,
  wanted: readonly Notice[],
  number: number,
  { channel, again }: NoticeOptions,
  language: Language,
): readonly Notice[] {
  const lines = toldBy(register, number, channel);
  const toldBefore = ({ row }: Notice) => lines.get(row.recipient.id);
  const told = wanted.filter((one) => toldBefore(one) !== undefined);
  const [one] = told;
  const before = one && toldBefore(one);
  if (one !== undefined && before !== undefined) {
    const { line, at } = before;
    const values = { channel, count: told.length, id: one.row.recipient.id, line, at };
    printRemark("note", sayIn(again === true ? texts.again : texts.already, language, values), language);
  }
  return again === true ? wanted : wanted.filter((notice) => toldBefore(notice) === undefined);
}

function headLines({ recall }: RecallToSend, language: Language): string[] {
  return [sayIn(texts.list, language, { number: recall.recalled.length, date: recall.date })];
}

interface Papers {
  readonly paths: readonly string[];
  readonly says: readonly string[];
}

const noPapers: Papers = { paths: [], says: [] };

/** Where the lines do not reach the disk, the papers go too: letters of which nothing is recorded would be sent, and made once more. */
async function flushWith(book: RegisterBook, papers: readonly string[]): Promise<void> {
  try {
    await book.flush();
  } catch (error) {
    for (const path of papers) removeQuietly(path);
    throw error;
  }
}

/** Before anything is recorded: a line that says somebody was told, where no letter is, would be worse than a letter too many. */
function writePapers(
  notices: readonly Notice[],
  status: RecallStatus,
  base: Parameters<typeof renderNotices>[1],
  folder: string,
  language: Language,
): Papers {
  const files = planNotices(notices);
  const calls = join(folder, "bellijst.csv");
  const table = encodeCalls(notices, status);
  openFolder(folder);
  writeAllNew([
    ...files.map((file) => ({
      path: join(folder, file.name),
      bytes: encodeUtf8(renderNotices(file, base)),
      mode: 0o644,
    })),
    { path: calls, bytes: table, mode: 0o600 },
  ]);
  return {
    paths: [...files.map(({ name }) => join(folder, name)), calls],
    says: [
      ...files.map(({ name, notices: of }) =>
        sayIn(texts.letters, language, { path: quote(join(folder, name)), count: of.length }),
      ),
      sayIn(texts.calls, language, { path: quote(calls) }),
    ],
  };
}
