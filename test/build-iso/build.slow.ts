// Minutes and gigabytes: a file beyond 4 GiB on a full DVD within 200 MB of memory, and 100,000 small files.

import { closeSync, ftruncateSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findSealPlace } from "../../src/build-iso/image/seal-place.ts";
import { mediumBytes, parseManifest, sectorSize } from "../../src/format/index.ts";
import { readVolume } from "../../src/iso9660/index.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { commandFiles, tree } from "./building.ts";

const program = [process.execPath, join(import.meta.dirname, "../../dist/cli/zegel.js"), "build-iso"];

test.skipIf(!has("/usr/bin/time"))("a DVD with a file of more than 4 GiB, in less than 200 MB of memory", async () => {
  const folder = tree({ "klein.txt": "klein" });
  const size = 4 * 1024 ** 3 + 5000;
  const file = openSync(join(folder, "groot.bin"), "w");
  for (const at of [0, 2 ** 31, 2 ** 32 - 4, size - 4]) writeSync(file, "hier", at);
  ftruncateSync(file, size);
  closeSync(file);
  const rest = openSync(join(folder, "rest.bin"), "w");
  ftruncateSync(rest, mediumBytes.dvd - size - 2_000_000);
  closeSync(rest);
  const { root, release } = commandFiles({ medium: "dvd" });
  const out = join(temporaryFolder(), "out");
  const args = ["--payload", folder, "--release", release, "--root", root, "--out", out];
  const made = run("/usr/bin/time", ["-f", "peak %M KB, %e s", ...program, ...args]);
  expect(made.status, made.stderr).toBe(0);
  const [, peak] = /peak (\d+) KB/.exec(made.stderr) ?? [];
  console.log(made.stderr.trim());
  expect(Number(peak)).toBeLessThan(200_000);
  const image = await open(join(out, "unsealed.iso"), "r");
  try {
    const read = async (lba: number, count: number) => {
      const sectors = new Uint8Array(count * sectorSize);
      await image.read(sectors, 0, sectors.length, lba * sectorSize);
      return sectors;
    };
    const volume = await readVolume({ read });
    expect(volume.findings).toEqual([]);
    const extents = volume.files.find((f) => f.path === "groot.bin")!.extents;
    expect(extents).toHaveLength(2);
    expect(await findSealPlace(join(out, "unsealed.iso"))).toBeGreaterThan(0);
  } finally {
    await image.close();
  }
  const manifest = parseManifest(await readFile(join(out, "MANIFEST")));
  const digest = manifest.files.find((f) => f.path === "groot.bin")!.sha256;
  const script = 'bsdtar -xOf "$1" "$2" | sha256sum';
  for (const archive of ["unsealed.iso", "payload.tar"])
    expect(run("sh", ["-c", script, "sh", join(out, archive), "groot.bin"]).stdout).toBe(`${digest}  -\n`);
});

test("100,000 small files: at most 1.3 times the time of a file among 1,000", async () => {
  const perFile = [10, 1000].map((folders) => {
    const folder = temporaryFolder();
    for (let i = 0; i < folders; i++) {
      mkdirSync(join(folder, `map ${i % 10}`, `${i}`), { recursive: true });
      for (let k = 0; k < 100; k++)
        writeFileSync(join(folder, `map ${i % 10}`, `${i}`, `${k}.txt`), "x".repeat(k * 29));
    }
    const { root, release } = commandFiles();
    const args = ["--payload", folder, "--release", release, "--root", root, "--out", join(temporaryFolder(), "out")];
    const started = performance.now();
    const { status, stdout, stderr } = run(program[0]!, [...program.slice(1), ...args, "--json"]);
    expect(status, stderr).toBe(0);
    expect(JSON.parse(stdout).discs[0].files).toBe(folders * 100);
    return (performance.now() - started) / (folders * 100);
  });
  console.log(`${perFile.map((ms) => ms.toFixed(3)).join(" and ")} ms a file`);
  expect(perFile[1]! / perFile[0]!).toBeLessThan(1.3);
});
