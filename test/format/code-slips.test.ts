// Which code was typed in place of another, and which groups changed places: a sentence hangs on it, never a verdict.

import { describe, expect, test } from "vitest";
import {
  codeForms,
  encodeCodeGroups,
  encodeHashGroups,
  encodeRecallCode,
  encodeZegelcode,
  kindOfCode,
  kindOfGroup,
  readCode,
  readGroup,
  swappedGroups,
} from "../../src/format/index.ts";
import fc from "../world/properties.ts";

const digest = "8718cbe4c2cfb9cf29482eb7c0548d1fe629c73f683475c53a6a39e0bafd1ab9";
const zegelcode = encodeZegelcode(digest);
const recall = encodeRecallCode(3, digest);
const control = encodeCodeGroups(digest, codeForms.control.groups, codeForms.control.first);
const slip = (group: string) => `${group.slice(0, 4)}${group.endsWith("0") ? "1" : "0"}`;
const groupsOf = (code: string) => code.split("-");

describe("a whole code", () => {
  test.each([
    ["the zegelcode", zegelcode, "zegelcode"],
    ["the zegelcode with two slips", groupsOf(zegelcode).with(1, "00000").with(4, "00000").join(" "), "zegelcode"],
    ["an intrekkingscode", recall, "recall"],
    ["with O, I and lower case, and marks unseen", `\u200b${recall.toLowerCase().replaceAll("0", "o")}`, "recall"],
    ["an intrekkingscode with a slip", groupsOf(recall).with(2, "00000").join(""), "recall"],
    ["a control number", control, "control"],
    ["an envelope number", "0123-K", "envelope"],
    ["with another dash and blanks", " 0123 – k", "envelope"],
    ["a hash code", encodeHashGroups(digest), "hash"],
    ["as certutil prints it", digest, "hash"],
    ["with a slip", encodeHashGroups(digest).replace(/^..../, "87I8"), "hash"],
    ["its first line", encodeHashGroups(digest).slice(0, 19), "hash"],
  ])("%s", (_what, typed, kind) => {
    expect(kindOfCode(typed)).toBe(kind);
  });

  test.each([
    ["nothing", ""],
    ["a word", "hallo"],
    ["a path", "/media/anna/OSV/master.iso"],
    ["four groups of a zegelcode", groupsOf(zegelcode).slice(0, 4).join("-")],
    ["a zegelcode of noise", "00000-".repeat(7)],
    ["what is too long to be looked at", `${zegelcode}${" ".repeat(300)}`],
    ["three digits and a letter", "012-K"],
  ])("no kind: %s", (_what, typed) => {
    expect(kindOfCode(typed)).toBeUndefined();
  });

  test("no group of one kind passes for a group of another", () => {
    const kinds = Object.entries(codeForms);
    const numbers = kinds.flatMap(([, { groups, first }]) => Array.from({ length: groups }, (_, i) => first + i));
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const group of groupsOf(control)) for (let g = 1; g <= 7; g++) expect(readGroup(group, g)).toBeUndefined();
    expect(readCode("control", control).code).toBe(control);
  });
});

test("one group: whose it may be, by its place", () => {
  expect(groupsOf(recall).map((group, i) => kindOfGroup(group, i + 1))).toEqual(new Array(4).fill("recall"));
  expect(groupsOf(control).map((group, i) => kindOfGroup(group, i + 1))).toEqual(new Array(3).fill("control"));
  expect(groupsOf(zegelcode).map((group, i) => kindOfGroup(group, i + 1))).toEqual(new Array(7).fill("zegelcode"));
  expect(kindOfGroup("9f86", 1)).toBe("hash");
  expect(kindOfGroup("9f8", 1)).toBeUndefined();
});

test("whatever is typed, it has an answer", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), fc.integer({ min: 1, max: 7 }), (typed, group) => {
      const kinds = [undefined, ...Object.keys(codeForms), "envelope", "hash"];
      expect(kinds).toContain(kindOfCode(typed));
      expect(kinds).toContain(kindOfGroup(typed, group));
    }),
  );
});

describe("groups that changed places", () => {
  const groups = groupsOf(zegelcode);
  const exchanged = (a: number, b: number) => groups.with(a, groups[b] ?? "").with(b, groups[a] ?? "");

  test("any two are named, and exchanging them mends both", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString("hex")),
        fc.tuple(fc.nat(6), fc.nat(6)).filter(([a, b]) => a < b),
        (sha256, [a, b]) => {
          const parts = groupsOf(encodeZegelcode(sha256));
          const typed = parts.with(a, parts[b] ?? "").with(b, parts[a] ?? "");
          expect(swappedGroups(typed, 1)).toEqual([a + 1, b + 1]);
        },
      ),
    );
  });

  test("not where nothing is wrong, one is, three are, or exchanging mends only one of them", () => {
    expect(swappedGroups(groups, 1)).toBeUndefined();
    expect(swappedGroups(groups.with(2, slip(groups[2] ?? "")), 1)).toBeUndefined();
    expect(swappedGroups(exchanged(1, 2).with(5, slip(groups[5] ?? "")), 1)).toBeUndefined();
    expect(swappedGroups(exchanged(1, 2).with(1, slip(groups[2] ?? "")), 1)).toBeUndefined();
    expect(swappedGroups([], 1)).toBeUndefined();
  });

  test("of an intrekkingscode too", () => {
    const [one = "", two = "", ...more] = groupsOf(recall);
    expect(swappedGroups([two, one, ...more], codeForms.recall.first)).toEqual([1, 2]);
    expect(readCode("recall", [two, one, ...more].join("-")).parts.slice(0, 2)).toEqual([two, one]);
  });
});
