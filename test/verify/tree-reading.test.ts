// Reading a folder: bytes that are used are the bytes that were hashed, nothing changes unseen, and what cannot be read hides nothing.

import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { copyBytes, encodeManifest, encodeSeal, manifestPath, sealPath } from "../../src/format/index.ts";
import { ImageTree } from "../../src/verify/image-tree.ts";
import { nodePlatform } from "../../src/verify/node/platform.ts";
import { openReference } from "../../src/verify/node/reference.ts";
import { FolderTree } from "../../src/verify/node/tree.ts";
import { codeFits } from "../../src/verify/peek.ts";
import { Papers } from "../../src/verify/program/output/folders.ts";
import type { Mounted } from "../../src/verify/proof/mounted.ts";
import type { DiscSink, Tree } from "../../src/verify/proof/ports.ts";
import { verifyDisc } from "../../src/verify/verify-disc.ts";
import { run, temporaryFolder } from "../tools.ts";
import { type Disc, makeDisc, sha256Of } from "./fixture.ts";
import { folderOf, inputOf, MemoryMedium, pathsOf, quickPlatform, verifyMedium, verifyTreeOf } from "./harness.ts";

const platform = quickPlatform();
const disc: Disc = makeDisc();
const text = "map met spatie/[1] uitslag.txt";
const jar = "programma/uitslagen één.jar";
let folder: string;

beforeEach(() => {
  folder = folderOf(disc);
});

const at = (path: string) => join(folder, path);

/** Hands out one buffer over and over, and spoils it as soon as it was taken, as a reader may. */
class Overwriting implements Tree {
  readonly #tree: Tree;
  constructor(tree: Tree) {
    this.#tree = tree;
  }
  list() {
    return this.#tree.list();
  }
  changed() {
    return this.#tree.changed();
  }
  read(path: string, take: (bytes: Uint8Array) => boolean): Promise<void> {
    const buffer = Buffer.alloc(100);
    return this.#tree.read(path, (bytes) => {
      for (let from = 0; from < bytes.length; from += buffer.length) {
        const part = bytes.subarray(from, from + buffer.length);
        buffer.set(part);
        const goesOn = take(buffer.subarray(0, part.length));
        buffer.fill(0x5a);
        if (!goesOn) return false;
      }
      return true;
    });
  }
}

describe("B1: the bytes that are used are the bytes that were hashed", () => {
  test("what the ports hand out is a plain Uint8Array", async () => {
    const seen: Uint8Array[] = [];
    const image = new ImageTree(new MemoryMedium(disc.image), nodePlatform);
    const reference = await openReference(folder);
    await image.list();
    for (const tree of [new FolderTree(folder), image, reference.tree])
      for (const path of [sealPath, manifestPath])
        await tree.read(path, (bytes) => {
          seen.push(bytes);
          return true;
        });
    expect(seen.length).toBeGreaterThan(5);
    for (const bytes of seen) expect(Object.getPrototypeOf(bytes)).toBe(Uint8Array.prototype);
  });

  test("a copy is one whatever it is made of, and plain", () => {
    const buffer = Buffer.from("abc");
    const copy = copyBytes(buffer);
    buffer.fill(0);
    expect(Object.getPrototypeOf(copy)).toBe(Uint8Array.prototype);
    expect([...copy]).toEqual([97, 98, 99]);
  });

  test("no source copies bytes in another way", () => {
    const root = join(import.meta.dirname, "../..");
    expect(run("grep", ["-rnE", "\\.slice\\(\\)", "src"], { cwd: root })).toMatchObject({ status: 1, stdout: "" });
  });

  test("a reader that overwrites its buffer after each piece: ECHT, with the instructions, the papers and the code", async () => {
    const steps = "# zegel/aanwijzingen v1\n";
    const own = makeDisc({ payload: { "a.txt": "a".repeat(5000), "ZEGEL/INSTALL": steps } });
    const tree = new Overwriting(new FolderTree(folderOf(own)));
    const source = { kind: "tree", tree, deniedDevice: undefined } as const;
    expect(await codeFits(source, own.code, platform)).toBe(true);
    const papers = new Papers();
    const report = await verifyDisc({ ...inputOf(own), target: "a tree", source, sink: papers }, platform);
    expect(report.verdict).toBe("ECHT");
    const out = join(temporaryFolder(), "kopie");
    papers.save(out, report);
    for (const name of ["SEAL", "MANIFEST", "INSTALL"])
      expect(sha256Of(readFileSync(join(out, name)))).toBe(sha256Of(own.files[`ZEGEL/${name}`] ?? ""));
  });

  test("every sink gets the bytes at the time, and a copy that is not what was verified is not written", async () => {
    const own = makeDisc({ payload: { "a.txt": "a", "ZEGEL/INSTALL": "x" } });
    const papers = new Papers();
    const spoiling: DiscSink = {
      begin: (path) => papers.begin(path),
      write: (bytes) => papers.write(Uint8Array.from(bytes, (byte) => byte ^ 1)),
      end: () => papers.end(),
      listed: (manifest) => papers.listed(manifest),
    };
    const source = { kind: "tree", tree: new FolderTree(folderOf(own)), deniedDevice: undefined } as const;
    const report = await verifyDisc({ ...inputOf(own), target: "a tree", source, sink: spoiling }, platform);
    expect(report.verdict).toBe("ECHT");
    const out = join(temporaryFolder(), "kopie");
    expect(() => papers.save(out, report)).toThrow(/is not what was verified/);
    expect(() => statSync(out)).toThrow(/ENOENT/);
  });

  test("a genuine disc with a MANIFEST of more than 1 MiB, as folder and as mounted disc: ECHT", async () => {
    const empty = sha256Of("");
    const names = Array.from({ length: 10_000 }, (_, i) => `map/een tamelijk lange naam ${"x".repeat(20)} ${i}.bin`);
    const paths = ["a.txt", ...names].sort();
    const files = paths.map((path) => ({ path, sha256: path === "a.txt" ? sha256Of("a") : empty }));
    const manifest = encodeManifest({ totalBytes: 1, emptyFolders: [], files });
    expect(manifest.length).toBeGreaterThan(1024 * 1024);
    const big = makeDisc({ release: { manifests: [sha256Of(manifest)] } });
    const root = temporaryFolder();
    for (const path of ["map", "ZEGEL"]) mkdirSync(join(root, path));
    for (const path of paths) writeFileSync(join(root, path), path === "a.txt" ? "a" : "");
    writeFileSync(join(root, manifestPath), manifest);
    writeFileSync(join(root, sealPath), encodeSeal(big.seal));
    const report = await verifyTreeOf(new FolderTree(root), big);
    expect(report).toMatchObject({ verdict: "ECHT", filesGood: 10_001, manifestSha256: sha256Of(manifest) });
  });
});

/** Does `harm` once, when `path` was read to its end. */
class Meanwhile extends FolderTree {
  readonly #path: string;
  readonly #harm: () => void;
  constructor(root: string, path: string, harm: () => void) {
    super(root);
    this.#path = path;
    this.#harm = harm;
  }
  override async read(path: string, take: (bytes: Uint8Array) => boolean): Promise<void> {
    await super.read(path, take);
    if (path === this.#path) this.#harm();
  }
}

const last = jar; // of all files the last to be read

/** What an opponent, or a program, does to the folder while it is read; `outside` is a folder beside it. */
const harms: readonly [string, () => void][] = [
  ["an extra file", () => writeFileSync(at("SETUP.EXE"), "MZ")],
  ["an extra file deep down", () => writeFileSync(at("programma/Fryslân/extra.dll"), "MZ")],
  ["an extra folder", () => mkdirSync(at("nieuw"))],
  ["an extra link", () => symlinkSync("LEESMIJ.txt", at("koppeling"))],
  ["a file that is gone", () => unlinkSync(at("LEESMIJ.txt"))],
  ["a folder that is gone", () => rmSync(at("lege map"), { recursive: true })],
  ["a file of another name", () => renameSync(at("LEESMIJ.txt"), at("leesmij.txt"))],
  ["a read file altered", () => writeFileSync(at("LEESMIJ.txt"), "Lees dit nooit.\n")],
  ["a read file of another size", () => writeFileSync(at("LEESMIJ.txt"), "Lees")],
  [
    "a read file altered, its time put back",
    () => {
      const { atime, mtime } = statSync(at("LEESMIJ.txt"));
      writeFileSync(at("LEESMIJ.txt"), "Lees dit nooit.\n");
      utimesSync(at("LEESMIJ.txt"), atime, mtime);
    },
  ],
  ["a read file made executable", () => chmodSync(at("LEESMIJ.txt"), 0o777)],
  [
    "a read file replaced by another",
    () => {
      copyFileSync(at("LEESMIJ.txt"), at("../ander"));
      renameSync(at("../ander"), at("LEESMIJ.txt"));
    },
  ],
  ["SEAL altered", () => writeFileSync(at(sealPath), "x", { flag: "a" })],
  ["MANIFEST altered", () => writeFileSync(at(manifestPath), "x", { flag: "a" })],
  [
    "a folder swapped for a link to a copy",
    () => {
      cpSync(at("programma"), at("../copy"), { recursive: true });
      renameSync(at("programma"), at("../aside"));
      symlinkSync("../copy", at("programma"));
    },
  ],
  [
    "a folder swapped for a copy",
    () => {
      cpSync(at("programma"), at("../copy"), { recursive: true });
      renameSync(at("programma"), at("../aside"));
      renameSync(at("../copy"), at("programma"));
    },
  ],
  [
    "a file swapped for a link to itself",
    () => {
      renameSync(at("LEESMIJ.txt"), at("../LEESMIJ.txt"));
      symlinkSync("../LEESMIJ.txt", at("LEESMIJ.txt"));
    },
  ],
];

describe("A7: a folder that changes while it is read is no verdict", () => {
  const when = { "while its first files are read": "LEESMIJ.txt", "after its last file was read": last };
  const rows = Object.entries(when).flatMap(([time, path]) =>
    harms.map(([what, harm]) => ({ what, time, path, harm })),
  );

  test.each(rows)("A7: $what, $time", async ({ path, harm }) => {
    const outcome = await verifyTreeOf(new Meanwhile(folder, path, harm), disc).then(
      (report) => report.verdict,
      (error) => error.code,
    );
    // What is met before it is read is what is wrong with the folder; all else is no verdict.
    if (path === last) expect(outcome).toBe("FOUT");
    else expect(["FOUT", "ONVOLLEDIG", "GEWIJZIGD", "ONLEESBAAR"]).toContain(outcome);
  });

  test("good twin: what only looks, and what happens elsewhere, changes nothing", async () => {
    const quiet = () => {
      readFileSync(at("LEESMIJ.txt"));
      execFileSync("ls", ["-lR", folder]);
      execFileSync("find", [folder, "-newer", at("LEESMIJ.txt")]);
      writeFileSync(at("../elders"), "x");
      utimesSync(at("../elders"), 0, 0);
    };
    for (const path of [...Object.keys(disc.files)])
      expect((await verifyTreeOf(new Meanwhile(folder, path, quiet), disc)).verdict).toBe("ECHT");
  });

  test.each(harms)("A7: a mounted folder whose files are read: %s", async (_what, harm) => {
    const both = (tree: FolderTree, compare: Mounted["compare"]) =>
      verifyMedium(new MemoryMedium(disc.image, "drive"), disc, { mounted: { tree, compare } }, platform);
    await expect(both(new Meanwhile(folder, last, harm), "content")).rejects.toMatchObject({ code: "FOUT" });
  });

  test("a no that was seen stays a no", async () => {
    writeFileSync(at("LEESMIJ.txt"), "Lees dit nooit\n");
    const report = await verifyTreeOf(new Meanwhile(folder, last, () => writeFileSync(at("extra"), "")), disc);
    expect(report.refusals).toEqual(["GEWIJZIGD"]);
  });
});

describe("B2: what cannot be opened is told, and what else is wrong too", () => {
  const nobody = 65_534;
  const isRoot = process.getuid?.() === 0;
  /** Runs as another user, whom rights bind. */
  const asNobody = async <T>(work: () => Promise<T>): Promise<T> => {
    process.seteuid?.(nobody);
    try {
      return await work();
    } finally {
      process.seteuid?.(0);
    }
  };
  const spoil = () => writeFileSync(at("LEESMIJ.txt"), "Lees dit nooit.\n");
  const open = (path: string) => {
    for (let up = path; up !== "/tmp" && up !== "/"; up = join(up, "..")) chmodSync(up, statSync(up).mode | 0o755);
  };

  test.skipIf(!isRoot)("a file and a folder of another user: ONLEESBAAR by name; GEWIJZIGD stays", async () => {
    open(folder);
    const verify = () => asNobody(() => verifyTreeOf(new FolderTree(folder), disc));
    expect((await verify()).verdict).toBe("ECHT");
    chmodSync(at(text), 0o600);
    chmodSync(at("programma"), 0o700);
    const report = await verify();
    expect(report.refusals).toEqual(["ONLEESBAAR"]);
    expect(pathsOf(report, "FILE_UNREADABLE")).toEqual([text, "programma"].sort());
    spoil();
    const worse = await verify();
    expect(worse.refusals).toEqual(["GEWIJZIGD", "ONLEESBAAR"]);
    expect(pathsOf(worse, "FILE_CHANGED")).toEqual(["LEESMIJ.txt"]);
    expect(pathsOf(worse, "FILE_MISSING")).toEqual([]);
  });

  test.skipIf(!isRoot)(
    "SEAL, its folder or the folder itself of another user: ONLEESBAAR, nothing was compared",
    async () => {
      open(folder);
      for (const [path, named] of [
        [sealPath, sealPath],
        ["ZEGEL", "ZEGEL"],
        ["", "/"],
      ] as const) {
        const { mode } = statSync(at(path));
        chmodSync(at(path), 0o600);
        chownSync(at(path), 0, 0);
        const report = await asNobody(() => verifyTreeOf(new FolderTree(folder), disc));
        expect(report).toMatchObject({ verdict: "ONLEESBAAR", filesCompared: 0, release: undefined });
        expect(pathsOf(report, "FILE_UNREADABLE")).toEqual([named]);
        chmodSync(at(path), mode);
      }
    },
  );

  test("a file that went away before it was read", async () => {
    spoil();
    class Vanishing extends FolderTree {
      override async list() {
        const entries = await super.list();
        unlinkSync(at(text));
        return entries;
      }
    }
    const report = await verifyTreeOf(new Vanishing(folder), disc);
    expect(report.refusals).toEqual(["GEWIJZIGD", "ONLEESBAAR"]);
    expect(pathsOf(report, "FILE_UNREADABLE")).toEqual([text]);
  });

  test("a path of more than 4,096 bytes: ONVOLLEDIG, and the changed file is named", async () => {
    spoil();
    const name = "n".repeat(250);
    const half = Array.from({ length: 10 }, () => name).join("/");
    mkdirSync(at(half), { recursive: true });
    mkdirSync(at(`tweede/${half}`), { recursive: true });
    renameSync(at("tweede"), at(`${half}/tweede`)); // no path that is written here is too long
    const report = await verifyTreeOf(new FolderTree(folder), disc);
    expect(report.refusals).toEqual(["GEWIJZIGD", "ONVOLLEDIG", "ONLEESBAAR"]);
    expect(pathsOf(report, "FILE_CHANGED")).toEqual(["LEESMIJ.txt"]);
    expect(pathsOf(report, "FOLDER_EXTRA")).toContain(name);
    execFileSync("rm", ["-rf", at(name)]);
  });
});

describe("B4: a file that has grown", () => {
  const grown = async (paths: readonly string[]) => {
    for (const path of paths) truncateSync(at(path), 1_000_000_000);
    const report = await verifyTreeOf(new FolderTree(folder), disc);
    return { changed: pathsOf(report, "FILE_CHANGED"), report };
  };

  test.each(["LEESMIJ.txt", "leeg.bin", text, jar])("to 1 GB: %s alone is named", async (path) => {
    const { changed, report } = await grown([path]);
    expect(changed).toEqual([path]);
    expect(report).toMatchObject({ verdict: "GEWIJZIGD", filesCompared: 5, filesGood: 4 });
  });

  test("two of them: both are named, and nothing else", async () => {
    expect((await grown(["LEESMIJ.txt", text])).changed).toEqual(["LEESMIJ.txt", text].sort());
  });

  test("in a mounted folder likewise", async () => {
    truncateSync(at("LEESMIJ.txt"), 1_000_000_000);
    const mounted = { tree: new FolderTree(folder), compare: "content" } as const;
    const report = await verifyMedium(new MemoryMedium(disc.image, "drive"), disc, { mounted }, platform);
    expect(pathsOf(report, "FILE_CHANGED")).toEqual(["LEESMIJ.txt"]);
  });
});
