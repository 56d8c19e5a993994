// A folder walked, and a file digested: no link followed, nothing beyond a limit.

import { execFileSync } from "node:child_process";
import { constants, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { FileError, readPieces } from "../../src/files/bounded.ts";
import { digestFile, sha256Of } from "../../src/files/digest.ts";
import { walkFolder } from "../../src/files/walk.ts";
import { listFolder } from "../../src/reproduce/listing/folder.ts";
import { temporaryFolder } from "../tools.ts";

const isLinux = process.platform === "linux";

/** A folder with these files; a name that ends in `/` is an empty folder. */
function tree(...paths: string[]): string {
  const folder = temporaryFolder();
  for (const path of paths) {
    mkdirSync(join(folder, path, path.endsWith("/") ? "." : ".."), { recursive: true });
    if (!path.endsWith("/")) writeFileSync(join(folder, path), path);
  }
  return folder;
}

const shown = (folder: string, enters?: (path: string, depth: number) => boolean) =>
  [...walkFolder(folder, enters)].map(({ path, depth, entries }) => [
    `${depth} ${path}`,
    ...entries.map((entry) => `${entry.kind} ${entry.path}`),
  ]);

describe("a walk", () => {
  test("gives each folder after the one that holds it, in byte order of name", () => {
    const folder = tree("b", "a/x/1", "a/y", "B", "c/", "é", "\u{ff61}", "\u{1f4be}");
    expect(shown(folder)).toEqual([
      ["0 ", "file B", "folder a", "file b", "folder c", "file é", "file \u{ff61}", "file \u{1f4be}"],
      ["1 c"],
      ["1 a", "folder a/x", "file a/y"],
      ["2 a/x", "file a/x/1"],
    ]);
  });

  test("asks which folders to enter, and goes no further than it is asked to", () => {
    const folder = tree("a/x/1", "b/2");
    expect(shown(folder, (path, depth) => path !== "b" && depth < 2)).toEqual([
      ["0 ", "folder a", "folder b"],
      ["1 a", "folder a/x"],
    ]);
    const walk = walkFolder(folder);
    expect(walk.next().value).toMatchObject({ path: "" });
    rmSync(join(folder, "b"), { recursive: true });
    expect(walk.next().value).toMatchObject({ path: "b", entries: [], error: { code: "ENOENT" } });
    expect(walk.next().value).toMatchObject({ path: "a", entries: [{ path: "a/x" }] });
  });

  test.runIf(isLinux)("follows no link, and says what is no file", async () => {
    const folder = tree("a/1");
    symlinkSync("a", join(folder, "link"));
    symlinkSync("nowhere", join(folder, "loose"));
    execFileSync("mkfifo", [join(folder, "pipe")]);
    const server = createServer().listen(join(folder, "socket"));
    await new Promise((done) => server.once("listening", done));
    expect(shown(folder)).toEqual([
      ["0 ", "folder a", "link link", "link loose", "pipe pipe", "socket socket"],
      ["1 a", "file a/1"],
    ]);
    server.close();
  });

  test.runIf(isLinux)("tells a name that is no UTF-8 from one that is", () => {
    const folder = tree("a");
    const named = (name: string) => Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name, "latin1")]);
    writeFileSync(named("caf\xe9"), "");
    mkdirSync(named("map\xe9"));
    expect(shown(folder)).toEqual([["0 ", "file a", "misnamed café", "misnamed mapé"]]);
  });

  test.runIf(isLinux)("as a listing: names that could be taken for one that no disc can show are set apart", () => {
    const folder = tree("a", "b\ufffd", "c\ufffd/x");
    expect([...listFolder(folder, () => {}).files.keys()]).toEqual(["a"]);
    expect(listFolder(folder, () => {}).others).toEqual(["b\ufffd", "c\ufffd"]);
    const one = tree("é/café");
    writeFileSync(Buffer.concat([Buffer.from(`${one}/é/caf`), Buffer.of(0xe9)]), "");
    const { files, others } = listFolder(one, () => {});
    expect([[...files.keys()], others]).toEqual([["é/café"], ["é/caf\ufffd"]]);
  });
});

describe("a digest", () => {
  const bytes = new Uint8Array(2_500_000).map((_, i) => i % 251);
  /** The folder of a large file and of a link to it. */
  function large(): { folder: string; path: string } {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "large"), bytes);
    symlinkSync("large", join(folder, "link"));
    return { folder, path: join(folder, "large") };
  }

  test("of a file is that of its bytes, piece by piece", () => {
    const { path } = large();
    const seen: number[] = [];
    const found = digestFile(path, { limit: bytes.length, onBytes: (count) => seen.push(count) });
    expect(found).toEqual({ sha256: sha256Of(bytes), size: bytes.length });
    expect(seen).toEqual([1 << 20, 1 << 20, bytes.length - 2 * (1 << 20)]);
    expect(sha256Of(new Uint8Array(0))).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  });

  test("stops at the limit, at what is no file and, when told, at a link", () => {
    const { folder, path } = large();
    truncateSync(path, 2 ** 40);
    expect(() => digestFile(path, { limit: bytes.length })).toThrow("expected at most 2500000 bytes, found more");
    truncateSync(path, bytes.length);
    expect(() => digestFile(path, { limit: bytes.length - 1 })).toThrow("expected at most 2499999 bytes, found more");
    expect(() => digestFile(folder)).toThrow("expected a file, found a folder");
    expect(() => digestFile(join(folder, "link"), { flags: constants.O_NOFOLLOW })).toThrow(FileError);
    expect(digestFile(join(folder, "link")).size).toBe(bytes.length);
    expect(Object.getPrototypeOf(readPieces(path).next().value)).toBe(Uint8Array.prototype);
  });
});
