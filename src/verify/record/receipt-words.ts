// What is asked and said while a disc is reported to the Kiesraad: an envelope number and the afmeldsleutel in, the afmeldcode out. Guided
// program and page say the same.

import {
  checkText,
  codeForms,
  dropUnseen,
  FormatError,
  kindOfCode,
  readEnvelope,
  readReceiptKey,
} from "../../format/index.ts";
import { codeNames } from "../../words/code-words.ts";
import { fill, type Language, type Text } from "../../words/language.ts";
import type { Report } from "../proof/report.ts";
import { contactOf } from "./outcome.ts";
import type { VerificationRecord } from "./record.ts";

export const receiptTexts = {
  report: {
    nl: "Meld de schijf af. Open het vouwtje van de brief.",
    en: "Report the disc. Open the fold of the letter.",
  },
  practise: {
    nl: "Oefen nu het afmelden. Open het vouwtje van de oefenbrief. Zit er geen vouwtje aan? Sla dit dan over.",
    en: "Now practise reporting. Open the fold of the practice letter. Does it have none? Then skip this.",
  },
  envelopeLetter: {
    nl: "Envelopnummer: de letter achter het streepje klopt niet.",
    en: "Envelope number: the letter behind the hyphen is wrong.",
  },
  envelopeShape: {
    nl: "Een envelopnummer ziet eruit als 0123-K. Het staat op de brief.",
    en: "An envelope number looks like 0123-K. It is on the letter.",
  },
  envelopeOther: {
    nl: "Dat is {kind}. Gevraagd wordt het envelopnummer van de brief, bijvoorbeeld 0123-K.",
    en: "That is {kind}. The envelope number of the letter is asked for, for instance 0123-K.",
  },
  readOut: {
    nl: "Bel de Kiesraad: {contact}. Lees envelopnummer, nummer van de zak en afmeldcode voor. De code staat ook in het verslag.",
    en: "Call the Kiesraad: {contact}. Read out envelope number, number of the bag and afmeldcode. The code is in the record as well.",
  },
  eachDisc: {
    nl: "Dit is schijf {disc} van {discs}. Elke schijf krijgt een eigen afmeldcode, met dezelfde afmeldsleutel.",
    en: "This is disc {disc} of {discs}. Each disc gets an afmeldcode of its own, by the same afmeldsleutel.",
  },
  keyOnPaper: {
    nl: "Dat is de afmeldsleutel. Die hoort niet in het verslag. Typ het opnieuw.",
    en: "That is the afmeldsleutel. It does not belong in the record. Type it again.",
  },
} as const satisfies Record<string, Text>;

/** Whether the person is asked for the key of her letter: after GOED and OEFENEN of a disc. An installed program is in no envelope. */
export function canReport({ verdict, scope }: Pick<Report, "verdict" | "scope">): boolean {
  return verdict === "ECHT" && scope !== "installed";
}

/** What she is told first. */
export function reportWords({ release }: Pick<Report, "release">, language: Language): string {
  return receiptTexts[release?.purpose === "final" ? "report" : "practise"][language];
}

/** What is wrong with a typed envelope number; undefined: nothing. */
export function sayEnvelope(typed: string, language: Language): string | undefined {
  if (readEnvelope(typed) !== undefined) return undefined;
  const kind = kindOfCode(typed);
  if (kind === "envelope") return receiptTexts.envelopeLetter[language];
  if (kind === undefined) return receiptTexts.envelopeShape[language];
  return fill(receiptTexts.envelopeOther[language], { kind: codeNames[kind][language] });
}

/** What she does with the code, in sentences. */
export function readOutWords(record: VerificationRecord, language: Language): readonly string[] {
  const { release } = record;
  const readOut = fill(receiptTexts.readOut[language], { contact: contactOf(record, language) });
  const discs = release?.manifests.length ?? 1;
  if (release === undefined || discs === 1) return [readOut];
  return [readOut, fill(receiptTexts.eachDisc[language], { disc: release.disc, discs })];
}

/**
 * Whether an afmeldsleutel stands in a text, as a whole or with a slip in one group, alone or among other words. What goes on paper is
 * asked this first: the key belongs on no paper but the letter.
 */
export function holdsReceiptKey(text: string): boolean {
  if (kindOfCode(text) === "receiptKey") return true;
  const words = dropUnseen(text)
    .split(/[^0-9A-Za-z]+/)
    .filter((word) => word !== "");
  const isKey = (typed: string) => readReceiptKey(typed).code !== undefined;
  return words.some((word, i) => isKey(word) || isKey(words.slice(i, i + codeForms.receiptKey.groups).join("")));
}

/** Characters of a name or number that goes on paper. */
export const paperLimit = 200;

/**
 * Text that people fill in, and that goes on paper. Throws FormatError CODE for the afmeldsleutel, which stands in no record and is not
 * repeated in the message, and TEXT or LIMIT for what cannot be set in print.
 */
export function checkFilledIn(text: string, where: string): string {
  if (holdsReceiptKey(text)) throw new FormatError("CODE", where, "text for the record", "an afmeldsleutel");
  return checkText(text, where, paperLimit);
}
