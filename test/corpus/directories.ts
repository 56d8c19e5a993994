// Directories that loop, lie elsewhere or are no directories, and flags that hide a file from some systems.

import type { Patch } from "../iso9660/patch.ts";
import type { Attack } from "./attack.ts";
import { builtWith, contentWith, continued, entryOf, type PatchRow, patches, program } from "./workshop.ts";

const folders: readonly PatchRow[] = [
  ...(["primary", "joliet"] as const).map(
    (tree): PatchRow => [
      `records-out-of-order-in-${tree}`,
      `two records of a folder in another order (${tree}): who searches by halves misses a file`,
      "STRUCTURE RECORD_ORDER",
      "map",
      (p) => {
        const [first, second] = [p.record("map/aap1.txt", tree), p.record("map/aap2.txt", tree)];
        p.rotate(first, second - first, second + (p.image[second] ?? 0));
      },
    ],
  ),
  [
    "folder-is-the-root",
    "a folder is the root: a walk without end",
    "STRUCTURE LOOP",
    "map/diep",
    (p) => p.both32(p.record("map/diep", "primary") + 2, 19),
  ],
  [
    "folder-is-its-parent",
    "a folder is its own parent",
    "STRUCTURE LOOP",
    "map/diep",
    (p) => p.both32(p.record("map/diep", "primary") + 2, p.lba(p.record("map", "primary"))),
  ],
  [
    "continuation-loop",
    "a continuation area leads to itself: bsdtar and xorriso hang",
    "STRUCTURE CONTINUATION",
    "map/diep",
    continuationLoop,
  ],
  [
    "folder-behind-the-volume",
    "a folder lies behind the volume",
    "STRUCTURE DIRECTORY_PLACE",
    "map/diep",
    (p) => p.both32(p.record("map/diep", "primary") + 2, 1_000_000),
  ],
  [
    "folder-in-the-system-area",
    "a folder lies in the system area",
    "STRUCTURE DIRECTORY_PLACE",
    "map/diep",
    (p) => p.both32(p.record("map/diep", "primary") + 2, 2),
  ],
  [
    "folder-in-a-file",
    "a folder lies in a file's content",
    "STRUCTURE OVERLAP",
    "lege map",
    (p) => p.inBoth("lege map", (at) => p.both32(at + 2, p.lba(p.record(program, "primary")))),
  ],
  [
    "folder-of-5000-bytes",
    "a folder ends within a sector",
    "STRUCTURE DIRECTORY_SIZE",
    "map/diep",
    (p) => p.both32(p.record("map/diep", "joliet") + 10, 5000),
  ],
  [
    "folder-of-4-gib",
    "a folder of 4 GiB",
    "STRUCTURE DIRECTORY_SIZE",
    "map/diep",
    (p) => p.both32(p.record("map/diep", "joliet") + 10, 0xffff_f800),
  ],
  [
    "folder-of-no-bytes",
    "a folder without its own records",
    "STRUCTURE DIRECTORY_SIZE",
    "map/diep",
    (p) => p.both32(p.record("map/diep", "primary") + 10, 0),
  ],
  [
    "dot-elsewhere",
    "a folder's . leads elsewhere",
    "STRUCTURE SELF_RECORD",
    "map",
    (p) => p.both32(p.sector(p.lba(p.record("map", "primary"))) + 2, 20),
  ],
  [
    "dot-dot-elsewhere",
    "a folder's .. leads elsewhere",
    "STRUCTURE PARENT_RECORD",
    "map/diep",
    (p) => {
      const at = p.sector(p.lba(p.record("map/diep", "primary")));
      p.both32(at + (p.image[at] ?? 0) + 2, 20);
    },
  ],
  [
    "record-too-long",
    "a record reaches into the next",
    "STRUCTURE RECORD",
    "programma",
    (p) => p.set8(p.record(program, "primary"), 255),
  ],
  [
    "name-longer-than-record",
    "a name that is longer than its record",
    "STRUCTURE RECORD",
    "programma",
    (p) => p.set8(p.record(program, "joliet") + 32, 200),
  ],
];

/** The continuation area becomes an entry CE that points to itself. */
function continuationLoop(p: Patch): void {
  const entry = entryOf(p, continued, "CE");
  const at = p.sector(p.view.getUint32(entry + 4, true)) + p.view.getUint32(entry + 12, true);
  p.image.set(p.image.slice(entry, entry + 28), at);
}

const flags: readonly PatchRow[] = [
  [
    "hidden-file",
    "the hidden flag: Windows does not list it",
    "STRUCTURE HIDDEN",
    "programma",
    (p) => p.inBoth(program, (at) => p.set8(at + 25, 1)),
  ],
  [
    "hidden-folder",
    "a hidden folder",
    "STRUCTURE HIDDEN",
    "/",
    (p) => p.inBoth("programma", (at) => p.set8(at + 25, 3)),
  ],
  [
    "associated-file",
    "the associated flag: Linux and Windows skip the file, others show it",
    "STRUCTURE ASSOCIATED",
    "programma",
    (p) => p.inBoth(program, (at) => p.set8(at + 25, 4)),
  ],
  [
    "record-format",
    "the record flag: content in records",
    "STRUCTURE FLAGS",
    "programma",
    (p) => p.inBoth(program, (at) => p.set8(at + 25, 8)),
  ],
  [
    "protected-file",
    "the protection flag",
    "STRUCTURE FLAGS",
    "programma",
    (p) => p.inBoth(program, (at) => p.set8(at + 25, 16)),
  ],
  [
    "folder-of-two-extents",
    "a folder that goes on",
    "STRUCTURE FLAGS",
    "/",
    (p) => p.inBoth("programma", (at) => p.set8(at + 25, 0x82)),
  ],
  [
    "dangling-extent",
    "a file promises a further part that does not come: Linux does not list it",
    "STRUCTURE MULTI_EXTENT",
    program,
    (p) => p.inBoth(program, (at) => p.set8(at + 25, 0x80)),
  ],
  [
    "interleaved-file",
    "interleaving: Linux shows no bytes, others do",
    "STRUCTURE INTERLEAVED",
    "programma",
    (p) => p.inBoth(program, (at) => p.set8(at + 26, 1).set8(at + 27, 1)),
  ],
  [
    "extended-attributes",
    "an extended attribute record: 7-Zip reads one sector on",
    "STRUCTURE EXTENDED_ATTRIBUTES",
    "programma",
    (p) => p.inBoth(program, (at) => p.set8(at + 1, 1)),
  ],
  [
    "file-on-another-disc",
    "a file lies on another disc of the set",
    "STRUCTURE VOLUME_NUMBER",
    "programma",
    (p) => p.inBoth(program, (at) => p.both16(at + 28, 2)),
  ],
  [
    "record-date",
    "a file has another date",
    "STRUCTURE RECORD_DATE",
    "programma",
    (p) => p.inBoth(program, (at) => p.set8(at + 18, 99)),
  ],
];

export const directories: readonly Attack[] = [
  ...patches("loops and directories", folders),
  {
    ...{ name: "forty-folders-deep", family: "loops and directories", form: "before", twin: "deep-tree" },
    ...{ does: "forty folders deep", verdict: "GEWIJZIGD", finding: "STRUCTURE DEPTH", place: `${"d/".repeat(32)}d` },
    make: () => builtWith(contentWith({ [`${"d/".repeat(40)}x`]: "x" })),
  },
  ...patches("hidden and associated files", flags),
];
