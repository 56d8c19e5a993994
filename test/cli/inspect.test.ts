// `zegel inspect` describes good, unsealed, damaged and foreign images, and never calls anything genuine.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { describe, expect, test, vi } from "vitest";
import { addInspect } from "../../src/cli/disc/inspect.ts";
import { addCompare } from "../../src/cli/reproduce/compare.ts";
import { readVolume, sectorBytes } from "../../src/iso9660/index.ts";
import { makeBy, stage } from "../iso9660/image.ts";
import { Patch, type TreeName } from "../iso9660/patch.ts";
import { temporaryFolder } from "../tools.ts";
import { makeDisc, rebuildNote, testRoot } from "../verify/fixture.ts";
import { zegelIn } from "./flow.ts";

const disc = makeDisc({ root: testRoot({}, 1), rebuilds: (sha256, release) => [rebuildNote(release, sha256, "rosa")] });

function inspect(image: Uint8Array, ...args: string[]) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "disc.iso"), image);
  return zegelIn(folder, ["inspect", "disc.iso", ...args]);
}

test("a sealed image: volume, trees, sectors, notes and the names under them", async () => {
  const { status, stdout } = await inspect(disc.image, "--files");
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

test("--json is one object, whose sector map is complete", async () => {
  const { status, stdout } = await inspect(disc.image, "--json");
  const found = JSON.parse(stdout);
  expect(status).toBe(0);
  const sectors = found.sectorMap.reduce((sum: number, kind: { sectors: number }) => sum + kind.sectors, 0);
  expect(sectors * 2048).toBe(disc.image.length);
  expect(found.findings).toEqual([]);
});

test("an image that is not sealed yet", async () => {
  expect(await inspect(disc.unsealed)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("empty, the image is not sealed"),
  });
});

test("a damaged image: what is wrong, with its place", async () => {
  const image = Buffer.from(disc.image);
  image.writeUInt8(9, 19 * 2048 + 2); // the root directory's own place
  const { status, stdout } = await inspect(image);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^ {2}! .+: expected .+, found .+ \([A-Z_]+\)$/m);
});

test.each([
  ["no image", Buffer.from("tekst")],
  ["zeros", Buffer.alloc(200_000)],
])("%s: exit 1 and the reason", async (_what, image) => {
  const { status, stdout, stderr } = await inspect(image);
  expect(status).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/no volume to describe/);
});

describe("B7: an image without Joliet, whose root directory is sector 18", () => {
  const content = { "a.txt": "a\n", "map/b.txt": "b\n" };
  const plain = () => makeBy("xorrisofs", stage(content), ["-quiet", "-R", "-o", "out.iso", "stage"]);

  test("B7: its files are listed", async () => {
    const image = plain();
    expect(new DataView(image.buffer, image.byteOffset).getUint32(16 * sectorBytes + 158, true)).toBe(18);
    const { status, stdout } = await inspect(image, "--files");
    expect(status).toBe(0);
    expect(stdout).toMatch(/ a\.txt\n/);
    expect(stdout).toMatch(/ map\/b\.txt\n/);
  });

  test("B7: it is still no disc of the recipe; and one with Joliet begins no earlier than before", async () => {
    const codesOf = async (image: Uint8Array) => {
      const read = async (lba: number, count: number) => image.subarray(lba * sectorBytes, (lba + count) * sectorBytes);
      return (await readVolume({ read })).findings.map((finding) => finding.code);
    };
    expect(await codesOf(plain())).toEqual(expect.arrayContaining(["NO_JOLIET", "DESCRIPTOR_PLACE"]));
    const patch = new Patch(disc.image);
    const table = patch.sector(16) + 140;
    patch.view.setUint32(table, 18, true);
    expect(await codesOf(patch.image)).toContain("PATH_TABLE_PLACE");
    expect(await codesOf(disc.image)).toEqual([]);
  });
});

describe("C4: a place that no image has", () => {
  const file = (image: Uint8Array) => {
    const path = join(temporaryFolder(), "disc.iso");
    writeFileSync(path, image);
    return path;
  };

  /** In this process: what it prints, or the message of an error that is meant for people. */
  async function said(...args: string[]): Promise<string> {
    let text = "";
    const write = vi.spyOn(process.stdout, "write").mockImplementation((part) => {
      text += part;
      return true;
    });
    const program = new Command();
    addInspect(program);
    addCompare(program);
    try {
      await program.parseAsync(args, { from: "user" });
    } catch (error) {
      if (!(error instanceof Error && "code" in error) && !(error instanceof Error && "exitCode" in error)) throw error;
      text += error.message;
    } finally {
      write.mockRestore();
      process.exitCode = 0;
    }
    return text;
  }

  test("C4: SEAL behind the medium is a sentence; in its place it is described", async () => {
    expect(await said("inspect", file(disc.image))).toContain(`Seal at byte ${disc.release.sealOffset}:\n`);
    const patch = new Patch(disc.image);
    patch.both32(patch.record("ZEGEL/SEAL", "primary") + 2, 1_000_000);
    expect(await said("inspect", file(patch.image))).toContain(
      "Seal at byte 2048000000: its place lies beyond the image",
    );
  });

  const end = disc.image.length / sectorBytes;
  const places = [0, 15, 16, 18, 19, end - 128, end - 1, end, end + 1, 2 ** 31, 2 ** 32 - 1];
  const sizes = [0, 1, 2047, 2048, 2 ** 31, 2 ** 32 - 1];
  const paths = ["ZEGEL/SEAL", "ZEGEL/MANIFEST", "ZEGEL", "LEESMIJ.txt", "programma", ""];
  const rows = (["primary", "joliet"] as const satisfies readonly TreeName[]).flatMap((tree) =>
    paths.flatMap((path) => [
      ...places.map((value) => ({ tree, path, field: 2, value })),
      ...sizes.map((value) => ({ tree, path, field: 10, value })),
    ]),
  );

  test(`C4: ${rows.length} hostile extents: inspect and compare end in words, not in a stack`, async () => {
    const good = file(disc.image);
    for (const { tree, path, field, value } of rows) {
      const patch = new Patch(disc.image);
      patch.both32(patch.record(path, tree) + field, value);
      const spoilt = file(patch.image);
      for (const args of [
        ["inspect", spoilt, "--files"],
        ["compare", good, spoilt],
      ]) {
        const text = await said(...args).catch(
          (error) => `${args[0]} ${tree} ${path} ${field} ${value}: ${error.stack}`,
        );
        expect(text).not.toMatch(/^ +at .*:\d+/m);
        expect(text.length).toBeGreaterThan(20);
      }
    }
  });
});
