// Changes every byte of the structure of a tiny image: each change is noticed, and none does harm.

import { describe, expect, test } from "vitest";
import { IsoError } from "../../src/iso9660/index.ts";
import { has } from "../tools.ts";
import fc from "../world/properties.ts";
import { read } from "./image.ts";
import { tinyImage } from "./tiny.ts";

const firstSector = 16;

/** What the reader says of an image: findings, or the code of the error. */
async function judge(image: Uint8Array): Promise<number | string> {
  try {
    return (await read(image)).findings.length;
  } catch (error) {
    if (error instanceof IsoError) return error.code;
    throw error;
  }
}

describe.skipIf(!has("xorrisofs"))("structure", () => {
  test("each changed byte is noticed", async () => {
    const { image, end } = tinyImage();
    expect(await judge(image)).toBe(0);
    const unnoticed: string[] = [];
    for (let at = firstSector * 2048; at < end * 2048; at++) {
      const before = image[at] ?? 0;
      // Of the zeros every seventh; large.slow.ts changes each bit of each byte.
      const masks = before !== 0 ? [1 << (at % 8), 0x20, 0xff] : at % 7 === 0 ? [1 << (at % 8)] : [];
      for (const mask of masks) {
        image[at] = before ^ mask;
        if ((await judge(image)) === 0) unnoticed.push(`sector ${Math.floor(at / 2048)} byte ${at % 2048} ^ ${mask}`);
      }
      image[at] = before;
    }
    expect(unnoticed).toEqual([]);
  });

  test("many changed bytes do no harm", async () => {
    const { image, end } = tinyImage();
    // Three of four changes hit bytes that mean something: most of the structure is zeros.
    const [from, to] = [firstSector * 2048, end * 2048 - 1];
    const places = Array.from({ length: to - from }, (_, i) => from + i).filter((at) => image[at] !== 0);
    const place = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...places) },
      { weight: 1, arbitrary: fc.integer({ min: from, max: to }) },
    );
    const value = fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(...image.subarray(from, to)));
    const change = fc.tuple(place, value);
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 40 }), async (changes) => {
        const changed = Uint8Array.from(image);
        for (const [at, value] of changes) changed[at] = value;
        const isSame = changes.every(([at]) => changed[at] === image[at]);
        expect((await judge(changed)) === 0).toBe(isSame);
      }),
      { numRuns: 3000, seed: 20270115 },
    );
  });
});
