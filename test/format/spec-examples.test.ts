// Every example of docs/spec is complete, prints again to the same bytes and holds; every number of its tables is the code's.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { forbidden, latin } from "../../src/format/characters.ts";
import * as format from "../../src/format/index.ts";
import {
  encodeHashGroups,
  encodeNote,
  encodeRecallCode,
  encodeUtf8,
  encodeZegelcode,
  judgeQuorum,
  judgeSigners,
  makeSignatureCheck,
  type Note,
  parseHashGroups,
  parseManifest,
  parseNote,
  parseRecall,
  parseRecallCode,
  parseRelease,
  parseSeal,
  parseTrustRoot,
  parseZegelcode,
  type Requirement,
  sealSize,
  textDigest,
} from "../../src/format/index.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { exampleBytes } from "./examples.ts";
import { nodeCheck } from "./node-check.ts";
import { nouns } from "./nouns.ts";

const folder = join(import.meta.dirname, "../../docs/spec");
/** Pages about what other rooms do. */
const others = [
  "verification.md",
  "record.md",
  "recipe.md",
  "image.md",
  "escrow.md",
  "key-file.md",
  "stock-tools.md",
  "sign-request.md",
  "transcript.md",
];
const pages = readdirSync(folder).filter((page) => page.endsWith(".md") && !others.includes(page));
const textOf = (page: string) => readFileSync(join(folder, page), "utf8");
const blocks = pages.flatMap((page) =>
  [...textOf(page).matchAll(/^```(zegel-[a-z-]+)\n(.*?)^```$/gms)].map(([, name = "", content = ""]) => ({
    page,
    name,
    content,
  })),
);
const block = (name: string) => blocks.find((b) => b.name === name)?.content ?? "";
const check = makeSignatureCheck(nodeCheck);
const note = (name: string) => parseNote(encodeUtf8(block(name)), name);
const root = parseTrustRoot(note("zegel-trust-root").text);
const holds = async (given: Note, requirement: Requirement) =>
  (await judgeQuorum(given, root, requirement, "sealed", new Set(), check)).isMet;
/** A rebuild note is by one rebuilder. */
const isByOne = async (given: Note) =>
  (await judgeSigners(given, format.requiredKeys(root, "rebuild").keys, 1, "sealed", new Set(), check)).isMet;

function filled(used: string): Uint8Array {
  const whole = new Uint8Array(sealSize).fill(10);
  whole.set(encodeUtf8(used));
  return whole;
}

test("every page has an example, and README links every page", () => {
  expect(pages.filter((page) => !blocks.some((b) => b.page === page))).toEqual([]);
  expect(pages.filter((page) => page !== "README.md" && !textOf("README.md").includes(`(${page})`))).toEqual([]);
  expect(pages.length).toBeGreaterThan(13);
});

test.each(blocks.filter(({ name }) => name in exampleBytes))(
  "$page: $name is the vectors' example",
  ({ name, content }) => {
    const bytes = name === "zegel-seal" ? filled(content) : encodeUtf8(content);
    expect(Buffer.compare(bytes, exampleBytes[name] ?? new Uint8Array())).toBe(0);
  },
);

/** What holds of each example beyond its bytes. */
const claims: Readonly<Record<string, (content: string) => unknown>> = {
  "zegel-note": async () => expect(await isByOne(note("zegel-note"))).toBe(true),
  "zegel-trust-root": async () => expect(await holds(note("zegel-trust-root"), "root")).toBe(true),
  "zegel-release": async () => {
    expect(await holds(note("zegel-release"), "release")).toBe(true);
    const release = parseRelease(note("zegel-release").text);
    expect(release.trustRoot).toBe(textDigest(note("zegel-trust-root").text));
    expect(release.manifests).toEqual([textDigest(block("zegel-manifest"))]);
  },
  "zegel-rebuild": async () => expect(await isByOne(note("zegel-rebuild"))).toBe(true),
  "zegel-recall": async () => expect(await holds(note("zegel-recall"), "recall")).toBe(true),
  "zegel-manifest": (content) => expect(parseManifest(encodeUtf8(content)).files.length).toBeGreaterThan(3),
  "zegel-install": (content) => expect(content).toMatch(/^static /m),
  "zegel-aanwijzingen": (content) => expect(content).toMatch(/^1 /m),
  "zegel-log-proof": (content) => expect(content).toContain(`\n${root.logOrigin}\n`),
  "zegel-seal": (content) => {
    const seal = parseSeal(filled(content));
    expect(seal.release).toEqual(note("zegel-release"));
    expect(seal.trustRoots).toEqual([note("zegel-trust-root")]);
    expect(seal.rebuilds).toHaveLength(2);
  },
  "zegel-signature": async (content) => {
    const lines = content.split("\n").map((line) => line.split(" "));
    const [key, message, signature] = lines.map(([, hex = ""]) => Uint8Array.from(Buffer.from(hex, "hex")));
    if (key === undefined || message === undefined || signature === undefined) throw new Error("three lines");
    expect(await check(key, message, signature)).toBe(true);
    expect(await check(key, message.subarray(1), signature)).toBe(false);
  },
  "zegel-code": (content) => {
    const [digest = "", code = ""] = content.split("\n");
    expect(digest).toBe(textDigest(note("zegel-release").text));
    expect([encodeZegelcode(digest), parseZegelcode(code)]).toEqual([code, code]);
  },
  "zegel-recall-code": (content) => {
    const [digest = "", number = "", code = ""] = content.split("\n");
    const { recalled } = parseRecall(note("zegel-recall").text);
    expect(digest).toBe(recalled[Number(number) - 1]?.imageSha256);
    expect(encodeRecallCode(Number(number), digest)).toBe(code);
    expect(parseRecallCode(code)).toEqual({ number: Number(number), imageStart: digest.slice(0, 18) });
  },
  "zegel-hash-groups": (content) => {
    const [digest = "", groups = ""] = content.split("\n");
    expect([encodeHashGroups(digest), parseHashGroups(groups)]).toEqual([groups, digest]);
  },
  "zegel-forbidden": (content) => {
    const codes = new Set<number>(Array.from({ length: 34 }, (_, i) => (i >> 1) * 0x10000 + 0xfffe + (i & 1)));
    for (const [, first = "", last = first] of content.matchAll(/\b([0-9A-F]{4,5})(?:-([0-9A-F]{4,5}))?\b/g))
      for (let code = Number.parseInt(first, 16); code <= Number.parseInt(last, 16); code++) codes.add(code);
    const wrong: number[] = [];
    for (let code = 0; code <= 0x10ffff; code++)
      if (forbidden.test(String.fromCodePoint(code)) !== codes.has(code)) wrong.push(code);
    expect(wrong).toEqual([]);
  },
  "zegel-text": (content) => {
    const codes = new Set<number>();
    for (const [, first = "", last = first] of content.matchAll(/\b([0-9A-F]{4,5})(?:-([0-9A-F]{4,5}))?\b/g))
      for (let code = Number.parseInt(first, 16); code <= Number.parseInt(last, 16); code++) codes.add(code);
    const wrong: number[] = [];
    for (let code = 0; code <= 0x10ffff; code++)
      if (latin.test(String.fromCodePoint(code)) !== codes.has(code)) wrong.push(code);
    expect(wrong).toEqual([]);
  },
};

test.each(blocks)("$page: $name holds", async ({ name, content }) => {
  expect(Object.keys(claims)).toContain(name);
  await claims[name]?.(content);
});

test("signed examples print again to the same bytes, text and envelope", () => {
  for (const noun of ["trust-root", "release", "rebuild", "recall"]) {
    const whole = note(`zegel-${noun}`);
    expect(new TextDecoder().decode(encodeNote(whole))).toBe(block(`zegel-${noun}`));
    expect(Buffer.compare(nouns[noun]?.(encodeUtf8(whole.text)) ?? new Uint8Array(), encodeUtf8(whole.text))).toBe(0);
  }
});

test("the limits of README.md are those of the code", () => {
  const rows = [...textOf("README.md").matchAll(/^\| `([a-zA-Z]+)` \| ([0-9,]+) \|/gm)];
  const written = Object.fromEntries(rows.map(([, name, value = ""]) => [name, Number(value.replaceAll(",", ""))]));
  const limits = Object.entries(format).filter(([name]) => name.endsWith("Limit") || name === "sealSize");
  expect(written).toEqual(Object.fromEntries(limits));
});

describe.skipIf(!has("openssl") || !has("signify-openbsd"))('signature.md, "By hand"', () => {
  test("the commands work as they stand on the page, and notice a changed text", () => {
    const [, part = ""] = textOf("signature.md").split("## By hand");
    const commands = [...part.matchAll(/^ {4}(.*)$/gm)].map(([, line = ""]) => line);
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, "release.note"), block("zegel-release"));
    const shell = (script: readonly string[]) => run("sh", ["-ec", script.join("\n")], { cwd });
    expect(shell(commands)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/Signature Verified Successfully\n.*Signature Verified\n$/s),
    });
    writeFileSync(join(cwd, "text"), "zegel/release v1\n");
    for (const program of ["openssl", "signify-openbsd"])
      expect(shell(commands.filter((line) => line.startsWith(program))).status).not.toBe(0);
  });
});
