// Our own writer: the same bytes as xorriso, as the page, as a third program made from the page; and what it refuses.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BuildError } from "../../src/build-iso/error.ts";
import { canarySha256, checkXorriso } from "../../src/build-iso/image/canary.ts";
import { planDisc, refusePlan } from "../../src/build-iso/release/disc-plan.ts";
import { type ImageRecipe, type Piece, planImage, sealEndLimit } from "../../src/build-iso/writer/index.ts";
import { sealSize } from "../../src/format/index.ts";
import { defaultLimits, readVolume } from "../../src/iso9660/index.ts";
import { prefixLimit } from "../../src/verify/proof/read/prefix.ts";
import { computeLayout } from "../layout/layout.ts";
import { has, temporaryFolder } from "../tools.ts";
import { contentOf, differenceOf, differing, judgesImage, ownImage } from "./writer-judge.ts";
import { treeOf } from "./writer-trees.ts";

const facts = { volume: "VOL", publisher: "KIESRAAD", date: "2027-01-15T12:00:00Z" };
const one = { path: "a.txt", size: 1 };
const seal = { path: "ZEGEL/SEAL", size: sealSize };
const trees = Array.from({ length: 100 }, (_, seed) => treeOf(seed));

describe.skipIf(!has("xorrisofs"))("the image of our own writer is xorriso's", () => {
  test("for 100 trees", async () => {
    expect(await differing(trees)).toEqual([]);
  });

  test("and one other byte in any of its pieces would be seen", async () => {
    const tree = treeOf(3);
    const judges = await judgesImage(tree);
    expect(differenceOf(ownImage(tree), judges)).toBeUndefined();
    const pieces = [...planImage(tree).pieces()].length;
    expect(pieces).toBeGreaterThan(20);
    for (let spoilt = 0; spoilt < pieces; spoilt++) {
      let i = 0;
      const own = ownImage(tree, (_piece, bytes) => {
        if (i++ === spoilt) bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      });
      expect(differenceOf(own, judges)).toMatch(/^sector \d+ byte \d+: expected [0-9a-f]+ as xorriso has it, found/);
    }
    for (const own of [judges.subarray(1), judges.subarray(0, -1), Buffer.concat([judges, Buffer.alloc(1)])])
      expect(differenceOf(own, judges)).toBeDefined();
  });
});

/** SHA-256 of the whole image, with these contents. */
function digestOf(recipe: ImageRecipe, contents: readonly Uint8Array[]): string {
  const hash = createHash("sha256");
  for (const piece of planImage(recipe).pieces()) hash.update(bytesOf(piece, contents));
  return hash.digest("hex");
}

function bytesOf(piece: Piece, contents: readonly Uint8Array[]): Uint8Array {
  if (piece.kind === "bytes") return piece.bytes;
  return piece.kind === "zeros" ? new Uint8Array(piece.count) : (contents[piece.index] ?? new Uint8Array());
}

describe("without a judge", () => {
  test("the canary has the digest that xorriso must give", async () => {
    const folder = join(temporaryFolder(), "canary");
    await expect(checkXorriso(folder, "false", undefined)).rejects.toMatchObject({ code: "XORRISO" }); // the tree stays
    const order = readFileSync(join(folder, "weights.list"), "utf8").trimEnd().split("\n");
    const paths = order.map((line) => line.replace(/^\d+ \//, ""));
    const contents = paths.map((path) => readFileSync(join(folder, "tree", path)));
    const files = paths.map((path, i) => ({ path, size: contents[i]?.length ?? 0 }));
    const recipe = { ...facts, volume: "KANARIE", files, emptyFolders: ["lege map"] };
    expect(digestOf(recipe, contents)).toBe(canarySha256);
  });

  test("the example of docs/spec/image.md has the digest that it gives", () => {
    const page = readFileSync(join(import.meta.dirname, "../../docs/spec/image.md"), "utf8");
    const digest = createHash("sha256").update("a").digest("hex");
    const manifest = Buffer.from(`# zegel/manifest v1\n# files 1\n# bytes 1\n${digest}  a.txt\n`);
    const files = [seal, { path: "ZEGEL/MANIFEST", size: manifest.length }, one];
    const contents = [new Uint8Array(sealSize), manifest, Buffer.from("a")];
    expect(page).toContain(`    ${digestOf({ ...facts, files, emptyFolders: [] }, contents)}\n`);
  });

  test.each([0, 0xffff_f800, 0xffff_ffff, 0x1_0000_0000, 0xffff_f800 + 0xffff_ffff, 3 * 0xffff_f800 + 1])(
    "a file of %d bytes has the extents that a third program gives it",
    (size) => {
      const long = { path: `b/${"n".repeat(96)}`, size };
      const files = [seal, { path: "ZEGEL/MANIFEST", size: 77 }, long, { path: "b/z", size: 5 }];
      const plan = planImage({ ...facts, files, emptyFolders: ["leeg"] });
      const pieces = [...plan.pieces()];
      const own = pieces
        .slice(
          0,
          pieces.findIndex(({ kind }) => kind === "file"),
        )
        .map((piece) => bytesOf(piece, []));
      const others = computeLayout(facts, files, ["leeg"]);
      const first = others.findIndex(({ kind }) => kind === "file data");
      const wholes = others.slice(0, first).map(({ sectors, bytes = new Uint8Array() }) => {
        return Buffer.concat([bytes, Buffer.alloc(sectors * 2048 - bytes.length)]);
      });
      expect(Buffer.concat(own).equals(Buffer.concat(wholes))).toBe(true);
      expect(plan.bytes).toBe(others.reduce((sum, { sectors }) => sum + sectors, 0) * 2048);
    },
  );
});

describe("a plan", () => {
  test("tells the bytes of all pieces and where the seal is", () => {
    for (const tree of trees) {
      const plan = planImage(tree);
      const image = ownImage(tree);
      expect([tree.what, image.length]).toEqual([tree.what, plan.bytes]);
      expect([tree.what, image.length % 2048]).toEqual([tree.what, 0]);
      const index = tree.files.findIndex(({ path }) => path === seal.path);
      expect(plan.sealOffset === undefined).toBe(index < 0);
      if (plan.sealOffset === undefined) continue;
      const content = contentOf(index, tree.files[index]?.size ?? 0);
      expect(image.subarray(plan.sealOffset, plan.sealOffset + content.length).equals(content)).toBe(true);
    }
  });

  test("gives the same pieces again, in memory of their own", () => {
    const plan = planImage(treeOf(39));
    const first = [...plan.pieces()].map((piece) => bytesOf(piece, []));
    const before = Buffer.concat(first);
    for (const bytes of first) bytes.fill(1);
    const again = Buffer.concat([...plan.pieces()].map((piece) => bytesOf(piece, [])));
    expect(again.equals(before)).toBe(true);
  });

  test("makes what the verifier's reader has nothing to say of", async () => {
    for (const tree of trees.filter(({ files }) => files.some(({ path }) => path === seal.path))) {
      const image = ownImage(tree);
      const volume = await readVolume({ read: async (lba, count) => image.subarray(lba * 2048, (lba + count) * 2048) });
      expect([tree.what, volume.findings]).toEqual([tree.what, []]);
      expect(volume.files.map(({ path }) => path).sort()).toEqual(tree.files.map(({ path }) => path).sort());
    }
  });
});

describe("refused before a byte is made", () => {
  const refusalOf = (recipe: Partial<ImageRecipe>): string => {
    try {
      planImage({ ...facts, files: [one], emptyFolders: [], ...recipe });
    } catch (error) {
      if (!(error instanceof BuildError) || error.code !== "REFUSED") throw error;
      expect(error.refusals.every(({ remedy }) => remedy !== "")).toBe(true);
      return error.message;
    }
    return "accepted";
  };
  const folders = (count: number) => Array.from({ length: count }, (_, i) => `${i % 250}/${i}`);

  test("more than 65,535 folders, the root among them", () => {
    expect(refusalOf({ emptyFolders: folders(65_535 - 251) })).toBe("accepted");
    expect(refusalOf({ emptyFolders: folders(65_536 - 251) })).toContain("65536 folders, and a disc can have 65535");
  });

  test("a seal that ends behind what a verifier keeps", () => {
    expect([sealEndLimit, sealEndLimit]).toEqual([prefixLimit, defaultLimits.metadataBytes]);
    const most = 46_359;
    const files = [seal, one];
    expect(refusalOf({ files, emptyFolders: folders(most) })).toBe("accepted");
    expect(refusalOf({ files, emptyFolders: folders(most + 1) })).toContain("a verifier takes 201326592");
  });

  test("all of it by build-iso, before anything is read", () => {
    const file = { ...one, place: "a", stamp: "", needsCopy: false };
    const reasons = (count: number) => {
      const payload = { files: [file], emptyFolders: folders(count), refusals: [] };
      return refusePlan(planDisc(payload, undefined), payload, "dvd").map(({ reason }) => reason);
    };
    expect(reasons(46_000)).toEqual([]);
    expect(reasons(46_800)).toEqual([expect.stringContaining("a verifier takes 201326592")]);
    expect(reasons(65_536 - 252)).toEqual([
      "gives a disc of 65536 folders, and a disc can have 65535",
      expect.stringContaining("a verifier takes 201326592"),
    ]);
  });

  test("more sectors than a descriptor can tell", () => {
    const large = (size: number) => ({ files: [{ path: "a.txt", size }], emptyFolders: [] });
    const size = (0xffff_ffff - 1000) * 2048;
    const most = size + 0xffff_ffff * 2048 - planImage({ ...facts, ...large(size) }).bytes;
    expect(refusalOf(large(most))).toBe("accepted");
    expect(refusalOf(large(most + 1))).toContain(
      "gives an image of 4294967296 sectors, and a volume can have 4294967295",
    );
  });

  test("a name twice, and a file where a folder must be", () => {
    expect(refusalOf({ files: [one, { path: "a.txt2", size: 1 }], emptyFolders: ["b", "b/c"] })).toBe("accepted");
    expect(refusalOf({ files: [one, one] })).toContain('"a.txt" stands twice');
    expect(
      refusalOf({
        files: [
          { path: "a/b", size: 1 },
          { path: "a", size: 1 },
        ],
      }),
    ).toContain("stands twice");
    expect(refusalOf({ emptyFolders: ["a.txt"] })).toContain("stands twice");
    expect(refusalOf({ emptyFolders: ["b", "b"] })).toContain('"b" stands twice');
  });

  test("a name of more than 96 bytes", () => {
    const named = (...names: string[]) => ({ files: names.map((path) => ({ path, size: 1 })) });
    expect(refusalOf(named("n".repeat(96)))).toBe("accepted");
    expect(refusalOf(named("n".repeat(97)))).toContain("longer than 96 bytes");
    expect(refusalOf(named(`${"n".repeat(94)}é`))).toBe("accepted");
    expect(refusalOf(named(`${"n".repeat(95)}é`))).toContain("longer than 96 bytes");
  });

  /** Counts and lengths of names, and the bytes of their continuation areas: 72 for a name of 96 bytes, 69 of 95, 68, 61, 60. */
  const longNames = (...names: readonly (readonly [count: number, length: number])[]) => {
    const lengths = names.flatMap(([count, length]) => Array.from({ length: count }, () => length));
    return lengths.map((length, i) => ({ path: `map/${String(i).padStart(2, "0").padEnd(length, "n")}`, size: 1 }));
  };
  const filled = longNames([20, 96], [5, 94], [4, 90]);
  const overfilled = longNames([19, 96], [1, 95], [5, 94], [4, 91]);

  test("more continued names than a sector holds", () => {
    expect(refusalOf({ files: filled })).toBe("accepted");
    expect(refusalOf({ files: overfilled })).toContain(
      '"map/" holds long names that need 2021 bytes of continuation areas',
    );
  });

  test.skipIf(!has("xorrisofs"))("of which xorriso makes another image than the page says", async () => {
    const recipe = { ...facts, files: filled, emptyFolders: ["map/leeg", "z"] };
    const sectors = (image: Buffer) => image.readUInt32LE(16 * 2048 + 80);
    const judges = await judgesImage(recipe);
    expect(differenceOf(ownImage(recipe), judges)).toBeUndefined();
    expect(sectors(await judgesImage({ ...recipe, files: overfilled }))).toBe(sectors(judges) + 1);
  });
});
