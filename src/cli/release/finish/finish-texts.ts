// What `zegel release bundle` and `zegel release finish` say.

import type { Text } from "../../../words/language.ts";

export const finishTexts = {
  made: {
    nl: "gemaakt: {path}, {files} bestanden, {megabytes} MB (met SHA256SUMS)",
    en: "made: {path}, {files} files, {megabytes} MB (with SHA256SUMS)",
  },
  sameBundle: {
    nl: "lag er al, byte voor byte gelijk: {path}, {files} bestanden, {megabytes} MB",
    en: "lay there already, the same byte for byte: {path}, {files} files, {megabytes} MB",
  },
  anotherBundle: {
    nl: "{path}: er ligt iets anders dan wat nu gemaakt zou worden, en er wordt niets overschreven: haal het weg, of kies met -o een andere plaats",
    en: "{path}: what lies there is not what would be made now, and nothing is written over: take it away, or choose another place with -o",
  },
  payloadOfPublic: {
    nl: "--payload is voor het publiek: een nabouwer krijgt de software altijd, een functionaris nooit",
    en: "--payload is for the public: a reviewer's bundle always has it, an officer's never",
  },
  entriesOfWitness: {
    nl: "--entries is voor een getuige: de sleutelhouder van het logboek krijgt het logboek altijd",
    en: "--entries is for a witness: the log's key holder always gets the log",
  },
  notYet: { nl: "deze bundel kan nu niet worden gemaakt", en: "this bundle cannot be made now" },
  appended: { nl: "in het logboek, regel {index}: {path}", en: "in the log, entry {index}: {path}" },
  part: { nl: "gemaakt: {path}", en: "made: {path}" },
  digest: { nl: "gemaakt: {path}, hashcode {groups}", en: "made: {path}, digest {groups}" },
  verdict: { nl: "{path}: dit programma zegt {verdict}", en: "{path}: this program says {verdict}" },
  kitSays: {
    nl: "{path}: het controleprogramma van de kit ({program}) zegt {said}",
    en: "{path}: the kit's own verifier ({program}) says {said}",
  },
  kitNotRun: {
    nl: "LET OP: {path}: het controleprogramma van de kit is hier niet gedraaid ({reason}): controleer de master ook op een computer zoals een gemeente die heeft",
    en: "NOTE: {path}: the kit's own verifier was not run here ({reason}): verify the master on a computer as a municipality has it too",
  },
  noKit: {
    nl: "LET OP: {path}: er staat geen controleprogramma op deze schijf",
    en: "NOTE: {path}: there is no verifier on this disc",
  },
  noToolkit: {
    nl: "Voor de bewaarbundel is de broncode van dit programma nodig, uit git, zonder wijzigingen ({reason}). Geef die met --toolkit; alles hiervoor is gedaan.",
    en: "The escrow bundle needs the source of this program, from git, without changes ({reason}). Give it with --toolkit; all before it is done.",
  },
  lookFirst: {
    nl: "Er kwam een verklaring bij dat het verschilt. Lees die eerst, en bel wie haar schreef; herhaal daarna zegel release finish om verder te gaan.",
    en: "A statement that it differs came in. Read it first, and call whoever wrote it; then type zegel release finish again to go on.",
  },
} as const satisfies Record<string, Text>;
