// Bytes where zeros are due: what hides there is in no file, and some systems or boot code read it.

import { Patch } from "../iso9660/patch.ts";
import { makeDisc } from "../verify/fixture.ts";
import type { Attack, Trial } from "./attack.ts";
import {
  builtWith,
  contentWith,
  continued,
  entryOf,
  type PatchRow,
  patches,
  program,
  release,
  sectorsOf,
} from "./workshop.ts";

const family = "padding and system area";

const rows: readonly PatchRow[] = [
  [
    "boot-code",
    "boot code in the first sector",
    "NOT_ZERO",
    "sector 0, 16 in all",
    (p) => p.setText(0, "\u00eb\u003c\u0090BOOT").set8(510, 0x55).set8(511, 0xaa),
  ],
  [
    "apple-partition-map",
    "an Apple partition map, which a Mac mounts",
    "NOT_ZERO",
    "sector 0, 16 in all",
    (p) => p.setText(0, "ER").setText(512, "PM"),
  ],
  ["gpt", "a GPT, which a PC boots or mounts", "NOT_ZERO", "sector 0, 16 in all", (p) => p.setText(512, "EFI PART")],
  [
    "ext4-superblock",
    "a superblock that a kernel would try first",
    "NOT_ZERO",
    "sector 0, 16 in all",
    (p) => p.set8(1024 + 56, 0x53).set8(1024 + 57, 0xef),
  ],
  [
    "last-system-sector",
    "one byte at the end of the system area",
    "NOT_ZERO",
    "sector 0, 16 in all",
    (p) => p.set8(16 * 2048 - 1, 1),
  ],
  [
    "padding-first-byte",
    "one byte in the first sector of the padding",
    "NOT_ZERO",
    "sector 182, 150 in all",
    (p) => p.set8(p.sector(sectorsOf(p) - 150), 1),
  ],
  [
    "padding-last-byte",
    "the last byte of the image",
    "NOT_ZERO",
    "sector 182, 150 in all",
    (p) => p.set8(p.image.length - 1, 1),
  ],
  [
    "backup-gpt",
    "a backup GPT in the last sector",
    "NOT_ZERO",
    "sector 182, 150 in all",
    (p) => p.setText(p.image.length - 512, "EFI PART"),
  ],
  [
    "program-in-padding",
    "a program in the padding",
    "NOT_ZERO",
    "sector 182, 150 in all",
    (p) => p.setText(p.sector(sectorsOf(p) - 100), "MZ kwaad"),
  ],
  [
    "raid-superblock",
    "a RAID superblock near the end, which a kernel assembles",
    "NOT_ZERO",
    "sector 182, 150 in all",
    (p) => p.setText((Math.floor(p.image.length / 65536) - 1) * 65536, "\u00fc\u004e\u002b\u00a9"),
  ],
  [
    "descriptors-in-padding",
    "a second descriptor set in the padding",
    "NOT_ZERO",
    "sector 182, 150 in all",
    (p) => p.image.set(p.image.slice(p.sector(16), p.sector(19)), p.sector(sectorsOf(p) - 100)),
  ],
  [
    "file-slack",
    "bytes behind a file's end, in its last sector",
    "NOT_ZERO",
    program,
    (p) => p.set8(p.sector(p.lba(p.record(program, "primary"))) + 5 * 2048 - 1, 1),
  ],
  [
    "manifest-slack",
    "bytes behind the manifest, in its last sector",
    "NOT_ZERO",
    "ZEGEL/MANIFEST",
    (p) => p.set8(p.sector(p.lba(p.record("ZEGEL/MANIFEST", "primary"))) + 2047, 10),
  ],
  [
    "directory-slack",
    "bytes behind the last record of a directory",
    "STRUCTURE RECORD_PADDING",
    "/",
    (p) => p.set8(p.sector(19) + 2000, 1),
  ],
  [
    "joliet-directory-slack",
    "the same in the Joliet tree",
    "STRUCTURE RECORD_PADDING",
    "map",
    (p) => p.set8(p.sector(p.lba(p.record("map", "joliet"))) + 2000, 1),
  ],
  [
    "path-table-slack",
    "bytes behind a path table",
    "NOT_ZERO",
    "sector 27, 1 in all",
    (p) => p.set8(p.sector(p.view.getUint32(p.sector(16) + 140, true)) + 2000, 1),
  ],
  [
    "continuation-slack",
    "bytes between continuation areas",
    "STRUCTURE CONTINUATION_SLACK",
    "map/diep",
    (p) => p.set8(p.sector(p.view.getUint32(entryOf(p, continued, "CE") + 4, true)) + 2000, 1),
  ],
  [
    "empty-file-block",
    "bytes in the block to which empty files point",
    "NOT_ZERO",
    "sector 37, 1 in all",
    (p) => p.set8(p.sector(p.lba(p.record("leeg.bin", "primary"))), 1),
  ],
  [
    "record-padding",
    "the padding byte of a directory record",
    "STRUCTURE RECORD_PADDING",
    "/",
    (p) => {
      const at = p.record("leeg.bin", "primary");
      p.set8(at + 33 + (p.image[at + 32] ?? 0), 1);
    },
  ],
  [
    "shorter-file",
    "a file's size is less, the rest of its sectors belongs to nothing",
    "SECTORS_UNEXPLAINED",
    "sector 175, 4 in all",
    (p) => p.inBoth(program, (at) => p.both32(at + 10, 100)),
  ],
];

/** Only a disc with few folders has sectors there. */
function gapFilled(): Trial {
  const small = makeDisc({ payload: { "a.txt": "a" }, folders: [] });
  const patch = new Patch(small.unsealed);
  patch.set8(patch.sector(31) + 100, 1);
  return release(patch.image, {}, {}, small);
}

export const spaces: readonly Attack[] = [
  ...patches(family, rows),
  {
    ...{
      name: "gap-before-the-files",
      family,
      form: "before",
      does: "bytes between the path tables and the files",
      twin: "small-disc",
    },
    ...{ verdict: "GEWIJZIGD", finding: "NOT_ZERO", place: "sector 28, 4 in all" },
    make: gapFilled,
  },
  {
    ...{
      name: "no-padding",
      family,
      form: "before",
      does: "an image without the 150 sectors of padding",
      twin: "recipe-image",
    },
    ...{ verdict: "GEWIJZIGD", finding: "STRUCTURE PADDING", place: "sector 182" },
    make: () => builtWith(contentWith(), ["-no-pad"]),
  },
  {
    ...{
      name: "system-area-by-xorriso",
      family,
      form: "before",
      does: "xorriso -G puts a boot sector in front",
      twin: "recipe-image",
    },
    ...{ verdict: "GEWIJZIGD", finding: "NOT_ZERO", place: "sector 0, 16 in all" },
    make: () => builtWith(contentWith(), ["-G", "/bin/true"]),
  },
];
