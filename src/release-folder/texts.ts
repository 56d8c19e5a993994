// What the judge of a release's folder can find: what each finding means for its step, and what is said of it.

import type { Text } from "../words/language.ts";

/** `fact`: no reason to wait. `warning`: the same, but to be looked at. */
export interface FindingText extends Text {
  readonly is: "fact" | "warning" | "waiting" | "wrong";
}

export const fact = (nl: string, en: string): FindingText => ({ is: "fact", nl, en });
export const warning = (nl: string, en: string): FindingText => ({ is: "warning", nl, en });
const waiting = (nl: string, en: string): FindingText => ({ is: "waiting", nl, en });
export const wrong = (nl: string, en: string): FindingText => ({ is: "wrong", nl, en });

const inputTexts = {
  UNREAD: wrong(
    "{path}: niet te gebruiken: zet er een goed exemplaar voor in de plaats, en leg het pas weg als zeker is dat het hier niet hoort (reden, in het Engels: {reason})",
    "{path}: cannot be used: put a good one in its place, and take it away only when it is certain that it does not belong here ({reason})",
  ),
  NO_DESCRIPTION: waiting(
    "release.json is er nog niet: leg het erbij, of begin met zegel release start",
    "release.json is not there yet: add it, or begin with zegel release start",
  ),
  NO_ROOT: waiting(
    "in/root-1.note, de vertrouwensbasis, is er nog niet: leg die erbij",
    "in/root-1.note, the trust root, is not there yet: add it",
  ),
  NO_PAYLOAD: waiting(
    "in/payload, de software, is er nog niet: leg die erbij",
    "in/payload, the software, is not there yet: add it",
  ),
  TWO_OF_ONE: wrong(
    "{paths}: verwacht er één van; haal weg wat niet bij deze versie hoort",
    "{paths}: expected one of them; take away what is not of this release",
  ),
  ROOTS: fact("vertrouwensbasis {versions}", "trust root {versions}"),
  ROOTS_BAD: wrong(
    "in/root-….note: geen keten van vertrouwensbases: leg goede exemplaren neer, van versie 1 tot de nieuwste (reden: {reden})",
    "in/root-….note: no chain of trust roots: put good ones there, from version 1 to the newest ({reason})",
  ),
  ROOT_OTHER: wrong(
    "{path}: is een andere vertrouwensbasis {version} dan die in dit programma: ga niet verder, en zoek uit welke van de twee echt is",
    "{path}: is another trust root {version} than the one in this program: do not go on, and find out which of the two is genuine",
  ),
  ROOT_FIRST: wrong(
    "in/root-….note: verwacht versie 1 en wat daarop volgt, gevonden vanaf versie {version}: leg de eerdere erbij",
    "in/root-….note: expected version 1 and what follows it, found version {version} first: add those before it",
  ),
  ROOT_PURPOSE: wrong(
    "release.json: doel {purpose} past niet bij een vertrouwensbasis met doel {root}: verbeter het doel, of leg de goede vertrouwensbasis neer",
    "release.json: purpose {purpose} does not fit a trust root of purpose {root}: correct the purpose, or put the right trust root there",
  ),
  PREVIOUS: fact("vorige: {version}, nummer {sequence}", "previous: {version}, number {sequence}"),
  NO_PREVIOUS: warning(
    "nummer {sequence} zonder in/previous.note: functionarissen zien dan niet wat er nieuw is; leg de vorige versie erbij",
    "number {sequence} without in/previous.note: officers then do not see what is new; add the release before",
  ),
  PREVIOUS_FIELD: wrong(
    "in/previous.note: verwacht {field} {expected} zoals in release.json, gevonden {found}: dat is de vorige versie niet; leg de goede neer",
    "in/previous.note: expected {field} {expected} as in release.json, found {found}: this is not the release before; put the right one there",
  ),
  PREVIOUS_SEQUENCE: wrong(
    "in/previous.note: heeft nummer {found} en release.json {sequence}: het nummer moet hoger zijn; verhoog het, of leg de goede vorige versie neer",
    "in/previous.note: has number {found} and release.json {sequence}: the number must be higher; raise it, or put the right release before there",
  ),
  PREVIOUS_UNSIGNED: wrong(
    "in/previous.note: {found} van {needed} handtekeningen: leg de laatste versie neer die is vrijgegeven",
    "in/previous.note: {found} of {needed} signatures: put the last one there that was released",
  ),
  PREVIOUS_UNJUDGED: warning(
    "in/previous.note: niet nagegaan wie ondertekende: zijn vertrouwensbasis ligt niet in in/; leg die erbij",
    "in/previous.note: not checked who signed: its trust root is not in in/; add it",
  ),
  RECALLS: fact("intreklijst {number}", "recall list {number}"),
  RECALL_UNSIGNED: wrong(
    "in/recall.note: {found} van {needed} handtekeningen onder vertrouwensbasis {version}: laat de functionarissen de lijst ondertekenen",
    "in/recall.note: {found} of {needed} signatures under trust root {version}: let the officers sign the list",
  ),
  RECALL_LOW: wrong(
    "in/recall.note: release.json vraagt intreklijst {needed} of hoger, gevonden {found}: leg de nieuwste neer",
    "in/recall.note: release.json asks for recall list {needed} or higher, found {found}: put the newest there",
  ),
  RECALL_FALLS: wrong(
    "release.json: vraagt intreklijst {found} of hoger, de vorige versie al {needed}: dat nummer daalt nooit; zet er {needed} of hoger",
    "release.json: asks for recall list {found} or higher, the previous release already for {needed}: that number never falls; write {needed} or higher",
  ),
  NO_KIT: warning(
    "zonder in/kit: op de schijf staat dan geen controleprogramma en er kan geen brief bij; leg de kit erbij, tenzij het zo bedoeld is",
    "without in/kit: then no verifier is on the disc and no letter can go with it; add the kit, unless it is meant so",
  ),
  UNUSED: warning(
    "{path}: wordt door geen stap gebruikt: klopt de naam? Verbeter die, of leg het bestand weg",
    "{path}: no step uses it: is the name right? Correct it, or take the file away",
  ),
} as const satisfies Record<string, FindingText>;

const buildTexts = {
  NOT_BUILT: waiting("nog niet gebouwd", "not built yet"),
  BUILT: fact("{path}: zegelcode {code}", "{path}: zegelcode {code}"),
  PART_MISSING: wrong(
    "{path}: ontbreekt: haal build weg en bouw opnieuw",
    "{path}: is missing: take build away and build again",
  ),
  BUILT_NUMBER: wrong(
    "{path}: schijf {found}, verwacht schijf {expected}: haal build weg en bouw opnieuw",
    "{path}: disc {found}, expected disc {expected}: take build away and build again",
  ),
  BUILT_FIELD: wrong(
    "{path}: {field} is {found}, in release.json {expected}: haal build weg en bouw opnieuw, of zet release.json terug",
    "{path}: {field} is {found}, in release.json {expected}: take build away and build again, or put release.json back",
  ),
  BUILT_ROOT: wrong(
    "{path}: noemt een vertrouwensbasis die niet in in/ ligt: haal build weg en bouw opnieuw",
    "{path}: names a trust root that is not in in/: take build away and build again",
  ),
  BUILT_OLD_ROOT: warning(
    "{path}: valt onder vertrouwensbasis {version}, de nieuwste is {newest}: dat mag; bouw opnieuw als de nieuwste moet gelden",
    "{path}: is judged under trust root {version}, the newest is {newest}: that is allowed; build again where the newest is to hold",
  ),
  BUILT_PREVIOUS: wrong(
    "{path}: noemt een andere vorige versie dan in/previous.note: haal build weg en bouw opnieuw",
    "{path}: names another previous release than in/previous.note: take build away and build again",
  ),
  BUILT_KIT: wrong(
    "{path}: noemt {found}, en in in/ ligt {expected}: haal build weg en bouw opnieuw",
    "{path}: names {found}, and in in/ lies {expected}: take build away and build again",
  ),
  BUILT_MANIFEST: wrong(
    "{path}: is niet de inhoudslijst die de versie noemt: haal build weg en bouw opnieuw",
    "{path}: is not the MANIFEST that the release names: take build away and build again",
  ),
  BUILT_PAPER: wrong(
    "{path}: op de schijf staat een andere dan in in/: haal build weg en bouw opnieuw",
    "{path}: the one on the disc is not the one in in/: take build away and build again",
  ),
  BUILT_SIZE: wrong(
    "{path}: {found} bytes, verwacht {expected}: haal build weg en bouw opnieuw",
    "{path}: {found} bytes, expected {expected}: take build away and build again",
  ),
  BUILT_IMAGE: wrong(
    "{path}: heeft niet de hashcode die de versie noemt: haal build weg en bouw opnieuw",
    "{path}: has not the digest that the release names: take build away and build again",
  ),
  BUILT_PAYLOAD: wrong(
    "{path}: {file} is anders dan op de schijf ({count} verschillen): leg terug wat gebouwd is, of bouw opnieuw",
    "{path}: {file} is not as on the disc ({count} differences): put back what was built, or build again",
  ),
} as const satisfies Record<string, FindingText>;

const noteTexts = {
  DISSENT: warning(
    "{holder} ({organisation}) ZEGT DAT HET VERSCHILT: {where} ({path}): bel, en zoek eerst uit waarom",
    "{holder} ({organisation}) SAYS THAT IT DIFFERS: {where} ({path}): call, and find out why first",
  ),
  DISSENT_BLOCKS: wrong(
    "{paths}: {found} nabouwers zeggen dat het verschilt; vanaf {limit} houdt dat de versie tegen: zoek de oorzaak, en stop deze versie met zegel release stop als zij gelijk hebben",
    "{paths}: {found} rebuilders say that it differs; from {limit} on that blocks the release: find the cause, and end it with zegel release stop where they are right",
  ),
  REBUILD_BAD: wrong(
    "{path}: {reden}: vraag het na bij de nabouwer voordat u verder gaat",
    "{path}: it {reason}: ask the reviewer before you go on",
  ),
  REBUILD_TWICE: wrong(
    "{paths}: twee verklaringen van {holder}: leg weg welke niet meer geldt, en bewaar die apart",
    "{paths}: two statements by {holder}: take away the one that holds no more, and keep it apart",
  ),
  REBUILD_AGREES: fact("{holder} ({organisation}) gelijk", "{holder} ({organisation}) agrees"),
  REBUILDS: fact("{disc}{found} van {needed}", "{disc}{found} of {needed}"),
  NO_REBUILDS_ASKED: fact("niet gevraagd door vertrouwensbasis {version}", "not asked by trust root {version}"),
  REBUILDS_MISSING: waiting(
    "{disc}{found} van {needed}; nog niet van {missing}",
    "{disc}{found} of {needed}; not yet by {missing}",
  ),
  OTHER: warning(
    "{path}: hoort bij een andere versie of een andere bouw en telt niet mee: leg het weg",
    "{path}: is of another release or another build and counts for nothing: take it away",
  ),
  LINE_UNKNOWN: warning(
    "{path}: de handtekening van {name} telt niet mee: die sleutel mag dit niet ondertekenen; vraag het wie dat wel mag",
    "{path}: the signature by {name} does not count: that key may not sign this; ask somebody who may",
  ),
  SIGNATURE_BAD: wrong("{path}: {reden}: vraag het opnieuw", "{path}: {reason}: ask for it again"),
  REVOKED: warning(
    "de sleutel van {holder} is ingetrokken en telt niet mee: vraag iemand anders",
    "the key of {holder} is revoked and does not count: ask somebody else",
  ),
  SIGNED: fact("{disc}{found} van {needed}: {names}", "{disc}{found} of {needed}: {names}"),
  SIGNATURES_MISSING: waiting(
    "{disc}{found} van {needed}; nog niet van {missing}",
    "{disc}{found} of {needed}; not yet by {missing}",
  ),
  NOBODY_SIGNS: wrong(
    "in/root-….note: laat niemand deze versie ondertekenen ({requirement} is none): maak eerst een vertrouwensbasis die dat regelt",
    "in/root-….note: lets nobody sign this release ({requirement} is none): make a trust root first that does",
  ),
  NO_REQUEST: waiting(
    "nog geen aanvraag om mee te nemen naar de functionarissen",
    "no request yet to carry to the officers",
  ),
  REQUEST: fact("{path}", "{path}"),
  REQUEST_OTHER: wrong(
    "{path}: vraagt handtekeningen onder een andere bouw: haal weg en maak opnieuw",
    "{path}: asks for signatures of another build: take it away and make it again",
  ),
  REQUEST_OLD: waiting(
    "{path}: mist een verklaring van een nabouwer die hier nu ligt: haal weg en maak opnieuw",
    "{path}: lacks a rebuilder's statement that lies here now: take it away and make it again",
  ),
} as const satisfies Record<string, FindingText>;

const outTexts = {
  NOT_JOINED: waiting("{disc}nog niet samengevoegd", "{disc}not joined yet"),
  JOINED: fact("{path}: {names}", "{path}: {names}"),
  JOINED_OTHER: wrong(
    "{path}: is niet de tekst die gebouwd is: haal weg en voeg opnieuw samen",
    "{path}: is not the text that was built: take it away and join again",
  ),
  JOINED_FEW: waiting(
    "{path}: {found} van {needed} handtekeningen: haal weg en voeg opnieuw samen",
    "{path}: {found} of {needed} signatures: take it away and join again",
  ),
  NOT_SEALED: waiting("{disc}nog niet verzegeld", "{disc}not sealed yet"),
  SEALED: fact(
    "{path}: zegel nagegaan, {rebuilds} verklaringen van nabouwers erin",
    "{path}: seal checked, {rebuilds} statements of rebuilders in it",
  ),
  SEAL_REFUSED: wrong(
    "wat hier ligt kan niet worden verzegeld: verbeter dat eerst (reden: {reden})",
    "what lies here cannot be sealed: mend that first ({reason})",
  ),
  SEAL_EARLY: waiting(
    "{path}: het controleprogramma zegt nog nee: wacht op wat ontbreekt, haal de master dan weg en verzegel opnieuw (reden: {reden})",
    "{path}: the verifier still says no: wait for what is missing, then take the master away and seal again ({reason})",
  ),
  MASTER_SIZE: wrong(
    "{path}: {found} bytes, verwacht {expected}: haal weg en verzegel opnieuw",
    "{path}: {found} bytes, expected {expected}: take it away and seal again",
  ),
  MASTER_SEAL: wrong(
    "{path}: heeft geen leesbaar zegel: haal weg en verzegel opnieuw",
    "{path}: has no seal that can be read: take it away and seal again",
  ),
  MASTER_OTHER: wrong(
    "{path}: draagt een andere versie dan {release}: haal weg en verzegel opnieuw",
    "{path}: carries another release than {release}: take it away and seal again",
  ),
  MASTER_MORE: wrong(
    "{path}: draagt een verklaring of lijst die hier niet ligt: zoek die terug voordat u opnieuw verzegelt",
    "{path}: carries a statement or list that does not lie here: find it before you seal again",
  ),
  MASTER_OLD: waiting(
    "{path}: is verzegeld met minder dan hier nu ligt: haal weg en verzegel opnieuw",
    "{path}: was sealed with less than lies here now: take it away and seal again",
  ),
  MASTER_IMAGE: wrong(
    "{path}: buiten het zegel is een byte anders dan de versie zegt: haal weg en verzegel opnieuw",
    "{path}: outside the seal a byte is not what the release says: take it away and seal again",
  ),
  NO_LETTER_ASKED: fact("geen brief: er is geen kit", "no letter: there is no kit"),
  NO_TEXTS: waiting(
    "in/texts.json, de teksten van de brief, is er nog niet: leg het erbij",
    "in/texts.json, the texts of the letter, is not there yet: add it",
  ),
  NOT_WRITTEN: waiting("{path}: nog niet geschreven", "{path}: not written yet"),
  LETTER: fact("{path}", "{path}"),
  LETTER_REFUSED: wrong(
    "er kan geen brief bij: verbeter dat eerst (reden: {reden})",
    "no letter can go with it: mend that first ({reason})",
  ),
  LETTER_PUBLISHED: warning(
    "{path}: is zoals out/SHA256SUMS hem noemt, en dit programma zou hem anders schrijven: hij is van een andere versie van dit programma; zoek het uit als dat niet kan",
    "{path}: is as out/SHA256SUMS names it, and this program would write it otherwise: it is of another version of this program; find out why where that cannot be",
  ),
  LETTER_CODES: wrong(
    "{path}: de codes erin zijn niet die van deze versie: verstuur dit niet, en is het al verstuurd, bel wie het kreeg; haal weg en schrijf opnieuw",
    "{path}: the codes in it are not those of this release: do not send it, and where it was sent call whoever got it; take it away and write it again",
  ),
  LETTER_OTHER: wrong(
    "{path}: hoort niet bij deze versie en deze teksten: haal weg en schrijf opnieuw",
    "{path}: is not of this release and these texts: take it away and write it again",
  ),
} as const satisfies Record<string, FindingText>;

/** Of a release whose trust root asks for a log. */
export const logTexts = {
  NO_LOG: waiting(
    "de vertrouwensbasis vraagt het openbare logboek {origin}: laat weten waar de map daarvan ligt, met zegel release finish MAP --log LOGBOEK",
    "the trust root asks for the public log {origin}: let this folder know where it is, with zegel release finish FOLDER --log LOG",
  ),
  LOG_UNREAD: wrong(
    "{path}: hier ligt volgens in/log.txt het logboek, en het is niet te gebruiken: leg een goed exemplaar neer, of verbeter in/log.txt (reden: {reden})",
    "{path}: in/log.txt says that the log is here, and it cannot be used: put a good copy there, or correct in/log.txt ({reason})",
  ),
  LOG_ORIGIN: wrong(
    "{path}: is logboek {found}, en de vertrouwensbasis noemt {expected}: verbeter in/log.txt",
    "{path}: is the log {found}, and the trust root names {expected}: correct in/log.txt",
  ),
  LOG_RIVAL: wrong(
    "{path}: regel {index} is een andere versie met dit nummer, en een nummer geldt voor altijd: maak een versie met een hoger nummer, en stop deze met zegel release stop",
    "{path}: entry {index} is another release with this number, which is used for ever: make a release with a higher number, and end this one with zegel release stop",
  ),
  NOT_LOGGED: waiting("nog niet in het logboek", "not in the log yet"),
  LOG_UNSIGNED: waiting(
    "{disc}regel {index} van het logboek; die stand is nog niet ondertekend",
    "{disc}entry {index} of the log, which is not signed yet",
  ),
  WITNESSES_MISSING: waiting(
    "wacht op getuigen: {found} van {needed}; nog niet van {missing}",
    "waiting for witnesses: {found} of {needed}; not yet by {missing}",
  ),
  NOT_PROVEN: waiting("{disc}nog geen bewijs uit het logboek", "{disc}no proof from the log yet"),
  LOGGED: fact("{disc}regel {index} van {size}, gezien door {names}", "{disc}entry {index} of {size}, seen by {names}"),
  PROOF_BAD: wrong(
    "{path}: is geen bewijs dat deze versie in het logboek staat: haal weg en maak opnieuw (reden: {reden})",
    "{path}: is no proof that this release is in the log: take it away and make it again ({reason})",
  ),
  LOG_KEY_REVOKED: wrong(
    "de sleutel van het logboek is ingetrokken: maak eerst een vertrouwensbasis met een nieuwe sleutel, en leg die in in/",
    "the log's key is revoked: make a trust root with a new key first, and put it into in/",
  ),
  LOG_LATER: warning(
    "{paths}: nog niet in het logboek: zet erin met {command}",
    "{paths}: not in the log yet: put in with {command}",
  ),
  LOG_BUNDLE_OLD: warning(
    "{path}: is van een eerdere stand van het logboek: haal weg en maak opnieuw met {command}",
    "{path}: is of an earlier state of the log: take it away and make it again with {command}",
  ),
  WITHOUT_PROOF: warning(
    "DE SCHIJVEN GAAN ZONDER LOGBOEKBEWIJS NAAR DE PERSING ({why}), en zeggen WACHT tot een gemeente het bewijs heeft: maak dat zodra de getuigen tekenden, en stuur het na",
    "THE DISCS GO TO THE PLANT WITHOUT THE LOG'S PROOF ({why}), and say WAIT until a municipality has the proof: make it as soon as the witnesses signed, and send it after them",
  ),
} as const satisfies Record<string, FindingText>;

const lastTexts = {
  NOT_ESCROWED: waiting(
    "{disc}nog geen bewaarbundel om de master over tien jaar uit terug te bouwen",
    "{disc}no escrow bundle yet, to build the master from again in ten years",
  ),
  ESCROW: fact("{path}", "{path}"),
  ESCROW_OTHER: wrong(
    "{path}: geeft een andere master terug dan {master}: haal weg en maak opnieuw",
    "{path}: gives back another master than {master}: take it away and make it again",
  ),
  NOT_PUBLISHED: waiting("nog geen bundel voor het publiek", "no bundle for the public yet"),
  PUBLIC: fact("{path}: {files} bestanden", "{path}: {files} files"),
  PUBLIC_OLD: waiting(
    "{path}: mist {file}, dat hier nu ligt: haal weg en maak opnieuw",
    "{path}: lacks {file}, which lies here now: take it away and make it again",
  ),
  PUBLIC_OTHER: wrong(
    "{path}: {file} is niet wat hier ligt: haal de bundel weg en maak die opnieuw",
    "{path}: {file} is not what lies here: take the bundle away and make it again",
  ),
  NO_SUMS: waiting("out/SHA256SUMS is er nog niet", "out/SHA256SUMS is not there yet"),
  SUMS: fact("{path}: {files} bestanden", "{path}: {files} files"),
  SUMS_OLD: waiting(
    "{path}: noemt {file} niet: haal weg en maak opnieuw",
    "{path}: does not name {file}: take it away and make it again",
  ),
  SUMS_OTHER: wrong(
    "{path}: {file} heeft een andere hashcode of ligt er niet: hebt u het zelf opnieuw gemaakt, haal dan {path} weg; zoek het anders uit voordat er iets naar de persing gaat",
    "{path}: {file} has another digest or is not there: take {path} away if you made it again yourself; find out why otherwise, before anything goes to the plant",
  ),
} as const satisfies Record<string, FindingText>;

export type FindingCode =
  | keyof typeof inputTexts
  | keyof typeof buildTexts
  | keyof typeof noteTexts
  | keyof typeof outTexts
  | keyof typeof logTexts
  | keyof typeof lastTexts;

export const findingTexts: Readonly<Record<FindingCode, FindingText>> = {
  ...inputTexts,
  ...buildTexts,
  ...noteTexts,
  ...outTexts,
  ...logTexts,
  ...lastTexts,
};
