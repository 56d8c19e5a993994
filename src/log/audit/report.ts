// What an audit of a log can find, as a closed list, and what it hands over. Nothing here has words: those are in texts.ts.

import type { RootKey } from "../../format/index.ts";
import type { Seen } from "../../trust/index.ts";
import type { EntryKind } from "../entry.ts";

/** Something is wrong with the log, with what stands in it, or with a seal that was held against it. */
export const findingCodes = [
  "TILE_MISSING",
  "TILE_DIFFERS",
  "ENTRIES_MISSING",
  "ENTRIES_DAMAGED",
  "ROOT_HASH",
  "CHECKPOINT_BAD",
  "CHECKPOINT_UNSIGNED",
  "WITNESS_LINE",
  "BRANCH",
  "ENTRY_TEXT",
  "NOTE_MISSING",
  "NOTE_DAMAGED",
  "NOTE_QUORUM",
  "TWO_RELEASES",
  "SET_DIFFERS",
  "SET_INCOMPLETE",
  "SEQUENCE_BACK",
  "ROOT_NOT_LOGGED",
  "ROOT_OLD",
  "TWO_ROOTS",
  "ROOT_CHAIN",
  "RECALL_BRANCH",
  "SEAL_PROOF",
  "SEAL_NOT_LOGGED",
  "SEAL_DISSENT",
  "HEAD_DIFFERS",
  "HEAD_NOT_LOGGED",
  "TWO_HEADS",
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** What could not be judged: no proof that anything is wrong, and none that it is well. */
export const unjudgedCodes = [
  "NO_ROOT",
  "NO_LOG_KEY",
  "ROOT_GAP",
  "NOT_SIGNED",
  "WITNESSES_SHORT",
  "TREE_UNKNOWN",
  "CHECKPOINTS_UNREAD",
  "TILES_UNREAD",
  "ROOTS_UNREAD",
  "DISSENTS_UNREAD",
  "SINCE_OTHER_LOG",
  "SINCE_UNSIGNED",
  "SINCE_NEWER",
  "SEAL_NO_PROOF",
  "HEAD_NEWER",
  "REGISTER_NOT_LOGGED",
] as const;
export type UnjudgedCode = (typeof unjudgedCodes)[number];

/** One thing found. `values` fill its sentence; all of them may come from the log. */
export interface Said<Code extends string> {
  readonly code: Code;
  /** The entry that it is about, counted from 0. */
  readonly index?: number;
  readonly values: Readonly<Record<string, string | number>>;
}
export type AuditFinding = Said<FindingCode>;
export type Unjudged = Said<UnjudgedCode>;

/** The checkpoint that the log serves. */
export interface AuditedCheckpoint {
  readonly size: number;
  /** Whose line of the log's key holds; undefined: none does. */
  readonly by: RootKey | undefined;
  readonly seen: readonly Seen[];
  /** Distinct keys and distinct organisations of `seen`, whichever are fewer, and how many its root asks for. */
  readonly found: number;
  readonly needed: number;
}

/** A reviewer's statement that the release of a seal differs, and that seal's own answer to it. */
export interface AuditedDissent {
  readonly index: number;
  readonly holder: string;
  readonly organisation: string;
  readonly isInSeal: boolean;
  /** Logged under the checkpoint of the seal's proof; undefined: the seal has none. */
  readonly isBeforeProof: boolean | undefined;
}

export interface AuditedSeal {
  readonly name: string;
  readonly dissents: readonly AuditedDissent[];
}

/** A register, and how many of its heads stand in the log: the last is of line `upTo`. */
export interface AuditedRegister {
  readonly name: string;
  readonly lines: number;
  readonly heads: number;
  readonly upTo: number | undefined;
}

export interface AuditReport {
  readonly origin: string;
  /** Entries, all of which were recomputed. */
  readonly size: number;
  readonly rootHash: Uint8Array;
  /** Undefined: nobody signed it yet. */
  readonly checkpoint: AuditedCheckpoint | undefined;
  readonly entries: Readonly<Record<EntryKind | "other", number>>;
  /** Under whose roots it was judged: those that the user gave, with the log's own that follow them; or the log's own alone. */
  readonly roots: { readonly from: "given" | "log" | "none"; readonly versions: readonly number[] };
  /** Files of tiles and bundles that were compared byte for byte, and checkpoints held against the tree. */
  readonly compared: { readonly files: number; readonly checkpoints: number };
  /** Files among the tiles that are none of the log's: how many, and the first. They prove nothing. */
  readonly strangers: { readonly count: number; readonly first: string };
  readonly seals: readonly AuditedSeal[];
  readonly registers: readonly AuditedRegister[];
  /** The first of them; `findingCount` counts all. */
  readonly findings: readonly AuditFinding[];
  readonly findingCount: number;
  /** The same of these. */
  readonly unjudged: readonly Unjudged[];
  readonly unjudgedCount: number;
}

/** Findings that are kept: of a log that is wrong in every line the count is enough, and the first of each code. */
const findingLimit = 1000;

/** The first `limit` of a list, and the first of each code that is not among them: nothing is hidden behind a thousand of another kind. */
export function firstOnes<Code extends string>(said: readonly Said<Code>[], limit: number): Said<Code>[] {
  const codes = new Set<Code>();
  return said.filter(({ code }, i) => {
    const isKept = i < limit || !codes.has(code);
    codes.add(code);
    return isKept;
  });
}

/** Collects what is found. */
export class Findings {
  readonly kept: AuditFinding[] = [];
  readonly unjudged: Unjudged[] = [];
  count = 0;
  unjudgedCount = 0;

  /** `index`: the entry that it is about. */
  add(code: FindingCode, values: Said<string>["values"] = {}, index?: number): void {
    this.count++;
    keep(this.kept, said(code, values, index));
  }

  open(code: UnjudgedCode, values: Said<string>["values"] = {}, index?: number): void {
    this.unjudgedCount++;
    keep(this.unjudged, said(code, values, index));
  }
}

function keep<Code extends string>(list: Said<Code>[], one: Said<Code>): void {
  if (list.length < findingLimit || list.every(({ code }) => code !== one.code)) list.push(one);
}

function said<Code extends string>(code: Code, values: Said<Code>["values"], index?: number): Said<Code> {
  return index === undefined ? { code, values } : { code, index, values };
}
