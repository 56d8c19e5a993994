// The proof that a note's text stands in the log, under the checkpoint that was signed last. docs/spec/log-proof.md

import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  encodeHex,
  encodeUtf8,
  FormatError,
  type LogProof,
  type Note,
  parseCheckpoint,
  textDigest,
  tryParse,
  type VKey,
} from "../format/index.ts";
import { isIncluded, leafHash } from "../format/merkle.ts";
import { LogError } from "./error.ts";
import { checkpointFile, damaged, findLeaves, type LogFolder, readLoggedNote, treeOf } from "./folder.ts";
import { sha256 } from "./tree.ts";

/** Whether the log was ever signed. */
export function hasCheckpoint({ path }: LogFolder): boolean {
  return existsSync(join(path, checkpointFile));
}

/** Whether the checkpoint that was signed last has a line of this name and key id. Throws LogError DAMAGED. */
export function isSignedBy(log: LogFolder, { name, id }: Pick<VKey, "name" | "id">): boolean {
  if (!hasCheckpoint(log)) return false;
  return readCheckpoint(log).signatures.some((line) => line.name === name && line.keyId === id);
}

/** The checkpoint that was signed last, with all its lines; who signed is not judged. Throws LogError ABSENT, DAMAGED. */
export function readCheckpoint(log: LogFolder): Note {
  if (!hasCheckpoint(log))
    throw new LogError("ABSENT", {
      nl: "dit logboek is nog niet ondertekend: laat het ondertekenen (zegel log sign)",
      en: "this log is not signed yet: have it signed (zegel log sign)",
    });
  const note = readLoggedNote(log.path, checkpointFile);
  const head = tryParse(() => parseCheckpoint(note.text, 0));
  if (head instanceof FormatError) throw damaged(checkpointFile, head);
  if (head.origin !== log.origin || head.size > log.size) throw damaged(checkpointFile);
  return note;
}

/** Where each of `texts` that the log holds stands in it, by the SHA-256 (hex) of the text. Throws LogError DAMAGED. */
export function placesOf(log: LogFolder, texts: readonly string[]): Map<string, number> {
  const digests = new Map(texts.map((text) => [encodeHex(leafHash(encodeUtf8(text), sha256)), textDigest(text)]));
  const places = findLeaves(log, log.size, new Set(digests.keys()));
  return new Map([...places].flatMap(([leaf, index]) => [[digests.get(leaf) ?? "", index] as const]));
}

/** Throws LogError ABSENT where the text is not in the log, or not yet under its checkpoint; DAMAGED where its tiles give no proof. */
export function makeProof(log: LogFolder, text: string): LogProof {
  const leaf = leafHash(encodeUtf8(text), sha256);
  const hex = encodeHex(leaf);
  const index = findLeaves(log, log.size, new Set([hex])).get(hex);
  if (index === undefined)
    throw new LogError("ABSENT", {
      nl: "deze tekst staat niet in het logboek: voeg hem eerst toe (zegel log append)",
      en: "this text is not in the log: append it first (zegel log append)",
    });
  const checkpoint = readCheckpoint(log);
  const head = parseCheckpoint(checkpoint.text, 0);
  if (index >= head.size)
    throw new LogError("ABSENT", {
      nl: `deze tekst is regel ${index} (geteld vanaf 0), en ondertekend zijn alleen de eerste ${head.size}: laat het logboek opnieuw ondertekenen (zegel log sign)`,
      en: `this text is entry ${index} (counted from 0), and only the first ${head.size} are signed: have the log signed again (zegel log sign)`,
    });
  const hashes = treeOf(log, head.size).inclusion(index);
  if (!isIncluded(leaf, index, hashes, head)) throw damaged(checkpointFile);
  return { index, hashes, checkpoint };
}
