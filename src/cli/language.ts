// Dutch or English: --lang, else the locale.

import { InvalidArgumentError, Option } from "commander";
import { type Language, languages } from "../sign/index.ts";

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

/** POSIX: LC_ALL before LC_MESSAGES before LANG; Windows has none of them, so there the system's own decides. */
export function localeLanguage(env: NodeJS.ProcessEnv = process.env): Language {
  const named = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => value !== undefined && value !== "");
  const locale = named ?? Intl.DateTimeFormat().resolvedOptions().locale;
  return locale.toLowerCase().startsWith("nl") ? "nl" : "en";
}
