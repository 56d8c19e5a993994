// Key files on disk: rights, exclusive creation, what is refused, and that no secret shows.

import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FileError } from "../../src/files/bounded.ts";
import { FilesError } from "../../src/files/error.ts";
import { encodeHex, encodeVKey, FormatError } from "../../src/format/index.ts";
import { encryptAge } from "../../src/sign/age-file.ts";
import { newKey, openKey, readPublicKey, SignError, wipeKey, writeKey } from "../../src/sign/index.ts";
import { temporaryFolder } from "../tools.ts";
import { anna, passphrase, testKey, writeTestKey } from "./fixtures.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
async function failure(work: () => Promise<unknown>): Promise<SignError | FormatError | FileError | FilesError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof SignError || error instanceof FormatError) return error;
    if (error instanceof FileError || error instanceof FilesError) return error;
    throw error;
  }
  throw new Error("accepted");
}

describe("STEM.key and STEM.pub", () => {
  it("open to the same key; the secret half is for its owner alone", async () => {
    const folder = temporaryFolder();
    await writeTestKey(folder, anna);
    const key = await openKey(join(folder, "anna.key"), passphrase);
    expect(key).toEqual(anna);
    expect(await readPublicKey(join(folder, "anna.pub"))).toEqual(anna.vkey);
    expect(statSync(join(folder, "anna.key")).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(["anna.key", "anna.pub"]);
  });

  it("new keys differ; a wiped one holds no seed", () => {
    const [one, two] = [newKey("one"), newKey("two")];
    expect(one.vkey.raw).not.toBe(two.vkey.raw);
    wipeKey(one);
    expect(encodeHex(one.seed)).toBe("0".repeat(64));
  });

  it("never write over either file, nor through a dangling link", async () => {
    for (const there of ["anna.key", "anna.pub"]) {
      const folder = temporaryFolder();
      writeFileSync(join(folder, there), "mine");
      expect((await failure(() => writeTestKey(folder, anna))).code).toBe("EXISTS");
      expect(readdirSync(folder)).toEqual([there]);
      expect(readFileSync(join(folder, there), "utf8")).toBe("mine");
    }
    const folder = temporaryFolder();
    symlinkSync(join(folder, "elsewhere"), join(folder, "anna.key"));
    expect((await failure(() => writeTestKey(folder, anna))).code).toBe("EXISTS");
    expect(readdirSync(folder)).toEqual(["anna.key"]);
  });

  it("leave a file that ends in .tmp alone: it is somebody's own, and so is what a link planted there leads to", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "victim"), "untouched");
    symlinkSync(join(folder, "victim"), join(folder, "anna.key.tmp"));
    await writeTestKey(folder, anna);
    expect(readFileSync(join(folder, "victim"), "utf8")).toBe("untouched");
    expect(readdirSync(folder).sort()).toEqual(["anna.key", "anna.key.tmp", "anna.pub", "victim"]);
  });

  it("a folder that is not there, or a file in its place, is told", async () => {
    const folder = temporaryFolder();
    expect((await failure(() => writeTestKey(join(folder, "nowhere"), anna))).code).toBe("FILE");
    mkdirSync(join(folder, "there"));
    await writeTestKey(join(folder, "there"), anna);
  });

  it.skipIf(process.getuid?.() === 0)("a folder without the right to write is told", async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o500);
    expect((await failure(() => writeTestKey(folder, anna))).code).toBe("FILE");
    chmodSync(folder, 0o700);
  });
});

describe("passphrases", () => {
  it("of 8 characters and more, up to 1,024 bytes", async () => {
    const folder = temporaryFolder();
    const write = (stem: string, word: string) => writeKey(join(folder, stem), anna, utf8(word), 1);
    expect((await failure(() => write("short", "1234567"))).code).toBe("PASSPHRASE");
    expect((await failure(() => write("empty", ""))).code).toBe("PASSPHRASE");
    expect((await failure(() => write("long", "x".repeat(1025)))).code).toBe("PASSPHRASE");
    expect(readdirSync(folder)).toEqual([]);
    await write("eight", "éèêëáàâä");
    await write("longest", "x".repeat(1024));
  });

  it("are used byte by byte: another Unicode form of the same letters is another passphrase", async () => {
    const folder = temporaryFolder();
    await writeKey(join(folder, "k"), anna, utf8("caf\u00e9caf\u00e9"), 1);
    const other = await failure(() => openKey(join(folder, "k.key"), utf8("cafe\u0301cafe\u0301")));
    expect(other.code).toBe("PASSPHRASE");
    await openKey(join(folder, "k.key"), utf8("caf\u00e9caf\u00e9"));
  });
});

describe("contents that are not a key", () => {
  const seed = encodeHex(testKey("anna", 1).seed);
  const good = `zegel/key v1\nname anna\nseed ${seed}\n`;
  const open = async (text: string) => {
    const path = join(temporaryFolder(), "k.key");
    writeFileSync(path, await encryptAge(utf8(text), passphrase, 1));
    return openKey(path, passphrase);
  };

  it("the good one opens", async () => {
    expect((await open(good)).vkey).toEqual(anna.vkey);
  });

  for (const [fault, text] of Object.entries({
    empty: "",
    "no line feed at the end": good.slice(0, -1),
    "more behind it": `${good}x\n`,
    "upper case": good.replace(seed, "AB".repeat(32)),
    "seed too short": good.replace(seed, seed.slice(2)),
    "seed too long": good.replace(seed, `${seed}00`),
    "another version": good.replace("v1", "v2"),
    "no name": good.replace("name anna\n", ""),
    "empty name": good.replace("anna", ""),
    "name with a blank": good.replace("anna", "an na"),
    "name with a line feed": good.replace("anna", "anna\nseed x"),
    "CR LF": good.replaceAll("\n", "\r\n"),
    "fields swapped": `zegel/key v1\nseed ${seed}\nname anna\n`,
  }))
    it(`${fault}, and the message holds no secret`, async () => {
      const error = await failure(() => open(text));
      expect(error.code).toBe("KEY_FILE");
      expect(error.message).not.toContain(seed.slice(0, 8));
      expect(error.message.toLowerCase()).not.toContain("abab");
    });
});

describe("STEM.pub", () => {
  const read = async (text: string) => {
    const path = join(temporaryFolder(), "k.pub");
    writeFileSync(path, text);
    return readPublicKey(path);
  };
  const good = `${encodeVKey(anna.vkey)}\n`;

  it("is one vkey line", async () => {
    expect(await read(good)).toEqual(anna.vkey);
    for (const bad of [
      "",
      "\n",
      good.slice(0, -1),
      good + good,
      ` ${good}`,
      good.replace("anna", "bert"),
      good.repeat(9),
    ])
      expect((await failure(() => read(bad))).code).toMatch(/^(KEY|KEY_FILE|FILE|TEXT)$/);
  });
});
