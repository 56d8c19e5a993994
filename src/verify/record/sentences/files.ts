// What is said of files: on the disc, in a folder, installed.

import type { PartOfSentences } from "./entry.ts";
import { steps } from "./steps.ts";

/** By code. */
export const filesSentences = {
  MANIFEST_TEXT: {
    says: {
      nl: "De bestandslijst op de schijf is niet te lezen.",
      en: "The list of files on the disc cannot be read.",
    },
    technical: { nl: "{text}", en: "{text}" },
    next: steps.report,
  },
  MANIFEST_BYTES: {
    says: {
      nl: "De bestanden zijn samen {found} bytes; de bestandslijst zegt {expected}.",
      en: "The files are {found} bytes in all; the list of files says {expected}.",
    },
    next: steps.changed,
  },
  KIT_DIFFERS: {
    says: {
      nl: "De controleprogramma's in de map ZEGEL zijn niet die van deze versie.",
      en: "The verifiers in the folder ZEGEL are not those of this version.",
    },
    next: steps.changed,
  },
  KIT_VERSION: {
    says: {
      nl: "De controleprogramma's in de map ZEGEL zijn niet van versie {version}.",
      en: "The verifiers in the folder ZEGEL are not of version {version}.",
    },
    next: steps.changed,
  },
  FILE_CHANGED: { says: { nl: "Anders dan vrijgegeven: {path}", en: "Not as released: {path}" }, next: steps.changed },
  FILE_MISSING: { says: { nl: "Ontbreekt: {path}", en: "Missing: {path}" }, next: steps.copy },
  FILE_EXTRA: { says: { nl: "Staat er extra op: {path}", en: "Extra: {path}" }, next: steps.copy },
  FOLDER_MISSING: { says: { nl: "Map ontbreekt: {path}", en: "Folder missing: {path}" }, next: steps.copy },
  FOLDER_EXTRA: { says: { nl: "Map staat er extra op: {path}", en: "Extra folder: {path}" }, next: steps.copy },
  NAME_DIFFERS: {
    says: { nl: "Heet anders: {path} heet hier {found}", en: "Has another name: {path} is called {found} here" },
    next: steps.copy,
  },
  NOT_A_FILE: {
    says: {
      nl: "Geen gewoon bestand, maar een koppeling of apparaat: {path}",
      en: "Not an ordinary file but a link or a device: {path}",
    },
    next: steps.copy,
  },
  FILE_UNREADABLE: {
    says: { nl: "Niet helemaal te lezen: {path}", en: "Cannot be read to its end: {path}" },
    next: {
      nl: "Maak de schijf schoon of gebruik een ander station. Staat het programma nog open? Sluit het en controleer opnieuw. Is het een map? Vraag ICT om leesrecht. Lukt het weer niet? Vraag de Kiesraad om een nieuwe schijf.",
      en: "Clean the disc or use another drive. Is the program still open? Close it and verify again. Is it a folder? Ask IT for the right to read it. Still no good? Ask the Kiesraad for a new disc.",
    },
  },
  FILES_NOT_COMPARED: {
    says: { nl: "Bestanden die niet vergeleken zijn: {count}.", en: "Files that were not compared: {count}." },
    next: steps.report,
  },
  EMPTY_FOLDERS_NOT_SEEN: {
    says: {
      nl: "Een browser toont geen lege mappen, geen verwijzingen (links) en geen namen die geen tekst zijn: die zijn niet vergeleken.",
      en: "A browser shows no empty folders, no links and no names that are not text: these were not compared.",
    },
    next: {
      nl: "U hoeft niets te doen. Het controleprogramma ziet ze wel, en met het ISO-bestand ziet de pagina elke byte.",
      en: "There is nothing to do. The verifier program does see them, and with the ISO file the page sees every byte.",
    },
  },
  TREE_LIMITS: {
    says: {
      nl: "Alleen de bestanden zijn gezien, niet wat er tussen of achter staat. Voor de hele schijf: controleer de schijf of het ISO-bestand zelf.",
      en: "Only the files were seen, not what lies between or behind them. For the whole disc: verify the disc or the ISO file itself.",
    },
    next: {
      nl: "Kan uw computer de schijf zelf lezen? Controleer dan de schijf en niet de map.",
      en: "Can your computer read the disc itself? Then verify the disc and not the folder.",
    },
  },
  REFERENCE: { says: { nl: "Vergeleken met: {text}", en: "Compared with: {text}" } },
  INSTALL_TEXT: {
    says: {
      nl: "De lijst van het geïnstalleerde programma is niet te lezen.",
      en: "The list of the installed program cannot be read.",
    },
    technical: { nl: "{text}", en: "{text}" },
    next: steps.report,
  },
  MUST_BE_ABSENT: {
    says: { nl: "Mag er niet staan: {path}", en: "Must not be there: {path}" },
    next: {
      nl: "Gebruik het programma niet. Laat de computer zoals hij is. Bel of mail de Kiesraad en lees deze regel voor.",
      en: "Do not use the program. Leave the computer as it is. Call or e-mail the Kiesraad and read this line to them.",
    },
  },
  MAY_CHANGE: {
    says: { nl: "Mag veranderen, inhoud niet vergeleken: {path}", en: "May change, content not compared: {path}" },
  },
  INSTALLED_LIMITS: {
    says: {
      nl: "Alleen de bestanden in deze map zijn gezien. Niet gezien: andere mappen en instellingen van de computer.",
      en: "Only the files in this folder were seen. Not seen: other folders and the settings of the computer.",
    },
    technical: {
      nl: "niet gezien zijn het register, diensten, en op Windows alternatieve gegevensstromen",
      en: "not seen: the registry, services, and on Windows alternate data streams",
    },
  },
} as const satisfies PartOfSentences;
