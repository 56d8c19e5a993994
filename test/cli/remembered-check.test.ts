// A check of signatures that remembers: it may never answer for another key, message or signature.

import { expect, test } from "vitest";
import { rememberedCheck, signatureCheck } from "../../src/cli/disc/platform-signature.ts";
import { signatureVectors } from "../vectors/forge.ts";

const vectors = signatureVectors();

/** It, and how often it asked. */
function counted() {
  let asked = 0;
  const judge = rememberedCheck((...about) => {
    asked++;
    return signatureCheck(...about);
  });
  return { judge, asked: () => asked };
}

test("answers as the check does, and asks it once of each key, message and signature", async () => {
  const { judge, asked } = counted();
  for (const time of [1, 2])
    for (const { name, key, message, signature, isGood } of vectors)
      expect([time, name, await judge(key, message, signature)]).toEqual([time, name, isGood]);
  const distinct = new Set(
    vectors.map(({ key, message, signature }) => [key, message, signature].map((one) => one.join()).join(" ")),
  );
  expect(asked()).toBe(distinct.size);
});

test("a byte of any of the three makes another question", async () => {
  const { judge, asked } = counted();
  const [good] = vectors.filter(({ isGood }) => isGood);
  const { key, message, signature } = good as (typeof vectors)[number];
  const changed = (bytes: Uint8Array) => bytes.map((byte, i) => (i === bytes.length - 1 ? byte ^ 1 : byte));
  expect(await judge(key, message, signature)).toBe(true);
  expect(await judge(changed(key), message, signature)).toBe(false);
  expect(await judge(key, Uint8Array.of(...message, 1), signature)).toBe(false);
  expect(await judge(key, message, changed(signature))).toBe(false);
  expect([await judge(key, message, signature), asked()]).toEqual([true, 4]);
});
