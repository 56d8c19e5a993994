// Every sentence that the verifier can say, Dutch and English. `{name}` stands for a value of the finding.

import { spellOut } from "../../format/index.ts";
import type { FindingCode } from "../proof/codes.ts";
import type { SectorClass, StepId, StepStatus } from "../proof/report.ts";
import type { Verdict } from "../proof/verdict.ts";

export type Language = "nl" | "en";
export interface Text {
  readonly nl: string;
  readonly en: string;
}

/** What each finding says. */
export const findingTexts = {
  SELF_TEST: {
    nl: "{count} van {count} foute schijven geweigerd",
    en: "{count} of {count} bad discs refused",
  },
  RUNS_FROM_DISC: {
    nl: "Dit programma is van een schijf met een zegel gestart. Het bewijst niets over zichzelf: een vervalste schijf kan een vervalst programma bevatten. Vergelijk het eerst met de brief (certutil).",
    en: "This program was started from a disc with a seal. It proves nothing about itself: a forged disc can hold a forged program. Compare it with the letter first (certutil).",
  },
  AND_MORE: { nl: "en nog {count} keer hetzelfde ({code})", en: "and {count} more of the same ({code})" },
  ANCHOR: {
    nl: "Vertrouwensbasis: versie {versions}, doel {purpose}, hashcode {sha256}",
    en: "Trust root: version {versions}, purpose {purpose}, fingerprint {sha256}",
  },
  ANCHOR_BUILT_IN: {
    nl: "In dit programma is een vertrouwensbasis ingebouwd: tot en met versie {version}",
    en: "A trust root is built into this program: up to version {version}",
  },
  NO_ANCHOR: {
    nl: "Er is geen vertrouwensbasis opgegeven (--root), en in dit programma is er geen ingebouwd. Die van de schijf zelf telt niet.",
    en: "No trust root was given (--root), and none is built into this program. The one on the disc itself does not count.",
  },
  ROOT_NOT_BUILT_IN: {
    nl: "De opgegeven vertrouwensbasis (--root) past niet bij die van dit programma. Voor de technicus: {text}",
    en: "The trust root given (--root) does not extend the one built into this program: {text}",
  },
  ROOT_TEXT: {
    nl: "De vertrouwensbasis is niet te lezen. Voor de technicus: {text}",
    en: "Trust root cannot be read: {text}",
  },
  ROOT_SIGNATURES: {
    nl: "De vertrouwensbasis is niet geldig ondertekend. Voor de technicus: {text}",
    en: "Trust root is not validly signed: {text}",
  },
  ROOT_CHAIN: {
    nl: "De vertrouwensbasis sluit niet aan op de vorige. Voor de technicus: {text}",
    en: "Trust root does not follow the one before: {text}",
  },
  ROOT_DIFFERS: {
    nl: "De vertrouwensbasis op de schijf is een andere dan de uwe. Voor de technicus: {text}",
    en: "Trust root on the disc is not yours: {text}",
  },
  ROOT_UNCONNECTED: {
    nl: "De vertrouwensbasis op de schijf hangt niet aan de uwe vast. Voor de technicus: {text}",
    en: "Trust root on the disc is not connected to yours: {text}",
  },
  ROOTS_KNOWN: {
    nl: "Vertrouwensbasis bekend tot en met versie {count}, hashcode {newest}",
    en: "Trust roots known up to version {count}, fingerprint {newest}",
  },
  CLOCK: {
    nl: "De vertrouwensbasis (versie {version}) geldt van {from} tot en met {until}. De klok van deze computer zegt {today}. De klok beslist niets.",
    en: "Trust root (version {version}) valid from {from} to {until}; the clock of this machine says {today}. The clock decides nothing.",
  },
  EXPECT_CODE: {
    nl: "Verwacht: de uitgave met de getypte zegelcode",
    en: "Expected: the release with the typed zegelcode",
  },
  EXPECT_ELECTION: {
    nl: "Verwacht: product {product}, verkiezing {election}, rol {role}, uitgave {sequence} of hoger",
    en: "Expected: product {product}, election {election}, role {role}, release {sequence} or higher",
  },
  EXPECT_DISC: { nl: "Verwacht: schijf {disc} van de reeks", en: "Expected: disc {disc} of the set" },
  EXPECT_PURPOSE: { nl: "Verwacht doel: {purpose}", en: "Expected purpose: {purpose}" },
  NO_EXPECTATION: {
    nl: "Er is geen zegelcode getypt: niets van buiten de schijf zegt welke uitgave dit moet zijn.",
    en: "No zegelcode was typed: nothing from outside the disc says which release this should be.",
  },
  NO_SEAL: { nl: "Er is geen zegel gevonden. Er is niets vergeleken.", en: "No seal was found. Nothing was compared." },
  PACKED_FILE: {
    nl: "Dit is een ingepakt bestand ({format}), geen schijf en geen ISO-bestand.",
    en: "This is a packed file ({format}), no disc and no ISO file.",
  },
  RAW_SECTORS: {
    nl: "Dit is een kopie van een schijf in ruwe sectoren (BIN, MDF of IMG), geen ISO-bestand.",
    en: "This is a copy of a disc in raw sectors (BIN, MDF or IMG), no ISO file.",
  },
  FILE_TOO_SMALL: {
    nl: "Dit bestand heeft {bytes} bytes. Dat is te weinig voor een schijf: de inhoud ontbreekt.",
    en: "This file has {bytes} bytes. That is too few for a disc: its content is missing.",
  },
  CUT_FILE: {
    nl: "Dit bestand is niet compleet: het heeft {found} bytes, en volgens zijn eigen begin moeten het er {expected} zijn.",
    en: "This file is not complete: it has {found} bytes, and by its own beginning there should be {expected}.",
  },
  CUT_FILE_NO_SEAL: {
    nl: "Dit bestand is niet compleet: het heeft {found} bytes, en volgens zijn eigen begin moeten het er {expected} zijn.",
    en: "This file is not complete: it has {found} bytes, and by its own beginning there should be {expected}.",
  },
  CUT_FILE_PAPERS: {
    nl: "Dit bestand is niet compleet: het heeft {found} bytes, en volgens zijn eigen begin moeten het er {expected} zijn.",
    en: "This file is not complete: it has {found} bytes, and by its own beginning there should be {expected}.",
  },
  SEAL_BLANK: { nl: "Het zegel op de schijf is leeg. Voor de technicus: {text}", en: "The seal is empty: {text}" },
  SEAL_UNREADABLE: {
    nl: "Het zegel op de schijf is niet te lezen. Voor de technicus: {text}",
    en: "The seal cannot be read: {text}",
  },
  NOTE_TEXT: {
    nl: "De vrijgave in het zegel is niet te lezen. Voor de technicus: {text}",
    en: "The release note in the seal cannot be read: {text}",
  },
  PINNED_ROOT_UNKNOWN: {
    nl: "De vrijgave noemt een vertrouwensbasis die hier niet bekend is: hashcode {sha256}",
    en: "The release names a trust root that is not known: {sha256}",
  },
  PURPOSE_NOT_SIGNABLE: {
    nl: "Een vertrouwensbasis met doel {rootPurpose} mag geen uitgave met doel {purpose} ondertekenen.",
    en: "A trust root of purpose {rootPurpose} may not sign a release of purpose {purpose}.",
  },
  TOO_FEW_SIGNATURES: {
    nl: "Geldige handtekeningen onder de {requirement}: {found}. Nodig: {needed}.",
    en: "Valid signatures under the {requirement}: {found}. Needed: {needed}.",
  },
  SIGNATURE_FAULT: {
    nl: "Een handtekening onder de naam {name} deugt niet. Voor de technicus: {text}",
    en: "A signature under the name {name} is no good: {text}",
  },
  RECALL_SIGNATURE_FAULT: {
    nl: "Een handtekening onder de naam {name} deugt niet. Voor de technicus: {text}",
    en: "A signature under the name {name} is no good: {text}",
  },
  SIGNED_BY: { nl: "Ondertekend door {holder} ({organisation})", en: "Signed by {holder} ({organisation})" },
  REVOKED_KEY_IGNORED: {
    nl: "De handtekening van {holder} telt niet: die sleutel is ingetrokken.",
    en: "Signature by {holder} does not count: the key is revoked",
  },
  REBUILD_NOTE_BAD: {
    nl: "Een verklaring van een nabouwer in het zegel deugt niet. Voor de technicus: {text}",
    en: "A rebuild note in the seal is no good: {text}",
  },
  REBUILD_AGREES: {
    nl: "Nagebouwd uit {scope} en gelijk bevonden: {holder} ({organisation})",
    en: "Rebuilt from the {scope} and found equal: {holder} ({organisation})",
  },
  REBUILD_DIFFERS: {
    nl: "Nagebouwd uit {scope} en ANDERS bevonden: {holder} ({organisation}), op deze plaats: {where}",
    en: "Rebuilt from the {scope} and found DIFFERENT: {holder} ({organisation}), at this place: {where}",
  },
  NO_DISSENT: {
    nl: "Geen tegenspraak in dit zegel en in de losse berichten. Dat bewijst niet dat niemand een verschil vond.",
    en: "No dissent in this seal, nor in the loose notes. That does not prove that nobody found a difference.",
  },
  REBUILD_NOT_REQUIRED: {
    nl: "Versie {version} van de vertrouwensbasis, die voor deze uitgave geldt, vraagt bij een {urgency} niet dat anderen nabouwen.",
    en: "Version {version} of the trust root, under which this release is judged, does not ask for rebuilds by others of {urgency} release.",
  },
  NEWER_ROOT_ASKS_REBUILDS: {
    nl: "Een nieuwere vertrouwensbasis (versie {version}) vraagt bij een {urgency} wel dat anderen nabouwen: {needed}. Zij geldt voor nieuwe uitgaven, niet voor deze.",
    en: "A newer trust root (version {version}) does ask for rebuilds of {urgency} release: {needed}. It holds for new releases, not for this one.",
  },
  TOO_FEW_REBUILDS: {
    nl: "Door anderen nagebouwd en gelijk bevonden: {found}. Nodig: {needed}.",
    en: "Independent rebuilds: {found}. Needed: {needed}.",
  },
  DISSENT_BLOCKS: {
    nl: "Nabouwers die verschil vonden: {found}. Vanaf {limit} mag de uitgave niet gebruikt worden.",
    en: "Rebuilders who found a difference: {found}. From {limit} on the release may not be used.",
  },
  DISSENT_UNCONFIRMED: {
    nl: "VERSCHIL GEMELD, ONBEVESTIGD: een los bericht (--note) zegt dat een nabouwer een verschil vond. Van een handtekening eronder is niet te zien of die van een nabouwer is. Niet installeren voordat u de Kiesraad hebt gebeld.",
    en: "DIFFERENCE REPORTED, UNCONFIRMED: a loose note (--note) says that a rebuilder found a difference. Of a signature under it nobody can see whether it is a rebuilder's. Do not install before you have called the Kiesraad.",
  },
  LINE_IGNORED: {
    nl: "Een handtekening met de naam {name} onder een los bericht klopt niet. Alleen de geldige handtekeningen eronder tellen.",
    en: "A signature with the name {name} under a loose note does not hold. Only the valid signatures under it count.",
  },
  NOTE_IGNORED: {
    nl: "Een los bericht (--note: {type}) hoort hier niet bij of is niet geldig ondertekend. Het telt niet mee.",
    en: "A loose note (--note: {type}) is not about this or not validly signed. It does not count.",
  },
  RECALL_NOTE_BAD: {
    nl: "De intreklijst in het zegel is niet geldig ondertekend.",
    en: "The recall list in the seal is not validly signed.",
  },
  RECALL_MISSING: {
    nl: "Het zegel moet intreklijst nummer {needed} of hoger bevatten; gevonden: {found}.",
    en: "The seal must hold recall list number {needed} or higher; found: {found}.",
  },
  RECALLS_KNOWN: {
    nl: "Intrekkingen bekend tot en met nummer {number} van {date} ({from})",
    en: "Recalls known up to number {number} of {date} ({from})",
  },
  NO_RECALLS_KNOWN: {
    nl: "Geen intrekkingen bekend: geen intreklijst in het zegel, en geen geldige meegegeven",
    en: "No recalls known: no recall list in the seal, and no valid one given",
  },
  RECALL_OLDER: {
    nl: "De meegegeven intreklijst (nummer {number}) is ouder dan wat al bekend is (nummer {known}).",
    en: "The recall list given (number {number}) is older than what is known already (number {known}).",
  },
  RECALL_LISTS_DIFFER: {
    nl: "Twee geldig ondertekende intreklijsten (nummer {number} en {known}) spreken elkaar tegen. Beide tellen.",
    en: "Two validly signed recall lists (number {number} and {known}) contradict each other. Both count.",
  },
  RECALL_UNSIGNED: {
    nl: "De meegegeven intreklijst (nummer {number} van {date}) is niet geldig ondertekend en telt niet. Geldige handtekeningen: {found}. Nodig: {needed}.",
    en: "The recall list given (number {number} of {date}) is not validly signed and does not count. Valid signatures: {found}. Needed: {needed}.",
  },
  RECALL_REPORTED: {
    nl: "INTREKKING GEMELD, ONBEVESTIGD: deze uitgave zou zijn ingetrokken (nummer {number}). Niet installeren voordat u de Kiesraad hebt gebeld.",
    en: "RECALL REPORTED, UNCONFIRMED: this release is said to be recalled (number {number}). Do not install before you have called the Kiesraad.",
  },
  RECALL_CODE_OTHER: {
    nl: "De getypte intrekkingscode (nummer {number}, onbevestigd) gaat niet over deze schijf, maar over een andere uitgave.",
    en: "The typed intrekkingscode (number {number}, unconfirmed) is not about this disc but about another release.",
  },
  RECALLED: {
    nl: "Deze uitgave is ingetrokken op {date}: {reason}",
    en: "This release was recalled on {date}: {reason}",
  },
  LOG_PROOF_UNKNOWN: {
    nl: "Het zegel bevat een bewijs uit het openbare logboek. Deze versie van het programma kan dat niet beoordelen.",
    en: "The seal holds a log proof, which this version cannot judge.",
  },
  LOG_NOT_REQUIRED: {
    nl: "Versie {version} van de vertrouwensbasis, die voor deze uitgave geldt, vraagt geen openbaar logboek.",
    en: "Version {version} of the trust root, under which this release is judged, does not ask for a public log.",
  },
  LOG_NOT_SUPPORTED: {
    nl: "De vertrouwensbasis vraagt een openbaar logboek. Deze versie van het programma kan dat niet beoordelen.",
    en: "The trust root asks for a public log, which this version cannot judge.",
  },
  SEAL_ELSEWHERE: {
    nl: "Het zegel staat op byte {found}, niet op {expected}.",
    en: "The seal stands at byte {found}, not at {expected}.",
  },
  SEAL_PLACE: {
    nl: "De mappen wijzen het zegel niet aan op byte {expected}.",
    en: "The directories do not show the seal at byte {expected}.",
  },
  STRUCTURE_BROKEN: {
    nl: "De mappen op de schijf zijn niet te lezen. Voor de technicus: {text}",
    en: "The directories on the disc cannot be read: {text}",
  },
  STRUCTURE: {
    nl: "Opbouw van de schijf, {where} ({at}): verwacht {expected}, gevonden {found} ({code})",
    en: "Structure of the disc, {where} ({at}): expected {expected}, found {found} ({code})",
  },
  SECTORS_UNEXPLAINED: {
    nl: "Sectoren die bij niets horen: {count}, vanaf sector {from}.",
    en: "Sectors that belong to nothing: {count}, from sector {from} on.",
  },
  VOLUME_SIZE: {
    nl: "De schijf noemt zich {found} bytes groot; vrijgegeven zijn er {expected}.",
    en: "The disc calls itself {found} bytes; released are {expected}.",
  },
  VOLUME_FIELD: {
    nl: "De schijf noemt zich anders dan vrijgegeven. {name}: {found} in plaats van {expected}",
    en: "The disc does not call itself as released. {name}: {found} in place of {expected}",
  },
  MANIFEST_BYTES: {
    nl: "De bestanden zijn samen {found} bytes; de bestandslijst zegt {expected}.",
    en: "The files are {found} bytes in all; the manifest says {expected}.",
  },
  KIT_DIFFERS: {
    nl: "De controleprogramma's in de map ZEGEL zijn niet die van de vrijgave.",
    en: "The tools in /ZEGEL are not those that the release names.",
  },
  KIT_VERSION: {
    nl: "De controleprogramma's in de map ZEGEL zijn niet van versie {version}.",
    en: "The tools in /ZEGEL are not of version {version}.",
  },
  CLAIMS: {
    nl: "Verklaring, niet gecontroleerd: vorige uitgave {previous}, bouwrecept {recipe}",
    en: "Statement, not checked: previous release {previous}, recipe {recipe}",
  },
  NOT_ZERO: {
    nl: "Ruimte die leeg moet zijn, is niet leeg: {kind}, vanaf sector {from}, aantal {count}. {path}",
    en: "Space that must be empty is not: {kind}, from sector {from} on, count {count}. {path}",
  },
  IMAGE_SHORT: {
    nl: "De schijf heeft {found} bytes. Vrijgegeven zijn er {expected}. De rest ontbreekt.",
    en: "There are {found} bytes; released are {expected}. The rest is missing.",
  },
  IMAGE_DIGEST: {
    nl: "De schijf als geheel is anders dan vrijgegeven.",
    en: "The disc as a whole is not as released.",
  },
  DATA_BEHIND: {
    nl: "Achter de vrijgegeven inhoud staan nog {bytes} bytes.",
    en: "{bytes} bytes stand behind the released content.",
  },
  MANIFEST_TEXT: {
    nl: "De bestandslijst is niet te lezen. Voor de technicus: {text}",
    en: "The manifest cannot be read: {text}",
  },
  FILE_CHANGED: {
    nl: "Anders dan vrijgegeven: {path}",
    en: "Not as released: {path}",
  },
  FILE_MISSING: { nl: "Ontbreekt: {path}", en: "Missing: {path}" },
  FILE_EXTRA: { nl: "Staat er extra op: {path}", en: "Extra: {path}" },
  FOLDER_MISSING: { nl: "Map ontbreekt: {path}", en: "Folder missing: {path}" },
  FOLDER_EXTRA: { nl: "Map staat er extra op: {path}", en: "Extra folder: {path}" },
  NAME_DIFFERS: { nl: "Heet anders: {path} heet hier {found}", en: "Has another name: {path} is called {found} here" },
  NOT_A_FILE: {
    nl: "Geen gewoon bestand, maar een koppeling of apparaat: {path}",
    en: "No plain file (link or device): {path}",
  },
  FILES_NOT_COMPARED: {
    nl: "Bestanden die niet vergeleken zijn: {count}.",
    en: "Files that were not compared: {count}.",
  },
  EMPTY_FOLDERS_NOT_SEEN: {
    nl: "Een browser toont geen lege mappen, geen verwijzingen (links) en geen namen die geen tekst zijn: die zijn niet vergeleken.",
    en: "A browser shows no empty folders, no links and no names that are no text: these were not compared.",
  },
  TREE_LIMITS: {
    nl: "Alleen de bestanden zijn gezien, niet wat er tussen of achter staat. Voor de hele schijf: controleer de schijf of het schijfbestand zelf.",
    en: "Only the files were seen, not what stands between or behind them. For the whole disc: verify the disc or the image file itself.",
  },
  REFERENCE: { nl: "Vergeleken met: {text}", en: "Compared with: {text}" },
  INSTALL_TEXT: {
    nl: "De lijst van het geïnstalleerde programma is niet te lezen: {text}",
    en: "The list of the installed program cannot be read: {text}",
  },
  MUST_BE_ABSENT: { nl: "Mag er niet staan: {path}", en: "Must not be there: {path}" },
  MAY_CHANGE: {
    nl: "Mag veranderen, inhoud niet vergeleken: {path}",
    en: "May change, content not compared: {path}",
  },
  INSTALLED_LIMITS: {
    nl: "Alleen de bestanden in deze map zijn gezien. Niet gezien: andere mappen, instellingen van de computer (register, diensten) en op Windows alternatieve gegevensstromen.",
    en: "Only the files in this folder were seen. Not seen: other folders, settings of the machine (registry, services) and on Windows alternate data streams.",
  },
  CODE_MATCHES: { nl: "De zegelcode hoort bij deze uitgave.", en: "The zegelcode belongs to this release." },
  CODE_DIFFERS: {
    nl: "De getypte zegelcode hoort niet bij deze schijf.",
    en: "The typed zegelcode does not belong to this disc.",
  },
  PRODUCT_DIFFERS: {
    nl: "Dit is het product {found}. U verwacht {expected}.",
    en: "This is the product {found}. You expect {expected}.",
  },
  ELECTION_DIFFERS: {
    nl: "Dit is voor verkiezing {found}. U verwacht {expected}.",
    en: "This is for election {found}. You expect {expected}.",
  },
  ROLE_DIFFERS: {
    nl: "Dit is voor rol {found}. U verwacht {expected}.",
    en: "This is for role {found}. You expect {expected}.",
  },
  SEQUENCE_TOO_LOW: {
    nl: "Dit is uitgave {found}. U verwacht {expected} of hoger.",
    en: "This is release {found}. You expect {expected} or higher.",
  },
  DISC_DIFFERS: {
    nl: "Dit is schijf {found} van {discs}. U verwacht schijf {expected}.",
    en: "This is disc {found} of {discs}. You expect disc {expected}.",
  },
  DISC_NOT_EXPECTED: {
    nl: "Deze uitgave heeft {discs} schijven, en niets van buiten de schijf zegt welke dit moet zijn.",
    en: "This release has {discs} discs, and nothing from outside the disc says which of them this should be.",
  },
  PURPOSE_DIFFERS: {
    nl: "Het doel van deze uitgave is {found}. U verwacht {expected}.",
    en: "The purpose of this release is {found}. You expect {expected}.",
  },
  EXPECT_RELEASE_SHA256: {
    nl: "Verwacht: de uitgave met de opgegeven hashcode",
    en: "Expected: the release with the given SHA-256",
  },
  RELEASE_SHA256_MATCHES: {
    nl: "De opgegeven hashcode is die van deze uitgave.",
    en: "The given SHA-256 is that of this release.",
  },
  RELEASE_SHA256_DIFFERS: {
    nl: "De opgegeven hashcode is niet die van deze schijf. Anders zijn groep {groups} (van 16).",
    en: "The given SHA-256 is not that of this disc. Groups that differ: {groups} (of 16).",
  },
  DIRECTORIES_UNREADABLE: {
    nl: "De mappen van de schijf zijn niet te lezen (sector {from}). Er is niets gecontroleerd.",
    en: "The directories of the disc cannot be read (sector {from}). Nothing was verified.",
  },
  SEAL_SECTORS_UNREADABLE: {
    nl: "De plaats van het zegel is niet te lezen (sector {from}). Er is niets gecontroleerd.",
    en: "The place of the seal cannot be read (sector {from}). Nothing was verified.",
  },
  SECTORS_UNREADABLE: {
    nl: "Niet te lezen: {count} sector(en) vanaf {from}",
    en: "Cannot be read: {count} sector(s) from {from}",
  },
  FILE_UNREADABLE: { nl: "Niet helemaal te lezen: {path}", en: "Cannot be read as a whole: {path}" },
  CAPACITY_UNKNOWN: {
    nl: "Dit systeem zegt niet hoe groot de schijf is; wat erachter staat, is niet te zien.",
    en: "This system does not say how large the disc is; what lies behind cannot be seen.",
  },
  RUN_OUT: {
    nl: "Achter de inhoud staan {count} lege of onleesbare sector(en), zoals een brander ze achterlaat.",
    en: "Behind the content are {count} empty or unreadable sector(s), as a burner leaves them.",
  },
  DRIVE_DENIED: {
    nl: "Het station zelf ({device}) mag niet gelezen worden; daarom zijn alleen de bestanden gecontroleerd.",
    en: "The drive itself ({device}) may not be read; so only the files were checked.",
  },
} as const satisfies Readonly<Record<FindingCode, Text>>;

export const stepTexts: Readonly<Record<StepId, Text>> = {
  "self-test": { nl: "Zelftest van dit programma", en: "Self-test of this program" },
  anchor: { nl: "Vertrouwensbasis van buiten de schijf", en: "Trust root from outside the disc" },
  expectation: { nl: "Verwachting van buiten de schijf", en: "Expectation from outside the disc" },
  seal: { nl: "Zegel gevonden en leesbaar", en: "Seal found and readable" },
  "trust-roots": { nl: "Vertrouwensbasis op de schijf", en: "Trust roots on the disc" },
  "release-signatures": { nl: "Handtekeningen onder de vrijgave", en: "Signatures under the release" },
  rebuilds: { nl: "Onafhankelijk nagebouwd", en: "Independent rebuilds" },
  recall: { nl: "Niet ingetrokken", en: "Not recalled" },
  log: { nl: "Openbaar logboek", en: "Public log" },
  structure: { nl: "Opbouw van de schijf", en: "Structure of the disc" },
  manifest: { nl: "Bestandslijst", en: "Manifest" },
  image: { nl: "Elke byte van de schijf", en: "Every byte of the disc" },
  tree: { nl: "Elk bestand, en geen ander", en: "Every file, and no other" },
  files: { nl: "Elk bestand, en geen ander", en: "Every file, and no other" },
  "behind-the-volume": { nl: "Niets achter de inhoud", en: "Nothing behind the content" },
  mounted: { nl: "Deze computer toont dezelfde bestanden", en: "This machine shows the same files" },
  installation: { nl: "Elk geïnstalleerd bestand, en geen ander", en: "Every installed file, and no other" },
  "expected-release": { nl: "Het is de verwachte uitgave", en: "It is the expected release" },
};

export const statusTexts: Readonly<Record<StepStatus, Text>> = {
  passed: { nl: "goed", en: "passed" },
  failed: { nl: "FOUT", en: "FAILED" },
  "not-checked": { nl: "niet gecontroleerd", en: "not checked" },
};

/** The first line on the screen. */
export const verdictTexts: Readonly<Record<Verdict, Text>> = {
  ECHT: { nl: "ECHT – u mag installeren.", en: "ECHT (genuine) – you may install." },
  GEEN_ZEGELSCHIJF: {
    nl: "NIET INSTALLEREN – GEEN ZEGELSCHIJF. Dit is geen schijf met een zegel van de Kiesraad.",
    en: "DO NOT INSTALL – GEEN ZEGELSCHIJF (not a sealed disc).",
  },
  NIET_ONDERTEKEND: {
    nl: "NIET INSTALLEREN – NIET ONDERTEKEND. Er zijn niet genoeg geldige handtekeningen.",
    en: "DO NOT INSTALL – NIET ONDERTEKEND (not signed): not enough valid signatures.",
  },
  GEWIJZIGD: {
    nl: "NIET INSTALLEREN – GEWIJZIGD. De inhoud is anders dan de Kiesraad heeft vrijgegeven.",
    en: "DO NOT INSTALL – GEWIJZIGD (altered): the content is not what was released.",
  },
  ONVOLLEDIG: {
    nl: "NIET INSTALLEREN – ONVOLLEDIG. Er ontbreekt iets, of er staat iets extra's op.",
    en: "DO NOT INSTALL – ONVOLLEDIG (incomplete): something is missing or extra.",
  },
  INGETROKKEN: {
    nl: "NIET INSTALLEREN – INGETROKKEN. Deze uitgave is teruggeroepen.",
    en: "DO NOT INSTALL – INGETROKKEN (recalled).",
  },
  ONVOLDOENDE_HERBOUW: {
    nl: "NIET INSTALLEREN – TE WEINIG NAGEBOUWD. Te weinig anderen hebben deze uitgave nagebouwd en gelijk bevonden.",
    en: "DO NOT INSTALL – ONVOLDOENDE HERBOUW: too few others rebuilt this release and found it equal.",
  },
  ANDERE_UITGAVE: {
    nl: "NIET INSTALLEREN – ANDERE UITGAVE. Dit is wel van de Kiesraad, maar niet wat u verwacht.",
    en: "DO NOT INSTALL – ANDERE UITGAVE (another release): genuine, but not the one expected.",
  },
  NIET_VERGELEKEN: {
    nl: "NIET INSTALLEREN – NIET VERGELEKEN. Zonder de code uit de brief is niet vast te stellen of dit de juiste uitgave is.",
    en: "DO NOT INSTALL – NIET VERGELEKEN (not compared): without the code of the letter nobody can say whether this is the right release.",
  },
  ONLEESBAAR: {
    nl: "NOG NIET INSTALLEREN – ONLEESBAAR. Een deel is niet te lezen. De rest klopt.",
    en: "DO NOT INSTALL YET – ONLEESBAAR (unreadable): a part cannot be read. The rest agrees.",
  },
  INTREKKING_GEMELD: {
    nl: "NOG NIET INSTALLEREN – INTREKKING GEMELD, ONBEVESTIGD. De schijf klopt. Bel eerst de Kiesraad.",
    en: "DO NOT INSTALL YET – INTREKKING GEMELD (recall reported), UNCONFIRMED. The disc agrees. Call the Kiesraad first.",
  },
};

/** In place of verdictTexts.ONLEESBAAR where not one file could be compared: then nothing "agrees". */
export const nothingRead: Text = {
  nl: "NOG NIET INSTALLEREN – ONLEESBAAR. De schijf is niet goed te lezen. Er is niets gecontroleerd.",
  en: "DO NOT INSTALL YET – ONLEESBAAR (unreadable): the disc cannot be read. Nothing was verified.",
};

/** The first line in place of "you may install" where the release is no final one. */
export const genuineTrial: Text = { nl: "ECHT –", en: "ECHT (genuine) –" };

/** In place of the above for an installed folder. */
export const installedTexts: Partial<Readonly<Record<Verdict, Text>>> = {
  ECHT: { nl: "ECHT – u mag het programma gebruiken.", en: "ECHT (genuine) – you may use the program." },
  GEWIJZIGD: {
    nl: "NIET GEBRUIKEN – GEWIJZIGD. Het geïnstalleerde programma is anders dan de Kiesraad heeft vrijgegeven.",
    en: "DO NOT USE – GEWIJZIGD (altered): the installed program is not what was released.",
  },
  ONVOLLEDIG: {
    nl: "NIET GEBRUIKEN – ONVOLLEDIG. Er ontbreekt iets in het geïnstalleerde programma, of er staat iets extra's bij.",
    en: "DO NOT USE – ONVOLLEDIG (incomplete): something is missing from the installed program, or extra.",
  },
  INTREKKING_GEMELD: {
    nl: "NOG NIET GEBRUIKEN – INTREKKING GEMELD, ONBEVESTIGD. Het geïnstalleerde programma klopt. Bel eerst de Kiesraad.",
    en: "DO NOT USE YET – INTREKKING GEMELD (recall reported), UNCONFIRMED. The installed program agrees. Call the Kiesraad first.",
  },
};

/** What a refusal's headline, its name in a sentence and the advice are where another finding than the usual one made it. */
export interface Cause {
  readonly headline: Text;
  readonly name: Text;
  /** Undefined: as the verdict says. */
  readonly advice: Text | undefined;
}

/**
 * ONVOLDOENDE_HERBOUW has four causes, and says the one that it is. In this order the first that was found: what a rebuilder
 * signed, then what is lacking, and last what somebody only said.
 */
export const rebuildCauses: Readonly<Partial<Record<FindingCode, Cause | undefined>>> = {
  DISSENT_BLOCKS: {
    headline: {
      nl: "NIET INSTALLEREN – VERSCHIL GEVONDEN. Een deskundige die deze schijf nabouwde, vond een verschil.",
      en: "DO NOT INSTALL – ONVOLDOENDE HERBOUW: somebody who rebuilt this disc found a difference.",
    },
    name: { nl: "VERSCHIL GEVONDEN", en: "ONVOLDOENDE HERBOUW (a rebuilder found a difference)" },
    advice: undefined,
  },
  TOO_FEW_REBUILDS: undefined, // the verdict's own words
  LOG_NOT_SUPPORTED: {
    headline: {
      nl: "NIET INSTALLEREN – LOGBOEK NIET BEOORDEELD. De Kiesraad vraagt een bewijs uit het openbare logboek. Dit programma kan dat niet beoordelen.",
      en: "DO NOT INSTALL – ONVOLDOENDE HERBOUW: a proof of the public log is asked for, which this program cannot judge.",
    },
    name: { nl: "LOGBOEK NIET BEOORDEELD", en: "ONVOLDOENDE HERBOUW (public log not judged)" },
    advice: undefined,
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

/** What to do now. `{contact}` is empty or ` (…)` from an anchored trust root. */
export const adviceTexts: Readonly<Record<Verdict, Text>> = {
  ECHT: {
    nl: "Bewaar het verslag. Teken het met twee personen. Controleer na installatie opnieuw.",
    en: "Keep the record. Sign it with two persons. Verify again after installing.",
  },
  GEEN_ZEGELSCHIJF: {
    nl: `Hebt u de goede schijf of het goede bestand gekozen? Zo nee: controleer opnieuw, met het goede. Zo ja: ${stop.nl}`,
    en: `Did you choose the right disc or file? If not: verify again, with the right one. If so: ${stop.en}`,
  },
  NIET_ONDERTEKEND: stop,
  GEWIJZIGD: stop,
  ONVOLLEDIG: stop,
  INGETROKKEN: stop,
  ONVOLDOENDE_HERBOUW: stop,
  ANDERE_UITGAVE: {
    nl: `Meer codes in de brief? Controleer opnieuw, met de code bij deze schijf. Anders: ${stop.nl}`,
    en: `More codes in the letter? Verify again, with the one for this disc. Otherwise: ${stop.en}`,
  },
  NIET_VERGELEKEN: {
    nl: "Typ de zegelcode uit de brief (--code). Niet van de schijf of de envelop. Geen brief? Bel de Kiesraad{contact}.",
    en: "Type the zegelcode of the letter (--code), not one from the disc or the envelope. No letter? Call the Kiesraad{contact}.",
  },
  ONLEESBAAR: {
    nl: "Maak de schijf schoon of gebruik een ander station. Lukt het weer niet? Vraag een nieuwe schijf.",
    en: "Clean the disc or use another drive. No better? Ask for a new disc.",
  },
  INTREKKING_GEMELD: {
    nl: "Bel de Kiesraad{contact}. Bel niet op een nummer uit de melding zelf. Vraag of deze uitgave is ingetrokken, en vraag de nieuwste intreklijst met handtekeningen (keuze R in het programma, of --recall). Bevestigd? Installeer niet; ook waar al geïnstalleerd is: gebruik het programma niet. Niet waar? Controleer opnieuw, zonder deze intrekking op te geven. Bewaar het verslag.",
    en: "Call the Kiesraad{contact}. Do not call a number from the report itself. Ask whether this release is recalled, and ask for the newest recall list with signatures (choice R in the program, or --recall). Confirmed? Do not install; where it is installed, do not use it. Not true? Verify again, without giving this recall. Keep the record.",
  },
};

const installedStop: Text = {
  nl: "Gebruik het programma niet. Laat de pc zoals zij is. Bewaar het verslag. Bel de Kiesraad{contact}. Verkiezingsdag? Tel met de papieren processen-verbaal; vraag de Kiesraad hoe.",
  en: "Do not use the program. Leave the PC as it is. Keep the record. Call the Kiesraad{contact}. Election day? Count with the paper records; ask the Kiesraad how.",
};

/** In place of the above for an installed folder. */
export const installedAdvice: Partial<Readonly<Record<Verdict, Text>>> = {
  ECHT: {
    nl: "Bewaar het verslag. Teken het met twee personen. Controleer voor elk gebruik opnieuw.",
    en: "Keep the record. Sign it with two persons. Verify again before every use.",
  },
  GEWIJZIGD: installedStop,
  ONVOLLEDIG: installedStop,
};

export const labels = {
  todo: { nl: "Wat u nu moet doen", en: "What to do now" },
  scope: { nl: "Gecontroleerd", en: "Checked" },
  image: { nl: "hele schijf, elke byte", en: "the whole disc, every byte" },
  tree: { nl: "alleen de bestanden", en: "the files only" },
  installed: { nl: "geïnstalleerd programma", en: "installed program" },
  target: { nl: "Gelezen schijf, bestand of map", en: "Target" },
  release: { nl: "Uitgave", en: "Release" },
  disc: { nl: "schijf {disc} van {discs}", en: "disc {disc} of {discs}" },
  trial: {
    nl: "PROEF – alleen om te oefenen, niet voor de uitslag.",
    en: "PROEF (trial) – for practice only, not for the result.",
  },
  demonstration: {
    nl: "DEMONSTRATIE – niet om te gebruiken.",
    en: "DEMONSTRATIE (demonstration) – not for use.",
  },
  emergency: {
    nl: "Dit is een noodversie. Staat dat ook in uw brief?",
    en: "This is an emergency version. Does your letter say so too?",
  },
  releaseSha256: { nl: "Vrijgave (hashcode)", en: "Release note (SHA-256)" },
  imageSha256: { nl: "Schijf (hashcode)", en: "Image (SHA-256)" },
  manifestSha256: { nl: "Bestandslijst (hashcode)", en: "Manifest (SHA-256)" },
  sealSha256: { nl: "Zegel (hashcode)", en: "Seal (SHA-256)" },
  found: { nl: "gevonden", en: "found" },
  expected: { nl: "vrijgegeven", en: "released" },
  also: { nl: "Ook gevonden", en: "Also found" },
  files: { nl: "Bestanden", en: "Files" },
  recalls: { nl: "Intrekkingen", en: "Recalls" },
  recallsKnown: {
    nl: "bekend tot en met nummer {number} van {date} ({from})",
    en: "known up to number {number} of {date} ({from})",
  },
  noRecallsKnown: { nl: "geen intrekkingen bekend", en: "no recalls known" },
  recallsNotReached: { nl: "niet vastgesteld", en: "not established" },
  filesCounted: { nl: "{compared} vergeleken, {good} gelijk", en: "{compared} compared, {good} equal" },
  sectors: { nl: "Sectoren", en: "Sectors" },
  sectorsSeen: { nl: "{total} op de schijf: {counts}", en: "{total} on the disc: {counts}" },
  sectorsUnseen: { nl: "niet gezien", en: "not seen" },
  steps: { nl: "Alle stappen", en: "All steps" },
  progress: { nl: "{done} van {total} MB gelezen.", en: "{done} of {total} MB read." },
  filesPassed: { nl: "{count} van {of} bestanden gelezen: ", en: "{count} of {of} files read: " },
  secondsLeft: { nl: "Nog ongeveer {count} seconden.", en: "About {count} seconds left." },
  minutesLeft: { nl: "Nog ongeveer {count} minuten.", en: "About {count} minutes left." },
  leaveDisc: { nl: "Laat de schijf zitten.", en: "Leave the disc in." },
  sequence: { nl: "uitgave {sequence}", en: "release {sequence}" },
  nothing: { nl: "niets van de inhoud", en: "nothing of the content" },
  letter: { nl: " (nummer: zie uw brief)", en: " (number: see your letter)" },
  next: { nl: "Nu", en: "Now" },
} as const satisfies Record<string, Text>;

/** After a number. */
export const sectorWords: Readonly<Record<SectorClass, Text>> = {
  seal: { nl: "zegel", en: "seal" },
  structure: { nl: "mappen en beschrijving", en: "structure" },
  files: { nl: "inhoud van bestanden", en: "file data" },
  slack: { nl: "einde van een bestand", en: "end of a file" },
  zero: { nl: "leeg", en: "zero" },
  unexplained: { nl: "onverklaard", en: "unexplained" },
  behind: { nl: "achter de inhoud", en: "behind the volume" },
  unreadable: { nl: "onleesbaar", en: "unreadable" },
  unread: { nl: "niet gelezen", en: "not read" },
};

/** A verdict in two or three words, in a sentence. */
export const verdictNames: Readonly<Record<Verdict, Text>> = {
  ECHT: { nl: "ECHT", en: "ECHT (genuine)" },
  GEEN_ZEGELSCHIJF: { nl: "GEEN ZEGELSCHIJF", en: "GEEN ZEGELSCHIJF (not a sealed disc)" },
  NIET_ONDERTEKEND: { nl: "NIET ONDERTEKEND", en: "NIET ONDERTEKEND (not signed)" },
  GEWIJZIGD: { nl: "GEWIJZIGD", en: "GEWIJZIGD (altered)" },
  ONVOLLEDIG: { nl: "ONVOLLEDIG", en: "ONVOLLEDIG (incomplete)" },
  INGETROKKEN: { nl: "INGETROKKEN", en: "INGETROKKEN (recalled)" },
  ONVOLDOENDE_HERBOUW: { nl: "TE WEINIG NAGEBOUWD", en: "ONVOLDOENDE HERBOUW (too few rebuilds)" },
  ANDERE_UITGAVE: { nl: "ANDERE UITGAVE", en: "ANDERE UITGAVE (another release)" },
  NIET_VERGELEKEN: { nl: "NIET VERGELEKEN", en: "NIET VERGELEKEN (not compared)" },
  ONLEESBAAR: { nl: "ONLEESBAAR", en: "ONLEESBAAR (unreadable)" },
  INTREKKING_GEMELD: {
    nl: "INTREKKING GEMELD, ONBEVESTIGD",
    en: "INTREKKING GEMELD (recall reported), UNCONFIRMED",
  },
};

export const purposeWords: Readonly<Record<string, Text>> = {
  "by-code": { nl: "wat de zegelcode kiest", en: "whichever the code selects" },
  final: { nl: "definitief", en: "final" },
  trial: { nl: "proef", en: "trial" },
  demonstration: { nl: "demonstratie", en: "demonstration" },
};
const recallSources: Readonly<Record<string, Text>> = {
  seal: { nl: "uit het zegel", en: "from the seal" },
  given: { nl: "uit een meegegeven lijst", en: "from a list given" },
};
const none: Text = { nl: "geen", en: "none" };
const rebuildWord: Text = { nl: "verklaring van een nabouwer", en: "rebuild note" };
const recallWord: Text = { nl: "intreklijst", en: "recall list" };

/** Our own words among a finding's values, by placeholder or by `CODE.placeholder`. A value that is not listed stands as it is. */
export const valueWords: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  purpose: purposeWords,
  rootPurpose: purposeWords,
  "PURPOSE_DIFFERS.found": purposeWords,
  "PURPOSE_DIFFERS.expected": purposeWords,
  "CLAIMS.previous": { none },
  "RECALLS_KNOWN.from": recallSources,
  requirement: {
    release: { nl: "vrijgave", en: "release" },
    "emergency-release": { nl: "noodvrijgave", en: "emergency release" },
    recall: recallWord,
    rebuild: rebuildWord,
    "emergency-rebuild": rebuildWord,
  },
  urgency: {
    normal: { nl: "gewone uitgave", en: "a normal" },
    emergency: { nl: "noodversie", en: "an emergency" },
  },
  scope: { image: { nl: "de inhoud", en: "payload" }, source: { nl: "de broncode", en: "source" } },
  type: { rebuild: rebuildWord },
  "VOLUME_FIELD.name": {
    volume: { nl: "Naam van de schijf", en: "Volume" },
    "volume set": { nl: "Naam van de reeks", en: "Volume set" },
    publisher: { nl: "Uitgever", en: "Publisher" },
    date: { nl: "Datum", en: "Date" },
  },
  kind: {
    "system-area": { nl: "begin van de schijf", en: "system area" },
    "primary-descriptor": { nl: "beschrijving van de schijf", en: "primary descriptor" },
    "joliet-descriptor": { nl: "beschrijving van de schijf voor Windows", en: "Joliet descriptor" },
    terminator: { nl: "einde van de beschrijving", en: "terminator" },
    directory: { nl: "achter een map", en: "behind a directory" },
    continuation: { nl: "vervolg van een map", en: "continuation area" },
    "path-table": { nl: "achter de mappenlijst", en: "behind the path table" },
    "joliet-directory": { nl: "achter een map voor Windows", en: "behind a Joliet directory" },
    "joliet-path-table": { nl: "achter de mappenlijst voor Windows", en: "behind the Joliet path table" },
    "empty-file-block": { nl: "blok voor lege bestanden", en: "block of empty files" },
    file: { nl: "achter een bestand", en: "behind a file" },
    padding: { nl: "opvulling aan het einde", en: "padding at the end" },
    unexplained: { nl: "zonder eigenaar", en: "of no owner" },
  },
};

/** Next steps that several findings share. */
const steps = {
  nothing: { nl: "U hoeft niets te doen.", en: "Nothing to do." },
  report: {
    nl: "Installeer niet. Bel de Kiesraad en lees deze regel voor.",
    en: "Do not install. Call the Kiesraad and read this line to them.",
  },
  root: {
    nl: "Neem het bestand met de vertrouwensbasis dat de Kiesraad u apart gaf. Weer fout? Bel de Kiesraad.",
    en: "Take the trust-root file that the Kiesraad gave you separately. Wrong again? Call the Kiesraad.",
  },
  letter: {
    nl: "Vergelijk met de brief. Kies de code bij deze schijf. Weer fout? Installeer niet en bel de Kiesraad.",
    en: "Compare with the letter. Take the code for this disc. Wrong again? Do not install; call the Kiesraad.",
  },
  target: {
    nl: "Kies de schijf zelf, of het hele schijfbestand. Was dat zo? Installeer niet en bel de Kiesraad.",
    en: "Choose the disc itself, or the whole image file. Was it that? Do not install; call the Kiesraad.",
  },
  copy: {
    nl: "Is dit een kopie? Controleer de schijf zelf. Is dit de schijf? Installeer niet en bel de Kiesraad.",
    en: "Is this a copy? Verify the disc itself. Is this the disc? Do not install; call the Kiesraad.",
  },
  recalled: {
    nl: "Gebruik deze uitgave niet meer, ook niet waar zij al is geïnstalleerd. Bel de Kiesraad voor een nieuwe schijf.",
    en: "Do not use this release any more, not even where it is installed. Call the Kiesraad for a new disc.",
  },
  clean: {
    nl: "Maak de schijf schoon of gebruik een ander station. Lukt het weer niet? Vraag een nieuwe schijf.",
    en: "Clean the disc or use another drive. No better? Ask for a new disc.",
  },
  program: {
    nl: "Vraag de Kiesraad om een nieuwer controleprogramma. Installeer niet voor die controle.",
    en: "Ask the Kiesraad for a newer verifier. Do not install before that check.",
  },
  note: {
    nl: "Vraag de Kiesraad of u het juiste losse bericht hebt. Het oordeel hangt er niet van af.",
    en: "Ask the Kiesraad whether you have the right loose note. The verdict does not depend on it.",
  },
} as const satisfies Record<string, Text>;

/** Shown nowhere: a fact asks for nothing. */
export const nothingToDo: Text = steps.nothing;

/** What a person does about each finding: its next step. */
export const nextSteps: Readonly<Record<FindingCode, Text>> = {
  SELF_TEST: steps.nothing,
  REFERENCE: steps.nothing,
  INSTALL_TEXT: steps.report,
  MUST_BE_ABSENT: {
    nl: "Gebruik het programma niet. Bel de Kiesraad en lees deze regel voor.",
    en: "Do not use the program. Call the Kiesraad and read this line to them.",
  },
  MAY_CHANGE: steps.nothing,
  INSTALLED_LIMITS: steps.nothing,
  DIRECTORIES_UNREADABLE: steps.clean,
  SEAL_SECTORS_UNREADABLE: steps.clean,
  SECTORS_UNREADABLE: steps.clean,
  FILE_UNREADABLE: {
    nl: "Maak de schijf schoon of gebruik een ander station; vraag bij een map ICT om leesrecht. Lukt het weer niet? Vraag een nieuwe schijf.",
    en: "Clean the disc or use another drive; of a folder, ask IT for the right to read it. No better? Ask for a new disc.",
  },
  CAPACITY_UNKNOWN: {
    nl: "Controleer de schijf als map, of op een andere computer.",
    en: "Verify the disc as a folder, or on another machine.",
  },
  RUN_OUT: steps.nothing,
  DRIVE_DENIED: {
    nl: "Voor de hele schijf: vraag ICT om leesrecht op het station.",
    en: "For the whole disc: ask IT for the right to read the drive.",
  },
  RUNS_FROM_DISC: {
    nl: "Hebt u het programma met certutil en de brief vergeleken? Dan hoeft u niets te doen. Nog niet? Doe dat nu, en controleer daarna opnieuw.",
    en: "Did you compare the program with the letter, by certutil? Then there is nothing to do. Not yet? Do it now, and verify again afterwards.",
  },
  AND_MORE: steps.nothing,
  ANCHOR: steps.nothing,
  ANCHOR_BUILT_IN: steps.nothing,
  NO_ANCHOR: {
    nl: "Geef de vertrouwensbasis op die u apart van de schijf kreeg (--root).",
    en: "Give the trust root that you got apart from the disc (--root).",
  },
  ROOT_NOT_BUILT_IN: {
    nl: "Laat --root weg, of neem de vertrouwensbasis die de Kiesraad u apart gaf. Weer fout? Bel de Kiesraad.",
    en: "Leave out --root, or take the trust root that the Kiesraad gave you apart. Again? Call the Kiesraad.",
  },
  ROOT_TEXT: steps.root,
  ROOT_SIGNATURES: steps.root,
  ROOT_CHAIN: steps.root,
  ROOT_DIFFERS: steps.report,
  ROOT_UNCONNECTED: steps.report,
  ROOTS_KNOWN: steps.nothing,
  CLOCK: {
    nl: "Klopt de klok niet? Schrijf de juiste datum en tijd op het verslag.",
    en: "Is the clock wrong? Write the right date and time on the record.",
  },
  EXPECT_CODE: steps.nothing,
  EXPECT_ELECTION: steps.nothing,
  EXPECT_DISC: steps.nothing,
  EXPECT_PURPOSE: steps.nothing,
  NO_EXPECTATION: {
    nl: "Typ de zegelcode uit de brief (--code), niet van de schijf of de envelop. Geen brief? Bel de Kiesraad.",
    en: "Type the zegelcode of the letter (--code), not one from the disc or the envelope. No letter? Call the Kiesraad.",
  },
  NO_SEAL: steps.target,
  PACKED_FILE: {
    nl: "Pak het bestand eerst uit. Controleer dan opnieuw, met het ISO-bestand dat eruit komt. Installeer niet voor die controle.",
    en: "Unpack the file first. Then verify again, with the ISO file that comes out. Do not install before that check.",
  },
  RAW_SECTORS: {
    nl: "Controleer de schijf zelf, of vraag het ISO-bestand. Een kopie maakt u als ISO, niet als BIN of MDF. Installeer niet voor die controle.",
    en: "Verify the disc itself, or ask for the ISO file. A copy is made as ISO, not as BIN or MDF. Do not install before that check.",
  },
  FILE_TOO_SMALL: {
    nl: "Kopieer of download het bestand opnieuw. Controleer dan opnieuw. Installeer niet voor die controle.",
    en: "Copy or download the file again. Then verify again. Do not install before that check.",
  },
  CUT_FILE: {
    nl: "Is dit een kopie? Kopieer of download het bestand opnieuw, en controleer opnieuw. Is dit de schijf zelf? Installeer niet en bel de Kiesraad.",
    en: "Is this a copy? Copy or download the file again, and verify again. Is this the disc itself? Do not install; call the Kiesraad.",
  },
  CUT_FILE_NO_SEAL: {
    nl: "Is dit een kopie? Kopieer of download het bestand opnieuw, en controleer opnieuw. Is dit de schijf zelf? Installeer niet en bel de Kiesraad.",
    en: "Is this a copy? Copy or download the file again, and verify again. Is this the disc itself? Do not install; call the Kiesraad.",
  },
  CUT_FILE_PAPERS: {
    nl: "Is dit een kopie? Kopieer of download het bestand opnieuw, en controleer opnieuw. Is dit de schijf zelf? Installeer niet en bel de Kiesraad.",
    en: "Is this a copy? Copy or download the file again, and verify again. Is this the disc itself? Do not install; call the Kiesraad.",
  },
  SEAL_BLANK: steps.report,
  SEAL_UNREADABLE: steps.report,
  NOTE_TEXT: steps.report,
  PINNED_ROOT_UNKNOWN: {
    nl: "Vraag de Kiesraad om de nieuwste vertrouwensbasis en controleer opnieuw. Installeer niet voor die controle.",
    en: "Ask the Kiesraad for the newest trust root and verify again. Do not install before that check.",
  },
  PURPOSE_NOT_SIGNABLE: steps.report,
  TOO_FEW_SIGNATURES: steps.report,
  SIGNATURE_FAULT: steps.report,
  RECALL_SIGNATURE_FAULT: steps.report,
  SIGNED_BY: steps.nothing,
  REVOKED_KEY_IGNORED: steps.nothing,
  REBUILD_NOTE_BAD: steps.report,
  REBUILD_AGREES: steps.nothing,
  REBUILD_DIFFERS: {
    nl: "Vraag de Kiesraad wat dit verschil betekent.",
    en: "Ask the Kiesraad what this difference means.",
  },
  NO_DISSENT: steps.nothing,
  REBUILD_NOT_REQUIRED: steps.nothing,
  NEWER_ROOT_ASKS_REBUILDS: {
    nl: "Vraag de Kiesraad of deze uitgave nog gebruikt mag worden.",
    en: "Ask the Kiesraad whether this release may still be used.",
  },
  TOO_FEW_REBUILDS: {
    nl: "Vraag de Kiesraad om nieuwe verklaringen van nabouwers (--note) en controleer opnieuw. Installeer niet voor die controle.",
    en: "Ask the Kiesraad for further rebuild notes (--note) and verify again. Do not install before that check.",
  },
  DISSENT_BLOCKS: steps.report,
  DISSENT_UNCONFIRMED: {
    nl: "Bel de Kiesraad, op een nummer dat u al had. Klopt de melding? Gebruik deze uitgave niet. Klopt zij niet? Controleer opnieuw zonder dat bestand.",
    en: "Call the Kiesraad, on a number that you had already. Is the report true? Do not use this release. Is it not? Verify again without that file.",
  },
  LINE_IGNORED: {
    nl: "Vraag de Kiesraad om het losse bericht opnieuw. Het oordeel hangt er niet van af.",
    en: "Ask the Kiesraad for the loose note again. The verdict does not depend on it.",
  },
  NOTE_IGNORED: steps.note,
  RECALL_NOTE_BAD: steps.report,
  RECALL_MISSING: steps.report,
  RECALLS_KNOWN: steps.nothing,
  NO_RECALLS_KNOWN: steps.nothing,
  RECALL_OLDER: {
    nl: "Vraag de Kiesraad of er een nieuwere intreklijst is. Wat al bekend is, telt.",
    en: "Ask the Kiesraad whether there is a newer recall list. What is known already counts.",
  },
  RECALL_LISTS_DIFFER: {
    nl: "Bel de Kiesraad en lees deze regel voor.",
    en: "Call the Kiesraad and read this line to them.",
  },
  RECALL_UNSIGNED: {
    nl: "Bel de Kiesraad. Vraag de intreklijst opnieuw, en de nieuwste vertrouwensbasis. Installeer niet voor die controle.",
    en: "Call the Kiesraad. Ask for the recall list again, and for the newest trust root. Do not install before that check.",
  },
  RECALL_REPORTED: {
    nl: "Bel de Kiesraad, op een nummer dat u al had. Bevestigd? Gebruik deze uitgave niet. Niet waar? Controleer opnieuw zonder deze melding.",
    en: "Call the Kiesraad, on a number that you had already. Confirmed? Do not use this release. Not true? Verify again without this report.",
  },
  RECALL_CODE_OTHER: {
    nl: "Hebt u schijven van een andere uitgave? Controleer die met deze intrekkingscode.",
    en: "Have you discs of another release? Verify those with this intrekkingscode.",
  },
  RECALLED: steps.recalled,
  LOG_PROOF_UNKNOWN: steps.program,
  LOG_NOT_REQUIRED: steps.nothing,
  LOG_NOT_SUPPORTED: steps.program,
  SEAL_ELSEWHERE: steps.report,
  SEAL_PLACE: steps.report,
  STRUCTURE_BROKEN: steps.report,
  STRUCTURE: steps.report,
  SECTORS_UNEXPLAINED: steps.report,
  VOLUME_SIZE: steps.report,
  VOLUME_FIELD: steps.report,
  MANIFEST_BYTES: steps.report,
  KIT_DIFFERS: steps.report,
  KIT_VERSION: steps.report,
  CLAIMS: steps.nothing,
  NOT_ZERO: steps.report,
  IMAGE_SHORT: steps.copy,
  IMAGE_DIGEST: steps.copy,
  DATA_BEHIND: steps.copy,
  MANIFEST_TEXT: steps.report,
  FILE_CHANGED: steps.copy,
  FILE_MISSING: steps.copy,
  FILE_EXTRA: steps.copy,
  FOLDER_MISSING: steps.copy,
  FOLDER_EXTRA: steps.copy,
  NAME_DIFFERS: steps.copy,
  NOT_A_FILE: steps.copy,
  FILES_NOT_COMPARED: steps.report,
  EMPTY_FOLDERS_NOT_SEEN: {
    nl: "U hoeft niets te doen. Het controleprogramma ziet ze wel, en met het ISO-bestand ziet de bladzijde elke byte.",
    en: "Nothing to do. The verifier program does see them, and with the ISO file the page sees every byte.",
  },
  TREE_LIMITS: {
    nl: "Kan uw computer de schijf zelf lezen? Controleer dan de schijf en niet de map.",
    en: "Can your machine read the disc itself? Then verify the disc and not the folder.",
  },
  CODE_MATCHES: steps.nothing,
  CODE_DIFFERS: steps.letter,
  PRODUCT_DIFFERS: steps.letter,
  ELECTION_DIFFERS: steps.letter,
  ROLE_DIFFERS: steps.letter,
  SEQUENCE_TOO_LOW: steps.letter,
  DISC_DIFFERS: {
    nl: "Neem de andere schijf van deze uitgave. Is die er niet? Installeer niet en bel de Kiesraad.",
    en: "Take the other disc of this release. Is there none? Do not install; call the Kiesraad.",
  },
  DISC_NOT_EXPECTED: {
    nl: "Controleer opnieuw met de zegelcode van deze schijf, of met --disc en het nummer van de schijf die aan de beurt is.",
    en: "Verify again with the zegelcode of this disc, or with --disc and the number of the disc that is due.",
  },
  PURPOSE_DIFFERS: steps.letter,
  EXPECT_RELEASE_SHA256: steps.nothing,
  RELEASE_SHA256_MATCHES: steps.nothing,
  RELEASE_SHA256_DIFFERS: {
    nl: "Eén of twee groepen anders? Lees die opnieuw. Meer? Dan is het een andere uitgave: bel de Kiesraad.",
    en: "One or two groups differ? Read them again. More? Then this is another release: call the Kiesraad.",
  },
};

/** What was typed wrong. */
export const typedTexts = {
  givenTwice: {
    nl: "{option} staat er twee keer. Geef die één keer op.",
    en: "{option} is given twice: give it once.",
  },
  wrongGroups: {
    nl: "Groep {groups} klopt niet. Lees groep {groups} opnieuw.",
    en: "Group {groups} is wrong. Read group {groups} again.",
  },
  noCode: {
    nl: "Dit is geen zegelcode. Typ de 7 groepen van 5 tekens uit de brief. Niet het envelopnummer.",
    en: "This is no zegelcode. Type the 7 groups of 5 characters of the letter. Not the envelope number.",
  },
  noRecallCode: {
    nl: "Dit is geen intrekkingscode. Typ de 4 groepen van 5 tekens uit de melding. Niet de zegelcode.",
    en: "This is no intrekkingscode. Type the 4 groups of 5 characters of the report. Not the zegelcode.",
  },
  noRecallList: {
    nl: "Dit is geen intreklijst. De eerste regel moet zijn: zegel/recall v1",
    en: "This is no recall list. Its first line must be: zegel/recall v1",
  },
  noSha256: {
    nl: "Dit is geen hashcode van 16 groepen van 4 (cijfers en a tot en met f). Gevonden: {typed}",
    en: "This is no SHA-256 of 16 groups of 4 (digits and a to f). Found: {typed}",
  },
  twoSha256: {
    nl: "Hier staan twee of meer verschillende hashcodes. Geef alleen die van de vrijgave.",
    en: "There are two or more different SHA-256 values here. Give that of the release note alone.",
  },
  otherEncoding: {
    nl: "Dit bestand is door een programma in een andere codering opgeslagen. Neem het bestand zoals u het kreeg, of vraag het opnieuw. Sla het niet op vanuit een tekstverwerker of een e-mail.",
    en: "A program saved this file in another encoding. Take the file as you got it, or ask for it again. Do not save it from an editor or a mail.",
  },
  otherLines: {
    nl: "Een programma heeft de regeleinden van dit bestand veranderd. Neem het bestand zoals u het kreeg, of vraag het opnieuw. Sla het niet op vanuit een tekstverwerker of een e-mail.",
    en: "A program changed the line ends of this file. Take the file as you got it, or ask for it again. Do not save it from an editor or a mail.",
  },
  noText: { nl: "Dit is geen tekstbestand.", en: "This is no text file." },
} as const satisfies Record<string, Text>;

/** After the path of what does not answer. */
export const hungTexts = {
  silent: {
    nl: "het station of de netwerkschijf heeft {seconds} s niet geantwoord; er is geen oordeel",
    en: "the drive or share has not answered for {seconds} s; no verdict",
  },
  silentAfter: {
    nl: "het station of de netwerkschijf heeft {seconds} s niet geantwoord; het oordeel hierboven blijft staan",
    en: "the drive or share has not answered for {seconds} s; the verdict above stands",
  },
  noRecord: {
    nl: "Er is geen verslag gemaakt: noteer deze zin met de hand, start opnieuw en probeer een ander station of een kopie op deze computer",
    en: "No record was written: note this sentence by hand, start again, and try another drive or a copy on this machine",
  },
  stays: {
    nl: "Er kan een map {folder}.tmp-… achterblijven met bestanden die niet gecontroleerd zijn: verwijder die met de hand",
    en: "A folder {folder}.tmp-… may stay behind with files that were not verified: remove it by hand",
  },
} as const satisfies Record<string, Text>;

/** `template` with its `{names}` filled in. Foreign text is made visible: a file name must not steer a terminal. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{([a-zA-Z0-9]+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : visible(String(value));
  });
}

/** Foreign text with all that a person could not see spelt out, cut at 400. */
export function visible(foreign: string): string {
  return spellOut(foreign, 400);
}
