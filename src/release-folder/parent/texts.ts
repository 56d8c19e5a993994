// What is found in a folder of releases, beyond what each of them says of itself.

import type { Text } from "../../words/language.ts";
import { type FindingText, fact, warning, wrong } from "../texts.ts";
import { stateWords } from "../words.ts";
import type { RowState } from "./row.ts";

export const parentTexts = {
  NUMBER_TWICE: wrong(
    "nummer {sequence} van {product} {election} {role} is meer dan één keer gebruikt, in {folders}: maak niets meer, zoek uit welke geldt, en stop de andere met zegel release stop als er nog niets onder is ondertekend",
    "number {sequence} of {product} {election} {role} is used more than once, in {folders}: make nothing more, find out which one holds, and end the other with zegel release stop where nobody signed it yet",
  ),
  SAME_RELEASE: wrong(
    "nummer {sequence} van {product} {election} {role} ligt hier meer dan één keer, in {folders}, met dezelfde tekst: ga verder in één map, en leg de andere buiten deze map",
    "number {sequence} of {product} {election} {role} lies here more than once, in {folders}, with the same text: go on in one folder, and take the others out of this one",
  ),
  SIGNED_BY: fact(
    "{folder} (versie {version}): ondertekend door {names}",
    "{folder} (version {version}): signed by {names}",
  ),
  SIGNED_BY_OTHERS: fact(
    "{folder} (versie {version}): regels op naam van {names}, die hier niet te bevestigen zijn",
    "{folder} (version {version}): lines in the name of {names}, which cannot be confirmed here",
  ),
  SIGNED_BY_NOBODY: fact(
    "{folder} (versie {version}): door niemand ondertekend",
    "{folder} (version {version}): signed by nobody",
  ),
  NUMBER_AGAIN: fact(
    "nummer {sequence} van {product} {election} {role}: {folders} is gestopt en door niemand ondertekend, dus het nummer was vrij",
    "number {sequence} of {product} {election} {role}: {folders} was stopped and signed by nobody, so the number was free",
  ),
  NUMBERS_MISSING: fact(
    "{product} {election} {role}: niet hier: nummer {numbers}",
    "{product} {election} {role}: not here: number {numbers}",
  ),
  DATE_FALLS: warning(
    "{folder}: nummer {sequence} is van {date}, en {before}, een lager nummer, van later ({beforeDate}): kijk of de nummers kloppen",
    "{folder}: number {sequence} is of {date}, and {before}, a lower number, of later ({beforeDate}): look whether the numbers are right",
  ),
  PREVIOUS_ELSEWHERE: fact(
    "{folder}: de vorige versie, in/previous.note, ligt hier niet",
    "{folder}: the release before it, in/previous.note, is not here",
  ),
  PREVIOUS_STOPPED: warning(
    "{folder}: de vorige versie is {before}, en die is gestopt: leg de laatste neer die is vrijgegeven, en bouw opnieuw",
    "{folder}: the release before it is {before}, which was stopped: put the last there that was released, and build again",
  ),
  PREVIOUS_OLD: warning(
    "{folder}: de vorige versie is {before}, en {newer} is ook vrijgegeven: kijk welke het moet zijn, en bouw zo nodig opnieuw",
    "{folder}: the release before it is {before}, and {newer} was released too: look which it should be, and build again where needed",
  ),
  LINK: fact("{path}: is een koppeling en niet bekeken", "{path}: is a link and was not looked at"),
  LEFT_BEHIND: fact(
    "{path}: van een zegel release start die werd afgebroken; haal weg",
    "{path}: of a zegel release start that was killed; take it away",
  ),
  NO_RELEASE: fact("{path}: is geen map van een versie", "{path}: is no folder of a release"),
} as const satisfies Record<string, FindingText>;

export type ParentCode = keyof typeof parentTexts;

export const rowStateWords: Readonly<Record<RowState, Text>> = {
  done: stateWords.done,
  waiting: stateWords.waiting,
  wrong: stateWords.wrong,
  stopped: { nl: "gestopt", en: "stopped" },
  untold: { nl: "ONBEKEND", en: "UNKNOWN" },
};

/** Of the columns, of whose turn it is, and of the end. */
export const parentWords = {
  title: { nl: "Versies in {path}", en: "Releases in {path}" },
  sequence: { nl: "nummer", en: "number" },
  version: { nl: "versie", en: "version" },
  state: { nl: "stand", en: "state" },
  folder: { nl: "map", en: "folder" },
  turn: { nl: "aan zet", en: "whose turn" },
  undescribed: { nl: "Zonder leesbare release.json", en: "Without a release.json that can be read" },
  look: { nl: "kijk eerst wat er FOUT is", en: "look first at what is WRONG" },
  differs: { nl: "!! EEN NABOUWER ZEGT DAT HET VERSCHILT", en: "!! A REBUILDER SAYS THAT IT DIFFERS" },
  twice: { nl: "nummer dubbel: zoek dat eerst uit", en: "number used twice: find that out first" },
  each: { nl: "Wat er in elke map te doen is", en: "What is to be done in each folder" },
  untold: {
    nl: "niet te lezen: verhelp dat eerst (reden, in het Engels: {reason})",
    en: "cannot be read: mend that first ({reason})",
  },
  remarks: { nl: "Wat opvalt", en: "What stands out" },
  more: { nl: "Meer over één versie:", en: "More about one release:" },
} as const satisfies Record<string, Text>;

/** The last line, by what the folder of releases came to. */
export const parentOutcomeWords = {
  done: {
    nl: "Klaar: wat niet gestopt is, is gedaan.",
    en: "Done: what was not stopped is done.",
  },
  waiting: { nl: "Er wordt op iets gewacht.", en: "Something is waited for." },
  wrong: {
    nl: "Kijk eerst naar wat FOUT is. Ga daar niet verder voordat dat klopt.",
    en: "Look at what is WRONG first. Do not go on there before it is right.",
  },
  untold: {
    nl: "Van een map is niets te zeggen: verhelp dat eerst.",
    en: "Of a folder nothing can be said: mend that first.",
  },
} as const satisfies Record<string, Text>;
