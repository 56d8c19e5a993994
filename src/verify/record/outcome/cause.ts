// The parts of what is told, before they are filled in.

import type { Text } from "../../../words/language.ts";
import type { Sign } from "../../../words/signs.ts";
import type { Report } from "../../proof/report.ts";
import type { Refusal } from "../../proof/verdict.ts";
import type { Worded } from "../report-words.ts";

export interface Cause {
  readonly sign: Sign;
  /** A few words, behind what to do or not to do. */
  readonly short: Text;
  /** Sentences that say more of it. */
  readonly cause: readonly Text[];
  /** For the `{names}` in all of these. `{contact}` is filled in for each. */
  readonly values: Worded;
  /** In the order in which they are to be done. */
  readonly steps: readonly Text[];
  /** Sentences below the steps. */
  readonly after: readonly Text[];
}

const alreadyInstalled: Text = {
  nl: "Al geïnstalleerd? Gebruik het programma niet.",
  en: "Already installed? Do not use the program.",
};

const electionDay: Text = {
  nl: "Is het verkiezingsdag en hebt u geen goede schijf? Tel met de papieren processen-verbaal; vraag de Kiesraad hoe.",
  en: "Is it election day, and you have no good disc? Count with the paper records; ask the Kiesraad how.",
};

const first = {
  drive: { nl: "Leg de schijf in de envelop.", en: "Put the disc in its envelope." },
  copy: {
    nl: "Is dit een kopie? Controleer eerst de schijf zelf. Verwijder niets.",
    en: "Is this a copy? Verify the disc itself first. Delete nothing.",
  },
  other: { nl: "Gebruik dit niet. Verwijder niets.", en: "Do not use this. Delete nothing." },
  installed: {
    nl: "Gebruik het programma niet. Laat de computer zoals hij is.",
    en: "Do not use the program. Leave the computer as it is.",
  },
} as const satisfies Record<string, Text>;

const call: Text = {
  nl: "Bel of mail de Kiesraad: {contact}. Noem het envelopnummer en de stopcode.",
  en: "Call or e-mail the Kiesraad: {contact}. Give the envelope number and the stopcode.",
};

const keep: Text = { nl: "Bewaar het controleverslag.", en: "Keep the record of verification." };

/** What a copy that went wrong can come to: then the disc itself is to be verified. */
const ofCopies: ReadonlySet<Refusal> = new Set(["GEWIJZIGD", "NIET_ONDERTEKEND", "ONVOLLEDIG"]);

/** For a disc that must not be used because of `refusal`. */
export function stopped(refusal: Refusal, report: Report, said: Pick<Cause, "short"> & Partial<Cause>): Cause {
  const { scope, medium } = report;
  const ofFile = ofCopies.has(refusal) ? first.copy : first.other;
  const begin = scope === "installed" ? first.installed : medium === "drive" ? first.drive : ofFile;
  const after = scope === "installed" ? [electionDay] : [alreadyInstalled, electionDay];
  return { sign: "stop", cause: [], values: {}, steps: [begin, call, keep], after, ...said };
}

/** For what may still turn out well. */
export function waiting(said: Pick<Cause, "short" | "steps"> & Partial<Cause>): Cause {
  return { sign: "wait", cause: [], values: {}, after: [], ...said };
}
