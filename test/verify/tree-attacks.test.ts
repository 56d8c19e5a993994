// What can be wrong with a mounted disc or a copy of it.

import { mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { encodeSeal, manifestPath, sealPath } from "../../src/format/index.ts";
import { FolderTree } from "../../src/verify/node/tree.ts";
import { ReadError } from "../../src/verify/proof/ports.ts";
import { type Disc, makeDisc } from "./fixture.ts";
import { folderOf, pathsOf, reasonsOf, verifyFolder, verifyTreeOf } from "./harness.ts";

const disc: Disc = makeDisc();
const text = "map met spatie/[1] uitslag.txt";
let folder: string;

beforeEach(() => {
  folder = folderOf(disc);
});

const at = (path: string) => join(folder, path);

test("the folder as it is on the disc is accepted, within what a tree can show", async () => {
  const report = await verifyFolder(folder, disc);
  expect(report).toMatchObject({ verdict: "ECHT", scope: "tree", filesCompared: 5, filesGood: 5 });
  expect(report.steps.map((step) => step.id)).not.toContain("image");
  expect(report.steps.flatMap((step) => step.findings.map((finding) => finding.code))).toContain("TREE_LIMITS");
});

describe("ONVOLLEDIG", () => {
  test.each<[string, () => void, string, string[]]>([
    ["a file is missing", () => unlinkSync(at(text)), "FILE_MISSING", [text]],
    ["a file is extra", () => writeFileSync(at("SETUP.EXE"), "MZ"), "FILE_EXTRA", ["SETUP.EXE"]],
    ["an empty file is extra", () => writeFileSync(at("ZEGEL/extra"), ""), "FILE_EXTRA", ["ZEGEL/extra"]],
    ["a file is renamed", () => renameSync(at(text), at("map met spatie/x")), "FILE_EXTRA", ["map met spatie/x"]],
    ["a file differs in case", () => renameSync(at("LEESMIJ.txt"), at("leesmij.txt")), "NAME_DIFFERS", ["LEESMIJ.txt"]],
    ["an empty folder is missing", () => rmSync(at("lege map"), { recursive: true }), "FOLDER_MISSING", ["lege map"]],
    ["a folder is extra", () => mkdirSync(at("System Volume")), "FOLDER_EXTRA", ["System Volume"]],
    ["the manifest is missing", () => unlinkSync(at(manifestPath)), "FILE_MISSING", [manifestPath]],
    [
      "all files are missing",
      () => {
        for (const path of ["LEESMIJ.txt", "leeg.bin", "map met spatie", "programma"])
          rmSync(at(path), { recursive: true });
      },
      "FOLDER_MISSING",
      ["map met spatie", "programma", "programma/Fryslân", "programma/Fryslân/ûnder"],
    ],
  ])("%s", async (_what, spoil, code, paths) => {
    expect((await verifyFolder(folder, disc)).verdict).toBe("ECHT");
    spoil();
    const report = await verifyFolder(folder, disc);
    expect(report.verdict).toBe("ONVOLLEDIG");
    expect(pathsOf(report, code)).toEqual(paths);
  });

  test("a file is a link to the very same content elsewhere", async () => {
    renameSync(at("LEESMIJ.txt"), join(folder, "../elders.txt"));
    symlinkSync("../elders.txt", at("LEESMIJ.txt"));
    const report = await verifyFolder(folder, disc);
    expect(report.verdict).toBe("ONVOLLEDIG");
    expect(reasonsOf(report)).toEqual(["FILE_MISSING", "NOT_A_FILE"]);
  });

  test("a name in another Unicode form", async () => {
    renameSync(at("programma/uitslagen één.jar"), at("programma/uitslagen één.jar".normalize("NFD")));
    expect((await verifyFolder(folder, disc)).verdict).toBe("ONVOLLEDIG");
  });

  test("a name that is not Unicode", async () => {
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0x41])]), "");
    expect((await verifyFolder(folder, disc)).verdict).toBe("ONVOLLEDIG");
  });
});

describe("GEWIJZIGD", () => {
  test.each<[string, () => void, string]>([
    ["a byte is changed", () => writeFileSync(at("LEESMIJ.txt"), "Lees dit Eerst.\n"), "LEESMIJ.txt"],
    ["a file is truncated", () => truncateSync(at(text), 100), text],
    ["a file is emptied", () => truncateSync(at(text), 0), text],
    ["an empty file is filled", () => writeFileSync(at("leeg.bin"), "\0"), "leeg.bin"],
    ["the manifest is emptied", () => truncateSync(at(manifestPath), 0), manifestPath],
    ["the manifest lost its last line", () => truncateSync(at(manifestPath), 300), manifestPath],
  ])("%s", async (_what, spoil, path) => {
    expect((await verifyFolder(folder, disc)).verdict).toBe("ECHT");
    spoil();
    const report = await verifyFolder(folder, disc);
    expect(report.verdict).toBe("GEWIJZIGD");
    expect(pathsOf(report, "FILE_CHANGED")).toEqual([path]);
  });

  test("changed and missing at once: GEWIJZIGD goes first, the record has both", async () => {
    truncateSync(at(text), 0);
    unlinkSync(at("LEESMIJ.txt"));
    expect((await verifyFolder(folder, disc)).refusals).toEqual(["GEWIJZIGD", "ONVOLLEDIG"]);
  });
});

describe("the seal", () => {
  test("of another release", async () => {
    const other = makeDisc({ payload: { "a.txt": "a" } });
    writeFileSync(at(sealPath), encodeSeal(other.seal));
    expect((await verifyFolder(folder, other)).verdict).toBe("GEWIJZIGD");
    expect((await verifyFolder(folder, disc)).refusals).toEqual(["GEWIJZIGD", "ANDERE_UITGAVE"]);
  });

  test.each<[string, () => void, string]>([
    ["is missing", () => unlinkSync(at(sealPath)), "NIET_ONDERTEKEND"],
    ["is empty", () => truncateSync(at(sealPath), 0), "NIET_ONDERTEKEND"],
    ["is one byte short", () => truncateSync(at(sealPath), 262_143), "NIET_ONDERTEKEND"],
    ["is one byte long", () => truncateSync(at(sealPath), 262_145), "NIET_ONDERTEKEND"],
    ["lies in a folder of another case", () => renameSync(at("ZEGEL"), at("zegel")), "NIET_ONDERTEKEND"],
    ["is gone with its folder", () => rmSync(at("ZEGEL"), { recursive: true }), "GEEN_ZEGELSCHIJF"],
  ])("%s", async (_what, spoil, verdict) => {
    spoil();
    expect((await verifyFolder(folder, disc)).verdict).toBe(verdict);
  });
});

describe("ONLEESBAAR", () => {
  /** Without rights on the drive its files are all that a scratch can be seen in. */
  class Scratched extends FolderTree {
    readonly #bad: string;
    constructor(bad: string) {
      super(folder);
      this.#bad = bad;
    }
    override async list() {
      if (this.#bad === "") throw new ReadError("EIO", "");
      return super.list();
    }
    override async read(path: string, take: (bytes: Uint8Array) => boolean): Promise<void> {
      await super.read(path, (bytes) => {
        take(bytes.subarray(0, 3));
        if (path === this.#bad) throw new ReadError("EIO", path);
        return take(bytes.subarray(3));
      });
    }
  }

  test.each([
    { name: "a file", bad: text, counts: { filesCompared: 4, filesGood: 4 } },
    { name: "the manifest", bad: manifestPath, counts: { filesCompared: 0 } },
    { name: "the seal", bad: sealPath, counts: { filesCompared: 0, release: undefined } },
    { name: "the root folder", bad: "", path: "/", counts: { filesCompared: 0, release: undefined } },
  ])("$name cannot be read; the same tree without the scratch is ECHT", async ({ bad, path, counts }) => {
    const report = await verifyTreeOf(new Scratched(bad), disc);
    expect(report).toMatchObject({ verdict: "ONLEESBAAR", refusals: ["ONLEESBAAR"], ...counts });
    expect(pathsOf(report, "FILE_UNREADABLE")).toEqual([path ?? bad]);
    expect(await verifyTreeOf(new Scratched("nothing"), disc)).toMatchObject({ verdict: "ECHT" });
  });

  test("what else goes wrong is changed too: the worst is told, and both are listed", async () => {
    writeFileSync(at("LEESMIJ.txt"), "Lees dit nooit\n");
    const report = await verifyTreeOf(new Scratched(text), disc);
    expect(report.verdict).toBe("GEWIJZIGD");
    expect(pathsOf(report, "FILE_UNREADABLE")).toEqual([text]);
  });

  test("whatever keeps a file from being read is one, with the file's name", async () => {
    const memory = new FolderTree("/proc/self"); // a plain file, whose first byte is an input error
    await expect(memory.read("mem", () => true)).rejects.toMatchObject({ code: "READ", path: "mem" });
    await expect(memory.read("nothing", () => true)).rejects.toMatchObject({ code: "READ", path: "nothing" });
    await expect(memory.read("cwd", () => true)).rejects.toMatchObject({ code: "READ", path: "cwd" }); // a link
  });
});
