// zegel crosscheck type: one person types paper in a terminal, as on the page, and the file is the same. docs/spec/paper-entry.md

import { type Command, Option } from "commander";
import { judgeDouble, type OpenField } from "../../crosscheck/paper/double-entry.ts";
import { entryLimit, parseEntry } from "../../crosscheck/paper/entry.ts";
import { digestOf, type PaperForm, say, sayMisfit, Typing } from "../../crosscheck/paper/index.ts";
import { readBytes } from "../../files/bounded.ts";
import { tryNewFile, writeNew } from "../../files/new-file.ts";
import { printError } from "../../files/print.ts";
import { replaceFile } from "../../files/replace.ts";
import { FormatError, quote } from "../../format/index.ts";
import { type Person, personHere } from "../../verify/program/guide/person.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import type { Language } from "../../words/language.ts";
import { languageOf, languageOption, many, outOption } from "../command.ts";
import { Conversation } from "./conversation.ts";
import { listsOption, readForm } from "./form.ts";

export interface Options {
  readonly lists: readonly string[];
  readonly candidates?: true;
  readonly resume?: string;
  readonly decide: readonly string[];
  readonly out: string;
  readonly lang?: Language;
}

export function addType(command: Command): void {
  command
    .command("type")
    .description("type papers here, in a terminal: the same questions as on the page, and the same file")
    .argument("<count or list of stations>", "a 510b, 510c or 510d; or a 110b")
    .addOption(listsOption())
    .option("--candidates", "ask the votes for each candidate, too")
    .addOption(new Option("--resume <entry>", "go on with what was typed before").conflicts("decide"))
    .addOption(many("--decide <entry>", "the first and the second entry: ask only where they differ (repeat)"))
    .addOption(outOption("-o, --out <entry>", "the new file; it is saved after each station"))
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel crosscheck type telling.eml.xml --lists kandidatenlijsten.eml.xml -o invoer-1.txt\n" +
        "  zegel crosscheck type telling.eml.xml --lists kandidatenlijsten.eml.xml \\\n" +
        "    --decide invoer-1.txt --decide invoer-2.txt -o invoer-3.txt\n" +
        "\nExit code: 0 the person stopped and all is saved, 1 refused or failed, 2 wrong command line, 130 interrupted.\n",
    )
    .action((path: string, options: Options) => typePapers(path, options, personHere()));
}

/** `person`: who answers; `write`: what she sees. Throws CommandError, FormatError, PaperError, FileError, FilesError. */
export async function typePapers(path: string, options: Options, person: Person, write = printError): Promise<void> {
  const language = languageOf(options);
  const form = await readForm(path, options.lists);
  const decision = await openFields(form, options.decide, language);
  const before = options.resume === undefined ? undefined : await resumed(form, options.resume, language);
  tryNewFile(options.out); // before she types for an hour
  const save = saver(options.out, (name) => write(`${say("saved", language, { name })}\n`));
  const conversation = new Conversation({
    form,
    person,
    language,
    withCandidates: options.candidates === true,
    others: decision?.persons ?? [],
    save,
    write,
  });
  try {
    await conversation.run(before, decision?.open);
  } catch (error) {
    if (!(error instanceof CommandError) || !conversation.isSaved) throw error;
    throw new CommandError(`stopped: what was typed is saved in ${quote(options.out)}`, error.exitCode);
  } finally {
    person.leave();
  }
  write(`${conversation.said}\n`);
  process.exitCode = 0;
}

/** The first time a new file, then in its place: what was saved before is there until the new one is whole. */
function saver(path: string, tell: (name: string) => void): (bytes: Uint8Array) => Promise<void> {
  let isThere = false;
  return async (bytes) => {
    if (isThere) await replaceFile({ path, bytes, mode: 0o644 });
    else writeNew(path, bytes, 0o644);
    isThere = true;
    tell(path);
  };
}

async function resumed(form: PaperForm, path: string, language: Language): Promise<Typing> {
  const typing = Typing.resume(form, await readBytes(path, entryLimit));
  if (!(typing instanceof Typing)) throw new CommandError(sayMisfit(typing, path, form, language));
  if (typing.entry === 3) throw new CommandError("give --decide with both entries: a decision is made anew", exitUsage);
  return typing;
}

/** What a third person decides; undefined: she types all of it. */
async function openFields(
  form: PaperForm,
  paths: readonly string[],
  language: Language,
): Promise<{ readonly open: readonly OpenField[]; readonly persons: readonly string[] } | undefined> {
  if (paths.length === 0) return undefined;
  const files = [];
  for (const path of paths) {
    const bytes = await readBytes(path, entryLimit);
    files.push({ path, sha256: digestOf(bytes), entry: parseAs(path, bytes) });
  }
  const { open, refusals } = judgeDouble(files, form);
  const [refusal] = refusals;
  if (refusal?.why === "misfit") throw new CommandError(sayMisfit(refusal.misfit, refusal.path, form, language));
  if (refusal !== undefined) throw new CommandError(say(refusal.why, language, { ...refusal }));
  const numbers = new Set(files.map(({ entry }) => entry.entry));
  if (!numbers.has(1) || !numbers.has(2))
    throw new CommandError("give --decide twice: with the first and with the second entry", exitUsage);
  return { open, persons: files.map(({ entry }) => entry.person) };
}

function parseAs(path: string, bytes: Uint8Array) {
  try {
    return parseEntry(bytes);
  } catch (error) {
    if (error instanceof FormatError) throw new CommandError(`${quote(path)}: ${error.message}`);
    throw error;
  }
}
