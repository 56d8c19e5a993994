// What is said of the public log: where this version stands in it, who saw that, and what is lacking. Entries count from 0 on every
// screen and paper, as they do in a proof, so that whoever looks one up finds it. docs/spec/log-proof.md

import type { PartOfSentences } from "./entry.ts";
import { steps } from "./steps.ts";

/** By code. */
export const logSentences = {
  LOG_NOT_REQUIRED: {
    says: {
      nl: "Deze versie hoeft niet in het openbare logboek te staan.",
      en: "This version need not be in the public log.",
    },
    technical: {
      nl: "zo staat het in versie {version} van de vertrouwensbasis, die hier geldt",
      en: "so says version {version} of the trust root, which applies here",
    },
  },
  LOG_PROVEN: {
    says: {
      nl: "Deze versie staat in het openbare logboek: regel {index}. Regels in het logboek: {size}.",
      en: "This version is in the public log: entry {index}. Entries in the log: {size}.",
    },
    technical: {
      nl: "regels zijn geteld vanaf 0, zoals in het bewijs; beoordeeld met versie {version} van de vertrouwensbasis",
      en: "entries are counted from 0, as in the proof; judged under version {version} of the trust root",
    },
  },
  LOG_SEEN: {
    says: {
      nl: "Getuige van het logboek: {holder} ({organisation}), gezien op {time}",
      en: "Witness of the log: {holder} ({organisation}), seen on {time}",
    },
  },
  LOG_BESIDE: {
    says: {
      nl: "Het bewijs van het openbare logboek staat niet op de schijf: dit is het logboekbewijs dat u opgaf.",
      en: "The proof of the public log is not on the disc: this is the log proof that you gave.",
    },
  },
  LOG_CLOCK: {
    says: {
      nl: "Een getuige van het logboek zag dit op {time}. De klok van deze computer zegt {today}. De klok beslist niets.",
      en: "A witness of the log saw this on {time}. The clock of this computer says {today}. The clock decides nothing.",
    },
    next: steps.clock,
  },
  LOG_UNEXPECTED: {
    says: {
      nl: "In het zegel staat een bewijs van een openbaar logboek. De lijst van wie mag ondertekenen (vertrouwensbasis) kent geen logboek.",
      en: "The seal holds a proof of a public log. The list of who may sign (trust root) knows no log.",
    },
    next: steps.report,
  },
  LOG_ORIGIN: {
    says: {
      nl: "Het bewijs in het zegel is van een ander logboek dan dat van de Kiesraad.",
      en: "The proof in the seal is of another log than that of the Kiesraad.",
    },
    technical: { nl: "verwacht {expected}, gevonden {found}", en: "expected {expected}, found {found}" },
    next: steps.report,
  },
  LOG_UNSIGNED: {
    says: {
      nl: "Onder het bewijs in het zegel staat geen handtekening van het openbare logboek.",
      en: "Under the proof in the seal there is no signature of the public log.",
    },
    next: steps.report,
  },
  LOG_LINE: {
    says: {
      nl: "Onder het bewijs van het openbare logboek in het zegel staat een handtekening die niet klopt, of die er niet hoort.",
      en: "Under the proof of the public log in the seal there is a signature that is not valid, or does not belong there.",
    },
    technical: { nl: "{text}", en: "{text}" },
    next: steps.report,
  },
  LOG_TIME: {
    says: {
      nl: "Onder het bewijs van het openbare logboek in het zegel staat een tijd die niet kan.",
      en: "Under the proof of the public log in the seal there is a time that cannot be.",
    },
    technical: { nl: "bij de naam {name}", en: "at the name {name}" },
    next: steps.report,
  },
  LOG_NOT_INCLUDED: {
    says: {
      nl: "Het bewijs in het zegel klopt niet: deze versie staat niet in het openbare logboek waar het van is.",
      en: "The proof in the seal is not right: this version is not in the public log that it is of.",
    },
    next: steps.report,
  },
  LOG_SPLIT: {
    says: {
      nl: "Twee bewijzen van het openbare logboek spreken elkaar tegen. Het logboek ondertekende twee verschillende standen.",
      en: "Two proofs of the public log contradict each other. The log signed two different states.",
    },
    next: {
      nl: "Bel de Kiesraad, en bewaar de schijf en elk logboekbewijs dat u kreeg. Installeer niet, ook niet na een controle zonder een van de bewijzen.",
      en: "Call the Kiesraad, and keep the disc and each log proof that you were sent. Do not install, not after a check without one of the proofs either.",
    },
  },
  LOG_MISSING: {
    says: {
      nl: "Het bewijs van het openbare logboek ontbreekt. Niet te zien is of deze versie daarin staat.",
      en: "The proof of the public log is missing. Nobody can see whether this version is in it.",
    },
    next: steps.logProof,
  },
  LOG_KEY_REVOKED: {
    says: {
      nl: "Het bewijs van het openbare logboek telt niet: de sleutel van het logboek is ingetrokken.",
      en: "The proof of the public log does not count: the key of the log was revoked.",
    },
    next: steps.logProof,
  },
  LOG_QUORUM: {
    says: {
      nl: "Te weinig getuigen zagen dit openbare logboek. Gevonden: {found} (organisaties: {organisations}). Nodig: {needed}, elk van een andere organisatie.",
      en: "Too few witnesses saw this public log. Found: {found} (organisations: {organisations}). Needed: {needed}, each of another organisation.",
    },
    next: steps.logProof,
  },
} as const satisfies PartOfSentences;
