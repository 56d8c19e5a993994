// What is told of each refusal: the sign, and the one cause that is the true one.

import type { Text } from "../../../words/language.ts";
import type { Finding, Report } from "../../proof/report.ts";
import type { Refusal } from "../../proof/verdict.ts";
import { wordedValues } from "../report-words.ts";
import { sentences } from "../sentences.ts";
import { type Cause, stopped, waiting } from "./cause.ts";
import { altered, cut, incomplete, isCut } from "./contents.ts";
import { rebuildCause, reportedRecall } from "./outside.ts";

/** Of a report that has `refusal` among its refusals. */
export function refusalOf(refusal: Refusal, report: Report): Cause {
  const reasons = report.steps.flatMap(({ findings }) => findings).filter((finding) => finding.refusal === refusal);
  return judges[refusal](report, reasons);
}

type Judge = (report: Report, reasons: readonly Finding[]) => Cause;

const judges: Readonly<Record<Refusal, Judge>> = {
  GEEN_ZEGELSCHIJF: noSealedDisc,
  NIET_ONDERTEKEND: notSigned,
  GEWIJZIGD: altered,
  ONVOLLEDIG: incomplete,
  INGETROKKEN: recalled,
  ONVOLDOENDE_HERBOUW: rebuildCause,
  ANDERE_UITGAVE: otherVersion,
  NIET_VERGELEKEN: notCompared,
  ONLEESBAAR: unreadable,
  INTREKKING_GEMELD: reportedRecall,
};

const ifEnvelope: Text = {
  nl: "Is dit de schijf uit de envelop? Dan is het STOP: installeer niet en bel de Kiesraad: {contact}.",
  en: "Is this the disc of the envelope? Then it is STOP: do not install, and call the Kiesraad: {contact}.",
};
/** A file that is no image of a disc, or only a part of one: no disc was looked at. */
type OtherFile = "PACKED_FILE" | "RAW_SECTORS" | "FILE_TOO_SMALL";
const otherFiles: readonly string[] = ["PACKED_FILE", "RAW_SECTORS", "FILE_TOO_SMALL"] satisfies OtherFile[];

function noSealedDisc(report: Report, reasons: readonly Finding[]): Cause {
  if (isCut(reasons)) return cut(report, reasons);
  const other = reasons.find(({ code }) => otherFiles.includes(code));
  if (other !== undefined) {
    const { says, next } = sentences[other.code as OtherFile];
    return waiting({ short: noSeal, cause: [says], values: other.values, steps: [next] });
  }
  return waiting({
    short: noSeal,
    steps: [{ nl: "Kies de goede schijf of het goede bestand.", en: "Choose the right disc or file." }, ifEnvelope],
  });
}

const noSeal: Text = {
  nl: "Hier staat geen zegel van de Kiesraad op.",
  en: "There is no seal of the Kiesraad on this.",
};

function notSigned(report: Report, reasons: readonly Finding[]): Cause {
  if (reasons.every(({ step }) => step === "anchor" || step === "expectation")) return noAnchor(reasons);
  const isOnlyCut = isCut(reasons) && reasons.every(({ code }) => ofCutSeal.includes(code));
  if (isOnlyCut && report.medium !== "drive") return cut(report, reasons);
  const short = report.scope === "installed" || report.medium === "drive" ? unsigned.disc : unsigned.other;
  const few = reasons.find(({ code }) => code === "TOO_FEW_SIGNATURES");
  if (reasons.some(({ code }) => unknownRoots.includes(code)))
    return stopped("NIET_ONDERTEKEND", report, { short, cause: [unsigned.unknown] });
  if (few !== undefined)
    return stopped("NIET_ONDERTEKEND", report, { short, cause: [unsigned.few], values: few.values });
  const isOfLog = reasons.every(({ code }) => code.startsWith("LOG_"));
  return stopped("NIET_ONDERTEKEND", report, { short, cause: [isOfLog ? unsigned.log : unsigned.seal] });
}

/** What is found of a seal that lies where its file has ended. With any other reason it is no slip any more. */
const ofCutSeal: readonly string[] = ["CUT_FILE", "SEAL_UNREADABLE"];
const unknownRoots: readonly string[] = ["PINNED_ROOT_UNKNOWN", "ROOT_UNCONNECTED"];

const unsigned = {
  disc: { nl: "De Kiesraad heeft deze schijf niet vrijgegeven.", en: "The Kiesraad did not release this disc." },
  other: { nl: "De Kiesraad heeft dit niet vrijgegeven.", en: "The Kiesraad did not release this." },
  few: {
    nl: "Er zijn niet genoeg geldige handtekeningen van de Kiesraad. Geldig: {found}. Nodig: {needed}.",
    en: "There are not enough valid signatures of the Kiesraad. Valid: {found}. Needed: {needed}.",
  },
  seal: { nl: "Het zegel op de schijf klopt niet.", en: "The seal on the disc is not right." },
  log: {
    nl: "Het bewijs van het openbare logboek in het zegel klopt niet.",
    en: "The proof of the public log in the seal is not right.",
  },
  unknown: {
    nl: "Dit controleprogramma kent deze handtekeningen niet. Hebt u het controleprogramma van deze verkiezing?",
    en: "This verifier does not know these signatures. Do you have the verifier of this election?",
  },
} as const satisfies Record<string, Text>;

/** What was given beside the disc is missing or no good; the disc was not looked at. */
function noAnchor(reasons: readonly Finding[]): Cause {
  const steps = [...new Set(reasons.flatMap(({ code }) => sentences[code].next ?? []))];
  const short: Text = {
    nl: "Het controleprogramma kan zo niet controleren.",
    en: "The verifier cannot verify like this.",
  };
  const cause: Text = {
    nl: "De vertrouwensbasis van de Kiesraad ontbreekt of klopt niet. De schijf is niet bekeken.",
    en: "The trust root of the Kiesraad is missing or no good. The disc was not looked at.",
  };
  return waiting({ short, cause: [cause], steps });
}

function recalled(report: Report, reasons: readonly Finding[]): Cause {
  const short: Text = { nl: "Deze versie is ingetrokken.", en: "This version was recalled." };
  const cause: Text = { nl: "Op {date}: {reason}", en: "On {date}: {reason}" };
  return stopped("INGETROKKEN", report, { short, cause: [cause], values: reasons[0]?.values ?? {} });
}

function otherVersion(report: Report, reasons: readonly Finding[]): Cause {
  const short: Text = { nl: "Dit is een andere versie.", en: "This is another version." };
  const first = reasons.find(({ code }) => code !== "CODE_DIFFERS");
  const cause = first === undefined ? otherCode : sentences[first.code].says;
  return stopped("ANDERE_UITGAVE", report, {
    short,
    cause: [cause],
    values: first === undefined ? {} : wordedValues(first),
  });
}

const otherCode: Text = {
  nl: "De code in uw brief hoort hier niet bij.",
  en: "The code in your letter does not belong to it.",
};

function notCompared(_report: Report, reasons: readonly Finding[]): Cause {
  const short: Text = { nl: "Er is niet vergeleken met de brief.", en: "It was not compared with the letter." };
  const disc = reasons.find(({ code }) => code === "DISC_NOT_EXPECTED");
  if (disc !== undefined) {
    const { says, next } = sentences.DISC_NOT_EXPECTED;
    return waiting({ short, cause: [says], values: disc.values, steps: [next] });
  }
  return waiting({
    short,
    cause: [
      {
        nl: "Zonder de code is niet te zien of dit de juiste versie is.",
        en: "Without the code nobody can see whether this is the right version.",
      },
    ],
    steps: [
      {
        nl: "Controleer opnieuw en typ de zegelcode uit de brief.",
        en: "Verify again and type the zegelcode of the letter.",
      },
      noLetter,
    ],
  });
}

const noLetter: Text = {
  nl: "Geen brief? Bel de Kiesraad: {contact}.",
  en: "No letter? Call the Kiesraad: {contact}.",
};

/** Two discs with scratches have one good disc between them. docs/spec/rescue-map.md */
const secondDisc: Text = {
  nl: "Is er een tweede schijf van dezelfde versie, bijvoorbeeld van een buurgemeente? Bel de Kiesraad en probeer Samenvoegen.",
  en: "Is there a second disc of the same version, say of a neighbouring municipality? Call the Kiesraad and try Joining.",
};

function unreadable(report: Report): Cause {
  const short: Text = { nl: "Een deel is niet te lezen.", en: "A part cannot be read." };
  if (report.scope === "installed")
    return waiting({
      short,
      steps: [
        {
          nl: "Staat het programma nog open? Sluit het en controleer opnieuw.",
          en: "Is the program still open? Close it and verify again.",
        },
        {
          nl: "Lukt het weer niet? Bel of mail de Kiesraad: {contact}.",
          en: "Still no good? Call or e-mail the Kiesraad: {contact}.",
        },
      ],
    });
  const isNothing = report.filesCompared === 0;
  return waiting({
    short: isNothing ? { nl: "De schijf is niet goed te lezen.", en: "The disc cannot be read well." } : short,
    cause: [
      isNothing
        ? { nl: "Er is niets gecontroleerd.", en: "Nothing was verified." }
        : { nl: "Wat wel te lezen is, klopt.", en: "What can be read agrees." },
    ],
    steps: [
      report.medium === "drive"
        ? { nl: "Maak de schijf schoon of gebruik een ander station.", en: "Clean the disc or use another drive." }
        : {
            nl: "Kopieer of download opnieuw, of vraag ICT om leesrecht.",
            en: "Copy or download it again, or ask IT for the right to read it.",
          },
      ...(report.medium === "drive" ? [secondDisc] : []),
      {
        nl: "Lukt het weer niet? Vraag een nieuwe schijf: {contact}.",
        en: "Still no good? Ask for a new disc: {contact}.",
      },
    ],
  });
}
