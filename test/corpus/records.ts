// Directory records and path tables: numbers that are read twice, flags that hide, places that overlap, ways that loop.

import type { Patch } from "../iso9660/patch.ts";
import type { Attack } from "./attack.ts";
import { contentWith, builtWith, continued, entryOf, goodDisc, type PatchRow, patches, program, release } from "./workshop.ts";

const endian: readonly PatchRow[] = [
  ["extent-big-endian", "a file's extent differs in its big-endian half", "STRUCTURE BOTH_ENDIAN", "programma", (p) => p.view.setUint32(p.record(program, "primary") + 6, 99, false)],
  ["extent-little-endian", "a file's extent differs in its little-endian half", "STRUCTURE BOTH_ENDIAN", "programma", (p) => p.view.setUint32(p.record(program, "primary") + 2, 99, true)],
  ["size-big-endian", "a file's size differs in its big-endian half", "STRUCTURE BOTH_ENDIAN", "programma", (p) => p.view.setUint32(p.record(program, "joliet") + 14, 99, false)],
  ["volume-number-big-endian", "a record's volume number differs", "STRUCTURE BOTH_ENDIAN", "programma", (p) => p.view.setUint16(p.record(program, "joliet") + 30, 2, false)],
  ["volume-size-big-endian", "the volume's size differs", "STRUCTURE BOTH_ENDIAN", "sector 16 byte 80", (p) => p.view.setUint32(p.sector(16) + 84, 99, false)],
  ["block-size-big-endian", "the block size differs", "STRUCTURE BOTH_ENDIAN", "sector 16 byte 128", (p) => p.view.setUint16(p.sector(16) + 130, 512, false)],
  ["path-table-size-big-endian", "the path table's size differs", "STRUCTURE BOTH_ENDIAN", "sector 17 byte 132", (p) => p.view.setUint32(p.sector(17) + 136, 10, false)],
  ["root-big-endian", "the root's extent differs", "STRUCTURE BOTH_ENDIAN", "sector 16 byte 158", (p) => p.view.setUint32(p.sector(16) + 156 + 6, 99, false)],
  ["mode-big-endian", "a file's mode differs", "STRUCTURE POSIX", "programma", (p) => p.view.setUint32(entryOf(p, program, "PX") + 8, 0o104755, false)],
  ["continuation-big-endian", "a continuation's sector differs", "STRUCTURE BOTH_ENDIAN", "map/diep", (p) => p.view.setUint32(entryOf(p, continued, "CE") + 8, 99, false)],
];

/** Byte offset of the name of a folder of the root in a path table. */
function tableEntry(p: Patch, name: string, tree: "primary" | "joliet", isBigEndian: boolean): number {
  const at = p.descriptor(tree) + (isBigEndian ? 148 : 140);
  const from = p.sector(p.view.getUint32(at, !isBigEndian));
  const wanted = tree === "primary" ? Buffer.from(name) : Buffer.from(name, "utf16le").swap16();
  // From one entry to the next: length of the name, 7 bytes, the name, a byte that makes it even.
  for (let entry = from; (p.image[entry] ?? 0) > 0; ) {
    const length = p.image[entry] ?? 0;
    if (wanted.equals(p.image.subarray(entry + 8, entry + 8 + length))) return entry + 8;
    entry += 8 + length + (length % 2);
  }
  throw new Error(`no ${name} in the path table of the ${tree} tree`);
}

const tables: readonly PatchRow[] = [
  ["path-table-little", "Windows, which goes by path tables, is led elsewhere", "STRUCTURE PATH_TABLE", "map", (p) => p.view.setUint32(tableEntry(p, "map", "primary", false) - 6, 20, true)],
  ["path-table-big", "the big-endian table leads elsewhere", "STRUCTURE PATH_TABLE", "map", (p) => p.view.setUint32(tableEntry(p, "map", "primary", true) - 6, 20, false)],
  ["path-table-joliet", "Joliet's table leads elsewhere", "STRUCTURE PATH_TABLE", "map", (p) => p.view.setUint32(tableEntry(p, "map", "joliet", false) - 6, 20, true)],
  ["path-table-parent", "a folder has another parent", "STRUCTURE PATH_TABLE", "map", (p) => p.view.setUint16(tableEntry(p, "map", "primary", false) - 2, 2, true)],
  ["path-table-name", "a folder has another name", "STRUCTURE PATH_TABLE", "map", (p) => p.setText(tableEntry(p, "map", "primary", false), "mxp")],
  ["path-table-short", "the table ends early", "STRUCTURE PATH_TABLE", "sector 27 byte 9", (p) => p.both32(p.sector(16) + 132, 10)],
  ["path-table-place", "the table lies behind the volume", "STRUCTURE PATH_TABLE_PLACE", "sector 5000", (p) => p.view.setUint32(p.sector(16) + 140, 5000, true)],
  ["path-table-one-for-both", "one table for both byte orders", "STRUCTURE PATH_TABLE_PLACE", "sector 27", (p) => p.view.setUint32(p.sector(16) + 148, p.view.getUint32(p.sector(16) + 140, true), false)],
];

const folders: readonly PatchRow[] = [
  ["folder-is-the-root", "a folder is the root: a walk without end", "STRUCTURE LOOP", "map/diep", (p) => p.both32(p.record("map/diep", "primary") + 2, 19)],
  ["folder-is-its-parent", "a folder is its own parent", "STRUCTURE LOOP", "map/diep", (p) => p.both32(p.record("map/diep", "primary") + 2, p.lba(p.record("map", "primary")))],
  ["continuation-loop", "a continuation area leads to itself: bsdtar and xorriso hang", "STRUCTURE CONTINUATION", "map/diep", continuationLoop],
  ["folder-behind-the-volume", "a folder lies behind the volume", "STRUCTURE DIRECTORY_PLACE", "map/diep", (p) => p.both32(p.record("map/diep", "primary") + 2, 1_000_000)],
  ["folder-in-the-system-area", "a folder lies in the system area", "STRUCTURE DIRECTORY_PLACE", "map/diep", (p) => p.both32(p.record("map/diep", "primary") + 2, 2)],
  ["folder-in-a-file", "a folder lies in a file's content", "STRUCTURE OVERLAP", "lege map", (p) => p.inBoth("lege map", (at) => p.both32(at + 2, p.lba(p.record(program, "primary"))))],
  ["folder-of-5000-bytes", "a folder ends within a sector", "STRUCTURE DIRECTORY_SIZE", "map/diep", (p) => p.both32(p.record("map/diep", "joliet") + 10, 5000)],
  ["folder-of-4-gib", "a folder of 4 GiB", "STRUCTURE DIRECTORY_SIZE", "map/diep", (p) => p.both32(p.record("map/diep", "joliet") + 10, 0xffff_f800)],
  ["folder-of-no-bytes", "a folder without its own records", "STRUCTURE DIRECTORY_SIZE", "map/diep", (p) => p.both32(p.record("map/diep", "primary") + 10, 0)],
  ["dot-elsewhere", "a folder's . leads elsewhere", "STRUCTURE SELF_RECORD", "map", (p) => p.both32(p.sector(p.lba(p.record("map", "primary"))) + 2, 20)],
  ["dot-dot-elsewhere", "a folder's .. leads elsewhere", "STRUCTURE PARENT_RECORD", "map/diep", (p) => {
    const at = p.sector(p.lba(p.record("map/diep", "primary")));
    p.both32(at + (p.image[at] ?? 0) + 2, 20);
  }],
  ["record-too-long", "a record reaches into the next", "STRUCTURE RECORD", "programma", (p) => p.set8(p.record(program, "primary"), 255)],
  ["name-longer-than-record", "a name that is longer than its record", "STRUCTURE RECORD", "programma", (p) => p.set8(p.record(program, "joliet") + 32, 200)],
];

/** The continuation area becomes an entry CE that points to itself. */
function continuationLoop(p: Patch): void {
  const entry = entryOf(p, continued, "CE");
  const at = p.sector(p.view.getUint32(entry + 4, true)) + p.view.getUint32(entry + 12, true);
  p.image.set(p.image.slice(entry, entry + 28), at);
}

const places: readonly PatchRow[] = [
  ["file-in-the-seal", "a file's content lies in the seal, which no digest covers", "STRUCTURE OVERLAP", "LEESMIJ.txt", (p) =>
    p.inBoth("LEESMIJ.txt", (at) => p.both32(at + 2, p.lba(p.record("ZEGEL/SEAL", "primary")) + 1))],
  ["manifest-in-the-seal", "the manifest lies in the seal", "STRUCTURE OVERLAP", "ZEGEL/MANIFEST", (p) =>
    p.inBoth("ZEGEL/MANIFEST", (at) => p.both32(at + 2, p.lba(p.record("ZEGEL/SEAL", "primary")) + 100))],
  ["seal-is-a-file", "the seal's name stands for another file's place", "SEAL_PLACE", "byte 77824", (p) =>
    p.inBoth("ZEGEL/SEAL", (at) => p.both32(at + 2, p.lba(p.record(program, "primary"))))],
  ["file-is-the-descriptor", "a file is the primary descriptor", "STRUCTURE OVERLAP", "LEESMIJ.txt", (p) => p.inBoth("LEESMIJ.txt", (at) => p.both32(at + 2, 16))],
  ["file-in-the-system-area", "a file lies in the system area", "STRUCTURE OVERLAP", "LEESMIJ.txt", (p) => p.inBoth("LEESMIJ.txt", (at) => p.both32(at + 2, 3))],
  ["file-is-a-directory", "a file is the bytes of a directory", "STRUCTURE OVERLAP", "LEESMIJ.txt", (p) => p.inBoth("LEESMIJ.txt", (at) => p.both32(at + 2, 19))],
  ["file-in-the-padding", "a file lies in the padding", "STRUCTURE PADDING", "sector 328", (p) => p.inBoth("LEESMIJ.txt", (at) => p.both32(at + 2, p.view.getUint32(p.sector(16) + 80, true) - 5))],
  ["two-files-one-extent", "two files of equal content share one extent", "STRUCTURE SHARED_EXTENT", "map/aap2.txt", (p) =>
    p.inBoth("map/aap2.txt", (at) => p.both32(at + 2, p.lba(p.record("map/aap1.txt", "primary"))))],
  ["file-begins-in-another", "a file begins within another", "STRUCTURE OVERLAP", "LEESMIJ.txt", (p) =>
    p.inBoth("LEESMIJ.txt", (at) => p.both32(at + 2, p.lba(p.record(program, "primary")) + 1))],
  ["empty-file-elsewhere", "an empty file points at a directory", "STRUCTURE EMPTY_FILE", "leeg.bin", (p) => p.inBoth("leeg.bin", (at) => p.both32(at + 2, 19))],
];

const flags: readonly PatchRow[] = [
  ["hidden-file", "the hidden flag: Windows does not list it", "STRUCTURE HIDDEN", "programma", (p) => p.inBoth(program, (at) => p.set8(at + 25, 1))],
  ["hidden-folder", "a hidden folder", "STRUCTURE HIDDEN", "/", (p) => p.inBoth("programma", (at) => p.set8(at + 25, 3))],
  ["associated-file", "the associated flag: Linux and Windows skip the file, others show it", "STRUCTURE ASSOCIATED", "programma", (p) => p.inBoth(program, (at) => p.set8(at + 25, 4))],
  ["record-format", "the record flag: content in records", "STRUCTURE FLAGS", "programma", (p) => p.inBoth(program, (at) => p.set8(at + 25, 8))],
  ["protected-file", "the protection flag", "STRUCTURE FLAGS", "programma", (p) => p.inBoth(program, (at) => p.set8(at + 25, 16))],
  ["folder-of-two-extents", "a folder that goes on", "STRUCTURE FLAGS", "/", (p) => p.inBoth("programma", (at) => p.set8(at + 25, 0x82))],
  ["dangling-extent", "a file promises a further part that does not come: Linux does not list it", "STRUCTURE MULTI_EXTENT", program, (p) => p.inBoth(program, (at) => p.set8(at + 25, 0x80))],
  ["interleaved-file", "interleaving: Linux shows no bytes, others do", "STRUCTURE INTERLEAVED", "programma", (p) => p.inBoth(program, (at) => p.set8(at + 26, 1).set8(at + 27, 1))],
  ["extended-attributes", "an extended attribute record: 7-Zip reads one sector on", "STRUCTURE EXTENDED_ATTRIBUTES", "programma", (p) => p.inBoth(program, (at) => p.set8(at + 1, 1))],
  ["file-on-another-disc", "a file lies on another disc of the set", "STRUCTURE VOLUME_NUMBER", "programma", (p) => p.inBoth(program, (at) => p.both16(at + 28, 2))],
  ["record-date", "a file has another date", "STRUCTURE RECORD_DATE", "programma", (p) => p.inBoth(program, (at) => p.set8(at + 18, 99))],
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

export const records: readonly Attack[] = [
  ...patches("both-endian fields", endian),
  ...patches("path tables", tables),
  ...patches("loops and directories", folders),
  ...patches("overlaps and places", places),
  sealAtAFile,
  ...patches("hidden and associated files", flags),
  {
    ...{ name: "forty-folders-deep", family: "loops and directories", form: "before", twin: "deep-tree" },
    ...{ does: "forty folders deep", verdict: "GEWIJZIGD", finding: "STRUCTURE DEPTH", place: "d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d" },
    make: () => builtWith(contentWith({ [`${"d/".repeat(40)}x`]: "x" })),
  },
];
