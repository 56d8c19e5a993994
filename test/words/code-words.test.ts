// What a person reads while she types a code.

import { expect, test } from "vitest";
import { encodeCodeGroups, encodeRecallCode, encodeZegelcode } from "../../src/format/index.ts";
import { sayGroup, sayGroups, sayOtherCode, sayWrongGroups } from "../../src/words/code-words.ts";

const digest = "8718cbe4c2cfb9cf29482eb7c0548d1fe629c73f683475c53a6a39e0bafd1ab9";
const zegelcode = encodeZegelcode(digest);
const groups = zegelcode.split("-");
const recall = encodeRecallCode(1, digest);

test("wrong groups, by their number", () => {
  expect(sayWrongGroups([], "nl")).toBe("");
  expect(sayWrongGroups([3], "nl")).toBe("Groep 3 klopt niet. Lees groep 3 opnieuw.");
  expect(sayWrongGroups([2, 3], "nl")).toBe("Groep 2 en groep 3 kloppen niet. Lees ze opnieuw.");
  expect(sayWrongGroups([1, 2, 7], "en")).toBe("Group 1, group 2 and group 7 are wrong. Read them again.");
});

test("two that changed places are said to have, only where that is all", () => {
  const [one = "", two = "", three = "", ...more] = groups;
  expect(sayGroups(groups, "zegelcode", "nl")).toBe("");
  expect(sayGroups([one, three, two, ...more], "zegelcode", "nl")).toBe(
    "Groep 2 en groep 3 staan omgewisseld. Lees ze opnieuw.",
  );
  expect(sayGroups([one, three, "00000", ...more], "zegelcode", "nl")).toBe(
    "Groep 2 en groep 3 kloppen niet. Lees ze opnieuw.",
  );
});

test("another code in its place, and the other way round", () => {
  expect(sayOtherCode(recall, "zegelcode", "nl")).toBe("Dat is de intrekkingscode. Typ de zegelcode.");
  expect(sayOtherCode(zegelcode, "recall", "nl")).toBe("Dat is de zegelcode. Typ de intrekkingscode.");
  expect(sayOtherCode(encodeCodeGroups(digest, 3, 13), "zegelcode", "nl")).toContain("Dat is het controlenummer.");
  expect(sayOtherCode("0123-K", "zegelcode", "en")).toBe("That is the envelope number. Type the zegelcode.");
  expect(sayOtherCode(digest, "zegelcode", "nl")).toContain("Dat is een hashcode.");
  expect(sayOtherCode(zegelcode, "zegelcode", "nl")).toBeUndefined();
  expect(sayOtherCode("onzin", "zegelcode", "nl")).toBeUndefined();
});

test("one group: its length, a letter that no code has, and whose it may be", () => {
  expect(sayGroup("00000", 1, "zegelcode", "nl")).toBe("Groep 1 klopt niet. Lees groep 1 opnieuw.");
  expect(sayGroup("  ", 4, "zegelcode", "nl")).toBe("U typte niets. Typ groep 4.");
  expect(sayGroup("GWCC", 1, "zegelcode", "nl")).toBe("Een groep heeft 5 tekens, u typte er 4. Lees groep 1 opnieuw.");
  expect(sayGroup("GWCCU", 1, "zegelcode", "nl")).toMatch(/klopt niet.*Een U staat nooit in de code/);
  expect(sayGroup(recall.slice(0, 5), 1, "zegelcode", "nl")).toMatch(
    /klopt niet\. .*Leest u de intrekkingscode voor\? Typ de zegelcode\.$/,
  );
});
