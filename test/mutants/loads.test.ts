// Stryker takes a test file that breaks on loading for one without a failure: here the loading itself is the test.

import { expect, test } from "vitest";

test("the judges and the proof load", async () => {
  const { judgeSeal } = await import("../../src/trust/index.ts");
  const { verifyDisc } = await import("../../src/verify/verify-disc.ts");
  expect([judgeSeal, verifyDisc].map((each) => typeof each)).toEqual(["function", "function"]);
});
