// The folder of a log: what it says of itself, and its files, each held against the size of the tree. docs/spec/log-folder.md
// Only `checkpoint.text` says how large the log is. Whatever else lies there is believed as far as the root hash in it bears it out.

import { lstatSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FileError, readBytesSync } from "../files/bounded.ts";
import { makeTree } from "../files/trees/new-tree.ts";
import {
  type Checkpoint,
  checkOrigin,
  decodeUtf8,
  encodeCheckpoint,
  encodeHex,
  equalBytes,
  FormatError,
  type Note,
  noteLimit,
  parseCheckpoint,
  parseNote,
  shown,
  tryParse,
} from "../format/index.ts";
import { emptyRootHash, isTree, leafHash } from "../format/merkle.ts";
import { LogError } from "./error.ts";
import { bundleLimit, parseBundle } from "./tiles/bundle.ts";
import { hashBytes, pathOf, type TilePlace, tileWidth, widthOf } from "./tiles/path.ts";
import { sha256, Tree, treeLimit } from "./tiles/tree.ts";

/** How large the log is, and its root hash: the text that the log's key signs. Written last of an append. */
export const treeFile = "checkpoint.text";
/** The text as it was signed last, by the log's key and then by witnesses. */
export const checkpointFile = "checkpoint";
const treeFileLimit = 1000;
/** Every checkpoint that was ever signed stays here, by its size. */
export const keptFolder = "checkpoints";
export const keptCheckpoint = (size: number) => `${keptFolder}/${size}`;

export interface LogFolder extends Checkpoint {
  readonly path: string;
  /** What checkpoint.text holds. */
  readonly text: string;
}

/** A new log without an entry in the new folder `path`. Throws FormatError FIELD on an origin that is none; FilesError EXISTS, FILE. */
export async function makeLog(path: string, origin: string): Promise<LogFolder> {
  checkOrigin(origin, "origin");
  const text = encodeCheckpoint({ origin, size: 0, rootHash: emptyRootHash() }, 0);
  await makeTree(path, async (folder) => writeFileSync(join(folder, treeFile), text, { flag: "wx" }));
  return { path, text, ...parseCheckpoint(text, 0) };
}

/** What a log says of itself. Throws LogError FOLDER, DAMAGED; FileError where it cannot be read. */
export function readLog(path: string): LogFolder {
  demandLog(path);
  const bytes = readBytesSync(join(path, treeFile), treeFileLimit);
  const text = tryParse(() => decodeUtf8(bytes, treeFile));
  const tree = text instanceof FormatError ? text : tryParse(() => parseCheckpoint(text, 0));
  if (text instanceof FormatError) throw damaged(treeFile, text);
  if (tree instanceof FormatError) throw damaged(treeFile, tree);
  if (tree.size > treeLimit || !isTree(tree)) throw damaged(treeFile);
  return { path, text, ...tree };
}

function demandLog(path: string): void {
  if (lstatSync(join(path, treeFile), { throwIfNoEntry: false })?.isFile()) return;
  throw new LogError("FOLDER", {
    nl: shown`${path}: verwacht de map van een logboek, met ${treeFile} erin, gevonden geen: noem die map, of begin een logboek met zegel log new`,
    en: shown`${path}: expected the folder of a log, with ${treeFile} in it, found none: name that folder, or begin a log with zegel log new`,
  });
}

/**
 * The tree of the first `size` entries, at most as many as the log has, read tile by tile as it is asked. The tiles are those of the whole
 * log: a size that never had a checkpoint has none of its own. Its reader throws LogError DAMAGED, FileError.
 */
export function treeOf({ path, size: whole }: Pick<LogFolder, "path" | "size">, size: number): Tree {
  return new Tree(size, (level, index) => readTile(path, { level, index, width: widthOf(level, index, whole) }));
}

/** The bytes of a tile or a bundle, as long as it must be. Throws LogError DAMAGED. */
export function readTile(folder: string, place: TilePlace): Uint8Array {
  const path = pathOf(place);
  const length = place.width * hashBytes;
  const bytes = readPart(folder, path, place.level === "entries" ? bundleLimit : length);
  if (place.level !== "entries" && bytes.length !== length) throw damaged(path);
  return bytes;
}

/** Bundle by bundle, the first `size` entries. Throws LogError DAMAGED where one is not what its leaf hash says. */
export function* entriesOf({ path }: Pick<LogFolder, "path">, size: number): Generator<Uint8Array, void> {
  for (let index = 0; index * tileWidth < size; index++) {
    const place: TilePlace = { level: "entries", index, width: widthOf(0, index, size) };
    const leaves = readTile(path, { ...place, level: 0 });
    const entries = parseBundle(readTile(path, place), place.width, pathOf(place));
    for (const [i, entry] of entries.entries()) {
      const leaf = leaves.subarray(i * hashBytes, (i + 1) * hashBytes);
      if (!equalBytes(leaf, leafHash(entry, sha256))) throw damaged(pathOf(place));
      yield entry;
    }
  }
}

/** Of each of `leaves` (hex) that is among the first `size`, where it stands. */
export function findLeaves(
  { path }: Pick<LogFolder, "path">,
  size: number,
  leaves: ReadonlySet<string>,
): Map<string, number> {
  const found = new Map<string, number>();
  for (let index = 0; index * tileWidth < size && found.size < leaves.size; index++) {
    const tile = readTile(path, { level: 0, index, width: widthOf(0, index, size) });
    for (let at = 0; at < tile.length; at += hashBytes) {
      const leaf = encodeHex(tile.subarray(at, at + hashBytes));
      if (leaves.has(leaf) && !found.has(leaf)) found.set(leaf, index * tileWidth + at / hashBytes);
    }
  }
  return found;
}

/** Where the note of the text with this digest (hex) lies in a log. */
export function notePath(sha256: string): string {
  return `notes/${sha256}`;
}

/** A note of the log by its path there. Throws LogError DAMAGED. */
export function readLoggedNote(folder: string, path: string): Note {
  const bytes = readPart(folder, path, noteLimit);
  const note = tryParse(() => parseNote(bytes, path));
  if (note instanceof FormatError) throw damaged(path, note);
  return note;
}

/** Whatever it is. */
export function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Names in a folder of the log; none where it is not there. Throws LogError DAMAGED where it cannot be listed. */
export function namesIn({ path }: Pick<LogFolder, "path">, folder: string): string[] {
  try {
    return isThere(join(path, folder)) ? readdirSync(join(path, folder)) : [];
  } catch (error) {
    throw damaged(folder, error as Error);
  }
}

/** A part that must be there. Throws LogError DAMAGED. */
function readPart(folder: string, path: string, limit: number): Uint8Array {
  try {
    return readBytesSync(join(folder, path), limit);
  } catch (error) {
    if (error instanceof FileError) throw damaged(path, error);
    throw error;
  }
}

/** `path`: in the log. `why`: what its reader said. */
export function damaged(path: string, why?: Error): LogError {
  const reason = why === undefined ? "" : ` (${why.message})`;
  return new LogError("DAMAGED", {
    nl: shown`${path}: ontbreekt in het logboek, of is niet wat ${treeFile} zegt${reason}: gebruik deze kopie niet, en neem een andere`,
    en: shown`${path}: is missing from the log, or is not what ${treeFile} says${reason}: do not use this copy, and take another`,
  });
}
