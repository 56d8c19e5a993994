// The report of lint-payload in lines of text, by what matters most.

import { quote } from "../format/index.ts";
import { type Language, sayIn, type Text } from "../words/language.ts";
import { type FindingCode, findingCodes } from "./finding.ts";
import type { LintReport } from "./lint.ts";

const shownLimit = 10;

/** What each means, and why anybody should care. */
const findingTexts: Readonly<Record<FindingCode, { readonly title: Text; readonly why: Text }>> = {
  PRIVATE_KEY: {
    title: { nl: "Geheime sleutels", en: "Private keys" },
    why: {
      nl: "Elke gemeente en iedereen die de schijf leest krijgt die: is het bedoeld dat die openbaar is?",
      en: "Every municipality and every reader of the disc gets it: is it meant to be public?",
    },
  },
  CERTIFICATE: {
    title: { nl: "Certificaten en sleutelbossen", en: "Certificates and key stores" },
    why: {
      nl: "Wie gaf ze uit, tot wanneer gelden ze, en hoort de software ze te vertrouwen?",
      en: "Who issued them, until when do they hold, and should the software trust them?",
    },
  },
  AUTORUN: {
    title: {
      nl: "Bestanden die vanzelf iets starten of vermommen",
      en: "Files that start or disguise something by themselves",
    },
    why: {
      nl: "Windows doet er iets mee zodra de schijf of map opengaat.",
      en: "Windows acts on them when the disc or folder is opened.",
    },
  },
  UNSIGNED_PROGRAM: {
    title: {
      nl: "Programma's zonder handtekening naast programma's met een",
      en: "Unsigned programs beside signed ones",
    },
    why: {
      nl: "Windows waarschuwt ervoor, of een beleid houdt ze tegen; en waarom zijn ze overgeslagen?",
      en: "Windows warns for them, or a policy blocks them; and why were they left out?",
    },
  },
  DEBUG_BUILD: {
    title: { nl: "Programma's en bestanden om fouten te zoeken (debug)", en: "Debug builds and debug files" },
    why: {
      nl: "Een versie hoort er geen te hebben: ze zijn trager, verraden meer, en zijn vaak niet wat is getest.",
      en: "A release should hold none: slower, more to leak, and often not what was tested.",
    },
  },
  BUILD_PATH: {
    title: { nl: "Paden van de computer die bouwde", en: "Paths of the machine that built it" },
    why: {
      nl: "In een andere map gebouwd zijn de bytes anders; er kan een naam van een mens in staan.",
      en: "Built in another folder the bytes differ; a name of a person may be in it.",
    },
  },
  BUILT_BY: {
    title: { nl: "Wie of wat bouwde, en wanneer", en: "Who or what built it, and when" },
    why: {
      nl: "Door een ander of op een ander moment gebouwd zijn de bytes anders.",
      en: "Built by another or at another time the bytes differ.",
    },
  },
  TIME_STAMPS: {
    title: { nl: "Tijden in archieven", en: "Time stamps inside archives" },
    why: {
      nl: "Op een ander moment ingepakt zijn de bytes anders: pak in met één vaste datum (SOURCE_DATE_EPOCH).",
      en: "Packed at another time the bytes differ: pack with one fixed date (SOURCE_DATE_EPOCH).",
    },
  },
  UNSAFE_NAME: {
    title: { nl: "Onveilige namen in archieven", en: "Unsafe names inside archives" },
    why: {
      nl: "Uitgepakt komen ze buiten hun map, of ze liegen over wat ze zijn.",
      en: "Unpacked, they lead out of their folder, or lie about what they are.",
    },
  },
  LEFT_OVER: {
    title: {
      nl: "Achtergebleven van een bureaublad, versiebeheer of tekstverwerker",
      en: "Left over from a desktop, version control or an editor",
    },
    why: {
      nl: "Niemand wilde ze meegeven, en ze vertellen misschien meer dan het programma.",
      en: "Nobody meant to give them out, and they may tell of more than the program.",
    },
  },
  BROKEN: {
    title: {
      nl: "Archieven of delen ervan die niet te lezen zijn",
      en: "Archives or entries that cannot be read",
    },
    why: { nl: "Elk programma maakt er iets anders van.", en: "Programs differ in what they make of them." },
  },
  NOT_LOOKED_INTO: {
    title: { nl: "Niet bekeken", en: "Not looked into" },
    why: { nl: "Over wat hierin staat is niets gezegd.", en: "Nothing is said about what is in these." },
  },
};

const texts = {
  total: {
    nl: "Bevindingen: {total}, in {looked} bestanden en delen van archieven ({bytes} bytes).",
    en: "{total} findings in {looked} files and entries of archives ({bytes} bytes).",
  },
  others: { nl: "    en nog {count} (met --json staan ze er alle)", en: "    and {count} others (--json has them)" },
  counted: {
    nl: "{count} andere bevindingen zijn alleen geteld.",
    en: "{count} more findings were only counted.",
  },
  noVerdict: {
    nl: "Dit zijn bevindingen, geen oordelen: een mens moet naar elk ervan kijken.",
    en: "These are findings, not verdicts: each is for a person to look at.",
  },
} as const satisfies Record<string, Text>;

/** `bold` marks what matters on a terminal. The detail of a finding is for a technician, and English as in the JSON. */
export function renderLint(
  { looked, bytes, total, findings }: LintReport,
  bold: (text: string) => string,
  language: Language = "en",
): string {
  const lines = [sayIn(texts.total, language, { total, looked, bytes })];
  for (const code of findingCodes) {
    const own = findings.filter((finding) => finding.code === code);
    if (own.length === 0) continue;
    const { title, why } = findingTexts[code];
    lines.push("", bold(`${title[language]}: ${own.length}  [${code}]`), `  ${why[language]}`);
    for (const { path, detail } of own.slice(0, shownLimit)) lines.push(`    ${quote(path)}: ${detail}`);
    if (own.length > shownLimit) lines.push(sayIn(texts.others, language, { count: own.length - shownLimit }));
  }
  if (total > findings.length) lines.push("", sayIn(texts.counted, language, { count: total - findings.length }));
  lines.push("", texts.noVerdict[language], "");
  return lines.join("\n");
}
