// What an officer reads: `label: value` lines that no value can break out of.

import { encodeHashGroups, spellOut } from "../../format/index.ts";
import { inLines } from "../../words/wrap.ts";
import type { FieldInWords } from "./field-words.ts";
import type { Word } from "./words.ts";

/** Columns of the narrowest screen that a sheet is read on. */
const width = 80;
const margin = "  ";
/** Set in further than any label, so that a value's further lines cannot pass for rows. */
const hanging = "        ";
/** Characters of one value: more than any field of a note has. */
const valueLimit = 1000;

/** Collects the lines. */
export class Sheet {
  readonly lines: string[] = [];
  readonly t: (word: Word) => string;
  constructor(t: (word: Word) => string) {
    this.t = t;
  }
  /** A value of words: foreign text. */
  row(word: Word, value: string): void {
    this.field({ label: this.t(word), value, isDigest: false });
  }
  field({ label, value, isDigest }: FieldInWords): void {
    if (isDigest) this.line(`${label}: ${value}`);
    else this.lines.push(...wrapped(`${label}: ${spellOut(value, valueLimit)}`));
  }
  line(text: string): void {
    this.lines.push(`${margin}${text}`);
  }
  /** A value that is a digest in groups: one line, to be read across. */
  digest(word: Word, groups: string): void {
    this.line(`${this.t(word)}: ${groups}`);
  }
  hash(word: Word, sha256: string | undefined): void {
    this.digest(word, sha256 === undefined ? this.t("none") : encodeHashGroups(sha256));
  }
}

/**
 * Lines of at most 80 columns, all but the first set in further: a terminal that broke a longer line itself would put what
 * follows at the margin, where rows begin. Characters that may take two columns count as two.
 */
function wrapped(text: string): string[] {
  return inLines(text.split(" ").flatMap(piecesOf), [margin, hanging], width, columnsOf);
}

/** A word that fits no line, in pieces that do. */
function piecesOf(word: string): string[] {
  const pieces: string[] = [];
  let piece = "";
  for (const character of word) {
    if (columnsOf(piece) + columnsOf(character) > width - hanging.length) {
      pieces.push(piece);
      piece = "";
    }
    piece += character;
  }
  return [...pieces, piece];
}

function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += (character.codePointAt(0) ?? 0) < 0x1100 ? 1 : 2;
  return columns;
}
