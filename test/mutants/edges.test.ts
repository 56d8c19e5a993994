// What the discs and folders beside this file do not reach: a seal behind the first megabyte, files that are digested later than the
// image, a medium that goes away while its directories are read, and which refusals let a changed folder stand.

import { expect, test } from "vitest";
import { found } from "../../src/trust/index.ts";
import { type Medium, type Pass, type PassOrder, type Platform, ReadError } from "../../src/verify/proof/ports.ts";
import { CarefulReader } from "../../src/verify/proof/read/careful.ts";
import { readOnce } from "../../src/verify/proof/read/pass.ts";
import { Prefix, readable } from "../../src/verify/proof/read/prefix.ts";
import { done } from "../../src/verify/proof/report.ts";
import { hasSaidNo } from "../../src/verify/proof/tree.ts";
import { VerifyError } from "../../src/verify/proof/verdict.ts";
import { makeDisc, sha256Of } from "./disc.ts";
import { mediumOf, platform, verifyMedium } from "./run.ts";

const mebibyte = 2 ** 20;
const bytes = Uint8Array.from({ length: 4 * mebibyte }, (_, i) => (i * 7 + (i >>> 11)) % 251);

async function passOver(plan: { blankFrom: number; blankTo: number }, by: Platform = platform) {
  const medium = mediumOf(bytes);
  const reader = new CarefulReader();
  const prefix = new Prefix(medium, reader, by);
  const files = [{ path: "z.bin", size: 4096, extents: [{ lba: bytes.length / 2048 - 2, bytes: 4096 }] }];
  const hooks = { onProgress: () => undefined, onBytes: () => undefined };
  const whole = { bytes: bytes.length, files, keep: new Map<string, number>(), ...plan };
  return readOnce({ medium, reader, prefix }, whole, by, hooks);
}

test("a seal's place counts as zeros wherever it begins: in a later piece, across two, and nowhere else", async () => {
  for (const [blankFrom, blankTo] of [
    [0, 262_144],
    [2 * mebibyte, 2 * mebibyte + 262_144],
    [3 * mebibyte - 131_072, 3 * mebibyte + 131_072],
    [bytes.length - 262_144, bytes.length],
  ] as const) {
    const expected = bytes.slice().fill(0, blankFrom, blankTo);
    expect((await passOver({ blankFrom, blankTo })).imageSha256).toBe(sha256Of(expected));
  }
});

test("the pass ends when the last file has its digest, however late that is", async () => {
  const pass = (order: PassOrder): Pass => {
    const own = platform.pass(order);
    const late = async () => new Promise((resolve) => setTimeout(resolve, 40));
    return { ...own, end: async () => late().then(() => own.end()) };
  };
  const outcome = await passOver({ blankFrom: 0, blankTo: 0 }, { ...platform, pass });
  expect([...outcome.files]).toEqual([["z.bin", sha256Of(bytes.subarray(bytes.length - 4096))]]);
});

test("a medium that is gone while its directories are read leaves no verdict; one that cannot be read does", async () => {
  const disc = makeDisc();
  const failing = (error: Error): Medium => ({ ...mediumOf(disc.image), read: () => Promise.reject(error) });
  await expect(verifyMedium(disc, failing(new VerifyError("FOUT", "taken out")))).rejects.toThrow(/^taken out$/);
  expect(await verifyMedium(disc, failing(new ReadError("EIO")))).toMatchObject({ verdict: "ONLEESBAAR" });
});

test("bytes that cannot be read are none; any other fault is not taken for that", async () => {
  const rejecting = (error: Error) => ({ readBytes: () => Promise.reject(error) });
  expect(await readable(rejecting(new ReadError("EIO")), 0, 1)).toBeUndefined();
  await expect(readable(rejecting(new VerifyError("FOUT", "taken out")), 0, 1)).rejects.toThrow(/^taken out$/);
  await expect(readable(rejecting(new RangeError("beyond")), 0, 1)).rejects.toThrow(/^beyond$/);
  const read = { readBytes: async () => Uint8Array.of(7) };
  expect(await readable(read, 0, 1)).toEqual(Uint8Array.of(7));
});

test("recalls and reviewers that refuse have said no; facts, and what other steps found, have not", () => {
  const refusal = found("FILE_CHANGED", { path: "a" });
  expect(hasSaidNo([done("recall", [found("RECALLED")])])).toBe(true);
  expect(hasSaidNo([done("seal", []), done("rebuilds", [found("DISSENT_BLOCKS")])])).toBe(true);
  expect(hasSaidNo([done("manifest", [refusal]), done("tree", [refusal])])).toBe(false);
  expect(hasSaidNo([done("recall", [found("NO_RECALLS_KNOWN")]), done("rebuilds", [])])).toBe(false);
});
