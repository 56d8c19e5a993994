// A C2SP witness sees hashes: a log could have a tree cosigned and keep what is in it to itself. Whoever is handed the folder of the log
// can do more: read every entry, compute the tree anew, and keep a copy that others may ask for.

import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  type Checkpoint,
  encodeHex,
  encodeUtf8,
  equalBytes,
  type Note,
  onceEachText,
  parseCheckpoint,
  type Signature,
  shown,
  textDigest,
} from "../../format/index.ts";
import { leafHash } from "../../format/merkle.ts";
import { appendNotes } from "../append.ts";
import { LogError } from "../error.ts";
import {
  damaged,
  findLeaves,
  keptCheckpoint,
  type LogFolder,
  makeLog,
  notePath,
  readLog,
  readLoggedNote,
  treeOf,
} from "../folder.ts";
import { demandContinued, putCheckpoint } from "../signing.ts";
import { sha256 } from "../tiles/tree.ts";

/**
 * The notes that came since `before`, in order, of the tree `head` in the log's folder `path`: every entry is read, each has its note, and
 * together they give the root hash. Who signed is not judged. Throws LogError FOLDER, DAMAGED, BRANCH; FileError.
 */
export function demandEntries(path: string, head: Checkpoint, before: Checkpoint): readonly Note[] {
  const log = readLog(path);
  if (log.origin !== head.origin || log.size < head.size) throw notOf(path, head, log);
  const own: LogFolder = { ...log, size: head.size, rootHash: head.rootHash };
  if (!equalBytes(treeOf(own, head.size).rootHash(), head.rootHash)) throw notOf(path, head, log);
  const texts = demandContinued(own, before, Number.POSITIVE_INFINITY);
  return texts.map((text) => {
    const place = notePath(textDigest(text));
    const note = readLoggedNote(path, place);
    if (note.text !== text) throw damaged(place);
    return note;
  });
}

/**
 * Grows the witness's own copy, the folder of a log, to the tree `head`. `read` gives the notes of the log being witnessed since a tree of
 * it. Throws LogError BRANCH where the copy is of another tree, ENTRY where a text stands twice, FOLDER, DAMAGED; FilesError.
 */
export async function growCopy(
  path: string,
  head: Checkpoint,
  read: (since: Checkpoint) => readonly Note[],
): Promise<void> {
  const copy = existsSync(path) ? readLog(path) : await makeLog(path, head.origin);
  if (copy.origin !== head.origin || copy.size > head.size) throw otherCopy(path);
  const notes = read(copy);
  const leaves = new Set(notes.map(({ text }) => encodeHex(leafHash(encodeUtf8(text), sha256))));
  if (leaves.size !== notes.length || findLeaves(copy, copy.size, leaves).size > 0)
    throw new LogError("ENTRY", {
      nl: "een tekst staat twee keer in dit logboek, en dat mag niet: er is niets ondertekend; bewaar deze kopie",
      en: "a text stands in this log twice, which may not be: nothing was signed; keep this copy",
    });
  const grown = notes.length === 0 ? copy : (await appendNotes(path, notes)).log;
  if (!equalBytes(grown.rootHash, head.rootHash)) throw otherCopy(path);
}

/**
 * Puts the checkpoint with this witness's line into its own copy, in place of an older line of it: what it serves to whoever asks what it
 * saw. Throws FilesError.
 */
export async function keepCheckpoint(path: string, cosigned: Note, own: Signature): Promise<void> {
  const kept = keptCheckpoint(parseCheckpoint(cosigned.text, 0).size);
  const old = existsSync(join(path, kept)) ? [{ note: readLoggedNote(path, kept) }] : [];
  const [both = { note: cosigned }] = onceEachText([...old, { note: cosigned }]);
  const others = both.note.signatures.filter(({ name, keyId }) => name !== own.name || keyId !== own.keyId);
  await putCheckpoint(readLog(path), { text: cosigned.text, signatures: [...others, own] });
}

function notOf(path: string, head: Checkpoint, log: LogFolder): LogError {
  return new LogError("BRANCH", {
    nl: shown`${path}: is niet het logboek van dit verzoek (verwacht ${head.origin}, regels: ${head.size}, gevonden ${log.origin}, regels: ${log.size}, of andere regels): vraag het logboek dat bij het verzoek hoort; er is niets ondertekend`,
    en: shown`${path}: is not the log of this request (expected ${head.origin}, entries: ${head.size}, found ${log.origin}, entries: ${log.size}, or other entries): ask for the log that belongs to the request; nothing was signed`,
  });
}

function otherCopy(path: string): LogError {
  return new LogError("BRANCH", {
    nl: shown`${path}: de eigen kopie is van een andere stand van dit logboek dan het verzoek: er is niets ondertekend; bewaar beide, en zoek uit wie dat deed`,
    en: shown`${path}: this witness's own copy is of another tree than the request's: nothing was signed; keep both, and find out who did it`,
  });
}
