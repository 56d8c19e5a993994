// SHA-256 values for people, the Kiesraad's way: 16 groups of 4 lower-case hex digits (abacus, backend/src/eml/hash.rs).

import { checkSha256 } from "./decode.ts";

/** `9f86 d081 …` */
export function encodeHashGroups(sha256: string): string {
  return (checkSha256(sha256, "SHA-256").match(/.{4}/g) ?? []).join(" ");
}

/** As a person types it: any blanks, hyphens, colons or dots between groups, either case. Throws FormatError HEX. */
export function parseHashGroups(typed: string): string {
  return checkSha256(
    typed
      .slice(0, 300)
      .replace(/^\ufeff/, "")
      .replace(/[\s\-:.]/g, "")
      .toLowerCase(),
    "SHA-256",
  );
}
