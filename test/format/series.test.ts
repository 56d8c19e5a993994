// Which releases are of one series, as people see product and election.

import { expect, test } from "vitest";
import { seenName, seriesOf } from "../../src/format/series.ts";

const own = { product: "OSV Suite", election: "TK2027", role: "GSB" };

test.each([
  ["the same", {}, true],
  ["capitals of the product", { product: "osv SUITE" }, true],
  ["a run of blanks", { product: "OSV   Suite" }, true],
  ["capitals of the election", { election: "tk2027" }, true],
  ["a product without the blank", { product: "OSVSuite" }, false],
  ["a product with an underscore for the blank", { product: "OSV_Suite" }, false],
  ["another election", { election: "TK2028" }, false],
  ["another role", { role: "HSB" }, false],
  ["words that would run together", { product: "OSV Suite TK2027", election: "TK2027" }, false],
])("%s", (_name, change, isSame) => {
  expect(seriesOf({ ...own, ...change }) === seriesOf(own)).toBe(isSame);
});

test("a name that is seen the same stays the same", () => {
  for (const name of ["OSV", "osv", "OSV  x Y"]) expect(seenName(seenName(name))).toBe(seenName(name));
});
