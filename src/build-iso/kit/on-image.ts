// The verifiers that lie on an image: what they tell of their roots, and a copy of one to run.

import { type FileHandle, open } from "node:fs/promises";
import { openFile } from "../../files/bounded.ts";
import { sectorSize } from "../../format/index.ts";
import { BuiltInSearch } from "../../format/notes/built-in-mark.ts";
import type { IsoFile } from "../../iso9660/index.ts";
import { volumeOf } from "../image/seal-place.ts";
import { discPathOf } from "./kit.ts";
import { isVerifier, type KitVerifier, verifierOf } from "./roots.ts";

const chunkBytes = 1 << 20;
const kitFolder = discPathOf("");
/** Bytes of a text that people follow. */
const scriptLimit = 1 << 20;

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

/** A file that a text of the kit tells people to use, and that is not on the image. */
export interface MissingName {
  readonly script: string;
  readonly path: string;
}

/** Of CONTROLE.TXT and controle.cmd, where the kit has them. Throws BuildError UNSOUND, FileError, IsoError. */
export async function findMissingNames(imagePath: string): Promise<MissingName[]> {
  const image = await openFile(imagePath);
  try {
    const { files } = await volumeOf(image);
    const missing: MissingName[] = [];
    for (const file of files.filter(({ path, extents }) => isScript(path) && bytesOf(extents) <= scriptLimit)) {
      let text = "";
      for await (const chunk of chunksOf(image, file)) text += new TextDecoder("latin1").decode(chunk);
      for (const path of namesIn(text, file.path))
        if (!files.some((found) => found.path === path)) missing.push({ script: file.path, path });
    }
    return missing;
  } finally {
    await image.close();
  }
}

const isScript = (path: string) => path.startsWith(kitFolder) && /(^|\/)(CONTROLE\.TXT|controle\.cmd)$/.test(path);
const bytesOf = (extents: IsoFile["extents"]) => extents.reduce((sum, { bytes }) => sum + bytes, 0);

/** `ZEGEL\NAME`, `ZEGEL/NAME`; and in a script of Windows `%~dp0NAME`, which is beside it. Each once. */
function namesIn(text: string, script: string): string[] {
  const onDisc = [...text.matchAll(/\bZEGEL[\\/]([\w.-]*\w)/g)].map(([, name = ""]) => discPathOf(name));
  const folder = script.slice(0, script.lastIndexOf("/") + 1);
  const beside = [...text.matchAll(/%~dp0([\w.-]*\w)/g)].map(([, name = ""]) => `${folder}${name}`);
  return [...new Set([...onDisc, ...beside])];
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
