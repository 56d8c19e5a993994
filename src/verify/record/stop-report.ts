// What is mailed or read out after STOP or WACHT: a few lines of plain text that need nothing but what stands in the record.

import { fill, type Language, visible } from "../../words/language.ts";
import { momentWords } from "../../words/moments.ts";
import { recordTexts } from "./labels.ts";
import { contactOf, outcomeOf } from "./outcome.ts";
import { computerOf, type VerificationRecord } from "./record.ts";
import { reasonsOf } from "./report-words.ts";

const texts = {
  subject: { nl: "{word}: controle van verkiezingssoftware", en: "{word}: verification of election software" },
  to: { nl: "Aan de Kiesraad", en: "To the Kiesraad" },
  verdict: { nl: "Oordeel", en: "Verdict" },
  firstFile: { nl: "Eerste bestand", en: "First file" },
  software: { nl: "Software", en: "Software" },
} as const;

/** That of the verdict, an altered one first: what Windows left beside it must not stand in its place. */
function firstFile(record: VerificationRecord): string | number | undefined {
  const named = reasonsOf(record).filter(({ values }) => values.path !== undefined);
  const ofVerdict = named.find(({ refusal }) => refusal === record.verdict);
  return (named.find(({ code }) => code === "FILE_CHANGED") ?? ofVerdict ?? named[0])?.values.path;
}

/** Undefined after GOED and OEFENEN: then there is nothing to report. Lines end with LF. */
export function stopReport(record: VerificationRecord, language: Language): string | undefined {
  const { sign, word, headline, cause, message, software } = outcomeOf(record, language);
  if (sign === "good" || sign === "practice") return undefined;
  const { municipality = "", envelope = "", persons } = record.filledIn;
  const computer = computerOf(record);
  const path = firstFile(record);
  const lines: (readonly [string, string | undefined])[] = [
    [texts.to[language], contactOf(record, language)],
    [recordTexts.municipality[language], visible(municipality)],
    [recordTexts.envelope[language], visible(envelope)],
    [texts.verdict[language], `${word}. ${headline} ${cause ?? ""} ${message}`.replace(/ +/g, " ")],
    [texts.firstFile[language], path === undefined ? undefined : visible(String(path))],
    [texts.software[language], software],
    [recordTexts.stopcode[language], record.receipt?.code],
    [recordTexts.controlNumber[language], record.controlNumber],
    [recordTexts.moment[language], momentWords(record.machine.clock, language)],
    [recordTexts.host[language], computer === undefined ? undefined : visible(computer)],
    [recordTexts.person[language], persons.length === 0 ? undefined : persons.map(visible).join(", ")],
  ];
  const told = lines.flatMap(([label, value]) => (value === undefined ? [] : [`${label}: ${value}`.trimEnd()]));
  return `${[fill(texts.subject[language], { word }), "", ...told].join("\n")}\n`;
}
