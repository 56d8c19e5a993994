// The trust roots in a kit's verifiers: read from their bytes without running them, and held against the root of the release.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { packKit, readVerifier } from "../../src/build-iso/index.ts";
import { refuseRoots } from "../../src/build-iso/kit/roots.ts";
import {
  encodeNote,
  encodeTrustRoot,
  encodeUtf8,
  type Note,
  type Purpose,
  textDigest,
} from "../../src/format/index.ts";
import { BuiltInSearch, encodeBuiltInMark } from "../../src/format/notes/built-in-mark.ts";
import { zegelIn } from "../cli/flow.ts";
import { testRoot } from "../sign/fixtures.ts";
import { temporaryFolder } from "../tools.ts";
import { build, refusalsOf, rootNote, tree } from "./building.ts";

const demo = rootNote();
const unsigned = (text: string): Note => ({ text, signatures: demo.signatures });
const first = unsigned(encodeTrustRoot(testRoot()));
const next = (version: number, before: Note, contact = "070 000 00 00") =>
  unsigned(encodeTrustRoot(testRoot({ version, previous: textDigest(before.text), contact })));
const second = next(2, first);
const third = next(3, second);
const other = unsigned(encodeTrustRoot(testRoot({ contact: "iemand anders" })));
const markOf = (...notes: readonly Note[]) => encodeBuiltInMark(notes.map(encodeNote));

/** A program with this mark, between bytes that are none. */
const programOf = (mark: string) =>
  Buffer.from(`#!/bin/sh\nexit 0\n"zegel/trust-root v1" '${mark}'\n\u0000rest`, "latin1");
const read = (bytes: Uint8Array, size = bytes.length) => {
  const search = new BuiltInSearch("p");
  for (let at = 0; at < bytes.length; at += size) search.push(bytes.subarray(at, at + size));
  return search.finish();
};

describe("A14: the mark in a verifier", () => {
  test("is read whole from chunks of any size, at the end too; none is none", () => {
    const notes = [first, second].map(encodeNote);
    const program = programOf(markOf(first, second));
    for (const size of [1, 2, 17, 18, 19, 1000, program.length]) expect(read(program, size)).toEqual(notes);
    expect(read(Buffer.from(markOf(first)), 7)).toEqual([encodeNote(first)]);
    expect(read(programOf(markOf()))).toEqual([]);
    expect(read(programOf("nothing"))).toBeUndefined();
  });

  test("with any byte altered is refused or no mark, and never tells another root", () => {
    const mark = Buffer.from(`x${markOf(first)}\n`);
    const told = JSON.stringify(read(mark));
    let refused = 0;
    for (let at = 1; at < mark.length - 1; at += 1) {
      const altered = Buffer.from(mark);
      altered[at] = (altered[at] ?? 0) ^ 1;
      try {
        const found = read(altered);
        expect(found === undefined || JSON.stringify(found) !== told, `byte ${at}`).toBe(true);
        expect(found, `byte ${at}`).toBeUndefined();
      } catch (error) {
        expect(error).toMatchObject({ code: "FIELD" });
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(mark.length - 30);
  });

  test.each([
    ["two marks", `${markOf(first)}\n${markOf(second)}\n`],
    ["the same mark twice", `${markOf(first)}\n${markOf(first)}\n`],
    ["half a mark", markOf(first).slice(0, -1)],
    ["a beginning alone", "zegel/built-in v1 "],
    ["a mark of another's digest", `zegel/built-in v1 none ${"0".repeat(64)}`],
    ["more behind it", `${markOf()} more`],
    ["an endless one", `zegel/built-in v1 ${"A".repeat(8 * 1024 * 1024)}`],
  ])("%s is refused", (_what, text) => {
    expect(() => read(Buffer.from(text), 1 << 20)).toThrow(/one whole mark/);
  });

  test("with notes that are no roots is refused", () => {
    const bad = encodeBuiltInMark([encodeUtf8("zegel/trust-root v1\n")]);
    expect(() => readVerifier("x", [programOf(bad)])).toThrow(/trust root 1 built in/);
    expect(readVerifier("x", [programOf(markOf(first))]).roots?.map(({ sha256 }) => sha256)).toEqual([
      textDigest(first.text),
    ]);
  });
});

/** Roots built in, the root that the release pins, whether the disc's own verifier could accept it. */
const pinned: readonly (readonly [string, readonly Note[], Note | string, Purpose, boolean])[] = [
  ["the same root", [first], first, "final", true],
  ["the same root, by digest", [first], textDigest(first.text), "final", true],
  ["the newer of two", [first, second], second, "final", true],
  ["the older of two", [first, second], first, "final", true],
  ["one that follows", [first], second, "final", true],
  ["one that follows two on: the seal has what is between", [first], third, "final", true],
  ["the one before", [second], first, "final", true],
  ["a trial under a final root", [first], first, "trial", true],
  ["a demonstration root", [demo], demo, "demonstration", true],
  ["no root, for a demonstration", [], demo, "demonstration", true],
  ["another root", [other], first, "final", false],
  ["another root, by digest", [other], textDigest(first.text), "final", false],
  ["another root of that version in a chain", [first, second], next(2, first, "anders"), "final", false],
  ["one that follows another", [other], second, "final", false],
  ["one before another", [next(2, other)], first, "final", false],
  ["a root of another purpose", [demo], first, "final", false],
  ["a final root in a demonstration", [first], demo, "demonstration", false],
  ["no root, for the real thing", [], first, "final", false],
  ["no root, for a trial", [], first, "trial", false],
];

test.each(pinned)("A14: %s", (_what, builtIn, root, purpose, isRight) => {
  const verifier = readVerifier("controlepagina.html", [programOf(markOf(...builtIn))]);
  const refusals = refuseRoots([verifier], root, purpose);
  expect(refusals.map(({ path }) => path)).toEqual(isRight ? [] : ["kit: controlepagina.html"]);
});

describe("A14: build-iso", () => {
  const kit = (mark: string) => tree({ VERSION: "1.0\n", "controlepagina.html": programOf(mark), "hulp.txt": "?" });

  test("takes a kit with the release's root, and for a demonstration one without", async () => {
    for (const mark of [markOf(demo), markOf(), "no mark"])
      expect((await build(tree({ a: "a" }), { kit: kit(mark) }))[0]?.release.kit?.version).toBe("1.0");
  });

  test("refuses one with another root, or whose mark cannot be read", async () => {
    const refused = async (mark: string) =>
      (await refusalsOf(tree({ a: "a" }), { kit: kit(mark) })).map((r) => r.reason);
    expect(await refused(markOf(first))).toEqual([expect.stringContaining("another trust root")]);
    expect(await refused(markOf(demo).slice(0, -1))).toEqual([expect.stringContaining("cannot be read")]);
  });
});

describe("A14: zegel kit", () => {
  const texts = join(import.meta.dirname, "../../kit");
  const parts = (page: string, program: string) =>
    tree({
      "LICENTIES.txt": "?",
      "controlepagina.html": programOf(page),
      "controleprogramma.exe": programOf(program),
      "zegel-verify-linux-x64": programOf(program),
    });

  test("prints the roots of each verifier, and warns where there are none", async () => {
    const made = await zegelIn(temporaryFolder(), [
      "kit",
      parts(markOf(first), markOf(first)),
      texts,
      "--kit-version",
      "1",
      "-o",
      "k.tar",
    ]);
    expect(made).toMatchObject({ status: 0, stderr: "" });
    const groups = textDigest(first.text).replace(/(.{4})(?=.)/g, "$1 ");
    for (const name of ["controlepagina.html", "controleprogramma.exe", "zegel-verify-linux-x64"])
      expect(made.stdout).toContain(`  ZEGEL/${name}: version 1, final, ${groups}\n`);
    const without = await zegelIn(temporaryFolder(), [
      "kit",
      parts(markOf(), markOf()),
      texts,
      "--kit-version",
      "1",
      "--json",
      "-o",
      "k.tar",
    ]);
    expect(without).toMatchObject({ status: 0, stderr: expect.stringContaining("no trust root built in") });
    expect(JSON.parse(without.stdout).verifiers).toContainEqual({ path: "ZEGEL/controlepagina.html", roots: [] });
  });

  test.each([
    ["another root", markOf(first), markOf(other)],
    ["none", markOf(first), markOf()],
    ["one more", markOf(first), markOf(first, second)],
    ["no mark", markOf(first), "bytes"],
  ])("refuses where one has %s", async (_what, page, program) => {
    const out = join(temporaryFolder(), "k.tar");
    await expect(packKit([parts(page, program), texts], "1", out)).rejects.toThrow(/different trust roots/);
    expect(existsSync(out)).toBe(false);
    const right = await packKit([parts(page, page), texts], "1", out);
    expect(right.verifiers).toHaveLength(3);
  });
});
