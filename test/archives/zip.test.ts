// Zips: what real programs make is read as they read it; one part changed is refused, or nothing came of the change.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ArchiveFault, refuse } from "../../src/archives/bytes.ts";
import { readZip } from "../../src/archives/zip.ts";
import { Staging } from "../../src/build-iso/staging.ts";
import { unpackZip } from "../../src/build-iso/zip.ts";
import { zipEntries } from "../../src/lint/unpack.ts";
import { refusalsOf, tree } from "../build-iso/building.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { each, go, good, java, stored } from "./good-zips.ts";
import { putTogether, splice, takeApart } from "./parts.ts";
import { describedData, extra, unixField, wrong } from "./wrong-zips.ts";

const files = { "a.txt": "hoi\n", "m/b.txt": "dag ".repeat(40) };

/** Files by path, each judged as build-iso judges it; throws at the first fault. */
function read(zip: Uint8Array): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { name, kind, read } of zipEntries(zip, 1 << 24, refuse)) {
    if (kind !== "file" && kind !== "folder") throw new ArchiveFault(`${name} is a ${kind}`);
    const content = Buffer.from(read()).toString("latin1");
    if (kind === "file") found[name] = content;
  }
  return found;
}

/** The same out of the staging folder of build-iso, and why it refused it. */
async function unpack(zip: Uint8Array): Promise<{ files: Record<string, string>; refusals: readonly unknown[] }> {
  const work = temporaryFolder();
  writeFileSync(join(work, "p.zip"), zip);
  const staging = new Staging(work, "payload", 1 << 24);
  await unpackZip(join(work, "p.zip"), staging, undefined);
  const { files: placed, refusals } = staging.source();
  const found = placed.map(({ path, place }) => [path, readFileSync(join(work, place), "latin1")] as const);
  return { files: Object.fromEntries(found), refusals };
}

function refusalOf(zip: Uint8Array): string {
  try {
    read(zip);
    return "accepted";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe("A11: a zip that is sound", () => {
  test.each(Object.keys(good))("%s", async (name) => {
    const zip = good[name]?.() ?? Buffer.alloc(0);
    const expected = name === "jar of Java 17" ? expect.objectContaining(files) : files;
    expect(read(zip)).toEqual(expected);
    expect(await unpack(zip)).toEqual({ files: expected, refusals: [] });
  });
});

describe("A11: a zip that two programs could read differently", () => {
  test.each(Object.keys(wrong))("%s is refused", async (name) => {
    const zip = wrong[name]?.(takeApart(stored())) ?? Buffer.alloc(0);
    expect(refusalOf(zip)).not.toBe("accepted");
    await expect(unpack(zip)).rejects.toBeInstanceOf(ArchiveFault);
  });

  test("C6: entries that share their bytes are judged once, however many they are", () => {
    const many = 50_000;
    const one = takeApart(describedData(4));
    const [part] = one.entries;
    if (part === undefined) throw new Error("the zip has an entry");
    const directory = Buffer.concat(Array.from({ length: many }, () => part.record));
    const end = Buffer.from(one.end);
    const locals = Buffer.concat([part.local, part.data, part.descriptor]);
    end.writeUInt16LE(many, 8);
    end.writeUInt16LE(many, 10);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(locals.length, 16);
    const bytes = Buffer.concat([locals, directory, end]);
    let read = 0;
    const zip = {
      size: bytes.length,
      read: (at: number, length: number) => {
        read += length;
        return bytes.subarray(at, at + length);
      },
    };
    const faults: string[] = [];
    expect(readZip(zip, ({ message }) => faults.push(message))).toHaveLength(many);
    expect(faults.filter((fault) => fault.includes("overlaps"))).toHaveLength(many - 1);
    expect(read).toBeLessThan(bytes.length + many * 32 + 200_000); // a header each, and nothing of names or data
  });

  test("the twin that is put together again without a change is accepted", () => {
    expect(putTogether(takeApart(stored()))).toEqual(stored());
    expect(read(each(go, () => {}))).toEqual(files);
    expect(read(extraTwin(0x756e, unixField(0o100644)))).toEqual(files);
    expect(Object.keys(read(describedData(4)))).toEqual(["a.bin"]); // as a zip within a zip has them
    expect(read(extraTwin(0x5455, Buffer.from("x")))).toEqual(files);
  });

  function extraTwin(id: number, field: Buffer): Buffer {
    return extra(takeApart(stored()), id, field);
  }

  test.each([
    ["go", go],
    ["java", java],
    ["stored", stored()],
    ["64 bits", good["64-bit sizes and an offset that is not needed (Go)"]?.() ?? go],
    ["64-bit records", good["64-bit records, all marked in the shorter one"]?.() ?? go],
  ])("%s: each byte changed, cut out or doubled is refused, or the files are the same", (_, zip) => {
    const others: string[] = [];
    let accepted = 0;
    const hold = (what: string, changed: Buffer) => {
      try {
        const found = read(changed);
        accepted++;
        if (JSON.stringify(found) !== JSON.stringify(read(zip))) others.push(what);
      } catch {
        // refused
      }
    };
    for (let i = 0; i < zip.length; i++) {
      for (const mask of [1, 2, 8, 16, 0x80, 0xff]) {
        const changed = Buffer.from(zip);
        changed[i] = (changed[i] ?? 0) ^ mask;
        hold(`${i} ^ ${mask}`, changed);
      }
      hold(`${i} cut out`, splice(zip, i, 1, ""));
      hold(`${i} doubled`, splice(zip, i, 0, zip.subarray(i, i + 1)));
    }
    expect(others).toEqual([]);
    expect(accepted).toBeGreaterThan(50); // dates, owners, rights
  });
});

describe.skipIf(!has("zip") || !has("bsdtar") || !has("python3") || !has("unzip"))("A11: real programs", () => {
  const content = { ...files, "leeg.txt": "", "m/één.bin": "\x00\x01".repeat(3000), "leeg/": "" };
  const python = `
import os, sys, zipfile
class Pipe:
    def __init__(self, file): self.file = file
    def write(self, data): return self.file.write(data)
    def flush(self): self.file.flush()
def fill(z, wide):
    for folder, folders, names in sorted(os.walk('p')):
        for name in sorted(names):
            path = os.path.join(folder, name)
            with z.open(path, 'w', force_zip64=wide) as out: out.write(open(path, 'rb').read())
for n in range(8):
    with open('python%d.zip' % n, 'wb') as f, zipfile.ZipFile(Pipe(f) if n & 1 else f, 'w', 8 if n & 2 else 0) as z: fill(z, bool(n & 4))
`;
  const yazlPath = join(import.meta.dirname, "../../node_modules/yazl");
  const yazl = `
const yazl = require(process.env.YAZL), fs = require("fs");
for (const [name, wide] of [["yazl", false], ["yazl64", true]]) {
  const zip = new yazl.ZipFile();
  for (const path of fs.readdirSync("p", { recursive: true }).sort())
    if (fs.statSync("p/" + path).isFile()) zip.addFile("p/" + path, "p/" + path, { forceZip64Format: wide });
  zip.outputStream.pipe(fs.createWriteStream(name + ".zip"));
  zip.end({ forceZip64Format: wide });
}`;
  const makers: readonly (readonly [string, string])[] = [
    ["infozip", "zip -qr infozip.zip p"],
    ["infozip0", "zip -q0r infozip0.zip p"],
    ["infozip-streamed", "zip -qr - p | cat > infozip-streamed.zip"],
    ["infozip64", "zip -qr -fz infozip64.zip p"],
    ["infozip-comment", "zip -qr infozip-comment.zip p && echo hoi | zip -qz infozip-comment.zip"],
    ["infozip-bare", "zip -qrXD infozip-bare.zip p"],
    ["bsdtar", "bsdtar --format zip -cf bsdtar.zip p"],
    ["bsdtar64", "bsdtar --format zip --options zip:zip64 -cf bsdtar64.zip p"],
    ["bsdtar0", "bsdtar --format zip --options zip:compression=store -cf bsdtar0.zip p"],
    ["python", 'python3 -c "$PROGRAM" && python3 -m zipfile -c python.zip p'],
    ["yazl", 'node -e "$PROGRAM_YAZL"'],
    ["yazl64", "true"],
    [
      "git",
      "git init -q g && cp -r p g && git -C g add p && git -C g -c user.name=x -c user.email=x commit -qm x && git -C g archive --format=zip -o ../git.zip HEAD",
    ],
  ];

  test("what they make is read as they read it", async () => {
    const work = temporaryFolder();
    const folder = tree(content, join(work, "p"));
    expect(folder).toBe(join(work, "p"));
    const names: string[] = [];
    for (const [name, command] of makers) {
      const { status, stderr } = run("sh", ["-c", command], {
        cwd: work,
        env: { ...process.env, LC_ALL: "C.UTF-8", PROGRAM: python, PROGRAM_YAZL: yazl, YAZL: yazlPath },
      });
      expect(status, `${name}: ${stderr}`).toBe(0);
      names.push(...(name === "python" ? [name, ...Array.from({ length: 8 }, (_, n) => `python${n}`)] : [name]));
    }
    expect(names.length).toBeGreaterThanOrEqual(21);
    const { "leeg/": _, ...plain } = content;
    const expected = Object.fromEntries(
      Object.entries(plain).map(([path, text]) => [`p/${path}`, Buffer.from(text).toString("latin1")]),
    );
    for (const name of names) {
      const { files: found, refusals } = await unpack(readFileSync(join(work, `${name}.zip`)));
      expect(refusals, name).toEqual([]);
      expect(found, name).toEqual(expected);
    }
  });

  test("of what is refused, other programs make different things", () => {
    const work = temporaryFolder();
    const names = Object.keys(wrong);
    for (const [i, name] of names.entries())
      writeFileSync(join(work, `${i}.zip`), wrong[name]?.(takeApart(stored())) ?? "");
    const script = `
for i in $(seq 0 ${names.length - 1}); do
  a=$(unzip -qqp $i.zip 2>/dev/null | md5sum); b=$(bsdtar -xOf $i.zip 2>/dev/null | md5sum); c=$(bsdtar -xOf - <$i.zip 2>/dev/null | md5sum)
  [ "$a" = "$b" ] && [ "$b" = "$c" ] && echo same || echo differ
done`;
    const seen = run("bash", ["-c", script], { cwd: work }).stdout.trim().split("\n");
    expect(seen).toHaveLength(names.length);
    expect(seen.filter((line) => line === "differ").length).toBeGreaterThan(25);
  });
});

test("C4: a locator of 2^60 ends in a sentence, and nothing stays behind", async () => {
  const path = join(temporaryFolder(), "p.zip");
  writeFileSync(path, wrong["64 bits: a locator of 2^60"]?.(takeApart(stored())) ?? "");
  const [refusal] = await refusalsOf(path); // which looks for what stays behind
  expect(refusal?.reason).toMatch(/^is no sound zip: /);
});
