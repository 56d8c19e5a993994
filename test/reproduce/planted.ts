// Planted differences: what is done to an image, and which causes compare must name for it, no more and no less.

import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CauseId } from "../../src/reproduce/index.ts";
import { makeStaged, stage } from "../iso9660/image.ts";
import { run } from "../tools.ts";
import {
  content,
  dataAt,
  filesOf,
  image,
  imageWithout,
  patched,
  pathTableAt,
  recordAt,
  sectorSize,
  writeBoth32,
} from "./images.ts";

export interface Planted {
  readonly what: string;
  /** Causes besides those that only follow: `follows`, `moved`, `volume-size`, `length`. */
  readonly causes: readonly CauseId[];
  /** Further causes come with it. */
  readonly isMore?: true;
  readonly make: (base: Buffer) => Buffer;
  /** What it is compared with, when not with the base. */
  readonly from?: (base: Buffer) => Buffer;
}

const { "LEESMIJ.txt": readMe, ...withoutReadMe } = content;
const day = "1700086401"; // a day and a second later

function hardLinked(): Buffer {
  const folder = stage(content);
  rmSync(join(folder, "stage/map/gelijk-2.txt"));
  linkSync(join(folder, "stage/map/gelijk-1.txt"), join(folder, "stage/map/gelijk-2.txt"));
  return Buffer.from(makeStaged(folder, filesOf(content)));
}

/** xorriso's own way to add to an image: the first superblock is written over, new trees stand behind. */
function grown(base: Buffer): Buffer {
  const folder = stage({});
  writeFileSync(join(folder, "extra.txt"), "erbij");
  writeFileSync(join(folder, "grown.iso"), base);
  const args = ["-no_rc", "-dev", "grown.iso", "-map", "extra.txt", "/extra.txt", "-commit"];
  return fileOf(folder, "xorriso", args, "grown.iso");
}

function fileOf(folder: string, program: string, args: readonly string[], name: string): Buffer {
  const { status, stderr } = run(program, args, { cwd: folder });
  if (status !== 0) throw new Error(stderr);
  return readFileSync(join(folder, name));
}

export const planted: readonly Planted[] = [
  // Dates
  {
    what: "all dates a day later",
    causes: ["record-date", "time-stamps"],
    make: () => image(content, ["--set_all_file_dates", `=${day}`]),
  },
  {
    what: "all dates an hour later",
    causes: ["time-zone"],
    make: () => image(content, ["--set_all_file_dates", "=1700003600"]),
  },
  {
    what: "the same moment with another offset from Greenwich",
    causes: ["time-zone"],
    make: (base) =>
      patched(base, (copy) => {
        const at = recordAt(copy, "LEESMIJ.txt") + 18;
        copy.writeUInt8(copy.readUInt8(at + 3) + 1, at + 3);
        copy.writeUInt8(4, at + 6);
      }),
  },
  {
    what: "the date of the volume",
    causes: ["volume-date"],
    make: () => image(content, ["--modification-date=2024010203040500"]),
  },
  // Rock Ridge
  { what: "another owner and group", causes: ["owner"], make: () => image(content, ["-uid", "1000", "-gid", "100"]) },
  { what: "other rights", causes: ["mode"], make: () => image(content, ["-file-mode", "0644"]) },
  { what: "hard links", causes: ["links"], make: hardLinked },
  {
    what: "inode numbers",
    causes: ["inode", "system-use"],
    make: () => image(content, ["--hardlinks"]),
  },
  // Content and names
  {
    what: "one byte in a file",
    causes: ["content"],
    make: (base) => patched(base, (copy) => void copy.writeUInt8(1, dataAt(copy, "groot.bin") + 5000)),
  },
  {
    what: "a file that grew by a sector",
    causes: ["content"],
    make: () => image({ ...content, "LEESMIJ.txt": "x".repeat(3000) }),
  },
  { what: "a file added", causes: ["added"], make: () => image({ ...content, "map/nieuw.txt": "nieuw" }) },
  { what: "an empty folder added", causes: ["added"], make: () => image({ ...content, "nog een map": null }) },
  { what: "a file removed", causes: ["removed"], make: () => image(withoutReadMe) },
  {
    what: "a file renamed",
    causes: ["renamed"],
    make: () => image({ ...withoutReadMe, "LEES MIJ.txt": readMe ?? null }),
  },
  {
    what: "the case of a name",
    causes: ["case"],
    make: () => image({ ...withoutReadMe, "leesmij.TXT": readMe ?? null }),
  },
  {
    what: "the last letter of a name that is continued elsewhere",
    causes: ["renamed"],
    make: () => {
      const { [`map/${"n".repeat(96)}`]: long = null, ...rest } = content;
      return image({ ...rest, [`map/${"n".repeat(95)}m`]: long });
    },
  },
  {
    what: "the order of the data",
    causes: ["order"],
    make: () => Buffer.from(makeStaged(stage(content), [...filesOf(content)].reverse())),
  },
  // Texts of the descriptors
  { what: "the volume's name", causes: ["volume-name"], make: () => image(content, ["-V", "ANDERS"]) },
  { what: "the publisher", causes: ["publisher"], make: () => image(content, ["-publisher", "GEMEENTE"]) },
  { what: "the preparer", causes: ["preparer"], make: () => image(content, ["-p", "IEMAND"]) },
  { what: "the application", causes: ["application"], make: () => image(content, ["-A", "IETS"]) },
  { what: "the system", causes: ["system"], make: () => image(content, ["-sysid", "LINUX"]) },
  { what: "the copyright file", causes: ["texts"], make: () => image(content, ["-copyright", "COPYING"]) },
  {
    what: "another version of xorriso in the preparer's field",
    causes: ["tool"],
    from: () => imageWithout({ "-p": 1 }),
    make: () => patched(imageWithout({ "-p": 1 }), (copy) => void copy.write("XORRISO-1.4.8", 16 * sectorSize + 446)),
  },
  {
    what: "a check sum in the application use field, as implantisomd5 writes it",
    causes: ["application-use"],
    make: (base) => patched(base, (copy) => void copy.write("ISO MD5SUM = 0123456789abcdef", 16 * sectorSize + 883)),
  },
  {
    what: "a reserved field of a descriptor",
    causes: ["descriptor"],
    make: (base) => patched(base, (copy) => void copy.writeUInt8(1, 16 * sectorSize + 2000)),
  },
  // Trees
  { what: "Joliet left out", causes: ["joliet"], make: () => imageWithout({ "-J": 0, "-joliet-long": 0 }) },
  {
    what: "another level of Joliet",
    causes: ["joliet-level"],
    make: (base) => patched(base, (copy) => void copy.write("@", 17 * sectorSize + 90)),
  },
  {
    what: "Rock Ridge left out",
    causes: ["rock-ridge"],
    make: () => image(content, ["--norock"]),
  },
  {
    what: "plain names cut to 31 characters and in capitals",
    causes: ["names"],
    make: () => imageWithout({ "-untranslated_name_len": 1 }),
  },
  {
    what: "a name hidden from Windows",
    causes: ["trees"],
    make: () => image(content, ["-hide-joliet", "LEESMIJ.txt"]),
  },
  {
    what: "other data for Windows",
    causes: ["trees"],
    make: (base) =>
      patched(base, (copy) =>
        writeBoth32(copy, dataAt(copy, "groot.bin") / sectorSize, recordAt(copy, "LEESMIJ.txt", true) + 2),
      ),
  },
  { what: "a third tree", causes: ["supplementary"], make: () => image(content, ["-iso-level", "4"]) },
  {
    what: "a boot record",
    causes: ["added", "boot"],
    make: () => image(content, ["-b", "map/groot.bin", "-no-emul-boot", "-c", "map/catalogus"]),
  },
  // What no maker of images does
  {
    what: "two halves of a number that say different things",
    causes: ["byte-order"],
    make: (base) => patched(base, (copy) => void copy.writeUInt32BE(40, recordAt(copy, "LEESMIJ.txt") + 6)),
  },
  {
    what: "path table M in the byte order of L",
    causes: ["byte-order"],
    make: (base) =>
      patched(
        base,
        (copy) =>
          void copy.copy(copy, pathTableAt(copy, "M"), pathTableAt(copy, "L"), pathTableAt(copy, "L") + sectorSize),
      ),
  },
  {
    what: "a path table that names another place",
    causes: ["path-table"],
    make: (base) => patched(base, (copy) => void copy.writeUInt32LE(40, pathTableAt(copy, "L") + 10 + 2)),
  },
  {
    what: "a hidden file",
    causes: ["flags"],
    make: (base) => patched(base, (copy) => void copy.writeUInt8(1, recordAt(copy, "LEESMIJ.txt") + 25)),
  },
  {
    what: "the system area",
    causes: ["system-area"],
    make: (base) => patched(base, (copy) => void copy.write("MBR", 440)),
  },
  {
    what: "more padding",
    causes: ["padding"],
    make: (base) =>
      patched(Buffer.concat([base, Buffer.alloc(50 * sectorSize)]), (copy) => {
        for (const sector of [16, 17]) writeBoth32(copy, copy.length / sectorSize, sector * sectorSize + 80);
      }),
  },
  { what: "no padding", causes: ["padding"], make: () => image(content, ["-no-pad"]) },
  {
    what: "data in the padding",
    causes: ["padding"],
    make: (base) => patched(base, (copy) => void copy.write("verborgen", copy.length - 10 * sectorSize)),
  },
  {
    what: "data behind the end of a file",
    causes: ["slack"],
    make: (base) => patched(base, (copy) => void copy.write("verborgen", dataAt(copy, "LEESMIJ.txt") + 100)),
  },
  {
    what: "data where empty files point to",
    causes: ["slack"],
    make: (base) => patched(base, (copy) => void copy.write("verborgen", dataAt(copy, "leeg.bin"))),
  },
  {
    what: "a file that no tree names",
    causes: ["removed", "gap"],
    make: () => image(content, ["-hide", "LEESMIJ.txt", "-hide-joliet", "LEESMIJ.txt"]),
  },
  {
    what: "sectors of zeros behind the end",
    causes: ["behind"],
    make: (base) => Buffer.concat([base, Buffer.alloc(20 * sectorSize)]),
  },
  {
    what: "half a sector behind the end",
    causes: ["behind"],
    make: (base) => Buffer.concat([base, Buffer.alloc(1000, 7)]),
  },
  { what: "the end cut off", causes: ["padding"], make: (base) => base.subarray(0, base.length - 5000) },
  { what: "an image that was added to", causes: ["added", "session"], isMore: true, make: grown },
  // The seal
  {
    what: "the content of the seal",
    causes: ["seal"],
    make: (base) => patched(base, (copy) => void copy.write("zegel/seal v1\n", dataAt(copy, "SEAL"))),
  },
];
