// Lines of witnesses taken into the checkpoint that was signed last: those that hold, by keys of the trust root's `checkpoint` group. A
// cosignature says that this tree continues the last one that the witness saw. C2SP tlog-cosignature v1.0.1; docs/spec/log-proof.md

import { join } from "node:path";
import { Lock } from "../files/lock.ts";
import {
  compareText,
  concatBytes,
  encodeNote,
  encodeUtf8,
  type Note,
  parseNote,
  type RootKey,
  type Signature,
  type VKey,
} from "../format/index.ts";
import {
  checkCosignature,
  countJudges,
  isBy,
  type Seen,
  type SignatureCheck,
  type TrustChain,
  type Witnesses,
  witnessesOf,
} from "../trust/index.ts";
import type { LogFolder } from "./folder.ts";
import { readCheckpoint } from "./proof.ts";
import { putCheckpoint } from "./signing.ts";

export interface Cosigned {
  /** Lines that were taken in now. */
  readonly added: readonly Seen[];
  /** Lines that were not, and why. */
  readonly left: readonly { readonly name: string; readonly why: "UNKNOWN" | "REVOKED" | "BAD" | "THERE" }[];
  /** Distinct keys and distinct organisations whose lines are under the checkpoint now, whichever are fewer. */
  readonly found: number;
  readonly needed: number;
}

/** Whether a file is what a witness answered; a checkpoint begins with its origin, which never begins with a dash. */
export function areLines(text: string): boolean {
  return /^[\r\n]*— /.test(text);
}

/**
 * Lines as a witness answers them: `— NAME BASE64`, one or more, and nothing else. Empty lines are passed over, and Windows's line ends
 * taken for ours, as programs for mail and editors leave them. `where` is for messages. Throws FormatError.
 */
export function parseLines(text: string, where: string): readonly Signature[] {
  const lines = text.replace(/(?:\r?\n)+/g, "\n").replace(/^\n/, ""); // a note is parted at its last empty line: what stands before would be unheard
  return parseNote(encodeUtf8(`checkpoint\n\n${lines}`), where).signatures;
}

/** The inverse of parseLines: what a witness answers. */
export function encodeLines(lines: readonly Signature[]): Uint8Array {
  const head = "checkpoint\n\n";
  return encodeNote({ text: "checkpoint\n", signatures: lines }).slice(head.length);
}

/** A witness's line: 8 bytes of time and the 64 of its signature over `cosignatureOf`. */
export function cosignatureLine({ name, id }: VKey, time: number, signature: Uint8Array): Signature {
  const stamp = Uint8Array.from({ length: 8 }, (_, i) => Math.floor(time / 256 ** (7 - i)) % 256);
  return { name, keyId: id, bytes: concatBytes(stamp, signature) };
}

/** Judged under the newest root known; a line of a key that is there already changes nothing. Throws LogError, FilesError. */
export async function cosignLog(
  log: LogFolder,
  lines: readonly Signature[],
  known: TrustChain,
  check: SignatureCheck,
): Promise<Cosigned> {
  const { root } = known.newest;
  const witnesses = witnessesOf(root);
  const { keys, threshold } = witnesses;
  const lock = Lock.take(join(log.path, "log.lock"), "is at work in this log");
  try {
    const checkpoint = readCheckpoint(log);
    const signatures = [...checkpoint.signatures];
    const added: Seen[] = [];
    const left: { name: string; why: Cosigned["left"][number]["why"] }[] = [];
    for (const line of lines) {
      const { name } = line;
      const key = keys.find((one) => isBy(line, one));
      const time = key && (await checkCosignature(line, key, checkpoint.text, check));
      if (key === undefined) left.push({ name, why: wasRevoked(line, known) ? "REVOKED" : "UNKNOWN" });
      else if (time === undefined) left.push({ name, why: "BAD" });
      else if (signatures.some((own) => isBy(own, key))) left.push({ name, why: "THERE" });
      else {
        signatures.push(line);
        added.push({ key, time });
      }
    }
    const note = { text: checkpoint.text, signatures: inOrder(signatures, root.keys) };
    if (added.length > 0) await putCheckpoint(log, note);
    return { added, left, needed: threshold, found: await countSeen(note, witnesses, known.revoked, check) };
  } finally {
    lock.release();
  }
}

/** A revoked key stands in no later root: it is known from an earlier one. */
function wasRevoked(line: Signature, { roots, revoked }: TrustChain): boolean {
  return roots.some(({ root }) => root.keys.some((key) => revoked.has(key.vkey.raw) && isBy(line, key)));
}

async function countSeen(
  { text, signatures }: Note,
  { keys, counts }: Witnesses,
  revoked: ReadonlySet<string>,
  check: SignatureCheck,
): Promise<number> {
  const seen: RootKey[] = [];
  for (const key of keys.filter(counts)) {
    const line = signatures.find((own) => isBy(own, key));
    if (line === undefined || revoked.has(key.vkey.raw)) continue;
    if ((await checkCosignature(line, key, text, check)) !== undefined) seen.push(key);
  }
  const judges = countJudges(seen);
  return Math.min(judges.keys, judges.organisations);
}

/** In byte order of raw key, as a proof wants them; lines of keys that the root does not know last. */
function inOrder(lines: readonly Signature[], keys: readonly RootKey[]): Signature[] {
  const rawOf = (line: Signature) => keys.find((key) => isBy(line, key))?.vkey.raw ?? `~${line.name}`;
  return lines.toSorted((a, b) => compareText(rawOf(a), rawOf(b)));
}
