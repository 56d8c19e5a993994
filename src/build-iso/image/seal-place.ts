// Where the seal lies in a finished image, and whether the image is structured as the recipe says.

import type { FileHandle } from "node:fs/promises";
import { openFile } from "../../files/bounded.ts";
import { sealPath, sealSize, sectorSize } from "../../format/index.ts";
import { readVolume, type Volume } from "../../iso9660/index.ts";
import { BuildError } from "../error.ts";

/** Byte offset of /ZEGEL/SEAL. Throws BuildError UNSOUND, IsoError. */
export async function findSealPlace(imagePath: string): Promise<number> {
  const image = await openFile(imagePath);
  try {
    const volume = await volumeOf(image);
    const [finding] = volume.findings;
    if (finding !== undefined) throw unsound("the structure of the recipe", JSON.stringify(finding));
    const seal = volume.files.find((file) => file.path === sealPath);
    const [extent, second] = seal?.extents ?? [];
    if (seal?.size !== sealSize || extent === undefined || second !== undefined)
      throw unsound(`one extent of ${sealSize} bytes for ${sealPath}`, "another place");
    return extent.lba * sectorSize;
  } finally {
    await image.close();
  }
}

/** The structure of an image that is open. Throws BuildError UNSOUND, IsoError. */
export function volumeOf(image: FileHandle): Promise<Volume> {
  return readVolume({
    read: async (lba, count) => {
      const sectors = new Uint8Array(count * sectorSize);
      const { bytesRead } = await image.read(sectors, 0, sectors.length, lba * sectorSize);
      if (bytesRead !== sectors.length) throw unsound(`${count} sectors from ${lba}`, "the end of the image");
      return sectors;
    },
  });
}

function unsound(expected: string, found: string): BuildError {
  return new BuildError(
    "UNSOUND",
    `the finished image is not sound: expected ${expected}, found ${found}; do not use it: build again on another machine, and report it`,
  );
}
