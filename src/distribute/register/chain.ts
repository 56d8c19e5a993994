// The lines of a register: parsed, judged as a chain and by the rules, and made. docs/spec/register.md

import { type Bilingual, decodeUtf8, FormatError, quote, spellOut } from "../../format/index.ts";
import {
  judgeChain,
  type LineDigest,
  parseChainLine,
  parseLinkedLine,
  printChainLine,
} from "../../format/text/chain.ts";
import { RegisterError } from "./error.ts";
import { type Fact, parseFact, printFact, type Stamp, writeFact } from "./fact.ts";
import type { Register } from "./model.ts";
import { RegisterState } from "./state.ts";

const registerTypeLine = "zegel/register v1";
/** Bytes of a register: 10,000 recipients with ten facts each are 14 MB. */
export const registerLimit = 64 * 1024 * 1024;
/** Characters of a line. */
const registerLineLimit = 8192;

/** A register in memory. Where a line that it made does not reach the disk, it is thrown away: it is ahead of its file. */
export class RegisterChain {
  readonly #digestOf: LineDigest;
  readonly #lines: string[];
  #state: RegisterState;
  #head: string;

  private constructor(digestOf: LineDigest, lines: string[], state: RegisterState) {
    this.#digestOf = digestOf;
    this.#lines = lines;
    this.#state = state;
    this.#head = digestOf(lines.at(-1) ?? "");
  }

  /** A new one, and its lines without line feeds. `at`: a moment. Throws FormatError, RegisterError RULE. */
  static begin(facts: readonly Fact[], at: string, digestOf: LineDigest): { chain: RegisterChain; lines: string[] } {
    const [opened, ...more] = facts;
    if (opened?.kind !== "opened")
      throw new FormatError("ORDER", "register", "opened first", quote(opened?.kind ?? ""));
    const fact = printFact(opened, "register line 2");
    const first = printChainLine({ at, before: digestOf(registerTypeLine), fact }, 2, "register line 2");
    const state = new RegisterState({ ...opened, line: 2, at }, new Set());
    const chain = new RegisterChain(digestOf, [registerTypeLine, first], state);
    for (const one of more) chain.add(one, at);
    return { chain, lines: [...chain.#lines] };
  }

  /**
   * Throws FormatError; RegisterError CHAIN, RULE, each with the line. `path` is for messages. `target`: a line that a new one is about to
   * correct, which then costs no second reading.
   */
  static parse(bytes: Uint8Array, path: string, digestOf: LineDigest, target?: number): RegisterChain {
    const lines = linesOf(bytes, path);
    const reason = judgeChain(lines, digestOf);
    if (reason !== undefined) throw chainError(path, reason);
    return new RegisterChain(digestOf, lines, readLines(lines, path, target));
  }

  get register(): Register {
    return this.#state.register;
  }

  /** Lines of the file, the first one among them. */
  get lines(): number {
    return this.#lines.length;
  }

  /** SHA-256 of the last line with its line feed, in hex. */
  get head(): string {
    return this.#head;
  }

  /** The same of line `line`, from 1: what the line behind it names. */
  headAt(line: number): string {
    return this.#lines[line]?.split(" ", 3)[2] ?? this.#head;
  }

  /** The next line, without its line feed. `at`: a moment. Throws FormatError, RegisterError RULE, and then nothing has changed. */
  add(fact: Fact, at: string): string {
    const line = this.lines + 1;
    const where = `register line ${line}`;
    const written = writeFact(fact, where, { line, at });
    const text = printChainLine({ at, before: this.#head, fact: written.text }, line, where);
    parseChainLine(text, line, where, registerLineLimit);
    // What takes a line back is kept only of lines that are corrected: without it all are read once more, with this one among them.
    if (fact.kind === "corrects" && !this.#state.keeps(fact.target))
      this.#state = readLines([...this.#lines, text], undefined);
    else this.#state.take(written.read);
    this.#lines.push(text);
    this.#head = this.#digestOf(text);
    return text;
  }
}

/** What the lines of a whole chain say. `path`: for messages of what is read; undefined: of what is being added. `target`: as above. */
function readLines(lines: readonly string[], path: string | undefined, target?: number): RegisterState {
  let state: RegisterState | undefined;
  const corrected = correctedIn(lines);
  if (target !== undefined) corrected.add(target);
  for (let line = 2; line <= lines.length; line++) {
    const where = `${path ?? "register"} line ${line}`;
    const { at, fact: text } = parseLinkedLine(lines[line - 1] ?? "", line, where, registerLineLimit);
    const fact = parseFact(text, where, { line, at });
    if (state !== undefined) takeRead(state, fact, path);
    else if (fact.kind === "opened") state = new RegisterState(fact, corrected);
    else throw new FormatError("ORDER", where, "opened", quote(fact.kind));
  }
  if (state === undefined) throw new FormatError("FIELD", path ?? "register", "a line that opens it", "none");
  return state;
}

/** Lines that may be corrected by a later one, by a look at the words: one too many costs nothing. */
function correctedIn(lines: readonly string[]): Set<number> {
  const word = " corrects ";
  return new Set(
    lines.flatMap((line) => {
      const at = line.indexOf(word);
      return at < 0 ? [] : [Number.parseInt(line.slice(at + word.length), 10)];
    }),
  );
}

function linesOf(bytes: Uint8Array, path: string): string[] {
  if (bytes.length > registerLimit)
    throw new FormatError("LIMIT", path, `at most ${registerLimit} bytes`, `${bytes.length}`);
  const text = decodeUtf8(bytes, path);
  const lines = text.slice(0, -1).split("\n");
  if (lines[0] !== registerTypeLine) throw new FormatError("TYPE_LINE", path, registerTypeLine, quote(lines[0] ?? ""));
  if (!text.endsWith("\n"))
    throw new RegisterError("CHAIN", {
      nl: `${spellOut(path)}: regel ${lines.length} breekt af: de regels ervoor zijn heel; de eerstvolgende opdracht die iets opschrijft herstelt het`,
      en: `${spellOut(path)}: line ${lines.length} breaks off: those before it are whole; the next command that records something repairs it`,
    });
  return lines;
}

function takeRead(state: RegisterState, fact: Fact & Stamp, path: string | undefined): void {
  try {
    state.take(fact);
  } catch (error) {
    if (!(error instanceof RegisterError) || path === undefined) throw error;
    throw new RegisterError("RULE", {
      nl: `${spellOut(path)}, regel ${fact.line}: ${error.dutch ?? error.message}`,
      en: `${spellOut(path)} line ${fact.line}: ${error.message}`,
    });
  }
}

function chainError(path: string, { nl, en }: Bilingual): RegisterError {
  return new RegisterError("CHAIN", {
    nl: `${spellOut(path)}: ${nl}: gebruik dit bestand niet, en neem de laatste kopie die klopt`,
    en: `${spellOut(path)}: ${en}: do not use this file, and take the last copy that holds`,
  });
}
