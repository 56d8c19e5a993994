// What went wrong, in the language of the screen: a fault that carries its Dutch says it; of any other the code says in Dutch what kind
// of thing it is and what to do, and the technician's own sentence stands behind it.

import { errorText } from "../files/print.ts";
import { Fault, FormatError } from "../format/index.ts";
import type { Language } from "../words/language.ts";

/** By the code of a fault that has no Dutch of its own. */
const dutchByCode: Readonly<Record<string, string>> = {
  AGE_FILE: "Dit sleutelbestand is niet te gebruiken: neem een andere kopie",
  KEY_FILE: "Dit sleutelbestand is niet te gebruiken: neem een andere kopie",
  WORK_FACTOR: "Dit sleutelbestand is niet te gebruiken: neem een andere kopie",
  SELF_CHECK: "De handtekening klopte niet en is niet geschreven: vertrouw deze computer niet",
  NOTE_TYPE: "Dit bestand is niet het soort tekst dat hier hoort: geef het goede bestand",
  TRUST_ROOT: "Deze vertrouwensbasis is hier niet te gebruiken",
  TRUST_ROOTS: "Deze vertrouwensbases zijn niet te gebruiken",
  ROOT_SIGNATURES: "Deze vertrouwensbasis is niet goed ondertekend: vraag hem opnieuw",
  TRANSCRIPT: "Dit ceremonieverslag is hier niet te gebruiken",
  DESCRIPTION: "De beschrijving is niet te gebruiken: verbeter die",
  RECALL: "Deze intreklijst is hier niet te gebruiken",
  REQUEST: "Dit ondertekenverzoek is niet te gebruiken: vraag het opnieuw",
  RESPONSE: "Dit antwoord is niet te gebruiken: vraag het opnieuw",
  MANIFEST: "Deze bestandslijst hoort hier niet bij: vraag het bestand opnieuw",
  REBUILD: "Deze verklaring van een nabouwer is hier niet te gebruiken",
  FOREIGN: "Deze sleutel of handtekening van een ander programma is hier niet te gebruiken",
  AGENT: "De ssh-agent geeft geen bruikbare handtekening",
  TOKEN: "Het token geeft geen bruikbare handtekening",
  REFUSED: "Zo kan het niet worden gemaakt, en er is niets geschreven",
  ROOT: "Met deze vertrouwensbasis kan niet worden gebouwd",
  PREVIOUS: "De vorige versie past hier niet bij",
  XORRISO: "xorriso doet het niet zoals nodig: kies een andere, of --writer own",
  CANARY: "xorriso doet het niet zoals nodig: kies een andere, of --writer own",
  WRITERS: "De twee schrijvers maakten niet dezelfde schijf: meld dit aan de makers van dit programma",
  OUTPUT: "De uitvoer kan niet worden geschreven",
  CHANGED: "Een bestand veranderde tijdens het lezen: begin opnieuw",
  SPACE: "De schijf van deze computer is vol: maak ruimte",
  UNSOUND: "Het gemaakte schijfbestand doorstaat de controle niet",
  INTERRUPTED: "Onderbroken: er is niets geschreven",
  KIND: "Deze bestanden zijn niet te vergelijken",
  NOT_ISO: "Dit is geen schijfbestand",
  LIMIT: "Dit is groter dan een schijf van ons kan zijn",
  ARCHIVE: "Dit archief is niet te lezen",
  BROKEN: "Dit archief is niet te lezen",
  PAYLOAD: "Deze software is niet te lezen",
  TEXTS: "De teksten van de brief zijn niet te gebruiken: verbeter ze",
  SET: "Deze schijven horen niet bij elkaar",
  KIT: "Deze kit is hier niet te gebruiken",
  LISTS: "De kandidatenlijsten ontbreken of passen niet bij deze telling",
  UNITS: "In dit bestand staan geen stembureaus of onderdelen",
  IMAGE: "Dit schijfbestand is hier niet te gebruiken",
  PLACE: "In dit schijfbestand is geen plaats voor het zegel",
};

/** What the system refuses, by its own name for it. */
const dutchBySystem: Readonly<Record<string, string>> = {
  ENOENT: "dit bestand of deze map is er niet: controleer de naam",
  ENOTDIR: "een deel van deze naam is geen map: controleer de naam",
  EISDIR: "verwacht een bestand, gevonden een map",
  EACCES: "u mag hier niet bij: controleer de rechten",
  EPERM: "u mag dit niet: controleer de rechten",
  ENOSPC: "de schijf van deze computer is vol: maak ruimte",
  EROFS: "hier kan niet worden geschreven: kies een andere plaats",
  EIO: "het apparaat geeft een fout: probeer een andere stick of schijf",
};

const notAsExpected = "Dit is niet wat hier verwacht wordt: geef het goede bestand, of typ het opnieuw";

/** For a person, without `zegel:` before it. Bounded and harmless as `errorText` makes it. */
export function faultText(error: unknown, language: Language): string {
  const own = errorText(error);
  if (language === "en" || !(error instanceof Error)) return own;
  if (error instanceof Fault && error.dutch !== undefined) return errorText(error.dutch);
  const lead = leadOf(error);
  return lead === undefined ? own : `${errorText(lead)}. (Voor de technicus: ${own})`;
}

function leadOf(error: Error): string | undefined {
  if (error instanceof FormatError) return notAsExpected;
  if (error instanceof Fault) return Object.hasOwn(dutchByCode, error.code) ? dutchByCode[error.code] : undefined;
  const { code = "", path } = error as NodeJS.ErrnoException;
  const reason = Object.hasOwn(dutchBySystem, code) ? dutchBySystem[code] : undefined;
  return reason === undefined || path === undefined ? undefined : `${path}: ${reason}`;
}
