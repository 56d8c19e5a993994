// The flags of a status: for each the smallest register that has it, and beside it the honest one that comes closest and has none.

import { describe, expect, test } from "vitest";
import { type Fact, type ReceiptVerdict, RegisterChain } from "../../../src/distribute/register/index.ts";
import { type FlagKind, flagKinds, statusOf } from "../../../src/distribute/status/index.ts";
import { lineDigest } from "../../../src/files/lines/appended.ts";
import { codeForms, encodeCodeGroups, foundDigits } from "../../../src/format/index.ts";
import { arrived, at, by, commit, digest, envelope, letter, packed, sent, start } from "../register/world.ts";

const manifest = digest(31);
const seal = digest(32);
const master: Fact = {
  ...{ kind: "master", release: "gsb", disc: 1, imageSha256: digest(11), manifestSha256: manifest, sealSha256: seal },
};
/** FOUND of the genuine disc: whole, without its image, with its seal alone. */
const genuine = [
  { imageSha256: digest(11), manifestSha256: manifest, sealSha256: seal },
  { imageSha256: undefined, manifestSha256: manifest, sealSha256: seal },
  { imageSha256: undefined, manifestSha256: undefined, sealSha256: seal },
] as const;
const strange = "0123456789a";

const receipt = (n: number, verdict: ReceiptVerdict, more: Partial<Fact> = {}): Fact =>
  ({
    ...{ kind: "receipt", envelope: envelope(n), disc: 1, evidence: "afmeldcode", verdict, scope: 0 },
    ...{ link: "02", found: undefined, by: "anna", ...more },
  }) as Fact;
const record = (n: number, more: Partial<Fact> = {}): Fact =>
  ({
    ...{ kind: "record", envelope: envelope(n), disc: 1, sha256: digest(500 + n), control: controls[n % 4] },
    ...{ release: digest(10), image: undefined, list: 0, moment: at, ...more },
  }) as Fact;
/** Control numbers whose check digits are right. */
const controls = [0, 1, 2, 3].map((n) => encodeCodeGroups(`${n}`.repeat(64), 3, codeForms.control.first));
const differs = (n: number, what: "zak" | "code" | "brief", other?: number): Fact => ({
  ...{ kind: "differs", envelope: envelope(n), disc: 1, what, by: "anna" },
  other: other === undefined ? undefined : envelope(other),
});
const checked = (copy: number, verdict: ReceiptVerdict = "ECHT", control = "0000D-0000E-0000F"): Fact => ({
  ...{ kind: "checked", copy, verdict, control, by: "bert" },
});
/** Packed, sent and arrived, letter and disc on different days; not reported. */
const away = (n: number, recipient: string, copy: number): Fact[] => [
  ...[packed(n, recipient, copy), letter(n), commit(n), sent(n), arrived(n)],
];
/** One day after the other, so that letter and disc are never sent together. */
const chainOf = (facts: readonly Fact[], moments: readonly string[] = []): RegisterChain => {
  const { chain } = RegisterChain.begin(start, at, lineDigest);
  for (const [i, fact] of facts.entries()) chain.add(fact, moments[i] ?? at);
  return chain;
};
const flagsOf = (facts: readonly Fact[], moments: readonly string[] = [], due?: string) => {
  const { register, lines, head } = chainOf(facts, moments);
  return statusOf(register, { now: "2027-02-04T10:00:00Z", due, lines, head }).flags;
};
const kindsOf = (...given: Parameters<typeof flagsOf>): FlagKind[] => [
  ...new Set(flagsOf(...given).flatMap(({ kind }) => (kind === "ONTBREEKT" ? [] : [kind]))),
];
/** Juinen and Gaarne, each with a disc of its own. */
const two = [...away(100, "GM0001", 1), ...away(101, "GM0002", 51)];
const found = (digits: string): Partial<Fact> => ({ found: digits }) as Partial<Fact>;

/** The name, the register that has the flag, what is said of it, and the register that has it not. */
const cases: readonly (readonly [FlagKind, string, readonly Fact[], RegExp, readonly Fact[]])[] = [
  [
    "VERVALSING",
    "one unknown thing on two discs",
    [...two, receipt(100, "GEWIJZIGD", found(strange)), receipt(101, "GEWIJZIGD", found(strange))],
    /^2 × found exactly the same.*Juinen \(0100-F\), Gaarne \(0101-G\)/,
    [...two, receipt(100, "GEWIJZIGD", found(strange)), receipt(101, "GEWIJZIGD", found("0123456789b"))],
  ],
  [
    "VERVALSING",
    "one unknown thing under two verdicts",
    [...two, receipt(100, "ONVOLLEDIG", found(strange)), receipt(101, "NIET_ONDERTEKEND", found(strange))],
    /found exactly the same/,
    [...two, receipt(100, "ONVOLLEDIG", found(strange)), receipt(100, "NIET_ONDERTEKEND", found(strange))],
  ],
  [
    "VERVALSING",
    "one unknown image in two scopes, by the records",
    [
      ...two,
      receipt(100, "GEWIJZIGD", { link: controls[0], found: strange } as Partial<Fact>),
      record(100, { image: digest(99), release: undefined } as Partial<Fact>),
      receipt(101, "GEWIJZIGD", { link: controls[1], found: "0123456789b", scope: 1 } as Partial<Fact>),
      record(101, { image: digest(99), release: undefined } as Partial<Fact>),
    ],
    /found exactly the same/,
    [
      ...two,
      receipt(100, "NIET_ONDERTEKEND", { link: controls[0] } as Partial<Fact>),
      record(100, { image: digest(11), release: undefined } as Partial<Fact>),
      receipt(101, "NIET_ONDERTEKEND", { link: controls[1], scope: 1 } as Partial<Fact>),
      record(101, { image: digest(11), release: undefined } as Partial<Fact>),
    ],
  ],
  [
    "VERVALSING",
    "the seal of another, and the genuine disc without a trust root in each form and scope",
    [
      master,
      ...two,
      receipt(100, "NIET_ONDERTEKEND", found(strange)),
      receipt(101, "NIET_ONDERTEKEND", found(strange)),
    ],
    /found exactly the same/,
    [
      master,
      ...two,
      ...genuine.flatMap((digests) =>
        ([0, 1, 2, 3] as const).flatMap((scope) =>
          [100, 101].map((n) =>
            receipt(n, "NIET_ONDERTEKEND", { found: foundDigits(digests, scope), scope } as Partial<Fact>),
          ),
        ),
      ),
    ],
  ],
  [
    "VERVALSING",
    "the same of two that had nothing to take a digest of",
    [...two, receipt(100, "GEWIJZIGD", found(strange)), receipt(101, "GEWIJZIGD", found(strange))],
    /found exactly the same/,
    [...two, receipt(100, "GEWIJZIGD", found("00000000000")), receipt(101, "GEWIJZIGD", found("00000000000"))],
  ],
  [
    "VERWISSELD",
    "a record of another release",
    [...two, receipt(100, "ANDERE_UITGAVE"), record(100, { release: digest(12) } as Partial<Fact>)],
    /Juinen \(0100-F\): the record is of another version or disc: hsb, 1\/2/,
    [...two, receipt(100, "ANDERE_UITGAVE"), record(100)],
  ],
  [
    "VERWISSELD",
    "a release that nobody knows",
    [...two, record(100, { release: digest(77) } as Partial<Fact>)],
    /of a version that is not in this register/,
    [...two, record(100, { release: undefined } as Partial<Fact>)],
  ],
  [
    "VERWISSELD",
    "a code of another letter",
    [...two, differs(100, "brief", 101)],
    /the code is of the letter of Gaarne \(0101-G\)/,
    [...two, differs(100, "brief", 101), { kind: "void", envelope: envelope(100), reason: "zak-open", by }],
  ],
  ["VERWISSELD", "a bag of another", [...two, differs(100, "zak", 101)], /the bag is that of Gaarne/, two],
  ["ZEGEL", "a bag of nobody", [...two, differs(100, "zak")], /bag is another, and of no envelope/, two],
  [
    "NIET GOED",
    "a refusal, and a word on the telephone behind it",
    [...two, receipt(100, "GEWIJZIGD"), receipt(100, "ECHT", { evidence: "mondeling" } as Partial<Fact>)],
    /^Juinen \(0100-F\): disc 1 of 1: GEWIJZIGD$/,
    [...two, receipt(100, "GEWIJZIGD"), receipt(100, "ECHT", { evidence: "verslag" } as Partial<Fact>)],
  ],
  [
    "NIET GOED",
    "a genuine disc by name",
    [master, ...two, receipt(100, "NIET_VERGELEKEN", found(foundDigits(genuine[0], 0)))],
    /NIET_VERGELEKEN; the disc holds the genuine OSV version 2\.24\.3 \(number 12\)/,
    [master, ...two, receipt(100, "ECHT")],
  ],
  [
    "NIET GOED",
    "three wrong codes",
    [...two, differs(100, "code")],
    /three times a code that is not of this envelope/,
    [...two, differs(100, "code"), receipt(100, "ECHT")],
  ],
  [
    "DUBBEL",
    "one control number for two discs",
    [
      ...two,
      record(100, { control: controls[1] } as Partial<Fact>),
      record(101, { control: controls[1] } as Partial<Fact>),
    ],
    /control number [0-9A-Z-]{17} with 2 discs/,
    [
      ...two,
      record(100, { control: controls[1] } as Partial<Fact>),
      receipt(100, "ECHT", { evidence: "papier", link: controls[1] } as Partial<Fact>),
    ],
  ],
  [
    "DUBBEL",
    "a municipality's number is the office's own",
    [...two, checked(7, "ECHT", controls[1]), record(100, { control: controls[1] } as Partial<Fact>)],
    /with 2 discs: Juinen/,
    [...two, checked(7, "ECHT", controls[1]), record(100, { control: controls[2] } as Partial<Fact>)],
  ],
  [
    "DUBBEL",
    "by word to two",
    [
      ...two,
      receipt(100, "ECHT", { evidence: "mondeling", link: controls[1] } as Partial<Fact>),
      receipt(101, "ECHT", { evidence: "mondeling", link: controls[1] } as Partial<Fact>),
    ],
    /with 2 discs/,
    // Two digits are all that an afmeldcode holds.
    [...two, receipt(100, "ECHT"), receipt(101, "ECHT")],
  ],
  [
    "OUDE LIJST",
    "a record behind a notice that knew less",
    [
      ...two,
      { kind: "notice", list: 3, recipient: "GM0002", channel: "brief", by: "anna" },
      record(100, { list: 2 } as Partial<Fact>),
    ],
    /knew recall list 2, and 3 was out already/,
    [
      ...two,
      record(100, { list: 2 } as Partial<Fact>),
      { kind: "notice", list: 3, recipient: "GM0002", channel: "brief", by: "anna" },
    ],
  ],
  [
    "KLOK",
    "a record older than the sending",
    [...two, record(100, { moment: "2027-01-31T09:00:00Z" } as Partial<Fact>)],
    /the record is of 2027-01-31T09:00:00Z, and the disc was sent only at 2027-02-01T09:00:00Z/,
    [...two, record(100)],
  ],
  [
    "SAMEN",
    "letter and disc on one day",
    [...two, sent(100, "letter")],
    /Juinen \(0100-F\): letter and disc sent together/,
    two,
  ],
];

describe("a flag", () => {
  test.each(cases)("%s: %s", (kind, _, facts, says, twin) => {
    const flags = flagsOf(facts).filter((flag) => flag.kind === kind);
    expect(flags).toHaveLength(1);
    const [{ text, values, lines }] = flags as [(typeof flags)[number]];
    const sentence = text.en.replace(/\{([a-zA-Z]+)\}/g, (_whole, name: string) => String(values[name]));
    expect(sentence).toMatch(says);
    expect(lines.length).toBeGreaterThan(0);
    expect(kindsOf(twin)).not.toContain(kind);
    const others = (kinds: readonly string[]) => [...new Set(kinds.filter((one) => one !== kind))];
    expect(others(kindsOf(twin))).toEqual(expect.arrayContaining(others(kindsOf(facts)))); // and nothing else is named
  });

  test("every kind has a case here or below", () => {
    const here = new Set([...cases.map(([kind]) => kind), "ONTBREEKT", "LAAT", "PARTIJ"]);
    expect([...here].sort()).toEqual([...flagKinds].sort());
  });

  test("ONTBREEKT: who has not reported, with the days since it arrived", () => {
    const missing = flagsOf(two).filter(({ kind }) => kind === "ONTBREEKT");
    expect(missing.map(({ values }) => values)).toEqual([
      { name: "Juinen (0100-F)", days: 3, discs: "1" },
      { name: "Gaarne (0101-G)", days: 3, discs: "1" },
      { name: "Juinen" },
    ]);
    const reported = [...two, receipt(100, "ECHT"), receipt(101, "ONLEESBAAR")];
    expect(flagsOf(reported).flatMap(({ kind, values }) => (kind === "ONTBREEKT" ? [values] : []))).toEqual([
      { name: "Juinen" },
    ]);
  });

  test("LAAT: checked or arrived behind the day of the letters, and nothing without a day", () => {
    const checkedAt = (moment: string) => [...two, record(100, { moment } as Partial<Fact>), record(101)];
    expect(kindsOf(checkedAt("2027-02-02T09:00:00Z"), [], "2027-02-01")).toEqual(["LAAT"]);
    expect(kindsOf(checkedAt("2027-02-01T23:59:59Z"), [], "2027-02-01")).toEqual([]);
    expect(kindsOf(checkedAt("2027-02-02T09:00:00Z"))).toEqual([]);
    const late = [...Array(4).fill(at), "2027-02-03T09:00:00Z"];
    expect(kindsOf(away(100, "GM0001", 1), late, "2027-02-02")).toEqual(["LAAT"]);
    expect(kindsOf(away(100, "GM0001", 1), late, "2027-02-03")).toEqual([]);
  });

  test("KLOK: the register's own clock went back", () => {
    expect(kindsOf(one, [at, "2027-01-31T09:00:00Z"])).toEqual(["KLOK"]);
    expect(kindsOf(one, [at, at])).toEqual([]);
  });

  test("SAMEN: one number of the carrier, on different days", () => {
    const days = [...Array(5).fill(at), "2027-02-02T09:00:00Z"];
    const both = (track: string) => [
      ...away(100, "GM0001", 1).slice(0, 3),
      sent(100, "disc", "T1"),
      arrived(100),
      sent(100, "letter", track),
    ];
    expect(kindsOf(both("T1"), days)).toEqual(["SAMEN"]);
    expect(kindsOf(both("T2"), days)).toEqual([]);
  });
});

const one = [packed(100, "GM0001", 1), packed(101, "GM0002", 51)];

describe("PARTIJ", () => {
  /** Copies 1 to 50 are batch A, 51 to 99 batch B. */
  const copies = (from: number, bad: number, good: number): Fact[] =>
    Array.from({ length: bad + good }, (_, i) => checked(from + i, i < bad ? "ONLEESBAAR" : "ECHT"));
  const partij = (facts: readonly Fact[]) => flagsOf(facts).filter(({ kind }) => kind === "PARTIJ");

  test("three of nine against none of forty is worse than chance", () => {
    const [flag] = partij([...copies(1, 0, 40), ...copies(51, 3, 6)]);
    expect(flag?.values).toEqual({ batch: "B", bad: 3, checked: 9, otherBad: 0, otherChecked: 40 });
  });

  test("what is as bad everywhere, a single one, and too few to tell are not", () => {
    expect(partij([...copies(1, 3, 7), ...copies(51, 3, 7)])).toEqual([]);
    expect(partij([...copies(1, 0, 49), ...copies(51, 1, 0)])).toEqual([]);
    expect(partij([...copies(1, 0, 2), ...copies(51, 2, 0)])).toEqual([]);
  });

  test("a disc counts once, however often it was reported and by whom; an altered disc could be read", () => {
    const bad = [
      ...away(101, "GM0002", 51),
      receipt(101, "ONLEESBAAR"),
      receipt(101, "ONLEESBAAR"),
      checked(51, "ONLEESBAAR"),
    ];
    expect(partij([...copies(1, 0, 45), ...bad])).toEqual([]);
    expect(partij([...copies(1, 0, 45), ...bad, checked(52, "GEWIJZIGD")])).toEqual([]);
    expect(partij([...copies(1, 0, 45), ...bad, checked(52, "ONLEESBAAR")])).toHaveLength(1);
  });
});
