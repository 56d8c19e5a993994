// The accept rule against published vectors and against our own; docs/spec/signature.md has the table of who accepts what.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hashes, verify } from "@noble/ed25519";
import { sha512 } from "@noble/hashes/sha2.js";
import { describe, expect, test } from "vitest";
import { isSoundPoint } from "../../src/format/index.ts";
import { makeSignatureCheck } from "../../src/trust/index.ts";
import { nodeCheck } from "../format/node-check.ts";
import { smallOrder } from "../format/small-order.ts";
import { signatureVectors } from "../vectors/forge.ts";

hashes.sha512 = sha512;
const check = makeSignatureCheck(nodeCheck);
const ours = makeSignatureCheck(undefined);
const hex = (text: string) => Uint8Array.from(Buffer.from(text, "hex"));

/** Published vectors, beside the checkout (or beside the folder of checkouts); not part of it. */
const published = ["../../../shared/vectors", "../../../../shared/vectors"]
  .map((path) => join(import.meta.dirname, path))
  .find((path) => existsSync(path));
const load = (file: string) => JSON.parse(readFileSync(join(published ?? "", file), "utf8"));

/** The tables of docs/signature-verdicts.md: each kind of vector, how many there are, how many the rule accepts. */
const verdictPage = readFileSync(join(import.meta.dirname, "../../docs/signature-verdicts.md"), "utf8");
const rowsOf = (kinds: ReadonlyMap<string, readonly boolean[]>) =>
  [...kinds].map(([kind, judged]) => `| ${kind} | ${judged.length} | ${judged.filter(Boolean).length} |`);
function put(kinds: Map<string, boolean[]>, kind: string, judged: boolean): void {
  kinds.set(kind, [...(kinds.get(kind) ?? []), judged]);
}

describe.skipIf(published === undefined)("published vectors", () => {
  test("C2SP CCTV: of 914 only number 305 is accepted", async () => {
    const cases: { number: number; key: string; msg: string; sig: string; flags: string[] | null }[] =
      load("cctv-ed25519.json");
    const accepted: number[] = [];
    const kinds = new Map<string, boolean[]>();
    for (const { number, key, msg, sig, flags } of cases) {
      const judged = await check(hex(key), Buffer.from(msg), hex(sig));
      expect(await ours(hex(key), Buffer.from(msg), hex(sig)), `case ${number}`).toBe(judged);
      if (judged) accepted.push(number);
      for (const flag of (flags ?? ["none"]).toSorted()) put(kinds, `\`${flag}\``, judged);
    }
    expect(cases).toHaveLength(914);
    expect(accepted).toEqual([305]);
    for (const row of rowsOf(kinds)) expect(verdictPage).toContain(row);
  });

  test("Wycheproof: right on all 151, with and without the platform's own check", async () => {
    const { testGroups } = load("wycheproof-ed25519.json");
    const kinds = new Map<string, boolean[]>();
    for (const { publicKey, tests } of testGroups)
      for (const { tcId, msg, sig, result, flags } of tests) {
        const judged = await check(hex(publicKey.pk), hex(msg), hex(sig));
        expect(judged, `case ${tcId}`).toBe(result === "valid");
        expect(await ours(hex(publicKey.pk), hex(msg), hex(sig)), `case ${tcId}`).toBe(judged);
        put(kinds, `\`${flags.join(" ")}\`, ${result}`, judged);
      }
    expect([...kinds.values()].flat()).toHaveLength(151);
    for (const row of rowsOf(kinds)) expect(verdictPage).toContain(row);
  });

  test("speccheck: all 12 are refused", async () => {
    const cases: { message: string; pub_key: string; signature: string }[] = load("ed25519-speccheck.json");
    const judged = await Promise.all(cases.map((c) => check(hex(c.pub_key), hex(c.message), hex(c.signature))));
    expect(judged).toEqual(Array(12).fill(false));
  });
});

test("ZIP 215's 196: every key and R of small order, S = 0: all hold there, none here", async () => {
  const message = Buffer.from("Zcash");
  for (const key of smallOrder)
    for (const r of smallOrder) {
      const signature = new Uint8Array([...r, ...new Uint8Array(32)]);
      expect(verify(signature, message, key, { zip215: true })).toBe(true);
      expect(await ours(key, message, signature)).toBe(false);
    }
  expect(new Set(smallOrder.map((key) => Buffer.from(key).toString("hex"))).size).toBe(14);
  expect(smallOrder.filter(isSoundPoint)).toEqual([]);
});

describe("own vectors", () => {
  const vectors = signatureVectors();
  test.each(vectors)("$name", async ({ key, message, signature, isGood }) => {
    expect(await check(key, message, signature)).toBe(isGood);
    expect(await ours(key, message, signature)).toBe(isGood);
  });

  // Proof that the refused ones are no rubbish: somebody's verifier takes them.
  const accepts = (verifier: (v: (typeof vectors)[number]) => boolean | Promise<boolean>, name: string) =>
    verifier(vectors.find((vector) => vector.name === name)!);
  test.each(["key_with_torsion_cofactorless_holds"])("node:crypto alone accepts %s", async (name) => {
    expect(await accepts((v) => nodeCheck(v.key, v.message, v.signature), name)).toBe(true);
  });
  test.each(["key_with_torsion_cofactored_holds", "r_with_torsion_cofactored_holds"])(
    "noble's strict mode alone accepts %s, and node:crypto does not",
    async (name) => {
      expect(await accepts((v) => verify(v.signature, v.message, v.key, { zip215: false }), name)).toBe(true);
      expect(await accepts((v) => nodeCheck(v.key, v.message, v.signature), name)).toBe(false);
    },
  );
  // Of these, node:crypto accepts the first five up to Node 22 and none since Node 24: docs/spec/signature.md records it.
  test.each([
    "key_is_identity_any_message_holds",
    "key_is_identity_r_too_s_zero",
    "key_of_order_2",
    "key_of_order_8",
    "r_is_identity",
    "key_is_identity_non_canonical",
    "r_is_identity_non_canonical",
  ])("ZIP 215 accepts %s", async (name) => {
    expect(await accepts((v) => verify(v.signature, v.message, v.key, { zip215: true }), name)).toBe(true);
  });

  test("keys are judged the same way when they are parsed", () => {
    for (const { name, key, isGood } of vectors)
      if (isGood || name.startsWith("key_")) expect(isSoundPoint(key), name).toBe(isGood);
    expect(isSoundPoint(new Uint8Array(31))).toBe(false);
  });
});

describe("the platform's own check", () => {
  const { key, message, signature } = signatureVectors()[0]!;
  test.each([
    ["agrees", async () => true, true],
    ["disagrees", async () => false, false],
    ["fails", async () => Promise.reject(new Error("no Ed25519 here")), false],
    ["answers something else", async () => 1 as unknown as boolean, false],
  ])("%s", async (_, platform, expected) => {
    expect(await makeSignatureCheck(platform)(key, message, signature)).toBe(expected);
  });

  test("is never asked about what ours refuses", async () => {
    const judge = makeSignatureCheck(async () => true);
    for (const vector of signatureVectors())
      expect(await judge(vector.key, vector.message, vector.signature)).toBe(vector.isGood);
  });
});
