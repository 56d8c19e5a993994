// Every byte of a disc's structure, changed before the release: the image is released anew and signed as it is, so that no digest
// differs, and what it holds alone can refuse it. One bit of each byte. All of them are run in two halves, since that takes a while; some of them with every test.

import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { encodeSeal, manifestPath, sealSize } from "../../src/format/index.ts";
import { readVolume, sectorBytes } from "../../src/iso9660/index.ts";
import { nodeSignatureCheck } from "../../src/verify/node/platform.ts";
import { byAnna, releaseOf } from "./every-byte.ts";
import { makeDisc, testKey, testRoot } from "./fixture.ts";
import { quickPlatform, verifyImageBytes } from "./harness.ts";

/** Folders, empty ones too, a name that is continued, an empty file, letters that are not ASCII. */
const payload = {
  "LEESMIJ.txt": "Lees dit eerst.\n",
  "leeg.bin": "",
  [`map/diep/${"lange naam ".repeat(8)}b`]: "lang\n",
  "map/aap.txt": "aap\n",
  "programma/uitslagen één.jar": "PK\n".repeat(1000),
};

/** The bytes `first`, `first + step` and so on; there are `least` of them at least. */
export function testEveryByteBefore(first: number, step: number, least: number): void {
  test(`no byte of the structure changed before the release is ECHT, from ${first} by ${step}`, async () => {
    const one = [{ name: "officers", threshold: 1, members: ["anna"] }];
    const disc = makeDisc({
      payload,
      root: testRoot({ keys: [testKey("anna")], groups: one }),
      signers: ["anna"],
      seal: byAnna,
    });
    const platform = { ...quickPlatform(), check: nodeSignatureCheck }; // every signature is an honest one
    const again = releaseOf(disc);
    expect((await verifyImageBytes(again(disc.unsealed).image, again(disc.unsealed), {}, platform)).verdict).toBe(
      "ECHT",
    );
    const { sealOffset } = disc.release;
    const behindSeal = sealOffset + sealSize;
    const read = async (lba: number, count: number) =>
      disc.unsealed.subarray(lba * sectorBytes, (lba + count) * sectorBytes);
    const regions = [...(await readVolume({ read })).regions];
    /** What is neither the seal's place nor the content of a file: that is the manifest's to tell. */
    const isMetadata = (at: number) => {
      const sector = Math.floor(at / sectorBytes);
      const region = regions.find(({ from, count }) => sector >= from && sector < from + count);
      if (region?.kind === "padding" && at >= behindSeal) return at % 16 === 0; // zeros are due, whichever byte it is
      if (region?.kind !== "file") return true;
      return region.path === manifestPath || sector === region.from + region.count - 1;
    };
    const verdicts = new Map<string, number>();
    const image = Buffer.from(disc.unsealed);
    for (let at = first; at < image.length; at += step) {
      if ((at >= sealOffset && at < behindSeal) || !isMetadata(at)) continue;
      const mask = 1 << (Math.floor(at / step) % 8);
      image[at] = (image[at] ?? 0) ^ mask;
      const released = again(image);
      const { verdict } = await verifyImageBytes(released.image, released, {}, platform);
      image[at] = (image[at] ?? 0) ^ mask;
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      if (verdict === "ECHT") expect([at, mask, verdict]).toEqual("refused");
    }
    const count = [...verdicts.values()].reduce((sum, one) => sum + one, 0);
    console.log(`${count} bytes: ${[...verdicts].map(([verdict, times]) => `${times} ${verdict}`).join(", ")}`);
    expect(count).toBeGreaterThan(least);
    expect(createHash("sha256").update(image).digest("hex")).toBe(disc.release.imageSha256); // each was put back
    expect(encodeSeal(disc.seal).length).toBe(sealSize);
  }, 7_200_000);
}
