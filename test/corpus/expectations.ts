// A release that is genuine but not the one expected.

import { type DiscOptions, otherDigest } from "../verify/fixture.ts";
import type { Attack } from "./attack.ts";
import { discOf, dressed, goodDisc } from "./workshop.ts";

const other = (
  name: string,
  does: string,
  finding: string,
  expectation: () => object,
  options: DiscOptions | (() => DiscOptions) = {},
  verdict: Attack["verdict"] = "ANDERE_UITGAVE",
): Attack => ({
  ...{
    name,
    family: "expectation",
    form: "after",
    does,
    verdict,
    finding,
    place: "as a whole",
    twin: "expected-by-election",
  },
  make: () => discOf(typeof options === "function" ? options() : options, { expectation: expectation() }),
});

const by = (change: object) => () => ({ product: "OSV", election: "TK2027", role: "GSB", minSequence: 12, ...change });

/** Disc 2 of a set of two: the good disc's own manifest stands second. */
const secondOfTwo = () => ({ release: { disc: 2, manifests: [otherDigest, goodDisc().release.manifests[0] ?? ""] } });

export const expectations: readonly Attack[] = [
  other("other-code", "the letter's code is another release's", "CODE_DIFFERS", () => ({
    code: dressed({ release: { sequence: 13 } }).code,
  })),
  other("older-release", "an older release that officers signed is sent again", "SEQUENCE_TOO_LOW", by({}), {
    release: { sequence: 11 },
  }),
  other("last-election", "the disc of the last election", "ELECTION_DIFFERS", by({}), {
    release: { election: "GR2026" },
  }),
  other("other-role", "the disc for another kind of office", "ROLE_DIFFERS", by({}), { release: { role: "CSB" } }),
  other("trial-for-final", "a trial disc where the real one is due", "PURPOSE_DIFFERS", by({}), {
    release: { purpose: "trial" },
  }),
  other(
    "demonstration-for-final",
    "code and election agree, the purpose does not",
    "PURPOSE_DIFFERS",
    by({ purpose: "trial" }),
  ),
  other(
    "other-disc-of-the-set",
    "disc 2 where disc 1 is due",
    "CODE_DIFFERS",
    () => ({ code: dressed({ release: { manifests: [otherDigest, otherDigest] } }).code }),
    {},
  ),
  other("other-product", "another product's release with a higher number", "PRODUCT_DIFFERS", by({}), {
    release: { product: "OSV-U", sequence: 40 },
  }),
  {
    ...other(
      "other-disc-of-the-set-by-number",
      "disc 2 again where disc 1 is due, all else as expected",
      "DISC_DIFFERS",
      by({ disc: 1 }),
      secondOfTwo,
    ),
    twin: "expected-disc-of-a-set",
  },
  {
    ...other(
      "disc-of-a-set-unnamed",
      "a disc of a set, and nothing says which is due",
      "DISC_NOT_EXPECTED",
      by({}),
      secondOfTwo,
      "NIET_VERGELEKEN",
    ),
    twin: "expected-disc-of-a-set",
  },
  other("nothing-expected", "the official types no code", "NO_EXPECTATION", () => ({}), {}, "NIET_VERGELEKEN"),
];
