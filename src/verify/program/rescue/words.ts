// What is told of a rescue: what each disc gave, what is missing, and which files are wrong.

import { sectorBytes } from "../../../iso9660/index.ts";
import { fill, type Language, type Text, visible } from "../../../words/language.ts";
import { sentenceOf } from "../../record/report-words.ts";
import { RescueError } from "../../rescue/error.ts";
import type { Given } from "../../rescue/fill.ts";
import type { Mended } from "../../rescue/mend.ts";
import type { Rescue } from "../../rescue/rescue.ts";
import { bytesOf, common, type Stretch, type Stretches } from "../../rescue/stretches.ts";

/** Stretches and files that are named; of further ones the number. */
const shownLimit = 8;

const texts = {
  gave: { nl: "{name}: {count} sectoren", en: "{name}: {count} sectors" },
  gaveOne: { nl: "{name}: 1 sector", en: "{name}: 1 sector" },
  seal: { nl: "Het zegel is dat van {names}.", en: "The seal is that of {names}." },
  sealJoined: { nl: "Het zegel is samengesteld uit {names}.", en: "The seal was put together from {names}." },
  missing: {
    nl: "Nog niet compleet: {count} van {total} sectoren zijn op geen van de schijven gelezen.",
    en: "Not complete yet: {count} of {total} sectors were read on none of the discs.",
  },
  missingOne: {
    nl: "Nog niet compleet: 1 van {total} sectoren is op geen van de schijven gelezen.",
    en: "Not complete yet: 1 of {total} sectors was read on none of the discs.",
  },
  sectors: { nl: "  sector {first} tot en met {last}", en: "  sectors {first} to {last}" },
  sector: { nl: "  sector {first}", en: "  sector {first}" },
  more: { nl: "  en nog {count}", en: "  and {count} more" },
  sealDiffers: {
    nl: "De schijven hebben niet hetzelfde zegel, en geen ervan is helemaal te lezen. Zegels worden niet gemengd.",
    en: "The discs do not have the same seal, and none of them can be read as a whole. Seals are never mixed.",
  },
  sealBroken: {
    nl: "De delen van het zegel passen niet bij elkaar.",
    en: "The parts of the seal do not fit together.",
  },
  goOn: {
    nl: "Wat gelezen is, staat in {part}. Leg de volgende schijf in het station en geef dezelfde opdracht nog een keer.",
    en: "What was read lies in {part}. Put the next disc in the drive and give the same command again.",
  },
  made: { nl: "Gemaakt: {out}", en: "Made: {out}" },
  notMade: {
    nl: "Er is geen {out} gemaakt. Wat gelezen is, staat in {part}.",
    en: "No {out} was made. What was read lies in {part}.",
  },
  lied: {
    nl: "Alles is gelezen, en het is niet wat vrijgegeven is: een van de schijven is veranderd, of het station las verkeerd.",
    en: "All was read, and it is not what was released: one of the discs was changed, or the drive read it wrong.",
  },
  badFile: {
    nl: "  {path}: sector {sectors}, gelezen van {names}",
    en: "  {path}: sector {sectors}, read from {names}",
  },
  noFile: {
    nl: "  De bestanden zijn goed of niet te vinden: de fout zit in de mappen of tussen de bestanden. Gelezen van {names}.",
    en: "  The files are good or cannot be found: the fault lies in the directories or between the files. Read from {names}.",
  },
  earlier: { nl: "een eerdere keer", en: "an earlier run" },
  whatNow: {
    nl: "Verwijder {part} en begin opnieuw met andere schijven, of voeg er een toe. Bel de Kiesraad.",
    en: "Remove {part} and begin again with other discs, or add one. Call the Kiesraad.",
  },
} as const satisfies Record<string, Text>;

/** One line a disc, and which seal was taken. */
export function givenWords({ given, seal }: Rescue, language: Language): string[] {
  const lines = given.map(({ name, taken }) => {
    const count = bytesOf(taken) / sectorBytes;
    return fill(texts[count === 1 ? "gaveOne" : "gave"][language], { name, count });
  });
  const names = seal.names.map(visible).join(", ");
  if (seal.names.length === 0 || seal.fault !== undefined || seal.gaps.length > 0) return lines;
  return [...lines, fill(texts[seal.names.length > 1 ? "sealJoined" : "seal"][language], { names })];
}

/** How much is missing, and where. */
export function missingWords({ missing, seal, trusted }: Rescue, language: Language): string[] {
  const total = trusted.release.imageSize / sectorBytes;
  const stretches = missing.slice(0, shownLimit).map(({ from, to }) => {
    const [first, last] = [from / sectorBytes, to / sectorBytes - 1];
    return fill(texts[first === last ? "sector" : "sectors"][language], { first, last });
  });
  const more = missing.length - stretches.length;
  const count = bytesOf(missing) / sectorBytes;
  return [
    fill(texts[count === 1 ? "missingOne" : "missing"][language], { count, total }),
    ...stretches,
    ...(more > 0 ? [fill(texts.more[language], { count: more })] : []),
    ...(seal.fault === "differ" ? [texts.sealDiffers[language]] : []),
    ...(seal.fault === "no-seal" ? [texts.sealBroken[language]] : []),
  ];
}

/** The sectors and inputs at which it failed, where nothing is missing and the digest disagrees. */
export function badWords({ bad }: Mended, { given, trusted }: Rescue, language: Language): string[] {
  const everything = [{ from: 0, to: trusted.release.imageSize }];
  const files = bad.slice(0, shownLimit).map(({ path, at }) =>
    fill(texts.badFile[language], {
      path,
      sectors: at.map(rangeOf).join(", "),
      names: namesOf(given, at, language),
    }),
  );
  const more = bad.length - files.length;
  return [
    texts.lied[language],
    ...files,
    ...(more > 0 ? [fill(texts.more[language], { count: more })] : []),
    ...(bad.length === 0 ? [fill(texts.noFile[language], { names: namesOf(given, everything, language) })] : []),
  ];
}

function rangeOf({ from, to }: Stretch): string {
  const [first, last] = [from / sectorBytes, to / sectorBytes - 1];
  return first === last ? String(first) : `${first}-${last}`;
}

/** Who gave any of these sectors. */
function namesOf(given: readonly Given[], at: Stretches, language: Language): string {
  const names = given.filter(({ taken }) => common(taken, at).length > 0).map(({ name }) => visible(name));
  return names.length === 0 ? texts.earlier[language] : [...new Set(names)].join(", ");
}

/** What to do while something is missing. */
export function goOnWords(part: string, language: Language): string {
  return fill(texts.goOn[language], { part });
}

export function madeWords(out: string, language: Language): string {
  return fill(texts.made[language], { out });
}

/** There is no new file, and what to do about it. */
export function notMadeWords(out: string, part: string, language: Language): string[] {
  return [fill(texts.notMade[language], { out, part }), fill(texts.whatNow[language], { part })];
}

/** Why an input may not join, with what the judges found; undefined: another error. */
export function refusedWords(error: unknown, language: Language): string | undefined {
  if (!(error instanceof RescueError)) return undefined;
  const own = language === "nl" ? (error.dutch ?? error.message) : error.message;
  return error.finding === undefined ? own : `${own}. ${sentenceOf(error.finding, language)}`;
}
