// Merging: the same text, each signature once, and what the root says of it.

import { describe, expect, it } from "vitest";
import { encodeNote, type Note, textDigest } from "../../src/format/index.ts";
import { judgeJoined, SignError } from "../../src/sign/index.ts";
import {
  anna,
  bert,
  cees,
  check,
  dora,
  emma,
  mallory,
  rebuildNote,
  recallNote,
  releaseNote,
  rootNote,
  signedBy,
  testKey,
  testRelease,
  testRoot,
} from "./fixtures.ts";

const files = (...notes: readonly Note[]) => notes.map((note, i) => ({ path: `${i + 1}.note`, note }));
const root = await signedBy(rootNote(), anna, bert);
const rootFile = { path: "root-1.note", note: root };
const release = releaseNote();

async function failure(work: () => Promise<unknown>): Promise<SignError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof SignError) return error;
    throw error;
  }
  throw new Error("accepted");
}

describe("joining", () => {
  it("gives the same bytes whatever the order of notes, each signature once, in byte order of raw key", async () => {
    const parts = [
      await signedBy(release, anna),
      await signedBy(release, bert),
      await signedBy(release, cees),
      release,
    ];
    const one = (await judgeJoined(files(...parts, parts[0]!), rootFile, check)).note;
    const other = (await judgeJoined(files(...parts.toReversed()), rootFile, check)).note;
    expect(encodeNote(one)).toEqual(encodeNote(other));
    const raws = one.signatures.map((line) => [anna, bert, cees].find((key) => key.vkey.name === line.name)?.vkey.raw);
    expect(raws).toEqual(raws.toSorted());
    expect(raws.length).toBe(3);
  });

  it("refuses another text, naming both files and the line", async () => {
    const other = releaseNote({ sequence: 13 });
    const error = await failure(async () =>
      judgeJoined(files(await signedBy(release, anna), await signedBy(other, bert)), undefined, check),
    );
    expect(error.code).toBe("DIFFERENT_TEXT");
    for (const part of ["1.note", "2.note", "line 6", "sequence 12", "sequence 13"])
      expect(error.message).toContain(part);
  });

  it("refuses two different signatures by one key", async () => {
    const good = await signedBy(release, anna);
    const line = good.signatures[0]!;
    const bad: Note = {
      text: release.text,
      signatures: [{ ...line, bytes: line.bytes.map((byte, i) => (i === 5 ? byte ^ 1 : byte)) }],
    };
    expect((await failure(() => judgeJoined(files(good, bad), undefined, check))).code).toBe("DIFFERENT_SIGNATURE");
    expect((await judgeJoined(files(good, good), undefined, check)).note).toEqual(good);
  });

  it("without a root nothing is judged", async () => {
    expect((await judgeJoined(files(await signedBy(release, anna)), undefined, check)).judgement).toBeUndefined();
  });
});

describe("judging", () => {
  it("says how many of how many, who, and who is missing", async () => {
    const few = (await judgeJoined(files(await signedBy(release, anna)), rootFile, check)).judgement!;
    expect([few.quorum.isMet, few.quorum.signers.length, few.quorum.threshold]).toEqual([false, 1, 2]);
    expect(few.missing.map((key) => key.vkey.name)).toEqual(["bert", "cees"]);
    const enough = (await judgeJoined(files(await signedBy(release, anna, bert)), rootFile, check)).judgement!;
    expect(enough.quorum.isMet).toBe(true);
  });

  it("a trust root is judged by itself", async () => {
    const { judgement } = await judgeJoined(files(root), undefined, check);
    expect(judgement?.requirement).toBe("root");
    expect(judgement?.quorum.isMet).toBe(true);
    expect((await failure(() => judgeJoined(files(root), rootFile, check))).code).toBe("TRUST_ROOT");
  });

  it("keeps and reports keys that the root does not know; they count nowhere", async () => {
    const { note, judgement } = await judgeJoined(files(await signedBy(release, anna, mallory)), rootFile, check);
    expect(judgement?.unknown).toEqual(["mallory"]);
    expect(judgement?.quorum.isMet).toBe(false);
    expect(note.signatures.map((line) => line.name)).toEqual(["anna", "mallory"]);
  });

  it("refuses a bad signature by a known key, and names its file", async () => {
    const other = await signedBy(releaseNote({ sequence: 13 }), bert);
    const moved: Note = { text: release.text, signatures: other.signatures };
    const error = await failure(async () => judgeJoined(files(await signedBy(release, anna), moved), rootFile, check));
    expect(error.code).toBe("BAD_SIGNATURE");
    expect(error.message).toContain("2.note");
    expect(error.message).toContain("bert");
  });

  it("refuses a root that too few signed, that is another, or that someone forged", async () => {
    const signed = await signedBy(release, anna, bert);
    const judgeBy = (note: Note) => judgeJoined(files(signed), { path: "r", note }, check);
    expect((await failure(() => judgeBy(rootNote()))).code).toBe("TRUST_ROOT");
    expect((await failure(async () => judgeBy(await signedBy(rootNote(), anna)))).code).toBe("TRUST_ROOT");
    const other = await signedBy(rootNote({ contact: "Iemand anders" }), anna, bert);
    expect((await failure(() => judgeBy(other))).message).toContain(textDigest(root.text));
    const forged: Note = { text: other.text, signatures: root.signatures };
    expect((await failure(() => judgeBy(forged))).code).toBe("TRUST_ROOT");
    expect((await judgeBy(root)).judgement?.quorum.isMet).toBe(true);
  });

  it("a recall by the same officers; a key under another name is not theirs", async () => {
    const recall = recallNote(["e".repeat(64)]);
    expect(
      (await judgeJoined(files(await signedBy(recall, anna, cees)), rootFile, check)).judgement?.quorum.isMet,
    ).toBe(true);
    const renamed = testKey("anna2", 1);
    const { judgement } = await judgeJoined(files(await signedBy(recall, anna, renamed)), rootFile, check);
    expect(judgement?.quorum.signers.length).toBe(1);
    expect(judgement?.unknown).toEqual(["anna2"]);
  });
});

describe("A1: a statement on a rebuild", () => {
  const agrees = rebuildNote(release, testRelease(""));
  const differs = rebuildNote(release, testRelease(""), { differs: "a.txt" });
  const judged = async (note: Note) => (await judgeJoined(files(note), rootFile, check)).judgement!;

  it("is one reviewer's, whoever of the root: nobody else is missing from it", async () => {
    const { groups, requires } = testRoot();
    const silent = await signedBy(rootNote({ groups, requires: { ...requires, rebuild: undefined } }), anna, bert);
    for (const note of [agrees, differs]) {
      const one = await judged(await signedBy(note, dora));
      expect([one.quorum.isMet, one.quorum.threshold, one.missing]).toEqual([true, 1, []]);
      const by = { path: "root.note", note: silent };
      expect((await judgeJoined(files(await signedBy(note, emma)), by, check)).judgement?.quorum.isMet).toBe(true);
      expect((await judged(await signedBy(note, anna))).quorum.isMet).toBe(false);
    }
  });

  it("that two agree to is refused, for it would count nowhere; two may differ in one note", async () => {
    const two = async (note: Note) =>
      judgeJoined(files(await signedBy(note, dora), await signedBy(note, emma)), rootFile, check);
    expect((await failure(() => two(agrees))).message).toMatch(/each reviewer signs a statement of her own/);
    expect((await two(differs)).judgement?.quorum.signers.map((key) => key.vkey.name).sort()).toEqual(["dora", "emma"]);
  });
});
