// Linux shows the primary tree, Windows Joliet's: one name must be one file.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Content, makeBy, stage } from "../iso9660/image.ts";
import type { Patch, TreeName } from "../iso9660/patch.ts";
import type { Attack, Trial } from "./attack.ts";
import {
  builtWith,
  contentWith,
  entryOf,
  type PatchRow,
  patches,
  program,
  releaseMade,
  sectorsOf,
} from "./workshop.ts";

const family = "trees that differ";

/** Two files change places in one tree. */
function swap(p: Patch, tree: TreeName, one: string, other: string): void {
  const [a, b] = [p.record(one, tree), p.record(other, tree)];
  const bytes = p.image.slice(a + 2, a + 18);
  p.image.copyWithin(a + 2, b + 2, b + 18);
  p.image.set(bytes, b + 2);
}

const rows: readonly PatchRow[] = [
  [
    "joliet-behind-the-volume",
    "Windows gets a file from behind the volume",
    "STRUCTURE EXTENT_DIFFERS",
    program,
    (p) => p.both32(p.record(program, "joliet") + 2, 100_000),
  ],
  [
    "linux-behind-the-volume",
    "Linux gets a file from behind the volume",
    "STRUCTURE EXTENT_DIFFERS",
    program,
    (p) => p.both32(p.record(program, "primary") + 2, 100_000),
  ],
  [
    "joliet-in-the-padding",
    "Windows gets a file from the padding",
    "STRUCTURE EXTENT_DIFFERS",
    program,
    (p) => p.both32(p.record(program, "joliet") + 2, sectorsOf(p) - 100),
  ],
  [
    "joliet-swapped",
    "two files change places for Windows",
    "STRUCTURE EXTENT_DIFFERS",
    "map/groot.bin",
    (p) => swap(p, "joliet", program, "map/groot.bin"),
  ],
  [
    "linux-swapped",
    "two files change places for Linux",
    "STRUCTURE EXTENT_DIFFERS",
    "map/groot.bin",
    (p) => swap(p, "primary", program, "map/groot.bin"),
  ],
  [
    "joliet-shorter",
    "a file is shorter for Windows",
    "STRUCTURE SIZE_DIFFERS",
    program,
    (p) => p.both32(p.record(program, "joliet") + 10, 8000),
  ],
  [
    "joliet-empty",
    "a file is empty for Windows",
    "STRUCTURE SIZE_DIFFERS",
    program,
    (p) => p.both32(p.record(program, "joliet") + 10, 0),
  ],
  [
    "joliet-other-name",
    "a file has another name for Windows",
    "STRUCTURE ONLY_IN_JOLIET",
    "programma/xetup.exe",
    (p) => p.set8(p.record(program, "joliet") + 34, 0x78),
  ],
  [
    "joliet-other-case",
    "a file has another case for Windows",
    "STRUCTURE ONLY_IN_JOLIET",
    "programma/Setup.exe",
    (p) => p.set8(p.record(program, "joliet") + 34, 0x53),
  ],
  [
    "joliet-other-folder",
    "a folder has another name for Windows",
    "STRUCTURE ONLY_IN_JOLIET",
    "lege mxp",
    (p) => p.set8(p.record("lege map", "joliet") + 33 + 13, 0x78),
  ],
  [
    "linux-other-name",
    "a file has another name in Rock Ridge than without it",
    "STRUCTURE IDENTIFIER_DIFFERS",
    "programma",
    (p) => p.setText(entryOf(p, program, "NM") + 5, "kwaad.exe"),
  ],
  [
    "joliet-folder-to-primary",
    "a Joliet folder leads into the primary tree",
    "STRUCTURE OVERLAP",
    "map/diep",
    (p) => p.both32(p.record("map/diep", "joliet") + 2, p.lba(p.record("map/diep", "primary"))),
  ],
  [
    "joliet-file-as-folder",
    "a file is a folder for Windows",
    "STRUCTURE ONLY_IN_PRIMARY",
    program,
    (p) => p.set8(p.record(program, "joliet") + 25, 2),
  ],
  [
    "joliet-root-elsewhere",
    "Joliet's root is another folder",
    "STRUCTURE ONLY_IN_PRIMARY",
    "LEESMIJ.txt",
    (p) => p.both32(p.sector(17) + 156 + 2, p.lba(p.record("map", "joliet"))),
  ],
];

const extra = { "EXTRA.EXE": "MZ extra" };
/** The seal and the manifest stay in front. */
const first: Content = { "ZEGEL/SEAL": "", "ZEGEL/MANIFEST": "" };
const unseen = ["-hide", "EXTRA.EXE", "-hide-joliet", "EXTRA.EXE"];

/** Stock tools alone: Linux and Windows users start different programs under one name. */
function oneNameTwoPrograms(): Trial {
  const content = contentWith({ [program]: undefined });
  const evil: Content = { [program]: "MZ kwaad" };
  const folder = stage(content);
  for (const [kind, files] of [
    ["good", contentWith()],
    ["evil", evil],
  ] as const) {
    mkdirSync(join(folder, kind, dirname(program)), { recursive: true });
    writeFileSync(join(folder, kind, program), files[program] ?? "");
  }
  writeFileSync(join(folder, "sort"), "stage/ZEGEL/SEAL 100\nstage/ZEGEL/MANIFEST 99\n");
  return releaseMade(
    makeBy("genisoimage", folder, [
      ...["-quiet", "-r", "-J", "-joliet-long", "-sort", "sort", "-V", "VOLUME", "-o", "out.iso", "-graft-points"],
      ...["-hide-joliet", `good/${program}`, "-hide", `evil/${program}`],
      ...["stage", `/${program}=good/${program}`, `/${program}=evil/${program}`],
    ]),
  );
}

const tool = (name: string, does: string, finding: string, place: string, make: () => Trial): Attack => ({
  ...{ name, family, form: "before", does, verdict: "GEWIJZIGD", finding, place, twin: "recipe-image", make },
});

export const trees: readonly Attack[] = [
  ...patches(family, rows),
  tool("only-for-linux", "a file that Windows does not show", "STRUCTURE ONLY_IN_PRIMARY", "EXTRA.EXE", () =>
    builtWith(contentWith(extra), ["-hide-joliet", "EXTRA.EXE"]),
  ),
  tool("only-for-windows", "a file that Linux does not show", "STRUCTURE ONLY_IN_JOLIET", "EXTRA.EXE", () =>
    builtWith(contentWith(extra), ["-hide", "EXTRA.EXE"]),
  ),
  tool("in-no-tree", "a file behind the others that no tree shows", "STRUCTURE PADDING", "sector 182", () =>
    builtWith(contentWith(extra), unseen),
  ),
  tool(
    "in-no-tree-between",
    "a file between the others that no tree shows",
    "STRUCTURE UNEXPLAINED",
    "sector 167",
    () => builtWith({ ...first, ...extra, ...contentWith() }, unseen),
  ),
  tool(
    "one-name-two-programs",
    "genisoimage gives Linux and Windows different programs under one name",
    "STRUCTURE EXTENT_DIFFERS",
    program,
    oneNameTwoPrograms,
  ),
];
