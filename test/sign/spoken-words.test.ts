// The PGP word list: its very words, compared beforehand with two other programs' lists (IANA's dnssec-keytools, magic-wormhole).

import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { spokenWords } from "../../src/sign/keys/spoken-words.ts";

const bytes = Array.from({ length: 256 }, (_, byte) => byte);
/** The words of one list, in order of byte: `place` 0 for even, 1 for odd places. */
const listOf = (place: number) =>
  bytes.map((byte) => spokenWords(byte.toString(16).padStart(2, "0").repeat(32))[place] ?? "");

it("is the list that others use", () => {
  const text = `${listOf(0).join(" ")}\n${listOf(1).join(" ")}\n`;
  expect(createHash("sha256").update(text).digest("hex")).toBe(
    "35a0d4d7b7d763cc67245a675d469c331875e4c0c3900f6fb8c402031418e9bf",
  );
});

it("gives 32 words, of two lists in turn that share no word", () => {
  const words = spokenWords("00ff".repeat(16));
  expect(words).toHaveLength(32);
  expect(words.slice(0, 3)).toEqual(["aardvark", "Yucatan", "aardvark"]);
  const both = [...listOf(0), ...listOf(1)].map((word) => word.toLowerCase());
  expect(new Set(both).size).toBe(512);
  expect(() => spokenWords("00")).toThrow(/64 lower-case hex/);
});
