// The first look, before the long read: it spares time, and never ends a verification that could have said more.

import { rmSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { encodeSeal, encodeZegelcode, sealPath, sealSize, textDigest } from "../../src/format/index.ts";
import { nodePlatform } from "../../src/verify/node/platform.ts";
import { FolderTree } from "../../src/verify/node/tree.ts";
import { claimOf, codeFits } from "../../src/verify/peek.ts";
import { type Medium, ReadError, type Tree } from "../../src/verify/proof/ports.ts";
import { makeDisc, withSeal } from "./fixture.ts";
import { folderOf, MemoryMedium, ScratchedMedium } from "./harness.ts";

const disc = makeDisc();
const other = makeDisc({ payload: { "ander.txt": "een andere uitgave" } });

const onMedium = (medium: Medium, code = disc.code) =>
  codeFits({ kind: "image", medium, mounted: undefined }, code, nodePlatform);
const inTree = (tree: Tree, code = disc.code) =>
  codeFits({ kind: "tree", tree, deniedDevice: undefined }, code, nodePlatform);

describe("whether the code is the disc's", () => {
  test("of an image, of a folder", async () => {
    expect(await onMedium(new MemoryMedium(disc.image))).toBe(true);
    expect(await onMedium(new MemoryMedium(disc.image), other.code)).toBe(false);
    const tree = new FolderTree(folderOf(disc));
    expect(await inTree(tree)).toBe(true);
    expect(await inTree(tree, other.code)).toBe(false);
  });

  test("not known where the seal, or all, cannot be read", async () => {
    const sector = disc.release.sealOffset / 2048;
    expect(await onMedium(new ScratchedMedium(disc.image, [sector + 1]))).toBeUndefined();
    expect(await onMedium(new ScratchedMedium(disc.image, [16]))).toBe(true); // found without directories
    class Scratched extends FolderTree {
      override read(path: string, take: (bytes: Uint8Array) => boolean): Promise<void> {
        return path === sealPath ? Promise.reject(new ReadError("EIO", path)) : super.read(path, take);
      }
    }
    expect(await inTree(new Scratched(folderOf(disc)))).toBeUndefined();
  });

  test("not known where there is no seal, or less than one", async () => {
    expect(await onMedium(new MemoryMedium(new Uint8Array(500_000)))).toBeUndefined();
    const spoilt = folderOf(disc);
    truncateSync(join(spoilt, sealPath), sealSize - 1);
    expect(await inTree(new FolderTree(spoilt))).toBeUndefined();
    rmSync(join(spoilt, sealPath));
    expect(await inTree(new FolderTree(spoilt))).toBeUndefined();
  });
});

describe("what a disc says of itself", () => {
  const claim = (image: Uint8Array) =>
    claimOf({ kind: "image", medium: new MemoryMedium(image), mounted: undefined }, nodePlatform);

  test("its code and its release, signed or not", async () => {
    expect(await claim(disc.image)).toEqual({ code: disc.code, release: disc.release });
    expect(await claim(makeDisc({ signers: [] }).image)).toMatchObject({ release: { product: disc.release.product } });
  });

  test("a release that is no text of ours is none, and its code still does not fit", async () => {
    const text = "zegel/release v9\n";
    const seal = { ...disc.seal, release: { ...disc.seal.release, text } };
    const image = withSeal(disc.image, disc.release.sealOffset, encodeSeal(seal));
    expect(await claim(image)).toEqual({ code: encodeZegelcode(textDigest(text)), release: undefined });
    expect(await onMedium(new MemoryMedium(image))).toBe(false);
  });
});
