// What is said of the notes in the seal and beside it: signatures, rebuilds, recalls.

import type { PartOfSentences } from "./entry.ts";
import { steps } from "./steps.ts";

/** By code. */
export const notesSentences = {
  NO_SEAL: {
    says: {
      nl: "Hier staat geen zegel van de Kiesraad op. Er is niets vergeleken.",
      en: "There is no seal of the Kiesraad on this. Nothing was compared.",
    },
    next: {
      nl: "Kies de goede schijf of het goede bestand. Is dit de schijf uit de envelop? Installeer niet, en bel of mail de Kiesraad.",
      en: "Choose the right disc or the right file. Is this the disc from the envelope? Do not install; call or e-mail the Kiesraad.",
    },
  },
  SEAL_BLANK: {
    says: { nl: "Het zegel op de schijf is leeg.", en: "The seal on the disc is empty." },
    technical: { nl: "{text}", en: "{text}" },
    next: steps.report,
  },
  SEAL_UNREADABLE: {
    says: { nl: "Het zegel op de schijf klopt niet.", en: "The seal on the disc is not as it should be." },
    technical: { nl: "{text}", en: "{text}" },
    next: steps.report,
  },
  NOTE_TEXT: {
    says: {
      nl: "De tekst in het zegel die zegt welke versie dit is, klopt niet.",
      en: "The text in the seal that says which version this is, is not as it should be.",
    },
    technical: { nl: "{text}", en: "{text}" },
    next: steps.report,
  },
  PINNED_ROOT_UNKNOWN: {
    says: {
      nl: "Dit controleprogramma kent de lijst van wie mag ondertekenen (vertrouwensbasis) van deze versie niet.",
      en: "This verifier does not know the list of who may sign (trust root) of this version.",
    },
    technical: { nl: "hashcode van die vertrouwensbasis: {sha256}", en: "SHA-256 of that trust root: {sha256}" },
    next: steps.ownProgram,
  },
  PURPOSE_NOT_SIGNABLE: {
    says: {
      nl: "Wie deze versie ondertekende, mag dat niet. Doel van de lijst van wie mag ondertekenen: {rootPurpose}. Doel van deze versie: {purpose}.",
      en: "Those who signed this version may not do so. Purpose of the list of who may sign: {rootPurpose}. Purpose of this version: {purpose}.",
    },
    next: steps.report,
  },
  TOO_FEW_SIGNATURES: {
    says: {
      nl: "Er zijn niet genoeg geldige handtekeningen onder deze {requirement}. Geldig: {found}. Nodig: {needed}.",
      en: "There are not enough valid signatures under this {requirement}. Valid: {found}. Needed: {needed}.",
    },
    next: steps.report,
  },
  SIGNATURE_FAULT: {
    says: {
      nl: "Een handtekening onder de naam {name} klopt niet.",
      en: "A signature under the name {name} is not valid.",
    },
    technical: { nl: "{text}", en: "{text}" },
    next: steps.report,
  },
  SIGNED_BY: { says: { nl: "Ondertekend door {holder} ({organisation})", en: "Signed by {holder} ({organisation})" } },
  REVOKED_KEY_IGNORED: {
    says: {
      nl: "De handtekening van {holder} telt niet: die sleutel is ingetrokken.",
      en: "The signature of {holder} does not count: that key was revoked.",
    },
  },
  REBUILD_NOTE_BAD: {
    says: {
      nl: "Een verklaring van een nabouwer in het zegel klopt niet.",
      en: "The statement of a rebuilder in the seal is not valid.",
    },
    technical: { nl: "{text}", en: "{text}" },
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
      nl: "In dit zegel en in de losse berichten meldt geen nabouwer een verschil. Dat bewijst niet dat niemand een verschil vond.",
      en: "No rebuilder reports a difference in this seal or in the separate notes. That does not prove that nobody found one.",
    },
  },
  REBUILD_NOT_REQUIRED: {
    says: {
      nl: "Bij een {urgency} hoeven anderen de schijf niet na te bouwen.",
      en: "For {urgency} version, others need not rebuild the disc.",
    },
    technical: {
      nl: "zo staat het in versie {version} van de vertrouwensbasis, die hier geldt",
      en: "so says version {version} of the trust root, which applies here",
    },
  },
  NEWER_ROOT_ASKS_REBUILDS: {
    says: {
      nl: "Een nieuwere vertrouwensbasis vraagt dat anderen een {urgency} nabouwen: {needed}. Voor deze versie gold dat nog niet.",
      en: "A newer trust root asks that {urgency} version be rebuilt by others: {needed}. That did not yet apply to this version.",
    },
    technical: {
      nl: "zo staat het in versie {version} van de vertrouwensbasis",
      en: "so says version {version} of the trust root",
    },
    next: {
      nl: "Vraag de Kiesraad of deze versie nog gebruikt mag worden.",
      en: "Ask the Kiesraad whether this version may still be used.",
    },
  },
  TOO_FEW_REBUILDS: {
    says: {
      nl: "Te weinig deskundigen hebben deze schijf nagebouwd en gelijk bevonden. Gevonden: {found}. Nodig: {needed}.",
      en: "Too few experts rebuilt this disc and found it equal. Found: {found}. Needed: {needed}.",
    },
    next: {
      nl: "Bel de Kiesraad en vraag om verklaringen van nabouwers. Geef die op (keuze 4) en controleer opnieuw. Installeer niet voor die controle.",
      en: "Call the Kiesraad and ask for statements of rebuilders. Enter those (choice 4) and verify again. Do not install before that check.",
    },
  },
  DISSENT_BLOCKS: {
    says: {
      nl: "Nabouwers die een verschil vonden: {found}. Vanaf {limit} mag deze versie niet gebruikt worden.",
      en: "Rebuilders who found a difference: {found}. With {limit} or more, this version may not be used.",
    },
    next: steps.report,
  },
  DISSENT_UNCONFIRMED: {
    says: {
      nl: "Een los bericht zegt dat een nabouwer een verschil vond in deze schijf. Niet te zien is of een nabouwer dat ondertekende.",
      en: "A separate note says that a rebuilder found a difference in this disc. It cannot be seen from here whether a rebuilder signed it.",
    },
    next: {
      nl: "Bel eerst de Kiesraad, niet op een nummer uit de melding zelf. Klopt de melding? Gebruik deze versie niet. Klopt de melding niet? Controleer dan opnieuw, zonder dat bestand.",
      en: "Call the Kiesraad first, not on a number from the report itself. Is the report true? Do not use this version. Is it not? Then verify again, without that file.",
    },
  },
  LINE_IGNORED: {
    says: {
      nl: "Een handtekening met de naam {name} onder een los bericht klopt niet. Alleen de geldige handtekeningen eronder tellen.",
      en: "A signature with the name {name} under a separate note is not valid. Only the valid signatures under it count.",
    },
    next: {
      nl: "Vraag de Kiesraad om dat bericht opnieuw. Het oordeel hangt er niet van af.",
      en: "Ask the Kiesraad for that note again. The verdict does not depend on it.",
    },
  },
  NOTE_IGNORED: {
    says: {
      nl: "Een los bericht ({type}) hoort niet bij deze schijf of is niet geldig ondertekend. Het telt niet mee.",
      en: "A separate note ({type}) is not about this disc or is not validly signed. It does not count.",
    },
    next: {
      nl: "Vraag de Kiesraad of u het juiste bericht hebt. Het oordeel hangt er niet van af.",
      en: "Ask the Kiesraad whether you have the right note. The verdict does not depend on it.",
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
      nl: "In het zegel hoort intreklijst nummer {needed} of hoger. Gevonden: {found}.",
      en: "The seal should hold recall list number {needed} or higher. Found: {found}.",
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
      nl: "Geen intrekkingen bekend: in het zegel staat geen intreklijst, en er is geen geldige opgegeven.",
      en: "No recalls known: there is no recall list in the seal, and no valid one was given.",
    },
  },
  RECALL_OLDER: {
    says: {
      nl: "De opgegeven intreklijst (nummer {number}) is ouder dan wat al bekend is (nummer {known}).",
      en: "The recall list that was given (number {number}) is older than what is known already (number {known}).",
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
      nl: "Een handtekening met de naam {name} onder de opgegeven intreklijst klopt niet.",
      en: "A signature with the name {name} under the recall list that was given is not valid.",
    },
    technical: { nl: "{text}", en: "{text}" },
    next: {
      nl: "Bel de Kiesraad en vraag de intreklijst opnieuw. Installeer niet voor die controle.",
      en: "Call the Kiesraad and ask for the recall list again. Do not install before that check.",
    },
  },
  RECALL_UNSIGNED: {
    says: {
      nl: "De opgegeven intreklijst (nummer {number} van {date}) heeft niet genoeg geldige handtekeningen. Geldig: {found}. Nodig: {needed}.",
      en: "The recall list that was given (number {number} of {date}) does not have enough valid signatures. Valid: {found}. Needed: {needed}.",
    },
    next: {
      nl: "Bel de Kiesraad. Vraag de intreklijst opnieuw, en of u het controleprogramma van deze verkiezing hebt. Installeer niet voor die controle.",
      en: "Call the Kiesraad. Ask for the recall list again, and whether you have the verifier of this election. Do not install before that check.",
    },
  },
  RECALL_REPORTED: {
    says: {
      nl: "Iemand meldde dat deze versie is ingetrokken (nummer {number}). Niemand heeft dat geldig ondertekend.",
      en: "Somebody reported that this version was recalled (number {number}). Nobody has validly signed that.",
    },
    next: {
      nl: "Bel eerst de Kiesraad, niet op een nummer uit de melding zelf. Klopt de melding? Gebruik deze versie niet. Klopt de melding niet? Controleer dan opnieuw, zonder deze intrekking.",
      en: "Call the Kiesraad first, not on a number from the report itself. Is the report true? Do not use this version. Is it not? Then verify again, without this recall.",
    },
  },
  RECALL_CODE_OTHER: {
    says: {
      nl: "De getypte intrekkingscode (nummer {number}) gaat niet over deze schijf, maar over een andere versie.",
      en: "The intrekkingscode that was typed (number {number}) is not about this disc but about another version.",
    },
    next: {
      nl: "Hebt u schijven van een andere versie? Controleer die met deze intrekkingscode.",
      en: "Do you have discs of another version? Verify those with this intrekkingscode.",
    },
  },
  RECALLED: {
    says: {
      nl: "Deze versie is ingetrokken op {date}: {reason}",
      en: "This version was recalled on {date}: {reason}",
    },
    next: {
      nl: "Gebruik deze versie niet meer, ook niet waar die al is geïnstalleerd. Bel of mail de Kiesraad voor een nieuwe schijf.",
      en: "Do not use this version any more, not even where it is installed. Call or e-mail the Kiesraad for a new disc.",
    },
  },
  CLAIMS: {
    says: {
      nl: "Ondertekend, maar van hieruit niet te controleren: vorige versie {previous}, bouwrecept {recipe}",
      en: "Signed, but this cannot be checked from here: previous version {previous}, recipe {recipe}",
    },
  },
} as const satisfies PartOfSentences;
