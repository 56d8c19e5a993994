// What is said while paper is typed, on the page and in a terminal, Dutch first. The words of the paper itself are those of the models
// of the Kiesraad; what a running check says is said as Abacus says it.

import { labelWords } from "../../words/glossary.ts";
import { fill, type Language, type Text } from "../../words/language.ts";
import { type Field, type Model, models, partsOf, totalUnit } from "./fields.ts";
import type { Misfit } from "./fit.ts";
import { type PaperForm, stationNumber } from "./form.ts";
import type { PaperSum } from "./sums.ts";

const letterTexts = {
  A: { nl: "Stempassen", en: "Polling cards" },
  B: { nl: "Volmachtbewijzen", en: "Proxy certificates" },
  C: { nl: "Kiezerspassen", en: "Voter cards" },
  D: { nl: "Totaal toegelaten kiezers", en: "Total admitted voters" },
  E: { nl: "Totaal stemmen op kandidaten", en: "Total votes for candidates" },
  F: { nl: "Blanco stemmen", en: "Blank votes" },
  G: { nl: "Ongeldige stemmen", en: "Invalid votes" },
  H: { nl: "Totaal uitgebrachte stemmen", en: "Total votes cast" },
  I: { nl: "Aantal méér getelde stemmen", en: "Number of extra votes counted" },
  J: { nl: "Aantal minder getelde stemmen", en: "Number of fewer votes counted" },
} as const satisfies Record<string, Text>;

export const typingTexts = {
  otherLanguage: labelWords.otherLanguage,
  title: { nl: "Papier overtypen", en: "Typing from paper" },
  ruleType: {
    nl: "Typ over wat op papier staat, ook als het fout lijkt. Leeg? Typ een streepje (-). Niet te lezen? Typ een vraagteken (?).",
    en: "Type what stands on the paper, even if it looks wrong. Empty? Type a hyphen (-). Unreadable? Type a question mark (?).",
  },
  ruleBlind: {
    nl: "U ziet de cijfers van de computer niet; dat hoort zo. Doet u de tweede invoer? Kijk niet mee met de eerste.",
    en: "You do not see the figures of the computer; that is intended. Is yours the second entry? Do not look at the first.",
  },
  ruleSave: {
    nl: "Deze pagina onthoudt niets. Sla na elk stembureau op. Later gaat u verder met dat bestand.",
    en: "This page remembers nothing. Save after each polling station. You can go on with that file later.",
  },
  ruleKeys: {
    nl: "Enter gaat naar het volgende vakje, Shift en Enter samen naar het vorige. De muis is niet nodig.",
    en: "Enter goes to the next box, Shift and Enter together to the one before. You need no mouse.",
  },
  noScript: {
    nl: "Deze pagina heeft JavaScript nodig.",
    en: "This page needs JavaScript.",
  },
  stepEntry: { nl: "Welke invoer doet u?", en: "Which entry is yours?" },
  entry1: { nl: "Eerste invoer", en: "First entry" },
  entry2: { nl: "Tweede invoer, door een ander", en: "Second entry, by somebody else" },
  entry3: { nl: "Beslissing, door een derde", en: "Decision, by a third person" },
  person: { nl: "Wie typt? Voorletters of functie", en: "Who types? Initials or function" },
  needPerson: {
    nl: "Vul in wie typt. Gebruik letters, cijfers en gewone leestekens.",
    en: "Fill in who types. Use letters, digits and plain punctuation.",
  },
  needEntry: { nl: "Kies eerst welke invoer u doet.", en: "First choose which entry is yours." },
  chooseBoth: {
    nl: "Kies de bestanden van de eerste en de tweede invoer, samen.",
    en: "Choose the files of the first and the second entry, together.",
  },
  needBoth: {
    nl: "Kies eerst het bestand van de eerste én van de tweede invoer.",
    en: "First choose the files of both the first and the second entry.",
  },
  noneOpen: {
    nl: "De eerste en de tweede invoer zijn gelijk, voor zover ze klaar zijn. Er is niets te beslissen.",
    en: "The first and the second entry are equal, as far as they are finished. There is nothing to decide.",
  },
  decidesOwn: {
    nl: "U typte zelf de eerste of de tweede invoer. Een ander moet beslissen.",
    en: "You typed the first or the second entry yourself. Somebody else must decide.",
  },
  begin: { nl: "Beginnen", en: "Begin" },
  orResume: { nl: "Of ga verder met een bestand", en: "Or go on with a file" },
  resume: { nl: "Opgeslagen bestand kiezen", en: "Choose a saved file" },
  notEntry: {
    nl: "{name} is geen invoer van deze pagina, of is onderweg veranderd. Kies het bestand dat u hier hebt opgeslagen. (Voor de technicus: {text})",
    en: "{name} is no entry of this page, or was changed on its way. Choose the file that you saved here. (For the technician: {text})",
  },
  resumed: { nl: "U gaat verder met {name}.", en: "You go on with {name}." },
  unitsTitle: { nl: "Kies wat u overtypt", en: "Choose what you type" },
  decideTitle: { nl: "Kies wat u beslist", en: "Choose what you decide" },
  progress: { nl: "{done} van {all} klaar.", en: "{done} of {all} finished." },
  whoTypes: { nl: "{entry}: {person}", en: "{entry}: {person}" },
  untouched: { nl: "nog te doen", en: "to do" },
  begun: { nl: "begonnen", en: "begun" },
  finished: { nl: "klaar", en: "finished" },
  total: { nl: "Totaal van {name}", en: "Total of {name}" },
  station: { nl: "Stembureau {number}: {name}", en: "Polling station {number}: {name}" },
  saveNow: { nl: "Opslaan", en: "Save" },
  unsaved: { nl: "Er zijn cijfers die nog niet zijn opgeslagen.", en: "There are figures that are not saved yet." },
  saved: { nl: "Opgeslagen: {name}.", en: "Saved: {name}." },
  handedOver: {
    nl: "Aan de browser gegeven: {name}. Staat het nergens? Kijk in de map Downloads.",
    en: "Given to the browser: {name}. Cannot find it? Look in the folder Downloads.",
  },
  notSaved: {
    nl: "Niet opgeslagen. Druk op Opslaan en kies een plek, bijvoorbeeld een USB-stick.",
    en: "Not saved. Press Save and choose a place, for instance a USB stick.",
  },
  allFinished: { nl: "Alles is klaar en opgeslagen.", en: "All is finished and saved." },
  closePage: { nl: "U kunt deze pagina sluiten.", en: "You can close this page." },
  whichPaper: {
    nl: "Welk papier hebt u in de hand? (staat onderaan het papier)",
    en: "Which paper do you hold? (see the foot of it)",
  },
  changeModel: { nl: "Ander papier kiezen", en: "Choose another paper" },
  needModel: { nl: "Kies eerst welk papier u in de hand hebt.", en: "First choose which paper you hold." },
  correctsHint: {
    nl: "Typ alleen wat op dit papier is ingevuld. Wat u leeg laat, is niet veranderd. Typ ook het eerdere papier van dit stembureau.",
    en: "Type only what is filled in on this paper. What you leave empty did not change. Type the earlier paper of this station, too.",
  },
  otherHint: {
    nl: "Typ wat op dit papier staat. Wat er niet op staat, laat u leeg.",
    en: "Type what stands on this paper. Leave out what does not.",
  },
  admitted: { nl: "Toegelaten kiezers", en: "Admitted voters" },
  cast: { nl: "Uitgebrachte stemmen", en: "Votes cast" },
  differences: { nl: "Verschil tussen D en H", en: "Difference between D and H" },
  candidates: { nl: "Stemmen per kandidaat", en: "Votes for each candidate" },
  listTotal: { nl: "Totaal lijst {list} {name}", en: "Total of list {list} {name}" },
  listTitle: { nl: "Lijst {list} {name}", en: "List {list} {name}" },
  askCandidates: {
    nl: "Kandidaten van lijst {list} {name} ook typen",
    en: "Type the candidates of list {list} {name}, too",
  },
  dropCandidates: { nl: "Kandidaten van deze lijst weglaten", en: "Leave the candidates of this list out" },
  badFigure: {
    nl: "Typ alleen cijfers. Leeg op papier? Typ -. Niet te lezen? Typ ?",
    en: "Type digits only. Empty on paper? Type -. Unreadable? Type ?",
  },
  unfilled: {
    nl: "Nog niet getypt: {fields}. Leeg op papier? Typ een streepje.",
    en: "Not typed yet: {fields}. Empty on paper? Type a hyphen.",
  },
  nothingTyped: { nl: "Er is nog niets getypt.", en: "Nothing was typed yet." },
  check: { nl: "Controleer je antwoorden.", en: "Check your answers." },
  asOnPaper: {
    nl: "Staat het zo op het papier? Druk dan nog een keer op Klaar.",
    en: "Does it stand like that on the paper? Then press Finished once more.",
  },
  done: { nl: "Klaar: opslaan", en: "Finished: save" },
  back: { nl: "Terug naar de lijst", en: "Back to the list" },
  another: {
    nl: "Nog een papier hiervan typen, bijvoorbeeld een verbetering",
    en: "Type another paper of it, such as a correction",
  },
  paperOf: { nl: "Papier {number}: {model}", en: "Paper {number}: {model}" },
  decide: {
    nl: "De een typte {first}, de ander {second}. Pak het papier. Wat staat er?",
    en: "One typed {first}, the other {second}. Take the paper. What does it say?",
  },
  decideModel: {
    nl: "{unit}: de een koos papier {first}, de ander papier {second}. Wie het verkeerde papier nam, typt dit opnieuw.",
    en: "{unit}: one chose paper {first}, the other paper {second}. Who took the wrong paper types this again.",
  },
  sumAdmitted: { nl: "A, B en C tellen niet op tot D.", en: "A, B and C do not add up to D." },
  sumLists: { nl: "De stemmen op lijsten tellen niet op tot E.", en: "The votes for lists do not add up to E." },
  sumCast: { nl: "E, F en G tellen niet op tot H.", en: "E, F and G do not add up to H." },
  sumCandidates: {
    nl: "De stemmen op kandidaten van lijst {list} tellen niet op tot het lijsttotaal.",
    en: "The votes for the candidates of list {list} do not add up to the total of the list.",
  },
  sumMore: { nl: "Controleer aantal méér getelde stemmen (I).", en: "Check the number of extra votes counted (I)." },
  sumFewer: { nl: "Controleer aantal minder getelde stemmen (J).", en: "Check the number of fewer votes counted (J)." },
  sumNone: { nl: "D en H zijn gelijk. Controleer I en J.", en: "D and H are equal. Check I and J." },
  sumSwapped: { nl: "Controleer of I en J verwisseld zijn.", en: "Check whether I and J changed places." },
  sumBoth: { nl: "I en J zijn allebei ingevuld. Controleer I en J.", en: "Both I and J are filled in. Check I and J." },
  samePerson: {
    nl: "{path} en {other} zijn door dezelfde persoon getypt: {person}. De tweede invoer moet door een ander.",
    en: "{path} and {other} were typed by the same person: {person}. The second entry must be somebody else's.",
  },
  contradicts: {
    nl: "{path} en {other} zijn van dezelfde invoer en zeggen iets anders over {unit}. Houd alleen het bestand dat het laatst is opgeslagen.",
    en: "{path} and {other} are of the same entry and differ about {unit}. Keep the file that was saved last, and no other.",
  },
  sameFile: {
    nl: "{path} en {other} zijn hetzelfde bestand. Een ander moet de tweede invoer maken.",
    en: "{path} and {other} are the same file. Somebody else must make the second entry.",
  },
  softwareTable: {
    nl: "{path} komt uit de telsoftware zelf. Dat is geen papier. Typ over wat op het papier staat.",
    en: "{path} comes from the counting software itself. That is no paper. Type what stands on the paper.",
  },
  misfitElection: {
    nl: "{name} hoort bij een andere verkiezing of een andere gemeente: {found}.",
    en: "{name} belongs to another election or another municipality: {found}.",
  },
  misfitForm: {
    nl: "{name} hoort bij een ander invoerformulier van deze verkiezing. Gebruik het formulier waarmee het getypt is.",
    en: "{name} belongs to another form of this election. Use the form that it was typed with.",
  },
  misfitUnit: {
    nl: "{name} heeft cijfers van {unit}. Dat staat niet in dit formulier.",
    en: "{name} has figures of {unit}, which is not in this form.",
  },
  misfitModel: {
    nl: "{name}: papier {model} past niet bij {unit}.",
    en: "{name}: paper {model} does not belong to {unit}.",
  },
  misfitField: {
    nl: "{name} heeft bij {unit} een vakje {field}. Dat staat niet in dit formulier.",
    en: "{name} has a box {field} for {unit}, which is not in this form.",
  },
  misfitUnfilled: {
    nl: "{name}: bij {unit} ontbreken vakjes, terwijl er staat dat het klaar is: {fields}.",
    en: "{name}: boxes of {unit} are missing, though it says that it is finished: {fields}.",
  },
} as const satisfies Record<string, Text>;
export type TypingText = keyof typeof typingTexts;

export function say(
  name: TypingText,
  language: Language,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return fill(typingTexts[name][language], values).trimEnd();
}

/** `Stembureau 12: Sporthal`, or what else a unit is called. */
export function unitName(unit: string, form: PaperForm, language: Language): string {
  if (unit === totalUnit) return say("total", language, { name: form.authorityName });
  const name = form.units.find(({ id }) => id === unit)?.name ?? unit;
  const number = stationNumber(unit);
  return number === undefined ? fill("{name}", { name }) : say("station", language, { number, name });
}

/** What stands beside a box on paper. */
export function fieldLabel(field: Field, form: PaperForm, language: Language): string {
  const [kind, number, position] = partsOf(field);
  if (kind === "letter") return letterTexts[field as keyof typeof letterTexts][language];
  const list = form.lists.find((one) => one.number === number);
  if (kind === "list") return say("listTotal", language, { list: number, name: list?.name ?? "" });
  const candidate = list?.candidates.find((one) => one.position === position);
  return fill("{position} {name}", { position, name: candidate?.name ?? "" });
}

export function modelName(model: Model, language: Language): string {
  const { printed, what } = models[model];
  return model === "other" ? what[language] : `${printed} – ${what[language]}`;
}

const sumNames = {
  admitted: "sumAdmitted",
  lists: "sumLists",
  cast: "sumCast",
  candidates: "sumCandidates",
  more: "sumMore",
  fewer: "sumFewer",
  none: "sumNone",
  swapped: "sumSwapped",
  both: "sumBoth",
} as const satisfies Record<PaperSum["says"], TypingText>;

export function saySum({ says, list }: PaperSum, language: Language): string {
  return say(sumNames[says], language, { list });
}

/** Why a file is not used: one sentence for each reason. `name`: of the file. */
export function sayMisfit(misfit: Misfit, name: string, form: PaperForm, language: Language): string {
  if (misfit.why === "election") return say("misfitElection", language, { name, found: misfit.found });
  if (misfit.why === "form") return say("misfitForm", language, { name });
  const unit = unitName(misfit.unit, form, language);
  if (misfit.why === "unit") return say("misfitUnit", language, { name, unit });
  if (misfit.why === "model") return say("misfitModel", language, { name, unit, model: misfit.model });
  if (misfit.why === "field") return say("misfitField", language, { name, unit, field: misfit.field });
  return say("misfitUnfilled", language, { name, unit, fields: misfit.fields.join(", ") });
}
