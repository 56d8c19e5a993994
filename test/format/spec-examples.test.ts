// Every example of docs/spec is complete, prints again to the same bytes and holds; every number of its tables is the code's.

import { scryptSync } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as format from "../../src/format/index.ts";
import {
  encodeHashGroups,
  encodeNote,
  encodeRecallCode,
  encodeUtf8,
  encodeZegelcode,
  FormatError,
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
import { forbidden, latin } from "../../src/format/text/characters.ts";
import { Growth } from "../../src/log/tiles/growth.ts";
import { encodeWitnessState, parseWitnessState } from "../../src/log/witness/state.ts";
import { judgeQuorum, judgeSigners, makeSignatureCheck } from "../../src/trust/index.ts";
import { encodeMap, parseMap } from "../../src/verify/rescue/map.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { exampleBytes } from "./examples.ts";
import { nodeCheck } from "./node-check.ts";
import { nouns } from "./nouns.ts";

const folder = join(import.meta.dirname, "../../docs/spec");
/** Pages about what other rooms do. */
const others = [
  "crosscheck-seats.md",
  "crosscheck.md",
  "verification.md",
  "verification-installed.md",
  "verification-extract.md",
  "record.md",
  "recipe.md",
  "image.md",
  "escrow.md",
  "key-file.md",
  "letter.md",
  "log-audit.md",
  "status.md",
  "paper-entry.md",
  "paper-sample.md",
  "release-folder.md",
  "stock-tools.md",
  "sign-request.md",
  "register.md",
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

/** A pattern of README.md beside the parser that it describes. */
interface PatternRule {
  readonly accepts: (text: string) => boolean;
  /** The rule behind the pattern, told by the table. */
  readonly more?: (text: string) => boolean;
  readonly good: readonly string[];
}

const isTaken = (parse: (text: string) => unknown) => (text: string) => {
  try {
    parse(text);
    return true;
  } catch (error) {
    if (error instanceof FormatError) return false;
    throw error;
  }
};
const exists = (text: string) => {
  const time = new Date(text.includes("T") ? text : `${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text.replace(/Z$/, ""));
};
const digestBytes = "8718cbe4c2cfb9cf29482eb7c0548d1fe629c73f683475c53a6a39e0bafd1ab9";
const { releaseFields } = format;
const lineWith = (name: string) => encodeUtf8(`x\n\n— ${name} ${"A".repeat(8)}\n`);
const patternRules: Readonly<Record<string, PatternRule>> = {
  HEX64: { accepts: isTaken((text) => format.checkSha256(text, "")), good: [digestBytes] },
  KEY_ID: { accepts: isTaken((text) => format.decodeHex(text, 4, "")), good: ["0cd6d64b"] },
  DECIMAL: {
    accepts: isTaken((text) => format.decodeDecimal(text, 0, Number.MAX_SAFE_INTEGER, "")),
    more: (text) => Number(text) <= Number.MAX_SAFE_INTEGER,
    good: ["0", "7", "1200", "9007199254740991", "999999999999999"],
  },
  DAY: { accepts: isTaken((text) => format.checkDay(text, "")), more: exists, good: ["1980-01-01", "2028-02-29"] },
  MOMENT: {
    accepts: isTaken((text) => format.checkMoment(text, "")),
    more: exists,
    good: ["2099-12-31T23:59:59Z", "2027-01-15T12:00:00Z"],
  },
  BASE64: { accepts: isTaken((text) => format.decodeBase64(text, "")), good: ["", "AAAA", "/+8=", "Zg==", "Zm8="] },
  TOKEN: { accepts: isTaken((text) => format.token(text, "")), good: ["a", "Universiteit-Één", "x".repeat(64)] },
  KEY_NAME: {
    accepts: isTaken((text) => format.checkKeyName(text, "")),
    good: ["a", "test-only/officer-a", "n".repeat(128)],
  },
  LINE_NAME: {
    accepts: isTaken((text) => parseNote(lineWith(text), "")),
    good: ["a", "sum.example/é", "x".repeat(200)],
  },
  ORIGIN: {
    accepts: isTaken((text) => format.checkOrigin(text, "")),
    good: ["log.example/zegel", "a", "nonesuch", "zegel.nl/x", "a/B/c"],
  },
  PRODUCT: { accepts: isTaken((text) => releaseFields.product(text, "")), good: ["O", "OSV 2020-U", "p".repeat(32)] },
  VERSION: { accepts: isTaken((text) => releaseFields.version(text, "")), good: ["1", "2.24.3+a", "v".repeat(32)] },
  ELECTION: { accepts: isTaken((text) => releaseFields.election(text, "")), good: ["TK2027", "e".repeat(32)] },
  ROLE: { accepts: isTaken((text) => releaseFields.role(text, "")), good: ["GSB", "ABCDEFGH"] },
  VOLUME: { accepts: isTaken((text) => releaseFields.volume(text, "")), good: ["OSV_2_24_3", "V".repeat(16)] },
  PUBLISHER: { accepts: isTaken((text) => releaseFields.publisher(text, "")), good: ["KIESRAAD", "P".repeat(32)] },
  NAME: {
    accepts: (text) => format.nameFault(text) === undefined,
    more: (text) =>
      encodeUtf8(text).length <= format.nameLimit && !/^\.{1,2}$/.test(text) && text.normalize("NFC") === text,
    good: ["a", "Lees mij (1e versie).txt", "Súdwest-Fryslân.xml", "n".repeat(96)],
  },
  ZEGELCODE: {
    accepts: (text) => isTaken(parseZegelcode)(text) && parseZegelcode(text) === text,
    more: isTaken(parseZegelcode), // the check digits
    good: [encodeZegelcode(digestBytes)],
  },
  INTREKKINGSCODE: {
    accepts: (text) => {
      const { code } = format.readRecallCode(text);
      return code === text;
    },
    more: (text) => format.readRecallCode(text).code !== undefined, // the check digits
    good: [encodeRecallCode(3, digestBytes)],
  },
  HASH_GROUPS: {
    accepts: (text) => isTaken(parseHashGroups)(text) && encodeHashGroups(parseHashGroups(text)) === text,
    good: [encodeHashGroups(digestBytes)],
  },
};

/** A good value with every character of interest put in front, in the middle, behind and in place; longer, shorter, doubled. */
function variantsOf(good: string): string[] {
  const half = good.length >> 1;
  const put = interesting.flatMap((c) => [c, c + good, good + c, good.slice(0, half) + c + good.slice(half)]);
  const swapped = interesting.map((c) => good.slice(0, half) + c + good.slice(half + 1));
  const [first = ""] = good;
  const lengths = Array.from({ length: 140 }, (_, n) => first.repeat(n));
  return [
    "",
    good,
    good + good,
    good.slice(1),
    good.slice(0, -1),
    good.toUpperCase(),
    good.toLowerCase(),
    ...lengths,
    ...put,
    ...swapped,
  ];
}
const interesting = [
  ...Array.from({ length: 0x250 }, (_, code) => String.fromCharCode(code)),
  ...[
    0x300, 0x37e, 0x1680, 0x1dff, 0x1e00, 0x1eff, 0x1f00, 0x2000, 0x200a, 0x200b, 0x2013, 0x2028, 0x202f, 0x205f,
    0x212a,
  ]
    .concat([0x3000, 0xfb01, 0xfeff, 0xff21, 0x1f40e])
    .map((code) => String.fromCodePoint(code)),
];

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
  "zegel-install": (content) => {
    expect(content).toMatch(/^static /m);
    const { start } = format.parseInstall(encodeUtf8(content));
    expect(parseManifest(encodeUtf8(block("zegel-manifest"))).files.map(({ path }) => path)).toContain(start);
  },
  "zegel-install-one": (content) => expect(content).toMatch(/^static /m),
  "zegel-aanwijzingen": (content) => expect(content).toMatch(/^1 /m),
  "zegel-log-proof": (content) => expect(content).toContain(`\n${root.logOrigin}\n`),
  "zegel-witness-state": (content) => expect(encodeWitnessState(parseWitnessState(content))).toBe(content),
  "zegel-log-folder": (content) => {
    const growth = new Growth(0, () => new Uint8Array(0));
    const full = Array.from({ length: 300 }, () => [...growth.add(Uint8Array.of(1))]).flat();
    const made = [...full, ...growth.finish()].map(({ path }) => path);
    expect([...content.matchAll(/^log\/(tile\/\S+)/gm)].map(([, path]) => path).sort()).toEqual(made.sort());
  },
  "zegel-rescue-map": (content) =>
    expect(new TextDecoder().decode(encodeMap(parseMap(encodeUtf8(content))))).toBe(content),
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
  "zegel-receipt": (content) => {
    const [good, commitment, stop] = content.trimEnd().split("\n");
    const [key = "", envelope = "", release = "", , link = "", code] = good?.split(" ") ?? [];
    const proof = format.receiptProof(format.parseReceiptKey(key), envelope, release, 0);
    expect(format.encodeReceipt({ exitCode: 0, scope: 0, link, proof })).toBe(code);
    const { N, r, p, dkLen } = format.commitmentScrypt;
    const salt = format.commitmentSalt(envelope, 1, 0);
    expect(scryptSync(format.commitmentInput(proof), salt, dkLen, { N, r, p }).toString("hex")).toBe(commitment);
    const [imageSha256 = "", , , , link2 = "", stopcode] = stop?.split(" ") ?? [];
    const found = format.foundDigits({ imageSha256, manifestSha256: undefined, sealSha256: undefined }, 0);
    expect(format.encodeReceipt({ exitCode: 22, scope: 0, link: link2, proof: found })).toBe(stopcode);
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
  "zegel-white-space": (content) => {
    const codes = codesOf(content);
    const at = (text: string) => text.codePointAt(0) ?? 0;
    const every = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code));
    expect(every.filter((c) => /\p{White_Space}/u.test(c) !== codes.has(at(c)))).toEqual([]);
    // What the parsers ask: a line's ends by JavaScript's \s, which differs only in characters that no line may hold.
    expect(every.filter((c) => !forbidden.test(c) && /\s/u.test(c) !== codes.has(at(c)))).toEqual([]);
  },
  "zegel-patterns": (content) => {
    const patterns = new Map(
      content
        .trimEnd()
        .split("\n")
        .map((line) => [line.slice(0, line.indexOf(" ")), line]),
    );
    expect([...patterns.keys()]).toEqual(Object.keys(patternRules));
    for (const [name, line] of patterns) {
      const pattern = new RegExp(line.slice(name.length + 1), "u");
      const { accepts, more = () => true, good } = patternRules[name] as PatternRule;
      for (const text of good) expect([name, text, accepts(text)]).toEqual([name, text, true]);
      const samples = [...good.flatMap(variantsOf), "none", "zegel/a"];
      expect([name, samples.filter((text) => (pattern.test(text) && more(text)) !== accepts(text))]).toEqual([
        name,
        [],
      ]);
      expect([name, samples.some((text) => !accepts(text))]).toEqual([name, true]);
    }
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

/** Code points of `0009-000D 0020 …`. */
function codesOf(content: string): Set<number> {
  const codes = new Set<number>();
  for (const [, first = "", last = first] of content.matchAll(/\b([0-9A-F]{4,5})(?:-([0-9A-F]{4,5}))?\b/g))
    for (let code = Number.parseInt(first, 16); code <= Number.parseInt(last, 16); code++) codes.add(code);
  return codes;
}

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

test.skipIf(!(has("openssl") && has("python3")) && process.env.CI === undefined)(
  "receipt.md: openssl and Python find the same proof and commitment",
  () => {
    const [, snippet = ""] = /^```sh\n(.*?)^```$/ms.exec(textOf("receipt.md")) ?? [];
    const [, commitment] = block("zegel-receipt").split("\n");
    expect(run("bash", ["-euo", "pipefail", "-c", snippet]).stdout.split("\n")).toEqual([
      "0b69ac08be1",
      commitment,
      "",
    ]);
  },
);
