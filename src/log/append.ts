// A log that grows. Notes, then entries and tiles, all flushed to the disk, then `checkpoint.text` by a rename: until that, the log is
// what it was, whenever the run is killed; from that on, it has grown. docs/spec/log-folder.md, "Appending"

import { closeSync, constants, existsSync, fsyncSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { asWriteError } from "../files/error.ts";
import { Lock } from "../files/lock.ts";
import { flushFolder } from "../files/new-file.ts";
import { replaceFile } from "../files/replace.ts";
import {
  encodeCheckpoint,
  encodeHex,
  encodeNote,
  encodeUtf8,
  equalBytes,
  type Note,
  onceEachText,
  shown,
  textDigest,
} from "../format/index.ts";
import { leafHash } from "../format/merkle.ts";
import { LogError } from "./error.ts";
import {
  damaged,
  findLeaves,
  type LogFolder,
  notePath,
  readLog,
  readLoggedNote,
  readTile,
  treeFile,
} from "./folder.ts";
import { Growth, type LogFile } from "./growth.ts";
import { findStopped, removeStopped } from "./stopped.ts";
import { pathOf, placeOfEntries } from "./tile-path.ts";
import { sha256, treeLimit } from "./tree.ts";

/** Notes of one append. */
const appendLimit = 1_000_000;

/** A note's place in the log. */
export interface LoggedNote {
  readonly note: Note;
  readonly index: number;
}

export interface Appended {
  readonly log: LogFolder;
  /** Entries that are new, in the order given. */
  readonly added: readonly LoggedNote[];
  /** Entries that were there, whose notes have signature lines more. */
  readonly widened: readonly LoggedNote[];
  /** Paths in the log of what an append that was stopped had left, and what was removed. */
  readonly removed: readonly string[];
}

/**
 * Adds the texts of `notes`, in this order, to the log in the folder `path`. A text that is there already makes no second entry: its
 * note gets the signature lines that it lacks. Who signed is not judged here. Throws LogError FOLDER, DAMAGED, ENTRY; FilesError.
 */
export async function appendNotes(path: string, notes: readonly Note[]): Promise<Appended> {
  if (notes.length > appendLimit)
    throw new LogError("ENTRY", {
      nl: `verwacht ten hoogste ${appendLimit} teksten tegelijk, gevonden ${notes.length}: voeg ze in delen toe`,
      en: `expected at most ${appendLimit} texts at once, found ${notes.length}: append them in parts`,
    });
  readLog(path); // before a lock is put in a folder that is no log
  const lock = Lock.take(join(path, "log.lock"), "is at work in this log");
  try {
    const log = readLog(path);
    const growth = openEdge(log);
    const { fresh, widened } = sortNotes(
      log,
      onceEachText(notes.map((note) => ({ note }))).map(({ note }) => note),
    );
    const isInTheWay = fresh.some(({ text }) => existsSync(join(path, notePath(textDigest(text)))));
    const removed = findStopped(log, isInTheWay);
    removeStopped(log, removed);
    for (const { note } of widened)
      await replaceFile({ path: join(path, notePath(textDigest(note.text))), bytes: encodeNote(note), mode: 0o644 });
    if (fresh.length === 0) return { log, added: [], widened, removed };
    writeFiles(path, newFiles(growth, fresh));
    const text = encodeCheckpoint({ origin: log.origin, size: growth.size, rootHash: growth.rootHash() });
    await replaceFile({ path: join(path, treeFile), bytes: encodeUtf8(text), mode: 0o644 });
    const added = fresh.map((note, i) => ({ note, index: log.size + i }));
    return { log: readLog(path), added, widened, removed };
  } finally {
    lock.release();
  }
}

/** The edge of the tree, which must give the root hash that the log says it has. Throws LogError DAMAGED. */
function openEdge(log: LogFolder): Growth {
  const growth = new Growth(log.size, (place) => readTile(log.path, place));
  if (!equalBytes(growth.rootHash(), log.rootHash)) throw damaged("tile");
  if (!growth.isSound) throw damaged(pathOf(placeOfEntries(log.size)));
  return growth;
}

/** What is new, and what is there with fewer lines. Throws LogError ENTRY where a text is there with all its lines. */
function sortNotes(log: LogFolder, notes: readonly Note[]): { fresh: Note[]; widened: LoggedNote[] } {
  const leaves = new Map(notes.map((note) => [encodeHex(leafHash(encodeUtf8(note.text), sha256)), note]));
  const places = findLeaves(log, log.size, new Set(leaves.keys()));
  const fresh: Note[] = [];
  const widened: LoggedNote[] = [];
  for (const [leaf, note] of leaves) {
    const index = places.get(leaf);
    if (index === undefined) fresh.push(note);
    else widened.push({ note: widen(log, note, index), index });
  }
  if (log.size + fresh.length > treeLimit)
    throw new LogError("ENTRY", {
      nl: `verwacht ten hoogste ${treeLimit} regels in een logboek: begin een nieuw logboek`,
      en: `expected at most ${treeLimit} entries in a log: begin a new log`,
    });
  return { fresh, widened };
}

function widen({ path }: LogFolder, note: Note, index: number): Note {
  const place = notePath(textDigest(note.text));
  const old = readLoggedNote(path, place);
  if (old.text !== note.text) throw damaged(place);
  const [both] = onceEachText([{ note: old }, { note }]);
  if (both === undefined || both.note.signatures.length === old.signatures.length)
    throw new LogError("ENTRY", {
      nl: shown`deze tekst staat al in het logboek, als regel ${index}, met dezelfde handtekeningen: er is niets toegevoegd; ga verder met wat hierna komt`,
      en: shown`this text is in the log already, as entry ${index}, with the same signatures: nothing was added; go on with what comes next`,
    });
  return both.note;
}

/** In the order in which they are to reach the disk: the notes first, so that no entry is without one. */
function* newFiles(growth: Growth, notes: readonly Note[]): Generator<LogFile, void> {
  for (const note of notes) yield { path: notePath(textDigest(note.text)), bytes: encodeNote(note) };
  for (const note of notes) yield* growth.add(encodeUtf8(note.text));
  yield* growth.finish();
}

/**
 * Each whole and on the disk, and the folders that name them. All are written before the first is flushed: the system then brings them to
 * the disk together, and each flush after the first has little left to do. Throws FilesError FILE.
 */
export function writeFiles(folder: string, files: Iterable<LogFile>): void {
  const folders = new Set<string>([folder]);
  const written: string[] = [];
  for (const { path, bytes } of files) {
    const whole = join(folder, path);
    written.push(whole);
    try {
      for (let above = dirname(path); above !== "." && !folders.has(join(folder, above)); above = dirname(above)) {
        mkdirSync(join(folder, dirname(path)), { recursive: true });
        folders.add(join(folder, above));
      }
      writeWhole(whole, bytes);
    } catch (error) {
      throw asWriteError(whole, error);
    }
  }
  for (const file of written) flushing(file, () => flushFile(file));
  for (const one of folders) flushing(one, () => flushFolder(one));
}

function flushing(path: string, flush: () => void): void {
  try {
    flush();
  } catch (error) {
    throw asWriteError(path, error);
  }
}

/** Under its own name at once: until `checkpoint.text` says so, it is no part of the log, and the next append would remove it. */
function writeWhole(path: string, bytes: Uint8Array): void {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
  const file = openSync(path, flags, 0o644);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at);
  } finally {
    closeSync(file);
  }
}

function flushFile(path: string): void {
  const file = openSync(path, constants.O_RDWR | (constants.O_NOFOLLOW ?? 0)); // Windows flushes no file that is open for reading
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
