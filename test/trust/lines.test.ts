// The lines of a loose note, sorted: whose they are, whether they hold, and which of several by one key is kept.

import { sign } from "@noble/ed25519";
import { describe, expect, test } from "vitest";
import { compareBytes, encodeUtf8, type Note, type Signature } from "../../src/format/index.ts";
import { hasEnough, makeSignatureCheck, type SignatureCheck, sortLines } from "../../src/trust/index.ts";
import { nodeCheck } from "../format/node-check.ts";
import { signText, type TestKey, testKey } from "../format/test-keys.ts";
import { anna, annaOne, annaTwo, bert, carl, eve, inOrder, officer } from "./roots.ts";

const check = makeSignatureCheck(nodeCheck);
const text = "zegel/x v1\n";
const keys = [anna, bert, carl].map(officer);
const by = (key: TestKey, words = text): Signature => signText(key, words);
const note = (...signatures: readonly Signature[]): Note => ({ text, signatures });
const names = (lines: readonly Signature[]) => lines.map(({ name }) => name);
const sorted = async (lines: readonly Signature[], of = keys, by: SignatureCheck = check) => {
  const { held, bad, unknown } = await sortLines(note(...lines), of, by);
  return { held: held.map(({ key, line }) => [key.vkey.name, line.name]), bad: names(bad), unknown: names(unknown) };
};
const pairs = (...keys: readonly TestKey[]) => inOrder(...keys).map((name) => [name, name]);

describe("each line is one of three", () => {
  test("it holds: in byte order of raw key, whatever the order of lines", async () => {
    const many = [anna, bert, carl, eve, ...["f", "g", "h"].map((name) => testKey(name))];
    const expected = { held: pairs(...many), bad: [], unknown: [] };
    expect(
      await sorted(
        many.map((key) => by(key)),
        many.map(officer),
      ),
    ).toEqual(expected);
    expect(await sorted(many.map((key) => by(key)).reverse(), many.map(officer))).toEqual(expected);
  });

  test("it names a key and does not hold", async () => {
    expect(await sorted([by(anna, "another text\n"), by(bert)])).toEqual({
      held: [["bert", "bert"]],
      bad: ["anna"],
      unknown: [],
    });
  });

  test("it names none of the keys", async () => {
    expect(await sorted([by(eve), by(bert)])).toEqual({ held: [["bert", "bert"]], bad: [], unknown: ["eve"] });
    const otherId = { ...by(anna), keyId: "00000000" };
    const otherName = { ...by(anna), name: "anne" };
    expect(await sorted([otherId, otherName])).toEqual({ held: [], bad: [], unknown: ["anna", "anne"] });
  });

  test("nothing is made of no lines", async () => {
    expect(await sorted([])).toEqual({ held: [], bad: [], unknown: [] });
  });
});

describe("two keys of one name and one id", () => {
  const both = [annaOne, annaTwo].map(officer);

  test("either may have made the line", async () => {
    for (const [key, at] of [
      [annaOne, 0],
      [annaTwo, 1],
    ] as const) {
      const { held, bad } = await sortLines(note(by(key)), both, check);
      expect(held.map((line) => line.key)).toEqual([both[at]]);
      expect(bad).toEqual([]);
    }
    const { held } = await sortLines(note(by(annaTwo), by(annaOne)), both, check);
    expect(held.map((line) => line.key.vkey.raw)).toEqual(both.map(({ vkey }) => vkey.raw).sort());
  });

  test("a line that neither made stands once among the bad", async () => {
    expect(await sorted([{ ...by(annaOne), bytes: new Uint8Array(64) }], both)).toEqual({
      held: [],
      bad: ["anna"],
      unknown: [],
    });
  });

  test("a key that is listed twice made it once", async () => {
    let asked = 0;
    const counting: SignatureCheck = (...given) => {
      asked++;
      return check(...given);
    };
    expect(await sorted([by(anna)], [officer(anna), officer(anna)], counting)).toEqual({
      held: [["anna", "anna"]],
      bad: [],
      unknown: [],
    });
    expect(asked).toBe(1);
  });
});

test("of several valid lines by one key the least is kept, in whatever order they stand", async () => {
  // No second signature of a text comes out of our own signer: whatever is 64 bytes is let pass here.
  const lines = [3, 1, 2].map((first): Signature => ({ ...by(anna), bytes: new Uint8Array(64).fill(first) }));
  const all: SignatureCheck = async () => true;
  for (const order of [
    lines,
    lines.toReversed(),
    [...lines, by(anna)].sort((a, b) => compareBytes(a.bytes, b.bytes)),
  ]) {
    const { held } = await sortLines(note(...order, { ...by(bert) }), keys, all);
    expect(held.map(({ key }) => key.vkey.name)).toEqual(inOrder(anna, bert));
    expect(held.find(({ key }) => key.vkey.name === "anna")?.line.bytes[0]).toBe(1);
  }
});

test("the check is given the raw key, the text and the line's bytes", async () => {
  const given: unknown[] = [];
  await sortLines(note(by(anna)), keys, async (...all) => given.push(all) > 0);
  expect(given).toEqual([[anna.publicKey, encodeUtf8(text), sign(encodeUtf8(text), anna.seed)]]);
});

describe("enough valid lines", () => {
  const quorum = (signers: number, threshold: number) => ({
    signers: keys.slice(0, signers),
    revoked: [],
    threshold,
    faults: [{ code: "BAD_SIGNATURE", name: "x" } as const],
    isMet: false,
  });
  test.each([
    [2, 2, true],
    [3, 2, true],
    [1, 2, false],
    [0, 1, false],
    [1, 0, false],
    [0, 0, false],
  ])("%d of %d: %s, whatever stands beside them", (signers, threshold, isEnough) => {
    expect(hasEnough(quorum(signers, threshold))).toBe(isEnough);
  });
});
