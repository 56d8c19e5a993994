// Dutch or English: --lang, else the locale.

import { InvalidArgumentError, Option } from "commander";
import { type Language, languages } from "../words/language.ts";

export { localeLanguage } from "../verify/program/locale.ts";

/** `--lang nl|en`. */
export function languageOption(): Option {
  return new Option("--lang <language>", `language of the screen (${languages.join(", ")}; else the locale)`).argParser(
    (typed): Language => {
      const found = languages.find((language) => language === typed);
      if (found === undefined) throw new InvalidArgumentError(`Expected ${languages.join(" or ")}.`);
      return found;
    },
  );
}
