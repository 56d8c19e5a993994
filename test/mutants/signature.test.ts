// The accept rule, each of its conditions by itself, with signatures made here. The published vectors lie beside a checkout and are
// not there for every run: what they show in hundreds of cases, these show one by one. docs/spec/signature.md

import { createHash, createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { expect, test } from "vitest";
import { makeSignatureCheck, type SignatureCheck } from "../../src/trust/index.ts";
import { smallOrder } from "../format/small-order.ts";
import { signatureVectors } from "../vectors/forge.ts";

const message = Buffer.from("een bericht");
const privateKey = createPrivateKey({
  key: Buffer.concat([
    Buffer.from("302e020100300506032b657004220420", "hex"),
    createHash("sha256").update("TEST-ONLY signature").digest(),
  ]),
  format: "der",
  type: "pkcs8",
});
const key = new Uint8Array(createPublicKey(privateKey).export({ format: "der", type: "spki" }).subarray(12));
const good = new Uint8Array(sign(null, message, privateKey));
const yes: SignatureCheck = async () => true;
const no: SignatureCheck = async () => false;
const judge = (
  platform: SignatureCheck | undefined,
  own: Uint8Array = key,
  signature: Uint8Array = good,
  text: Uint8Array = message,
) => makeSignatureCheck(platform)(own, text, signature);

test("a good signature holds where the platform agrees, and where it has no opinion", async () => {
  expect(await judge(undefined)).toBe(true);
  expect(await judge(yes)).toBe(true);
});

test("what the platform refuses does not hold: both must agree", async () => {
  expect(await judge(no)).toBe(false);
  expect(await judge(async () => "yes" as unknown as boolean)).toBe(false);
  expect(await judge(() => Promise.reject(new Error("no Ed25519")))).toBe(false);
  expect(
    await judge(() => {
      throw new Error("no Ed25519");
    }),
  ).toBe(false);
});

test("the platform is asked about the very key, message and signature", async () => {
  const node: SignatureCheck = async (own, text, signature) => {
    const spki = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), own]);
    return verify(null, text, createPublicKey({ key: spki, format: "der", type: "spki" }), signature);
  };
  expect(await judge(node)).toBe(true);
  expect(await judge(node, key, good, Buffer.from("een ander"))).toBe(false);
});

test("what does not hold by our own computation is refused, whatever the platform says", async () => {
  expect(await judge(yes, key, good, Buffer.from("een ander bericht"))).toBe(false);
  const flipped = good.slice();
  flipped[40] = (flipped[40] ?? 0) ^ 1;
  expect(await judge(yes, key, flipped)).toBe(false);
});

test("another length than 64 bytes is refused, without asking anybody", async () => {
  let asked = 0;
  const counting: SignatureCheck = async () => ++asked > 0;
  for (const length of [0, 63, 65, 128]) {
    const other = new Uint8Array(length);
    other.set(good.subarray(0, Math.min(length, 64)));
    expect(await judge(counting, key, other)).toBe(false);
  }
  expect(asked).toBe(0);
});

test("each signature that some verifier somewhere accepts and ours refuses is refused, whatever the platform says", async () => {
  const vectors = signatureVectors();
  for (const { name, isGood, key: own, message: text, signature } of vectors) {
    expect([name, await judge(yes, own, signature, text)]).toEqual([name, isGood]);
    expect([name, await judge(undefined, own, signature, text)]).toEqual([name, isGood]);
  }
  expect(vectors.filter(({ isGood }) => isGood).length).toBe(2);
  expect(vectors.length).toBeGreaterThan(18);
});

test("a key or an R of small order is refused, though the equation holds for them with S = 0", async () => {
  for (const point of smallOrder) {
    const zero = new Uint8Array(64);
    zero.set(point);
    expect(await judge(yes, point, zero)).toBe(false);
  }
  expect(smallOrder.length).toBeGreaterThan(8);
});
