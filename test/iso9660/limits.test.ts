// What is too large, too deep or not there: refused before it costs anything.

import { describe, expect, test } from "vitest";
import {
  defaultLimits,
  findingsPerCode,
  IsoError,
  type IsoErrorCode,
  readVolume,
  type SectorReader,
} from "../../src/iso9660/index.ts";
import { has } from "../tools.ts";
import { type Content, codesOf, MemoryReader, makeImage, read } from "./image.ts";
import { Patch } from "./patch.ts";
import { tinyContent } from "./tiny.ts";

async function errorOf(reading: Promise<unknown>): Promise<IsoError> {
  const error = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof IsoError)) throw new Error(`expected an IsoError, got ${error}`);
  return error;
}

/** A chain of folders below one another. */
function chain(depth: number, name = "m"): Content {
  return { "ZEGEL/SEAL": "zegel", [`${Array(depth).fill(name).join("/")}/bestand`]: "x" };
}

describe.skipIf(!has("xorrisofs"))("limits", () => {
  test("32 folders deep and not 33", async () => {
    expect((await read(makeImage(chain(32)))).findings).toEqual([]);
    const volume = await read(makeImage(chain(33)));
    expect(codesOf(volume.findings)).toContain("DEPTH");
    expect(volume.files.map((file) => file.path)).toEqual(["ZEGEL/SEAL"]);
  });

  test("a path of 240 characters and not more", async () => {
    const name = "n".repeat(38); // six times 38 and a slash, and "bestand"
    expect((await read(makeImage(chain(5, name)))).findings).toEqual([]);
    const volume = await read(makeImage(chain(6, name)));
    expect(codesOf(volume.findings)).toContain("PATH_LENGTH");
    expect(volume.files.map((file) => file.path)).toEqual(["ZEGEL/SEAL"]);
  });

  test.each([
    ["folders", { folders: 3 }],
    ["files", { files: 4 }],
    ["bytes of structure", { metadataBytes: 8 * 2048 }],
  ])("more %s than the limit", async (_, limit) => {
    const image = makeImage(tinyContent);
    const error = await errorOf(readVolume(new MemoryReader(image), { ...defaultLimits, ...limit }));
    expect(error.code).toBe("LIMIT");
  });

  test("exactly as many files and folders as the limits", async () => {
    const image = makeImage(tinyContent);
    const volume = await readVolume(new MemoryReader(image), { ...defaultLimits, folders: 4, files: 5 });
    expect(volume.findings).toEqual([]);
  });

  test("a directory larger than the limit is a finding, and the rest is read", async () => {
    const image = makeImage({
      ...tinyContent,
      ...Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`veel/${i}`, "x"])),
    });
    const volume = await readVolume(new MemoryReader(image), { ...defaultLimits, directoryBytes: 2048 });
    expect(volume.findings.map((one) => [one.code, one.path])).toContainEqual(["DIRECTORY_SIZE", "veel"]);
    expect(volume.files.map((file) => file.path)).toContain("map/groot.bin");
  });

  test("a flood of findings keeps the others", async () => {
    const patch = new Patch(makeImage(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`veel/${i}`, "x"]))));
    for (let i = 0; i < 300; i++) patch.set8(patch.record(`veel/${i}`, "primary") + 18, 0);
    patch.inBoth("veel/7", (record) => patch.set8(record + 25, 1));
    const { findings } = await read(patch.image);
    const dates = findings.filter((finding) => finding.code === "RECORD_DATE");
    expect(dates).toHaveLength(findingsPerCode + 1);
    expect(dates.at(-1)?.found).toBe("200 more of this kind");
    expect(codesOf(findings)).toContain("HIDDEN");
  });
});

describe.skipIf(!has("xorrisofs"))("bombs", () => {
  // An eighth of the limits that a disc meets, so that the test is short.
  const eighth = {
    ...defaultLimits,
    ...{ folders: 30_000, files: 30_000, directoryBytes: 8_388_608, metadataBytes: 25_165_824 },
  };
  /** A volume without end whose root directory, as large as may be, holds in every sector what `fill` writes. */
  const bomb = (fill: (sector: Uint8Array, lba: number) => void): SectorReader => {
    const patch = new Patch(makeImage(tinyContent));
    patch.both32(16 * 2048 + 80, 0x7fff_ffff);
    patch.both32(16 * 2048 + 158, 1000).both32(16 * 2048 + 166, eighth.directoryBytes);
    const memory = new MemoryReader(patch.image);
    return {
      read: async (lba, count) => {
        if (lba < 100) return await memory.read(lba, count);
        const bytes = new Uint8Array(count * 2048);
        for (let i = 0; i < count; i++) fill(bytes.subarray(i * 2048, (i + 1) * 2048), lba + i);
        return bytes;
      },
    };
  };
  /** Records of 40 bytes with names of their own. */
  const records = (sector: Uint8Array, lba: number, flags: number, to: (index: number) => number, size: number) => {
    for (let i = 0; i < 51; i++) {
      const record = new Patch(new Uint8Array(40));
      record
        .set8(0, 40)
        .set8(25, flags)
        .set8(32, 7)
        .setText(33, `${lba * 51 + i}`.padStart(7, "0").slice(-7));
      record.both32(2, to(i)).both32(10, size).both16(28, 1);
      sector.set(record.image, i * 40);
    }
  };

  test.each<[string, (sector: Uint8Array, lba: number) => void]>([
    ["many files", (sector, lba) => records(sector, lba, 0, () => 2_000_000, 2048)],
    ["many folders", (sector, lba) => records(sector, lba, 2, (i) => 2_000_000 + lba * 51 + i, 2048)],
    [
      "many folders, each as large as may be",
      (sector, lba) => records(sector, lba, 2, (i) => 1001 + i, eighth.directoryBytes),
    ],
    ["folders with folders", (sector, lba) => records(sector, lba, 2, (i) => lba * 40 + i, 2048)],
  ])("%s end at a limit", async (_, fill) => {
    const started = performance.now();
    expect((await errorOf(readVolume(bomb(fill), eighth))).code).toBe("LIMIT");
    expect(performance.now() - started).toBeLessThan(60_000);
  });

  test("files that only say that more parts come end in one file", async () => {
    const reader = bomb((sector, lba) => {
      records(sector, lba, 0x80, () => 2_000_000, 2048);
      for (let i = 0; i < 51; i++) sector.set([0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61], i * 40 + 33);
    });
    expect((await errorOf(readVolume(reader, eighth))).code).toBe("LIMIT");
  });
});

describe.skipIf(!has("xorrisofs"))("no tree", () => {
  test.each<[string, IsoErrorCode, number | undefined, (patch: Patch) => void]>([
    ["no CD001 in sector 16", "NOT_ISO", 16, (patch) => patch.set8(16 * 2048 + 1, 0)],
    ["a terminator in sector 16", "NOT_ISO", 16, (patch) => patch.set8(16 * 2048, 255)],
    ["a volume of 3 sectors", "BROKEN", 16, (patch) => patch.both32(16 * 2048 + 80, 3)],
    ["a root beyond the volume", "BROKEN", 16, (patch) => patch.both32(16 * 2048 + 158, 1_000_000)],
    ["a root record of 7 bytes", "BROKEN", 16, (patch) => patch.set8(16 * 2048 + 156, 7)],
  ])("%s", async (_, code, lba, change) => {
    const patch = new Patch(makeImage(tinyContent));
    change(patch);
    const error = await errorOf(read(patch.image));
    expect([error.code, error.lba]).toEqual([code, lba]);
    expect(error.message).toMatch(/^sector .*: expected .*, found /);
  });

  test("a Joliet root beyond the volume leaves the primary tree", async () => {
    const patch = new Patch(makeImage(tinyContent));
    patch.both32(17 * 2048 + 158, 1_000_000);
    const volume = await read(patch.image);
    expect(codesOf(volume.findings)).toContain("DIRECTORY_PLACE");
    expect(volume.files).toHaveLength(5);
  });

  test("a sector that cannot be read is named, with the reader's own error", async () => {
    const memory = new MemoryReader(makeImage(tinyContent));
    const cause = new Error("EIO");
    const reader: SectorReader = {
      read: (lba, count) => (lba <= 21 && 21 < lba + count ? Promise.reject(cause) : memory.read(lba, count)),
    };
    const error = await errorOf(readVolume(reader));
    expect([error.code, error.lba, error.cause]).toEqual(["UNREADABLE", 21, cause]);
  });

  test("a short answer of the reader is an error", async () => {
    const memory = new MemoryReader(makeImage(tinyContent));
    const reader: SectorReader = { read: async (lba, count) => (await memory.read(lba, count)).subarray(1) };
    expect((await errorOf(readVolume(reader))).code).toBe("UNREADABLE");
  });

  test("nothing at all", async () => {
    expect((await errorOf(read(new Uint8Array()))).code).toBe("UNREADABLE");
    expect((await errorOf(read(new Uint8Array(40 * 2048)))).code).toBe("NOT_ISO");
  });
});
