// A release that is genuine but not the one expected.

import { type DiscOptions, otherDigest } from "../verify/fixture.ts";
import type { Attack } from "./attack.ts";
import { discOf, dressed } from "./workshop.ts";

const other = (
  name: string,
  does: string,
  finding: string,
  expectation: () => object,
  options: DiscOptions = {},
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
  make: () => discOf(options, { expectation: expectation() }),
});

const by = (change: object) => () => ({ election: "TK2027", role: "GSB", minSequence: 12, ...change });

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
  other("nothing-expected", "the official types no code", "NO_EXPECTATION", () => ({}), {}, "NIET_VERGELEKEN"),
];
