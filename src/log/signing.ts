// What the holder of the log's key does before it signs: recomputes the whole log, and holds it against what was signed last, which
// stands in a state file beside the key and nowhere else. So a log that was changed behind its back is refused on the machine that has
// no network. docs/spec/log-folder.md, "Signing"

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { readBytesSync } from "../files/bounded.ts";
import { writeNew } from "../files/new-file.ts";
import { replaceFile } from "../files/replace.ts";
import {
  type Checkpoint,
  decodeUtf8,
  encodeCheckpoint,
  encodeNote,
  encodeUtf8,
  equalBytes,
  FormatError,
  type Note,
  onceEachText,
  parseCheckpoint,
  shown,
  tryParse,
} from "../format/index.ts";
import { emptyRootHash, isContinued } from "../format/merkle.ts";
import { LogError } from "./error.ts";
import {
  checkpointFile,
  damaged,
  entriesOf,
  isThere,
  keptCheckpoint,
  keptFolder,
  type LogFolder,
  namesIn,
  readLoggedNote,
  treeOf,
} from "./folder.ts";
import { hasLineBy, type NamedKey } from "./proof.ts";
import { Growth } from "./tiles/growth.ts";

const stateLimit = 1000;

/** The last checkpoint that a key signed, as its state file says. Throws LogError STATE where there is none, or it is no state. */
export function readState(path: string): Checkpoint {
  if (!isThere(path))
    throw new LogError("STATE", {
      nl: shown`${path}: is er niet: zonder dit bestand weet deze sleutel niet wat hij het laatst ondertekende. Zoek het. Is het kwijt, dan is deze sleutel niet meer te gebruiken en komt er een nieuwe in de vertrouwensbasis. Alleen bij de allereerste handtekening van een sleutel: --new-state`,
      en: shown`${path}: is not there: without this file this key does not know what it signed last. Look for it. If it is lost, this key can be used no more and the trust root gets a new one. Only for the very first signature of a key: --new-state`,
    });
  const bytes = readBytesSync(path, stateLimit);
  const state = tryParse(() => parseCheckpoint(decodeUtf8(bytes, path), 0));
  if (!(state instanceof FormatError)) return state;
  throw new LogError("STATE", {
    nl: shown`${path}: verwacht wat deze sleutel het laatst ondertekende, gevonden iets anders (${state.message}): geef het goede bestand`,
    en: shown`${path}: expected what this key signed last, found something else (${state.message}): give the right file`,
  });
}

/** Of a key that never signed this log: the log without an entry. */
export function firstState(origin: string): Checkpoint {
  return { origin, size: 0, rootHash: emptyRootHash() };
}

/** A checkpoint that stands in the folder of a log. */
interface Standing {
  readonly note: Note;
  readonly head: Checkpoint;
}

/**
 * For a key without a memory: every checkpoint that stands in the log's folder. What it has no line under must be continued by this tree;
 * whoever carries the log can take them out, so this finds a slip, and the witnesses' memory the rest. Gives the entries of the largest;
 * undefined: there is none. Throws LogError STATE where this key has signed one, DAMAGED, BRANCH.
 */
export function demandNeverSigned(log: LogFolder, vkey: NamedKey): number | undefined {
  const standing = standingIn(log);
  if (standing.some(({ note }) => hasLineBy(note, vkey)))
    throw new LogError("STATE", {
      nl: "deze sleutel heeft dit logboek al eens ondertekend: geef met --state het bestand van toen, zonder --new-state; er is niets ondertekend",
      en: "this key has signed this log before: give the file of then with --state, without --new-state; nothing was signed",
    });
  for (const { head } of standing) {
    if (head.size > log.size) throw smaller(log, head);
    if (!equalBytes(treeOf(log, head.size).rootHash(), head.rootHash)) throw otherBranch(head);
  }
  return standing.length === 0 ? undefined : Math.max(...standing.map(({ head }) => head.size));
}

function standingIn(log: LogFolder): Standing[] {
  const paths = [checkpointFile, ...keptSizes(log).map(keptCheckpoint)];
  return paths.flatMap((path) => {
    const note = lookFor(log, path);
    if (note === undefined) return [];
    const head = tryParse(() => parseCheckpoint(note.text, 0));
    if (head instanceof FormatError || head.origin !== log.origin) throw damaged(path);
    return [{ note, head }];
  });
}

/** Entries of each checkpoint that was kept, by the names of their files, the newest first. Throws LogError DAMAGED where they cannot be listed. */
export function keptSizes(log: Pick<LogFolder, "path">): number[] {
  const names = namesIn(log, keptFolder).filter((file) => /^(?:0|[1-9][0-9]{0,15})$/.test(file));
  return names.map(Number).sort((a, b) => b - a);
}

/** Keeps `head` as what was signed last, on the disk before anything signed leaves. Throws FilesError. */
export async function writeState(path: string, head: Checkpoint, isNew: boolean): Promise<void> {
  const bytes = encodeUtf8(encodeCheckpoint(head, 0));
  if (isNew) writeNew(path, bytes, 0o600);
  else await replaceFile({ path, bytes, mode: 0o600 });
}

/** The texts that came since `state`, in order, at most `limit` of them. Throws LogError DAMAGED where the log is not whole, BRANCH where it is another tree. */
export function demandContinued(log: LogFolder, state: Checkpoint, limit: number): string[] {
  if (state.origin !== log.origin)
    throw new LogError("STATE", {
      nl: shown`dit bestand met de laatste stand is van logboek ${state.origin}, en dit logboek is ${log.origin}: geef het goede bestand`,
      en: shown`this state is of the log ${state.origin}, and this log is ${log.origin}: give the right file`,
    });
  if (state.size > log.size) throw smaller(log, state);
  const growth = new Growth(0, () => new Uint8Array(0));
  const fresh: string[] = [];
  for (const entry of entriesOf(log, log.size)) {
    for (const _ of growth.add(entry)); // its files are not needed: only the edge, for the root hash
    if (growth.size > state.size && fresh.length < limit) fresh.push(decodeUtf8(entry, `entry ${growth.size - 1}`));
  }
  if (!equalBytes(growth.rootHash(), log.rootHash)) throw damaged("tile/entries");
  const tree = treeOf(log, log.size);
  if (!isContinued(state, log, tree.continuation(state.size))) throw otherBranch(state);
  return fresh;
}

/**
 * Puts a signed checkpoint of this very tree into the log's folder, with the lines of the one that is there where its text is the same.
 * Throws LogError DAMAGED where another tree of this size was signed; FilesError.
 */
export async function storeCheckpoint(log: LogFolder, signed: Note): Promise<void> {
  const kept = keptCheckpoint(parseCheckpoint(signed.text, 0).size);
  const old = lookFor(log, kept);
  if (old !== undefined && old.text !== signed.text) throw damaged(kept);
  const [both = signed] = onceEachText([...(old === undefined ? [] : [{ note: old }]), { note: signed }]).map(
    ({ note }) => note,
  );
  await putCheckpoint(log, both);
}

/** Writes it under both its names. Throws FilesError. */
export async function putCheckpoint({ path }: LogFolder, note: Note): Promise<void> {
  try {
    mkdirSync(join(path, keptFolder), { recursive: true });
  } catch {
    // writing into it says why
  }
  const kept = keptCheckpoint(parseCheckpoint(note.text, 0).size);
  for (const name of [kept, checkpointFile]) await put(join(path, name), encodeNote(note));
}

function lookFor({ path }: LogFolder, name: string): Note | undefined {
  return isThere(join(path, name)) ? readLoggedNote(path, name) : undefined;
}

async function put(path: string, bytes: Uint8Array): Promise<void> {
  if (isThere(path)) await replaceFile({ path, bytes, mode: 0o644 });
  else writeNew(path, bytes, 0o644);
}

function smaller(log: LogFolder, state: Checkpoint): LogError {
  return new LogError("BRANCH", {
    nl: `het logboek heeft minder regels (${log.size}) dan er al ondertekend zijn (${state.size}): dit is een oudere kopie, of een andere tak. Niet doorgaan: zoek de nieuwste kopie van het logboek`,
    en: `the log has fewer entries (${log.size}) than were signed already (${state.size}): this is an older copy, or another branch. Do not go on: look for the newest copy of the log`,
  });
}

function otherBranch(state: Checkpoint): LogError {
  return new LogError("BRANCH", {
    nl: `dit logboek gaat niet verder op wat het laatst is ondertekend (regels: ${state.size}): er is iets in veranderd. Er is niets ondertekend: bewaar deze kopie en zoek uit wie dat deed`,
    en: `this log does not continue what was signed last (entries: ${state.size}): something in it was changed. Nothing was signed: keep this copy, and find out who did it`,
  });
}
