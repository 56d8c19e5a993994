// Every cause of a difference in words, in Dutch and English: what it is called, and what it likely comes from.

import type { Text } from "../../words/language.ts";
import { text } from "../show/texts.ts";
import type { CauseId } from "./cause.ts";

export interface CauseText {
  readonly title: Text;
  /** The likely cause, in words. */
  readonly likely: Text;
}

const cause = (nl: string, en: string, likelyNl: string, likelyEn: string): CauseText => ({
  title: text(nl, en),
  likely: text(likelyNl, likelyEn),
});

/** Words for every cause. */
export const causeTexts: Readonly<Record<CauseId, CauseText>> = {
  content: cause(
    "Inhoud van bestanden",
    "Content of files",
    "Een bestand is anders: een andere payload, of een bestand dat na het bouwen is veranderd.",
    "A file is another one: another payload, or a file changed after the build.",
  ),
  added: cause(
    "Alleen in B",
    "Only in B",
    "B heeft bestanden of mappen die A niet heeft.",
    "B has files or folders that A has not.",
  ),
  removed: cause(
    "Alleen in A",
    "Only in A",
    "A heeft bestanden of mappen die B niet heeft.",
    "A has files or folders that B has not.",
  ),
  renamed: cause(
    "Andere naam",
    "Renamed",
    "Dezelfde inhoud staat onder een andere naam of in een andere map.",
    "The same content stands under another name or in another folder.",
  ),
  case: cause(
    "Hoofdletters in namen",
    "Case of names",
    "De namen verschillen alleen in hoofd- en kleine letters: vaak een kopie via Windows of FAT, of gewone ISO 9660-namen.",
    "The names differ only in case: often a copy by way of Windows or FAT, or plain ISO 9660 names.",
  ),
  trees: cause(
    "De bomen zijn het niet eens",
    "The trees disagree",
    "De Joliet-boom, die Windows leest, wijst iets anders aan dan de eerste boom, die Linux leest. Zo maakt geen gewoon programma een schijf: let op.",
    "The Joliet tree, which Windows reads, names other data than the primary tree, which Linux reads. No usual program makes such a disc: beware.",
  ),
  joliet: cause(
    "Joliet ontbreekt in een van beide",
    "Joliet is missing in one",
    "Gebouwd zonder -J.",
    "Built without -J.",
  ),
  "rock-ridge": cause(
    "Rock Ridge is anders",
    "Rock Ridge differs",
    "Gebouwd zonder -r of met een andere versie van Rock Ridge (genisoimage en xorriso schrijven een andere).",
    "Built without -r, or with another version of Rock Ridge (genisoimage's and xorriso's differ).",
  ),
  supplementary: cause("Een derde boom", "A third tree", "Gebouwd met -iso-level 4.", "Built with -iso-level 4."),
  boot: cause(
    "Opstartrecord",
    "Boot record",
    "Gebouwd als opstartschijf (El Torito, -b).",
    "Built as a boot disc (El Torito, -b).",
  ),
  session: cause(
    "Nog een sessie",
    "A further session",
    "Achter de eerste beschrijvers staan er meer: een tweede sessie, of een schijfbestand dat later is aangevuld. Een station toont de laatste sessie.",
    "Descriptors stand behind the first ones: a second session, or an image that was added to later. A drive shows the last session.",
  ),
  seal: cause(
    "Het zegel",
    "The seal",
    "Verzegeld tegenover niet verzegeld, of met andere berichten verzegeld. De rest van het schijfbestand verandert daar niet van.",
    "Sealed and not sealed, or sealed with other notes. Nothing else of the image changes with it.",
  ),
  order: cause(
    "Volgorde",
    "Order",
    "Andere gewichten (--sort-weight-list), of de volgorde waarin de map werd gelezen.",
    "Other weights (--sort-weight-list), or the order in which the folder was read.",
  ),
  "volume-date": cause(
    "Datum van het volume",
    "Date of the volume",
    "Een andere --modification-date, of het moment van bouwen.",
    "Another --modification-date, or the moment of the build.",
  ),
  "record-date": cause(
    "Datums van bestanden",
    "Dates of files",
    "Een andere --set_all_file_dates, of de datums van de bestanden op de bouwmachine.",
    "Another --set_all_file_dates, or the dates of the files on the building machine.",
  ),
  "time-stamps": cause(
    "Tijden in Rock Ridge",
    "Times in Rock Ridge",
    "De wijzigings- en leestijden van de bestanden op de bouwmachine.",
    "The times of change and access of the files on the building machine.",
  ),
  "time-zone": cause(
    "Tijdzone",
    "Time zone",
    "Hetzelfde moment in een andere tijdzone, of precies zo veel later: plaatselijke tijd geschreven in plaats van UTC (genisoimage, TZ).",
    "The same moment in another time zone, or later by just that much: local time written in place of UTC (genisoimage, TZ).",
  ),
  owner: cause(
    "Eigenaar",
    "Owner",
    "De gebruiker of groep van de bouwmachine: -uid 0 -gid 0 ontbrak.",
    "User or group of the building machine: -uid 0 -gid 0 was missing.",
  ),
  mode: cause(
    "Rechten",
    "Mode",
    "Rechten van de bestanden op de bouwmachine, of een andere -file-mode of -dir-mode (umask, een zip, FAT).",
    "Rights of the files on the building machine, or another -file-mode or -dir-mode (umask, a zip, FAT).",
  ),
  links: cause(
    "Aantal koppelingen",
    "Number of links",
    "Harde koppelingen op de bouwmachine, of een ander programma (genisoimage telt de koppelingen van mappen).",
    "Hard links on the building machine, or another program (genisoimage counts the links of folders).",
  ),
  inode: cause(
    "Inodenummers",
    "Inode numbers",
    "Gebouwd met --hardlinks of --for_backup, of door genisoimage: de nummers van de bouwmachine staan erin.",
    "Built with --hardlinks or --for_backup, or by genisoimage: numbers of the building machine are in it.",
  ),
  "volume-name": cause(
    "Naam van het volume",
    "Name of the volume",
    "Een andere beschrijving van de uitgave (-V, -volset).",
    "Another release description (-V, -volset).",
  ),
  publisher: cause(
    "Uitgever",
    "Publisher",
    "Een andere beschrijving van de uitgave (-publisher).",
    "Another release description (-publisher).",
  ),
  preparer: cause(
    "Samensteller",
    "Preparer",
    "Een andere -p: niet volgens het recept.",
    "Another -p: not by the recipe.",
  ),
  application: cause(
    "Toepassing",
    "Application",
    "Een andere -A: niet volgens het recept.",
    "Another -A: not by the recipe.",
  ),
  system: cause(
    "Systeem",
    "System",
    "Een andere -sysid: niet volgens het recept.",
    "Another -sysid: not by the recipe.",
  ),
  texts: cause(
    "Namen van bijbehorende bestanden",
    "Names of accompanying files",
    "Een andere -copyright, -abstract of -biblio.",
    "Another -copyright, -abstract or -biblio.",
  ),
  tool: cause(
    "Naam en versie van het programma",
    "Name and version of the program",
    "Een ander programma, of een andere versie van xorriso zonder -p: de versie staat erin.",
    "Another program, or another version of xorriso without -p: the version is written into it.",
  ),
  "application-use": cause(
    "Veld voor toepassingen",
    "Application use field",
    "Een controlesom die later is ingeschreven (implantisomd5, tagmedia), of zonder --application_use 0x00 gebouwd.",
    "A check sum written into it later (implantisomd5, tagmedia), or built without --application_use 0x00.",
  ),
  names: cause(
    "Namen in het gewone ISO 9660",
    "Names in plain ISO 9660",
    "Andere regels voor namen: zonder -untranslated_name_len 96, een andere -iso-level, versienummers, of een ander programma.",
    "Other rules for names: without -untranslated_name_len 96, another -iso-level, version numbers, or another program.",
  ),
  "joliet-level": cause(
    "Niveau van Joliet",
    "Level of Joliet",
    "Een andere -ucs-level: de namen zijn dezelfde, de aanduiding niet.",
    "Another -ucs-level: the names are the same, what announces them is not.",
  ),
  flags: cause(
    "Kenmerken van bestanden",
    "Attributes of files",
    "Verborgen (-hidden), bijbehorend of verdeeld: systemen verschillen in wat zij ervan tonen. Let op.",
    "Hidden (-hidden), associated or interleaved: systems differ in what they show of it. Beware.",
  ),
  "system-use": cause(
    "Andere Rock Ridge-velden",
    "Other Rock Ridge entries",
    "Velden die het recept niet kent: koppelingen, apparaten, compressie, kenmerken van de bouwmachine (AL).",
    "Entries that the recipe does not know: links, devices, compression, attributes of the building machine (AL).",
  ),
  "byte-order": cause(
    "Bytevolgorde",
    "Byte order",
    "Een getal dat in twee bytevolgordes hoort te staan, zegt tweeërlei, of staat verkeerd om. Systemen lezen niet dezelfde helft: let op.",
    "A number due in two byte orders says two things, or stands the wrong way round. Systems read different halves: beware.",
  ),
  "path-table": cause(
    "Padtabel",
    "Path table",
    "De padtabel wijst iets anders aan dan de mappen. Windows zoekt mappen in die tabel, Linux niet: let op.",
    "The path table names other places than the directories. Windows finds folders by it, Linux does not: beware.",
  ),
  "volume-size": cause(
    "Grootte van het volume",
    "Size of the volume",
    "De beschrijver noemt een ander aantal sectoren; zie ook wat er is bijgekomen of weggevallen.",
    "The descriptor tells another number of sectors; see also what was added or left out.",
  ),
  descriptor: cause(
    "Andere velden van een beschrijver",
    "Other fields of a descriptor",
    "Velden die het recept vastlegt: een ander programma, of met de hand veranderd.",
    "Fields that the recipe fixes: another program, or changed by hand.",
  ),
  "system-area": cause(
    "Systeemgebied",
    "System area",
    "Sectoren 0 tot 15, bij ons nullen: een opstartsector, een partitietabel (-G, isohybrid), of verborgen gegevens.",
    "Sectors 0 to 15, zeros with us: a boot sector, a partition table (-G, isohybrid), or hidden data.",
  ),
  padding: cause(
    "Opvulling",
    "Padding",
    "De nullen aan het eind: met en zonder -pad, een brander die sectoren toevoegt, of gegevens waar nullen horen.",
    "The zeros at the end: with and without -pad, a burner that adds sectors, or data where zeros belong.",
  ),
  slack: cause(
    "Resten van sectoren",
    "Slack",
    "Bytes achter het eind van een bestand of tabel, bij ons nullen: resten van een ander programma, of verborgen gegevens.",
    "Bytes behind the end of a file or table, zeros with us: leftovers of another program, or hidden data.",
  ),
  gap: cause(
    "Sectoren waar niets naar verwijst",
    "Sectors that nothing points to",
    "Een andere indeling, bestanden die uit alle bomen zijn weggelaten (-hide), of verborgen gegevens.",
    "Another layout, files left out of every tree (-hide), or hidden data.",
  ),
  behind: cause(
    "Achter het eind van het volume",
    "Behind the end of the volume",
    "Gegevens die het volume niet meetelt: opvulling van een brander, een sessie, foutcorrectie, of verborgen gegevens.",
    "Data that the volume does not count: padding of a burner, a session, error correction, or hidden data.",
  ),
  length: cause(
    "Lengte van het schijfbestand",
    "Length of the image",
    "Volgt uit wat er meer of minder in staat, of het schijfbestand is afgekapt of aangevuld.",
    "Follows from what is in it more or less, or the image was cut short or added to.",
  ),
  follows: cause(
    "Wat daaruit volgt",
    "What follows from that",
    "Plaatsen, lengtes en records die veranderen omdat het bovenstaande veranderde.",
    "Places, lengths and records that change because what stands above changed.",
  ),
  moved: cause(
    "Verschoven",
    "Moved",
    "Dezelfde bestanden en structuren liggen op een andere plaats.",
    "The same files and structures lie at another place.",
  ),
  unparsed: cause(
    "NIET VERKLAARD",
    "NOT EXPLAINED",
    "Bytes die niet te lezen zijn als wat er hoort te staan. Een gewoon programma maakt dit niet: laat het uitzoeken.",
    "Bytes that cannot be read as what belongs there. No usual program makes this: have it looked into.",
  ),
};
