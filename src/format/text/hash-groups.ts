// SHA-256 values for people, the Kiesraad's way: 16 groups of 4 lower-case hex digits (abacus, backend/src/eml/hash.rs).

import { betweenGroups, dropUnseen } from "./characters.ts";
import { checkSha256 } from "./decode.ts";
import { FormatError } from "./error.ts";
import { wrongGroups } from "./zegelcode.ts";

/** `9f86 d081 …` */
export function encodeHashGroups(sha256: string): string {
  return (checkSha256(sha256, "SHA-256").match(/.{4}/g) ?? []).join(" ");
}

/** As between the groups of a code, and colons too, which programs print between bytes. */
const separator = `[${betweenGroups}:]`;

/** Characters of a typed value: 64 digits and their separators take far fewer. */
const typedLimit = 300;

/**
 * As a person types it: any blanks, hyphens, dashes, colons or dots between groups, either case, at most 300 characters.
 * Characters that she cannot see are dropped. Throws FormatError LIMIT, HEX.
 */
export function parseHashGroups(typed: string): string {
  if (typed.length > typedLimit)
    throw new FormatError("LIMIT", "SHA-256", `at most ${typedLimit} characters`, `${typed.length}`);
  return checkSha256(bare(typed).toLowerCase(), "SHA-256");
}

/** Meant as a SHA-256 where the name of a file could stand too: nothing but hex digits and separators, 64 digits or more. */
export function isMeantAsHash(typed: string): boolean {
  return typed.length <= typedLimit && /^[0-9a-f]{64,}$/i.test(bare(typed));
}

function bare(typed: string): string {
  return dropUnseen(typed).replace(new RegExp(separator, "g"), "");
}

/** Where 16 groups were typed, the numbers of those that are not four hex digits, from 1; none where it is another number of groups. */
export function wrongHashGroups(typed: string): readonly number[] {
  const parts = dropUnseen(typed)
    .split(new RegExp(`${separator}+`))
    .filter((part) => part !== "");
  return parts.length === 16 ? wrongGroups(parts.map((part) => /^[0-9a-f]{4}$/i.test(part))) : [];
}

/** Digits of a group, as sha256sum, Get-FileHash and certutil print them, the letter, old versions of certutil, and others. */
const groupSizes = [64, 4, 2, 8] as const;

/**
 * The different SHA-256 values in a text that may hold other words: runs of 64 hex digits, or as many in groups of one size, that
 * touch no further letter or digit. A longer run of groups is so many values, one behind the other; where its length is no
 * multiple, every place where one could begin counts, and the caller finds too many.
 * `text`: at most some thousand characters (the caller's limit).
 */
export function findHashGroups(text: string): readonly string[] {
  const seen = dropUnseen(text);
  const found = groupSizes.flatMap((size) => {
    const group = `[0-9a-f]{${size}}(?![\\p{L}\\p{N}])`;
    const runs = seen.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${group}(?:${separator}{1,8}${group})*`, "giu"));
    return [...runs].flatMap(([run]) => valuesIn(bare(run).toLowerCase(), size));
  });
  return [...new Set(found)];
}

function valuesIn(digits: string, groupSize: number): string[] {
  const step = digits.length % 64 === 0 ? 64 : groupSize;
  const count = Math.max(0, Math.floor((digits.length - 64) / step) + 1);
  return Array.from({ length: count }, (_, i) => digits.slice(i * step, i * step + 64));
}
