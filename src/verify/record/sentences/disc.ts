// What is said of the disc and its sectors, and of a file that is no disc.

import type { FactSentence, PartOfSentences } from "./entry.ts";
import { steps } from "./steps.ts";

/** Whatever a part of a file lacks, it is told in the same way: how it came to be cut off is not to be seen. */
const cutFile = {
  says: {
    nl: "Dit bestand is niet compleet: het heeft {found} bytes, en volgens zijn eigen begin moeten het er {expected} zijn.",
    en: "This file is not complete: it has {found} bytes, and by its own beginning there should be {expected}.",
  },
  next: {
    nl: "Is dit een kopie? Kopieer of download het bestand opnieuw, of controleer de schijf zelf. Is dit de schijf zelf? Installeer niet, en bel of mail de Kiesraad.",
    en: "Is this a copy? Copy or download the file again, or verify the disc itself. Is this the disc itself? Do not install; call or e-mail the Kiesraad.",
  },
} as const satisfies FactSentence;

/** By code. */
export const discSentences = {
  PACKED_FILE: {
    says: {
      nl: "Dit is een ingepakt bestand ({format}), geen schijf en geen ISO-bestand.",
      en: "This is a packed file ({format}), neither a disc nor an ISO file.",
    },
    next: {
      nl: "Pak het bestand eerst uit en kies dan het ISO-bestand dat eruit komt. Installeer niet voor die controle.",
      en: "Unpack the file first, then choose the ISO file that comes out of it. Do not install before that check.",
    },
  },
  RAW_SECTORS: {
    says: {
      nl: "Dit is een kopie van een schijf als BIN, MDF of IMG, geen ISO-bestand.",
      en: "This is a copy of a disc as BIN, MDF or IMG, not an ISO file.",
    },
    next: {
      nl: "Controleer de schijf zelf, of vraag het ISO-bestand. Een kopie maakt u als ISO. Installeer niet voor die controle.",
      en: "Verify the disc itself, or ask for the ISO file. Make a copy as ISO. Do not install before that check.",
    },
  },
  FILE_TOO_SMALL: {
    says: {
      nl: "Dit bestand heeft {bytes} bytes. Dat is te weinig voor een schijf: de inhoud ontbreekt.",
      en: "This file has {bytes} bytes. That is too few for a disc: its content is missing.",
    },
    next: {
      nl: "Kopieer of download het bestand opnieuw, en controleer opnieuw. Installeer niet voor die controle.",
      en: "Copy or download the file again, and verify again. Do not install before that check.",
    },
  },
  CUT_FILE: cutFile,
  CUT_FILE_NO_SEAL: cutFile,
  CUT_FILE_PAPERS: cutFile,
  DIRECTORIES_UNREADABLE: {
    says: {
      nl: "De mappen van de schijf zijn niet te lezen. Er is niets gecontroleerd.",
      en: "The folders of the disc cannot be read. Nothing was verified.",
    },
    technical: { nl: "vanaf sector {from}", en: "from sector {from} on" },
    next: steps.clean,
  },
  SEAL_SECTORS_UNREADABLE: {
    says: {
      nl: "De plaats van het zegel is niet te lezen. Er is niets gecontroleerd.",
      en: "The place of the seal cannot be read. Nothing was verified.",
    },
    technical: { nl: "vanaf sector {from}", en: "from sector {from} on" },
    next: steps.clean,
  },
  SECTORS_UNREADABLE: {
    says: { nl: "Een stuk van de schijf is niet te lezen.", en: "A piece of the disc cannot be read." },
    technical: { nl: "{count} sector(en) vanaf {from}", en: "{count} sector(s) from {from} on" },
    next: steps.clean,
  },
  SEAL_ELSEWHERE: {
    says: { nl: "Het zegel staat niet op zijn plaats.", en: "The seal is not in its place." },
    technical: { nl: "byte {found}, niet byte {expected}", en: "byte {found}, not byte {expected}" },
    next: steps.changed,
  },
  SEAL_PLACE: {
    says: {
      nl: "De mappen van de schijf wijzen het zegel niet aan.",
      en: "The folders of the disc do not lead to the seal.",
    },
    technical: { nl: "verwacht op byte {expected}", en: "expected at byte {expected}" },
    next: steps.changed,
  },
  STRUCTURE_BROKEN: {
    says: {
      nl: "De mappen op de schijf zijn kapot of veranderd: er is geen lijst van bestanden uit te lezen.",
      en: "The folders on the disc are broken or altered: no list of files can be read from them.",
    },
    technical: { nl: "{text}", en: "{text}" },
    next: steps.changed,
  },
  STRUCTURE: {
    says: {
      nl: "De opbouw van de schijf is anders dan van een schijf van de Kiesraad ({code}).",
      en: "The disc is not laid out as a disc of the Kiesraad is ({code}).",
    },
    technical: {
      nl: "{where} ({at}): verwacht {expected}, gevonden {found}",
      en: "{where} ({at}): expected {expected}, found {found}",
    },
    next: steps.changed,
  },
  SECTORS_UNEXPLAINED: {
    says: {
      nl: "Op de schijf staan stukken die bij geen bestand en geen map horen.",
      en: "The disc holds pieces that belong to no file and no folder.",
    },
    technical: { nl: "{count} sector(en) vanaf {from}", en: "{count} sector(s) from {from} on" },
    next: steps.changed,
  },
  VOLUME_SIZE: {
    says: {
      nl: "De schijf noemt zich {found} bytes groot; vrijgegeven zijn er {expected}.",
      en: "The disc says that it has {found} bytes; {expected} were released.",
    },
    next: steps.changed,
  },
  VOLUME_FIELD: {
    says: {
      nl: "De schijf noemt zich anders dan vrijgegeven. {name}: {found} in plaats van {expected}",
      en: "The disc does not call itself what was released. {name}: {found} instead of {expected}",
    },
    next: steps.changed,
  },
  NOT_ZERO: {
    says: {
      nl: "Op de schijf staat iets waar niets hoort te staan: {kind}. {path}",
      en: "There is something on the disc where nothing should be: {kind}. {path}",
    },
    technical: { nl: "{count} sector(en) vanaf {from}", en: "{count} sector(s) from {from} on" },
    next: steps.changed,
  },
  IMAGE_SHORT: {
    says: {
      nl: "De schijf heeft {found} bytes. Vrijgegeven zijn er {expected}. De rest ontbreekt.",
      en: "The disc has {found} bytes. {expected} were released. The rest is missing.",
    },
    next: steps.copy,
  },
  IMAGE_DIGEST: {
    says: {
      nl: "De schijf als geheel is anders dan vrijgegeven.",
      en: "The disc as a whole is not what was released.",
    },
    next: steps.changed,
  },
  DATA_BEHIND: {
    says: {
      nl: "Achter de vrijgegeven inhoud staan nog {bytes} bytes.",
      en: "There are {bytes} more bytes after the released content.",
    },
    next: steps.copy,
  },
  CAPACITY_UNKNOWN: {
    says: {
      nl: "Deze computer zegt niet hoe groot de schijf is; wat erachter staat, is niet te zien.",
      en: "This computer does not say how large the disc is; what lies behind it cannot be seen.",
    },
    next: {
      nl: "Controleer de schijf als map, of op een andere computer.",
      en: "Verify the disc as a folder, or on another computer.",
    },
  },
  RUN_OUT: {
    says: {
      nl: "Achter de inhoud staan {count} lege of onleesbare sector(en), zoals een brander ze achterlaat.",
      en: "After the content there are {count} empty or unreadable sector(s), as a burner leaves them.",
    },
  },
  DRIVE_DENIED: {
    says: {
      nl: "Het station zelf mag hier niet gelezen worden; daarom zijn alleen de bestanden gecontroleerd.",
      en: "The drive itself may not be read here; so only the files were checked.",
    },
    technical: { nl: "{device}", en: "{device}" },
    next: {
      nl: "Voor de hele schijf: vraag ICT om leesrecht op het station.",
      en: "For the whole disc: ask IT for the right to read the drive.",
    },
  },
  JOINED: {
    says: {
      nl: "Dit bestand is samengevoegd. Aantal schijven: {count}. Het is niet de schijf uit de zak.",
      en: "This file was put together. Number of discs: {count}. It is not the disc of the bag.",
    },
  },
} as const satisfies PartOfSentences;
