// --extract and --save-reference: everything after ECHT, nothing before it and nothing otherwise, wherever names point.

import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { encodeInstall, installPath, manifestPath, sealPath } from "../../src/format/index.ts";
import { noExpectation } from "../../src/trust/index.ts";
import { nodePlatform } from "../../src/verify/node/platform.ts";
import { FolderTree } from "../../src/verify/node/tree.ts";
import { NewFolders } from "../../src/verify/program/output/folders.ts";
import type { Report } from "../../src/verify/proof/report.ts";
import type { VerifyInput } from "../../src/verify/proof/verify.ts";
import { verifyDisc } from "../../src/verify/verify-disc.ts";
import { temporaryFolder } from "../tools.ts";
import { type Disc, makeDisc, samplePayload, sha256Of } from "./fixture.ts";
import { folderOf, MemoryMedium, verifyFolder } from "./harness.ts";

const list = encodeInstall([{ path: "osv.jar", class: "static", sha256: sha256Of("osv") }]);
const large = new Uint8Array(2_500_000).map((_, i) => (i * i) >> 7);
const disc: Disc = makeDisc({
  payload: { ...samplePayload, [installPath]: list, "a/b/c/d/groot.bin": large },
  folders: ["leeg/leger/leegst", "lege map"],
});

let work: string;
let out: string;
beforeEach(() => {
  work = temporaryFolder();
  out = join(work, "uit");
});

type Source = VerifyInput["source"];
const imageOf = (bytes: Uint8Array): Source => ({ kind: "image", medium: new MemoryMedium(bytes), mounted: undefined });
const treeOf = (folder: string): Source => ({ kind: "tree", tree: new FolderTree(folder), deniedDevice: undefined });

interface Wanted {
  readonly extract?: string;
  readonly saveReference?: string;
  readonly code?: string;
  /** Between the verdict and the names. */
  readonly meanwhile?: () => void;
}

/** As src/verify/program/main.ts does it. */
async function verify(source: Source, wanted: Wanted = { extract: out }, of = disc): Promise<Report> {
  const folders = new NewFolders();
  try {
    folders.make({ extract: wanted.extract, saveReference: wanted.saveReference });
    const report = await verifyDisc(
      {
        target: "test",
        source,
        builtInRoots: [],
        roots: [of.rootNote],
        notes: [],
        expectation: { ...noExpectation, code: wanted.code ?? of.code },
        today: "2027-03-01",
        selfTest: undefined,
        onProgress: () => undefined,
        sink: folders.sink,
      },
      nodePlatform,
    );
    wanted.meanwhile?.();
    if (report.verdict === "ECHT") folders.keep();
    return report;
  } finally {
    folders.discard();
  }
}

/** Every file below `folder` with its content, and every folder with "". */
function contentsOf(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => {
    const path = join(entry.parentPath, entry.name);
    expect(entry.isFile() || entry.isDirectory()).toBe(true);
    return [path.slice(folder.length + 1), entry.isFile() ? sha256Of(readFileSync(path)) : ""];
  });
  return Object.fromEntries(entries.sort());
}

const changed = (text: string, by = "X"): Buffer => {
  const image = Buffer.from(disc.image);
  const at = image.indexOf(text);
  expect(at).toBeGreaterThan(0);
  image.write(by, at);
  return image;
};

describe("a disc that is ECHT is extracted whole", () => {
  test.each<[string, () => Source]>([
    ["an image", () => imageOf(disc.image)],
    ["a tree", () => treeOf(folderOf(disc))],
  ])("from %s, and verifies as a tree", async (_what, source) => {
    expect((await verify(source())).verdict).toBe("ECHT");
    expect(contentsOf(out)).toEqual(contentsOf(folderOf(disc)));
    expect(readdirSync(work)).toEqual(["uit"]);
    expect(await verifyFolder(out, disc)).toMatchObject({ verdict: "ECHT", filesGood: 7 });
  });

  test("into a folder that only its owner may enter", async () => {
    await verify(imageOf(disc.image));
    expect(statSync(out).mode & 0o777).toBe(0o700);
    expect(statSync(join(out, "LEESMIJ.txt")).mode & 0o600).toBe(0o600);
  });
});

describe("anything else leaves nothing", () => {
  test.each<[string, () => Source, string]>([
    ["a changed file", () => imageOf(changed("Lees dit eerst")), "GEWIJZIGD"],
    ["a changed manifest", () => imageOf(changed("# zegel/manifest v1")), "GEWIJZIGD"],
    ["a changed seal", () => imageOf(changed("zegel/release v1")), "NIET_ONDERTEKEND"],
    ["a byte behind", () => imageOf(Buffer.concat([disc.image, Buffer.alloc(2048)])), "ONVOLLEDIG"],
    ["a shorter image", () => imageOf(disc.image.subarray(0, -4096)), "ONVOLLEDIG"],
    ["no image", () => imageOf(Buffer.alloc(500_000)), "GEEN_ZEGELSCHIJF"],
    [
      "an extra file in a tree",
      () => {
        const folder = folderOf(disc);
        writeFileSync(join(folder, "SETUP.EXE"), "MZ");
        return treeOf(folder);
      },
      "ONVOLLEDIG",
    ],
    [
      "a link in a tree",
      () => {
        const folder = folderOf(disc);
        unlinkSync(join(folder, "LEESMIJ.txt"));
        symlinkSync("/etc/hostname", join(folder, "LEESMIJ.txt"));
        return treeOf(folder);
      },
      "ONVOLLEDIG",
    ],
    [
      "a changed file in a tree",
      () => {
        const folder = folderOf(disc);
        writeFileSync(join(folder, "a/b/c/d/groot.bin"), "");
        return treeOf(folder);
      },
      "GEWIJZIGD",
    ],
  ])("%s", async (_what, source, verdict) => {
    expect((await verify(source(), { extract: out, saveReference: `${out}-ref` })).verdict).toBe(verdict);
    expect(readdirSync(work)).toEqual([]);
  });

  test("another release than expected", async () => {
    const code = makeDisc({ payload: { "a.txt": "a" } }).code;
    expect((await verify(imageOf(disc.image), { extract: out, code })).verdict).toBe("ANDERE_UITGAVE");
    expect(readdirSync(work)).toEqual([]);
  });

  test("a medium that fails in the middle", async () => {
    class Failing extends MemoryMedium {
      override read(position: number, into: Uint8Array): Promise<number> {
        return position > 1_000_000 ? Promise.reject(new Error("EIO")) : super.read(position, into);
      }
    }
    const [verdict] = await Promise.allSettled([
      verify({ kind: "image", medium: new Failing(disc.image), mounted: undefined }),
    ]);
    expect(verdict.status === "fulfilled" && verdict.value.verdict === "ECHT").toBe(false);
    expect(readdirSync(work)).toEqual([]);
  });
});

describe("nothing is written over", () => {
  test.each<[string, () => void]>([
    ["a file", () => writeFileSync(out, "mine")],
    ["a folder", () => mkdirSync(out)],
    ["a broken link", () => symlinkSync("gone", out)],
  ])("%s by that name: refused before anything is read", async (_what, put) => {
    put();
    const before = lstatSync(out).ino;
    await expect(verify(imageOf(disc.image))).rejects.toMatchObject({ code: "GEBRUIK" });
    await expect(verify(imageOf(disc.image), { saveReference: out })).rejects.toMatchObject({ code: "GEBRUIK" });
    expect(readdirSync(work)).toEqual(["uit"]);
    expect(lstatSync(out).ino).toBe(before);
  });

  test("something that comes to stand there meanwhile", async () => {
    const meanwhile = () => writeFileSync(out, "mine");
    await expect(verify(imageOf(disc.image), { extract: out, meanwhile })).rejects.toMatchObject({ code: "FOUT" });
    expect(readdirSync(work)).toEqual(["uit"]);
    expect(readFileSync(out, "utf8")).toBe("mine");
  });

  test("a folder that cannot be made", async () => {
    const extract = join(work, "gone/uit");
    await expect(verify(imageOf(disc.image), { extract })).rejects.toMatchObject({ code: "GEBRUIK" });
    expect(readdirSync(work)).toEqual([]);
  });

  test("both folders by one name", async () => {
    const one = verify(imageOf(disc.image), { extract: out, saveReference: `${work}/./uit` });
    await expect(one).rejects.toMatchObject({ code: "GEBRUIK" });
    expect(readdirSync(work)).toEqual([]);
  });
});

describe("names on the medium are the adversary's", () => {
  const manifest = { totalBytes: 1, emptyFolders: [], files: [{ path: "a.txt", sha256: sha256Of("a") }] };

  /** Feeds a sink by hand; returns what lies in `work` while it runs, below the temporary folder, and what `keep` says. */
  function feed(paths: readonly string[]): { made: string[]; around: string[]; kept: string } {
    const folders = new NewFolders();
    folders.make({ extract: out, saveReference: undefined });
    const { sink } = folders;
    try {
      for (const path of paths) {
        sink?.begin(path);
        sink?.write(new Uint8Array([97]));
        sink?.end();
      }
      sink?.listed(manifest);
      const around = readdirSync(work);
      const [temporary] = around;
      const made = temporary === undefined ? [] : readdirSync(join(work, temporary), { recursive: true }).map(String);
      try {
        folders.keep();
        return { made: made.sort(), around, kept: "kept" };
      } catch (error) {
        return { made: made.sort(), around, kept: (error as Error).message };
      }
    } finally {
      folders.discard();
    }
  }
  const due = [sealPath, manifestPath, "a.txt"];

  test("the good twin is kept", () => {
    const { made, around, kept } = feed(due);
    expect(made).toEqual(["ZEGEL", manifestPath, sealPath, "a.txt"].sort());
    expect(around).toEqual([expect.stringMatching(/^uit\.tmp-[0-9a-f]{12}$/)]);
    expect(kept).toBe("kept");
    expect(readFileSync(join(out, "a.txt"), "utf8")).toBe("a");
  });

  test.each([
    "../evil",
    "a/../../evil",
    "/evil",
    "./evil",
    "..",
    ".",
    "",
    "a//evil",
    "evil/",
    "..\\evil",
    "C:evil",
    "evil:stream",
    "CON",
    "evil.",
    "evil\u0000x",
    "evil\u202e",
    "zegel/evil",
    "x".repeat(97),
    `${"d/".repeat(40)}evil`,
  ])("%j is not created anywhere", (path) => {
    const { made, around, kept } = feed([path, ...due]);
    expect(made).toEqual(["ZEGEL", manifestPath, sealPath, "a.txt"].sort());
    expect(around).toHaveLength(1);
    expect(kept).toBe("kept");
    expect(existsSync("/evil")).toBe(false);
  });

  test.each([
    ["a file where a folder is due", ["a.txt", "a.txt/b"], /not written/],
    ["a folder where a file is due", ["b/c", "b"], /not written/],
    ["the same name twice", ["a.txt", "a.txt"], /EEXIST/],
    ["one more than the manifest lists", [...due, "b.txt"], /more was written/],
    ["one less", due.slice(1), /ZEGEL\/SEAL was not written/],
    ["none", [], /not written/],
  ])("%s: no throw while files pass, and no folder", (_what, paths, message) => {
    expect(feed(paths).kept).toMatch(message);
    expect(readdirSync(work)).toEqual([]);
  });

  test("without a manifest nothing is kept", () => {
    const folders = new NewFolders();
    folders.make({ extract: out, saveReference: undefined });
    expect(() => folders.keep()).toThrow(/not written/);
    folders.discard();
    expect(readdirSync(work)).toEqual([]);
  });

  test("in an image that names files outside: refused, and nothing outside", async () => {
    const name = Buffer.from("LEESMIJ.txt");
    const image = Buffer.from(disc.image);
    for (let at = image.indexOf(name); at >= 0; at = image.indexOf(name, at + 1)) image.write("../evil.txt", at);
    expect((await verify(imageOf(image))).verdict).not.toBe("ECHT");
    expect(readdirSync(work)).toEqual([]);
  });
});

describe("--save-reference", () => {
  test.each<[string, () => Source]>([
    ["an image", () => imageOf(disc.image)],
    ["a tree", () => treeOf(folderOf(disc))],
  ])("keeps SEAL, MANIFEST and INSTALL of %s", async (_what, source) => {
    expect((await verify(source(), { saveReference: out })).verdict).toBe("ECHT");
    const files = ["SEAL", "MANIFEST", "INSTALL"].map((name) => [name, sha256Of(disc.files[`ZEGEL/${name}`] ?? "")]);
    expect(contentsOf(out)).toEqual(Object.fromEntries(files));
  });

  test("beside --extract", async () => {
    await verify(imageOf(disc.image), { extract: out, saveReference: `${out}-ref` });
    expect(readdirSync(work).sort()).toEqual(["uit", "uit-ref"]);
  });

  test("of a release without a list: refused, and nothing is kept", async () => {
    const listless = makeDisc();
    const wanted = { extract: out, saveReference: `${out}-ref` };
    await expect(verify(imageOf(listless.image), wanted, listless)).rejects.toMatchObject({ code: "GEBRUIK" });
    expect(readdirSync(work)).toEqual([]);
  });
});
