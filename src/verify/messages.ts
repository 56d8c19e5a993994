// Every sentence that the verifier can say, Dutch and English. `{name}` stands for a value of the finding.

import type { StepId, StepStatus } from "./report.ts";
import type { Verdict } from "./verdict.ts";

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
  AND_MORE: { nl: "en nog {count} keer hetzelfde ({code})", en: "and {count} more of the same ({code})" },
  ANCHOR: {
    nl: "Vertrouwensbasis: versie {versions}, doel {purpose}, vingerafdruk {sha256}",
    en: "Trust root: version {versions}, purpose {purpose}, fingerprint {sha256}",
  },
  NO_ANCHOR: {
    nl: "Er is geen vertrouwensbasis opgegeven (--root). Die van de schijf zelf telt niet.",
    en: "No trust root was given (--root). The one on the disc itself does not count.",
  },
  ROOT_TEXT: { nl: "Vertrouwensbasis is niet te lezen: {text}", en: "Trust root cannot be read: {text}" },
  ROOT_SIGNATURES: {
    nl: "Vertrouwensbasis is niet geldig ondertekend: {text}",
    en: "Trust root is not validly signed: {text}",
  },
  ROOT_CHAIN: {
    nl: "Vertrouwensbasis sluit niet aan op de vorige: {text}",
    en: "Trust root does not follow the one before: {text}",
  },
  ROOT_DIFFERS: {
    nl: "Vertrouwensbasis op de schijf is een andere dan de uwe: {text}",
    en: "Trust root on the disc is not yours: {text}",
  },
  ROOT_UNCONNECTED: {
    nl: "Vertrouwensbasis op de schijf hangt niet aan de uwe vast: {text}",
    en: "Trust root on the disc is not connected to yours: {text}",
  },
  ROOTS_KNOWN: {
    nl: "Vertrouwensbasis bekend tot en met versie {count}, vingerafdruk {newest}",
    en: "Trust roots known up to version {count}, fingerprint {newest}",
  },
  CLOCK: {
    nl: "Vertrouwensbasis geldig van {from} tot en met {until}; de klok van deze computer zegt {today}. De klok beslist niets.",
    en: "Trust root valid from {from} to {until}; the clock of this machine says {today}. The clock decides nothing.",
  },
  EXPECT_CODE: {
    nl: "Verwacht: de uitgave met de getypte zegelcode",
    en: "Expected: the release with the typed zegelcode",
  },
  EXPECT_ELECTION: {
    nl: "Verwacht: verkiezing {election}, rol {role}, uitgave {sequence} of hoger",
    en: "Expected: election {election}, role {role}, release {sequence} or higher",
  },
  EXPECT_PURPOSE: { nl: "Verwacht doel: {purpose}", en: "Expected purpose: {purpose}" },
  NO_EXPECTATION: {
    nl: "Er is geen zegelcode getypt: niets van buiten de schijf zegt welke uitgave dit moet zijn.",
    en: "No zegelcode was typed: nothing from outside the disc says which release this should be.",
  },
  NO_SEAL: { nl: "Er is geen zegel gevonden. Er is niets vergeleken.", en: "No seal was found. Nothing was compared." },
  SEAL_BLANK: { nl: "Het zegel is leeg: {text}", en: "The seal is empty: {text}" },
  SEAL_UNREADABLE: { nl: "Het zegel is niet te lezen: {text}", en: "The seal cannot be read: {text}" },
  NOTE_TEXT: { nl: "De vrijgave is niet te lezen: {text}", en: "The release note cannot be read: {text}" },
  PINNED_ROOT_UNKNOWN: {
    nl: "De vrijgave noemt een vertrouwensbasis die niet bekend is: {sha256}",
    en: "The release names a trust root that is not known: {sha256}",
  },
  PURPOSE_NOT_SIGNABLE: {
    nl: "Een vertrouwensbasis met doel {rootPurpose} mag geen uitgave met doel {purpose} ondertekenen.",
    en: "A trust root of purpose {rootPurpose} may not sign a release of purpose {purpose}.",
  },
  TOO_FEW_SIGNATURES: {
    nl: "Geldige handtekeningen: {found}. Nodig: {needed} ({requirement}).",
    en: "Valid signatures: {found}. Needed: {needed} ({requirement}).",
  },
  SIGNATURE_FAULT: { nl: "Handtekening deugt niet: {text}", en: "Signature is no good: {text}" },
  SIGNED_BY: { nl: "Ondertekend door {holder} ({organisation})", en: "Signed by {holder} ({organisation})" },
  REVOKED_KEY_IGNORED: {
    nl: "Handtekening van {holder} telt niet: de sleutel is ingetrokken",
    en: "Signature by {holder} does not count: the key is revoked",
  },
  REBUILD_NOTE_BAD: { nl: "Verklaring van een nabouwer deugt niet: {text}", en: "A rebuild note is no good: {text}" },
  REBUILD_AGREES: {
    nl: "Nagebouwd en gelijk bevonden ({scope}): {holder} ({organisation})",
    en: "Rebuilt and found equal ({scope}): {holder} ({organisation})",
  },
  REBUILD_DIFFERS: {
    nl: "Nagebouwd en ANDERS bevonden ({scope}): {holder} ({organisation}): {where}",
    en: "Rebuilt and found DIFFERENT ({scope}): {holder} ({organisation}): {where}",
  },
  REBUILD_NOT_REQUIRED: {
    nl: "De vertrouwensbasis vraagt niet dat anderen nabouwen.",
    en: "The trust root does not ask for rebuilds by others.",
  },
  TOO_FEW_REBUILDS: {
    nl: "Onafhankelijk nagebouwd: {found}. Nodig: {needed}.",
    en: "Independent rebuilds: {found}. Needed: {needed}.",
  },
  DISSENT_BLOCKS: {
    nl: "{found} nabouwer(s) vonden verschil; vanaf {limit} mag de uitgave niet gebruikt worden.",
    en: "{found} rebuilder(s) found a difference; from {limit} on the release may not be used.",
  },
  NOTE_IGNORED: {
    nl: "Een los bericht ({type}) hoort hier niet bij of is niet geldig ondertekend; het telt niet mee.",
    en: "A loose note ({type}) is not about this or not validly signed; it does not count.",
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
    nl: "Ingetrokken uitgaven bekend tot en met nummer {number}, van {date}",
    en: "Recalls known up to number {number}, of {date}",
  },
  NO_RECALLS_KNOWN: { nl: "Geen intreklijst bekend", en: "No recall list known" },
  RECALLED: { nl: "Ingetrokken op {date}: {reason}", en: "Recalled on {date}: {reason}" },
  LOG_PROOF_UNKNOWN: {
    nl: "Het zegel bevat een logboekbewijs, dat deze versie niet kan beoordelen.",
    en: "The seal holds a log proof, which this version cannot judge.",
  },
  LOG_NOT_REQUIRED: {
    nl: "De vertrouwensbasis vraagt geen openbaar logboek.",
    en: "The trust root does not ask for a public log.",
  },
  LOG_NOT_SUPPORTED: {
    nl: "De vertrouwensbasis vraagt een openbaar logboek, dat deze versie niet kan beoordelen.",
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
  STRUCTURE_BROKEN: { nl: "De mappen zijn niet te lezen: {text}", en: "The directories cannot be read: {text}" },
  STRUCTURE: {
    nl: "Opbouw van de schijf, {where}: verwacht {expected}, gevonden {found} ({code})",
    en: "Structure of the disc, {where}: expected {expected}, found {found} ({code})",
  },
  SECTORS_UNEXPLAINED: {
    nl: "{count} sector(en) vanaf {from} horen bij niets.",
    en: "{count} sector(s) from {from} belong to nothing.",
  },
  VOLUME_SIZE: {
    nl: "De schijf noemt zich {found} bytes groot; vrijgegeven zijn er {expected}.",
    en: "The disc calls itself {found} bytes; released are {expected}.",
  },
  VOLUME_FIELD: {
    nl: "De schijf noemt zich anders dan vrijgegeven, {name}: {found} in plaats van {expected}",
    en: "The disc does not call itself as released, {name}: {found} in place of {expected}",
  },
  MANIFEST_BYTES: {
    nl: "De bestanden zijn samen {found} bytes; de bestandslijst zegt {expected}.",
    en: "The files are {found} bytes in all; the manifest says {expected}.",
  },
  KIT_DIFFERS: {
    nl: "De controlehulpmiddelen in /ZEGEL zijn niet die van de vrijgave.",
    en: "The tools in /ZEGEL are not those that the release names.",
  },
  KIT_VERSION: {
    nl: "De controlehulpmiddelen in /ZEGEL zijn niet van versie {version}.",
    en: "The tools in /ZEGEL are not of version {version}.",
  },
  CLAIMS: {
    nl: "Verklaring, niet gecontroleerd: vorige uitgave {previous}, recept {recipe}",
    en: "Statement, not checked: previous release {previous}, recipe {recipe}",
  },
  NOT_ZERO: {
    nl: "Ongebruikte ruimte is niet leeg: {count} sector(en) vanaf {from} ({kind}) {path}",
    en: "Unused space is not empty: {count} sector(s) from {from} ({kind}) {path}",
  },
  IMAGE_SHORT: {
    nl: "Er zijn {found} bytes; vrijgegeven zijn er {expected}. De rest ontbreekt.",
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
  MANIFEST_TEXT: { nl: "De bestandslijst is niet te lezen: {text}", en: "The manifest cannot be read: {text}" },
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
    nl: "Geen gewoon bestand (koppeling of apparaat): {path}",
    en: "No plain file (link or device): {path}",
  },
  FILES_NOT_COMPARED: { nl: "{count} bestand(en) zijn niet vergeleken.", en: "{count} file(s) were not compared." },
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
  ELECTION_DIFFERS: { nl: "Verkiezing {found}, verwacht {expected}", en: "Election {found}, expected {expected}" },
  ROLE_DIFFERS: { nl: "Rol {found}, verwacht {expected}", en: "Role {found}, expected {expected}" },
  SEQUENCE_TOO_LOW: {
    nl: "Uitgave {found}, verwacht {expected} of hoger",
    en: "Release {found}, expected {expected} or higher",
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
  PURPOSE_DIFFERS: { nl: "Doel {found}, verwacht {expected}", en: "Purpose {found}, expected {expected}" },
} as const satisfies Record<string, Text>;

export type FindingCode = keyof typeof findingTexts;

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
    nl: `Hebt u de goede schijf of het goede bestand gekozen? Zo ja: ${stop.nl}`,
    en: `Did you choose the right disc or file? If so: ${stop.en}`,
  },
  NIET_ONDERTEKEND: stop,
  GEWIJZIGD: stop,
  ONVOLLEDIG: stop,
  INGETROKKEN: stop,
  ONVOLDOENDE_HERBOUW: stop,
  ANDERE_UITGAVE: {
    nl: `Meer codes in de brief? Kies de code bij deze schijf. Anders: ${stop.nl}`,
    en: `More codes in the letter? Take the one for this disc. Otherwise: ${stop.en}`,
  },
  NIET_VERGELEKEN: {
    nl: "Typ de zegelcode uit de brief (--code). Niet van de schijf of de envelop. Geen brief? Bel de Kiesraad{contact}.",
    en: "Type the zegelcode of the letter (--code), not one from the disc or the envelope. No letter? Call the Kiesraad{contact}.",
  },
  ONLEESBAAR: {
    nl: "Maak de schijf schoon of gebruik een ander station. Lukt het weer niet? Vraag een nieuwe schijf.",
    en: "Clean the disc or use another drive. No better? Ask for a new disc.",
  },
};

/** In place of the above for an installed folder that is ECHT. */
export const installedAdvice: Text = {
  nl: "Bewaar het verslag. Teken het met twee personen. Controleer voor elk gebruik opnieuw.",
  en: "Keep the record. Sign it with two persons. Verify again before every use.",
};

export const labels = {
  todo: { nl: "Wat u nu moet doen", en: "What to do now" },
  scope: { nl: "Gecontroleerd", en: "Checked" },
  image: { nl: "hele schijf, elke byte", en: "the whole disc, every byte" },
  tree: { nl: "alleen de bestanden", en: "the files only" },
  installed: { nl: "geïnstalleerd programma", en: "installed program" },
  target: { nl: "Doel van de controle", en: "Target" },
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
  releaseSha256: { nl: "Vrijgave (hashcode)", en: "Release note (SHA-256)" },
  imageSha256: { nl: "Schijf (hashcode)", en: "Image (SHA-256)" },
  manifestSha256: { nl: "Bestandslijst (hashcode)", en: "Manifest (SHA-256)" },
  sealSha256: { nl: "Zegel (hashcode)", en: "Seal (SHA-256)" },
  found: { nl: "gevonden", en: "found" },
  expected: { nl: "vrijgegeven", en: "released" },
  also: { nl: "Ook gevonden", en: "Also found" },
  files: { nl: "Bestanden vergeleken: {compared}, gelijk: {good}", en: "Files compared: {compared}, equal: {good}" },
  steps: { nl: "Alle stappen", en: "All steps" },
  progress: { nl: "{done} van {total} MB gelezen.", en: "{done} of {total} MB read." },
  secondsLeft: { nl: "Nog ongeveer {count} seconden.", en: "About {count} seconds left." },
  minutesLeft: { nl: "Nog ongeveer {count} minuten.", en: "About {count} minutes left." },
  leaveDisc: { nl: "Laat de schijf zitten.", en: "Leave the disc in." },
} as const satisfies Record<string, Text>;

/** `template` with its `{names}` filled in. Foreign text is made visible: a file name must not steer a terminal. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{([a-zA-Z0-9]+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : visible(String(value));
  });
}

/** Foreign text with its control and format characters spelt out, cut at 400. */
export function visible(foreign: string): string {
  const cut = foreign.length > 400 ? `${foreign.slice(0, 400)}…` : foreign;
  return cut.replace(
    /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
