// May this root follow that one, and who signed it: each refusal beside the step that is accepted.

import { describe, expect, test } from "vitest";
import type { Note, Signature, TrustRoot } from "../../src/format/index.ts";
import {
  findSuccessionFaults,
  judgeRootSignatures,
  judgeRootStep,
  makeSignatureCheck,
  rootSigners,
  type SuccessionFault,
} from "../../src/trust/index.ts";
import { nodeCheck } from "../format/node-check.ts";
import { signText, testKey } from "../format/test-keys.ts";
import {
  anna,
  annaOne,
  annaTwo,
  bert,
  carl,
  dora,
  eve,
  inOrder,
  namesOf,
  officer,
  rawOf,
  rootOf,
  signedRoot,
  successor,
} from "./roots.ts";

const check = makeSignatureCheck(nodeCheck);
const first = signedRoot(rootOf([anna, bert, carl], 2), [anna, bert]);
const good = successor(first, [anna, bert, dora], [anna, bert]);
const [eveRaw, doraRaw] = [rawOf(eve), rawOf(dora)];
/** A key whose id is that of bert, as only chance or much patience makes one. */
const twin = { ...officer(eve), vkey: { ...eve.vkey, id: bert.vkey.id } };

describe("a root that follows another", () => {
  const rows: readonly (readonly [string, Partial<TrustRoot>, SuccessionFault[]])[] = [
    ["the next version", {}, []],
    ["the same version", { version: 1 }, [{ code: "VERSION", expected: 2, found: 1 }]],
    ["a version left out", { version: 3 }, [{ code: "VERSION", expected: 2, found: 3 }]],
    [
      "of another predecessor",
      { previous: "0".repeat(64) },
      [{ code: "PREVIOUS", expected: first.sha256, found: "0".repeat(64) }],
    ],
    ["of no predecessor", { previous: undefined }, [{ code: "PREVIOUS", expected: first.sha256, found: "none" }]],
    [
      "of another purpose",
      { purpose: "demonstration" },
      [{ code: "PURPOSE", expected: "final", found: "demonstration" }],
    ],
    ["that revokes a key", { revoked: [eveRaw] }, []],
    [
      "with a key of another's id",
      { keys: [...good.root.keys, twin] },
      [{ code: "KEY_ID", name: "eve", id: bert.vkey.id, of: "bert" }],
    ],
    [
      "with several faults: all are told",
      { version: 5, previous: undefined },
      [
        { code: "VERSION", expected: 2, found: 5 },
        { code: "PREVIOUS", expected: first.sha256, found: "none" },
      ],
    ],
  ];
  test.each(rows)("%s", (_, change, faults) => {
    expect(findSuccessionFaults({ ...good.root, ...change }, first.root, first.sha256)).toEqual(faults);
  });

  test("what is revoked stays revoked, each key by itself", () => {
    const before = { ...first.root, revoked: [eveRaw, doraRaw] };
    const faultsWith = (revoked: readonly string[]) =>
      findSuccessionFaults({ ...good.root, revoked }, before, first.sha256);
    expect(faultsWith([doraRaw, eveRaw])).toEqual([]);
    expect(faultsWith([doraRaw])).toEqual([{ code: "REVOKED_DROPPED", raw: eveRaw }]);
    expect(faultsWith([])).toEqual([
      { code: "REVOKED_DROPPED", raw: eveRaw },
      { code: "REVOKED_DROPPED", raw: doraRaw },
    ]);
  });
});

describe("who signed a root", () => {
  const judge = (note: Note, root: TrustRoot, before?: TrustRoot, strictness: "loose" | "sealed" = "sealed") =>
    judgeRootSignatures(note, root, before, strictness, check);
  const signed = (root: TrustRoot, ...signers: Parameters<typeof signedRoot>[1]) => signedRoot(root, signers).note;

  test("its own quorum, where it is the first", async () => {
    const judged = await judge(first.note, first.root);
    expect(judged).toMatchObject({ isMet: true, faults: [], revoked: [], quorums: [{ version: 1, threshold: 2 }] });
    expect(judged.quorums).toHaveLength(1);
    expect(namesOf(judged.quorums[0]?.signers ?? []).sort()).toEqual(["anna", "bert"]);
    expect(namesOf(judged.quorums[0]?.missing ?? [])).toEqual(["carl"]);
    const one = await judge(signed(first.root, anna), first.root);
    expect(one).toMatchObject({ isMet: false, faults: [], quorums: [{ isMet: false }] });
    expect(namesOf(one.quorums[0]?.missing ?? [])).toEqual(["bert", "carl"]);
  });

  test("its predecessor's and its own, and neither for the other", async () => {
    const next = rootOf([carl, dora, eve], 2, { version: 2, previous: first.sha256 });
    const quorums = async (...signers: Parameters<typeof signedRoot>[1]) => {
      const judged = await judge(signed(next, ...signers), next, first.root);
      return [judged.isMet, ...judged.quorums.map(({ version, isMet }) => [version, isMet])];
    };
    expect(await quorums(anna, bert, dora, eve)).toEqual([true, [1, true], [2, true]]);
    expect(await quorums(bert, carl, dora)).toEqual([true, [1, true], [2, true]]);
    expect(await quorums(anna, bert)).toEqual([false, [1, true], [2, false]]);
    expect(await quorums(dora, eve)).toEqual([false, [1, false], [2, true]]);
    expect(await quorums(anna, dora)).toEqual([false, [1, false], [2, false]]);
    const judged = await judge(signed(next, bert, carl, dora), next, first.root);
    expect(judged.quorums.map(({ threshold }) => threshold)).toEqual([2, 2]);
    expect(judged.quorums.map(({ signers }) => namesOf(signers).sort())).toEqual([
      ["bert", "carl"],
      ["carl", "dora"],
    ]);
    expect(judged.quorums.map(({ missing }) => namesOf(missing))).toEqual([["anna"], ["eve"]]);
  });

  test("a fault refuses the note and both quorums, however many signed", async () => {
    const lines = signedRoot(good.root, [anna, bert]).note.signatures;
    const broken = { ...signText(carl, good.note.text), bytes: new Uint8Array(64) };
    const with3 = (line: Signature) => ({ text: good.note.text, signatures: [...lines, line] });
    expect(await judge(with3(broken), good.root, first.root, "loose")).toMatchObject({
      isMet: false,
      faults: [{ code: "BAD_SIGNATURE", name: "carl" }],
      quorums: [{ isMet: false }, { isMet: false }],
    });
    const foreign = signText(eve, good.note.text);
    expect(await judge(with3(foreign), good.root, first.root, "loose")).toMatchObject({ isMet: true, faults: [] });
    expect(await judge(with3(foreign), good.root, first.root)).toMatchObject({
      isMet: false,
      faults: [{ code: "FOREIGN_SIGNATURE", name: "eve" }],
    });
  });

  test("a key revoked in either counts for neither", async () => {
    const revoking = successor(first, [bert, carl, dora], [], { revoked: [rawOf(anna)] });
    const byAnna = await judge(signed(revoking.root, anna, bert), revoking.root, first.root);
    expect(byAnna).toMatchObject({ isMet: false, faults: [], quorums: [{ isMet: false }, { isMet: false }] });
    expect(namesOf(byAnna.revoked)).toEqual(["anna"]);
    // Nor is it missed: it cannot sign.
    expect(byAnna.quorums.map(({ missing }) => namesOf(missing))).toEqual([["carl"], ["carl", "dora"]]);
    const others = await judge(signed(revoking.root, bert, carl), revoking.root, first.root);
    expect(others).toMatchObject({ isMet: true, revoked: [] });
    const before = { ...first.root, revoked: [rawOf(bert)] };
    expect(await judge(good.note, good.root, before)).toMatchObject({ isMet: false, quorums: [{}, { isMet: false }] });
  });

  test("a root without a group, or with a threshold of zero, is signed by nobody", async () => {
    for (const root of [
      { ...first.root, requires: { ...first.root.requires, root: undefined } },
      { ...first.root, groups: first.root.groups.map((group) => ({ ...group, threshold: 0 })) },
    ]) {
      expect(await judge({ ...first.note, signatures: [] }, root)).toMatchObject({ isMet: false });
      expect(await judge(first.note, root, undefined, "loose")).toMatchObject({ isMet: false });
    }
  });
});

describe("a step as a whole", () => {
  const before = { root: first.root, sha256: first.sha256 };
  const step = (root: TrustRoot, note: Note, from: typeof before | undefined = before) =>
    judgeRootStep(note, root, from, "sealed", check);

  test("is good where it follows and enough signed, both", async () => {
    expect(await step(good.root, good.note)).toMatchObject({ isGood: true, succession: [] });
    expect(await step(good.root, signedRoot(good.root, [anna]).note)).toMatchObject({ isGood: false, succession: [] });
    const stray = { ...before, sha256: "0".repeat(64) };
    expect(await step(good.root, good.note, stray)).toMatchObject({
      isGood: false,
      succession: [{ code: "PREVIOUS" }],
    });
  });

  test("of a first root: its own quorum, and nothing to follow", async () => {
    const judged = await judgeRootStep(first.note, first.root, undefined, "sealed", check);
    expect(judged).toMatchObject({ isGood: true, succession: [] });
    expect(judged.succession).toHaveLength(0);
  });
});

describe("the keys that may sign a root", () => {
  test("those of the root's own group, in byte order of raw key", () => {
    const keys = [anna, bert, carl, dora, eve, ...["f", "g", "h"].map((name) => testKey(name))];
    expect(namesOf(rootSigners(rootOf(keys, 2), undefined))).toEqual(inOrder(...keys));
    expect(namesOf(rootSigners(rootOf([...keys].reverse(), 2), undefined))).toEqual(inOrder(...keys));
  });

  test("and of its predecessor's; a key in both is one, unless it changed its name", () => {
    expect(namesOf(rootSigners(good.root, first.root))).toEqual(inOrder(anna, bert, carl, dora));
    const renamed = { ...anna, vkey: { ...anna.vkey, name: "anne" } };
    const next = rootOf([renamed, bert], 1);
    expect(namesOf(rootSigners(next, rootOf([anna, bert], 1))).sort()).toEqual(["anna", "anne", "bert"]);
    expect(namesOf(rootSigners(next, rootOf([bert], 1))).sort()).toEqual(["anne", "bert"]);
  });

  test("two keys of one name are two", () => {
    const both = [annaOne, annaTwo].map(rawOf).sort();
    expect(rootSigners(rootOf([annaOne, bert], 1), rootOf([annaTwo, bert], 1)).map(rawOf)).toEqual(
      [...both, rawOf(bert)].sort(),
    );
  });

  test("not those of other groups", () => {
    const root = rootOf([anna, bert, carl], 2);
    const group = { name: "two", threshold: 1, members: ["anna", "bert"] };
    const other = { ...root, groups: [...root.groups, group], requires: { ...root.requires, root: "two" } };
    expect(namesOf(rootSigners(other, undefined))).toEqual(inOrder(anna, bert));
  });
});
