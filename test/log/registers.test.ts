// Registers of dispatch held against the log: what it has of their heads is what they say of themselves, or it is found.

import { describe, expect, test } from "vitest";
import { encodeNote, type Note, type Purpose } from "../../src/format/index.ts";
import { encodeRegisterHead } from "../../src/format/notes/register-head.ts";
import { auditLog } from "../../src/log/audit/audit.ts";
import type { GivenRegister } from "../../src/log/audit/registers.ts";
import { entryKindOf } from "../../src/log/entry.ts";
import { check } from "../sign/fixtures.ts";
import { logged, newLog, releaseUnder, rootNote } from "./audited.ts";

const root = rootNote();
const release = releaseUnder(root);
const digestAt = (line: number) => line.toString(16).padStart(64, "0");

/** What stands at line `line` of the register below, unless `change` says otherwise. */
function head(line: number, change: { election?: string; purpose?: Purpose; head?: string } = {}): Note {
  const own = { election: "TK2027", purpose: "final", lines: line, head: digestAt(line) } as const;
  return { text: encodeRegisterHead({ ...own, ...change }), signatures: [] };
}
const altered = (line: number) => head(line, { head: "f".repeat(64) });

/** A register of 30 lines that says that it logged lines 10 and 20. */
const register: GivenRegister = {
  ...{ name: "r", election: "TK2027", purpose: "final", lines: 30 },
  ...{ headAt: digestAt, logged: [10, 20] },
};

async function saidOf(heads: readonly Note[], registers: readonly GivenRegister[] = [register]) {
  const folder = await logged(await newLog(), [root, release, ...heads]);
  const input = { folder, roots: [encodeNote(root)], since: [], seals: [], registers, check };
  const report = await auditLog(input);
  const told = (list: typeof report.findings | typeof report.unjudged) =>
    list.map(({ code, index, values }) => `${code} ${index ?? "-"} ${values.line ?? "-"}`);
  return { report, found: told(report.findings), open: told(report.unjudged) };
}

describe("a register whose heads stand in the log", () => {
  test("is told with the last line that the log knows", async () => {
    const { report, found, open } = await saidOf([head(10), head(20), head(25)]);
    expect([found, open]).toEqual([[], []]);
    expect(report.registers).toEqual([{ name: "r", lines: 30, heads: 3, upTo: 25 }]);
    expect(report.entries).toMatchObject({ "register-head": 3, release: 1, other: 0 });
  });

  test("heads are no matter of other registers: of the trial, of another election", async () => {
    const others = [head(10, { purpose: "trial", head: "e".repeat(64) }), head(20, { election: "GR2026" })];
    expect(await saidOf([head(10), head(20), ...others])).toMatchObject({ found: [], open: [] });
  });

  test("without a register heads are counted, and nobody can say more", async () => {
    expect(await saidOf([head(10), altered(20)], [])).toMatchObject({ found: [], open: [], report: { registers: [] } });
  });
});

test("two heads of one line are two registers, whoever has neither; the same text twice is no entry", async () => {
  expect((await saidOf([head(10), altered(10)], [])).found).toEqual(["TWO_HEADS 3 10"]);
  const trial = head(10, { purpose: "trial", head: "e".repeat(64) });
  expect((await saidOf([head(10), trial, head(11)], [])).found).toEqual([]);
});

describe("what is found", () => {
  const cases: Record<string, readonly [readonly string[], readonly string[], readonly Note[]]> = {
    "a head that is not the register's at that line": [["HEAD_DIFFERS 4 25"], [], [head(10), head(20), altered(25)]],
    "one whose election differs in capitals alone": [
      ["HEAD_DIFFERS 4 25"],
      [],
      [head(10), head(20), head(25, { election: "tk2027", head: "f".repeat(64) })],
    ],
    "one that the register itself says is in the log": [
      ["HEAD_DIFFERS 3 20", "HEAD_NOT_LOGGED - 20"],
      [],
      [head(10), altered(20)],
    ],
    "a line that the register says is in the log, and is not": [["HEAD_NOT_LOGGED - 20"], [], [head(10)]],
    "every head held back": [["HEAD_NOT_LOGGED - 10", "HEAD_NOT_LOGGED - 20"], [], []],
    "two registers, one of which is the one given": [
      ["TWO_HEADS 5 20", "HEAD_DIFFERS 5 20"],
      [],
      [head(10), head(20), head(25), altered(20)],
    ],
    "a register shorter than a head": [[], ["HEAD_NEWER 4 31"], [head(10), head(20), head(31)]],
  };
  test.each(Object.keys(cases))("%s", async (name) => {
    const [findings, unjudged, heads] = cases[name] as (typeof cases)[string];
    const { found, open } = await saidOf(heads);
    expect([found, open]).toEqual([findings, unjudged]);
  });

  test("of a register that never logged a head nothing can be told", async () => {
    const fresh = { ...register, logged: [] };
    const { report, found, open } = await saidOf([], [fresh]);
    expect([found, open]).toEqual([[], ["REGISTER_NOT_LOGGED - -"]]);
    expect(report.registers).toEqual([{ name: "r", lines: 30, heads: 0, upTo: undefined }]);
    // A head went in and its proof has not come back: what is there holds.
    expect(await saidOf([head(10)], [fresh])).toMatchObject({ found: [], open: [] });
  });

  test("a head that does not parse is no text of the log's", async () => {
    const { text } = head(10);
    const { found } = await saidOf([{ text: text.replace("lines 10", "lines 010"), signatures: [] }], []);
    expect(found).toEqual(["ENTRY_TEXT 2 -"]);
    expect(entryKindOf(text)).toBe("register-head");
    expect(entryKindOf(text.replace(" v1", " v2"))).toBeUndefined();
    expect(entryKindOf("zegel/minutes v1\n")).toBeUndefined();
  });
});
