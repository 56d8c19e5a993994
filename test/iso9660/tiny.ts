// The smallest image that has every structure: a continued name, an empty file, an empty folder, a nested folder.

import { type Content, makeImage } from "./image.ts";

/** 96 bytes of UTF-8: too long for one directory record, so that its Rock Ridge name is continued elsewhere. */
export const longName = `${"naam-".repeat(12)}${"é".repeat(15)}abcdef`;

export const tinyContent: Content = {
  "ZEGEL/SEAL": new Uint8Array(4096),
  "ZEGEL/MANIFEST": "# manifest\n",
  [`map/diep/${longName}`]: "lang",
  "map/groot.bin": new Uint8Array(5000).fill(7),
  "map/leeg.txt": "",
  "lege map": null,
};

/** A new copy, and the first sector behind its structure. */
export function tinyImage(): { image: Uint8Array; end: number } {
  const image = makeImage(tinyContent);
  const tableM = new DataView(image.buffer, image.byteOffset).getUint32(17 * 2048 + 148, false);
  return { image: Uint8Array.from(image), end: tableM + 1 };
}
