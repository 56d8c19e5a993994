// Attacks that stock tools make: images that systems show differently, or with more on them than the recipe gives.

import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { FindingCode, Volume } from "../../src/iso9660/index.ts";
import { has, run } from "../tools.ts";
import { type Content, codesOf, makeBy, makeImage, makeStaged, read, stage } from "./image.ts";

const content: Content = {
  "ZEGEL/SEAL": new Uint8Array(4096),
  "APP.BIN": new Uint8Array(6400).fill(65),
  "EXTRA.TXT": "extra",
  "map/README.TXT": "lees mij",
};
const order = Object.keys(content);

function expectFinding(volume: Volume, code: FindingCode, found?: string): void {
  expect(codesOf(volume.findings)).toContain(code);
  if (found !== undefined)
    expect(volume.findings.filter((finding) => finding.code === code).map((finding) => finding.found)).toContain(found);
}

describe.skipIf(!has("xorrisofs"))("xorriso", () => {
  test("the clean twin has no finding", async () => {
    expect((await read(makeImage(content))).findings).toEqual([]);
  });

  test("El Torito boot record (c2)", async () => {
    const folder = stage({ ...content, "BOOT.IMG": new Uint8Array(2048) });
    const image = makeStaged(folder, order, ["-b", "BOOT.IMG", "-no-emul-boot", "-c", "BOOT.CAT"]);
    expectFinding(await read(image), "BOOT_RECORD");
  });

  test.each([
    ["only for Linux (c3a)", ["-hide-joliet", "EXTRA.TXT"], "ONLY_IN_PRIMARY"],
    ["only for Windows (c3b)", ["-hide", "EXTRA.TXT"], "ONLY_IN_JOLIET"],
    ["in no tree (c3c)", ["-hide", "EXTRA.TXT", "-hide-joliet", "EXTRA.TXT"], "UNEXPLAINED"],
  ] as const)("a file %s", async (_, options, code) => {
    expectFinding(await read(makeImage(content, options)), code);
  });

  test("a compressed file (c4)", async () => {
    const folder = stage(content);
    const image = makeBy("xorriso", folder, [
      ...["-no_rc", "-outdev", "out.iso", "-joliet", "on", "-map", "stage", "/"],
      ...["-set_filter", "--zisofs", "/APP.BIN", "--", "-commit"],
    ]);
    expectFinding(await read(image), "SUSP_ENTRY", "ZF");
  });

  test("a third tree (c8)", async () => {
    const image = makeImage(content, ["-iso-level", "4"]);
    expect(codesOf((await read(image)).findings)).toContain("SECOND_SUPPLEMENTARY");
  });

  test("symbolic links and a fifo (c9)", async () => {
    const folder = stage(content);
    symlinkSync("../../../etc/passwd", join(folder, "stage", "koppeling"));
    run("mkfifo", [join(folder, "stage", "pijp")]);
    const volume = await read(makeStaged(folder, order));
    expectFinding(volume, "SUSP_ENTRY", "SL");
    expectFinding(volume, "POSIX");
    expectFinding(volume, "ONLY_IN_PRIMARY");
  });

  test.each([
    ["extended attributes and ACLs (AA, AL)", ["--for_backup"], "SUSP_ENTRY"],
    ["MD5 sums", ["--md5"], "SUSP_ENTRY"],
    ["HFS+", ["-hfsplus"], "UNEXPLAINED"],
    ["a partition table (c5)", ["-append_partition", "2", "0x83", "../part"], "PADDING"],
    ["other owners", ["-uid", "1000"], "POSIX"],
    ["no padding", ["-no-pad"], "PADDING"],
    ["another preparer in the application use field", ["--application_use", "../use"], "DESCRIPTOR_FIELD"],
  ] as const)("%s", async (_, options, code) => {
    const folder = stage(content);
    writeFileSync(join(folder, "use"), "x".repeat(512));
    writeFileSync(join(folder, "part"), new Uint8Array(300_000).fill(1));
    const image = makeStaged(
      folder,
      order,
      options.map((option) => option.replace("..", folder)),
    );
    expectFinding(await read(image), code);
  });

  test("a grown image (a1)", async () => {
    const folder = stage(content);
    makeStaged(folder, order);
    writeFileSync(join(folder, "evil"), "kwaad");
    makeBy("xorriso", folder, ["-no_rc", "-dev", "out.iso", "-update", "evil", "/map/README.TXT", "-commit"]);
    const volume = await read(makeBy("true", folder, []));
    expect(volume.findings).not.toEqual([]);
    expectFinding(volume, "UNEXPLAINED");
  });
});

describe.skipIf(!has("genisoimage"))("genisoimage", () => {
  const make = (folder: string, args: readonly string[]) =>
    makeBy("genisoimage", folder, ["-quiet", "-r", "-J", "-o", "out.iso", ...args]);

  test("UDF bridge (c1)", async () => {
    const volume = await read(make(stage(content), ["-udf", "stage"]));
    expectFinding(volume, "FOREIGN_DESCRIPTOR", "BEA01");
    expectFinding(volume, "FOREIGN_DESCRIPTOR", "NSR02");
  });

  test("a hidden file (c3d)", async () => {
    expectFinding(await read(make(stage(content), ["-hidden", "EXTRA.TXT", "stage"])), "HIDDEN");
  });

  test("one name, two programs (c11)", async () => {
    const folder = stage({});
    for (const kind of ["good", "evil"]) {
      mkdirSync(join(folder, kind));
      writeFileSync(join(folder, kind, "APP.BIN"), kind);
    }
    const image = make(folder, [
      ...["-graft-points", "-hide-joliet", "good/APP.BIN", "-hide", "evil/APP.BIN"],
      ...["/APP.BIN=good/APP.BIN", "/APP.BIN=evil/APP.BIN"],
    ]);
    const volume = await read(image);
    const finding = volume.findings.find((one) => one.code === "EXTENT_DIFFERS");
    expect(finding?.path).toBe("APP.BIN");
  });

  test.skipIf(!has("isoinfo"))("its own names are read by Rock Ridge, its version numbers are findings", async () => {
    const volume = await read(make(stage(content), ["stage"]));
    expect(volume.files.map((file) => file.path).sort()).toEqual([...order].sort());
    expectFinding(volume, "VERSION_NUMBER");
  });
});
