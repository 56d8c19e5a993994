// The text of a sample: what is written is read back, and nothing else is read.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { drawOrder, filesDigest } from "../../../src/crosscheck/seats/sample.ts";
import { encodeSample, parseSample, type Sample } from "../../../src/crosscheck/seats/sample-file.ts";
import { encodeUtf8, FormatError } from "../../../src/format/index.ts";

const dice = "12345612345612345612";
const files = ["a".repeat(64), "b".repeat(64)];
const stations = Array.from({ length: 21 }, (_, i) => `9042::SB${i + 1}`);
const sample: Sample = {
  election: "GR2026_Waterhoek",
  of: 21,
  risk: 5,
  wrong: 2,
  dice,
  files,
  stations: drawOrder(dice, filesDigest(files), stations).slice(0, 16),
};
const text = new TextDecoder().decode(encodeSample(sample));

test("a sample is read back as it was written", () => {
  expect(parseSample(encodeSample(sample))).toEqual(sample);
  expect(text.split("\n").slice(0, 7)).toEqual([
    "zegel/sample v1",
    "election GR2026_Waterhoek",
    "of 21",
    "risk 5",
    "wrong 2",
    `dice ${dice}`,
    `files ${filesDigest(files)}`,
  ]);
});

test("the example of docs/spec/paper-sample.md is what its dice draw", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../docs/spec/paper-sample.md"), "utf8");
  const example = encodeUtf8(page.split("```zegel-sample\n")[1]?.split("```")[0] ?? "");
  const parsed = parseSample(example);
  expect(encodeSample(parsed)).toEqual(example);
  const units = ["9042::SB1", "9042::SB2", "9042::SB12"];
  expect(parsed.stations).toEqual(drawOrder(parsed.dice, filesDigest(parsed.files), units).slice(0, 2));
});

describe("refused", () => {
  const [first = "", second = ""] = sample.stations;
  test.each([
    ["a station taken out", text.replace(`station ${first}\n`, "")],
    ["a station more", `${text}station 9042::SB99\n`],
    ["a station twice", text.replace(`station ${first}\n`, `station ${second}\n`)],
    ["a file that the digest does not have", text.replace(`file ${files[0]}\n`, "")],
    ["files in another order", text.replace(/(file a+\n)(file b+\n)/, "$2$1")],
    ["no file", text.replace(/^file .*\n/gm, "")],
    ["a risk of more than one in five", text.replace("risk 5", "risk 21")],
    ["more wrong stations than there are", text.replace("wrong 2", "wrong 22")],
    ["none wrong", text.replace("wrong 2", "wrong 0")],
    ["nineteen dice", text.replace(dice, dice.slice(1))],
    ["a die of seven", text.replace(dice, `7${dice.slice(1)}`)],
    ["blanks among the dice", text.replace(dice, "12345 61234 56123 45612")],
    ["a blank in a station", text.replace(`station ${first}`, "station a b")],
    ["another version", text.replace("v1", "v2")],
    ["a line more", `${text}end\n`],
    ["cut off", text.slice(0, -1)],
    ["carriage returns", text.replaceAll("\n", "\r\n")],
    ["a mark at its start", `\ufeff${text}`],
    ["nothing", ""],
  ])("%s", (_, bad) => {
    expect(bad).not.toBe(text);
    expect(() => parseSample(encodeUtf8(bad))).toThrow(FormatError);
  });

  test("writing what could not be read", () => {
    expect(() => encodeSample({ ...sample, stations: sample.stations.slice(1) })).toThrow(FormatError);
    expect(() => encodeSample({ ...sample, election: "a\nb" })).toThrow(FormatError);
  });
});
