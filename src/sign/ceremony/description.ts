// The description of a ceremony: what a person writes beforehand, in one small JSON file. docs/nl/sleutelceremonie.md

import { dirname, join } from "node:path";
import { readBytes } from "../../files/bounded.ts";
import { sha256Of } from "../../files/digest.ts";
import { checkDay, checkKeyName, checkText, FormatError, oneOf, parseJson, quote, token } from "../../format/index.ts";
import { SignError } from "../error.ts";
import { type Ceremony, ceremonies, ceremonyPurposes, ceremonyRoles, type Present } from "./transcript-fact.ts";

export interface Person extends Present {
  /** Her STEM.pub, beside the description; undefined where the key is still to be made. */
  readonly publicKey: string | undefined;
  /** Where her secret key is, or goes: the folder of her own stick. */
  readonly folder: string;
}

/** As the options of `zegel root new` take them. */
export interface RootWish {
  readonly keys: readonly string[];
  readonly groups: readonly string[];
  readonly requires: readonly string[];
  readonly valid: string;
  readonly contact: string;
  readonly dissent: string | undefined;
}

export interface PreviousCeremony {
  readonly transcript: string;
  readonly note: string;
  /** STEM.pub of those who signed it and are not here now. */
  readonly keys: readonly string[];
}

export interface CeremonyDescription {
  readonly ceremony: Ceremony;
  readonly purpose: (typeof ceremonyPurposes)[number];
  readonly title: string;
  readonly date: string;
  readonly time: string;
  readonly place: string;
  readonly people: readonly Person[];
  /** Undefined: this is the first ceremony. */
  readonly previous: PreviousCeremony | undefined;
  /** The trust root in force, signed. */
  readonly trustRoot: string | undefined;
  /** Of a first trust root. */
  readonly root: RootWish | undefined;
  /** What is to be signed, where it was made beforehand. */
  readonly note: string | undefined;
  /** Of the file itself. */
  readonly sha256: string;
}

const descriptionLimit = 65_536;
const holders: readonly string[] = ["officer", "reviewer"];

/** Files that it names lie in its own folder, in which the ceremony is held. Throws SignError DESCRIPTION, FILE, FormatError. */
export async function readCeremony(path: string): Promise<CeremonyDescription> {
  const bytes = await readBytes(path, descriptionLimit);
  const fields = new Fields(
    described(() => parseJson(bytes, path)),
    path,
  );
  const ceremony = oneOf(fields.text("ceremony"), ceremonies, `${path}: ceremony`);
  const needsNote = ceremony !== "key-enrolment" && ceremony !== "root";
  const description: CeremonyDescription = {
    ceremony,
    purpose: oneOf(fields.text("purpose"), ceremonyPurposes, `${path}: purpose`),
    title: fields.text("title", 100),
    date: checkDay(fields.text("date"), `${path}: date`),
    time: fields.text("time", 20),
    place: fields.text("place"),
    previous: fields.orNone("previous", parsePrevious),
    trustRoot: fields.has("trustRoot") ? fields.file("trustRoot") : undefined,
    people: fields.list("people").map((value, i) => parsePerson(value, `${path}: people ${i + 1}`)),
    root: ceremony === "root" ? parseRoot(fields.take("root"), `${path}: root`) : undefined,
    note: needsNote ? fields.file("note") : undefined,
    sha256: sha256Of(bytes),
  };
  fields.end();
  checkPeople(description, path);
  if (needsNote && description.trustRoot === undefined)
    throw bad(path, "trustRoot", "the file of the trust root in force", "nothing");
  return description;
}

/** Where a file that the description names lies. */
export function besideDescription(path: string, file: string): string {
  return join(dirname(path), file);
}

function parsePrevious(value: unknown, where: string): PreviousCeremony {
  const fields = new Fields(value, where);
  const previous = {
    transcript: fields.file("transcript"),
    note: fields.file("note"),
    keys: fields.has("keys") ? fields.files("keys") : [],
  };
  fields.end();
  return previous;
}

function parsePerson(value: unknown, where: string): Person {
  const fields = new Fields(value, where);
  const role = oneOf(fields.text("role"), ceremonyRoles, `${where}: role`);
  const isHolder = holders.includes(role);
  const person = {
    id: token(fields.text("id"), `${where}: id`),
    role,
    name: fields.text("name", 100),
    organisation: token(fields.text("organisation"), `${where}: organisation`),
    key: isHolder ? checkKeyName(fields.text("key"), `${where}: key`) : undefined,
    publicKey: isHolder && fields.has("public") ? fields.file("public") : undefined,
    folder: (isHolder ? fields.optional("folder") : undefined) ?? ".",
  };
  fields.end();
  if (person.key !== undefined) token(person.key, `${where}: key`); // it becomes a file name and a word of the transcript
  return person;
}

function parseRoot(value: unknown, where: string): RootWish {
  const fields = new Fields(value, where);
  const root = {
    keys: fields.has("keys") ? fields.texts("keys") : [],
    groups: fields.texts("groups"),
    requires: fields.texts("require"),
    valid: fields.text("valid"),
    contact: fields.text("contact"),
    dissent: fields.optional("dissent"),
  };
  fields.end();
  return root;
}

/** Four eyes: one who leads, those who hold the keys, and one who only watches. Throws SignError DESCRIPTION. */
function checkPeople({ ceremony, people }: CeremonyDescription, path: string): void {
  const count = (role: string) => people.filter((person) => person.role === role).length;
  if (count("master") !== 1) throw bad(path, "people", "exactly one master (of ceremonies)", `${count("master")}`);
  if (count("witness") === 0) throw bad(path, "people", "at least one witness", "none");
  if (count("officer") === 0) throw bad(path, "people", "at least one officer", "none");
  for (const person of people) {
    const twice = people.find(
      (other) => other !== person && (other.id === person.id || (other.key !== undefined && other.key === person.key)),
    );
    if (twice !== undefined) throw bad(path, "people", "each id and key once", quote(twice.id));
    if (person.key === undefined) continue;
    const isNew = ceremony === "key-enrolment";
    if (isNew !== (person.publicKey === undefined))
      throw bad(
        path,
        `people: ${person.id}: public`,
        isNew ? "nothing, as the key is made here" : "the file of the public key",
        isNew ? quote(person.publicKey ?? "") : "nothing",
      );
  }
}

/** The fields of one JSON object; what nobody took is refused at the end. */
class Fields {
  readonly #fields: Map<string, unknown>;
  readonly #where: string;

  constructor(value: unknown, where: string) {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw new SignError("DESCRIPTION", `${where}: expected a JSON object, found another value`);
    this.#fields = new Map(Object.entries(value));
    this.#where = where;
  }

  has(name: string): boolean {
    return this.#fields.has(name);
  }

  take(name: string): unknown {
    const value = this.#fields.get(name);
    if (value === undefined) throw bad(this.#where, name, "a value", "nothing");
    this.#fields.delete(name);
    return value;
  }

  text(name: string, limit = 200): string {
    return this.#line(this.take(name), name, limit);
  }

  /** Absent, or a text. */
  optional(name: string): string | undefined {
    return this.has(name) ? this.text(name) : undefined;
  }

  /** A file of the ceremony's folder: no path, so that the commands printed on paper are right there. */
  file(name: string): string {
    return this.#file(this.text(name), name);
  }

  files(name: string): string[] {
    return this.texts(name).map((text) => this.#file(text, name));
  }

  #file(text: string, name: string): string {
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text))
      throw bad(this.#where, name, "a file beside the description, its name of letters, digits and . _ -", quote(text));
    return text;
  }

  list(name: string): unknown[] {
    const value = this.take(name);
    if (!Array.isArray(value) || value.length === 0 || value.length > 64)
      throw bad(this.#where, name, "a list of 1 to 64", Array.isArray(value) ? `${value.length}` : "another value");
    return value;
  }

  texts(name: string): string[] {
    return this.list(name).map((value) => this.#line(value, name, 200));
  }

  /** `"none"` must be written. */
  orNone<T>(name: string, parse: (value: unknown, where: string) => T): T | undefined {
    const value = this.take(name);
    return value === "none" ? undefined : parse(value, `${this.#where}: ${name}`);
  }

  end(): void {
    const [name] = this.#fields.keys();
    if (name !== undefined) throw bad(this.#where, name, "no such field here", quote(name));
  }

  #line(value: unknown, name: string, limit: number): string {
    if (typeof value !== "string") throw bad(this.#where, name, "a text in quotes", typeof value);
    return described(() => checkText(value, `${this.#where}: ${name}`, limit));
  }
}

/** What `parse` gives. Throws SignError DESCRIPTION for its FormatError. */
function described<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw error instanceof FormatError ? new SignError("DESCRIPTION", error.message) : error;
  }
}

function bad(where: string, field: string, expected: string, found: string): SignError {
  return new SignError("DESCRIPTION", `${where}: ${field}: expected ${expected}, found ${found}: correct it`);
}
