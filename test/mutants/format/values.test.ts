// What no vector can show: what the encoders refuse, the last value inside a limit that only large input reaches, and the words in
// which a place or a name is told. Everything is made within a test (docs/mutants.md).

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  caseFold,
  checkDay,
  checkKeyName,
  checkLine,
  checkMoment,
  checkOrigin,
  checkPath,
  checkSha256,
  checkText,
  compareBytes,
  compareText,
  concatBytes,
  copyBytes,
  decodeBase64,
  decodeDecimal,
  decodeHex,
  decodeUtf8,
  encodeAanwijzingen,
  encodeBase64,
  encodeCheckpoint,
  encodeHex,
  encodeInstall,
  encodeKitList,
  encodeLogProof,
  encodeManifest,
  encodeNote,
  encodeRebuild,
  encodeRecall,
  encodeRecallCode,
  encodeRelease,
  encodeSeal,
  encodeTrustRoot,
  encodeUtf8,
  encodeVKey,
  encodeZegelcode,
  equalBytes,
  FormatError,
  fileLimit,
  findTwins,
  isBlankSeal,
  isSoundPoint,
  joinLines,
  keyId,
  kindOf,
  Lines,
  type Manifest,
  makeVKey,
  manifestLimit,
  match,
  type Note,
  nameFault,
  onceEachText,
  oneOf,
  parseCheckpoint,
  parseInstall,
  parseLogProof,
  parseManifest,
  parseNote,
  parseRecallCode,
  parseRelease,
  parseSeal,
  parseTrustRoot,
  parseVKey,
  parseZegelcode,
  pathFault,
  quote,
  readCode,
  readGroup,
  requiredKeys,
  sealSize,
  showLineNames,
  split,
  textDigest,
  token,
  withParents,
} from "../../../src/format/index.ts";
import { testKey } from "../../format/test-keys.ts";

const bytesOf = (file: string) => new Uint8Array(readFileSync(join(import.meta.dirname, "../../vectors", file)));
const textOf = (file: string) => new TextDecoder().decode(bytesOf(file));
const sha256 = "ab".repeat(32);
/** Throws FormatError of this code, with these words. */
const refused = (work: () => unknown, code: string, words: RegExp | string = "") => {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError);
    expect(error).toMatchObject({ code });
    expect((error as Error).message).toMatch(words);
    return;
  }
  expect.fail(`not refused: ${code}`);
};
const seal = () => {
  const whole = new Uint8Array(sealSize).fill(10);
  whole.set(bytesOf("seal/good_example"));
  return whole;
};
const note = (): Note => parseNote(bytesOf("note/good_example"), "note");

describe("decoders", () => {
  test("base64: whole, and nothing before or behind it", () => {
    for (const text of ["", "AA==", "AAA=", "AAAA", "AAAAAA=="])
      expect(encodeBase64(decodeBase64(text, "x"))).toBe(text);
    for (const text of [
      "A",
      "AA",
      "AAA",
      "A===",
      "AAAA\n",
      "\nAAAA",
      "-AAA",
      "AAA*",
      "AAAA====",
      "AB==",
      "AAB=",
      "=AAA",
    ])
      refused(() => decodeBase64(text, "x"), "BASE64", /^x: expected canonical base64, found "/);
    expect([...decodeBase64("AQIDBA==", "x")]).toEqual([1, 2, 3, 4]);
  });

  test("days and moments: nothing before or behind them", () => {
    expect(checkDay("2027-02-28", "x")).toBe("2027-02-28");
    expect(checkMoment("2027-02-28T23:59:59Z", "x")).toBe("2027-02-28T23:59:59Z");
    for (const text of ["12027-02-28", "2027-02-281", "1979-12-31", "2100-01-01", "2027-02-30", "2027-13-01"])
      refused(() => checkDay(text, "x"), "DATE");
    for (const text of [
      "12027-02-28T00:00:00Z",
      "2027-02-28T00:00:00Z1",
      "2027-02-28T24:00:00Z",
      "2027-02-28T00:00:60Z",
    ])
      refused(() => checkMoment(text, "x"), "DATE");
  });

  test("hex says how many digits it wants", () => {
    refused(() => decodeHex("abc", 2, "x"), "HEX", /^x: expected 4 lower-case hex digits, found "abc"$/);
    expect([...decodeHex("ab0f", 2, "x")]).toEqual([171, 15]);
    for (const text of ["abc", "ABCD", "abcde", "abcg", " bcd"]) refused(() => decodeHex(text, 2, "x"), "HEX");
    for (const text of [`${sha256}a`, `a${sha256}`, sha256.slice(1)]) refused(() => checkSha256(text, "x"), "HEX");
  });

  test("decimals: one spelling, and both ends of the range", () => {
    for (const [text, value] of [
      ["5", 5],
      ["0", 0],
      ["9", 9],
    ] as const)
      expect(decodeDecimal(text, 0, 9, "x")).toBe(value);
    for (const text of ["10", "-1", "05", "+5", "5 ", "", "1e1", "0x5", "99999999999999999"])
      refused(() => decodeDecimal(text, 0, 9, "x"), "NUMBER", /^x: expected a whole number from 0 to 9, found "/);
    expect(decodeDecimal("9007199254740991", 0, Number.MAX_SAFE_INTEGER, "x")).toBe(Number.MAX_SAFE_INTEGER);
    refused(() => decodeDecimal("9007199254740992", 0, Number.POSITIVE_INFINITY, "x"), "NUMBER");
  });

  test("lines: their limit, and each thing that they may not hold", () => {
    expect(checkLine("a".repeat(1000), "x")).toHaveLength(1000);
    refused(() => checkLine("a".repeat(1001), "x"), "LIMIT", /at most 1000 characters, found 1001/);
    expect(checkLine("ab", "x", 2)).toBe("ab");
    refused(() => checkLine("abc", "x", 2), "LIMIT");
    refused(() => checkLine("", "x"), "TEXT", /found an empty line/);
    for (const text of ["a\u0007b", "a\u202eb", "\u0000", "é\u200b"])
      refused(() => checkLine(text, "x"), "TEXT", /no control or bidi characters/);
    refused(() => checkLine("e\u0301", "x"), "TEXT", /Unicode form NFC/);
    for (const text of [" a", "a ", "\u3000a", "é "])
      refused(() => checkLine(text, "x"), "TEXT", /no blank at the start/);
    for (const text of ["é", "a é", "{~!", "日本"]) expect(checkLine(text, "x")).toBe(text);
    refused(() => checkText("日本", "x"), "TEXT", /Latin letters/);
    refused(() => checkText("a  b", "x"), "TEXT", /never two blanks/);
    expect(checkText("a b", "x")).toBe("a b");
    refused(() => checkText("a b", "x", 2), "LIMIT");
  });

  test("UTF-8 without a byte order mark", () => {
    expect(decodeUtf8(encodeUtf8("é"), "x")).toBe("é");
    refused(() => decodeUtf8(Uint8Array.of(0xe9), "x"), "UTF8", /bytes that are not/);
    refused(() => decodeUtf8(encodeUtf8("\ufeffa"), "x"), "UTF8", /no byte order mark/);
  });

  test("order is by byte, whatever JavaScript's own is", () => {
    const texts = ["", "a", "ab", "b", "é", "\ud7ff", "\ue000", "\uffff", "\u{10000}", "\u{10ffff}"];
    expect([...texts].reverse().sort(compareText)).toEqual(texts);
    for (const [a, b] of texts.flatMap((a) => texts.map((b) => [a, b] as const)))
      expect(Math.sign(compareText(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
    expect(compareText("\udfff", "\ue000")).toBe(1); // a half of a pair sorts as what it stands for
    expect(compareText("\ue000", "\udfff")).toBe(-1);
    expect(compareText("\udfff", "\udffe")).toBe(1);
    const bytes = [[], [1], [1, 0], [1, 1], [2]].map((each) => Uint8Array.from(each));
    expect([...bytes].reverse().sort(compareBytes)).toEqual(bytes);
    expect(compareBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(0);
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
    for (const other of [[1, 3], [0, 2], [1], [1, 2, 3]])
      expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.from(other))).toBe(false);
  });

  test("copies have memory of their own", () => {
    const bytes = Buffer.from([1, 2, 3]);
    const [copy, whole] = [copyBytes(bytes), concatBytes(bytes, bytes)];
    bytes.fill(9);
    expect([...copy]).toEqual([1, 2, 3]);
    expect(Buffer.isBuffer(copy)).toBe(false);
    expect([...whole]).toEqual([1, 2, 3, 1, 2, 3]);
    expect(encodeHex(Uint8Array.of(0, 15, 16, 255))).toBe("000f10ff");
  });
});

describe("texts of lines", () => {
  const linesOf = (text: string, limit = 100, lineLimit?: number) => new Lines(text, "note", limit, lineLimit);

  test("limits of a whole text and of a line", () => {
    expect(linesOf("abc\n", 4).line()).toBe("abc");
    refused(() => linesOf("abcd\n", 4), "LIMIT", /^note: expected at most 4 characters, found 5$/);
    expect(Lines.fromBytes(encodeUtf8("abc\n"), "note", 4).line()).toBe("abc");
    refused(() => Lines.fromBytes(encodeUtf8("é\n"), "note", 2), "LIMIT", /at most 2 bytes, found 3/);
    expect(linesOf("abc\n", 100, 3).line()).toBe("abc");
    refused(() => linesOf("abcd\n", 100, 3).line(), "LIMIT", /^note line 1: /);
    refused(() => linesOf("abc"), "TEXT", /a line feed at the end, found none/);
  });

  test("where a fault is, and what is found there", () => {
    const lines = linesOf("a 1\nb 2\nc 3\n");
    expect(lines.where).toBe("note line 0");
    expect(lines.field("a")).toBe("1");
    expect(lines.where).toBe("note line 1");
    refused(() => lines.field("c"), "FIELD", /^note line 2: expected "c …", found "b 2"$/);
    refused(() => lines.exactly("b 3"), "TYPE_LINE", /^note line 2: expected "b 3", found "b 2"$/);
    lines.exactly("b 2");
    refused(() => lines.end(), "FIELD", /^note line 3: expected nothing more, found "c 3"$/);
    expect(lines.next("c")).toBe(true);
    expect(lines.next("cc")).toBe(false);
    expect(lines.line()).toBe("c 3");
    expect(lines.line()).toBeUndefined();
    expect(lines.next("c")).toBe(false);
    refused(() => lines.field("d"), "FIELD", /^note line 4: expected "d …", found the end$/);
    lines.end();
    expect(lines.where).toBe("note line 3");
  });

  test("a line that looks like a signature, and where a bad line stands", () => {
    const lines = linesOf("a\n— x\n");
    lines.exactly("a");
    refused(() => lines.line(), "TEXT", /^note line 2: expected no line that looks like a signature, found "— x"$/);
    const bad = linesOf("a\nb \n");
    bad.exactly("a");
    refused(() => bad.line(), "TEXT", /^note line 2: expected no blank/);
  });

  test("so many lines of a kind, and no more", () => {
    expect(linesOf("k 1\nk 2\nl 3\n").fields("k", 2, (value, i) => `${i} ${value}`)).toEqual(["0 1", "1 2"]);
    refused(
      () => linesOf("k 1\nk 2\nk 3\n").fields("k", 2, (value, i) => `${i} ${value}`),
      "LIMIT",
      /^note line 3: expected at most 2 lines "k", found "k 3"$/,
    );
    expect(linesOf("l 3\n").fields("k", 2, (value, i) => `${i} ${value}`)).toEqual([]);
  });

  test("a value with a line feed would smuggle in a line of its own", () => {
    expect(joinLines(["a", "b"], "x")).toBe("a\nb\n");
    refused(() => joinLines(["a", "b\nc"], "x"), "TEXT", /values of one line, found "b\\nc"/);
  });

  test("parts between single blanks; the last keeps its own", () => {
    expect(split("a b c d", 3, "x")).toEqual(["a", "b", "c d"]);
    expect(split("a b", 2, "x")).toEqual(["a", "b"]);
    expect(split("a", 1, "x")).toEqual(["a"]);
    for (const text of ["a", "a ", " a", "a  b", ""])
      refused(() => split(text, 2, "x"), "FIELD", /^x: expected 2 parts, found "/);
    refused(() => split("", 1, "x"), "FIELD");
    refused(() => split(" b c", 3, "x"), "FIELD");
  });

  test("patterns, tokens and closed lists", () => {
    expect(match("ab", /^ab$/, "ab", "x")).toBe("ab");
    refused(() => match("abc", /^ab$/, "ab", "x"), "FIELD", /^x: expected ab, found "abc"$/);
    expect(oneOf("b", ["a", "b"], "x")).toBe("b");
    refused(() => oneOf("c", ["a", "b"], "x"), "FIELD", /^x: expected a or b, found "c"$/);
    expect(token("Súdwest-Fryslân_1.0", "x")).toBe("Súdwest-Fryslân_1.0");
    expect(token("a".repeat(64), "x")).toHaveLength(64);
    for (const text of ["", "a".repeat(65), "-a", ".a", "a b", "a/b", "ａ", "a\n"])
      refused(() => token(text, "x"), "FIELD");
  });
});

describe("paths", () => {
  test.each([
    ["", "is not a name"],
    [".", "is not a name"],
    ["..", "is not a name"],
    ["e\u0301", "is not in Unicode form NFC"],
    ["ÿ\u0301", "holds a character that not every system can carry"],
    ["a\u0301", "is not in Unicode form NFC"],
    ["a:b", "holds a character that not every system can carry"],
    ["a\n", "holds a character that not every system can carry"],
    ["日", "holds a character that not every system can carry"],
    ["a".repeat(97), "is longer than 96 bytes"],
    ["é".repeat(49), "is longer than 96 bytes"],
    ["a.", "ends with a dot or a blank, which Windows drops"],
    ["a ", "ends with a dot or a blank, which Windows drops"],
    [" a", "begins with a blank"],
    ["con", "is a device name on Windows"],
    ["COM1.txt", "is a device name on Windows"],
    ["CONOUT$.a.b", "is a device name on Windows"],
    ["conin$", "is a device name on Windows"],
    ["clock$", "is a device name on Windows"],
    ["aux .txt", "is a device name on Windows"],
  ])("the name %j %s", (name, fault) => {
    expect(nameFault(name)).toBe(fault);
  });

  test.each([
    "a",
    "a.b",
    "...a",
    "é",
    "ÿ",
    "a".repeat(96),
    "é".repeat(48),
    "con1",
    "comm",
    "xcon",
    "conoutx$",
    "a con",
    ".con",
    "nul-l",
    "contact.txt",
  ])("the name %j is none of these", (name) => {
    expect(nameFault(name)).toBeUndefined();
  });

  test.each([
    ["-", /^is "-", which sha256sum reads/],
    [`${"a/".repeat(120)}b`, /^is longer than 240 characters$/],
    [`${"a/".repeat(32)}b`, /^lies deeper than 31 folders$/],
    ["a//b", /^"" is not a name$/],
    ["a/../b", /^"\.\." is not a name$/],
    ["zegel/a", /^"zegel" is reserved for the seal$/],
    ["a/ZEGEL", /^"ZEGEL" is reserved for the seal$/],
    ["a/Zegel/b", /^"Zegel" is reserved/],
    ["AutoRun.INF", /^would start by itself on Windows$/],
  ])("the path %j %s", (path, fault) => {
    expect(pathFault(path)).toMatch(fault);
    refused(
      () => checkPath(path, "x"),
      path.length > 1000 ? "LIMIT" : "PATH",
      /^x: expected a path that every system carries/,
    );
  });

  test.each([
    "ZEGEL/a",
    "a/-",
    "-a",
    "zegels/a",
    "regel/a",
    "a/autorun.inf",
    "autorun.ini",
    `${"a/".repeat(31)}b`,
    "abcde/a",
    "autorun.infx",
  ])("the path %j is none of these", (path) => {
    expect(pathFault(path)).toBeUndefined();
    expect(checkPath(path, "x")).toBe(path);
  });

  test("case is folded one character to one", () => {
    for (const [path, folded] of [
      ["ABC", "abc"],
      ["É", "é"],
      ["ß", "ß"],
      ["ſ", "s"],
      ["İ", "i"],
      ["ı", "i"],
      ["Aé", "aé"],
      ["E\u0301", "é"],
      ["ŉ", "ŉ"],
      ["ǅ", "ǆ"],
      ["ẞ", "ß"],
    ] as const)
      expect([path, caseFold(path)]).toEqual([path, folded]);
  });

  test("twins: other case, the same twice, a file where a folder must stand", () => {
    expect(findTwins(["a", "A"])).toEqual([["a", "A"]]);
    expect(findTwins(["a", "a"])).toEqual([["a", "a"]]);
    expect(findTwins(["a/b", "a"])).toEqual([["a", "a"]]);
    expect(findTwins(["a/b", "A/c"])).toEqual([["a", "A"]]);
    expect(findTwins(["a/b", "a/c", "d"], ["e", "a"])).toEqual([]);
    expect(findTwins(["x"], ["e", "E"])).toEqual([["e", "E"]]);
    expect(findTwins(["a", "A", "á", "Á"])).toEqual([
      ["a", "A"],
      ["á", "Á"],
    ]);
    expect(findTwins([])).toEqual([]);
    expect([...withParents(["a/b/c", "a/d", ""])]).toEqual(["a/b/c", "a/b", "a", "a/d"]);
  });
});

describe("keys", () => {
  const vkey = () => textOf("vkey/good_example").trim();

  test("a name is letters, digits and a few signs, as a whole, up to 128", () => {
    for (const name of ["a", "A.b_/-9", "a".repeat(128)]) expect(checkKeyName(name, "x")).toBe(name);
    for (const name of ["", "-a", "a b", "a+b", "é", " a", "a\n", ".a"])
      refused(() => checkKeyName(name, "x"), "KEY", /letters, digits/);
    refused(() => checkKeyName("a".repeat(129), "x"), "KEY", /at most 128 characters/);
  });

  test("three parts, each there", () => {
    const [name = "", id = "", key = ""] = vkey().split("+");
    expect(encodeVKey(parseVKey(vkey(), "x"))).toBe(vkey());
    refused(() => parseVKey(`+${id}+${key}`, "x"), "KEY", /a key name of letters/);
    for (const text of [`${name}${id}${key}`, `${name}+${id}${key.replaceAll("+", "")}`, "", "a", "+"])
      refused(() => parseVKey(text, "x"), "KEY");
    refused(() => parseVKey(`${name}+${id}`, "x"), "KEY", /NAME\+KEYID\+KEY/);
    refused(() => parseVKey(`${name}++${key}`, "x"), "HEX");
    refused(() => parseVKey(`${name}+${id}+`, "x"), "KEY", /an Ed25519 key of type 1 or 4/);
    refused(() => parseVKey(`${vkey()}${"A".repeat(200)}`, "x"), "KEY", /at most 182 characters/);
    refused(
      () => parseVKey(`${name}+00000000+${key}`, "x"),
      "KEY",
      new RegExp(`expected key id ${id}, found 00000000`),
    );
  });

  test("32 bytes of type 1 or 4 and a sound point", () => {
    const { name, raw } = parseVKey(vkey(), "x");
    const typed = (type: number, bytes = decodeHex(raw, 32, "x")) => {
      const id = keyId(name, type as 1, bytes);
      return `${name}+${id}+${encodeBase64(concatBytes(Uint8Array.of(type), bytes))}`;
    };
    expect(parseVKey(typed(4), "x")).toMatchObject({ type: 4, raw });
    for (const type of [0, 2, 3, 5]) refused(() => parseVKey(typed(type), "x"), "KEY", /of type 1 or 4/);
    refused(() => parseVKey(typed(1, decodeHex(raw, 32, "x").subarray(1)), "x"), "KEY", /of type 1 or 4/);
    refused(() => makeVKey("a", new Uint8Array(32)), "KEY", /a sound Ed25519 public key/);
    refused(() => makeVKey("a b", decodeHex(raw, 32, "x")), "KEY");
    expect(makeVKey("a", decodeHex(raw, 32, "x"))).toMatchObject({ type: 1, raw });
  });

  test("points: canonical, 32 bytes, of the prime-order subgroup; the answer is the same when asked again", () => {
    const good = decodeHex(parseVKey(vkey(), "x").raw, 32, "x");
    for (let time = 0; time < 2; time++) {
      expect(isSoundPoint(good)).toBe(true);
      expect(isSoundPoint(new Uint8Array(32))).toBe(false); // of order 4
      expect(isSoundPoint(Uint8Array.from([1, ...new Uint8Array(31)]))).toBe(false); // the identity
      expect(isSoundPoint(new Uint8Array(32).fill(255))).toBe(false); // y is not below p
      expect(isSoundPoint(good.subarray(1))).toBe(false);
      expect(isSoundPoint(new Uint8Array(33))).toBe(false);
      expect(isSoundPoint(new Uint8Array(0))).toBe(false);
    }
    // More than are remembered: each still has its own answer.
    const many = Array.from({ length: 1030 }, (_, i) => Uint8Array.from(createHash("sha256").update(`${i}`).digest()));
    const first = many.slice(0, 40).map(isSoundPoint);
    expect(new Set(first)).toEqual(new Set([true, false]));
    for (const point of many.slice(40)) isSoundPoint(point.fill(255, 0, 31)); // cheap to refuse
    expect(many.slice(0, 40).map(isSoundPoint)).toEqual(first);
  });
});

describe("notes", () => {
  test("which signature is at fault", () => {
    const text = new TextDecoder().decode(bytesOf("note/good_example"));
    refused(
      () => parseNote(encodeUtf8(`${text}x\n`), "note"),
      "SIGNATURE_LINE",
      /^note signature 3: expected "— NAME BASE64", found "x"$/,
    );
  });

  test("a signature line of 8,192 characters, and one more", () => {
    const lineOf = (length: number) => `— a ${"A".repeat(length - 4)}`;
    expect(parseNote(encodeUtf8(`x\n\n${lineOf(8192)}\n`), "note").signatures).toHaveLength(1);
    refused(
      () => parseNote(encodeUtf8(`x\n\n${lineOf(8196)}\n`), "note"),
      "LIMIT",
      /^note signature 1: expected at most 8192/,
    );
  });

  test("are not printed where they would be read otherwise", () => {
    const { text, signatures } = note();
    expect(equalBytes(encodeNote({ text, signatures }), bytesOf("note/good_example"))).toBe(true);
    const [line] = signatures;
    const fake = `— a ${encodeBase64(new Uint8Array(68))}\n`;
    refused(
      () => encodeNote({ text: `x\n\n${fake}`.slice(0, -1), signatures: [] }),
      "TEXT",
      /a text that ends before its signatures/,
    );
    refused(() => encodeNote({ text: "x", signatures: [line!] }), "TEXT");
    refused(() => encodeNote({ text: `x\n\n${fake}`.slice(0, -1), signatures: [line!] }), "TEXT");
    refused(() => encodeNote({ text, signatures: [{ ...line!, keyId: "abc" }] }), "HEX");
    refused(() => encodeNote({ text, signatures: [{ ...line!, name: "a b" }] }), "SIGNATURE_LINE");
    refused(() => encodeNote({ text: "", signatures: [] }), "TEXT");
  });

  test("of one text count once, at their first place, with the lines of all, each line once", () => {
    const line = (name: string, keyId = "00000001", bytes = [1]) => ({ name, keyId, bytes: Uint8Array.from(bytes) });
    const given = (text: string, tag: number, ...signatures: ReturnType<typeof line>[]) => ({
      tag,
      note: { text, signatures },
    });
    const [a, b, c, d] = [line("a"), line("b"), line("a", "00000002"), line("a", "00000001", [2])];
    expect(onceEachText([])).toEqual([]);
    expect(onceEachText([given("x", 1, a, a), given("y", 2, a)])).toEqual([given("x", 1, a, a), given("y", 2, a)]);
    expect(onceEachText([given("x", 1, a), given("y", 2), given("x", 3, a, b, c, d, line("a"))])).toEqual([
      given("x", 1, a, b, c, d),
      given("y", 2),
    ]);
    expect(onceEachText([given("x", 1), given("x", 2, a), given("x", 3, b)])).toEqual([given("x", 1, a, b)]);
  });

  test("names of lines, eight at most, spelt out", () => {
    expect(showLineNames([])).toBe("");
    expect(showLineNames(["a", "é\u202e"])).toBe("a, \\u{e9}\\u{202e}");
    expect(showLineNames(Array.from("abcdefgh"))).toBe("a, b, c, d, e, f, g, h");
    expect(showLineNames(Array.from("abcdefghij"))).toBe("a, b, c, d, e, f, g, h, … (+2)");
    expect(showLineNames(["a".repeat(129)])).toBe(`${"a".repeat(128)}…`);
  });

  test("the digest of a text", () => {
    expect(textDigest("é\n")).toBe(createHash("sha256").update("é\n").digest("hex"));
  });
});

describe("seals", () => {
  const small = (text = "x\n"): Note => ({ text, signatures: [] });
  const many = <T>(count: number, one: T) => Array.from({ length: count }, () => one);
  const line = { name: "a", keyId: "00000001", bytes: new Uint8Array(64) };
  const minimal = () => ({
    trustRoots: [small()],
    release: small(),
    rebuilds: [],
    recall: undefined,
    logProof: undefined,
  });
  const filled = (text: string) => {
    const whole = new Uint8Array(sealSize).fill(10);
    whole.set(encodeUtf8(text));
    return whole;
  };
  const section = (name: string, text = "x\n\n") => `${name} ${text.length}\n${text}`;
  const of = (...sections: readonly string[]) => filled(`zegel/seal v1\n${sections.join("")}end\n`);
  const [root, release, rebuild, recall] = ["trust-root", "release", "rebuild", "recall"].map((name) =>
    section(name),
  ) as [string, string, string, string];

  test("sections in their order, each as often as it may stand", () => {
    expect(parseSeal(of(root, release))).toEqual(minimal());
    expect(parseSeal(of(root, root, release, rebuild, rebuild, recall))).toMatchObject({ recall: small() });
    for (const sections of [
      [release, root],
      [root, release, recall, rebuild],
      [root, rebuild, release],
      [root, release, section("x")],
    ])
      refused(() => parseSeal(of(...sections)), "SEAL", /the next section or end/);
    for (const sections of [
      [root, release, release],
      [root, release, recall, recall],
      [...many(65, root), release],
      [root, release, ...many(65, rebuild)],
    ])
      refused(() => parseSeal(of(...sections)), "SEAL", /that fits/);
    for (const sections of [[root], [release], []])
      refused(() => parseSeal(of(...sections)), "SEAL", /a trust root and a release/);
    expect(parseSeal(of(...many(64, root), release, ...many(64, rebuild))).rebuilds).toHaveLength(64);
  });

  test("what is said of a section is so, and it lies within the place", () => {
    for (const head of ["release 03", "release 3 ", "release  3", "release 3 x"])
      expect(() => parseSeal(of(root, `${head}\nx\n\n`))).toThrow(FormatError);
    refused(() => parseSeal(of(root, section("release", ""))), "NUMBER");
    const whole = seal();
    const at = sealSize - 20;
    const early = (text: string) => {
      const place = new Uint8Array(sealSize).fill(10);
      const front = `zegel/seal v1\n${root}${release}`;
      const rest = `${section("rebuild", `${"y".repeat(60_000)}\n\n`)}`.repeat(4);
      place.set(encodeUtf8(front + rest));
      place.set(encodeUtf8(text), at);
      return { place, used: front.length + rest.length };
    };
    const { place, used } = early("");
    const tail = (length: number) => {
      const copy = new Uint8Array(place);
      copy.set(encodeUtf8(`rebuild ${length}\n`), used);
      copy.fill(121, used + `rebuild ${length}\n`.length);
      return copy;
    };
    const room = sealSize - used - "rebuild 22000\n".length;
    refused(() => parseSeal(tail(room)), "SEAL", /a short line, found none/);
    refused(() => parseSeal(tail(room + 1)), "SEAL", /a section rebuild that fits/);
    expect(parseSeal(whole).trustRoots).toHaveLength(1);
  });

  test("a place of the right size, short lines, line feeds to the end, and no other bytes", () => {
    expect(equalBytes(encodeSeal(parseSeal(seal())), seal())).toBe(true);
    refused(() => parseSeal(seal().subarray(1)), "SEAL", /^seal: expected 262144 bytes, found 262143$/);
    refused(() => parseSeal(concatBytes(seal(), Uint8Array.of(10))), "SEAL", /262144 bytes, found 262145/);
    refused(() => parseSeal(filled("z".repeat(50))), "SEAL", /^seal byte 0: expected a short line, found none$/);
    refused(() => parseSeal(filled("zegel/seal v2\n")), "TYPE_LINE");
    const last = seal();
    last[sealSize - 1] = 0;
    refused(() => parseSeal(last), "SEAL", /line feeds up to the end, found byte 0/);
    refused(() => parseSeal(of(root, section("release", "x\n\n— a AAAAAAA=\n"), "")), "SEAL", /^seal: expected|^./);
  });

  test("which note is at fault", () => {
    const bad = (name: string) => section(name, "x\n\ny\n");
    refused(
      () => parseSeal(of(root, bad("trust-root"), release)),
      "SIGNATURE_LINE",
      /^seal trust root 2 signature 1: /,
    );
    refused(() => parseSeal(of(root, bad("release"))), "SIGNATURE_LINE", /^seal release signature 1: /);
    refused(
      () => parseSeal(of(root, release, rebuild, bad("rebuild"))),
      "SIGNATURE_LINE",
      /^seal rebuild 2 signature 1: /,
    );
    refused(() => parseSeal(of(root, release, bad("recall"))), "SIGNATURE_LINE", /^seal recall signature 1: /);
  });

  test("signature lines of all notes together: 512, and one more", () => {
    const signed = (count: number): Note => ({ text: "x\n", signatures: many(count, line) });
    const sealOf = (...counts: readonly number[]) => ({
      ...minimal(),
      trustRoots: [signed(64), signed(64)],
      release: signed(64),
      rebuilds: many(4, signed(64)),
      recall: signed(64 + (counts[0] ?? 0)),
    });
    expect(encodeSeal(sealOf())).toHaveLength(sealSize);
    const one = { ...sealOf(), rebuilds: [...many(4, signed(64)), signed(1)] };
    refused(() => encodeSeal(one), "LIMIT", /at most 512 signature lines, found 513/);
    expect(encodeSeal({ ...one, recall: undefined })).toHaveLength(sealSize);
    const text = new TextDecoder().decode(encodeNote(signed(64)));
    const full = [
      section("trust-root", text),
      section("trust-root", text),
      section("release", text),
      ...many(4, section("rebuild", text)),
    ];
    // In a seal lengths are of bytes: the dash before a signature has three.
    const inBytes = full.map((each) => each.replace(/^(\S+) \d+/, (_, name) => `${name} ${encodeUtf8(text).length}`));
    const recallOf = (count: number) => {
      const words = new TextDecoder().decode(encodeNote(signed(count)));
      return `recall ${encodeUtf8(words).length}\n${words}`;
    };
    expect(parseSeal(of(...inBytes, recallOf(64))).rebuilds).toHaveLength(4);
    const rebuilt = inBytes.at(-1) ?? "";
    refused(() => parseSeal(of(...inBytes, rebuilt, recallOf(1))), "LIMIT", /at most 512 signature lines, found 513/);
  });

  test("are not printed with too many or too few notes, or where they do not fit", () => {
    expect(encodeSeal(minimal())).toHaveLength(sealSize);
    refused(() => encodeSeal({ ...minimal(), trustRoots: [] }), "SEAL", /1 to 64 trust roots, found 0/);
    expect(parseSeal(encodeSeal({ ...minimal(), trustRoots: many(64, small()) })).trustRoots).toHaveLength(64);
    refused(() => encodeSeal({ ...minimal(), trustRoots: many(65, small()) }), "SEAL", /found 65/);
    expect(parseSeal(encodeSeal({ ...minimal(), rebuilds: many(64, small()) })).rebuilds).toHaveLength(64);
    refused(() => encodeSeal({ ...minimal(), rebuilds: many(65, small()) }), "SEAL", /at most 64 rebuilds, found 65/);
    const bare = Buffer.from(encodeSeal({ ...minimal(), rebuilds: many(5, small()) })).lastIndexOf("end\n") + 4;
    // Five notes that fill the place to its last byte: their lengths have five digits in place of one.
    const extra = sealSize - bare - 5 * 4;
    const sizes = [0, 1, 2, 3].map(() => Math.floor(extra / 5));
    const long = (length: number) => small(`${"y".repeat(length + 1)}\n`);
    const rebuilds = [...sizes, extra - 4 * Math.floor(extra / 5)].map(long);
    const whole = encodeSeal({ ...minimal(), rebuilds });
    expect([whole.length, whole.at(-2), whole.at(-1)]).toEqual([sealSize, 100, 10]);
    expect(equalBytes(encodeSeal(parseSeal(whole)), whole)).toBe(true);
    const tooLong = [...rebuilds.slice(1), long((sizes[0] ?? 0) + 1)];
    refused(() => encodeSeal({ ...minimal(), rebuilds: tooLong }), "SEAL", /at most 262144 bytes, found 262145/);
  });

  test("a blank place: zeros alone, of the right size", () => {
    expect(isBlankSeal(new Uint8Array(sealSize))).toBe(true);
    for (const size of [0, sealSize - 1, sealSize + 1]) expect(isBlankSeal(new Uint8Array(size))).toBe(false);
    for (const at of [0, 1000, sealSize - 1]) {
      const bytes = new Uint8Array(sealSize);
      bytes[at] = 1;
      expect(isBlankSeal(bytes)).toBe(false);
    }
  });
});

describe("lists", () => {
  const manifest = (change: Partial<Manifest> = {}): Manifest => ({
    totalBytes: 1,
    emptyFolders: [],
    files: [{ path: "a", sha256 }],
    ...change,
  });
  const digits = "0".repeat(64);

  test("a MANIFEST is not printed with values that it could not hold", () => {
    expect(parseManifest(encodeManifest(manifest()))).toEqual(manifest());
    refused(() => encodeManifest(manifest({ files: [] })), "COUNT", /1 to 250000 files, found 0/);
    refused(() => encodeManifest(manifest({ files: new Array(fileLimit + 1) })), "COUNT", /found 250001/);
    refused(
      () => encodeManifest(manifest({ emptyFolders: new Array(fileLimit + 1) })),
      "LIMIT",
      /at most 250000 empty folders, found 250001/,
    );
    for (const totalBytes of [-1, 1.5, Number.NaN, 2 ** 53])
      refused(() => encodeManifest(manifest({ totalBytes })), "NUMBER");
    for (const path of ["", "a\nb", "con", ".."]) {
      expect(() => encodeManifest(manifest({ files: [{ path, sha256 }] }))).toThrow(FormatError);
      expect(() => encodeManifest(manifest({ emptyFolders: [path] }))).toThrow(FormatError);
    }
    refused(() => encodeManifest(manifest({ files: [{ path: "a", sha256: "AB" }] })), "HEX");
    refused(
      () =>
        encodeManifest(
          manifest({
            files: [
              { path: "b", sha256 },
              { path: "a", sha256 },
            ],
          }),
        ),
      "ORDER",
      /"b" before "a"/,
    );
    refused(() => encodeManifest(manifest({ files: [{ path: "ZEGEL/SEAL", sha256 }] })), "PATH");
    refused(() => encodeManifest(manifest({ emptyFolders: ["ZEGEL"] })), "PATH", /"ZEGEL", which holds something/);
  });

  test("limits of a MANIFEST that only large input reaches", () => {
    refused(() => parseManifest(new Uint8Array(manifestLimit + 1)), "LIMIT");
    // 250,000 files and as many empty folders are no more than may be: what stands in them is another matter.
    const sparse = <T>(length: number) => new Array<T>(length);
    expect(() => encodeManifest(manifest({ files: sparse(fileLimit) }))).toThrow(TypeError);
    expect(() => encodeManifest(manifest({ emptyFolders: sparse(fileLimit) }))).toThrow(TypeError);
    const listed = (count: number, files: number) =>
      `# zegel/manifest v1\n# files ${count}\n# bytes 0\n${Array.from({ length: files }, (_, i) => `${digits}  ${i}\n`).join("")}`;
    refused(() => parseManifest(encodeUtf8(listed(1, 2))), "COUNT", /^MANIFEST line 5: expected 1 files, found more$/);
    refused(() => parseManifest(encodeUtf8(listed(3, 2))), "COUNT", /3 files, found 2/);
  });

  test("an INSTALL of 250,000 paths, and one more", () => {
    const lines = (count: number) =>
      encodeUtf8(
        `zegel/install v1\n${Array.from({ length: count }, (_, i) => `absent ${String(i).padStart(6, "0")}\n`).join("")}`,
      );
    refused(
      () => parseInstall(lines(250_001)),
      "LIMIT",
      /^INSTALL line 250002: expected at most 250000 paths|found more$/,
    );
    refused(() => parseInstall(lines(250_000)), "COUNT", /at least one static file/);
  });

  test("an INSTALL in which one path is another's folder, or its other case", () => {
    const of = (...paths: readonly string[]) => paths.map((path) => ({ path, class: "static", sha256 }) as const);
    refused(() => encodeInstall(of("a", "a/b")), "DUPLICATE", /found "a" as a file and as a folder$/);
    refused(() => encodeInstall(of("A", "a")), "DUPLICATE", /found "A" and "a"$/);
    expect(parseInstall(encodeInstall(of("a", "b")))).toStrictEqual({
      ...{ place: undefined, start: undefined },
      files: of("a", "b"),
    });
  });

  test("instructions are numbered and not empty", () => {
    expect(new TextDecoder().decode(encodeAanwijzingen(["Eén.", "Twee."]))).toBe(
      "zegel/aanwijzingen v1\n1 Eén.\n2 Twee.\n",
    );
    refused(() => encodeAanwijzingen([]), "COUNT");
    refused(() => encodeAanwijzingen(Array.from({ length: 201 }, () => "x")), "LIMIT");
  });

  test("a kit: what lies in /ZEGEL and was not made with the disc, and the first page", () => {
    const file = (path: string, size = 1) => ({ path, sha256, size });
    const listOf = (...given: Parameters<typeof encodeKitList>) => {
      const bytes = encodeKitList(...given);
      return bytes === undefined ? undefined : parseManifest(bytes);
    };
    const made = ["ZEGEL/SEAL", "ZEGEL/MANIFEST", "ZEGEL/INSTALL", "ZEGEL/AANWIJZINGEN"].map((path) => file(path));
    const payload = [file("a.txt"), file("ZEGELS/a"), file("map/ZEGEL.txt"), file("map/00-EERST-CONTROLEREN.html")];
    expect(listOf([...made, ...payload], ["leeg", "a/ZEGEL"])).toBeUndefined();
    expect(
      listOf(
        [...made, ...payload, file("ZEGEL/z", 20), file("00-EERST-CONTROLEREN.html", 3), file("ZEGEL/b/c", 100)],
        [],
      ),
    ).toEqual({
      totalBytes: 123,
      emptyFolders: [],
      files: ["00-EERST-CONTROLEREN.html", "b/c", "z"].map((path) => ({ path, sha256 })),
    });
    expect(listOf([file("ZEGEL/a")], ["ZEGEL/z", "leeg", "ZEGEL/b"])).toEqual({
      totalBytes: 1,
      emptyFolders: ["b", "z"],
      files: [{ path: "a", sha256 }],
    });
    refused(() => encodeKitList([...payload], ["ZEGEL/leeg"]), "COUNT");
  });
});

describe("codes", () => {
  const imageSha256 = "0123456789abcdef".repeat(4);

  test("a zegelcode is the start of a digest, and each group has its check digit", () => {
    const code = encodeZegelcode(imageSha256);
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){6}[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(parseZegelcode(code)).toBe(code);
    expect(encodeZegelcode(sha256)).not.toBe(code);
    const groups = code.split("-");
    for (const [i, group] of groups.entries()) {
      expect(readGroup(group, i + 1)).toBe(group);
      expect(readGroup(` ${group.toLowerCase()} `, i + 1)).toBe(group);
      expect(readGroup(group, i + 2)).toBeUndefined();
      for (let at = 0; at < 5; at++)
        expect(
          readGroup(group.slice(0, at) + (group[at] === "Z" ? "Y" : "Z") + group.slice(at + 1), i + 1),
        ).toBeUndefined();
      expect(readGroup(`${group.slice(0, 4)}U`, i + 1)).toBeUndefined();
      expect(readGroup(`U${group.slice(1)}`, i + 1)).toBeUndefined();
      expect(readGroup(`${group}0`, i + 1)).toBeUndefined();
    }
    expect(readGroup(`${groups[0]}${" ".repeat(195)}`, 1)).toBe(groups[0]);
    expect(readGroup(`${groups[0]}${" ".repeat(196)}`, 1)).toBeUndefined();
  });

  test("a letter that is no digit is none, though its group would fit if it were the last digit", () => {
    const digit = Array.from("0123456789ABCDEFGHJKMNPQRSTVWXYZ").find(
      (each) => readGroup(`ZZZZ${each}`, 1) !== undefined,
    );
    expect(readGroup(`ZZZZ${digit}`, 1)).toBe(`ZZZZ${digit}`);
    for (const four of ["UZZZ", "ZUZZ", "ZZUZ", "ZZZU"]) expect(readGroup(`${four}${digit}`, 1)).toBeUndefined();
  });

  test("what is typed is told by group", () => {
    const code = encodeZegelcode(imageSha256);
    const groups = code.split("-");
    const bare = groups.join("");
    const right = { groups: groups.map(() => true), found: groups, parts: groups, isWhole: true, code };
    expect(readCode("zegelcode", code)).toEqual({ ...right, characters: 35 });
    expect(readCode("zegelcode", bare)).toEqual({ ...right, characters: 35 });
    expect(readCode("zegelcode", `  ${groups.join(" – ")}. `)).toEqual({ ...right, characters: 35 });
    expect(readCode("zegelcode", code + " ".repeat(200 - code.length))).toEqual({ ...right, characters: 35 });
    expect(readCode("zegelcode", code + " ".repeat(201 - code.length))).toMatchObject({
      code: undefined,
      isWhole: false,
      characters: 201,
    });
    // A character too few: the separators tell which group it is, or nothing does.
    const short = code.slice(0, -1);
    expect(readCode("zegelcode", short)).toMatchObject({
      groups: [true, true, true, true, true, true, false],
      isWhole: true,
      characters: 34,
    });
    expect(readCode("zegelcode", code.slice(1))).toMatchObject({
      groups: [false, true, true, true, true, true, true],
      isWhole: true,
    });
    expect(readCode("zegelcode", bare.slice(1))).toMatchObject({
      isWhole: false,
      characters: 34,
      groups: [false, false, false, false, false, false, false],
    });
    expect(readCode("zegelcode", `${code}0`)).toMatchObject({
      groups: [true, true, true, true, true, true, false],
      characters: 36,
    });
    // All characters, parted otherwise: the whole counts.
    expect(readCode("zegelcode", `${bare.slice(0, 3)} ${bare.slice(3)}`)).toEqual({ ...right, characters: 35 });
    expect(readCode("zegelcode", bare.replace(/^(.)(.)(.)(.)(.)(.)/, "$1-$2-$3-$4-$5-$6-"))).toEqual({
      ...right,
      characters: 35,
    });
    expect(readCode("zegelcode", "")).toMatchObject({ characters: 0, isWhole: false, code: undefined });
    expect(readCode("zegelcode", ` - ${short} - `)).toMatchObject({
      isWhole: true,
      groups: [true, true, true, true, true, true, false],
    });
    refused(() => parseZegelcode(short), "CODE", /^zegelcode: expected 7 groups of 5, found group 7 wrong in "/);
    refused(() => parseZegelcode(""), "CODE", /group 1, 2, 3, 4, 5, 6, 7 wrong/);
  });

  test("a recall code says an entry from 1 to 256 and the start of the image", () => {
    for (const number of [1, 2, 255, 256])
      expect(parseRecallCode(encodeRecallCode(number, imageSha256))).toEqual({
        number,
        imageStart: imageSha256.slice(0, 18),
      });
    for (const number of [0, 257, 1.5, -1, Number.NaN])
      refused(() => encodeRecallCode(number, imageSha256), "NUMBER", /an entry 1 to 256/);
    refused(() => encodeRecallCode(1, "ab"), "HEX");
    const code = encodeRecallCode(3, imageSha256);
    refused(
      () => parseRecallCode(code.slice(0, -1)),
      "CODE",
      /^intrekkingscode: expected 4 groups of 5, found group 4 wrong in "/,
    );
    refused(() => parseRecallCode("x"), "CODE", /group 1, 2, 3, 4 wrong/);
    refused(
      () => parseRecallCode(`${code.slice(0, 4)}${code[4] === "0" ? "1" : "0"}${code.slice(5)}`),
      "CODE",
      /found group 1 wrong/,
    );
  });
});

describe("texts in a log", () => {
  test("a checkpoint has three lines", () => {
    const hash = encodeBase64(new Uint8Array(32));
    const good = `log.example/zegel\n2\n${hash}\n`;
    expect(encodeCheckpoint(parseCheckpoint(good))).toBe(good);
    for (const text of [good.slice(0, -1), `${good}x`, `${good}x\n`, `${good}\n`])
      refused(() => parseCheckpoint(text), "FIELD", /three lines/);
    refused(() => parseCheckpoint(good.replace(hash, encodeBase64(new Uint8Array(31)))), "FIELD", /32 bytes, found 31/);
    refused(() => encodeCheckpoint({ origin: "log.example/zegel", size: 0, rootHash: new Uint8Array(32) }), "NUMBER");
    refused(() => encodeCheckpoint({ origin: "zegel/x", size: 1, rootHash: new Uint8Array(32) }), "FIELD");
  });

  test("a proof of 65,536 bytes at most, and its first line", () => {
    const good = bytesOf("log-proof/good_example");
    expect(equalBytes(encodeLogProof(parseLogProof(good)), good)).toBe(true);
    refused(() => parseLogProof(new Uint8Array(65_537)), "LIMIT", /at most 65536 bytes, found 65537/);
    refused(() => parseLogProof(new Uint8Array(65_536)), "TYPE_LINE");
    refused(() => parseLogProof(encodeUtf8("x\n\n")), "TYPE_LINE", /found "x"$/);
    refused(() => parseLogProof(new Uint8Array(0)), "TYPE_LINE", /found ""$/);
  });

  test("origins", () => {
    for (const origin of ["log.example.nl/zegel", "a", "0-.b/A_c/d"]) expect(checkOrigin(origin, "x")).toBe(origin);
    for (const origin of ["", "A", "a/", "/a", "a//b", "zegel/a", "none", "a b", "-a"])
      refused(() => checkOrigin(origin, "x"), "FIELD");
  });
});

describe("notes are not printed with values that they could not hold", () => {
  test("a release", () => {
    const release = () => parseRelease(textOf("release/good_example"));
    expect(encodeRelease(release())).toBe(textOf("release/good_example"));
    refused(() => encodeRelease({ ...release(), kit: { version: "1.0", sha256: "none" } }), "HEX");
    refused(() => encodeRelease({ ...release(), previous: "none" }), "HEX");
    refused(() => encodeRelease({ ...release(), product: "a\nb" }), "TEXT");
    refused(() => encodeRelease({ ...release(), imageSize: release().imageSize + 1 }), "NUMBER");
  });

  test("a trust root", () => {
    const root = () => parseTrustRoot(textOf("trust-root/good_example"));
    expect(encodeTrustRoot(root())).toBe(textOf("trust-root/good_example"));
    refused(() => encodeTrustRoot({ ...root(), version: 2, previous: "none" }), "HEX");
    refused(() => encodeTrustRoot({ ...root(), logOrigin: "none" }), "FIELD");
    refused(() => encodeTrustRoot({ ...root(), keys: [...root().keys, ...root().keys] }), "DUPLICATE");
    refused(() => encodeTrustRoot({ ...root(), version: 0 }), "NUMBER");
  });

  test("a root's days: an end on the day of its start, and no third day", () => {
    const text = textOf("trust-root/good_example");
    const valid = (days: string) => text.replace(/^valid .*$/m, `valid ${days}`);
    expect(parseTrustRoot(valid("2026-12-01..2026-12-01"))).toMatchObject({ validFrom: "2026-12-01" });
    refused(() => parseTrustRoot(valid("2026-12-01..2026-11-30")), "DATE", /an end after the start/);
    refused(() => parseTrustRoot(valid("2026-12-01..2029-03-31..x")), "DATE", /FROM\.\.UNTIL/);
    refused(() => parseTrustRoot(valid("2026-12-01")), "DATE");
  });

  test("a root's log: an origin for its key and for its witnesses, and one key for its origin", () => {
    const root = parseTrustRoot(textOf("trust-root/good_example"));
    const withoutLog = root.keys.filter(({ role }) => role !== "log");
    const withoutChecks = { ...root.requires, checkpoint: undefined };
    expect(encodeTrustRoot({ ...root, requires: withoutChecks })).toContain("\nrequire checkpoint none\n");
    expect(encodeTrustRoot({ ...root, keys: withoutLog, requires: withoutChecks, logOrigin: undefined })).toContain(
      "\nlog none\n",
    );
    refused(
      () => encodeTrustRoot({ ...root, keys: withoutLog, logOrigin: undefined }),
      "REFERENCE",
      /a log origin for its keys/,
    );
    refused(
      () => encodeTrustRoot({ ...root, requires: withoutChecks, logOrigin: undefined }),
      "REFERENCE",
      /a log origin/,
    );
    refused(() => encodeTrustRoot({ ...root, keys: withoutLog }), "COUNT", /exactly one log key, found 0/);
  });

  test("a root of 64 keys with the longest names, in one group", () => {
    const root = parseTrustRoot(textOf("trust-root/good_example"));
    const [officer] = root.keys;
    const keyOf = (i: number) => {
      const name = `${i}`.padStart(2, "0").padEnd(128, "n");
      return { ...officer!, vkey: testKey(name).vkey, holder: `h${i}` };
    };
    const keys = Array.from({ length: 64 }, (_, i) => keyOf(i));
    const group = { name: "g".repeat(64), threshold: 64, members: keys.map(({ vkey }) => vkey.name) };
    const asks = group.name;
    const requires = {
      root: asks,
      release: asks,
      "emergency-release": asks,
      recall: asks,
      rebuild: undefined,
      "emergency-rebuild": undefined,
      checkpoint: undefined,
    };
    const large = { ...root, keys, groups: [group], requires, logOrigin: undefined };
    expect(parseTrustRoot(encodeTrustRoot(large)).groups[0]?.members).toHaveLength(64);
  });

  test("which type a text is", () => {
    const typed = (kind: string) => kindOf(textOf(`${kind}/good_example`));
    for (const kind of ["release", "trust-root", "rebuild", "recall"] as const) expect(typed(kind)).toBe(kind);
    for (const text of [
      "",
      "x\n",
      "zegel/release v1",
      "zegel/release v2\n",
      "x\nzegel/release v1\n",
      " zegel/release v1\n",
    ])
      expect(kindOf(text)).toBeUndefined();
  });

  test("whose keys a requirement asks", () => {
    const root = parseTrustRoot(textOf("trust-root/good_example"));
    const { keys, threshold } = requiredKeys(root, "rebuild");
    expect(keys.map(({ role }) => role)).toEqual(["rebuilder", "rebuilder"]);
    expect(threshold).toBe(2);
    expect(requiredKeys(root, "emergency-rebuild")).toEqual({ threshold: 0, keys: [] });
  });

  test("a rebuild and a recall", () => {
    const rebuild = {
      release: sha256,
      scope: "image",
      differs: undefined,
      imageSha256: sha256,
      manifestSha256: sha256,
      environment: "x",
      date: "2027-01-17T09:30:00Z",
    } as const;
    expect(encodeRebuild(rebuild)).toContain("\nfinding agrees\n");
    expect(encodeRebuild({ ...rebuild, differs: "sector 5" })).toContain("\nfinding differs sector 5\n");
    refused(() => encodeRebuild({ ...rebuild, differs: "" }), "TEXT");
    refused(() => encodeRebuild({ ...rebuild, environment: "a\nb" }), "TEXT");
    const entry = { imageSha256: sha256, date: "2027-02-01", reason: "x" };
    const recall = { date: "2027-02-01", recalled: [entry] };
    expect(encodeRecall(recall)).toContain(`\nrecalled 1 ${sha256} 2027-02-01 x\n`);
    refused(() => encodeRecall({ ...recall, recalled: [{ ...entry, imageSha256: `${sha256} x` }] }), "HEX");
    refused(() => encodeRecall({ ...recall, recalled: [{ ...entry, date: "2027-02-01 x" }] }), "DATE");
    refused(() => encodeRecall({ ...recall, recalled: [] }), "NUMBER");
    refused(() => encodeRecall({ ...recall, recalled: [entry, entry] }), "DUPLICATE");
  });
});

describe("words of an error", () => {
  test("foreign text is quoted, cut at 80 characters, and spelt out where nobody could see it", () => {
    expect(quote("a")).toBe('"a"');
    expect(quote("a".repeat(80))).toBe(`"${"a".repeat(80)}"`);
    expect(quote("a".repeat(81))).toBe(`"${"a".repeat(80)}…"`);
    expect(quote("\u00ad\u202e\u{e0001}\n\u0300")).toBe('"\\u00ad\\u202e\\u{e0001}\\n\\u0300"');
    expect(quote("\u05d0\u2800")).toBe('"\\u05d0\\u2800"');
    expect(quote("a b\u00a0")).toBe('"a b\\u00a0"');
  });

  test("say what was expected, what was found, and where", () => {
    const error = new FormatError("HEX", "x", "a", "b");
    expect(error).toMatchObject({
      code: "HEX",
      where: "x",
      expected: "a",
      found: "b",
      message: "x: expected a, found b",
      name: "FormatError",
    });
  });
});
