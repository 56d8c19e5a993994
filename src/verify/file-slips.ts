// A file that was chosen as an image of a disc and plainly is none: told by its name and its first bytes, for program and page alike.
// A slip gets a sentence and the question again. What is not known here goes to the verifier.

import type { Text } from "../words/language.ts";

/** What is looked at of it. */
export interface FileStart {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Its first bytes, `startLength` of them or all, each as a character of Latin-1. */
  readonly start: string;
  /** The five bytes at `isoMarkAt`, likewise. */
  readonly mark: string;
}

export const startLength = 512;
/** Where an image has the identifier of its first descriptor, in bytes: ECMA-119 8.1. */
export const isoMarkAt = 16 * 2048 + 1;

/** A first descriptor and a last: no image is smaller. */
const leastBytes = 18 * 2048;
/** Names that a browser or the Explorer gives a file that it has not yet written to its end. */
const unfinished = /\.(crdownload|part|partial|download|filepart|tmp)$/i;
/** Documents that are zip files inside. */
const zippedDocument = /\.(docx|xlsx|pptx|odt|ods|odp|jar|epub)$/i;

export const fileSlipTexts = {
  zip: {
    nl: "Dit is een zip-bestand. Pak het eerst uit en kies dan het ISO-bestand.",
    en: "This is a zip file. Unpack it first, and then choose the ISO file.",
  },
  packed: {
    nl: "Dit is een ingepakt bestand. Pak het eerst uit en kies dan het ISO-bestand.",
    en: "This is a packed file. Unpack it first, and then choose the ISO file.",
  },
  shortcut: {
    nl: "Dit is een snelkoppeling. Kies het bestand of de map zelf.",
    en: "This is a shortcut. Choose the file or the folder itself.",
  },
  unfinished: {
    nl: "Dit bestand is nog niet helemaal gekopieerd of gedownload. Wacht tot het klaar is.",
    en: "This file is not yet copied or downloaded to its end. Wait until that is done.",
  },
  emptyFile: {
    nl: "Dit bestand is leeg. Kopieer of download het opnieuw.",
    en: "This file is empty. Copy or download it again.",
  },
  ofKiesraad: {
    nl: "Dit is een bestand van de Kiesraad, en geen schijf: {path}. Geef het op bij keuze 4.",
    en: "This is a file of the Kiesraad, and no disc: {path}. Enter it at choice 4.",
  },
  otherFile: {
    nl: "Dit is geen ISO-bestand: {path}. Kies het ISO-bestand, de map of de USB-stick met de software.",
    en: "This is no ISO file: {path}. Choose the ISO file, the folder or the USB stick with the software.",
  },
} as const satisfies Record<string, Text>;

export type FileSlip = keyof typeof fileSlipTexts;

/** First bytes of what is no image, in Latin-1. */
const starts: readonly (readonly [start: string, slip: FileSlip])[] = [
  ["PK\u0003\u0004", "zip"],
  ["PK\u0005\u0006", "zip"],
  ["7z\u00bc\u00af\u0027\u001c", "packed"],
  ["Rar!\u001a\u0007", "packed"],
  ["\u001f\u008b\u0008", "packed"],
  ["\u00fd7zXZ\u0000", "packed"],
  ["L\u0000\u0000\u0000\u0001\u0014\u0002\u0000", "shortcut"],
  ["zegel/recall v", "ofKiesraad"],
  ["zegel/rebuild v", "ofKiesraad"],
  ["zegel/trust-root v", "ofKiesraad"],
  ["c2sp.org/tlog-proof@v", "ofKiesraad"],
  ["MZ", "otherFile"],
  ["\u007fELF", "otherFile"],
  ["%PDF", "otherFile"],
  ["\u0089PNG", "otherFile"],
  ["\u00ff\u00d8\u00ff", "otherFile"],
  ["\u00d0\u00cf\u0011\u00e0", "otherFile"], // documents of the older kind
];

/** `fit`: it says that it is an image. `unknown`: nothing is known of it. */
export function slipOfStart({ name, size, start, mark }: FileStart): FileSlip | "fit" | "unknown" {
  if (unfinished.test(name)) return "unfinished";
  if (size === 0) return "emptyFile";
  if (mark === "CD001") return "fit";
  const [, slip] = starts.find(([known]) => start.startsWith(known)) ?? [];
  if (slip !== undefined) return slip === "zip" && zippedDocument.test(name) ? "otherFile" : slip;
  return size < leastBytes || isText(start) ? "otherFile" : "unknown";
}

/** Letters, blanks and ends of lines: a record, a note, a page. */
function isText(start: string): boolean {
  return /^[\t\n\r\u0020-\u007e\u0080-\u00ff]+$/.test(start);
}
