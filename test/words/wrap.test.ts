// Lines of a console: no word is cut, no line is longer than a console shows.

import { expect, test } from "vitest";
import { width, wrapped } from "../../src/words/wrap.ts";
import fc from "../world/properties.ts";

test("lines are broken between words; what follows a bullet stands under the first word", () => {
  expect(wrapped("een twee drie", "", 8)).toEqual(["een twee", "drie"]);
  expect(wrapped("een twee drie", "1. ", 11)).toEqual(["1. een twee", "   drie"]);
  expect(wrapped("een\n  twee drie", "", 8)).toEqual(["een", "  twee", "  drie"]);
  expect(wrapped("")).toEqual([""]);
});

test("no line is too long but that of one long word, and no letter is lost", () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z]{1,100}$/), { minLength: 1 }),
      fc.constantFrom("", "- ", "12. "),
      (words, bullet) => {
        const lines = wrapped(words.join(" "), bullet);
        expect(lines.map((line) => line.slice(bullet.length)).join(" ")).toBe(words.join(" "));
        for (const line of lines) expect(line.length <= width || !line.slice(bullet.length).includes(" ")).toBe(true);
      },
    ),
  );
});
