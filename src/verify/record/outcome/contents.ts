// What is told where the content is not what was released: altered, not whole, more than that.

import type { Text } from "../../../words/language.ts";
import type { Finding, Report } from "../../proof/report.ts";
import { wordedValues } from "../report-words.ts";
import { sentences } from "../sentences.ts";
import { type Cause, stopped, waiting } from "./cause.ts";
import { filesOf } from "./files.ts";

const ifDisc: Text = {
  nl: "Is dit de schijf zelf? Dan is het STOP: installeer niet en bel de Kiesraad: {contact}.",
  en: "Is this the disc itself? Then it is STOP: do not install, and call the Kiesraad: {contact}.",
};
const ifCopy: Text = {
  nl: "Is dit een kopie? Kopieer opnieuw, of controleer de schijf zelf.",
  en: "Is this a copy? Copy it again, or verify the disc itself.",
};

const notWhole: Text = { nl: "De schijf is niet compleet.", en: "The disc is not complete." };

/** Codes of a file that ends before its own beginning says. */
const cutFiles: readonly string[] = ["CUT_FILE", "CUT_FILE_NO_SEAL", "CUT_FILE_PAPERS"];

export function isCut(reasons: readonly Finding[]): boolean {
  return reasons.some(({ code }) => cutFiles.includes(code));
}

/** A file that ends before its own beginning says: almost always a copy or a download that broke off. Of a drive it is no slip. */
export function cut(report: Report, reasons: readonly Finding[]): Cause {
  if (report.medium === "drive") return stopped("ONVOLLEDIG", report, { short: notWhole });
  const values = reasons.find(({ code }) => cutFiles.includes(code))?.values ?? {};
  const cause: Text = {
    nl: "Het bestand heeft {found} bytes. Volgens zijn eigen begin moeten het er {expected} zijn.",
    en: "The file has {found} bytes. By its own beginning there should be {expected}.",
  };
  return waiting({
    short: { nl: "Dit bestand is niet compleet.", en: "This file is not complete." },
    cause: [cause],
    values,
    steps: [ifCopy, ifDisc],
  });
}

export function altered(report: Report, reasons: readonly Finding[]): Cause {
  const changed = reasons.filter(({ code }) => code === "FILE_CHANGED");
  const { text, values } = filesOf(report, changed.length > 0 ? changed : reasons);
  return stopped("GEWIJZIGD", report, {
    short: { nl: "Er is iets veranderd.", en: "Something was altered." },
    cause: [
      text === undefined
        ? {
            nl: "De inhoud is anders dan de Kiesraad heeft vrijgegeven.",
            en: "The content is not what the Kiesraad released.",
          }
        : {
            nl: `De inhoud is anders dan de Kiesraad heeft vrijgegeven: ${text.nl}`,
            en: `The content is not what the Kiesraad released: ${text.en}`,
          },
    ],
    values,
  });
}

export function incomplete(report: Report, reasons: readonly Finding[]): Cause {
  if (reasons.every(({ code }) => code === "CAPACITY_UNKNOWN"))
    return waiting({
      short: {
        nl: "Niet te zien is of de hele schijf gecontroleerd is.",
        en: "Nobody can see whether the whole disc was verified.",
      },
      cause: [sentences.CAPACITY_UNKNOWN.says],
      steps: [sentences.CAPACITY_UNKNOWN.next],
    });
  if (report.scope !== "installed" && isCut(reasons) && report.medium !== "drive") return cut(report, reasons);
  const counted = countedOf(report, reasons);
  if (report.medium !== "drive" && report.scope !== "installed")
    return waiting({
      ...counted,
      short: { nl: "Dit is niet gelijk aan de schijf.", en: "This is not equal to the disc." },
      steps: [ifCopy, ifDisc],
    });
  const isOnlyMore = reasons.every(({ code }) => moreCodes.includes(code));
  const { less, more } = partial[report.scope === "installed" ? "program" : "disc"];
  const short = isOnlyMore ? more : less;
  return stopped("ONVOLLEDIG", report, { ...counted, short });
}

const moreCodes: readonly string[] = ["FILE_EXTRA", "FOLDER_EXTRA", "DATA_BEHIND", "MUST_BE_ABSENT"];
const lessCodes: readonly string[] = ["FILE_MISSING", "FOLDER_MISSING"];

const partial = {
  disc: {
    less: notWhole,
    more: { nl: "Er staat iets extra's op.", en: "There is something extra on it." },
  },
  program: {
    less: { nl: "Het programma is niet compleet.", en: "The program is not complete." },
    more: { nl: "Er staat iets extra's bij het programma.", en: "There is something extra beside the program." },
  },
} as const satisfies Record<string, Readonly<Record<"less" | "more", Text>>>;

/** How much is missing and what is extra, each with its first name; whatever else it is, as its own sentence says it. */
function countedOf(report: Report, reasons: readonly Finding[]): Pick<Cause, "cause" | "values"> {
  const missing = filesOf(
    report,
    reasons.filter(({ code }) => lessCodes.includes(code)),
    "missing",
  );
  const extra = filesOf(
    report,
    reasons.filter(({ code }) => moreCodes.includes(code)),
    "extra",
  );
  const cause: Text[] = [];
  const point = extra.text === undefined ? "" : "."; // the name of a file does not run on into the next sentence
  if (missing.text !== undefined)
    cause.push({ nl: `Er ontbreekt: ${missing.text.nl}${point}`, en: `Missing: ${missing.text.en}${point}` });
  if (extra.text !== undefined) cause.push({ nl: `Extra: ${extra.text.nl}`, en: `Extra: ${extra.text.en}` });
  const [first] = reasons;
  if (cause.length === 0 && first !== undefined)
    return { cause: [sentences[first.code].says], values: wordedValues(first) };
  return { cause, values: { ...missing.values, ...extra.values } };
}
