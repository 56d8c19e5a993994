// A day as people write it.

import type { Language } from "./language.ts";

const months: Readonly<Record<Language, readonly string[]>> = {
  nl: "januari februari maart april mei juni juli augustus september oktober november december".split(" "),
  en: "January February March April May June July August September October November December".split(" "),
};

/** `YYYY-MM-DD` as `2 maart 2027`, `2 March 2027`. */
export function dayInWords(day: string, language: Language): string {
  const [year = "", month = "", date = ""] = day.split("-");
  return `${Number(date)} ${months[language][Number(month) - 1]} ${year}`;
}
