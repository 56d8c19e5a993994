// A mistake in the program, or in what surrounds it, is never taken for something that the disc did: it ends the run with its own
// error. And what cannot come about on a disc is refused all the same.

import { describe, expect, test } from "vitest";
import { encodeManifest, type Note } from "../../src/format/index.ts";
import { found, judgeRecalls, judgeRelease, TrustChain } from "../../src/trust/index.ts";
import { compareDigests } from "../../src/verify/proof/compare.ts";
import { readManifest, readTold } from "../../src/verify/proof/texts.ts";
import { bytesOf, makeDisc, nextRoot, sha256Of } from "./disc.ts";
import { mediumOf, type Outside, platform, treeOf, verify, verifyMedium, verifyTree } from "./run.ts";

const disc = makeDisc();
const second = nextRoot(disc.root, { contact: "een ander" });
const broken = new Error("the check is broken");
/** Works so many times. */
const failingAfter = (times: number) => {
  let left = times;
  return {
    ...platform,
    check: (...given: Parameters<typeof platform.check>) =>
      left-- > 0 ? platform.check(...given) : Promise.reject(broken),
  };
};
const run = (outside: Outside, times: number) =>
  verify(
    disc,
    { kind: "tree", tree: treeOf(disc.files, disc.folders), deniedDevice: undefined },
    outside,
    failingAfter(times),
  );

/** The instructions as a reader hands them over. */
const readFile = (bytes: Uint8Array | undefined, sha256: string | undefined) => ({
  kept: { get: () => bytes },
  digests: { get: () => sha256 },
});

describe("a signature check that is broken", () => {
  test("at the anchor, at one built in, at what extends it", async () => {
    await expect(run({}, 0)).rejects.toBe(broken);
    await expect(run({ builtInRoots: [disc.rootNote], roots: [] }, 0)).rejects.toBe(broken);
    await expect(run({ builtInRoots: [disc.rootNote], roots: [second] }, 2)).rejects.toBe(broken);
  });

  test("at each later signature", async () => {
    for (const times of [2, 3, 4, 5]) await expect(run({}, times)).rejects.toBe(broken);
    expect((await run({}, 6)).verdict).toBe("ECHT");
  });
});

describe("values that no parser gives", () => {
  const nothing = { signatures: [] } as unknown as Note;

  test("as a release, a recall list, an expectation, a code", async () => {
    const chain = await TrustChain.anchor([bytesOf(disc.rootNote)], platform.check);
    await expect(judgeRelease(nothing, chain, platform.check)).rejects.toThrow(TypeError);
    const judges = { sealed: chain.newest, known: chain, check: platform.check };
    const given = { lists: [], codes: [] };
    await expect(
      judgeRecalls({ ...nothing, text: null } as unknown as Note, given, disc.release, judges),
    ).rejects.toThrow(TypeError);
    const number = 5 as unknown as string;
    await expect(verifyTree(disc, { expectation: { code: number } })).rejects.toThrow(TypeError);
    await expect(verifyTree(disc, { recallCodes: [number] })).rejects.toThrow(TypeError);
  });

  test("as the bytes of a list or of the instructions", () => {
    const bytes = null as unknown as Uint8Array;
    const digest = disc.release.manifests[0] ?? "";
    expect(() => readManifest({ bytes, sha256: digest }, disc.release)).toThrow(TypeError);
    const manifest = { totalBytes: 0, emptyFolders: [], files: [{ path: "ZEGEL/AANWIJZINGEN", sha256: digest }] };
    expect(() => readTold(readFile(bytes, digest), manifest)).toThrow(TypeError);
  });
});

describe("a file longer than any such file, though its start has the digest", () => {
  const manifest = encodeManifest({
    totalBytes: 0,
    emptyFolders: [],
    files: [{ path: "a", sha256: sha256Of(new Uint8Array(0)) }],
  });
  const release = { ...disc.release, manifests: [sha256Of(manifest)] };

  test("is no MANIFEST", () => {
    const sha256 = sha256Of(manifest);
    expect(readManifest({ bytes: manifest, sha256 }, release).text?.files).toHaveLength(1);
    expect(readManifest({ bytes: undefined, sha256 }, release)).toMatchObject({ finding: { code: "FILE_CHANGED" } });
    expect(readManifest(undefined, release)).toMatchObject({ finding: { code: "FILE_MISSING" } });
  });

  test("are no instructions", () => {
    const listed = {
      totalBytes: 0,
      emptyFolders: [],
      files: [{ path: "ZEGEL/AANWIJZINGEN", sha256: sha256Of(manifest) }],
    };
    const nothing = { instructions: undefined, install: undefined };
    expect(readTold(readFile(undefined, sha256Of(manifest)), listed)).toEqual(nothing);
    expect(readTold(readFile(manifest, undefined), listed)).toEqual(nothing);
    expect(readTold(readFile(manifest, sha256Of(manifest)), undefined)).toEqual(nothing);
  });
});

test("files of which none was compared are no yes, though nothing else was found", () => {
  const files = ["a", "b", "c"].map((path) => ({ path, sha256: path.repeat(64) }));
  const digests = new Map(files.slice(0, 2).map(({ path, sha256 }) => [path, sha256]));
  const count = (compared: ReturnType<typeof compareDigests>) =>
    compared.findings.map(({ code, values }) => [code, values]);
  expect(count(compareDigests(files, digests, []))).toEqual([["FILES_NOT_COMPARED", { count: 1 }]]);
  expect(count(compareDigests(files, new Map(), []))).toEqual([["FILES_NOT_COMPARED", { count: 3 }]]);
  expect(count(compareDigests(files, digests, [found("TREE_LIMITS", {})]))).toEqual([
    ["FILES_NOT_COMPARED", { count: 1 }],
  ]);
  expect(count(compareDigests(files, digests, [found("FILE_MISSING", { path: "c" })]))).toEqual([]);
  expect(count(compareDigests(files.slice(0, 2), digests, []))).toEqual([]);
  expect(compareDigests(files, digests, [])).toMatchObject({ filesCompared: 2, filesGood: 2 });
});

test("a medium that ends before it says is one that cannot be read there", async () => {
  const medium = mediumOf(disc.image.subarray(0, disc.image.length - 2048), {
    kind: "drive",
    capacity: disc.image.length,
  });
  expect(await verifyMedium(disc, medium)).toMatchObject({ verdict: "ONLEESBAAR", refusals: ["ONLEESBAAR"] });
});
