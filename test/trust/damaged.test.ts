// A note that says no, damaged in any byte, must never let the disc pass: it refuses, it holds, or it is a wrong command line.

import { describe, expect, test } from "vitest";
import {
  encodeNote,
  encodeRecallCode,
  encodeTrustRoot,
  type Note,
  parseNote,
  parseTrustRoot,
  type Signature,
  textDigest,
} from "../../src/format/index.ts";
import { nodeSignatureCheck } from "../../src/verify/node/platform.ts";
import { readRecallFile } from "../../src/verify/program/typed.ts";
import { VerifyError } from "../../src/verify/proof/verdict.ts";
import { type Disc, otherDigest, rebuildNote, recallNote, signText, testKey } from "../verify/fixture.ts";
import type { Outside } from "../verify/harness.ts";
import { reasonsOf } from "../verify/harness.ts";
import { digestOf, platform, releaseUnder, revokingRoot, rootOf, verifyNotes } from "./rooms.ts";

const root = rootOf(2, { dissentBlocksAt: 1 });
const disc = releaseUnder(root, "normal", ["rosa", "ruud"]);
/** A root that only has dissent reported: there a no takes the reviewer's own yes away. */
const reporting = releaseUnder(rootOf(2), "normal", ["rosa", "ruud"]);
/** A root in which two must differ. */
const blockedByTwo = releaseUnder(rootOf(1, { dissentBlocksAt: 2 }), "normal", ["rosa"]);
const emergency = releaseUnder(root, "emergency", []);
const image = disc.release.imageSha256;
const revoking = encodeNote(revokingRoot(disc));

const differs = (of: Disc, by: string) => rebuildNote(of.release, digestOf(of), by, { differs: "sector 5" });

/** Makes the signer of a release count no more. */
function withoutAnna({ seal }: Disc): Note {
  const before = seal.trustRoots[0]?.text ?? "";
  const next = {
    ...parseTrustRoot(before),
    version: 2,
    previous: textDigest(before),
    keys: parseTrustRoot(before).keys.filter(({ vkey }) => vkey.name !== "anna"),
    groups: parseTrustRoot(before).groups.map((group) => ({
      ...group,
      members: group.members.filter((name) => name !== "anna"),
    })),
    revoked: [testKey("anna").vkey.raw],
  };
  return signText(encodeTrustRoot(next), ["bert", "carl"]);
}

/** Thousands of signatures are judged here: by node:crypto alone, which is the quicker half of the rule. */
const oneCheck = { ...platform, check: nodeSignatureCheck };

/** The verdict, or GEBRUIK: nothing was judged, and the person is told which file is no good. */
async function endOf(of: Disc, outside: Outside): Promise<string> {
  try {
    return (await verifyNotes(of, outside, undefined, oneCheck)).verdict;
  } catch (error) {
    if (error instanceof VerifyError && error.code === "GEBRUIK") return "GEBRUIK";
    throw error;
  }
}

/** A bit of one byte flipped; at every third byte also what an editor or a pair of scissors makes of it. */
function* damages(bytes: Uint8Array, at: number): Generator<Uint8Array> {
  const changedTo = (value: number) => bytes.map((byte, i) => (i === at ? value : byte));
  yield changedTo((bytes[at] ?? 0) ^ (1 << (at % 8)));
  if (at % 3 !== 0) return;
  const values = [0x0a, 0x20, 0x30].filter((value) => value !== bytes[at]);
  if (at % 2 === 0) yield Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + 1)]);
  else yield changedTo(values[at % values.length] ?? 0);
}

interface Case {
  readonly name: string;
  readonly of: Disc;
  readonly note: Note;
  /** What the untouched note ends in, and what a damaged one may end in beside that and GEBRUIK. */
  readonly due: string;
  readonly damaged: readonly string[];
  readonly as: (bytes: Uint8Array) => Outside;
  /** Every so many bytes. */
  readonly step: number;
}
const asNote = (bytes: Uint8Array): Outside => ({ notes: [bytes] });
const asRecall = (bytes: Uint8Array): Outside => ({ notes: [readRecallFile(bytes, "list", "nl")] });
const held = { due: "ONVOLDOENDE_HERBOUW", damaged: [], as: asNote, step: 1 };
const recalled = { due: "INGETROKKEN", damaged: ["INTREKKING_GEMELD"], step: 1 };
const officers = ["anna", "bert", "carl"];
const cases: readonly Case[] = [
  { name: "a difference that blocks", of: disc, note: differs(disc, "rik"), ...held },
  { name: "a difference in an emergency", of: emergency, note: differs(emergency, "ruud"), ...held, step: 5 },
  { name: "a difference that takes a yes away", of: reporting, note: differs(reporting, "ruud"), ...held },
  {
    name: "a difference beside a revoked key's line",
    of: disc,
    note: signText(differs(disc, "ruud").text, ["ruud", "vera"]),
    ...held,
    as: (bytes) => ({ notes: [revoking, bytes] }),
  },
  {
    name: "a difference that two signed, where two block",
    of: blockedByTwo,
    note: signText(differs(blockedByTwo, "ruud").text, ["rik", "ruud"]),
    ...held,
  },
  { name: "a recall of three officers", of: disc, note: recallNote([image], officers), ...recalled, as: asNote },
  { name: "a recall given by --recall", of: disc, note: recallNote([otherDigest, image]), ...recalled, as: asRecall },
  {
    name: "a root that revokes a signer",
    of: disc,
    note: withoutAnna(disc),
    ...held,
    due: "NIET_ONDERTEKEND",
    step: 5,
  },
];

describe("A1: a note that refuses, with each byte of it damaged", () => {
  test.each(cases)("$name: never ECHT", async ({ of, note, due, damaged, as, step }) => {
    const bytes = encodeNote(note);
    expect(await endOf(of, as(bytes))).toBe(due);
    const ends = new Map<string, number>();
    for (let at = 0; at < bytes.length; at += step)
      for (const changed of damages(bytes, at)) {
        let end = "GEBRUIK";
        try {
          end = await endOf(of, as(changed));
        } catch (error) {
          if (!(error instanceof VerifyError)) throw error; // --recall refused the file before anything was read
        }
        ends.set(end, (ends.get(end) ?? 0) + 1);
        expect([due, "GEBRUIK", ...damaged], `byte ${at}`).toContain(end);
      }
    // It was really damaged: some are told as a wrong command line, and some reached the judges.
    expect(ends.get("GEBRUIK") ?? 0).toBeGreaterThan(20);
    expect([...ends.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(bytes.length / step);
  });

  test("the good twins: without the note, and with a note that says yes, the disc is ECHT", async () => {
    for (const of of [disc, reporting, blockedByTwo, emergency]) expect(await endOf(of, {})).toBe("ECHT");
    const yes = encodeNote(rebuildNote(disc.release, digestOf(disc), "ruud"));
    const other = encodeNote(recallNote([otherDigest]));
    expect(await endOf(disc, { notes: [yes, other, revoking] })).toBe("ECHT");
    const one = encodeNote(differs(blockedByTwo, "ruud"));
    expect(await endOf(blockedByTwo, { notes: [one] })).toBe("ECHT"); // heard and shown; two would block
  });

  test("an intrekkingscode with any character of it changed, left out or exchanged with the next: never ECHT", async () => {
    const code = encodeRecallCode(3, image);
    expect(await endOf(disc, { recallCodes: [code] })).toBe("INTREKKING_GEMELD");
    const typed = new Set<string>();
    for (let at = 0; at < code.length; at++) {
      const [before, here, after] = [code.slice(0, at), code.charAt(at), code.slice(at + 1)];
      for (const other of "0123456789ABCDEFGHJKMNPQRSTVWXYZ-") typed.add(before + other + after);
      typed.add(before + after);
      typed.add(before + after.slice(0, 1) + here + after.slice(1));
    }
    for (const one of typed)
      expect(["INTREKKING_GEMELD", "GEBRUIK"], one).toContain(await endOf(disc, { recallCodes: [one] }));
    expect(await endOf(disc, { recallCodes: [encodeRecallCode(3, otherDigest)] })).toBe("ECHT");
  });
});

describe("A1: a recall list with its full quorum", () => {
  const stray = (name: string): Signature => signText("another text\n", [name]).signatures[0]!;
  const junk: readonly Signature[] = [
    stray("carl"),
    stray("anna"),
    stray("rosa"),
    { ...stray("carl"), name: "iemand" },
    { ...stray("bert"), bytes: new Uint8Array(64) },
  ];
  const beside = (note: Note, lines: readonly Signature[]): Note => ({
    text: note.text,
    signatures: [...lines, ...note.signatures, ...lines],
  });

  test("recalls whatever stands beside the valid lines, and says which line did not count", async () => {
    for (const line of junk) {
      const report = await verifyNotes(disc, { notes: [encodeNote(beside(recallNote([image]), [line]))] });
      expect([line.name, report.verdict, reasonsOf(report)]).toEqual([line.name, "INGETROKKEN", ["RECALLED"]]);
    }
    const report = await verifyNotes(disc, { notes: [encodeNote(beside(recallNote([image]), junk))] });
    expect(report.verdict).toBe("INGETROKKEN");
    expect(report.steps.flatMap((step) => step.findings).map(({ code }) => code)).toContain("LINE_IGNORED");
  });

  test("that names another disc leaves this one ECHT, and moves how far recalls are known", async () => {
    const report = await verifyNotes(disc, { notes: [encodeNote(beside(recallNote([otherDigest]), junk))] });
    expect(report).toMatchObject({ verdict: "ECHT", recalls: { number: 1, from: "given" } });
  });

  test("one line short of it only holds the disc, whatever stands beside", async () => {
    const report = await verifyNotes(disc, { notes: [encodeNote(beside(recallNote([image], ["bert"]), junk))] });
    expect(report).toMatchObject({ verdict: "INTREKKING_GEMELD", exitCode: 29 });
  });
});

test("A1: a note that was pressed into one line, cut or emptied is a wrong command line", async () => {
  const bytes = encodeNote(differs(disc, "rik"));
  for (const cut of [0, 1, 17, 200, bytes.length - 1])
    expect(await endOf(disc, asNote(bytes.subarray(0, cut)))).toBe("GEBRUIK");
  const unsigned = parseNote(bytes, "note").text;
  expect(await endOf(disc, asNote(Buffer.from(unsigned)))).toBe("GEBRUIK");
  expect(await endOf(disc, asNote(Buffer.from(`${unsigned}\n`)))).toBe("ONVOLDOENDE_HERBOUW");
});
