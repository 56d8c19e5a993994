// Zegelcode: 140 bits of a release's digest for the letter and the telephone. docs/spec/zegelcode.md
// Seven groups of four Crockford digits and a check digit each, so that a slip is located to its group.

import { betweenGroups, dropUnseen } from "./characters.ts";
import { checkSha256 } from "./decode.ts";
import { FormatError, quote } from "./error.ts";

export const codeDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford: no I, L, O, U
export const zegelcodeForm = { groups: 7, first: 1 } as const;

// GF(32) with x^5 + x^2 + 1; powers of its root alpha = 2.
const alpha: readonly number[] = [1, 2, 4, 8, 16];
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 5; bit++) if ((b >> bit) & 1) product ^= a << bit;
  for (let bit = 8; bit >= 5; bit--) if ((product >> bit) & 1) product ^= 0b100101 << (bit - 5);
  return product;
}

function checkDigit(group: number, values: readonly number[]): number {
  return values.reduce((sum, value, j) => sum ^ multiply(alpha[j + 1] ?? 0, value), group);
}

/**
 * The first 20 bits a group of a SHA-256 (hex), as `XXXXX-XXXXX-…`: four digits and a check digit each. What is not the
 * zegelcode but is read over a telephone like it (a record's control number) has fewer groups. `firstGroup` is what the
 * check digits take for the number of the first group: with another one no group of one kind passes for the other's.
 */
export function encodeCodeGroups(sha256: string, groupCount: number, firstGroup = 1): string {
  const hex = checkSha256(sha256, "SHA-256");
  return Array.from({ length: groupCount }, (_, g) => {
    const bits = Number.parseInt(hex.slice(5 * g, 5 * g + 5), 16);
    const four = [15, 10, 5, 0].map((shift) => (bits >> shift) & 31);
    return [...four, checkDigit(firstGroup + g, four)].map((value) => codeDigits.charAt(value)).join("");
  }).join("-");
}

/** What a whole code in printed form says: its bits as hex, five digits a group. */
export function hexOfCode(code: string): string {
  const bits = (four: string) => [...four].reduce((sum, digit) => 32 * sum + codeDigits.indexOf(digit), 0);
  return code.replace(/(.{4}).-?/g, (_, four: string) => bits(four).toString(16).padStart(5, "0"));
}

/** The code of a release's text digest (SHA-256, hex): 140 bits, seven groups of five. */
export function encodeZegelcode(releaseSha256: string): string {
  return encodeCodeGroups(releaseSha256, zegelcodeForm.groups);
}

/** A typed code, group by group: `groups[i]` is false where group i + 1 was mistyped. */
export interface TypedCode {
  readonly groups: readonly boolean[];
  /** The groups in printed form, undefined where mistyped. */
  readonly found: readonly (string | undefined)[];
  /** What was taken for each group, as it was typed. */
  readonly parts: readonly string[];
  /** As many characters as the code has, or as many parts. */
  readonly isWhole: boolean;
  /** Without separators; all of them where it is too long to be looked at. */
  readonly characters: number;
  /** In printed form, when all groups are right. */
  readonly code: string | undefined;
}

const separators = new RegExp(`[${betweenGroups}]+`, "g");
/** Characters looked at: a code and its separators take far fewer. */
const typedLimit = 200;

/** What is left of a typed code, or of a part of it, without separators and characters that a person cannot see. */
export function bareCode(typed: string): string {
  return dropUnseen(typed).replace(separators, "");
}

/** One typed group (five characters without separators) in printed form; undefined: it is wrong. `group`: what its check digit was made with. */
export function readGroup(typed: string, group: number): string | undefined {
  const bare = typed.length > typedLimit ? "" : bareCode(typed);
  if (!/^[0-9A-Za-z]{5}$/.test(bare)) return undefined; // before upper-casing: ﬁ would become FI
  const text = bare.toUpperCase().replace(/[IL]/g, "1").replace(/O/g, "0");
  const values = Array.from(text, (character) => codeDigits.indexOf(character));
  if (values.includes(-1)) return undefined;
  return checkDigit(group, values.slice(0, 4)) === values[4] ? text : undefined;
}

/**
 * Never throws: what is wrong is said by group. Any separators or none, upper or lower case. Where characters are missing
 * or too many but the separators make seven parts, each part is judged by itself: the slip spoils its own group only.
 */
export function readZegelcode(typed: string): TypedCode {
  return readCodeGroups(typed, zegelcodeForm.groups, zegelcodeForm.first);
}

/** Same, for any code of `groupCount` groups that encodeCodeGroups made with `firstGroup`. */
export function readCodeGroups(typed: string, groupCount: number, firstGroup: number): TypedCode {
  const isTooLong = typed.length > typedLimit;
  const looked = isTooLong ? "" : dropUnseen(typed);
  const parts = looked.split(separators).filter((part) => part !== "");
  const bare = parts.join("");
  const isFull = bare.length === 5 * groupCount;
  const isParted = parts.length === groupCount;
  const typedGroups =
    isParted && !isFull
      ? parts
      : Array.from({ length: groupCount }, (_, g) => bare.slice(5 * g, g === groupCount - 1 ? undefined : 5 * g + 5));
  const found = typedGroups.map((part, g) => readGroup(part, firstGroup + g));
  return {
    groups: found.map((group) => group !== undefined),
    found,
    parts: typedGroups,
    isWhole: isFull || isParted,
    characters: isTooLong ? typed.length : bare.length,
    code: found.includes(undefined) ? undefined : found.join("-"),
  };
}

/** The numbers, from 1, of the groups of a typed value that are not right. */
export function wrongGroups(groups: readonly boolean[]): readonly number[] {
  return groups.flatMap((isRight, i) => (isRight ? [] : [i + 1]));
}

/** The code in printed form. Throws FormatError CODE naming the wrong groups. */
export function parseZegelcode(typed: string): string {
  return demandCode(readZegelcode(typed), typed, "zegelcode");
}

/** The code in printed form. `what`: what it is called. Throws FormatError CODE naming the wrong groups. */
export function demandCode(read: TypedCode, typed: string, what: string): string {
  if (read.code !== undefined) return read.code;
  const found = `group ${wrongGroups(read.groups).join(", ")} wrong in ${quote(typed)}`;
  throw new FormatError("CODE", what, `${read.groups.length} groups of 5`, found);
}
