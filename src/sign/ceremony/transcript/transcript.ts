// The transcript of a ceremony: one fact a line, each line chained to the one before. docs/spec/transcript.md
// Parsing is the exact inverse of encoding. Whoever alters, moves, adds or drops a line is told apart by its number.

import { sha256Of } from "../../../files/digest.ts";
import {
  checkLine,
  checkMoment,
  checkSha256,
  decodeDecimal,
  decodeUtf8,
  encodeUtf8,
  FormatError,
  quote,
  split,
} from "../../../format/index.ts";
import { SignError } from "../../error.ts";
import { encodeFact, type Fact, type Present, parseFact } from "./fact.ts";
import { FactOrder, type TranscriptVersion } from "./order.ts";

/** Bytes of a transcript. */
export const transcriptLimit = 4 * 1024 * 1024;
/** Characters of a line: a `root new` for many keys fits. */
export const transcriptLineLimit = 8192;
/** Version 2 says which program held the ceremony; what version 1 recorded is read as ever. */
const typeLines = { 1: "zegel/transcript v1", 2: "zegel/transcript v2" } as const;

export interface Entry {
  /** Its line in the file, from 2. */
  readonly line: number;
  /** By the clock of the machine, which nobody vouches for. */
  readonly at: string;
  readonly fact: Fact;
}

export interface Transcript {
  readonly version: TranscriptVersion;
  readonly entries: readonly Entry[];
  readonly present: readonly Present[];
  /** SHA-256 of the last line with its line feed. */
  readonly head: string;
  /** SHA-256 of the whole file. */
  readonly sha256: string;
  readonly isClosed: boolean;
  /** A command was begun and has no end on record. */
  readonly isRunning: boolean;
}

/** SHA-256 of a line with its line feed. */
export function lineDigest(line: string): string {
  return sha256Of(encodeUtf8(`${line}\n`));
}

/** The lines that begin a transcript, without line feeds: of version 2 where the program is among `facts`. Throws FormatError, SignError TRANSCRIPT. */
export function openingLines(facts: readonly Fact[], at: string): string[] {
  const version = facts.some(({ kind }) => kind === "program") ? 2 : 1;
  const order = new FactOrder(version);
  const lines: string[] = [typeLines[version]];
  for (const fact of facts) {
    order.take(fact, `transcript line ${lines.length + 1}`);
    lines.push(encodeLine({ line: lines.length + 1, at, fact }, lineDigest(lines.at(-1) ?? "")));
  }
  return lines;
}

/** One line, without its line feed. `before` is the digest of the line before. Throws FormatError. */
export function encodeLine({ line, at, fact }: Entry, before: string): string {
  const where = `transcript line ${line}`;
  const text = `${line} ${checkMoment(at, where)} ${checkSha256(before, where)} ${encodeFact(fact)}`;
  parseLine(text, line);
  return text;
}

function parseLine(text: string, line: number): Entry & { readonly before: string } {
  const where = `transcript line ${line}`;
  checkLine(text, where, transcriptLineLimit);
  const [number = "", at = "", before = "", fact = ""] = split(text, 4, where);
  decodeDecimal(number, line, line, where);
  const entry = {
    line,
    at: checkMoment(at, where),
    before: checkSha256(before, where),
    fact: parseFact(fact, where),
  };
  if (encodeFact(entry.fact) !== fact) throw new FormatError("FIELD", where, "the one spelling", quote(fact));
  return entry;
}

/** Throws SignError TRANSCRIPT, with the line, and FormatError. */
export function parseTranscript(bytes: Uint8Array, where: string): Transcript {
  if (bytes.length > transcriptLimit) throw bad(where, `expected at most ${transcriptLimit} bytes, found more`);
  const text = decodeUtf8(bytes, where);
  if (text !== "" && !text.endsWith("\n")) {
    const whole = text.split("\n").length - 1;
    throw bad(where, `line ${whole + 1} breaks off: lines 1 to ${whole} are whole; going on recording repairs it`);
  }
  const lines = text.slice(0, -1).split("\n");
  const version = versionOf(lines[0] ?? "", where);
  checkChain(lines, where);
  const order = new FactOrder(version);
  const entries = lines.slice(1).map((line, i): Entry => {
    const { at, fact } = parseLine(line, i + 2);
    order.take(fact, `${where} line ${i + 2}`);
    return { line: i + 2, at, fact };
  });
  order.demandOpening(where);
  return {
    version,
    entries,
    present: order.present,
    head: lineDigest(lines.at(-1) ?? ""),
    sha256: sha256Of(bytes),
    isClosed: order.isClosed,
    isRunning: order.isRunning,
  };
}

function versionOf(line: string, where: string): TranscriptVersion {
  if (line === typeLines[1]) return 1;
  if (line === typeLines[2]) return 2;
  throw bad(where, `line 1: expected ${quote(typeLines[2])} or ${quote(typeLines[1])}, found ${quote(line)}`);
}

/** Before anything of a line is believed: its number, and the digest of the line before. */
function checkChain(lines: readonly string[], where: string): void {
  for (let i = 1; i < lines.length; i++) {
    const [number = "", , before = ""] = (lines[i] ?? "").split(" ", 3);
    const line = i + 1;
    if (number !== String(line)) throw bad(where, `line ${line}: ${misnumbered(number, line)}`);
    const expected = lineDigest(lines[i - 1] ?? "");
    if (before !== expected)
      throw bad(
        where,
        `line ${suspect(lines, i)} was altered: line ${line} names ${quote(before)} as the digest of line ${line - 1}, which is ${expected}`,
      );
  }
}

function misnumbered(number: string, line: number): string {
  const found = /^[1-9][0-9]{0,6}$/.test(number) ? Number(number) : undefined;
  if (found === undefined) return `expected its number ${line}, found ${quote(number)}`;
  if (found < line) return `found the number ${found} again: a line was put in or moved before here`;
  return found === line + 1
    ? `found the number ${found}: line ${line} is missing or was moved`
    : `found the number ${found}: lines ${line} to ${found - 1} are missing or were moved`;
}

/** Line `i + 1` and the one before disagree. If the line after still vouches for `i + 1`, it is the one before that changed. */
function suspect(lines: readonly string[], i: number): string {
  const after = lines[i + 1];
  if (after === undefined) return `${i} or ${i + 1}`;
  return after.split(" ", 3)[2] === lineDigest(lines[i] ?? "") ? `${i}` : `${i + 1}`;
}

function bad(where: string, message: string): SignError {
  return new SignError("TRANSCRIPT", `${where}: ${message}`);
}
