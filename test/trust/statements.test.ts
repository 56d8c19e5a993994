// Reviewers' statements, judged and counted by the rule itself: each refusal beside the statement that is heard. What the four
// rooms make of the same notes: rebuilds.test.ts.

import { describe, expect, test } from "vitest";
import {
  compareText,
  encodeRebuild,
  encodeRelease,
  FormatError,
  type Note,
  type Rebuild,
  type Release,
  type RootKey,
  type Signature,
  type TrustRoot,
  textDigest,
} from "../../src/format/index.ts";
import {
  contradictionsOf,
  dissenters,
  isUnconfirmed,
  judgeRebuild,
  judgeSealedRebuilds,
  makeSignatureCheck,
  type RebuildJudge,
  type Shortfall,
  type Statement,
  shortfallsOf,
  speakers,
  tallyRebuilds,
} from "../../src/trust/index.ts";
import { digestOf, release as exampleRelease, rootKey, signedBy } from "../format/examples.ts";
import { nodeCheck } from "../format/node-check.ts";
import { signText, type TestKey, testKey } from "../format/test-keys.ts";
import { anna, bert, eve, inOrder, namesOf, rawOf, rootOf } from "./roots.ts";

const check = makeSignatureCheck(nodeCheck);
const [rosa, ruud, vera, rik, nina] = ["rosa", "ruud", "vera", "rik", "nina"].map((name) => testKey(name)) as [
  TestKey,
  TestKey,
  TestKey,
  TestKey,
  TestKey,
];
const reviewer = (key: TestKey, organisation = `Org-${key.vkey.name}`): RootKey =>
  rootKey(key, "rebuilder", `holder-${key.vkey.name}`, organisation);

/** `needed` of rosa, ruud and vera; of an emergency release, of vera alone; rik is a reviewer whom nobody asks. */
function rootWith(needed: number, change: Partial<TrustRoot> = {}, organisation?: string): TrustRoot {
  const officers = rootOf([anna, bert], 2);
  return {
    ...officers,
    keys: [...officers.keys, ...[rosa, ruud, vera, rik].map((key) => reviewer(key, organisation))],
    groups: [
      ...officers.groups,
      { name: "reviewers", threshold: needed, members: ["rosa", "ruud", "vera"] },
      { name: "quick", threshold: 1, members: ["vera"] },
    ],
    requires: { ...officers.requires, rebuild: "reviewers", "emergency-rebuild": "quick" },
    ...change,
  };
}

const root = rootWith(2);
const release: Release = { ...exampleRelease, disc: 2, manifests: [digestOf("first disc"), digestOf("second disc")] };
const releaseSha256 = textDigest(encodeRelease(release));
/** Version 2: nina has come, vera is gone and revoked. */
const newer: TrustRoot = {
  ...root,
  version: 2,
  previous: digestOf("root"),
  keys: [...root.keys.filter(({ vkey }) => vkey.name !== "vera"), reviewer(nina)],
  revoked: [rawOf(vera)],
};
const judgeOf = (change: Partial<RebuildJudge> = {}): RebuildJudge => ({
  release,
  releaseSha256,
  root,
  roots: [root],
  check,
  ...change,
});
const afterwards = judgeOf({ roots: [root, newer] });

const saying = (change: Partial<Rebuild> = {}): Rebuild => ({
  release: releaseSha256,
  scope: "image",
  differs: undefined,
  imageSha256: release.imageSha256,
  manifestSha256: digestOf("second disc"),
  environment: "Debian 12",
  date: "2027-01-20T10:00:00Z",
  ...change,
});
const noteBy = (signers: readonly TestKey[], change: Partial<Rebuild> = {}): Note =>
  signedBy(signers, encodeRebuild(saying(change)));
/** The note with lines before its own: one that holds for nobody, by each of `keys`. */
const spoilt = (note: Note, ...keys: readonly TestKey[]): Note => ({
  ...note,
  signatures: [...keys.map((key) => signText(key, "another text\n")), ...note.signatures],
});
const no = { differs: "sector 5" } as const;
const ofKit: Partial<Rebuild> = { scope: "kit", kit: exampleRelease.kit };
const elsewhere = { release: digestOf("another release") } as const;

const linesOf = (lines: readonly Signature[]) => lines.map(({ name }) => name).sort();
const byOf = (statements: readonly Statement[]) => namesOf(statements.map(({ by }) => by));
async function judged(note: Note, judge = judgeOf()) {
  const { rebuild, statements, fault, unconfirmed, idle } = await judgeRebuild(note, judge);
  for (const statement of statements) {
    expect(statement.rebuild).toBe(rebuild);
    expect(statement.line.name).toBe(statement.by.vkey.name);
  }
  return { by: byOf(statements), fault, unconfirmed: linesOf(unconfirmed), idle: linesOf(idle) };
}
const heard = (by: readonly string[], unconfirmed: readonly string[] = [], idle: readonly string[] = []) => ({
  by,
  fault: undefined,
  unconfirmed,
  idle,
});
const nobody = (fault: object, idle: readonly string[]) => ({ by: [], fault, unconfirmed: [], idle });

describe("whose statements are heard", () => {
  test("an agreement: the group that the release's urgency asks for", () => {
    expect(namesOf(speakers(judgeOf(), "agrees")).sort()).toEqual(["rosa", "ruud", "vera"]);
    const emergency = judgeOf({ release: { ...release, urgency: "emergency" } });
    expect(namesOf(speakers(emergency, "agrees"))).toEqual(["vera"]);
  });

  test("a no: any reviewer of the root, and nobody else", () => {
    expect(namesOf(speakers(judgeOf(), "differs")).sort()).toEqual(["rik", "rosa", "ruud", "vera"]);
    expect(namesOf(dissenters(newer)).sort()).toEqual(["nina", "rik", "rosa", "ruud"]);
  });
});

describe("a note that agrees", () => {
  test("is one reviewer's, whatever officers and strangers sign beside her", async () => {
    expect(await judged(noteBy([ruud]))).toEqual(heard(["ruud"]));
    expect(await judged(noteBy([ruud, anna, eve]))).toEqual(heard(["ruud"], [], ["anna", "eve"]));
    expect(await judged(spoilt(noteBy([ruud]), anna))).toEqual(heard(["ruud"], [], ["anna"]));
    expect(await judged(noteBy([ruud, rik]))).toEqual(heard(["ruud"], [], ["rik"]));
  });

  test("of another release is nobody's", async () => {
    const fault = { code: "OTHER_RELEASE", sha256: elsewhere.release };
    expect(await judged(noteBy([ruud], elsewhere))).toEqual(nobody(fault, ["ruud"]));
  });

  test("with a line that does not hold in a reviewer's name is nobody's", async () => {
    const note = spoilt(noteBy([ruud, anna]), rosa);
    expect(await judged(note)).toEqual(nobody({ code: "BAD_SIGNATURE", name: "rosa" }, ["anna", "rosa", "ruud"]));
  });

  test("signed by no reviewer who is asked, or by two, is nobody's", async () => {
    for (const key of [anna, eve, rik]) {
      const judged = await judgeRebuild(noteBy([key]), judgeOf());
      expect(judged).toMatchObject({ statements: [], fault: { code: "NO_REVIEWER" } });
    }
    expect(await judged({ ...noteBy([]), signatures: [] })).toEqual(nobody({ code: "NO_REVIEWER" }, []));
    expect(await judged(noteBy([rosa, ruud]))).toEqual(nobody({ code: "TWO_REVIEWERS" }, ["rosa", "ruud"]));
  });

  test("by a key that any root revoked is nobody's", async () => {
    expect(await judged(noteBy([vera]), afterwards)).toEqual(nobody({ code: "REVOKED", by: reviewer(vera) }, ["vera"]));
    expect(await judged(noteBy([vera]))).toEqual(heard(["vera"]));
    expect(await judged(noteBy([ruud]), afterwards)).toEqual(heard(["ruud"]));
  });

  test("of a text that is no rebuild note is not judged", async () => {
    await expect(judgeRebuild({ text: encodeRelease(release), signatures: [] }, judgeOf())).rejects.toThrow(
      FormatError,
    );
  });
});

describe("a note that differs", () => {
  test("is heard by each valid line of a reviewer of the root", async () => {
    expect(await judged(noteBy([ruud], no))).toEqual(heard(["ruud"]));
    expect(await judged(noteBy([rik], no))).toEqual(heard(["rik"]));
    expect(await judged(noteBy([rik, ruud], no))).toEqual(heard(inOrder(rik, ruud)));
    expect(await judged(noteBy([ruud, anna], no))).toEqual(heard(["ruud"], [], ["anna"]));
    expect(await judged(noteBy([ruud, vera], no), afterwards)).toEqual(heard(["ruud"], [], ["vera"]));
    expect(await judged(noteBy([ruud, nina], no), afterwards)).toEqual(heard(["ruud"], [], ["nina"]));
  });

  test("tells what stands beside it and may have been another reviewer's", async () => {
    expect(await judged(spoilt(noteBy([ruud, eve], no), rosa))).toEqual(heard(["ruud"], ["eve", "rosa"]));
    expect(isUnconfirmed(await judgeRebuild(noteBy([ruud], no), judgeOf()))).toBe(false);
    expect(isUnconfirmed(await judgeRebuild(noteBy([ruud, eve], no), judgeOf()))).toBe(true);
    expect(isUnconfirmed(await judgeRebuild(spoilt(noteBy([ruud], no), rosa), judgeOf()))).toBe(true);
    expect(isUnconfirmed(await judgeRebuild(noteBy([eve], no), judgeOf()))).toBe(true);
    expect(isUnconfirmed(await judgeRebuild(noteBy([anna], no), judgeOf()))).toBe(false);
  });

  test("without a reviewer's line cannot be confirmed while any line is left of which nobody knows whose it was", async () => {
    const unconfirmed = { code: "UNCONFIRMED" };
    expect(await judged(noteBy([eve], no))).toEqual(nobody(unconfirmed, ["eve"]));
    expect(await judged(noteBy([anna, eve], no))).toEqual(nobody(unconfirmed, ["anna", "eve"]));
    expect(await judged(spoilt(noteBy([anna], no), rosa))).toEqual(nobody(unconfirmed, ["anna", "rosa"]));
    expect(await judged(spoilt(noteBy([], no), rosa))).toEqual(nobody(unconfirmed, ["rosa"]));
    expect(await judged({ ...noteBy([], no), signatures: [] })).toEqual(nobody(unconfirmed, []));
  });

  test("is nobody's where every line holds and is by a key that is known and has no vote", async () => {
    expect(await judged(noteBy([anna], no))).toEqual(nobody({ code: "NO_REVIEWER" }, ["anna"]));
    expect(await judged(noteBy([anna, bert], no))).toEqual(nobody({ code: "NO_REVIEWER" }, ["anna", "bert"]));
    // A reviewer of a later root is no reviewer of this release's.
    expect(await judged(noteBy([nina], no), afterwards)).toEqual(nobody({ code: "NO_REVIEWER" }, ["nina"]));
    expect(await judged(noteBy([nina], no))).toEqual(nobody({ code: "UNCONFIRMED" }, ["nina"]));
    expect(await judged(noteBy([anna, vera], no), afterwards)).toEqual(
      nobody({ code: "REVOKED", by: reviewer(vera) }, ["anna", "vera"]),
    );
  });

  test("of another release is about that one only if a reviewer or every line says so", async () => {
    const other = { ...no, ...elsewhere };
    const aboutAnother = { code: "OTHER_RELEASE", sha256: elsewhere.release };
    expect(await judged(noteBy([ruud], other))).toEqual(nobody(aboutAnother, ["ruud"]));
    expect(await judged(noteBy([ruud, eve], other))).toEqual(nobody(aboutAnother, ["eve", "ruud"]));
    expect(await judged(noteBy([nina, eve], other), afterwards)).toEqual(nobody(aboutAnother, ["eve", "nina"]));
    expect(await judged(noteBy([anna], other))).toEqual(nobody(aboutAnother, ["anna"]));
    expect(await judged(noteBy([vera], other), afterwards)).toEqual(nobody(aboutAnother, ["vera"]));
    // Else the digest in it may be what was damaged.
    const unconfirmed = { code: "UNCONFIRMED" };
    expect(await judged(noteBy([eve], other))).toEqual(nobody(unconfirmed, ["eve"]));
    expect(await judged(noteBy([anna, eve], other))).toEqual(nobody(unconfirmed, ["anna", "eve"]));
    expect(await judged(noteBy([vera, eve], other), afterwards)).toEqual(nobody(unconfirmed, ["eve", "vera"]));
    expect(await judged(spoilt(noteBy([anna], other), ruud))).toEqual(nobody(unconfirmed, ["anna", "ruud"]));
    expect(await judged({ ...noteBy([], other), signatures: [] })).toEqual(nobody(unconfirmed, []));
  });
});

describe("the notes of a seal", () => {
  const [low, high] = [rosa, ruud].toSorted((a, b) => compareText(rawOf(a), rawOf(b))) as [TestKey, TestKey];
  const sealed = async (notes: readonly Note[], judge = judgeOf()) => {
    const { statements, faults } = await judgeSealedRebuilds(notes, judge);
    for (const { by, line } of statements) expect(line.name).toBe(by.vkey.name);
    return { said: statements.map(({ by, rebuild }) => `${by.vkey.name} ${rebuild.scope}`), faults };
  };
  const source = { scope: "source" } as const;

  test("one line a note, in order of raw key, then of scope", async () => {
    expect(await sealed([])).toEqual({ said: [], faults: [] });
    const notes = [noteBy([low]), noteBy([low], source), noteBy([high]), noteBy([high], source)];
    const said = [low, low, high, high].map(({ vkey }, i) => `${vkey.name} ${i % 2 === 0 ? "image" : "source"}`);
    expect(await sealed(notes)).toEqual({ said, faults: [] });
  });

  test("each part of that order", async () => {
    for (const [one, two] of [
      [noteBy([high]), noteBy([low])],
      [noteBy([low], source), noteBy([low])],
      [noteBy([low]), noteBy([low])],
      [noteBy([high]), noteBy([low], source)],
      [noteBy([high], source), noteBy([low])],
      [noteBy([low]), noteBy([low], no)],
    ] as const)
      expect((await sealed([one, two])).faults).toEqual([undefined]);
    // What was refused is nobody's predecessor.
    const said = [`${low.vkey.name} image`, `${high.vkey.name} image`];
    expect(await sealed([noteBy([low]), noteBy([low]), noteBy([high])])).toEqual({ said, faults: [undefined] });
    expect(await sealed([noteBy([high], elsewhere), noteBy([low]), noteBy([high])])).toEqual({
      said,
      faults: [undefined],
    });
  });

  test("about another release, or no rebuild note", async () => {
    expect(await sealed([noteBy([low], elsewhere)])).toEqual({ said: [], faults: [undefined] });
    const text = encodeRelease(release);
    const note = { text, signatures: [signText(low, text)] };
    expect(await sealed([note])).toEqual({ said: [], faults: [undefined] });
  });

  test("a mistake in the program is not taken for a bad note", async () => {
    await expect(judgeSealedRebuilds([{ signatures: [] } as unknown as Note], judgeOf())).rejects.toThrow(TypeError);
  });

  test("two lines, no line, or one that is not by a reviewer who is heard", async () => {
    expect((await sealed([noteBy([low, high])])).faults).toEqual([undefined]);
    expect((await sealed([{ ...noteBy([]), signatures: [] }])).faults).toEqual([undefined]);
    for (const key of [anna, eve, rik])
      expect(await sealed([noteBy([key])])).toEqual({
        said: [],
        faults: [{ code: "FOREIGN_SIGNATURE", name: key.vkey.name }],
      });
    expect(await sealed([noteBy([rik], no)])).toEqual({ said: ["rik image"], faults: [] });
    expect((await sealed([noteBy([anna], no)])).faults).toEqual([{ code: "FOREIGN_SIGNATURE", name: "anna" }]);
    const bad = spoilt(noteBy([], {}), low);
    expect((await sealed([bad])).faults).toEqual([{ code: "BAD_SIGNATURE", name: low.vkey.name }]);
  });

  test("about the kit: an older verifier would refuse the seal", async () => {
    expect(await sealed([noteBy([low], ofKit)])).toEqual({ said: [], faults: [undefined] });
    expect(await sealed([noteBy([low], { ...ofKit, ...no })])).toEqual({ said: [], faults: [undefined] });
    expect(await sealed([noteBy([low], source)])).toEqual({ said: [`${low.vkey.name} source`], faults: [] });
  });

  test("a line by a revoked key is valid, and does not count", async () => {
    const { statements, faults } = await judgeSealedRebuilds([noteBy([vera])], afterwards);
    expect([byOf(statements), faults]).toEqual([["vera"], []]);
    expect(tallyRebuilds(statements, afterwards)).toMatchObject({ found: 0, statements: [] });
  });
});

describe("why a statement is no agreement", () => {
  const other = digestOf("other bytes");
  test.each<[string, Partial<Rebuild>, readonly Shortfall[], readonly Shortfall[]]>([
    ["it is one", {}, [], []],
    ["it differs", no, ["DIFFERS"], []],
    ["it is about the source", { scope: "source" }, ["SOURCE"], []],
    ["it differs in the source", { ...no, scope: "source" }, ["DIFFERS", "SOURCE"], []],
    ["it is about the kit", ofKit, ["KIT"], []],
    ["it differs in the kit", { ...ofKit, ...no }, ["DIFFERS", "KIT"], []],
    ["another kit", { ...ofKit, kit: { version: "1.0", sha256: other } }, ["KIT", "OTHER_KIT"], ["OTHER_KIT"]],
    [
      "another version",
      { ...ofKit, kit: { version: "1.1", sha256: digestOf("kit") } },
      ["KIT", "OTHER_KIT"],
      ["OTHER_KIT"],
    ],
    ["another image", { imageSha256: other }, ["OTHER_IMAGE"], ["OTHER_IMAGE"]],
    ["another MANIFEST", { manifestSha256: other }, ["OTHER_MANIFEST"], ["OTHER_MANIFEST"]],
    [
      "the MANIFEST of another disc",
      { manifestSha256: digestOf("first disc") },
      ["OTHER_MANIFEST"],
      ["OTHER_MANIFEST"],
    ],
    [
      "another of both",
      { imageSha256: other, manifestSha256: other },
      ["OTHER_IMAGE", "OTHER_MANIFEST"],
      ["OTHER_IMAGE", "OTHER_MANIFEST"],
    ],
    ["it differs, and says what it measured", { ...no, imageSha256: other, manifestSha256: other }, ["DIFFERS"], []],
  ])("%s", (_, change, shortfalls, contradictions) => {
    expect(shortfallsOf(saying(change), release)).toEqual(shortfalls);
    expect(contradictionsOf(saying(change), release)).toEqual(contradictions);
  });
});

describe("the tally", () => {
  const says = (key: TestKey, change: Partial<Rebuild> = {}, organisation?: string): Statement => ({
    rebuild: saying(change),
    by: reviewer(key, organisation),
    line: signText(key, "x\n"),
  });
  const tally = (statements: readonly Statement[], judge = judgeOf()) => {
    const { statements: counted, revoked, differing, ...rest } = tallyRebuilds(statements, judge);
    return { counted: byOf(counted), revoked: namesOf(revoked), differing: namesOf(differing), ...rest };
  };

  test("distinct keys that agree, against what the root asks for", () => {
    expect(tally([])).toEqual({
      counted: [],
      revoked: [],
      differing: [],
      found: 0,
      needed: 2,
      isEnough: false,
      isDisputed: false,
      blocksAt: undefined,
      isBlocked: false,
    });
    expect(tally([says(rosa)])).toMatchObject({ found: 1, isEnough: false, counted: ["rosa"] });
    expect(tally([says(rosa), says(ruud)])).toMatchObject({ found: 2, isEnough: true });
    expect(tally([says(rosa), says(ruud), says(vera)])).toMatchObject({ found: 3, isEnough: true });
    expect(tally([says(rosa), says(rosa)])).toMatchObject({ found: 1, isEnough: false, counted: ["rosa", "rosa"] });
  });

  test("the kit has no vote: neither a yes nor a no changes a count, and a no is seen", () => {
    expect(tally([says(rosa, ofKit), says(ruud, ofKit)])).toMatchObject({ found: 0, isDisputed: false });
    const strict = judgeOf({ root: { ...root, dissentBlocksAt: 1 } });
    const statements = [says(rosa), says(ruud), says(ruud, { ...ofKit, ...no })];
    expect(tally(statements, strict)).toMatchObject({
      found: 2,
      isEnough: true,
      differing: [],
      isDisputed: true,
      isBlocked: false,
    });
    expect(tally([...statements, says(ruud, no)], strict)).toMatchObject({
      found: 1,
      differing: ["ruud"],
      isBlocked: true,
    });
    const revoked = { ...says(vera, { ...ofKit, ...no }) };
    expect(tally([revoked], afterwards)).toMatchObject({ isDisputed: false });
    const without = judgeOf({ release: { ...release, kit: undefined } });
    expect(shortfallsOf(saying(ofKit), without.release)).toEqual(["KIT", "OTHER_KIT"]);
  });

  test("what is asked of an emergency release, and where nothing is", () => {
    const emergency = judgeOf({ release: { ...release, urgency: "emergency" } });
    expect(tally([], emergency)).toMatchObject({ needed: 1, isEnough: false });
    expect(tally([says(vera)], emergency)).toMatchObject({ found: 1, needed: 1, isEnough: true });
    const none = judgeOf({ root: { ...root, requires: { ...root.requires, rebuild: undefined } } });
    expect(tally([], none)).toMatchObject({ found: 0, needed: 0, isEnough: true });
  });

  test("distinct organisations, whatever their capitals, where they are fewer", () => {
    expect(tally([says(rosa, {}, "HS"), says(ruud, {}, "HS")])).toMatchObject({ found: 1, isEnough: false });
    expect(tally([says(rosa, {}, "HS"), says(ruud, {}, "hs")])).toMatchObject({ found: 1, isEnough: false });
    expect(tally([says(rosa, {}, "HS"), says(ruud, {}, "TU")])).toMatchObject({ found: 2, isEnough: true });
    // By their lower case: ß is not ss there.
    expect(tally([says(rosa, {}, "Straße"), says(ruud, {}, "Strasse")])).toMatchObject({ found: 2 });
    // One key in two organisations is one vote as well.
    expect(tally([says(rosa, {}, "HS"), says(rosa, {}, "TU")])).toMatchObject({ found: 1, isEnough: false });
  });

  test("statements of revoked reviewers do not count, whether they agree or differ", () => {
    expect(tally([says(rosa), says(vera)])).toMatchObject({ found: 2, revoked: [], isEnough: true });
    expect(tally([says(rosa), says(vera)], afterwards)).toMatchObject({
      found: 1,
      counted: ["rosa"],
      revoked: ["vera"],
      isEnough: false,
    });
    const blocking = { ...afterwards, root: { ...root, dissentBlocksAt: 1 } };
    expect(tally([says(vera, no), says(vera)], blocking)).toMatchObject({
      differing: [],
      revoked: ["vera"],
      isBlocked: false,
    });
  });

  test("a rebuild that measured other bytes, or of the source, is no agreement", () => {
    for (const change of [
      { imageSha256: digestOf("x") },
      { manifestSha256: digestOf("x") },
      { scope: "source" },
    ] as const)
      expect(tally([says(rosa), says(ruud, change)])).toMatchObject({ found: 1, isEnough: false, differing: [] });
  });

  test("who says both yes and no, in whatever scope, has said no", () => {
    const yes = says(rosa);
    for (const change of [no, { ...no, scope: "source" }] as const)
      for (const statements of [
        [yes, says(rosa, change), says(ruud)],
        [says(rosa, change), says(ruud), yes],
      ])
        expect(tally(statements)).toMatchObject({ found: 1, differing: ["rosa"], isEnough: false });
    expect(tally([yes, says(rosa, no), says(ruud), says(vera)])).toMatchObject({ found: 2, differing: ["rosa"] });
    expect(tally([says(rosa, no), says(rosa, { ...no, scope: "source" })])).toMatchObject({ differing: ["rosa"] });
  });

  test("dissent blocks from the number that the root names, or not at all", () => {
    const judge = judgeOf({ root: { ...root, dissentBlocksAt: 2 } });
    expect(tally([], judge)).toMatchObject({ blocksAt: 2, isBlocked: false });
    expect(tally([says(rosa, no)], judge)).toMatchObject({ differing: ["rosa"], isBlocked: false });
    expect(tally([says(rosa, no), says(rosa, no)], judge)).toMatchObject({ isBlocked: false });
    expect(tally([says(rosa, no), says(ruud, no)], judge)).toMatchObject({ isBlocked: true });
    expect(tally([says(rosa, no), says(ruud, no), says(rik, no)], judge)).toMatchObject({ isBlocked: true });
    expect(tally([says(rosa, no), says(ruud, no)])).toMatchObject({ blocksAt: undefined, isBlocked: false });
  });
});
