// What the commands about a recall say.

import type { Text } from "../../../words/language.ts";

export const recallTexts = {
  needsOut: {
    nl: "een brief vraagt --texts en --out: de map voor brieven en bellijst",
    en: "a letter needs --texts and --out: the folder for letters and call list",
  },
  noOut: {
    nl: "wie per telefoon of e-mail is bereikt, noemt u met --only; --texts, --out, --order en --votes horen bij brieven",
    en: "name with --only who was reached by telephone or email; --texts, --out, --order and --votes belong to letters",
  },
  needsVotes: { nl: "--order votes en --votes horen bij elkaar", en: "--order votes and --votes belong together" },
  notPurpose: {
    nl: "dit is een intreklijst onder een oefenbasis, en dit register is geen oefenregister: geef haar niet door",
    en: "this recall list is under a demonstration root, and this register is none of a demonstration: do not pass it on",
  },
  notPractice: {
    nl: "dit register is een oefenregister, en deze intreklijst is echt: neem het echte register",
    en: "this register is of a demonstration, and this recall list is real: take the real register",
  },
  noRecipient: {
    nl: "ontvanger {found} staat niet in dit register, of is voorraad: controleer de code",
    en: "recipient {found} is not in this register, or is stock: check the code",
  },
  list: { nl: "intreklijst: nummer {number} van {date}", en: "recall list: number {number} of {date}" },
  entry: {
    nl: "nummer {entry}:    {release}, schijf {disc}: houders {holders} (code {code})",
    en: "entry {entry}:     {release}, disc {disc}: holders {holders} (code {code})",
  },
  noHolder: {
    nl: "nummer {entry}: {release}, schijf {disc}: niemand in dit register heeft deze schijf",
    en: "entry {entry}: {release}, disc {disc}: nobody in this register has this disc",
  },
  unknownEntry: {
    nl: "nummer {entry}: van deze schijf weet dit register niets, dus niemand ervan krijgt STOP: hoort zij bij een andere verkiezing, neem dan dat register; is dat niet zo, dan ontbreekt hier een versie",
    en: "entry {entry}: this register knows nothing of this disc, so nobody of it is told STOP: where it is of another election, take that register; where it is not, a release is missing here",
  },
  unsent: {
    nl: "niet verzonden volgens het register, met een ingetrokken schijf: {envelopes}: houd ze tegen en laat ze vervallen",
    en: "by the register not sent, with a recalled disc: {envelopes}: hold them back and make them void",
  },
  stock: {
    nl: "in voorraad, met een ingetrokken schijf: {envelopes}: niet toewijzen, laat ze vervallen",
    en: "in stock, with a recalled disc: {envelopes}: do not assign them, make them void",
  },
  already: {
    nl: "al ingelicht langs deze weg ({channel}): {count}, zoals {id} (regel {line}, {at}): overgeslagen; nog eens gaat met --again",
    en: "told by this channel already ({channel}): {count}, such as {id} (line {line}, {at}): passed over; once more with --again",
  },
  again: {
    nl: "nog eens ingelicht langs dezelfde weg ({channel}): {count}, zoals {id} (eerder: regel {line}, {at})",
    en: "told once more by the same channel ({channel}): {count}, such as {id} (before: line {line}, {at})",
  },
  noPhone: {
    nl: "zonder telefoonnummer op de bellijst: {count}, zoals {id}: zoek dat nummer, en nooit in wat die ontvanger u stuurt",
    en: "without a telephone number on the call list: {count}, such as {id}: find it, and never in what that recipient sends you",
  },
  label: {
    nl: "niet in de lijst met ontvangers, of met een adres dat niet in het venster past: {ids}: plak zelf een etiket met het adres",
    en: "not in the list of recipients, or with an address that does not fit the window: {ids}: put a label with the address on the letter",
  },
  nobodyLeft: {
    nl: "Iedereen is langs deze weg al ingelicht. Er is niets gemaakt.",
    en: "Everybody was told by this channel already. Nothing was made.",
  },
  letters: { nl: "geschreven:  {path} (brieven: {count})", en: "written:     {path} (letters: {count})" },
  calls: { nl: "geschreven:  {path} (bellijst)", en: "written:     {path} (call list)" },
  recorded: {
    nl: "vastgelegd:  regel {from} tot en met {to}: ingelicht {count}, waarvan STOP {stop}",
    en: "recorded:    lines {from} to {to}: told {count}, of these STOP {stop}",
  },
  next: {
    nl: "hierna:      verstuur de brieven, bel de houders van de bellijst, en leg vast met zegel register heard",
    en: "next:        send the letters, call the holders on the call list, and record with zegel register heard",
  },
  needsCode: {
    nl: "teruggelezen: geef --code, de intrekkingscode zoals die is voorgelezen",
    en: "teruggelezen: give --code, the intrekkingscode as it was read aloud",
  },
  noCode: {
    nl: "--code hoort alleen bij --how teruggelezen",
    en: "--code belongs to --how teruggelezen alone",
  },
  noRecord: {
    nl: "van {id} is geen verslag opgenomen met INGETROKKEN dat intreklijst {number} of een latere kent: neem het eerst op",
    en: "no record of {id} was taken in that says INGETROKKEN and knows recall list {number} or a later one: take it in first",
  },
  heardAlready: {
    nl: "{id} had dit al laten horen ({at}): nog eens vastgelegd",
    en: "{id} showed it before ({at}): recorded once more",
  },
  listNumber: {
    nl: "verwacht het nummer van een intreklijst (1 tot en met 256), gevonden {found}",
    en: "expected the number of a recall list (1 to 256), found {found}",
  },
} as const satisfies Record<string, Text>;
