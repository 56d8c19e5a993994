// What the scripts of a ceremony say, in Dutch and English. `{name}` is filled in.

import { labelWords } from "../../words/glossary.ts";
import type { Text } from "../../words/language.ts";

export const kindTexts = {
  "key-enrolment": { nl: "Sleutels maken", en: "Making keys" },
  root: { nl: "Eerste vertrouwensbasis", en: "First trust root" },
  rotation: { nl: "Nieuwe versie van de vertrouwensbasis", en: "New version of the trust root" },
  release: { nl: "Versie ondertekenen", en: "Signing a release" },
  recall: { nl: "Intreklijst ondertekenen", en: "Signing a recall list" },
} as const satisfies Readonly<Record<string, Text>>;

export const roleTexts = {
  master: { nl: "ceremoniemeester", en: "master of ceremonies" },
  recorder: { nl: "notulist", en: "recorder" },
  officer: { nl: "functionaris (sleutelhouder)", en: "officer (key holder)" },
  reviewer: { nl: "nabouwer (sleutelhouder)", en: "reviewer (key holder)" },
  witness: { nl: "waarnemer", en: "witness" },
} as const satisfies Readonly<Record<string, Text>>;

export const pageTexts = {
  script: { nl: "Draaiboek", en: "Script" },
  of: labelWords.of,
  page: { nl: "blad", en: "sheet" },
  rehearsal: {
    nl: "OEFENING – met wegwerpsleutels. Dit geldt niet voor een echte telling.",
    en: "REHEARSAL – with throw-away keys. Not for a real count.",
  },
  date: labelWords.moment,
  place: labelWords.place,
  description: { nl: "Beschrijving (SHA-256)", en: "Description (SHA-256)" },
  people: { nl: "Wie is erbij", en: "Who is there" },
  name: labelWords.person,
  role: { nl: "Taak", en: "Task" },
  organisation: { nl: "Organisatie", en: "Organisation" },
  key: { nl: "Sleutel", en: "Key" },
  commandsFile: { nl: "opdrachten.txt", en: "commands.txt" },
  you: { nl: "u", en: "you" },
  rules: { nl: "Zo werken we", en: "How we work" },
  rule1: {
    nl: "Eén persoon voert een stap uit, minstens één ander kijkt mee. Niemand is ooit alleen met de machine of met de stick van een ander.",
    en: "One person carries out a step, at least one other watches. Nobody is ever alone with the machine or with another's stick.",
  },
  rule2: {
    nl: "Zet na elke stap de tijd en uw paraaf. Doorhalen mag, met paraaf; niets wordt gewist of overgeschreven.",
    en: "After each step write the time and your initials. Strike out, with initials; nothing is erased or written over.",
  },
  rule3: {
    nl: "Vergelijken: één leest voor van het scherm, de anderen volgen op dit papier. Alle 16 groepen, niet alleen de eerste. De woorden zijn Engels; twee woorden horen bij één groep.",
    en: "Comparing: one reads aloud from the screen, the others follow on this paper. All 16 groups, not only the first. Two words belong to one group.",
  },
  rule4: {
    nl: "Klopt iets niet, of twijfelt u? Zeg STOP. Wie STOP zegt hoeft niet uit te leggen waarom. De ceremoniemeester schrijft het op; pas daarna beslist u samen.",
    en: "Is something wrong, or are you in doubt? Say STOP. Whoever says STOP need not explain. The master of ceremonies writes it down; only then do you decide together.",
  },
  rule5: {
    nl: "Een wachtzin typt u zelf; niemand kijkt naar uw handen. U schrijft hem niet op dit papier.",
    en: "You type your passphrase yourself; nobody watches your hands. You do not write it on this paper.",
  },
  rule6: {
    nl: "Een opdracht is één regel, ook waar hij op dit papier over meer regels loopt. U kunt hem overnemen uit opdrachten.txt; vergelijk hem met het papier voordat u op Enter drukt.",
    en: "A command is one line, also where it takes more lines on this paper. You can copy it from commands.txt; compare it with the paper before you press Enter.",
  },
  digests: { nl: "Vergelijken", en: "To compare" },
  toFillIn: {
    nl: "Schrijf de 16 groepen op die worden voorgelezen",
    en: "Write down the 16 groups that are read aloud",
  },
  steps: { nl: "Stappen", en: "Steps" },
  step: labelWords.step,
  who: { nl: "Wie", en: "Who" },
  what: { nl: "Wat", en: "What" },
  time: { nl: "Tijd", en: "Time" },
  initials: { nl: "Paraaf", en: "Initials" },
  remarks: { nl: "Opmerkingen", en: "Remarks" },
  sign: { nl: "Ondertekening", en: "Signature" },
  signHow: {
    nl: "Ik was bij elke stap met mijn paraaf, en die stap ging zoals hier staat of zoals ik erbij schreef.",
    en: "I was present at each step that bears my initials, and it went as printed here or as I wrote beside it.",
  },
  signature: labelWords.signature,
  fingerprint: { nl: "Vingerafdruk van de sleutel van {name} ({key})", en: "Fingerprint of {name}'s key ({key})" },
  program: { nl: "Programma van deze ceremonie", en: "Program of this ceremony" },
  blind: {
    nl: "LET OP: deze beschrijving is van versie 1 en noemt geen verzoek. De functionarissen zien niet wat er veranderde en wie nabouwde.",
    en: "WARNING: this description is of version 1 and names no request. The officers do not see what changed and who rebuilt it.",
  },
  previousTranscript: { nl: "Vorig ceremonieverslag", en: "Previous transcript" },
  thisTranscript: { nl: "Dit ceremonieverslag, na het sluiten", en: "This transcript, once closed" },
  trustRoot: { nl: "Vertrouwensbasis die nu geldt", en: "Trust root in force" },
  note: { nl: "Tekst die wordt ondertekend", en: "Text that is signed" },
  noteOf: { nl: "Tekst die wordt ondertekend ({file})", en: "Text that is signed ({file})" },
  zegelcode: { nl: "Zegelcode van deze versie", en: "Zegelcode of this release" },
  compareWith: { nl: "Vergelijk met blok {letter}.", en: "Compare with block {letter}." },
  writeInto: { nl: "Schrijf op in blok {letter}.", en: "Write into block {letter}." },
} as const satisfies Readonly<Record<string, Text>>;

export const stepTexts = {
  program: {
    nl: "Vergelijk dit programma, voordat het iets doet. Lees van het scherm de SHA-256, de ingebouwde vertrouwensbasis en de broncode voor. Een vervalst programma kan hier liegen: bereken de SHA-256 van hetzelfde bestand ook met sha256sum.",
    en: "Compare this program before it does anything. Read the SHA-256, the trust root built in and the source revision aloud from the screen. A forged program can lie here: compute the SHA-256 of the same file with sha256sum as well.",
  },
  firstOfAll: {
    nl: "Stel samen vast dat dit de eerste ceremonie is: er is geen vorig ceremonieverslag en geen vertrouwensbasis om op voort te bouwen.",
    en: "Establish together that this is the first ceremony: there is no previous transcript and no trust root to build on.",
  },
  previous: {
    nl: "Controleer wat de vorige ceremonie achterliet. Het scherm moet KETEN EN HANDTEKENINGEN KLOPPEN tonen, en de SHA-256 van het hele verslag. Leg er het papier van de vorige ceremonie naast.",
    en: "Check what the previous ceremony left. The screen must show CHAIN AND SIGNATURES HOLD, and the SHA-256 of the whole transcript. Compare with the paper of the previous ceremony too.",
  },
  rootInForce: {
    nl: "Er was geen vorige ceremonie. Toon de vertrouwensbasis die nu geldt. Onderaan moet staan dat genoeg functionarissen haar ondertekenden.",
    en: "There was no ceremony before. Show the trust root in force. The last line must say that enough officers signed it.",
  },
  machine: {
    nl: "Kijk samen na: de machine heeft geen netwerkkabel, wifi en bluetooth; de verzegeling was heel en het nummer klopt. Schrijf het nummer onder Opmerkingen. Lees de klok van de machine voor (opdracht date) en vergelijk met een horloge; schrijf het verschil op.",
    en: "Check together: the machine has no network cable, wifi or bluetooth; its bag was whole and the number is right. Write the number under Remarks. Read the machine's clock aloud (command date), compare with a watch and write down the difference.",
  },
  start: {
    nl: "Open het ceremonieverslag. Alle opdrachten worden gegeven in de map waarin {file} staat.",
    en: "Open the transcript. All commands are given in the folder that holds {file}.",
  },
  presence: {
    nl: "Lees de namen voor. Ieder legitimeert zich. Wie er niet is: STOP, en maak een nieuwe beschrijving.",
    en: "Read the names aloud. Each proves who she is. If somebody is not there: STOP, and make a new description.",
  },
  presenceNote: {
    nl: "Alle genoemde personen zijn aanwezig en gelegitimeerd; klok met een horloge vergeleken",
    en: "All persons named are present and identified; clock compared with a watch",
  },
  newKey: {
    nl: "{name} maakt een sleutel en typt tweemaal een wachtzin (zes of meer willekeurige woorden). De anderen kijken weg. {key}.key blijft op de eigen stick; {key}.pub is openbaar.",
    en: "{name} makes a key and types a passphrase twice (six or more random words). The others look away. {key}.key stays on her own stick; {key}.pub is public.",
  },
  copyKey: {
    nl: "Kopieer {key}.pub naar de map van de ceremonie. Neem de stick dan uit de machine; {name} houdt hem bij zich.",
    en: "Copy {key}.pub into the folder of the ceremony. Then take the stick out; {name} keeps it.",
  },
  readNewKey: {
    nl: "{name} leest de vingerafdruk voor van het scherm, groep en woorden. Allen schrijven mee; een ander leest terug.",
    en: "{name} reads the fingerprint aloud from the screen, groups and words. All write it down; another reads it back.",
  },
  readKey: {
    nl: "{name} leest de vingerafdruk van de eigen sleutel voor van het scherm. De anderen volgen op papier; {name} vergelijkt met de eigen aantekening van toen de sleutel werd gemaakt.",
    en: "{name} reads the fingerprint of her own key aloud from the screen. The others follow on paper; {name} compares with her own paper from when the key was made.",
  },
  newRoot: {
    nl: "Maak de vertrouwensbasis, nog zonder handtekeningen. De SHA-256 op het scherm moet die van het papier zijn.",
    en: "Make the trust root, without signatures yet. The SHA-256 on the screen must be that of the paper.",
  },
  showNote: {
    nl: "Toon wat wordt ondertekend en lees het samen door: elke houder, elke groep, elke regel.",
    en: "Show what is to be signed and read it together: each holder, each group, each line.",
  },
  showRequest: {
    nl: "Toon wat iedere functionaris straks op het scherm krijgt, en lees het samen door: wat het is, wat er nieuw of weg is, wie nabouwde, wie kan ondertekenen. Staat er ergens LET OP, ga dan pas verder als allen weten waarom.",
    en: "Show what each officer will get on the screen, and read it together: what it is, what is new or gone, who rebuilt it, who can sign. Where it says WARNING, go on only when all know why.",
  },
  showCode: {
    nl: "Toon de zegelcode en de SHA-256 van de tekst. Beide moeten die van het papier zijn.",
    en: "Show the zegelcode and the SHA-256 of the text. Both must be those of the paper.",
  },
  signNote: {
    nl: "{name} leest op het scherm wat wordt ondertekend, typt de wachtzin, vergelijkt de SHA-256 met het papier en typt de groepen die het scherm vraagt. Neem daarna de stick uit de machine.",
    en: "{name} reads on the screen what is signed, types the passphrase, compares the SHA-256 with the paper and types the groups that the screen asks for. Then take the stick out.",
  },
  merge: {
    nl: "Voeg de handtekeningen samen. Heet het bestand … .incomplete, dan ontbreekt er iemand: laat die eerst ondertekenen.",
    en: "Join the signatures. If the file is called … .incomplete, somebody is missing: let her sign first.",
  },
  showSigned: {
    nl: "Controleer het resultaat. Eerst moet er staan dat genoeg functionarissen ondertekenden, dan dat de keten houdt.",
    en: "Check the result. First it must say that enough officers signed, then that the chain holds.",
  },
  checkRelease: {
    nl: "Controleer het resultaat. Het scherm moet GENOEG HANDTEKENINGEN zeggen. Lees de SHA-256 van de tekst en de zegelcode voor: beide moeten die van het papier zijn.",
    en: "Check the result. The screen must say ENOUGH SIGNATURES. Read the SHA-256 of the text and the zegelcode aloud: both must be those of the paper.",
  },
  checkRecall: {
    nl: "Controleer het resultaat. Het scherm moet GENOEG HANDTEKENINGEN zeggen. Lees de SHA-256 van de tekst voor: die moet die van het papier zijn.",
    en: "Check the result. The screen must say ENOUGH SIGNATURES. Read the SHA-256 of the text aloud: it must be that of the paper.",
  },
  carryAway: {
    nl: "Steek een lege stick in de machine; hij hoort in {stick} te staan. Zet de openbare bestanden erop. Het verslag noemt elk bestand met de SHA-256 van de kopie.",
    en: "Put an empty stick into the machine; it should be at {stick}. Put the public files onto it. The transcript names each file with the SHA-256 of the copy.",
  },
  compared: {
    nl: "Heeft iedereen alles vergeleken en is er niets op te merken? Leg dat vast. Anders: schrijf eerst de opmerking op (zegel ceremony note).",
    en: "Has everybody compared everything, with nothing to remark? Put it on record. Otherwise record the remark first (zegel ceremony note).",
  },
  comparedNote: {
    nl: "Alle vergelijkingen van het draaiboek zijn uitgevoerd en kloppen",
    en: "All comparisons of the script were made and agree",
  },
  close: {
    nl: "Sluit het ceremonieverslag. Daarna kan er niets meer bij. Lees de SHA-256 van het hele verslag voor; allen schrijven mee.",
    en: "Close the transcript. Nothing can be added after that. Read the SHA-256 of the whole transcript aloud; all write it down.",
  },
  signMinutes: {
    nl: "{name} ondertekent de slotverklaring met de sleutel {key}. Deze opdracht staat niet meer in het verslag: dat is gesloten.",
    en: "{name} signs the minutes with key {key}. This command is not on the transcript any more: that is closed.",
  },
  mergeMinutes: {
    nl: "Voeg de handtekeningen onder de slotverklaring samen.",
    en: "Join the signatures under the minutes.",
  },
  verify: {
    nl: "Controleer het geheel. Het scherm moet KETEN EN HANDTEKENINGEN KLOPPEN tonen.",
    en: "Check the whole. The screen must show CHAIN AND SIGNATURES HOLD.",
  },
  carryTranscript: {
    nl: "Zet het gesloten verslag en de slotverklaring op elke stick. Dit staat niet meer in het verslag: dat is gesloten. Lees de SHA-256 van het verslag op elke stick voor.",
    en: "Put the closed transcript and the minutes onto each stick. This is not on the transcript any more: that is closed. Read the SHA-256 of the transcript on each stick aloud.",
  },
  paper: {
    nl: "Ieder ondertekent het eigen draaiboek op papier. Doe elke sleutelstick in een verzegelde zak; schrijf het nummer op bij Opmerkingen. Zet de machine uit en verzegel haar.",
    en: "Each signs her own script on paper. Put each key stick into a sealed bag; write its number under Remarks. Switch the machine off and seal it.",
  },
  paperAndCopy: {
    nl: "Ieder ondertekent het eigen draaiboek op papier. Kopieer de openbare bestanden ({files}) op twee sticks. Doe elke sleutelstick in een verzegelde zak; schrijf het nummer op bij Opmerkingen. Zet de machine uit en verzegel haar.",
    en: "Each signs her own script on paper. Copy the public files ({files}) onto two sticks. Put each key stick into a sealed bag; write its number under Remarks. Switch the machine off and seal it.",
  },
} as const satisfies Readonly<Record<string, Text>>;
