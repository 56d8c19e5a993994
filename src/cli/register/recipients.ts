// zegel register recipients: a list from the definition of an election or a spreadsheet, and a changed list taken in.

import type { Command } from "commander";
import { EmlFile, OtherDocument } from "../../crosscheck/read/eml/eml-file.ts";
import {
  demandList,
  demandMunicipalities,
  encodeList,
  type Fact,
  heldAgainst,
  type ListedRecipient,
  type Municipality,
  recipientsOf,
  tableLimit,
} from "../../distribute/register/index.ts";
import { readBytes } from "../../files/bounded.ts";
import { sha256Of } from "../../files/digest.ts";
import { writeNew } from "../../files/new-file.ts";
import { print } from "../../files/print.ts";
import { inBoth, quote } from "../../format/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { type Language, sayIn } from "../../words/language.ts";
import { languageOf, languageOption, oneNew, printRemark } from "../command.ts";
import { exitIncomplete } from "../end.ts";
import { type BookOptions, byOption, inBook, listPath, record, twoOf, type Work } from "./book.ts";
import { factOf, warnPhones } from "./new.ts";
import { texts } from "./texts.ts";

/** Bytes of a definition: the largest so far has 100 kB. */
const definitionLimit = 16 * 1024 * 1024;

interface Options extends Pick<BookOptions, "lang"> {
  readonly eml?: string;
  readonly csv?: string;
  readonly checkCbs?: string;
  readonly out?: string;
  readonly by: readonly string[];
}

export function addRecipients(register: Command): void {
  register
    .command("recipients")
    .description("make the list of recipients; or take a changed one into a register")
    .argument("[register]", "the register that gets a changed list")
    .option("--eml <xml>", "the definition of the election (EML 110a)")
    .option("--csv <csv>", "a list as a spreadsheet saved it")
    .option("--check-cbs <csv>", "hold the new list against the table Gebieden in Nederland of the CBS")
    .addOption(byOption())
    .addOption(oneNew("-o, --out <csv>", "the new list"))
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel register recipients --eml 110a.eml.xml --check-cbs Gebieden_in_Nederland_2027.csv -o ontvangers.csv\n  zegel register recipients tk2027.register --csv ontvangers.csv --by anna --by bert\n",
    )
    .action((path: string | undefined, options: Options) =>
      path === undefined ? makeList(options) : takeList(path, options),
    );
}

async function makeList(options: Options): Promise<void> {
  const language = languageOf(options);
  const { eml, csv, checkCbs, out } = options;
  if ((eml === undefined) === (csv === undefined)) throw new CommandError(texts.oneSource, exitUsage);
  if (out === undefined) throw new CommandError(texts.newOut, exitUsage);
  // Before the list is written: a wrong file leaves nothing behind.
  const municipalities =
    checkCbs === undefined ? undefined : demandMunicipalities(await readBytes(checkCbs, tableLimit), checkCbs);
  const list = eml === undefined ? await readCsv(csv ?? "", language) : await readDefinition(eml, language);
  writeNew(out, encodeList(list), 0o644);
  warnPhones(list, language);
  print(
    `${sayIn(texts.recipients, language, { count: list.length })}\n${sayIn(texts.written, language, { path: quote(out) })}\n`,
  );
  const isHeld = municipalities === undefined || tellDifferences(list, municipalities, language);
  process.exitCode = isHeld ? 0 : exitIncomplete;
}

/** Differences that are told one by one. */
const toldLimit = 30;

/** True: there are none. Otherwise a person looks at them: an election of one municipality leaves the others out, and is right to. */
function tellDifferences(
  list: readonly ListedRecipient[],
  municipalities: readonly Municipality[],
  language: Language,
): boolean {
  const { missing, unknown, renamed, others } = heldAgainst(list, municipalities);
  const told = [
    [texts.cbsMissing, missing.map(({ code, name }) => `${code} ${name}`)],
    [texts.cbsUnknown, unknown.map(({ id, name }) => `${id} ${name}`)],
    [texts.cbsRenamed, renamed.map(({ recipient, name }) => `${recipient.id} ${recipient.name} / ${name}`)],
  ] as const;
  for (const [text, all] of told) {
    const which = [...all.slice(0, toldLimit), ...(all.length > toldLimit ? ["\u2026"] : [])].join("; ");
    if (all.length > 0) printRemark("warning", sayIn(text, language, { count: all.length, which }), language);
  }
  const isHeld = told.every(([, all]) => all.length === 0);
  const values = { count: municipalities.length, others };
  print(`${sayIn(isHeld ? texts.cbsHolds : texts.cbsDiffers, language, values)}\n`);
  return isHeld;
}

async function readCsv(path: string, language: Work["language"]): Promise<readonly ListedRecipient[]> {
  const { recipients, padded } = demandList(await readBytes(path, tableLimit), path);
  for (const one of padded) printRemark("note", sayIn(texts.padded, language, one), language);
  return recipients;
}

/** Throws CommandError, ReadError. */
async function readDefinition(path: string, language: Work["language"]): Promise<readonly ListedRecipient[]> {
  const other = () => new CommandError(inBoth((one) => sayIn(texts.no110a, one, { path: quote(path) })));
  const file = new EmlFile();
  const bytes = await readBytes(path, definitionLimit);
  try {
    file.write(bytes);
    const message = file.end();
    if (message.kind !== "110a") throw other();
    const unnumbered = message.regions.filter((one) => one.category === "GEMEENTE" && one.number === undefined);
    const [first] = unnumbered;
    if (first !== undefined)
      printRemark("warning", sayIn(texts.noNumber, language, { count: unnumbered.length, name: first.name }), language);
    return recipientsOf(message.regions);
  } catch (error) {
    throw error instanceof OtherDocument ? other() : error;
  }
}

/** A changed list: what is new in it comes into the register, and nobody is taken out. */
async function takeList(path: string, options: Options): Promise<void> {
  const by = twoOf(options.by);
  const { csv } = options;
  if (options.checkCbs !== undefined) throw new CommandError(texts.cbsBefore, exitUsage);
  if (csv === undefined || options.eml !== undefined || options.out !== undefined)
    throw new CommandError(texts.noOut, exitUsage);
  const bytes = await readBytes(csv, tableLimit);
  const work = async (given: Work): Promise<readonly string[]> => {
    const { book, language } = given;
    const { recipients, padded } = demandList(bytes, csv);
    const sha256 = sha256Of(bytes);
    const isLast = book.register.lists.at(-1)?.sha256 === sha256;
    const fresh = recipients.filter(({ id }) => !book.register.recipients.has(id));
    if (isLast && fresh.length === 0) return [texts.sameList[language]];
    for (const one of padded) printRemark("note", sayIn(texts.padded, language, one), language);
    const known = book.register.recipients;
    for (const { id, kind, role, name } of recipients) {
      const there = known.get(id);
      if (there !== undefined && (there.of !== kind || there.role !== role || there.name !== name))
        throw new CommandError(inBoth((one) => sayIn(texts.changed, one, { id, line: there.line })));
    }
    const listed = new Set(recipients.map(({ id }) => id));
    const gone = [...known.keys()].filter((id) => !listed.has(id));
    if (gone.length > 0)
      printRemark("warning", sayIn(texts.gone, language, { ids: gone.slice(0, 20).join(", ") }), language);
    warnPhones(recipients, language);
    // A run that was killed may have left the list in the register, and not all who are new in it.
    const taken: Fact[] = isLast ? [] : [{ kind: "recipients", sha256, count: recipients.length, by }];
    const facts: Fact[] = [...taken, ...fresh.map(factOf)];
    return [...(await record(given, facts)), sayIn(texts.listPlace, language, { path: quote(listPath(path, {})) })];
  };
  await inBook(path, options, work, { isListless: true });
}
