// What `zegel review` says, in both languages.

import type { Text } from "../../words/language.ts";

export const reviewTexts = {
  // A bundle that cannot be used.
  noRelease: {
    nl: "{folder}: verwacht de release note van een versie (build/release.note), niet gevonden",
    en: "{folder}: expected the release note of a release (build/release.note), found none",
  },
  twoReleases: {
    nl: '"{first}" en "{second}" zijn van twee versies: geef een map met één versie',
    en: '"{first}" and "{second}" are of two releases: give a folder with one release',
  },
  twoOfDisc: {
    nl: '"{path}": een tweede, andere release note van schijf {disc}: vraag welke het is',
    en: '"{path}": a second, other release note of disc {disc}: ask which one it is',
  },
  noManifest: {
    nl: "verwacht de MANIFEST die de release note van schijf {disc} noemt ({sha256}), niet gevonden: vraag het bestand",
    en: "expected the MANIFEST that the release note of disc {disc} names ({sha256}), found none: ask for it",
  },
  paperMissing: {
    nl: "de versie noemt {name}; u hebt er geen gekregen: vraag het bestand (meestal {usual}) en leg het in de map",
    en: "the release lists {name}; you gave none: ask for the file (mostly {usual}) and put it into the folder",
  },
  papersUnclear: {
    nl: "de versie noemt {name}; {count} bestanden kunnen het zijn, en geen ervan is het: geef er één",
    en: "the release lists {name}; {count} files could be it, and none of them is: give one",
  },
  noKit: {
    nl: "de versie is gemaakt met kit {version} ({sha256}); in de map ligt geen kit: vraag het bestand",
    en: "the release was made with kit {version} ({sha256}); the folder has no kit: ask for the file",
  },
  kitsUnclear: {
    nl: "de versie is gemaakt met kit {version} ({sha256}); {found} bestanden kunnen het zijn, en geen ervan is het: geef er één",
    en: "the release was made with kit {version} ({sha256}); {found} files could be it, and none of them is: give one",
  },
  noPayload: {
    nl: "verwacht de software van schijf {disc}, een map of archief met de {count} bestanden die MANIFEST noemt, niet gevonden",
    en: "expected the payload of disc {disc}, a folder or archive with the {count} files that MANIFEST lists, found none",
  },
  payloadsUnclear: {
    nl: "{found} bestanden kunnen de software van schijf {disc} zijn, en geen ervan is wat MANIFEST noemt: geef er één",
    en: "{found} files could be the payload of disc {disc}, and none of them is what MANIFEST lists: give one",
  },
  // The source of the kit.
  noKitNamed: {
    nl: "de versie heeft geen kit: laat --source weg",
    en: "the release names no kit: leave out --source",
  },
  licenceAlone: {
    nl: "--node-licence hoort bij --source",
    en: "--node-licence belongs to --source",
  },
  noRevision: {
    nl: "geen controleprogramma in de kit zegt uit welke revisie het is gemaakt: laat --source weg, en vraag ernaar",
    en: "no verifier in the kit says of which revision it was made: leave out --source, and ask for it",
  },
  dirtyKit: {
    nl: "de kit is gemaakt uit broncode die van de commit afweek ({revision}): niemand kan die opnieuw maken; laat --source weg, en vraag ernaar",
    en: "the kit was packed from sources that were not those of the commit ({revision}): nobody can make it again; leave out --source, and ask for it",
  },
  noCheckout: {
    nl: "{source}: verwacht een git-checkout van de broncode van Zegel: git clone haalt er een",
    en: "{source}: expected a git checkout of the source of Zegel: git clone gets one",
  },
  otherRevision: {
    nl: "{source}: verwacht revisie {revision}, die de kit noemt, gevonden {found}. Maak een map met die revisie, en geef die met --source:",
    en: "{source}: expected revision {revision}, which the kit names, found {found}. Make a folder of that revision, and give it with --source:",
  },
  changedCheckout: {
    nl: "{source}: verwacht de bestanden van de commit, gevonden wijzigingen ({found}). Maak een schone map, en geef die met --source:",
    en: "{source}: expected the files of the commit, found changes ({found}). Make a clean folder, and give it with --source:",
  },
  packagingFailed: {
    nl: "{source}: hier is geen kit te maken; npm ci gedaan?",
    en: "{source}: no kit can be made here; was npm ci done?",
  },
  // Where the notes go.
  outInside: {
    nl: "{out}: ligt in de map die u nakijkt: kies met -o een andere",
    en: "{out}: lies in the folder that is reviewed: choose another with -o",
  },
  outNoFolder: { nl: "{out}: verwacht een map, of niets", en: "{out}: expected a folder, or nothing" },
  outThere: {
    nl: "{out} is er al, van een eerdere keer: onderteken wat erin ligt (zegel sign), of kies met -o een andere map",
    en: "{out} exists already, of an earlier review: sign what lies in it (zegel sign), or choose another folder with -o",
  },
  // The answer.
  where: { nl: "waar", en: "where" },
  why: { nl: "waarom", en: "why" },
  madeBy: { nl: "gemaakt door", en: "made by" },
  clean: { nl: "schone bouw", en: "clean build" },
  notClean: { nl: "NIET schoon", en: "NOT clean" },
  here: { nl: "nee, op deze computer zoals die is", en: "no, on this computer as it is" },
  whyPayload: {
    nl: 'de software "{path}" is niet wat MANIFEST noemt: {files}',
    en: 'the payload "{path}" is not what MANIFEST lists: {files}',
  },
  whyKit: {
    nl: 'de kit "{path}" is niet die van de versie: {files}',
    en: 'the kit "{path}" is not the release\'s: {files}',
  },
  whyPaper: {
    nl: '"{path}" geeft een andere {name} dan MANIFEST noemt',
    en: '"{path}" gives another {name} than MANIFEST lists',
  },
  whyUnknown: {
    nl: "software, kit en papieren zijn die van de versie: het schijfbestand zelf is een ander. Vergelijk met dat van de Kiesraad (zegel compare)",
    en: "payload, kit and papers are the release's: the image itself is another. Compare with the office's (zegel compare)",
  },
  filesOther: { nl: "anders: {names}", en: "other: {names}" },
  filesMissing: { nl: "ontbreekt: {names}", en: "missing: {names}" },
  filesMore: { nl: "te veel: {names}", en: "more than listed: {names}" },
  foldersOnly: { nl: "alleen lege mappen verschillen", en: "only empty folders differ" },
  payload: { nl: "software", en: "payload" },
  paper: { nl: "papier", en: "paper" },
  asReleased: { nl: "die van de versie", en: "the release's" },
  notReleased: { nl: "NIET die van de versie", en: "NOT the release's" },
  lint: { nl: "opgevallen", en: "to look at" },
  lintNone: { nl: "niets", en: "nothing" },
  lintSome: { nl: "{count} ({codes}): {command}", en: "{count} ({codes}): {command}" },
  kit: { nl: "kit", en: "kit" },
  roots: { nl: "root in de kit", en: "root in the kit" },
  kitNone: { nl: "de versie heeft geen kit", en: "the release names no kit" },
  kitUnchecked: {
    nl: "niet nagegaan: de kit is hier niet opnieuw gemaakt uit de broncode. {how}",
    en: "not checked: it was not made again from its source here. {how}",
  },
  kitHow: {
    nl: "Geef met --source een checkout van revisie {revision}",
    en: "Give a checkout of revision {revision} with --source",
  },
  kitNoRevision: {
    nl: "De kit zegt niet uit welke revisie die is gemaakt",
    en: "It does not say of which revision it was made",
  },
  kitDirty: {
    nl: "De kit is gemaakt uit broncode die van de commit afweek ({revision}): niemand kan die opnieuw maken",
    en: "It was packed from sources that were not those of the commit ({revision}): nobody can make it again",
  },
  kitSame: {
    nl: "GELIJK: {version} opnieuw gemaakt uit {source}, revisie {revision}",
    en: "SAME: {version} made again from {source}, revision {revision}",
  },
  kitDifferent: {
    nl: "VERSCHILT van wat {source}, revisie {revision}, geeft: {differs}",
    en: "DIFFERENT from what {source}, revision {revision}, gives: {differs}",
  },
  kitLicence: {
    nl: "LICENTIES.txt hangt af van de licentie van Node: geef die met --node-licence",
    en: "LICENTIES.txt depends on Node's licence: give it with --node-licence",
  },
  discsMissing: {
    nl: "let op: van schijf {discs} ligt hier geen release note: die is niet nagekeken",
    en: "note: there is no release note of disc {discs} here: it was not reviewed",
  },
  passedOver: { nl: "overgeslagen", en: "passed over" },
  unlistedFiles: {
    nl: "niet in SHA256SUMS: {names}",
    en: "not in SHA256SUMS: {names}",
  },
  noSums: {
    nl: "er is geen SHA256SUMS: of de map goed is overgekomen, is niet nagegaan",
    en: "there is no SHA256SUMS: whether the folder came over well was not checked",
  },
  note: { nl: "opgeslagen", en: "written" },
  unsigned: { nl: "nog niet ondertekend", en: "not signed yet" },
  statement: { nl: "Uw verklaring", en: "Your statement" },
  next: { nl: "Hierna", en: "Next" },
  key: { nl: "UW.key", en: "YOURS.key" },
  nextSend: {
    nl: "en stuur wat dat opslaat naar de Kiesraad",
    en: "and send what that writes to the office",
  },
  send: { nl: "stuur naar de Kiesraad: {folder}", en: "send to the office: {folder}" },
  publish: {
    nl: "en leg het waar iedereen het vindt: reviews/VERSIE/SLEUTEL.note",
    en: "and put it where everybody finds it: reviews/RELEASE/KEY.note",
  },
  dissent: {
    nl: "Zegt u dat het verschilt, bel dan meteen de Kiesraad en de andere nabouwers: wie een zegel maakt, kan uw verklaring weglaten",
    en: "If you say that it differs, telephone the office and the other reviewers at once: whoever makes a seal can leave your note out",
  },
  notSigned: {
    nl: "er is niets ondertekend; wat gevonden is, is wel opgeslagen",
    en: "nothing was signed; what was found is written all the same",
  },
} as const satisfies Record<string, Text>;

export type ReviewText = keyof typeof reviewTexts;
