// What is said of a folder that was carried here, whoever opens it.

import type { Text } from "../../words/language.ts";

export const bundleTexts = {
  noFolder: {
    nl: "{folder}: verwacht een map, en die is er niet of is niet te lezen",
    en: "{folder}: expected a folder, and it is not there or cannot be read",
  },
  tooMany: {
    nl: "{folder}: verwacht hoogstens {limit} bestanden en mappen, gevonden meer: noem de map die u hebt gekregen",
    en: "{folder}: expected at most {limit} files and folders, found more: name the folder that you were given",
  },
  unlisted: { nl: "deze map is niet te lezen", en: "this folder cannot be read" },
  link: { nl: "is een koppeling: die wordt niet gevolgd", en: "is a link: it is not followed" },
  pipe: { nl: "is een pijp en geen bestand", en: "is a pipe, and no file" },
  socket: { nl: "is een socket en geen bestand", en: "is a socket, and no file" },
  device: { nl: "is een apparaat en geen bestand", en: "is a device, and no file" },
  misnamed: { nl: "heeft een naam die geen UTF-8 is", en: "has a name that is no UTF-8" },
  unknown: { nl: "is niet te lezen", en: "cannot be read" },
  sumsContradict: {
    nl: "{folder}: niet alles is zoals SHA256SUMS het noemt; er is niets gedaan. Kopieer de map opnieuw, of vraag die opnieuw:",
    en: "{folder}: not everything is as SHA256SUMS lists it; nothing was done. Copy the folder again, or ask for it again:",
  },
  isMissing: { nl: '"{path}": ontbreekt', en: '"{path}": is missing' },
  isChanged: { nl: '"{path}": heeft een andere inhoud', en: '"{path}": has other content' },
  isNoFile: {
    nl: '"{path}": is geen gewoon bestand in deze map',
    en: '"{path}": is no plain file in this folder',
  },
  isUnread: { nl: '"{path}": is niet te lezen', en: '"{path}": cannot be read' },
  hasExtra: {
    nl: "{folder}: hierin staan bestanden die SHA256SUMS niet noemt; er is niets gedaan. Haal ze weg, of vraag de map opnieuw:",
    en: "{folder}: holds files that SHA256SUMS does not list; nothing was done. Take them away, or ask for the folder again:",
  },
  isExtra: { nl: '"{path}": staat niet in SHA256SUMS', en: '"{path}": is not in SHA256SUMS' },
  moreFaults: { nl: "en nog {count}", en: "and {count} more" },
  noRequest: {
    nl: "{folder}: verwacht een map met één verzoek om te ondertekenen (release.request), niet gevonden",
    en: "{folder}: expected a folder with one request to sign (release.request), found none",
  },
  twoRequests: {
    nl: '{folder}: verwacht één verzoek om te ondertekenen, gevonden "{first}" en "{second}": noem er één',
    en: '{folder}: expected one request to sign, found "{first}" and "{second}": name one of them',
  },
  requestUnlisted: {
    nl: '{folder}: "{path}" staat niet in SHA256SUMS: vraag de map opnieuw',
    en: '{folder}: "{path}" is not in SHA256SUMS: ask for the folder again',
  },
} as const satisfies Record<string, Text>;
