// The trust root that packaging builds in, and what may be given beside it. docs/spec/verification.md step 1

import { expect, test } from "vitest";
import { encodeNote, encodeTrustRoot, type TrustRoot, textDigest } from "../../src/format/index.ts";
import { builtIn } from "../../src/verify/built-in.ts";
import { nodePlatform } from "../../src/verify/node/platform.ts";
import { describeVersion } from "../../src/verify/program/version.ts";
import type { Tool } from "../../src/verify/record/tool.ts";
import { verifyDisc } from "../../src/verify/verify-disc.ts";
import { makeDisc, signText, testRoot } from "./fixture.ts";
import { inputOf, MemoryMedium, quickPlatform, reasonsOf } from "./harness.ts";

const platform = quickPlatform();
const disc = makeDisc();
const root = testRoot();
const noteOf = (text: string, names = ["anna", "bert"]) => encodeNote(signText(text, names, "as-given"));
const successor = (change: Partial<TrustRoot> = {}) =>
  noteOf(encodeTrustRoot({ ...root, version: 2, previous: textDigest(encodeTrustRoot(root)), ...change }));

async function verify(builtInRoots: readonly Uint8Array[], roots: readonly Uint8Array[]) {
  const source = { kind: "image", medium: new MemoryMedium(disc.image), mounted: undefined } as const;
  const input = { ...inputOf(disc), target: "test.iso", source, builtInRoots, roots };
  const report = await verifyDisc(input, platform);
  const codes = report.steps.flatMap((step) => step.findings).map((finding) => finding.code);
  return { verdict: report.verdict, reasons: reasonsOf(report), isBuiltIn: codes.includes("ANCHOR_BUILT_IN") };
}

test("in a checkout nothing is built in", () => {
  expect(builtIn).toEqual({ roots: [], revision: undefined });
});

test("is the anchor when nothing is given; and the record says whose it is", async () => {
  expect(await verify([disc.rootNote], [])).toEqual({ verdict: "ECHT", reasons: [], isBuiltIn: true });
  expect(await verify([], [disc.rootNote])).toEqual({ verdict: "ECHT", reasons: [], isBuiltIn: false });
  expect(await verify([], [])).toMatchObject({ verdict: "NIET_ONDERTEKEND", reasons: ["NO_ANCHOR"] });
});

test("may be given again, and extended, in any order", async () => {
  expect((await verify([disc.rootNote], [disc.rootNote])).verdict).toBe("ECHT");
  expect((await verify([disc.rootNote], [successor(), disc.rootNote])).verdict).toBe("ECHT");
});

test.each([
  ["another root of the same version", noteOf(encodeTrustRoot({ ...root, contact: "evil" }))],
  ["one that does not follow", successor({ version: 3 })],
  ["one that follows another", successor({ previous: "0".repeat(64) })],
  ["something else", new TextEncoder().encode("zegel/trust-root v1\n")],
])("is not replaced by %s", async (_what, given) => {
  const outcome = { verdict: "NIET_ONDERTEKEND", reasons: ["ROOT_NOT_BUILT_IN"], isBuiltIn: true };
  expect(await verify([disc.rootNote], [given])).toEqual(outcome);
  // A root that the disc would be ECHT under does not help either.
  expect(await verify([noteOf(encodeTrustRoot({ ...root, contact: "another" }))], [disc.rootNote])).toEqual(outcome);
});

test("--version tells its fingerprint, and that there is none", async () => {
  const tool: Tool = { version: "0.1.0", kind: "program", file: "x", sha256: "ab".repeat(32), runtime: "Node v22" };
  const packed = { roots: [new TextDecoder().decode(disc.rootNote)], revision: "abc-dirty" };
  const text = await describeVersion(tool, nodePlatform.check, "nl", packed);
  const groups = textDigest(encodeTrustRoot(root)).match(/.{4}/g) ?? [];
  expect(text).toContain(`  ${groups.slice(0, 8).join(" ")}\n  ${groups.slice(8).join(" ")}\n`);
  expect(text).toContain(`  ${"abab ".repeat(8).trim()}\n`);
  expect(text).toContain("versie 1, definitief");
  expect(text).toContain("abc-dirty\n");
  const none = await describeVersion(tool, nodePlatform.check, "nl", { roots: [], revision: undefined });
  expect(none).toContain("Ingebouwde vertrouwensbasis: geen");
  const bad = { roots: ["zegel/trust-root v1\n"], revision: "abc" };
  await expect(describeVersion(tool, nodePlatform.check, "nl", bad)).rejects.toMatchObject({ code: "ROOT_TEXT" });
});
