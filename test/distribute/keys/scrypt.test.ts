import { scryptSync } from "node:crypto";
import { expect, test } from "vitest";
import { scryptAll } from "../../../src/distribute/keys/scrypt.ts";
import { commitmentScrypt } from "../../../src/format/index.ts";

const { N, r, p, dkLen } = commitmentScrypt;
const parts = Array.from({ length: 9 }, (_, i) => ({ input: Uint8Array.of(i), salt: Uint8Array.of(255 - i) }));
const expected = parts.map(({ input, salt }) => scryptSync(input, salt, dkLen, { N, r, p }).toString("hex"));

test("threads give what one gives, in the order that was asked", async () => {
  expect(await scryptAll(parts, 2)).toEqual(expected);
  expect(await scryptAll(parts, 4)).toEqual(expected);
});

test("few are made without a thread, and none of none", async () => {
  expect(await scryptAll(parts.slice(0, 2))).toEqual(expected.slice(0, 2));
  expect(await scryptAll([])).toEqual([]);
});
