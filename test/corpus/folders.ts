// A mounted disc, or a folder said to be a copy of one.

import {
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { encodeSeal, manifestPath, sealPath, sealSize } from "../../src/format/index.ts";
import { folderOf } from "../verify/harness.ts";
import { run } from "../tools.ts";
import type { Attack, Trial } from "./attack.ts";
import { goodDisc, otherDisc, program } from "./workshop.ts";

/** The good disc's files, spoilt; `at` gives the place of a path. */
export function folderWith(spoil: (at: (path: string) => string) => void): Trial {
  const folder = folderOf(goodDisc());
  spoil((path) => join(folder, path));
  return { disc: goodDisc(), target: folder };
}

type Row = readonly [string, string, string, string, (at: (path: string) => string) => void];

const rows = (verdict: Attack["verdict"], list: readonly Row[]): Attack[] =>
  list.map(([name, does, finding, place, spoil]) => ({
    ...{ name, family: "folder", form: "folder", does, verdict, finding, place, twin: "folder-copy" },
    make: () => folderWith(spoil),
  }));

const incomplete: readonly Row[] = [
  ["tree-extra-file", "one file more", "FILE_EXTRA", "SETUP.EXE", (at) => writeFileSync(at("SETUP.EXE"), "MZ")],
  ["tree-extra-empty-file", "one empty file more", "FILE_EXTRA", "ZEGEL/extra", (at) => writeFileSync(at("ZEGEL/extra"), "")],
  ["tree-extra-hidden-file", "a file that Linux does not list", "FILE_EXTRA", "programma/.rc", (at) => writeFileSync(at("programma/.rc"), "x")],
  ["tree-extra-folder", "one empty folder more", "FOLDER_EXTRA", "System Volume Information", (at) => mkdirSync(at("System Volume Information"))],
  ["tree-missing-file", "one file less", "FILE_MISSING", program, (at) => unlinkSync(at(program))],
  ["tree-missing-empty-file", "one empty file less", "FILE_MISSING", "leeg.bin", (at) => unlinkSync(at("leeg.bin"))],
  ["tree-missing-folder", "one empty folder less", "FOLDER_MISSING", "lege map", (at) => rmSync(at("lege map"), { recursive: true })],
  ["tree-missing-everything", "all files but those in /ZEGEL are gone", "FOLDER_MISSING", "programma", (at) => {
    for (const path of ["LEESMIJ.txt", "leeg.bin", "map", "programma", "lege map"]) rmSync(at(path), { recursive: true });
  }],
  ["tree-manifest-missing", "the list is gone", "FILE_MISSING", manifestPath, (at) => unlinkSync(at(manifestPath))],
  ["tree-other-case", "a name in another case", "NAME_DIFFERS", "LEESMIJ.txt", (at) => renameSync(at("LEESMIJ.txt"), at("leesmij.txt"))],
  ["tree-case-twin", "a second file that differs in case", "FILE_EXTRA", "programma/SETUP.EXE", (at) => writeFileSync(at("programma/SETUP.EXE"), "MZ")],
  ["tree-decomposed-name", "a name in Unicode form NFD", "NAME_DIFFERS", "programma/uitslagen één.jar", (at) =>
    renameSync(at("programma/uitslagen één.jar"), at("programma/uitslagen één.jar".normalize("NFD")))],
  ["tree-confusable-name", "a Cyrillic letter that looks like ours", "FILE_EXTRA", "programma/s\u0435tup.exe", (at) => renameSync(at(program), at("programma/s\u0435tup.exe"))],
  ["tree-trailing-dot", "a dot at the end of a name", "FILE_EXTRA", "programma/setup.exe.", (at) => renameSync(at(program), at(`${program}.`))],
  ["tree-trailing-blank", "a blank at the end of a name", "FILE_EXTRA", "programma/setup.exe ", (at) => renameSync(at(program), at(`${program} `))],
  ["tree-short-name", "a file called as the 8.3 alias of another", "FILE_EXTRA", "programma/UITSLA~1.JAR", (at) => writeFileSync(at("programma/UITSLA~1.JAR"), "x")],
  ["tree-stream-name", "a name as an NTFS stream has it", "FILE_EXTRA", "programma/setup.exe:kwaad", (at) => writeFileSync(at(`${program}:kwaad`), "x")],
  ["tree-not-unicode", "a file whose name is not UTF-8", "FILE_EXTRA", "\ufffdA", (at) => writeFileSync(Buffer.concat([Buffer.from(at("x").slice(0, -1)), Buffer.from([0xff, 0x41])]), "")],
  ["tree-terminal-escape", "a name that clears the screen and writes ECHT", "FILE_EXTRA", "\u001b[2J\u001b[HECHT – u mag installeren.", (at) =>
    writeFileSync(at("\u001b[2J\u001b[HECHT – u mag installeren."), "")],
  ["tree-line-feed-name", "a name with line feeds", "FILE_EXTRA", "x\nECHT – u mag installeren.\n", (at) => writeFileSync(at("x\nECHT – u mag installeren.\n"), "")],
  ["tree-link-inside", "a link to a file of the same content", "NOT_A_FILE", "map/aap2.txt", (at) => {
    unlinkSync(at("map/aap2.txt"));
    symlinkSync("aap1.txt", at("map/aap2.txt"));
  }],
  ["tree-link-outside", "a link to the very same content elsewhere", "NOT_A_FILE", program, (at) => {
    renameSync(at(program), at("../elders"));
    symlinkSync("../../elders", at(program));
  }],
  ["tree-folder-link", "a folder is a link to the same folder elsewhere", "NOT_A_FILE", "programma", (at) => {
    renameSync(at("programma"), at("../programma"));
    symlinkSync("../programma", at("programma"));
  }],
  ["tree-dangling-link", "a link to nothing", "NOT_A_FILE", "niets", (at) => symlinkSync("nergens", at("niets"))],
  ["tree-link-loop", "a link to its own folder", "NOT_A_FILE", "map/rond", (at) => symlinkSync(".", at("map/rond"))],
  ["tree-pipe", "a file is a named pipe: who opens it waits for ever", "NOT_A_FILE", program, (at) => {
    unlinkSync(at(program));
    run("mkfifo", [at(program)]);
  }],
  ["tree-device", "a device that never ends", "NOT_A_FILE", "nullen", (at) => void run("mknod", [at("nullen"), "c", "1", "5"])],
  ["tree-file-is-a-folder", "a folder in a file's place", "FOLDER_EXTRA", program, (at) => {
    unlinkSync(at(program));
    mkdirSync(at(program));
  }],
  ["tree-folder-is-a-file", "a file in a folder's place", "FILE_EXTRA", "lege map", (at) => {
    rmSync(at("lege map"), { recursive: true });
    writeFileSync(at("lege map"), "");
  }],
];

const altered: readonly Row[] = [
  ["tree-changed-byte", "one byte is changed", "FILE_CHANGED", program, (at) => {
    const bytes = readFileSync(at(program));
    bytes[5000] = (bytes[5000] ?? 0) ^ 1;
    writeFileSync(at(program), bytes);
  }],
  ["tree-truncated-file", "a file is cut", "FILE_CHANGED", program, (at) => truncateSync(at(program), 4096)],
  ["tree-emptied-file", "a file is emptied", "FILE_CHANGED", program, (at) => truncateSync(at(program), 0)],
  ["tree-longer-file", "a zero byte behind a file", "FILE_CHANGED", program, (at) => writeFileSync(at(program), "\0", { flag: "a" })],
  ["tree-filled-file", "an empty file is filled", "FILE_CHANGED", "leeg.bin", (at) => writeFileSync(at("leeg.bin"), "\0")],
  ["tree-swapped-files", "two files change places", "FILE_CHANGED", program, (at) => {
    renameSync(at(program), at("x"));
    renameSync(at("map/groot.bin"), at(program));
    renameSync(at("x"), at("map/groot.bin"));
  }],
  ["tree-manifest-emptied", "the list is emptied", "FILE_CHANGED", manifestPath, (at) => truncateSync(at(manifestPath), 0)],
  ["tree-manifest-truncated", "the list lost its last entry", "FILE_CHANGED", manifestPath, (at) => {
    const lines = readFileSync(at(manifestPath), "utf8").split("\n").slice(0, -2);
    writeFileSync(at(manifestPath), `${lines.join("\n")}\n`);
  }],
  ["tree-manifest-garbage", "a garbage line in the list", "FILE_CHANGED", manifestPath, (at) => writeFileSync(at(manifestPath), "hallo\n", { flag: "a" })],
  ["tree-manifest-rewritten", "an extra file, and a list made anew with it", "FILE_CHANGED", manifestPath, (at) => {
    writeFileSync(at("EVIL.EXE"), "MZ");
    writeFileSync(at(manifestPath), readFileSync(at(manifestPath), "utf8").replace("LEESMIJ.txt", "EVIL.EXE"));
  }],
];

const unsigned: readonly Row[] = [
  ["tree-seal-missing", "the seal is gone", "SEAL_UNREADABLE", "ZEGEL is there, the file ZEGEL/SEAL is not", (at) => unlinkSync(at(sealPath))],
  ["tree-seal-emptied", "the seal is emptied", "SEAL_UNREADABLE", "seal: expected 262144 bytes, found 0", (at) => truncateSync(at(sealPath), 0)],
  ["tree-seal-short", "the seal is one byte short", "SEAL_UNREADABLE", "seal: expected 262144 bytes, found 262143", (at) => truncateSync(at(sealPath), sealSize - 1)],
  ["tree-seal-long", "the seal is one byte long", "SEAL_UNREADABLE", "seal: expected 262144 bytes, found 0", (at) => truncateSync(at(sealPath), sealSize + 1)],
  ["tree-seal-huge", "the seal is a sparse file of 256 MiB", "SEAL_UNREADABLE", "seal: expected 262144 bytes, found 0", (at) => truncateSync(at(sealPath), 2 ** 28)],
  ["tree-seal-zeros", "the seal is zeros", "SEAL_BLANK", "its place is empty: the image was never sealed", (at) => writeFileSync(at(sealPath), new Uint8Array(sealSize))],
  ["tree-seal-is-a-link", "the seal is a link to a true seal elsewhere", "SEAL_UNREADABLE", "ZEGEL is there, the file ZEGEL/SEAL is not", (at) => {
    renameSync(at(sealPath), at("../SEAL"));
    symlinkSync("../../SEAL", at(sealPath));
  }],
  ["tree-seal-is-a-folder", "the seal is a folder", "SEAL_UNREADABLE", "ZEGEL is there, the file ZEGEL/SEAL is not", (at) => {
    unlinkSync(at(sealPath));
    mkdirSync(at(sealPath));
  }],
  ["tree-zegel-other-case", "/ZEGEL in another case", "SEAL_UNREADABLE", "zegel is there, the file ZEGEL/SEAL is not", (at) => renameSync(at("ZEGEL"), at("zegel"))],
];

const none: readonly Row[] = [
  ["tree-zegel-gone", "/ZEGEL is gone: no trace of a seal", "NO_SEAL", "as a whole", (at) => rmSync(at("ZEGEL"), { recursive: true })],
  ["tree-empty", "an empty folder", "NO_SEAL", "as a whole", (at) => {
    for (const path of ["ZEGEL", "LEESMIJ.txt", "leeg.bin", "map", "programma", "lege map"]) rmSync(at(path), { recursive: true });
  }],
];

export const folders: readonly Attack[] = [
  ...rows("ONVOLLEDIG", incomplete),
  ...rows("GEWIJZIGD", altered),
  ...rows("NIET_ONDERTEKEND", unsigned),
  ...rows("GEEN_ZEGELSCHIJF", none),
  {
    ...{ name: "tree-seal-of-another-disc", family: "folder", form: "folder", twin: "folder-copy" },
    ...{ does: "the true seal of another disc", verdict: "GEWIJZIGD", finding: "FILE_CHANGED", place: manifestPath },
    make: () => folderWith((at) => writeFileSync(at(sealPath), encodeSeal(otherDisc().seal))),
  },
];

