// What Rock Ridge adds to a record: links, modes, devices, other sizes.

import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { makeBy, makeStaged, stage } from "../iso9660/image.ts";
import { Patch } from "../iso9660/patch.ts";
import { run } from "../tools.ts";
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
  releaseMade,
} from "./workshop.ts";

/** Bytes of an entry. */
const lengths = { PX: 36, TF: 26 } as const;

const rows: readonly PatchRow[] = [
  [
    "symbolic-link",
    "a file becomes a symbolic link (SL)",
    "STRUCTURE SUSP_ENTRY",
    "programma",
    (p) => p.setText(entryOf(p, program, "TF"), "SL"),
  ],
  [
    "relocated-folder",
    "a folder is relocated (CL): Linux goes elsewhere",
    "STRUCTURE SUSP_ENTRY",
    "/",
    (p) => p.setText(entryOf(p, "map", "TF"), "CL"),
  ],
  [
    "hidden-by-relocation",
    "a folder is marked as relocated (RE): Linux hides it",
    "STRUCTURE SUSP_ENTRY",
    "/",
    (p) => p.setText(entryOf(p, "map", "TF"), "RE"),
  ],
  [
    "sparse-file",
    "a sparse file (SF): another size for some",
    "STRUCTURE SUSP_ENTRY",
    "programma",
    (p) => p.setText(entryOf(p, program, "TF"), "SF"),
  ],
  [
    "device-numbers",
    "device numbers (PN)",
    "STRUCTURE SUSP_ENTRY",
    "programma",
    (p) => p.setText(entryOf(p, program, "TF"), "PN"),
  ],
  [
    "end-of-system-use",
    "an end mark (ST): some readers stop there",
    "STRUCTURE SUSP_ENTRY",
    "programma",
    (p) => p.setText(entryOf(p, program, "TF"), "ST"),
  ],
  [
    "system-use-in-joliet",
    "system use in the Joliet tree",
    "STRUCTURE SUSP_ENTRY",
    "programma",
    (p) => p.set8(p.record(program, "joliet") + 32, 16),
  ],
  [
    "entry-without-length",
    "an entry of length 0: a loop for some",
    "STRUCTURE SUSP",
    "programma",
    (p) => p.set8(entryOf(p, program, "TF") + 2, 0),
  ],
  [
    "indicator-skips",
    "Rock Ridge begins elsewhere: some see plain names",
    "STRUCTURE SUSP_INDICATOR",
    "/",
    (p) => p.set8(p.sector(19) + 34 + 6, 4),
  ],
  ...(["PX", "TF"] as const).map(
    (signature): PatchRow => [
      `indicator-behind-${signature.toLowerCase()}`,
      `Rock Ridge announces itself only behind ${signature}: xorriso, bsdtar and fuseiso see plain names`,
      "STRUCTURE SUSP_ENTRY",
      "/",
      (p) => p.rotate(p.sector(19) + 34, 7, p.entry(p.sector(19), signature) + lengths[signature]),
    ],
  ),
  ...(
    [
      ["times-before-mode", "PX", "TF"],
      ["name-before-times", "TF", "NM"],
    ] as const
  ).map(
    ([name, first, second]): PatchRow => [
      name,
      `entries of a record in another order (${second} before ${first})`,
      "STRUCTURE SUSP_ENTRY",
      "programma",
      (p) => {
        const at = entryOf(p, program, first);
        const next = entryOf(p, program, second);
        p.rotate(at, next - at, next + (p.image[next + 2] ?? 0));
      },
    ],
  ),
  [
    "other-extension",
    "another extension than Rock Ridge",
    "STRUCTURE SUSP_EXTENSION",
    "/",
    (p) => p.setText(p.sector(20) + 8, "IEEE_P1282"),
  ],
  [
    "no-mode",
    "a file without mode and owner",
    "STRUCTURE SUSP_MISSING",
    "programma",
    (p) => p.setText(entryOf(p, program, "PX"), "TF"),
  ],
  [
    "setuid-file",
    "a file that runs as its owner",
    "STRUCTURE POSIX",
    "programma",
    (p) => p.both32(entryOf(p, program, "PX") + 4, 0o104555),
  ],
  [
    "device-file",
    "a file that is a block device",
    "STRUCTURE POSIX",
    "programma",
    (p) => p.both32(entryOf(p, program, "PX") + 4, 0o060555),
  ],
  [
    "other-owner",
    "a file with another owner",
    "STRUCTURE POSIX",
    "programma",
    (p) => p.both32(entryOf(p, program, "PX") + 20, 1000),
  ],
  [
    "other-times",
    "a file with other times",
    "STRUCTURE TIMES",
    "programma",
    (p) => p.set8(entryOf(p, program, "TF") + 5, 99),
  ],
  [
    "continuation-behind-the-volume",
    "a continuation behind the volume",
    "STRUCTURE CONTINUATION",
    "map/diep",
    (p) => p.both32(entryOf(p, continued, "CE") + 4, 1_000_000),
  ],
  [
    "continuation-in-descriptors",
    "a continuation in the descriptors",
    "STRUCTURE CONTINUATION",
    "map/diep",
    (p) => p.both32(entryOf(p, continued, "CE") + 4, 16),
  ],
  [
    "continuation-over-the-end",
    "a continuation over its sector's end",
    "STRUCTURE CONTINUATION",
    "map/diep",
    (p) => p.both32(entryOf(p, continued, "CE") + 12, 2040),
  ],
];

/** Links and pipes, as xorriso writes them. */
function withSpecial(add: (folder: string) => void): Trial {
  const content = contentWith();
  const folder = stage(content);
  add(join(folder, "stage"));
  return releaseMade(makeStaged(folder, Object.keys(content)));
}

function zisofs(): Trial {
  const folder = stage(contentWith());
  const image = makeBy("xorriso", folder, [
    ...["-no_rc", "-outdev", "out.iso", "-joliet", "on", "-volid", "VOLUME", "-map", "stage", "/"],
    ...["-set_filter", "--zisofs", `/${program}`, "--", "-commit"],
  ]);
  const patch = new Patch(image);
  return release(image, {
    volume: "VOLUME",
    sealOffset: patch.sector(patch.lba(patch.record("ZEGEL/SEAL", "joliet"))),
  });
}

const tool = (
  name: string,
  family: Attack["family"],
  does: string,
  finding: string,
  place: string,
  make: () => Trial,
): Attack => ({
  ...{ name, family, form: "before", does, verdict: "GEWIJZIGD", finding, place, twin: "recipe-image", make },
});

export const rockRidge: readonly Attack[] = [
  ...patches("Rock Ridge", rows),
  tool("link-by-xorriso", "Rock Ridge", "a symbolic link to ../../../etc/passwd", "STRUCTURE SUSP_ENTRY", "/", () =>
    withSpecial((folder) => symlinkSync("../../../etc/passwd", join(folder, "koppeling"))),
  ),
  tool("pipe-by-xorriso", "Rock Ridge", "a named pipe: who opens it waits for ever", "STRUCTURE POSIX", "/", () =>
    withSpecial((folder) => void run("mkfifo", [join(folder, "pijp")])),
  ),
  tool(
    "compressed-file",
    "Rock Ridge",
    "a zisofs file: Linux unpacks it, Windows shows other bytes",
    "STRUCTURE SUSP_ENTRY",
    "programma",
    zisofs,
  ),
  tool("attributes-and-acls", "Rock Ridge", "extended attributes (AA, AL)", "STRUCTURE SUSP_ENTRY", "/", () =>
    builtWith(contentWith(), ["--for_backup"]),
  ),
  tool("other-owners", "Rock Ridge", "all files of another owner", "STRUCTURE POSIX", "/", () =>
    builtWith(contentWith(), ["-uid", "1000"]),
  ),
];
