// Step 8 of docs/spec/verification.md: each row of its table, with the proof that differs in nothing else and is good.

import { describe, expect, test } from "vitest";
import {
  encodeLogProof,
  encodeNote,
  type LogProof,
  type Note,
  parseTrustRoot,
  type Signature,
} from "../../src/format/index.ts";
import { judgeSeal, sortLooseNotes, TrustChain } from "../../src/trust/index.ts";
import { judgeLines, lineCheck } from "../../src/trust/log-proof/under-root.ts";
import { codes } from "../../src/verify/proof/codes.ts";
import { testKey } from "../world/people.ts";
import { codesOf, logOf, platform } from "./log-case.ts";
import {
  cosignLine,
  inOrder,
  type Logged,
  logLine,
  logRoot,
  logSeal,
  nextRoot,
  proofOf,
  seenAt,
  without,
  witnesses,
  witnessKey,
} from "./log-fixture.ts";

const proven = [[], ["LOG_PROVEN", "LOG_SEEN", "LOG_SEEN"]] as const;
const besides = [[], ["LOG_PROVEN", "LOG_SEEN", "LOG_SEEN", "LOG_BESIDE"]] as const;
const missing = [["LOG_MISSING"], []] as const;
const ignored = [["LOG_MISSING"], ["NOTE_IGNORED"]] as const;
const notAsked = [[], ["LOG_NOT_REQUIRED"]] as const;
const good: Logged = {};

describe("what the root asks", () => {
  const unlogged = logRoot(0, {
    keys: [...logRoot().keys.slice(0, 5)],
    groups: logRoot().groups.slice(0, 2),
    logOrigin: undefined,
  });
  const silent = logRoot(0);

  test("nothing: it is told, and nothing is refused", async () => {
    expect(await codesOf({ root: unlogged })).toEqual(notAsked);
    expect(await codesOf({ root: silent })).toEqual(notAsked);
    expect((await logOf({ root: silent }))[0]?.values).toEqual({ version: 1 });
  });

  test("a checkpoint: a proof that two witnesses saw is good, in the seal and beside it", async () => {
    expect(await codesOf({})).toEqual(missing);
    expect(await codesOf({ sealed: good })).toEqual(proven);
    expect(await codesOf({ beside: [good] })).toEqual(besides);
    expect(await logOf({ sealed: good })).toEqual([
      { code: "LOG_PROVEN", values: { index: 3, size: 6, version: 1 } },
      ...seenIn(["wies", "Krant"], ["wim", "VNG"]),
    ]);
  });

  test("no log at all: a proof in the seal is refused, one beside it is reported", async () => {
    expect(await codesOf({ root: unlogged, sealed: good })).toEqual([["LOG_UNEXPECTED"], []]);
    expect(await codesOf({ root: unlogged, beside: [good] })).toEqual([[], ["LOG_NOT_REQUIRED", "NOTE_IGNORED"]]);
  });

  test("a log and no witness: the log's own line is a proof, and a witness's is none of a seal's", async () => {
    const alone: Logged = { seen: [] };
    expect(await codesOf({ root: silent, sealed: alone })).toEqual([[], ["LOG_PROVEN"]]);
    expect(await codesOf({ root: silent, beside: [alone] })).toEqual([[], ["LOG_PROVEN", "LOG_BESIDE"]]);
    expect(await codesOf({ root: silent, sealed: good })).toEqual([["LOG_LINE"], []]);
    expect(await codesOf({ root: silent, beside: [good] })).toEqual([[], ["LOG_PROVEN", "LOG_BESIDE"]]);
    expect(await codesOf({ root: silent, sealed: { ...alone, log: "eve" } })).toEqual([
      ["LOG_UNSIGNED", "LOG_LINE"],
      [],
    ]);
  });

  function seenIn(...whom: readonly (readonly [name: string, organisation: string])[]) {
    const rows = whom.map(([name, organisation]) => ({
      code: "LOG_SEEN",
      values: { holder: `holder-${name}`, organisation, time: seenAt },
    }));
    const order = inOrder(whom.map(([name]) => cosignLine("x", name))).map(({ name }) => name);
    return rows.toSorted((a, b) => order.indexOf(a.values.holder.slice(7)) - order.indexOf(b.values.holder.slice(7)));
  }
});

describe("a proof that is none: in the seal it refuses the disc, beside it it is reported and ignored", () => {
  const others = (lines: readonly Signature[], name: string) => lines.filter((line) => line.name !== name);
  const cut = (line: Signature, bytes: number): Signature => ({ ...line, bytes: line.bytes.subarray(0, bytes) });
  const rows: readonly (readonly [what: string, logged: Logged | LogProof, codes: readonly string[]])[] = [
    ["another origin", { origin: "log.example.nl/other" }, ["LOG_ORIGIN"]],
    ["no line of the log", { log: null }, ["LOG_UNSIGNED"]],
    [
      "a line of the log over another text",
      { lines: (lines) => lines.map((line) => (line.name === "lies" ? logLine("other\n") : line)) },
      ["LOG_UNSIGNED", "LOG_LINE"],
    ],
    [
      "a witness's line over another checkpoint",
      { lines: (lines, text) => inOrder([...others(lines, "wim"), cosignLine(text, "wim", seenAt, "other\n")]) },
      ["LOG_LINE"],
    ],
    [
      "a line twice",
      { lines: (lines) => lines.flatMap((line) => (line.name === "wim" ? [line, line] : [line])) },
      ["LOG_LINE"],
    ],
    ["lines out of order", { lines: (lines) => lines.toReversed() }, ["LOG_LINE"]],
    ["time 0", { seen: ["wies", ["wim", 0]] }, ["LOG_TIME"]],
    ["a time behind the year 9999", { seen: ["wies", ["wim", 253_402_300_800]] }, ["LOG_TIME"]],
    ["a time of all ones", { seen: ["wies", ["wim", 2n ** 64n - 1n]] }, ["LOG_TIME"]],
    [
      "a cosignature of 71 bytes",
      { lines: (lines) => lines.map((line) => (line.name === "wim" ? cut(line, 71) : line)) },
      ["LOG_TIME"],
    ],
    [
      "a plain signature of a witness",
      {
        lines: (lines, text) =>
          lines.map((line) => (line.name === "wim" ? { ...line, ...{ bytes: logLine(text, "wim").bytes } } : line)),
      },
      ["LOG_TIME"],
    ],
    [
      "a cosignature of the log",
      {
        lines: (lines, text) =>
          lines.map((line) => (line.name === "lies" ? { ...line, bytes: cosignLine(text, "lies").bytes } : line)),
      },
      ["LOG_UNSIGNED", "LOG_LINE"],
    ],
    [
      "another text's place in this tree",
      change(good, (proof) => ({ ...proof, index: proof.index - 1 })),
      ["LOG_NOT_INCLUDED"],
    ],
    ["another release", proofOf("zegel/release v1\nanother\n", { behind: 3 }), ["LOG_NOT_INCLUDED"]],
    ["a hash too few", change(good, (proof) => ({ ...proof, hashes: proof.hashes.slice(1) })), ["LOG_NOT_INCLUDED"]],
    [
      "a hash too many",
      change(good, (proof) => ({ ...proof, hashes: [...proof.hashes, new Uint8Array(32)] })),
      ["LOG_NOT_INCLUDED"],
    ],
    [
      "a tree of one entry, and a hash",
      change({ before: 0, behind: 0 }, (proof) => ({ ...proof, hashes: [new Uint8Array(32)] })),
      ["LOG_NOT_INCLUDED"],
    ],
    [
      "the checkpoint of a tree before it",
      change({ before: 3 }, (proof) => ({
        ...proof,
        checkpoint: proofOf("entry 0\n", { before: 0, behind: 4 }).checkpoint,
      })),
      ["LOG_NOT_INCLUDED"],
    ],
  ];

  test.each(rows)("%s", async (_what, logged, refusals) => {
    expect(await codesOf({ sealed: logged })).toEqual([refusals, []]);
    for (const code of refusals) expect(codes[code as keyof typeof codes]).toBe("NIET_ONDERTEKEND");
    expect(await codesOf({ beside: [logged] })).toEqual(ignored);
    expect(await codesOf({ sealed: logged, beside: [good] })).toEqual([refusals, []]); // what is given makes no bad seal good
    expect(await codesOf({ sealed: good, beside: [logged] })).toEqual([[], [...proven[1], "NOTE_IGNORED"]]);
  });

  test("a line of nobody's: refused in the seal, passed over beside it", async () => {
    const more: Logged = { lines: (lines, text) => inOrder([...lines, logLine(text, "eve")]) };
    expect(await codesOf({ sealed: more })).toEqual([["LOG_LINE"], []]);
    expect(await codesOf({ beside: [more] })).toEqual(besides);
    const officer: Logged = { lines: (lines, text) => inOrder([...lines, logLine(text, "anna")]) };
    expect(await codesOf({ sealed: officer })).toEqual([["LOG_LINE"], []]);
    expect(await codesOf({ beside: [officer] })).toEqual(besides);
  });

  test("the first and the last time that a witness may write, trees of one entry and of many", async () => {
    for (const time of [1, 253_402_300_799])
      expect((await codesOf({ sealed: { seen: ["wies", ["wim", time]] } }))[0]).toEqual([]);
    for (const [before, behind] of [
      [0, 0],
      [0, 1],
      [1, 0],
      [6, 0],
      [40, 27],
    ] as const)
      expect(await codesOf({ sealed: { before, behind } })).toEqual(proven);
  });
});

/** A proof of the disc's release, changed: the release is one and the same in all cases. */
function change(logged: Logged, how: (proof: LogProof) => LogProof): LogProof {
  return how(proofOf(logSeal().seal.release.text, logged));
}

describe("too few witnesses", () => {
  const one: Logged = { seen: ["wim"] };

  test("one of two: told with how many; a proof beside it makes that good, two halves do not", async () => {
    expect(await logOf({ sealed: one })).toEqual([
      { code: "LOG_QUORUM", values: { found: 1, needed: 2, organisations: 1 } },
    ]);
    expect(await logOf({ beside: [one] })).toEqual(await logOf({ sealed: one }));
    expect(await codesOf({ sealed: one, beside: [{ ...good, behind: 4 }] })).toEqual(besides);
    expect(await codesOf({ sealed: one, beside: [good] })).toEqual(besides);
    expect(await codesOf({ sealed: one, beside: [{ seen: ["wies"] }] })).toEqual([["LOG_QUORUM"], ["NOTE_IGNORED"]]);
    expect(await codesOf({ beside: [{ seen: ["wies"] }, one] })).toEqual([["LOG_QUORUM"], ["NOTE_IGNORED"]]);
    expect(codes.LOG_QUORUM).toBe("ONVOLDOENDE_HERBOUW");
  });

  test("none of two; and of several that fall short the nearest is told", async () => {
    expect((await logOf({ sealed: { seen: [] } }))[0]?.values).toMatchObject({ found: 0, needed: 2 });
    const root = logRoot(3);
    const nearest = await logOf({ root, sealed: one, beside: [good] });
    expect(nearest).toEqual([{ code: "LOG_QUORUM", values: { found: 2, needed: 3, organisations: 2 } }]);
    expect(await codesOf({ root, sealed: { seen: ["wessel", "wies", "wim"] } })).toEqual([
      [],
      ["LOG_PROVEN", "LOG_SEEN", "LOG_SEEN", "LOG_SEEN"],
    ]);
  });

  test("two keys of one organisation are one judge", async () => {
    const group = [...witnesses, witnessKey("wout", "VNG")];
    const root = logRoot(2, {}, { group });
    expect(await logOf({ root, sealed: { seen: ["wim", "wout"] } })).toEqual([
      { code: "LOG_QUORUM", values: { found: 2, needed: 2, organisations: 1 } },
    ]);
    expect(await codesOf({ root, sealed: { seen: ["wim", "wout", "wies"] } })).toEqual([
      [],
      ["LOG_PROVEN", "LOG_SEEN", "LOG_SEEN", "LOG_SEEN"],
    ]);
  });

  test.each([
    ["the log's", "Logbeheer"],
    ["an officer's", "Org-anna"],
  ])("a witness of %s organisation never counts", async (_whose, organisation) => {
    // Asked of the judge alone: the parser of trust roots need not let such a root pass.
    const countedOf = async (place: string) => {
      const root = logRoot(2, {}, { group: [witnessKey("wies", "Krant"), witnessKey("wim", place)] });
      const { checkpoint } = proofOf("a text\n");
      const holds = lineCheck(checkpoint.text, platform.check);
      const { seen, faults } = await judgeLines(checkpoint, root, "sealed", new Set(), holds);
      return [seen.map(({ key }) => key.vkey.name).sort(), faults];
    };
    expect(await countedOf("VNG")).toEqual([["wies", "wim"], []]);
    expect(await countedOf(organisation)).toEqual([["wies"], []]);
    expect(await countedOf(organisation.toUpperCase())).toEqual([["wies"], []]);
  });
});

describe("several roots", () => {
  const before = logRoot(0, {
    keys: logRoot().keys.slice(0, 5),
    groups: logRoot().groups.slice(0, 2),
    logOrigin: undefined,
  });
  const { keys, groups, requires, logOrigin } = logRoot();
  const withLog = { keys, groups, requires, logOrigin };
  const newer = (first: Note) => [nextRoot(first, withLog)];

  test("one of before the log does not get past a newer one, wherever that comes from", async () => {
    expect(await codesOf({ root: before })).toEqual(notAsked);
    expect(await codesOf({ root: before, givenRoots: newer })).toEqual(missing);
    expect(await codesOf({ root: before, givenRoots: newer, anchor: "all" })).toEqual(missing);
    expect(await codesOf({ root: before, sealedRoots: newer })).toEqual(missing);
    expect(await codesOf({ root: before, givenRoots: newer, beside: [good] })).toEqual(besides);
    expect((await logOf({ root: before, givenRoots: newer, beside: [good] }))[0]?.values).toMatchObject({ version: 2 });
    expect(await codesOf({ root: before, sealedRoots: newer, sealed: good })).toEqual(proven);
  });

  test("a root of before the one that is pinned asks nothing and judges nothing", async () => {
    const first = logSeal().seal.trustRoots[0] as Note;
    const dropped = nextRoot(first, { ...before, version: 2 });
    const { seal } = logSeal(parseTrustRoot(dropped.text));
    const anchor = await TrustChain.anchor([encodeNote(first), encodeNote(dropped)], platform.check);
    const whole = { ...seal, trustRoots: [first, dropped] };
    const proof = proofOf(seal.release.text);
    const judged = async (logProof: LogProof | undefined, beside: readonly LogProof[]) => {
      const loose = sortLooseNotes(beside.map(encodeLogProof), []);
      const outside = { anchor, loose, today: "2027-03-01" };
      const { steps } = await judgeSeal({ ...whole, logProof }, outside, platform.check);
      return steps.find(([step]) => step === "log")?.[1].map(({ code }) => code);
    };
    expect(await judged(undefined, [])).toEqual(["LOG_NOT_REQUIRED"]);
    expect(await judged(undefined, [proof])).toEqual(["LOG_NOT_REQUIRED", "NOTE_IGNORED"]);
    expect(await judged(proof, [])).toEqual(["LOG_UNEXPECTED"]);
    // Its log key still shows that the log lies.
    expect(await judged(undefined, [proof, proofOf(seal.release.text, { others: "another" })])).toEqual([
      "LOG_SPLIT",
      "LOG_NOT_REQUIRED",
      "NOTE_IGNORED",
      "NOTE_IGNORED",
    ]);
  });

  test("a root from outside makes no proof in the seal one: its own have no log", async () => {
    expect(await codesOf({ root: before, givenRoots: newer, sealed: good })).toEqual([["LOG_UNEXPECTED"], []]);
  });

  test("a newer root that asks for none excuses nobody from the one that is pinned, nor the other way round", async () => {
    const lax = (first: Note) => [nextRoot(first, { requires: { ...requires, checkpoint: undefined } })];
    expect(await codesOf({ givenRoots: lax })).toEqual(missing);
    expect(await codesOf({ givenRoots: lax, sealed: good })).toEqual(proven);
    expect(await codesOf({ givenRoots: lax, sealed: { seen: [] } })).toEqual([["LOG_QUORUM"], []]);
    const strict = (first: Note) => [nextRoot(first, { requires })];
    expect(await codesOf({ root: logRoot(0), givenRoots: strict, sealed: { seen: [] } })).toEqual([["LOG_QUORUM"], []]);
    expect(await codesOf({ root: logRoot(0), givenRoots: strict, sealed: { seen: [] }, beside: [good] })).toEqual(
      besides,
    );
  });

  test("a log key that is replaced and not revoked counts under its own root; the new one under its own", async () => {
    const lotte = testKey("lotte", "log", "Logbeheer");
    const swapped = (first: Note) => [
      nextRoot(first, { ...without(parseTrustRoot(first.text), "lies", lotte), revoked: [] }),
    ];
    expect(await codesOf({ givenRoots: swapped, sealed: good })).toEqual(proven);
    expect(await codesOf({ givenRoots: swapped, beside: [{ log: "lotte" }] })).toEqual(besides);
    expect(await codesOf({ sealedRoots: swapped, sealed: { log: "lotte" } })).toEqual(proven);
    expect(await codesOf({ givenRoots: swapped, sealed: { log: "lotte" } })).toEqual([
      ["LOG_UNSIGNED", "LOG_LINE"],
      [],
    ]);
  });

  test("a log key that is revoked counts nowhere: the disc waits for a new proof and is not called unsigned", async () => {
    const lotte = testKey("lotte", "log", "Logbeheer");
    const revoking = (first: Note) => [nextRoot(first, without(parseTrustRoot(first.text), "lies", lotte))];
    const gone = [["LOG_KEY_REVOKED"], ["REVOKED_KEY_IGNORED"]];
    expect(await codesOf({ sealed: good })).toEqual(proven);
    expect(await codesOf({ sealed: good, givenRoots: revoking })).toEqual(gone);
    expect(await codesOf({ sealed: good, sealedRoots: revoking })).toEqual(gone);
    expect(await codesOf({ beside: [good], givenRoots: revoking })).toEqual(gone);
    expect(await codesOf({ sealed: good, givenRoots: revoking, beside: [{ log: "lotte" }] })).toEqual(besides);
  });

  test("a witness that is revoked counts nowhere, and the others do", async () => {
    const wout = witnessKey("wout", "Universiteit");
    const revoking = (first: Note) => [nextRoot(first, without(parseTrustRoot(first.text), "wim", wout))];
    expect(await logOf({ sealed: good, givenRoots: revoking })).toEqual([
      { code: "LOG_QUORUM", values: { found: 1, needed: 2, organisations: 1 } },
      { code: "REVOKED_KEY_IGNORED", values: { holder: "holder-wim" } },
    ]);
    expect((await codesOf({ sealed: good, sealedRoots: revoking }))[0]).toEqual(["LOG_QUORUM"]);
    const all: Logged = { seen: ["wessel", "wies", "wim"] };
    expect(await codesOf({ sealed: all, givenRoots: revoking })).toEqual([[], [...proven[1], "REVOKED_KEY_IGNORED"]]);
    expect(await codesOf({ sealed: good, givenRoots: revoking, beside: [{ seen: ["wies", "wout"] }] })).toEqual(
      besides,
    );
    expect(await codesOf({ sealedRoots: revoking, sealed: { seen: ["wies", "wout"] } })).toEqual(proven);
  });

  test("where it is good under none of the seal's roots, the newest one whose log signed it says why", async () => {
    const wout = witnessKey("wout", "Universiteit");
    const second = (first: Note) => [
      nextRoot(first, { ...without(parseTrustRoot(first.text), "wim", wout), revoked: [] }),
    ];
    const mixed = await logOf({ sealedRoots: second, sealed: { seen: ["wim", "wout"] } });
    expect(mixed.map(({ code, values }) => [code, values.name])).toEqual([["LOG_LINE", "wim"]]);
    const stranger = await logOf({ sealedRoots: second, sealed: { seen: ["wim", "wout"], log: "eve" } });
    expect(stranger.flatMap(({ values }) => values.name ?? []).sort()).toEqual(["eve", "wout"]); // of the root that is pinned
  });
});

describe("two trees of one size", () => {
  const other: Logged = { others: "another entry" };
  const split = ["LOG_SPLIT"];

  test("both signed by the log: it lies, whatever else is good", async () => {
    expect((await codesOf({ sealed: good, beside: [other] }))[0]).toEqual(split);
    expect((await codesOf({ beside: [good, other] }))[0]).toEqual(split);
    expect((await codesOf({ sealed: good, beside: [{ behind: 5 }, { behind: 5, ...other }] }))[0]).toEqual(split);
    expect(
      (await codesOf({ sealed: good, beside: [proofOf("another release\n", { before: 2, behind: 3 })] }))[0],
    ).toEqual(split);
    expect((await codesOf({ root: logRoot(0), beside: [good, other] }))[0]).toEqual(split);
    expect((await codesOf({ sealed: { ...good, log: "lies", seen: [["wim", 0]] }, beside: [other] }))[0]).toEqual([
      "LOG_TIME",
      ...split,
    ]);
    expect(codes.LOG_SPLIT).toBe("ONVOLDOENDE_HERBOUW");
  });

  test("no split: another size, the same tree, another log, a line that does not hold, a revoked key", async () => {
    expect(await codesOf({ sealed: good, beside: [{ behind: 3 }] })).toEqual(besides);
    expect(await codesOf({ sealed: good, beside: [{ seen: ["wessel", "wies"] }] })).toEqual(proven);
    const beside = async (logged: Logged) => codesOf({ sealed: good, beside: [logged] });
    const told = [[], [...proven[1], "NOTE_IGNORED"]];
    expect(await beside({ ...other, origin: "log.example.nl/other" })).toEqual(told);
    expect(await beside({ ...other, log: "eve" })).toEqual(told);
    expect(await beside({ ...other, log: null })).toEqual(told);
    const lotte = testKey("lotte", "log", "Logbeheer");
    const revoking = (first: Note) => [nextRoot(first, without(parseTrustRoot(first.text), "lies", lotte))];
    expect((await codesOf({ sealed: good, beside: [other], givenRoots: revoking }))[0]).toEqual(["LOG_KEY_REVOKED"]);
  });

  test("a key of the log in another root known signs for the same log", async () => {
    const lotte = testKey("lotte", "log", "Logbeheer");
    const swapped = (first: Note) => [
      nextRoot(first, { ...without(parseTrustRoot(first.text), "lies", lotte), revoked: [] }),
    ];
    expect((await codesOf({ sealed: good, givenRoots: swapped, beside: [{ ...other, log: "lotte" }] }))[0]).toEqual(
      split,
    );
  });
});

describe("which proof is told", () => {
  test("a later one beside the seal in place of the seal's, an earlier one not", async () => {
    const later = await logOf({ sealed: good, beside: [{ behind: 9 }] });
    expect(later[0]?.values).toMatchObject({ size: 13 });
    expect(later.map(({ code }) => code)).toContain("LOG_BESIDE");
    const earlier = await logOf({ sealed: { behind: 9 }, beside: [good] });
    expect(earlier[0]?.values).toMatchObject({ size: 13 });
    expect(earlier.map(({ code }) => code)).not.toContain("LOG_BESIDE");
    const short = await logOf({ sealed: good, beside: [{ behind: 9, seen: ["wim"] }] });
    expect(short[0]?.values).toMatchObject({ size: 6 });
    expect(short.map(({ code }) => code)).toContain("NOTE_IGNORED");
  });

  test("a time behind this computer's clock is said, and refuses nothing", async () => {
    expect(await codesOf({ sealed: good, today: "2027-01-17" })).toEqual(proven);
    const [refusals, facts] = await codesOf({ sealed: good, today: "2027-01-16" });
    expect([refusals, facts]).toEqual([[], [...proven[1], "LOG_CLOCK"]]);
    const clock = (await logOf({ sealed: good, today: "2027-01-16" })).find(({ code }) => code === "LOG_CLOCK");
    expect(clock?.values).toEqual({ time: seenAt, today: "2027-01-16" });
  });
});
