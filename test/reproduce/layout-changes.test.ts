// What shifts when something grows is told as what it is: one file that grew, and what lies behind it moved.

import { expect, test } from "vitest";
import { outOfOrder } from "../../src/reproduce/compare/longest-rise.ts";
import { renderComparison } from "../../src/reproduce/index.ts";
import { baseImage, compare, content, image } from "./images.ts";

test("a file that grew by a sector: its content differs, the files behind it moved by one sector, nothing else", async () => {
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`veel/${i}.txt`, `${i}`.repeat(1000)]));
  const [a, b] = [image({ ...content, ...many }), image({ ...content, "LEESMIJ.txt": "x".repeat(3000), ...many })];
  const found = await compare(a, b);
  const behind = 5 + 50; // files with data behind LEESMIJ.txt
  expect(found.files).toEqual({ same: behind + 3, differ: 1, added: 0, removed: 0, renamed: 0 });
  const moved = found.groups.filter(({ cause, structure }) => cause === "moved" && structure === "file");
  expect(moved).toMatchObject([{ what: "place", by: "B 1 sector later", count: behind }]);
  expect(found).toMatchObject({ outcome: "differ", explainedBytes: found.differingBytes });
  const text = renderComparison(found, "en", (line) => line);
  expect(text).toMatch(/1 × content, file: another length.*\n +\/LEESMIJ.txt: A 16 bytes, B 3000 bytes/);
  expect(text).toContain("100 % of");
  expect(text).toContain("unexplained: 0.");
});

test("the content of a file that moved is still compared, and so is what stands behind its end", async () => {
  const moved = image({ "0.txt": "eerst", ...content });
  const changed = Buffer.from(moved);
  const at = changed.indexOf("Lees dit eerst.");
  changed.write("Lees dat", at);
  changed.write("verborgen", at + 500);
  const found = await compare(baseImage(), changed);
  expect(found.causes).toEqual(expect.arrayContaining(["content", "added", "slack", "moved"]));
  expect(found.groups.find(({ cause }) => cause === "content")?.examples).toEqual([
    { where: "/LEESMIJ.txt", a: "16 bytes", b: "1 of them differs, from byte 6 on" },
  ]);
  expect((await compare(baseImage(), moved)).causes).not.toContain("content");
});

test("21 dates that differ by one hour are one line", async () => {
  const found = await compare(baseImage(), image(content, ["--set_all_file_dates", "=1700003600"]));
  const text = renderComparison(found, "en", (line) => line);
  expect(text).toMatch(/\d+ × Recording Date and Time, directory record \(ECMA-119 9.1.5\): B 1 hour later/);
  expect(renderComparison(found, "nl", (line) => line)).toContain("Tijdzone");
});

test.each<[number[], number[]]>([
  [[], []],
  [[1, 2, 2, 3], []],
  [[5, 1, 2, 3], [0]],
  [[1, 2, 9, 3, 4], [2]],
  [
    [3, 2, 1],
    [0, 1],
  ],
])("out of order in %j: %j", (numbers, expected) => {
  expect([...outOfOrder(numbers)]).toEqual(expected);
});
