// SHA256SUMS, read and written: what sha256sum takes, of names that every system carries, and nothing else.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { sha256Of } from "../../src/files/digest.ts";
import { encodeUtf8 } from "../../src/format/index.ts";
import { encodeSums, notesName, parseSums } from "../../src/release-folder/index.ts";
import { run, temporaryFolder } from "../tools.ts";

const digest = "a".repeat(64);

test("what is written is read again, in byte order, and sha256sum takes it", () => {
  const folder = temporaryFolder();
  const files = ["notes/b é.note", "notes/B.note", "MANIFEST", "notes/a.note"].map((path) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), path);
    return { path, sha256: sha256Of(encodeUtf8(path)) };
  });
  const text = encodeSums(files);
  expect([...parseSums(encodeUtf8(text), "x").keys()]).toEqual([
    "MANIFEST",
    "notes/B.note",
    "notes/a.note",
    "notes/b é.note",
  ]);
  expect(new Map(files.map(({ path, sha256 }) => [path, sha256]))).toEqual(parseSums(encodeUtf8(text), "x"));
  writeFileSync(join(folder, "SHA256SUMS"), text);
  expect(run("sha256sum", ["-c", "--strict", "--quiet", "SHA256SUMS"], { cwd: folder }).status).toBe(0);
});

describe("refused, with the line", () => {
  test.each([
    ["nothing at all", ""],
    ["no line feed at the end", `${digest}  a`],
    ["a carriage return", `${digest}  a\r\n`],
    ["one blank", `${digest} a\n`],
    ["the mark of a binary file", `${digest} *a\n`],
    ["a digest in capitals", `${"A".repeat(64)}  a\n`],
    ["a path out of the folder", `${digest}  ../a\n`],
    ["a path from the root", `${digest}  /a\n`],
    ["a name that Windows reads otherwise", `${digest}  a:b\n`],
    ["a file twice", `${digest}  a\n${digest}  a\n`],
    ["a comment", `# a\n${digest}  a\n`],
  ])("%s", (_what, text) => {
    expect(() => parseSums(encodeUtf8(text), "out/SHA256SUMS")).toThrow(/^out\/SHA256SUMS/);
  });

  test("and the good twin is taken", () => {
    expect([...parseSums(encodeUtf8(`${digest}  a\n`), "x")]).toEqual([["a", digest]]);
  });
});

test("what a program names in notes/ every system carries, however long the key's name is", () => {
  const name = notesName(`rebuild.${"k".repeat(128)}`, digest, "response");
  expect([...parseSums(encodeUtf8(`${digest}  ${name}\n`), "x").keys()]).toEqual([name]);
  expect(notesName("rebuild.rosa", digest, "note")).toBe(`notes/rebuild.rosa.${"a".repeat(16)}.note`);
});
