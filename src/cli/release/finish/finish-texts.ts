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
  notYet: { nl: "deze bundel kan nu niet worden gemaakt", en: "this bundle cannot be made now" },
} as const satisfies Record<string, Text>;
