// The built-in bad discs: made again here byte for byte, each refused, and a verifier that accepts one stops.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { encodeNote, encodeTrustRoot, sealPath, textDigest } from "../../src/format/index.ts";
import { makeExplainer } from "../../src/verify/explain/index.ts";
import { nodePlatform } from "../../src/verify/node/platform.ts";
import type { Platform } from "../../src/verify/proof/ports.ts";
import { VerifyError } from "../../src/verify/proof/verdict.ts";
import { verifyWith } from "../../src/verify/proof/verify.ts";
import { selfTest } from "../../src/verify/self-test.ts";
import { makeDisc, recallNote, signText, testKey, testRoot } from "./fixture.ts";
import { inputOf, MemoryMedium } from "./harness.ts";

const path = join(import.meta.dirname, "../../src/verify/self-test-disc.ts");

/** Stretches of bytes that are not the filler of their place, in base64 lines. */
function partsOf(image: Buffer): [number, string][] {
  const parts: [number, string][] = [];
  for (let at = 0; at < image.length; at += 2048) {
    const sector = image.subarray(at, at + 2048);
    const used = sector.findLastIndex((byte) => byte !== 0) + 1;
    if (used > 0) parts.push([at, sector.subarray(0, used).toString("base64")]);
  }
  return parts;
}

function generate(): string {
  const keys = [testKey("anna"), testKey("bert")];
  const groups = [{ name: "officers", threshold: 2, members: ["anna", "bert"] }];
  const root = testRoot({ purpose: "demonstration", contact: "self-test", keys, groups });
  const file = "self-test.txt";
  const disc = makeDisc({ root, payload: { [file]: "self-test\n" }, folders: [] });
  const other = makeDisc({ root, payload: { [file]: "self-test\n" }, folders: [], release: { sequence: 13 } });
  const rootText = Buffer.from(disc.rootNote).toString();
  const note = (change: Parameters<typeof testRoot>[0], signers: string[]) =>
    Buffer.from(encodeNote(signText(encodeTrustRoot({ ...root, ...change }), signers))).toString();
  const revoking = {
    version: 2,
    previous: textDigest(disc.seal.trustRoots[0]!.text),
    keys: [testKey("anna"), testKey("carl")],
    groups: [{ name: "officers", threshold: 1, members: ["anna", "carl"] }],
    revoked: [testKey("bert").vkey.raw],
  };
  const offsets = Object.entries(disc.files).map(([name, content]) => {
    const offset = name === sealPath ? disc.release.sealOffset : disc.image.indexOf(Buffer.from(content));
    return [name, offset, content.length];
  });
  // The seal's line feeds fill 128 sectors: they are put in by count, not carried.
  const sealEnd = disc.release.sealOffset + 262_144;
  const image = Buffer.from(disc.image);
  const lastNote = image.subarray(disc.release.sealOffset, sealEnd).findLastIndex((byte) => byte !== 10) + 2;
  image.fill(0, disc.release.sealOffset + lastNote, sealEnd);
  const value = {
    bytes: image.length,
    sealOffset: disc.release.sealOffset,
    sealUsed: lastNote,
    code: disc.code,
    otherCode: other.code,
    file,
    files: offsets,
    root: rootText,
    otherRoot: note({ contact: "self-test, another" }, ["anna", "bert"]),
    revokingRoot: note(revoking, ["anna", "bert"]),
    recall: Buffer.from(encodeNote(recallNote([disc.release.imageSha256]))).toString(),
    parts: partsOf(image),
  };
  return `// A sealed disc of one small file with public keys, for the self-test. Made by test/verify/self-test.test.ts.\n\nexport const selfTestDisc: {\n  readonly bytes: number;\n  readonly sealOffset: number;\n  /** Bytes of the seal's place before its line feeds. */\n  readonly sealUsed: number;\n  readonly code: string;\n  readonly otherCode: string;\n  readonly file: string;\n  /** Path, offset, bytes. */\n  readonly files: readonly (readonly [string, number, number])[];\n  readonly root: string;\n  readonly otherRoot: string;\n  readonly revokingRoot: string;\n  readonly recall: string;\n  /** Offset and bytes in base64; zeros elsewhere. */\n  readonly parts: readonly (readonly [number, string])[];\n} = ${JSON.stringify(value, null, 2)};\n`;
}

/** Without what a formatter may choose. */
const canonical = (source: string) => source.replace(/\s+|,(?=\s*[\]}])/g, "").replace(/"([A-Za-z]+)":/g, "$1:");

test("the disc is what this program makes", () => {
  const made = generate();
  if (process.env.ZEGEL_WRITE_VECTORS === "1") writeFileSync(path, made);
  expect(canonical(readFileSync(path, "utf8"))).toBe(canonical(made));
});

test("all bad discs are refused, the good ones accepted", async () => {
  expect(await selfTest(nodePlatform)).toBe(24);
});

test.each<[string, Partial<Platform>]>([
  ["accepts every signature", { check: async () => true }],
  ["accepts no signature", { check: async () => false }],
  ["has one digest for everything", { sha256: () => ({ update: () => undefined, digest: () => "0".repeat(64) }) }],
])("a platform that %s does not get to work", async (_what, broken) => {
  await expect(selfTest({ ...nodePlatform, ...broken })).rejects.toMatchObject({ code: "FOUT" });
});

describe("a self-test that runs while the disc is read", () => {
  const disc = makeDisc();
  const verify = (count: () => Promise<number>, image: Uint8Array = disc.image) => {
    const source = { kind: "image", medium: new MemoryMedium(image), mounted: undefined } as const;
    const input = { ...inputOf(disc), target: "test.iso", source, selfTest: count };
    return verifyWith(makeExplainer(nodePlatform), input, nodePlatform);
  };

  test("that fails leaves no verdict, of a good disc and of a bad one", async () => {
    const fails = () => Promise.reject(new VerifyError("FOUT", "self-test"));
    await expect(verify(fails)).rejects.toThrow(/^self-test$/);
    await expect(verify(fails, new Uint8Array(disc.image.length))).rejects.toThrow(/^self-test$/);
  });

  test("good twin: one that ends late is waited for, and counted", async () => {
    const late = () => new Promise<number>((resolve) => setTimeout(() => resolve(24), 50));
    const report = await verify(late);
    expect(report.verdict).toBe("ECHT");
    expect(report.steps[0]).toMatchObject({ id: "self-test", status: "passed", findings: [{ values: { count: 24 } }] });
  });
});
