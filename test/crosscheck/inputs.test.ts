// Files, folders and zips: what each says that it is decides, links are not followed, and a zip is judged whole.

import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { findGivenCodes } from "../../src/crosscheck/read/given-codes.ts";
import { readInputs } from "../../src/crosscheck/read/inputs.ts";
import { encodeHashGroups, FormatError } from "../../src/format/index.ts";
import { zipOf as packed } from "../lint/archives.ts";
import { temporaryFolder } from "../tools.ts";
import { candidateLists, count, sheet, stationList, writeAll } from "./made.ts";

function zipOf(files: Readonly<Record<string, string | Uint8Array>>, compress = true): Buffer {
  return packed(
    Object.entries(files).map(([name, content]) =>
      compress ? { name, content, method: 8, packed: deflateRawSync(content) } : { name, content },
    ),
  );
}

/** What was read, as kinds, and what was not, as reasons. */
async function readAll(...paths: string[]) {
  const { messages, sheets, unused, unreadable } = await readInputs(paths);
  return {
    kinds: [...messages.map(({ message }) => message.kind), ...sheets.map(() => "csv")],
    unused: unused.map(({ why }) => why),
    unreadable: unreadable.map(({ error }) => error.code),
  };
}

const files = { "telling.txt": count(), "lijsten.eml.xml": candidateLists(), "tabel.csv": sheet() };

describe("a folder", () => {
  test("is read as deep as it goes; the name of a file decides nothing", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "a/b/c"), { recursive: true });
    writeAll(join(folder, "a/b/c"), files);
    expect(await readAll(folder)).toEqual({ kinds: ["230b", "510b", "csv"], unused: [], unreadable: [] });
  });

  test("an entry of a later version, or with an empty line before it, is meant as one and not passed over", async () => {
    const folder = temporaryFolder();
    const entry = (line: string) => `${line}\nelection GR2027_Made\n`;
    writeAll(folder, {
      "1.txt": entry("zegel/paper-entry v1"),
      "2.txt": entry("zegel/paper-entry v2"),
      "3.txt": entry("\r\n zegel/paper-entry v1"),
      "4.csv": entry('"zegel/paper-table v2";'),
      "leesmij.txt": entry("over zegel/paper-entry v1"),
    });
    const { papers, unused } = await readInputs([folder]);
    expect(papers.map(({ source }) => source.path.slice(-5))).toEqual(["1.txt", "2.txt", "3.txt", "4.csv"]);
    expect(unused.map(({ why }) => why)).toEqual(["other"]);
  });

  test("a path that is not there is said in both languages", async () => {
    const missing = await readInputs([join(temporaryFolder(), "weg")]).catch((error: unknown) => error);
    expect(missing).toMatchObject({ dutch: expect.stringContaining("is er niet (ENOENT)") });
  });

  test("links are not followed, and said; other files are listed", async () => {
    const folder = temporaryFolder();
    const outside = temporaryFolder();
    writeAll(outside, files);
    symlinkSync(outside, join(folder, "link"));
    symlinkSync(join(outside, "telling.txt"), join(folder, "telling.eml.xml"));
    writeAll(folder, {
      "leesmij.txt": "tekst",
      "form.html": "<!DOCTYPE html><title>x</title>",
      leeg: "",
      "x.xml": "<ander/>",
    });
    expect(await readAll(folder)).toEqual({
      kinds: [],
      unused: ["link", "link", "other", "other", "other", "other"],
      unreadable: [],
    });
  });

  test("the same bytes twice are one file", async () => {
    const folder = temporaryFolder();
    writeAll(folder, { "a.eml.xml": count(), "b.eml.xml": count() });
    expect(await readAll(folder, join(folder, "a.eml.xml"))).toEqual({
      kinds: ["510b"],
      unused: ["twice", "twice"],
      unreadable: [],
    });
  });

  test("what is meant as EML and is none is refused, never passed over", async () => {
    const folder = temporaryFolder();
    const utf16 = Buffer.from(`\ufeff${count()}`, "utf16le");
    writeAll(folder, {
      "a.xml": "geen xml",
      "b.eml.xml": utf16,
      "c.txt": `${entity}${count()}`,
      "d.txt": utf16,
      "e.XML": "",
    });
    expect(await readAll(folder)).toEqual({ kinds: [], unused: [], unreadable: ["L1", "L1", "L1", "L1", "L1"] });
  });

  test("a file of more than 512 MiB is refused by its size, before it is read", async () => {
    const folder = temporaryFolder();
    writeAll(folder, files);
    writeFileSync(join(folder, "groot.xml"), "<");
    truncateSync(join(folder, "groot.xml"), 512 * 1024 * 1024 + 1);
    expect(await readAll(folder)).toEqual({ kinds: ["230b", "510b", "csv"], unused: [], unreadable: ["L2"] });
    expect((await readAll(join(folder, "groot.xml"))).unreadable).toEqual(["L2"]);
  });

  test("2,000 files are read, and no more", async () => {
    const folder = temporaryFolder();
    for (let i = 0; i < 2000; i++) writeFileSync(join(folder, `${i}.txt`), "tekst");
    expect((await readAll(folder)).unreadable).toEqual([]);
    symlinkSync("nergens", join(folder, "link"));
    writeAll(folder, { "telling.eml.xml": count() });
    expect(await readAll(folder)).toMatchObject({ kinds: [], unreadable: ["L2"] });
  });
});

const entity = '<!DOCTYPE EML [<!ENTITY a "b">]>';

describe("a zip", () => {
  test.each([true, false])("is read as if it were its files (deflated: %s)", async (compress) => {
    const [path = ""] = writeAll(temporaryFolder(), {
      "x.zip": zipOf({ ...files, "map/leesmij.txt": "tekst" }, compress),
    });
    const { messages } = await readInputs([path]);
    expect(messages.map(({ source }) => source.path)).toEqual([`${path}: telling.txt`, `${path}: lijsten.eml.xml`]);
    expect(await readAll(path)).toEqual({ kinds: ["510b", "230b", "csv"], unused: ["other"], unreadable: [] });
  });

  test("in a zip is refused", async () => {
    const inner = zipOf(files);
    const [path = ""] = writeAll(temporaryFolder(), { "x.zip": zipOf({ "in.zip": inner, "a.xml": count() }) });
    expect(await readAll(path)).toEqual({ kinds: ["510b"], unused: [], unreadable: ["L1"] });
  });

  test("with two entries of one name is refused whole, as Windows compares names", async () => {
    for (const names of [
      ["a.xml", "a.xml"],
      ["a.xml", "A.XML"],
    ]) {
      const entries = names.map((name, i) => ({ name, content: i === 0 ? count() : candidateLists() }));
      const [path = ""] = writeAll(temporaryFolder(), { "x.zip": packed(entries) });
      const { kinds, unreadable } = await readAll(path);
      expect([kinds, unreadable.length]).toEqual([[], 1]);
    }
  });

  test("that is encrypted, cut off, changed or has something before it is refused whole", async () => {
    const whole = zipOf(files);
    const encrypted = Buffer.from(whole);
    for (let at = encrypted.indexOf("PK\u0001\u0002"); at >= 0; at = encrypted.indexOf("PK\u0001\u0002", at + 1))
      encrypted[at + 8] = (encrypted[at + 8] ?? 0) | 1;
    const changed = Buffer.from(whole);
    changed[100] = (changed[100] ?? 0) ^ 1;
    for (const bytes of [
      encrypted,
      changed,
      whole.subarray(0, whole.length - 3),
      Buffer.concat([Buffer.from("x"), whole]),
    ]) {
      const [path = ""] = writeAll(temporaryFolder(), { "x.zip": bytes });
      const { unreadable, kinds } = await readAll(path);
      expect(unreadable.length).toBeGreaterThan(0);
      expect(kinds).not.toContain("510b");
    }
  });

  test("that unpacks to more than it says stops there", async () => {
    const bomb = zipOf({ "a.xml": Buffer.concat([Buffer.from("<"), Buffer.alloc(2_000_000, 0x20)]) });
    // Its sizes, in the directory and in front, say 10 bytes.
    for (const mark of ["PK\u0001\u0002", "PK\u0003\u0004"]) {
      const at = bomb.indexOf(mark);
      bomb.writeUInt32LE(10, at + (mark === "PK\u0001\u0002" ? 24 : 22));
    }
    const [path = ""] = writeAll(temporaryFolder(), { "x.zip": bomb });
    expect(await readAll(path)).toEqual({ kinds: [], unused: [], unreadable: ["L1"] });
  });

  test("names in it lead nowhere", async () => {
    const zip = zipOf({ "aaaaaaaaa.xml": count() });
    const hostile = Buffer.from(zip.toString("latin1").replaceAll("aaaaaaaaa.xml", "../../../x.ml"), "latin1");
    const [path = ""] = writeAll(temporaryFolder(), { "x.zip": hostile });
    expect((await readAll(path)).kinds).toEqual(["510b"]);
  });
});

describe("hash codes that are given", () => {
  const sha256 = "0123456789abcdef".repeat(4);

  test.each([
    ["as they are printed", encodeHashGroups(sha256)],
    ["in upper case with hyphens", encodeHashGroups(sha256).toUpperCase().replaceAll(" ", "-")],
    ["in one row", sha256],
  ])("%s", (_, typed) => {
    expect(findGivenCodes([typed, typed])).toEqual([sha256]);
  });

  test("in a text file, with a mark at its start", () => {
    const [path = ""] = writeAll(temporaryFolder(), {
      "codes.txt": `\ufefftelling.eml.xml\n${encodeHashGroups(sha256)}\n\nlijst\n${"f".repeat(64)}\n`,
    });
    expect([...findGivenCodes([path])].sort()).toEqual([sha256, "f".repeat(64)]);
  });

  test("a slip in one group is told by its number; a text without a code is told", () => {
    expect(() => findGivenCodes([encodeHashGroups(sha256).replace("4567", "456x")])).toThrow("group 2");
    expect(() => findGivenCodes([encodeHashGroups(sha256).slice(0, 14)])).toThrow("found 3 groups");
    const [path = ""] = writeAll(temporaryFolder(), { "codes.txt": "geen code" });
    expect(() => findGivenCodes([path])).toThrow(FormatError);
  });
});

test("a path that is named and is no file is a slip: no verdict on any file", async () => {
  await expect(readInputs(["/dev/null"])).rejects.toThrow("expected a file, found a device");
  await expect(readInputs([join(temporaryFolder(), "niets")])).rejects.toThrow("cannot be read (ENOENT)");
});

test("nothing is read twice: a path within a folder that was named already is the same file", async () => {
  const folder = temporaryFolder();
  writeAll(folder, { "a.eml.xml": stationList() });
  expect((await readAll(folder, folder)).kinds).toEqual(["110b"]);
});
