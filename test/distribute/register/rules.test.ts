// The rules of a register: each refusal, and beside it the honest line that comes closest, which is taken.

import { describe, expect, test } from "vitest";
import {
  type Fact,
  isCommitted,
  lastOf,
  RegisterChain,
  RegisterError,
} from "../../../src/distribute/register/index.ts";
import { lineDigest } from "../../../src/files/lines/appended.ts";
import {
  assigned,
  away,
  batch,
  cases,
  e,
  forge,
  hsb,
  logged,
  one,
  ready,
  receipt,
  release,
  replaced,
  spare,
  voided,
} from "./cases.ts";
import * as world from "./world.ts";
import { bytesOf, chainOf, commit, corrects, letter, nextLine, packed, parse, registerOf, sent } from "./world.ts";

const { arrived, at } = world;

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
