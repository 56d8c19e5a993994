// The look at a fresh image says nothing about a good one and names what is wrong with a bad one.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { manifestPath } from "../../src/format/index.ts";
import { checkBuiltImage } from "../../src/verify/check-built.ts";
import { temporaryFolder } from "../tools.ts";
import { buildImage, makeDisc, sha256Of } from "./fixture.ts";

const disc = makeDisc();
const manifest = disc.files[manifestPath] ?? new Uint8Array();

function check(image: Uint8Array, release = disc.release): Promise<readonly string[]> {
  const path = join(temporaryFolder(), "unsealed.iso");
  writeFileSync(path, image);
  return checkBuiltImage(path, release, manifest);
}

/** A release that names the digest of a bad image, so that only the other checks can see what is wrong. */
const signing = (image: Uint8Array) => ({ ...disc.release, imageSha256: sha256Of(image), imageSize: image.length });

describe("a fresh image", () => {
  test("is good", async () => {
    expect(await check(disc.unsealed)).toEqual([]);
  });

  test("was written otherwise than hashed", async () => {
    const image = Buffer.from(disc.unsealed);
    image[image.length - 1] = 1;
    expect((await check(image)).join()).toMatch(/it was written as/);
  });

  test("holds a file with another content", async () => {
    const image = Buffer.from(disc.unsealed);
    image.write("L", image.indexOf("uitslag\n"));
    expect(await check(image, signing(image))).toEqual([expect.stringMatching(/map met spatie\/\[1\] uitslag.txt/)]);
  });

  test("has a seal already, a byte in its padding, a file too many", async () => {
    const sealed = Buffer.from(disc.unsealed);
    sealed[disc.release.sealOffset] = 10;
    expect(await check(sealed, signing(sealed))).toEqual(["the seal's place is not empty"]);
    const padded = Buffer.from(disc.unsealed);
    padded[padded.length - 1] = 1;
    expect(await check(padded, signing(padded))).toEqual([expect.stringMatching(/^not zero/)]);
    const more = buildImage({ ...disc.files, "extra.txt": "x" }, disc.folders);
    expect((await check(more, signing(more))).join()).toMatch(/extra\.txt/);
  });

  test("is no image", async () => {
    expect(await check(Buffer.alloc(700_000))).toEqual([expect.stringMatching(/cannot be read/)]);
  });
});
