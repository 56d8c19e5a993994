// Words that the outcome of every verdict shares.

import { releaseWords } from "../../../words/glossary.ts";
import type { Text } from "../../../words/language.ts";

export const outcomeWords = {
  doNot: {
    install: { nl: "Niet installeren.", en: "Do not install." },
    use: { nl: "Niet gebruiken.", en: "Do not use." },
  },
  notYet: {
    install: { nl: "Nog niet installeren.", en: "Do not install yet." },
    use: { nl: "Nog niet gebruiken.", en: "Do not use yet." },
  },
  message: { nl: "(melding: {verdict})", en: "(message: {verdict})" },
  emergency: {
    nl: "Dit is een noodversie. Staat dat ook in uw brief?",
    en: "This is an emergency version. Does your letter say so too?",
  },
  letterNumber: { nl: "het nummer in uw brief", en: "the number in your letter" },
  version: releaseWords.version,
  disc: releaseWords.disc,
  unknown: { nl: "iets dat dit programma niet kan lezen", en: "something that this program cannot read" },
  practice: {
    trial: { nl: "oefenschijf", en: "practice disc" },
    demonstration: { nl: "voorbeeldschijf", en: "demonstration disc" },
  },
  also: { nl: "Ook gevonden: {also}", en: "Also found: {also}" },
  checked: { nl: "Gecontroleerd: {what}.", en: "Checked: {what}." },
  scopes: {
    nothing: { nl: "niets van de inhoud", en: "nothing of the content" },
    readable: { nl: "alleen wat te lezen is", en: "only what can be read" },
    present: { nl: "alleen wat er staat", en: "only what is there" },
    image: { nl: "hele schijf, elke byte", en: "the whole disc, every byte" },
    tree: { nl: "alleen de bestanden", en: "the files only" },
    installed: { nl: "het geïnstalleerde programma in {target}", en: "the installed program in {target}" },
  },
} as const satisfies Record<string, Text | Readonly<Record<string, Text>>>;
