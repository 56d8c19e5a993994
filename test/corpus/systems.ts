// What other systems would read in place of the trees, made by the tools that people have: UDF, HFS, El Torito, partitions.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeBy, makeStaged, stage } from "../iso9660/image.ts";
import type { Attack, Trial } from "./attack.ts";
import { builtWith, contentWith, releaseMade } from "./workshop.ts";

const family = "other file systems and boot";

const boot = { "BOOT.IMG": new Uint8Array(2048).fill(0xeb) };

function withPartition(): Trial {
  const content = contentWith();
  const folder = stage(content);
  writeFileSync(join(folder, "part"), new Uint8Array(300_000).fill(1));
  return releaseMade(
    makeStaged(folder, Object.keys(content), ["-append_partition", "2", "0x83", join(folder, "part")]),
  );
}

function byGenisoimage(options: readonly string[]): Trial {
  const folder = stage(contentWith());
  const order = ["ZEGEL/SEAL 100", "ZEGEL/MANIFEST 99"].map((line) => `stage/${line}`);
  writeFileSync(join(folder, "sort"), `${order.join("\n")}\n`);
  const args = [
    "-quiet",
    "-r",
    "-J",
    "-joliet-long",
    "-sort",
    "sort",
    "-V",
    "VOLUME",
    "-o",
    "out.iso",
    ...options,
    "stage",
  ];
  return releaseMade(makeBy("genisoimage", folder, args));
}

const tool = (name: string, does: string, finding: string, place: string, make: () => Trial): Attack => ({
  ...{ name, family, form: "before", does, verdict: "GEWIJZIGD", finding, place, twin: "recipe-image", make },
});

export const systems: readonly Attack[] = [
  tool("el-torito", "a boot record: the disc starts its own system", "STRUCTURE BOOT_RECORD", "sector 17 byte 0", () =>
    builtWith(contentWith(boot), ["-b", "BOOT.IMG", "-no-emul-boot", "-c", "BOOT.CAT"]),
  ),
  tool(
    "el-torito-hidden",
    "the same, boot image and catalogue in no tree",
    "STRUCTURE BOOT_RECORD",
    "sector 17 byte 0",
    () =>
      builtWith(contentWith(boot), [
        ...["-b", "BOOT.IMG", "-no-emul-boot", "-c", "BOOT.CAT", "-hide", "BOOT.IMG", "-hide-joliet", "BOOT.IMG"],
        ...["-hide", "BOOT.CAT", "-hide-joliet", "BOOT.CAT"],
      ]),
  ),
  tool(
    "udf-bridge",
    "UDF beside ISO 9660: many systems mount UDF first",
    "STRUCTURE FOREIGN_DESCRIPTOR",
    "sector 19",
    () => byGenisoimage(["-udf"]),
  ),
  tool("hfs-hybrid", "an HFS volume beside ISO 9660: a Mac shows it", "NOT_ZERO", "sector 0, 16 in all", () =>
    byGenisoimage(["-hfs"]),
  ),
  tool("hfs-plus", "an HFS+ tree beside ISO 9660", "STRUCTURE UNEXPLAINED", "sector 38", () =>
    builtWith(contentWith(), ["-hfsplus"]),
  ),
  tool("appended-partition", "a Linux partition behind the files", "STRUCTURE PADDING", "sector 182", withPartition),
  tool(
    "third-tree",
    "an ISO 9660:1999 tree beside Joliet's (-iso-level 4)",
    "STRUCTURE SECOND_SUPPLEMENTARY",
    "sector 18 byte 0",
    () => builtWith(contentWith(), ["-iso-level", "4"]),
  ),
  tool(
    "genisoimage-names",
    "genisoimage's mangled plain names beside Rock Ridge's",
    "STRUCTURE VERSION_NUMBER",
    "/",
    () => byGenisoimage([]),
  ),
  tool(
    "mangled-names",
    "xorriso without long plain names: a system without Rock Ridge shows others",
    "STRUCTURE IDENTIFIER_DIFFERS",
    "/",
    () => builtWith(contentWith(), ["-untranslated_name_len", "0"]),
  ),
];
