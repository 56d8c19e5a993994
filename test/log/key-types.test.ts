// Types of keys that are to come: a line of type 6 (ML-DSA-44, C2SP tlog-cosignature) is one by an unknown key. Outside a seal it is ignored,
// inside a seal no line is; and what would carry it in has room today. docs/adr/0039-witnesses-and-key-types.md

import { sha256 } from "@noble/hashes/sha2.js";
import { describe, expect, test } from "vitest";
import {
  concatBytes,
  encodeBase64,
  encodeHex,
  encodeLogProof,
  encodeNote,
  encodeTrustRoot,
  encodeUtf8,
  FormatError,
  type LogProof,
  parseLogProof,
  parseNote,
  parseTrustRoot,
  parseVKey,
  type Signature,
} from "../../src/format/index.ts";
import { judgeLog, TrustChain } from "../../src/trust/index.ts";
import { check } from "../sign/fixtures.ts";
import { logRoot, proofOf } from "../trust/log-fixture.ts";
import { signText } from "../world/people.ts";

const raw = new Uint8Array(1312).fill(0x5a);
const typed = concatBytes(Uint8Array.of(6), raw);
const idOf = (name: string) => encodeHex(sha256(concatBytes(encodeUtf8(`${name}\n`), typed)).subarray(0, 4));
const vkeyOf = (name: string) => `${name}+${idOf(name)}+${encodeBase64(typed)}`;
/** As a witness of type 6 writes it: 8 bytes of time, 2,420 of signature. */
const longLine = (name: string): Signature => ({ name, keyId: idOf(name), bytes: new Uint8Array(2428).fill(0xa5) });

const root = signText(encodeTrustRoot(logRoot()), ["anna", "bert"]);
const text = "zegel/release v1\na release\n";
const good = proofOf(text);
const withLong = (name: string): LogProof => ({
  ...good,
  checkpoint: { ...good.checkpoint, signatures: [...good.checkpoint.signatures, longLine(name)] },
});

async function codesOf(sealed: LogProof | undefined, beside: readonly LogProof[]): Promise<string[]> {
  const known = await TrustChain.anchor([encodeNote(root)], check);
  const found = await judgeLog(sealed, beside, { text, pinned: 1, sealed: 1, known, today: "2027-01-20", check });
  return found.map(({ code }) => code);
}

describe("a line of type 6", () => {
  test.each(["pq.example/w", "wies", "lies"])("by %s: ignored beside a seal, refused in one", async (name) => {
    expect(await codesOf(good, [])).toContain("LOG_PROVEN");
    expect(await codesOf(undefined, [withLong(name)])).toContain("LOG_PROVEN");
    expect(await codesOf(withLong(name), [])).toContain("LOG_LINE");
  });

  test("is no witness: two of them and one of type 4 are one", async () => {
    const one = proofOf(text, {
      seen: ["wies"],
      lines: (lines) => [...lines, longLine("wim"), longLine("pq.example/w")],
    });
    expect(await codesOf(undefined, [one])).toContain("LOG_QUORUM");
  });

  test("fits a note and a proof, and prints as it parses", () => {
    const names = Array.from({ length: 15 }, (_, i) => `${"w".repeat(126)}${String(i).padStart(2, "0")}`);
    const note = { ...good.checkpoint, signatures: [...good.checkpoint.signatures, ...names.map(longLine)] };
    expect(parseNote(encodeNote(note), "note")).toEqual(note);
    const proof = { ...good, checkpoint: note };
    expect(parseLogProof(encodeLogProof(proof))).toEqual(proof);
  });
});

test("a key of type 6 is none of a trust root's, by its type and not by its length", () => {
  for (const [type, length] of [
    [6, 1312],
    [6, 32],
    [4, 1312],
  ] as const) {
    const bytes = concatBytes(Uint8Array.of(type), raw.subarray(0, length));
    const id = encodeHex(sha256(concatBytes(encodeUtf8("w\n"), bytes)).subarray(0, 4));
    expect(() => parseVKey(`w+${id}+${encodeBase64(bytes)}`, "key")).toThrow(FormatError);
  }
  const lines = root.text.split("\n");
  const at = lines.findIndex((line) => line.startsWith("key ") && line.includes(" witness "));
  expect(() => parseTrustRoot(lines.with(at, `key ${vkeyOf("wies")} witness A B`).join("\n"))).toThrow(FormatError);
  expect(parseTrustRoot(root.text).version).toBe(1);
});
