// A log that grows. Notes, then entries and tiles, all flushed to the disk, then `checkpoint.text` by a rename: until that, the log is
// what it was, whenever the run is killed; from that on, it has grown. docs/spec/log-folder.md, "Appending"

import { join } from "node:path";
import { sha256Of } from "../files/digest.ts";
import { Lock } from "../files/lock.ts";
import { replaceFile } from "../files/replace.ts";
import { type FileBelow, writeFiles } from "../files/trees/many-files.ts";
import {
  encodeCheckpoint,
  encodeHex,
  encodeNote,
  encodeUtf8,
  equalBytes,
  type Note,
  onceEachText,
  shown,
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
import { findStopped, removeStopped } from "./stopped.ts";
import { Growth } from "./tiles/growth.ts";
import { pathOf, placeOfEntries } from "./tiles/path.ts";
import { sha256, treeLimit } from "./tiles/tree.ts";

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
      onceEachText(notes.map((note) => ({ note }))).map(({ note }) => placed(note)),
    );
    const removed = findStopped(log, new Set(fresh.map(({ path: place }) => place)));
    removeStopped(log, removed);
    for (const { note } of widened)
      await replaceFile({ path: join(path, placed(note).path), bytes: encodeNote(note), mode: 0o644 });
    if (fresh.length === 0) return { log, added: [], widened, removed };
    await writeFiles(path, newFiles(growth, fresh));
    const text = encodeCheckpoint({ origin: log.origin, size: growth.size, rootHash: growth.rootHash() });
    await replaceFile({ path: join(path, treeFile), bytes: encodeUtf8(text), mode: 0o644 });
    const added = fresh.map(({ note }, i) => ({ note, index: log.size + i }));
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

/** A note on its way in, each of its digests computed once. */
interface PlacedNote {
  readonly note: Note;
  /** The bytes of its text. */
  readonly entry: Uint8Array;
  readonly leaf: Uint8Array;
  /** In the log. */
  readonly path: string;
}

function placed(note: Note): PlacedNote {
  const entry = encodeUtf8(note.text);
  return { note, entry, leaf: leafHash(entry, sha256), path: notePath(sha256Of(entry)) };
}

/** What is new, and what is there with fewer lines. Throws LogError ENTRY where a text is there with all its lines. */
function sortNotes(log: LogFolder, notes: readonly PlacedNote[]): { fresh: PlacedNote[]; widened: LoggedNote[] } {
  const leaves = new Map(notes.map((one) => [encodeHex(one.leaf), one]));
  const places = findLeaves(log, log.size, new Set(leaves.keys()));
  const fresh: PlacedNote[] = [];
  const widened: LoggedNote[] = [];
  for (const [leaf, one] of leaves) {
    const index = places.get(leaf);
    if (index === undefined) fresh.push(one);
    else widened.push({ note: widen(log, one, index), index });
  }
  if (log.size + fresh.length > treeLimit)
    throw new LogError("ENTRY", {
      nl: `verwacht ten hoogste ${treeLimit} regels in een logboek: begin een nieuw logboek`,
      en: `expected at most ${treeLimit} entries in a log: begin a new log`,
    });
  return { fresh, widened };
}

function widen({ path }: LogFolder, { note, path: place }: PlacedNote, index: number): Note {
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
function* newFiles(growth: Growth, notes: readonly PlacedNote[]): Generator<FileBelow, void> {
  for (const { note, path } of notes) yield { path, bytes: encodeNote(note) };
  for (const { entry, leaf } of notes) yield* growth.add(entry, leaf);
  yield* growth.finish();
}
