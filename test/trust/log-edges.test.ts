// Step 8 where two of its rules meet: what counts as a lie of the log, which proof is told of several, and what is said of each fault.

import { describe, expect, test } from "vitest";
import { encodeNote, type Note, parseTrustRoot, type RootKey } from "../../src/format/index.ts";
import { judgeLog, TrustChain } from "../../src/trust/index.ts";
import { checkCosignature } from "../../src/trust/log-proof/cosignature.ts";
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
  witnessKey,
} from "./log-fixture.ts";

const good: Logged = {};
const other: Logged = { others: "another entry" };
const proven = ["LOG_PROVEN", "LOG_SEEN", "LOG_SEEN"];
const { keys, groups, requires } = logRoot();

describe("two trees of one size are a lie of the log", () => {
  test("only where its line holds under both: by its name alone nobody stops a disc", async () => {
    const named: Logged = {
      ...other,
      lines: (lines) => lines.map((line) => (line.name === "lies" ? logLine("x\n") : line)),
    };
    const told = [[], [...proven, "NOTE_IGNORED"]];
    expect(await codesOf({ sealed: good, beside: [named] })).toEqual(told);
    expect(await codesOf({ beside: [good, named] })).toEqual([[], [...proven, "LOG_BESIDE", "NOTE_IGNORED"]]);
    expect((await codesOf({ sealed: good, beside: [other] }))[0]).toEqual(["LOG_SPLIT"]);
  });

  test("only of a log that some root knows by that key: under another name it signs what it likes", async () => {
    const elsewhere = (logged: Logged): Logged => ({ ...logged, origin: "log.example.nl/other" });
    const both = [elsewhere(good), elsewhere(other)];
    expect(await codesOf({ sealed: good, beside: both })).toEqual([[], [...proven, "NOTE_IGNORED", "NOTE_IGNORED"]]);
  });

  test("and then nothing is told as proven, whichever of them is good", async () => {
    const codes = async (...[sealed, beside]: [Logged, Logged]) =>
      (await logOf({ sealed, beside: [beside] })).map(({ code }) => code);
    expect(await codes(good, other)).toEqual(["LOG_SPLIT"]);
    expect(await codes(good, { ...other, seen: [] })).toEqual(["LOG_SPLIT", "NOTE_IGNORED"]);
    expect(await codes({ ...other, seen: [] }, good)).toEqual(["LOG_SPLIT"]);
    expect(await codes(good, { ...other, behind: 3 })).toEqual([...proven, "LOG_BESIDE"]);
  });
});

describe("of several proofs", () => {
  const vng = ["wout", "wilma"].map((name) => witnessKey(name, "VNG"));
  const root = logRoot(2, {}, { group: [...logRoot().keys.filter(({ role }) => role === "witness"), ...vng] });

  test("one that more witnesses saw, and too few organisations, is ignored where another is good", async () => {
    const crowd: Logged = { seen: ["wim", "wout", "wilma"] };
    expect(await codesOf({ root, sealed: good, beside: [crowd] })).toEqual([[], [...proven, "NOTE_IGNORED"]]);
    expect((await codesOf({ root, beside: [crowd] }))[0]).toEqual(["LOG_QUORUM"]);
  });

  test("one by a revoked log key is further off than one that nobody saw", async () => {
    const lotte = testKey("lotte", "log", "Logbeheer");
    const givenRoots = (first: Note) => [nextRoot(first, without(parseTrustRoot(first.text), "lies", lotte))];
    const unseen: Logged = { log: "lotte", seen: [] };
    const nearest = await logOf({ givenRoots, sealed: good, beside: [unseen] });
    expect(nearest).toEqual([{ code: "LOG_QUORUM", values: { found: 0, needed: 2, organisations: 0 } }]);
    expect((await codesOf({ givenRoots, sealed: good }))[0]).toEqual(["LOG_KEY_REVOKED"]);
  });
});

describe("several roots", () => {
  test("a proof of the log that the pinned root names without asking is none for a newer root that asks for another log", async () => {
    const lotte = testKey("lotte", "log", "Logbeheer");
    const alone: Logged = { seen: [] };
    const givenRoots = (first: Note) => [
      nextRoot(first, { ...without(parseTrustRoot(first.text), "lies", lotte), revoked: [], requires }),
    ];
    expect(await codesOf({ root: logRoot(0), sealed: alone })).toEqual([[], ["LOG_PROVEN"]]);
    expect(await codesOf({ root: logRoot(0), sealed: alone, givenRoots })).toEqual([["LOG_MISSING"], []]);
    const later = await codesOf({ root: logRoot(0), sealed: alone, givenRoots, beside: [{ log: "lotte" }] });
    expect(later).toEqual([[], [...proven, "LOG_BESIDE"]]);
  });

  test("the log moves to another name: a proof of the old one stays good in a seal that has both roots, and so is one of the new", async () => {
    const origin = "log.example.nl/new";
    const moved = (first: Note) => [nextRoot(first, { logOrigin: origin })];
    expect(await codesOf({ sealed: good, sealedRoots: moved })).toEqual([[], proven]);
    expect(await codesOf({ sealed: { origin }, sealedRoots: moved })).toEqual([[], proven]);
    expect(await codesOf({ sealed: { origin } })).toEqual([["LOG_ORIGIN"], []]);
    // Each is a log of its own: no tree of one contradicts a tree of the other.
    const both = await codesOf({ sealed: good, sealedRoots: moved, beside: [{ ...other, origin }] });
    expect(both).toEqual([[], proven]);
  });

  test("the pinned one is the seal's own also where it comes beside the disc", async () => {
    const bare = logRoot(0, { keys: keys.slice(0, 5), groups: groups.slice(0, 2), logOrigin: undefined });
    const first = logSeal(bare).seal.trustRoots[0] as Note;
    const { logOrigin } = logRoot();
    const second = nextRoot(first, { keys, groups, requires, logOrigin });
    const known = await TrustChain.anchor([first, second].map(encodeNote), platform.check);
    const { text } = logSeal(parseTrustRoot(second.text)).seal.release;
    const judge = { text, pinned: 2, sealed: 1, known, today: "2027-03-01", check: platform.check };
    const codes = async (logged: Logged) => (await judgeLog(proofOf(text, logged), [], judge)).map(({ code }) => code);
    expect(await codes(good)).toEqual(proven);
    expect(await codes({ log: null })).toEqual(["LOG_UNSIGNED"]);
  });
});

describe("what is said of a fault", () => {
  test("which log was found, and which line it is and why", async () => {
    const first = async (sealed: Logged) => (await logOf({ sealed }))[0];
    expect(await first({ origin: "log.example.nl/other" })).toEqual({
      code: "LOG_ORIGIN",
      values: { expected: "log.example.nl/zegel", found: "log.example.nl/other" },
    });
    expect(await first({ seen: ["wies", ["wim", 0]] })).toEqual({ code: "LOG_TIME", values: { name: "wim" } });
    const line = (name: string, text: string) => ({ code: "LOG_LINE", values: { text, name } });
    expect(await first({ seen: ["wies", "wim", "eve"] })).toEqual(
      line("eve", "the signature by eve is by none of the keys that may sign this"),
    );
    expect(
      await first({ lines: (lines) => lines.flatMap((one) => (one.name === "wim" ? [one, one] : [one])) }),
    ).toEqual(line("wim", "wim signed twice"));
    const [last = ""] = inOrder(["lies", "wies", "wim"].map((name) => cosignLine("x", name))).map(({ name }) => name);
    const turned = await logOf({ sealed: { lines: (lines) => lines.toReversed() } });
    expect(turned.at(-1)).toEqual(line(last, `the signature by ${last} stands out of order`));
  });

  test("that a proof beside the disc was ignored", async () => {
    const found = await logOf({ sealed: good, beside: [{ log: null }] });
    expect(found.at(-1)).toEqual({ code: "NOTE_IGNORED", values: { type: "log proof" } });
  });
});

test("a cosignature counts by a key of type 4 alone, and says when it was made", async () => {
  const text = proofOf("a text\n").checkpoint.text;
  const time = (key: RootKey, at: number) => checkCosignature(cosignLine(text, "wim", at), key, text, platform.check);
  expect(await time(witnessKey("wim"), seenAt)).toBe(seenAt);
  expect(await time(testKey("wim", "witness"), seenAt)).toBeUndefined();
  expect(await time(witnessKey("wim"), 0)).toBeUndefined();
  expect(await time(witnessKey("wies"), seenAt)).toBeUndefined();
});
