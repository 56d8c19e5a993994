// What the commands of a register say.

import type { Text } from "../../words/language.ts";

export const texts = {
  twoClerks: {
    nl: "geef --by twee keer, met twee verschillende medewerkers: twee mensen zien het",
    en: "give --by twice, with two different clerks: two people see it",
  },
  oneClerk: { nl: "geef --by één keer: wie doet het", en: "give --by once: who does it" },
  torn: {
    nl: "de laatste regel was afgebroken (bytes: {bytes}) en is weggehaald; het register zegt dat nu zelf. Kijk wat er bezig was, en doe dat opnieuw",
    en: "the last line had broken off (bytes: {bytes}) and was cut; the register says so now. Look what was under way, and do it again",
  },
  recorded: { nl: "vastgelegd:  regel {line}: {what}", en: "recorded:    line {line}: {what}" },
  written: { nl: "geschreven:  {path}", en: "written:     {path}" },
  recipients: { nl: "ontvangers:  {count}", en: "recipients:  {count}" },
  padded: {
    nl: "regel {line}: de code {from} is gelezen als {to} (een rekenblad haalt nullen weg)",
    en: "line {line}: the code {from} was read as {to} (a spreadsheet drops zeros)",
  },
  noPhone: {
    nl: "ontvangers zonder telefoonnummer: {count}, zoals {id}: die kunt u niet terugbellen",
    en: "recipients without a telephone number: {count}, such as {id}: they cannot be called back",
  },
  noNumber: {
    nl: "gemeenten zonder nummer in dit bestand: {count}, zoals {name}: vul de kolom id zelf in",
    en: "municipalities without a number in this file: {count}, such as {name}: fill in the column id",
  },
  election: {
    nl: "register:    {election} ({purpose}), enveloppen vanaf {first}",
    en: "register:    {election} ({purpose}), envelopes from {first}",
  },
  listPlace: {
    nl: "hierna:      bewaar de lijst als {path}: elke opdracht kijkt die na",
    en: "next:        keep the list as {path}: every command judges it",
  },
  nextPack: {
    nl: "hierna:      zegel register release, batch, en dan pack",
    en: "next:        zegel register release, batch, and then pack",
  },
  cbsMissing: {
    nl: "gemeenten van het CBS die niet in de lijst staan: {count}: {which}: zij krijgen geen schijf; hoort dat zo bij deze verkiezing?",
    en: "municipalities of the CBS that are not in the list: {count}: {which}: they get no disc; is that right for this election?",
  },
  cbsUnknown: {
    nl: "in de lijst met een code die het CBS niet kent: {count}: {which}: samengevoegd, of een tikfout? Is de tabel van dit jaar?",
    en: "in the list with a code that the CBS does not know: {count}: {which}: merged, or mistyped? Is the table of this year?",
  },
  cbsRenamed: {
    nl: "andere naam dan bij het CBS (lijst / CBS): {count}: {which}: kijk of de code bij de goede gemeente staat",
    en: "another name than the CBS has (list / CBS): {count}: {which}: look whether the code stands with the right municipality",
  },
  cbsHolds: {
    nl: "CBS:         gemeenten {count}, en de lijst heeft dezelfde (anderen in de lijst, die het CBS niet kent: {others})",
    en: "CBS:         municipalities {count}, and the list has the same (others in the list, whom the CBS does not know: {others})",
  },
  cbsDiffers: {
    nl: "CBS:         gemeenten {count}; zie de verschillen hierboven. Verbeter de lijst, of laat die zo als het klopt",
    en: "CBS:         municipalities {count}; see the differences above. Correct the list, or leave it where it is right",
  },
  cbsBefore: {
    nl: "--check-cbs hoort bij het maken van een lijst (-o): houd de lijst naast het CBS voordat u die opneemt",
    en: "--check-cbs belongs to the making of a list (-o): hold it against the CBS before you take it in",
  },
  oneSource: { nl: "geef --eml of --csv, en niet allebei", en: "give --eml or --csv, and not both" },
  newOut: { nl: "geef -o: het nieuwe bestand", en: "give -o: the new file" },
  noOut: {
    nl: "een gewijzigde lijst wordt opgenomen zoals zij is: laat -o en --eml weg, en geef --csv",
    en: "a changed list is taken in as it is: leave out -o and --eml, and give --csv",
  },
  gone: {
    nl: "niet meer in de lijst: {ids}: zij blijven in het register; is er niets voor hen gedaan, corrigeer dan hun regel",
    en: "not in the list any more: {ids}: they stay in the register; where nothing was done for them, correct their line",
  },
  changed: {
    nl: "{id} staat anders in het register (regel {line}): soort, rol en naam veranderen niet; corrigeer die regel, of geef een nieuw id",
    en: "{id} stands otherwise in the register (line {line}): kind, role and name do not change; correct that line, or give a new id",
  },
  sameList: {
    nl: "deze lijst is de laatste al: er is niets veranderd",
    en: "this list is the last one already: nothing has changed",
  },
  no110a: {
    nl: "{path}: verwacht de definitie van een verkiezing (EML 110a), gevonden iets anders",
    en: "{path}: expected the definition of an election (EML 110a), found something else",
  },
  otherElection: {
    nl: "{path}: verwacht een versie voor {election} met doel {purpose}, gevonden {found}",
    en: "{path}: expected a release for {election} with purpose {purpose}, found {found}",
  },
  unsigned: {
    nl: "{path}: verwacht {needed} geldige handtekeningen onder de vertrouwensbasis, gevonden {found}: neem alleen een versie op die is ondertekend",
    en: "{path}: expected {needed} valid signatures under the trust root, found {found}: take in only a release that is signed",
  },
  unknownRoot: {
    nl: "{path}: de vertrouwensbasis van deze versie is niet gegeven, of past niet bij het doel ervan: geef alle versies ervan met --root",
    en: "{path}: the trust root of this release was not given, or does not fit its purpose: give all its versions with --root",
  },
  needsRoot: { nl: "geef --root: daarmee wordt de tekst beoordeeld", en: "give --root: the note is judged under it" },
  noMaster: { nl: "{path}: verwacht een verzegeld schijfbestand", en: "{path}: expected a sealed image" },
  copies: {
    nl: "verwacht nummers van exemplaren zoals 1..420, gevonden {found}",
    en: "expected numbers of copies such as 1..420, found {found}",
  },
  envelopeTyped: {
    nl: "verwacht een envelopnummer met de letter erachter, zoals 0123-K, gevonden {found}: lees het nog eens",
    en: "expected an envelope number such as 0123-K, with its letter, found {found}: read it again",
  },
  kindsTyped: {
    nl: "verwacht soorten bewijs met komma's ertussen (mondeling, afmeldcode, verslag, papier), gevonden {found}",
    en: "expected kinds of evidence with commas (mondeling, afmeldcode, verslag, papier), found {found}",
  },
  dayTyped: {
    nl: "verwacht een dag, zoals 2027-03-12, gevonden {found}",
    en: "expected a day, such as 2027-03-12, found {found}",
  },
  numberTyped: { nl: "verwacht een nummer, gevonden {found}", en: "expected a number, found {found}" },
  scan: {
    envelope: { nl: "Scan de envelop: ", en: "Scan the envelope: " },
    copy: { nl: "Scan de schijf: ", en: "Scan the disc: " },
    bag: { nl: "Scan de zak: ", en: "Scan the bag: " },
  },
  wrongBeep: { nl: "NIET GOED: {what}", en: "WRONG: {what}" },
  packed: {
    nl: "ingepakt:    {envelope}, {name}, exemplaar {copy}, zak {seal} (regel {line})",
    en: "packed:      {envelope}, {name}, copy {copy}, bag {seal} (line {line})",
  },
  halfPacked: {
    nl: "de laatste envelop is niet af en niet vastgelegd: begin er opnieuw mee",
    en: "the last envelope is not complete and was not recorded: begin with it again",
  },
  again: { nl: "opnieuw: scan de envelop", en: "again: scan the envelope" },
  oneOrTable: {
    nl: "geef --csv, of --envelope, --what en --carrier",
    en: "give --csv, or --envelope, --what and --carrier",
  },
  uncommitted: {
    nl: "verzonden voordat het register met de vastlegging in het openbare logboek staat: enveloppen: {count}, zoals {envelope}. Wie het register heeft kan daar nog een sleutel voor maken: zegel register head, log append, en dan logged",
    en: "sent before the register with the commitments stands in the public log: envelopes: {count}, such as {envelope}. Whoever holds the register can still make a key for it: zegel register head, log append, and then logged",
  },
  together: {
    nl: "brief en schijf samen verzonden (zelfde nummer of zelfde dag): enveloppen: {count}, zoals {envelope}: wie de een onderschept heeft dan ook de ander",
    en: "letter and disc sent together (one number or one day): envelopes: {count}, such as {envelope}: whoever takes the one has the other",
  },
  lines: { nl: "regels:      {lines}", en: "lines:       {lines}" },
  head: { nl: "stand:       {head}", en: "head:        {head}" },
  headNext: { nl: "hierna:      zegel log append LOG {path}", en: "next:        zegel log append LOG {path}" },
  notInLog: {
    nl: "{path}: geen regel van dit register levert dit bewijs op: is het van de tekst die zegel register head maakte?",
    en: "{path}: no line of this register gives this proof: is it of the text that zegel register head made?",
  },
  otherLog: {
    nl: "{path}: niet ondertekend door het logboek van de vertrouwensbasis: geef het bewijs uit dat logboek, of de vertrouwensbasis die dit logboek noemt (--root)",
    en: "{path}: not signed by the log of the trust root: give the proof of that log, or the trust root that names this log (--root)",
  },
  fewWitnesses: {
    nl: "{path}: getuigen van het logboek onder dit bewijs: {found} (organisaties: {organisations}), nodig: {needed}. Er is niets vastgelegd: haal meer getuigen op (zegel log cosign), en maak het bewijs opnieuw (zegel log proof)",
    en: "{path}: witnesses of the log under this proof: {found} (organisations: {organisations}), needed: {needed}. Nothing was recorded: collect more witnesses (zegel log cosign), and make the proof again (zegel log proof)",
  },
  logRevoked: {
    nl: "{path}: de sleutel van het logboek is ingetrokken: er is niets vastgelegd; laat het logboek met de nieuwe sleutel ondertekenen, en maak het bewijs opnieuw (zegel log proof)",
    en: "{path}: the key of the log was revoked: nothing was recorded; have the log signed with the new key, and make the proof again (zegel log proof)",
  },
  counts: {
    nl: "inhoud:      ontvangers {recipients}, enveloppen {envelopes}, exemplaren ingepakt {copies}, correcties {corrections}",
    en: "content:     recipients {recipients}, envelopes {envelopes}, copies packed {copies}, corrections {corrections}",
  },
  correction: {
    nl: "gecorrigeerd: regel {target} ({reason}), door {by}, regel {line}",
    en: "corrected:   line {target} ({reason}), by {by}, line {line}",
  },
  clock: {
    nl: "de klok ging terug bij regel {lines}: die beslist niets, kijk wel hoe dat kwam",
    en: "the clock went back at line {lines}: it decides nothing, but look why",
  },
  tornLines: { nl: "afgebroken en hersteld: regel {lines}", en: "broken off and repaired: line {lines}" },
  logged: { nl: "in het openbare logboek: tot en met regel {line}", en: "in the public log: up to line {line}" },
  notLogged: { nl: "in het openbare logboek: nog niet", en: "in the public log: not yet" },
  listHolds: { nl: "lijst:       klopt ({path})", en: "list:        holds ({path})" },
  listGone: {
    nl: "de lijst met ontvangers is niet bekeken: {why}",
    en: "the list of recipients was not looked at: {why}",
  },
  closed: {
    nl: "gesloten. Vernietig nu de lijst met ontvangers ({path}) en de verslagen als hun bewaartermijn voorbij is; het register zelf bevat alleen hun hashcodes en kan blijven",
    en: "closed. Now destroy the list of recipients ({path}) and the records when their term is over; the register itself holds only their digests and may stay",
  },
  noPhones: {
    nl: "{path}: de lijst met ontvangers is er niet: de stand noemt geen telefoonnummers",
    en: "{path}: the list of recipients is not there: the status has no telephone numbers",
  },
  nobodyMissing: { nl: "Van iedereen is een melding binnen.", en: "Everybody has reported." },
  missing: { nl: "{id}  {name}  {phone}  {envelope}  {stage}", en: "{id}  {name}  {phone}  {envelope}  {stage}" },
  missingCount: { nl: "ontbreken:   {count}", en: "missing:     {count}" },
  stages: {
    nothing: { nl: "nog niet ingepakt", en: "not packed yet" },
    packed: { nl: "ingepakt, niet verzonden", en: "packed, not sent" },
    sent: { nl: "onderweg", en: "under way" },
    arrived: { nl: "aangekomen, niet gemeld", en: "arrived, not reported" },
  },
} as const satisfies Record<string, Text | Record<string, Text>>;
