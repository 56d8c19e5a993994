// Archives as an adversary or a strange program would write them.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { ArchiveFault, refuse } from "../../src/archives/bytes.ts";
import { TarReader } from "../../src/archives/tar-reader.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { paxRecord, tarFile, tarPart, zipFile } from "./archives.ts";
import { build, description, imageDigest, refusalsOf, tree } from "./building.ts";

const good = { name: "goed.txt", body: "goed\n" };
const file = (name: string | Uint8Array, body = "x") => ({ name, body });
const pax = (...records: string[]) => tarPart({ name: "PaxHeader", type: "x", body: records.join("") });
const long = (type: string, name: string) => tarPart({ name: "././@LongLink", type, body: `${name}\0` });

/** The reasons for which an archive is refused, joined. */
async function reasons(archive: string): Promise<string> {
  return (await refusalsOf(archive)).map((r) => `${r.path}: ${r.reason}`).join("\n");
}

async function accepted(archive: string): Promise<void> {
  await expect(build(archive)).resolves.toHaveLength(1);
}

describe("tar: names", () => {
  test.each([
    ["absolute", "/etc/passwd", /absolute/, "etc/passwd"],
    ["upwards", "../buiten.txt", /leads out/, "binnen.txt"],
    ["upwards in the middle", "a/../../b", /leads out/, "a/b"],
    ["backslash", "a\\b", /backslash/, "a/b"],
    ["empty part", "a//b", /not a name/, "a/b"],
    ["dot in the middle", "a/./b", /not a name/, "./a/b"],
    ["reserved", "map/NUL.txt", /device name/, "map/NULL.txt"],
    ["the seal's place", "ZEGEL/SEAL", /place of the seal/, "ZEGELS/SEAL"],
  ])("%s", async (_, bad, reason, name) => {
    expect(await reasons(tarFile([good, file(bad)]))).toMatch(reason);
    await accepted(tarFile([good, file(name)]));
  });

  test("not UTF-8, in a header and in a long name; the same in UTF-8 passes", async () => {
    expect(await reasons(tarFile([file(Buffer.from("caf\xe9", "latin1"))]))).toMatch(/^café: .*not UTF-8/);
    await accepted(tarFile([file("café")]));
  });

  test("twice the same file; a file where a folder must be; twice the same folder passes", async () => {
    expect(await reasons(tarFile([good, good]))).toMatch(/twice/);
    expect(await reasons(tarFile([file("a"), file("a/b")]))).toMatch(/a/);
    expect(await reasons(tarFile([file("a"), file("./a")]))).toMatch(/twice/);
    expect(await reasons(tarFile([good, good, file("a"), file("b")]))).toMatch(
      /^goed.txt: stands in the archive twice$/,
    );
    const folder = { name: "map/", type: "5" };
    await accepted(tarFile([folder, folder, file("map/a")]));
  });

  test("all reasons of an archive at once", async () => {
    const parts = [file("../x"), file("CON"), { name: "l", type: "2", linkName: "CON" }, file("punt."), good];
    expect((await refusalsOf(tarFile(parts))).map((r) => r.path)).toEqual(["../x", "CON", "l", "punt."]);
  });
});

describe("tar: kinds of entries", () => {
  test.each([
    ["symbolic link", { name: "l", type: "2", linkName: "goed.txt" }, /symbolic link/],
    ["character device", { name: "d", type: "3" }, /device/],
    ["block device", { name: "d", type: "4" }, /device/],
    ["named pipe", { name: "p", type: "6" }, /named pipe/],
    ["contiguous file", { name: "c", type: "7" }, /type "7"/],
    ["GNU sparse file", { name: "s", type: "S" }, /type "S"/],
    ["GNU continued volume", { name: "m", type: "M" }, /type "M"/],
    ["GNU volume label", { name: "v", type: "V" }, /type "V"/],
    ["folder with content", { name: "map/", type: "5", body: "x" }, /content/],
    ["old folder with content", { name: "map/", type: "0", body: "x" }, /content/],
    ["hard link with content", { name: "h", type: "1", linkName: "goed.txt", body: "x" }, /content/],
  ])("%s", async (_, part, reason) => {
    expect(await reasons(tarFile([good, part]))).toMatch(reason);
  });

  test("hard links: to an earlier file they are copies, elsewhere they are refused", async () => {
    const link = (linkName: string) => ({ name: "kopie.txt", type: "1", linkName });
    for (const target of ["/etc/passwd", "../buiten", "nergens.txt", "later.txt"])
      expect(await reasons(tarFile([good, link(target), file("later.txt")])), target).toMatch(
        /hard link|absolute|leads out/,
      );
    const copied = await imageDigest(tarFile([good, link("./goed.txt")]));
    expect(copied).toBe(await imageDigest(tree({ "goed.txt": "goed\n", "kopie.txt": "goed\n" })));
  });

  test("a file with a NUL as its type, and an old folder, pass", async () => {
    await accepted(
      tarFile([
        { ...good, type: "\0" },
        { name: "map/", type: "0" },
      ]),
    );
  });

  test("a sparse file made by GNU tar", async () => {
    const folder = tree({ goed: "x" });
    expect(run("truncate", ["-s", "1M", join(folder, "gat")]).status).toBe(0);
    for (const format of ["gnu", "pax"]) {
      const archive = join(temporaryFolder(), "p.tar");
      expect(run("tar", ["-S", `--format=${format}`, "-cf", archive, "-C", folder, "."]).status).toBe(0);
      expect(await reasons(archive)).toMatch(/type "S"|GNU\.sparse/);
      expect(run("tar", [`--format=${format}`, "-cf", archive, "-C", folder, "."]).status).toBe(0);
      await accepted(archive);
    }
  });
});

describe("tar: extended headers", () => {
  const named = pax(
    paxRecord("path", "andere naam.txt"),
    paxRecord("mtime", "1.5"),
    paxRecord("SCHILY.xattr.user.a", "b"),
  );

  test("a pax path and a GNU long name are used; harmless records and a commit are dropped", async () => {
    const digest = await imageDigest(tree({ "andere naam.txt": "x" }));
    expect(await imageDigest(tarFile([named, file("kort")]))).toBe(digest);
    expect(await imageDigest(tarFile([long("L", "andere naam.txt"), { ...file("kort"), magic: "ustar  \0" }]))).toBe(
      digest,
    );
    const commit = tarPart({ name: "pax_global_header", type: "g", body: paxRecord("comment", "0123456789abcdef") });
    expect(await imageDigest(tarFile([commit, named, file("kort")]))).toBe(digest);
  });

  test.each([
    ["a path upwards", pax(paxRecord("path", "../x"))],
    ["an absolute path", pax(paxRecord("path", "/x"))],
    ["an unknown record", pax(paxRecord("GNU.sparse.map", "0,1"))],
    ["a record twice", pax(paxRecord("path", "a"), paxRecord("path", "b"))],
    ["a length too short", pax("9 path=ab\n")],
    ["a length too long", pax("99 path=ab\n")],
    ["a length of zero", pax("0 path=ab\n")],
    ["a length with a zero in front", pax("011 path=ab\n")],
    ["no equals sign", pax("8 pathx\n")],
    ["no line feed", pax("11 path=abX")],
    ["a NUL", pax(paxRecord("path", "a\0b"))],
    ["an empty path", pax(paxRecord("path", ""))],
    ["a size that is no number", pax(paxRecord("size", "1x"))],
    ["a negative size", pax(paxRecord("size", "-1"))],
    ["a size of another body", pax(paxRecord("size", "600"))],
    ["not UTF-8", pax(Buffer.from("10 path=\xe9\n", "latin1").toString("latin1"))],
    ["two pax headers", Buffer.concat([pax(paxRecord("path", "a")), pax(paxRecord("path", "b"))])],
    ["a pax header and a GNU name", Buffer.concat([long("L", "a"), pax(paxRecord("path", "b"))])],
    ["two GNU names", Buffer.concat([long("L", "a"), long("L", "b")])],
    ["a GNU name with something behind it", tarPart({ name: "x", type: "L", body: "a\0b\0" })],
    ["an empty GNU name", tarPart({ name: "x", type: "L", body: "\0\0" })],
    ["a global path", tarPart({ name: "g", type: "g", body: paxRecord("path", "overal") })],
    ["a global size", tarPart({ name: "g", type: "g", body: paxRecord("size", "1") })],
    ["a header of 70 kB", tarPart({ name: "x", type: "x", body: paxRecord("comment", "c".repeat(70_000)) })],
  ])("%s is refused", async (_, header) => {
    expect(await reasons(tarFile([good, header, file("kort")]))).not.toBe("");
  });

  const record = (key: string, value: string | Uint8Array) => {
    const rest = Buffer.concat([Buffer.from(` ${key}=`), Buffer.from(value), Buffer.from("\n")]);
    let length = rest.length + 1;
    while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
    return Buffer.concat([Buffer.from(String(length)), rest]);
  };
  const attributes = (...records: Buffer[]) => tarPart({ name: "PaxHeader", type: "x", body: Buffer.concat(records) });
  /** Why the reader refuses it, without a build around it. */
  const fault = (...parts: Parameters<typeof tarFile>[0]) => {
    try {
      const reader = new TarReader(() => ({ data: () => {}, end: () => {} }), refuse);
      reader.write(readFileSync(tarFile(parts)));
      reader.end();
      return "accepted";
    } catch (error) {
      return error instanceof ArchiveFault ? error.message : String(error);
    }
  };
  const binary = Buffer.from("01020085b35ce0acdbd09f000aff3d", "hex");

  test.each([
    "SCHILY.realsize",
    "SCHILY.offset",
    "SCHILY.filetype",
    "SCHILY.tarfiletype",
    "SCHILY.xattr.",
    "SCHILY.xattrs.user.a",
    "LIBARCHIVE.path",
    "LIBARCHIVE.xattr",
    "GNU.sparse.name",
    "GNU.sparse.realsize",
    "GNU.sparse.major",
    "GNU.dumpdir",
    "SUN.holesdata",
    "RHT.path",
    "APPLE.path",
    "hdrcharset",
    "charset",
    "realtime.path",
    "PATH",
    "path ",
    "Size",
    "path\0",
  ])("A12: the record %j, which some program may obey, is refused", (key) => {
    expect(fault(attributes(record(key, "4096")), file("kort"))).toMatch(/pax record/);
    expect(fault(attributes(record("comment", "4096")), file("kort"))).toBe("accepted");
  });

  test("B6: owners, dates and attributes of any bytes are passed over", async () => {
    const records = [
      "LIBARCHIVE.xattr.com.apple.provenance",
      "SCHILY.xattr.com.apple.provenance",
      "SCHILY.xattr.user.path",
      "SCHILY.acl.access",
      "SCHILY.fflags",
      "RHT.security.selinux",
      "LIBARCHIVE.creationtime",
      "uname",
      "comment",
    ].map((key) => record(key, binary));
    const named = [...records, record("path", "andere naam.txt")];
    for (const one of records) expect(fault(attributes(one), file("kort"))).toBe("accepted");
    const digest = await imageDigest(tree({ "andere naam.txt": "x" }));
    expect(await imageDigest(tarFile([attributes(...named), file("kort")]))).toBe(digest);
  });

  test("A12: what an entry goes by must be text, and stands once", () => {
    for (const [key, value] of [
      ["path", "a"],
      ["linkpath", "a"],
      ["size", "1"],
    ] as const) {
      const one = record(key, value);
      expect(fault(attributes(one), file("kort")), key).toBe("accepted");
      expect(fault(attributes(one, one), file("kort")), key).toMatch(/twice/);
      expect(fault(attributes(record(key, binary)), file("kort")), key).not.toBe("accepted");
      expect(fault(attributes(record(key, "")), file("kort")), key).not.toBe("accepted");
    }
  });

  test("A12: star's own form with a name that fills its prefix; plain star passes", async () => {
    const star = (prefix: string) => {
      const block = tarPart(file("kort"));
      block.write(prefix, 345, "latin1");
      block.write("00000000000 00000000000 tar\0", 476 + 8, 28, "latin1");
      block.write("        ", 148, "latin1");
      const sum = block.subarray(0, 512).reduce((all, byte) => all + byte, 0);
      block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
      return block;
    };
    expect(await reasons(tarFile([star("m".repeat(131))]))).toMatch(/star/);
    await accepted(tarFile([star("map")]));
  });

  test.skipIf(!has("setfattr") || !has("bsdtar"))(
    "B6: archives with attributes as GNU tar and bsdtar make them",
    async () => {
      const folder = tree({ goed: "x" });
      const set = run("setfattr", ["-n", "user.a", "-v", `0x${binary.toString("hex")}`, join(folder, "goed")]);
      if (set.status !== 0) return; // a file system without attributes: what they write stands in the tests above
      const digest = await imageDigest(folder);
      const path = join(temporaryFolder(), "p.tar");
      for (const [program, args] of [
        ["tar", ["--xattrs", "--acls", "--format=pax"]],
        ["bsdtar", ["--xattrs", "--acls", "--format=pax"]],
      ] as const) {
        expect(run(program, [...args, "-cf", path, "-C", folder, "."]).status).toBe(0);
        expect(await imageDigest(path), program).toBe(digest);
      }
    },
  );

  test("a header that no entry follows", async () => {
    expect(await reasons(tarFile([good, named]))).toMatch(/for no entry/);
    await accepted(tarFile([good, named, file("kort")]));
  });

  // tar-stream 3.2.2 takes this file for a folder and its content for headers.
  test("a long GNU name that is cut behind a slash in its header", async () => {
    const name = `${"m".repeat(49)}/${"n".repeat(49)}/bestand.txt`;
    const parts = [long("L", name), { ...file(name.slice(0, 100)), magic: "ustar  \0" }];
    expect(await imageDigest(tarFile(parts))).toBe(await imageDigest(tree({ [name]: "x" })));
  });
});

describe("tar: structure", () => {
  test.each([
    ["cut in a body", (tar: Buffer) => tar.subarray(0, 700)],
    ["cut in a header", (tar: Buffer) => tar.subarray(0, 300)],
    ["cut before its end", (tar: Buffer) => tar.subarray(0, 1024)],
    ["with one block of zeros", (tar: Buffer) => tar.subarray(0, 1536)],
    ["with half a block behind it", (tar: Buffer) => Buffer.concat([tar, Buffer.alloc(100)])],
    ["with another archive behind it", (tar: Buffer) => Buffer.concat([tar, tar])],
    ["with text behind it", (tar: Buffer) => Buffer.concat([tar, Buffer.from("verborgen".padEnd(512))])],
    ["empty", () => Buffer.alloc(0)],
    ["zeros only", () => Buffer.alloc(10_240)],
    ["something else", () => Buffer.from("PK\x03\x04".padEnd(2048, "x"))],
  ])("%s", async (_, change) => {
    const path = tarFile([good]);
    writeFileSync(path, change(readFileSync(path)));
    expect(await reasons(path)).not.toBe("");
  });

  test.each([
    ["a checksum that is wrong", { checksum: "000001\0 " }],
    ["no magic", { magic: "\0\0\0\0\0\0\0\0" }],
    ["a size with a letter", { size: "0000000000z " }],
    ["a negative size in base 256", { size: "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xfe" }],
    ["a size beyond all numbers", { size: "\x80\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff" }],
  ])("%s", async (_, change) => {
    expect(await reasons(tarFile([{ ...good, ...change }]))).toMatch(/no sound tar/);
  });

  test("padding to a record, and a size in base 256, pass", async () => {
    await accepted(tarFile([{ ...good, size: "\x80\0\0\0\0\0\0\0\0\0\0\x05" }], Buffer.alloc(20_480)));
  });

  test("gzip: cut, damaged, or not at all", async () => {
    const tar = readFileSync(tarFile([good]));
    const write = (bytes: Uint8Array) => {
      const path = join(temporaryFolder(), "p.tgz");
      writeFileSync(path, bytes);
      return path;
    };
    const zipped = gzipSync(tar);
    await accepted(write(zipped));
    expect(await reasons(write(zipped.subarray(0, -9)))).toMatch(/no sound gzip/);
    expect(await reasons(write(Buffer.from(zipped).fill(0x55, 30, 40)))).toMatch(/no sound/);
    expect(await reasons(write(tar))).toMatch(/no sound gzip/);
  });

  test("A11: what lies behind a gzip member: another member, or zeros; anything else is refused", async () => {
    const tar = readFileSync(tarFile([good]));
    const [one, two] = [gzipSync(tar.subarray(0, 700)), gzipSync(tar.subarray(700))];
    const hidden = gzipSync(readFileSync(tarFile([file("verborgen")])));
    const write = (...parts: Uint8Array[]) => {
      const path = join(temporaryFolder(), "p.tgz");
      writeFileSync(path, Buffer.concat(parts));
      return path;
    };
    const zeros = Buffer.alloc(512);
    await accepted(write(one, two));
    await accepted(write(one, two, zeros));
    await accepted(write(one, gzipSync(""), two));
    const named = gzipSync(tar);
    named[3] = 0x1c; // an extra field, a name and a comment
    await accepted(write(named.subarray(0, 10), Buffer.from("\x02\0ab" + "naam\0opm\0", "latin1"), named.subarray(10)));
    for (const [what, path] of [
      ["a member behind zeros", write(one, two, zeros, hidden)],
      ["text", write(one, two, Buffer.from("x"))],
      ["zeros, then text", write(one, two, zeros, Buffer.from("x"))],
      ["half a header", write(one, two, Buffer.from([0x1f, 0x8b]))],
      ["a member that is cut off", write(one, two, hidden.subarray(0, 20))],
      ["zeros between two", write(one, zeros, two)],
    ] as const)
      expect(await reasons(path), what).toMatch(/no sound gzip/);
    for (const [at, mask, what] of [
      [3, 0x80, "a flag without meaning"],
      [3, 2, "a sum of the header"],
      [2, 1, "another method"],
      [one.length - 8, 1, "a CRC-32"],
      [one.length - 4, 1, "a size"],
    ] as const) {
      const spoilt = Buffer.from(one);
      spoilt[at] = (spoilt[at] ?? 0) ^ mask;
      expect(await reasons(write(spoilt, two)), what).toMatch(/no sound gzip/);
    }
  });

  test("a bomb stops at the medium's capacity", async () => {
    const size = 100 * 1024 ** 3;
    const header = tarPart({ name: "bom", size: `\x80\0\0\0${String.fromCharCode(...be64(size))}` });
    const path = join(temporaryFolder(), "p.tar.gz");
    writeFileSync(path, gzipSync(Buffer.concat([header, Buffer.alloc(64 * 1024 * 1024)])));
    expect(await reasons(path)).toMatch(/over the 737280000 bytes/);
  });
});

function be64(value: number): number[] {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return [...bytes];
}

describe("zip", () => {
  test.each([
    ["absolute", "/etc/passwd", /absolute/, "etc/passwd"],
    ["upwards", "../buiten.txt", /leads out/, "binnen.txt"],
    ["backslash", "a\\b", /backslash/, "a/b"],
    ["drive letter", "C:/x", /character/, "C/x"],
    ["reserved", "NUL", /device name/, "NULL"],
    ["the seal's place", "ZEGEL/x", /place of the seal/, "zegels/x"],
  ])("name: %s", async (_, bad, reason, name) => {
    expect(await reasons(zipFile([good, { name: bad }]))).toMatch(reason);
    await accepted(zipFile([good, { name }]));
  });

  test("a name that is not UTF-8; one that is, without the flag, passes", async () => {
    expect(await reasons(zipFile([{ name: Buffer.from([0x82, 0x41]), flags: 0 }]))).toMatch(/not UTF-8/);
    await accepted(zipFile([{ name: "één", flags: 0 }]));
  });

  test("a second name in an extra field: the same passes, another is refused", async () => {
    const extra = (name: string) => {
      const bytes = Buffer.from(name);
      const head = Buffer.alloc(9);
      head.writeUInt16LE(0x7075, 0);
      head.writeUInt16LE(5 + bytes.length, 2);
      head.writeUInt8(1, 4);
      return Buffer.concat([head, bytes]);
    };
    await accepted(zipFile([{ name: "een", extra: extra("een") }]));
    expect(await reasons(zipFile([{ name: "een", extra: extra("twee") }]))).toMatch(/second, different name/);
  });

  test.each([
    ["symbolic link", { name: "l", body: "goed.txt", mode: 0o120777 }, /link or a device/],
    ["device", { name: "d", mode: 0o020666 }, /link or a device/],
    ["encrypted", { name: "e", flags: 0x801, body: "xxxxxxxxxxxxx", size: 13 }, /encrypted|mismatch/],
    ["strange method", { name: "m", method: 99 }, /method 99/],
    ["folder with content", { name: "map/", body: "x", mode: 0o040755 }, /content/],
    ["file as a folder", { name: "map/", mode: 0o100644 }, /link or a device/],
    ["wrong CRC", { name: "c", body: "x", crc: 1 }, /CRC-32/],
    ["size too small", { name: "s", body: "xx", size: 1 }, /two sizes/],
    ["size too large", { name: "s", body: "xx", size: 5 }, /two sizes/],
    ["other local name", { name: "a", localName: "b" }, /local header/],
  ])("%s", async (_, part, reason) => {
    expect(await reasons(zipFile([part, good]))).toMatch(reason);
  });

  test("twice the same file", async () => {
    expect(await reasons(zipFile([good, good]))).toMatch(/twice/);
    await accepted(zipFile([good, { ...good, name: "ook.txt" }]));
  });

  test("cut, with something behind it, or something else", async () => {
    const path = zipFile([good]);
    const zip = readFileSync(path);
    for (const bytes of [zip.subarray(0, -1), Buffer.concat([zip, Buffer.from("x")]), Buffer.from("geen zip")]) {
      writeFileSync(path, bytes);
      expect(await reasons(path)).toMatch(/no sound zip/);
    }
  });

  test("a bomb by its own account is refused before it is unpacked", async () => {
    const big = { body: "x", size: 0x30000000, method: 8 };
    const bomb = zipFile([
      { name: "a", ...big },
      { name: "b", ...big },
    ]);
    expect((await refusalsOf(bomb, { description: description({ medium: "cd700" }) }))[0]!.reason).toMatch(/over the/);
  });

  test.skipIf(!has("zip"))("encrypted and symbolic links as Info-ZIP writes them", async () => {
    const folder = tree({ "goed.txt": "x" });
    const archive = join(temporaryFolder(), "p.zip");
    expect(run("zip", ["-q", "-P", "geheim", archive, "goed.txt"], { cwd: folder }).status).toBe(0);
    expect(await reasons(archive)).toMatch(/encrypted/);
    expect(run("ln", ["-s", "goed.txt", join(folder, "l")]).status).toBe(0);
    const linked = join(temporaryFolder(), "p.zip");
    expect(run("zip", ["-q", "-y", "-r", linked, "."], { cwd: folder }).status).toBe(0);
    expect(await reasons(linked)).toMatch(/^l: is a link/);
  });
});

test("neither folder nor archive, and nothing at all", async () => {
  const folder = tree({ "p.rar": "x" });
  expect(await reasons(join(folder, "p.rar"))).toMatch(/neither a folder nor/);
  expect(await reasons(join(folder, "weg"))).toMatch(/does not exist/);
});
