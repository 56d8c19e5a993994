// LEESMIJ.txt of the bundles for the holder of the log's key and for the witnesses: what is asked, the command, what comes back, and when
// not to sign. Dutch, and English below it. docs/spec/release-folder.md, "Bundles"

import { type RootKey, shellWord } from "../../format/index.ts";
import { fill, type Language, languages, type Text, uncut } from "../../words/language.ts";
import { copiedLog, cosignCommand, requestNameOf, sendCommand, signCommand } from "../steps/log-commands.ts";

/** What both are told of the log and its office. */
export interface LogFacts {
  readonly origin: string;
  readonly key: RootKey;
  /** Whom to call. */
  readonly contact: string;
  /** What is new, in a line each, as the program will show it when it signs. */
  readonly news: Readonly<Record<Language, readonly string[]>>;
}

const texts = {
  log: {
    nl: "Voor wie de sleutel van het openbare logboek heeft ({holder}, {organisation})\nLogboek: {origin}\n\nDe map log is een kopie van het hele logboek. Nieuw hoort te zijn:",
    en: "For the holder of the public log's key ({holder}, {organisation})\nLog: {origin}\n\nThe folder log is a copy of the whole log. New should be:",
  },
  sign: {
    nl: "1. Breng deze map naar de computer zonder netwerk waar de sleutel is, en typ in deze map:",
    en: "1. Carry this folder to the machine without a network where the key is, and type in this folder:",
  },
  signed: {
    nl: "   Het programma rekent het hele logboek na en laat zien wat nieuw is. Staat daar iets anders dan hierboven,\n   of weigert het programma: onderteken niet, en bel {contact}.\n2. Breng alleen log.checkpoint terug.",
    en: "   The program computes the whole log anew and shows what is new. Where that is anything but the above, or the\n   program refuses: do not sign, and call {contact}.\n2. Bring back only log.checkpoint.",
  },
  witness: {
    nl: "Voor de getuigen van het openbare logboek {origin}\n\nVan elk van u wordt een handtekening gevraagd onder de nieuwste stand van het logboek. Nieuw hoort te zijn:",
    en: "For the witnesses of the public log {origin}\n\nEach of you is asked to sign the newest state of the log. New should be:",
  },
  one: { nl: "{holder} ({organisation}): aanvraag {request}", en: "{holder} ({organisation}): request {request}" },
  offline: { nl: "   op een eigen computer:", en: "   on a computer of their own:" },
  online: {
    nl: "   of, waar de getuige een adres op internet heeft (zet dat voor GETUIGE in de plaats):",
    en: "   or, where the witness has an address on the internet (put it in the place of GETUIGE):",
  },
  back: {
    nl: "Breng alleen het bestand terug dat op .lines eindigt. Het programma ondertekent nooit een logboek waaruit iets\nis verdwenen. Weigert het: onderteken niet, bewaar deze map, en bel {contact}.",
    en: "Bring back only the file that ends in .lines. The program never signs a log from which anything has gone.\nWhere it refuses: do not sign, keep this folder, and call {contact}.",
  },
  entries: {
    nl: "De map log is een kopie van het logboek: het programma leest daarin wat er nieuw is voordat het ondertekent.",
    en: "The folder log is a copy of the log: the program reads in it what is new before it signs.",
  },
  unread: {
    nl: "Lees wat er nieuw is. Haal daarvoor het logboek zelf op (van de website, of vraag erom) en zet achter de opdracht\n--entries en de naam van die map. Zonder dat vergelijkt het programma alleen hashcodes.",
    en: "Read what is new. For that, fetch the log itself (from its web site, or ask for it) and put behind the command\n--entries and the name of that folder. Without it the program compares hashes alone.",
  },
  whole: {
    nl: "Is deze map zoals zij is gemaakt?",
    en: "Is this folder as it was made?",
  },
} as const satisfies Record<string, Text>;

/** For the holder of the log's key. */
export function logReadme(facts: LogFacts): string {
  return inBothLanguages((language) => {
    const say = saying(facts, language);
    return [
      say("log"),
      ...news(facts, language),
      "",
      ...whole(say),
      say("sign"),
      line(signCommand(copiedLog)),
      say("signed"),
    ];
  });
}

/** For the witnesses. `hasEntries`: the bundle has a copy of the log. */
export function witnessReadme(facts: LogFacts, witnesses: readonly RootKey[], hasEntries: boolean): string {
  return inBothLanguages((language) => {
    const say = saying(facts, language);
    const asked = witnesses.flatMap((witness) => [
      "",
      fill(texts.one[language], { ...witness, vkey: "", request: requestNameOf(witness) }, uncut),
      texts.offline[language],
      line([...cosignCommand(witness, facts.key, ""), ...(hasEntries ? ["--entries", copiedLog] : [])]),
      texts.online[language],
      line(sendCommand(witness)),
    ]);
    const read = say(hasEntries ? "entries" : "unread");
    return [say("witness"), ...news(facts, language), "", ...whole(say), ...asked, "", read, "", say("back")];
  });
}

type Say = (text: keyof typeof texts) => string;

function saying({ origin, key: { holder, organisation }, contact }: LogFacts, language: Language): Say {
  return (text) => fill(texts[text][language], { origin, holder, organisation, contact }, uncut);
}

const news = ({ news: lines }: LogFacts, language: Language) => lines[language].map((text) => `  ${text}`);
const whole = (say: Say) => [say("whole"), line(["sha256sum", "-c", "SHA256SUMS"]), ""];
const line = (words: readonly string[]) => `    ${words.map(shellWord).join(" ")}`;

const inBothLanguages = (part: (language: Language) => readonly string[]) =>
  `${languages.map((language) => part(language).join("\n")).join(`\n\n${"=".repeat(72)}\n\n`)}\n`;
