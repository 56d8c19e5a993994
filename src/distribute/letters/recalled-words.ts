// What is said of a recalled disc to whoever has it, in the STOP letter and in the letter of the emergency version that comes in its place.

import type { Text } from "../../words/language.ts";

export const heldWords = {
  stopHead: {
    nl: "Niet installeren. Is het programma al geïnstalleerd? Gebruik het niet meer.",
    en: "Do not install. Is the program installed already? Use it no more.",
  },
  disc: {
    nl: "Envelop {envelope}, exemplaar {copy}, zak {seal}",
    en: "Envelope {envelope}, copy {copy}, bag {seal}",
  },
  underWay: {
    nl: "Misschien is die nog niet bij u aangekomen. Leg de zak dan dicht weg.",
    en: "It may not have reached you yet. Then put the bag away unopened.",
  },
  replaced: {
    nl: "Voor deze schijf kwam envelop {envelope} in de plaats. Gebruik alleen die.",
    en: "Envelope {envelope} came in the place of this disc. Use that one only.",
  },
  keepStep: {
    nl: "Leg de schijf terug in de zak en bewaar die. Gooi niets weg en stuur niets terug, tenzij de Kiesraad erom vraagt.",
    en: "Put the disc back into its bag and keep it. Throw nothing away and send nothing back, unless the Kiesraad asks for it.",
  },
  callStep: {
    nl: "Bel de Kiesraad op het nummer dat u al had. Lees van elke intrekkingscode de 4 groepen voor. Pas dan weet de Kiesraad dat u dit gelezen hebt.",
    en: "Call the Kiesraad on the number that you had before. Read the 4 groups of each intrekkingscode aloud. Only then does the Kiesraad know that you read this.",
  },
} as const satisfies Record<string, Text>;

/** In the letter of the emergency version alone: two discs lie before its reader. */
export const recalledWords = {
  head: { nl: "Uw oude schijf is INGETROKKEN. Gebruik die niet.", en: "Your old disc was RECALLED. Do not use it." },
  heads: {
    nl: "Uw oude schijven zijn INGETROKKEN. Gebruik ze niet.",
    en: "Your old discs were RECALLED. Do not use them.",
  },
  apart: {
    nl: "Welke schijf dat is, staat met de intrekkingscode op het laatste vel.",
    en: "Which disc that is stands on the last sheet, with its intrekkingscode.",
  },
  allApart: {
    nl: "Welke schijven dat zijn, staat met de intrekkingscodes op het laatste vel.",
    en: "Which discs they are stands on the last sheet, with their intrekkingscodes.",
  },
  rest: {
    nl: "De rest van deze brief gaat over uw nieuwe schijf.",
    en: "The rest of this letter is about your new disc.",
  },
} as const satisfies Record<string, Text>;

/** For whoever reads no Dutch, in the Dutch letter. */
export const englishStop =
  "STOP. The disc named above was recalled. Do not install it; where it is installed, do not use the program.";
