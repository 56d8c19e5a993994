// Intrekkingscodes: what is told of a slip, and that no other code passes for one.

import { describe, expect, test } from "vitest";
import {
  encodeRecallCode,
  encodeZegelcode,
  FormatError,
  parseRecallCode,
  readRecallCode,
} from "../../src/format/index.ts";
import fc from "../world/properties.ts";

const hex = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString("hex"));
const number = fc.integer({ min: 1, max: 256 });

describe("an intrekkingscode", () => {
  test("says its number and the start of the image's digest", () => {
    fc.assert(
      fc.property(number, hex, (n, image) => {
        const code = encodeRecallCode(n, image);
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}$/);
        expect(parseRecallCode(code.toLowerCase().replaceAll("-", " "))).toEqual({
          number: n,
          imageStart: image.slice(0, 18),
        });
      }),
    );
  });

  test("a wrong digit is told by its group, and no other group is accused", () => {
    const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    fc.assert(
      fc.property(number, hex, fc.nat(19), fc.integer({ min: 1, max: 31 }), (n, image, at, by) => {
        const bare = encodeRecallCode(n, image).replaceAll("-", "");
        const wrong = digits.charAt((digits.indexOf(bare.charAt(at)) + by) % 32);
        const { groups, code } = readRecallCode(bare.slice(0, at) + wrong + bare.slice(at + 1));
        expect(groups).toEqual([0, 1, 2, 3].map((g) => g !== Math.floor(at / 5)));
        expect(code).toBeUndefined();
      }),
    );
  });

  test("no group of a zegelcode or of a control number passes for one", () => {
    fc.assert(
      fc.property(hex, fc.nat(6), (sha256, from) => {
        const groups = encodeZegelcode(sha256).split("-");
        const four = [0, 1, 2, 3].map((i) => groups[(from + i) % 7] ?? "");
        expect(readRecallCode(four.join("-")).groups).toEqual([false, false, false, false]);
      }),
    );
  });

  test("numbers beyond a list's limit and short digests are refused, the limits themselves are not", () => {
    const image = "a".repeat(64);
    for (const n of [0, 257, 1.5, -1, Number.NaN]) expect(() => encodeRecallCode(n, image)).toThrow(FormatError);
    expect(() => encodeRecallCode(1, "a".repeat(63))).toThrow(FormatError);
    expect(parseRecallCode(encodeRecallCode(256, image)).number).toBe(256);
    expect(parseRecallCode(encodeRecallCode(1, image)).number).toBe(1);
  });
});
