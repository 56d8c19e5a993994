// Files that lie where something else lies.

import type { Attack } from "./attack.ts";
import { goodDisc, type PatchRow, patches, program, release } from "./workshop.ts";

const rows: readonly PatchRow[] = [
  [
    "file-in-the-seal",
    "a file's content lies in the seal, which no digest covers",
    "STRUCTURE OVERLAP",
    "LEESMIJ.txt",
    (p) => p.inBoth("LEESMIJ.txt", (at) => p.both32(at + 2, p.lba(p.record("ZEGEL/SEAL", "primary")) + 1)),
  ],
  [
    "manifest-in-the-seal",
    "the manifest lies in the seal",
    "STRUCTURE OVERLAP",
    "ZEGEL/MANIFEST",
    (p) => p.inBoth("ZEGEL/MANIFEST", (at) => p.both32(at + 2, p.lba(p.record("ZEGEL/SEAL", "primary")) + 100)),
  ],
  [
    "seal-is-a-file",
    "the seal's name stands for another file's place",
    "SEAL_PLACE",
    "byte 77824",
    (p) => p.inBoth("ZEGEL/SEAL", (at) => p.both32(at + 2, p.lba(p.record(program, "primary")))),
  ],
  [
    "file-is-the-descriptor",
    "a file is the primary descriptor",
    "STRUCTURE OVERLAP",
    "LEESMIJ.txt",
    (p) => p.inBoth("LEESMIJ.txt", (at) => p.both32(at + 2, 16)),
  ],
  [
    "file-in-the-system-area",
    "a file lies in the system area",
    "STRUCTURE OVERLAP",
    "LEESMIJ.txt",
    (p) => p.inBoth("LEESMIJ.txt", (at) => p.both32(at + 2, 3)),
  ],
  [
    "file-is-a-directory",
    "a file is the bytes of a directory",
    "STRUCTURE OVERLAP",
    "LEESMIJ.txt",
    (p) => p.inBoth("LEESMIJ.txt", (at) => p.both32(at + 2, 19)),
  ],
  [
    "file-in-the-padding",
    "a file lies in the padding",
    "STRUCTURE PADDING",
    "sector 328",
    (p) => p.inBoth("LEESMIJ.txt", (at) => p.both32(at + 2, p.view.getUint32(p.sector(16) + 80, true) - 5)),
  ],
  [
    "two-files-one-extent",
    "two files of equal content share one extent",
    "STRUCTURE SHARED_EXTENT",
    "map/aap2.txt",
    (p) => p.inBoth("map/aap2.txt", (at) => p.both32(at + 2, p.lba(p.record("map/aap1.txt", "primary")))),
  ],
  [
    "file-begins-in-another",
    "a file begins within another",
    "STRUCTURE OVERLAP",
    "LEESMIJ.txt",
    (p) => p.inBoth("LEESMIJ.txt", (at) => p.both32(at + 2, p.lba(p.record(program, "primary")) + 1)),
  ],
  [
    "empty-file-elsewhere",
    "an empty file points at a directory",
    "STRUCTURE EMPTY_FILE",
    "leeg.bin",
    (p) => p.inBoth("leeg.bin", (at) => p.both32(at + 2, 19)),
  ],
];

/** The seal's place as the release has it, inside another file. */
const sealAtAFile: Attack = {
  ...{ name: "seal-at-points-into-a-file", family: "overlaps and places", form: "before", twin: "released-again" },
  ...{ does: "the release gives a place inside the payload: that file's bytes are the notes", verdict: "GEWIJZIGD" },
  ...{ finding: "SEAL_PLACE", place: "byte 86016" },
  make: () => {
    const good = goodDisc();
    const image = Buffer.from(good.unsealed);
    return release(image, { sealOffset: good.release.sealOffset + 2048 * 4 });
  },
};

export const places: readonly Attack[] = [...patches("overlaps and places", rows), sealAtAFile];
