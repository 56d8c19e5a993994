// The lines of a chain: one that was found in its place is asked all that any line is asked.

import { describe, expect, test } from "vitest";
import { FormatError } from "../../src/format/index.ts";
import { judgeChain, parseChainLine, parseLinkedLine } from "../../src/format/text/chain.ts";
import { sha256Of } from "../world/people.ts";
import fc from "../world/properties.ts";

const digestOf = (line: string): string => sha256Of(`${line}\n`);
const before = digestOf("type line");
const moment = "2027-02-01T09:00:00Z";
const limit = 300;

/** What it parses as, or the code of its refusal. */
function outcome(parse: () => { readonly at: string; readonly fact: string }): unknown {
  try {
    const { at, fact } = parse();
    return { at, fact };
  } catch (error) {
    if (error instanceof FormatError) return error.code;
    throw error;
  }
}

const bothWays = (text: string) => [
  outcome(() => parseLinkedLine(text, 2, "t", limit)),
  outcome(() => parseChainLine(text, 2, "t", limit)),
];

describe("a line in its place", () => {
  test("is read as it is", () => {
    const read = { at: moment, fact: "clerk anna  Kiesraad" };
    expect(bothWays(`2 ${moment} ${before} clerk anna  Kiesraad`)).toEqual([read, read]);
  });

  test.each([
    ["no fact", `2 ${moment} ${before}`, "FIELD"],
    ["a blank and no fact", `2 ${moment} ${before} `, "TEXT"],
    ["two blanks before the fact", `2 ${moment} ${before}  closed`, "FIELD"],
    ["a moment that is too long", `2 ${moment}Z ${before} closed`, "DATE"],
    ["a moment that is too short", `2 ${moment.slice(1)} ${before} closed`, "DATE"],
    ["no moment", `2  ${before} closed`, "FIELD"],
    ["a day that is not there", `2 2027-02-30T09:00:00Z ${before} closed`, "DATE"],
    ["a blank at its end", `2 ${moment} ${before} closed `, "TEXT"],
    ["a control character", `2 ${moment} ${before} clo\u0007sed`, "TEXT"],
    ["another form of a letter", `2 ${moment} ${before} cafe\u0301`, "TEXT"],
    ["more characters than a line may have", `2 ${moment} ${before} ${"x".repeat(limit)}`, "LIMIT"],
  ])("is refused for %s, whichever way it is read", (_, text, code) => {
    expect(judgeChain(["type line", text], digestOf)).toBeUndefined();
    expect(bothWays(text)).toEqual([code, code]);
  });

  test("is read one way as the other, whatever stands in it", () => {
    const piece = fc.oneof(fc.constantFrom(moment, "closed", " ", "  ", "é", "\u200b", "2", before), fc.string());
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 4 }), fc.array(piece, { maxLength: 4 }), (at, fact) => {
        const text = `2 ${at.join("")} ${before}${fact.join("")}`;
        fc.pre(judgeChain(["type line", text], digestOf) === undefined);
        const [linked, any] = bothWays(text);
        expect(linked).toEqual(any);
      }),
    );
  });
});
