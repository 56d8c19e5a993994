// Passphrases that an editor spoils, and those that only look unusual.

import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addKey } from "../../src/cli/keys/key.ts";
import { knownPin } from "../../src/cli/keys/passphrase.ts";
import { forbidden } from "../../src/format/index.ts";
import {
  checkNewPassphrase,
  describeFlaw,
  findPassphraseFlaw,
  openKey,
  type PassphraseFlaw,
  SignError,
  writeKey,
} from "../../src/sign/index.ts";
import { keyFolder, refusalIn, zegelIn } from "../cli/flow.ts";
import { temporaryFolder } from "../tools.ts";
import { anna, passphrase } from "./fixtures.ts";

const words = "geheim woord voor de sleutel";
const utf8 = (text: string) => Buffer.from(text, "utf8");
const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? utf8(part) : Buffer.from(part))));

const refusalOf = (work: () => void): string => {
  try {
    work();
    return "accepted";
  } catch (error) {
    if (error instanceof SignError) return error.message;
    throw error;
  }
};

/** First lines of files, as editors and shells write them. */
const bad: readonly (readonly [what: string, line: Buffer, flaw: PassphraseFlaw])[] = [
  ["UTF-8 with a byte order mark", bytes([0xef, 0xbb, 0xbf], words), "MARK"],
  ["UTF-16 LE with a mark", bytes([0xff, 0xfe], [...Buffer.from(words, "utf16le")]), "UTF16"],
  ["UTF-16 BE with a mark", bytes([0xfe, 0xff], [...utf16be(words)]), "UTF16"],
  ["UTF-16 LE", Buffer.from(words, "utf16le"), "UTF16"],
  ["UTF-16 BE", utf16be(words), "UTF16"],
  [
    "UTF-32 LE with a mark",
    bytes(
      [0xff, 0xfe, 0, 0],
      [...words].flatMap((c) => [c.charCodeAt(0), 0, 0, 0]),
    ),
    "UTF16",
  ],
  ["a NUL at the end", bytes(words, [0]), "UTF16"],
  ["a NUL in the middle", bytes("geheim", [0], "woord"), "UTF16"],
  ["Latin-1", bytes("caf", [0xe9], " au lait"), "NOT_UTF8"],
  ["a cut character", bytes(words, [0xe2, 0x82]), "NOT_UTF8"],
  ["a longer form than needed", bytes(words, [0xc0, 0xa0]), "NOT_UTF8"],
  ["a surrogate", bytes(words, [0xed, 0xa0, 0x80]), "NOT_UTF8"],
  ["a stray byte", bytes(words, [0x80]), "NOT_UTF8"],
  ["a mark in the middle", bytes("geheim", [0xef, 0xbb, 0xbf], "woord"), "INVISIBLE"],
  ["the line ends of an old Mac", bytes(words, [13], "meer"), "INVISIBLE"],
  ["two CR before the LF, one of which is taken", bytes(words, [13]), "INVISIBLE"],
  ["a tab", bytes("geheim\twoord"), "INVISIBLE"],
  ["an arrow key", bytes(words, [27, 91, 68]), "INVISIBLE"],
  ["a blank that is none of the space bar's", bytes("geheim\u00a0woord"), "INVISIBLE"],
  ["an ideographic blank", bytes("geheim\u3000woord"), "INVISIBLE"],
  ["e and its accent", bytes("cafe\u0301 au lait"), "NOT_NFC"],
  ["a mark that composes over another", bytes("geheim e\u0316\u0301"), "NOT_NFC"],
  ["marks in another order", bytes("geheim a\u0301\u0323"), "NOT_NFC"],
  ["a singleton", bytes("geheim \u212b"), "NOT_NFC"],
  ["Hangul in parts", bytes("geheim \u1112\u1161\u11ab"), "NOT_NFC"],
  ["a blank in front", bytes(` ${words}`), "BLANK_AT_END"],
  ["a blank behind", bytes(`${words} `), "BLANK_AT_END"],
];
const good = [
  words,
  "12345678",
  "twee  blanks",
  "café au lait",
  "Skûtsje fan 'e Fryske marren",
  "пароль из слов",
  "合言葉を選んでください",
  "🐎 battery staple",
  "quotes \" \\ ' $(x) %00",
  "ﬁ-ligature", // its compatibility form is no matter: NFC leaves it
  "~".repeat(1024),
];

describe("B8: a new passphrase", () => {
  test.each(bad)("%s is refused, with what to do", (_what, line, flaw) => {
    expect(findPassphraseFlaw(line)).toBe(flaw);
    for (const language of ["nl", "en"] as const) {
      const refusal = refusalOf(() => checkNewPassphrase(line, "pw", language));
      expect(refusal).toContain(`pw: ${describeFlaw(flaw, language)}`);
    }
  });

  test.each(good)("%s is taken", (text) => {
    expect(findPassphraseFlaw(utf8(text))).toBeUndefined();
    expect(() => checkNewPassphrase(utf8(text))).not.toThrow();
  });

  test("every character that no format takes is refused, every other in NFC is not, wherever it stands", () => {
    const seen = { refused: 0, taken: 0 };
    for (let code = 1; code <= 0x1ffff; code += code < 0x3100 ? 1 : 37) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const character = String.fromCodePoint(code);
      const text = `ge${character}x`;
      const isBad =
        forbidden.test(character) || (code !== 0x20 && /\s/u.test(character)) || text.normalize("NFC") !== text;
      expect(findPassphraseFlaw(utf8(text)) !== undefined, code.toString(16)).toBe(isBad);
      seen[isBad ? "refused" : "taken"]++;
    }
    expect(seen.refused).toBeGreaterThan(200);
    expect(seen.taken).toBeGreaterThan(5000);
  });

  test("writeKey itself refuses it, whoever calls", async () => {
    const folder = temporaryFolder();
    await expect(writeKey(join(folder, "k"), anna, bytes([0xef, 0xbb, 0xbf], words), 4)).rejects.toThrow("BOM");
    await writeKey(join(folder, "k"), anna, utf8(words), 4);
    expect((await openKey(join(folder, "k.key"), utf8(words))).vkey).toEqual(anna.vkey);
  });
});

describe("B8: a passphrase file", () => {
  test.each(bad)("%s: key new refuses it and writes nothing", async (_what, line, flaw) => {
    const folder = temporaryFolder();
    for (const end of ["", "\n", "\r\n"]) {
      if (line.at(-1) === 13 && end !== "\r\n") continue; // that CR would be the line's end
      writeFileSync(join(folder, "pw"), bytes([...line], end), { mode: 0o600 });
      const make = ["key", "new", "--name", "k", "--out", "k", "--passphrase-file", "pw", "--lang", "en"];
      expect(await refusalIn(folder, addKey, make)).toContain(describeFlaw(flaw, "en"));
    }
    expect(readdirSync(folder)).toEqual(["pw"]);
  });

  test("opening says that the mark is taken for a part of it; the right one opens without a word", async () => {
    const folder = await keyFolder();
    const show = (lang: string) =>
      zegelIn(folder, ["key", "show", "anna.key", "--passphrase-file", "pw2", "--lang", lang]);
    writeFileSync(join(folder, "pw2"), bytes([0xef, 0xbb, 0xbf], [...passphrase], "\r\n"), { mode: 0o600 });
    expect(await show("en")).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^zegel: warning: pw2 begins with an invisible mark.*\n.*wrong passphrase/),
    });
    expect((await show("nl")).stderr).toMatch(/^zegel: let op: pw2 begint met een onzichtbaar teken/);
    writeFileSync(join(folder, "pw2"), bytes([...passphrase], "\r\n"), { mode: 0o600 });
    expect(await show("en")).toMatchObject({ status: 0, stderr: "" });
  });
});

describe("B8: a PIN file", () => {
  test.each(bad)("%s is not sent to the token", async (_what, line, flaw) => {
    const file = join(temporaryFolder(), "pin");
    writeFileSync(file, bytes([...line], "\r\n"), { mode: 0o600 });
    await expect(knownPin(file, "anna", "en")).rejects.toThrow(describeFlaw(flaw, "en"));
  });

  test("the plain one is", async () => {
    const file = join(temporaryFolder(), "pin");
    for (const end of ["", "\n", "\r\n"]) {
      writeFileSync(file, `123456${end}`, { mode: 0o600 });
      expect(Buffer.from(await knownPin(file, "anna", "en")).toString()).toBe("123456");
    }
  });
});
