// Our own words among the values of findings.

import { noteWords, noWords, purposeWords, requirementWords } from "../../words/glossary.ts";
import type { Text } from "../../words/language.ts";

const purposes: Readonly<Record<string, Text>> = {
  "by-code": { nl: "wat de zegelcode kiest", en: "whichever the zegelcode selects" },
  ...purposeWords,
};
const recallSources: Readonly<Record<string, Text>> = {
  seal: { nl: "uit het zegel", en: "from the seal" },
  given: { nl: "uit een opgegeven lijst", en: "from a list that was given" },
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
    normal: { nl: "gewone versie", en: "a normal" },
    emergency: { nl: "noodversie", en: "an emergency" },
  },
  scope: {
    image: { nl: "de inhoud", en: "content" },
    source: { nl: "de broncode", en: "source code" },
    kit: { nl: "de broncode van het controleprogramma", en: "source code of the verifier" },
  },
  type: { rebuild: requirementWords.rebuild, "log proof": noteWords.logProof },
  "VOLUME_FIELD.name": {
    volume: { nl: "Naam van de schijf", en: "Name of the disc" },
    "volume set": { nl: "Naam van de reeks", en: "Name of the set" },
    publisher: { nl: "Uitgever", en: "Publisher" },
    date: { nl: "Datum", en: "Date" },
  },
  kind: {
    "system-area": { nl: "begin van de schijf", en: "beginning of the disc" },
    "primary-descriptor": { nl: "beschrijving van de schijf", en: "description of the disc" },
    "joliet-descriptor": { nl: "beschrijving van de schijf voor Windows", en: "description of the disc for Windows" },
    terminator: { nl: "einde van de beschrijving", en: "end of the description" },
    directory: { nl: "achter een map", en: "behind a folder" },
    continuation: { nl: "vervolg van een map", en: "continuation of a folder" },
    "path-table": { nl: "achter de mappenlijst", en: "behind the list of folders" },
    "joliet-directory": { nl: "achter een map voor Windows", en: "behind a folder for Windows" },
    "joliet-path-table": { nl: "achter de mappenlijst voor Windows", en: "behind the list of folders for Windows" },
    "empty-file-block": { nl: "blok voor lege bestanden", en: "block of empty files" },
    file: { nl: "achter een bestand", en: "behind a file" },
    padding: { nl: "opvulling aan het einde", en: "padding at the end" },
    unexplained: { nl: "zonder eigenaar", en: "without an owner" },
  },
};
