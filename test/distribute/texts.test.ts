// TEXTS: every field, each once, and all that is wrong told at once.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseTexts } from "../../src/distribute/index.ts";
import { encodeUtf8 } from "../../src/format/index.ts";
import { texts } from "./office.ts";

const parse = (value: unknown) =>
  parseTexts(encodeUtf8(typeof value === "string" ? value : JSON.stringify(value)), "brief.json");
function faultsOf(value: unknown): string {
  try {
    parse(value);
    return "accepted";
  } catch (error) {
    return error instanceof Error && "code" in error ? error.message : String(error);
  }
}

describe("TEXTS", () => {
  test("of the specification's example are taken, and it has every field", () => {
    const page = readFileSync(join(import.meta.dirname, "../../docs/spec/letter.md"), "utf8");
    const [, example = ""] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
    expect(Object.keys(parse(example)).sort()).toEqual(Object.keys(texts).sort());
    for (const name of Object.keys(texts)) expect(page).toContain(`| \`${name}\` |`);
  });

  test("with every field are taken; none stands for a line or a place that is left", () => {
    expect(parse(texts)).toEqual({ ...texts, bag: undefined });
    const none = { ...texts, address: "none", municipality: "none", envelope: "none" };
    expect(parse(none)).toMatchObject({ address: undefined, municipality: undefined, envelope: undefined });
    expect(
      parse({ ...texts, municipality: "Súdwest-Fryslân", minutes: 240, address: Array(6).fill("a") }),
    ).toBeDefined();
  });

  test.each(Object.keys(texts))("without %s are refused", (name) => {
    const { [name as keyof typeof texts]: _, ...rest } = texts;
    expect(faultsOf(rest)).toMatch(new RegExp(`\\n {2}${name}: expected .*, found nothing: add it$`));
  });

  test.each<[string, unknown, string]>([
    ["date", "2027-02-30", "a day as YYYY-MM-DD"],
    ["date", "22-02-2027", "a day as YYYY-MM-DD"],
    ["date", 20270222, "a day as YYYY-MM-DD, found a number"],
    ["lastDay", "2027-02-21", "the day of the letter (2027-02-22) or one after it"],
    ["lastDay", null, "found null"],
    ["sender", "", "a text of 1 to 60 characters in one line"],
    ["sender", "x".repeat(61), "1 to 60"],
    ["sender", "two  blanks", "in one line"],
    ["sender", "a\nb", "in one line"],
    ["sender", "a\u202eb", "in one line"],
    ["municipality", "גמ", "Latin letters"],
    ["municipality", "x".repeat(41), "1 to 40"],
    ["address", "Raadhuisplein 1", "a list of 1 to 6 lines"],
    ["address", [], "found 0 lines"],
    ["address", Array(7).fill("a"), "found 7 lines"],
    ["address", ["x".repeat(46)], "1 to 45"],
    ["address", [1], "found a number"],
    ["envelope", "0123K", "such as 0123-K"],
    ["envelope", "123-K", "such as 0123-K"],
    ["envelope", "0123-k", "such as 0123-K"],
    ["envelope", "0124-K", "the letter that belongs to them"],
    ["envelope", "0123 - K", "such as 0123-K"],
    ["bag", "", 'or "none"'],
    ["minutes", "25", "without quotation marks, found a text"],
    ["minutes", 0, "from 1 to 240"],
    ["minutes", 241, "from 1 to 240"],
    ["minutes", 2.5, "from 1 to 240"],
    ["telephoneHours", "9 tot 17", "{"],
    ["telephoneHours", { nl: "9 tot 17" }, "{"],
    ["telephoneHours", { nl: "9", en: "9", fy: "9" }, "{"],
    ["telephoneHours", { nl: "9", en: "" }, "{"],
    ["telephoneHours", ["9", "9"], "{"],
    ["staatscourant", "1234", "such as 2027, 1234"],
    ["staatscourant", "2027,1234", "such as 2027, 1234"],
    ["website", "https://kiesraad.nl", "such as kiesraad.nl"],
    ["website", "Kiesraad.nl", "such as kiesraad.nl"],
  ])("with %s as %j are refused", (name, value, expected) => {
    const message = faultsOf({ ...texts, [name]: value });
    expect(message).toContain(`\n  ${name}: expected `);
    expect(message).toContain(expected);
    expect(message.split("\n")).toHaveLength(2);
  });

  test("with several faults tell all of them, with what is no field", () => {
    const { date: _, ...rest } = texts;
    const message = faultsOf({ ...rest, minutes: 0, telefoon: "070", __proto: 1 });
    expect(message.split("\n")).toEqual([
      "brief.json: these texts cannot be used:",
      expect.stringContaining("date: "),
      expect.stringContaining("minutes: "),
      expect.stringContaining('"telefoon": is no field'),
      expect.stringContaining('"__proto": is no field'),
    ]);
  });

  test("that are no JSON object, name a field twice, or hide one, are refused", () => {
    expect(faultsOf("{")).toContain("expected JSON");
    expect(faultsOf("[]")).toContain("one JSON object, found a list");
    expect(faultsOf("null")).toContain("one JSON object, found null");
    const twice = JSON.stringify(texts).replace("{", '{"minutes":5,');
    expect(faultsOf(twice)).toContain('"minutes" twice');
    const hours = JSON.stringify(texts).replace('"nl":', '"nl":"x","nl":');
    expect(faultsOf(hours)).toContain('"nl" twice');
    const hidden = JSON.stringify(texts).replace("{", '{"__proto__":{"date":"2027-01-01"},');
    expect(faultsOf(hidden)).toContain('"__proto__": is no field');
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`f${i}`, 1]));
    expect(faultsOf({ ...texts, ...many }).split("\n")).toHaveLength(42);
    expect(faultsOf({ ...texts, "\u001b[2J": 1 })).not.toContain("\u001b");
  });
});
