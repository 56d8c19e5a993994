import { describe, expect, test } from "vitest";
import { caseFold, checkPath, findTwins, nameFault, pathFault, withParents } from "../../src/format/index.ts";
import { codeOf } from "./code-of.ts";

describe("names", () => {
  test.each([
    // [accepted, refused beside it]
    ["COM10", "COM1"],
    ["COM", "COM0"],
    ["lpt", "lpt9"],
    ["com1x.txt", "com1.txt"],
    ["xcon", "con"],
    ["nul_", "nul.tar.gz"],
    ["auxiliary", "aux .txt"],
    ["conin", "conin$"],
    ["conint$", "con\u0131n$"],
    ["COMa", "COM¹"],
    ["LPTa", "LPT²"],
    ["LPTb.x", "LPT³.x"],
    [".gitignore", "."],
    ["..a", ".."],
    ["...a", "a..."],
    ["a b", "a "],
    ["a. b", " a"],
    ["PROGRA~1", "PROGRA?1"],
    ["a'(b)&{c}[d]^e`f~!#$%,+-=@_", "a;1"],
    ["é", "e\u0301"],
    ["\u00c0\u024f\u1e00\u1eff", "\u0250"],
    ["ÿ", "º"],
    ["ẞ", "\u1f00"],
    ["a".repeat(96), "a".repeat(97)],
    ["é".repeat(48), `${"é".repeat(48)}a`],
    ["\u1e00".repeat(32), `${"\u1e00".repeat(32)}a`],
    ["x", ""],
    ["a-b", "a/b"],
    ["a-b", "a\\b"],
    ["a-b", "a:b"],
    ["a-b", 'a"b'],
    ["a-b", "a<b"],
    ["a-b", "a>b"],
    ["a-b", "a|b"],
    ["a-b", "a*b"],
    ["a-b", "a\u00adb"],
    ["a-b", "a\ufe0fb"],
    ["a-b", "a\u{e0041}b"],
    ["a-b", "a\ud83db"],
    ["a-b", "a\nb"],
    ["a-b", "a\u007fb"],
  ])("%j, but not %j", (good, bad) => {
    expect(nameFault(good)).toBeUndefined();
    expect(nameFault(bad)).toBeTypeOf("string");
  });
});

describe("paths", () => {
  test.each([
    ["a/-", "-"],
    ["-a", "-"],
    ["a/autorun.inf", "autorun.inf"],
    ["autorun.ini", "AUTORUN.INF"],
    ["autorum.inf", "autorun.\u0131nf"],
    ["ZEGEL/x", "zegel/x"],
    ["ZEGELS/x", "Zegel/x"],
    ["a/ZEGELS", "a/ZEGEL"],
    ["a/zege", "a/zegel/x"],
    ["a/b", "a//b"],
    ["a/b", "/a/b"],
    ["a/b", "a/b/"],
    ["a/b", "a/../b"],
    ["a/b", "./a/b"],
    [`${"a/".repeat(31)}b`, `${"a/".repeat(32)}b`],
    [`${"a".repeat(80)}/${"b".repeat(80)}/${"c".repeat(78)}`, `${"a".repeat(80)}/${"b".repeat(80)}/${"c".repeat(79)}`],
  ])("%j, but not %j", (good, bad) => {
    expect(pathFault(good)).toBeUndefined();
    expect(codeOf(() => checkPath(good, "test"))).toBe("ok");
    expect(pathFault(bad)).toBeTypeOf("string");
    expect(codeOf(() => checkPath(bad, "test"))).toBe("PATH");
  });

  test("says which component is at fault, made visible", () => {
    expect(pathFault("goed/con\u00ad/x")).toBe('"con\\u00ad" holds a character that not every system can carry');
  });
});

describe("twins", () => {
  test.each([
    ["a", "A"],
    ["é", "É"],
    ["ſ", "s"],
    ["ſ", "S"],
    ["\u212a", "k"],
    ["İ", "i"],
    ["ı", "I"],
    ["İ", "ı"],
    ["ß", "ẞ"],
    ["ǆ", "ǅ"],
    ["ÿ", "Ÿ"],
    ["ẛ", "Ṡ"],
    ["σ", "ς"],
    ["e\u0301", "É"],
  ])("%s and %s are twins", (a, b) => {
    expect(caseFold(`x/${a}z`)).toBe(caseFold(`x/${b}z`));
    expect(findTwins([`x/${a}z`, `x/${b}z`])).toHaveLength(1);
  });

  test.each([
    ["ß", "ss"],
    ["é", "e"],
    ["i", "j"],
    ["ŉ", "ʼn"],
    ["đ", "d"],
  ])("%s and %s are not", (a, b) => {
    expect(findTwins([a, b])).toEqual([]);
  });

  test("fold to one wherever a simple upper or lower case of two units agrees", () => {
    const simple = (mapped: string, unit: string) => (mapped.length === 1 ? mapped : unit);
    const folds = new Map<string, Set<string>>();
    for (let code = 0; code < 0x10000; code++) {
      const unit = String.fromCharCode(code);
      if ((code >= 0xd800 && code <= 0xdfff) || unit.normalize("NFC") !== unit) continue;
      for (const key of [`upper ${simple(unit.toUpperCase(), unit)}`, `lower ${simple(unit.toLowerCase(), unit)}`])
        folds.set(key, (folds.get(key) ?? new Set()).add(caseFold(unit)));
    }
    expect([...folds].filter(([, found]) => found.size > 1)).toEqual([]);
    expect(folds.size).toBeGreaterThan(60_000);
  });

  test.each([
    ["a file listed twice", ["a", "a"], [], [["a", "a"]]],
    ["folders of two spellings", ["A/x", "a/y"], [], [["A", "a"]]],
    ["a file in the place of a folder", ["a", "a/b"], [], [["a", "a"]]],
    ["a file below a file of another case", ["A", "a/b"], [], [["a", "A"]]],
    ["an empty folder and a file", ["a"], ["A"], [["A", "a"]]],
    ["one folder listed and used", ["a/b"], ["a"], []],
    [
      "three spellings",
      ["aa", "aA", "AA"],
      [],
      [
        ["aa", "aA"],
        ["aa", "AA"],
      ],
    ],
    ["nothing", [], [], []],
  ] as const)("%s", (_, files, folders, expected) => expect(findTwins(files, folders)).toEqual(expected));
});

test("withParents names every folder above, once, and not the root", () => {
  expect([...withParents(["a/b/c", "a/d", ""])].sort()).toEqual(["a", "a/b", "a/b/c", "a/d"]);
});
