// A moment as people write it, by the clock of the machine that noted it.

import type { Language } from "./language.ts";

const months: Readonly<Record<Language, readonly string[]>> = {
  nl: "januari februari maart april mei juni juli augustus september oktober november december".split(" "),
  en: "January February March April May June July August September October November December".split(" "),
};

/** `YYYY-MM-DD hh:mm…` as `2 maart 2027, 10.15 uur`; `YYYY-MM-DD` as `2 maart 2027`; what is neither, as it is. */
export function momentWords(written: string, language: Language): string {
  const [, year, month, day, hour, minute] =
    /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?: ([0-9]{2}):([0-9]{2}))?/.exec(written) ?? [];
  const name = months[language][Number(month) - 1];
  if (name === undefined) return written;
  const date = `${Number(day)} ${name} ${year}`;
  if (hour === undefined) return date;
  return language === "nl" ? `${date}, ${hour}.${minute} uur` : `${date}, ${hour}:${minute}`;
}
