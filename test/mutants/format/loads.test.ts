// Stryker takes a test file that breaks on loading for one without a failure: here the loading itself is the test.

import { expect, test } from "vitest";

test("the formats load", async () => {
  const { parseNote } = await import("../../../src/format/index.ts");
  expect(parseNote).toBeTypeOf("function");
});
