// What a log says of itself, and what it said before: checkpoints, who signed them, and whether the tree is still the one that they name.

import { join } from "node:path";
import {
  type Checkpoint,
  checkOrigin,
  compareText,
  decodeUtf8,
  equalBytes,
  FormatError,
  type Note,
  noteLimit,
  parseCheckpoint,
  parseNote,
  type RootKey,
  shown,
  tryParse,
} from "../../format/index.ts";
import {
  checkCosignature,
  countJudges,
  isBy,
  logKeyOf,
  type Seen,
  type SignatureCheck,
  sortLines,
  witnessesOf,
} from "../../trust/index.ts";
import { LogError } from "../error.ts";
import { checkpointFile, keptFolder, treeFile } from "../folder.ts";
import { treeLimit } from "../tiles/tree.ts";
import { isServed, isUnlistable, listServed, readServed } from "./files.ts";
import type { Findings } from "./report.ts";
import type { AuditRoots } from "./roots.ts";

/** Checkpoints of one log that are looked at. */
export const checkpointLimit = 10_000;

/** A checkpoint with its lines. */
export interface SignedHead extends Checkpoint {
  /** Where it is from: a path in the log, or the name that the user gave. */
  readonly name: string;
  readonly note: Note;
}

/** What lies in the folder of a log. */
export interface OwnHeads {
  /** The largest of what the log says: how many entries there are to be recomputed. */
  readonly newest: Checkpoint;
  /** `checkpoint.text`, which only the keeper's folder has. */
  readonly unsigned: Checkpoint | undefined;
  readonly signed: SignedHead | undefined;
  readonly kept: readonly SignedHead[];
}

/** Throws LogError FOLDER where there is neither `checkpoint.text` nor `checkpoint`, or none that parses. */
export function readHeads(folder: string, findings: Findings): OwnHeads {
  const signed = readHead(folder, checkpointFile, findings);
  const unsigned = readUnsigned(folder, signed?.origin, findings);
  const newest = signed !== undefined && signed.size > (unsigned?.size ?? -1) ? signed : unsigned;
  if (newest === undefined)
    throw new LogError("FOLDER", {
      nl: shown`${folder}: verwacht de map van een logboek, met ${checkpointFile} erin, gevonden geen: noem die map, of haal het logboek opnieuw op`,
      en: shown`${folder}: expected the folder of a log, with ${checkpointFile} in it, found none: name that folder, or fetch the log again`,
    });
  const kept = readKept(folder, findings);
  return { newest, unsigned, signed, kept: kept.filter(({ origin, name }) => isOwn(origin, name, newest, findings)) };
}

/** What is passed over is told: a checkpoint of another tree could be among it. */
function readKept(folder: string, findings: Findings): SignedHead[] {
  const at = join(folder, keptFolder);
  const names = [...listServed(at, checkpointLimit + 1)].map(({ name }) => name);
  if (names.length > checkpointLimit || isUnlistable(at))
    findings.open("CHECKPOINTS_UNREAD", { limit: checkpointLimit });
  return names
    .slice(0, checkpointLimit)
    .filter((name) => /^[0-9]{1,13}$/.test(name))
    .sort((a, b) => Number(a) - Number(b) || compareText(a, b))
    .map((name) => `${keptFolder}/${name}`)
    .flatMap((path) => parseHead(readServed(folder, path, noteLimit), path, findings) ?? []);
}

function isOwn(origin: string, name: string, newest: Checkpoint, findings: Findings): boolean {
  if (origin === newest.origin) return true;
  findings.add("CHECKPOINT_BAD", { path: name });
  return false;
}

/** `origin`: of the checkpoint that is signed. Were another name believed, whatever the log signed once would be another log's. */
function readUnsigned(folder: string, origin: string | undefined, findings: Findings): Checkpoint | undefined {
  if (!isServed(folder, treeFile)) return undefined;
  const bytes = readServed(folder, treeFile, noteLimit);
  const head = bytes && tryParse(() => demandHead(decodeUtf8(bytes, treeFile)));
  if (head !== undefined && !(head instanceof FormatError) && head.origin === (origin ?? head.origin)) return head;
  findings.add("CHECKPOINT_BAD", { path: treeFile });
  return undefined;
}

function readHead(folder: string, path: string, findings: Findings): SignedHead | undefined {
  return isServed(folder, path) ? parseHead(readServed(folder, path, noteLimit), path, findings) : undefined;
}

function parseHead(bytes: Uint8Array | undefined, path: string, findings: Findings): SignedHead | undefined {
  const head = bytes && tryParse(() => headOf(parseNote(bytes, path), path));
  if (head !== undefined && !(head instanceof FormatError)) return head;
  findings.add("CHECKPOINT_BAD", { path });
  return undefined;
}

/** A checkpoint of a log out of its note. `name` is for messages. Throws FormatError. */
export function headOf(note: Note, name: string): SignedHead {
  return { ...demandHead(note.text), name, note };
}

function demandHead(text: string): Checkpoint {
  const head = parseCheckpoint(text, 0);
  checkOrigin(head.origin, "checkpoint");
  if (head.size <= treeLimit) return head;
  throw new FormatError("NUMBER", "checkpoint size", `at most ${treeLimit}`, `${head.size}`);
}

/** Who signed a checkpoint, under the root of its time. */
export interface JudgedHead {
  /** The log's key, whose line holds. */
  readonly by: RootKey | undefined;
  readonly seen: readonly Seen[];
  /** Names of lines by witnesses of that root that do not hold. */
  readonly bad: readonly string[];
  /** Distinct keys and distinct organisations of `seen`, whichever are fewer, and how many the root asks for. */
  readonly found: number;
  readonly needed: number;
}

export async function judgeHead(head: SignedHead, roots: AuditRoots, check: SignatureCheck): Promise<JudgedHead> {
  const nobody: JudgedHead = { by: undefined, seen: [], bad: [], found: 0, needed: 0 };
  const { note, size } = head;
  for (const { root } of roots.signersAt(size, head.origin)) {
    const key = logKeyOf(root);
    if (key === undefined || !(await hasLineOf(note, key, check))) continue;
    const { keys, threshold, counts } = witnessesOf(root);
    const revoked = roots.knownAt(size)?.revoked ?? new Set<string>();
    const { seen, bad } = await judgeWitnesses(note, keys, check);
    const counted = seen.filter(({ key }) => counts(key) && !revoked.has(key.vkey.raw));
    const judges = countJudges(counted.map(({ key }) => key));
    return { by: key, seen: counted, bad, found: Math.min(judges.keys, judges.organisations), needed: threshold };
  }
  return nobody;
}

async function judgeWitnesses(
  { text, signatures }: Note,
  keys: readonly RootKey[],
  check: SignatureCheck,
): Promise<Pick<JudgedHead, "seen" | "bad">> {
  const seen = new Map<string, Seen>();
  const bad: string[] = [];
  for (const line of signatures) {
    const key = keys.find((one) => isBy(line, one));
    if (key === undefined) continue;
    const time = await checkCosignature(line, key, text, check);
    if (time === undefined) bad.push(line.name);
    else seen.set(key.vkey.raw, { key, time });
  }
  return { seen: [...seen.values()], bad };
}

/** Root hashes of the tree by size, as they were recomputed. */
export type Recomputed = ReadonlyMap<number, Uint8Array>;

/** Whether the tree still is the one that a checkpoint names; undefined: that size was not recomputed. */
export function isSameTree({ size, rootHash }: Checkpoint, recomputed: Recomputed): boolean | undefined {
  const own = recomputed.get(size);
  return own === undefined ? undefined : equalBytes(own, rootHash);
}

/** A checkpoint that somebody kept, held against the tree: a copy of a citizen, or that of a proof. */
export async function judgeKept(
  head: SignedHead,
  log: Checkpoint,
  recomputed: Recomputed,
  roots: AuditRoots,
  check: SignatureCheck,
): Promise<"GOOD" | "SINCE_OTHER_LOG" | "SINCE_UNSIGNED" | "SINCE_NEWER" | "BRANCH"> {
  if (head.origin !== log.origin) return "SINCE_OTHER_LOG";
  const isSame = isSameTree(head, recomputed);
  if (isSame === true) return "GOOD";
  // Anybody can make up a checkpoint: only one that the log's key signed says anything of the log.
  const { by } = await judgeHead(head, roots, check);
  if (by === undefined && !(await isByAnyKey(head, roots, check))) return "SINCE_UNSIGNED";
  return isSame === undefined ? "SINCE_NEWER" : "BRANCH";
}

/** A key that was replaced and not revoked still makes proofs that a disc under its own root is taken with. */
async function isByAnyKey({ note, origin }: SignedHead, roots: AuditRoots, check: SignatureCheck): Promise<boolean> {
  for (const key of roots.logKeys(origin)) if (await hasLineOf(note, key, check)) return true;
  return false;
}

async function hasLineOf(note: Note, key: RootKey, check: SignatureCheck): Promise<boolean> {
  return (await sortLines(note, [key], check)).held.length > 0;
}
