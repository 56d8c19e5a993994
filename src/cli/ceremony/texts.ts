// What the commands of a ceremony say that keep its transcript and copy its files.

import { inBoth } from "../../format/index.ts";
import { CommandError } from "../../verify/program/terminal.ts";
import { sayIn, type Text } from "../../words/language.ts";

export const texts = {
  ceremony: { nl: "ceremonie:   {kind} ({purpose}), {title}", en: "ceremony:    {kind} ({purpose}), {title}" },
  previous: { nl: "vorig:       {sha256}", en: "previous:    {sha256}" },
  first: { nl: "geen: dit is de eerste", en: "none: this is the first" },
  program: { nl: "programma:   {sha256}", en: "program:     {sha256}" },
  manyFiles: { nl: "veel bestanden: geen hashcode zegt welke", en: "many files: no digest says which" },
  present: { nl: "aanwezig:    {people}", en: "present:     {people}" },
  written: { nl: "geschreven:  {path}", en: "written:     {path}" },
  recorded: { nl: "vastgelegd:  {path}", en: "recorded:    {path}" },
  ended: { nl: "vastgelegd:  {path}, geëindigd met {code}", en: "recorded:    {path}, ended with {code}" },
  closed: { nl: "gesloten:    {path}, {count} regels", en: "closed:      {path}, {count} lines" },
  unsigned: { nl: "geschreven:  {path} (nog niet ondertekend)", en: "written:     {path} (not signed yet)" },
  signNext: {
    nl: "hierna:      elke sleutelhouder: zegel sign {note} --key STEM.key",
    en: "next:        each key holder: zegel sign {note} --key STEM.key",
  },
  verifyNext: {
    nl: "             daarna: zegel merge NOTE… -o NIEUW.note, en zegel ceremony verify {path} --note NIEUW.note",
    en: "             then: zegel merge NOTE… -o NEW.note, and zegel ceremony verify {path} --note NEW.note",
  },
  fingerprint: { nl: "vingerafdruk van {path}", en: "fingerprint of {path}" },
  copied: { nl: "gekopieerd:  {from} naar {to}", en: "copied:      {from} to {to}" },
  otherProgram: {
    nl: "verwacht het programma dat de beschrijving noemt ({expected}), gevonden {found}: begin niet; haal het programma van de draaiboeken, of maak een nieuwe beschrijving en nieuwe draaiboeken",
    en: "expected the program that the description names ({expected}), found {found}: do not begin; take the program of the scripts, or make a new description and new scripts",
  },
  otherCommand: {
    nl: "achter -- hoort een opdracht van zegel, gevonden {found}",
    en: "expected a zegel command behind --, found {found}",
  },
  ownRecord: {
    nl: "zegel ceremony {found} legt zichzelf vast, of niets: geef die opdracht zoals hij is",
    en: "zegel ceremony {found} records itself or nothing: run it as it is",
  },
  notPresent: {
    nl: "--by: verwacht iemand die aanwezig is ({ids}), gevonden {found}",
    en: "--by: expected one of those present ({ids}), found {found}",
  },
  whereTo: {
    nl: "verwacht de bestanden en waar ze heen gaan, gevonden alleen {found}",
    en: "expected the files and where to, found {found} alone",
  },
  noFile: {
    nl: "{path}: verwacht een bestand, gevonden een map, een apparaat of een pijp",
    en: "{path}: expected a file, found a folder, a device or a pipe",
  },
  notReadBack: {
    nl: "{path}: wat werd geschreven komt er niet zo uit: neem een andere stick",
    en: "{path}: what was written is not what is read back: take another stick",
  },
  noTarget: {
    nl: "{path}: verwacht een map, of voor één bestand een nieuwe naam met een openbaar einde (.note .pub …), gevonden geen van beide: zit de stick erin?",
    en: "{path}: expected a folder, or for one file a new name with a public ending (.note .pub …), found neither: is the stick there?",
  },
  notPublic: {
    nl: "{path}: verwacht een openbaar bestand, aan zijn einde (.note .pub .request .response …) te zien, gevonden een ander: een geheime sleutel wordt in een ceremonie niet gekopieerd",
    en: "{path}: expected a public file by its ending (.note .pub .request .response …), found another: a secret key is not copied in a ceremony",
  },
  noResult: {
    nl: "{path}: verwacht een versie of een intreklijst, gevonden iets anders ({found}; een vertrouwensbasis: zegel root verify)",
    en: "{path}: expected a release or a recall list, found a {found} note (a trust root: zegel root verify)",
  },
} as const satisfies Record<string, Text>;

/** An error in both languages. Foreign values are quoted. */
export function refusalOf(
  word: keyof typeof texts,
  values: Readonly<Record<string, string>>,
  exitCode?: number,
): CommandError {
  return new CommandError(
    inBoth((language) => sayIn(texts[word], language, values)),
    exitCode,
  );
}
