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
const classOf = (ranges: readonly (readonly [number, number])[]) =>
  ranges.map(([first, last]) => `${unit(first)}-${unit(last)}`).join("");
/** The same as a class of a regular expression. */
export const forbiddenClass = classOf(forbiddenRanges);

/** Matches a text that holds a forbidden character. */
export const forbidden = new RegExp(`[${forbiddenClass}]`, "u");

/** What a message spells out beside the forbidden characters: blanks that are not U+0020, marks, and what turns a line around. */
const oddRanges: readonly (readonly [number, number])[] = [
  [0x0590, 0x08ff], // Hebrew, Arabic and their kin: letters that a terminal may set from right to left
  [0x2800, 0x2800], // Braille without a dot
  [0xfb1d, 0xfdff], // Hebrew and Arabic presentation forms
  [0xfe70, 0xfeff],
  [0x10800, 0x10fff], // right-to-left scripts of the supplementary planes
  [0x1e800, 0x1efff],
];

/** Matches each character that a message must spell out. */
export const invisible = new RegExp(
  `[${forbiddenClass}${classOf(oddRanges)}\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{M}]|(?! )\\s`,
  "gu",
);

/** First and last code point of what a TEXT may hold. docs/spec/README.md, "Common rules". */
const textRanges: readonly (readonly [number, number])[] = [
  [0x0020, 0x007e],
  [0x00a1, 0x00ac], // without the no-break space before it and the soft hyphen behind
  [0x00ae, 0x024f], // Latin with its composed marks
  [0x1e00, 0x1eff],
  [0x2010, 0x2015], // hyphens and dashes
  [0x2018, 0x2022], // quotation marks, daggers, bullet
  [0x2026, 0x2026], // …
  [0x2030, 0x2030], // ‰
  [0x2032, 0x2033], // minutes, seconds
  [0x2039, 0x203a], // ‹ ›
  [0x20ac, 0x20ac], // €
  [0x2116, 0x2116], // №
  [0x2122, 0x2122], // ™
  [0x2190, 0x2193], // arrows
  [0x2212, 0x2212], // minus
  [0x2260, 0x2260], // ≠
  [0x2264, 0x2265], // ≤ ≥
];

/** Matches a text of nothing but Latin letters, digits, punctuation and U+0020. */
export const latin = new RegExp(`^[${classOf(textRanges)}]*$`, "u");

/**
 * Characters without a shape that come along when a person copies from a document or a web page: soft hyphens, zero-width and
 * direction marks, joiners, variation selectors, byte order marks. docs/spec/hash-groups.md
 */
const unseen = /\u034f|[\ufe00-\ufe0f]|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;

/** What people and word processors put between the groups of a code: a class of characters, for use in a regular expression. */
export const betweenGroups = "\\s\\-\\u2010-\\u2015\\u2212.,;/|";

/** What a person typed or pasted, without characters that she cannot see. For codes and digests only: what is left is checked. */
export function dropUnseen(typed: string): string {
  return typed.replace(unseen, "");
}
