// Files of several extents: two small files are patched into two parts of one. The real thing is in large.slow.ts.

import { describe, expect, test } from "vitest";
import { has } from "../tools.ts";
import { codesOf, makeImage, read } from "./image.ts";
import { Patch, type TreeName } from "./patch.ts";

const flagsAt = 25;

/** `deel1` and `deel2` of `map` become one file, in both trees. */
function joined(first: number, between: number): Patch {
  const patch = new Patch(
    makeImage({
      "ZEGEL/SEAL": "zegel",
      "map/deel1": new Uint8Array(first).fill(1),
      ...(between > 0 ? { tussen: new Uint8Array(between) } : {}),
      "map/deel2": new Uint8Array(3000).fill(2),
    }),
  );
  for (const tree of ["primary", "joliet"] as const) {
    const [one, two] = [patch.record("map/deel1", tree), patch.record("map/deel2", tree)];
    patch.set8(one + flagsAt, 0x80);
    renameToFirst(patch, two, tree);
  }
  return patch;
}

function renameToFirst(patch: Patch, record: number, tree: TreeName): void {
  patch.set8(record + 33 + (tree === "primary" ? 4 : 9), "1".charCodeAt(0));
  if (tree === "primary") patch.set8(patch.entry(record, "NM") + 5 + 4, "1".charCodeAt(0));
}

describe.skipIf(!has("xorrisofs"))("several extents", () => {
  test("adjacent parts are one file (b29)", async () => {
    const volume = await read(joined(4096, 0).image);
    expect(volume.findings).toEqual([]);
    const file = volume.files.find((one) => one.path === "map/deel1");
    const lba = file?.extents[0]?.lba ?? 0;
    expect({ path: file?.path, size: file?.size, extents: file?.extents }).toEqual({
      path: "map/deel1",
      size: 7096,
      extents: [
        { lba, bytes: 4096 },
        { lba: lba + 2, bytes: 3000 },
      ],
    });
    expect([...volume.regions].filter((region) => region.path === "map/deel1")).toEqual([
      { from: lba, count: 2, kind: "file", path: "map/deel1", slack: 0 },
      { from: lba + 2, count: 2, kind: "file", path: "map/deel1", slack: 1096 },
    ]);
  });

  test("a second part elsewhere is a finding (b30)", async () => {
    const volume = await read(joined(4096, 100).image);
    expect(codesOf(volume.findings)).toEqual(["MULTI_EXTENT"]);
  });

  test("a first part that ends within a sector is a finding", async () => {
    const volume = await read(joined(4000, 0).image);
    expect(codesOf(volume.findings)).toContain("MULTI_EXTENT");
  });

  test("a second part in one tree alone is a finding", async () => {
    const patch = joined(4096, 0);
    patch.set8(patch.record("map/deel1", "joliet") + flagsAt, 0);
    expect(codesOf((await read(patch.image)).findings)).toEqual(["DUPLICATE", "EXTENT_DIFFERS", "SIZE_DIFFERS"]);
  });

  test("a record of another file between two parts is a finding", async () => {
    const patch = joined(4096, 0);
    const second = patch.record("map/deel1", "primary") + (patch.image[patch.record("map/deel1", "primary")] ?? 0);
    patch.set8(second + 33 + 4, "x".charCodeAt(0)).set8(patch.entry(second, "NM") + 9, "x".charCodeAt(0));
    const volume = await read(patch.image);
    expect(codesOf(volume.findings)).toContain("MULTI_EXTENT");
    expect(volume.files.map((file) => file.path)).toContain("map/deelx");
  });
});
