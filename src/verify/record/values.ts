// Our own words among the values of findings.

import { noWords, purposeWords, requirementWords } from "../../words/glossary.ts";
import type { Text } from "../../words/language.ts";

const purposes: Readonly<Record<string, Text>> = {
  "by-code": { nl: "wat de zegelcode kiest", en: "whichever the code selects" },
  ...purposeWords,
};
const recallSources: Readonly<Record<string, Text>> = {
  seal: { nl: "uit het zegel", en: "from the seal" },
  given: { nl: "uit een meegegeven lijst", en: "from a list given" },
};

/** Our own words among a finding's values, by placeholder or by `CODE.placeholder`. A value that is not listed stands as it is. */
export const valueWords: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  purpose: purposes,
  rootPurpose: purposes,
  "PURPOSE_DIFFERS.found": purposes,
  "PURPOSE_DIFFERS.expected": purposes,
  "CLAIMS.previous": { none: noWords.none },
  "RECALLS_KNOWN.from": recallSources,
  requirement: requirementWords,
  urgency: {
    normal: { nl: "gewone uitgave", en: "a normal" },
    emergency: { nl: "noodversie", en: "an emergency" },
  },
  scope: { image: { nl: "de inhoud", en: "payload" }, source: { nl: "de broncode", en: "source" } },
  type: { rebuild: requirementWords.rebuild },
  "VOLUME_FIELD.name": {
    volume: { nl: "Naam van de schijf", en: "Volume" },
    "volume set": { nl: "Naam van de reeks", en: "Volume set" },
    publisher: { nl: "Uitgever", en: "Publisher" },
    date: { nl: "Datum", en: "Date" },
  },
  kind: {
    "system-area": { nl: "begin van de schijf", en: "system area" },
    "primary-descriptor": { nl: "beschrijving van de schijf", en: "primary descriptor" },
    "joliet-descriptor": { nl: "beschrijving van de schijf voor Windows", en: "Joliet descriptor" },
    terminator: { nl: "einde van de beschrijving", en: "terminator" },
    directory: { nl: "achter een map", en: "behind a directory" },
    continuation: { nl: "vervolg van een map", en: "continuation area" },
    "path-table": { nl: "achter de mappenlijst", en: "behind the path table" },
    "joliet-directory": { nl: "achter een map voor Windows", en: "behind a Joliet directory" },
    "joliet-path-table": { nl: "achter de mappenlijst voor Windows", en: "behind the Joliet path table" },
    "empty-file-block": { nl: "blok voor lege bestanden", en: "block of empty files" },
    file: { nl: "achter een bestand", en: "behind a file" },
    padding: { nl: "opvulling aan het einde", en: "padding at the end" },
    unexplained: { nl: "zonder eigenaar", en: "of no owner" },
  },
};
