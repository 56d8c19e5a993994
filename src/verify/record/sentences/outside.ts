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
      nl: "Dit programma is van een schijf met een zegel gestart. Het bewijst niets over zichzelf: een vervalste schijf kan een vervalst programma bevatten. Vergelijk het eerst met de brief (certutil).",
      en: "This program was started from a disc with a seal. It proves nothing about itself: a forged disc can hold a forged program. Compare it with the letter first (certutil).",
    },
    next: {
      nl: "Hebt u het programma met certutil en de brief vergeleken? Dan hoeft u niets te doen. Nog niet? Doe dat nu, en controleer daarna opnieuw.",
      en: "Did you compare the program with the letter, by certutil? Then there is nothing to do. Not yet? Do it now, and verify again afterwards.",
    },
  },
  AND_MORE: { says: { nl: "en nog {count} keer hetzelfde ({code})", en: "and {count} more of the same ({code})" } },
  ANCHOR: {
    says: {
      nl: "Vertrouwensbasis: versie {versions}, doel {purpose}, hashcode {sha256}",
      en: "Trust root: version {versions}, purpose {purpose}, fingerprint {sha256}",
    },
  },
  ANCHOR_BUILT_IN: {
    says: {
      nl: "In dit programma is een vertrouwensbasis ingebouwd: tot en met versie {version}",
      en: "A trust root is built into this program: up to version {version}",
    },
  },
  NO_ANCHOR: {
    says: {
      nl: "Er is geen vertrouwensbasis opgegeven (--root), en in dit programma is er geen ingebouwd. Die van de schijf zelf telt niet.",
      en: "No trust root was given (--root), and none is built into this program. The one on the disc itself does not count.",
    },
    next: {
      nl: "Geef de vertrouwensbasis op die u apart van de schijf kreeg (--root).",
      en: "Give the trust root that you got apart from the disc (--root).",
    },
  },
  ROOT_NOT_BUILT_IN: {
    says: {
      nl: "De opgegeven vertrouwensbasis (--root) past niet bij die van dit programma. Voor de technicus: {text}",
      en: "The trust root given (--root) does not extend the one built into this program: {text}",
    },
    next: {
      nl: "Laat --root weg, of neem de vertrouwensbasis die de Kiesraad u apart gaf. Weer fout? Bel de Kiesraad.",
      en: "Leave out --root, or take the trust root that the Kiesraad gave you apart. Again? Call the Kiesraad.",
    },
  },
  ROOT_TEXT: {
    says: {
      nl: "De vertrouwensbasis is niet te lezen. Voor de technicus: {text}",
      en: "Trust root cannot be read: {text}",
    },
    next: steps.root,
  },
  ROOT_SIGNATURES: {
    says: {
      nl: "De vertrouwensbasis is niet geldig ondertekend. Voor de technicus: {text}",
      en: "Trust root is not validly signed: {text}",
    },
    next: steps.root,
  },
  ROOT_CHAIN: {
    says: {
      nl: "De vertrouwensbasis sluit niet aan op de vorige. Voor de technicus: {text}",
      en: "Trust root does not follow the one before: {text}",
    },
    next: steps.root,
  },
  ROOT_DIFFERS: {
    says: {
      nl: "De vertrouwensbasis op de schijf is een andere dan de uwe. Voor de technicus: {text}",
      en: "Trust root on the disc is not yours: {text}",
    },
    next: steps.report,
  },
  ROOT_UNCONNECTED: {
    says: {
      nl: "De vertrouwensbasis op de schijf hangt niet aan de uwe vast. Voor de technicus: {text}",
      en: "Trust root on the disc is not connected to yours: {text}",
    },
    next: steps.report,
  },
  ROOTS_KNOWN: {
    says: {
      nl: "Vertrouwensbasis bekend tot en met versie {count}, hashcode {newest}",
      en: "Trust roots known up to version {count}, fingerprint {newest}",
    },
  },
  CLOCK: {
    says: {
      nl: "De vertrouwensbasis (versie {version}) geldt van {from} tot en met {until}. De klok van deze computer zegt {today}. De klok beslist niets.",
      en: "Trust root (version {version}) valid from {from} to {until}; the clock of this machine says {today}. The clock decides nothing.",
    },
    next: {
      nl: "Klopt de klok niet? Schrijf de juiste datum en tijd op het verslag.",
      en: "Is the clock wrong? Write the right date and time on the record.",
    },
  },
  EXPECT_CODE: {
    says: { nl: "Verwacht: de uitgave met de getypte zegelcode", en: "Expected: the release with the typed zegelcode" },
  },
  EXPECT_ELECTION: {
    says: {
      nl: "Verwacht: product {product}, verkiezing {election}, rol {role}, uitgave {sequence} of hoger",
      en: "Expected: product {product}, election {election}, role {role}, release {sequence} or higher",
    },
  },
  EXPECT_DISC: { says: { nl: "Verwacht: schijf {disc} van de reeks", en: "Expected: disc {disc} of the set" } },
  EXPECT_PURPOSE: { says: { nl: "Verwacht doel: {purpose}", en: "Expected purpose: {purpose}" } },
  EXPECT_RELEASE_SHA256: {
    says: { nl: "Verwacht: de uitgave met de opgegeven hashcode", en: "Expected: the release with the given SHA-256" },
  },
  NO_EXPECTATION: {
    says: {
      nl: "Er is geen zegelcode getypt: niets van buiten de schijf zegt welke uitgave dit moet zijn.",
      en: "No zegelcode was typed: nothing from outside the disc says which release this should be.",
    },
    next: {
      nl: "Typ de zegelcode uit de brief (--code), niet van de schijf of de envelop. Geen brief? Bel de Kiesraad.",
      en: "Type the zegelcode of the letter (--code), not one from the disc or the envelope. No letter? Call the Kiesraad.",
    },
  },
  CODE_MATCHES: { says: { nl: "De zegelcode hoort bij deze uitgave.", en: "The zegelcode belongs to this release." } },
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
      nl: "Dit is uitgave {found}. U verwacht {expected} of hoger.",
      en: "This is release {found}. You expect {expected} or higher.",
    },
    next: steps.letter,
  },
  DISC_DIFFERS: {
    says: {
      nl: "Dit is schijf {found} van {discs}. U verwacht schijf {expected}.",
      en: "This is disc {found} of {discs}. You expect disc {expected}.",
    },
    next: {
      nl: "Neem de andere schijf van deze uitgave. Is die er niet? Installeer niet en bel de Kiesraad.",
      en: "Take the other disc of this release. Is there none? Do not install; call the Kiesraad.",
    },
  },
  DISC_NOT_EXPECTED: {
    says: {
      nl: "Deze uitgave heeft {discs} schijven, en niets van buiten de schijf zegt welke dit moet zijn.",
      en: "This release has {discs} discs, and nothing from outside the disc says which of them this should be.",
    },
    next: {
      nl: "Controleer opnieuw met de zegelcode van deze schijf, of met --disc en het nummer van de schijf die aan de beurt is.",
      en: "Verify again with the zegelcode of this disc, or with --disc and the number of the disc that is due.",
    },
  },
  PURPOSE_DIFFERS: {
    says: {
      nl: "Het doel van deze uitgave is {found}. U verwacht {expected}.",
      en: "The purpose of this release is {found}. You expect {expected}.",
    },
    next: steps.letter,
  },
  RELEASE_SHA256_MATCHES: {
    says: { nl: "De opgegeven hashcode is die van deze uitgave.", en: "The given SHA-256 is that of this release." },
  },
  RELEASE_SHA256_DIFFERS: {
    says: {
      nl: "De opgegeven hashcode is niet die van deze schijf. Anders zijn groep {groups} (van 16).",
      en: "The given SHA-256 is not that of this disc. Groups that differ: {groups} (of 16).",
    },
    next: {
      nl: "Eén of twee groepen anders? Lees die opnieuw. Meer? Dan is het een andere uitgave: bel de Kiesraad.",
      en: "One or two groups differ? Read them again. More? Then this is another release: call the Kiesraad.",
    },
  },
} as const satisfies PartOfSentences;
