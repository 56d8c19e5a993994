// All that is said of a verdict: one entry each.

import type { Text } from "../../words/language.ts";
import type { FindingCode } from "../proof/codes.ts";
import type { Verdict } from "../proof/verdict.ts";
import { steps } from "./sentences/steps.ts";

export interface VerdictWords {
  /** The first line on the screen. */
  readonly headline: Text;
  /** In two or three words, within a sentence. */
  readonly name: Text;
  /** What to do now. `{contact}` is empty or ` (…)` from an anchored trust root. */
  readonly advice: Text;
  /** The first line begins so in place of "you may install" where the release is no final one. */
  readonly trial?: Text;
  /** In place of the above for an installed folder. */
  readonly installed?: { readonly headline?: Text; readonly advice?: Text };
  /** In place of the headline where not one file could be compared: then nothing "agrees". */
  readonly nothingRead?: Text;
  /** By finding: what is said where another than the usual one made the verdict. In this order the first that was found. */
  readonly causes?: Causes;
}

type Causes = Readonly<Partial<Record<FindingCode, Cause | undefined>>>;

export interface Cause {
  readonly headline: Text;
  readonly name: Text;
  /** Absent: as the verdict says. */
  readonly advice?: Text;
}

/**
 * ONVOLDOENDE_HERBOUW has four causes, and says the one that it is. In this order the first that was found: what a rebuilder
 * signed, then what is lacking, and last what somebody only said.
 */
const rebuildCauses: Causes = {
  DISSENT_BLOCKS: {
    headline: {
      nl: "NIET INSTALLEREN – VERSCHIL GEVONDEN. Een deskundige die deze schijf nabouwde, vond een verschil.",
      en: "DO NOT INSTALL – ONVOLDOENDE HERBOUW: somebody who rebuilt this disc found a difference.",
    },
    name: { nl: "VERSCHIL GEVONDEN", en: "ONVOLDOENDE HERBOUW (a rebuilder found a difference)" },
  },
  TOO_FEW_REBUILDS: undefined, // the verdict's own words
  LOG_NOT_SUPPORTED: {
    headline: {
      nl: "NIET INSTALLEREN – LOGBOEK NIET BEOORDEELD. De Kiesraad vraagt een bewijs uit het openbare logboek. Dit programma kan dat niet beoordelen.",
      en: "DO NOT INSTALL – ONVOLDOENDE HERBOUW: a proof of the public log is asked for, which this program cannot judge.",
    },
    name: { nl: "LOGBOEK NIET BEOORDEELD", en: "ONVOLDOENDE HERBOUW (public log not judged)" },
  },
  DISSENT_UNCONFIRMED: {
    headline: {
      nl: "NOG NIET INSTALLEREN – VERSCHIL GEMELD, ONBEVESTIGD. Iemand meldde een verschil in deze schijf. Bel eerst de Kiesraad.",
      en: "DO NOT INSTALL YET – ONVOLDOENDE HERBOUW: somebody reported a difference in this disc, UNCONFIRMED. Call the Kiesraad first.",
    },
    name: { nl: "VERSCHIL GEMELD, ONBEVESTIGD", en: "ONVOLDOENDE HERBOUW (difference reported, UNCONFIRMED)" },
    advice: {
      nl: "Bel de Kiesraad{contact}. Bel niet op een nummer uit de melding zelf. Vraag of een nabouwer een verschil vond, en vraag dat bericht opnieuw. Klopt de melding? Installeer niet; ook waar al geïnstalleerd is: gebruik het programma niet. Klopt zij niet? Controleer opnieuw, zonder dat bestand. Bewaar het verslag.",
      en: "Call the Kiesraad{contact}. Do not call a number from the report itself. Ask whether a rebuilder found a difference, and ask for that note again. Is the report true? Do not install; where it is installed, do not use it. Is it not? Verify again, without that file. Keep the record.",
    },
  },
};

const stop: Text = {
  nl: "Leg de schijf in de envelop. Bewaar het verslag. Bel de Kiesraad{contact}. Al geïnstalleerd? Gebruik het programma niet. Verkiezingsdag en geen goede schijf? Tel met de papieren processen-verbaal; vraag de Kiesraad hoe.",
  en: "Put the disc in its envelope. Keep the record. Call the Kiesraad{contact}. Already installed? Do not use the program. Election day and no good disc? Count with the paper records; ask the Kiesraad how.",
};

const installedStop: Text = {
  nl: "Gebruik het programma niet. Laat de pc zoals zij is. Bewaar het verslag. Bel de Kiesraad{contact}. Verkiezingsdag? Tel met de papieren processen-verbaal; vraag de Kiesraad hoe.",
  en: "Do not use the program. Leave the PC as it is. Keep the record. Call the Kiesraad{contact}. Election day? Count with the paper records; ask the Kiesraad how.",
};

export const verdicts: Readonly<Record<Verdict, VerdictWords>> = {
  ECHT: {
    headline: { nl: "ECHT – u mag installeren.", en: "ECHT (genuine) – you may install." },
    name: { nl: "ECHT", en: "ECHT (genuine)" },
    advice: {
      nl: "Bewaar het verslag. Teken het met twee personen. Controleer na installatie opnieuw.",
      en: "Keep the record. Sign it with two persons. Verify again after installing.",
    },
    trial: { nl: "ECHT –", en: "ECHT (genuine) –" },
    installed: {
      headline: { nl: "ECHT – u mag het programma gebruiken.", en: "ECHT (genuine) – you may use the program." },
      advice: {
        nl: "Bewaar het verslag. Teken het met twee personen. Controleer voor elk gebruik opnieuw.",
        en: "Keep the record. Sign it with two persons. Verify again before every use.",
      },
    },
  },
  GEEN_ZEGELSCHIJF: {
    headline: {
      nl: "NIET INSTALLEREN – GEEN ZEGELSCHIJF. Dit is geen schijf met een zegel van de Kiesraad.",
      en: "DO NOT INSTALL – GEEN ZEGELSCHIJF (not a sealed disc).",
    },
    name: { nl: "GEEN ZEGELSCHIJF", en: "GEEN ZEGELSCHIJF (not a sealed disc)" },
    advice: {
      nl: `Hebt u de goede schijf of het goede bestand gekozen? Zo nee: controleer opnieuw, met het goede. Zo ja: ${stop.nl}`,
      en: `Did you choose the right disc or file? If not: verify again, with the right one. If so: ${stop.en}`,
    },
  },
  NIET_ONDERTEKEND: {
    headline: {
      nl: "NIET INSTALLEREN – NIET ONDERTEKEND. Er zijn niet genoeg geldige handtekeningen.",
      en: "DO NOT INSTALL – NIET ONDERTEKEND (not signed): not enough valid signatures.",
    },
    name: { nl: "NIET ONDERTEKEND", en: "NIET ONDERTEKEND (not signed)" },
    advice: stop,
  },
  GEWIJZIGD: {
    headline: {
      nl: "NIET INSTALLEREN – GEWIJZIGD. De inhoud is anders dan de Kiesraad heeft vrijgegeven.",
      en: "DO NOT INSTALL – GEWIJZIGD (altered): the content is not what was released.",
    },
    name: { nl: "GEWIJZIGD", en: "GEWIJZIGD (altered)" },
    advice: stop,
    installed: {
      headline: {
        nl: "NIET GEBRUIKEN – GEWIJZIGD. Het geïnstalleerde programma is anders dan de Kiesraad heeft vrijgegeven.",
        en: "DO NOT USE – GEWIJZIGD (altered): the installed program is not what was released.",
      },
      advice: installedStop,
    },
  },
  ONVOLLEDIG: {
    headline: {
      nl: "NIET INSTALLEREN – ONVOLLEDIG. Er ontbreekt iets, of er staat iets extra's op.",
      en: "DO NOT INSTALL – ONVOLLEDIG (incomplete): something is missing or extra.",
    },
    name: { nl: "ONVOLLEDIG", en: "ONVOLLEDIG (incomplete)" },
    advice: stop,
    installed: {
      headline: {
        nl: "NIET GEBRUIKEN – ONVOLLEDIG. Er ontbreekt iets in het geïnstalleerde programma, of er staat iets extra's bij.",
        en: "DO NOT USE – ONVOLLEDIG (incomplete): something is missing from the installed program, or extra.",
      },
      advice: installedStop,
    },
  },
  INGETROKKEN: {
    headline: {
      nl: "NIET INSTALLEREN – INGETROKKEN. Deze uitgave is teruggeroepen.",
      en: "DO NOT INSTALL – INGETROKKEN (recalled).",
    },
    name: { nl: "INGETROKKEN", en: "INGETROKKEN (recalled)" },
    advice: stop,
  },
  ONVOLDOENDE_HERBOUW: {
    headline: {
      nl: "NIET INSTALLEREN – TE WEINIG NAGEBOUWD. Te weinig anderen hebben deze uitgave nagebouwd en gelijk bevonden.",
      en: "DO NOT INSTALL – ONVOLDOENDE HERBOUW: too few others rebuilt this release and found it equal.",
    },
    name: { nl: "TE WEINIG NAGEBOUWD", en: "ONVOLDOENDE HERBOUW (too few rebuilds)" },
    advice: stop,
    causes: rebuildCauses,
  },
  ANDERE_UITGAVE: {
    headline: {
      nl: "NIET INSTALLEREN – ANDERE UITGAVE. Dit is wel van de Kiesraad, maar niet wat u verwacht.",
      en: "DO NOT INSTALL – ANDERE UITGAVE (another release): genuine, but not the one expected.",
    },
    name: { nl: "ANDERE UITGAVE", en: "ANDERE UITGAVE (another release)" },
    advice: {
      nl: `Meer codes in de brief? Controleer opnieuw, met de code bij deze schijf. Anders: ${stop.nl}`,
      en: `More codes in the letter? Verify again, with the one for this disc. Otherwise: ${stop.en}`,
    },
  },
  NIET_VERGELEKEN: {
    headline: {
      nl: "NIET INSTALLEREN – NIET VERGELEKEN. Zonder de code uit de brief is niet vast te stellen of dit de juiste uitgave is.",
      en: "DO NOT INSTALL – NIET VERGELEKEN (not compared): without the code of the letter nobody can say whether this is the right release.",
    },
    name: { nl: "NIET VERGELEKEN", en: "NIET VERGELEKEN (not compared)" },
    advice: {
      nl: "Typ de zegelcode uit de brief (--code). Niet van de schijf of de envelop. Geen brief? Bel de Kiesraad{contact}.",
      en: "Type the zegelcode of the letter (--code), not one from the disc or the envelope. No letter? Call the Kiesraad{contact}.",
    },
  },
  ONLEESBAAR: {
    headline: {
      nl: "NOG NIET INSTALLEREN – ONLEESBAAR. Een deel is niet te lezen. De rest klopt.",
      en: "DO NOT INSTALL YET – ONLEESBAAR (unreadable): a part cannot be read. The rest agrees.",
    },
    name: { nl: "ONLEESBAAR", en: "ONLEESBAAR (unreadable)" },
    advice: steps.clean,
    nothingRead: {
      nl: "NOG NIET INSTALLEREN – ONLEESBAAR. De schijf is niet goed te lezen. Er is niets gecontroleerd.",
      en: "DO NOT INSTALL YET – ONLEESBAAR (unreadable): the disc cannot be read. Nothing was verified.",
    },
  },
  INTREKKING_GEMELD: {
    headline: {
      nl: "NOG NIET INSTALLEREN – INTREKKING GEMELD, ONBEVESTIGD. De schijf klopt. Bel eerst de Kiesraad.",
      en: "DO NOT INSTALL YET – INTREKKING GEMELD (recall reported), UNCONFIRMED. The disc agrees. Call the Kiesraad first.",
    },
    name: {
      nl: "INTREKKING GEMELD, ONBEVESTIGD",
      en: "INTREKKING GEMELD (recall reported), UNCONFIRMED",
    },
    advice: {
      nl: "Bel de Kiesraad{contact}. Bel niet op een nummer uit de melding zelf. Vraag of deze uitgave is ingetrokken, en vraag de nieuwste intreklijst met handtekeningen (keuze R in het programma, of --recall). Bevestigd? Installeer niet; ook waar al geïnstalleerd is: gebruik het programma niet. Niet waar? Controleer opnieuw, zonder deze intrekking op te geven. Bewaar het verslag.",
      en: "Call the Kiesraad{contact}. Do not call a number from the report itself. Ask whether this release is recalled, and ask for the newest recall list with signatures (choice R in the program, or --recall). Confirmed? Do not install; where it is installed, do not use it. Not true? Verify again, without giving this recall. Keep the record.",
    },
    installed: {
      headline: {
        nl: "NOG NIET GEBRUIKEN – INTREKKING GEMELD, ONBEVESTIGD. Het geïnstalleerde programma klopt. Bel eerst de Kiesraad.",
        en: "DO NOT USE YET – INTREKKING GEMELD (recall reported), UNCONFIRMED. The installed program agrees. Call the Kiesraad first.",
      },
    },
  },
};
