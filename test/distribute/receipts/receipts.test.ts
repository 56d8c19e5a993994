// What is taken in of a report, and what is said of one that is not: codes by telephone, records of strangers, a scanner's lines, clerks'
// tables. Commitments are made with a hash in place of scrypt, but for one.

import { createHash, scryptSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  encodeSlip,
  type Judged,
  judgeCode,
  judgeRecord,
  judgeScan,
  judgeSlip,
  judgeTold,
  type Kdf,
  parseCheckRecord,
  readSlips,
  recordLimit,
  type Slip,
  searchCode,
  slipHeader,
} from "../../../src/distribute/receipts/index.ts";
import { spellCode } from "../../../src/distribute/receipts/words.ts";
import type { Fact, RegisterChain } from "../../../src/distribute/register/index.ts";
import {
  codeForms,
  commitmentInput,
  commitmentSalt,
  commitmentScrypt,
  encodeCodeGroups,
  encodeReceipt,
  encodeUtf8,
  FormatError,
  foundDigits,
  type ReceiptScope,
  receiptProof,
  textDigest,
} from "../../../src/format/index.ts";
import fc from "../../world/properties.ts";
import { at, by, chainOf, digest, envelope, letter, packed, sent } from "../register/world.ts";

/** Fast, and nobody can guess what it makes: what a test of everything but scrypt itself needs. */
const quick: Kdf = async (parts) =>
  parts.map(({ input, salt }) => createHash("sha256").update(salt).update(input).digest("hex"));
const slow: Kdf = async (parts) =>
  parts.map(({ input, salt }) =>
    scryptSync(input, salt, commitmentScrypt.dkLen, { N: commitmentScrypt.N, r: 8, p: 1 }).toString("hex"),
  );
const keyOf = (n: number): Uint8Array => Uint8Array.of(0, 0, 0, 0, 0, 0, 0, n);
const scopes = [0, 1, 2, 3] as const;

/** The commitments of an envelope whose letter has key `n`. */
async function commits(n: number, release: string, disc = 1, kdf = quick): Promise<Fact> {
  const number = envelope(n);
  const [drive = "", image = "", tree = "", installed = ""] = await kdf(
    scopes.map((scope) => ({
      input: commitmentInput(receiptProof(keyOf(n), number, release, scope)),
      salt: commitmentSalt(number, disc, scope),
    })),
  );
  return { kind: "commit", envelope: number, disc, drive, image, tree, installed };
}

const good = (n: number, release = digest(10), scope: ReceiptScope = 0, link = "02"): string =>
  encodeReceipt({ exitCode: 0, scope, link, proof: receiptProof(keyOf(n), envelope(n), release, scope) });
const stop = (exitCode: number, proof = "0123456789a"): string =>
  encodeReceipt({ exitCode, scope: 0, link: "4X", proof });

const hsb = (disc: number): Fact => ({
  ...{ kind: "packed", envelope: envelope(102), recipient: "HSB09", release: "hsb", disc, by },
  ...{ copy: 100 + 10 * (disc - 1) + 1, seal: `H${disc}` },
});

/** Juinen and Gaarne, and a set of two discs of the central committee of Juinen. */
async function office(kdf = quick): Promise<RegisterChain> {
  return chainOf(
    ...[packed(100, "GM0001", 1, "NL-0045123"), letter(100), await commits(100, digest(10), 1, kdf), sent(100)],
    ...[packed(101, "GM0002", 2, "NL-0045124"), letter(101), await commits(101, digest(10), 1, kdf)],
    ...[hsb(1), hsb(2), letter(102), await commits(102, digest(12), 1, kdf), await commits(102, digest(14), 2, kdf)],
  );
}

const told = (n: number, code: string, bag?: string, disc?: number) => ({
  envelope: envelope(n),
  disc,
  code,
  bag,
  by: "anna",
});
const says = (judged: Judged): string =>
  judged.kind === "there" ? `there ${judged.line}` : `${judged.kind}: ${judged.says.nl}`;

describe("a code by telephone", () => {
  test("of GOED is held against the commitment, by scrypt", async () => {
    const { register } = await office(slow);
    const judged = await judgeCode(register, told(100, good(100), "NL0045123"), slow);
    expect(says(judged)).toMatch(/^good: Klopt: GOED, hele schijf in het station\. Lees terug: nul /);
    expect(judged).toMatchObject({
      facts: [{ kind: "receipt", evidence: "afmeldcode", verdict: "ECHT", scope: 0, link: "02", found: undefined }],
    });
    expect(says(await judgeCode(register, told(100, good(101)), slow))).toMatch(/^wrong: deze code hoort niet bij/);
  });

  const spoilt = (code: string, group: number) =>
    code
      .split("-")
      .map((part, i) => (i === group - 1 ? `${part[0] === "Z" ? "Y" : "Z"}${part.slice(1)}` : part))
      .join("-");
  test("is told word for word what is wrong", async () => {
    const { register } = await office();
    const say = async (...given: Parameters<typeof told>) => says(await judgeCode(register, told(...given), quick));
    expect(await say(100, spoilt(good(100), 2))).toBe("wrong: groep 2 klopt niet, lees opnieuw");
    expect(await say(100, spoilt(spoilt(good(100), 2), 3))).toBe("wrong: groep 2 en 3 kloppen niet, lees opnieuw");
    expect(await say(100, good(101))).toBe(
      "wrong: deze code hoort niet bij envelop 0100-F: lees het envelopnummer van de brief én van de zak",
    );
    expect(await say(100, good(100), "NL0045129")).toBe("wrong: het nummer van de zak wijkt af: schijf niet gebruiken");
    expect(await say(100, good(100), "NL0045124")).toMatch(/De zak hoort bij envelop 0101-G van Gaarne/);
    expect(await say(100, encodeCodeGroups("ab".repeat(32), 7))).toMatch(/^wrong: dat is de zegelcode/);
    expect(await say(100, "hallo")).toMatch(/verwacht drie groepen van vijf tekens/);
    expect(await say(100, "\u202e".repeat(5000))).toMatch(/^wrong/);
    expect(await say(199, good(100))).toMatch(/is niet ingepakt of niet van dit register/);
    expect(await say(100, good(100), " nl 0045123 ")).toMatch(/^good/);
  });

  test("of GOED for another release, scope or letter is refused", async () => {
    const { register } = await office();
    const say = async (code: string) => says(await judgeCode(register, told(100, code), quick));
    expect(await say(good(100, digest(12)))).toMatch(/hoort niet bij/);
    const inDrive = receiptProof(keyOf(100), envelope(100), digest(10), 0);
    expect(await say(encodeReceipt({ exitCode: 0, scope: 1, link: "02", proof: inDrive }))).toMatch(/hoort niet bij/);
    expect(await say(good(100, digest(10), 1))).toMatch(/GOED, een schijfbestand, niet de schijf/);
  });

  test("of a set finds its disc by itself; a stopcode must be told of which", async () => {
    const { register } = await office();
    const judge = (code: string, disc?: number) => judgeCode(register, told(102, code, undefined, disc), quick);
    expect(await judge(good(102, digest(14)))).toMatchObject({ kind: "good", facts: [{ disc: 2 }] });
    expect(await judge(good(102, digest(14)), 2)).toMatchObject({ kind: "good" });
    expect(says(await judge(good(102, digest(14)), 1))).toMatch(/hoort niet bij/);
    expect(says(await judge(stop(22)))).toMatch(/horen 2 schijven: zeg welke/);
    expect(await judge(stop(22), 2)).toMatchObject({
      facts: [{ verdict: "GEWIJZIGD", disc: 2, found: "0123456789a" }],
    });
  });

  test("after a refusal needs no commitment, and all zeros are nothing found", async () => {
    const { register } = await office();
    const judged = await judgeCode(register, told(100, stop(22)), quick);
    expect(says(judged)).toMatch(/^good: Klopt: NIET GOED, melding GEWIJZIGD, hele schijf in het station/);
    const none = await judgeCode(register, told(100, stop(21, "00000000000")), quick);
    expect(none).toMatchObject({ facts: [{ verdict: "NIET_ONDERTEKEND", found: undefined }] });
  });

  test("tells at once which genuine disc it is, or who found the same", async () => {
    const chain = await office();
    const digests = { imageSha256: digest(11), manifestSha256: digest(31), sealSha256: digest(32) };
    chain.add({ kind: "master", release: "gsb", disc: 1, ...digests }, at);
    const remarks = async (n: number, code: string) => {
      const judged = await judgeCode(chain.register, told(n, code), quick);
      return judged.kind === "good" ? judged.remarks.map(({ nl }) => nl) : judged;
    };
    expect(await remarks(100, stop(27, foundDigits(digests, 0)))).toEqual([
      "volgens deze stopcode: op de schijf staat de echte OSV versie 2.24.3 (nummer 12)",
    ]);
    expect(await remarks(100, stop(22))).toEqual([]);
    const first = await judgeCode(chain.register, told(101, stop(22)), quick);
    for (const fact of first.kind === "good" ? first.facts : []) chain.add(fact, at);
    expect(await remarks(100, stop(22))).toEqual([
      expect.stringMatching(/precies hetzelfde gevonden bij Gaarne \(0101-G\)/),
    ]);
    expect(await remarks(100, stop(27))).toEqual([]);
  });

  test("is searched in all open letters", async () => {
    const { register } = await office();
    const { found, tried } = await searchCode(register, good(101), quick);
    expect([found.map(({ number }) => number), tried]).toEqual([["0101-G"], 4]);
    expect(await searchCode(register, good(7), quick)).toEqual({ found: [], tried: 4 });
    expect(await searchCode(register, stop(22), quick)).toEqual({ found: [], tried: 0 });
  });

  test("is spelt for the one who reads along", () => {
    expect(spellCode("02WX8-WZ915", "nl")).toBe("nul twee W X acht, W Z negen een vijf");
    expect(spellCode("02WX8", "en")).toBe("zero two W X eight");
  });
});

/** A record as the verifier writes it, with whatever is given in its place. */
function recordText(more: object = {}, filledIn: object = { envelope: "0100-F" }, behind: object = {}): string {
  const measured = {
    ...{ format: "zegel/record v1", checkedOn: "2027-03-01T09:14:05.120Z", verdict: "ECHT", refusals: [], exitCode: 0 },
    ...{ scope: "image", medium: "drive", target: "D:", steps: [], releaseSha256: digest(10), signers: [] },
    ...{ recalls: { number: 2, date: "2027-02-01", from: "seal" }, sealSha256: digest(32), imageSha256: digest(11) },
    ...{ manifestSha256: digest(31), filesCompared: 1, filesGood: 1, ...more },
  };
  const start = `${JSON.stringify(measured, null, 2).slice(0, -"\n}".length)},\n`;
  const controlNumber = encodeCodeGroups(textDigest(start), 3, codeForms.control.first);
  const whole = { ...measured, filledIn: { persons: [], answers: [], ...filledIn }, controlNumber, ...behind };
  return `${JSON.stringify(whole, null, 2)}\n`;
}
const parse = (text: string) => parseCheckRecord(encodeUtf8(text), "r.json");
const given = (text: string, number?: string) => ({
  ...{ record: parse(text), sha256: textDigest(text), envelope: number, disc: undefined, by: "anna" },
});
const controlIn = (text: string): string => parse(text).control;

describe("a record", () => {
  test("is read as what it says", () => {
    expect(parse(recordText())).toMatchObject({
      ...{ verdict: "ECHT", scope: 0, release: digest(10), image: digest(11), list: 2 },
      ...{ moment: "2027-03-01T09:14:05Z", envelope: "0100-F", code: undefined },
    });
    expect(parse(recordText({ scope: "installed", medium: "folder", recalls: undefined }, {}))).toMatchObject({
      ...{ scope: 3, list: undefined, envelope: undefined },
    });
  });

  const hostile: readonly (readonly [string, string, RegExp])[] = [
    [
      "with another control number",
      recordText({}, {}, { controlNumber: "0000D-0000E-0000F" }),
      /control number .*of these bytes/,
    ],
    ["changed by one byte", recordText().replace('"filesGood": 1', '"filesGood": 2'), /control number/],
    ["of another version", recordText({ format: "zegel/record v2" }), /a record, zegel\/record v1, found .*record v2/],
    ["that is no record", "{}", /found no record/],
    ["that is a picture", "\u0089PNG", /found no record/],
    [
      "with its verdict once more behind the line",
      recordText({ verdict: "GEWIJZIGD", exitCode: 22 }).replace(
        '  "controlNumber"',
        '  "verdict": "ECHT",\n  "controlNumber"',
      ),
      /each key once, found "verdict" twice/,
    ],
    ["with another exit code", recordText({ exitCode: 22 }), /the exit code of ECHT/],
    ["with a verdict of nobody", recordText({ verdict: "PRIMA" }), /ECHT or GEEN_ZEGELSCHIJF/],
    ["of ECHT without a release", recordText({ releaseSha256: undefined }), /releaseSha256/],
    ["with a digest that is none", recordText({ imageSha256: "../../etc/passwd" }), /./],
    ["with text for a terminal", recordText({ checkedOn: "\u001b[2J" }), /moment in UTC, found "\\u001b\[2J"/],
    [
      "without the line that parts it",
      recordText().replace('  "filledIn": {', '  "filledIn": { '),
      /the line filledIn/,
    ],
  ];
  test.each(hostile)("%s is refused", (_, text, message) => {
    expect(() => parse(text)).toThrow(FormatError);
    expect(() => parse(text)).toThrow(message);
  });

  test("says nothing by a prototype, a list or a number where a text is due", () => {
    const inherited = recordText().replace('"envelope": "0100-F"', '"__proto__": { "envelope": "0101-G" }');
    expect(parse(inherited).envelope).toBeUndefined();
    expect(parse(recordText({}, { envelope: ["0100-F"] })).envelope).toBeUndefined();
    expect(() => parse(recordText({ scope: 0 }))).toThrow(/a text scope, found "0"/);
    expect(() => parse(recordText({ recalls: { number: "2" } }))).toThrow(FormatError);
    expect(() => parse(recordText({ recalls: { number: 1e9 } }))).toThrow(FormatError);
  });

  test("of more than 4 MiB, deep or long is refused or read, never an error that is not ours", () => {
    expect(() => parseCheckRecord(new Uint8Array(recordLimit + 1), "r")).toThrow(/at most 4194304 bytes/);
    expect(() => parse(recordText({ target: "x".repeat(3_000_000) }))).not.toThrow();
    const deep = recordText().replace('"steps": []', `"steps": ${"[".repeat(100_000)}${"]".repeat(100_000)}`);
    expect(() => parse(deep)).toThrow(FormatError);
  });

  test("is taken in once, with its own release and lists", async () => {
    const chain = await office();
    const text = recordText();
    const judged = await judgeRecord(chain.register, given(text), quick);
    expect(judged).toMatchObject({
      kind: "good",
      remarks: [],
      facts: [
        { kind: "receipt", evidence: "verslag", verdict: "ECHT", link: controlIn(text), found: undefined },
        { kind: "record", release: digest(10), image: digest(11), list: 2, moment: "2027-03-01T09:14:05Z" },
      ],
    });
    for (const fact of judged.kind === "good" ? judged.facts : []) chain.add(fact, at);
    expect(says(await judgeRecord(chain.register, given(text), quick))).toMatch(/^there/);
  });

  test("that names no envelope, or another, is asked for", async () => {
    const { register } = await office();
    const say = async (...one: Parameters<typeof given>) => says(await judgeRecord(register, given(...one), quick));
    expect(await say(recordText({}, {}))).toMatch(/noemt geen envelop: zeg welke/);
    expect(await say(recordText({}, {}), "0100-F")).toMatch(/^good/);
    expect(await say(recordText(), "0101-G")).toBe("wrong: het verslag is van envelop 0100-F, niet van 0101-G");
  });

  test("of GOED of another release is no GOED of this envelope", async () => {
    const { register } = await office();
    const judged = await judgeRecord(register, given(recordText({ releaseSha256: digest(12) })), quick);
    expect(judged).toMatchObject({
      facts: [
        { kind: "receipt", verdict: "ANDERE_UITGAVE" },
        { kind: "record", release: digest(12) },
      ],
    });
    expect(judged.kind === "good" && judged.remarks[0]?.nl).toMatch(/Niet installeren; bel Juinen/);
  });

  test("of a set is of the disc that its release is of", async () => {
    const { register } = await office();
    const text = recordText({ releaseSha256: digest(14) }, { envelope: "0102-H" });
    expect(await judgeRecord(register, given(text), quick)).toMatchObject({
      facts: [{ disc: 2, verdict: "ECHT" }, { disc: 2 }],
    });
  });

  test("brings its own code, which is judged; one of another check is told and not taken", async () => {
    const { register } = await office();
    const link = controlIn(recordText()).slice(0, 2);
    const withCode = (code: string) =>
      given(recordText({}, { envelope: "0100-F" }, { receipt: { envelope: "0100-F", code } }));
    const both = await judgeRecord(register, withCode(good(100, digest(10), 0, link)), quick);
    expect(both).toMatchObject({
      remarks: [],
      facts: [{ evidence: "verslag" }, { kind: "record" }, { evidence: "afmeldcode", verdict: "ECHT" }],
    });
    const odd = link === "00" ? "01" : "00";
    const other = await judgeRecord(register, withCode(good(100, digest(10), 0, odd)), quick);
    expect(other.kind === "good" && [other.facts.length, other.remarks.length]).toEqual([2, 1]);
    const wrong = await judgeRecord(register, withCode(good(101, digest(10), 0, link)), quick);
    expect(wrong.kind === "good" && [wrong.facts.length, wrong.remarks.length]).toEqual([2, 1]);
  });

  test("of a refusal keeps what was found", async () => {
    const { register } = await office();
    const text = recordText({ verdict: "GEWIJZIGD", exitCode: 22, releaseSha256: undefined, imageSha256: digest(99) });
    const found = foundDigits({ imageSha256: digest(99), manifestSha256: digest(31), sealSha256: digest(32) }, 0);
    expect(await judgeRecord(register, given(text), quick)).toMatchObject({
      facts: [{ verdict: "GEWIJZIGD", found }, { image: digest(99) }],
    });
  });
});

describe("a scanned line", () => {
  const control = encodeCodeGroups("ab".repeat(32), 3, codeForms.control.first);
  const bare = control.replaceAll("-", "");
  const release = digest(10).slice(0, 16).toUpperCase();
  const line = (more: Partial<Record<"envelope" | "exit" | "release" | "found" | "control" | "code", string>> = {}) => {
    const fields = { envelope: "0100F", exit: "0", release, found: "0123456789A", control: bare, code: "", ...more };
    return `ZEGEL.R1.${fields.envelope}.${fields.exit}.0.${fields.release}.${fields.found}.${fields.control}.${fields.code}`;
  };
  const judge = async (text: string) => judgeScan((await office()).register, text, "anna", quick);

  test("is a paper that came in", async () => {
    expect(await judge(line())).toMatchObject({
      kind: "good",
      facts: [{ evidence: "papier", verdict: "ECHT", link: control, found: undefined }],
    });
    expect(await judge(line({ exit: "22", release: "" }))).toMatchObject({
      facts: [{ verdict: "GEWIJZIGD", found: "0123456789a" }],
    });
    expect(await judge(line({ release: "F".repeat(16) }))).toMatchObject({ facts: [{ verdict: "ANDERE_UITGAVE" }] });
    expect(await judge(line({ exit: "0", release: "" }))).toMatchObject({ facts: [{ verdict: "ANDERE_UITGAVE" }] });
    expect(await judge(` ${line().toLowerCase()} `)).toMatchObject({ kind: "good" });
  });

  test("with its code brings the afmeldcode too", async () => {
    const code = good(100, digest(10), 0, control.slice(0, 2)).replaceAll("-", "");
    expect(await judge(line({ code }))).toMatchObject({
      facts: [{ evidence: "papier" }, { evidence: "afmeldcode", verdict: "ECHT" }],
    });
  });

  test.each([
    ["", /geen regel van een controleverslag/],
    ["ZEGEL.E1.0100F.0001", /geen regel van een controleverslag/],
    ["x".repeat(100_000), /geen regel van een controleverslag/],
    ["ZEGEL.R1.0100G.0.0.0000000000000000.0123456789A.000000000000000.", /geen regel/],
    [line({ exit: "30" }), /geen regel/],
    [line({ control: "0".repeat(15) }), /geen regel/],
    [line({ code: "0".repeat(15) }), /geen regel/],
    [line({ envelope: "" }), /noemt geen envelop/],
    [line({ envelope: "0103J" }), /niet ingepakt/],
  ])("%.40s is refused", async (text, message) => {
    expect(says(await judge(text))).toMatch(message);
  });
});

describe("a clerk's own table", () => {
  const slip: Slip = {
    ...{
      envelope: "0100-F",
      disc: 1,
      of: "afmeldcode",
      code: good(100),
      control: "",
      verdict: undefined,
      scope: undefined,
    },
    ...{ bag: "NL0045123", other: "", by: "anna", at },
  };
  const table = (...slips: readonly Slip[]) =>
    Uint8Array.from([...slipHeader(), ...slips.flatMap((one) => [...encodeSlip(one)])]);

  test("comes back as it was written", () => {
    const spoken: Slip = {
      ...slip,
      of: "mondeling",
      code: "",
      control: "RW5F1-C83AT-5XES8",
      verdict: "ECHT",
      scope: 2,
    };
    expect(readSlips(table(slip, spoken))).toEqual({
      slips: [
        { line: 2, slip },
        { line: 3, slip: spoken },
      ],
      faults: [],
    });
  });

  test("is judged again: a row that says a wrong code was right is told", async () => {
    const { register } = await office();
    expect(says(await judgeSlip(register, slip, quick))).toMatch(/^good: Klopt: GOED/);
    expect(says(await judgeSlip(register, { ...slip, code: good(101) }, quick))).toMatch(/hoort niet bij/);
    expect(says(await judgeSlip(register, { ...slip, of: "mondeling" }, quick))).toMatch(/oordeel of bereik/);
    const bag = { ...slip, of: "zak", other: "0101-G" } as const;
    expect(await judgeSlip(register, bag, quick)).toMatchObject({
      facts: [{ kind: "differs", what: "zak", other: "0101-G" }],
    });
  });

  test("with cells that are none is refused by line and column", () => {
    const broken = table({ ...slip, envelope: "0100-G" }, { ...slip, disc: 99 }, { ...slip, by: "anna" });
    expect(readSlips(broken).faults.map(({ line, column }) => [line, column])).toEqual([
      [2, "envelop"],
      [3, "schijf"],
    ]);
    expect(() => encodeSlip({ ...slip, bag: "=1+1" })).toThrow(FormatError);
  });
});

test("whatever comes in, in whatever order and however often, counts once", async () => {
  const base = await office();
  const reports: readonly ((register: RegisterChain["register"]) => Judged | Promise<Judged>)[] = [
    (r) => judgeCode(r, told(100, good(100)), quick),
    (r) => judgeCode(r, told(101, stop(22)), quick),
    (r) => judgeRecord(r, given(recordText()), quick),
    (r) =>
      judgeTold(r, {
        ...told(100, ""),
        evidence: "mondeling",
        verdict: "ECHT",
        scope: 0,
        control: "RW5F1-C83AT-5XES8",
      }),
    (r) => judgeTold(r, { ...told(100, ""), evidence: "papier", verdict: "ECHT", scope: 0, control: undefined }),
    (r) => judgeCode(r, told(102, good(102, digest(14))), quick),
  ];
  expect(base.lines).toBeGreaterThan(0);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(reports.length - 1), { maxLength: 12 }), async (order) => {
      const chain = await office();
      for (const i of order) {
        const judged = await (reports[i] as (typeof reports)[number])(chain.register);
        if (judged.kind === "good") for (const fact of judged.facts) chain.add(fact, at);
      }
      const kept = [...chain.register.envelopes.values()].flatMap(({ receipts }) =>
        receipts.map(({ line: _, at: __, by: ___, ...one }) => JSON.stringify(one)),
      );
      expect(new Set(kept).size).toBe(kept.length);
      expect(kept.length).toBe(new Set(order).size);
    }),
    { numRuns: 40 },
  );
});

test("bytes, lines and codes that are anything else end in a sentence or an error of ours", async () => {
  const { register } = await office();
  const record = recordText();
  const texts = [
    record,
    "ZEGEL.R1.0100F.0.0.0000000000000000.0123456789A.",
    good(100),
    new TextDecoder().decode(slipHeader()),
  ];
  const broken = fc
    .tuple(fc.constantFrom(...texts), fc.nat(2000), fc.string({ unit: "binary", maxLength: 8 }))
    .map(
      ([text, at, more]) =>
        `${text.slice(0, at % (text.length + 1))}${more}${text.slice((at % (text.length + 1)) + more.length)}`,
    );
  await fc.assert(
    fc.asyncProperty(broken, async (text) => {
      const bytes = encodeUtf8(text);
      try {
        parseCheckRecord(bytes, "r");
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
      }
      for (const { slip } of readSlips(bytes).slips) await judgeSlip(register, slip, quick);
      expect(["good", "wrong"]).toContain((await judgeScan(register, text, "anna", quick)).kind);
      expect(["good", "wrong"]).toContain((await judgeCode(register, told(100, text, text), quick)).kind);
    }),
    { numRuns: 500 },
  );
});

test("a paper without a control number that says no once more, behind an ECHT, is a new one; the same twice is not", async () => {
  const first = await office();
  const paper = (register: RegisterChain, verdict: "ECHT" | "GEWIJZIGD") =>
    judgeTold(register.register, { ...told(100, ""), evidence: "papier", verdict, scope: 0, control: undefined });
  const take = (verdict: "ECHT" | "GEWIJZIGD") => {
    const judged = paper(first, verdict);
    if (judged.kind === "good") for (const fact of judged.facts) first.add(fact, at);
    return judged.kind;
  };
  expect([take("GEWIJZIGD"), take("GEWIJZIGD"), take("ECHT"), take("GEWIJZIGD"), take("ECHT")]).toEqual([
    ...["good", "there", "good", "good", "there"],
  ]);
});
