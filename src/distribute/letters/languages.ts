// Languages of a letter that have not been reviewed. A sentence that a native speaker did not read may say the opposite of what is meant,
// and four hundred people act on it: so a letter in such a language can be looked at, and not made.

import type { Language, Text } from "../../words/language.ts";
import { letterWords } from "../letter-words.ts";
import type { LetterLanguage } from "../register/index.ts";

interface Table {
  /** Which texts of ours stand for what it has none of yet. */
  readonly base: Language;
  /** Who read it, as a native speaker, and when; undefined: nobody. */
  readonly reviewed: string | undefined;
  readonly drafts: ReadonlyMap<Text, string>;
}

/** A draft, to be corrected by a native speaker. */
const papiamentu: ReadonlyMap<Text, string> = new Map<Text, string>([
  [letterWords.title, "Kontrolá e disko promé ku instalá, {day}"],
  [letterWords.stopHead, "No instalá."],
  [letterWords.lost, "Yama Kiesraad."],
]);

/** The two languages of every screen: what a letter says in them is held against what the screens say. */
const house = "with the screens";
const nothing: ReadonlyMap<Text, string> = new Map();
const tables: Readonly<Record<LetterLanguage, Table>> = {
  nl: { base: "nl", reviewed: house, drafts: nothing },
  en: { base: "en", reviewed: house, drafts: nothing },
  pap: { base: "nl", reviewed: undefined, drafts: papiamentu },
  fy: { base: "nl", reviewed: undefined, drafts: nothing },
};

/** Whether letters may be sent in it. */
export const isReviewed = (language: LetterLanguage): boolean => tables[language].reviewed !== undefined;

/** Language of our own texts, and what stands in the place of some. */
export function wordsOf(language: LetterLanguage): { language: Language; drafts: ReadonlyMap<Text, string> } {
  const { base, drafts } = tables[language];
  return { language: base, drafts };
}
