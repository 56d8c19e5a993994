// Who still has a recalled disc: nobody who reported one is left out because a clerk forgot to record that it was sent.

import { expect, test } from "vitest";
import type { Fact } from "../../../src/distribute/register/index.ts";
import { heldDiscs } from "../../../src/distribute/status/held.ts";
import { by, chainOf, digest, envelope, letter, packed, sent } from "../register/world.ts";

const images = new Map([[digest(11), 1]]);
const holders = (...facts: readonly Fact[]): string[] =>
  heldDiscs(chainOf(...facts).register, images).map((held) => held.envelope.number);
const reported: Fact = {
  ...{ kind: "receipt", envelope: envelope(100), disc: 1, evidence: "mondeling", verdict: "ONLEESBAAR", scope: 0 },
  ...{ link: undefined, found: undefined, by: "anna" },
};
const ends: readonly (readonly [string, readonly Fact[]])[] = [
  ["void", [{ kind: "void", envelope: envelope(100), reason: "schijf-kapot", by }]],
  [
    "replaced",
    [
      packed(110, "GM0001", 2),
      { kind: "destroyed", envelope: envelope(110), by: "anna" },
      { kind: "replaced", old: envelope(100), envelope: envelope(110), what: "all", by },
    ],
  ],
];

test.each(ends)(
  "an envelope that was %s before anybody recorded its sending is held by whoever reported it",
  (_how, end) => {
    const first = [packed(100, "GM0001", 1), letter(100)];
    expect(holders(...first, reported, ...end)).toEqual([envelope(100)]);
    expect(holders(...first, ...end)).toEqual([]);
    expect(holders(...first, sent(100), ...end)).toEqual([envelope(100)]);
    const destroyed: Fact = { kind: "destroyed", envelope: envelope(100), by: "anna" };
    expect(holders(...first, reported, ...end, destroyed)).toEqual([]);
  },
);

test("so it is where only its letter was replaced in between", () => {
  const facts: readonly Fact[] = [
    ...[packed(100, "GM0001", 1), letter(100)],
    { kind: "replaced", old: envelope(100), envelope: envelope(111), what: "letter", by },
    { kind: "void", envelope: envelope(111), reason: "niet-nodig", by },
  ];
  expect(holders(...facts)).toEqual([]);
  expect(holders(...facts, reported)).toEqual([envelope(111)]);
});
