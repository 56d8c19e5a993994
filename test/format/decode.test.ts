import { describe, expect, test } from "vitest";
import {
  checkDay,
  checkLine,
  checkMoment,
  checkSha256,
  compareBytes,
  compareText,
  decodeBase64,
  decodeDecimal,
  decodeHex,
  decodeUtf8,
  encodeBase64,
  encodeHex,
  encodeUtf8,
  equalBytes,
  FormatError,
  quote,
} from "../../src/format/index.ts";
import { codeOf } from "./code-of.ts";

const bytes = (...values: number[]) => Uint8Array.from(values);

describe("decodeUtf8", () => {
  test.each([
    ["ASCII", bytes(0x61), "ok"],
    ["two bytes", bytes(0xc3, 0xa9), "ok"],
    ["four bytes", bytes(0xf0, 0x9f, 0x97, 0xb3), "ok"],
    ["a mark inside", bytes(0x61, 0xef, 0xbb, 0xbf), "ok"],
    ["a byte order mark", bytes(0xef, 0xbb, 0xbf, 0x61), "UTF8"],
    ["a byte on its own", bytes(0xe9), "UTF8"],
    ["overlong", bytes(0xc0, 0xaf), "UTF8"],
    ["a surrogate", bytes(0xed, 0xa0, 0x80), "UTF8"],
    ["above U+10FFFF", bytes(0xf4, 0x90, 0x80, 0x80), "UTF8"],
    ["cut off", bytes(0xf0, 0x9f, 0x97), "UTF8"],
  ])("%s: %s %s", (_, given, code) => {
    expect(codeOf(() => decodeUtf8(given, "test"))).toBe(code);
    if (code === "ok") expect(encodeUtf8(decodeUtf8(given, "test"))).toEqual(given);
  });
});

describe("checkLine", () => {
  test.each([
    ["plain", "Gemeente 's-Hertogenbosch", "ok"],
    ["composed", "Súdwest-Fryslân", "ok"],
    ["decomposed", "Su\u0301dwest", "TEXT"],
    ["quotation marks and a dash", "„ja” — nee", "ok"],
    ["outside the first plane", "🗳 stembus", "ok"],
    ["inner blanks", "a  b", "ok"],
    ["blank first", " a", "TEXT"],
    ["blank last", "a ", "TEXT"],
    ["no-break space last", "a\u00a0", "TEXT"],
    ["no-break space inside", "a\u00a0b", "ok"],
    ["empty", "", "TEXT"],
    ["1,000 characters", "a".repeat(1000), "ok"],
    ["1,001 characters", "a".repeat(1001), "LIMIT"],
  ])("%s", (_, line, code) => expect(codeOf(() => checkLine(line, "test"))).toBe(code));

  test.each([
    0x00, 0x09, 0x0a, 0x0d, 0x1f, 0x7f, 0x85, 0x9f, 0xad, 0x034f, 0x061c, 0x115f, 0x17b4, 0x180b, 0x180e, 0x200b,
    0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2060, 0x2066, 0x2069, 0x206f, 0x3164, 0xfdd0, 0xfe00,
    0xfe0f, 0xfeff, 0xffa0, 0xfff9, 0xfffe, 0xffff, 0x1bca0, 0x1d173, 0x1fffe, 0xe0001, 0xe0041, 0xe0100, 0x10ffff,
  ])("refuses code point %i, and no message shows it as it is", (code) => {
    const character = String.fromCodePoint(code);
    expect(codeOf(() => checkLine(`a${character}b`, "test"))).toBe("TEXT");
    expect(quote(`a${character}b`)).not.toContain(character);
    expect(quote(`a${character}b`)).toMatch(/^"a\\.+b"$/);
  });

  test("refuses half a surrogate pair", () => {
    for (const half of ["\ud83d", "\uddf3"]) {
      expect(codeOf(() => checkLine(`a${half}b`, "test"))).toBe("TEXT");
      expect(quote(half)).toMatch(/^"\\ud[0-9a-f]{3}"$/);
    }
  });
});

describe("quote", () => {
  test.each([
    ["plain text", "abc", '"abc"'],
    ["quotation marks and backslashes", 'a"\\b', '"a\\"\\\\b"'],
    ["a combining mark, which else looks composed", "e\u0301", '"e\\u0301"'],
    ["a blank that is not U+0020", "a\u00a0b", '"a\\u00a0b"'],
    ["a tag", "\u{e0041}", '"\\u{e0041}"'],
    ["80 characters", "é".repeat(80), `"${"é".repeat(80)}"`],
    ["81 characters", "é".repeat(81), `"${"é".repeat(80)}…"`],
    ["81 pairs: none is cut", "🗳".repeat(81), `"${"🗳".repeat(80)}…"`],
    ["a pair across the cut", `${"a".repeat(79)}🗳b`, `"${"a".repeat(79)}🗳…"`],
    ["many characters", "a".repeat(1e6), `"${"a".repeat(80)}…"`],
  ])("%s", (_, given, expected) => expect(quote(given)).toBe(expected));

  test("stands in the message of an error with what was expected and where", () => {
    const error = new FormatError("TEXT", "release note line 2", "Unicode form NFC", quote("e\u0301"));
    expect(error.message).toBe('release note line 2: expected Unicode form NFC, found "e\\u0301"');
  });
});

describe("hex and base64", () => {
  test.each([
    ["lower case", "00ff", "ok"],
    ["upper case", "00FF", "HEX"],
    ["too short", "00f", "HEX"],
    ["too long", "00ff0", "HEX"],
    ["another letter", "00fg", "HEX"],
    ["a blank", "00f ", "HEX"],
    ["a line feed", "00f\n", "HEX"],
  ])("hex in %s", (_, text, code) => {
    expect(codeOf(() => decodeHex(text, 2, "test"))).toBe(code);
    expect(codeOf(() => checkSha256(text.repeat(16), "test"))).toBe(code);
  });

  test.each([
    ["nothing", "", "ok"],
    ["one byte", "YQ==", "ok"],
    ["two bytes", "YWI=", "ok"],
    ["three bytes", "YWJj", "ok"],
    ["plus and slash", "+/+/", "ok"],
    ["for URLs", "-_-_", "BASE64"],
    ["without padding", "YQ", "BASE64"],
    ["half the padding", "YQ=", "BASE64"],
    ["padding inside", "YQ==YQ==", "BASE64"],
    ["padding alone", "====", "BASE64"],
    ["stray bits in the last digit", "YR==", "BASE64"],
    ["stray bits in the last but one", "YWJ=", "BASE64"],
    ["a line feed at the end", "YWJj\n", "BASE64"],
    ["a blank inside", "YW Jj", "BASE64"],
  ])("base64 of %s", (_, text, code) => expect(codeOf(() => decodeBase64(text, "test"))).toBe(code));

  test("every length and every byte comes back, as Node prints it", () => {
    const all = Uint8Array.from({ length: 258 }, (_, i) => i & 255);
    for (let length = 0; length < 6; length++)
      expect(decodeBase64(encodeBase64(all.slice(0, length)), "t")).toHaveLength(length);
    expect(encodeBase64(all)).toBe(Buffer.from(all).toString("base64"));
    expect(decodeBase64(encodeBase64(all), "test")).toEqual(all);
    expect(encodeHex(all)).toBe(Buffer.from(all).toString("hex"));
    expect(decodeHex(encodeHex(all), 258, "test")).toEqual(all);
  });
});

describe("decodeDecimal", () => {
  const max = Number.MAX_SAFE_INTEGER;
  test.each([
    ["0", "ok"],
    ["7", "ok"],
    ["9007199254740991", "ok"],
    ["9007199254740992", "NUMBER"],
    ["9999999999999999", "NUMBER"],
    ["10000000000000000", "NUMBER"],
    ["1".repeat(400), "NUMBER"],
    ["", "NUMBER"],
    ["00", "NUMBER"],
    ["07", "NUMBER"],
    ["-1", "NUMBER"],
    ["+1", "NUMBER"],
    ["1.0", "NUMBER"],
    ["1e3", "NUMBER"],
    ["0x10", "NUMBER"],
    [" 5", "NUMBER"],
    ["5\n", "NUMBER"],
    ["٣", "NUMBER"],
  ])("%s: %s", (text, code) => expect(codeOf(() => decodeDecimal(text, 0, max, "test"))).toBe(code));

  test("holds its bounds", () => {
    expect([1, 2, 3, 4].map((n) => codeOf(() => decodeDecimal(String(n), 2, 3, "test")))).toEqual([
      "NUMBER",
      "ok",
      "ok",
      "NUMBER",
    ]);
  });
});

describe("dates", () => {
  test.each([
    ["1980-01-01", "ok"],
    ["2099-12-31", "ok"],
    ["2028-02-29", "ok"],
    ["2027-02-29", "DATE"],
    ["2027-13-01", "DATE"],
    ["2027-00-10", "DATE"],
    ["2027-01-00", "DATE"],
    ["1979-12-31", "DATE"],
    ["2100-01-01", "DATE"],
    ["2027-1-1", "DATE"],
    ["+002027-01-01", "DATE"],
    ["2027-01-01\n", "DATE"],
  ])("%s: %s", (day, code) => {
    expect(codeOf(() => checkDay(day, "test"))).toBe(code);
    expect(codeOf(() => checkMoment(`${day}T12:00:00Z`, "test"))).toBe(code);
  });

  test.each([
    ["T00:00:00Z", "ok"],
    ["T23:59:59Z", "ok"],
    ["T24:00:00Z", "DATE"],
    ["T23:60:00Z", "DATE"],
    ["T23:59:60Z", "DATE"],
    ["T12:00:00+00:00", "DATE"],
    ["T12:00:00z", "DATE"],
    [" 12:00:00Z", "DATE"],
    ["", "DATE"],
  ])("2027-01-15%s: %s", (time, code) => expect(codeOf(() => checkMoment(`2027-01-15${time}`, "test"))).toBe(code));
});

test("texts sort by the bytes of their UTF-8, not by UTF-16 unit", () => {
  const texts = ["", "A", "a", "aa", "ab", "é", "\ud7ff", "\ue000", "\uffff", "\u{10000}", "\u{10001}", "\u{10ffff}"];
  for (const a of texts)
    for (const b of texts) {
      const byBytes = Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      expect(Math.sign(compareText(a, b)), `${quote(a)} ${quote(b)}`).toBe(byBytes);
      expect(Math.sign(compareBytes(encodeUtf8(a), encodeUtf8(b)))).toBe(byBytes);
      expect(equalBytes(encodeUtf8(a), encodeUtf8(b))).toBe(a === b);
    }
});
