// Clean images of many shapes: no finding, every sector explained, and the lists that other readers give.

import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compareText } from "../../src/format/index.ts";
import { dueZeroFrom, readVolume, type Volume } from "../../src/iso9660/index.ts";
import { has, temporaryFolder } from "../tools.ts";
import { type Content, cleanEnvironment, codesOf, MemoryReader, makeImage, read } from "./image.ts";
import { Patch } from "./patch.ts";
import { longName, tinyContent, tinyImage } from "./tiny.ts";

const deep = Array.from({ length: 13 }, (_, i) => `laag-${i}`);

const shapes: Record<string, Content> = {
  "every structure": tinyContent,
  "one file": { "ZEGEL/SEAL": "zegel" },
  "one empty file": { "ZEGEL/SEAL": "zegel", leeg: "" },
  "13 levels": {
    "ZEGEL/SEAL": "zegel",
    ...Object.fromEntries(deep.map((_, i) => [`${deep.slice(0, i + 1).join("/")}/bestand`, `${i}`])),
  },
  "long and foreign names": {
    "ZEGEL/SEAL": "zegel",
    "Één map met ÿ en Ѐ naam/Ünïcödé.txt": "a",
    [`map/${"x".repeat(96)}`]: "b",
    [`map/${"é".repeat(48)}`]: "c",
    [`${"m".repeat(56)}/${longName}`]: "d",
    "naam met 'aanhalingstekens' & spaties, (haakjes) + plus = is @ ~ #.a.b.c": "e",
  },
  "3,000 files in one folder and 300 folders": {
    "ZEGEL/SEAL": "zegel",
    ...Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`veel/bestand-${i}`, i % 7 === 0 ? "" : `${i}`])),
    ...Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`map-${i % 20}/submap-${i}`, null])),
  },
};

const images = new Map<string, Uint8Array>();
/** Made once for both tests. */
function imageOf(name: string, content: Content): Uint8Array {
  const image = images.get(name) ?? makeImage(content);
  images.set(name, image);
  return image;
}

/** Folders that the content names, with all above them. */
function foldersOf(content: Content): string[] {
  const folders = new Set<string>();
  for (const [path, bytes] of Object.entries(content)) {
    const parts = path.split("/");
    const count = bytes === null ? parts.length : parts.length - 1;
    for (let i = 1; i <= count; i++) folders.add(parts.slice(0, i).join("/"));
  }
  return [...folders].sort(compareText);
}

/** Where a map is not gap-free, ordered and complete. */
function mapFaults(volume: Volume): number[] {
  const regions = [...volume.regions];
  const ends = regions.map((region) => region.from + region.count);
  const starts = [...regions.map((region) => region.from), volume.sectors];
  const broken = starts.filter((start, i) => start !== (i === 0 ? 0 : ends[i - 1]));
  const wrong = regions.filter(({ count, slack }) => count < 1 || slack < 0 || slack >= 2048);
  return [...broken, ...wrong.map((region) => region.from)];
}

describe.skipIf(!has("xorrisofs"))("clean image", () => {
  test.each(Object.entries(shapes))("%s", async (name, content) => {
    const image = imageOf(name, content);
    const reader = new MemoryReader(image);
    const volume = await readVolume(reader);
    expect(volume.findings).toEqual([]);
    expect(volume.sectors * 2048).toBe(image.length);
    expect(volume).toMatchObject({
      label: "VOLUME",
      volumeSet: "VOLUME",
      publisher: "KIESRAAD",
      preparer: "ZEGEL",
      application: "ZEGEL",
      modifiedOn: "2023-11-14T22:13:20Z",
    });

    const files = Object.entries(content).filter((entry): entry is [string, string | Uint8Array] => entry[1] !== null);
    const filled = files.filter(([, bytes]) => bytes.length > 0).map(([path]) => path);
    const empty = files.filter(([, bytes]) => bytes.length === 0).map(([path]) => path);
    expect(volume.files.map((file) => file.path)).toEqual([...filled, ...empty.sort(compareText)]);
    expect(volume.folders).toEqual(foldersOf(content));
    const differing = volume.files.filter(({ path, size, extents }) => {
      const parts = extents.map(({ lba, bytes }) => image.subarray(lba * 2048, lba * 2048 + bytes));
      const expected = Buffer.from(content[path] ?? "");
      return size !== expected.length || !Buffer.concat(parts).equals(expected);
    });
    expect(differing).toEqual([]);

    expect(mapFaults(volume)).toEqual([]);
    const regions = [...volume.regions];
    expect(regions.filter((region) => region.kind === "unexplained")).toEqual([]);
    const isStructure = (kind: string) => /directory|path-table|continuation|descriptor|terminator/.test(kind);
    const nonZero = regions.filter((region) => {
      const due = image.subarray(region.from * 2048 + dueZeroFrom(region), (region.from + region.count) * 2048);
      return !Buffer.alloc(due.length).equals(due);
    });
    expect(nonZero).toEqual([]);

    // Each sector of the structure once, in rising order, and none of the files.
    const asked = reader.asked.flatMap(({ lba, count }) => Array.from({ length: count }, (_, i) => lba + i));
    expect(asked).toEqual([...new Set(asked)].sort((a, b) => a - b));
    const structure = regions.filter((region) => isStructure(region.kind));
    expect(asked).toEqual(structure.flatMap(({ from, count }) => Array.from({ length: count }, (_, i) => from + i)));
  });

  test("a set that breaks off in sector 17: no sector twice", async () => {
    const patch = new Patch(tinyImage().image).setText(17 * 2048 + 1, "CD00X");
    const reader = new MemoryReader(patch.image);
    expect(codesOf((await readVolume(reader)).findings)).toEqual(
      expect.arrayContaining(["NO_JOLIET", "NO_TERMINATOR"]),
    );
    const asked = reader.asked.flatMap(({ lba, count }) => Array.from({ length: count }, (_, i) => lba + i));
    expect(asked).toEqual([...new Set(asked)]);
  });

  test.skipIf(!has("isoinfo") || !has("bsdtar"))("lists what isoinfo and bsdtar list", async () => {
    for (const [name, content] of Object.entries(shapes)) {
      const image = imageOf(name, content);
      const file = join(temporaryFolder(), "image.iso");
      writeFileSync(file, image);
      const volume = await read(image);
      const ours = [...volume.files.map((one) => one.path), ...volume.folders].sort(compareText);
      const list = (program: string, args: string[], encoding: BufferEncoding = "utf8") =>
        spawnSync(program, args, { env: cleanEnvironment, maxBuffer: 64 * 1024 * 1024 })
          .stdout.toString(encoding)
          .split("\n")
          .map((line) => line.replace(/^\.?\//, "").replace(/\/$/, ""))
          .filter((line) => line !== "" && line !== ".")
          .sort(compareText);
      expect(list("isoinfo", ["-f", "-R", "-i", file]), `${name}, Rock Ridge`).toEqual(ours);
      // isoinfo prints Joliet names in ISO 8859-1.
      const isLatin = ours.every((path) => !/[^\u0000-\u00ff]/.test(path));
      if (isLatin) expect(list("isoinfo", ["-f", "-J", "-i", file], "latin1"), `${name}, Joliet`).toEqual(ours);
      expect(list("bsdtar", ["-tf", file]), `${name}, bsdtar`).toEqual(ours);
      const joliet = ["-t", "--options", "iso9660:!rockridge", "-f", file];
      expect(list("bsdtar", joliet), `${name}, bsdtar Joliet`).toEqual(ours);
    }
  });
});
