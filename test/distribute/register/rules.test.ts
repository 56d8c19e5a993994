// The rules of a register: each refusal, and beside it the honest line that comes closest, which is taken.

import { describe, expect, test } from "vitest";
import { lineDigest } from "../../../src/distribute/book/book.ts";
import { printFact } from "../../../src/distribute/register/fact.ts";
import {
  type Fact,
  isCommitted,
  lastOf,
  RegisterChain,
  RegisterError,
} from "../../../src/distribute/register/index.ts";
import * as world from "./world.ts";
import {
  bytesOf,
  chainOf,
  commit,
  corrects,
  digest,
  envelope,
  letter,
  nextLine,
  packed,
  parse,
  registerOf,
  sent,
} from "./world.ts";

const { arrived, at, by } = world;
const e = envelope;
const receipt = (n: number, more: Partial<Fact> = {}): Fact =>
  ({
    ...{ kind: "receipt", envelope: e(n), disc: 1, evidence: "afmeldcode", verdict: "ECHT", scope: 0 },
    ...{ link: "02", found: undefined, by: "anna", ...more },
  }) as Fact;
const voided = (n: number): Fact => ({ kind: "void", envelope: e(n), reason: "zak-open", by });
const hsb = (disc: number, copy: number, seal = "Z900"): Fact => ({
  ...{ kind: "packed", envelope: e(102), recipient: "HSB09", release: "hsb", disc, copy, seal, by },
});
const replaced = (old: number, fresh: number, what: "all" | "letter"): Fact => ({
  ...{ kind: "replaced", old: e(old), envelope: e(fresh), what, by },
});
const assigned = (recipient: string): Fact => ({ kind: "assigned", envelope: e(104), recipient, by });
const one = [packed(100, "GM0001", 1)];
const ready = [...one, letter(100), commit(100)];
const away = [...ready, sent(100), sent(100, "letter")];
const spare = [packed(104, "RESERVE1", 7)];
const logged = (upTo: number): Fact => ({ kind: "logged", upTo, proofSha256: digest(9) });
const batch = (name: string, from: number, to: number): Fact => ({
  ...{ kind: "batch", name, release: "gsb", disc: 1, copies: { from, to }, place: "x" },
});
const release = (more: object): Fact =>
  ({
    ...{ kind: "release", name: "nieuw", disc: 1, discs: 1, role: "GSB", sequence: 13 },
    ...{ textSha256: digest(20), imageSha256: digest(21), version: "2.24.4", product: "OSV", ...more },
  }) as Fact;

const master = (image: number, seal: number): Fact => ({
  ...{ kind: "master", release: "gsb", disc: 1 },
  ...{ imageSha256: digest(image), manifestSha256: digest(1), sealSha256: digest(seal) },
});
const differs = (other: number | undefined): Fact => ({
  ...{ kind: "differs", envelope: e(100), disc: 1, what: "zak", by: "anna" },
  other: other === undefined ? undefined : e(other),
});

/** What stands before, the line that is refused, what is said of it, and the one that is taken in its place. */
const cases: readonly (readonly [string, readonly Fact[], Fact, RegExp, Fact])[] = [
  [
    "a clerk twice",
    [],
    { kind: "clerk", id: "anna", organisation: "X" },
    /anna is there already/,
    { kind: "clerk", id: "cees", organisation: "X" },
  ],
  [
    "a recipient twice",
    [],
    { kind: "recipient", id: "GM0001", of: "gsb", role: "GSB", name: "X" },
    /there already \(line 6\)/,
    { kind: "recipient", id: "GM0003", of: "gsb", role: "GSB", name: "X" },
  ],
  [
    "a clerk who is not there",
    [],
    { ...packed(100, "GM0001", 1), by: ["anna", "dora"] } as Fact,
    /clerk dora is not/,
    packed(100, "GM0001", 1),
  ],
  [
    "a release by another name",
    [],
    release({ imageSha256: digest(11) }),
    /this disc is there already, as disc 1 of gsb/,
    release({}),
  ],
  ["a name of another release", [], release({ name: "gsb" }), /name gsb is of another/, release({ name: "gsb2" })],
  ["a disc beyond its set", [], release({ disc: 2 }), /no disc 2 of 1/, release({ disc: 2, discs: 2 })],
  [
    "copies that cross from below",
    [],
    batch("E", 90, 100),
    /cross those of batch B \(51 to 99\)/,
    batch("E", 100, 100),
  ],
  ["copies around others", [], batch("E", 100, 130), /cross those of batch C/, batch("E", 121, 130)],
  ["a batch twice", [], batch("A", 121, 130), /batch A is there already/, batch("F", 121, 130)],
  ["a master of another image", [], master(13, 2), /not that of disc 1 of gsb/, master(11, 2)],
  [
    "a master with its seal twice",
    [master(11, 2)],
    master(11, 2),
    /this master is there already/,
    master(11, 3), // the same release, sealed again
  ],
  [
    "a mix-up with itself",
    [packed(100, "GM0001", 1), packed(101, "GM0002", 2)],
    differs(100),
    /not mixed up with itself/,
    differs(101),
  ],
  ["a mix-up with what is not packed", [packed(100, "GM0001", 1)], differs(101), /not packed/, differs(undefined)],
  [
    "an envelope of another register",
    [],
    packed(99, "GM0001", 1),
    /not of this register, which begins at 0100-F/,
    packed(100, "GM0001", 1),
  ],
  [
    "an envelope of another width",
    [],
    { ...packed(100, "GM0001", 1), envelope: "00100-F" } as Fact,
    /not of this register/,
    packed(700, "GM0001", 1),
  ],
  [
    "an envelope set apart for another",
    [],
    packed(101, "GM0001", 1),
    /set apart for GM0002 \(Gaarne\), not for GM0001: that one has 0100-F/,
    packed(101, "GM0002", 1),
  ],
  [
    "software of another role",
    [],
    { ...packed(102, "HSB09", 1) },
    /HSB09 gets software for HSB, and gsb is for GSB/,
    packed(103, "STUDIE1", 1),
  ],
  ["a copy of no batch", [], packed(100, "GM0001", 100), /copy 100 is of no batch/, packed(100, "GM0001", 99)],
  [
    "a copy of another disc",
    [],
    packed(100, "GM0001", 101),
    /copy 101 is disc 1 of hsb \(batch C\), expected disc 1 of gsb/,
    packed(100, "GM0001", 51),
  ],
  ["a copy twice", one, packed(101, "GM0002", 1), /copy 1 is in envelope 0100-F already/, packed(101, "GM0002", 2)],
  [
    "a bag twice",
    one,
    packed(101, "GM0002", 2, "Z1"),
    /bag Z1 is of envelope 0100-F already/,
    packed(101, "GM0002", 2, "Z2"),
  ],
  ["an envelope twice", one, packed(100, "GM0001", 2), /holds disc 1 already, copy 1/, packed(105, "GM0001", 2)],
  ["a disc of a set twice", [hsb(1, 101)], hsb(1, 102), /holds disc 1 already/, hsb(2, 111)],
  ["a letter before all discs are in", [hsb(1, 101)], letter(102), /lacks disc 2 of 2/, hsb(2, 112)],
  ["a letter for nothing", [], letter(100), /0100-F is not packed/, packed(100, "GM0001", 1)],
  ["a letter for a spare", spare, letter(104), /in stock: assign it/, assigned("GM0001")],
  ["a spare to the wrong role", spare, assigned("HSB09"), /HSB09 gets software for HSB/, assigned("GM0002")],
  ["a spare to a spare", spare, assigned("RESERVE1"), /is stock itself/, assigned("STUDIE1")],
  [
    "assigned what is no spare",
    one,
    { ...assigned("GM0002"), envelope: e(100) } as Fact,
    /of GM0001 \(Juinen\) and not in stock/,
    letter(100),
  ],
  ["sent before there is a letter", one, sent(100), /no letter yet/, letter(100)],
  ["sent twice", [...ready, sent(100)], sent(100), /the disc of envelope 0100-F was sent already/, sent(100, "letter")],
  ["arrived before it was sent", ready, arrived(100), /was not sent/, sent(100)],
  ["arrived twice", [...away, arrived(100)], arrived(100), /has arrived already/, arrived(100, "letter")],
  [
    "a second letter once its head is logged",
    [...ready, logged(nextLine + 2)],
    letter(100),
    /is settled: a new letter gets a new envelope number/,
    replaced(100, 105, "letter"),
  ],
  ["a second letter once it is sent", away, letter(100), /is settled/, replaced(100, 105, "letter")],
  ["a commitment twice", ready, commit(100), /expected once/, letter(100)],
  ["a commitment for no disc", [...one, letter(100)], commit(100, 2), /holds no disc 2/, commit(100)],
  [
    "a head that goes back",
    [...ready, logged(nextLine)],
    logged(nextLine),
    /expected a later line/,
    logged(nextLine + 1),
  ],
  ["a head of what is not written yet", ready, logged(nextLine + 3), /expected a later line/, logged(nextLine + 2)],
  [
    "ECHT with something found",
    away,
    receipt(100, { found: "0123456789a" }),
    /ECHT has nothing found/,
    receipt(100, { verdict: "GEWIJZIGD", found: "0123456789a" }),
  ],
  ["a receipt for no disc", away, receipt(100, { disc: 2 }), /holds no disc 2/, receipt(100)],
  ["a receipt for nothing", away, receipt(101), /0101-G is not packed/, receipt(100)],
  [
    "a notice to a stranger",
    [],
    { kind: "notice", list: 1, recipient: "GM0009", channel: "brief", by: "anna" },
    /GM0009 is not in this register/,
    { kind: "notice", list: 1, recipient: "GM0001", channel: "brief", by: "anna" },
  ],
  [
    "heard of a stranger",
    [],
    { kind: "heard", list: 1, recipient: "GM0009", how: "email", by: "anna" },
    /GM0009 is not/,
    { kind: "heard", list: 1, recipient: "GM0001", how: "email", by: "anna" },
  ],
  ["back before it was sent", ready, { kind: "returned", envelope: e(100), by: "anna" }, /not under way/, sent(100)],
  [
    "back twice",
    [...away, { kind: "returned", envelope: e(100), by: "anna" }],
    { kind: "returned", envelope: e(100), by: "anna" },
    /not under way/,
    sent(100),
  ],
  [
    "destroyed twice",
    [...ready, { kind: "destroyed", envelope: e(100), by: "anna" }],
    { kind: "destroyed", envelope: e(100), by: "anna" },
    /destroyed already/,
    voided(100),
  ],
  [
    "sent once it is destroyed",
    [...ready, { kind: "destroyed", envelope: e(100), by: "anna" }],
    sent(100),
    /destroyed already/,
    sent(100, "letter"),
  ],
  [
    "sent once it is void",
    [...ready, voided(100)],
    sent(100),
    /was made void \(line \d+, zak-open\)/,
    packed(105, "GM0001", 2),
  ],
  [
    "packed into what is void",
    [hsb(1, 101), { ...voided(102) }],
    hsb(2, 111),
    /was made void/,
    packed(100, "GM0001", 1),
  ],
  ["replaced by itself", ready, replaced(100, 100, "all"), /does not replace itself/, replaced(100, 105, "letter")],
  [
    "replaced by what is not packed",
    ready,
    replaced(100, 105, "all"),
    /0105-M is not packed/,
    packed(105, "GM0001", 2),
  ],
  [
    "replaced by another's",
    [...ready, packed(101, "GM0002", 2)],
    replaced(100, 101, "all"),
    /is of GM0002 for GSB, and 0100-F of GM0001/,
    packed(105, "GM0001", 3),
  ],
  [
    "one in place of two",
    [...ready, packed(105, "GM0001", 2), packed(106, "GM0001", 3), replaced(100, 105, "all")],
    replaced(106, 105, "all"),
    /replaces 0100-F already/,
    replaced(105, 106, "all"),
  ],
  ["a lost letter that there never was", one, replaced(100, 105, "letter"), /has no letter yet/, letter(100)],
  [
    "a lost letter with a used number",
    [...ready, packed(105, "GM0001", 2)],
    replaced(100, 105, "letter"),
    /was used already/,
    replaced(100, 106, "letter"),
  ],
  [
    "a lost letter with another's number",
    ready,
    replaced(100, 101, "letter"),
    /set apart for GM0002/,
    replaced(100, 105, "letter"),
  ],
  [
    "a copy checked twice",
    [{ kind: "checked", copy: 1, verdict: "ECHT", control: "0000D-0000E-0000F", by: "anna" }],
    { kind: "checked", copy: 1, verdict: "ECHT", control: "0000D-0000E-0000F", by: "anna" },
    /./,
    packed(100, "GM0001", 1),
  ],
  ["corrected: opened", [], corrects(2), /it is the first/, corrects(17)],
  ["corrected: a line that is not there", [], corrects(900), /no line 900/, corrects(17)],
  ["corrected twice", [corrects(17)], corrects(17), /was corrected already/, corrects(16)],
  [
    "corrected: what another line rests on",
    ready,
    corrects(nextLine),
    /a later line rests on it \(such as line \d+\)/,
    voided(100),
  ],
  ["corrected: a commitment", ready, corrects(nextLine + 2), /of a kind that stands for ever/, sent(100)],
  ["corrected: a letter with its commitment", ready, corrects(nextLine + 1), /rests on it/, letter(100)],
  [
    "corrected: a clerk who has worked",
    [],
    corrects(3),
    /rests on it/,
    { kind: "clerk", id: "cees", organisation: "X" },
  ],
];

describe("a line that may not stand there", () => {
  test.each(cases)("%s is refused, and the honest one beside it taken", (_, before, bad, said, good) => {
    const chain = chainOf(...before);
    const { lines, head } = chain;
    expect(() => chain.add(bad, at)).toThrow(said);
    expect([chain.lines, chain.head]).toEqual([lines, head]);
    chain.add(good, at); // nothing was changed by the refusal
    expect(chain.lines).toBe(lines + 1);
  });

  test.each(cases)("%s is refused in a file too, with its line", (_, before, bad, said) => {
    const forged = forge(before, bad);
    expect(() => parse(forged)).toThrow(RegisterError);
    expect(() => parse(forged)).toThrow(said);
    expect(() => parse(forged)).toThrow(new RegExp(`^r line ${nextLine + before.length}: `));
  });

  test("anything behind closed", () => {
    const chain = chainOf({ kind: "closed" });
    expect(() => chain.add({ kind: "clerk", id: "cees", organisation: "X" }, at)).toThrow(/is closed/);
    expect(() => chain.add({ kind: "torn", bytes: 1 }, at)).toThrow(/is closed/);
    expect(chain.register.closed?.line).toBe(nextLine);
  });

  test("is told in Dutch too", () => {
    const chain = chainOf(...one);
    try {
      chain.add(packed(101, "GM0002", 1), at);
    } catch (error) {
      expect((error as RegisterError).dutch).toBe("exemplaar 1 zit al in envelop 0100-F");
    }
    expect.assertions(1);
  });
});

/** A file whose last line no command would write: chained as it should be. */
function forge(before: readonly Fact[], bad: Fact): Uint8Array {
  const chain = chainOf(...before);
  const text = `${chain.lines + 1} ${at} ${chain.head} ${printFact(bad, "test")}\n`;
  return new Uint8Array([...bytesOf(...before), ...new TextEncoder().encode(text)]);
}

describe("what the lines come to", () => {
  test("a whole way: packed, letter, commitments, head, sent, arrived, received", () => {
    const register = registerOf(...ready, logged(nextLine + 2), sent(100), arrived(100), receipt(100));
    const envelope = register.envelopes.get(e(100));
    if (envelope === undefined) throw new Error("no envelope");
    expect(envelope.recipient.name).toBe("Juinen");
    expect(envelope.discs).toMatchObject([{ copy: 1, seal: "Z1", batch: { name: "A" } }]);
    expect(isCommitted(register, envelope)).toBe(true);
    expect(lastOf(envelope.disc)).toMatchObject({ sent: { line: nextLine + 4 }, arrived: { line: nextLine + 5 } });
    expect(lastOf(envelope.letter)).toBeUndefined();
    expect(envelope.receipts).toMatchObject([{ verdict: "ECHT", evidence: "afmeldcode" }]);
    expect(register.recipients.get("GM0001")?.envelopes).toEqual([envelope]);
  });

  test("commitments count once a head behind them is logged, not before", () => {
    const committed = (...facts: readonly Fact[]) => {
      const register = registerOf(...facts);
      const envelope = register.envelopes.get(e(100));
      return envelope && isCommitted(register, envelope);
    };
    expect(committed(...one, letter(100), logged(nextLine + 1))).toBe(false);
    expect(committed(...ready, logged(nextLine + 1))).toBe(false);
    expect(committed(...ready, logged(nextLine + 2))).toBe(true);
  });

  test("a letter that is lost: the new envelope has the disc, its bag and its journey", () => {
    const register = registerOf(
      ...away,
      arrived(100),
      replaced(100, 105, "letter"),
      letter(105),
      commit(105),
      sent(105, "letter"),
    );
    const [old, fresh] = [register.envelopes.get(e(100)), register.envelopes.get(e(105))];
    expect(old?.ended).toMatchObject({ how: "replaced", what: "letter", envelope: e(105) });
    expect(fresh?.replaces).toBe(old);
    expect(fresh?.discs).toBe(old?.discs);
    expect(fresh && lastOf(fresh.disc)?.arrived?.line).toBe(nextLine + 5);
    expect(fresh && lastOf(fresh.letter)?.arrived).toBeUndefined();
    expect([register.copies.get(1), register.seals.get("Z1")]).toEqual([fresh, fresh]);
    expect(() => chainOf(...away, replaced(100, 105, "letter"), letter(105), sent(105))).toThrow(/was sent already/);
  });

  test("a disc that came back goes out again", () => {
    const back: Fact = { kind: "returned", envelope: e(100), by: "anna" };
    const register = registerOf(...away, arrived(100), back, sent(100), arrived(100));
    expect(register.envelopes.get(e(100))?.disc.sent).toHaveLength(2);
  });

  test("a spare becomes somebody's", () => {
    const register = registerOf(...spare, assigned("GM0002"), letter(104));
    expect(register.recipients.get("RESERVE1")?.envelopes).toEqual([]);
    expect(register.recipients.get("GM0002")?.envelopes.map(({ number }) => number)).toEqual([e(104)]);
  });

  test("a recipient who comes later gets a number that nobody has, though others were used out of turn", () => {
    const late: Fact = { kind: "recipient", id: "GM0003", of: "gsb", role: "GSB", name: "Nieuw" };
    expect(registerOf(late).recipients.get("GM0003")?.planned).toBe(e(105));
    expect(registerOf(packed(900, "GM0001", 1), late).recipients.get("GM0003")?.planned).toBe(e(901));
  });

  test("a clock that goes back is told by its line", () => {
    const chain = chainOf();
    chain.add(packed(100, "GM0001", 1), "2027-02-01T08:59:59Z");
    chain.add(letter(100), "2027-02-01T08:59:59Z");
    expect(chain.register.clockWentBack).toEqual([nextLine]);
  });
});

describe("a correction frees what the line used up", () => {
  const freed: readonly (readonly [string, readonly Fact[], Fact])[] = [
    ["a copy, a bag and an envelope", one, packed(100, "GM0001", 1)],
    ["a letter without a commitment", [...one, letter(100)], letter(100)],
    ["what was sent", [...ready, sent(100)], sent(100)],
    ["what arrived", [...away, arrived(100)], arrived(100)],
    ["a spare that was assigned", [...spare, assigned("GM0001")], assigned("GM0002")],
    ["what was made void", [...one, voided(100)], voided(100)],
    ["what was replaced", [...ready, packed(105, "GM0001", 2), replaced(100, 105, "all")], replaced(100, 105, "all")],
    ["a letter that was not lost", [...ready, replaced(100, 105, "letter")], sent(100)],
    ["what was destroyed", [...ready, { kind: "destroyed", envelope: e(100), by: "anna" }], sent(100)],
    ["what came back", [...away, { kind: "returned", envelope: e(100), by: "anna" }], arrived(100)],
    ["a batch", [batch("E", 200, 300)], batch("E", 250, 260)],
    ["a release", [release({})], release({})],
    ["a clerk", [{ kind: "clerk", id: "cees", organisation: "X" }], { kind: "clerk", id: "cees", organisation: "Y" }],
    [
      "a recipient",
      [{ kind: "recipient", id: "X1", of: "gsb", role: "GSB", name: "X" }],
      { kind: "recipient", id: "X1", of: "gsb", role: "GSB", name: "Y" },
    ],
  ];
  test.each(freed)("%s", (_, before, again) => {
    const line = nextLine + before.length - 1;
    const register = registerOf(...before, corrects(line), again);
    expect(register.corrections).toMatchObject([{ target: line, reason: "tikfout" }]);
    expect(parse(bytesOf(...before, corrects(line), again)).register).toEqual(register);
  });

  test("and nothing is left of it: the register is as without the two lines, but for them", () => {
    for (const [, before] of freed) {
      const without = registerOf(...before.slice(0, -1));
      const taken = registerOf(...before, corrects(nextLine + before.length - 1));
      const { corrections: _, nextNumber: __, ...left } = taken;
      const { corrections: ___, nextNumber: ____, ...whole } = without;
      expect(left).toEqual(whole);
    }
  });

  test.each(freed)("%s, by a command that named the line before it read the register", (_, before, again) => {
    const line = nextLine + before.length - 1;
    const foreseen = RegisterChain.parse(bytesOf(...before), "r", lineDigest, line);
    foreseen.add(corrects(line), at);
    expect(foreseen.register).toEqual(registerOf(...before, corrects(line)));
    expect(() => foreseen.add(corrects(line), at)).toThrow(/was corrected already/);
    foreseen.add(again, at);
    expect(foreseen.register).toEqual(registerOf(...before, corrects(line), again));
  });

  test("a line that the command named and that may not be corrected is refused, and one that it did not name may be", () => {
    const bytes = bytesOf(...one, letter(100), sent(100));
    for (const target of [2, nextLine, 900]) {
      const chain = RegisterChain.parse(bytes, "r", lineDigest, target);
      expect(() => chain.add(corrects(target), at)).toThrow(RegisterError);
      expect(chain.register).toEqual(registerOf(...one, letter(100), sent(100)));
      chain.add(corrects(nextLine + 2), at);
      expect(chain.register).toEqual(registerOf(...one, letter(100), sent(100), corrects(nextLine + 2)));
    }
  });

  test("a bag of two discs is free when both are out, in whatever order", () => {
    const both = [hsb(1, 101), hsb(2, 111)];
    for (const order of [
      [nextLine, nextLine + 1],
      [nextLine + 1, nextLine],
    ]) {
      const register = registerOf(...both, ...order.map(corrects));
      expect([register.seals.size, register.copies.size, register.envelopes.size]).toEqual([0, 0, 0]);
    }
  });

  test("what was reported of an envelope holds the line that made it so: taken over, or assigned", () => {
    for (const [before, number] of [
      [[...away, replaced(100, 105, "letter")], 105],
      [[...spare, assigned("GM0001")], 104],
    ] as const) {
      const line = nextLine + before.length - 1;
      expect(() => chainOf(...before, receipt(number), corrects(line))).toThrow(/rests on it/);
      expect(registerOf(...before, receipt(number), corrects(line + 1), corrects(line)).corrections).toHaveLength(2);
    }
  });

  test("the last first: what rested on it is corrected before", () => {
    const chain = chainOf(...one, letter(100), sent(100));
    const [first, second, third] = [nextLine, nextLine + 1, nextLine + 2];
    for (const line of [first, second]) expect(() => chain.add(corrects(line), at)).toThrow(/rests on it/);
    for (const line of [third, second, first]) chain.add(corrects(line), at);
    expect(chain.register.envelopes.size).toBe(0);
    expect(
      parse(bytesOf(...one, letter(100), sent(100), corrects(third), corrects(second), corrects(first))).register.copies
        .size,
    ).toBe(0);
  });
});
