// age files: CCTV's vectors, and age itself in both directions.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import * as cctv from "cctv-age";
import { describe, expect, it, test } from "vitest";
import { SignError } from "../../src/sign/index.ts";
import { decodeArmor } from "../../src/sign/keys/age/armor.ts";
import { decryptAge, encryptAge, plaintextLimit } from "../../src/sign/keys/age/file.ts";
import { encodeAgeHeader, encodeAgeMac, parseAgeHeader } from "../../src/sign/keys/age/header.ts";
import { decryptStream, encryptStream } from "../../src/sign/keys/age/stream.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import fc from "../world/properties.ts";
import { onTerminal } from "./pty.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const secret = utf8("correct horse battery");

interface Vector {
  readonly name: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly file: Uint8Array;
}

/** CCTV's, from npm: bytes by name. Each: lines `name: value`, an empty line, an age file (`compressed: zlib`: deflated). */
const vectors: Vector[] = Object.entries(cctv)
  .filter(([name]) => name !== "default" && name !== "module.exports")
  .map(([name, content]) => {
    const bytes = Buffer.from(content as Uint8Array);
    const cut = bytes.indexOf("\n\n");
    const lines = bytes.subarray(0, cut).toString("utf8").split("\n");
    const fields = new Map(
      lines.map((line) => [line.slice(0, line.indexOf(": ")), line.slice(line.indexOf(": ") + 2)]),
    );
    const rest = bytes.subarray(cut + 2);
    return { name, fields, file: new Uint8Array(fields.get("compressed") === "zlib" ? inflateSync(rest) : rest) };
  });
const named = (pattern: RegExp) => vectors.filter(({ name }) => pattern.test(name));
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const codeOf = async (work: () => unknown) => {
  try {
    await work();
    return "accepted";
  } catch (error) {
    if (error instanceof SignError) return error.code;
    throw error;
  }
};

test("the vectors are all there", () => {
  expect(vectors.length).toBe(143);
  expect(named(/^scrypt/).length).toBe(25);
  expect(named(/^stream/).length).toBe(28);
  expect(named(/^armor/).length).toBe(33);
});

describe("CCTV scrypt", () => {
  for (const { name, fields, file } of named(/^(scrypt|armor_scrypt)/))
    it(name, async () => {
      const open = async () => decryptAge(file, utf8(fields.get("passphrase") ?? ""));
      if (fields.get("expect") === "success") expect(sha256(await open())).toBe(fields.get("payload"));
      else expect(await codeOf(open)).toMatch(/^(AGE_FILE|PASSPHRASE|WORK_FACTOR)$/);
    });
});

test("CCTV, every file for another kind of recipient, or with another fault: refused", async () => {
  const others = vectors.filter(({ name }) => !/^(scrypt|armor_scrypt)/.test(name));
  expect(others.length).toBeGreaterThan(100);
  for (const { name, file } of others)
    expect(await codeOf(() => decryptAge(file, utf8("password"))), name).toMatch(/^(AGE_FILE|PASSPHRASE|WORK_FACTOR)$/);
});

describe("CCTV stream, by the file key", () => {
  for (const { name, fields, file } of named(/^stream/))
    it(name, async () => {
      const macAt = Buffer.from(file).indexOf("\n--- ") + 1;
      const payload = file.subarray(Buffer.from(file).indexOf("\n", macAt) + 1);
      const open = () => decryptStream(Buffer.from(fields.get("file key") ?? "", "hex"), payload);
      if (fields.get("expect") === "success") expect(sha256(open())).toBe(fields.get("payload"));
      else expect(await codeOf(open)).toBe("AGE_FILE");
    });
});

describe("CCTV armor", () => {
  for (const { name, fields, file } of named(/^armor/)) {
    const isArmorFault = fields.get("expect") === "armor failure";
    it(name, async () => {
      expect(await codeOf(() => decodeArmor(file))).toBe(
        isArmorFault || name === "armor_empty" ? "AGE_FILE" : "accepted",
      );
    });
  }
});

describe("header", () => {
  it("prints back to the same bytes", async () => {
    const file = await encryptAge(utf8("contents"), secret, 2);
    const { header, mac, length } = parseAgeHeader(file);
    expect(Buffer.concat([encodeAgeHeader(header), encodeAgeMac(mac)])).toEqual(Buffer.from(file.subarray(0, length)));
  });

  it("refuses a work factor over 2^20 before it computes anything, and takes 2^18", async () => {
    const file = Buffer.from(await encryptAge(utf8("contents"), secret, 18)).toString("latin1");
    const asking = (factor: string) => Buffer.from(file.replace(/ 18\n/, ` ${factor}\n`), "latin1");
    expect(await codeOf(() => decryptAge(asking("18"), secret))).toBe("accepted");
    const started = performance.now();
    for (const factor of ["21", "30", "63", "99", "100", "18446744073709551616"])
      expect(await codeOf(() => decryptAge(asking(factor), secret))).toBe("WORK_FACTOR");
    for (const factor of ["0", "018", "+18", "0x12", "18.0", "", "-1"])
      expect(await codeOf(() => decryptAge(asking(factor), secret))).toBe("AGE_FILE");
    expect(performance.now() - started).toBeLessThan(2000); // 2^21 alone would take seconds, and 2 GiB
  });

  it("flipped anywhere in the file: never opens", async () => {
    const file = await encryptAge(utf8("a seed"), secret, 2);
    expect(Buffer.from(await decryptAge(file, secret)).toString()).toBe("a seed");
    for (let at = 0; at < file.length; at++) {
      const flipped = Uint8Array.from(file);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      expect(await codeOf(() => decryptAge(flipped, secret)), `byte ${at}`).not.toBe("accepted");
    }
    for (const cut of [0, 1, 50, file.length - 17, file.length - 1])
      expect(await codeOf(() => decryptAge(file.subarray(0, cut), secret)), `cut at ${cut}`).toBe("AGE_FILE");
    expect(await codeOf(() => decryptAge(Buffer.concat([file, Buffer.from("x")]), secret))).toBe("AGE_FILE");
  });
});

describe("stream", () => {
  it("opens what it seals, at every edge of a chunk", () => {
    const key = new Uint8Array(16).fill(7);
    const nonce = new Uint8Array(16).fill(8);
    for (const length of [0, 1, 65_535, 65_536, 65_537, 131_072, 131_073]) {
      const plaintext = new Uint8Array(length).fill(length % 251);
      expect(sha256(decryptStream(key, encryptStream(key, nonce, plaintext)))).toBe(sha256(plaintext));
    }
  });

  it("any contents and passphrase come back; more than the limit is refused", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.uint8Array({ minLength: 1, maxLength: 40 }),
        async (text, word) => {
          expect(Buffer.from(await decryptAge(await encryptAge(text, word, 1), word))).toEqual(Buffer.from(text));
        },
      ),
      { numRuns: 50 },
    );
    expect(await codeOf(() => encryptAge(new Uint8Array(plaintextLimit), secret, 1))).toBe("accepted");
    expect(await codeOf(() => encryptAge(new Uint8Array(plaintextLimit + 1), secret, 1))).toBe("AGE_FILE");
  });
});

describe.skipIf(!has("age") || !has("python3"))("age itself", () => {
  it("opens what we write", async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, "ours.age"), await encryptAge(utf8("from zegel\n"), secret, 10));
    const right = onTerminal([["passphrase", "correct horse battery\n"]], ["age", "-d", "-o", "out", "ours.age"], cwd);
    expect(right.status, right.stdout).toBe(0);
    expect(readFileSync(join(cwd, "out"), "utf8")).toBe("from zegel\n");
    const wrong = onTerminal([["passphrase", "incorrect horse\n"]], ["age", "-d", "-o", "out2", "ours.age"], cwd);
    expect(wrong.status).not.toBe(0);
  });

  it("writes what we open, binary and armored; a file for another recipient is refused", async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, "in"), "from age\n");
    for (const form of [[], ["--armor"]]) {
      const made = onTerminal(
        [
          ["Enter passphrase", "correct horse battery\n"],
          ["Confirm passphrase", "correct horse battery\n"],
        ],
        ["age", "-p", ...form, "-o", `theirs${form.length}`, "in"],
        cwd,
      );
      expect(made.status, made.stdout).toBe(0);
      const file = readFileSync(join(cwd, `theirs${form.length}`));
      expect(Buffer.from(await decryptAge(file, secret)).toString()).toBe("from age\n");
    }
    const binary = readFileSync(join(cwd, "theirs0"));
    expect(await codeOf(() => decryptAge(binary, utf8("correct horse batterx")))).toBe("PASSPHRASE");
    const recipient = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
    expect(run("age", ["-r", recipient, "-o", "other", "in"], { cwd }).status).toBe(0);
    expect(await codeOf(() => decryptAge(readFileSync(join(cwd, "other")), secret))).toBe("AGE_FILE");
  });
});
