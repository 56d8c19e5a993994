// Rock Ridge, and names that are not what they look like.

import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { makeBy, makeStaged, stage } from "../iso9660/image.ts";
import { Patch } from "../iso9660/patch.ts";
import { run } from "../tools.ts";
import type { Attack, Trial } from "./attack.ts";
import { builtWith, contentWith, continued, entryOf, type PatchRow, patches, program, release, releaseMade } from "./workshop.ts";

const nameOf = (p: Patch, path: string) => entryOf(p, path, "NM");

const rockRidge: readonly PatchRow[] = [
  ["symbolic-link", "a file becomes a symbolic link (SL)", "STRUCTURE SUSP_ENTRY", "programma", (p) => p.setText(entryOf(p, program, "TF"), "SL")],
  ["relocated-folder", "a folder is relocated (CL): Linux goes elsewhere", "STRUCTURE SUSP_ENTRY", "/", (p) => p.setText(entryOf(p, "map", "TF"), "CL")],
  ["hidden-by-relocation", "a folder is marked as relocated (RE): Linux hides it", "STRUCTURE SUSP_ENTRY", "/", (p) => p.setText(entryOf(p, "map", "TF"), "RE")],
  ["sparse-file", "a sparse file (SF): another size for some", "STRUCTURE SUSP_ENTRY", "programma", (p) => p.setText(entryOf(p, program, "TF"), "SF")],
  ["device-numbers", "device numbers (PN)", "STRUCTURE SUSP_ENTRY", "programma", (p) => p.setText(entryOf(p, program, "TF"), "PN")],
  ["end-of-system-use", "an end mark (ST): some readers stop there", "STRUCTURE SUSP_ENTRY", "programma", (p) => p.setText(entryOf(p, program, "TF"), "ST")],
  ["system-use-in-joliet", "system use in the Joliet tree", "STRUCTURE SUSP_ENTRY", "programma", (p) => p.set8(p.record(program, "joliet") + 32, 16)],
  ["entry-without-length", "an entry of length 0: a loop for some", "STRUCTURE SUSP", "programma", (p) => p.set8(entryOf(p, program, "TF") + 2, 0)],
  ["indicator-skips", "Rock Ridge begins elsewhere: some see plain names", "STRUCTURE SUSP_INDICATOR", "/", (p) => p.set8(p.sector(19) + 34 + 6, 4)],
  ["other-extension", "another extension than Rock Ridge", "STRUCTURE SUSP_EXTENSION", "/", (p) => p.setText(p.sector(20) + 8, "IEEE_P1282")],
  ["no-mode", "a file without mode and owner", "STRUCTURE SUSP_MISSING", "programma", (p) => p.setText(entryOf(p, program, "PX"), "TF")],
  ["setuid-file", "a file that runs as its owner", "STRUCTURE POSIX", "programma", (p) => p.both32(entryOf(p, program, "PX") + 4, 0o104555)],
  ["device-file", "a file that is a block device", "STRUCTURE POSIX", "programma", (p) => p.both32(entryOf(p, program, "PX") + 4, 0o060555)],
  ["other-owner", "a file with another owner", "STRUCTURE POSIX", "programma", (p) => p.both32(entryOf(p, program, "PX") + 20, 1000)],
  ["other-times", "a file with other times", "STRUCTURE TIMES", "programma", (p) => p.set8(entryOf(p, program, "TF") + 5, 99)],
  ["continuation-behind-the-volume", "a continuation behind the volume", "STRUCTURE CONTINUATION", "map/diep", (p) => p.both32(entryOf(p, continued, "CE") + 4, 1_000_000)],
  ["continuation-in-descriptors", "a continuation in the descriptors", "STRUCTURE CONTINUATION", "map/diep", (p) => p.both32(entryOf(p, continued, "CE") + 4, 16)],
  ["continuation-over-the-end", "a continuation over its sector's end", "STRUCTURE CONTINUATION", "map/diep", (p) => p.both32(entryOf(p, continued, "CE") + 12, 2040)],
];

/** In the order of ISO name, Rock Ridge name, Joliet name; all of the length of the old name. */
function rename(p: Patch, path: string, name: string): void {
  const nm = nameOf(p, path) + 5;
  const [primary, joliet] = [p.record(path, "primary"), p.record(path, "joliet")];
  p.setText(primary + 33, name).setText(nm, name);
  p.image.set(Buffer.from(name, "utf16le").swap16(), joliet + 33);
}

const names: readonly PatchRow[] = [
  ["rock-ridge-traversal", "../passwd as Rock Ridge name", "STRUCTURE NAME", "programma", (p) => p.setText(nameOf(p, program) + 5, "../passwd")],
  ["traversal-in-all-trees", "../../xx.exe in all trees", "STRUCTURE IDENTIFIER", "programma", (p) => rename(p, program, "../xx.exe")],
  ["absolute-in-all-trees", "/etc/cron in all trees", "STRUCTURE IDENTIFIER", "programma", (p) => rename(p, program, "/etc/cron")],
  ["backslash-in-all-trees", "a backslash in all trees: a folder on Windows", "STRUCTURE IDENTIFIER", "programma", (p) => rename(p, program, "set\\p.exe")],
  ["dot-dot-by-flag", "a Rock Ridge name that is .. by its flag", "STRUCTURE NAME", "programma", (p) => p.set8(nameOf(p, program) + 4, 4)],
  ["name-goes-on-nowhere", "a Rock Ridge name that goes on nowhere", "STRUCTURE NAME", "programma", (p) => p.set8(nameOf(p, program) + 4, 1)],
  ["nul-in-a-name", "a NUL in all names: programs in C see a shorter one", "STRUCTURE IDENTIFIER", "programma", (p) => rename(p, program, "setup\0exe")],
  ["nul-in-joliet", "a NUL in the Joliet name", "STRUCTURE IDENTIFIER", "programma", (p) => p.view.setUint16(p.record(program, "joliet") + 33 + 10, 0, false)],
  ["surrogate-in-joliet", "half a surrogate pair in the Joliet name", "STRUCTURE IDENTIFIER", "programma", (p) => p.view.setUint16(p.record(program, "joliet") + 33, 0xd800, false)],
  ["name-not-utf-8", "a plain name that is not UTF-8", "STRUCTURE IDENTIFIER", "programma", (p) => p.set8(p.record(program, "primary") + 33, 0xff)],
  ["escape-in-a-name", "a terminal escape in all names", "STRUCTURE IDENTIFIER", "programma", (p) => rename(p, program, "\u001b[2J\u001b[H.x")],
  ["version-number", ";1 at the end of the Joliet name, which Windows drops", "STRUCTURE VERSION_NUMBER", "programma", (p) => p.setText(p.record(program, "joliet") + 33 + 14, "\0;\x001")],
  ["two-files-one-name", "two files of one name: systems take the first or the last", "STRUCTURE DUPLICATE", "map/aap1.txt", (p) => rename(p, "map/aap2.txt", "aap1.txt")],
];

const renamed: readonly PatchRow[] = [
  ["trailing-dot", "a dot at the end of the name, which Windows drops", "FILE_EXTRA", "programma/setup.ex.", (p) => rename(p, program, "setup.ex.")],
  ["trailing-blank", "a blank at the end of the name, which Windows drops", "FILE_EXTRA", "programma/setup.ex ", (p) => rename(p, program, "setup.ex ")],
  ["other-case", "another case in all trees", "NAME_DIFFERS", program, (p) => rename(p, program, "SETUP.EXE")],
  ["short-name", "a name in the 8.3 form, which Windows opens for another", "FILE_EXTRA", "programma/setup~1.x", (p) => rename(p, program, "setup~1.x")],
  ["stream-name", "a name with a colon: a stream on NTFS", "FILE_EXTRA", "programma/setup:exe", (p) => rename(p, program, "setup:exe")],
];

/** Renamed alike everywhere: nothing is wrong with the structure, only with the set of files. */
const incomplete = (attack: Attack): Attack => ({ ...attack, verdict: attack.form === "after" ? "GEWIJZIGD" : "ONVOLLEDIG" });

const extra = (name: string, does: string, path: string, finding = "FILE_EXTRA", place = path): Attack => ({
  ...{ name, family: "names", form: "before", does, verdict: "ONVOLLEDIG", finding, place, twin: "recipe-image" },
  make: () => builtWith(contentWith({ [path]: "MZ kwaad" })),
});

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
  return release(image, { volume: "VOLUME", sealOffset: patch.sector(patch.lba(patch.record("ZEGEL/SEAL", "joliet"))) });
}

const tool = (name: string, family: Attack["family"], does: string, finding: string, place: string, make: () => Trial): Attack => ({
  ...{ name, family, form: "before", does, verdict: "GEWIJZIGD", finding, place, twin: "recipe-image", make },
});

export const namesAndRockRidge: readonly Attack[] = [
  ...patches("Rock Ridge", rockRidge),
  tool("link-by-xorriso", "Rock Ridge", "a symbolic link to ../../../etc/passwd", "STRUCTURE SUSP_ENTRY", "/", () =>
    withSpecial((folder) => symlinkSync("../../../etc/passwd", join(folder, "koppeling"))),
  ),
  tool("pipe-by-xorriso", "Rock Ridge", "a named pipe: who opens it waits for ever", "STRUCTURE POSIX", "/", () =>
    withSpecial((folder) => void run("mkfifo", [join(folder, "pijp")])),
  ),
  tool("compressed-file", "Rock Ridge", "a zisofs file: Linux unpacks it, Windows shows other bytes", "STRUCTURE SUSP_ENTRY", "programma", zisofs),
  tool("attributes-and-acls", "Rock Ridge", "extended attributes (AA, AL)", "STRUCTURE SUSP_ENTRY", "/", () =>
    builtWith(contentWith(), ["--for_backup"]),
  ),
  tool("other-owners", "Rock Ridge", "all files of another owner", "STRUCTURE POSIX", "/", () => builtWith(contentWith(), ["-uid", "1000"])),
  ...patches("names", names),
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

