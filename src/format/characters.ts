// Characters that no text may hold: a person cannot see them, or they change how others are read.
// Written out, not taken from a Unicode property: what a text may hold must not depend on the reader's Unicode version.

/** First and last code point of each range. docs/spec/README.md, "Common rules". */
const forbiddenRanges: readonly (readonly [number, number])[] = [
  [0x0000, 0x001f], // C0 controls
  [0x007f, 0x009f], // DEL, C1 controls
  [0x00ad, 0x00ad], // soft hyphen
  [0x034f, 0x034f], // combining grapheme joiner
  [0x061c, 0x061c], // Arabic letter mark
  [0x115f, 0x1160], // Hangul fillers
  [0x17b4, 0x17b5], // Khmer inherent vowels
  [0x180b, 0x180f], // Mongolian selectors
  [0x200b, 0x200f], // zero-width and direction marks
  [0x2028, 0x202e], // line and paragraph separators, bidi embeddings
  [0x2060, 0x206f], // word joiner, bidi isolates
  [0x3164, 0x3164], // Hangul filler
  [0xd800, 0xdfff], // surrogates without their other half
  [0xfdd0, 0xfdef], // non-characters
  [0xfe00, 0xfe0f], // variation selectors
  [0xfeff, 0xfeff], // byte order mark
  [0xffa0, 0xffa0], // half-width Hangul filler
  [0xfff0, 0xfffb], // interlinear annotation
  [0x1bca0, 0x1bca3], // shorthand controls
  [0x1d173, 0x1d17a], // musical controls
  [0xe0000, 0xe0fff], // tags, more variation selectors
  ...Array.from({ length: 17 }, (_, plane) => [plane * 0x10000 + 0xfffe, plane * 0x10000 + 0xffff] as const), // non-characters
];

const unit = (code: number) => `\\u{${code.toString(16)}}`;
const forbiddenClass = forbiddenRanges.map(([first, last]) => `${unit(first)}-${unit(last)}`).join("");

/** Matches a text that holds a forbidden character. */
export const forbidden = new RegExp(`[${forbiddenClass}]`, "u");

/** Matches what a message must spell out: forbidden characters, blanks other than U+0020, and combining marks. */
export const invisible = new RegExp(`[${forbiddenClass}]|(?! )\\s|\\p{M}`, "gu");

/**
 * Characters without a shape that come along when a person copies from a document or a web page: soft hyphens, zero-width and
 * direction marks, joiners, variation selectors, byte order marks. docs/spec/hash-groups.md
 */
const unseen = /\u034f|[\ufe00-\ufe0f]|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;

/** What a person typed or pasted, without characters that she cannot see. For codes and digests only: what is left is checked. */
export function dropUnseen(typed: string): string {
  return typed.replace(unseen, "");
}
