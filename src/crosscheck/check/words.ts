// What a run of all parts says besides what each part says. docs/spec/crosscheck.md, "Check"

import type { Text } from "../../words/language.ts";

export const checkWords = {
  onlySums: { nl: "alleen de optelling", en: "the sums alone" },
  sums: { nl: "optelling", en: "sums" },
  paper: { nl: "papier ({scope}, lijsttotalen)", en: "paper ({scope}, list totals)" },
  seats: { nl: "zetels en gekozenen", en: "seats and people elected" },
  agrees: { nl: "{parts}.", en: "{parts}." },
  agreesBut: { nl: "{parts}. Niet vergeleken: {others}.", en: "{parts}. Not compared: {others}." },
  and: { nl: "{some} en {last}", en: "{some} and {last}" },
  noPaper: { nl: "papier", en: "paper" },
  noSeats: { nl: "zetels", en: "seats" },
  onPaper: { nl: "papier: {line}", en: "paper: {line}" },
  computedOnly: {
    nl: "zetels en gekozenen: wel uitgerekend, maar er is geen uitslag (520) om mee te vergelijken",
    en: "seats and people elected: computed, but there is no result (520) to compare with",
  },
  noDefinition: {
    nl: "zetels en gekozenen: de verkiezingsdefinitie (110a) en de uitslag (520) ontbreken",
    en: "seats and people elected: the definition of the election (110a) and the result (520) are missing",
  },
  noWhole: {
    nl: "zetels en gekozenen: de telling van de hele verkiezing (510d) ontbreekt",
    en: "seats and people elected: the count of the whole election (510d) is missing",
  },
  lot: {
    nl: "zetels en gekozenen: een loting beslist, en er is geen uitslag (520)",
    en: "seats and people elected: a lot decides, and there is no result (520)",
  },
  selfTest: { nl: "zelftest: {found} van {all} fouten gevonden", en: "self-test: {found} of {all} faults found" },
} as const satisfies Record<string, Text>;

/** What to do now, where it is more than the advice of one part. */
export const checkAdvice = {
  paper: {
    nl: "Vergelijk ook met het papier: een fout die overal doorwerkt, of een verwisseling, ziet u zo niet. Maak een invoerformulier (form), laat twee personen het papier overtypen, zet hun bestanden in deze map en controleer opnieuw.",
    en: "Compare with the paper, too: an error that runs through all figures, or a swap, is not seen this way. Make a form to type it on (form), let two people type the paper, put their files into this folder, and check again.",
  },
  hash: {
    nl: "Staat er een hashcode op het papieren proces-verbaal? Vergelijk die ook met die van het bestand.",
    en: "Is there a hash code on the record on paper? Compare it with that of the file, too.",
  },
  noCount: {
    nl: "Er is geen telling bij (510b, 510c of 510d). Kies de map of het bestand met de telling.",
    en: "There is no count among these files (510b, 510c or 510d). Choose the folder or the file of the count.",
  },
} as const satisfies Record<string, Text>;
