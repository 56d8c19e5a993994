// Elections and voting committees in words. On paper and screen their short codes mean nothing to most.

import { type Language, type Text, visible } from "./language.ts";

/** Kinds of elections, as EML_NL writes them in front of a year. What is not here stays as it is. */
const kinds: Readonly<Record<string, Text>> = {
  TK: { nl: "Tweede Kamer", en: "House of Representatives" },
  EK: { nl: "Eerste Kamer", en: "Senate" },
  EP: { nl: "Europees Parlement", en: "European Parliament" },
  PS: { nl: "provinciale staten", en: "provincial council" },
  GR: { nl: "gemeenteraad", en: "municipal council" },
  WS: { nl: "waterschap", en: "water authority" },
  AB: { nl: "waterschap", en: "water authority" },
  ER: { nl: "eilandsraad", en: "island council" },
  KC: { nl: "kiescollege", en: "electoral college" },
  NR: { nl: "nationaal referendum", en: "national referendum" },
};

/** Who uses the software. */
const roles: Readonly<Record<string, Text>> = {
  GSB: { nl: "gemeentelijk stembureau", en: "municipal electoral committee" },
  HSB: { nl: "hoofdstembureau", en: "principal electoral committee" },
  CSB: { nl: "centraal stembureau", en: "central electoral committee" },
  NBSB: { nl: "nationaal briefstembureau", en: "national postal voting committee" },
  SOL: { nl: "stembureau voor het openbaar lichaam", en: "committee of the public body" },
  PSB: { nl: "provinciaal stembureau", en: "provincial electoral committee" },
};

/** `TK2027` as `Tweede Kamer 2027`; with more behind the year the code itself stands in brackets; any other code as it is, spelt out. */
export function electionName(code: string, language: Language): string {
  const [, kind = "", year = "", more = ""] = /^([A-Z]{2})([0-9]{4})(.*)$/s.exec(code) ?? [];
  if (!Object.hasOwn(kinds, kind)) return visible(code);
  const name = `${kinds[kind]?.[language]} ${year}`;
  return more === "" ? name : `${name} (${visible(code)})`;
}

/** `GSB` as `gemeentelijk stembureau`; any other code as it is, spelt out. */
export function roleName(code: string, language: Language): string {
  return (Object.hasOwn(roles, code) ? roles[code]?.[language] : undefined) ?? visible(code);
}
