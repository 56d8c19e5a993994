// What takes long: a file over 4 GiB as xorriso writes it, 100,000 files, and every bit of the structure.

import { spawn } from "node:child_process";
import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { IsoError, readVolume, type SectorReader, sectorBytes } from "../../src/iso9660/index.ts";
import { has } from "../tools.ts";
import { cleanEnvironment, makeStaged, read, recipe, stage } from "./image.ts";
import { tinyImage } from "./tiny.ts";

/** The first `bytes` bytes of what a program prints; then it is ended. */
function headOf(program: string, args: readonly string[], folder: string, bytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: folder, env: cleanEnvironment, stdio: ["ignore", "pipe", "ignore"] });
    const parts: Buffer[] = [];
    let length = 0;
    child.on("error", reject);
    child.stdout.on("data", (part: Buffer) => {
      parts.push(part);
      length += part.length;
      if (length >= bytes) child.kill("SIGKILL");
    });
    child.on("close", () => resolve(Buffer.concat(parts)));
  });
}

describe.skipIf(!has("xorrisofs"))("large", () => {
  test("a file of 4.5 GB is in two extents", async () => {
    const folder = stage({ "ZEGEL/SEAL": "zegel", "zz.txt": "z" });
    const size = 4_831_838_208;
    writeFileSync(join(folder, "stage", "groot.bin"), "");
    truncateSync(join(folder, "stage", "groot.bin"), size);
    writeFileSync(join(folder, "weights"), "1000000000 /ZEGEL/SEAL\n");
    writeFileSync(join(folder, "list"), `/=${join(folder, "stage")}\n`);
    const args = [...recipe, "--sort-weight-list", "weights", "-o", "-", "-graft-points", "-path-list", "list"];
    const head = await headOf("xorrisofs", args, folder, 64 * sectorBytes);
    const reader: SectorReader = {
      read: async (lba, count) => head.subarray(lba * sectorBytes, (lba + count) * sectorBytes),
    };
    const volume = await readVolume(reader);
    expect(volume.findings).toEqual([]);
    const file = volume.files.find((one) => one.path === "groot.bin");
    expect(file?.size).toBe(size);
    expect(file?.extents.map((extent) => extent.bytes)).toEqual([4_294_965_248, 536_872_960]);
  });

  test("100,000 files", async () => {
    const folder = stage({ "ZEGEL/SEAL": "zegel" });
    for (let i = 0; i < 100_000; i++) {
      const map = join(folder, "stage", `map-${i % 100}`);
      if (i < 100) mkdirSync(map);
      writeFileSync(join(map, `bestand-${i}-met-een-naam.txt`), `${i}`);
    }
    const image = makeStaged(folder, ["ZEGEL/SEAL"]);
    const started = performance.now();
    const volume = await read(image);
    console.log(`100,000 files: ${Math.round(performance.now() - started)} ms`);
    expect(volume.findings).toEqual([]);
    expect(volume.files).toHaveLength(100_001);
  });

  test("each changed bit of the structure is noticed", async () => {
    const { image, end } = tinyImage();
    const unnoticed: string[] = [];
    for (let at = 16 * sectorBytes; at < end * sectorBytes; at++) {
      const before = image[at] ?? 0;
      for (const mask of [1, 2, 4, 8, 16, 32, 64, 128, 255]) {
        image[at] = before ^ mask;
        const count = await read(image).then(
          (volume) => volume.findings.length,
          (error: unknown) => {
            if (error instanceof IsoError) return 1;
            throw error;
          },
        );
        if (count === 0) unnoticed.push(`sector ${Math.floor(at / sectorBytes)} byte ${at % sectorBytes} ^ ${mask}`);
      }
      image[at] = before;
    }
    expect(unnoticed).toEqual([]);
  });
});
