// A ceremony with all that is known beforehand: fingerprints, the previous ceremony, the root, what is to be signed.

import { basename } from "node:path";
import { readBytes } from "../../files/bounded.ts";
import { encodeZegelcode, noteLimit, parseNoteFile, type RootKey, textDigest, type VKey } from "../../format/index.ts";
import type { SignatureCheck } from "../../trust/index.ts";
import { SignError } from "../error.ts";
import { fingerprintOf } from "../keys/fingerprint.ts";
import { readPublicKey } from "../keys/key-file.ts";
import { newRoot, parseDissentChoice, parseGroupChoice, parseRequireChoice, readKeyChoice } from "../root/new-root.ts";
import { demandOwnRoot } from "../root/root-quorum.ts";
import { besideDescription, type CeremonyDescription, type Person, readCeremony } from "./description.ts";
import { judgeMinutes } from "./minutes.ts";
import { demandRequest, readPrepared } from "./prepared.ts";
import { readTranscript } from "./transcript/file.ts";
import { isPublicName } from "./transcript/watched-files.ts";

export interface LoadedCeremony extends CeremonyDescription {
  /** Fingerprint of each key that exists, by the id of its holder. */
  readonly fingerprints: ReadonlyMap<string, string>;
  /** SHA-256 of the whole previous transcript. */
  readonly previousSha256: string | undefined;
  /** SHA-256 of the text of the root in force. */
  readonly trustRootSha256: string | undefined;
  /** In the order of the description. */
  readonly toSign: readonly ToSign[];
}

/** What is to be signed: made beforehand, or for a first trust root what a step of the ceremony makes. */
export interface ToSign {
  readonly file: string;
  /** Of its text. */
  readonly sha256: string;
  /** Of a release. */
  readonly zegelcode: string | undefined;
}

export const unsignedRoot = "root-1.unsigned.note";

/** Reads and judges what the description names; nothing doubtful gets onto paper. Throws SignError, FormatError. */
export async function loadCeremony(path: string, check: SignatureCheck): Promise<LoadedCeremony> {
  const description = await readCeremony(path);
  refuseUncopied(description, basename(path));
  const beside = (file: string) => besideDescription(path, file);
  const keys = new Map<string, VKey>();
  for (const person of description.people)
    if (person.publicKey !== undefined) keys.set(person.id, await readHolderKey(person, beside(person.publicKey)));
  const raws = [...keys.values()].map((vkey) => vkey.raw);
  if (new Set(raws).size !== raws.length)
    throw new SignError("DESCRIPTION", `${path}: people: expected a key of her own for each, found one key twice`);
  const root = await loadRoot(description, beside, check);
  const revoked = new Set(root?.revoked);
  const notes = await readPrepared(description, beside);
  await demandRequest(description, notes, root?.sha256, beside, check);
  const rootText = await makeRootText(description, beside);
  const made = rootText === undefined ? [] : [{ path: unsignedRoot, note: { text: rootText } }];
  return {
    ...description,
    fingerprints: new Map([...keys].map(([id, vkey]) => [id, fingerprintOf(vkey)])),
    previousSha256: await loadPrevious(description, beside, [...keys.values(), ...(root?.keys ?? [])], revoked, check),
    trustRootSha256: root?.sha256,
    toSign: [...notes, ...made].map(({ path: file, note }) => {
      const sha256 = textDigest(note.text);
      return { file, sha256, zegelcode: description.ceremony === "release" ? encodeZegelcode(sha256) : undefined };
    }),
  };
}

/** What goes onto the sticks is copied by its public ending: told now, and not when everybody waits for it. */
function refuseUncopied({ sticks, notes, request }: CeremonyDescription, file: string): void {
  const names = [file, ...notes, ...(request === undefined ? [] : [request])];
  const odd = sticks.length === 0 ? undefined : names.find((name) => !isPublicName(name));
  if (odd !== undefined)
    throw new SignError(
      "DESCRIPTION",
      `${odd}: expected a name with a public ending (.note, .request, .json), found another: it would not be copied onto the sticks; rename it`,
    );
}

async function readHolderKey({ key }: Person, path: string): Promise<VKey> {
  const vkey = await readPublicKey(path);
  if (vkey.name !== key)
    throw new SignError("DESCRIPTION", `${path}: expected the key ${key ?? ""}, found ${vkey.name}: another file`);
  return vkey;
}

async function readNoteText(path: string) {
  return parseNoteFile(await readBytes(path, noteLimit), path);
}

async function loadRoot({ trustRoot }: CeremonyDescription, beside: (file: string) => string, check: SignatureCheck) {
  if (trustRoot === undefined) return undefined;
  const note = await readNoteText(beside(trustRoot));
  const root = await demandOwnRoot(note, beside(trustRoot), check);
  return { sha256: textDigest(note.text), keys: root.keys.map((key) => key.vkey), revoked: root.revoked };
}

/** The text of a first trust root, which its command will make. */
async function makeRootText(
  { purpose, root, people }: CeremonyDescription,
  beside: (file: string) => string,
): Promise<string | undefined> {
  if (root === undefined) return undefined;
  const keys: RootKey[] = [];
  for (const typed of rootKeyChoices(people, root.keys)) {
    const [role, holder, organisation, ...file] = typed.split(":");
    keys.push(await readKeyChoice([role, holder, organisation, beside(file.join(":"))].join(":")));
  }
  const [validFrom = "", validUntil = ""] = root.valid.split("..");
  return newRoot({
    purpose,
    validFrom,
    validUntil,
    contact: root.contact,
    keys,
    groups: root.groups.map(parseGroupChoice),
    requires: new Map(root.requires.map(parseRequireChoice)),
    dissentBlocksAt: parseDissentChoice(root.dissent ?? "reported"),
    logOrigin: undefined,
  }).text;
}

/** The `--key` options of `zegel root new`: everybody with a key, by name without blanks, then the others named. */
export function rootKeyChoices(people: readonly Person[], others: readonly string[]): string[] {
  const choices = people.flatMap(({ role, name, organisation, publicKey }) =>
    publicKey === undefined
      ? []
      : [[role === "officer" ? "officer" : "rebuilder", name.replaceAll(" ", "_"), organisation, publicKey].join(":")],
  );
  return [...choices, ...others];
}

async function loadPrevious(
  { previous }: CeremonyDescription,
  beside: (file: string) => string,
  known: readonly VKey[],
  revoked: ReadonlySet<string>,
  check: SignatureCheck,
): Promise<string | undefined> {
  if (previous === undefined) return undefined;
  const path = beside(previous.transcript);
  const transcript = await readTranscript(path);
  const keys = [...known];
  for (const file of previous.keys) keys.push(await readPublicKey(beside(file)));
  const judged = await judgeMinutes(transcript, path, await readNoteText(beside(previous.note)), keys, revoked, check);
  if (!judged.isComplete) {
    const names = [...judged.missing, ...judged.unknown].map((person) => person.name).join(", ");
    throw new SignError(
      "DESCRIPTION",
      `${previous.note}: expected the signature of everybody who held a key at the previous ceremony, found none by ${names}: add it, or her STEM.pub under "previous": "keys"`,
    );
  }
  return transcript.sha256;
}
