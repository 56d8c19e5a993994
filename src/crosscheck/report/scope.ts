// What was compared and what was not, line by line: a yes is only worth what it says it looked at.

import { fill, type Language, type Text, uncut } from "../../words/language.ts";
import { letterOf } from "../read/votes.ts";
import type { Judged } from "../rules/judge.ts";
import { sayNumber } from "./figures.ts";
import type { ShortPath } from "./summary.ts";
import { scopeWords } from "./words.ts";

const counted = (count: number, one: Text, more: Text, language: Language): string =>
  count === 1 ? one[language] : fill(more[language], { count: sayNumber(count, language) });

export function comparedLines({ compared }: Judged, language: Language): string[] {
  const { counts, units, lists, stations, links, districts, sheets, hashes } = compared;
  const say = (text: Text, count: number) => fill(text[language], { count: sayNumber(count, language) });
  const sums = fill(scopeWords.sums[language], {
    counts: counted(counts, scopeWords.oneCount, scopeWords.counts, language),
    units: counted(units, scopeWords.oneUnit, scopeWords.units, language),
  });
  return [
    ...(counts > 0 ? [sums] : []),
    ...(lists.all > 0 && lists.some + lists.none === 0 ? [scopeWords.lists[language]] : []),
    ...(lists.all + lists.some > 0 && lists.some + lists.none > 0 ? [scopeWords.listsSome[language]] : []),
    ...(stations > 0 ? [scopeWords.stations[language]] : []),
    ...(links > 0 ? [say(scopeWords.chain, links)] : []),
    ...(districts > 0 ? [say(scopeWords.people, districts)] : []),
    ...(sheets > 0 ? [say(scopeWords.sheets, sheets)] : []),
    ...(hashes.compared.length > 0 ? [say(scopeWords.hashes, hashes.compared.length)] : []),
  ];
}

export function notComparedLines(judged: Judged, language: Language, shortPath: ShortPath): string[] {
  const { compared, dossier } = judged;
  const say = (text: Text, values: Readonly<Record<string, string | number>>) => fill(text[language], values, uncut);
  const withoutLists = compared.lists.some + compared.lists.none;
  const municipal = dossier.counts.filter(({ message }) => message.kind === "510b").length;
  return [
    ...(compared.counts === 0 ? [scopeWords.noCount[language]] : []),
    ...hashLine(judged, language),
    ...(withoutLists > 0
      ? [say(scopeWords.noLists, { count: counted(withoutLists, scopeWords.oneCount, scopeWords.counts, language) })]
      : []),
    ...(municipal > compared.stations ? [scopeWords.noStations[language]] : []),
    ...(compared.counts > 0 && dossier.definitions.length === 0 ? [scopeWords.noDefinition[language]] : []),
    ...(compared.unlinked > 0
      ? [say(scopeWords.noChain, { count: counted(compared.unlinked, scopeWords.oneUnit, scopeWords.units, language) })]
      : []),
    ...compared.loose.map((file) => say(scopeWords.noSheet, { file: shortPath(file) })),
    ...missingLines(judged, language, shortPath),
  ];
}

export function hashLine({ compared }: Judged, language: Language): string[] {
  const left = compared.hashes.notCompared.length;
  if (left === 0) return [];
  return [fill(scopeWords.noHash[language], { count: counted(left, scopeWords.oneFile, scopeWords.files, language) })];
}

/** Files that lack the same figures are one line. */
function missingLines({ compared }: Judged, language: Language, shortPath: ShortPath): string[] {
  const byLetters = new Map<string, string[]>();
  for (const { names, file } of compared.missing) {
    const letters = names.map((name) => letterOf[name as keyof typeof letterOf]).join(", ");
    byLetters.set(letters, [...(byLetters.get(letters) ?? []), file]);
  }
  return [...byLetters].map(([letters, files]) => {
    const file =
      files.length === 1 ? shortPath(files[0] ?? "") : fill(scopeWords.files[language], { count: files.length });
    return fill(scopeWords.noFigures[language], { letters, file }, uncut);
  });
}
