// What is said of the public log while a release is collected, finished and handed out.

import type { Text } from "../../../words/language.ts";

export const logTexts = {
  log: {
    nl: "voor de sleutelhouder van het logboek: {path}, {files} bestanden (met SHA256SUMS)",
    en: "for the holder of the log's key: {path}, {files} files (with SHA256SUMS)",
  },
  witness: {
    nl: "voor de getuigen: {path}, {files} bestanden (met SHA256SUMS)",
    en: "for the witnesses: {path}, {files} files (with SHA256SUMS)",
  },
  noLog: {
    nl: "hoort bij een logboek, en in/log.txt noemt er geen dat te lezen is",
    en: "it belongs to a log, and in/log.txt names none that can be read",
  },
  otherLog: {
    nl: "is van logboek {found}, en dit is {expected}",
    en: "it is of the log {found}, and this is {expected}",
  },
  notByLog: {
    nl: "is niet ondertekend met de sleutel van het logboek: vraag het de sleutelhouder opnieuw",
    en: "it is not signed with the log's key: ask its holder again",
  },
  earlier: {
    nl: "is een eerdere stand van het logboek (regels: {found}, hier {expected}): neem de nieuwste mee naar de sleutelhouder",
    en: "it is an earlier state of the log (entries: {found}, here {expected}): carry the newest to the key's holder",
  },
  later: {
    nl: "is een nieuwere stand van het logboek (regels: {found}, hier {expected}): in/log.txt noemt een oud exemplaar; zoek het nieuwste",
    en: "it is a newer state of the log (entries: {found}, here {expected}): in/log.txt names an old copy; look for the newest",
  },
  split: {
    nl: 'TWEE STANDEN VAN HET LOGBOEK SPREKEN ELKAAR TEGEN (regels: {found}), allebei ondertekend met de sleutel van het logboek: bewaar beide, ga niet verder, en doe wat draaiboek "Het logboek toont twee versies met één nummer" zegt',
    en: "TWO STATES OF THE LOG CONTRADICT EACH OTHER (entries: {found}), both signed with the log's key: keep both, do not go on, and follow the playbook on two releases with one number",
  },
  unsigned: {
    nl: "het logboek hier is nog niet ondertekend: neem eerst de stand op die de sleutelhouder ondertekende",
    en: "the log here is not signed yet: take in the state that the key's holder signed first",
  },
  UNKNOWN: {
    nl: "{name} is geen getuige van deze vertrouwensbasis",
    en: "{name} is no witness of this trust root",
  },
  REVOKED: { nl: "de sleutel van {name} is ingetrokken", en: "the key of {name} is revoked" },
  BAD: {
    nl: "de handtekening van {name} hoort niet bij de laatste ondertekende stand van dit logboek: vraag de getuige opnieuw, met de aanvraag van nu",
    en: "the line of {name} is not of the state of this log that was signed last: ask the witness again, with the request of now",
  },
  THERE: { nl: "{name} tekende al", en: "{name} signed already" },
  ownRequest: {
    nl: "is een aanvraag aan een getuige, en geen antwoord daarop",
    en: "it is a request to a witness, and no answer to one",
  },
  ownState: {
    nl: "is het geheugen van een getuige: dat blijft bij de sleutel; breng het terug",
    en: "it is a witness's memory: it stays beside the key; bring it back",
  },
  inLog: {
    nl: "verwacht een plaats buiten het logboek: wat daarin ligt, wordt met het logboek geserveerd",
    en: "expected a place outside the log: what lies in it is served with it",
  },
  placeOther: {
    nl: "in/log.txt noemt al {found}: verbeter dat bestand, of laat --log weg",
    en: "in/log.txt names {found} already: correct that file, or leave out --log",
  },
  notAsked: {
    nl: "--log: geen vertrouwensbasis van deze versie vraagt een logboek: laat het weg",
    en: "--log: no trust root of this release asks for a log: leave it out",
  },
  notWithout: {
    nl: "--without-proof: dat kan pas als de versie in het logboek staat en op handtekeningen wacht, en niet meer als het bewijs er is: zie zegel release status",
    en: "--without-proof: only once the release is in the log and waits for signatures, and not when the proof is there: see zegel release status",
  },
  why: {
    nl: "--without-proof: zeg waarom er niet op het bewijs gewacht kan worden, in één regel",
    en: "--without-proof: say why the proof cannot be waited for, in one line",
  },
  withoutProof: {
    nl: "{name} geschreven: deze versie wordt verzegeld zonder bewijs van het logboek",
    en: "{name} written: this release is sealed without the log's proof",
  },
} as const satisfies Record<string, Text>;
