// The verifiers that lie on an image: what they tell of their roots, and a copy of one to run.

import { type FileHandle, open } from "node:fs/promises";
import { openFile } from "../files/bounded.ts";
import { BuiltInSearch } from "../format/built-in-mark.ts";
import { sectorSize } from "../format/index.ts";
import type { IsoFile } from "../iso9660/index.ts";
import { discPathOf } from "./kit.ts";
import { isVerifier, type KitVerifier, verifierOf } from "./kit-roots.ts";
import { volumeOf } from "./seal-place.ts";

const chunkBytes = 1 << 20;
const kitFolder = discPathOf("");

/** Those in /ZEGEL. Throws BuildError UNSOUND, FileError, IsoError, FormatError for roots that cannot be read. */
export async function readImageVerifiers(imagePath: string): Promise<KitVerifier[]> {
  const image = await openFile(imagePath);
  try {
    const { files } = await volumeOf(image);
    const verifiers: KitVerifier[] = [];
    for (const file of files.filter(({ path }) => path.startsWith(kitFolder) && isVerifier(path))) {
      const search = new BuiltInSearch(file.path);
      for await (const chunk of chunksOf(image, file)) search.push(chunk);
      verifiers.push(verifierOf(file.path, search));
    }
    return verifiers;
  } finally {
    await image.close();
  }
}

/** Copies `path` of the image to the new file `to`, which may be run. Throws BuildError UNSOUND, FileError, IsoError, the system's errors. */
export async function copyFromImage(imagePath: string, path: string, to: string): Promise<void> {
  const image = await openFile(imagePath);
  try {
    const file = (await volumeOf(image)).files.find((found) => found.path === path);
    if (file === undefined) throw new Error(`${imagePath}: expected ${path}, found none`);
    const copy = await open(to, "wx", 0o700);
    try {
      for await (const chunk of chunksOf(image, file)) await copy.writeFile(chunk);
    } finally {
      await copy.close();
    }
  } finally {
    await image.close();
  }
}

/** A chunk is valid until the next is asked for. */
async function* chunksOf(image: FileHandle, file: IsoFile): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(chunkBytes);
  for (const { lba, bytes } of file.extents)
    for (let done = 0; done < bytes; ) {
      const { bytesRead } = await image.read(buffer, 0, Math.min(chunkBytes, bytes - done), lba * sectorSize + done);
      if (bytesRead === 0) throw new Error(`${file.path}: expected ${bytes} bytes from sector ${lba}, found the end`);
      done += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
}
