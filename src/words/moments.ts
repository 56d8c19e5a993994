// A moment as people write it, by the clock of the machine that noted it.

import type { Language } from "./language.ts";

const months: Readonly<Record<Language, readonly string[]>> = {
  nl: "januari februari maart april mei juni juli augustus september oktober november december".split(" "),
  en: "January February March April May June July August September October November December".split(" "),
};

/** The last second of the year 9999: no witness's clock that counts says more. docs/spec/log-proof.md */
const lastSecond = 253_402_300_799;

/** Seconds since 1970 as `17 januari 2027, 10.15 uur (UTC)`; with `day` as `17 januari 2027`. What is no such moment, as it is. */
export function secondsWords(seconds: number, language: Language, precision: "minute" | "day" = "minute"): string {
  if (!(seconds >= 0 && seconds <= lastSecond)) return String(seconds);
  const written = new Date(seconds * 1000).toISOString().replace("T", " ");
  return precision === "day" ? momentWords(written.slice(0, 10), language) : `${momentWords(written, language)} (UTC)`;
}

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
