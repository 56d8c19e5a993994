// What is told where the disc is as it should be and something beside it is not: rebuilds, the public log, a reported recall.

import type { Text } from "../../../words/language.ts";
import type { Finding, Report } from "../../proof/report.ts";
import { type Cause, waiting } from "./cause.ts";

const callFirst: Text = { nl: "Bel eerst de Kiesraad: {contact}.", en: "Call the Kiesraad first: {contact}." };
const callNow: Text = { nl: "Bel of mail de Kiesraad: {contact}.", en: "Call or e-mail the Kiesraad: {contact}." };
const ownNumber: Text = {
  nl: "Bel niet op een nummer uit de melding zelf.",
  en: "Do not call a number from the report itself.",
};

const causes = {
  differs: {
    short: {
      nl: "Een deskundige die deze schijf nabouwde, vond een verschil.",
      en: "An expert who rebuilt this disc found a difference.",
    },
  },
  few: {
    short: {
      nl: "Te weinig deskundigen hebben deze schijf nagebouwd.",
      en: "Too few experts have rebuilt this disc.",
    },
    counts: { nl: "Gevonden: {found}. Nodig: {needed}.", en: "Found: {found}. Needed: {needed}." },
  },
  log: {
    short: {
      nl: "Het bewijs van het openbare logboek ontbreekt of is niet compleet.",
      en: "The proof of the public log is missing or not complete.",
    },
    step: {
      nl: "Bel de Kiesraad en vraag het logboekbewijs: {contact}.",
      en: "Call the Kiesraad and ask for the log proof: {contact}.",
    },
  },
  reportedDifference: {
    short: { nl: "Iemand meldde een verschil in deze schijf.", en: "Somebody reported a difference in this disc." },
    cause: {
      nl: "Niet te zien is of een nabouwer dat ondertekende: een deskundige die de schijf zelf heeft nagebouwd.",
      en: "Nobody can see whether a rebuilder signed it: an expert who rebuilt the disc.",
    },
    again: {
      nl: "Klopt de melding niet? Controleer dan opnieuw, zonder dat bestand.",
      en: "Is the report not true? Then verify again, without that file.",
    },
  },
  reportedRecall: {
    short: {
      nl: "Iemand meldde dat deze versie is ingetrokken.",
      en: "Somebody reported that this version was recalled.",
    },
    cause: { nl: "Niemand heeft dat ondertekend.", en: "Nobody signed that." },
    list: {
      nl: "Vraag de nieuwste intreklijst met handtekeningen, en geef die op bij keuze 4.",
      en: "Ask for the newest signed recall list, and give it at choice 4.",
    },
    again: {
      nl: "Klopt de melding niet? Controleer dan opnieuw, zonder intrekkingscode of intreklijst.",
      en: "Is the report not true? Then verify again, without the intrekkingscode or recall list.",
    },
  },
  ifTrue: {
    nl: "Klopt de melding? Installeer niet, en gebruik het programma ook niet waar het al is geïnstalleerd.",
    en: "Is the report true? Do not install, and do not use the program where it is installed.",
  },
} as const;

/** Of the causes of one refusal the first that was found: what a rebuilder signed, then what is lacking, and last what somebody only said. */
export function rebuildCause(_report: Report, reasons: readonly Finding[]): Cause {
  const find = (code: string) => reasons.find((reason) => reason.code === code);
  if (find("DISSENT_BLOCKS") !== undefined) return waiting({ short: causes.differs.short, steps: [callNow] });
  const few = find("TOO_FEW_REBUILDS");
  if (few !== undefined)
    return waiting({
      short: causes.few.short,
      cause: [causes.few.counts],
      values: few.values,
      steps: [callNow],
    });
  if (["LOG_SPLIT", "LOG_MISSING", "LOG_KEY_REVOKED", "LOG_QUORUM"].some((code) => find(code) !== undefined))
    return waiting({ short: causes.log.short, steps: [causes.log.step] });
  const { short, cause, again } = causes.reportedDifference;
  return waiting({ short, cause: [cause], steps: [callFirst, again], after: [ownNumber, causes.ifTrue] });
}

export function reportedRecall(_report: Report, _reasons: readonly Finding[]): Cause {
  const { short, cause, list, again } = causes.reportedRecall;
  return waiting({ short, cause: [cause], steps: [callFirst, list, again], after: [ownNumber, causes.ifTrue] });
}
