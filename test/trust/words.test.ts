// A fault of trust in English: each code has words of its own.

import { expect, test } from "vitest";
import type { RootKey } from "../../src/format/index.ts";
import {
  describeRebuildFault,
  describeShortfall,
  describeUnconfirmed,
  faultText,
  type QuorumFault,
  type RebuildFault,
  type Shortfall,
} from "../../src/trust/index.ts";
import { signText } from "../format/test-keys.ts";
import { anna, officer } from "./roots.ts";

const by: RootKey = officer(anna);

test.each<[QuorumFault["code"], string]>([
  ["BAD_SIGNATURE", "the signature by anna does not hold"],
  ["FOREIGN_SIGNATURE", "the signature by anna is by none of the keys that may sign this"],
  ["REPEATED_SIGNATURE", "anna signed twice"],
  ["UNORDERED_SIGNATURES", "the signature by anna stands out of order"],
])("%s: %s", (code, text) => {
  expect(faultText({ code, name: "anna" })).toBe(text);
});

test.each<[RebuildFault, RegExp]>([
  [{ code: "OTHER_RELEASE", sha256: "abcd" }, /^is about another release \(text digest abcd\)$/],
  [{ code: "UNCONFIRMED" }, /^says that it differs, and no reviewer's signature under it can be confirmed/],
  [{ code: "BAD_SIGNATURE", name: "anna" }, /^has a signature by anna that does not hold$/],
  [{ code: "NO_REVIEWER" }, /^is signed by no reviewer/],
  [{ code: "TWO_REVIEWERS" }, /^is signed by more than one reviewer/],
  [{ code: "REVOKED", by }, /^is signed by anna, a key that was revoked$/],
])("a rebuild note: %o", (fault, text) => {
  expect(describeRebuildFault(fault)).toMatch(text);
});

test.each<[Shortfall, RegExp]>([
  ["DIFFERS", /^says that it differs$/],
  ["SOURCE", /^is about the source/],
  ["OTHER_IMAGE", /measured another image$/],
  ["OTHER_MANIFEST", /measured another MANIFEST$/],
])("a statement: %s", (shortfall, text) => {
  expect(describeShortfall(shortfall)).toMatch(text);
});

test("a line that may be another reviewer's is named, spelt out", () => {
  expect(describeUnconfirmed({ ...signText(anna, "x\n"), name: "an\u202ena" })).toMatch(
    /^says that it differs, and the signature by "an\\u202ena" beside a reviewer's own cannot be confirmed/,
  );
});
