// What is said of the disc and its sectors, and of a file that is no disc.

import type { PartOfSentences } from "./entry.ts";
import { steps } from "./steps.ts";

/** By code. */
export const discSentences = {
  PACKED_FILE: {
    says: {
      nl: "Dit is een ingepakt bestand ({format}), geen schijf en geen ISO-bestand.",
      en: "This is a packed file ({format}), no disc and no ISO file.",
    },
    next: {
      nl: "Pak het bestand eerst uit. Controleer dan opnieuw, met het ISO-bestand dat eruit komt. Installeer niet voor die controle.",
      en: "Unpack the file first. Then verify again, with the ISO file that comes out. Do not install before that check.",
    },
  },
  RAW_SECTORS: {
    says: {
      nl: "Dit is een kopie van een schijf in ruwe sectoren (BIN, MDF of IMG), geen ISO-bestand.",
      en: "This is a copy of a disc in raw sectors (BIN, MDF or IMG), no ISO file.",
    },
    next: {
      nl: "Controleer de schijf zelf, of vraag het ISO-bestand. Een kopie maakt u als ISO, niet als BIN of MDF. Installeer niet voor die controle.",
      en: "Verify the disc itself, or ask for the ISO file. A copy is made as ISO, not as BIN or MDF. Do not install before that check.",
    },
  },
  FILE_TOO_SMALL: {
    says: {
      nl: "Dit bestand heeft {bytes} bytes. Dat is te weinig voor een schijf: de inhoud ontbreekt.",
      en: "This file has {bytes} bytes. That is too few for a disc: its content is missing.",
    },
    next: {
      nl: "Kopieer of download het bestand opnieuw. Controleer dan opnieuw. Installeer niet voor die controle.",
      en: "Copy or download the file again. Then verify again. Do not install before that check.",
    },
  },
  CUT_FILE: {
    says: {
      nl: "Dit bestand is niet compleet: het heeft {found} bytes, en volgens zijn eigen begin moeten het er {expected} zijn.",
      en: "This file is not complete: it has {found} bytes, and by its own beginning there should be {expected}.",
    },
    next: {
      nl: "Is dit een kopie? Kopieer of download het bestand opnieuw, en controleer opnieuw. Is dit de schijf zelf? Installeer niet en bel de Kiesraad.",
      en: "Is this a copy? Copy or download the file again, and verify again. Is this the disc itself? Do not install; call the Kiesraad.",
    },
  },
  CUT_FILE_NO_SEAL: {
    says: {
      nl: "Dit bestand is niet compleet: het heeft {found} bytes, en volgens zijn eigen begin moeten het er {expected} zijn.",
      en: "This file is not complete: it has {found} bytes, and by its own beginning there should be {expected}.",
    },
    next: {
      nl: "Is dit een kopie? Kopieer of download het bestand opnieuw, en controleer opnieuw. Is dit de schijf zelf? Installeer niet en bel de Kiesraad.",
      en: "Is this a copy? Copy or download the file again, and verify again. Is this the disc itself? Do not install; call the Kiesraad.",
    },
  },
  CUT_FILE_PAPERS: {
    says: {
      nl: "Dit bestand is niet compleet: het heeft {found} bytes, en volgens zijn eigen begin moeten het er {expected} zijn.",
      en: "This file is not complete: it has {found} bytes, and by its own beginning there should be {expected}.",
    },
    next: {
      nl: "Is dit een kopie? Kopieer of download het bestand opnieuw, en controleer opnieuw. Is dit de schijf zelf? Installeer niet en bel de Kiesraad.",
      en: "Is this a copy? Copy or download the file again, and verify again. Is this the disc itself? Do not install; call the Kiesraad.",
    },
  },
  DIRECTORIES_UNREADABLE: {
    says: {
      nl: "De mappen van de schijf zijn niet te lezen (sector {from}). Er is niets gecontroleerd.",
      en: "The directories of the disc cannot be read (sector {from}). Nothing was verified.",
    },
    next: steps.clean,
  },
  SEAL_SECTORS_UNREADABLE: {
    says: {
      nl: "De plaats van het zegel is niet te lezen (sector {from}). Er is niets gecontroleerd.",
      en: "The place of the seal cannot be read (sector {from}). Nothing was verified.",
    },
    next: steps.clean,
  },
  SECTORS_UNREADABLE: {
    says: { nl: "Niet te lezen: {count} sector(en) vanaf {from}", en: "Cannot be read: {count} sector(s) from {from}" },
    next: steps.clean,
  },
  SEAL_ELSEWHERE: {
    says: {
      nl: "Het zegel staat op byte {found}, niet op {expected}.",
      en: "The seal stands at byte {found}, not at {expected}.",
    },
    next: steps.report,
  },
  SEAL_PLACE: {
    says: {
      nl: "De mappen wijzen het zegel niet aan op byte {expected}.",
      en: "The directories do not show the seal at byte {expected}.",
    },
    next: steps.report,
  },
  STRUCTURE_BROKEN: {
    says: {
      nl: "De mappen op de schijf zijn niet te lezen. Voor de technicus: {text}",
      en: "The directories on the disc cannot be read: {text}",
    },
    next: steps.report,
  },
  STRUCTURE: {
    says: {
      nl: "Opbouw van de schijf, {where} ({at}): verwacht {expected}, gevonden {found} ({code})",
      en: "Structure of the disc, {where} ({at}): expected {expected}, found {found} ({code})",
    },
    next: steps.report,
  },
  SECTORS_UNEXPLAINED: {
    says: {
      nl: "Sectoren die bij niets horen: {count}, vanaf sector {from}.",
      en: "Sectors that belong to nothing: {count}, from sector {from} on.",
    },
    next: steps.report,
  },
  VOLUME_SIZE: {
    says: {
      nl: "De schijf noemt zich {found} bytes groot; vrijgegeven zijn er {expected}.",
      en: "The disc calls itself {found} bytes; released are {expected}.",
    },
    next: steps.report,
  },
  VOLUME_FIELD: {
    says: {
      nl: "De schijf noemt zich anders dan vrijgegeven. {name}: {found} in plaats van {expected}",
      en: "The disc does not call itself as released. {name}: {found} in place of {expected}",
    },
    next: steps.report,
  },
  NOT_ZERO: {
    says: {
      nl: "Ruimte die leeg moet zijn, is niet leeg: {kind}, vanaf sector {from}, aantal {count}. {path}",
      en: "Space that must be empty is not: {kind}, from sector {from} on, count {count}. {path}",
    },
    next: steps.report,
  },
  IMAGE_SHORT: {
    says: {
      nl: "De schijf heeft {found} bytes. Vrijgegeven zijn er {expected}. De rest ontbreekt.",
      en: "There are {found} bytes; released are {expected}. The rest is missing.",
    },
    next: steps.copy,
  },
  IMAGE_DIGEST: {
    says: { nl: "De schijf als geheel is anders dan vrijgegeven.", en: "The disc as a whole is not as released." },
    next: steps.copy,
  },
  DATA_BEHIND: {
    says: {
      nl: "Achter de vrijgegeven inhoud staan nog {bytes} bytes.",
      en: "{bytes} bytes stand behind the released content.",
    },
    next: steps.copy,
  },
  CAPACITY_UNKNOWN: {
    says: {
      nl: "Dit systeem zegt niet hoe groot de schijf is; wat erachter staat, is niet te zien.",
      en: "This system does not say how large the disc is; what lies behind cannot be seen.",
    },
    next: {
      nl: "Controleer de schijf als map, of op een andere computer.",
      en: "Verify the disc as a folder, or on another machine.",
    },
  },
  RUN_OUT: {
    says: {
      nl: "Achter de inhoud staan {count} lege of onleesbare sector(en), zoals een brander ze achterlaat.",
      en: "Behind the content are {count} empty or unreadable sector(s), as a burner leaves them.",
    },
  },
  DRIVE_DENIED: {
    says: {
      nl: "Het station zelf ({device}) mag niet gelezen worden; daarom zijn alleen de bestanden gecontroleerd.",
      en: "The drive itself ({device}) may not be read; so only the files were checked.",
    },
    next: {
      nl: "Voor de hele schijf: vraag ICT om leesrecht op het station.",
      en: "For the whole disc: ask IT for the right to read the drive.",
    },
  },
} as const satisfies PartOfSentences;
