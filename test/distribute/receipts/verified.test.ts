// From the verifier to the office: what a check of a real disc leaves behind is what the office takes in, names and counts.

import { createHash } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import {
  judgeCode,
  judgeRecord,
  judgeScan,
  type Kdf,
  parseCheckRecord,
} from "../../../src/distribute/receipts/index.ts";
import { type Fact, RegisterChain } from "../../../src/distribute/register/index.ts";
import { statusOf } from "../../../src/distribute/status/index.ts";
import { lineDigest } from "../../../src/files/lines/appended.ts";
import { commitmentInput, commitmentSalt, encodeUtf8, receiptProof, textDigest } from "../../../src/format/index.ts";
import type { Report } from "../../../src/verify/proof/report.ts";
import { scanLine } from "../../../src/verify/record/paper/scan-line.ts";
import { encodeRecord, type VerificationRecord, withReceipt } from "../../../src/verify/record/record.ts";
import { makeDisc } from "../../verify/fixture.ts";
import { quickPlatform, verifyImageBytes } from "../../verify/harness.ts";
import { recordOf } from "../../verify/records.ts";
import { at, by, clerks, digest, envelope, letter, opened, packed, people } from "../register/world.ts";

/** In place of scrypt, which receipts.test.ts has. */
const kdf: Kdf = async (parts) =>
  parts.map(({ input, salt }) => createHash("sha256").update(salt).update(input).digest("hex"));
const key = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
let good: Report;
let changed: Report;
let bare: Report;
const platform = quickPlatform();

beforeAll(async () => {
  const disc = makeDisc();
  good = await verifyImageBytes(disc.image, disc, {}, platform);
  const image = Buffer.from(disc.image);
  image.write("X", image.indexOf("Lees dit eerst"));
  changed = await verifyImageBytes(image, disc, {}, platform);
  bare = await verifyImageBytes(disc.image, disc, { roots: [] }, platform);
  expect([good.verdict, changed.verdict, bare.verdict]).toEqual(["ECHT", "GEWIJZIGD", "NIET_ONDERTEKEND"]);
});

/** The digests that a check of the genuine disc finds are those of its master. */
async function office(): Promise<RegisterChain> {
  const { releaseSha256 = "", imageSha256 = "", manifestSha256 = "", sealSha256 = "" } = good;
  const drive = async (n: number) => {
    const input = commitmentInput(receiptProof(key, envelope(n), releaseSha256, 0));
    const [made = ""] = await kdf([{ input, salt: commitmentSalt(envelope(n), 1, 0) }]);
    return made;
  };
  const release = { kind: "release", name: "gsb", disc: 1, discs: 1, role: "GSB", sequence: 12 } as const;
  const facts: Fact[] = [
    ...[opened, ...clerks, ...people],
    { ...release, textSha256: releaseSha256, imageSha256, version: "2.24.3", product: "OSV" },
    { kind: "master", release: "gsb", disc: 1, imageSha256, manifestSha256, sealSha256 },
    { kind: "batch", name: "A", release: "gsb", disc: 1, copies: { from: 1, to: 50 }, place: "Den Haag" },
  ];
  for (const [n, id] of [
    [100, "GM0001"],
    [101, "GM0002"],
  ] as const)
    facts.push(packed(n, id, n - 99), letter(n), {
      ...{ kind: "commit", envelope: envelope(n), disc: 1, drive: await drive(n) },
      ...{ image: digest(2), tree: digest(3), installed: digest(4) },
    });
  return RegisterChain.begin(facts, at, lineDigest).chain;
}

const inDrive = (report: Report): Report => ({ ...report, medium: "drive" });
const givenOf = (record: VerificationRecord) => {
  const text = encodeRecord(record);
  const parsed = parseCheckRecord(encodeUtf8(text), "r");
  return { record: parsed, sha256: textDigest(text), envelope: undefined, disc: undefined, by: "anna" };
};

describe("a check of a real disc", () => {
  test("that said ECHT: its record, its line and its code", async () => {
    const chain = await office();
    const record = withReceipt(recordOf(inDrive(good)), key, envelope(100));
    const byRecord = await judgeRecord(chain.register, givenOf(record), kdf);
    expect(byRecord).toMatchObject({
      kind: "good",
      remarks: [],
      facts: [
        { evidence: "verslag", verdict: "ECHT" },
        { kind: "record" },
        { evidence: "afmeldcode", verdict: "ECHT" },
      ],
    });
    expect(await judgeScan(chain.register, scanLine(record), "anna", kdf)).toMatchObject({
      facts: [{ evidence: "papier", verdict: "ECHT", link: record.controlNumber }, { evidence: "afmeldcode" }],
    });
    const told = {
      envelope: envelope(100),
      disc: undefined,
      code: record.receipt?.code ?? "",
      bag: undefined,
      by: "anna",
    };
    expect(await judgeCode(chain.register, told, kdf)).toMatchObject({ facts: [{ verdict: "ECHT" }] });
    expect(await judgeCode(chain.register, { ...told, envelope: envelope(101) }, kdf)).toMatchObject({
      kind: "wrong",
      why: "code",
    });
  });

  test("that refused, in two municipalities: a forgery where it was altered, and none where only the trust root lacked", async () => {
    for (const [report, kinds] of [
      [changed, ["VERVALSING", "NIET GOED", "NIET GOED"]],
      [bare, ["NIET GOED", "NIET GOED"]],
    ] as const) {
      const chain = await office();
      for (const n of [100, 101]) {
        const record = recordOf(inDrive(report), { envelope: envelope(n) }, { host: `pc-${n}` });
        const judged = await judgeRecord(chain.register, givenOf(record), kdf);
        if (judged.kind !== "good") throw new Error("not taken in");
        for (const fact of judged.facts) chain.add(fact, at);
        const told = { envelope: envelope(n), disc: 1, code: record.receipt?.code ?? "", bag: undefined, by: by[0] };
        expect(await judgeCode(chain.register, told, kdf)).toMatchObject({ facts: [{ verdict: report.verdict }] });
      }
      const { flags } = statusOf(chain.register, { now: at, lines: chain.lines, head: chain.head });
      expect(flags.map(({ kind }) => kind).filter((kind) => kind !== "ONTBREEKT" && kind !== "KLOK")).toEqual(kinds);
    }
  });
});
