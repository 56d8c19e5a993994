// The transcript of a ceremony: one fact a line, each line chained to the one before. docs/spec/transcript.md
// Parsing is the exact inverse of encoding. Whoever alters, moves, adds or drops a line is told apart by its number.

import { sha256Of } from "../../../files/digest.ts";
import { lineDigest } from "../../../files/lines/appended.ts";
import { decodeUtf8, FormatError, quote } from "../../../format/index.ts";
import { judgeChain, parseChainLine, printChainLine } from "../../../format/text/chain.ts";
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
  const text = printChainLine({ at, before, fact: encodeFact(fact) }, line, where);
  parseLine(text, line);
  return text;
}

function parseLine(text: string, line: number): Entry & { readonly before: string } {
  const where = `transcript line ${line}`;
  const { at, before, fact } = parseChainLine(text, line, where, transcriptLineLimit);
  const entry = { line, at, before, fact: parseFact(fact, where) };
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
  const broken = judgeChain(lines, lineDigest);
  if (broken !== undefined) throw bad(where, broken.en);
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

function bad(where: string, message: string): SignError {
  return new SignError("TRANSCRIPT", `${where}: ${message}`);
}
