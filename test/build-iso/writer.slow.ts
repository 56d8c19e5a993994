// Our own writer against xorriso where it takes minutes: thousands of trees, gigabytes in one file, as many files and folders as a disc
// can have. Nothing is stored: both images are hashed as they come.

import { createHash } from "node:crypto";
import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type ImageRecipe, planImage } from "../../src/build-iso/writer/index.ts";
import { readVolume } from "../../src/iso9660/index.ts";
import { pathTable } from "../layout/descriptor.ts";
import { makeTree } from "../layout/tree.ts";
import { has, run } from "../tools.ts";
import { contentOf, differing, ownImage, runJudge, withStage } from "./writer-judge.ts";
import { treeOf } from "./writer-trees.ts";

const facts = { volume: "VOL", publisher: "KIESRAAD", date: "2027-01-15T12:00:00Z" };

function* trees(from: number, count: number) {
  for (let seed = from; seed < from + count; seed++) yield treeOf(seed);
}

/** Both writers' digests. Files of more than a megabyte are holes. */
async function digests(recipe: ImageRecipe): Promise<{ own: string; judges: string }> {
  const hole = 1024 * 1024;
  const zeros = Buffer.alloc(hole);
  const own = createHash("sha256");
  const hashZeros = (count: number) => {
    for (let left = count; left > 0; left -= hole) own.update(zeros.subarray(0, Math.min(hole, left)));
  };
  for (const piece of planImage(recipe).pieces()) {
    if (piece.kind === "bytes") own.update(piece.bytes);
    else if (piece.kind === "zeros") hashZeros(piece.count);
    else if (piece.size > hole) hashZeros(piece.size);
    else own.update(contentOf(piece.index, piece.size));
  }
  const judges = createHash("sha256");
  const write = (path: string, index: number) => {
    const size = recipe.files[index]?.size ?? 0;
    writeFileSync(path, size > hole ? "" : contentOf(index, size));
    if (size > hole) truncateSync(path, size);
  };
  await withStage(recipe, write, (folder) => runJudge(recipe, folder, (bytes) => void judges.update(bytes)));
  return { own: own.digest("hex"), judges: judges.digest("hex") };
}

describe.skipIf(!has("xorrisofs"))("the image of our own writer is xorriso's", () => {
  test("for 5,000 trees", async () => {
    expect(await differing(trees(0, 5000))).toEqual([]);
  });

  test("for 1,000 trees by another xorriso", async ({ skip }) => {
    const other = run("bash", [join(import.meta.dirname, "../../scripts/other.sh"), "xorriso"]);
    if (other.status !== 0) skip(other.stderr.trim());
    expect(await differing(trees(5000, 1000), other.stdout.trim())).toEqual([]);
  });

  test("for files of 4 GiB and around: one extent, two, and three, and names that are continued in each", async () => {
    const whole = 0xffff_f800; // bytes of an extent that another follows
    const sizes = [0xffff_ffff, 0x1_0000_0000, whole + 0xffff_ffff, 2 * whole + 1, 1];
    const files = sizes.map((size, i) => ({ path: `map/${`${i}-`.padEnd(i % 2 === 0 ? 96 : 20, "n")}`, size }));
    const { own, judges } = await digests({ ...facts, files, emptyFolders: [] });
    expect(own).toBe(judges);
  });

  test("for 100,000 files", async () => {
    const files = Array.from({ length: 100_000 }, (_, i) => ({
      path: `gemeente ${i % 1000}/kieskring ${i % 7}/stembureau ${i}.xml`,
      size: i % 3000,
    }));
    const { own, judges } = await digests({ ...facts, files, emptyFolders: [] });
    expect(own).toBe(judges);
  });

  const digits = (value: number) => String(value).padStart(3, "0");
  /** 65,535 folders, the root among them: 181 with all others in them, and one in the very last of these. */
  const second = Array.from({ length: 65_352 }, (_, i) => `${digits(i % 181)}/${digits(Math.floor(i / 181))}`);
  const most = [...second.filter((path) => path !== "180/360"), "180/360/onder"];

  test("for 65,535 folders, of which the last but one is the parent of the last; of one more neither it nor a third program makes any", async () => {
    const files = [{ path: "a.txt", size: 1 }];
    const { own, judges } = await digests({ ...facts, files, emptyFolders: most });
    expect(own).toBe(judges);
    const third = (folders: string[]) => pathTable(makeTree(files, folders), false, false, () => 0).length;
    expect(third(most)).toBe(10 + 65_533 * 12 + 14);
    expect(() => third([...most, "een te veel"])).toThrow("expected at most 65535 folders, found 65536");
    expect(() => planImage({ ...facts, files, emptyFolders: [...most, "een te veel"] })).toThrow("65536 folders");
  });
});

test("of the most folders that a seal can stand behind, the verifier's reader has nothing to say", async () => {
  const folders = (count: number) => Array.from({ length: count }, (_, i) => `${i % 250}/${i}`);
  const files = [
    { path: "ZEGEL/SEAL", size: 262_144 },
    { path: "a.txt", size: 1 },
  ];
  const recipe = { ...facts, files, emptyFolders: folders(46_359) };
  expect(() => planImage({ ...recipe, emptyFolders: folders(46_360) })).toThrow("a verifier takes");
  const image = ownImage(recipe);
  const volume = await readVolume({ read: async (lba, count) => image.subarray(lba * 2048, (lba + count) * 2048) });
  expect(volume.findings).toEqual([]);
  expect(volume.folders).toHaveLength(46_359 + 250 + 1);
});
