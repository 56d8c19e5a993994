// What went wrong where a code was typed: which other code it is, and which two groups changed places.
// Everything here only chooses a sentence for the person. It never makes a code right that its check digits refuse.

import { dropUnseen } from "./characters.ts";
import { isMeantAsHash } from "./hash-groups.ts";
import { recallForm } from "./recall-code.ts";
import {
  bareCode,
  encodeCodeGroups,
  hexOfCode,
  readCodeGroups,
  readGroup,
  type TypedCode,
  wrongGroups,
  zegelcodeForm,
} from "./zegelcode.ts";

/** The codes that a person of a municipality meets on letter, envelope, screen and record. */
export type CodeKind = GroupedKind | "envelope" | "hash";

/**
 * Codes of groups of five: how many groups, and the number that the check digit of the first is made with. No two share a number, so
 * no group of one passes for a group of another. docs/spec/zegelcode.md, "Other codes of this form"
 */
export const codeForms = {
  zegelcode: zegelcodeForm,
  receiptKey: { groups: 3, first: 9 },
  control: { groups: 3, first: 13 },
  recall: recallForm,
  receipt: { groups: 3, first: 24 },
} as const;

type GroupedKind = keyof typeof codeForms;
const groupedKinds = [
  "zegelcode",
  "recall",
  "control",
  "receiptKey",
  "receipt",
] as const satisfies readonly GroupedKind[];

/** Characters looked at. */
const typedLimit = 300;

/** A typed code of this kind, group by group. Never throws. */
export function readCode(kind: GroupedKind, typed: string): TypedCode {
  const { groups, first } = codeForms[kind];
  return readCodeGroups(typed, groups, first);
}

/** Whether it is, to the character, a code of this kind as it is printed. Of a file that holds thousands: no slip is looked for. */
export function isPrinted(kind: GroupedKind, text: string): boolean {
  const { groups, first } = codeForms[kind];
  const isOne = text.length === 6 * groups - 1 && /^(?:[0-9A-HJKMNP-TV-Z]{5}-?)+$/.test(text);
  return isOne && encodeCodeGroups(hexOfCode(text).padEnd(64, "0"), groups, first) === text;
}

/** What was typed as a whole: its kind by its check digits, a slip in one or two groups allowed, or by its shape. Undefined: no code that is known. */
export function kindOfCode(typed: string): CodeKind | undefined {
  if (typed.length > typedLimit) return undefined;
  const grouped = groupedKinds.find((kind) => {
    const { isWhole, groups } = readCode(kind, typed);
    // Half of the groups are right: of a text that is something else, with a probability of less than 1 in 100.
    return isWhole && 2 * (groups.length - wrongGroups(groups).length) >= groups.length;
  });
  if (grouped !== undefined) return grouped;
  const seen = dropUnseen(typed).trim();
  if (/^[0-9]{4,6}\s*[-\u2010-\u2015\u2212]\s*[A-Za-z]$/.test(seen)) return "envelope"; // 0123-K
  return isMeantAsHash(seen) || isHashInFours(seen) ? "hash" : undefined;
}

/** Which code one typed group may come from, `group` being its number from 1: by chance it may be another, so this is only a question to ask. */
export function kindOfGroup(typed: string, group: number): CodeKind | undefined {
  if (typed.length > typedLimit) return undefined;
  const grouped = groupedKinds.find((kind) => {
    const { groups, first } = codeForms[kind];
    return group <= groups && readGroup(typed, first + group - 1) !== undefined;
  });
  if (grouped !== undefined) return grouped;
  const bare = bareCode(typed);
  if (/^[0-9]{4,6}[A-Za-z]$/.test(bare)) return "envelope";
  return /^[0-9a-fA-F]{4}$/.test(bare) ? "hash" : undefined;
}

/** Four groups of four hex digits or more: a part of a hash code as it is printed, or one with a slip. */
function isHashInFours(seen: string): boolean {
  const groups = seen.split(/[\s:-]+/);
  const good = groups.filter((group) => /^[0-9a-fA-F]{4}$/.test(group));
  return good.length >= 4 && good.length >= groups.length - 1;
}

/**
 * The numbers, from 1, of two groups that were typed in each other's place: exactly two are wrong, and exchanging them mends both.
 * Undefined: it is not that. `parts`: all groups as typed. `first`: what the first check digit was made with.
 */
export function swappedGroups(parts: readonly string[], first: number): readonly [number, number] | undefined {
  const groups = parts.map((part, i) => readGroup(part, first + i) !== undefined);
  const [one, other, more] = wrongGroups(groups);
  if (one === undefined || other === undefined || more !== undefined) return undefined;
  const mended =
    readGroup(parts[other - 1] ?? "", first + one - 1) !== undefined &&
    readGroup(parts[one - 1] ?? "", first + other - 1) !== undefined;
  return mended ? [one, other] : undefined;
}
