// Every sector of the medium stands in the account once, whatever the medium: the sum is the medium.

import { beforeAll, describe, expect, test } from "vitest";
import { countSectors } from "../../src/verify/explain/sectors.ts";
import { type Report, type SectorCounts, sectorClasses } from "../../src/verify/proof/report.ts";
import { type Disc, makeDisc } from "./fixture.ts";
import { folderOf, MemoryMedium, quickPlatform, ScratchedMedium, verifyFolder, verifyMedium } from "./harness.ts";

const platform = quickPlatform();
let disc: Disc;
let sectors: number;

beforeAll(() => {
  disc = makeDisc();
  sectors = disc.image.length / 2048;
});

const sumOf = (counts: SectorCounts) => sectorClasses.reduce((sum, kind) => sum + counts[kind], 0);
const placesOf = (report: Report) => report.sectors?.unexplainedAt.map(({ from, count }) => [from, count]);
const verify = (image: Uint8Array) => verifyMedium(new MemoryMedium(image), disc, {}, platform);
const sectorOf = (content: string) => Math.floor(disc.image.indexOf(content) / 2048);

/** Counted by hand from the files: full sectors, last ones that are not full, and what those leave. */
function dueOf({ files }: Disc) {
  const sizes = Object.entries(files).flatMap(([path, bytes]) => (path === "ZEGEL/SEAL" ? [] : [bytes.length]));
  const withSlack = sizes.filter((size) => size % 2048 !== 0);
  return {
    seal: 128,
    files: sizes.reduce((sum, size) => sum + Math.floor(size / 2048), 0),
    slack: withSlack.length,
    slackBytes: withSlack.reduce((sum, size) => sum + 2048 - (size % 2048), 0),
  };
}

describe("a file", () => {
  test("the good disc: all sectors explained, each class as counted from its files", async () => {
    const { verdict, sectors: counts } = await verify(disc.image);
    expect(verdict).toBe("ECHT");
    const none = { unexplained: 0, behind: 0, unreadable: 0, unread: 0, unexplainedAt: [] };
    expect(counts).toMatchObject({ ...dueOf(disc), ...none, total: sectors });
    // 16 of the system area, 150 of the padding, 1 to which empty files point; the rest is structure.
    expect(counts).toMatchObject({ zero: 167 });
    if (counts !== undefined) expect(sumOf(counts)).toBe(sectors);
  });

  test("a byte in the padding, in a file's slack, in the system area: unexplained, with its sectors", async () => {
    const changed = (at: number) => {
      const image = Buffer.from(disc.image);
      image[at] = 1;
      return verify(image);
    };
    const good = await verify(disc.image);
    expect(placesOf(await changed(disc.image.length - 1))).toEqual([[sectors - 150, 150]]);
    expect(placesOf(await changed(7))).toEqual([[0, 16]]);
    const report = await changed(disc.image.indexOf("Lees dit eerst.\n") + 1000);
    expect(placesOf(report)).toEqual([[sectorOf("Lees dit eerst.\n"), 1]]);
    expect(report.sectors?.slack).toBe((good.sectors?.slack ?? 0) - 1);
    if (report.sectors !== undefined) expect(sumOf(report.sectors)).toBe(sectors);
  });

  test.each([
    ["a byte too many", 1, { unread: 1, unexplained: 0 }],
    ["a second session", 11_400 * 2048, { unread: 11_400, unexplained: 0 }],
    ["a byte too few", -1, { unread: 0, unexplained: 0 }],
    ["a sector too few", -2048, { unread: 0, unexplained: 0 }],
  ])("%s", async (_what, more, due) => {
    const image = Buffer.alloc(disc.image.length + more);
    disc.image.copy(image);
    const { sectors: counts } = await verify(image);
    expect(counts).toMatchObject({ ...due, total: Math.ceil(image.length / 2048) });
    if (counts !== undefined) expect(sumOf(counts)).toBe(counts.total);
  });
});

describe("a drive", () => {
  test.each([
    ["run-out of zeros", [], { behind: 2, unreadable: 0 }],
    ["run-out of which one cannot be read", [1], { behind: 1, unreadable: 1 }],
  ])("%s", async (_what, bad, due) => {
    const image = Buffer.concat([disc.image, Buffer.alloc(2 * 2048)]);
    const medium = new ScratchedMedium(
      image,
      bad.map((i) => sectors + i),
    );
    const { verdict, sectors: counts } = await verifyMedium(medium, disc, {}, platform);
    expect(verdict).toBe("ECHT");
    expect(counts).toMatchObject({ ...due, total: sectors + 2, unexplained: 0 });
  });

  test("scratches: unreadable, not what they should have been", async () => {
    const good = await verify(disc.image);
    const first = sectorOf("uitslag\nuitslag");
    const medium = new ScratchedMedium(disc.image, [first, first + 1, sectorOf("Lees dit eerst.\n"), sectors - 1]);
    const { verdict, sectors: counts } = await verifyMedium(medium, disc, {}, platform);
    expect(verdict).toBe("ONLEESBAAR");
    expect(counts).toMatchObject({
      unreadable: 4,
      files: (good.sectors?.files ?? 0) - 2,
      slack: (good.sectors?.slack ?? 0) - 1,
      slackBytes: (good.sectors?.slackBytes ?? 0) - (2048 - 16),
      zero: 166,
      unexplained: 0,
    });
    if (counts !== undefined) expect(sumOf(counts)).toBe(sectors);
  });

  test("a capacity that nobody knows: what was read is counted", async () => {
    const medium = new MemoryMedium(disc.image, "drive", "unknown");
    const { sectors: counts } = await verifyMedium(medium, disc, {}, platform);
    expect(counts).toMatchObject({ total: sectors, unexplained: 0 });
  });
});

test("not seen: a folder, and an image of which nothing was trusted", async () => {
  expect((await verifyFolder(folderOf(disc), disc)).sectors).toBeUndefined();
  expect((await verify(disc.unsealed)).sectors).toBeUndefined();
  expect((await verify(disc.image)).sectors).toBeDefined();
});

test("a volume without a map, and gaps across stretches", () => {
  const seen = { capacity: 40 * 2048, passed: 30 * 2048, regions: [], notZero: [], isBehindRead: false };
  const gaps = [
    { from: 2048, to: 3 * 2048 },
    { from: 29 * 2048, to: 30 * 2048 },
  ];
  const counts = countSectors({ ...seen, gaps });
  expect(counts).toMatchObject({ total: 40, unexplained: 27, unreadable: 3, unread: 10 });
  expect(counts.unexplainedAt).toEqual([{ from: 0, count: 30 }]);
  const file = (path: string, from: number) => ({ kind: "file", path, from, count: 2, slack: 100 }) as const;
  const mapped = countSectors({
    ...seen,
    regions: [file("a", 0), file("b", 2), file("c", 4)],
    gaps: [{ from: 1 * 2048, to: 5 * 2048 }],
  });
  expect(mapped).toMatchObject({ files: 1, slack: 1, slackBytes: 100, unreadable: 4, unexplained: 24, unread: 10 });
  expect(mapped.unexplainedAt).toEqual([{ from: 6, count: 24 }]);
});

test("ten thousand unexplained stretches are counted, the first 200 listed", () => {
  const regions = Array.from(
    { length: 20_000 },
    (_, i) => ({ kind: i % 2 === 0 ? "unexplained" : "directory", path: "", from: i, count: 1, slack: 0 }) as const,
  );
  const all = { capacity: undefined, passed: 20_000 * 2048, regions, notZero: [], gaps: [], isBehindRead: false };
  const counts = countSectors(all);
  expect(counts).toMatchObject({ total: 20_000, unexplained: 10_000, structure: 10_000 });
  expect(counts.unexplainedAt).toHaveLength(200);
});
