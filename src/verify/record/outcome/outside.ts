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
    also: {
      nl: "Ook het bewijs van het openbare logboek ontbreekt of is niet compleet.",
      en: "The proof of the public log is missing or not complete as well.",
    },
    ignored: {
      nl: "Het logboekbewijs dat u opgaf, hoort niet bij deze versie of klopt niet.",
      en: "The log proof that you gave does not belong to this version, or is not right.",
    },
    revoked: { nl: "De sleutel van het logboek is ingetrokken.", en: "The key of the log was revoked." },
    counts: {
      nl: "Getuigen gevonden: {found} (organisaties: {organisations}). Nodig: {needed}, elk van een andere organisatie.",
      en: "Witnesses found: {found} (organisations: {organisations}). Needed: {needed}, each of another organisation.",
    },
    ask: {
      nl: "Bel de Kiesraad en vraag het logboekbewijs: {contact}.",
      en: "Call the Kiesraad and ask for the log proof: {contact}.",
    },
    choose: {
      nl: "Keuze 4: kies dat bestand. Controleer daarna opnieuw.",
      en: "Choice 4: choose that file. Then verify again.",
    },
  },
  split: {
    short: {
      nl: "Twee bewijzen van het openbare logboek spreken elkaar tegen.",
      en: "Two proofs of the public log contradict each other.",
    },
    keep: {
      nl: "Bewaar de schijf en elk logboekbewijs dat u kreeg. Gooi niets weg.",
      en: "Keep the disc and each log proof that you were sent. Throw nothing away.",
    },
    after: {
      nl: "Installeer ook niet na een controle zonder een van de bewijzen. Wacht op bericht van de Kiesraad.",
      en: "Do not install after a check without one of the proofs either. Wait for word from the Kiesraad.",
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

/**
 * Of the causes of one refusal the first that was found: what a rebuilder signed, a log that contradicts itself, then what is lacking, and
 * last what somebody only said. Both things that may be lacking are told at once: one call can bring both.
 */
export function rebuildCause(report: Report, reasons: readonly Finding[]): Cause {
  const find = (code: string) => reasons.find((reason) => reason.code === code);
  if (find("DISSENT_BLOCKS") !== undefined) return waiting({ short: causes.differs.short, steps: [callNow] });
  const { split } = causes;
  if (find("LOG_SPLIT") !== undefined)
    return waiting({ short: split.short, steps: [callNow, split.keep], after: [split.after] });
  const few = find("TOO_FEW_REBUILDS");
  const log = logCause(report, find);
  if (few !== undefined)
    return waiting({
      short: causes.few.short,
      cause: [causes.few.counts, ...(log === undefined ? [] : [causes.log.also])],
      values: few.values,
      steps: [callNow, ...(log?.steps ?? [])],
    });
  if (log !== undefined) return log;
  const { short, cause, again } = causes.reportedDifference;
  return waiting({ short, cause: [cause], steps: [callFirst, again], after: [ownNumber, causes.ifTrue] });
}

/** What is lacking of the public log comes as a file, which heals it. Undefined: nothing is. */
function logCause(report: Report, find: (code: string) => Finding | undefined): Cause | undefined {
  const { short, ignored, revoked, counts, ask, choose } = causes.log;
  const steps = [ask, choose];
  const quorum = find("LOG_QUORUM");
  if (quorum !== undefined) return waiting({ short, cause: [counts], values: quorum.values, steps });
  if (find("LOG_KEY_REVOKED") !== undefined) return waiting({ short, cause: [revoked], steps });
  if (find("LOG_MISSING") === undefined) return undefined;
  return waiting({ short, cause: hasIgnoredProof(report) ? [ignored] : [], steps });
}

/** Who gave a file and still waits is told that it was no good, or she gives it once more. */
function hasIgnoredProof({ steps }: Report): boolean {
  const facts = steps.flatMap(({ findings }) => findings);
  return facts.some(({ code, values }) => code === "NOTE_IGNORED" && values.type === "log proof");
}

export function reportedRecall(_report: Report, _reasons: readonly Finding[]): Cause {
  const { short, cause, list, again } = causes.reportedRecall;
  return waiting({ short, cause: [cause], steps: [callFirst, list, again], after: [ownNumber, causes.ifTrue] });
}
