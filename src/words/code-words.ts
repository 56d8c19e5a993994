// What is said while a person types a code: of a wrong group, of two that changed places, and of another code in its place.
// Screen and page say the same.

import {
  bareCode,
  type CodeKind,
  codeForms,
  kindOfCode,
  kindOfGroup,
  readGroup,
  swappedGroups,
  wrongGroups,
} from "../format/index.ts";
import { fill, type Language, type Text } from "./language.ts";

/** The codes that are typed as groups of five. */
export type WantedCode = "zegelcode" | "recall" | "receiptKey";

export const codeTexts = {
  oneWrong: {
    nl: "Groep {group} klopt niet. Lees groep {group} opnieuw.",
    en: "Group {group} is wrong. Read group {group} again.",
  },
  someWrong: { nl: "{groups} kloppen niet. Lees ze opnieuw.", en: "{groups} are wrong. Read them again." },
  swapped: {
    nl: "{groups} staan omgewisseld. Lees ze opnieuw.",
    en: "{groups} stand in each other's place. Read them again.",
  },
  length: {
    nl: "Een groep heeft 5 tekens, u typte er {count}. Lees groep {group} opnieuw.",
    en: "A group has 5 characters, you typed {count}. Read group {group} again.",
  },
  nothing: { nl: "U typte niets. Typ groep {group}.", en: "You typed nothing. Type group {group}." },
  letterU: { nl: "Een U staat nooit in de code. Is het een V?", en: "A U never stands in the code. Is it a V?" },
  other: { nl: "Dat is {kind}. Typ {wanted}.", en: "That is {kind}. Type {wanted}." },
  otherForKey: {
    nl: "Dat is {kind}. Gevraagd wordt de afmeldsleutel: drie groepen, achter het vouwtje.",
    en: "That is {kind}. The afmeldsleutel is asked for: three groups, under the fold.",
  },
  keyTooEarly: {
    nl: "Dat is de afmeldsleutel. Die typt u pas na GOED, bij het afmelden. Typ {wanted}.",
    en: "That is the afmeldsleutel. You type it only after GOED, when you report the disc. Type {wanted}.",
  },
  perhapsOther: { nl: "Leest u {kind} voor? Typ {wanted}.", en: "Are you reading {kind}? Type {wanted}." },
  sameCharacters: {
    nl: "O en 0 mogen door elkaar. I, L en 1 ook.",
    en: "O and 0 may be mixed up. So may I, L and 1.",
  },
} as const satisfies Record<string, Text>;

/** With its article, within a sentence. */
export const codeNames: Readonly<Record<CodeKind, Text>> = {
  zegelcode: { nl: "de zegelcode", en: "the zegelcode" },
  recall: { nl: "de intrekkingscode", en: "the intrekkingscode" },
  control: { nl: "het controlenummer", en: "the control number" },
  receiptKey: { nl: "de afmeldsleutel", en: "the afmeldsleutel" },
  receipt: { nl: "de afmeldcode of stopcode", en: "the afmeldcode or stopcode" },
  envelope: { nl: "het envelopnummer", en: "the envelope number" },
  hash: { nl: "een hashcode", en: "a hash code" },
};

/** `Groep 1, groep 4 en groep 6`: never a bare row of numbers, which would be read as something to type. */
function namedGroups(numbers: readonly number[], language: Language): string {
  const names = numbers.map((number) => (language === "nl" ? `groep ${number}` : `group ${number}`));
  const last = names.pop() ?? "";
  const text = names.length === 0 ? last : `${names.join(", ")} ${language === "nl" ? "en" : "and"} ${last}`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** What is said of the groups with these numbers, from 1; "" for none. */
export function sayWrongGroups(numbers: readonly number[], language: Language): string {
  const [group, more] = numbers;
  if (group === undefined) return "";
  if (more === undefined) return fill(codeTexts.oneWrong[language], { group });
  return fill(codeTexts.someWrong[language], { groups: namedGroups(numbers, language) });
}

/**
 * What is wrong with all groups of a code, one string each: two that changed places are said to have, else the wrong ones are named.
 * "" when all are right.
 */
export function sayGroups(parts: readonly string[], wanted: WantedCode, language: Language): string {
  const { first } = codeForms[wanted];
  const swapped = swappedGroups(parts, first);
  if (swapped !== undefined) return fill(codeTexts.swapped[language], { groups: namedGroups(swapped, language) });
  return sayWrongGroups(wrongGroups(parts.map((part, i) => readGroup(part, first + i) !== undefined)), language);
}

/** What is said where another code that we know was typed as a whole; undefined: it is the wanted one, or nothing that we know. */
export function sayOtherCode(typed: string, wanted: WantedCode, language: Language): string | undefined {
  const kind = kindOfCode(typed);
  if (kind === undefined || kind === wanted) return undefined;
  const text = wanted === "receiptKey" ? "otherForKey" : kind === "receiptKey" ? "keyTooEarly" : "other";
  return sayKind(text, kind, wanted, language);
}

/** What is said of one group that is wrong. `group`: its number, from 1. */
export function sayGroup(typed: string, group: number, wanted: WantedCode, language: Language): string {
  const bare = bareCode(typed);
  if (bare === "") return fill(codeTexts.nothing[language], { group });
  const count = [...bare].length;
  const wrong = fill((count === 5 ? codeTexts.oneWrong : codeTexts.length)[language], { group, count });
  if (/u/i.test(bare)) return `${wrong} ${codeTexts.letterU[language]}`;
  const kind = kindOfGroup(typed, group);
  return kind === undefined || kind === wanted ? wrong : `${wrong} ${sayKind("perhapsOther", kind, wanted, language)}`;
}

function sayKind(text: keyof typeof codeTexts, kind: CodeKind, wanted: WantedCode, language: Language): string {
  return fill(codeTexts[text][language], { kind: codeNames[kind][language], wanted: codeNames[wanted][language] });
}
