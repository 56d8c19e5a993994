// Refused sections: test/vectors/seal. Here: the ends of its limits, and every single byte.

import { describe, expect, test } from "vitest";
import {
  concatBytes,
  encodeLogProof,
  encodeNote,
  encodeSeal,
  encodeUtf8,
  FormatError,
  isBlankSeal,
  type LogProof,
  parseSeal,
  type Seal,
  sealSize,
} from "../../src/format/index.ts";
import { codeOf } from "./code-of.ts";
import { releaseNote, seal, trustRootNote } from "./examples.ts";

const bytes = encodeSeal(seal);
const minimal: Seal = {
  trustRoots: [trustRootNote],
  release: releaseNote,
  rebuilds: [],
  recall: undefined,
  logProof: undefined,
};
const small = { text: "x\n", signatures: [] };
const filled = (used: string) => {
  const whole = new Uint8Array(sealSize).fill(10);
  whole.set(encodeUtf8(used));
  return whole;
};

/** Up to the line feed behind `end`. */
const usedBytes = (whole: Uint8Array) => Buffer.from(whole).lastIndexOf("end\n") + 4;

test("what is printed is read back as it was", () => {
  expect(parseSeal(bytes)).toEqual(seal);
  expect(parseSeal(encodeSeal(minimal))).toEqual(minimal);
});

describe("limits", () => {
  test.each<[string, Seal, string]>([
    ["64 trust roots", { ...minimal, trustRoots: Array(64).fill(trustRootNote) }, "ok"],
    ["65 trust roots", { ...minimal, trustRoots: Array(65).fill(trustRootNote) }, "SEAL"],
    ["no trust root", { ...minimal, trustRoots: [] }, "SEAL"],
    ["64 rebuilds", { ...minimal, rebuilds: Array(64).fill(releaseNote) }, "ok"],
    ["65 rebuilds", { ...minimal, rebuilds: Array(65).fill(small) }, "SEAL"],
    [
      "more bytes than there are",
      {
        ...minimal,
        trustRoots: Array(4).fill({ text: `${"x".repeat(65_000)}\n`, signatures: [] }),
        rebuilds: [{ text: `${"x".repeat(9000)}\n`, signatures: [] }],
      },
      "SEAL",
    ],
  ])("%s", (_, given, code) => {
    expect(codeOf(() => encodeSeal(given))).toBe(code);
    if (code === "ok") expect(parseSeal(encodeSeal(given))).toEqual(given);
  });

  test("512 signature lines, those under the checkpoint of the log proof among them: each costs the reader the same", () => {
    const lines = (count: number) => Array(count).fill({ name: "a", keyId: "00000000", bytes: Uint8Array.of(1) });
    const signed = { text: "x\n", signatures: lines(64) };
    const proof = seal.logProof as LogProof;
    const sealOf = (count: number): Seal => ({
      ...minimal,
      trustRoots: [signed],
      release: signed,
      rebuilds: Array(5).fill(signed),
      recall: { text: "x\n", signatures: lines(63) },
      logProof: { ...proof, checkpoint: { ...proof.checkpoint, signatures: lines(count) } },
    });
    expect(parseSeal(encodeSeal(sealOf(1)))).toEqual(sealOf(1));
    expect(() => encodeSeal(sealOf(2))).toThrow("at most 512 signature lines, found 513");
    const whole = Buffer.from(encodeSeal(sealOf(1))).toString();
    const section = Buffer.from(encodeLogProof(sealOf(2).logProof as LogProof)).toString();
    const at = whole.indexOf("log-proof ");
    const more = filled(`${whole.slice(0, at)}log-proof ${Buffer.byteLength(section)}\n${section}end\n`);
    expect(() => parseSeal(more)).toThrow("at most 512 signature lines, found 513");
  });

  test("a seal may be full to the last byte", () => {
    const withRebuild = (length: number) =>
      encodeSeal({
        ...minimal,
        trustRoots: Array(4).fill(longest),
        rebuilds: [{ text: `${"x".repeat(length)}\n`, signatures: [] }],
      });
    const longest = { text: `${"x".repeat(62_000)}\n`, signatures: [] };
    const free = sealSize - usedBytes(withRebuild(1000));
    expect(codeOf(() => parseSeal(withRebuild(1000 + free - 1)))).toBe("ok"); // "rebuild 10234" is one digit longer than "rebuild 1002"
    expect(codeOf(() => withRebuild(1000 + free))).toBe("SEAL");
  });

  test("any other size is refused", () => {
    expect(codeOf(() => parseSeal(bytes.subarray(1)))).toBe("SEAL");
    expect(codeOf(() => parseSeal(concatBytes(bytes, Uint8Array.of(10))))).toBe("SEAL");
    expect(codeOf(() => parseSeal(new Uint8Array(0)))).toBe("SEAL");
  });

  test("a section that would reach beyond the seal is refused before it is read", () => {
    const root = `trust-root 62003\n${"x".repeat(62_001)}\n\n`;
    const used = `zegel/seal v1\n${root.repeat(4)}release 65536\n`;
    expect(codeOf(() => parseSeal(filled(used)))).toBe("SEAL");
    expect(codeOf(() => parseSeal(filled(`zegel/seal v1\n${root.repeat(4)}release 4\nxx\n\nend\n`)))).toBe("ok");
  });

  test("65 trust roots are refused by the parser too", () => {
    const note = `trust-root 4\nxx\n\n`;
    const of = (count: number) => filled(`zegel/seal v1\n${note.repeat(count)}release 4\nxx\n\nend\n`);
    expect([64, 65].map((count) => codeOf(() => parseSeal(of(count))))).toEqual(["ok", "SEAL"]);
  });
});

test("no byte is free: each change is refused, or is read and printed again as it is", () => {
  const used = usedBytes(bytes);
  const places = Array.from({ length: used + 20 }, (_, i) => i).filter((i) => i < 60 || i > used - 10 || i % 7 === 0);
  places.push(sealSize - 1);
  let read = 0;
  for (const place of places) {
    const changed = Uint8Array.from(bytes);
    changed[place] = (changed[place] ?? 0) ^ [1, 0x20, 0x80][place % 3]!;
    try {
      const again = encodeSeal(parseSeal(changed));
      if (Buffer.compare(again, changed) !== 0) throw new Error(`byte ${place} is free`);
      read++;
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
    }
  }
  expect(read).toBeLessThan(places.length); // changes inside a note are for the signatures to notice
  expect(read).toBeGreaterThan(used / 40);
});

test("blank is zeros only, and whole", () => {
  expect(isBlankSeal(new Uint8Array(sealSize))).toBe(true);
  expect(isBlankSeal(new Uint8Array(sealSize - 1))).toBe(false);
  expect(isBlankSeal(new Uint8Array(sealSize).fill(1, sealSize - 1))).toBe(false);
  expect(isBlankSeal(bytes)).toBe(false);
  expect(codeOf(() => parseSeal(new Uint8Array(sealSize)))).toBe("SEAL");
});

test("a note's own bytes stand in the seal unchanged", () => {
  expect(Buffer.from(bytes).includes(Buffer.from(encodeNote(releaseNote)))).toBe(true);
});
