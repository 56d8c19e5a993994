// The chain of trust roots: what may be its anchor, what may extend it, and what is told where it may not.

import { describe, expect, test } from "vitest";
import { compareText, encodeNote, encodeUtf8, type Note, type Signature } from "../../src/format/index.ts";
import { makeSignatureCheck, TrustChain, TrustError } from "../../src/trust/index.ts";
import { releaseNote } from "../format/examples.ts";
import { nodeCheck } from "../format/node-check.ts";
import { signText } from "../format/test-keys.ts";
import {
  anna,
  annaOne,
  annaTwo,
  bert,
  carl,
  dora,
  eve,
  rawOf,
  rootOf,
  type SignedRoot,
  signedRoot,
  successor,
} from "./roots.ts";

const check = makeSignatureCheck(nodeCheck);
const one = signedRoot(rootOf([anna, bert, carl], 2), [anna, bert]);
const two = successor(one, [bert, carl, dora], [bert, carl], { revoked: [rawOf(anna)] });
const three = successor(two, [carl, dora, eve], [carl, dora]);
/** Another first root of the same people. */
const otherOne = signedRoot(rootOf([anna, bert, carl], 2, { contact: "een ander" }), [anna, bert]);
const otherTwo = successor(one, [bert, carl, dora], [bert, carl], { contact: "een ander" });
const short = { ...two, ...signedRoot(two.root, [bert]) };

const anchor = (...roots: readonly SignedRoot[]) =>
  TrustChain.anchor(
    roots.map(({ bytes }) => bytes),
    check,
  );
const versions = ({ roots }: TrustChain) => roots.map(({ root }) => root.version);
const refused = (what: Promise<unknown>, code: TrustError["code"], message: RegExp | string) =>
  expect(what).rejects.toSatisfy((error: unknown) => {
    expect(error).toBeInstanceOf(TrustError);
    expect(error).toMatchObject({ code, name: "TrustError" });
    expect((error as TrustError).message).toMatch(message);
    return true;
  });
const raws = new Map([anna, bert, carl, dora, eve].map((key) => [key.vkey.name, rawOf(key)]));
/** The same note with this line too, in its place. */
const beside = ({ note }: SignedRoot, line: Signature): Note => ({
  ...note,
  signatures: [...note.signatures, line].sort((a, b) => compareText(raws.get(a.name) ?? "", raws.get(b.name) ?? "")),
});
const broken = (note: Note): Signature => ({ ...signText(carl, note.text), bytes: new Uint8Array(64) });

describe("an anchor", () => {
  test("one root, signed by its own quorum", async () => {
    const chain = await anchor(one);
    expect(chain.roots).toEqual([{ root: one.root, text: one.note.text, sha256: one.sha256 }]);
    expect(chain.newest).toBe(chain.roots[0]);
  });

  test("also a later version alone: what goes before it is not asked", async () => {
    expect(versions(await anchor(two))).toEqual([2]);
  });

  test("consecutive versions, in whatever order they are given", async () => {
    expect(versions(await anchor(one, two, three))).toEqual([1, 2, 3]);
    expect(versions(await anchor(three, one, two))).toEqual([1, 2, 3]);
    expect((await anchor(three, one, two)).newest.sha256).toBe(three.sha256);
  });

  test("one text given twice counts once, with the lines of both", async () => {
    expect(versions(await anchor(one, one))).toEqual([1]);
    const halves = [anna, bert].map((key) => signedRoot(one.root, [key]));
    expect(versions(await anchor(...halves))).toEqual([1]);
  });

  test("none is refused", () => refused(anchor(), "ROOT_TEXT", "no trust root given"));

  test("what is no root is refused, and which of them it is", async () => {
    const notes = [one.bytes, encodeNote(releaseNote)];
    await refused(
      TrustChain.anchor(notes, check),
      "ROOT_TEXT",
      /^trust root 2 given: trust root line 1: expected "zegel\/trust-root v1/,
    );
    await refused(TrustChain.anchor([encodeUtf8("x")], check), "ROOT_TEXT", /^trust root 1 given: expected a text/);
  });

  test("too few signatures, and how many there are", async () => {
    const alone = signedRoot(one.root, [anna]);
    await refused(
      anchor(alone),
      "ROOT_SIGNATURES",
      /^trust root version 1: 1 valid signatures of the 2 that version 1 asks for$/,
    );
  });

  test("a line that does not hold refuses; one by an unknown key does not", async () => {
    const bad = encodeNote(beside(one, broken(one.note)));
    await refused(
      TrustChain.anchor([bad], check),
      "ROOT_SIGNATURES",
      /^trust root version 1: the signature by carl does not hold$/,
    );
    const more = encodeNote(beside(one, signText(eve, one.note.text)));
    expect(versions(await TrustChain.anchor([more], check))).toEqual([1]);
  });

  test("a later one that does not follow, and the reason", async () => {
    const cases: readonly (readonly [SignedRoot, RegExp])[] = [
      [three, /^trust root version 3 does not follow version 1 \([0-9a-f]{64}\)$/],
      [successor(otherOne, [bert, carl, dora], [bert, carl]), /^trust root version 2 does not follow version 1 \(/],
      [
        successor(one, [anna, bert, carl], [anna, bert], { purpose: "demonstration" }),
        /^trust root version 2 changes the purpose$/,
      ],
    ];
    for (const [next, message] of cases) await refused(anchor(one, next), "ROOT_CHAIN", message);
    const dropping = successor(two, [carl, dora, eve], [carl, dora], { revoked: [] });
    await refused(
      anchor(two, dropping),
      "ROOT_CHAIN",
      new RegExp(`^trust root version 3 drops the revoked key ${rawOf(anna)}$`),
    );
    await refused(
      anchor(one, short),
      "ROOT_SIGNATURES",
      /^trust root version 2: 1 valid signatures of the 2 that version 1 asks for$/,
    );
  });

  test("a successor with another key of the same name and id, and which", async () => {
    const before = signedRoot(rootOf([annaOne, bert, carl], 2), [bert, carl]);
    const next = successor(before, [annaTwo, bert, carl], [bert, carl]);
    const { id } = annaTwo.vkey;
    await refused(
      anchor(before, next),
      "ROOT_CHAIN",
      `trust root version 2: the key anna has the key id ${id} of another key, anna, of version 1`,
    );
    expect(versions(await anchor(before, successor(before, [annaOne, bert, carl], [bert, carl])))).toEqual([1, 2]);
  });
});

describe("what is known", () => {
  test("a root by the digest of its text", async () => {
    const chain = await anchor(one, two, three);
    expect(chain.find(two.sha256)?.root.version).toBe(2);
    expect(chain.find(otherOne.sha256)).toBeUndefined();
  });

  test("keys revoked in any of them", async () => {
    expect([...(await anchor(one, two, three)).revoked]).toEqual([rawOf(anna)]);
    expect((await anchor(one)).revoked.size).toBe(0);
  });
});

describe("roots that a person gave where one is built in", () => {
  const extend = async (...roots: readonly SignedRoot[]) => {
    const chain = await anchor(one, two);
    return chain.extend(
      roots.map(({ bytes }) => bytes),
      check,
    );
  };

  test("none, one of it, or its successor", async () => {
    expect(versions(await extend())).toEqual([1, 2]);
    expect(versions(await extend(one))).toEqual([1, 2]);
    expect(versions(await extend(three, two))).toEqual([1, 2, 3]);
  });

  test("a line by a stranger under a new one is ignored", async () => {
    const foreign = { ...three, bytes: encodeNote(beside(three, signText(eve, "x\n"))) };
    const stranger = { ...three, bytes: encodeNote(beside(three, signText(anna, three.note.text))) };
    expect(versions(await extend(stranger))).toEqual([1, 2, 3]);
    await refused(extend(foreign), "ROOT_SIGNATURES", /^trust root version 3: the signature by eve does not hold$/);
  });

  test("another text of a version that is known", () =>
    refused(
      extend(otherTwo),
      "ROOT_DIFFERS",
      new RegExp(`^trust root version 2: expected ${two.sha256}, found ${otherTwo.sha256}$`),
    ));

  test("one that does not follow", () =>
    refused(
      extend(successor(otherTwo, [carl, dora, eve], [carl, dora])),
      "ROOT_CHAIN",
      /^trust root version 3 does not/,
    ));

  test("one that too few signed", () =>
    refused(
      extend({ ...three, ...signedRoot(three.root, [carl]) }),
      "ROOT_SIGNATURES",
      /^trust root version 3: 1 valid signatures of the 2 that version 2 asks for$/,
    ));

  test("one below it, which nothing built in follows", async () => {
    const chain = await anchor(two);
    await refused(chain.extend([one.bytes], check), "ROOT_CHAIN", /^trust root version 1 does not follow version 2 \(/);
  });

  test("what is no root", () =>
    refused(
      anchor(one).then((chain) => chain.extend([encodeUtf8("x")], check)),
      "ROOT_TEXT",
      /^trust root 1 given: /,
    ));
});

describe("the roots of a seal", () => {
  const withSealed = async (from: readonly SignedRoot[], ...notes: readonly Note[]) =>
    (await anchor(...from)).withSealed(notes, check);

  test("from version 1 on: what is known is the same, what is older is trusted by its successor, what is newer follows", async () => {
    for (const from of [[one], [one, two], [two], [three], [two, three]])
      expect(versions(await withSealed(from, one.note, two.note, three.note))).toEqual([1, 2, 3]);
    expect(versions(await withSealed([one, two, three], one.note))).toEqual([1, 2, 3]);
    const chain = await withSealed([three], one.note, two.note);
    expect(chain.roots.map(({ sha256 }) => sha256)).toEqual([one.sha256, two.sha256, three.sha256]);
  });

  test("a version that does not stand at its place", async () => {
    await refused(withSealed([one], two.note), "ROOT_CHAIN", /^trust root 1 in the seal calls itself version 2$/);
    await refused(
      withSealed([one], one.note, three.note),
      "ROOT_CHAIN",
      /^trust root 2 in the seal calls itself version 3$/,
    );
  });

  test("what is no root", () =>
    refused(withSealed([one], one.note, releaseNote), "ROOT_TEXT", /^trust root 2 in the seal: trust root line 1/));

  test("another text of a version that is known", () =>
    refused(withSealed([one], otherOne.note), "ROOT_DIFFERS", /^trust root version 1: expected/));

  test("an older one that the anchor does not follow", () =>
    refused(
      withSealed([two], otherOne.note),
      "ROOT_UNCONNECTED",
      /^trust root version 1 is not the one that version 2 follows$/,
    ));

  test("an older one that the anchor names, though it is not the version before", () =>
    refused(
      withSealed([successor(one, [bert, carl, dora], [bert, carl], { version: 3 })], one.note),
      "ROOT_UNCONNECTED",
      /^trust root version 1 is not the one that version 3 follows$/,
    ));

  test("older ones with one left out", () =>
    refused(
      withSealed([three], one.note),
      "ROOT_UNCONNECTED",
      /^trust root version 1 is not the one that version 3 follows$/,
    ));

  test("a newer one that does not follow, or is signed by too few", async () => {
    const stray = successor(otherOne, [bert, carl, dora], [bert, carl]);
    await refused(withSealed([one], one.note, stray.note), "ROOT_CHAIN", /^trust root version 2 does not follow/);
    await refused(withSealed([one], one.note, short.note), "ROOT_SIGNATURES", /^trust root version 2: 1 valid/);
  });

  test("no bit of a seal is free: the lines of a root that is known already are judged, and strictly", async () => {
    const cases: readonly (readonly [Note, RegExp])[] = [
      [beside(one, broken(one.note)), /: the signature by carl does not hold$/],
      [beside(one, signText(eve, one.note.text)), /: the signature by eve is by none of the keys that may sign this$/],
      [{ ...one.note, signatures: one.note.signatures.toReversed() }, /: the signature by .* stands out of order$/],
      [{ ...one.note, signatures: one.note.signatures.slice(1) }, /: 1 valid signatures of the 2/],
    ];
    for (const [note, message] of cases) {
      await refused(withSealed([one], note), "ROOT_SIGNATURES", message);
      await refused(withSealed([two], note, two.note), "ROOT_SIGNATURES", message);
    }
    const twice = { ...one.note, signatures: [one.note.signatures[0], ...one.note.signatures] as Signature[] };
    await refused(withSealed([one], twice), "ROOT_SIGNATURES", /signed twice$/);
    // A second root needs the quorum of the first too, known or not.
    const bySuccessors = signedRoot(two.root, [carl, dora]);
    await refused(
      withSealed([one, two], one.note, bySuccessors.note),
      "ROOT_SIGNATURES",
      /^trust root version 2: 1 valid signatures of the 2 that version 1 asks for$/,
    );
    const foreign = beside(two, signText(eve, two.note.text));
    await refused(withSealed([one], one.note, foreign), "ROOT_SIGNATURES", /signature by eve is by none/);
  });
});

describe("roots given beside the seal", () => {
  const withLoose = async (from: readonly SignedRoot[], ...roots: readonly (SignedRoot | Uint8Array)[]) =>
    (await anchor(...from)).withLoose(
      roots.map((root) => (root instanceof Uint8Array ? root : root.bytes)),
      check,
    );

  test("in whatever order: known, newer or older", async () => {
    expect(versions(await withLoose([two]))).toEqual([2]);
    expect(versions(await withLoose([two], two))).toEqual([2]);
    expect(versions(await withLoose([one], three, two))).toEqual([1, 2, 3]);
    expect(versions(await withLoose([three], one, two))).toEqual([1, 2, 3]);
    expect(versions(await withLoose([two], three, one))).toEqual([1, 2, 3]);
  });

  test("a line by a stranger is ignored, one that does not hold is not", async () => {
    const foreign = encodeNote(beside(two, signText(eve, two.note.text)));
    expect(versions(await withLoose([one], foreign))).toEqual([1, 2]);
    await refused(
      withLoose([one], encodeNote(beside(two, broken(two.note)))),
      "ROOT_SIGNATURES",
      /^trust root version 2: the signature by carl does not hold$/,
    );
  });

  test("another text, no successor, no predecessor, no root", async () => {
    await refused(withLoose([one, two], otherTwo), "ROOT_DIFFERS", /^trust root version 2: /);
    await refused(withLoose([one], three), "ROOT_CHAIN", /^trust root version 3 does not follow version 1/);
    await refused(withLoose([one], short), "ROOT_SIGNATURES", /^trust root version 2: 1 valid/);
    await refused(
      withLoose([two], otherOne),
      "ROOT_UNCONNECTED",
      /^trust root version 1 is not the one that version 2/,
    );
    await refused(withLoose([one], encodeUtf8("x")), "ROOT_TEXT", /^trust root given beside the seal: /);
  });
});

test("what is a mistake in the program is not called a fault of a root", async () => {
  const nothing = undefined as unknown as Uint8Array;
  await expect(TrustChain.anchor([nothing], check)).rejects.toThrow(TypeError);
  const chain = await anchor(one);
  await expect(chain.withSealed([{ signatures: [] } as unknown as Note], check)).rejects.toThrow(TypeError);
});
