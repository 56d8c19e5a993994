// What a witness is asked: the size that it saw last, the proof that the tree continues that one, and the signed checkpoint. The bytes are
// the body of C2SP tlog-witness's add-checkpoint, so the same file goes by curl to a witness on-line and on a stick to one that is not.

import { parseCheckpoint, shown } from "../format/index.ts";
import { isContinued } from "../format/merkle.ts";
import { LogError } from "./error.ts";
import { checkpointFile, damaged, keptCheckpoint, type LogFolder, readLoggedNote, treeOf } from "./folder.ts";
import { readCheckpoint } from "./proof.ts";
import { keptSizes } from "./signing.ts";
import { encodeWitnessRequest } from "./witness/body.ts";

/**
 * Entries of the last checkpoint here that has a line by the witness `name`; 0: none has. What it is asked from need not be believed: the
 * witness itself says when it remembers another size. Throws LogError DAMAGED.
 */
export function lastCosigned(log: LogFolder, name: string): number {
  const hasLine = (size: number) =>
    readLoggedNote(log.path, keptCheckpoint(size)).signatures.some((line) => line.name === name);
  return keptSizes(log).find(hasLine) ?? 0;
}

/** `from`: entries of the tree that the witness saw last. Throws LogError ABSENT, BRANCH, DAMAGED. */
export function makeRequest(log: LogFolder, from: number): Uint8Array {
  const checkpoint = readCheckpoint(log);
  const head = parseCheckpoint(checkpoint.text, 0);
  if (from > head.size)
    throw new LogError("BRANCH", {
      nl: shown`ondertekend zijn er minder regels (${head.size}) dan de getuige zegt (${from}): dit is een ouder exemplaar van het logboek, of de getuige kent een andere tak. Niet doorgaan: vergelijk met ${log.path}/checkpoints`,
      en: shown`fewer entries are signed (${head.size}) than the witness says (${from}): this is an older copy of the log, or the witness knows another branch. Do not go on: compare with ${log.path}/checkpoints`,
    });
  const tree = treeOf(log, head.size);
  const hashes = tree.continuation(from);
  const earlier = { size: from, rootHash: treeOf(log, from).rootHash() };
  if (!isContinued(earlier, head, hashes)) throw damaged(checkpointFile);
  return encodeWitnessRequest({ old: from, hashes, checkpoint });
}
