// The description of a ceremony: what a person writes beforehand, in one small JSON file. docs/nl/sleutelceremonie.md

import { dirname, join } from "node:path";
import { readBytes } from "../../files/bounded.ts";
import { sha256Of } from "../../files/digest.ts";
import { checkDay, checkKeyName, oneOf, parseHashGroups, parseJson, quote, token } from "../../format/index.ts";
import { bad, described, Fields } from "./fields.ts";
import { type Ceremony, ceremonies, ceremonyPurposes, ceremonyRoles, type Present } from "./transcript/fact.ts";

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
  /** Of the description. 1: written before there were requests, programs and sticks in it; what it lacks, nobody demands. */
  readonly version: 1 | 2;
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
  /** What is to be signed, where it was made beforehand: one, or the releases of a set of discs. */
  readonly notes: readonly string[];
  /** The officers' request, with those notes and what a signer needs to judge them. */
  readonly request: string | undefined;
  /** ZEGEL/MANIFEST of the release before: each disc's. The request says what changed since, and this shows that it is true. */
  readonly previousManifests: readonly string[];
  /** SHA-256 of the one file that is the program of the ceremony; undefined: it is many files, or version 1. */
  readonly program: string | undefined;
  /** Folders of the sticks that carry the public files away. */
  readonly sticks: readonly string[];
  /** Of the file itself. */
  readonly sha256: string;
}

const descriptionLimit = 65_536;
/** Kinds at which the officers sign a request. */
const onRequest: readonly Ceremony[] = ["release", "recall"];
const holders: readonly string[] = ["officer", "reviewer"];

/** Files that it names lie in its own folder, in which the ceremony is held. Throws SignError DESCRIPTION, FILE, FormatError. */
export async function readCeremony(path: string): Promise<CeremonyDescription> {
  const bytes = await readBytes(path, descriptionLimit);
  const fields = new Fields(
    described(() => parseJson(bytes, path)),
    path,
  );
  const ceremony = oneOf(fields.text("ceremony"), ceremonies, `${path}: ceremony`);
  const purpose = oneOf(fields.text("purpose"), ceremonyPurposes, `${path}: purpose`);
  const version = fields.version();
  const description: CeremonyDescription = {
    version,
    ceremony,
    purpose,
    title: fields.text("title", 100),
    date: checkDay(fields.text("date"), `${path}: date`),
    time: fields.text("time", 20),
    place: fields.text("place"),
    previous: fields.orNone("previous", parsePrevious),
    trustRoot: fields.has("trustRoot") ? fields.file("trustRoot") : undefined,
    people: fields.list("people").map((value, i) => parsePerson(value, `${path}: people ${i + 1}`)),
    root: ceremony === "root" ? parseRoot(fields.take("root"), `${path}: root`) : undefined,
    ...parseSigned(fields, { version, ceremony, purpose }, path),
    sha256: sha256Of(bytes),
  };
  fields.end();
  checkPeople(description, path);
  if (description.notes.length > 0 && description.trustRoot === undefined)
    throw bad(path, "trustRoot", "the file of the trust root in force", "nothing");
  return description;
}

type Signed = Pick<CeremonyDescription, "notes" | "request" | "previousManifests" | "program" | "sticks">;

/** What is signed, with what, and what carries it away: most of it is of version 2. Throws SignError DESCRIPTION. */
function parseSigned(
  fields: Fields,
  { version, ceremony, purpose }: Pick<CeremonyDescription, "version" | "ceremony" | "purpose">,
  path: string,
): Signed {
  const hasNote = ceremony !== "key-enrolment" && ceremony !== "root";
  if (version === 1)
    return {
      notes: hasNote ? [fields.file("note")] : [],
      ...{ request: undefined, previousManifests: [], program: undefined, sticks: [] },
    };
  const mayHaveRequest = onRequest.includes(ceremony);
  const hasRequest = mayHaveRequest && fields.has("request");
  if (mayHaveRequest && !hasRequest && purpose === "final")
    throw bad(path, "request", "the officers' request (zegel request new), without which they sign blind", "nothing");
  return {
    notes: !hasNote ? [] : ceremony === "release" ? fields.oneOrMore("note") : [fields.file("note")],
    request: hasRequest ? fields.file("request") : undefined,
    previousManifests: hasRequest && fields.has("previousManifest") ? fields.oneOrMore("previousManifest") : [],
    program: fields.orNone("program", parseDigest),
    sticks: fields.texts("sticks"),
  };
}

function parseDigest(value: unknown, where: string): string {
  if (typeof value !== "string") throw bad(where, "SHA-256", "16 groups in quotes, or none", typeof value);
  return described(() => parseHashGroups(value));
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
