// Names that leave the folder, look like others, or are taken for others.

import type { Patch } from "../iso9660/patch.ts";
import type { Attack } from "./attack.ts";
import { builtWith, contentWith, entryOf, type PatchRow, patches, program } from "./workshop.ts";

const nameOf = (p: Patch, path: string) => entryOf(p, path, "NM");

/** In the order of ISO name, Rock Ridge name, Joliet name; all of the length of the old name. */
function rename(p: Patch, path: string, name: string): void {
  const nm = nameOf(p, path) + 5;
  const [primary, joliet] = [p.record(path, "primary"), p.record(path, "joliet")];
  p.setText(primary + 33, name).setText(nm, name);
  p.image.set(Buffer.from(name, "utf16le").swap16(), joliet + 33);
}

const unsafe: readonly PatchRow[] = [
  [
    "rock-ridge-traversal",
    "../passwd as Rock Ridge name",
    "STRUCTURE NAME",
    "programma",
    (p) => p.setText(nameOf(p, program) + 5, "../passwd"),
  ],
  [
    "traversal-in-all-trees",
    "../../xx.exe in all trees",
    "STRUCTURE IDENTIFIER",
    "programma",
    (p) => rename(p, program, "../xx.exe"),
  ],
  [
    "absolute-in-all-trees",
    "/etc/cron in all trees",
    "STRUCTURE IDENTIFIER",
    "programma",
    (p) => rename(p, program, "/etc/cron"),
  ],
  [
    "backslash-in-all-trees",
    "a backslash in all trees: a folder on Windows",
    "STRUCTURE IDENTIFIER",
    "programma",
    (p) => rename(p, program, "set\\p.exe"),
  ],
  [
    "dot-dot-by-flag",
    "a Rock Ridge name that is .. by its flag",
    "STRUCTURE NAME",
    "programma",
    (p) => p.set8(nameOf(p, program) + 4, 4),
  ],
  [
    "name-goes-on-nowhere",
    "a Rock Ridge name that goes on nowhere",
    "STRUCTURE NAME",
    "programma",
    (p) => p.set8(nameOf(p, program) + 4, 1),
  ],
  [
    "nul-in-a-name",
    "a NUL in all names: programs in C see a shorter one",
    "STRUCTURE IDENTIFIER",
    "programma",
    (p) => rename(p, program, "setup\0exe"),
  ],
  [
    "nul-in-joliet",
    "a NUL in the Joliet name",
    "STRUCTURE IDENTIFIER",
    "programma",
    (p) => p.view.setUint16(p.record(program, "joliet") + 33 + 10, 0, false),
  ],
  [
    "surrogate-in-joliet",
    "half a surrogate pair in the Joliet name",
    "STRUCTURE IDENTIFIER",
    "programma",
    (p) => p.view.setUint16(p.record(program, "joliet") + 33, 0xd800, false),
  ],
  [
    "name-not-utf-8",
    "a plain name that is not UTF-8",
    "STRUCTURE IDENTIFIER",
    "programma",
    (p) => p.set8(p.record(program, "primary") + 33, 0xff),
  ],
  [
    "escape-in-a-name",
    "a terminal escape in all names",
    "STRUCTURE IDENTIFIER",
    "programma",
    (p) => rename(p, program, "\u001b[2J\u001b[H.x"),
  ],
  [
    "version-number",
    ";1 at the end of the Joliet name, which Windows drops",
    "STRUCTURE VERSION_NUMBER",
    "programma",
    (p) => p.setText(p.record(program, "joliet") + 33 + 14, "\0;\x001"),
  ],
  [
    "two-files-one-name",
    "two files of one name: systems take the first or the last",
    "STRUCTURE DUPLICATE",
    "map/aap1.txt",
    (p) => rename(p, "map/aap2.txt", "aap1.txt"),
  ],
];

const renamed: readonly PatchRow[] = [
  [
    "trailing-dot",
    "a dot at the end of the name, which Windows drops",
    "FILE_EXTRA",
    "programma/setup.ex.",
    (p) => rename(p, program, "setup.ex."),
  ],
  [
    "trailing-blank",
    "a blank at the end of the name, which Windows drops",
    "FILE_EXTRA",
    "programma/setup.ex ",
    (p) => rename(p, program, "setup.ex "),
  ],
  ["other-case", "another case in all trees", "NAME_DIFFERS", program, (p) => rename(p, program, "SETUP.EXE")],
  [
    "short-name",
    "a name in the 8.3 form, which Windows opens for another",
    "FILE_EXTRA",
    "programma/setup~1.x",
    (p) => rename(p, program, "setup~1.x"),
  ],
  [
    "stream-name",
    "a name with a colon: a stream on NTFS",
    "FILE_EXTRA",
    "programma/setup:exe",
    (p) => rename(p, program, "setup:exe"),
  ],
];

/** Renamed alike everywhere: nothing is wrong with the structure, only with the set of files. */
const incomplete = (attack: Attack): Attack => ({
  ...attack,
  verdict: attack.form === "after" ? "GEWIJZIGD" : "ONVOLLEDIG",
});

const extra = (name: string, does: string, path: string, finding = "FILE_EXTRA", place = path): Attack => ({
  ...{ name, family: "names", form: "before", does, verdict: "ONVOLLEDIG", finding, place, twin: "recipe-image" },
  make: () => builtWith(contentWith({ [path]: "MZ kwaad" })),
});

export const names: readonly Attack[] = [
  ...patches("names", unsafe),
  ...patches("names", renamed).map(incomplete),
  extra("autorun", "autorun.inf, which Windows starts by itself", "autorun.inf"),
  extra("desktop-ini", "a desktop.ini, which gives a folder another look", "programma/desktop.ini"),
  extra("case-twin", "a second file that differs in case", "programma/SETUP.EXE"),
  extra("confusable-name", "a Cyrillic letter that looks like ours", "programma/s\u0435tup.exe"),
  extra("decomposed-name", "a name in Unicode form NFD", "programma/uitslagen e\u0301e\u0301n.jar"),
  extra("right-to-left-name", "a name that reads as another from right to left", "programma/gpj\u202eexe.exe"),
  extra("device-name", "a device name of Windows", "programma/CON"),
  extra("second-zegel", "a zegel folder in another case", "zegel/SEAL"),
  extra("file-in-zegel", "one more program in /ZEGEL", "ZEGEL/controleprogramma.exe"),
  {
    ...extra("extra-folder", "one more empty folder", "extra map", "FOLDER_EXTRA"),
    make: () => {
      const content = { ...contentWith(), "extra map": null };
      return builtWith(content);
    },
  },
];
