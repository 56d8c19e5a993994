// lint-payload: each thing that it looks for planted once, beside the good twin that it passes; and what hostile archives
// cost it: an entry, never the run.

import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type Finding, type FindingCode, limits, lintPayload } from "../../src/lint/index.ts";
import { build, commandFiles, tree } from "../build-iso/building.ts";
import { has, run, temporaryFolder, zegel } from "../tools.ts";
import { gzipAt, type Packed, portableExecutable, tarOf, zipOf } from "./archives.ts";

function lint(files: Readonly<Record<string, string | Uint8Array>>): readonly Finding[] {
  return lintPayload(tree(files)).findings;
}

const codes = (found: readonly Finding[]): FindingCode[] => [...new Set(found.map(({ code }) => code))].sort();

const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" });
const der = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "der" });
const certificate = `-----BEGIN CERTIFICATE-----\n${"MIIB".repeat(20)}\n-----END CERTIFICATE-----\n`;
const pdb = Buffer.concat([Buffer.from("MZ"), Buffer.from("C:\\Users\\jan\\src\\tel.pdb\0")]);
const widePath = Buffer.concat([Buffer.from("MZ.."), Buffer.from("C:\\Users\\jan\\src\\tel.cs", "utf16le")]);
const elf = Buffer.concat([Buffer.from("\x7fELF", "latin1"), Buffer.alloc(80), Buffer.from("\0.debug_info\0")]);

/** What is planted, and the twin that must pass. */
const planted: readonly (readonly [string, FindingCode, string, string | Uint8Array, string, string | Uint8Array])[] = [
  ["a private key in a file", "PRIVATE_KEY", "a.txt", `x\n${pem}`, "a.txt", "-----BEGIN PRIVATE KEY-----"],
  ["a private key in DER", "PRIVATE_KEY", "sleutel", der, "sleutel", der.subarray(2)],
  ["an age key", "PRIVATE_KEY", "k", `AGE-SECRET-KEY-1${"Q".repeat(58)}`, "k", "AGE-SECRET-KEY-1"],
  ["a certificate", "CERTIFICATE", "ca", certificate, "ca", "-----BEGIN CERTIFICATE-----"],
  ["a key store", "CERTIFICATE", "x.p12", "…", "x.txt", "…"],
  ["autorun.inf", "AUTORUN", "AutoRun.inf", "[autorun]", "autorun.txt", "[autorun]"],
  ["a shortcut", "AUTORUN", "start.lnk", "L", "start.txt", "L"],
  ["a pdb", "DEBUG_BUILD", "tel.pdb", "", "tel.txt", ""],
  ["a snapshot", "DEBUG_BUILD", "tel-1.0-SNAPSHOT.jar", zipOf([]), "tel-1.0.jar", zipOf([])],
  ["debug sections", "DEBUG_BUILD", "tel", elf, "tel", elf.subarray(0, 90)],
  [
    "a debug library",
    "DEBUG_BUILD",
    "t.exe",
    "MZ VCRUNTIME140D.dll".toLowerCase().replace("mz", "MZ"),
    "t.exe",
    "MZ vcruntime140.dll",
  ],
  ["a path in a program", "BUILD_PATH", "t.exe", pdb, "t.exe", "MZ C:\\Windows\\System32\\a.dll"],
  ["a path in UTF-16", "BUILD_PATH", "t.exe", widePath, "t.exe", "MZ"],
  ["a home folder", "BUILD_PATH", "t.so", "/home/jan/src/tel.c", "t.so", "/home/ is where homes are"],
  [
    "a manifest of a jar",
    "BUILT_BY",
    "META-INF/MANIFEST.MF",
    "Built-By: jan\r\n",
    "META-INF/MANIFEST.MF",
    "Created-By: 17\r\n",
  ],
  ["an archive of another kind", "NOT_LOOKED_INTO", "a.7z", "7z", "a.txt", "7z"],
];

describe("in a file", () => {
  test.each(planted)("%s", (_, code, path, bad, goodPath, good) => {
    expect(codes(lint({ "LEESMIJ.txt": "x", [path]: bad }))).toEqual([code]);
    expect(lint({ "LEESMIJ.txt": "x", [goodPath]: good })).toEqual([]);
  });

  test("of a private key nothing is shown", () => {
    const [found] = lint({ "a.pem": pem });
    expect(found?.detail).toBe('"-----BEGIN PRIVATE KEY-----"');
  });

  test("unsigned programs are named where siblings are signed, and only there", () => {
    const [signed, unsigned] = [portableExecutable(true), portableExecutable(false)];
    const mixed = lint({ "bin/a.exe": signed, "bin/b.dll": unsigned, "elders/c.exe": unsigned });
    expect(mixed.map(({ code, path }) => [code, path])).toEqual([["UNSIGNED_PROGRAM", "bin/b.dll"]]);
    expect(lint({ "bin/a.exe": signed, "bin/b.dll": signed })).toEqual([]);
  });
});

const now = 1_767_225_600; // 2026-01-01
const file = (name: string, content: string | Uint8Array = "x", more: Partial<Packed> = {}): Packed => ({
  name,
  content,
  ...more,
});

describe("in an archive", () => {
  test.each([
    ["zip", zipOf([file("a"), file("b", "y", { time: now })]), zipOf([file("a"), file("b")])],
    ["jar", zipOf([file("a", "x", { time: now })]), zipOf([file("a")])],
    ["tar", tarOf([file("a", "x", { time: now })]), tarOf([file("a")])],
    ["gz", gzipAt("x", now), gzipAt("x", 0)],
  ])("time stamps of a %s", (ending, bad, good) => {
    const [found, ...more] = lint({ [`a.${ending}`]: bad });
    expect(found).toMatchObject({ code: "TIME_STAMPS", detail: expect.stringContaining("2026-01-01T00:00:00Z") });
    expect(more).toEqual([]);
    expect(lint({ [`a.${ending}`]: good })).toEqual([]);
  });

  test("all that is looked for in files, down to a jar in a zip in a tar.gz", () => {
    const jar = zipOf([file("META-INF/MANIFEST.MF", "Built-By: jan\n"), file("k", String(pem))]);
    const outer = gzipAt(tarOf([file("map/buiten.zip", zipOf([file("lib/binnen.jar", jar)]))]), 0);
    const found = lint({ "alles.tar.gz": outer });
    expect(codes(found)).toEqual(["BUILT_BY", "PRIVATE_KEY"]);
    expect(found[1]?.path).toBe("alles.tar.gz!/alles.tar!/map/buiten.zip!/lib/binnen.jar!/k");
  });

  test.each(["../buiten", "/etc/passwd", "C:\\Windows\\a", "a\\b", "con", "a/x\u202Egnp.exe", "punt.", "a/../../b"])(
    "the unsafe name %j",
    (name) => {
      expect(codes(lint({ "a.zip": zipOf([file(name)]) }))).toEqual(["UNSAFE_NAME"]);
      expect(codes(lint({ "a.tar": tarOf([file(name)]) }))).toEqual(["UNSAFE_NAME"]);
      expect(lint({ "a.zip": zipOf([file("map/naam.txt")]) })).toEqual([]);
    },
  );

  test("links and devices", () => {
    const [link, device] = lint({ "a.tar": tarOf([file("l", "", { flag: "2" }), file("d", "", { flag: "3" })]) });
    expect([link?.code, device?.code]).toEqual(["UNSAFE_NAME", "UNSAFE_NAME"]);
  });
});

describe("the payload as an archive", () => {
  test("its own times say nothing, what is in it does", () => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, "p.zip"),
      zipOf([file("a.txt", "x", { time: now }), file("sub/k.pem", String(pem), { time: now })]),
    );
    const { findings } = lintPayload(join(folder, "p.zip"));
    expect(findings).toEqual([expect.objectContaining({ code: "PRIVATE_KEY", path: "sub/k.pem" })]);
  });

  test.skipIf(!has("zip"))("a zip by zip(1) and a tar by tar(1) give what their folder gives", () => {
    const folder = tree({ "a/k.pem": pem, "b.txt": "b" });
    run("zip", ["-qr", "../p.zip", "."], { cwd: folder });
    run("tar", ["-czf", "../p.tgz", "."], { cwd: folder });
    const expected = [expect.objectContaining({ code: "PRIVATE_KEY", path: expect.stringContaining("a/k.pem") })];
    for (const payload of [folder, join(folder, "../p.zip"), join(folder, "../p.tgz")])
      expect(lintPayload(payload).findings, payload).toEqual(expected);
  });
});

describe("hostile archives", () => {
  const good = file("goed.pem", String(pem));
  const sound = zipOf([file("stuk", "inhoud"), good]);

  test("an entry that is broken spoils no other", () => {
    const broken = Buffer.from(sound);
    broken[broken.indexOf("inhoud")] = 0x49; // stored: the CRC no longer fits
    const found = lint({ "a.zip": broken });
    expect(found.map(({ code, path }) => [code, path])).toEqual([
      ["BROKEN", "a.zip!/stuk"],
      ["PRIVATE_KEY", "a.zip!/goed.pem"],
    ]);
  });

  test("a bomb, encryption, another method: refused one by one", () => {
    const bomb = zipOf([{ ...file("bom"), packed: deflateRawSync(Buffer.alloc(1 << 20)), size: 10, method: 8 }, good]);
    expect(codes(lint({ "a.zip": bomb }))).toEqual(["BROKEN", "PRIVATE_KEY"]);
    expect(codes(lint({ "a.zip": zipOf([file("e", "x", { flags: 1 }), good]) }))).toEqual(["BROKEN", "PRIVATE_KEY"]);
    expect(codes(lint({ "a.zip": zipOf([file("m", "x", { method: 14 }), good]) }))).toEqual([
      "NOT_LOOKED_INTO",
      "PRIVATE_KEY",
    ]);
    const large = zipOf([{ ...file("g"), packed: deflateRawSync("x"), size: limits.entryBytes + 1, method: 8 }, good]);
    expect(codes(lint({ "a.zip": large }))).toEqual(["NOT_LOOKED_INTO", "PRIVATE_KEY"]);
  });

  test("archives in archives stop at the limit, and it is said", () => {
    let nested: Uint8Array = zipOf([good]);
    for (let i = 0; i < limits.depth; i++) nested = zipOf([file(`${i}.zip`, nested)]);
    expect(codes(lint({ "a.zip": nested }))).toEqual(["NOT_LOOKED_INTO"]);
  });

  test("cut off anywhere, and with any byte changed, it ends in findings", () => {
    const tar = tarOf([good, file("b", "y".repeat(600))]);
    const gzip = Buffer.from(gzipSync(tar));
    for (const [name, bytes] of [
      ["a.zip", sound],
      ["a.tar", tar],
      ["a.tar.gz", gzip],
    ] as const)
      for (let at = 0; at < bytes.length; at += 13) {
        expect(() => lint({ [name]: bytes.subarray(0, at) })).not.toThrow();
        const altered = Buffer.from(bytes);
        altered[at] = (altered[at] ?? 0) ^ 0xff;
        expect(() => lint({ [name]: altered })).not.toThrow();
      }
  });

  test("cut short: told", () => {
    expect(codes(lint({ "a.zip": sound.subarray(0, -3) }))).toEqual(["BROKEN"]);
    expect(codes(lint({ "a.tar": tarOf([good]).subarray(0, 600) }))).toEqual(["BROKEN"]);
  });
});

describe("A13: what was not opened is told", () => {
  const good = file("goed.pem", String(pem));
  const sound = zipOf([good]);

  test.each([
    ["a zip", zipOf],
    ["a tar", tarOf],
  ])("A13: %s in which a file stands twice, or a folder has content, is told", (_, pack) => {
    const of = (...names: readonly string[]) => lint({ x: pack(names.map((name) => file(name, name))) });
    expect(codes(of("a", "b"))).toEqual([]);
    expect(codes(of("a", "b", "a"))).toEqual(["BROKEN"]);
    expect(codes(of("a", "./a"))).toEqual(["BROKEN"]);
    expect(codes(lint({ x: pack([file("a/", ""), file("a/b", "b"), file("a/", "")]) }))).toEqual([]);
    expect(codes(of("a/", "a/b"))).toEqual(["BROKEN"]);
  });

  test("B: a link to an archive or a folder is looked into, as build-iso does; a link in a payload is not", () => {
    const folder = tree({ "a.zip": sound, "map/b": "b" });
    symlinkSync("a.zip", join(folder, "link.zip"));
    symlinkSync("map", join(folder, "link"));
    expect(codes(lintPayload(join(folder, "link.zip")).findings)).toEqual(["PRIVATE_KEY"]);
    expect(lintPayload(join(folder, "link")).looked).toBe(1);
    expect(codes(lintPayload(folder).findings)).toEqual(["NOT_LOOKED_INTO", "PRIVATE_KEY"]);
    symlinkSync("nergens", join(folder, "gebroken"));
    expect(() => lintPayload(join(folder, "gebroken"))).toThrow("does not exist");
  });
  const payload = (name: string, bytes: Uint8Array) => {
    const path = join(temporaryFolder(), name);
    writeFileSync(path, bytes);
    return lintPayload(path).findings;
  };
  const bzip2 = Buffer.from("425a68393141592653590000000000", "hex");
  const names = ["zip", "tar", "tgz", "tar.gz", "jar", "docx", "gz", "war"];

  test.each(names)("junk, nothing, zeros and bzip2 by the name of .%s", (ending) => {
    for (const bytes of [Buffer.alloc(100, "x"), Buffer.alloc(0), Buffer.alloc(100), Buffer.alloc(10_240)]) {
      expect(codes(lint({ [`a.${ending}`]: bytes }))).toEqual(["BROKEN"]);
      expect(codes(payload(`a.${ending}`, bytes))).toEqual(["BROKEN"]);
    }
    expect(codes(lint({ [`a.${ending}`]: bzip2 }))).toEqual(["NOT_LOOKED_INTO"]);
    expect(codes(payload(`a.${ending}`, bzip2))).toEqual(["NOT_LOOKED_INTO"]);
    expect(lint({ [`a.${ending}`]: zipOf([file("a")]) })).toEqual([]);
  });

  test("archives without an ending, or with another's, are opened", () => {
    for (const name of ["a", "a.bin", "a.tar", "a.txt"])
      for (const bytes of [sound, tarOf([good]), gzipAt(tarOf([good]), 0), zipOf([file("a", sound)])]) {
        expect(codes(lint({ [name]: bytes })), name).toEqual(["PRIVATE_KEY"]);
        expect(codes(payload(name, bytes)), name).toEqual(["PRIVATE_KEY"]);
      }
    expect(() => payload("a.txt", Buffer.from("tekst"))).toThrow(/expected a folder/);
  });

  test("a zip behind a script or a program is opened, and what stands in front is looked at", () => {
    const script = Buffer.from('#!/bin/sh\nexec java -jar "$0"\n# /home/jan/src/start.sh\n');
    for (const name of ["app.jar", "start", "setup.exe"])
      expect(codes(lint({ [name]: Buffer.concat([script, sound]) }))).toEqual(["BROKEN", "BUILD_PATH", "PRIVATE_KEY"]);
    expect(lint({ "start.sh": Buffer.from("#!/bin/sh\necho PK\n") })).toEqual([]);
  });

  test("what lies behind an archive's end", () => {
    const tar = tarOf([file("a")]);
    const hidden = tarOf([good]);
    expect(codes(lint({ "a.tar": Buffer.concat([tar, hidden]) }))).toEqual(["BROKEN", "PRIVATE_KEY"]);
    expect(codes(lint({ "a.tar": Buffer.concat([tar, Buffer.from("verborgen")]) }))).toEqual(["BROKEN"]);
    expect(codes(lint({ "a.tar": Buffer.concat([tar, Buffer.alloc(10_240)]) }))).toEqual([]);
    const gzip = gzipAt("x", 0);
    expect(codes(lint({ "a.gz": Buffer.concat([gzip, gzipAt(String(pem), 0)]) }))).toEqual(["PRIVATE_KEY"]);
    expect(codes(lint({ "a.gz": Buffer.concat([gzip, Buffer.alloc(512), gzipAt("y", 0)]) }))).toEqual(["BROKEN"]);
    expect(codes(lint({ "a.gz": Buffer.concat([gzip, Buffer.from("x")]) }))).toEqual(["BROKEN"]);
    expect(codes(lint({ "a.gz": Buffer.concat([gzip, Buffer.alloc(512)]) }))).toEqual([]);
    for (const behind of ["x", "\0".repeat(512), "PK"])
      expect(codes(lint({ "a.zip": Buffer.concat([sound, Buffer.from(behind)]) }))).toEqual(["BROKEN", "PRIVATE_KEY"]);
  });

  test("nested, and of an entry that is broken", () => {
    const nested = zipOf([file("in.jar", Buffer.concat([Buffer.from("#!/bin/sh\n"), sound])), file("leeg.zip", "")]);
    const found = lint({ "a.zip": nested });
    expect(found.map(({ code, path }) => [code, path])).toEqual(
      expect.arrayContaining([
        ["BROKEN", "a.zip!/in.jar"],
        ["PRIVATE_KEY", "a.zip!/in.jar!/goed.pem"],
        ["BROKEN", "a.zip!/leeg.zip"],
      ]),
    );
  });

  test("an odd tar: the odd entry is told, the others are read", () => {
    const odd = tarOf([file("gat", "x", { flag: "S" }), good]);
    expect(codes(lint({ "a.tar": odd }))).toEqual(["BROKEN", "PRIVATE_KEY"]);
  });

  test.each([
    ["7z", "377abcaf271c0004"],
    ["RAR", "526172211a0701"],
    ["xz", "fd377a585a0000"],
    ["bzip2", "425a6839314159"],
    ["zstd", "28b52ffd2400"],
    ["cabinet", "4d53434600000000"],
    ["OLE", "d0cf11e0a1b11ae1"],
    ["deb", "213c617263683e0a"],
    ["RPM", "edabeedb0300"],
    ["xar", "78617221001c"],
    ["cpio", "30373037303130"],
    ["lz4", "04224d18"],
    ["LHA", "1a002d6c68352d"],
    ["wim", "4d5357494d000000"],
    ["compress", "1f9d90"],
    ["age", Buffer.from("age-encryption.org/v1\n").toString("hex")],
  ])("%s by its first bytes, whatever its name", (_, hex) => {
    const bytes = Buffer.concat([Buffer.from(hex, "hex"), Buffer.alloc(600)]);
    expect(codes(lint({ "gegevens.bin": bytes }))).toEqual(["NOT_LOOKED_INTO"]);
    bytes[0] = (bytes[0] ?? 0) ^ 0x40;
    bytes[2] = (bytes[2] ?? 0) ^ 0x40;
    expect(lint({ "gegevens.bin": bytes })).toEqual([]);
  });

  test("a disk image by its end, an ISO image by its middle, an installer by what it carries", () => {
    const at = (length: number, place: number, text: string) => {
      const bytes = Buffer.alloc(length, 1);
      bytes.write(text, place, "latin1");
      return bytes;
    };
    const carried = Buffer.concat([portableExecutable(false), Buffer.from("efbeadde4e756c6c736f6674496e7374", "hex")]);
    for (const bytes of [at(2048, 1536, "koly"), at(40_000, 32_769, "CD001"), carried])
      expect(codes(lint({ "a.bin": bytes }))).toEqual(["NOT_LOOKED_INTO"]);
    expect(lint({ "a.bin": portableExecutable(false) })).toEqual([]);
  });
});

describe("B12: what is left over", () => {
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"a".repeat(64)}\nsize 12\n`;

  test.each([
    [".DS_Store", "DS_Store"],
    ["prog/._a.exe", "prog/.a.exe"],
    ["__MACOSX/prog/x", "MACOSX/prog/x"],
    ["Thumbs.db", "thumbs.dbx"],
    ["prog/ehthumbs.db", "prog/thumbs"],
    [".git/HEAD", ".gitattributes"],
    ["a/.svn/entries", "a/svn/entries"],
    ["CVS/Root", "cv/Root"],
    ["prog/~$brief.docx.txt", "prog/$brief.txt"],
    ["prog/a.exe.part", "prog/part.exe"],
    ["notes.txt~", "notes~1.txt"],
    [".notes.txt.swp", "notes.swp.txt"],
    ["a.orig", "orig"],
    ["a.bak", "bak.a"],
    ["#a#", "a#"],
    [".~lock.brief.odt#", "lock.brief.txt"],
    ["$RECYCLE.BIN/a", "recycle.bin"],
  ])("%s", (bad, twin) => {
    expect(lint({ "LEESMIJ.txt": "x", [bad]: "x" })).toEqual([
      expect.objectContaining({ code: "LEFT_OVER", path: bad }),
    ]);
    expect(codes(lint({ "a.zip": zipOf([file(bad)]) }))).toContain("LEFT_OVER");
    expect(lint({ "LEESMIJ.txt": "x", [twin]: "x" })).toEqual([]);
  });

  test("a pointer of git LFS by its content", () => {
    expect(codes(lint({ "groot.bin": pointer }))).toEqual(["LEFT_OVER"]);
    expect(lint({ "groot.bin": `over: ${pointer}` })).toEqual([]);
  });

  test("build-iso says it of each, and builds", async () => {
    const payload = tree({ "a.txt": "x", ".DS_Store": "x", "prog/groot.bin": pointer, ".git/HEAD": "x" });
    const remarks: string[] = [];
    await build(payload, { onRemark: ({ path, what }) => remarks.push(`${path}: ${what}`) });
    expect(remarks).toEqual([
      expect.stringMatching(/^\.DS_Store: a Mac's/),
      expect.stringMatching(/^\.git\/HEAD: of git$/),
      expect.stringMatching(/^prog\/groot\.bin: a pointer/),
    ]);
    const none: unknown[] = [];
    await build(tree({ "a.txt": "x" }), { onRemark: (remark) => none.push(remark) });
    expect(none).toEqual([]);
    const { root, release } = commandFiles();
    const out = join(temporaryFolder(), "out");
    const said = zegel(["build-iso", "--payload", payload, "--release", release, "--root", root, "--out", out]);
    expect(said).toMatchObject({ status: 0, stderr: expect.stringMatching(/^note: .*\n {2}"\.DS_Store": a Mac's/m) });
  });
});

test("a link is not followed, and said", () => {
  const folder = tree({ "a.txt": "x" });
  symlinkSync("/etc/passwd", join(folder, "link"));
  mkdirSync(join(folder, "leeg"));
  expect(lintPayload(folder).findings).toEqual([expect.objectContaining({ code: "NOT_LOOKED_INTO", path: "link" })]);
});

test.runIf(process.platform === "linux")(
  "a name that is not UTF-8 is said, of a file and of a folder; what lies beside it is looked at",
  () => {
    const folder = tree({ "a.pem": pem });
    const named = (name: string) => Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name, "latin1")]);
    writeFileSync(named("caf\xe9.txt"), "x");
    mkdirSync(named("map\xe9"));
    const { findings } = lintPayload(folder);
    expect(findings.map(({ code }) => code).sort()).toEqual(["NOT_LOOKED_INTO", "NOT_LOOKED_INTO", "PRIVATE_KEY"]);
    expect(findings.find(({ code }) => code === "NOT_LOOKED_INTO")).toMatchObject({
      path: "café.txt",
      detail: expect.stringMatching(/not UTF-8/),
    });
  },
);

test("the command: text, JSON, exit codes", () => {
  const folder = tree({ "a.pem": pem });
  const text = zegel(["lint-payload", folder]);
  expect(text.status).toBe(31);
  expect(text.stdout).toMatch(/^1 findings in 1 files.*\n\nPrivate keys: 1 {2}\[PRIVATE_KEY\]/);
  expect(JSON.parse(zegel(["lint-payload", folder, "--json"]).stdout)).toMatchObject({ total: 1, looked: 1 });
  expect(zegel(["lint-payload", tree({ "a.txt": "x" })]).status).toBe(0);
  expect(zegel(["lint-payload", join(folder, "weg")])).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/does not exist/),
  });
});
