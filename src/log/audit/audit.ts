// The whole log judged by whoever has a copy of it: computed anew from its entries, held against what it said before, and read as a
// person would who looks for two versions with one number. docs/spec/log-audit.md

import { sha256Of } from "../../files/digest.ts";
import { FormatError, kindOf, type Note, noteLimit, parseNote, tryParse } from "../../format/index.ts";
import type { SignatureCheck } from "../../trust/index.ts";
import { LogError } from "../error.ts";
import { notePath } from "../folder.ts";
import { bundleLimit, parseBundle } from "../tiles/bundle.ts";
import { pathOf, tileWidth, widthOf } from "../tiles/path.ts";
import { EntryJudge } from "./entries.ts";
import { listTiles, readServed } from "./files.ts";
import {
  headOf,
  isSameTree,
  judgeHead,
  judgeKept,
  type OwnHeads,
  type Recomputed,
  readHeads,
  type SignedHead,
} from "./heads.ts";
import { type GivenRegister, RegisterJudge } from "./registers.ts";
import { type AuditedCheckpoint, type AuditReport, Findings } from "./report.ts";
import { retrace } from "./retrace.ts";
import { AuditRoots, type LoggedRoot, rootLimit } from "./roots.ts";
import { type GivenSeal, interestOf, judgeSealInLog, proofHead } from "./seals.ts";

/** A checkpoint that somebody kept. */
export interface GivenCheckpoint {
  readonly name: string;
  readonly note: Note;
}

export interface AuditInput {
  /** A copy of the log. */
  readonly folder: string;
  /** Notes of trust roots that the user trusts, all versions between; none: the log's own are taken at their word. */
  readonly roots: readonly Uint8Array[];
  readonly since: readonly GivenCheckpoint[];
  readonly seals: readonly GivenSeal[];
  readonly registers: readonly GivenRegister[];
  readonly check: SignatureCheck;
}

/** Throws LogError FOLDER where the folder is no log, FormatError for a checkpoint in `since` that is none, TrustError for roots that are no chain. */
export async function auditLog(input: AuditInput): Promise<AuditReport> {
  const { folder, roots: given, since, seals, check } = input;
  const findings = new Findings();
  const heads = readHeads(folder, findings);
  const { origin, size } = heads.newest;
  const others = since.map(({ name, note }) => headOf(note, name));
  const tiles = listTiles(folder, size);
  if (!tiles.isWhole) findings.open("TILES_UNREAD");
  const logged = rootsIn(folder, size);
  const roots = await AuditRoots.gather(given, logged, check, findings);
  if (roots.from === "none") findings.open("NO_ROOT");
  const registers = new RegisterJudge(input.registers, findings);
  const entries = new EntryJudge(folder, roots, check, { ...interestOf(seals), registers }, findings);
  const proofs = seals.flatMap((one) => proofHead(one) ?? []);
  const wanted = new Set([heads.newest, ...ownHeads(heads), ...others, ...proofs].map((head) => head.size));
  const onEntry = (index: number, entry: Uint8Array) => entries.hear(index, entry);
  const { rootHashes, files } = await retrace({ folder, size, tiles, findings, wanted, onEntry });
  entries.finish();
  if (entries.counts["trust-root"] > logged.length) findings.open("ROOTS_UNREAD", { limit: rootLimit });
  const judgedRegisters = registers.finish();

  const checkpoint = await judgeOwn(heads, rootHashes, roots, check, findings);
  for (const head of others) {
    const judged = await judgeKept(head, heads.newest, rootHashes, roots, check);
    if (judged === "BRANCH") findings.add(judged, { name: head.name, size: head.size });
    else if (judged !== "GOOD") findings.open(judged, { name: head.name, size: head.size, entries: size });
  }
  const judge = { log: heads.newest, recomputed: rootHashes, entries, roots, check, findings };
  const judgedSeals = [];
  for (const one of seals) judgedSeals.push(await judgeSealInLog(one, judge));
  return {
    ...{ origin, size, rootHash: rootHashes.get(size) ?? heads.newest.rootHash, checkpoint },
    entries: entries.counts,
    roots: { from: roots.from, versions: roots.versions },
    compared: { files, checkpoints: heads.kept.length + others.length + proofs.length },
    strangers: tiles.strangers,
    seals: judgedSeals,
    registers: judgedRegisters,
    findings: findings.kept,
    findingCount: findings.count,
    unjudged: findings.unjudged,
    unjudgedCount: findings.unjudgedCount,
  };
}

function ownHeads({ signed, kept }: OwnHeads): readonly SignedHead[] {
  return [...(signed === undefined ? [] : [signed]), ...kept];
}

/** The trust roots among the entries, with their notes as served. What is not served, or no text, is found where entries are read. */
function rootsIn(folder: string, size: number): LoggedRoot[] {
  const found: LoggedRoot[] = [];
  for (let index = 0; index * tileWidth < size && found.length < rootLimit; index++) {
    const width = widthOf(0, index, size);
    const bytes = readServed(folder, pathOf({ level: "entries", index, width }), bundleLimit);
    if (bytes === undefined) {
      if (index > 0 && readServed(folder, pathOf({ level: 0, index, width }), width * 32) === undefined) break;
      continue;
    }
    for (const [i, entry] of entriesIn(bytes, width).entries()) {
      const text = isRoot(entry) ? new TextDecoder().decode(entry) : "";
      if (kindOf(text) === "trust-root") found.push({ index: index * tileWidth + i, text, note: noteOf(folder, text) });
    }
  }
  return found;
}

function entriesIn(bytes: Uint8Array, width: number): readonly Uint8Array[] {
  try {
    return parseBundle(bytes, width, "");
  } catch (error) {
    if (error instanceof LogError) return [];
    throw error;
  }
}

const rootStart = new TextEncoder().encode("zegel/trust-root v1\n");
const isRoot = (entry: Uint8Array) => rootStart.every((byte, i) => entry[i] === byte);

function noteOf(folder: string, text: string): Note | undefined {
  const path = notePath(sha256Of(text));
  const bytes = readServed(folder, path, noteLimit);
  const note = bytes && tryParse(() => parseNote(bytes, path));
  return note === undefined || note instanceof FormatError || note.text !== text ? undefined : note;
}

/** What the log itself says of its tree, now and before; and who signed what it says now. */
async function judgeOwn(
  heads: OwnHeads,
  recomputed: Recomputed,
  roots: AuditRoots,
  check: SignatureCheck,
  findings: Findings,
): Promise<AuditedCheckpoint | undefined> {
  const { unsigned, signed, kept } = heads;
  for (const [path, head] of [
    ["checkpoint.text", unsigned],
    ["checkpoint", signed],
  ] as const)
    if (head !== undefined && isSameTree(head, recomputed) === false)
      findings.add("ROOT_HASH", { path, size: head.size });
  for (const head of kept) {
    const judged = await judgeSigned(head, roots, check, findings);
    if (isSameTree(head, recomputed) !== false && head.size <= heads.newest.size) continue;
    findings.add(judged?.by === undefined ? "ROOT_HASH" : "BRANCH", {
      path: head.name,
      name: head.name,
      size: head.size,
    });
  }
  if (signed === undefined) {
    findings.open("NOT_SIGNED");
    return undefined;
  }
  const judged = await judgeSigned(signed, roots, check, findings);
  const { by, seen, found, needed } = judged ?? { by: undefined, seen: [], found: 0, needed: 0 };
  if (found < needed) findings.open("WITNESSES_SHORT", { found, needed });
  return { size: signed.size, by, seen, found, needed };
}

/** Undefined: no root that is known names this log, which is told once, of the checkpoint that it serves. */
async function judgeSigned(head: SignedHead, roots: AuditRoots, check: SignatureCheck, findings: Findings) {
  if (roots.from === "none") return undefined;
  if (roots.signersAt(head.size, head.origin).length === 0) {
    if (head.name === "checkpoint") findings.open("NO_LOG_KEY", { origin: head.origin });
    return undefined;
  }
  const judged = await judgeHead(head, roots, check);
  if (judged.by === undefined) findings.add("CHECKPOINT_UNSIGNED", { path: head.name, size: head.size });
  for (const name of judged.bad) findings.add("WITNESS_LINE", { path: head.name, name });
  return judged;
}
