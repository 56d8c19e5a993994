// The plain thing: other bytes in a file.

import type { Patch } from "../iso9660/patch.ts";
import type { Attack } from "./attack.ts";
import { goodDisc, type PatchRow, patches, program } from "./workshop.ts";

const family = "content";

const inFile = (p: Patch, path: string, at: number, bytes: string) =>
  void p.setText(p.sector(p.lba(p.record(path, "primary"))) + at, bytes);

const rows: readonly PatchRow[] = [
  ["four-bytes-in-a-file", "four bytes of a program", "FILE_CHANGED", program, (p) => inFile(p, program, 5000, "EVIL")],
  [
    "first-byte-of-a-file",
    "the first byte of a file",
    "FILE_CHANGED",
    "LEESMIJ.txt",
    (p) => inFile(p, "LEESMIJ.txt", 0, "X"),
  ],
  [
    "last-byte-of-a-file",
    "the last byte of a file",
    "FILE_CHANGED",
    "map/groot.bin",
    (p) => inFile(p, "map/groot.bin", 4999, "X"),
  ],
  [
    "byte-of-the-manifest",
    "a digest in the manifest",
    "FILE_CHANGED",
    "ZEGEL/MANIFEST",
    (p) => inFile(p, "ZEGEL/MANIFEST", 90, "X"),
  ],
  [
    "byte-of-a-twin",
    "one of two files of equal content",
    "FILE_CHANGED",
    "map/aap2.txt",
    (p) => inFile(p, "map/aap2.txt", 3, "X"),
  ],
  [
    "four-bytes-near-the-end",
    "four bytes in the last twenty-first part of the image",
    "NOT_ZERO",
    "sector 182, 150 in all",
    (p) => p.setText(Math.floor((p.image.length * 41) / 42), "EVIL"),
  ],
];

export const content: readonly Attack[] = [
  ...patches(family, rows),
  {
    ...{
      name: "bit-of-a-signature",
      family,
      form: "after",
      does: "some bits of a signature of the release",
      twin: "good-disc",
    },
    ...{ verdict: "NIET_ONDERTEKEND", finding: "SIGNATURE_FAULT", place: "the signature by anna does not hold" },
    make: () => {
      const image = Buffer.from(goodDisc().image);
      const at = image.lastIndexOf("\u2014 anna ") + 30;
      image.write(image[at] === 0x41 ? "B" : "A", at);
      return { disc: goodDisc(), target: image };
    },
  },
];
