// The proof that a note's text stands in the log, under the checkpoint that was signed last. docs/spec/log-proof.md

import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  compareText,
  encodeHex,
  encodeUtf8,
  FormatError,
  type LogProof,
  type Note,
  parseCheckpoint,
  type Signature,
  textDigest,
  tryParse,
  type VKey,
} from "../format/index.ts";
import { isIncluded, leafHash } from "../format/merkle.ts";
import {
  countJudges,
  isBy,
  judgeLines,
  type KnownRoot,
  lineCheck,
  logKeyOf,
  type SignatureCheck,
  type TrustChain,
  witnessesOf,
} from "../trust/index.ts";
import { LogError } from "./error.ts";
import { checkpointFile, damaged, findLeaves, type LogFolder, readLoggedNote, treeOf } from "./folder.ts";
import { sha256 } from "./tiles/tree.ts";

/** Whether the log was ever signed. */
export function hasCheckpoint({ path }: LogFolder): boolean {
  return existsSync(join(path, checkpointFile));
}

/** Whether the checkpoint that was signed last has a line of this name and key id. Throws LogError DAMAGED. */
export function isSignedBy(log: LogFolder, vkey: NamedKey): boolean {
  return hasCheckpoint(log) && hasLineBy(readCheckpoint(log), vkey);
}

/** What a line names its key by. */
export type NamedKey = Pick<VKey, "name" | "id">;

/** Whether a line names this key; not whether it holds. */
export function hasLineBy({ signatures }: Pick<Note, "signatures">, { name, id }: NamedKey): boolean {
  return signatures.some((line) => line.name === name && line.keyId === id);
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

/** A proof, and whose lines under the checkpoint it leaves out. */
export interface MadeProof {
  readonly proof: LogProof;
  readonly left: readonly string[];
}

/**
 * `known`: the proof is for its newest root that has a log; undefined: with the lines as they stand in the log. Throws LogError ABSENT where the text is
 * not in the log, or not yet under its checkpoint; DAMAGED where its tiles give no proof; ENTRY where the lines fit no one root.
 */
export function makeProof(log: LogFolder, text: string, known?: TrustChain): MadeProof {
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
  const { signatures, left } = known === undefined ? asTheyStand(checkpoint, log.origin) : linesFor(checkpoint, known);
  return { proof: { index, hashes, checkpoint: { text: checkpoint.text, signatures } }, left };
}

interface Lines {
  readonly signatures: readonly Signature[];
  readonly left: readonly string[];
}

/**
 * What step 8 lets stand in a seal: lines of the log and the witnesses of the newest root that has a log, but for revoked keys, in byte order
 * of raw key. Whether they hold was asked when they went into the log.
 */
function linesFor({ signatures }: Note, known: TrustChain): Lines {
  const { root } = newestWithLog(known) ?? known.newest;
  const { revoked } = known;
  const speakers = [logKeyOf(root) ?? [], witnessesOf(root).keys].flat().filter(({ vkey }) => !revoked.has(vkey.raw));
  const lines = signatures.map((line) => ({ line, key: speakers.find((one) => isBy(line, one)) }));
  const kept = lines.flatMap(({ line, key }) => (key === undefined ? [] : [{ line, raw: key.vkey.raw }]));
  kept.sort((a, b) => compareText(a.raw, b.raw));
  return {
    signatures: kept.map(({ line }) => line),
    left: lines.filter(({ key }) => key === undefined).map(({ line }) => line.name),
  };
}

function newestWithLog({ roots }: TrustChain): KnownRoot | undefined {
  return roots.findLast(({ root: { logOrigin } }) => logOrigin !== undefined);
}

/** Whether the lines of a proof are what its trust root asks for. */
export interface ProofLines {
  readonly isEnough: boolean;
  /** The root names a log at all. */
  readonly hasLog: boolean;
  /** Its key signed, and is not revoked. */
  readonly isByLog: boolean;
  /** Each line by the log or a witness holds, and stands there once: a seal with this proof is refused for one that does not. */
  readonly areSound: boolean;
  /** Distinct keys and distinct organisations of witnesses, whichever are fewer, and how many are asked for. */
  readonly found: number;
  readonly needed: number;
}

/** Under the newest root that has a log, for which makeProof made it. Each line is checked anew. */
export async function judgeProofLines(
  { checkpoint }: LogProof,
  known: TrustChain,
  check: SignatureCheck,
): Promise<ProofLines> {
  const own = newestWithLog(known);
  if (own === undefined) return { isEnough: false, hasLog: false, isByLog: false, areSound: true, found: 0, needed: 0 };
  const under = await judgeLines(checkpoint, own.root, "loose", known.revoked, lineCheck(checkpoint.text, check));
  const { keys, organisations } = countJudges(under.seen.map(({ key }) => key));
  const found = Math.min(keys, organisations);
  const isByLog =
    under.isSigned && !under.isKeyRevoked && own.root.logOrigin === parseCheckpoint(checkpoint.text, 0).origin;
  const { needed } = under;
  const areSound = under.faults.every(({ code }) => code === "LOG_UNSIGNED");
  return { isEnough: isByLog && areSound && found >= needed, hasLog: true, isByLog, areSound, found, needed };
}

/**
 * Their order is that of a proof, unless two keys of the log signed the same tree: `log sign` knows no trust root, and puts its line last.
 * Beside a disc a proof in another order is ignored.
 */
function asTheyStand({ signatures }: Note, origin: string): Lines {
  if (signatures.filter(({ name }) => name === origin).length < 2) return { signatures, left: [] };
  throw new LogError("ENTRY", {
    nl: "deze stand is met twee sleutels van het logboek ondertekend: geef met --root de vertrouwensbasis waarvoor het bewijs is, alle versies",
    en: "two keys of the log signed this checkpoint: give the trust root that the proof is for, all versions, with --root",
  });
}
