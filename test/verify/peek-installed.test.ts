// The first look at the folder of an installed program: a wrong one is told from a changed program, and where it is instead.

import { chmodSync, cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { caseFold, encodeInstall, type Installed, installPath, parentOf, withParents } from "../../src/format/index.ts";
import { findInstalled, offeredPlace } from "../../src/verify/node/find-installed.ts";
import { nodePlatform } from "../../src/verify/node/platform.ts";
import { openReference } from "../../src/verify/node/reference.ts";
import { FolderTree } from "../../src/verify/node/tree.ts";
import {
  type Look,
  lacksList,
  likeliest,
  lookInList,
  peekInstalled,
  readSought,
} from "../../src/verify/peek-installed.ts";
import { ReadError, type Reference, type TreeEntry } from "../../src/verify/proof/ports.ts";
import { verifyDisc } from "../../src/verify/verify-disc.ts";
import { temporaryFolder } from "../tools.ts";
import fc from "../world/properties.ts";
import { type Disc, makeDisc, samplePayload, sha256Of } from "./fixture.ts";
import { folderOf, inputOf } from "./harness.ts";

const installation: Readonly<Record<string, string>> = {
  "bin/osv.jar": "PK\u0003\u0004 unpacked\n",
  "bin/start.sh": "#!/bin/sh\nexec java -jar osv.jar\n",
  "conf/één.properties": "a=1\n",
  "readme.txt": "Lees mij.\n",
};
const files: readonly Installed[] = [
  ...Object.entries(installation).map(([path, text]) => ({ path, class: "static", sha256: sha256Of(text) }) as const),
  { path: "gebruiker.ini", class: "may-change" } as const,
  { path: "lib/extra.jar", class: "absent" } as const,
].sort((a, b) => (a.path < b.path ? -1 : 1));
const discWith = (list: Uint8Array | string) => makeDisc({ payload: { ...samplePayload, [installPath]: list } });
const disc = discWith(encodeInstall(files));

let work: string;
beforeEach(() => {
  work = join(temporaryFolder(), "c"); // two folders above it that are the test's own
  mkdirSync(work);
});
const at = (path: string) => join(work, path);
function put(path: string, content: string): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), content);
}
function install(folder: string, paths = Object.keys(installation)): void {
  for (const path of paths) put(`${folder}/${path}`, installation[path] ?? "");
}

/** What is found with a copy of the disc as reference. */
async function find(folder: string, of: Disc = disc) {
  const reference = await openReference(folderOf(of));
  try {
    return findInstalled(at(folder), await readSought(reference));
  } finally {
    await reference.close();
  }
}
const here = { is: "here", places: [] };
const elsewhere = (...places: readonly string[]) => ({ is: "elsewhere", places: places.map(at) });

describe("the program is here, and is judged as ever", () => {
  const verdictOf = async (folder: string) => {
    const reference = await openReference(folderOf(disc));
    const source = { kind: "installed", folder: new FolderTree(at(folder)), reference } as const;
    const input = { ...inputOf(disc, { expectation: { code: disc.code } }), target: folder, source };
    return (await verifyDisc(input, nodePlatform)).verdict;
  };

  test("as a whole", async () => {
    install("OSV");
    expect(await find("OSV")).toEqual(here);
    expect(await verdictOf("OSV")).toBe("ECHT");
  });

  test.each<[string, () => void, string]>([
    ["half of it", () => install("OSV", ["bin/osv.jar", "readme.txt"]), "ONVOLLEDIG"],
    ["one file of it", () => install("OSV", ["conf/één.properties"]), "ONVOLLEDIG"],
    ["one file, which was changed", () => put("OSV/bin/start.sh", "rm -rf /\n"), "GEWIJZIGD"],
    ["a file whose name is in another case", () => put("OSV/BIN/Osv.JAR", "PK"), "ONVOLLEDIG"],
    ["a folder in place of a file", () => mkdirSync(at("OSV/bin/osv.jar"), { recursive: true }), "ONVOLLEDIG"],
    [
      "a link in place of a file",
      () => {
        mkdirSync(at("OSV"));
        symlinkSync("/etc/hostname", at("OSV/readme.txt"));
      },
      "ONVOLLEDIG",
    ],
    [
      "the program and more beside it",
      () => {
        install("OSV");
        install("OSV/kopie");
      },
      "ONVOLLEDIG",
    ],
  ])("%s", async (_what, make, verdict) => {
    make();
    expect(await find("OSV")).toEqual(here);
    const found = await verdictOf("OSV");
    expect([verdict, "GEWIJZIGD"]).toContain(found);
    expect(found).not.toBe("ECHT");
  });
});

describe("a wrong folder", () => {
  beforeEach(() => install("OSV"));

  test("with something else in it: nothing to propose", async () => {
    put("ander/foto.jpg", "x");
    put("ander/bin/foto.jpg", "x");
    expect(await find("ander")).toEqual(elsewhere());
  });

  test("that holds what users make, and nothing of the program", async () => {
    put("oud/gebruiker.ini", "naam=x\n");
    put("oud/lib/extra.jar", "x");
    expect(await find("oud")).toEqual(elsewhere());
  });

  test("above it, one level and two", async () => {
    expect(await find(".")).toEqual(elsewhere("OSV"));
    rmSync(at("OSV"), { recursive: true });
    install("Programma's/OSV 2.24");
    expect(await find(".")).toEqual(elsewhere("Programma's/OSV 2.24"));
    expect(await find("Programma's")).toEqual(elsewhere("Programma's/OSV 2.24"));
  });

  test("below it, one level and two", async () => {
    expect(await find("OSV/bin")).toEqual(elsewhere("OSV"));
    put("OSV/bin/diep/x", "x");
    expect(await find("OSV/bin/diep")).toEqual(elsewhere("OSV"));
    put("OSV/bin/diep/er/x", "x");
    expect(await find("OSV/bin/diep/er")).toEqual(elsewhere());
  });

  test("three levels above it: nobody looks so far", async () => {
    rmSync(at("OSV"), { recursive: true });
    install("a/b/OSV");
    expect(await find(".")).toEqual(elsewhere());
    expect(await find("a")).toEqual(elsewhere("a/b/OSV"));
  });

  test("that is empty: said so, and what lies above it is proposed", async () => {
    mkdirSync(at("leeg"));
    expect(await find("leeg")).toEqual({ is: "empty", places: [] });
    mkdirSync(at("OSV/log"));
    expect(await find("OSV/log")).toEqual({ is: "empty", places: [at("OSV")] });
  });

  test("beside a folder that has one file of the same name by chance: that one is not proposed", async () => {
    put("7-Zip/readme.txt", "Lees dit.\n");
    expect(await find(".")).toEqual(elsewhere("OSV"));
    rmSync(at("OSV"), { recursive: true });
    expect(await find(".")).toEqual(elsewhere("7-Zip"));
  });

  test("above two of them: both, and no more than three", async () => {
    install("OSV-oud");
    expect(await find(".")).toEqual(elsewhere("OSV", "OSV-oud"));
    install("OSV-3");
    install("OSV-4");
    expect((await find(".")).places).toHaveLength(3);
  });

  test("with a link to it: links are not followed", async () => {
    mkdirSync(at("links"));
    symlinkSync("../OSV", at("links/OSV"));
    expect(await find("links")).toEqual(elsewhere());
  });
});

describe("the place that the list names", () => {
  const discAt = (place: string) => discWith(encodeInstall(files, { place }));
  const offer = async (of: Disc) => {
    const sought = await readSought(await openReference(folderOf(of)));
    return sought === undefined ? undefined : offeredPlace(sought);
  };

  test("is proposed, and offered, when the program is there", async () => {
    put("ergens/anders/x", "x");
    const of = discAt(at("opt/osv"));
    expect([await find("ergens/anders", of), await offer(of)]).toEqual([elsewhere(), undefined]);
    put("opt/osv/ander.txt", "x");
    expect([await find("ergens/anders", of), await offer(of)]).toEqual([elsewhere(), undefined]);
    install("opt/osv");
    expect([await find("ergens/anders", of), await offer(of)]).toEqual([elsewhere("opt/osv"), at("opt/osv")]);
    expect(await find("opt", of)).toEqual(elsewhere("opt/osv")); // found twice, told once
  });

  test("of another kind of system is none", async () => {
    install("C:\\OSV"); // a name on Linux
    put("ander/x", "x");
    const of = discAt("C:\\OSV");
    expect([await find("ander", of), await offer(of)]).toEqual([elsewhere(), undefined]);
  });

  test("nothing is offered where the list names none, or there is no list", async () => {
    expect(await offer(disc)).toBeUndefined();
    expect(await offer(makeDisc())).toBeUndefined();
    expect(await offer(discWith("zegel/install v9\n"))).toBeUndefined();
  });
});

describe("not told: the verification will say why", () => {
  const untold = { is: "untold", places: [] };

  test.each<[string, () => Disc]>([
    ["a disc without a list", () => makeDisc()],
    ["a list that does not parse", () => discWith("zegel/install v9\n")],
  ])("%s", async (_what, of) => {
    install("OSV");
    expect(await find("OSV", of())).toEqual(untold);
    expect(await find("OSV")).toEqual(here);
  });

  test("of a folder whose list cannot be read, but that it is empty, or cannot be listed itself", async () => {
    mkdirSync(at("leeg"));
    for (const of of [disc, makeDisc()]) {
      expect(await find("leeg", of)).toEqual({ is: "empty", places: [] });
      expect(await find("weg", of)).toEqual({ is: "unlisted", places: [] });
    }
  });

  test("a folder that is not there, and a file", async () => {
    put("bestand", "x");
    expect(await find("weg")).toEqual({ is: "unlisted", places: [] });
    expect(await find("bestand")).toEqual({ is: "unlisted", places: [] });
  });

  test.skipIf(process.getuid?.() === 0)("a folder that cannot be listed", async () => {
    install("OSV");
    chmodSync(at("OSV"), 0o000);
    try {
      expect(await find("OSV")).toEqual({ is: "unlisted", places: [] });
    } finally {
      chmodSync(at("OSV"), 0o700);
    }
    expect(await find("OSV")).toEqual(here);
  });

  test("a reference that is gone, that cannot be read, or is nothing", async () => {
    const look = lookInList([{ path: "readme.txt", kind: "file" }]);
    const plain = await openReference(folderOf(disc));
    expect(await peekInstalled(look, plain)).toEqual({ is: "here", below: [] });
    const failing = (error: Error): Reference => ({
      name: "x",
      tree: { list: async () => [], changed: async () => undefined, read: () => Promise.reject(error) },
    });
    expect(await peekInstalled(look, failing(new ReadError("EIO")))).toEqual({ is: "untold", below: [] });
    await expect(peekInstalled(look, failing(new Error("a mistake")))).rejects.toThrow("a mistake");
    const empty = await openReference(at("."));
    expect(await peekInstalled(look, empty)).toEqual({ is: "untold", below: [] });
  });

  test("a reference without a list is told from one that cannot be read", async () => {
    const lacks = async (name: string) => {
      const reference = await openReference(name);
      return lacksList(reference).finally(() => reference.close());
    };
    writeFileSync(at("leeg.iso"), "");
    expect(await lacks(folderOf(makeDisc()))).toBe(true);
    expect(await lacks(folderOf(disc))).toBe(false);
    expect(await lacks(folderOf(discWith("zegel/install v9\n")))).toBe(false);
    expect(await lacks(at("leeg.iso"))).toBe(false);
    const list = () => Promise.reject(new ReadError("EIO"));
    const read = async () => undefined;
    expect(await lacksList({ name: "x", tree: { list, read, changed: async () => undefined } })).toBe(false);
  });

  test("a list without end: read no further than such a list can be", async () => {
    let pieces = 0;
    const read: Reference["tree"]["read"] = async (_path, take) => {
      while (take(new Uint8Array(2 ** 20).fill(10))) pieces++;
    };
    const endless = { name: "x", tree: { list: async () => [], changed: async () => undefined, read } };
    expect(await readSought(endless)).toBeUndefined();
    expect(pieces).toBe(64);
  });

  test("the reference as an image, and as a copy of /ZEGEL alone", async () => {
    install("OSV");
    writeFileSync(at("disc.iso"), disc.image);
    cpSync(join(folderOf(disc), "ZEGEL"), at("kopie"), { recursive: true });
    for (const name of ["disc.iso", "kopie"]) {
      const reference = await openReference(at(name));
      expect(findInstalled(at("OSV"), await readSought(reference))).toEqual(here);
      await reference.close();
    }
  });
});

describe("a folder as a browser lists it", () => {
  const treeOf = (paths: readonly string[]): TreeEntry[] => {
    const folders = new Set(
      paths.flatMap((path) => [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index))),
    );
    const listed = [...folders].sort().map((path) => ({ path, kind: "folder" }) as const);
    return [...listed, ...paths.map((path) => ({ path, kind: "file" }) as const)];
  };
  const peek = async (entries: readonly TreeEntry[]) =>
    peekInstalled(lookInList(entries), await openReference(folderOf(disc)));

  test("here, empty, below, not below", async () => {
    const program = Object.keys(installation);
    expect(await peek(treeOf(program))).toEqual({ is: "here", below: [] });
    expect(await peek([])).toEqual({ is: "empty", below: [] });
    expect(await peek(treeOf(program.map((path) => `OSV/${path}`)))).toEqual({ is: "elsewhere", below: ["OSV"] });
    expect(await peek(treeOf(program.map((path) => `a/b/c/${path}`)))).toEqual({ is: "elsewhere", below: [] });
    expect(await peek(treeOf(["BIN/OSV.JAR"]))).toEqual({ is: "here", below: [] });
  });

  test("a folder that cannot be listed, in which it might be: not told; elsewhere it does not matter", async () => {
    const locked = (path: string): TreeEntry => ({ path, kind: "folder", isUnreadable: true });
    expect(await peek([locked("bin")])).toEqual({ is: "untold", below: [] });
    expect(await peek([locked("Windows")])).toEqual({ is: "elsewhere", below: [] });
    expect(await peek([locked("bin"), { path: "readme.txt", kind: "file" }])).toEqual({ is: "here", below: [] });
  });

  test("a folder of 100,000 files: nothing here is quadratic", async () => {
    const many = Array.from({ length: 100_000 }, (_, i) => `foto's/${i}.jpg`);
    expect(await peek(treeOf([...many, "OSV/readme.txt"]))).toEqual({ is: "elsewhere", below: ["OSV"] });
  });
});

describe("what it costs is bounded", () => {
  test("a whole drive: some two thousand folders are looked into, whatever it holds", async () => {
    let looks = 0;
    const endless: Look = () => {
      looks++;
      return Array.from({ length: 100 }, (_, i) => ({ name: `map ${i}`, kind: "folder" as const }));
    };
    const reference = await openReference(folderOf(disc));
    expect(await peekInstalled(endless, reference)).toEqual({ is: "elsewhere", below: [] });
    expect(looks).toBeLessThan(2100);
  });

  test("a list of folders without end, all of which are there, and no file of it: not told", async () => {
    const deep = Array.from({ length: 2500 }, (_, i) => `f${i}/x.txt`).sort();
    const of = discWith(encodeInstall(deep.map((path) => ({ path, class: "static", sha256: sha256Of("") }))));
    let looks = 0;
    const all: Look = (folder) => {
      looks++;
      return folder === "" ? deep.map((path) => ({ name: dirname(path), kind: "folder" as const })) : [];
    };
    const reference = await openReference(folderOf(of));
    expect(await peekInstalled(all, reference)).toEqual({ is: "untold", below: [] });
    expect(looks).toBeLessThan(2100);
  });
});

test("the likeliest first, without those that have less than half as many files", () => {
  const found = (...counts: readonly number[]) => counts.map((count, i) => ({ path: `${i}`, files: count }));
  expect(likeliest([])).toEqual([]);
  expect(likeliest(found(4, 8, 3))).toEqual(["1", "0"]);
  expect(likeliest(found(5, 5, 5, 5))).toEqual(["0", "1", "2"]);
  expect(likeliest(found(1, 100, 50))).toEqual(["1", "2"]);
});

describe("any folder", () => {
  const name = fc.constantFrom(
    "bin",
    "BIN",
    "osv.jar",
    "Osv.jar",
    "start.sh",
    "readme.txt",
    "conf",
    "één.properties",
    "x",
  );
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join("/"));
  const held = fc.dictionary(path, fc.constantFrom("file" as const, "other" as const, "folder" as const), {
    maxKeys: 12,
  });
  /** With the folders above, and nothing below what is no folder. */
  const entriesOf = (kinds: Readonly<Record<string, TreeEntry["kind"]>>): TreeEntry[] => {
    const all = new Map<string, TreeEntry["kind"]>(Object.entries(kinds));
    for (const at of Object.keys(kinds)) for (const folder of withParents([parentOf(at)])) all.set(folder, "folder");
    return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([at, kind]) => ({ path: at, kind }));
  };
  const isOf = (entry: string, base = "") =>
    Object.keys(installation).some((file) => caseFold(`${base}${file}`) === caseFold(entry));

  test("is `here` exactly when something stands at the path of a static file, and proposes only where that is so", async () => {
    const reference = await openReference(folderOf(disc));
    await fc.assert(
      fc.asyncProperty(held, async (kinds) => {
        const entries = entriesOf(kinds);
        const { is, below } = await peekInstalled(lookInList(entries), reference);
        const isHere = entries.some((entry) => isOf(entry.path));
        expect(is).toBe(entries.length === 0 ? "empty" : isHere ? "here" : "elsewhere");
        for (const folder of below) {
          expect(entries).toContainEqual({ path: folder, kind: "folder" });
          expect(entries.some((entry) => isOf(entry.path, `${folder}/`))).toBe(true);
        }
        const near = entries.filter(({ path: at }) => !at.includes("/")).map(({ path: at }) => at);
        const isNear = near.some((folder) => entries.some((entry) => isOf(entry.path, `${folder}/`)));
        if (is === "elsewhere" && isNear) expect(below.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});
