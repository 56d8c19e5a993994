// JSON by hand, read strictly.

import { describe, expect, test } from "vitest";
import { encodeUtf8, FormatError, parseJson } from "../../src/format/index.ts";

const read = (text: string) => parseJson(encodeUtf8(text), "a.json");
const refusal = (bytes: Uint8Array): string => {
  try {
    parseJson(bytes, "a.json");
    return "ok";
  } catch (error) {
    if (error instanceof FormatError) return `${error.code} ${error.message}`;
    throw error;
  }
};

describe("a key twice", () => {
  test.each([
    ["in one object", '{"a": 1, "a": 2}', '"a"'],
    ["deeper down", '{"x": [{"b": {}, "c": 1, "b" : 3}]}', '"b"'],
    ["once in escapes", '{"a": 1, "\\u0061": 2}', '"a"'],
    ["behind an object of its own", '{"a": {"a": 1}, "a": 2}', '"a"'],
  ])("%s is refused", (_, text, key) => {
    expect(refusal(encodeUtf8(text))).toBe(`JSON a.json: expected each key once, found ${key} twice: remove one`);
  });

  test.each([
    ["in two objects", '{"a": [{"b": 1}, {"b": 2}], "c": {"a": 3}}'],
    ["as key and as value", '{"a": "a", "b": ["a", "a", "b"]}'],
    ["inside a text", '{"a": "{\\"a\\": 1, \\"a\\": 2}"}'],
  ])("%s is taken", (_, text) => {
    expect(read(text)).toEqual(JSON.parse(text));
  });
});

test("no JSON, no UTF-8, or a byte order mark", () => {
  expect(refusal(encodeUtf8('{"a": 1,}'))).toMatch(/^JSON a\.json: expected JSON, found a fault \(.+\): correct it$/);
  expect(refusal(encodeUtf8('\ufeff{"a": 1}'))).toMatch(/^UTF8 a\.json/);
  expect(refusal(Uint8Array.of(0x22, 0xff, 0x22))).toMatch(/^UTF8 a\.json/);
  expect(read('{"a": 1}')).toEqual({ a: 1 });
});
