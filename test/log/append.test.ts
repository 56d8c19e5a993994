// The folder of a log: every tile against a reference, one append against many, and an append that is killed at any moment.

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { type FileBelow, writeFiles } from "../../src/files/trees/many-files.ts";
import { concatBytes, encodeNote, encodeUtf8, type Note, textDigest } from "../../src/format/index.ts";
import { isContinued, isIncluded } from "../../src/format/merkle.ts";
import { appendNotes } from "../../src/log/append.ts";
import { makeLog, readLog, treeOf } from "../../src/log/folder.ts";
import { Growth } from "../../src/log/tiles/growth.ts";
import { pathOf, placeOf, type TilePlace } from "../../src/log/tiles/path.ts";
import { Tree } from "../../src/log/tiles/tree.ts";
import { temporaryFolder } from "../tools.ts";
import { signText } from "../world/people.ts";
import { leafOf, rootOf } from "./naive.ts";

const textOf = (index: number) => `entry ${index}\n`;
const noteOf = (index: number): Note => ({ text: textOf(index), signatures: [] });
const notes = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => noteOf(from + i));
const leaves = Array.from({ length: 70_000 }, (_, i) => leafOf(encodeUtf8(textOf(i))));

/** Every file below `folder`, by its path there. */
function filesIn(folder: string): Map<string, Uint8Array> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  return new Map(paths.sort().map((path) => [path, new Uint8Array(readFileSync(join(folder, path)))]));
}

/** What must lie at `place`, by the definitions. */
function naiveTile({ level, index, width }: TilePlace): Uint8Array {
  if (level === "entries")
    return concatBytes(
      ...Array.from({ length: width }, (_, i) => {
        const entry = encodeUtf8(textOf(256 * index + i));
        return concatBytes(Uint8Array.of(entry.length >> 8, entry.length & 255), entry);
      }),
    );
  const below = 256 ** level;
  return concatBytes(
    ...Array.from({ length: width }, (_, i) => {
      const from = (256 * index + i) * below;
      return rootOf(leaves.slice(from, from + below));
    }),
  );
}

/** The test's own comparison of arrays takes a millisecond a kilobyte. */
const isSame = (a: Uint8Array | undefined, b: Uint8Array) => a !== undefined && Buffer.compare(a, b) === 0;

/** Paths that are in one only, or differ. */
const differences = (a: ReadonlyMap<string, Uint8Array>, b: ReadonlyMap<string, Uint8Array>) =>
  [...new Set([...a.keys(), ...b.keys()])].filter((path) => !isSame(a.get(path), b.get(path) ?? new Uint8Array(1)));

/** Paths of those that are not what the reference says. */
const wrongTiles = (files: ReadonlyMap<string, Uint8Array>) =>
  [...files].filter(([path, bytes]) => !isSame(naiveTile(placeOf(path) as TilePlace), bytes)).map(([path]) => path);

async function emptyLog(): Promise<string> {
  const path = join(temporaryFolder(), "log");
  await makeLog(path, "log.example/zegel");
  return path;
}

/** Files of a tree in memory: what `to - from` entries more make. */
function grow(files: Map<string, Uint8Array>, from: number, to: number): FileBelow[] {
  const growth = new Growth(from, (place) => files.get(pathOf(place)) as Uint8Array);
  const made: FileBelow[] = [];
  for (let i = from; i < to; i++) made.push(...growth.add(encodeUtf8(textOf(i))));
  made.push(...growth.finish());
  for (const { path, bytes } of made) files.set(path, bytes);
  return made;
}

const treeIn = (files: ReadonlyMap<string, Uint8Array>, size: number) =>
  new Tree(size, (level, index) => {
    const width = Math.min(256, Math.floor(size / 256 ** level) - 256 * index);
    return files.get(pathOf({ level, index, width })) as Uint8Array;
  });

describe("names of tiles", () => {
  test.each([
    [{ level: 0, index: 0, width: 256 }, "tile/0/000"],
    [{ level: 0, index: 0, width: 1 }, "tile/0/000.p/1"],
    [{ level: 1, index: 1234067, width: 256 }, "tile/1/x001/x234/067"],
    [{ level: "entries", index: 1000, width: 255 }, "tile/entries/x001/000.p/255"],
  ] as const)("%j is %s, as C2SP tlog-tiles writes it, and back", (place, path) => {
    expect(pathOf(place)).toBe(path);
    expect(placeOf(path)).toEqual(place);
  });

  test.each([
    "tile/0/000.p/0",
    "tile/0/000.p/256",
    "tile/0/000.p/257",
    "tile/0/000.p/01",
    "tile/7/000",
    "tile/0/0",
    "tile/0/x000/000",
    "tile/0/1000",
    "tile/0/000/",
    "tile/0/000.p",
    "tile/0/../0/000",
    "tile/x/000",
    "notes/000",
    "",
  ])("%j is no tile", (path) => {
    expect(placeOf(path)).toBeUndefined();
  });
});

describe("a tree that grows", () => {
  test.each([1, 2, 255, 256, 257, 513])("to %i entries, one by one or all at once: the same tiles", (size) => {
    const slow = new Map<string, Uint8Array>();
    const fast = new Map<string, Uint8Array>();
    for (let i = 0; i < size; i++) grow(slow, i, i + 1);
    grow(fast, 0, size);
    expect([...fast].filter(([path, bytes]) => !isSame(slow.get(path), bytes)).map(([path]) => path)).toEqual([]);
    expect(wrongTiles(slow)).toEqual([]);
    expect(treeIn(fast, size).rootHash()).toEqual(rootOf(leaves.slice(0, size)));
  });

  test("a reference that differs in one byte is seen", () => {
    const files = new Map([["tile/0/000.p/1", leafOf(encodeUtf8(textOf(1)))]]);
    expect(wrongTiles(files)).toEqual(["tile/0/000.p/1"]);
    expect(wrongTiles(new Map([["tile/0/000.p/1", leafOf(encodeUtf8(textOf(0)))]]))).toEqual([]);
  });

  test("to 70,000 entries in uneven parts: every tile is that of the reference, and three levels are there", () => {
    const files = new Map<string, Uint8Array>();
    for (const [from, to] of [
      [0, 300],
      [300, 300 + 256 * 3],
      [1068, 65_536],
      [65_536, 65_537],
      [65_537, 70_000],
    ] as const)
      grow(files, from, to);
    expect(wrongTiles(files)).toEqual([]);
    expect(files.has("tile/2/000.p/1")).toBe(true);
    expect(treeIn(files, 70_000).rootHash()).toEqual(rootOf(leaves));
  });
});

describe("proofs out of tiles", () => {
  test("of every leaf and every earlier tree, up to 70 entries", () => {
    const files = new Map<string, Uint8Array>();
    const heads = [{ size: 0, rootHash: rootOf([]) }];
    for (let size = 1; size <= 70; size++) {
      grow(files, size - 1, size);
      const tree = treeIn(files, size);
      const head = { size, rootHash: tree.rootHash() };
      heads.push(head);
      for (let i = 0; i < size; i++)
        expect([size, i, isIncluded(leaves[i] as Uint8Array, i, tree.inclusion(i), head)]).toEqual([size, i, true]);
      for (const earlier of heads)
        expect([size, earlier.size, isContinued(earlier, head, tree.continuation(earlier.size))]).toEqual([
          size,
          earlier.size,
          true,
        ]);
    }
  });

  test("of 70,000 entries: each out of six tiles at most", () => {
    const files = new Map<string, Uint8Array>();
    grow(files, 0, 70_000);
    const head = { size: 70_000, rootHash: treeIn(files, 70_000).rootHash() };
    for (const index of [0, 1, 255, 256, 65_535, 65_536, 69_887, 69_888, 69_999, 12_345]) {
      const tree = treeIn(files, 70_000);
      expect(isIncluded(leaves[index] as Uint8Array, index, tree.inclusion(index), head)).toBe(true);
      expect(tree.tilesRead).toBeLessThanOrEqual(6);
      const other = treeIn(files, 70_000);
      const earlier = { size: index, rootHash: rootOf(leaves.slice(0, index)) };
      expect(isContinued(earlier, head, other.continuation(index))).toBe(true);
      expect(other.tilesRead).toBeLessThanOrEqual(6);
    }
  });
});

describe("the folder of a log", () => {
  test("holds its origin, and grows by what is appended", async () => {
    const path = await emptyLog();
    expect(readLog(path)).toMatchObject({ origin: "log.example/zegel", size: 0 });
    const first = await appendNotes(path, notes(0, 3));
    expect(first.added.map(({ index }) => index)).toEqual([0, 1, 2]);
    const second = await appendNotes(path, notes(3, 5));
    expect(second).toMatchObject({ log: { size: 5 }, removed: [], widened: [] });
    expect(readLog(path).rootHash).toEqual(rootOf(leaves.slice(0, 5)));
    expect(treeOf(readLog(path), 5).rootHash()).toEqual(rootOf(leaves.slice(0, 5)));
    expect([...filesIn(path).keys()]).toEqual(
      [
        "checkpoint.text",
        ...notes(0, 5).map(({ text }) => `notes/${textDigest(text)}`),
        ...["tile/0/000.p/3", "tile/0/000.p/5", "tile/entries/000.p/3", "tile/entries/000.p/5"],
      ].sort(),
    );
  });

  test("a text that is there already gets its new lines and no second entry; without one it is refused with its index", async () => {
    const path = await emptyLog();
    const [dirk, ella] = ["dirk", "ella"].map((name) => signText(textOf(1), [name])) as [Note, Note];
    await appendNotes(path, [noteOf(0), dirk]);
    const { widened, added, log } = await appendNotes(path, [ella]);
    expect([added, widened.map(({ index }) => index), log.size]).toEqual([[], [1], 2]);
    const kept = readFileSync(join(path, "notes", textDigest(textOf(1))));
    expect(kept).toEqual(Buffer.from(encodeNote({ ...dirk, signatures: [...dirk.signatures, ...ella.signatures] })));
    await expect(appendNotes(path, [dirk])).rejects.toMatchObject({
      code: "ENTRY",
      message: expect.stringContaining("entry 1"),
    });
    // One of two that cannot go in: neither does.
    await expect(appendNotes(path, [noteOf(2), dirk])).rejects.toMatchObject({ code: "ENTRY" });
    expect(readLog(path).size).toBe(2);
    expect((await appendNotes(path, [noteOf(2), noteOf(2)])).log.size).toBe(3);
  });

  test("an append that is killed at any moment is undone by the next one, which says so", async () => {
    const base = await emptyLog();
    await appendNotes(base, notes(0, 254));
    const clean = `${base}.clean`;
    cpSync(base, clean, { recursive: true });
    await appendNotes(clean, notes(254, 258));
    const before = filesIn(base);
    const wanted = filesIn(clean);
    const written = [...wanted].filter(([path]) => !before.has(path));
    const inOrder = [
      ...written.filter(([path]) => path.startsWith("notes/")),
      ...written.filter(([path]) => path.startsWith("tile/")),
    ];
    expect(inOrder.length).toBe(4 + 2 + 2 + 1); // notes, full tile and bundle, partial ones, the level above
    for (const [count, [path, bytes]] of inOrder.entries())
      for (const part of [Math.floor((bytes.length * (count % 3)) / 2)]) {
        const left = [...inOrder.slice(0, count), [path, bytes.subarray(0, part)] as const];
        for (const [name, content] of left) {
          mkdirSync(dirname(join(base, name)), { recursive: true });
          writeFileSync(join(base, name), content);
        }
        writeFileSync(join(base, "checkpoint.text.0123456789ab.tmp"), "half");
        expect(readLog(base).size).toBe(254);
        const { removed } = await appendNotes(base, notes(254, 258));
        expect(removed.toSorted()).toEqual(["checkpoint.text.0123456789ab.tmp", ...left.map(([name]) => name)].sort());
        expect(differences(filesIn(base), wanted)).toEqual([]);
        for (const [name] of inOrder) rmSync(join(base, name));
        writeFileSync(join(base, "checkpoint.text"), before.get("checkpoint.text") as Uint8Array);
      }
  });

  test("what a stopped append left of other texts is removed as well", async () => {
    const path = await emptyLog();
    await appendNotes(path, notes(0, 2));
    const left = join(path, "notes", textDigest(textOf(9)));
    writeFileSync(left, "half");
    expect((await appendNotes(path, [noteOf(2)])).removed).toEqual([`notes/${textDigest(textOf(9))}`]);
    expect(existsSync(left)).toBe(false);
  });
});

describe("files on their way to the disk", () => {
  const filesOf = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ path: `a/${i % 3}/${i}`, bytes: encodeUtf8(textOf(i)) }));

  test.skipIf(!existsSync("/proc/self/fd"))("of any number few are open at once, and none afterwards", async () => {
    const path = temporaryFolder();
    const openNow = () => readdirSync("/proc/self/fd").length;
    const before = openNow();
    let most = 0;
    function* counted() {
      for (const file of filesOf(300)) {
        most = Math.max(most, openNow());
        yield file;
      }
    }
    await writeFiles(path, counted());
    expect(most - before).toBeLessThanOrEqual(64);
    expect(openNow()).toBe(before);
    expect([...filesIn(path)]).toEqual(
      filesOf(300)
        .map(({ path: name, bytes }) => [name, bytes])
        .sort(([a], [b]) => ((a as string) < (b as string) ? -1 : 1)),
    );
  });

  test.each([5, 70])(
    "one of which the name is taken, behind %i others: it is named, and none stays open",
    async (at) => {
      const path = temporaryFolder();
      const [taken] = filesOf(at + 1).slice(-1);
      mkdirSync(join(path, dirname(taken?.path ?? "")), { recursive: true });
      writeFileSync(join(path, taken?.path ?? ""), "older");
      const openNow = () => (existsSync("/proc/self/fd") ? readdirSync("/proc/self/fd").length : 0);
      const before = openNow();
      await expect(writeFiles(path, filesOf(100))).rejects.toMatchObject({
        message: expect.stringContaining(`${taken?.path}: cannot be written (EEXIST)`),
      });
      expect(openNow()).toBe(before);
      expect(readFileSync(join(path, taken?.path ?? ""), "utf8")).toBe("older");
    },
  );
});

describe("a log that is damaged is refused with the file's name", () => {
  const spoil: Record<string, readonly [string, (file: string) => void]> = {
    "a tile is missing": ["tile/0/000.p/3", (file) => rmSync(file)],
    "a byte of a tile is another": ["tile", (file) => flip(file)],
    "a tile is too long": [
      "tile/0/000.p/3",
      (file) => writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.alloc(1)])),
    ],
    "a bundle is missing": ["tile/entries/000.p/3", (file) => rmSync(file)],
    "a byte of an entry is another": ["tile/entries/000.p/3", (file) => flip(file)],
    "a bundle ends early": ["tile/entries/000.p/3", (file) => writeFileSync(file, readFileSync(file).subarray(0, -1))],
    "a bundle has more": [
      "tile/entries/000.p/3",
      (file) => writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.alloc(2)])),
    ],
  };
  const at: Record<string, string> = { "a byte of a tile is another": "tile/0/000.p/3" };
  const flip = (file: string) => {
    const bytes = readFileSync(file);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(file, bytes);
  };

  test.each(Object.keys(spoil))("%s", async (name) => {
    const [said, change] = spoil[name] as (typeof spoil)[string];
    const path = await emptyLog();
    await appendNotes(path, notes(0, 3));
    const good = `${path}.good`;
    cpSync(path, good, { recursive: true });
    change(join(path, at[name] ?? said));
    const before = filesIn(path);
    await expect(appendNotes(path, [noteOf(3)])).rejects.toMatchObject({
      code: "DAMAGED",
      message: expect.stringContaining(said),
    });
    expect(differences(filesIn(path), before)).toEqual([]);
    await expect(appendNotes(good, [noteOf(3)])).resolves.toMatchObject({ log: { size: 4 } });
  });

  test("a note is missing", async () => {
    const path = await emptyLog();
    await appendNotes(path, notes(0, 3));
    const gone = `notes/${textDigest(textOf(1))}`;
    rmSync(join(path, gone));
    await expect(appendNotes(path, [noteOf(3)])).rejects.toMatchObject({
      code: "DAMAGED",
      message: expect.stringContaining(gone),
    });
  });

  test.each([
    ["another root hash", (text: string) => text.replace(/\n.*\n$/, `\n${"A".repeat(43)}=\n`)],
    ["another size", (text: string) => text.replace("\n3\n", "\n2\n")],
    ["a size beyond all logs", (text: string) => text.replace("\n3\n", "\n9007199254740991\n")],
    ["an empty tree with a root hash of another", (text: string) => text.replace("\n3\n", "\n0\n")],
    ["an origin of our own notes", (text: string) => text.replace("log.example", "zegel")],
    ["a fourth line", (text: string) => `${text}more\n`],
    ["nothing", () => ""],
    ["bytes that are no text", () => "\ufeff"],
  ])("checkpoint.text with %s", async (_name, change) => {
    const path = await emptyLog();
    await appendNotes(path, notes(0, 3));
    const file = join(path, "checkpoint.text");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, change(text));
    await expect(appendNotes(path, [noteOf(3)])).rejects.toMatchObject({ code: "DAMAGED" });
    writeFileSync(file, text);
    await expect(appendNotes(path, [noteOf(3)])).resolves.toMatchObject({ log: { size: 4 } });
  });

  test("whose notes are no folder is said to be no good copy, in our own words; with an empty one it goes on", async () => {
    const path = await emptyLog();
    writeFileSync(join(path, "notes"), "");
    await expect(appendNotes(path, [noteOf(0)])).rejects.toMatchObject({
      code: "DAMAGED",
      message: expect.stringContaining("notes: is missing from the log, or is not what"),
    });
    rmSync(join(path, "notes"));
    mkdirSync(join(path, "notes"));
    expect((await appendNotes(path, [noteOf(0)])).log.size).toBe(1);
  });

  test("a folder that is no log gets no lock and no word of damage", async () => {
    const path = temporaryFolder();
    await expect(appendNotes(path, [noteOf(0)])).rejects.toMatchObject({ code: "FOLDER" });
    await expect(appendNotes(join(path, "none"), [noteOf(0)])).rejects.toMatchObject({ code: "FOLDER" });
    expect(readdirSync(path)).toEqual([]);
  });

  test("of two runs at once the second is told", async () => {
    const path = await emptyLog();
    const outcomes = await Promise.allSettled([appendNotes(path, [noteOf(0)]), appendNotes(path, [noteOf(1)])]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect(outcomes[1]).toMatchObject({ reason: { code: "BUSY" } });
    expect(existsSync(join(path, "log.lock"))).toBe(false);
  });
});
