// `zegel inspect` describes good, unsealed, damaged and foreign images, and never calls anything genuine.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder, zegel } from "../tools.ts";
import { makeDisc, rebuildNote, testRoot } from "../verify/fixture.ts";

const disc = makeDisc({ root: testRoot({}, 1), rebuilds: (sha256, release) => [rebuildNote(release, sha256, "rosa")] });

function inspect(image: Uint8Array, ...args: string[]) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "disc.iso"), image);
  return zegel(["inspect", "disc.iso", ...args], { cwd: folder });
}

test("a sealed image: volume, trees, sectors, notes and the names under them", () => {
  const { status, stdout } = inspect(disc.image, "--files");
  expect(status).toBe(0);
  expect(stdout).toContain("Volume TEST, publisher KIESRAAD, dated 2027-01-15T12:00:00Z");
  expect(stdout).toContain("7 files, 6 folders");
  expect(stdout).toContain("trees and the path tables agree");
  expect(stdout).toMatch(/padding +1 +150 /);
  expect(stdout).toContain(`Seal at byte ${disc.release.sealOffset}:`);
  expect(stdout).toContain("release OSV 2.24.3, TK2027, GSB, sequence 12, final, normal, disc 1 of 1");
  expect(stdout).toMatch(/rebuild, scope image: agrees\n.*\n +names under it: rosa/);
  expect(stdout).toContain("programma/Fryslân/ûnder/foarbyld.xml");
  expect(stdout).toContain("judges nothing");
  expect(stdout).not.toContain("ECHT");
  expect(stdout).not.toContain(disc.code); // who verifies types it from the letter
});

test("--json is one object, whose sector map is complete", () => {
  const { status, stdout } = inspect(disc.image, "--json");
  const found = JSON.parse(stdout);
  expect(status).toBe(0);
  const sectors = found.sectorMap.reduce((sum: number, kind: { sectors: number }) => sum + kind.sectors, 0);
  expect(sectors * 2048).toBe(disc.image.length);
  expect(found.findings).toEqual([]);
});

test("an image that is not sealed yet", () => {
  expect(inspect(disc.unsealed)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("empty, the image is not sealed"),
  });
});

test("a damaged image: what is wrong, with its place", () => {
  const image = Buffer.from(disc.image);
  image.writeUInt8(9, 19 * 2048 + 2); // the root directory's own place
  const { status, stdout } = inspect(image);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^ {2}! .+: expected .+, found .+ \([A-Z_]+\)$/m);
});

test.each([
  ["no image", Buffer.from("tekst")],
  ["zeros", Buffer.alloc(200_000)],
])("%s: exit 1 and the reason", (_what, image) => {
  const { status, stdout, stderr } = inspect(image);
  expect(status).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/no volume to describe/);
});
