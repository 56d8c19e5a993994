// Files of a folder read by two readers: what comes of it is what one reader says, whoever read what.

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodePlatform } from "../../src/verify/node/platform.ts";
import { ThreadReader } from "../../src/verify/node/second-reader.ts";
import { FolderTree } from "../../src/verify/node/tree.ts";
import { digestFiles, type Reading } from "../../src/verify/proof/digest-files.ts";
import type { SecondReader } from "../../src/verify/proof/ports.ts";
import { run, temporaryFolder } from "../tools.ts";
import { sha256Of } from "./fixture.ts";

const mebibyte = 2 ** 20;
const isLinux = process.platform === "linux";
const contents = Array.from({ length: 12 }, (_, i) => Buffer.alloc(4 * mebibyte + i, i + 1));
const files = contents.map((bytes, i) => ({ path: `map/bestand-${10 + i}`, sha256: sha256Of(bytes) }));
const totalBytes = contents.reduce((sum, { length }) => sum + length, 0);
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "zegel-test-"));
  mkdirSync(join(folder, "map"));
  for (const [i, { path }] of files.entries()) writeFileSync(join(folder, path), contents[i] ?? "");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One reader. */
class OneReader extends FolderTree {
  override secondReader(): undefined {
    return undefined;
  }
}

/** The second reader has come to every file that it may read before the first one begins: its part is as large as can be. */
class SlowFirst extends FolderTree {
  by = 0;

  override secondReader(paths: readonly string[], limit: number): SecondReader | undefined {
    const second = super.secondReader(paths, limit);
    if (second === undefined) return undefined;
    return {
      bytes: 0,
      stop: () => second.stop(),
      claim: (index: number): boolean => index < 2 && second.claim(index),
      result: async (index, onBytes) => {
        this.by++;
        return second.result(index, onBytes);
      },
    };
  }
}

async function digested(tree: FolderTree, change: Partial<Reading> = {}) {
  await tree.list();
  const reading = { tree, platform: nodePlatform, onRead: () => undefined, totalBytes, ...change };
  const { digests, sizes, findings, kept } = await digestFiles(reading, files);
  return {
    digests: [...digests],
    sizes: [...sizes],
    findings,
    kept: [...kept].map(([path, bytes]) => [path, sha256Of(bytes)]),
  };
}

/** What both say, which is the same. */
async function bySame(change: Partial<Reading> = {}) {
  const one = await digested(new OneReader(folder), change);
  expect(await digested(new FolderTree(folder), change)).toEqual(one);
  const slow = new SlowFirst(folder);
  expect(await digested(slow, change)).toEqual(one);
  return { ...one, by: slow.by };
}

/** While a file is something else. */
async function instead(index: number, put: (place: string) => void, look: () => Promise<void>): Promise<void> {
  const place = join(folder, files[index]?.path ?? "");
  rmSync(place);
  put(place);
  try {
    await look();
  } finally {
    rmSync(place, { recursive: true, force: true });
    writeFileSync(place, contents[index] ?? "");
  }
}

describe.skipIf(!isLinux)("two readers", () => {
  test("read files as they are", async () => {
    const { digests, findings, by } = await bySame();
    expect(digests).toEqual(files.map(({ path, sha256 }) => [path, sha256]));
    expect(findings).toEqual([]);
    expect(by).toBe(10);
  });

  test("the file that is wanted itself is read by the first", async () => {
    const path = files[11]?.path ?? "";
    expect((await bySame({ starts: new Map([[path, 8 * mebibyte]]) })).kept).toEqual([[path, files[11]?.sha256]]);
    const start = Buffer.from(contents[11] ?? "").subarray(0, 5);
    expect((await bySame({ starts: new Map([[path, 5]]) })).kept).toEqual([[path, sha256Of(start)]]);
  });

  test("whoever wants every byte is the only reader", async () => {
    let bytes = 0;
    const sink = { begin: () => undefined, end: () => undefined, write: (part: Uint8Array) => (bytes += part.length) };
    expect((await digested(new FolderTree(folder), { sink })).findings).toEqual([]);
    expect(bytes).toBe(totalBytes);
  });

  test.each([
    ["a changed byte", (place: string): void => writeFileSync(place, Buffer.alloc(4 * mebibyte, 99)), "digest"],
    ["a file that is gone", () => undefined, "unreadable"],
    ["a folder", (place: string): void => void mkdirSync(place), "unreadable"],
    [
      "a link to the released file",
      (place: string): void => symlinkSync(join(folder, files[0]?.path ?? ""), place),
      "unreadable",
    ],
    ["a named pipe", (place: string): void => void run("mkfifo", [place]), "unreadable"],
  ] as const)("%s at either end of the list", async (_, put, what) => {
    for (const index of [0, 11])
      await instead(index, put, async () => {
        const { digests, findings } = await bySame();
        const { path, sha256 } = files[index] ?? { path: "", sha256: "" };
        expect(new Map(digests).get(path)).not.toBe(sha256);
        expect(digests).toHaveLength(what === "digest" ? 12 : 11);
        expect(findings).toMatchObject(what === "digest" ? [] : [{ code: "FILE_UNREADABLE", values: { path } }]);
      });
  });

  test("a file that is too long is read as far as one reader would have", async () => {
    await instead(
      11,
      (place) => writeFileSync(place, Buffer.alloc(9 * mebibyte)),
      async () => {
        const { sizes } = await bySame();
        expect(new Map(sizes).get(files[11]?.path ?? "")).toBe(5 * mebibyte); // the first piece beyond what the others leave
      },
    );
    expect((await bySame({ fileLimit: 4 * mebibyte + 11 })).findings).toEqual([]);
    expect((await bySame({ fileLimit: 3 * mebibyte })).digests.map(([, sha256]) => sha256)).not.toContain(
      files[11]?.sha256,
    );
  });

  test("progress counts what both have read, and ends at the whole", async () => {
    const told: number[] = [];
    await digested(new FolderTree(folder), { onRead: (bytes) => told.push(bytes) });
    expect(Math.max(...told)).toBeLessThanOrEqual(totalBytes);
    expect(told.length).toBeGreaterThan(1);
  });

  test("a small folder has one reader", async () => {
    const small = temporaryFolder();
    writeFileSync(join(small, "a"), "a");
    writeFileSync(join(small, "b"), "b");
    const tree = new FolderTree(small);
    await tree.list();
    expect(tree.secondReader(["a", "b"], 100)).toBeUndefined();
    const large = new FolderTree(folder);
    await large.list();
    const second = large.secondReader(
      files.map(({ path }) => path),
      totalBytes,
    );
    expect(second).toBeDefined();
    await second?.stop();
  });
});

describe("a second reader that ends early", () => {
  const places = () => files.map(({ path }) => join(folder, path));

  test("is a failure, whether or not anybody waits for it", async () => {
    for (const isAsked of [true, false]) {
      const started = new Promise<Worker>((resolve) => process.once("worker", resolve));
      const second = new ThreadReader(places(), totalBytes);
      const ended = (await started).terminate();
      if (isAsked) {
        const asked = files.map((_, i) => (second.claim(i) ? undefined : second.result(i, () => undefined)));
        await Promise.allSettled(asked);
      }
      await ended;
      await new Promise((resolve) => setImmediate(resolve));
      await expect(second.stop()).rejects.toThrow(/ended \([01]\) before its answer$/);
    }
    const good = new ThreadReader(places(), totalBytes);
    while (good.bytes === 0) await new Promise((resolve) => setImmediate(resolve));
    await good.stop();
  });
});

describe.skipIf(!isLinux)("a read of the second reader that hangs", () => {
  test("ends the process with the path, and one that is answered in time does not", async () => {
    const library = join(temporaryFolder(), "slow.so");
    const source = `#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
ssize_t read(int fd, void *into, size_t count) {
  char name[64], path[4096];
  snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(name, path, sizeof path - 1);
  path[length < 0 ? 0 : length] = 0;
  if (strstr(path, "bestand-21")) usleep(1000 * atoi(getenv("HUNG_MS")));
  ssize_t (*next)(int, void *, size_t) = dlsym(RTLD_NEXT, "read");
  return next(fd, into, count);
}`;
    const made = run("cc", ["-shared", "-fPIC", "-O1", "-w", "-x", "c", "-o", library, "-", "-ldl"], { input: source });
    expect(made).toMatchObject({ status: 0 });
    const dist = join(import.meta.dirname, "../../dist/verify");
    const script = `
      import { limits } from "${dist}/silence.js"; limits.silence = 400;
      import { FolderTree } from "${dist}/node/tree.js";
      import { nodePlatform } from "${dist}/node/platform.js";
      import { digestFiles } from "${dist}/proof/digest-files.js";
      const tree = new FolderTree(${JSON.stringify(folder)});
      await tree.list();
      const start = tree.secondReader.bind(tree);
      tree.secondReader = (...all) => { // the last file is never the main thread's
        const second = start(...all);
        const claim = second.claim.bind(second);
        second.claim = (index) => index < 2 && claim(index);
        return second;
      };
      const { digests } = await digestFiles({ tree, platform: nodePlatform, onRead() {} }, ${JSON.stringify(files)});
      console.log(digests.size);
    `;
    const ended = (ms: number) =>
      new Promise<{ signal: string | null; text: string }>((resolve) => {
        const env = { PATH: "/usr/bin:/bin", LD_PRELOAD: library, HUNG_MS: `${ms}` };
        const child = spawn(process.execPath, ["--input-type=module", "-e", script], { env });
        let text = "";
        for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (text += part));
        child.once("close", (_, signal) => resolve({ signal, text }));
      });
    const hung = await ended(60_000);
    expect(hung.signal).toBe("SIGKILL");
    expect(hung.text).toBe(`zegel: FOUT: ${join(folder, "map/bestand-21")}: has not answered; no verdict\n`);
    expect(await ended(20)).toEqual({ signal: null, text: "12\n" });
  });
});
