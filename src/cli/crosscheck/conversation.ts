// The questions of `zegel crosscheck type`: who types, which station, which paper, its boxes. A slip gets a sentence and the question again.

import { isSamePerson, type OpenField } from "../../crosscheck/paper/double-entry.ts";
import {
  candidateFields,
  type EntryNumber,
  type Field,
  fieldLabel,
  type Model,
  modelName,
  models,
  modelsOf,
  type PaperForm,
  paperOrder,
  readFigure,
  say,
  saySum,
  stationNumber,
  type TypingText,
  totalUnit,
  unitName,
  wrongSums,
} from "../../crosscheck/paper/index.ts";
import { type Draft, Typing } from "../../crosscheck/paper/typing.ts";
import { FormatError } from "../../format/index.ts";
import type { Person } from "../../verify/program/guide/person.ts";
import { fill, type Language, type Text } from "../../words/language.ts";
import { wrapped } from "../../words/wrap.ts";

export interface Setting {
  readonly form: PaperForm;
  readonly person: Person;
  readonly language: Language;
  readonly withCandidates: boolean;
  /** Who typed the entries that are decided on: none of them decides. */
  readonly others: readonly string[];
  readonly save: (bytes: Uint8Array) => Promise<void>;
  readonly write: (text: string) => void;
}

const texts = {
  keys: {
    nl: "Enter: volgende, of laat staan wat er staat. < : één vakje terug. S: stoppen; wat u typte is dan opgeslagen.",
    en: "Enter: next, or leave what stands there. < : one box back. S: stop; what you typed is then saved.",
  },
  entry: { nl: "1 of 2", en: "1 or 2" },
  unit: {
    nl: "Nummer van het stembureau, T voor het totaal, Enter voor {next}:",
    en: "Number of the station, T for the total, Enter for {next}:",
  },
  noUnit: { nl: "Dat nummer staat niet in dit formulier: {typed}.", en: "That number is not in this form: {typed}." },
  model: { nl: "Keuze (Enter: {usual}):", en: "Choice (Enter: {usual}):" },
  noChoice: { nl: "Kies een van de nummers.", en: "Choose one of the numbers." },
  sure: { nl: "Staat het zo op het papier? (j/n)", en: "Does it stand like that on the paper? (y/n)" },
  stopped: { nl: "Gestopt. Wat u typte, is opgeslagen.", en: "Stopped. What you typed is saved." },
  nothing: { nl: "Gestopt. Er is niets getypt.", en: "Stopped. Nothing was typed." },
} as const satisfies Record<string, Text>;

/** She typed S. */
class Stop extends Error {}

export class Conversation {
  /** What to say in the end. */
  said = "";
  readonly #setting: Setting;
  readonly #usual = new Map<boolean, Model>();
  /** Something of what she typed is in the file. */
  isSaved = false;

  constructor(setting: Setting) {
    this.#setting = setting;
  }

  /** Until all is typed, or she stops. `before`: she goes on with it. `open`: she decides on these boxes alone. */
  async run(before: Typing | undefined, open: readonly OpenField[] | undefined): Promise<void> {
    const { form } = this.#setting;
    this.#line(`${say("title", this.#setting.language)}: ${form.name}, ${form.authorityName}`);
    for (const rule of ["ruleType", "ruleBlind"] as const) this.#say(rule);
    this.#line(texts.keys[this.#setting.language]);
    let typing = before;
    try {
      typing ??= await this.#begin(open === undefined ? undefined : 3);
      if (open !== undefined) await this.#decide(typing, open);
      else await this.#typeUnits(typing);
      this.said = say("allFinished", this.#setting.language);
    } catch (error) {
      if (typing !== undefined) await this.#save(typing); // Ctrl-C and a terminal that is gone lose nothing either
      if (!(error instanceof Stop)) throw error;
      this.said = texts[this.isSaved ? "stopped" : "nothing"][this.#setting.language];
    }
  }

  async #begin(decides: 3 | undefined): Promise<Typing> {
    const { form, language, others } = this.#setting;
    const entry = decides ?? (await this.#askEntry());
    for (;;) {
      const typing = new Typing(form, entry, await this.#ask(`${say("person", language)}:`));
      try {
        typing.encode();
        if (!others.some((other) => isSamePerson(other, typing.person))) return typing;
        this.#say("decidesOwn");
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        this.#say("needPerson");
      }
    }
  }

  async #askEntry(): Promise<EntryNumber> {
    const { language } = this.#setting;
    this.#line(`  1  ${say("entry1", language)}`);
    this.#line(`  2  ${say("entry2", language)}`);
    for (;;) {
      const typed = await this.#ask(`${say("stepEntry", language)} (${texts.entry[language]})`);
      if (typed === "1" || typed === "2") return Number(typed) as EntryNumber;
      this.#say("needEntry");
    }
  }

  async #typeUnits(typing: Typing): Promise<void> {
    for (;;) {
      const next = typing.units.find((unit) => typing.stateOf(unit) !== "finished");
      if (next === undefined) return;
      const done = typing.units.filter((unit) => typing.stateOf(unit) === "finished").length;
      this.#say("progress", { done, all: typing.units.length });
      await this.#typeUnit(typing, await this.#askUnit(next));
      await this.#save(typing);
    }
  }

  async #askUnit(next: string): Promise<string> {
    const { form, language } = this.#setting;
    for (;;) {
      const name = unitName(next, form, language);
      const typed = await this.#ask(fill(texts.unit[language], { next: name }));
      if (typed === "") return next;
      if (/^t$/i.test(typed)) return totalUnit;
      const found = form.units.find(({ id }) => String(stationNumber(id) ?? id) === typed || id === typed);
      if (found !== undefined) return found.id;
      this.#line(fill(texts.noUnit[language], { typed }));
    }
  }

  async #typeUnit(typing: Typing, unit: string): Promise<void> {
    const { form, language, withCandidates } = this.#setting;
    this.#line(`\n${unitName(unit, form, language)}`);
    const drafts = typing.draftsOf(unit);
    const draft = drafts.find(({ isFinished }) => !isFinished) ?? typing.begin(unit, await this.#askModel(unit));
    this.#usual.set(unit === totalUnit, draft.model);
    if (models[draft.model].corrects) this.#say("correctsHint");
    const fields = [
      ...paperOrder(form),
      ...form.lists.flatMap(({ number }) => (withCandidates ? candidateFields(form, number) : [])),
    ];
    for (let from = 0; ; ) {
      await this.#typeFields(draft, fields, from);
      const again = await this.#whereAgain(typing, draft);
      if (again === undefined) return;
      from = Math.max(0, fields.indexOf(again));
    }
  }

  /** The box to go back to; undefined: the paper is finished. */
  async #whereAgain(typing: Typing, draft: Draft): Promise<Field | undefined> {
    const { form, language } = this.#setting;
    const unfilled = typing.unfilledOf(draft);
    if (unfilled.length > 0) {
      this.#say("unfilled", { fields: unfilled.join(", ") });
      return unfilled[0];
    }
    const sums = models[draft.model].corrects ? [] : wrongSums(draft.figures, form, draft.unit === totalUnit);
    if (sums.length > 0) {
      this.#say("check");
      for (const sum of sums) this.#line(`  - ${saySum(sum, language)}`);
      if (!(await this.#askSure())) return sums[0]?.fields[0];
    }
    if (typing.finish(draft)) return undefined;
    this.#say("nothingTyped");
    return "A";
  }

  async #askSure(): Promise<boolean> {
    for (;;) {
      const typed = await this.#ask(texts.sure[this.#setting.language]);
      if (/^(j|ja|y|yes)$/i.test(typed)) return true;
      if (/^(n|nee|no)$/i.test(typed)) return false;
    }
  }

  async #askModel(unit: string): Promise<Model> {
    const { language } = this.#setting;
    const offered = modelsOf(unit);
    const usual = this.#usual.get(unit === totalUnit) ?? (offered[0] as Model);
    this.#say("whichPaper");
    for (const [i, model] of offered.entries()) this.#line(`  ${i + 1}  ${modelName(model, language)}`);
    for (;;) {
      const typed = await this.#ask(fill(texts.model[language], { usual: models[usual].printed }));
      const model = typed === "" ? usual : offered[Number(typed) - 1];
      if (model !== undefined) return model;
      this.#line(texts.noChoice[language]);
    }
  }

  async #typeFields({ figures }: Draft, fields: readonly Field[], from: number): Promise<void> {
    const { form, language } = this.#setting;
    for (let i = from; i < fields.length; ) {
      const field = fields[i] as Field;
      const before = figures.get(field);
      const label = `${field.padEnd(5)} ${fieldLabel(field, form, language)}${before === undefined ? "" : ` [${before}]`}:`;
      const typed = await this.#ask(label);
      const figure = readFigure(typed);
      if (typed === "<") i = Math.max(0, i - 1);
      else if (figure === undefined) this.#say("badFigure");
      else {
        if (figure !== "") figures.set(field, figure);
        i++;
      }
    }
  }

  /** Each box in which the first two differ. */
  async #decide(typing: Typing, open: readonly OpenField[]): Promise<void> {
    const { form, language } = this.#setting;
    for (const { unit, model, field, first, second } of open) {
      if (field === undefined) {
        const printed = { first: models[first as Model].printed, second: models[second as Model].printed };
        this.#say("decideModel", { unit: unitName(unit, form, language), ...printed });
        continue;
      }
      const draft = typing.draftsOf(unit).find((one) => one.model === model) ?? typing.begin(unit, model);
      this.#line(`\n${unitName(unit, form, language)}, ${models[model].printed}`);
      this.#say("decide", { first: String(first ?? "…"), second: String(second ?? "…") });
      while (!draft.figures.has(field)) await this.#typeFields(draft, [field], 0);
      typing.finish(draft);
      await this.#save(typing);
    }
    if (open.length === 0) this.#say("noneOpen");
  }

  async #save(typing: Typing): Promise<void> {
    if (typing.units.every((unit) => typing.draftsOf(unit).every(({ figures }) => figures.size === 0))) return;
    await this.#setting.save(typing.encode());
    this.isSaved = true;
  }

  async #ask(question: string): Promise<string> {
    const answer = await this.#setting.person.ask(`${question} `);
    if (/^s[.)]?$/i.test(answer)) throw new Stop();
    return answer;
  }

  #say(name: TypingText, values: Readonly<Record<string, string | number>> = {}): void {
    this.#line(say(name, this.#setting.language, values));
  }

  #line(text: string): void {
    this.#setting.write(`${wrapped(text).join("\n")}\n`);
  }
}
