// Whether the signature that an officer is about to give will count, for every kind of note, before she confirms.

import { describe, expect, test } from "vitest";
import { encodeTrustRoot, type Note, type RootKey, type TrustRoot, textDigest } from "../../src/format/index.ts";
import { encodeMinutes } from "../../src/sign/ceremony/minutes.ts";
import {
  describeWhoCounts,
  type Evidence,
  findWhoCounts,
  reviewNotes,
  type SigningKey,
  warnSigner,
} from "../../src/sign/index.ts";
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

const none: Evidence = { previous: [], roots: [], rebuilds: [], manifests: [], changes: [], builtIn: [] };
const file = (note: Note, path = "note") => ({ path, note });
const first = await signedBy(rootNote(), anna, bert);
const withRoot: Evidence = { ...none, roots: [file(first)] };
const nextRoot = (change: Partial<TrustRoot> = {}, before: Note = first): Note => ({
  text: encodeTrustRoot(testRoot({ version: 2, previous: textDigest(before.text), ...change })),
  signatures: [],
});
const officerKey = (key: SigningKey): RootKey => ({
  ...{ vkey: key.vkey, role: "officer", holder: key.vkey.name, organisation: "Kiesraad" },
});
const zoe = testKey("zoe", 21);
/** Zoe in bert's place. */
const second = nextRoot({
  keys: testRoot()
    .keys.flatMap((key) => (key.vkey.name === "bert" ? [] : [key]))
    .concat(officerKey(zoe)),
  groups: [{ name: "officers", threshold: 2, members: ["anna", "cees", "zoe"] }, testRoot().groups[1]!],
});
const release = releaseNote({}, first);
const emergency = (requirement: string | undefined) => {
  const root = rootNote({
    groups: [...testRoot().groups, { name: "two", threshold: 1, members: ["anna"] }].sort((a, b) =>
      a.name < b.name ? -1 : 1,
    ),
    requires: { ...testRoot().requires, "emergency-release": requirement },
  });
  return { root, note: releaseNote({ urgency: "emergency" }, root) };
};
const minutes: Note = {
  text: encodeMinutes({
    ceremony: "root",
    purpose: "final",
    lines: 9,
    head: "a".repeat(64),
    transcript: "b".repeat(64),
    present: [
      { id: "anna", role: "officer", key: "anna", organisation: "Kiesraad", name: "Anna" },
      { id: "mies", role: "master", key: undefined, organisation: "Kiesraad", name: "Mies" },
    ],
  }),
  signatures: [],
};
const agrees = rebuildNote(release, testRelease(""));
const differs = rebuildNote(release, testRelease(""), { differs: "x: 3 bytes" });
const kit = { version: "0.1.0", sha256: "c".repeat(64) };
const onKit = rebuildNote(release, testRelease(""), { scope: "kit", kit });
const kitDiffers = rebuildNote(release, testRelease(""), { scope: "kit", kit, differs: "kit.exe: 3 bytes" });
const reviewersOfOne = await signedBy(
  rootNote({ groups: [testRoot().groups[0]!, { name: "reviewers", threshold: 1, members: ["dora"] }] }),
  anna,
  bert,
);

async function warned(note: Note, key: SigningKey, evidence: Evidence, language: "nl" | "en" = "en") {
  return warnSigner(await findWhoCounts(note, evidence, check), key.vkey, language).join("\n");
}

const two = emergency("two");
const twoRoot = { ...none, roots: [file(await signedBy(two.root, anna, bert))] };
const nobody = emergency(undefined);
const nobodyRoot = { ...none, roots: [file(await signedBy(nobody.root, anna, bert))] };
const lookAlike = testKey("anna", 77);
const renamed = { ...anna, vkey: testKey("anna-2", 1).vkey };

type Row = readonly [what: string, note: Note, evidence: Evidence, key: SigningKey, said: RegExp | undefined];
const rows: readonly Row[] = [
  ["a release, by an officer", release, withRoot, cees, undefined],
  [
    "a release, by a rebuilder",
    release,
    withRoot,
    dora,
    /WILL NOT COUNT.*\(version 1\) as rebuilder.*2 of anna, bert, cees \(release/,
  ],
  ["a release, by a stranger", release, withRoot, mallory, /WILL NOT COUNT.*not in this trust root/],
  [
    "a release, by another key of a name",
    release,
    withRoot,
    lookAlike,
    /WILL NOT COUNT.*ANOTHER key by the name "anna"/,
  ],
  ["a release, by a key under another name", release, withRoot, renamed, /WILL NOT COUNT.*"anna-2" here, and "anna"/],
  ["a release whose root is not at hand", release, none, anna, /^Not checked whether/],
  ["an emergency release, by its group", two.note, twoRoot, anna, undefined],
  [
    "an emergency release, by an officer of the ordinary group",
    two.note,
    twoRoot,
    bert,
    /as officer.*1 of anna \(emergency-release/,
  ],
  [
    "an emergency release for which the root asks nobody",
    nobody.note,
    nobodyRoot,
    anna,
    /asks: nobody \(emergency-release/,
  ],
  ["a first root, by its officer", first, none, anna, undefined],
  ["a first root, by its rebuilder", first, none, dora, /as rebuilder.*\(root by/],
  ["a first root, by a stranger", first, none, mallory, /not in this trust root/],
  ["a next root, by an officer of its own", second, { ...none, previous: [file(first)] }, zoe, undefined],
  ["a next root, by an officer of the one before", second, { ...none, previous: [file(first)] }, bert, undefined],
  ["a next root, by neither", second, { ...none, previous: [file(first)] }, dora, /as rebuilder.*version 1\) AND 2 of/],
  ["a next root without the one before, by its own", second, none, zoe, undefined],
  ["a next root without the one before, by another", second, none, bert, /not in this trust root.*Right if you sign/],
  ["a recall list, by an officer", recallNote(["1".repeat(64)]), withRoot, anna, undefined],
  ["a recall list, by a rebuilder", recallNote(["1".repeat(64)]), withRoot, emma, /as rebuilder.*\(recall by/],
  ["a recall list without a root", recallNote(["1".repeat(64)]), none, anna, /^Not checked whether/],
  ["a rebuild that agrees, by a reviewer", agrees, withRoot, dora, undefined],
  ["a rebuild that agrees, by an officer", agrees, withRoot, anna, /as officer.*\(rebuild by/],
  [
    "a rebuild that agrees, by a rebuilder of no group",
    agrees,
    { ...none, roots: [file(reviewersOfOne)] },
    emma,
    /as rebuilder/,
  ],
  [
    "a rebuild that differs, by a rebuilder of no group",
    differs,
    { ...none, roots: [file(reviewersOfOne)] },
    emma,
    undefined,
  ],
  ["a rebuild that differs, by an officer", differs, withRoot, anna, /as officer/],
  ["a statement on the kit, by a reviewer", onKit, withRoot, dora, /^Your signature is published and does not count/],
  ["one that differs on the kit, without a root at hand", kitDiffers, none, dora, /^Your signature is published/],
  ["minutes, by somebody present", minutes, none, anna, undefined],
  ["minutes, by somebody else", minutes, none, bert, /nobody present has a key "bert"\. Expected: anna/],
];

describe("C11: what an officer is told before she confirms", () => {
  test.each(rows)("%s", async (_what, note, evidence, key, said) => {
    const english = await warned(note, key, evidence);
    const dutch = await warned(note, key, evidence, "nl");
    if (said === undefined) expect([english, dutch]).toEqual(["", ""]);
    else {
      expect(english).toMatch(said);
      if (english.startsWith("WARNING")) expect(dutch).toMatch(/^LET OP: /);
      expect(dutch).not.toMatch(/WARNING|\{|undefined/);
    }
  });

  test("a key that a later root at hand revokes, though it stands in the group", async () => {
    const later = nextRoot({ keys: testRoot().keys.slice(1), groups: groupsWithoutAnna, revoked: [anna.vkey.raw] });
    const evidence = { ...withRoot, builtIn: [file(first), file(await signedBy(later, bert, cees))] };
    expect(await warned(release, anna, evidence)).toMatch(/COUNTS NOWHERE.*REVOKED in trust root version 2/);
    expect(await warned(release, bert, evidence)).toBe("");
  });
});

test("whom nobody need be is not named beside whom somebody must", async () => {
  const root = await signedBy(
    rootNote({
      groups: [testRoot().groups[0]!, { name: "reviewers", threshold: 1, members: ["dora"] }],
      requires: { ...testRoot().requires, rebuild: "reviewers", "emergency-rebuild": undefined },
    }),
    ...[anna, bert],
  );
  const note = rebuildNote(releaseNote({}, root), testRelease(""));
  const who = await findWhoCounts(note, { ...none, roots: [file(root)] }, check);
  expect(describeWhoCounts(who, note, "en")[0]).toBe("Who can sign: 1 of dora (rebuild by trust root version 1)");
  expect(describeWhoCounts(who, note, "nl")[0]).not.toMatch(/ EN |niemand/);
});

const groupsWithoutAnna = [{ name: "officers", threshold: 2, members: ["bert", "cees"] }, testRoot().groups[1]!];

describe("C11: a program with a chain built in", () => {
  const other = rootNote({ contact: "een ander" });
  test("says when the note hangs on another root, and not when it hangs on its own or the next", async () => {
    const builtIn = [file(first)];
    const own = { ...none, builtIn };
    expect(await warned(release, anna, own)).toBe(""); // the root built in is at hand without --root
    expect(await warned(release, dora, own)).toMatch(/as rebuilder/);
    const foreign = releaseNote({}, other);
    const signedOther = await signedBy(other, anna, bert);
    expect(await warned(foreign, anna, own)).toMatch(/^Not checked whether the trust root.*version 1.*\nNot checked/);
    expect(await warned(foreign, anna, { ...own, roots: [file(signedOther)] })).toMatch(
      /^WARNING: .*ANOTHER trust root[^\n]*$/,
    );
    const signedSecond = await signedBy(second, anna, cees, zoe);
    const ofNext = releaseNote({}, second);
    expect(await warned(ofNext, zoe, { ...own, roots: [file(signedSecond)] })).toBe("");
    expect(await warned(second, zoe, own)).toBe("");
    expect(await warned(signedOther, anna, own)).toMatch(/ANOTHER trust root/);
    expect(await warned(minutes, anna, own)).toBe("");
    expect(await warned(recallNote(["1".repeat(64)]), anna, { ...own, roots: [file(signedOther)] })).toMatch(/ANOTHER/);
  });
});

test("C11: beside a chain built in: earlier, later, between, and of another purpose", async () => {
  const chain: Note[] = [first];
  for (const version of [2, 3, 4, 5]) {
    const change = { version, previous: textDigest(chain.at(-1)!.text), contact: `versie ${version}` };
    chain.push(await signedBy(nextRoot(change), anna, bert));
  }
  const [, two, three, four, five] = chain as [Note, Note, Note, Note, Note];
  const builtIn = [file(three)];
  const said = async (root: Note, given = true) => {
    const who = await findWhoCounts(
      releaseNote({}, root),
      { ...none, builtIn, roots: given ? [file(root)] : [] },
      check,
    );
    return who.besideBuiltIn?.kind;
  };
  const otherOf = (version: number) =>
    signedBy(nextRoot({ version, previous: "f".repeat(64), contact: "een ander" }), anna, bert);
  const demonstration = await signedBy(rootNote({ purpose: "demonstration" }), anna, bert);
  const outcomes = [await said(first), await said(two), await said(three), await said(four), await said(five)];
  expect(outcomes).toEqual(["unconnected", undefined, undefined, undefined, "unconnected"]);
  const others = [await said(await otherOf(2)), await said(await otherOf(3)), await said(await otherOf(4))];
  expect(others).toEqual(["foreign", "foreign", "foreign"]);
  expect([await said(demonstration), await said(four, false)]).toEqual(["foreign", "unconnected"]);
});

describe("C11: a request says who can sign, and which lines will not count", () => {
  test.each(rows)("%s", async (_what, note, evidence) => {
    for (const language of ["nl", "en"] as const) {
      const lines = describeWhoCounts(await findWhoCounts(note, evidence, check), note, language);
      expect(lines[0]).toMatch(
        language === "nl" ? /^(Ondertekenen kunnen|Ondertekenen kan iedere|Wie kan ondertekenen)/ : /^Who can sign/,
      );
      expect(lines.join()).not.toMatch(/\{|undefined/);
    }
  });

  test("a line by nobody of them is named, quoted", async () => {
    const signed = await signedBy(release, anna, mallory);
    const lines = describeWhoCounts(await findWhoCounts(signed, withRoot, check), signed, "en");
    expect(lines.slice(0, 2)).toEqual([
      "Who can sign: 2 of anna, bert, cees (release by trust root version 1)",
      'WARNING: does not count, for it is by none of these keys: "mallory"',
    ]);
  });
});

test("C11: a root given for a recall list or a rebuild is of use, and two of them are not", async () => {
  const recall = file(recallNote(["1".repeat(64)]));
  const style = { language: "en", nameLimit: 30 } as const;
  expect(await reviewNotes([recall], withRoot, style, check)).toHaveLength(1);
  expect(await reviewNotes([file(agrees)], withRoot, style, check)).toEqual([{ changes: [], rebuilds: [] }]);
  const roots = [file(first), file(await signedBy(second, anna, cees, zoe), "second")];
  await expect(reviewNotes([recall], { ...none, roots }, style, check)).rejects.toThrow("belongs to none");
});
