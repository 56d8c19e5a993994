// The script of a ceremony as data: who does what with which command, in order. Printed, rehearsed and tested from here.

import { fill, type Language, type Text, uncut } from "../../words/language.ts";
import type { Person } from "./description.ts";
import type { LoadedCeremony } from "./load.ts";

/** A digest that people compare, or write down where it is not known beforehand. */
export interface Block {
  /** A, B, C … on paper. */
  readonly letter: string;
  readonly title: string;
  readonly sha256: string | undefined;
}

export interface Step {
  readonly number: number;
  readonly by: Person;
  readonly text: string;
  /** Words after `zegel`. */
  readonly commands: readonly (readonly string[])[];
  /** Under `zegel ceremony record`. */
  readonly isRecorded: boolean;
  readonly compare: readonly Block[];
}

export interface Script {
  readonly steps: readonly Step[];
  readonly blocks: readonly Block[];
  /** Name of the transcript's file. */
  readonly transcript: string;
}

/** The commands of a step as they are typed, with `zegel` in front. */
export function typedCommands({ transcript }: Script, { number, by, commands, isRecorded }: Step): string[][] {
  const recorded = ["zegel", "ceremony", "record", transcript, "--step", String(number), "--by", by.id, "--"];
  return commands.map((words) => [...(isRecorded ? recorded : []), "zegel", ...words]);
}

export interface StepChoice {
  readonly commands?: readonly (readonly string[])[];
  readonly compare?: readonly Block[];
  readonly values?: Readonly<Record<string, string>>;
  readonly isRecorded?: boolean;
}

export type KeyHolder = Person & { readonly key: string };

/** A script while it is written, step by step; and of whom and in which language it is. */
export class ScriptDraft implements Script {
  readonly steps: Step[] = [];
  readonly blocks: Block[] = [];
  readonly transcript: string;
  readonly ceremony: LoadedCeremony;
  readonly language: Language;
  readonly master: Person;
  readonly holders: readonly KeyHolder[];

  constructor(ceremony: LoadedCeremony, language: Language) {
    this.ceremony = ceremony;
    this.language = language;
    this.transcript = `${ceremony.date}-${ceremony.ceremony}.transcript`;
    const master = ceremony.people.find((person) => person.role === "master");
    if (master === undefined) throw new Error("checked when the description was read");
    this.master = master;
    this.holders = ceremony.people.flatMap((person) =>
      person.key === undefined ? [] : [{ ...person, key: person.key }],
    );
  }

  /** What the paper says must be what the screen says, whatever the machine's locale. */
  get lang(): string[] {
    return ["--lang", this.language];
  }

  step(text: Text, by: Person, { commands, compare, values, isRecorded }: StepChoice = {}): void {
    this.steps.push({
      number: this.steps.length + 1,
      by,
      text: fill(text[this.language], values ?? {}, uncut),
      commands: commands ?? [],
      isRecorded: isRecorded ?? false,
      compare: compare ?? [],
    });
  }

  /** A step whose commands are on the transcript. */
  record(text: Text, by: Person, choice: StepChoice): void {
    this.step(text, by, { ...choice, isRecorded: true });
  }

  /** A step that ends in a remark on the transcript. */
  note(text: Text, said: Text): void {
    const number = String(this.steps.length + 1);
    const { transcript, master } = this;
    const words = ["ceremony", "note", transcript, "--step", number, "--by", master.id, said[this.language]];
    this.step(text, master, { commands: [words] });
  }

  block(text: Text, sha256: string | undefined, values: Readonly<Record<string, string>> = {}): Block {
    const block = { letter: letterOf(this.blocks.length), title: fill(text[this.language], values, uncut), sha256 };
    this.blocks.push(block);
    return block;
  }
}

/** A to Z, then AA: 64 keys can be enrolled at once. */
function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${letterOf(Math.floor(index / 26) - 1)}${last}`;
}

export function showRoot({ lang }: ScriptDraft, note: string): string[] {
  return ["root", "show", note, ...lang];
}

export function inFolder({ folder }: Person, file: string): string {
  return folder === "." ? file : `${asPath(folder)}/${file}`;
}

/** A folder that begins with a hyphen would be taken for an option. */
export function asPath(folder: string): string {
  return folder.startsWith("-") ? `./${folder}` : folder;
}

/** The name without its ending, with another. */
export function stem(file: string, ending: string): string {
  return `${file.replace(/\.[a-z]+$/, "")}${ending}`;
}
