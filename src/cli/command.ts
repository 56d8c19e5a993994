// What the commands share: options of one form, each given once unless it makes a list; the language; and how a result is told.

import { type Command, InvalidArgumentError, Option } from "commander";
import { refuseExisting } from "../files/new-file.ts";
import { print, printError } from "../files/print.ts";
import { localeLanguage } from "../verify/program/locale.ts";
import { type Language, languages, type Text } from "../words/language.ts";

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** An option that may be repeated: its values in the order of the command line, none when it is not given. */
export const many = (flags: string, text: string): Option => new Option(flags, text).argParser(collect).default([]);

/** Whether each time it is given adds to those before. */
export const isList = (option: Option): boolean => option.variadic || option.parseArg === collect;

/** An option for a file that the command makes: refused, before the command does anything, when something has that name. */
export function oneNew(flags: string, text: string): Option {
  return new Option(flags, text).argParser((path: string) => {
    refuseExisting(path);
    return path;
  });
}

/** `-o, --out`: the one file that a command is there to make. */
export const outOption = (flags: string, text = "the new file"): Option => oneNew(flags, text).makeOptionMandatory();

/** `--json`. */
export const jsonOption = (text = "print one JSON object"): Option => new Option("--json", text);

/** Prints a result: as one line of JSON when that was asked for, else in words. */
export function printResult(isJson: boolean | undefined, inJson: () => object, inWords: () => string): void {
  print(isJson === true ? `${JSON.stringify(inJson())}\n` : inWords());
}

/** `--lang nl|en`: in which the command speaks to whoever types it, whatever the command. */
export const languageOption = (): Option => languageOptionOf("--lang", "the screen", "the locale");

/** `--paper-lang nl|en`: of paper that goes to somebody else. It does not depend on the machine: the same inputs are the same bytes. */
export const paperLanguageOption = (): Option => languageOptionOf("--paper-lang", "the paper", "nl");

function languageOptionOf(flag: string, what: string, otherwise: string): Option {
  return new Option(`${flag} <language>`, `language of ${what} (${languages.join(", ")}; else ${otherwise})`).argParser(
    (typed): Language => {
      const found = languages.find((language) => language === typed);
      if (found === undefined) throw new InvalidArgumentError(`Expected ${languages.join(" or ")}.`);
      return found;
    },
  );
}

/** What `--lang` says, else the locale. */
export const languageOf = ({ lang }: { readonly lang?: Language | undefined }): Language => lang ?? localeLanguage();

/** The same of a whole command line, for what went wrong before it was read. What stands behind `--` is another command's. */
export function typedLanguage(args: readonly string[]): Language {
  const own = args.includes("--") ? args.slice(0, args.indexOf("--")) : args;
  const at = own.findIndex((arg) => arg === "--lang" || arg.startsWith("--lang="));
  const typed = own[at] === "--lang" ? own[at + 1] : own[at]?.slice("--lang=".length);
  return languageOf({ lang: languages.find((language) => language === typed) });
}

const remarkHeads = {
  warning: { nl: "let op", en: "warning" },
  note: { nl: "ter informatie", en: "note" },
} as const satisfies Record<string, Text>;

/** One line on stderr beside the result: what to look at (`warning`), or what was done unasked (`note`). `text` is harmless. */
export function printRemark(kind: keyof typeof remarkHeads, text: string, language: Language): void {
  printError(`zegel: ${remarkHeads[kind][language]}: ${text}\n`);
}

/**
 * From now on a second `-o`, `--out`, `--flag` or `--no-flag` ends any command below `command` as a wrong command line. Of two values
 * the last would win unseen, and a person who types two has made a mistake.
 */
export function refuseRepeated(command: Command): void {
  const given = new Set<string>();
  for (const option of command.options) {
    if (isList(option)) continue;
    const name = option.attributeName(); // the same for --flag and --no-flag
    command.on(`option:${option.name()}`, () => {
      if (given.has(name)) command.error(`error: ${option.long ?? option.short} is given twice: give it once`);
      given.add(name);
    });
  }
  for (const below of command.commands) refuseRepeated(below);
}
