// The script of a ceremony as data: who does what with which command, in order. Printed, rehearsed and tested from here.

import { shellPath } from "../../format/index.ts";
import { fill, type Language, type Text, uncut } from "../../words/language.ts";
import type { Person } from "./description.ts";
import { type LoadedCeremony, rootKeyChoices } from "./load.ts";
import { pageTexts, stepTexts } from "./texts.ts";

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
  /** What the text has a person copy with `cp`: from, to. */
  readonly copy: readonly [string, string] | undefined;
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

/** `descriptionFile` is the name of the description in the folder of the ceremony. */
export function writeScript(ceremony: LoadedCeremony, descriptionFile: string, language: Language): Script {
  const writer = new ScriptWriter(ceremony, descriptionFile, language);
  writer.before();
  switch (ceremony.ceremony) {
    case "key-enrolment":
      writer.makeKeys();
      break;
    case "root":
      writer.readKeys();
      writer.makeRoot();
      break;
    case "rotation":
    case "release":
    case "recall":
      writer.readKeys();
      writer.signPrepared();
      break;
  }
  writer.after();
  return { steps: writer.steps, blocks: writer.blocks, transcript: writer.transcript };
}

class ScriptWriter {
  readonly steps: Step[] = [];
  readonly blocks: Block[] = [];
  readonly transcript: string;
  readonly #ceremony: LoadedCeremony;
  readonly #file: string;
  readonly #language: Language;
  readonly #master: Person;
  readonly #holders: readonly (Person & { readonly key: string })[];

  constructor(ceremony: LoadedCeremony, file: string, language: Language) {
    this.#ceremony = ceremony;
    this.#file = file;
    this.#language = language;
    this.transcript = `${ceremony.date}-${ceremony.ceremony}.transcript`;
    const master = ceremony.people.find((person) => person.role === "master");
    if (master === undefined) throw new Error("checked when the description was read");
    this.#master = master;
    this.#holders = ceremony.people.flatMap((person) =>
      person.key === undefined ? [] : [{ ...person, key: person.key }],
    );
  }

  before(): void {
    const { previous, previousSha256, trustRoot, trustRootSha256 } = this.#ceremony;
    const checks = [];
    if (previous !== undefined)
      checks.push([
        "ceremony",
        "verify",
        previous.transcript,
        "--note",
        previous.note,
        ...this.#judges(previous.keys),
        ...this.#lang,
      ]);
    if (trustRoot !== undefined) checks.push(this.#showRoot(trustRoot));
    const compare = [
      ...(previous === undefined ? [] : [this.#block(pageTexts.previousTranscript, previousSha256)]),
      ...(trustRoot === undefined ? [] : [this.#block(pageTexts.trustRoot, trustRootSha256)]),
    ];
    const isFirst = previous === undefined && trustRoot === undefined;
    this.#step(isFirst ? stepTexts.firstOfAll : stepTexts.previous, this.#master, { commands: checks, compare });
    this.#step(stepTexts.machine, this.#master);
    const start = ["ceremony", "start", this.#file, "-o", this.transcript];
    this.#step(stepTexts.start, this.#master, { commands: [start], values: { file: this.#file } });
    this.#note(stepTexts.presence, stepTexts.presenceNote);
  }

  makeKeys(): void {
    for (const person of this.#holders) {
      const from = shellPath(`${inFolder(person, person.key)}.pub`); // a person types it
      const values = { name: person.name, key: person.key, from };
      const block = this.#block(pageTexts.fingerprint, undefined, values);
      const out = inFolder(person, person.key);
      this.#record(stepTexts.newKey, person, ["key", "new", "--name", person.key, "--out", out], [], values);
      if (person.folder !== ".")
        this.#step(stepTexts.copyKey, person, { values, copy: [`${out}.pub`, `${person.key}.pub`] });
      this.#record(stepTexts.readNewKey, person, ["ceremony", "words", `${person.key}.pub`], [block], values);
    }
  }

  readKeys(): void {
    for (const person of this.#holders) {
      const values = { name: person.name, key: person.key };
      const block = this.#block(pageTexts.fingerprint, this.#ceremony.fingerprints.get(person.id), values);
      this.#record(stepTexts.readKey, person, ["ceremony", "words", person.publicKey ?? ""], [block], values);
    }
  }

  makeRoot(): void {
    const { root, people, purpose, noteSha256 } = this.#ceremony;
    if (root === undefined) return;
    const block = this.#block(pageTexts.note, noteSha256);
    const unsigned = "root-1.unsigned.note";
    const words = [
      "root",
      "new",
      ...rootKeyChoices(people, root.keys).flatMap((key) => ["--key", key]),
      ...root.groups.flatMap((group) => ["--group", group]),
      ...root.requires.flatMap((require) => ["--require", require]),
      ...["--valid", root.valid, "--purpose", purpose, "--contact", root.contact],
      ...(root.dissent === undefined ? [] : ["--dissent", root.dissent]),
      ...["-o", unsigned],
    ];
    this.#record(stepTexts.newRoot, this.#master, words, [block]);
    this.#record(stepTexts.showNote, this.#master, this.#showRoot(unsigned), [block]);
    this.#signAll(unsigned, [block], "root-1.note", undefined);
    this.#record(stepTexts.showSigned, this.#master, this.#showRoot("root-1.note"), [block]);
  }

  signPrepared(): void {
    const { ceremony, note = "", noteSha256, trustRoot } = this.#ceremony;
    const block = this.#block(pageTexts.note, noteSha256);
    const signed = note.endsWith(".unsigned.note")
      ? note.replace(".unsigned.note", ".note")
      : stem(note, ".signed.note");
    if (ceremony === "rotation") this.#record(stepTexts.showNote, this.#master, this.#showRoot(note), [block]);
    if (ceremony === "release") this.#record(stepTexts.showCode, this.#master, ["code", note], [block]);
    this.#signAll(note, [block], signed, ceremony === "rotation" ? undefined : trustRoot);
    if (ceremony === "rotation") this.#record(stepTexts.showSigned, this.#master, this.#showRoot(signed), [block]);
  }

  after(): void {
    this.#note(stepTexts.compared, stepTexts.comparedNote);
    const minutes = stem(this.transcript, ".note");
    const signed = stem(this.transcript, ".signed.note");
    const block = this.#block(pageTexts.thisTranscript, undefined);
    this.#step(stepTexts.close, this.#master, {
      commands: [["ceremony", "close", this.transcript, "-o", minutes]],
      compare: [block],
    });
    const signedBy = (key: string) => stem(this.transcript, `.${key}.note`);
    for (const person of this.#holders)
      this.#step(stepTexts.signMinutes, person, {
        commands: [
          ["sign", minutes, "--key", `${inFolder(person, person.key)}.key`, "-o", signedBy(person.key), ...this.#lang],
        ],
        values: { name: person.name, key: person.key },
      });
    const parts = this.#holders.map(({ key }) => signedBy(key));
    this.#step(stepTexts.mergeMinutes, this.#master, { commands: [["merge", ...parts, "-o", signed]] });
    const keys = this.#holders.flatMap(({ key, publicKey }) => ["--key", publicKey ?? `${key}.pub`]);
    const verify = ["ceremony", "verify", this.transcript, "--note", signed, ...keys, ...this.#lang];
    this.#step(stepTexts.verify, this.#master, { commands: [verify], compare: [block] });
    this.#step(stepTexts.paper, this.#master, { values: { files: `*.pub, *.note, ${this.transcript}` } });
  }

  #signAll(note: string, compare: readonly Block[], signed: string, root: string | undefined): void {
    const part = (key: string) => signed.replace(/(?:\.signed)?\.note$/, `.${key}.note`);
    const officers = this.#holders.filter((person) => person.role === "officer");
    const { ceremony, trustRoot } = this.#ceremony;
    const judge = root === undefined ? [] : ["--root", root];
    // What changed; or under which root her signature counts.
    const beside = ceremony === "rotation" && trustRoot !== undefined ? ["--previous", trustRoot] : judge;
    for (const person of officers) {
      const words = [
        "sign",
        note,
        "--key",
        `${inFolder(person, person.key)}.key`,
        ...beside,
        "-o",
        part(person.key),
        ...this.#lang,
      ];
      this.#record(stepTexts.signNote, person, words, compare, { name: person.name });
    }
    const merge = ["merge", ...officers.map(({ key }) => part(key)), ...judge, "-o", signed];
    this.#record(stepTexts.merge, this.#master, merge, []);
  }

  /** Whose signatures count under the previous minutes: keys of those here, of the root, and of those named. */
  #judges(others: readonly string[]): string[] {
    const { trustRoot } = this.#ceremony;
    const keys = [...this.#holders.flatMap(({ publicKey }) => publicKey ?? []), ...others];
    return [...(trustRoot === undefined ? [] : ["--root", trustRoot]), ...keys.flatMap((key) => ["--key", key])];
  }

  /** What the paper says must be what the screen says, whatever the machine's locale. */
  get #lang(): string[] {
    return ["--lang", this.#language];
  }

  #showRoot(note: string): string[] {
    return ["root", "show", note, ...this.#lang];
  }

  #note(text: Text, said: Text): void {
    const number = String(this.steps.length + 1);
    const words = [
      "ceremony",
      "note",
      this.transcript,
      "--step",
      number,
      "--by",
      this.#master.id,
      said[this.#language],
    ];
    this.#step(text, this.#master, { commands: [words] });
  }

  #record(
    text: Text,
    by: Person,
    words: readonly string[],
    compare: readonly Block[],
    values: Readonly<Record<string, string>> = {},
  ): void {
    this.#step(text, by, { commands: [words], compare, values, isRecorded: true });
  }

  #step(
    text: Text,
    by: Person,
    more: {
      readonly commands?: readonly (readonly string[])[];
      readonly compare?: readonly Block[];
      readonly values?: Readonly<Record<string, string>>;
      readonly isRecorded?: boolean;
      readonly copy?: readonly [string, string];
    } = {},
  ): void {
    this.steps.push({
      number: this.steps.length + 1,
      by,
      text: fill(text[this.#language], more.values ?? {}, uncut),
      commands: more.commands ?? [],
      isRecorded: more.isRecorded ?? false,
      compare: more.compare ?? [],
      copy: more.copy,
    });
  }

  #block(text: Text, sha256: string | undefined, values: Readonly<Record<string, string>> = {}): Block {
    const block = { letter: letterOf(this.blocks.length), title: fill(text[this.#language], values, uncut), sha256 };
    this.blocks.push(block);
    return block;
  }
}

/** A to Z, then AA: 64 keys can be enrolled at once. */
function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${letterOf(Math.floor(index / 26) - 1)}${last}`;
}

function inFolder({ folder }: Person, file: string): string {
  return folder === "." ? file : `${folder}/${file}`;
}

/** The name without its ending, with another. */
function stem(file: string, ending: string): string {
  return `${file.replace(/\.[a-z]+$/, "")}${ending}`;
}
