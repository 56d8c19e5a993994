import { describe, expect, test } from "vitest";
import {
  ceil,
  compare,
  floor,
  fraction,
  minus,
  over,
  plus,
  show,
  times,
} from "../../../src/crosscheck/seats/fraction.ts";
import { assert, bigInt, property } from "../../world/properties.ts";

const part = bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
const positive = bigInt({ min: 1n, max: 10n ** 12n });

describe("fractions", () => {
  test("are shown whole part apart and in lowest terms", () => {
    const shown = ([numerator, denominator]: readonly [number, number]) => show(fraction(numerator, denominator));
    const cases = [
      [550, 1],
      [1701, 5],
      [6, 8],
      [-1, 2],
      [-7, 2],
      [0, 9],
      [10422852, 150],
    ] as const;
    expect(cases.map(shown)).toEqual(["550", "340 1/5", "3/4", "-1/2", "-3 1/2", "0", "69485 17/25"]);
  });

  test("never lose anything: what is added comes off, what is multiplied divides out", () => {
    assert(
      property(part, positive, part, positive, (a, b, c, d) => {
        const [one, other] = [fraction(a, b), fraction(c, d)];
        expect(compare(minus(plus(one, other), other), one)).toBe(0);
        expect(compare(over(times(one, fraction(d)), fraction(d)), one)).toBe(0);
        expect(compare(one, other)).toBe(-compare(other, one) + 0);
      }),
    );
  });

  test("lie between the whole numbers around them", () => {
    assert(
      property(part, positive, (a, b) => {
        const one = fraction(a, b);
        expect(compare(fraction(floor(one)), one)).toBeLessThanOrEqual(0);
        expect(compare(fraction(floor(one) + 1n), one)).toBe(1);
        expect(compare(fraction(ceil(one)), one)).toBeGreaterThanOrEqual(0);
        expect(compare(fraction(ceil(one) - 1n), one)).toBe(-1);
      }),
    );
  });

  test("have no denominator of nothing", () => {
    expect(() => fraction(1, 0)).toThrow(RangeError);
    expect(() => over(fraction(1), fraction(0))).toThrow(RangeError);
    expect(show(over(fraction(1), fraction(2)))).toBe("1/2");
  });
});
