// What is said of the program itself, and of what came from outside the disc: trust roots, codes and expectations.

import type { PartOfSentences } from "./entry.ts";
import { steps } from "./steps.ts";

/** By code. */
export const outsideSentences = {
  SELF_TEST: {
    says: { nl: "{count} van {count} foute schijven geweigerd", en: "{count} of {count} bad discs refused" },
  },
  RUNS_FROM_DISC: {
    says: {
      nl: "Dit programma is van een schijf met een zegel gestart. Het bewijst niets over zichzelf: op een valse schijf kan een vals programma staan. Vergelijk het eerst met de brief.",
      en: "This program was started from a disc with a seal. It proves nothing about itself: a forged disc can hold a forged program. Compare it with the letter first.",
    },
    next: {
      nl: "Hebt u de 16 groepen van het controleprogramma met de brief vergeleken (certutil)? Dan hoeft u niets te doen. Nog niet? Doe dat nu, en controleer daarna opnieuw.",
      en: "Did you compare the 16 groups of the verifier with the letter (certutil)? Then there is nothing to do. Not yet? Do it now, and verify again afterwards.",
    },
  },
  AND_MORE: { says: { nl: "en nog {count} keer hetzelfde ({code})", en: "and {count} more of the same ({code})" } },
  ANCHOR: {
    says: {
      nl: "De vertrouwensbasis zegt wie mag ondertekenen, en komt van buiten de schijf: versie {versions}, doel {purpose}",
      en: "The trust root says who may sign, and comes from outside the disc: version {versions}, purpose {purpose}",
    },
    technical: { nl: "hashcode: {sha256}", en: "SHA-256: {sha256}" },
  },
  ANCHOR_BUILT_IN: {
    says: {
      nl: "Die vertrouwensbasis zit in dit programma: tot en met versie {version}",
      en: "That trust root is built into this program: up to version {version}",
    },
  },
  NO_ANCHOR: {
    says: {
      nl: "Er is geen lijst van wie mag ondertekenen (vertrouwensbasis): niet in dit programma, en niet opgegeven. Die van de schijf zelf telt niet.",
      en: "There is no list of who may sign (trust root): not in this program, and none was given. The one on the disc itself does not count.",
    },
    technical: { nl: "geef die op met --root", en: "give it with --root" },
    next: {
      nl: "Gebruik het controleprogramma van deze verkiezing, of geef de vertrouwensbasis op die u apart van de schijf kreeg. Installeer niet voor die controle.",
      en: "Use the verifier of this election, or give the trust root that you got separately from the disc. Do not install before that check.",
    },
  },
  ROOT_NOT_BUILT_IN: {
    says: {
      nl: "De opgegeven vertrouwensbasis past niet bij die van dit controleprogramma.",
      en: "The trust root that was given does not fit the one in this verifier.",
    },
    technical: { nl: "opgegeven met --root of --note: {text}", en: "given with --root or --note: {text}" },
    next: {
      nl: "Controleer opnieuw zonder dat bestand, of neem het bestand dat de Kiesraad u apart gaf. Weer fout? Installeer niet en bel de Kiesraad.",
      en: "Verify again without that file, or take the file that the Kiesraad gave you separately. Wrong again? Do not install; call the Kiesraad.",
    },
  },
  ROOT_TEXT: {
    says: {
      nl: "De lijst van wie mag ondertekenen (vertrouwensbasis) is niet te lezen.",
      en: "The list of who may sign (trust root) cannot be read.",
    },
    technical: { nl: "{text}", en: "{text}" },
    next: steps.root,
  },
  ROOT_SIGNATURES: {
    says: {
      nl: "De lijst van wie mag ondertekenen (vertrouwensbasis) is zelf niet geldig ondertekend.",
      en: "The list of who may sign (trust root) is itself not validly signed.",
    },
    technical: { nl: "{text}", en: "{text}" },
    next: steps.root,
  },
  ROOT_CHAIN: {
    says: {
      nl: "De lijst van wie mag ondertekenen (vertrouwensbasis) sluit niet aan op de vorige.",
      en: "The list of who may sign (trust root) does not follow from the one before it.",
    },
    technical: { nl: "{text}", en: "{text}" },
    next: steps.root,
  },
  ROOT_DIFFERS: {
    says: {
      nl: "Op de schijf staat een andere lijst van wie mag ondertekenen (vertrouwensbasis) dan dit controleprogramma kent.",
      en: "The disc holds another list of who may sign (trust root) than this verifier knows.",
    },
    technical: { nl: "{text}", en: "{text}" },
    next: steps.ownProgram,
  },
  ROOT_UNCONNECTED: {
    says: {
      nl: "Dit controleprogramma kent de ondertekenaars van deze schijf niet: hun vertrouwensbasis sluit niet aan.",
      en: "This verifier does not know those who signed this disc: their trust root does not follow from its own.",
    },
    technical: { nl: "{text}", en: "{text}" },
    next: steps.ownProgram,
  },
  ROOTS_KNOWN: {
    says: {
      nl: "Vertrouwensbasis bekend tot en met versie {count}",
      en: "Trust roots known up to version {count}",
    },
    technical: { nl: "hashcode van de nieuwste: {newest}", en: "SHA-256 of the newest: {newest}" },
  },
  CLOCK: {
    says: {
      nl: "De vertrouwensbasis (versie {version}) geldt van {from} tot en met {until}. De klok van deze computer zegt {today}. De klok beslist niets.",
      en: "The trust root (version {version}) is valid from {from} to {until}. The clock of this computer says {today}. The clock decides nothing.",
    },
    next: steps.clock,
  },
  EXPECT_CODE: {
    says: { nl: "Verwacht: de versie met de getypte zegelcode", en: "Expected: the version with the typed zegelcode" },
  },
  EXPECT_ELECTION: {
    says: {
      nl: "Verwacht: product {product}, verkiezing {election}, rol {role}, nummer {sequence} of hoger",
      en: "Expected: product {product}, election {election}, role {role}, number {sequence} or higher",
    },
  },
  EXPECT_DISC: { says: { nl: "Verwacht: schijf {disc} van de reeks", en: "Expected: disc {disc} of the set" } },
  EXPECT_PURPOSE: { says: { nl: "Verwacht doel: {purpose}", en: "Expected purpose: {purpose}" } },
  EXPECT_RELEASE_SHA256: {
    says: { nl: "Verwacht: de versie met de opgegeven hashcode", en: "Expected: the version with the given SHA-256" },
  },
  NO_EXPECTATION: {
    says: {
      nl: "Er is geen zegelcode getypt. Zonder de code uit de brief is niet te zien of dit de juiste versie is.",
      en: "No zegelcode was typed. Without the code of the letter nobody can tell whether this is the right version.",
    },
    technical: { nl: "typ de code, of geef die op met --code", en: "type the code, or give it with --code" },
    next: {
      nl: "Controleer opnieuw en typ de zegelcode uit de brief, niet van de schijf of de envelop. Geen brief? Installeer niet en bel de Kiesraad.",
      en: "Verify again and type the zegelcode of the letter, not one from the disc or the envelope. No letter? Do not install; call the Kiesraad.",
    },
  },
  CODE_MATCHES: { says: { nl: "De zegelcode hoort bij deze versie.", en: "The zegelcode belongs to this version." } },
  CODE_DIFFERS: {
    says: {
      nl: "De getypte zegelcode hoort niet bij deze schijf.",
      en: "The typed zegelcode does not belong to this disc.",
    },
    next: steps.letter,
  },
  PRODUCT_DIFFERS: {
    says: {
      nl: "Dit is het product {found}. U verwacht {expected}.",
      en: "This is the product {found}. You expect {expected}.",
    },
    next: steps.letter,
  },
  ELECTION_DIFFERS: {
    says: {
      nl: "Dit is voor verkiezing {found}. U verwacht {expected}.",
      en: "This is for election {found}. You expect {expected}.",
    },
    next: steps.letter,
  },
  ROLE_DIFFERS: {
    says: {
      nl: "Dit is voor rol {found}. U verwacht {expected}.",
      en: "This is for role {found}. You expect {expected}.",
    },
    next: steps.letter,
  },
  SEQUENCE_TOO_LOW: {
    says: {
      nl: "Dit is een oudere versie: nummer {found}. U verwacht nummer {expected} of hoger.",
      en: "This is an older version: number {found}. You expect number {expected} or higher.",
    },
    next: steps.letter,
  },
  DISC_DIFFERS: {
    says: {
      nl: "Dit is schijf {found} van {discs}. U verwacht schijf {expected}.",
      en: "This is disc {found} of {discs}. You expect disc {expected}.",
    },
    next: {
      nl: "Neem de andere schijf van deze versie. Is die er niet? Installeer niet en bel de Kiesraad.",
      en: "Take the other disc of this version. Is there none? Do not install; call the Kiesraad.",
    },
  },
  DISC_NOT_EXPECTED: {
    says: {
      nl: "Deze versie heeft {discs} schijven. Zonder de code uit de brief is niet te zien welke van de {discs} dit moet zijn.",
      en: "This version has {discs} discs. Without the code of the letter nobody can tell which of the {discs} this should be.",
    },
    technical: {
      nl: "zonder code: geef met --disc het nummer van de schijf die aan de beurt is",
      en: "without a code: give the number of the disc that is due, with --disc",
    },
    next: {
      nl: "Controleer opnieuw en typ de zegelcode van deze schijf, uit de brief. Geen brief? Installeer niet en bel de Kiesraad.",
      en: "Verify again and type the zegelcode of this disc, from the letter. No letter? Do not install; call the Kiesraad.",
    },
  },
  PURPOSE_DIFFERS: {
    says: {
      nl: "Het doel van deze versie is: {found}. U verwacht: {expected}.",
      en: "The purpose of this version is: {found}. You expect: {expected}.",
    },
    next: steps.letter,
  },
  RELEASE_SHA256_MATCHES: {
    says: { nl: "De opgegeven hashcode is die van deze versie.", en: "The given SHA-256 is that of this version." },
  },
  RELEASE_SHA256_DIFFERS: {
    says: {
      nl: "De opgegeven hashcode is niet die van deze schijf. Anders zijn groep {groups} (van 16).",
      en: "The given SHA-256 is not that of this disc. Groups that differ: {groups} (of 16).",
    },
    next: {
      nl: "Eén of twee groepen anders? Lees die opnieuw. Meer? Dan is het een andere versie: installeer niet en bel de Kiesraad.",
      en: "One or two groups differ? Read them again. More? Then this is another version: do not install, and call the Kiesraad.",
    },
  },
} as const satisfies PartOfSentences;
