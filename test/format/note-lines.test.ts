// A note's fields are one list: what is parsed, printed and walked is the same, line by line.

import { describe, expect, test } from "vitest";
import {
  encodeRebuild,
  encodeRecall,
  encodeRelease,
  encodeTrustRoot,
  FormatError,
  parseRebuild,
  parseRecall,
  parseRelease,
  parseTrustRoot,
  type Rebuild,
  walkRebuild,
  walkRelease,
} from "../../src/format/index.ts";
import {
  behind,
  decimal,
  line,
  lineForEach,
  moment,
  noteLines,
  numbered,
  oneWord,
  orNone,
  orWord,
  repeated,
  sha256,
  text,
} from "../../src/format/notes/note-lines.ts";
import { codeOf } from "./code-of.ts";
import { rebuild, recall, release, trustRoot } from "./examples.ts";

const digest = "1".repeat(64);
const pair = { ...release, manifests: [release.manifests[0] ?? "", digest] };
const bare = { ...release, kit: undefined, previous: undefined };
const dissent = { ...trustRoot, dissentBlocksAt: 2 };

const notes: readonly (readonly [string, string, (text: string) => unknown])[] = [
  ["release", encodeRelease(release), parseRelease],
  ["release of two discs", encodeRelease(pair), parseRelease],
  ["release without kit and previous", encodeRelease(bare), parseRelease],
  ["trust root", encodeTrustRoot(trustRoot), parseTrustRoot],
  ["trust root that lets dissent block", encodeTrustRoot(dissent), parseTrustRoot],
  ["rebuild that agrees", encodeRebuild(rebuild), parseRebuild],
  ["rebuild of the kit", encodeRebuild({ ...rebuild, scope: "kit", kit: release.kit }), parseRebuild],
  ["rebuild that differs", encodeRebuild({ ...rebuild, scope: "source", differs: "byte 7" }), parseRebuild],
  ["recall", encodeRecall(recall), parseRecall],
];

describe("each line of a note is needed, once, in its place, with a value", () => {
  test.each(notes)("%s", (_, whole, parse) => {
    const lines = whole.slice(0, -1).split("\n");
    const changed = (at: number, ...put: string[]) => `${[...lines].toSpliced(at, 1, ...put).join("\n")}\n`;
    expect(codeOf(() => parse(changed(0, lines[0] ?? "")))).toBe("ok");
    for (const [i, one] of lines.entries()) {
      const name = one.split(" ")[0] ?? "";
      expect(
        codeOf(() => parse(changed(i))),
        `without ${one}`,
      ).not.toBe("ok");
      expect(
        codeOf(() => parse(changed(i, one, one))),
        `twice ${one}`,
      ).not.toBe("ok");
      expect(
        codeOf(() => parse(changed(i, name))),
        `only ${name}`,
      ).not.toBe("ok");
      expect(
        codeOf(() => parse(changed(i, `${one}\u00a0x`))),
        `${one} and more`,
      ).not.toBe("ok");
    }
  });
});

const ofKit: Rebuild = { ...rebuild, scope: "kit", kit: release.kit };

describe("the fields in order, as the note shows them", () => {
  test.each([
    ["release", walkRelease(release), encodeRelease(release)],
    ["release of two discs", walkRelease(pair), encodeRelease(pair)],
    ["release without kit and previous", walkRelease(bare), encodeRelease(bare)],
    ["rebuild", walkRebuild(rebuild), encodeRebuild(rebuild)],
    ["rebuild of the kit", walkRebuild(ofKit), encodeRebuild(ofKit)],
  ])("%s", (_, fields, whole) => {
    const shown = fields.flatMap(({ name, texts }) => texts.map((one) => `${name} ${one}`));
    expect(shown).toEqual(whole.split("\n").slice(1, -1));
  });

  test("of a release: every property of the value has one, and no other", () => {
    expect(
      walkRelease(release)
        .map(({ field }) => field)
        .sort(),
    ).toEqual(Object.keys(release).sort());
    expect(
      walkRebuild(ofKit)
        .map(({ field }) => field)
        .sort(),
    ).toEqual(Object.keys(ofKit).sort());
  });
});

interface Example {
  readonly words: readonly string[];
  readonly entries: readonly number[];
  readonly each: Readonly<Record<"a" | "b", string | undefined>>;
  readonly at: string;
  readonly kind: "x" | "y";
  readonly about: string | undefined;
}

const example = noteLines<Example>({ typeLine: "zegel/example v1", what: "example", limit: 400 }, () => ({
  words: repeated("word", 2, text(5)),
  entries: numbered("entry", 2, decimal(3, 9)),
  each: lineForEach("for", ["a", "b"], orNone(sha256)),
  at: line("at", moment),
  kind: line("kind", oneWord(["x", "y"])),
  about: line("about", orWord("nothing", behind("it", text(20), '"nothing" or "it TEXT"'))),
}));
const value: Example = {
  words: ["één", "twee"],
  entries: [3, 9],
  each: { a: undefined, b: digest },
  at: "2027-01-15T12:00:00Z",
  kind: "y",
  about: "is a text",
};
const good = `zegel/example v1
word één
word twee
entry 1 3
entry 2 9
for a none
for b ${digest}
at 2027-01-15T12:00:00Z
kind y
about it is a text
`;

describe("a kind of note made of one list", () => {
  test("prints what it parses, and the other way about", () => {
    expect(example.parse(good)).toEqual(value);
    expect(example.print(value)).toBe(good);
    const small: Example = { ...value, words: [], entries: [], about: undefined };
    expect(example.parse(example.print(small))).toEqual(small);
    expect(Object.keys(example.parse(good))).toEqual(["words", "entries", "each", "at", "kind", "about"]);
  });

  const found = (whole: string): string => {
    try {
      example.parse(whole);
      return "ok";
    } catch (error) {
      if (error instanceof FormatError) return `${error.code} ${error.message}`;
      throw error;
    }
  };

  test.each([
    [
      "another type",
      "example v1",
      "example v2",
      /^TYPE_LINE example line 1: expected "zegel\/example v1", found "zegel\/example v2"/,
    ],
    ["a third word", "word twee", "word twee\nword drie", /^LIMIT example line 4: expected at most 2 lines "word"/],
    ["a word too long", "word één", "word zesnul", /^LIMIT example line 2 \(word\): expected at most 5/],
    [
      "a number skipped",
      "entry 2 9",
      "entry 3 9",
      /^NUMBER example line 5 \(entry\): expected a whole number from 2 to 2/,
    ],
    ["a number alone", "entry 2 9", "entry 2", /^FIELD example line 5 \(entry\): expected 2 parts/],
    [
      "a value below",
      "entry 1 3",
      "entry 1 2",
      /^NUMBER example line 4 \(entry\): expected a whole number from 3 to 9/,
    ],
    ["a third entry", "entry 2 9", "entry 2 9\nentry 3 9", /^LIMIT example line 6: expected at most 2 lines "entry"/],
    ["one of each missing", "for a none\n", "", /^FIELD example line 6: expected "for a …", found "for b/],
    ["not a digest", "for a none", "for a nothing", /^HEX example line 6 \(for a\)/],
    ["not a moment", "T12:00:00Z", "T24:00:00Z", /^DATE example line 8 \(at\)/],
    ["another word", "kind y", "kind z", /^FIELD example line 9 \(kind\): expected x or y, found "z"/],
    ["no word before", "about it ", "about to ", /^FIELD example line 10 \(about\): expected "nothing" or "it TEXT"/],
    ["a word, no value", "about it is a text", "about it", /^FIELD example line 10 \(about\)/],
    ["too long a value", "is a text", "is a text of letters.", /^LIMIT example line 10 \(about\)/],
    ["a line more", "is a text\n", "is a text\nmore x\n", /^FIELD example line 11: expected nothing more/],
  ])("refuses %s", (_, from, to, message) => {
    expect(found(good.replace(from, to))).toMatch(message);
    expect(found(good)).toBe("ok");
  });

  test("prints no value that would be read as another", () => {
    expect(codeOf(() => example.print(value))).toBe("ok");
    expect(codeOf(() => example.print({ ...value, each: { a: "none", b: undefined } }))).toBe("HEX");
    expect(codeOf(() => example.print({ ...value, words: ["a\nb"] }))).toBe("TEXT");
    expect(codeOf(() => example.walk({ ...value, about: " " }))).toBe("TEXT");
  });
});
