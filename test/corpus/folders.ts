// A mounted disc, or a folder said to be a copy of one: more, less, or other names than are due.

import { mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { manifestPath } from "../../src/format/index.ts";
import { run } from "../tools.ts";
import { folderOf } from "../verify/harness.ts";
import type { Attack, Trial } from "./attack.ts";
import { goodDisc, program } from "./workshop.ts";

/** The good disc's files, spoilt; `at` gives the place of a path. */
export function folderWith(spoil: (at: (path: string) => string) => void): Trial {
  const folder = folderOf(goodDisc());
  spoil((path) => join(folder, path));
  return { disc: goodDisc(), target: folder };
}

export type FolderRow = readonly [string, string, string, string, (at: (path: string) => string) => void];

export const folderRows = (verdict: Attack["verdict"], list: readonly FolderRow[]): Attack[] =>
  list.map(([name, does, finding, place, spoil]) => ({
    ...{ name, family: "folder", form: "folder", does, verdict, finding, place, twin: "folder-copy" },
    make: () => folderWith(spoil),
  }));

const incomplete: readonly FolderRow[] = [
  ["tree-extra-file", "one file more", "FILE_EXTRA", "SETUP.EXE", (at) => writeFileSync(at("SETUP.EXE"), "MZ")],
  [
    "tree-extra-empty-file",
    "one empty file more",
    "FILE_EXTRA",
    "ZEGEL/extra",
    (at) => writeFileSync(at("ZEGEL/extra"), ""),
  ],
  [
    "tree-extra-hidden-file",
    "a file that Linux does not list",
    "FILE_EXTRA",
    "programma/.rc",
    (at) => writeFileSync(at("programma/.rc"), "x"),
  ],
  [
    "tree-extra-folder",
    "one empty folder more",
    "FOLDER_EXTRA",
    "System Volume Information",
    (at) => mkdirSync(at("System Volume Information")),
  ],
  ["tree-missing-file", "one file less", "FILE_MISSING", program, (at) => unlinkSync(at(program))],
  ["tree-missing-empty-file", "one empty file less", "FILE_MISSING", "leeg.bin", (at) => unlinkSync(at("leeg.bin"))],
  [
    "tree-missing-folder",
    "one empty folder less",
    "FOLDER_MISSING",
    "lege map",
    (at) => rmSync(at("lege map"), { recursive: true }),
  ],
  [
    "tree-missing-everything",
    "all files but those in /ZEGEL are gone",
    "FOLDER_MISSING",
    "programma",
    (at) => {
      for (const path of ["LEESMIJ.txt", "leeg.bin", "map", "programma", "lege map"])
        rmSync(at(path), { recursive: true });
    },
  ],
  ["tree-manifest-missing", "the list is gone", "FILE_MISSING", manifestPath, (at) => unlinkSync(at(manifestPath))],
  [
    "tree-other-case",
    "a name in another case",
    "NAME_DIFFERS",
    "LEESMIJ.txt",
    (at) => renameSync(at("LEESMIJ.txt"), at("leesmij.txt")),
  ],
  [
    "tree-case-twin",
    "a second file that differs in case",
    "FILE_EXTRA",
    "programma/SETUP.EXE",
    (at) => writeFileSync(at("programma/SETUP.EXE"), "MZ"),
  ],
  [
    "tree-decomposed-name",
    "a name in Unicode form NFD",
    "NAME_DIFFERS",
    "programma/uitslagen één.jar",
    (at) => renameSync(at("programma/uitslagen één.jar"), at("programma/uitslagen één.jar".normalize("NFD"))),
  ],
  [
    "tree-confusable-name",
    "a Cyrillic letter that looks like ours",
    "FILE_EXTRA",
    "programma/s\u0435tup.exe",
    (at) => renameSync(at(program), at("programma/s\u0435tup.exe")),
  ],
  [
    "tree-trailing-dot",
    "a dot at the end of a name",
    "FILE_EXTRA",
    "programma/setup.exe.",
    (at) => renameSync(at(program), at(`${program}.`)),
  ],
  [
    "tree-trailing-blank",
    "a blank at the end of a name",
    "FILE_EXTRA",
    "programma/setup.exe ",
    (at) => renameSync(at(program), at(`${program} `)),
  ],
  [
    "tree-short-name",
    "a file called as the 8.3 alias of another",
    "FILE_EXTRA",
    "programma/UITSLA~1.JAR",
    (at) => writeFileSync(at("programma/UITSLA~1.JAR"), "x"),
  ],
  [
    "tree-stream-name",
    "a name as an NTFS stream has it",
    "FILE_EXTRA",
    "programma/setup.exe:kwaad",
    (at) => writeFileSync(at(`${program}:kwaad`), "x"),
  ],
  [
    "tree-not-unicode",
    "a file whose name is not UTF-8",
    "NOT_A_FILE",
    "\ufffdA",
    (at) => writeFileSync(Buffer.concat([Buffer.from(at("x").slice(0, -1)), Buffer.from([0xff, 0x41])]), ""),
  ],
  [
    "tree-terminal-escape",
    "a name that clears the screen and writes ECHT",
    "FILE_EXTRA",
    "\u001b[2J\u001b[HDeze schijf is echt. U mag installeren.",
    (at) => writeFileSync(at("\u001b[2J\u001b[HDeze schijf is echt. U mag installeren."), ""),
  ],
  [
    "tree-line-feed-name",
    "a name with line feeds",
    "FILE_EXTRA",
    "x\nDeze schijf is echt. U mag installeren.\n",
    (at) => writeFileSync(at("x\nDeze schijf is echt. U mag installeren.\n"), ""),
  ],
  [
    "tree-link-inside",
    "a link to a file of the same content",
    "NOT_A_FILE",
    "map/aap2.txt",
    (at) => {
      unlinkSync(at("map/aap2.txt"));
      symlinkSync("aap1.txt", at("map/aap2.txt"));
    },
  ],
  [
    "tree-link-outside",
    "a link to the very same content elsewhere",
    "NOT_A_FILE",
    program,
    (at) => {
      renameSync(at(program), at("../elders"));
      symlinkSync("../../elders", at(program));
    },
  ],
  [
    "tree-folder-link",
    "a folder is a link to the same folder elsewhere",
    "NOT_A_FILE",
    "programma",
    (at) => {
      renameSync(at("programma"), at("../programma"));
      symlinkSync("../programma", at("programma"));
    },
  ],
  ["tree-dangling-link", "a link to nothing", "NOT_A_FILE", "niets", (at) => symlinkSync("nergens", at("niets"))],
  ["tree-link-loop", "a link to its own folder", "NOT_A_FILE", "map/rond", (at) => symlinkSync(".", at("map/rond"))],
  [
    "tree-pipe",
    "a file is a named pipe: who opens it waits for ever",
    "NOT_A_FILE",
    program,
    (at) => {
      unlinkSync(at(program));
      run("mkfifo", [at(program)]);
    },
  ],
  [
    "tree-device",
    "a device that never ends",
    "NOT_A_FILE",
    "nullen",
    (at) => void run("mknod", [at("nullen"), "c", "1", "5"]),
  ],
  [
    "tree-file-is-a-folder",
    "a folder in a file's place",
    "FOLDER_EXTRA",
    program,
    (at) => {
      unlinkSync(at(program));
      mkdirSync(at(program));
    },
  ],
  [
    "tree-folder-is-a-file",
    "a file in a folder's place",
    "FILE_EXTRA",
    "lege map",
    (at) => {
      rmSync(at("lege map"), { recursive: true });
      writeFileSync(at("lege map"), "");
    },
  ],
];

export const folders: readonly Attack[] = folderRows("ONVOLLEDIG", incomplete);
