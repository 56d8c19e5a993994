// What the commands for letters and labels say.

import type { Text } from "../../../words/language.ts";

export const texts = {
  unknownRelease: {
    nl: "{path}: deze tekst staat niet in dit register: neem de versie op met zegel register release, of geef de tekst die is opgenomen",
    en: "{path}: this note is not in this register: take the release in with zegel register release, or give the note that was taken in",
  },
  notInMemory: {
    nl: "{path} ligt niet in het geheugen van deze computer, of dat is niet te zien: wat op een schijf is geschreven, is na het wissen terug te lezen. Gebruik een RAM-schijf (Linux: een map in /dev/shm) op een computer zonder netwerk",
    en: "{path} is not in the memory of this machine, or that cannot be told: what was written to a disk can be read from it after it was deleted. Use a RAM disk (Linux: a folder in /dev/shm) on a machine without a network",
  },
  written: { nl: "geschreven:  {path} (brieven: {count})", en: "written:     {path} (letters: {count})" },
  recorded: {
    nl: "vastgelegd:  brieven {letters}, regels {from} tot en met {to}",
    en: "recorded:    letters {letters}, lines {from} to {to}",
  },
  recordedNotWritten: {
    nl: "het register heeft al vastgelegd dat de brieven {from} tot en met {to} zijn gemaakt, maar dit bestand is er niet: maak ze opnieuw met --only {from}..{to}. Hun sleutels bestaan nergens",
    en: "the register has recorded that the letters {from} to {to} were made, but this file is not there: make them again with --only {from}..{to}. Their keys exist nowhere",
  },
  destroy: {
    nl: "hierna:      druk af op A4, aan twee kanten, met twee mensen erbij; vouw en plak het vak met de sleutel dicht. Vernietig daarna {path} en wat de printer bewaart: wie een brief leest, kan voor die gemeente afmelden",
    en: "next:        print on A4, on both sides, with two people present; fold and close the part with the key. Then destroy {path} and what the printer keeps: whoever reads a letter can report for that municipality",
  },
  head: {
    nl: "             Vóór de eerste verzending: zegel register head, log append, en dan logged",
    en: "             Before the first is sent: zegel register head, log append, and then logged",
  },
  proof: {
    nl: "proefdruk:   zonder sleutels, en niets vastgelegd: verstuur dit niet",
    en: "proof:       without keys, and nothing recorded: do not send this",
  },
  lettered: {
    nl: "hebben al een brief en krijgen geen nieuwe: enveloppen: {count}, {from} tot en met {to}. Vastgelopen in de printer, of nooit gemaakt? Noem ze met --only",
    en: "have a letter and get no new one: envelopes: {count}, {from} to {to}. Jammed in the printer, or never made? Name them with --only",
  },
  others: {
    nl: "van een versie waarvan geen teksten zijn gegeven: enveloppen: {count}, zoals {envelope} (versie {release})",
    en: "of a release whose notes were not given: envelopes: {count}, such as {envelope} (release {release})",
  },
  noEmergency: {
    nl: "geen noodversie: de brief zegt niets van de intreklijst. Wie een ingetrokken schijf heeft, krijgt STOP met zegel register notice",
    en: "no emergency version: the letter says nothing of the recall list. Whoever has a recalled disc is sent STOP by zegel register notice",
  },
  silent: {
    nl: "ontvangers met een ingetrokken schijf, aan wie deze brief daar niets van zegt: enveloppen: {count}, zoals {envelope}: geef de intreklijst mee met --recall",
    en: "recipients with a recalled disc, to whom this letter says nothing of it: envelopes: {count}, such as {envelope}: give the recall list with --recall",
  },
  crowded: {
    nl: "ontvangers met meer ingetrokken schijven dan er in een brief passen: enveloppen: {count}, zoals {envelope}: hun brief zegt er niets van. Stuur STOP met zegel register notice",
    en: "recipients with more recalled discs than a letter has room for: envelopes: {count}, such as {envelope}: their letter says nothing of them. Send STOP by zegel register notice",
  },
  told: {
    nl: "             Over hun ingetrokken schijf ingelicht met deze brieven: {count}. De anderen: zegel register notice. Wie iets liet horen: zegel register recall",
    en: "             Told of their recalled disc by these letters: {count}. The others: zegel register notice. Who was heard: zegel register recall",
  },
  nothing: {
    nl: "geen envelop wacht op een brief: pak eerst in, of noem met --only welke brieven opnieuw moeten",
    en: "no envelope waits for a letter: pack first, or name with --only which letters are to be made again",
  },
  noRange: {
    nl: "--only {typed}: verwacht een envelopnummer zoals 0123-K, of twee met .. ertussen",
    en: "--only {typed}: expected an envelope number such as 0123-K, or two with .. between",
  },
  noLabels: {
    nl: "er is niets voor een etiket: neem eerst partijen op (schijf), of pak eerst in (zak, adres)",
    en: "there is nothing to label: take in batches first (disc), or pack first (bag, address)",
  },
  tooManyLabels: {
    nl: "{count} etiketten: in één bestand passen er {limit}: noem een deel met --copies of --only",
    en: "{count} labels: a file holds {limit}: name a part with --copies or --only",
  },
  labels: { nl: "etiketten:   {count}, op vellen {sheets}", en: "labels:      {count}, on sheets {sheets}" },
  labelNext: {
    nl: "hierna:      druk af op etiketten van A4 (3 × 7), op ware grootte; leg het eerst op gewoon papier over een vel",
    en: "next:        print on A4 labels (3 × 7), at actual size; first lay it on plain paper over a sheet",
  },
  copiesOfDiscs: {
    nl: "--copies hoort bij --kind disc, en --only bij bag en address",
    en: "--copies belongs to --kind disc, and --only to bag and address",
  },
  written1: { nl: "geschreven:  {path}", en: "written:     {path}" },
} as const satisfies Record<string, Text>;
