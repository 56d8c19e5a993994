// The packing table: whatever is scanned in whatever order, a wrong beep is named and what is recorded keeps the rules.

import { describe, expect, test } from "vitest";
import { type Fact, missingOf, PackingScan, RegisterError } from "../../../src/distribute/register/index.ts";
import fc from "../../world/properties.ts";
import { arrived, at, by, chainOf, envelope, letter, packed, registerOf, sent } from "./world.ts";

const beeps = [
  ...[100, 101, 102, 104, 105, 900].map(envelope),
  ...["0100f", "ZEGEL.E1.0101G.0003", "zegel.e1.0101g.3", "0101-K", "1", "0001", "2", "51", "101", "102", "111", "112"],
  ...["0", "999", "Z1", "Z2", "NL-0045", "", " ", "x".repeat(300), "\u001b[2J", "é", "0123456", "ZEGEL.B1.0100F.ABC"],
];

/** What a table has scanned, each complete envelope recorded. */
function scanned(typed: readonly string[]) {
  const chain = chainOf();
  const scan = new PackingScan(() => chain.register, by);
  const said = typed.map((one) => {
    const found = scan.take(one);
    if (found.kind !== "packed") return found.kind;
    try {
      chain.add(found.fact, at);
      return "packed";
    } catch (error) {
      expect(error).toBeInstanceOf(RegisterError);
      return "refused";
    }
  });
  return { said, register: chain.register };
}

describe("a table with a scanner", () => {
  test("packs a set of two into one bag, and asks for the discs one by one", () => {
    const e = envelope(102);
    const { said, register } = scanned([e, "101", "Z1", e, "102", "Z1", e, "111", "Z1", e]);
    expect(said).toEqual(["next", "next", "packed", "next", "next", "refused", "next", "next", "packed", "wrong"]);
    expect(register.envelopes.get(e)?.discs.map(({ copy }) => copy)).toEqual([101, 111]);
  });

  test("whatever is scanned: never an error, and each copy and bag once", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...beeps), fc.string({ maxLength: 12 })), { maxLength: 40 }),
        (typed) => {
          const { said, register } = scanned(typed);
          const copies = [...register.envelopes.values()].flatMap(({ discs }) => discs.map(({ copy }) => copy));
          expect(new Set(copies).size).toBe(copies.length);
          expect(copies.length).toBe(said.filter((one) => one === "packed").length);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("who is missing", () => {
  const stages = (...facts: readonly Fact[]) =>
    missingOf(registerOf(...facts)).map(({ recipient, stage, discs }) => `${recipient.id} ${stage} ${discs.join(",")}`);
  const others = ["GM0002 nothing ", "HSB09 nothing "];
  const away = [packed(100, "GM0001", 1), letter(100), sent(100)];
  const receipt = {
    kind: "receipt",
    envelope: envelope(100),
    disc: 1,
    evidence: "papier",
    verdict: "GEWIJZIGD",
    scope: 0,
    link: undefined,
    found: undefined,
    by: "anna",
  } as const;

  test("is told stage by stage; third parties and stock are not waited for", () => {
    expect(stages()).toEqual(["GM0001 nothing ", ...others]);
    expect(stages(...away.slice(0, 2))).toEqual(["GM0001 packed 1", ...others]);
    expect(stages(...away)).toEqual(["GM0001 sent 1", ...others]);
    expect(stages(...away, arrived(100))).toEqual(["GM0001 arrived 1", ...others]);
  });

  test("nobody who reported, whatever he found; an envelope that was withdrawn is no answer", () => {
    expect(stages(...away, receipt)).toEqual(others);
    expect(stages(...away, receipt, { kind: "void", envelope: envelope(100), reason: "zak-open", by })).toEqual([
      "GM0001 nothing ",
      ...others,
    ]);
  });
});
