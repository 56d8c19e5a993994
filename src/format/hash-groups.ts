// SHA-256 values for people, the Kiesraad's way: 16 groups of 4 lower-case hex digits (abacus, backend/src/eml/hash.rs).

import { checkSha256 } from "./decode.ts";
import { FormatError } from "./error.ts";

/** `9f86 d081 …` */
export function encodeHashGroups(sha256: string): string {
  return (checkSha256(sha256, "SHA-256").match(/.{4}/g) ?? []).join(" ");
}

/**
 * As a person types it: any blanks, hyphens, dashes, colons or dots between groups, either case, at most 300 characters.
 * Throws FormatError LIMIT, HEX.
 */
export function parseHashGroups(typed: string): string {
  if (typed.length > 300) throw new FormatError("LIMIT", "SHA-256", "at most 300 characters", `${typed.length}`);
  return checkSha256(typed.replace(/[\s\-\u2010-\u2015\u2212:.]/g, "").toLowerCase(), "SHA-256");
}
