// One entry a finding: what is said of it on the screen. docs/nl/meldingen.md is made of these and of scripts/messages.nl.md.

import { fill, type Language, type Text, uncut, visible } from "../../words/language.ts";
import { ReadError, reasons } from "../read/error.ts";
import type { Unreadable } from "../read/inputs.ts";
import type { Finding, FindingCode } from "../rules/findings.ts";
import { sayFigure, sayNumber, sayUnit } from "./figures.ts";
import { outcomeSentences, type Sentence } from "./seats/sentences.ts";

const unreadable: Text = {
  nl: "{file}: hier staat iets dat niet in een telbestand hoort. Er is niets van gebruikt.",
  en: "{file}: something here does not belong in a count file. Nothing of it was used.",
};

/** `{where}`: the unit, or "totaal"; `{file}`, `{other}`: paths; `{figure}`, `{found}`, `{expected}`, `{places}`. */
export const sentences: Readonly<Record<FindingCode, Sentence>> = {
  L1: {
    ...unreadable,
    parts: {
      closed: {
        nl: "{file}: dit bestand gaat niet open. Er is niets van gebruikt.",
        en: "{file}: this file does not open. Nothing of it was used.",
      },
    },
  },
  L2: {
    nl: "{file}: dit is groter of dieper dan een telbestand ooit is. Er is niets van gebruikt.",
    en: "{file}: this is larger or deeper than any count file. Nothing of it was used.",
  },
  L3: unreadable,
  L4: {
    nl: "{file}: waar een getal hoort te staan, staat iets anders. Er is niets van gebruikt.",
    en: "{file}: something else stands where a number belongs. Nothing of it was used.",
  },
  L5: {
    nl: "{file}: iets dat één keer hoort te staan, staat er twee keer of niet. Er is niets van gebruikt.",
    en: "{file}: something that must stand once stands twice or not at all. Nothing of it was used.",
  },
  I1: {
    nl: "{file} is van een andere verkiezing ({found}) dan {other} ({expected}).",
    en: "{file} is of another election ({found}) than {other} ({expected}).",
    parts: {
      date: {
        nl: "{file} heeft een andere verkiezingsdag ({found}) dan {other} ({expected}).",
        en: "{file} has another day of the election ({found}) than {other} ({expected}).",
      },
      domain: {
        nl: "{file} is van een ander gebied ({found}) dan {other} ({expected}).",
        en: "{file} is of another area ({found}) than {other} ({expected}).",
      },
    },
  },
  I2: {
    nl: "{file} en {other} zijn van hetzelfde stembureau en verschillen.",
    en: "{file} and {other} are of the same committee and differ.",
    parts: {
      "two-corrections": {
        nl: "{file} en {other} zijn van hetzelfde stembureau; niet één daarvan is dé verbetering.",
        en: "{file} and {other} are of the same committee; not one of them alone is the correction.",
      },
    },
  },
  I3: {
    nl: "Geen van de bestanden heeft deze hashcode: {expected}.",
    en: "None of the files has this hash code: {expected}.",
    parts: {
      "hash-groups": {
        nl: "{file}: dit is niet het bestand dat op het papieren proces-verbaal staat. Anders: {groups} van de hashcode. Het bestand heeft {found}.",
        en: "{file}: this is not the file that the record on paper names. Different: {groups} of the hash code. The file has {found}.",
      },
    },
  },
  I3o: {
    nl: "Deze hashcode is van een bestand dat er niet bij is: {expected}.",
    en: "This hash code is of a file that is not here: {expected}.",
  },
  S1: {
    nl: "{where}: {figure} heeft {found} stemmen, de kandidaten samen {expected}.",
    en: "{where}: {figure} has {found} votes, its candidates together {expected}.",
  },
  S2: {
    nl: "{where}: er staan {found} geldige stemmen, de lijsten samen hebben er {expected}.",
    en: "{where}: it says {found} valid votes, the lists together have {expected}.",
  },
  S3: {
    nl: "{where}: er staan {found} toegelaten kiezers, A, B en C zijn samen {expected}.",
    en: "{where}: it says {found} admitted voters, A, B and C together are {expected}.",
  },
  S4: {
    nl: "{where}: er zijn {found} stembiljetten geteld, bij D, I en J horen er {expected}.",
    en: "{where}: {found} ballot papers were counted, D, I and J make {expected}.",
  },
  S5: {
    nl: "{where}: er zijn meer én minder stembiljetten geteld dan kiezers. In één stembureau kan dat niet.",
    en: "{where}: both more and fewer ballot papers than voters. At one station that cannot be.",
  },
  S5o: {
    nl: "{file}: aantal plaatsen waar de verklaringen samen niet het verschil zijn: {places}. Dat hoeft ook niet.",
    en: "{file}: places where the explanations do not add up to the difference: {places}. They need not.",
  },
  S6: {
    nl: "{file}: {figure}: totaal {found}, som {expected}.",
    en: "{file}: {figure}: total {found}, sum {expected}.",
    parts: {
      "missing-figure": {
        nl: "{file}: {where} heeft {figure}, het totaal niet.",
        en: "{file}: {where} has {figure}, the total has not.",
      },
    },
  },
  S7: {
    nl: "{file}: {where} past niet bij {other}.",
    en: "{file}: {where} does not fit {other}.",
    parts: {
      "unknown-list": {
        nl: "{file}, {where}: {figure} staat niet in de kandidatenlijsten ({other}).",
        en: "{file}, {where}: {figure} does not stand in the candidate lists ({other}).",
      },
      "missing-list": {
        nl: "{file}, {where}: {figure} ontbreekt; die staat wel in de kandidatenlijsten ({other}).",
        en: "{file}, {where}: {figure} is missing; it stands in the candidate lists ({other}).",
      },
      "list-name": {
        nl: "{file}, {where}: {figure} heet hier „{found}”, in de kandidatenlijsten „{expected}” ({other}).",
        en: "{file}, {where}: {figure} is called “{found}” here, “{expected}” in the candidate lists ({other}).",
      },
      "unknown-candidate": {
        nl: "{file}, {where}: {figure} staat niet in de kandidatenlijsten ({other}).",
        en: "{file}, {where}: {figure} does not stand in the candidate lists ({other}).",
      },
      "missing-candidate": {
        nl: "{file}, {where}: {figure} ontbreekt; die staat wel in de kandidatenlijsten ({other}).",
        en: "{file}, {where}: {figure} is missing; it stands in the candidate lists ({other}).",
      },
      "unknown-unit": {
        nl: "{file}: {where} staat niet in {other}.",
        en: "{file}: {where} does not stand in {other}.",
      },
      "missing-unit": {
        nl: "{file}: {where} ontbreekt; die staat wel in {other}.",
        en: "{file}: {where} is missing; it stands in {other}.",
      },
    },
  },
  S7o: {
    nl: "{file}: {where} staat niet in {other}, en heeft een eigen telling (een briefstembureau?).",
    en: "{file}: {where} does not stand in {other}, and has a count of its own (a postal bureau?).",
  },
  S8: {
    nl: "{where}: {figure}: in {file} staat {found}, in {other} {expected}.",
    en: "{where}: {figure}: {file} says {found}, {other} {expected}.",
    parts: {
      "missing-figure": {
        nl: "{where}: {figure} staat maar in één van {file} en {other}.",
        en: "{where}: {figure} stands in only one of {file} and {other}.",
      },
    },
  },
  S8o: { nl: "{file}: niet doorgegeven: {figure}.", en: "{file}: not passed on: {figure}." },
  S9: {
    nl: "Er ontbreekt een bestand: {where}.",
    en: "A file is missing: {where}.",
    parts: {
      "no-units": {
        nl: "{file}: er staat alleen een totaal in, en niet waaruit het bestaat.",
        en: "{file}: it has a total alone, and not what it is made of.",
      },
    },
  },
  S10: {
    nl: "{where}: {figure} is {found} volgens {file}, en {expected} volgens {other}.",
    en: "{where}: {figure} is {found} by {file}, and {expected} by {other}.",
    parts: {
      "person-differs": {
        nl: "{where}: {figure} is {expected}; in een andere kieskring hoort dezelfde code bij {found} ({file}).",
        en: "{where}: {figure} is {expected}; in another district the same code is of {found} ({file}).",
      },
    },
  },
  S11: {
    nl: "{file}: aantal onderdelen met andere kiesgerechtigden dan een niveau lager: {places}.",
    en: "{file}: units whose entitled voters are not those of one level below: {places}.",
    parts: {
      "cast-zero": {
        nl: "{file}: aantal onderdelen met 0 kiesgerechtigden: {places}.",
        en: "{file}: units with 0 entitled voters: {places}.",
      },
      "cast-sum": {
        nl: "{file}: kiesgerechtigden: totaal {found}, som {expected} ({places} keer 0).",
        en: "{file}: entitled voters: total {found}, sum {expected} ({places} times 0).",
      },
    },
  },
  S12: {
    nl: "{where}: {figure}: in {file} staat {found}, in {other} {expected}.",
    en: "{where}: {figure}: {file} says {found}, {other} {expected}.",
    parts: {
      "unknown-unit": {
        nl: "{file}: {where} staat niet in {other}.",
        en: "{file}: {where} does not stand in {other}.",
      },
      "missing-unit": {
        nl: "{file}: {where} ontbreekt; die staat wel in {other}.",
        en: "{file}: {where} is missing; it stands in {other}.",
      },
      "missing-figure": {
        nl: "{where}: {figure} staat maar in één van {file} en {other}.",
        en: "{where}: {figure} stands in only one of {file} and {other}.",
      },
    },
  },
  ...outcomeSentences,
};

const totalWord: Text = { nl: "totaal", en: "total" };
const groupWords: Text = { nl: "groep {numbers}", en: "group {numbers}" };
const placeWords: Text = { nl: "regel {line}, teken {column}: ", en: "line {line}, character {column}: " };

/** `shortPath`: how a path is shown. */
export function sayFinding(finding: Finding, language: Language, shortPath: (path: string) => string): string {
  const { code, part, unit, figure, found, expected, places } = finding;
  const sentence = sentences[code];
  const template = (part === undefined ? undefined : sentence.parts?.[part]) ?? sentence;
  const number = (value: number | string | undefined) => (value === undefined ? "" : sayNumber(value, language));
  return fill(
    template[language],
    {
      file: visible(shortPath(finding.file)),
      other: visible(shortPath(finding.other ?? "")),
      where: unit === undefined ? totalWord[language] : sayUnit(unit),
      figure: figure === undefined ? "" : sayFigure(figure, language),
      found: number(found),
      expected: number(expected),
      places: places ?? "",
      groups: part === "hash-groups" ? sayGroups(String(found), String(expected), language) : "",
    },
    uncut,
  );
}

function sayGroups(found: string, expected: string, language: Language): string {
  const wanted = expected.split(" ");
  const numbers = found.split(" ").flatMap((group, i) => (group === wanted[i] ? [] : [i + 1]));
  return fill(groupWords[language], { numbers: numbers.join(", ") });
}

/** What the reader met, for a technician; "" where the file could not even be opened, which `says` tells. */
export function sayReadError({ error }: Unreadable, language: Language): string {
  if (!(error instanceof ReadError)) return visible(error.message);
  const place = error.place === undefined ? "" : fill(placeWords[language], { ...error.place });
  return `${place}${fill(reasons[error.reason][language], error.values)}`;
}
