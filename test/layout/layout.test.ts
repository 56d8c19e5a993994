// docs/spec/image.md is enough to make an image: what is computed from it alone equals, byte for byte, what build-iso makes.

import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build, choice, hardPayload, sha256, tree } from "../build-iso/building.ts";
import { run, temporaryFolder } from "../tools.ts";
import { checkLayout } from "./check.ts";
import { extentsOf } from "./directory.ts";
import { computeLayout, type Piece, type PieceClass, sectorSize } from "./layout.ts";

const sealSize = 262_144;
type Content = Readonly<Record<string, string | Uint8Array>>;

/** Files and empty folders of a disc with this payload and nothing else, and a folder with their content. */
function contentOf(payload: string, content: Content, manifest: Uint8Array) {
  const folder = temporaryFolder();
  cpSync(payload, folder, { recursive: true });
  mkdirSync(join(folder, "ZEGEL"), { recursive: true });
  writeFileSync(join(folder, "ZEGEL/MANIFEST"), manifest);
  writeFileSync(join(folder, "ZEGEL/SEAL"), Buffer.alloc(sealSize));
  const paths = Object.keys(content).filter((path) => !path.endsWith("/"));
  const sizeOf = (path: string) => Buffer.from(content[path] as Uint8Array).length;
  const files = [
    ...paths.map((path) => ({ path, size: sizeOf(path) })),
    { path: "ZEGEL/MANIFEST", size: manifest.length },
    { path: "ZEGEL/SEAL", size: sealSize },
  ];
  const emptyFolders = Object.keys(content).flatMap((path) => (path.endsWith("/") ? [path.slice(0, -1)] : []));
  return { folder, files, emptyFolders };
}

/** The pieces as one image. */
function bytesOf(pieces: readonly Piece[], folder: string): Buffer {
  return Buffer.concat(
    pieces.map(({ sectors, bytes, path }) => {
      const whole = Buffer.alloc(sectors * sectorSize);
      (bytes ?? (path === undefined ? undefined : readFileSync(join(folder, path))))?.copy(whole);
      return whole;
    }),
  );
}

const many = Object.fromEntries(Array.from({ length: 210 }, (_, i) => [`map ${i % 7}/bestand ${i}.txt`, `${i}`]));
/** As many names that need a continuation area as a folder may hold, and names around the length where it begins. */
const continued = Object.fromEntries([
  ...Array.from({ length: 13 }, (_, i) => [`vol/${`${i}-`.padEnd(96, "n")}`, `${i}`]),
  ...Array.from({ length: 21 }, (_, i) => [`rand/${"r".repeat(60 + i)}`, `${i}`]),
  ...Array.from({ length: 13 }, (_, i) => [`even/${"é".repeat(34 + i)}${i}`, `${i}`]),
]);

/** A kit: own files of /ZEGEL and the page at the root. */
const kit = {
  VERSION: "1.0\n",
  "00-EERST-CONTROLEREN.html": "<p>Eerst controleren</p>\n",
  "controleprogramma.exe": new Uint8Array(3000),
  "leeg/": "",
};

const payloads: Readonly<Record<string, Content>> = {
  "one small file": { "a.txt": "a" },
  "hard names, depth, empty files and folders": hardPayload,
  "directories of several sectors": many,
  "continuation areas filled to the limit": continued,
};

describe("the image that build-iso makes is the one that the rules give", () => {
  test.each(Object.entries(payloads))("%s", async (_what, content) => {
    const payload = tree(content);
    const [disc] = await build(payload);
    const image = join(disc!.folder, "unsealed.iso");
    const { folder, files, emptyFolders } = contentOf(payload, content, readFileSync(join(disc!.folder, "MANIFEST")));
    const pieces = computeLayout(choice, files, emptyFolders);
    const { classes, imageBytes, dueBytes } = checkLayout(image, pieces, (path) => join(folder, path));
    expect(classes.filter(({ wrong }) => wrong > 0)).toEqual([]);
    expect(imageBytes).toBe(dueBytes);
    expect(classes.reduce((sum, { sectors }) => sum + sectors, 0) * sectorSize).toBe(imageBytes);
    expect(sha256(bytesOf(pieces, folder))).toBe(disc!.release.imageSha256);
  });

  test("a kit", async () => {
    const payload = tree({ "0.txt": "0", "map/a.txt": "a" });
    const [disc] = await build(payload, { kit: tree(kit) });
    const { "00-EERST-CONTROLEREN.html": page, ...rest } = kit;
    const inZegel = Object.fromEntries(Object.entries(rest).map(([path, bytes]) => [`ZEGEL/${path}`, bytes]));
    const content = { "0.txt": "0", "map/a.txt": "a", "00-EERST-CONTROLEREN.html": page, ...inZegel };
    const whole = tree(content);
    const { folder, files, emptyFolders } = contentOf(whole, content, readFileSync(join(disc!.folder, "MANIFEST")));
    expect(sha256(bytesOf(computeLayout(choice, files, emptyFolders), folder))).toBe(disc!.release.imageSha256);
  });

  test("another volume, publisher and date", async () => {
    const facts = { volume: "A_1", publisher: "GEMEENTE_2", date: "1980-02-29T23:59:59Z" };
    const payload = tree({ x: "" });
    const [disc] = await build(payload, {
      description: { choice: { ...choice, ...facts }, recallAtLeast: 0, install: undefined, steps: undefined },
    });
    const { folder, files, emptyFolders } = contentOf(payload, { x: "" }, readFileSync(join(disc!.folder, "MANIFEST")));
    expect(sha256(bytesOf(computeLayout(facts, files, emptyFolders), folder))).toBe(disc!.release.imageSha256);
  });
});

/** As libisofs 1.5.4 was seen to cut them. */
test.each([
  [0, [0]],
  [4294965249, [4294965249]],
  [4294967295, [4294967295]],
  [4294967296, [4294965248, 2048]],
  [8589930497, [4294965248, 4294965249]],
  [8589934592, [4294965248, 4294965248, 4096]],
])("a file of %d bytes has extents of %j", (size, extents) => {
  expect(extentsOf(size).map(({ bytes }) => bytes)).toEqual(extents);
});

describe("docs/spec/image.md", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/spec/image.md"), "utf8");
  const manifest = `# zegel/manifest v1\n# files 1\n# bytes 1\n${sha256("a")}  a.txt\n`;
  const example = () => {
    const content = { "a.txt": "a" };
    const { folder, files, emptyFolders } = contentOf(tree(content), content, Buffer.from(manifest));
    const facts = { volume: "VOL", publisher: "KIESRAAD", date: "2027-01-15T12:00:00Z" };
    const pieces = computeLayout(facts, files, emptyFolders);
    return { pieces, image: bytesOf(pieces, folder) };
  };

  test("its example has the digest that it gives", () => {
    expect(page).toContain(`    ${sha256(example().image)}\n`);
  });

  test("its record of a.txt is in the image", () => {
    const [, dump = ""] = /^```\n(6e 00 .*?)^```$/ms.exec(page) ?? [];
    const record = Buffer.from(dump.replace(/[^0-9a-f]/g, ""), "hex");
    expect(record.length).toBe(0x6e);
    expect(
      example()
        .image.subarray(19 * sectorSize, 20 * sectorSize)
        .includes(record),
    ).toBe(true);
  });

  test("its table of sectors is that of the example", () => {
    const rows = [...page.slice(0, page.indexOf("## Notation")).matchAll(/^\| ([0-9, \u2013]+) \|/gm)];
    const numbers = rows.flatMap(([, sectors = ""]) => sectors.split(/[, \u2013]+/).map(Number));
    for (const { from, sectors } of example().pieces) {
      expect(numbers).toContain(from);
      if (sectors > 0) expect([...numbers, 20]).toContain(from + sectors - 1);
    }
  });
});

describe("a planted deviation is found, in its class", () => {
  const classes: readonly PieceClass[] = [
    ...([
      "system area",
      "primary descriptor",
      "Joliet descriptor",
      "terminator",
      "directories",
      "path tables",
    ] as const),
    ...(["Joliet directories", "Joliet path tables", "sector of empty files", "file data", "padding"] as const),
  ];

  test("one byte in each class, and one byte behind the end", async () => {
    const payload = tree({ "a.txt": "a" });
    const [disc] = await build(payload);
    const { folder, files, emptyFolders } = contentOf(
      payload,
      { "a.txt": "a" },
      readFileSync(join(disc!.folder, "MANIFEST")),
    );
    const pieces = computeLayout(choice, files, emptyFolders);
    const good = readFileSync(join(disc!.folder, "unsealed.iso"));
    const altered = join(temporaryFolder(), "altered.iso");
    const check = (image: Uint8Array) => {
      writeFileSync(altered, image);
      return checkLayout(altered, pieces, (path) => join(folder, path));
    };
    for (const kind of classes) {
      const piece = pieces.find((one) => one.kind === kind && one.sectors > 0);
      const image = Buffer.from(good);
      const at = (piece!.from + piece!.sectors) * sectorSize - 1;
      image.writeUInt8((image.readUInt8(at) + 1) % 256, at);
      const found = check(image).classes.filter(({ wrong }) => wrong > 0);
      expect(found.map((one) => [one.kind, one.wrong])).toEqual([[kind, 1]]);
    }
    expect(check(Buffer.concat([good, Buffer.alloc(1)]))).toMatchObject({
      imageBytes: good.length + 1,
      dueBytes: good.length,
    });
    expect(check(good.subarray(0, -1)).classes.find(({ kind }) => kind === "padding")?.wrong).toBe(1);
  });
});

test("npm run layout-check tells it on the command line", async () => {
  const payload = tree({ "a.txt": "a", "map/": "" });
  const [disc] = await build(payload);
  const { folder } = contentOf(payload, { "a.txt": "a", "map/": "" }, readFileSync(join(disc!.folder, "MANIFEST")));
  const image = join(disc!.folder, "unsealed.iso");
  const check = (path: string) =>
    run("npm", ["run", "--silent", "layout-check", "--", path, join(disc!.folder, "release.note"), folder]);
  expect(check(image)).toMatchObject({ status: 0, stdout: expect.stringContaining("is what the rules give") });
  const bytes = readFileSync(image);
  bytes.writeUInt8(1, bytes.length - 1);
  writeFileSync(image, bytes);
  const { status, stdout } = check(image);
  expect(status).toBe(1);
  expect(stdout).toMatch(/padding .*1 bytes differ: sector \d+ byte 2047: expected 0, found 1/);
});
