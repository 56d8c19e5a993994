// Images made to mislead, to stall or to crash what compares them: an answer within limits, and never a false "explained".

import { describe, expect, test } from "vitest";
import { ReproduceError, renderComparison, renderComparisonPage } from "../../src/reproduce/index.ts";
import {
  baseImage,
  compare,
  content,
  dataAt,
  image,
  patched,
  pathTableAt,
  recordAt,
  sectorSize,
  writeBoth32,
} from "./images.ts";

const rootAt = 19 * sectorSize;

describe("what cannot be read as what it should be is not explained", () => {
  test.each<[string, (image: Buffer) => void]>([
    ["a record length that makes no sense", (image) => void image.writeUInt8(3, recordAt(image, "LEESMIJ.txt"))],
    ["bytes behind the last record of a directory", (image) => void image.write("verborgen", rootAt + 2000)],
    [
      "a system use entry of no length",
      (image) => void image.writeUInt8(0, recordAt(image, "LEESMIJ.txt") + 33 + 11 + 2),
    ],
    ["an entry of a path table of no length", (image) => void image.writeUInt8(0, pathTableAt(image, "L") + 10)],
    ["a directory that is its own child", (image) => writeBoth32(image, 19, recordAt(image, "map") + 2)],
    ["a directory behind the end", (image) => writeBoth32(image, 1_000_000, recordAt(image, "map") + 2)],
    ["a directory of 4 GiB", (image) => writeBoth32(image, 0xfffff800, recordAt(image, "map") + 10)],
    ["a root behind the end", (image) => writeBoth32(image, 1_000_000, 16 * sectorSize + 158)],
  ])("%s", async (_what, change) => {
    const found = await compare(baseImage(), patched(baseImage(), change));
    expect(found.differingBytes).toBeGreaterThan(0);
    expect(found.outcome).toBe("unexplained");
  });
});

test("a continuation area that leads to itself ends", async () => {
  const changed = patched(baseImage(), (image) => {
    const at = image.indexOf("CE", rootAt);
    const lba = image.readUInt32LE(at + 4);
    image.copy(image, lba * sectorSize, at, at + 28);
    writeBoth32(image, 28, lba * sectorSize + 20);
  });
  expect((await compare(baseImage(), changed)).differingBytes).toBeGreaterThan(0);
});

test("files that all claim the whole image cost a bounded number of reads", async () => {
  const changed = patched(baseImage(), (image) => {
    for (const name of ["LEESMIJ.txt", "groot.bin", "gelijk-1.txt", "gelijk-2.txt", "MANIFEST", "SEAL"]) {
      writeBoth32(image, 0, recordAt(image, name) + 2);
      writeBoth32(image, 0xfffffff0, recordAt(image, name) + 10);
    }
  });
  const found = await compare(baseImage(), changed).catch((error: unknown) => error);
  if (found instanceof ReproduceError) expect(found.code).toBe("LIMIT");
  else expect(found).toMatchObject({ outcome: expect.stringMatching(/differ|unexplained/) });
});

test("a file's data is explained even where all files overlap", async () => {
  const changed = patched(baseImage(), (image) =>
    writeBoth32(image, dataAt(image, "SEAL") / sectorSize, recordAt(image, "LEESMIJ.txt") + 2),
  );
  const found = await compare(baseImage(), changed);
  expect(found.causes).toContain("content");
  expect(found.groups.find(({ cause }) => cause === "content")?.examples[0]?.where).toBe("/LEESMIJ.txt");
});

test("names that would steer a terminal are spelt out", async () => {
  const evil = "\u001b[2J<script>.\u202etxt";
  const found = await compare(baseImage(), image({ ...content, [evil]: "x" }));
  const text = renderComparison(found, "en", (line) => line);
  expect(text).toContain("\\u{1b}[2J<script>.\\u{202e}txt");
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  expect(renderComparisonPage(found, "en")).toContain("[2J&lt;script&gt;.");
  expect(renderComparisonPage(found, "en")).not.toContain("<script");
});

test("a flipped bit anywhere in the structure: every byte accounted for, nothing thrown but our own error", async () => {
  const base = baseImage();
  const end = dataAt(base, "SEAL");
  // A fixed walk, each step a prime: some 150 places in all of the structure.
  for (let at = 16 * sectorSize, step = 0; at < end; at += 251 - (step % 7), step++) {
    if (step % 3 !== 0 && base.readUInt8(at) === 0) continue;
    const changed = patched(base, (image) => void image.writeUInt8(image.readUInt8(at) ^ (1 << (step % 8)), at));
    const found = await compare(base, changed).catch((error: unknown) => error);
    if (found instanceof ReproduceError) continue;
    expect(found, `byte ${at}`).toMatchObject({ differingBytes: 1 });
    const { groups, outcome, explainedBytes } = found as Awaited<ReturnType<typeof compare>>;
    expect(groups.length, `byte ${at}`).toBeGreaterThan(0);
    expect(outcome === "unexplained" ? 0 : 1, `byte ${at}`).toBeLessThanOrEqual(explainedBytes);
    expect(
      groups.reduce((sum, { bytes }) => sum + bytes, 0),
      `byte ${at}`,
    ).toBe(1);
  }
});
