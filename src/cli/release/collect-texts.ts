// What `zegel release collect` says.

import type { Text } from "../../words/language.ts";

export const collectTexts = {
  split: { nl: "!! {path}: {reason}", en: "!! {path}: {reason}" },
  differs: {
    nl: "!! {path} ZEGT DAT HET VERSCHILT: {where}; bewaard als {name}",
    en: "!! {path} SAYS THAT IT DIFFERS: {where}; kept as {name}",
  },
  unread: {
    nl: "!! {path}: NIET TE LEZEN, en het kan een verklaring zijn dat het verschilt. Vraag het bestand opnieuw (reden, in het Engels: {reason}).",
    en: "!! {path}: CANNOT BE READ, and it may be a statement that it differs: {reason}. Ask for the file again.",
  },
  unreadFirst: {
    nl: "Een bestand is niet te lezen. Daarom is er verder niets gemaakt. Vraag het opnieuw, haal het oude weg, en herhaal dezelfde opdracht.",
    en: "A file cannot be read. So nothing else was made. Ask for it again, take the old one away, and type the same command again.",
  },
  taken: { nl: "opgenomen: {path} als {name}", en: "taken: {path} as {name}" },
  known: { nl: "had ik al: {path} ({name})", en: "here already: {path} ({name})" },
  left: { nl: "niet opgenomen: {path}: {reason}", en: "not taken: {path}: {reason}" },
  nothing: { nl: "er lag niets in {path}", en: "nothing lay in {path}" },
  bundle: {
    nl: "voor de functionarissen: {path}, {files} bestanden (met SHA256SUMS)",
    en: "for the officers: {path}, {files} files (with SHA256SUMS)",
  },
} as const satisfies Record<string, Text>;
