// zegel crosscheck form: what is to be typed from paper, as a page for a browser or a table for a spreadsheet. docs/spec/paper-entry.md

import type { Command } from "commander";
import {
  encodeTable,
  formDigest,
  formOf,
  type PaperForm,
  pageScript,
  pageStyle,
  renderFormPage,
} from "../../crosscheck/paper/index.ts";
import { readInputs } from "../../crosscheck/read/inputs.ts";
import type { Candidates, Count, Stations } from "../../crosscheck/read/model.ts";
import { sayReadError } from "../../crosscheck/report/sentences.ts";
import { verdicts } from "../../crosscheck/report/verdict.ts";
import { type NewContent, writeAllNew } from "../../files/new-file.ts";
import { print } from "../../files/print.ts";
import { encodeHashGroups, encodeUtf8, quote, shown } from "../../format/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { fill, type Language, type Text } from "../../words/language.ts";
import { languageOf, languageOption, many, oneNew } from "../command.ts";

interface Options {
  readonly lists: readonly string[];
  readonly candidates?: true;
  readonly out?: string;
  readonly csv?: string;
  readonly lang?: Language;
}

const told = {
  form: {
    nl: "verkiezing:    {name} ({election})\nvan:           {of}, {units} stembureaus of onderdelen, {lists} lijsten\nformulier:     {code}",
    en: "election:  {name} ({election})\nof:        {of}, {units} stations or units, {lists} lists\nform:      {code}",
  },
  written: { nl: "opgeslagen:    {path}", en: "written:   {path}" },
  next: {
    nl: "wat nu:        twee personen typen het papier over, los van elkaar; zet hun bestanden bij de telling en vergelijk",
    en: "next:      two people type the papers, apart from each other; put their files beside the count, and compare",
  },
} as const satisfies Record<string, Text>;

export const listsOption = () =>
  many("--lists <230b>", "the candidate lists, of its own district where there are several (repeat)");

export function addForm(command: Command): void {
  command
    .command("form")
    .description("make the blind page on which a municipality types its papers: names, and no figure of any count")
    .argument("<count or list of stations>", "a 510b, 510c or 510d; or a 110b, which is there before the election")
    .addOption(listsOption())
    .option("--candidates", "the boxes of candidates are open from the start")
    .addOption(oneNew("-o, --out <html>", "the page"))
    .addOption(oneNew("--csv <csv>", "a table for a spreadsheet, instead or besides"))
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel crosscheck form telling.eml.xml --lists kandidatenlijsten.eml.xml -o invoer.html\n" +
        "\nExit code: 0 written, 41 a file cannot be read, 1 refused or failed, 2 wrong command line.\n",
    )
    .action(writeForm);
}

async function writeForm(path: string, options: Options): Promise<void> {
  if (options.out === undefined && options.csv === undefined)
    throw new CommandError("give -o for the page, --csv for a table, or both", exitUsage);
  const form = await readForm(path, options.lists);
  if (options.out !== undefined && pageScript.length === 0)
    throw new CommandError("the page was not built into this program: run npm run build, or use --csv");
  const hasCandidates = options.candidates === true;
  const page = { script: pageScript, style: pageStyle };
  const files: NewContent[] = [];
  if (options.out !== undefined)
    files.push({ path: options.out, bytes: encodeUtf8(renderFormPage(form, hasCandidates, page)), mode: 0o644 });
  if (options.csv !== undefined)
    files.push({ path: options.csv, bytes: encodeTable(form, hasCandidates), mode: 0o644 });
  writeAllNew(files);
  const values = {
    ...{ name: form.name, election: form.election, of: form.authorityName, lists: form.lists.length },
    ...{ units: form.units.length, code: encodeHashGroups(formDigest(form)) },
  };
  const language = languageOf(options);
  print(
    [
      fill(told.form[language], values),
      ...files.map(({ path }) => fill(told.written[language], { path })),
      `${told.next[language]}\n`,
    ].join("\n"),
  );
  process.exitCode = 0;
}

/** Throws CommandError, PaperError, FileError. */
export async function readForm(path: string, lists: readonly string[]): Promise<PaperForm> {
  const { messages, unreadable } = await readInputs([path, ...lists]);
  const [bad] = unreadable;
  if (bad !== undefined)
    throw new CommandError(
      `${shown`${bad.path}`}: ${sayReadError(bad, "en")}: nothing of it was used`,
      verdicts.ONLEESBAAR_BESTAND.exit,
    );
  const all = messages.map(({ message }) => message);
  const sources = all.filter((one): one is Count | Stations => one.kind.startsWith("510") || one.kind === "110b");
  const [source, ...more] = sources;
  if (source === undefined || more.length > 0)
    throw new CommandError({
      nl: `${quote(path)}: hier hoort één telling (510b, 510c, 510d) of één stembureaulijst (110b) te staan, gevonden: ${sources.length}`,
      en: `${quote(path)}: expected one count (510b, 510c, 510d) or one list of stations (110b), found ${source === undefined ? "none" : sources.length}`,
    });
  if (lists.length === 0)
    throw new CommandError("give --lists, the candidate lists (230b) of this election", exitUsage);
  const candidates = all.filter((one): one is Candidates => one.kind === "230b");
  return formOf(source, candidates);
}
