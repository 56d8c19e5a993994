// Refused bytes: test/vectors/note. Here: what the parts mean, and values that an encoder must refuse.

import { describe, expect, test } from "vitest";
import {
  encodeNote,
  encodeUtf8,
  keyId,
  kindOf,
  makeVKey,
  type Note,
  parseNote,
  parseVKey,
  textDigest,
  typeLineOf,
} from "../../src/format/index.ts";
import { codeOf } from "./code-of.ts";
import { officers, releaseNote } from "./examples.ts";
import { signText } from "./test-keys.ts";

// The example of C2SP signed-note v1.0.0.
const salvatore = `Ognuno sta solo sul cuor della terra
trafitto da un raggio di sole:

ed è subito sera.

— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
`;

test("the text ends at the last empty line: signed-note's own example", () => {
  const note = parseNote(encodeUtf8(salvatore), "note");
  expect(note.text.endsWith("\n\ned è subito sera.\n")).toBe(true);
  expect(note.signatures).toMatchObject([{ name: "quasimodo.example/salvatore", keyId: "367ba04b" }]);
  expect(note.signatures[0]?.bytes).toHaveLength(64);
  expect(encodeNote(note)).toEqual(encodeUtf8(salvatore));
});

test("a line by an unknown key is kept as it stands", () => {
  const line = "— Ünbekannt@x:1 AAAAAAE=";
  const note = parseNote(encodeUtf8(`text\n\n${line}\n`), "note");
  expect(note.signatures).toEqual([{ name: "Ünbekannt@x:1", keyId: "00000000", bytes: Uint8Array.of(1) }]);
  expect(codeOf(() => parseNote(encodeUtf8("text\n\n— Ü+n AAAAAAE=\n"), "note"))).toBe("SIGNATURE_LINE");
});

describe("encodeNote", () => {
  const signature = signText(officers[0], "text\n");
  test.each<[string, Note, string]>([
    ["a signed text", { text: "text\n", signatures: [signature] }, "ok"],
    ["an unsigned text", { text: "text\n", signatures: [] }, "ok"],
    ["a text without its line feed", { text: "text", signatures: [signature] }, "TEXT"],
    ["no text", { text: "", signatures: [signature] }, "TEXT"],
    ["a name with a blank", { text: "text\n", signatures: [{ ...signature, name: "a b" }] }, "SIGNATURE_LINE"],
    ["a name with a line feed", { text: "text\n", signatures: [{ ...signature, name: "a\n— b" }] }, "SIGNATURE_LINE"],
    [
      "a name with an empty line",
      { text: "text\n", signatures: [{ ...signature, name: "a AAAAAAE=\n\n— b" }] },
      "TEXT",
    ],
    [
      "a name that smuggles in a signature",
      { text: "text\n", signatures: [{ ...signature, name: "a AAAAAAE=\n— b" }] },
      "TEXT",
    ],
    ["no name", { text: "text\n", signatures: [{ ...signature, name: "" }] }, "SIGNATURE_LINE"],
    ["a key id in upper case", { text: "text\n", signatures: [{ ...signature, keyId: "ABCDEF00" }] }, "HEX"],
    [
      "no signature bytes",
      { text: "text\n", signatures: [{ ...signature, bytes: new Uint8Array(0) }] },
      "SIGNATURE_LINE",
    ],
    ["64 signatures", { text: "text\n", signatures: Array(64).fill(signature) }, "ok"],
    ["65 signatures", { text: "text\n", signatures: Array(65).fill(signature) }, "LIMIT"],
    ["half a surrogate pair", { text: "\ud83d\n", signatures: [] }, "TEXT"],
  ])("%s", (_, note, code) => expect(codeOf(() => encodeNote(note))).toBe(code));
});

test("a text's digest covers its last line feed and no signature", () => {
  expect(textDigest("abc\n")).toBe("edeaaff3f1774ad2888673770c6d64097e391bc362d7d6fb34982ddf0efd18cb"); // printf 'abc\n' | sha256sum
  expect(textDigest(releaseNote.text)).not.toBe(textDigest(`${releaseNote.text}\n`));
});

test("a key id is that of signed-note", () => {
  const { publicKey, vkey } = officers[0];
  expect(keyId(vkey.name, 1, publicKey)).not.toBe(keyId(vkey.name, 4, publicKey));
  expect(makeVKey(vkey.name, publicKey)).toEqual(vkey);
  // Go's sumdb/note documents this key.
  const peter = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  expect(parseVKey(peter, "test")).toMatchObject({ name: "PeterNeumann", id: "c74f20a3", type: 1 });
});

test("what a note is about, by its whole first line", () => {
  for (const kind of ["release", "trust-root", "rebuild", "recall", "minutes"] as const) {
    expect(typeLineOf(kind)).toBe(`zegel/${kind} v1`);
    expect(kindOf(`zegel/${kind} v1\nfield value\n`)).toBe(kind);
    for (const other of ["v2\n", "v1 \n", "v1", "v1\r\n", "v10\n"])
      expect(kindOf(`zegel/${kind} ${other}`)).toBe(undefined);
    expect(kindOf(`\nzegel/${kind} v1\n`)).toBe(undefined);
  }
  expect(kindOf("zegel/seal v1\n")).toBe(undefined);
});
