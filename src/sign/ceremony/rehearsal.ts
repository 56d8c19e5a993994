// Everything a ceremony starts from, made anew with throw-away keys in a new folder. Nothing of the real one is used but
// names, so that whatever goes wrong in a rehearsal goes wrong with keys that can sign demonstrations only (ADR 0003).

import { chmod, mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { readBytes } from "../../files/bounded.ts";
import { refuseExisting, writeNew } from "../../files/new-file.ts";
import { encodeUtf8, parseJson } from "../../format/index.ts";
import type { SignatureCheck } from "../../trust/index.ts";
import { newKey, readPublicKey, wipeKey, writeKey } from "../keys/key-file.ts";
import { besideDescription, type CeremonyDescription, type Person, readCeremony } from "./description.ts";
import { type HeldKey, makeRehearsed } from "./rehearsed.ts";

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
  for (const stick of publicSticks(description)) await mkdir(at(stick));
  const keys = description.ceremony === "key-enrolment" ? [] : await makeKeys(description, at);
  await makeOtherKeys(description, path, at);
  try {
    for (const { path: file, bytes } of await makeRehearsed(description, keys, check)) writeNew(at(file), bytes, 0o644);
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

/** Stand for the sticks that carry the public files away. */
function publicSticks({ sticks }: CeremonyDescription): string[] {
  return sticks.map((_, i) => `openbaar-${i + 1}`);
}

/** The same description, but for a demonstration that follows nothing, with folders in place of sticks. */
async function rehearsalDescription(path: string, description: CeremonyDescription): Promise<string> {
  const value = parseJson(await readBytes(path, 65_536), path) as Record<string, unknown>; // readCeremony has judged it
  const people = (value.people as Record<string, unknown>[]).map((person, i) => {
    const known = description.people[i];
    return known !== undefined && isElsewhere(known) ? { ...person, folder: stickOf(known) } : person;
  });
  // Whatever program rehearses: that of the ceremony may be on another machine.
  const more = description.version === 1 ? {} : { program: "none", sticks: publicSticks(description) };
  return `${JSON.stringify({ ...value, purpose: "demonstration", previous: "none", people, ...more }, null, 2)}\n`;
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
