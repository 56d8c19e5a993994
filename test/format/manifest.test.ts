// What the vectors cannot hold: values that an encoder must refuse, and size. Refused texts: test/vectors/manifest.

import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  encodeInstall,
  encodeManifest,
  type Manifest,
  manifestLimit,
  parseInstall,
  parseManifest,
} from "../../src/format/index.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { codeOf } from "./code-of.ts";
import { manifest } from "./examples.ts";

const sha256 = "0".repeat(64);
const of = (...paths: string[]): Manifest => ({
  totalBytes: 0,
  emptyFolders: [],
  files: paths.map((path) => ({ path, sha256 })),
});

describe("encodeManifest", () => {
  test.each<[string, Manifest, string]>([
    ["one file", of("a"), "ok"],
    ["no file", of(), "COUNT"],
    ["a path with a line feed and a second entry", of(`a\n${sha256}  b`), "TEXT"],
    ["a digest that is none", { ...of("a"), files: [{ path: "a", sha256: "x" }] }, "HEX"],
    ["an empty folder with a line feed", { ...of("b"), emptyFolders: ["a\n# empty-folder c"] }, "TEXT"],
    ["bytes as they may be", { ...of("a"), totalBytes: Number.MAX_SAFE_INTEGER }, "ok"],
    ["bytes beyond what numbers hold", { ...of("a"), totalBytes: 2 ** 53 }, "NUMBER"],
    ["bytes below zero", { ...of("a"), totalBytes: -1 }, "NUMBER"],
    ["bytes in part", { ...of("a"), totalBytes: 0.5 }, "NUMBER"],
    ["no number of bytes", { ...of("a"), totalBytes: Number.NaN }, "NUMBER"],
    ["files in another order", of("b", "a"), "ORDER"],
    ["twins", of("A", "a"), "DUPLICATE"],
    ["its own name", of("ZEGEL/MANIFEST"), "PATH"],
  ])("%s: %s %s", (_, given, code) => expect(codeOf(() => encodeManifest(given))).toBe(code));
});

describe("size", () => {
  const many = Array.from({ length: 100_000 }, (_, i) => ({
    path: `map-${String(i >> 8).padStart(3, "0")}/é/bestand-${String(i).padStart(6, "0")}`,
    sha256: i.toString(16).padStart(64, "0"),
  }));

  test("100,000 files are printed and parsed: nothing here is quadratic", () => {
    const bytes = encodeManifest({ totalBytes: 0, emptyFolders: [], files: many });
    expect(parseManifest(bytes).files).toHaveLength(100_000);
    const listed = many.map((file) => ({ ...file, class: "static" as const }));
    expect(parseInstall(encodeInstall(listed)).files).toHaveLength(100_000);
  });

  test("64 MiB of line feeds are refused at the first", () => {
    expect(codeOf(() => parseManifest(new Uint8Array(manifestLimit).fill(10)))).toBe("TEXT");
    expect(codeOf(() => parseManifest(new Uint8Array(manifestLimit + 1).fill(10)))).toBe("LIMIT");
  });

  test("250,001 files are refused, by parser and encoder", () => {
    const files = Array.from({ length: 250_001 }, (_, i) => ({ path: `f${String(i).padStart(6, "0")}`, sha256 }));
    expect(codeOf(() => encodeManifest({ totalBytes: 0, emptyFolders: [], files }))).toBe("COUNT");
    const lines = files.map((file) => `${file.sha256}  ${file.path}\n`).join("");
    const text = `# zegel/manifest v1\n# files 250001\n# bytes 0\n${lines}`;
    expect(codeOf(() => parseManifest(Buffer.from(text)))).toBe("NUMBER");
    expect(codeOf(() => encodeInstall(files.map((file) => ({ ...file, class: "static" as const }))))).toBe("LIMIT");
  });
});

describe.skipIf(!has("sha256sum"))("sha256sum", () => {
  test("checks a manifest from the disc's root without a word of warning, and names the file that differs", () => {
    const folder = temporaryFolder();
    const files = manifest.files.map(({ path }) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), path);
      return { path, sha256: createHash("sha256").update(path).digest("hex") };
    });
    writeFileSync(join(folder, "ZEGEL/MANIFEST"), encodeManifest({ ...manifest, files }));
    const check = () => run("sha256sum", ["--strict", "-c", "ZEGEL/MANIFEST"], { cwd: folder });
    expect(check()).toEqual({ status: 0, stdout: files.map(({ path }) => `${path}: OK\n`).join(""), stderr: "" });
    writeFileSync(join(folder, "OSV/osv.jar"), "another");
    expect(check()).toMatchObject({ status: 1, stdout: expect.stringContaining("OSV/osv.jar: FAILED") });
  });
});
