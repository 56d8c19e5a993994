// Real elections, read from files beside the checkout that are not part of the project; without them these tests are skipped.
// The reader is of this test: a few patterns that fit these very files.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { allElected, apportion, votesOf } from "../../../src/crosscheck/seats/apportion.ts";
import type { Candidate, ElectionInput, PartyList } from "../../../src/crosscheck/seats/input.ts";
import { marginOf } from "../../../src/crosscheck/seats/margin.ts";
import { residualOrder } from "../../../src/crosscheck/seats/steps.ts";
import { hasShared, sharedEml } from "../shared.ts";

const council = hasShared ? join(sharedEml, "gr2022/Telling_GR2022_WestMaasenWaal.eml.xml") : undefined;
const nation = hasShared ? join(sharedEml, "tk2021-part.zip") : undefined;

interface ReadList {
  readonly number: number;
  readonly candidates: Candidate[];
}

/** The lists of one unit, or of the total. */
function readLists(text: string): ReadList[] {
  const lists: ReadList[] = [];
  for (const [, selection = ""] of text.matchAll(/<Selection>(.*?)<\/Selection>/gs)) {
    const number = /AffiliationIdentifier Id="(\d+)"/.exec(selection)?.[1];
    const votes = Number(/<ValidVotes>(\d+)</.exec(selection)?.[1]);
    const key = /ShortCode="([^"]+)"/.exec(selection)?.[1] ?? / Id="(\d+)"/.exec(selection)?.[1];
    if (number !== undefined) lists.push({ number: Number(number), candidates: [] });
    else lists.at(-1)?.candidates.push({ key: key ?? "", votes });
  }
  return lists;
}

/** An entry of a zip whose sizes stand in its directory. */
function entryOf(path: string, name: string): string {
  const zip = readFileSync(path);
  for (let at = zip.indexOf("PK\x01\x02"); at >= 0; at = zip.indexOf("PK\x01\x02", at + 4)) {
    const nameBytes = zip.readUInt16LE(at + 28);
    if (zip.toString("utf8", at + 46, at + 46 + nameBytes) !== name) continue;
    const local = zip.readUInt32LE(at + 42);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    return inflateRawSync(zip.subarray(from, from + zip.readUInt32LE(at + 20))).toString();
  }
  throw new Error(`${name} is not in ${path}`);
}

/** Lists of equal candidates in equal order in several districts are one. */
function readNation(path: string): ElectionInput {
  const parties = new Map<number, PartyList["lists"][number][]>();
  for (const unit of entryOf(path, "Totaaltelling_TK2021.eml.xml").split("<ReportingUnitVotes>").slice(1)) {
    const district = Number(/ReportingUnitIdentifier Id="HSB(\d+)"/.exec(unit)?.[1]);
    for (const { number, candidates } of readLists(unit)) {
      const lists = parties.get(number) ?? [];
      parties.set(number, lists);
      const keys = candidates.map(({ key }) => key).join();
      const at = lists.findIndex((list) => list.candidates.map(({ key }) => key).join() === keys);
      const same = lists[at];
      if (same === undefined) lists.push({ id: `HSB${district}`, district, candidates });
      else
        lists[at] = {
          ...same,
          candidates: same.candidates.map(({ key, votes }, i) => ({ key, votes: votes + (candidates[i]?.votes ?? 0) })),
        };
    }
  }
  const lists = [...parties].map(([number, lists]) => ({ number, lists })).sort((a, b) => a.number - b.number);
  return { kind: "TK", date: "2021-03-17", seats: 150, threshold: 25, lists, deceased: new Set() };
}

describe.skipIf(nation === undefined)("a whole national election", () => {
  const input = nation === undefined ? undefined : readNation(nation);
  const outcome = input === undefined ? undefined : apportion(input);
  const result = outcome?.state === "done" ? outcome.result : undefined;

  test("17 lists with seats, residual seats in their order", () => {
    const seats = [...(result?.seats.perList.values() ?? [])].filter((count) => count > 0);
    expect(seats).toEqual([34, 17, 15, 24, 8, 9, 9, 5, 6, 1, 3, 3, 8, 1, 3, 3, 1]);
    expect(residualOrder(result?.seats.steps ?? [])).toEqual([6, 1, 4, 5, 1, 9, 7, 2, 3, 13, 4]);
  });

  test("groups of 20 lists and of 5", () => {
    const sizes = input?.lists
      .filter(({ lists }) => lists.length > 1)
      .map(({ number, lists }) => [number, lists.length]);
    expect(sizes).toEqual([
      [3, 20],
      [4, 20],
      [6, 5],
      [7, 20],
      [16, 20],
    ]);
  });

  test("all 150 elected in the order of the result, each by preference or by order as there", () => {
    const official: string[] = [];
    let list = "";
    const text = entryOf(nation ?? "", "Resultaat_TK2021.eml.xml");
    for (const [, selection = ""] of text.matchAll(/<Selection>(.*?)<\/Selection>/gs)) {
      const key = /ShortCode="([^"]+)"/.exec(selection)?.[1];
      const ranking = /<Ranking>1</.test(selection) ? "preference" : "order";
      if (key === undefined) list = /AffiliationIdentifier Id="(\d+)"/.exec(selection)?.[1] ?? "";
      else official.push(`${list}/${key} ${ranking}`);
    }
    const elected = result === undefined ? [] : allElected(result);
    expect(elected.map((one) => `${one.list}/${one.key} ${one.by}`)).toEqual(official);
    expect(official.filter((line) => line.endsWith("preference")).length).toBe(43);
    expect(official.length).toBe(150);
  });

  test("1,742 votes from list 13 to list 1 would move a seat", () => {
    const lists = input?.lists.map((list) => votesOf(list, input)) ?? [];
    expect(marginOf({ seats: 150, residual: "averages-from-quota", lists })).toEqual({
      votes: 1742,
      atLeast: false,
      from: 13,
      to: 1,
      byLot: false,
      method: "formula",
    });
  });
});

describe.skipIf(council === undefined)("a municipal council", () => {
  const [total = ""] = council === undefined ? [] : readFileSync(council, "utf8").split("<ReportingUnitVotes>");
  const lists = readLists(total).map(({ number, candidates }) => ({
    number,
    votes: candidates.reduce((sum, { votes }) => sum + votes, 0),
    candidates: candidates.length,
  }));

  test("14 votes from list 3 to list 2 would move one of 17 seats", () => {
    const margin = marginOf({ seats: 17, residual: "remainders", lists });
    expect(margin).toMatchObject({ votes: 14, from: 3, to: 2, byLot: false, method: "search" });
  });

  test("with 19 seats it were 94, and a lot would decide between lists 2 and 4", () => {
    const margin = marginOf({ seats: 19, residual: "averages", lists });
    expect(margin).toMatchObject({ votes: 94, from: 2, to: 4, byLot: true, method: "formula" });
  });
});
