// Filling a text: only what is named, and nothing that could steer a screen.

import { expect, test } from "vitest";
import { fill, uncut, visible } from "../../src/words/language.ts";

test("fills every name that has a value, and leaves the others to be seen", () => {
  expect(fill("{a} of {b}, {a}; {c}", { a: 1, b: "two" })).toBe("1 of two, 1; {c}");
  expect(fill("{constructor} {toString}", {})).toBe("{constructor} {toString}");
  expect(fill("{empty}|", { empty: "" })).toBe("|");
});

test("a value is text: no name in it is filled in, and no pattern of replace works", () => {
  expect(fill("{a}{b}", { a: "{b}", b: "$& $1" })).toBe("{b}$& $1");
});

test("a value is cut at 400 characters, or where it is asked, or not at all", () => {
  const long = "x".repeat(1000);
  expect(fill("{a}.", { a: long })).toBe(`${"x".repeat(400)}….`);
  expect(fill("{a}.", { a: long }, 3)).toBe("xxx….");
  expect(fill("{a}.", { a: long }, uncut)).toBe(`${long}.`);
  expect(visible(long)).toBe(`${"x".repeat(400)}…`);
});

test("what a person could not see is spelt out", () => {
  expect(fill("{a}", { a: "a\u001b[2J\u202eb\n" })).toBe("a\\u{1b}[2J\\u{202e}b\\u{a}");
  expect(visible("naïef – été 名")).toBe("naïef – été 名");
});
