// What is said of inputs and of what came of them. Short sentences: an official of a municipality reads them too.

import { fill, type Text } from "../../words/language.ts";

export const rescueTexts = {
  noSeal: {
    nl: "{name}: hier staat geen zegel van de Kiesraad op. Kies een andere schijf. Er is niets van gelezen",
    en: "{name}: there is no seal of the Kiesraad on this. Choose another disc. Nothing was taken from it",
  },
  noRelease: {
    nl: "{name}: het zegel is niet te lezen, en nog niet bekend is om welke versie het gaat. Begin met een schijf waarvan het zegel te lezen is",
    en: "{name}: its seal cannot be read, and it is not known yet which release this is. Begin with a disc of which the seal can be read",
  },
  notTrusted: {
    nl: "{name}: het zegel van deze schijf is niet goed. Gebruik die niet en bel de Kiesraad. Er is niets van gelezen",
    en: "{name}: the seal of this disc is not good. Do not use it, and call the Kiesraad. Nothing was taken from it",
  },
  heldBack: {
    nl: "{name}: deze schijf mag niet meedoen. Bel de Kiesraad. Er is niets van gelezen",
    en: "{name}: this disc may not take part. Call the Kiesraad. Nothing was taken from it",
  },
  notDue: {
    nl: "{name}: dit is niet de schijf die hier nodig is, maar {found}. Er is niets van gelezen",
    en: "{name}: this is not the disc that is needed here, but {found}. Nothing was taken from it",
  },
  notCompared: {
    nl: "{name}: niet te zien is of dit de schijf is die hier nodig is. Het is {found}. Er is niets van gelezen",
    en: "{name}: nobody can tell whether this is the disc that is needed here. It is {found}. Nothing was taken from it",
  },
  otherRelease: {
    nl: "{name}: dit is een andere versie: {found}. Gezocht wordt {wanted}. Er is niets van gelezen",
    en: "{name}: this is another release: {found}. Wanted is {wanted}. Nothing was taken from it",
  },
  otherWork: {
    nl: "{name} hoort bij een andere versie dan deze schijf: kies een andere naam voor het nieuwe bestand",
    en: "{name} belongs to another release than this disc: choose another name for the new file",
  },
  changed: {
    nl: "{name}: de schijf veranderde terwijl die gelezen werd. Daarvan is niets bewaard. Begin opnieuw met deze schijf",
    en: "{name}: the disc changed while it was read: nothing of it was kept; start again",
  },
  tooMany: {
    nl: "{name}: dit zijn meer schijven dan hier samen gaan. Begin opnieuw met een andere naam",
    en: "{name}: these are more discs than go together here. Begin again with another name",
  },
  release: {
    nl: "{product} versie {version} (nummer {sequence}), {election}, {role}, schijf {disc} van {discs}, {purpose}",
    en: "{product} version {version} (number {sequence}), {election}, {role}, disc {disc} of {discs}, {purpose}",
  },
} as const satisfies Record<string, Text>;

/** A text with its values, in both languages. */
export function inBoth(text: Text, values: Readonly<Record<string, string | number | Text>>): Text {
  const say = (language: "nl" | "en") =>
    fill(
      text[language],
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, typeof value === "object" ? value[language] : value]),
      ),
    );
  return { nl: say("nl"), en: say("en") };
}
