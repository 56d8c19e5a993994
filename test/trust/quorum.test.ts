// Single faults: test/vectors/quorum. Here: what is counted, and what is only reported.

import { describe, expect, test } from "vitest";
import { encodeRelease, type Note, type Signature } from "../../src/format/index.ts";
import { judgeQuorum, judgeSigners, makeSignatureCheck, purposeFits, requirementsOf } from "../../src/trust/index.ts";
import {
  officers,
  release,
  releaseNote,
  rootKey,
  signedBy,
  stranger,
  trustRoot,
  witnesses,
} from "../format/examples.ts";
import { nodeCheck } from "../format/node-check.ts";
import { byRawKey, cosignText, signText } from "../format/test-keys.ts";

const check = makeSignatureCheck(nodeCheck);
const none: ReadonlySet<string> = new Set();
const text = encodeRelease(release);
const sorted = byRawKey(officers);
const [a, b, c] = sorted.map((key) => signText(key, text)) as [Signature, Signature, Signature];
const raws = sorted.map((key) => key.vkey.raw);
const note = (...signatures: Signature[]): Note => ({ text, signatures });
const broken = (signature: Signature): Signature => ({ ...signature, bytes: new Uint8Array(64) });
const loose = (given: Note, revoked = none) => judgeQuorum(given, trustRoot, "release", "loose", revoked, check);
const sealed = (given: Note, revoked = none) => judgeQuorum(given, trustRoot, "release", "sealed", revoked, check);

test("enough signers: met, signers in order of raw key whatever the order of lines", async () => {
  for (const judge of [loose, sealed]) {
    const quorum = await judge(note(a, b));
    expect(quorum).toMatchObject({ threshold: 2, faults: [], revoked: [], isMet: true });
    expect(quorum.signers.map((key) => key.vkey.raw)).toEqual(raws.slice(0, 2));
  }
  expect((await loose(note(c, a))).signers.map((key) => key.vkey.raw)).toEqual([raws[0], raws[2]]);
});

test("one key is one vote, however often and under whatever name it stands", async () => {
  expect(await loose(note(a, a))).toMatchObject({ faults: [], isMet: false, signers: [{ vkey: { raw: raws[0] } }] });
  const renamed = { ...a, name: "test-only/somebody" };
  expect(await loose(note(a, renamed))).toMatchObject({ faults: [], isMet: false });
  expect((await sealed(note(a, a))).faults).toEqual([{ code: "REPEATED_SIGNATURE", name: a.name }]);
});

test("a bad line by a known key refuses the whole note, however many good ones stand beside it", async () => {
  for (const judge of [loose, sealed]) {
    const quorum = await judge(note(a, b, broken(c)));
    expect(quorum).toMatchObject({ faults: [{ code: "BAD_SIGNATURE", name: c.name }], isMet: false });
    expect(quorum.signers).toHaveLength(2);
  }
  expect(await loose(note(broken(a), a, b))).toMatchObject({ isMet: false });
  expect(await sealed(note(broken(a), a, b))).toMatchObject({ isMet: false });
});

test("unknown lines: ignored in a loose note, refused in a seal", async () => {
  const foreign = signText(stranger, text);
  expect(await loose(note(a, foreign, b))).toMatchObject({ faults: [], isMet: true });
  expect(await sealed(note(a, foreign, b))).toMatchObject({
    faults: [{ code: "FOREIGN_SIGNATURE", name: foreign.name }],
    isMet: false,
  });
  // Known to the root, but not of the group that this requirement names: as unknown as any.
  const rebuilder = signedBy([stranger], text).signatures[0] as Signature;
  const root = { ...trustRoot, keys: [...trustRoot.keys, rootKey(stranger, "rebuilder", "X", "Y")] };
  const quorum = await judgeQuorum(note(a, rebuilder), root, "release", "loose", none, check);
  expect(quorum).toMatchObject({ faults: [], isMet: false });
});

test("a known name with another key id, and the reverse, is an unknown key", async () => {
  const otherId = { ...broken(c), keyId: "00000000" };
  const otherName = { ...broken(c), name: "test-only/x" };
  expect(await loose(note(a, b, otherId, otherName))).toMatchObject({ faults: [], isMet: true });
});

test("order: free in a loose note, by raw key in a seal", async () => {
  expect(await loose(note(b, a))).toMatchObject({ isMet: true });
  expect((await sealed(note(b, a))).faults).toEqual([{ code: "UNORDERED_SIGNATURES", name: a.name }]);
});

test("a revoked key is reported and not counted", async () => {
  for (const judge of [loose, sealed]) {
    const revoked = new Set([raws[0] ?? ""]);
    const two = await judge(note(a, b), revoked);
    expect(two).toMatchObject({ faults: [], isMet: false });
    expect(two.revoked.map((key) => key.vkey.raw)).toEqual([raws[0]]);
    expect(await judge(note(a, b, c), revoked)).toMatchObject({ isMet: true });
  }
});

describe("nothing to ask for is never a yes", () => {
  test("a requirement that says none", async () => {
    const quorum = await judgeQuorum(note(a, b, c), trustRoot, "emergency-rebuild", "loose", none, check);
    expect(quorum).toMatchObject({ threshold: 0, signers: [], faults: [], isMet: false });
  });
  test("a threshold of zero, with signers and without", async () => {
    for (const given of [note(a, b), note()])
      expect(await judgeSigners(given, trustRoot.keys, 0, "loose", none, check)).toMatchObject({ isMet: false });
  });
  test("no keys, no signatures", async () => {
    expect(await judgeSigners(note(a), [], 1, "loose", none, check)).toMatchObject({ isMet: false });
    expect(await loose(note())).toMatchObject({ isMet: false, faults: [] });
  });
});

test("a cosignature is no signature on a note", async () => {
  const cosigned = note(cosignText(witnesses[0], text, 1_800_000_000));
  expect(await judgeQuorum(cosigned, trustRoot, "checkpoint", "loose", none, check)).toMatchObject({
    faults: [{ code: "BAD_SIGNATURE" }],
    isMet: false,
  });
});

test("the text that is signed is the text that is judged", async () => {
  const changed = { ...releaseNote, text: text.replace("sequence 12", "sequence 13") };
  expect(await loose(changed)).toMatchObject({ isMet: false, signers: [] });
  expect(await loose(releaseNote)).toMatchObject({ isMet: true });
});

test("urgency chooses the requirements", () => {
  expect(requirementsOf(release)).toEqual({ release: "release", rebuild: "rebuild" });
  expect(requirementsOf({ ...release, urgency: "emergency" })).toEqual({
    release: "emergency-release",
    rebuild: "emergency-rebuild",
  });
});

test.each([
  ["final", "final", true],
  ["final", "trial", true],
  ["final", "demonstration", false],
  ["demonstration", "demonstration", true],
  ["demonstration", "trial", false],
  ["demonstration", "final", false],
] as const)("a %s root for a %s release: %s", (root, purpose, fits) => {
  expect(purposeFits({ ...trustRoot, purpose: root }, purpose)).toBe(fits);
});
