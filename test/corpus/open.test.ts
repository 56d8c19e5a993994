// What the making of the corpus found beside its table: mended since, or a limit that is known and said.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { encodeSeal, sealPath } from "../../src/format/index.ts";
import { noExpectation } from "../../src/trust/index.ts";
import { nodePlatform } from "../../src/verify/node/platform.ts";
import { renderReport } from "../../src/verify/record/text.ts";
import { verifyDisc } from "../../src/verify/verify-disc.ts";
import { run, temporaryFolder } from "../tools.ts";
import { rebuildNote, testKey, testRoot, withSeal } from "../verify/fixture.ts";
import { MemoryMedium, quickPlatform, verifyFolder, verifyImageBytes } from "../verify/harness.ts";
import { folderWith } from "./folders.ts";
import { changed, dressed, goodDisc } from "./workshop.ts";

const platform = quickPlatform();
const program = join(import.meta.dirname, "../../dist/verify/program/zegel-verify.js");
const outside = {
  builtInRoots: [],
  roots: [goodDisc().rootNote],
  notes: [],
  expectation: noExpectation,
  today: "2027-03-01",
  selfTest: undefined,
  onProgress: () => undefined,
} as const;
const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** Runs the built program on a folder that is the good disc's but for `spoil`. */
function onFolder(spoil: (at: (path: string) => string) => void, more: readonly string[] = []) {
  const { target } = folderWith(spoil);
  const root = join(temporaryFolder(), "root.note");
  writeFileSync(root, goodDisc().rootNote);
  return run(process.execPath, [program, String(target), "--root", root, "--code", goodDisc().code, ...more]);
}

const disagreeing = () => {
  const plain = testRoot({}, 1);
  const reviewers = { name: "reviewers", threshold: 1, members: ["rosa", "ruud"] };
  const root = {
    ...plain,
    dissentBlocksAt: 1,
    groups: [...plain.groups.filter((g) => g.name === "officers"), reviewers],
  };
  const names = ["rosa", "ruud"].sort((a, b) => (testKey(a).vkey.raw < testKey(b).vkey.raw ? -1 : 1));
  return dressed({
    root,
    rebuilds: (sha256, release) =>
      names.map((name) => rebuildNote(release, sha256, name, name === "ruud" ? { differs: "sector 5" } : {})),
  });
};

test("a seal with dissent blocks", async () => {
  const disc = disagreeing();
  expect((await verifyImageBytes(disc.image, disc, {}, platform)).verdict).toBe("ONVOLDOENDE_HERBOUW");
});

// A known limit: a rebuild note can be left out of a seal by whoever makes a copy of the disc, and no counter can be signed before
// the reviewers speak. So the words are "in this seal", and dissent binds through a quorum that is not reached, or a recall.
test("dissent that is left out of the seal is not seen", async () => {
  const disc = disagreeing();
  const rebuilds = disc.seal.rebuilds.filter((note) => note.signatures[0]?.name !== "ruud");
  const image = withSeal(disc.unsealed, disc.release.sealOffset, encodeSeal({ ...disc.seal, rebuilds }));
  expect((await verifyImageBytes(image, disc, {}, platform)).verdict).toBe("ECHT");
});

// A known limit: dates are facts in the record and decide nothing (DESIGN.md section 6, "Clock"); keys end by revocation.
test("a release that is dated after its root's last day is accepted, and the record has both dates", async () => {
  const disc = dressed({ root: testRoot({ validFrom: "2020-01-01", validUntil: "2020-12-31" }) });
  const report = await verifyImageBytes(disc.image, disc, {}, platform);
  expect(report.verdict).toBe("ECHT");
  expect(renderReport(report, "en")).toMatch(/2020-01-01 to\s+2020-12-31/);
});

test("the name of the target cannot steer the terminal", async () => {
  const source = { kind: "image", medium: new MemoryMedium(new Uint8Array(0)), mounted: undefined } as const;
  const report = await verifyDisc({ ...outside, target: "x\u001b[2J\u001b[HECHT.iso", source }, nodePlatform);
  expect(renderReport(report, "nl")).not.toMatch(controls);
});

test("a message of FOUT or GEBRUIK cannot steer the terminal", () => {
  const { status, stderr } = onFolder((at) => mkdirSync(at("\u001b[2JX/".repeat(70)), { recursive: true }));
  expect(status).not.toBe(0);
  expect(stderr).not.toMatch(controls);
});

test("JSON on a terminal cannot steer it (C1 controls and bidi marks are written as they are)", () => {
  const { status, stdout } = onFolder((at) => writeFileSync(at("x\u009b2Jy\u202egpj"), ""), ["--json"]);
  expect(status).toBe(23);
  expect(stdout).not.toMatch(controls);
});

test("a folder whose name is not UTF-8 is a verdict, not FOUT", () => {
  const { status } = onFolder((at) =>
    mkdirSync(Buffer.concat([Buffer.from(at("x").slice(0, -1)), Buffer.from([0xff, 0x41])])),
  );
  expect(status).toBe(23);
});

test("a folder that is 70 deep is a verdict, not FOUT", () => {
  expect(onFolder((at) => mkdirSync(at("x/".repeat(70)), { recursive: true })).status).toBe(23);
});

// A sparse file of 1 TB costs the opponent nothing and the official an hour; ENOSPC on the medium does not bound a folder.
test("a seal that does not end is not read to its end", async () => {
  let handed = 0;
  const tree = {
    list: async () =>
      [
        { path: "ZEGEL", kind: "folder" },
        { path: sealPath, kind: "file" },
      ] as const,
    changed: async () => undefined,
    read: async (_path: string, take: (bytes: Uint8Array) => boolean) => {
      for (; handed < 64 * 1024 * 1024; handed += 1024 * 1024) if (!take(new Uint8Array(1024 * 1024))) return;
    },
  };
  const source = { kind: "tree", tree, deniedDevice: undefined } as const;
  await verifyDisc({ ...outside, target: "x", source }, nodePlatform).catch(() => undefined);
  expect(handed).toBeLessThan(2 * 1024 * 1024);
});

test("a seal that is too long is called too long", async () => {
  const { disc, target } = folderWith((at) => writeFileSync(at(sealPath), "\n", { flag: "a" }));
  const report = await verifyFolder(String(target), disc);
  expect(JSON.stringify(report.steps)).not.toContain("found 0");
});

test("a fault in the root folder is given a place", async () => {
  const { disc, target } = changed((patch) => patch.set8(patch.sector(19) + 2000, 1));
  const report = await verifyImageBytes(target as Uint8Array, disc, {}, platform);
  expect(renderReport(report, "en")).not.toContain("Structure of the disc, :");
});

test("a fault of the structure is given its sector", async () => {
  const { disc, target } = changed((patch) =>
    patch.view.setUint32(patch.record("programma/setup.exe", "primary") + 6, 99, false),
  );
  const report = await verifyImageBytes(target as Uint8Array, disc, {}, platform);
  const fault = report.steps.flatMap((step) => step.findings).find((finding) => finding.values.code === "BOTH_ENDIAN");
  expect(JSON.stringify(fault)).toMatch(/sector \d+/);
});
