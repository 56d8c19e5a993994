// Zegelcode: 140 bits of a release's digest for the letter and the telephone. docs/spec/zegelcode.md
// Seven groups of four Crockford digits and a check digit each, so that a slip is located to its group.

import { decodeHex } from "./decode.ts";
import { FormatError, quote } from "./error.ts";

const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford: no I, L, O, U
const groupCount = 7;

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

/** The code of a release's text digest (SHA-256, hex): `XXXXX-XXXXX-…`, seven groups of five. */
export function encodeZegelcode(releaseSha256: string): string {
  const bytes = decodeHex(releaseSha256, 32, "release digest");
  let bits = 0n;
  for (const byte of bytes.subarray(0, 18)) bits = (bits << 8n) | BigInt(byte);
  bits >>= 4n; // 144 bits read, 140 kept
  const values = Array.from({ length: 28 }, (_, i) => Number((bits >> BigInt(5 * (27 - i))) & 31n));
  const groups = Array.from({ length: groupCount }, (_, g) => {
    const four = values.slice(4 * g, 4 * g + 4);
    return [...four, checkDigit(g + 1, four)].map((value) => digits.charAt(value)).join("");
  });
  return groups.join("-");
}

/** A typed code, group by group: `groups[i]` is false where group i + 1 was mistyped. */
export interface TypedCode {
  readonly groups: readonly boolean[];
  /** In printed form, when all groups are right. */
  readonly code: string | undefined;
}

/** One typed group (five characters after dropping blanks and hyphens) in printed form, or undefined when it is wrong. */
export function readGroup(typed: string, group: number): string | undefined {
  const text = typed.toUpperCase().replace(/[\s-]/g, "").replace(/[IL]/g, "1").replace(/O/g, "0");
  const values = Array.from(text, (character) => digits.indexOf(character));
  if (values.length !== 5 || values.includes(-1)) return undefined;
  return checkDigit(group, values.slice(0, 4)) === values[4] ? text : undefined;
}

/** Never throws: what is wrong is said by group. Any separators, upper or lower case. */
export function readZegelcode(typed: string): TypedCode {
  const text = typed.slice(0, 200).replace(/[\s-]/g, "");
  const found = Array.from({ length: groupCount }, (_, g) => readGroup(text.slice(5 * g, 5 * g + 5), g + 1));
  if (text.length !== 5 * groupCount) return { groups: found.map((group) => group !== undefined), code: undefined };
  return {
    groups: found.map((group) => group !== undefined),
    code: found.includes(undefined) ? undefined : found.join("-"),
  };
}

/** Throws FormatError CODE naming the wrong groups. */
export function parseZegelcode(typed: string): string {
  const { groups, code } = readZegelcode(typed);
  if (code !== undefined) return code;
  const wrong = groups.flatMap((right, i) => (right ? [] : [i + 1]));
  throw new FormatError(
    "CODE",
    "zegelcode",
    "7 groups of 5",
    wrong.length === 0 ? `${quote(typed)}` : `group ${wrong.join(", ")} wrong`,
  );
}
