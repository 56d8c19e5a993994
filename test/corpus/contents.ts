// A mounted disc or a copy whose files, list or seal have other contents.

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
import { encodeSeal, manifestPath, sealPath, sealSize } from "../../src/format/index.ts";
import { sha256Of } from "../verify/fixture.ts";
import type { Attack } from "./attack.ts";
import { type FolderRow, folderRows, folderWith } from "./folders.ts";
import { otherDisc, program } from "./workshop.ts";

const altered: readonly FolderRow[] = [
  [
    "tree-changed-byte",
    "one byte is changed",
    "FILE_CHANGED",
    program,
    (at) => {
      const bytes = readFileSync(at(program));
      bytes[5000] = (bytes[5000] ?? 0) ^ 1;
      writeFileSync(at(program), bytes);
    },
  ],
  ["tree-truncated-file", "a file is cut", "FILE_CHANGED", program, (at) => truncateSync(at(program), 4096)],
  ["tree-emptied-file", "a file is emptied", "FILE_CHANGED", program, (at) => truncateSync(at(program), 0)],
  [
    "tree-longer-file",
    "a zero byte behind a file",
    "FILE_CHANGED",
    program,
    (at) => writeFileSync(at(program), "\0", { flag: "a" }),
  ],
  [
    "tree-filled-file",
    "an empty file is filled",
    "FILE_CHANGED",
    "leeg.bin",
    (at) => writeFileSync(at("leeg.bin"), "\0"),
  ],
  [
    "tree-swapped-files",
    "two files change places",
    "FILE_CHANGED",
    program,
    (at) => {
      renameSync(at(program), at("x"));
      renameSync(at("map/groot.bin"), at(program));
      renameSync(at("x"), at("map/groot.bin"));
    },
  ],
  [
    "tree-manifest-emptied",
    "the list is emptied",
    "FILE_CHANGED",
    manifestPath,
    (at) => truncateSync(at(manifestPath), 0),
  ],
  [
    "tree-manifest-truncated",
    "the list lost its last entry",
    "FILE_CHANGED",
    manifestPath,
    (at) => {
      const lines = readFileSync(at(manifestPath), "utf8").split("\n").slice(0, -2);
      writeFileSync(at(manifestPath), `${lines.join("\n")}\n`);
    },
  ],
  [
    "tree-manifest-garbage",
    "a garbage line in the list",
    "FILE_CHANGED",
    manifestPath,
    (at) => writeFileSync(at(manifestPath), "hallo\n", { flag: "a" }),
  ],
  [
    "tree-manifest-rewritten",
    "an extra file, and a list made anew with it",
    "FILE_CHANGED",
    manifestPath,
    (at) => {
      writeFileSync(at("EVIL.EXE"), "MZ");
      const line = `${sha256Of("MZ")}  EVIL.EXE\n`;
      const list = readFileSync(at(manifestPath), "utf8");
      writeFileSync(
        at(manifestPath),
        list.replace(/^[0-9a-f]{64} {2}LEESMIJ/m, (next) => line + next),
      );
    },
  ],
];

const unsigned: readonly FolderRow[] = [
  [
    "tree-seal-missing",
    "the seal is gone",
    "SEAL_UNREADABLE",
    "ZEGEL is there, the file ZEGEL/SEAL is not",
    (at) => unlinkSync(at(sealPath)),
  ],
  [
    "tree-seal-emptied",
    "the seal is emptied",
    "SEAL_UNREADABLE",
    "seal: expected 262144 bytes, found 0",
    (at) => truncateSync(at(sealPath), 0),
  ],
  [
    "tree-seal-short",
    "the seal is one byte short",
    "SEAL_UNREADABLE",
    "seal: expected 262144 bytes, found 262143",
    (at) => truncateSync(at(sealPath), sealSize - 1),
  ],
  [
    "tree-seal-long",
    "the seal is one byte long",
    "SEAL_UNREADABLE",
    "expected 262144 bytes, found more",
    (at) => truncateSync(at(sealPath), sealSize + 1),
  ],
  [
    "tree-seal-huge",
    "the seal is a sparse file of 256 MiB",
    "SEAL_UNREADABLE",
    "expected 262144 bytes, found more",
    (at) => truncateSync(at(sealPath), 2 ** 28),
  ],
  [
    "tree-seal-zeros",
    "the seal is zeros",
    "SEAL_BLANK",
    "its place is empty: the image was never sealed",
    (at) => writeFileSync(at(sealPath), new Uint8Array(sealSize)),
  ],
  [
    "tree-seal-is-a-link",
    "the seal is a link to a true seal elsewhere",
    "SEAL_UNREADABLE",
    "ZEGEL is there, the file ZEGEL/SEAL is not",
    (at) => {
      renameSync(at(sealPath), at("../SEAL"));
      symlinkSync("../../SEAL", at(sealPath));
    },
  ],
  [
    "tree-seal-is-a-folder",
    "the seal is a folder",
    "SEAL_UNREADABLE",
    "ZEGEL is there, the file ZEGEL/SEAL is not",
    (at) => {
      unlinkSync(at(sealPath));
      mkdirSync(at(sealPath));
    },
  ],
  [
    "tree-zegel-other-case",
    "/ZEGEL in another case",
    "SEAL_UNREADABLE",
    "zegel is there, the file ZEGEL/SEAL is not",
    (at) => renameSync(at("ZEGEL"), at("zegel")),
  ],
];

const none: readonly FolderRow[] = [
  [
    "tree-zegel-gone",
    "/ZEGEL is gone: no trace of a seal",
    "NO_SEAL",
    "as a whole",
    (at) => rmSync(at("ZEGEL"), { recursive: true }),
  ],
  [
    "tree-empty",
    "an empty folder",
    "NO_SEAL",
    "as a whole",
    (at) => {
      for (const path of ["ZEGEL", "LEESMIJ.txt", "leeg.bin", "map", "programma", "lege map"])
        rmSync(at(path), { recursive: true });
    },
  ],
];

export const contents: readonly Attack[] = [
  ...folderRows("GEWIJZIGD", altered),
  ...folderRows("NIET_ONDERTEKEND", unsigned),
  ...folderRows("GEEN_ZEGELSCHIJF", none),
  {
    ...{ name: "tree-seal-of-another-disc", family: "folder", form: "folder", twin: "folder-copy" },
    ...{ does: "the true seal of another disc", verdict: "GEWIJZIGD", finding: "FILE_CHANGED", place: manifestPath },
    make: () => folderWith((at) => writeFileSync(at(sealPath), encodeSeal(otherDisc().seal))),
  },
];
