// What the report tells of the list of installed files: where the program is, and what on the disc begins an installation. No verdict
// hangs on it, so each disc is looked at for its verdict too.

import { describe, expect, test } from "vitest";
import { encodeInstall, encodeUtf8, installPath } from "../../src/format/index.ts";
import { installHeadLimit } from "../../src/format/lists/install-head.ts";
import { changed, type Disc, type Files, goodFiles, installed, makeDisc, sha256Of } from "./disc.ts";
import { type Report, treeOf, verify, verifyImage, verifyTree } from "./run.ts";

const start = "map/programma.jar";
const place = "C:\\OSV";
const discWith = (list: Uint8Array | string | undefined) => {
  const { [installPath]: _, ...others } = goodFiles;
  const bytes = typeof list === "string" ? encodeUtf8(list) : list;
  return makeDisc({ files: bytes === undefined ? others : { ...others, [installPath]: bytes } });
};
const installedFiles: Files = {
  "OSV/lib/osv.jar": new Uint8Array(5000).fill(1),
  "OSV/start.cmd": new Uint8Array(10).fill(2),
};
const verifyInstalled = (disc: Disc, files = installedFiles): Promise<Report> => {
  const reference = { name: "disc", tree: treeOf(disc.files, disc.folders) };
  return verify(disc, { kind: "installed", folder: treeOf(files, []), reference });
};
/** Of a disc and of a copy of it, read in pieces of every size; both say the same. */
async function toldOf(disc: Disc, verdict = "ECHT") {
  const image = await verifyImage(disc);
  const trees = await Promise.all([7, 3000, 2 ** 20].map((piece) => verifyTree(disc, {}, disc.files, { piece })));
  for (const report of [image, ...trees]) expect([report.verdict, report.install]).toEqual([verdict, image.install]);
  return image.install;
}
const list = (head: Parameters<typeof encodeInstall>[1]) => encodeInstall(installed, head);

describe("place and start of the list of installed files", () => {
  test("are told of a disc, of a copy and of an installed program", async () => {
    const disc = discWith(list({ place, start }));
    expect(await toldOf(disc)).toEqual({ place, start });
    const report = await verifyInstalled(disc);
    expect([report.verdict, report.install]).toEqual(["ECHT", { place, start }]);
  });

  test("each alone, and neither: there is a list all the same", async () => {
    expect(await toldOf(discWith(list({ place })))).toStrictEqual({ place, start: undefined });
    expect(await toldOf(discWith(list({ start })))).toStrictEqual({ place: undefined, start });
    const old = discWith(list({}));
    expect(await toldOf(old)).toStrictEqual({ place: undefined, start: undefined });
    expect((await verifyInstalled(old)).install).toStrictEqual({ place: undefined, start: undefined });
  });

  test("a start that this disc does not have is not told", async () => {
    for (const other of ["map/programma.exe", "map", "MAP/programma.jar", "ZEGEL/SEAL"]) {
      const disc = discWith(list({ place, start: other }));
      expect(await toldOf(disc)).toStrictEqual({ place, start: undefined });
      expect((await verifyInstalled(disc)).install).toStrictEqual({ place, start: undefined });
    }
  });

  test("of a list without end the first lines are enough", async () => {
    const many = Array.from({ length: 3000 }, (_, i) => ({ path: `a/${i}`.padEnd(90, "x"), class: "absent" }) as const);
    const files = [...many, ...installed].sort((a, b) => (a.path < b.path ? -1 : 1));
    const long = encodeInstall(files, { place, start });
    expect(long.length).toBeGreaterThan(50 * installHeadLimit);
    expect(await toldOf(discWith(long))).toEqual({ place, start });
  });

  test("the longest there can be, and a line behind them, are in the part that is read", async () => {
    const longest = (folder: string) =>
      `${folder}${`${"ẽ".repeat(32)}${folder.includes("\\") ? "\\" : "/"}`.repeat(7)}é`;
    const head = { place: longest("C:\\"), start: longest("") };
    expect([head.place.length, head.start.length]).toEqual([235, 232]);
    const path = `${"ẽ".repeat(31)}/`.repeat(7);
    const files = [{ path: `${path}z`, class: "static", sha256: sha256Of(new Uint8Array(1)) }] as const;
    const bytes = encodeInstall(files, head);
    expect(bytes.length).toBeLessThan(installHeadLimit);
    const disc = makeDisc({ files: { ...goodFiles, [installPath]: bytes, [head.start]: new Uint8Array(1) } });
    expect(await toldOf(disc)).toEqual(head);
  });
});

describe("nothing is told", () => {
  test("where the release has no list", async () => {
    expect(await toldOf(discWith(undefined))).toBeUndefined();
  });

  test.each<[string, string | Uint8Array]>([
    ["of another version", "zegel/install v3\nplace C:\\OSV\n"],
    ["with neither", `zegel/install v2\nstatic ${sha256Of(new Uint8Array(0))} a\n`],
    ["with two places", `zegel/install v2\nplace C:\\OSV\nplace C:\\X\nstatic ${sha256Of(new Uint8Array(0))} a\n`],
    ["with a share", `zegel/install v2\nplace \\\\server\\OSV\nstatic ${sha256Of(new Uint8Array(0))} a\n`],
    ["with a start out of the disc", `zegel/install v2\nstart ../x\nstatic ${sha256Of(new Uint8Array(0))} a\n`],
    ["that is empty", ""],
    ["that is no text", Uint8Array.of(0xff, 10)],
    ["without a line end", "zegel/install v2"],
    ["that is one long line", "x".repeat(2 * installHeadLimit)],
  ])("of a signed list %s, and the disc is as good as it was; an installed program is not", async (_what, text) => {
    const disc = discWith(text);
    expect(await toldOf(disc)).toBeUndefined();
    const report = await verifyInstalled(disc);
    expect([report.verdict, report.install]).toEqual(["NIET_ONDERTEKEND", undefined]);
  });

  test("of a list with another digest than the manifest's", async () => {
    const disc = discWith(list({ place, start }));
    const other = { ...disc.files, [installPath]: list({ place: "C:\\VIRUS", start }) };
    const folder = await verifyTree(disc, {}, other);
    expect([folder.verdict, folder.install]).toEqual(["GEWIJZIGD", undefined]);
    const text = Buffer.from(place);
    const image = await verifyImage(disc, {}, changed(disc.image, Buffer.from(disc.image).indexOf(text), [0x44])); // D:\OSV
    expect([image.verdict, image.install]).toEqual(["GEWIJZIGD", undefined]);
    // The end of it, which is behind what is kept, counts as much.
    const { length } = other[installPath] ?? "";
    const end = Uint8Array.from(disc.files[installPath] ?? [], (byte, i) => (i === length - 5 ? byte ^ 1 : byte));
    expect((await verifyTree(disc, {}, { ...disc.files, [installPath]: end })).install).toBeUndefined();
  });

  test("of a disc that nobody trusted signed", async () => {
    const disc = discWith(list({ place, start }));
    const stranger = makeDisc({ files: { ...goodFiles, [installPath]: list({ place, start }) }, signers: [] });
    expect(disc.files[installPath]).toEqual(stranger.files[installPath]);
    expect(await toldOf(stranger, "NIET_ONDERTEKEND")).toBeUndefined();
  });
});
