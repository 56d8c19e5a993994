// Which language the screen speaks when nobody says: that of the machine.

import type { Language } from "../../words/language.ts";

/** POSIX: LC_ALL before LC_MESSAGES before LANG; Windows has none of them, so there the system's own decides. Frisian reads Dutch. */
export function localeLanguage(env: NodeJS.ProcessEnv = process.env): Language {
  const named = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => value !== undefined && value !== "");
  const locale = named ?? Intl.DateTimeFormat().resolvedOptions().locale;
  return /^(nl|fy)([^a-z]|$)/i.test(locale) ? "nl" : "en";
}
