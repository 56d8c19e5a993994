import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  codeForms,
  encodeCodeGroups,
  encodeHashGroups,
  encodeZegelcode,
  isPrinted,
  parseHashGroups,
  parseZegelcode,
  readCode,
  readGroup,
  readZegelcode,
  wrongGroups,
  wrongHashGroups,
} from "../../src/format/index.ts";
import { codeOf } from "./code-of.ts";

const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const digest = createHash("sha256").update("zegel TEST-ONLY code").digest("hex");
const code = encodeZegelcode(digest);
const groups = code.split("-");

test("the code is the first 140 bits in base 32, four digits a group", () => {
  const bits = BigInt(`0x${digest}`) >> 116n;
  const data = groups.map((group) => group.slice(0, 4)).join("");
  expect([...data].reduce((sum, digit) => (sum << 5n) | BigInt(digits.indexOf(digit)), 0n)).toBe(bits);
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){6}[0-9A-HJKMNP-TV-Z]{5}$/);
});

test("check digits written out by hand: g + 2a + 4b + 8c + 16d over GF(32)", () => {
  expect(encodeZegelcode("0".repeat(64)).split("-")).toEqual([
    "00001",
    "00002",
    "00003",
    "00004",
    "00005",
    "00006",
    "00007",
  ]);
  // all ones: 2·31 = 27, 4·31 = 19, 8·31 = 3, 16·31 = 6; 27 ^ 19 ^ 3 ^ 6 = 13
  const all = encodeZegelcode("f".repeat(64)).split("-");
  expect(all.map((group) => digits.indexOf(group[4] ?? ""))).toEqual([1, 2, 3, 4, 5, 6, 7].map((g) => 13 ^ g));
});

test("every wrong character in every place is found and located to its group", () => {
  for (let g = 0; g < 7; g++)
    for (let place = 0; place < 5; place++)
      for (const digit of digits) {
        const right = groups[g] ?? "";
        if (right[place] === digit) continue;
        const typed = groups.with(g, right.slice(0, place) + digit + right.slice(place + 1));
        for (const separator of ["-", ""]) {
          const { groups: judged, code: found } = readZegelcode(typed.join(separator));
          expect(found).toBeUndefined();
          expect(judged).toEqual(groups.map((_, i) => i !== g));
        }
      }
});

test("every swap of two digits that differ within a group is located", () => {
  for (let g = 0; g < 7; g++)
    for (let a = 0; a < 5; a++)
      for (let b = a + 1; b < 5; b++) {
        const swapped = [...(groups[g] ?? "")];
        if (swapped[a] === swapped[b]) continue;
        [swapped[a], swapped[b]] = [swapped[b] ?? "", swapped[a] ?? ""];
        expect(readZegelcode(groups.with(g, swapped.join("")).join("-")).groups).toEqual(groups.map((_, i) => i !== g));
      }
});

test("every swap of two groups is noticed, even of groups with the same four digits", () => {
  for (const some of [groups, encodeZegelcode("0".repeat(64)).split("-")])
    for (let a = 0; a < 7; a++)
      for (let b = a + 1; b < 7; b++) {
        const swapped = some.with(a, some[b] ?? "").with(b, some[a] ?? "");
        expect(readZegelcode(swapped.join("-")).groups).toEqual(some.map((_, i) => i !== a && i !== b));
      }
});

test("what a digit left out or doubled does stays in its group where the groups are kept apart", () => {
  const short = groups.with(2, groups[2]?.slice(1) ?? "");
  expect(readZegelcode(short.join(" ")).groups).toEqual([true, true, false, true, true, true, true]);
  expect(readZegelcode(short.join("")).code).toBeUndefined();
  expect(readZegelcode(groups.with(6, `${groups[6]}0`).join("")).groups).toEqual([
    true,
    true,
    true,
    true,
    true,
    true,
    false,
  ]);
  expect(readZegelcode(groups.slice(0, 3).join("-")).groups).toEqual([true, true, true, false, false, false, false]);
});

describe("typing", () => {
  test.each([
    ["as printed", code, "ok"],
    ["lower case", code.toLowerCase(), "ok"],
    ["without separators", groups.join(""), "ok"],
    ["blanks, tabs and lines", groups.join(" \t\n"), "ok"],
    ["no-break blanks", groups.join("\u00a0"), "ok"],
    ["dashes of a word processor", groups.join("–"), "ok"],
    ["dots", groups.join("."), "ok"],
    ["commas and strokes", code.replaceAll("-", ", ").replace(", ", "/"), "ok"],
    ["underscores", groups.join("_"), "CODE"],
    ["a group too many", `${code}-00000`, "CODE"],
    ["a code and 200 blanks", `${code}${" ".repeat(200)}x`, "CODE"],
    ["a code and 150 blanks", `${code}${" ".repeat(150)}`, "ok"],
    ["the letter U", code.replace(/./, "U"), "CODE"],
    ["nothing", "", "CODE"],
  ])("%s", (_, typed, expected) => {
    expect(codeOf(() => parseZegelcode(typed))).toBe(expected);
    if (expected === "ok") expect(parseZegelcode(typed)).toBe(code);
  });

  test("I and L are 1 and O is 0, in either case", () => {
    for (const [typed, meant] of [
      ["ooool", "00001"],
      ["OOOOI", "00001"],
      ["0000i", "00001"],
    ] as const)
      expect(readGroup(typed, 1)).toBe(meant);
  });

  test("letters of other alphabets are nothing, whatever they look like in upper case", () => {
    // ﬁ becomes FI, ı becomes I; group 1 of digits F 1 x x x would hold with either.
    for (const foreign of ["ﬁ", "ı", "ｌ", "О"]) expect(readGroup(`000${foreign}1`, 1)).toBeUndefined();
  });

  test("the refusal names the groups", () => {
    const wrong = groups.with(1, "00000").with(4, "00000").join("-");
    expect(() => parseZegelcode(wrong)).toThrow("group 2, 5 wrong");
  });
});

test("a printed code is one that reads as itself, and nothing else is", () => {
  const kinds = Object.keys(codeForms) as (keyof typeof codeForms)[];
  const made = kinds.map((kind) => encodeCodeGroups(digest, codeForms[kind].groups, codeForms[kind].first));
  for (const [i, kind] of kinds.entries()) {
    const own = made[i] ?? "";
    expect([kind, isPrinted(kind, own)]).toEqual([kind, true]);
    const others = made.filter((one) => one !== own);
    const spelt = [own.toLowerCase(), own.replaceAll("-", ""), own.replaceAll("-", " "), ` ${own}`, `${own}-`, ""];
    const slips = [...own].flatMap((_, at) =>
      [...digits, "-", "I", "é"].map((one) => own.slice(0, at) + one + own.slice(at + 1)),
    );
    for (const text of [...others, ...spelt, ...slips])
      expect([kind, text, isPrinted(kind, text)]).toEqual([kind, text, readCode(kind, text).code === text]);
  }
});

test("the numbers of the groups that are wrong", () => {
  expect(wrongGroups([])).toEqual([]);
  expect(wrongGroups([true, true])).toEqual([]);
  expect(wrongGroups([false, true, false])).toEqual([1, 3]);
  expect(wrongGroups(readZegelcode(code).groups)).toEqual([]);
  expect(wrongGroups(readZegelcode("").groups)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

describe("hash groups", () => {
  test("which of 16 is wrong; of another number of groups, none is pointed at", () => {
    const sixteen = encodeHashGroups(digest).split(" ");
    expect(wrongHashGroups(sixteen.join(" "))).toEqual([]);
    expect(wrongHashGroups(sixteen.join(" – ").toUpperCase())).toEqual([]);
    expect(wrongHashGroups(` ${sixteen.with(0, "12g4").with(15, "123").join(":")} `)).toEqual([1, 16]);
    expect(wrongHashGroups(sixteen.with(3, "\u200b\u00ad12345").join("."))).toEqual([4]);
    expect(wrongHashGroups(sixteen.with(3, "12345").slice(1).join(" "))).toEqual([]);
    expect(wrongHashGroups(`${sixteen.with(3, "12345").join(" ")} 1234`)).toEqual([]);
  });

  test("16 groups of 4", () => {
    expect(encodeHashGroups(digest)).toBe(digest.match(/.{4}/g)?.join(" "));
    expect(encodeHashGroups(digest).split(" ")).toHaveLength(16);
  });

  test.each([
    ["as printed", encodeHashGroups(digest), "ok"],
    ["upper case", digest.toUpperCase(), "ok"],
    ["colons", digest.match(/../g)?.join(":") ?? "", "ok"],
    ["dashes and lines", digest.match(/.{16}/g)?.join(" –\r\n") ?? "", "ok"],
    ["one short", digest.slice(1), "HEX"],
    ["one long", `${digest}0`, "HEX"],
    ["full-width digits", digest.replace(/[0-9]/, "０"), "HEX"],
    ["underscores", digest.match(/.{4}/g)?.join("_") ?? "", "HEX"],
    ["cut after 300 characters it would be right", `${digest}${" ".repeat(240)}0`, "LIMIT"],
  ])("%s", (_, typed, expected) => {
    expect(codeOf(() => parseHashGroups(typed))).toBe(expected);
    if (expected === "ok") expect(parseHashGroups(typed)).toBe(digest);
  });
});
