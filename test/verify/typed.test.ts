// What people paste and programs print: the one code or digest in it is found, and two are never chosen between.

import { describe, expect, test } from "vitest";
import {
  dropUnseen,
  encodeHashGroups,
  encodeRecallCode,
  encodeZegelcode,
  findHashGroups,
  parseHashGroups,
  readCode,
  readGroup,
  readRecallCode,
} from "../../src/format/index.ts";
import {
  checkTypedCode,
  checkTypedRecallCode,
  checkTypedSha256,
  sha256OfTextFile,
} from "../../src/verify/program/typed.ts";
import { sha256Of } from "./fixture.ts";

const sha256 = sha256Of("TEST-ONLY release");
const other = sha256Of("TEST-ONLY another");
const groups = encodeHashGroups(sha256);
const pairs = (sha256.match(/../g) ?? []).join(" ");
const code = encodeZegelcode(sha256);
const recallCode = encodeRecallCode(3, sha256);

/** Each character that comes along unseen. */
const unseen = [0xad, 0x34f, 0x61c, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x202a, 0x202c, 0x202e, 0x2060]
  .concat([0x2063, 0x2066, 0x2069, 0xfe0f, 0xfeff])
  .map((point) => String.fromCodePoint(point));

const usage = expect.objectContaining({ code: "GEBRUIK" });
const refusalOf = (read: () => unknown) => {
  try {
    return { read: read() };
  } catch (error) {
    expect(error).toEqual(usage);
    return (error as Error).message;
  }
};

/** What programs print of a file called `name`. */
const printed = (digest: string, name: string): string[] => [
  `${digest}\n`,
  `${digest}  ${name}\n`,
  `${digest} *${name}\r\n`,
  `\\${digest}  a\\nb\n`,
  `SHA256 (${name}) = ${digest}\n`,
  `SHA2-256(${name})= ${digest}\n`,
  `SHA256-hash van ${name}:\r\n${digest}\r\nCertUtil: opdracht -hashfile is voltooid.\r\n`,
  `SHA256 hash of file ${name}:\r\n${digest.match(/../g)?.join(" ")}\r\nCertUtil: -hashfile command completed successfully.\r\n`,
  `\r\nAlgorithm : SHA256\r\nHash      : ${digest.toUpperCase()}\r\nPath      : C:\\${name}\r\n\r\n`,
  `Algorithm       Hash                                Path\r\n---------       ----                                ----\r\nSHA256          ${digest.toUpperCase()}     C:\\${name}\r\n`,
  `${encodeHashGroups(digest)} ${name}\n`,
  `${name}: ${encodeHashGroups(digest)}\n`,
  `${encodeHashGroups(digest).slice(0, 39)}\n${encodeHashGroups(digest).slice(40)}\n`,
  `  ${encodeHashGroups(digest).replaceAll(" ", "-")}\n`,
  `${digest.match(/../g)?.join(":").toUpperCase()}\n`,
  `${digest.match(/.{8}/g)?.join(" ")}  ${name}\n`,
  `"file","sha256"\n"${name}","${digest}"\n`,
];

/** As files are saved. */
function saved(text: string): Buffer[] {
  const wide = Buffer.from(text, "utf16le");
  return [
    Buffer.from(text),
    Buffer.from(`\ufeff${text}`),
    wide,
    Buffer.concat([Buffer.from([0xff, 0xfe]), wide]),
    Buffer.from(wide).swap16(),
    Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(wide).swap16()]),
  ];
}

describe("B9: a file with a digest", () => {
  const read = (bytes: Uint8Array) => refusalOf(() => sha256OfTextFile(bytes, "digest.txt", "nl"));

  test("in every form, name and encoding gives that digest", () => {
    for (const name of ["release.txt", "uitslag één.iso", "a b (2).note", "x1.iso", "beker.txt"])
      for (const text of printed(sha256, name))
        for (const bytes of saved(text)) expect([text, read(bytes)]).toEqual([text, { read: sha256 }]);
  });

  test("whose name is in a code page of a console", () => {
    const bytes = Buffer.from(`SHA256-hash van uitslag \u00e9\u00e9n.iso:\r\n${sha256}\r\n`, "latin1");
    expect(read(bytes)).toEqual({ read: sha256 });
  });

  test("the same one twice is one; two different ones are never chosen between, in whatever order and form", () => {
    const forms = printed(sha256, "a.txt");
    for (const first of forms)
      for (const second of printed(other, "b.txt")) {
        const twice = "Hier staan twee of meer verschillende hashcodes";
        for (const between of ["", "\n-- \n"]) {
          expect(read(Buffer.from(`${first}${between}${first}`))).toEqual({ read: sha256 });
          expect(read(Buffer.from(`${first}${between}${second}`))).toContain(twice);
          expect(read(Buffer.from(`${second}${between}${first}`))).toContain(twice);
        }
      }
  });

  test("a name of groups behind the digest leaves two to choose from", () => {
    expect(read(Buffer.from(`${groups} cafe.txt\n`))).toContain("twee of meer");
    expect(read(Buffer.from(`${sha256} cafe.txt\n`))).toEqual({ read: sha256 });
  });

  test.each([
    ["nothing", ""],
    ["another hash", `${sha256Of("a").slice(0, 40)}  release.txt\n`],
    ["a longer hash", `${sha256}${other}  release.txt\n`],
    ["one digit less", `${sha256.slice(1)}  release.txt\n`],
    ["one digit more", `${sha256}0  release.txt\n`],
    ["a letter at its side", `x${sha256}\n`],
    ["15 groups", groups.slice(5)],
    ["17 groups of two values", `${groups} 0000`],
    ["a group of three", groups.replace(/ ..../, " abc")],
    ["31 pairs and a name", `${pairs.slice(3)} release.txt`],
    ["a zegelcode", code],
    ["words", "De hashcode staat in de Staatscourant.\n"],
    ["bytes", String.fromCharCode(...Array.from({ length: 256 }, (_, i) => i))],
  ])("%s is none", (_what, text) => {
    for (const bytes of saved(text)) expect(typeof read(bytes)).toBe("string");
  });
});

describe("B9: what comes along unseen", () => {
  /** At the start, at the end, between groups, inside each group. */
  const laced = (text: string, mark: string) => [
    `${mark}${text}`,
    `${text}${mark}`,
    text.replace(/[- ]/, (separator) => `${mark}${separator}${mark}`),
    text.replace(/[- ]/g, (separator) => `${separator}${mark}`),
    `${text.slice(0, 2)}${mark}${text.slice(2)}`,
  ];

  test.each(unseen.map((mark) => [`U+${(mark.codePointAt(0) ?? 0).toString(16)}`, mark]))("%s", (_name, mark) => {
    for (const typed of laced(code, mark)) {
      expect(checkTypedCode(typed, "nl")).toBe(code);
      expect(readCode("zegelcode", typed).groups).toEqual(new Array(7).fill(true));
    }
    for (const typed of laced(recallCode, mark)) expect(checkTypedRecallCode(typed, "nl")).toBe(recallCode);
    for (const digest of [sha256, groups, pairs, `${sha256}  release.txt`])
      for (const typed of laced(digest, mark)) expect(checkTypedSha256(typed, "--expect-sha256", "nl")).toBe(sha256);
    for (const typed of laced(groups, mark)) expect(parseHashGroups(typed)).toBe(sha256);
    for (const [i, group] of code.split("-").entries())
      for (const typed of laced(group, mark)) expect(readGroup(typed, i + 1)).toBe(group);
  });

  test("hides no slip: a wrong digit stays wrong, and a character that can be seen is one", () => {
    for (const mark of unseen) {
      const slip = `${mark}${code.startsWith("0") ? "1" : "0"}${code.slice(1)}`;
      expect(readCode("zegelcode", slip).groups).toEqual([false, ...new Array(6).fill(true)]);
      expect(readRecallCode(`${mark}${code}`).code).toBeUndefined();
      expect(findHashGroups(`${mark}${sha256.slice(1)}`)).toEqual([]);
    }
    for (const seen of ["\u2022", "\u00b7", "\u0301", "\u0430", "_", "*"])
      expect(readCode("zegelcode", `${code.slice(0, 2)}${seen}${code.slice(2)}`).code).toBeUndefined();
    expect(dropUnseen("A1 – é \u2022")).toBe("A1 – é \u2022");
  });

  test("the slip is still told by its group", () => {
    const typed = groups.replace(/^(....) .../, "$1 xyz");
    expect(refusalOf(() => checkTypedSha256(typed, "--expect-sha256", "nl"))).toContain("Groep 2 klopt niet");
  });
});
