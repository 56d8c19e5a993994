// A million reports that are none, or nearly: records, a scanner's lines, clerks' tables and typed codes. Each ends in a sentence or an error
// of ours, and none that was made up is taken for an ECHT.

import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import {
  type Judged,
  judgeCode,
  judgeScan,
  judgeSlip,
  type Kdf,
  parseCheckRecord,
  readSlips,
  slipHeader,
} from "../../../src/distribute/receipts/index.ts";
import {
  encodeCodeGroups,
  encodeReceipt,
  encodeReceiptKey,
  encodeUtf8,
  FormatError,
} from "../../../src/format/index.ts";
import fc from "../../world/properties.ts";
import { chainOf, commit, digest, envelope, letter, packed, sent } from "../register/world.ts";

const quick: Kdf = async (parts) =>
  parts.map(({ input, salt }) => createHash("sha256").update(salt).update(input).digest("hex"));
const { register } = chainOf(packed(100, "GM0001", 1), letter(100), commit(100), sent(100));
const stop = encodeReceipt({ exitCode: 22, scope: 0, link: "4X", proof: "0123456789a" });
const control = encodeCodeGroups(digest(3), 3, 13);
const seeds = [
  stop,
  control,
  encodeReceipt({ exitCode: 0, scope: 0, link: "02", proof: "0123456789a" }),
  encodeReceiptKey(new Uint8Array(8)),
  `ZEGEL.R1.0100F.0.0.${digest(10).slice(0, 16)}.0123456789A.${control.replaceAll("-", "")}.`,
  `ZEGEL.R1.0100F.22.0..0123456789A.${control.replaceAll("-", "")}.${stop.replaceAll("-", "")}`,
  `${new TextDecoder().decode(slipHeader())}0100-F;1;afmeldcode;${stop};;GEWIJZIGD;0;;;anna;2027-03-02T10:15:00Z\r\n`,
  '{\n  "format": "zegel/record v4",\n  "verdict": "ECHT",\n  "filledIn": {\n    "envelope": "0100-F"\n  }\n}\n',
];
const changed = fc
  .tuple(fc.constantFrom(...seeds), fc.nat(400), fc.nat(4), fc.string({ unit: "binary", maxLength: 4 }))
  .map(([text, at, cut, put]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + put + text.slice(place + cut);
  });

/** No key of this register's letter is known to anybody here, so that no code can be a good one. */
function isNoEcht(judged: Judged): void {
  expect(["good", "wrong", "there"]).toContain(judged.kind);
  const facts = judged.kind === "good" ? judged.facts : [];
  const isEcht = facts.some(
    (fact) => fact.kind === "receipt" && fact.verdict === "ECHT" && fact.evidence === "afmeldcode",
  );
  expect(isEcht).toBe(false);
}

test("a million reports", { timeout: 3_600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(changed, async (text) => {
      const bytes = encodeUtf8(text);
      try {
        parseCheckRecord(bytes, "r");
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
      }
      for (const { slip } of readSlips(bytes).slips) isNoEcht(await judgeSlip(register, slip, quick));
      isNoEcht(await judgeScan(register, text, "anna", quick));
      const told = { envelope: envelope(100), disc: undefined, code: text, bag: undefined, by: "anna" };
      isNoEcht(await judgeCode(register, told, quick));
    }),
    { numRuns: 1_000_000 },
  );
});
