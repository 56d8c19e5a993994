// Images for the tests of this room: one content, made by xorriso with the options of the recipe; then with one thing changed.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { compareImages, type ImageComparison } from "../../src/reproduce/index.ts";
import { type Content, makeBy, makeStaged, recipe, stage } from "../iso9660/image.ts";
import { temporaryFolder } from "../tools.ts";

export const sectorSize = 2048;

/** Names that need a continuation, an empty file and folder, files of several sectors, equal contents. */
export const content: Content = {
  "ZEGEL/SEAL": new Uint8Array(262_144),
  "ZEGEL/MANIFEST": "# manifest\n",
  "LEESMIJ.txt": "Lees dit eerst.\n",
  "leeg.bin": "",
  "lege map": null,
  "map/groot.bin": new Uint8Array(9000).map((_, i) => i % 251),
  "map/gelijk-1.txt": "gelijk",
  "map/gelijk-2.txt": "gelijk",
  [`map/${"n".repeat(96)}`]: "lang",
  "map/dieper/uitslag één.xml": "<a/>\n",
};

/** The image of `content` in its order, with options added. */
export function image(changed: Content = content, more: readonly string[] = []): Buffer {
  return Buffer.from(makeStaged(stage(changed), filesOf(changed), more));
}

export function filesOf(changed: Content): string[] {
  return Object.keys(changed).filter((path) => changed[path] !== null);
}

let known: Buffer | undefined;

/** The image of `content`, made once. */
export function baseImage(): Buffer {
  known ??= image();
  return known;
}

/** Made without some options of the recipe, each with as many values as said. */
export function imageWithout(options: Readonly<Record<string, number>>, more: readonly string[] = []): Buffer {
  const kept: string[] = [];
  for (let i = 0; i < recipe.length; i++) {
    const option = recipe[i] ?? "";
    const values = options[option];
    if (values === undefined) kept.push(option);
    else i += values;
  }
  const folder = stage(content);
  const weights = filesOf(content).map((path, i) => `${1_000_000_000 - i} /${path}\n`);
  writeFileSync(join(folder, "weights"), weights.join(""));
  return Buffer.from(
    makeBy("xorrisofs", folder, [...kept, "--sort-weight-list", "weights", ...more, "-o", "out.iso", "stage"]),
  );
}

/** Compares two images as files. */
export function compare(a: Uint8Array, b: Uint8Array): Promise<ImageComparison> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "a.iso"), a);
  writeFileSync(join(folder, "b.iso"), b);
  return compareImages(join(folder, "a.iso"), join(folder, "b.iso"));
}

/** A copy, changed. */
export function patched(base: Buffer, change: (image: Buffer) => void): Buffer {
  const copy = Buffer.from(base);
  change(copy);
  return copy;
}

/** Offset of the record of `name` in the primary tree, or with `isJoliet` in the Joliet tree. */
export function recordAt(base: Buffer, name: string, isJoliet = false): number {
  const identifier = isJoliet ? Buffer.from(name, "utf16le").swap16() : Buffer.from(name);
  const needle = Buffer.concat([Buffer.from([identifier.length]), identifier]);
  const root = base.readUInt32LE((isJoliet ? 17 : 16) * sectorSize + 158) * sectorSize;
  const at = base.indexOf(needle, root);
  if (at < 0) throw new Error(`no record of ${name}`);
  return at - 32;
}

/** Where a path table of the primary tree begins. */
export function pathTableAt(base: Buffer, type: "L" | "M"): number {
  const sector = type === "L" ? base.readUInt32LE(16 * sectorSize + 140) : base.readUInt32BE(16 * sectorSize + 148);
  return sector * sectorSize;
}

/** Where the data of a file begin. */
export function dataAt(base: Buffer, name: string): number {
  return base.readUInt32LE(recordAt(base, name) + 2) * sectorSize;
}

export function writeBoth32(image: Buffer, value: number, at: number): void {
  image.writeUInt32LE(value, at);
  image.writeUInt32BE(value, at + 4);
}
