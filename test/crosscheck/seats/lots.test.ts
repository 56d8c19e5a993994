// Lots: a text that tells them, and a computation that asks and never guesses.

import { describe, expect, test } from "vitest";
import {
  type Asking,
  answer,
  encodeLots,
  type Lot,
  lotArticles,
  lotLine,
  parseLots,
} from "../../../src/crosscheck/seats/lots.ts";
import { FormatError } from "../../../src/format/index.ts";
import { array, assert, constantFrom, nat, property, tuple, uniqueArray } from "../../world/properties.ts";

const text =
  "zegel/lots v1\nelection GR2026_Juinen\nlot P8 of 3,5,7 drawn 5\nlot P15 of 2/JansenA,2/PietersB drawn 2/PietersB\n";

describe("the text", () => {
  test("is read and written the same", () => {
    const file = parseLots(text, "lots");
    expect(file.lots[1]).toEqual({
      article: "P15",
      contestants: ["2/JansenA", "2/PietersB"],
      drawn: "2/PietersB",
    });
    expect(encodeLots(file)).toBe(text);
  });

  test("whatever it holds", () => {
    const names = uniqueArray(constantFrom("1", "2", "3.HSB12", "12/YeşilT", "7/4"), { minLength: 2 });
    const lot = tuple(constantFrom(...lotArticles), names, nat()).map(
      ([article, contestants, n]): Lot => ({ article, contestants, drawn: contestants[n % contestants.length] ?? "1" }),
    );
    assert(
      property(array(lot, { minLength: 1, maxLength: 5 }), (lots) => {
        const file = { election: "PS2023_Utrecht", lots };
        expect(parseLots(encodeLots(file), "lots")).toEqual(file);
      }),
    );
  });

  test.each([
    ["another type", text.replace("v1", "v2"), "TYPE_LINE"],
    ["no lot", "zegel/lots v1\nelection GR2026_Juinen\n", "COUNT"],
    ["an unknown article", text.replace("P8", "P6"), "FIELD"],
    ["nobody drawn", text.replace(" drawn 5", ""), "FIELD"],
    ["one drawn who was not in it", text.replace("drawn 5", "drawn 4"), "REFERENCE"],
    ["one contestant", text.replace("3,5,7", "5"), "DUPLICATE"],
    ["a contestant twice", text.replace("3,5,7", "5,5"), "DUPLICATE"],
    ["no name between commas", text.replace("3,5,7", "3,,5"), "FIELD"],
    ["the line to be completed, uncompleted", text.replace("drawn 5", "drawn …"), "REFERENCE"],
    ["no election", text.replace("election GR2026_Juinen\n", ""), "FIELD"],
    ["something behind", `${text}more\n`, "FIELD"],
    ["no end of line", text.trimEnd(), "TEXT"],
    ["CRLF", text.replaceAll("\n", "\r\n"), "TEXT"],
  ])("%s is refused", (_, bad, code) => {
    const parse = () => parseLots(bad, "lots");
    expect(parse).toThrow(FormatError);
    expect(parse).toThrow(expect.objectContaining({ code }));
  });
});

describe("a question", () => {
  function* two(): Asking<string> {
    const first = yield { article: "P8", contestants: ["3", "5"] };
    const second = yield { article: "P8", contestants: ["3", "5", "7"].filter((one) => one !== first) };
    return `${first}${second}`;
  }
  const lot = (names: string, drawn: string): Lot => ({ article: "P8", contestants: names.split(","), drawn });

  test("without an answer stays open, and says the line that a person completes", () => {
    const { open } = answer(two());
    expect(open && lotLine(open)).toBe("lot P8 of 3,5 drawn …");
  });

  test("is answered by the lot among the same contestants, in whatever order they are named", () => {
    expect(answer(two(), [lot("5,3", "5"), lot("7,3", "7")])).toEqual({ open: undefined, result: "57", unused: [] });
  });

  test("is not answered by a lot among others, nor by one of another article", () => {
    expect(answer(two(), [lot("3,5,7", "5"), lot("3,7", "7")]).open?.contestants).toEqual(["3", "5"]);
    expect(answer(two(), [{ ...lot("3,5", "5"), article: "P7" }]).open?.contestants).toEqual(["3", "5"]);
  });

  test("is answered in the order of the record: a lot that was passed over is not used again", () => {
    expect(answer(two(), [lot("3,7", "7"), lot("3,5", "5")]).open?.contestants).toEqual(["3", "7"]);
  });

  test("lots that nobody asked for are told", () => {
    const answered = answer(two(), [lot("1,2", "1"), lot("3,5", "5"), lot("3,7", "7"), lot("8,9", "8")]);
    expect(answered.open === undefined && answered.unused.map(({ drawn }) => drawn)).toEqual(["1", "8"]);
  });
});
