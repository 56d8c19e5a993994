// What is said of the notes in the seal and beside it: signatures, rebuilds, recalls, the log.

import type { PartOfSentences } from "./entry.ts";
import { steps } from "./steps.ts";

/** By code. */
export const notesSentences = {
  NO_SEAL: {
    says: { nl: "Er is geen zegel gevonden. Er is niets vergeleken.", en: "No seal was found. Nothing was compared." },
    next: {
      nl: "Kies de schijf zelf, of het hele schijfbestand. Was dat zo? Installeer niet en bel de Kiesraad.",
      en: "Choose the disc itself, or the whole image file. Was it that? Do not install; call the Kiesraad.",
    },
  },
  SEAL_BLANK: {
    says: { nl: "Het zegel op de schijf is leeg. Voor de technicus: {text}", en: "The seal is empty: {text}" },
    next: steps.report,
  },
  SEAL_UNREADABLE: {
    says: {
      nl: "Het zegel op de schijf is niet te lezen. Voor de technicus: {text}",
      en: "The seal cannot be read: {text}",
    },
    next: steps.report,
  },
  NOTE_TEXT: {
    says: {
      nl: "De vrijgave in het zegel is niet te lezen. Voor de technicus: {text}",
      en: "The release note in the seal cannot be read: {text}",
    },
    next: steps.report,
  },
  PINNED_ROOT_UNKNOWN: {
    says: {
      nl: "De vrijgave noemt een vertrouwensbasis die hier niet bekend is: hashcode {sha256}",
      en: "The release names a trust root that is not known: {sha256}",
    },
    next: {
      nl: "Vraag de Kiesraad om de nieuwste vertrouwensbasis en controleer opnieuw. Installeer niet voor die controle.",
      en: "Ask the Kiesraad for the newest trust root and verify again. Do not install before that check.",
    },
  },
  PURPOSE_NOT_SIGNABLE: {
    says: {
      nl: "Een vertrouwensbasis met doel {rootPurpose} mag geen uitgave met doel {purpose} ondertekenen.",
      en: "A trust root of purpose {rootPurpose} may not sign a release of purpose {purpose}.",
    },
    next: steps.report,
  },
  TOO_FEW_SIGNATURES: {
    says: {
      nl: "Geldige handtekeningen onder de {requirement}: {found}. Nodig: {needed}.",
      en: "Valid signatures under the {requirement}: {found}. Needed: {needed}.",
    },
    next: steps.report,
  },
  SIGNATURE_FAULT: {
    says: {
      nl: "Een handtekening onder de naam {name} deugt niet. Voor de technicus: {text}",
      en: "A signature under the name {name} is no good: {text}",
    },
    next: steps.report,
  },
  SIGNED_BY: { says: { nl: "Ondertekend door {holder} ({organisation})", en: "Signed by {holder} ({organisation})" } },
  REVOKED_KEY_IGNORED: {
    says: {
      nl: "De handtekening van {holder} telt niet: die sleutel is ingetrokken.",
      en: "Signature by {holder} does not count: the key is revoked",
    },
  },
  REBUILD_NOTE_BAD: {
    says: {
      nl: "Een verklaring van een nabouwer in het zegel deugt niet. Voor de technicus: {text}",
      en: "A rebuild note in the seal is no good: {text}",
    },
    next: steps.report,
  },
  REBUILD_AGREES: {
    says: {
      nl: "Nagebouwd uit {scope} en gelijk bevonden: {holder} ({organisation})",
      en: "Rebuilt from the {scope} and found equal: {holder} ({organisation})",
    },
  },
  REBUILD_DIFFERS: {
    says: {
      nl: "Nagebouwd uit {scope} en ANDERS bevonden: {holder} ({organisation}), op deze plaats: {where}",
      en: "Rebuilt from the {scope} and found DIFFERENT: {holder} ({organisation}), at this place: {where}",
    },
    next: { nl: "Vraag de Kiesraad wat dit verschil betekent.", en: "Ask the Kiesraad what this difference means." },
  },
  NO_DISSENT: {
    says: {
      nl: "Geen tegenspraak in dit zegel en in de losse berichten. Dat bewijst niet dat niemand een verschil vond.",
      en: "No dissent in this seal, nor in the loose notes. That does not prove that nobody found a difference.",
    },
  },
  REBUILD_NOT_REQUIRED: {
    says: {
      nl: "Versie {version} van de vertrouwensbasis, die voor deze uitgave geldt, vraagt bij een {urgency} niet dat anderen nabouwen.",
      en: "Version {version} of the trust root, under which this release is judged, does not ask for rebuilds by others of {urgency} release.",
    },
  },
  NEWER_ROOT_ASKS_REBUILDS: {
    says: {
      nl: "Een nieuwere vertrouwensbasis (versie {version}) vraagt bij een {urgency} wel dat anderen nabouwen: {needed}. Zij geldt voor nieuwe uitgaven, niet voor deze.",
      en: "A newer trust root (version {version}) does ask for rebuilds of {urgency} release: {needed}. It holds for new releases, not for this one.",
    },
    next: {
      nl: "Vraag de Kiesraad of deze uitgave nog gebruikt mag worden.",
      en: "Ask the Kiesraad whether this release may still be used.",
    },
  },
  TOO_FEW_REBUILDS: {
    says: {
      nl: "Door anderen nagebouwd en gelijk bevonden: {found}. Nodig: {needed}.",
      en: "Independent rebuilds: {found}. Needed: {needed}.",
    },
    next: {
      nl: "Vraag de Kiesraad om nieuwe verklaringen van nabouwers (--note) en controleer opnieuw. Installeer niet voor die controle.",
      en: "Ask the Kiesraad for further rebuild notes (--note) and verify again. Do not install before that check.",
    },
  },
  DISSENT_BLOCKS: {
    says: {
      nl: "Nabouwers die verschil vonden: {found}. Vanaf {limit} mag de uitgave niet gebruikt worden.",
      en: "Rebuilders who found a difference: {found}. From {limit} on the release may not be used.",
    },
    next: steps.report,
  },
  DISSENT_UNCONFIRMED: {
    says: {
      nl: "VERSCHIL GEMELD, ONBEVESTIGD: een los bericht (--note) zegt dat een nabouwer een verschil vond. Van een handtekening eronder is niet te zien of die van een nabouwer is. Niet installeren voordat u de Kiesraad hebt gebeld.",
      en: "DIFFERENCE REPORTED, UNCONFIRMED: a loose note (--note) says that a rebuilder found a difference. Of a signature under it nobody can see whether it is a rebuilder's. Do not install before you have called the Kiesraad.",
    },
    next: {
      nl: "Bel de Kiesraad, op een nummer dat u al had. Klopt de melding? Gebruik deze uitgave niet. Klopt zij niet? Controleer opnieuw zonder dat bestand.",
      en: "Call the Kiesraad, on a number that you had already. Is the report true? Do not use this release. Is it not? Verify again without that file.",
    },
  },
  LINE_IGNORED: {
    says: {
      nl: "Een handtekening met de naam {name} onder een los bericht klopt niet. Alleen de geldige handtekeningen eronder tellen.",
      en: "A signature with the name {name} under a loose note does not hold. Only the valid signatures under it count.",
    },
    next: {
      nl: "Vraag de Kiesraad om het losse bericht opnieuw. Het oordeel hangt er niet van af.",
      en: "Ask the Kiesraad for the loose note again. The verdict does not depend on it.",
    },
  },
  NOTE_IGNORED: {
    says: {
      nl: "Een los bericht (--note: {type}) hoort hier niet bij of is niet geldig ondertekend. Het telt niet mee.",
      en: "A loose note (--note: {type}) is not about this or not validly signed. It does not count.",
    },
    next: {
      nl: "Vraag de Kiesraad of u het juiste losse bericht hebt. Het oordeel hangt er niet van af.",
      en: "Ask the Kiesraad whether you have the right loose note. The verdict does not depend on it.",
    },
  },
  RECALL_NOTE_BAD: {
    says: {
      nl: "De intreklijst in het zegel is niet geldig ondertekend.",
      en: "The recall list in the seal is not validly signed.",
    },
    next: steps.report,
  },
  RECALL_MISSING: {
    says: {
      nl: "Het zegel moet intreklijst nummer {needed} of hoger bevatten; gevonden: {found}.",
      en: "The seal must hold recall list number {needed} or higher; found: {found}.",
    },
    next: steps.report,
  },
  RECALLS_KNOWN: {
    says: {
      nl: "Intrekkingen bekend tot en met nummer {number} van {date} ({from})",
      en: "Recalls known up to number {number} of {date} ({from})",
    },
  },
  NO_RECALLS_KNOWN: {
    says: {
      nl: "Geen intrekkingen bekend: geen intreklijst in het zegel, en geen geldige meegegeven",
      en: "No recalls known: no recall list in the seal, and no valid one given",
    },
  },
  RECALL_OLDER: {
    says: {
      nl: "De meegegeven intreklijst (nummer {number}) is ouder dan wat al bekend is (nummer {known}).",
      en: "The recall list given (number {number}) is older than what is known already (number {known}).",
    },
    next: {
      nl: "Vraag de Kiesraad of er een nieuwere intreklijst is. Wat al bekend is, telt.",
      en: "Ask the Kiesraad whether there is a newer recall list. What is known already counts.",
    },
  },
  RECALL_LISTS_DIFFER: {
    says: {
      nl: "Twee geldig ondertekende intreklijsten (nummer {number} en {known}) spreken elkaar tegen. Beide tellen.",
      en: "Two validly signed recall lists (number {number} and {known}) contradict each other. Both count.",
    },
    next: { nl: "Bel de Kiesraad en lees deze regel voor.", en: "Call the Kiesraad and read this line to them." },
  },
  RECALL_SIGNATURE_FAULT: {
    says: {
      nl: "Een handtekening onder de naam {name} deugt niet. Voor de technicus: {text}",
      en: "A signature under the name {name} is no good: {text}",
    },
    next: steps.report,
  },
  RECALL_UNSIGNED: {
    says: {
      nl: "De meegegeven intreklijst (nummer {number} van {date}) is niet geldig ondertekend en telt niet. Geldige handtekeningen: {found}. Nodig: {needed}.",
      en: "The recall list given (number {number} of {date}) is not validly signed and does not count. Valid signatures: {found}. Needed: {needed}.",
    },
    next: {
      nl: "Bel de Kiesraad. Vraag de intreklijst opnieuw, en de nieuwste vertrouwensbasis. Installeer niet voor die controle.",
      en: "Call the Kiesraad. Ask for the recall list again, and for the newest trust root. Do not install before that check.",
    },
  },
  RECALL_REPORTED: {
    says: {
      nl: "INTREKKING GEMELD, ONBEVESTIGD: deze uitgave zou zijn ingetrokken (nummer {number}). Niet installeren voordat u de Kiesraad hebt gebeld.",
      en: "RECALL REPORTED, UNCONFIRMED: this release is said to be recalled (number {number}). Do not install before you have called the Kiesraad.",
    },
    next: {
      nl: "Bel de Kiesraad, op een nummer dat u al had. Bevestigd? Gebruik deze uitgave niet. Niet waar? Controleer opnieuw zonder deze melding.",
      en: "Call the Kiesraad, on a number that you had already. Confirmed? Do not use this release. Not true? Verify again without this report.",
    },
  },
  RECALL_CODE_OTHER: {
    says: {
      nl: "De getypte intrekkingscode (nummer {number}, onbevestigd) gaat niet over deze schijf, maar over een andere uitgave.",
      en: "The typed intrekkingscode (number {number}, unconfirmed) is not about this disc but about another release.",
    },
    next: {
      nl: "Hebt u schijven van een andere uitgave? Controleer die met deze intrekkingscode.",
      en: "Have you discs of another release? Verify those with this intrekkingscode.",
    },
  },
  RECALLED: {
    says: {
      nl: "Deze uitgave is ingetrokken op {date}: {reason}",
      en: "This release was recalled on {date}: {reason}",
    },
    next: {
      nl: "Gebruik deze uitgave niet meer, ook niet waar zij al is geïnstalleerd. Bel de Kiesraad voor een nieuwe schijf.",
      en: "Do not use this release any more, not even where it is installed. Call the Kiesraad for a new disc.",
    },
  },
  LOG_PROOF_UNKNOWN: {
    says: {
      nl: "Het zegel bevat een bewijs uit het openbare logboek. Deze versie van het programma kan dat niet beoordelen.",
      en: "The seal holds a log proof, which this version cannot judge.",
    },
    next: steps.program,
  },
  LOG_NOT_REQUIRED: {
    says: {
      nl: "Versie {version} van de vertrouwensbasis, die voor deze uitgave geldt, vraagt geen openbaar logboek.",
      en: "Version {version} of the trust root, under which this release is judged, does not ask for a public log.",
    },
  },
  LOG_NOT_SUPPORTED: {
    says: {
      nl: "De vertrouwensbasis vraagt een openbaar logboek. Deze versie van het programma kan dat niet beoordelen.",
      en: "The trust root asks for a public log, which this version cannot judge.",
    },
    next: steps.program,
  },
  CLAIMS: {
    says: {
      nl: "Verklaring, niet gecontroleerd: vorige uitgave {previous}, bouwrecept {recipe}",
      en: "Statement, not checked: previous release {previous}, recipe {recipe}",
    },
  },
} as const satisfies PartOfSentences;
