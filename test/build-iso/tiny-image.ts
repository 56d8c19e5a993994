// A tiny unsealed image by xorriso, in the layout of ours: a blank seal first, then a manifest and two files.

import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { encodeManifest, sealSize } from "../../src/format/index.ts";
import { readVolume, sectorBytes } from "../../src/iso9660/index.ts";
import { makeFile } from "../iso9660/image.ts";

export interface TinyImage {
  readonly path: string;
  readonly imageSha256: string;
  readonly imageSize: number;
  readonly sealOffset: number;
  readonly manifestSha256: string;
}

const options =
  "--no_rc -quiet -iso-level 3 -r -uid 0 -gid 0 -dir-mode 0555 -file-mode 0555 -J -joliet-long -input-charset UTF-8 " +
  "-output-charset UTF-8 -V OSV_2_24_3 -volset OSV_2_24_3 -publisher KIESRAAD -p ZEGEL -A ZEGEL --application_use 0x00 " +
  "--modification-date=2027011512000000 --set_all_file_dates =1800014400 -untranslated_name_len 96 -pad";

/** `place`: what lies in /ZEGEL/SEAL; null: no such file. */
export async function tinyImage(
  folder: string,
  place: Uint8Array | null = new Uint8Array(sealSize),
  name = "unsealed.iso",
): Promise<TinyImage> {
  const stage = join(folder, `${name}.stage`);
  mkdirSync(join(stage, "ZEGEL"), { recursive: true });
  writeFileSync(join(stage, "a.txt"), "telprogramma\n");
  writeFileSync(join(stage, "b.bin"), Buffer.alloc(5000, 7));
  const files = ["a.txt", "b.bin"].map((file) => ({ path: file, bytes: readFileSync(join(stage, file)) }));
  const manifest = encodeManifest({
    totalBytes: files.reduce((sum, file) => sum + file.bytes.length, 0),
    emptyFolders: [],
    files: files.map((file) => ({ path: file.path, sha256: sha256(file.bytes) })),
  });
  writeFileSync(join(stage, "ZEGEL/MANIFEST"), manifest);
  if (place !== null) writeFileSync(join(stage, "ZEGEL/SEAL"), place);
  const weights = join(folder, `${name}.weights`);
  writeFileSync(weights, `${place === null ? "" : "400 /ZEGEL/SEAL\n"}300 /ZEGEL/MANIFEST\n`);
  const path = join(folder, name);
  const args = [...options.split(" "), "-sysid", "", "--sort-weight-list", weights, "-o", path, stage];
  const bytes = makeFile("xorrisofs", args, path);
  chmodSync(path, 0o644);
  const volume = await readVolume({
    read: async (lba, count) => bytes.subarray(lba * sectorBytes, (lba + count) * sectorBytes),
  });
  const [extent] = volume.files.find((file) => file.path === "ZEGEL/SEAL")?.extents ?? [];
  return {
    path,
    imageSha256: sha256(bytes),
    imageSize: bytes.length,
    sealOffset: (extent?.lba ?? 40) * sectorBytes,
    manifestSha256: sha256(manifest),
  };
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
