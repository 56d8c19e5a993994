// The next version of a trust root: what is named changes, the rest stays; and what could not be signed is refused.

import { describe, expect, it } from "vitest";
import {
  FormatError,
  type Note,
  parseTrustRoot,
  type RootKey,
  requirements,
  type TrustRoot,
  textDigest,
} from "../../src/format/index.ts";
import {
  describeChanges,
  diffRoots,
  judgeJoined,
  type RotationChoice,
  rotateRoot,
  SignError,
} from "../../src/sign/index.ts";
import { anna, bert, cees, check, rootNote, signedBy, testKey, testRoot } from "./fixtures.ts";

const nothing: RotationChoice = {
  added: [],
  replaced: [],
  renamed: [],
  retired: [],
  revoked: [],
  groups: [],
  droppedGroups: [],
  requires: new Map(),
  valid: undefined,
  contact: undefined,
  dissent: undefined,
  log: undefined,
};
const first = rootNote();
const zoe = testKey("zoe", 21);
const officer = (key: typeof zoe, holder = key.vkey.name): RootKey => ({
  vkey: key.vkey,
  role: "officer",
  holder,
  organisation: "Kiesraad",
});
const rotate = (choice: Partial<RotationChoice>, from: Note = first): TrustRoot =>
  parseTrustRoot(rotateRoot(from, parseTrustRoot(from.text), { ...nothing, ...choice }).text);

function refusal(choice: Partial<RotationChoice>, from: Note = first): string {
  try {
    rotate(choice, from);
  } catch (error) {
    if (error instanceof SignError || error instanceof FormatError) return error.message;
    throw error;
  }
  return "accepted";
}

describe("rotation", () => {
  it("carries over whatever is not named", () => {
    expect(rotate({ contact: "nieuw" })).toEqual({
      ...testRoot(),
      version: 2,
      previous: textDigest(first.text),
      contact: "nieuw",
    });
  });

  it("changes each thing that is named, and that alone", () => {
    const cases: [Partial<RotationChoice>, Partial<TrustRoot>][] = [
      [{ valid: { from: "2027-01-01", until: "2031-03-31" } }, { validFrom: "2027-01-01", validUntil: "2031-03-31" }],
      [{ dissent: { blocksAt: 2 } }, { dissentBlocksAt: 2 }],
      [
        { requires: new Map([["emergency-rebuild", "reviewers"]]) },
        { requires: { ...testRoot().requires, "emergency-rebuild": "reviewers" } },
      ],
      [{ added: [officer(zoe)] }, { keys: [...testRoot().keys, officer(zoe)] }],
      [
        { groups: [{ name: "officers", threshold: 3, members: ["anna", "bert", "cees"] }] },
        { groups: [{ name: "officers", threshold: 3, members: ["anna", "bert", "cees"] }, testRoot().groups[1]!] },
      ],
      [{ revoked: ["e".repeat(64)] }, { revoked: ["e".repeat(64)] }],
      [
        { renamed: [{ name: "anna", to: { holder: "Anna-Maria", organisation: "Kiesraad" } }] },
        { keys: testRoot().keys.map((key) => (key.holder === "anna" ? { ...key, holder: "Anna-Maria" } : key)) },
      ],
    ];
    for (const [choice, change] of cases)
      expect(rotate(choice)).toEqual({ ...testRoot(), version: 2, previous: textDigest(first.text), ...change });
    const withLog = rotate({
      added: [
        { vkey: testKey("log.example.nl/zegel", 40).vkey, role: "log", holder: "Logboek", organisation: "Stichting" },
      ],
      log: { origin: "log.example.nl/zegel" },
    });
    expect(withLog.logOrigin).toBe("log.example.nl/zegel");
  });

  it("takes a new log, or a new key of it, under the log's own name only; a root that was misnamed before can go on", () => {
    const logKey = (name: string, seed = 40): RootKey => ({
      ...{ vkey: testKey(name, seed).vkey, role: "log", holder: "Logboek", organisation: "Stichting" },
    });
    const origin = "log.example.nl/zegel";
    expect(refusal({ added: [logKey("log")], log: { origin } })).toContain(
      `the name of the log, ${origin}, found log:`,
    );
    const named = rootNote({ keys: [...testRoot().keys, logKey(origin)], logOrigin: origin });
    const replaced = rotate({ replaced: [{ name: origin, to: logKey(origin, 41).vkey }] }, named);
    expect(replaced.keys.find(({ role }) => role === "log")).toEqual(logKey(origin, 41));
    expect(refusal({ replaced: [{ name: origin, to: logKey("log", 41).vkey }] }, named)).toContain("found log:");
    expect(refusal({ log: { origin: "log.example.nl/other" } }, named)).toContain(`found ${origin}:`);
    const misnamed = rootNote({ keys: [...testRoot().keys, logKey("log")], logOrigin: origin });
    expect(rotate({ revoked: ["bert"] }, misnamed).logOrigin).toBe(origin);
    expect(rotate({ retired: [origin], log: { origin: undefined } }, named).logOrigin).toBeUndefined();
  });

  it("replaces, retires and revokes in keys and groups", () => {
    const groupOf = (root: TrustRoot) => root.groups.find((group) => group.name === "officers")?.members;
    const replaced = rotate({ replaced: [{ name: "bert", to: zoe.vkey }] });
    expect(groupOf(replaced)).toEqual(["anna", "cees", "zoe"]);
    expect(replaced.keys.find((key) => key.vkey.name === "zoe")).toEqual(officer(zoe, "bert"));
    expect(replaced.revoked).toEqual([]);
    const retired = rotate({ retired: ["bert"] });
    expect([groupOf(retired), retired.revoked]).toEqual([["anna", "cees"], []]);
    expect(retired.keys.some((key) => key.vkey.raw === bert.vkey.raw)).toBe(false);
    for (const typed of ["bert", bert.vkey.raw]) {
      const revoked = rotate({ revoked: [typed] });
      expect([groupOf(revoked), revoked.revoked]).toEqual([["anna", "cees"], [bert.vkey.raw]]);
      const both = rotate({ revoked: [typed], replaced: [{ name: "bert", to: zoe.vkey }] });
      expect([groupOf(both), both.revoked]).toEqual([["anna", "cees", "zoe"], [bert.vkey.raw]]);
    }
  });

  it("keeps what was revoked, for ever", () => {
    const second = rotateRoot(first, testRoot(), { ...nothing, revoked: ["bert"], added: [officer(zoe)] });
    const third = rotate({ revoked: ["f".repeat(64)] }, second);
    expect(third.revoked).toEqual([bert.vkey.raw, "f".repeat(64)].sort());
    expect(refusal({ added: [officer(bert)] }, second)).toContain("no revoked key in use");
  });

  it("refuses what contradicts itself or names nothing that is there", () => {
    const cases: [Partial<RotationChoice>, string][] = [
      [{}, "nothing is changed"],
      [{ contact: testRoot().contact }, "nothing is changed"],
      [{ retired: ["nemo"] }, '"nemo" is no key of version 1'],
      [{ replaced: [{ name: "nemo", to: zoe.vkey }] }, '"nemo" is no key'],
      [{ retired: ["bert"], replaced: [{ name: "bert", to: zoe.vkey }] }, '"bert" twice'],
      [{ revoked: ["bert", "bert"] }, '"bert" twice'],
      [{ revoked: ["nemo"] }, "or a raw key in hex, to revoke"],
      [{ revoked: ["E".repeat(64)] }, "revoked key"], // one spelling
      [{ droppedGroups: ["nobody"] }, "is no group"],
      [{ droppedGroups: ["officers"] }, "a group above"],
      [{ added: [officer(zoe, "anna")] }, "a holder once"],
      [{ added: [{ ...officer(anna), role: "rebuilder" }] }, "holds this very key as anna, officer"],
      [{ replaced: [{ name: "bert", to: cees.vkey }] }, "holds this very key as cees"],
      [{ contact: "" }, "contact"],
      [{ valid: { from: "2029-01-01", until: "2027-01-01" } }, "end after the start"],
    ];
    for (const [choice, said] of cases) expect(refusal(choice), said).toContain(said);
    expect(refusal({ retired: ["bert"] })).toBe("accepted");
  });

  it("refuses a next version that nobody could sign, and says what to do instead", () => {
    expect(refusal({ retired: ["bert", "cees"] })).toContain("at least 2 members");
    const replaced = [
      { name: "anna", to: zoe.vkey },
      { name: "bert", to: testKey("yara", 22).vkey },
    ];
    expect(refusal({ replaced, revoked: ["anna", "bert"] })).toContain("replace the keys first");
    expect(refusal({ replaced, revoked: ["anna"] })).toBe("accepted");
    const second = rotateRoot(first, testRoot(), { ...nothing, replaced });
    expect(refusal({ revoked: [anna.vkey.raw, bert.vkey.raw] }, second)).toBe("accepted");
    expect(refusal({ retired: ["dora", "emma"] })).toContain("group reviewers");
  });
});

describe("differences", () => {
  const say = (before: TrustRoot, after: TrustRoot) => describeChanges(diffRoots(before, after), "en");
  it("of one root with itself are none", () => {
    expect(diffRoots(testRoot(), testRoot())).toEqual([]);
    expect(say(testRoot(), testRoot())).toEqual(["Nothing changes but the reference to the version before."]);
  });

  it("show every field: whatever is changed, something is said", () => {
    const requires = testRoot().requires;
    const changes: Partial<TrustRoot>[] = [
      { version: 2 },
      { purpose: "demonstration" },
      { validFrom: "2026-12-02" },
      { validUntil: "2029-04-01" },
      { contact: "x" },
      { keys: testRoot().keys.slice(1) },
      { keys: testRoot().keys.map((key) => ({ ...key, organisation: `${key.organisation}-2` })) },
      { keys: testRoot().keys.map((key) => ({ ...key, holder: `${key.holder}-2` })) },
      { keys: testRoot().keys.map((key) => ({ ...key, role: "witness" })) },
      { keys: testRoot().keys.map((key) => ({ ...key, vkey: { ...key.vkey, name: `${key.vkey.name}-2` } })) },
      { groups: testRoot().groups.slice(1) },
      { groups: testRoot().groups.map((group) => ({ ...group, threshold: 1 })) },
      { groups: testRoot().groups.map((group) => ({ ...group, members: group.members.slice(1) })) },
      ...requirements.map((name) => ({ requires: { ...requires, [name]: "another" } })),
      { dissentBlocksAt: 1 },
      { revoked: ["e".repeat(64)] },
      { logOrigin: "log.example.nl" },
    ];
    for (const change of changes)
      expect(say(testRoot(), testRoot(change))[0], JSON.stringify(change)).not.toContain("Nothing");
    expect(Object.keys(testRoot()).filter((field) => !changes.some((change) => field in change))).toEqual(["previous"]);
  });

  it("call a weaker rule to attention, and a stronger one not", () => {
    const groups = (threshold: number) =>
      testRoot({ groups: testRoot().groups.map((g) => (g.name === "officers" ? { ...g, threshold } : g)) });
    expect(say(groups(2), groups(1))[0]).toMatch(/^ATTENTION: Group: officers: 2 of/);
    expect(say(groups(1), groups(2))[0]).toMatch(/^Group: officers: 1 of/);
    const rebuild = (name: string | undefined) => testRoot({ requires: { ...testRoot().requires, rebuild: name } });
    expect(say(rebuild("reviewers"), rebuild(undefined))).toEqual([
      "ATTENTION: Required for rebuild: reviewers becomes none",
    ]);
    expect(say(rebuild(undefined), rebuild("reviewers"))).toEqual(["Required for rebuild: none becomes reviewers"]);
    expect(say(testRoot({ dissentBlocksAt: 1 }), testRoot())[0]).toMatch(/^ATTENTION/);
    expect(say(testRoot({ revoked: ["e".repeat(64)] }), testRoot())[0]).toMatch(
      /^ATTENTION: A revoked key counts again/,
    );
  });
});

describe("merging a next root", () => {
  const before = { path: "root-1.note", note: first };
  const next = rotateRoot(first, testRoot(), {
    ...nothing,
    revoked: ["bert"],
    added: [officer(zoe)],
    groups: [{ name: "officers", threshold: 2, members: ["anna", "cees", "zoe"] }],
  });
  const files = async (note: Note, ...keys: (typeof anna)[]) => [
    { path: "a.note", note: await signedBy(note, ...keys) },
  ];
  const names = (keys: readonly RootKey[] = []) => keys.map((key) => key.vkey.name).sort();

  it("says for both versions who has signed and who is missing", async () => {
    before.note = await signedBy(first, anna, bert);
    const { judgement } = await judgeJoined(await files(next, anna, bert, zoe), before, check);
    const { predecessor, quorum, missing } = judgement!;
    if (predecessor === undefined || predecessor === "not given") throw new Error("judged by one version only");
    expect([predecessor.isMet, names(predecessor.signers), names(predecessor.missing)]).toEqual([
      false,
      ["anna"],
      ["cees"],
    ]);
    expect([quorum.isMet, names(quorum.signers), names(quorum.revoked), names(missing)]).toEqual([
      true,
      ["anna", "zoe"],
      ["bert"],
      ["cees"],
    ]);
    const whole = (await judgeJoined(await files(next, anna, cees, zoe), before, check)).judgement!;
    expect(whole).toMatchObject({ predecessor: { version: 1, isMet: true }, quorum: { isMet: true }, unknown: [] });
  });

  it("without the version before says that half was not judged", async () => {
    const { judgement } = await judgeJoined(await files(next, anna, cees, zoe), undefined, check);
    expect(judgement).toMatchObject({ predecessor: "not given", unknown: [] });
    expect((await judgeJoined([before], undefined, check)).judgement?.predecessor).toBeUndefined();
  });

  it("refuses another predecessor, an unsigned one, and one for version 1", async () => {
    const by = async (note: Note, at = before) => judgeJoined(await files(note, anna, cees), at, check);
    const other = { path: "b.note", note: await signedBy(rootNote({ contact: "x" }), anna, bert) };
    await expect(by(next, other)).rejects.toThrow("the trust root that version 2 follows");
    await expect(by(next, { path: "u.note", note: first })).rejects.toThrow("sign it first");
    await expect(by(first)).rejects.toThrow("leave out --root");
    await expect(by(next)).resolves.toBeDefined();
  });
});
