// What a clerk says back at the telephone.

import { type Bilingual, inBoth, type ReceiptScope } from "../../format/index.ts";
import type { Language, Text } from "../../words/language.ts";
import type { ReceiptKind, ReceiptVerdict } from "../register/index.ts";

const scopeWords: Readonly<Record<ReceiptScope, Text>> = {
  0: { nl: "hele schijf in het station", en: "the whole disc in its drive" },
  1: { nl: "een schijfbestand, niet de schijf in het station", en: "an image file, not the disc in its drive" },
  2: { nl: "alleen de bestanden in een map", en: "only the files in a folder" },
  3: { nl: "een geïnstalleerd programma", en: "an installed program" },
};

const digits: Readonly<Record<Language, readonly string[]>> = {
  nl: "nul een twee drie vier vijf zes zeven acht negen".split(" "),
  en: "zero one two three four five six seven eight nine".split(" "),
};

/** `nul twee W X acht, …`: digits as words, so that no 0 is heard as an O; a comma behind each group. */
export function spellCode(code: string, language: Language): string {
  const groups = code
    .split("-")
    .map((group) =>
      Array.from(group, (character) => digits[language][Number.parseInt(character, 10)] ?? character).join(" "),
    );
  return groups.join(", ");
}

const evidenceSaid: Readonly<Record<ReceiptKind, Text>> = {
  afmeldcode: { nl: "afmeldcode", en: "afmeldcode" },
  verslag: { nl: "verslag", en: "record" },
  papier: { nl: "papier met handtekeningen", en: "signed paper" },
  mondeling: { nl: "mondeling, zonder code", en: "by word, without a code" },
};

export interface Answer {
  readonly verdict: ReceiptVerdict;
  readonly scope: ReceiptScope;
  readonly evidence: ReceiptKind;
  /** Read back; undefined: nothing was read out. */
  readonly code?: string | undefined;
}

/** `Klopt: GOED, hele schijf in het station. Lees terug: …` */
export function answerWords({ verdict, scope, evidence, code }: Answer): Bilingual {
  return inBoth((language) => {
    const isDutch = language === "nl";
    const what = verdict === "ECHT" ? "GOED" : `${isDutch ? "NIET GOED, melding" : "NOT GOOD, message"} ${verdict}`;
    const kind = evidence === "afmeldcode" ? "" : ` (${evidenceSaid[evidence][language]})`;
    const head = `${isDutch ? "Klopt" : "Correct"}: ${what}, ${scopeWords[scope][language]}${kind}.`;
    if (code === undefined) return head;
    return `${head} ${isDutch ? "Lees terug" : "Read back"}: ${spellCode(code, language)}`;
  });
}
