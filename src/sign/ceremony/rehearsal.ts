// Everything a ceremony starts from, made anew with throw-away keys in a new folder. Nothing of the real one is used but
// names, so that whatever goes wrong in a rehearsal goes wrong with keys that can sign demonstrations only (ADR 0003).

import { chmod, mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { readBytes } from "../../files/bounded.ts";
import { refuseExisting, writeNew } from "../../files/new-file.ts";
import {
  encodeNote,
  encodeRecall,
  encodeRelease,
  encodeTrustRoot,
  encodeUtf8,
  type Note,
  parseJson,
  type RootKey,
  type TrustRoot,
  textDigest,
} from "../../format/index.ts";
import type { SignatureCheck } from "../../trust/index.ts";
import { newKey, readPublicKey, type SigningKey, wipeKey, writeKey } from "../keys/key-file.ts";
import { signNote } from "../notes/sign-note.ts";
import { besideDescription, type CeremonyDescription, type Person, readCeremony } from "./description.ts";

/** In the folder of the rehearsal; its ending keeps it out of transcripts. */
export const rehearsalPassphraseFile = "oefenwachtwoord.txt";
/** For keys that are thrown away: on paper for everybody to read, so no secret. */
const passphrase = encodeUtf8("alleen om te oefenen");
/** scrypt at a cost that protects nothing, as there is nothing to protect. */
const cheap = 10;

/** Makes `folder` and gives the name of the description in it. Throws SignError DESCRIPTION, FILE, FilesError EXISTS, FILE, FormatError. */
export async function prepareRehearsal(path: string, folder: string, check: SignatureCheck): Promise<string> {
  const description = await readCeremony(path);
  refuseExisting(folder);
  await mkdir(folder);
  await chmod(folder, 0o700);
  const at = (file: string) => join(folder, file);
  writeNew(at(rehearsalPassphraseFile), encodeUtf8("alleen om te oefenen\n"), 0o600);
  for (const person of description.people)
    if (isElsewhere(person)) await mkdir(at(stickOf(person)), { recursive: true });
  const keys = description.ceremony === "key-enrolment" ? [] : await makeKeys(description, at);
  await makeOtherKeys(description, path, at);
  try {
    await makeNotes(description, keys, at, check);
  } finally {
    for (const { key } of keys) wipeKey(key);
  }
  const name = basename(path);
  writeNew(at(name), encodeUtf8(await rehearsalDescription(path, description)), 0o644);
  return name;
}

function isElsewhere({ folder }: Person): boolean {
  return folder !== ".";
}

/** Stands for the stick that she puts into the machine. */
function stickOf({ id }: Person): string {
  return `stick-${id}`;
}

/** The same description, but for a demonstration that follows nothing, with folders in place of sticks. */
async function rehearsalDescription(path: string, description: CeremonyDescription): Promise<string> {
  const value = parseJson(await readBytes(path, 65_536), path) as Record<string, unknown>; // readCeremony has judged it
  const people = (value.people as Record<string, unknown>[]).map((person, i) => {
    const known = description.people[i];
    return known !== undefined && isElsewhere(known) ? { ...person, folder: stickOf(known) } : person;
  });
  return `${JSON.stringify({ ...value, purpose: "demonstration", previous: "none", people }, null, 2)}\n`;
}

interface HeldKey {
  readonly person: Person;
  readonly key: SigningKey;
}

async function makeKeys({ people }: CeremonyDescription, at: (file: string) => string): Promise<HeldKey[]> {
  const made: HeldKey[] = [];
  for (const person of people) {
    if (person.key === undefined || person.publicKey === undefined) continue;
    const key = newKey(person.key);
    const stem = isElsewhere(person) ? join(stickOf(person), person.key) : person.key;
    await writeKey(at(stem), key, passphrase, cheap);
    const publicHalf = await readBytes(at(`${stem}.pub`), 300);
    if (stem !== person.key || person.publicKey !== `${person.key}.pub`)
      writeNew(at(person.publicKey), publicHalf, 0o644);
    made.push({ person, key });
  }
  return made;
}

/** Keys that a first root names beside those present (log, witnesses): under their real names, with no secret half kept. */
async function makeOtherKeys({ root }: CeremonyDescription, path: string, at: (file: string) => string): Promise<void> {
  for (const typed of root?.keys ?? []) {
    const file = typed.split(":").slice(3).join(":");
    const key = newKey((await readPublicKey(besideDescription(path, file))).name);
    const stem = basename(file).replace(/\.pub$/, "");
    await writeKey(at(stem), key, passphrase, cheap);
    wipeKey(key);
  }
}

/** A demonstration root by those present, and something of the right kind to sign. */
async function makeNotes(
  description: CeremonyDescription,
  keys: readonly HeldKey[],
  at: (file: string) => string,
  check: SignatureCheck,
): Promise<void> {
  const { note, trustRoot } = description;
  if (note === undefined || trustRoot === undefined) return;
  const root = demonstrationRoot(description, keys);
  let signed: Note = { text: encodeTrustRoot(root), signatures: [] };
  for (const { person, key } of keys) if (person.role === "officer") signed = await signNote(signed, key, check);
  writeNew(at(trustRoot), encodeNote(signed), 0o644);
  const text = textToSign(description, root, textDigest(signed.text));
  writeNew(at(note), encodeNote({ text, signatures: [] }), 0o644);
}

function demonstrationRoot({ date }: CeremonyDescription, keys: readonly HeldKey[]): TrustRoot {
  const rootKeys = keys
    .map(
      ({ person, key }): RootKey => ({
        vkey: key.vkey,
        role: person.role === "officer" ? "officer" : "rebuilder",
        holder: person.name.replaceAll(" ", "_"),
        organisation: person.organisation,
      }),
    )
    .sort((a, b) => (a.vkey.name < b.vkey.name ? -1 : 1));
  const officers = rootKeys.filter(({ role }) => role === "officer").map(({ vkey }) => vkey.name);
  return {
    version: 1,
    previous: undefined,
    purpose: "demonstration",
    validFrom: date,
    validUntil: "2099-12-31",
    contact: "alleen een oefening",
    keys: rootKeys,
    groups: [{ name: "officers", threshold: Math.min(2, officers.length), members: officers }],
    requires: {
      root: "officers",
      release: "officers",
      "emergency-release": "officers",
      recall: "officers",
      rebuild: undefined,
      "emergency-rebuild": undefined,
      checkpoint: undefined,
    },
    dissentBlocksAt: undefined,
    revoked: [],
    logOrigin: undefined,
  };
}

function textToSign({ ceremony, date }: CeremonyDescription, root: TrustRoot, rootSha256: string): string {
  if (ceremony === "rotation") return encodeTrustRoot({ ...root, version: 2, previous: rootSha256 });
  if (ceremony === "recall")
    return encodeRecall({ date, recalled: [{ imageSha256: "0".repeat(64), date, reason: "alleen een oefening" }] });
  return encodeRelease({
    product: "OEFENING",
    version: "1.0",
    election: "OEFENING",
    role: "GSB",
    sequence: 1,
    purpose: "demonstration",
    urgency: "normal",
    date: `${date}T12:00:00Z`,
    volume: "OEFENING",
    publisher: "OEFENING",
    medium: "cd700",
    disc: 1,
    manifests: ["0".repeat(64)],
    imageSha256: "0".repeat(64),
    imageSize: 1_048_576,
    sealOffset: 65_536,
    kit: undefined,
    recipe: "1",
    trustRoot: rootSha256,
    recallAtLeast: 0,
    previous: undefined,
  });
}
