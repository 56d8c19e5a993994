// Parsing is the inverse of printing: on generated values, and on whatever a broken copy still passes for.

import { describe, expect, test } from "vitest";
import {
  compareText,
  encodeManifest,
  encodeNote,
  encodeRebuild,
  encodeRecall,
  encodeRelease,
  FormatError,
  type Manifest,
  parseManifest,
  parseNote,
  parseRebuild,
  parseRecall,
  parseRelease,
  pathFault,
  type Release,
} from "../../src/format/index.ts";
import fc from "../world/properties.ts";
import { exampleBytes, rebuild, recall } from "./examples.ts";
import { nouns } from "./nouns.ts";

const of = (letters: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...letters), minLength, maxLength });
const sha256 = of("0123456789abcdef", 64, 64);
const line = fc
  .string({ unit: fc.constantFrom(..."abc 0—é„”ß"), minLength: 1, maxLength: 60 })
  .filter((text) => text.trim() === text && text !== "" && text.normalize("NFC") === text && !text.includes("  "));
const moment = fc
  .date({ min: new Date("1980-01-01T00:00:00Z"), max: new Date("2099-12-31T23:59:59Z"), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}Z`);

describe("values", () => {
  test("release", () => {
    const releases = fc.record<Release>({
      product: of("AZaz09", 1, 32),
      version: of("09az.+-", 1, 31).map((rest) => `1${rest}`),
      election: of("AZ09", 1, 32),
      role: of("GSBHC", 2, 8),
      sequence: fc.integer({ min: 1, max: 999_999 }),
      purpose: fc.constantFrom("final", "trial", "demonstration"),
      urgency: fc.constantFrom("normal", "emergency"),
      date: moment,
      volume: of("AZ09_", 1, 16),
      publisher: of("AZ09_", 1, 32),
      medium: fc.constantFrom("cd650", "cd700", "dvd", "bd25"),
      disc: fc.constant(1),
      manifests: fc.array(sha256, { minLength: 1, maxLength: 16 }),
      imageSha256: sha256,
      imageSize: fc.integer({ min: 200, max: 333_000 }).map((n) => n * 2048),
      sealOffset: fc.integer({ min: 19, max: 72 }).map((n) => n * 2048),
      kit: fc.option(fc.record({ version: of("09az.", 1, 5).map((rest) => `2${rest}`), sha256 }), { nil: undefined }),
      recipe: fc.constant("1"),
      trustRoot: sha256,
      recallAtLeast: fc.integer({ min: 0, max: 256 }),
      previous: fc.option(sha256, { nil: undefined }),
    });
    fc.assert(
      fc.property(releases, (value) => {
        expect(parseRelease(encodeRelease(value))).toEqual(value);
      }),
    );
  });

  test("rebuild and recall", () => {
    const differs = fc.option(line, { nil: undefined });
    fc.assert(
      fc.property(sha256, differs, line, moment, (digest, where, environment, date) => {
        const value = { ...rebuild, release: digest, differs: where, environment, date };
        expect(parseRebuild(encodeRebuild(value))).toEqual(value);
      }),
    );
    const entry = fc.record({ imageSha256: sha256, date: moment.map((date) => date.slice(0, 10)), reason: line });
    const entries = fc.uniqueArray(entry, { minLength: 1, maxLength: 20, selector: (e) => e.imageSha256 });
    fc.assert(
      fc.property(entries, (recalled) => {
        expect(parseRecall(encodeRecall({ ...recall, recalled }))).toEqual({ ...recall, recalled });
      }),
    );
  });

  test("manifest", () => {
    const name = of("abcé-._ 1(", 1, 6);
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join("/"));
    const files = fc.uniqueArray(fc.record({ path, sha256 }), { minLength: 1, maxLength: 12, selector: (f) => f.path });
    const manifests = fc.record<Manifest>({
      totalBytes: fc.maxSafeNat(),
      emptyFolders: fc.constant([]),
      files: files.map((some) => some.sort((a, b) => compareText(a.path, b.path))),
    });
    let printed = 0;
    fc.assert(
      fc.property(manifests, (value) => {
        try {
          expect(parseManifest(encodeManifest(value))).toEqual(value);
          printed++;
        } catch (error) {
          if (!(error instanceof FormatError)) throw error; // a name or a pair that no disc carries
          expect(error.code === "DUPLICATE" || value.files.some((file) => pathFault(file.path) !== undefined)).toBe(
            true,
          );
        }
      }),
      { numRuns: 300 },
    );
    expect(printed).toBeGreaterThan(10);
  });

  test("note, with lines by unknown keys", () => {
    const name = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
      .filter((text) => !/[\p{White_Space}+\p{Cc}]/u.test(text));
    const signature = fc.record({
      name,
      keyId: of("0123456789abcdef", 8, 8),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 100 }),
    });
    const notes = fc.record({
      text: fc.array(line, { minLength: 1, maxLength: 6 }).map((lines) => `${lines.join("\n")}\n`),
      signatures: fc.array(signature, { maxLength: 8 }),
    });
    fc.assert(
      fc.property(notes, (value) => {
        expect(parseNote(encodeNote(value), "note")).toEqual(value);
      }),
    );
  });
});

/** One to three small accidents to a text. */
function damage(bytes: Uint8Array, accidents: readonly (readonly [number, number, number])[]): Uint8Array {
  let whole: number[] = [...bytes];
  for (const [kind, at, value] of accidents) {
    const place = at % (whole.length || 1);
    if (kind === 0) whole[place] = (whole[place] ?? 0) ^ (1 << (value & 7));
    else if (kind === 1) whole.splice(place, 0, value);
    else if (kind === 2) whole.splice(place, 1);
    else {
      const lines = Buffer.from(whole).toString("latin1").split("\n");
      const [a, b] = [at % lines.length, value % lines.length];
      if (kind === 3) [lines[a], lines[b]] = [lines[b] ?? "", lines[a] ?? ""];
      else if (kind === 4) lines.splice(a, 0, lines[b] ?? "");
      else lines.splice(a, 1);
      whole = [...Buffer.from(lines.join("\n"), "latin1")];
    }
  }
  return Uint8Array.from(whole);
}

const textOnly = ["release", "trust-root", "rebuild", "recall"];
const examples = Object.entries(exampleBytes).flatMap(([block, whole]): [string, Uint8Array][] => {
  const noun = block.replace("zegel-", "").replace(/-one$/, ""); // version one of a format that has two
  if (noun === "seal") return []; // seal.test.ts: a quarter of a megabyte each
  if (!textOnly.includes(noun)) return [[noun, whole]];
  return [
    [noun, whole.subarray(0, Buffer.from(whole).indexOf("\n\n") + 1)],
    ["note", whole],
  ];
});

describe("damaged copies: what is accepted prints again to the same bytes", () => {
  const accident = fc.tuple(fc.nat(5), fc.nat(100_000), fc.nat(255));
  test.each(examples)("%s", (noun, whole) => {
    expect(Buffer.compare(nouns[noun]!(whole), whole)).toBe(0);
    fc.assert(
      fc.property(fc.array(accident, { minLength: 1, maxLength: 3 }), (accidents) => {
        const damaged = damage(whole, accidents);
        let again: Uint8Array;
        try {
          again = nouns[noun]!(damaged);
        } catch (error) {
          if (error instanceof FormatError) return;
          throw error;
        }
        if (Buffer.compare(again, damaged) !== 0)
          throw new Error(`printed otherwise: ${Buffer.from(damaged).toString()}`);
      }),
      { numRuns: noun === "trust-root" || noun === "note" ? 150 : 1500 },
    );
  });

  test("every single bit of a recall, a rebuild and an install list", () => {
    for (const noun of ["recall", "rebuild", "install"]) {
      const whole = examples.find(([name]) => name === noun)![1];
      for (let bit = 0; bit < 8 * whole.length; bit++) {
        const changed = Uint8Array.from(whole);
        changed[bit >> 3]! ^= 1 << (bit & 7);
        try {
          expect(Buffer.compare(nouns[noun]!(changed), changed)).toBe(0);
        } catch (error) {
          if (!(error instanceof FormatError)) throw error;
        }
      }
    }
  });
});
