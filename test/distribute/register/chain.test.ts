// The file of a register: what parses prints again to the same bytes, and every alteration is found.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { factKinds, parseFact, printFact } from "../../../src/distribute/register/fact.ts";
import { type Fact, RegisterChain, RegisterError, receiptVerdicts } from "../../../src/distribute/register/index.ts";
import { lineDigest } from "../../../src/files/lines/appended.ts";
import { encodeReceipt, envelopeOf, FormatError, parseReceipt, readEnvelope } from "../../../src/format/index.ts";
import { exitCodes } from "../../../src/verify/proof/verdict.ts";
import { has, run, temporaryFolder } from "../../tools.ts";
import fc from "../../world/properties.ts";
import * as world from "./world.ts";
import {
  arrived,
  at,
  bytesOf,
  chainOf,
  clerks,
  commit,
  corrects,
  digest,
  envelope,
  letter,
  opened,
  packed,
  parse,
  people,
  sent,
  stock,
} from "./world.ts";

const { by } = world;
const e = envelope(100);
/** One of each kind. */
const facts: readonly Fact[] = [
  opened,
  clerks[0] as Fact,
  ...people.slice(0, 2),
  stock[0] as Fact,
  stock[1] as Fact,
  {
    kind: "master",
    release: "gsb",
    disc: 1,
    imageSha256: digest(11),
    manifestSha256: digest(1),
    sealSha256: digest(2),
  },
  packed(100, "GM0001", 1),
  letter(100),
  commit(100),
  { kind: "logged", upTo: 20, proofSha256: digest(9) },
  { kind: "assigned", envelope: e, recipient: "GM0001", by },
  sent(100, "disc", "3SABC0123"),
  arrived(100),
  {
    kind: "receipt",
    envelope: e,
    disc: 1,
    evidence: "verslag",
    verdict: "GEWIJZIGD",
    scope: 3,
    link: "ZZ",
    found: "0123456789a",
    by: "anna",
  },
  {
    ...{ kind: "record", envelope: e, disc: 16, sha256: digest(5), control: "0000D-0000E-0000F", release: undefined },
    ...{ image: digest(11), list: 0, moment: "2027-03-01T09:00:00Z" },
  },
  { kind: "differs", envelope: e, disc: 1, what: "zak", other: undefined, by: "anna" },
  { kind: "checked", copy: 1, verdict: "ECHT", control: "0000D-0000E-0000F", by: "anna" },
  { kind: "recalled", entry: 1, imageSha256: digest(11), entrySha256: digest(12), by: "anna" },
  { kind: "notice", list: 1, recipient: "GM0001", channel: "brief", by: "anna" },
  { kind: "heard", list: 1, recipient: "GM0001", how: "teruggelezen", by: "anna" },
  { kind: "destroyed", envelope: e, by: "anna" },
  { kind: "returned", envelope: e, by: "anna" },
  { kind: "void", envelope: e, reason: "zak-open", by },
  { kind: "replaced", old: e, envelope: envelope(101), what: "all", by },
  corrects(5),
  { kind: "torn", bytes: 17 },
  { kind: "closed" },
];
const stamp = { line: 2, at };

describe("a fact", () => {
  test("of each kind comes back, and prints again to the same line", () => {
    expect(facts.map(({ kind }) => kind).sort()).toEqual([...factKinds].sort());
    for (const fact of facts) {
      const text = printFact(fact, "test");
      expect(parseFact(text, "test", stamp)).toEqual({ ...fact, ...stamp });
    }
  });

  test("with a word less, more, doubled or empty is refused", () => {
    for (const fact of facts) {
      const words = printFact(fact, "test").split(" ");
      const isNamed = ["recipient", "batch", "release"].includes(fact.kind); // the last part may hold blanks
      for (let i = 0; i < words.length; i++) {
        if (words.length > 1 && !(fact.kind === "batch" && i > 4))
          expect(() => parseFact(words.toSpliced(i, 1).join(" "), "t", stamp)).toThrow(FormatError);
        expect(() => parseFact(words.toSpliced(i, 1, "").join(" "), "t", stamp)).toThrow(FormatError);
      }
      if (!isNamed) expect(() => parseFact([...words, "x"].join(" "), "t", stamp)).toThrow(FormatError);
    }
  });

  test("with a moment that no clock shows is refused", () => {
    const record = (moment: string) =>
      parseFact(`record 0100-F 1 ${digest(1)} 0000D-0000E-0000F none none none ${moment}`, "t", stamp);
    expect(record("2027-03-02T10:15:00Z")).toMatchObject({ moment: "2027-03-02T10:15:00Z" });
    for (const moment of [
      "2027-13-02T10:15:00Z",
      "2027-02-30T10:15:00Z",
      "2027-03-02T24:15:00Z",
      "2027-03-02 10:15:00",
    ])
      expect(() => record(moment)).toThrow(FormatError);
  });

  test("whatever a line holds, it is refused or prints again to the same line", () => {
    const words = [
      ...new Set(facts.flatMap((fact) => printFact(fact, "test").split(" "))),
      "",
      "none",
      "0",
      "01",
      "1..1",
      "x y",
    ];
    const line = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 6 })), { maxLength: 11 });
    fc.assert(
      fc.property(line, fc.nat(facts.length - 1), fc.nat(12), (other, which, place) => {
        const good = printFact(facts[which] as Fact, "test").split(" ");
        for (const text of [other.join(" "), good.toSpliced(place, 1, ...other.slice(0, 1)).join(" ")]) {
          try {
            const { line: _, at: __, ...fact } = parseFact(text, "t", stamp);
            expect(printFact(fact as Fact, "t")).toBe(text);
          } catch (error) {
            expect(error).toBeInstanceOf(FormatError);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("an envelope number", () => {
  test("every wrong digit, every swap of two and every wrong letter is found", () => {
    const wrong: string[] = [];
    for (const [width, step] of [
      [4, 7],
      [5, 97],
      [6, 997],
    ] as const)
      for (let n = 0; n < 10 ** width; n += step) {
        const right = envelopeOf(String(n).padStart(width, "0"));
        expect(readEnvelope(right)).toBe(right);
        for (let i = 0; i < width; i++) {
          for (const digit of "0123456789") if (digit !== right[i]) check(right, i, digit);
          for (let j = 0; j < i; j++) if (right[i] !== right[j]) check(right, i, right[j] ?? "", j, right[i]);
        }
        for (const letter of "ABCDEFGHIJKLMNOPQRSTUVWXYZ") if (letter !== right.at(-1)) check(right, width + 1, letter);
      }
    function check(right: string, i: number, a: string, j?: number, b = ""): void {
      const typed = [...right];
      typed[i] = a;
      if (j !== undefined) typed[j] = b;
      if (readEnvelope(typed.join("")) !== undefined) wrong.push(`${right} ${typed.join("")}`);
    }
    expect(wrong).toEqual([]);
  });
});

const whole = bytesOf(packed(100, "GM0001", 1), letter(100), commit(100), sent(100), arrived(100), corrects(22));
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const lines = textOf(whole).split("\n").slice(0, -1);
const parseLines = (edited: readonly string[]) => parse(new TextEncoder().encode(`${edited.join("\n")}\n`));

describe("the chain", () => {
  test("what parses is what was made", () => {
    const made = chainOf(packed(100, "GM0001", 1), letter(100), commit(100), sent(100), arrived(100), corrects(22));
    const read = parse(whole);
    expect(read.register).toEqual(made.register);
    expect([read.lines, read.head]).toEqual([made.lines, made.head]);
    for (let line = 1; line <= lines.length; line++) expect(read.headAt(line)).toBe(lineDigest(lines[line - 1] ?? ""));
  });

  test("every character of every line but the last, which the head in the log vouches for", () => {
    for (const [i, line] of lines.slice(0, -1).entries())
      for (let c = 0; c < line.length; c += 5) {
        const altered = `${line.slice(0, c)}${line[c] === "7" ? "8" : "7"}${line.slice(c + 1)}`;
        expect(() => parseLines(lines.with(i, altered)), `${i} ${c}`).toThrow(/^r/);
      }
    const last = lines.at(-1) ?? "";
    expect(parseLines(lines.with(-1, last.replace("tikfout", "dubbel"))).head).not.toBe(parse(whole).head);
  });

  test("every line left out, doubled or swapped is found with its number", () => {
    for (let i = 1; i < lines.length - 1; i++) {
      expect(() => parseLines(lines.toSpliced(i, 1))).toThrow(new RegExp(`line ${i + 1}: found the number ${i + 2}`));
      expect(() => parseLines(lines.toSpliced(i, 0, lines[i] ?? ""))).toThrow(/found the number \d+ again/);
      expect(() => parseLines(lines.toSpliced(i, 2, lines[i + 1] ?? "", lines[i] ?? ""))).toThrow(RegisterError);
    }
    expect(parseLines(lines).lines).toBe(lines.length);
  });

  test("another first line, no line, a line that breaks off, and a limit", () => {
    expect(() => parse(new Uint8Array())).toThrow(/zegel\/register v1/);
    expect(() => parseLines(["zegel/register v2", ...lines.slice(1)])).toThrow(/expected zegel\/register v1/);
    expect(() => parseLines(["zegel/register v1"])).toThrow(/a line that opens it/);
    expect(() => parse(whole.subarray(0, -1))).toThrow(/line 23 breaks off/);
    expect(() => RegisterChain.begin([clerks[0] as Fact], at, lineDigest)).toThrow(/opened first/);
    const long = { kind: "recipient", id: "X", of: "gsb", role: "GSB", name: "x".repeat(101) } as const;
    expect(() => chainOf(long)).toThrow(/at most 100 characters/);
  });

  test.skipIf(!has("sha256sum"))("agrees with a loop around sha256sum", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "r"), whole);
    const loop = `n=1; while IFS= read -r line; do
      [ $n = 1 ] || [ "$(echo "$line" | cut -d" " -f3)" = "$before" ] || echo "line $n"
      before=$(printf '%s\\n' "$line" | sha256sum | cut -d" " -f1); n=$((n+1)); done < r; echo "head $before"`;
    expect(run("sh", ["-c", loop], { cwd: folder }).stdout).toBe(`head ${parse(whole).head}\n`);
  });
});

test("bytes that are no register, or one with some bytes changed, are refused by an error of ours or are a register", () => {
  fc.assert(
    fc.property(
      fc.nat(whole.length - 1),
      fc.uint8Array({ minLength: 1, maxLength: 4 }),
      fc.nat(40),
      (place, put, cut) => {
        const bytes = new Uint8Array([
          ...whole.subarray(0, place),
          ...put,
          ...whole.subarray(Math.min(whole.length, place + cut)),
        ]);
        try {
          expect(parse(bytes).lines).toBeGreaterThan(1);
        } catch (error) {
          expect(error instanceof FormatError || error instanceof RegisterError).toBe(true);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test("a register and a receipt know the verdicts of the verifier, in the order of their exit codes", () => {
  const byCode = Object.entries(exitCodes).toSorted(([, a], [, b]) => a - b);
  expect(receiptVerdicts).toEqual(byCode.map(([verdict]) => verdict));
  for (const [, exitCode] of byCode)
    expect(parseReceipt(encodeReceipt({ exitCode, scope: 0, link: "00", proof: "0".repeat(11) })).exitCode).toBe(
      exitCode,
    );
});
