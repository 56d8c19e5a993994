// The result of an election against its files: what is found, and what is missing instead.

import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  judge,
  readInputs,
  type SeatsReport,
  seatsInJson,
  seatsReportOf,
  showSeats,
} from "../../../src/crosscheck/index.ts";
import type { OutcomeOptions } from "../../../src/crosscheck/outcome/judge.ts";
import { seatsByPaper } from "../../../src/crosscheck/outcome/paper-seats.ts";
import { hasShared, sharedEml } from "../shared.ts";
import { council, type Files, filesOf, folderOf, type Person, people, type World } from "./world.ts";

async function reportOf(folder: string, options: Partial<OutcomeOptions> = {}): Promise<SeatsReport> {
  const inputs = await readInputs([folder]);
  expect(inputs.unreadable).toEqual([]);
  const judged = judge(inputs, { chosen: new Set(), codes: [] });
  return seatsReportOf(inputs, judged, { lots: undefined, deceased: [], ...options });
}

const report = (files: Files, without: readonly (keyof Files)[] = [], options: Partial<OutcomeOptions> = {}) =>
  reportOf(folderOf(files, without), options);

/** Code, part, figure, found and expected of each finding. */
const found = ({ judged }: SeatsReport) =>
  judged.findings.kept.map(({ code, part, figure, found: is, expected }) =>
    [
      code,
      part,
      figure?.kind === "candidate"
        ? `${figure.list}/${figure.candidate}`
        : figure?.kind === "list"
          ? figure.list
          : undefined,
      is,
      expected,
    ]
      .filter((one) => one !== undefined)
      .join(" "),
  );

const withElected = (elected: World["elected"]): World => ({ ...council, elected: { ...council.elected, ...elected } });
const [aakster, ceder, beukel, doorn] = council.elected[1] ?? [];
const [eikel, fuut] = council.elected[2] ?? [];
if (!aakster || !ceder || !beukel || !doorn || !eikel || !fuut) throw new Error("the world has changed");

describe("a result that agrees", () => {
  test.each([
    ["with short codes", true, []],
    ["with short codes, without candidate lists", true, ["candidates"]],
    ["without short codes, by name on the candidate lists", false, []],
  ] as const)("%s", async (_, codes, without) => {
    const judged = await report(filesOf(council, codes), without);
    expect(found(judged)).toEqual([]);
    expect(judged.verdicts).toEqual(["KLOPT"]);
    expect(judged.seats.compared).toEqual({ lists: 4, people: 9, unknown: 0, unranked: 0 });
  });

  test("where codes are in the count alone or in the result alone", async () => {
    const [withCodes, without] = [filesOf(council), filesOf(council, false)];
    for (const files of [
      { ...withCodes, result: without.result },
      { ...without, result: withCodes.result },
    ]) {
      const judged = await report(files);
      expect([judged.verdicts, judged.seats.compared?.people]).toEqual([["KLOPT"], 9]);
    }
  });
});

describe("a result that differs", () => {
  test("Z1: seats of a list", async () => {
    const judged = await report(filesOf(withElected({ 1: [aakster, ceder, beukel] })));
    expect(found(judged)).toEqual(["Z1 1 3 4", "Z2 not-in-result 1/DoornQ Doorn, Q."]);
    expect(judged.verdicts).toEqual(["UITSLAG_WIJKT_AF"]);
  });

  test("Z2: another person", async () => {
    const other = { name: "Grutto", ranking: 2 } as const;
    expect(found(await report(filesOf(withElected({ 2: [eikel, other] }))))).toEqual([
      "Z2 not-elected 2/GruttoQ Grutto, Q.",
      "Z2 not-in-result 2/FuutQ Fuut, Q.",
    ]);
  });

  test("Z2: a person who is on no list, by code and by name", async () => {
    const stranger = { name: "Zonder", ranking: 2 } as const;
    const files = filesOf(withElected({ 2: [eikel, stranger] }));
    expect(found(await report(files))).toContain("Z2 not-elected 2/ZonderQ Zonder, Q.");
  });

  test("Z2: the code of one person with the name of another", async () => {
    const files = filesOf(council);
    const result = files.result.replace("<xnl:LastName>Fuut<", "<xnl:LastName>Grutto<");
    expect(result).not.toBe(files.result);
    expect(found(await report({ ...files, result }))).toEqual([
      "Z2 not-elected 2/FuutQ Grutto, Q.",
      "Z2 not-in-result 2/FuutQ Fuut, Q.",
    ]);
  });

  test("Z2: a list that has no seats", async () => {
    const files = filesOf(withElected({ 9: [{ name: "Eikel", ranking: 1 }] }));
    expect(found(await report(files))).toContain("Z1 9 1 0");
  });

  test("Z3: elected in another manner, and in another order", async () => {
    expect(found(await report(filesOf(withElected({ 2: [eikel, { ...fuut, ranking: 1 }] }))))).toEqual([
      "Z3 manner 2/FuutQ 1 2",
    ]);
    expect(found(await report(filesOf(withElected({ 1: [ceder, aakster, beukel, doorn] }))))).toEqual([
      "Z3 order 1 Ceder, Q. Aakster, Q.",
    ]);
  });

  test("Z3o: equal votes in another order are a remark, for another program orders them so", async () => {
    const district = {
      id: "9999",
      lists: { ...council.districts[0]?.lists, 1: people("Aakster", 165, "Beukel", 30, "Ceder", 165, "Doorn", 10) },
    };
    const world = { ...withElected({ 1: [ceder, aakster, beukel, doorn] }), districts: [district] };
    const judged = await report(filesOf(world));
    expect(found(judged)).toEqual(["Z7o equal-votes-order", "Z3o order 1 Ceder, Q. Aakster, Q."]);
    expect(judged.verdicts).toEqual(["KLOPT"]);
  });

  test("a count that does not add up is said as well, for what is computed from it is worth nothing", async () => {
    const files = filesOf(council);
    const changed = files.count.replace("<ValidVotes>230<", "<ValidVotes>231<");
    const judged = await report({ ...files, count: changed });
    expect(judged.verdicts).toEqual(["OPTELLING_KLOPT_NIET"]);
  });
});

describe("what is missing is no contradiction", () => {
  test.each([
    ["count", "Z4 no-count"],
    ["definition", "Z4 no-definition"],
    ["result", "Z4 no-result"],
  ] as const)("the %s", async (kind, expected) => {
    const judged = await report(filesOf(council), [kind]);
    expect(found(judged)).toEqual([expected]);
    expect(judged.verdicts).toEqual(["NOG_NIET_AF"]);
  });

  test("a definition or a result of another election: it is not computed from, and said to be another", async () => {
    const [files, other] = [filesOf(council), filesOf({ ...council, category: "AB", seats: 26, threshold: 25 })];
    const wrongDefinition = await report({ ...files, definition: other.definition });
    expect(wrongDefinition.verdicts).toEqual(["ANDER_BESTAND", "NOG_NIET_AF"]);
    expect(found(wrongDefinition)).toContain("Z4 no-definition");
    const wrongResult = await report({ ...files, result: other.result });
    expect(wrongResult.verdicts).toEqual(["ANDER_BESTAND", "NOG_NIET_AF"]);
    expect(found(wrongResult)).toContain("Z4 no-result");
  });

  test("who the people are, without codes and candidate lists; the seats are compared all the same", async () => {
    const judged = await report(filesOf(council, false), ["candidates"]);
    expect(judged.verdicts).toEqual(["NOG_NIET_AF"]);
    expect(judged.seats.compared).toEqual({ lists: 4, people: 0, unknown: 9, unranked: 0 });
    const fewer = await report(filesOf(withElected({ 1: [aakster] }), false), ["candidates"]);
    expect(fewer.verdicts).toEqual(["UITSLAG_WIJKT_AF", "NOG_NIET_AF"]);
  });

  test("rules for the day, and a threshold that the law does not have", async () => {
    const late = await report(filesOf({ ...council, date: "2030-03-20" }));
    expect([found(late), late.verdicts]).toEqual([["Z6 DATE"], ["NOG_NIET_AF"]]);
    expect(showSeats(late, "nl").join(" ")).toContain("niet op 20 maart 2030");
    expect(found(await report(filesOf({ ...council, threshold: 25 })))).toEqual(["Z6 THRESHOLD"]);
  });

  test("a lot; with its outcome the result is compared", async () => {
    // 900 votes, quota 100: remainders 50 and 50, one seat.
    const first = people("Aakster", 445, "Beukel", 1, "Ceder", 1, "Doorn", 1, "Egel", 1, "Fret", 1);
    const second = people("Havik", 446, "Iep", 1, "Kauw", 1, "Lynx", 1, "Mus", 1);
    const names = (of: readonly Person[], seats: number) =>
      of.slice(0, seats).map(({ name }, i) => ({ name, ranking: i === 0 ? 1 : 2 }) as const);
    const districts = [{ id: "9999", lists: { 1: first, 2: second } }];
    const world = { ...council, districts, elected: { 1: names(first, 5), 2: names(second, 4) } };
    const lots = (drawn: string) =>
      ({ election: "GR2022_Verzonnen", lots: [{ article: "P8", contestants: ["1", "2"], drawn }] }) as const;
    const open = await report(filesOf(world));
    expect([found(open), open.verdicts]).toEqual([["Z5 lot P 8 1, 2"], ["NOG_NIET_AF"]]);
    expect(showSeats(open, "nl")).toEqual(
      expect.arrayContaining(["  zegel/lots v1", "  election GR2022_Verzonnen", "  lot P8 of 1,2 drawn …"]),
    );
    expect((await report(filesOf(world), [], { lots: lots("1") })).verdicts).toEqual(["KLOPT"]);
    expect((await report(filesOf(world), [], { lots: lots("2") })).verdicts).toEqual(["UITSLAG_WIJKT_AF"]);
    const other = await report(filesOf(world), [], { lots: { ...lots("1"), election: "GR2022_Elders" } });
    expect(other.verdicts).toEqual(["NOG_NIET_AF"]);
  });

  test("a lot that nobody needs is a remark", async () => {
    const lots = {
      election: "GR2022_Verzonnen",
      lots: [{ article: "P8", contestants: ["1", "2"], drawn: "1" }] as const,
    };
    const judged = await report(filesOf(council), [], { lots });
    expect([found(judged), judged.verdicts]).toEqual([["Z7o unused-lot 1"], ["KLOPT"]]);
  });
});

describe("the deceased", () => {
  test("are named by place, by list and code, or by code", async () => {
    const world = withElected({ 1: [aakster, ceder, doorn], 2: [eikel, fuut, { name: "Grutto", ranking: 2 }] });
    for (const named of ["1.2", "1/BeukelQ", "BeukelQ"]) {
      const judged = await report(filesOf(world), [], { deceased: [named] });
      expect([named, [...(judged.seats.prepared?.input.deceased ?? [])]]).toEqual([named, ["1/BeukelQ"]]);
      expect([named, found(judged)]).toEqual([named, []]);
      expect(showSeats(judged, "en")).toContain("  - Beukel, Q. (1/BeukelQ)");
    }
  });

  test("who fits nobody is asked again, and nothing is said", async () => {
    for (const named of ["1.9", "9.1", "Beukel", "1/", "", "constructor"]) {
      const judged = await report(filesOf(council), [], { deceased: [named] });
      expect([named, judged.seats.unresolved, judged.seats.outcome]).toEqual([named, [named], undefined]);
    }
  });
});

describe("groups of lists over districts", () => {
  // 39 seats. List 1 has other people behind in each district; list 2 the same in both.
  const own = (letter: string, votes: number) =>
    Array.from({ length: 12 }, (_, i) => ({ name: `${letter}aal${"abcdefghijkl"[i]}`, votes: i === 0 ? votes : 1 }));
  const shared = Array.from({ length: 30 }, (_, i) => ({
    name: `Woord${"abcdefghijklmnopqrstuvwxyzABCD"[i]}`,
    votes: i === 0 ? 300 : 1,
  }));
  const world: World = {
    category: "PS",
    date: "2023-03-15",
    seats: 39,
    threshold: 25,
    districts: [
      { id: "HSB1", lists: { 1: [{ name: "Top", votes: 400 }, ...own("K", 20)], 2: shared } },
      { id: "HSB2", lists: { 1: [{ name: "Top", votes: 200 }, ...own("M", 30)], 2: shared } },
    ],
    elected: {},
  };

  test("equal lists are one, others a group, and a person counts once", async () => {
    const judged = await report(filesOf(world), ["result"]);
    const lists = judged.seats.prepared?.input.lists;
    expect(lists?.map(({ number, lists: of }) => [number, of.map(({ id }) => id)])).toEqual([
      [1, ["HSB1", "HSB2"]],
      [2, ["HSB1"]],
    ]);
    const outcome = judged.seats.outcome;
    if (outcome?.state !== "done") throw new Error(JSON.stringify(outcome));
    const [first] = outcome.result.results;
    expect(first?.elected.filter(({ key }) => key === "TopQ")).toEqual([
      { key: "TopQ", by: "preference", on: "HSB1", votes: 600 },
    ]);
    const seats = [...outcome.result.seats.perList.values()];
    expect(seats.reduce((sum, one) => sum + one, 0)).toBe(39);
  });
});

describe("with the figures of the paper", () => {
  test.each([
    ["no change", [], "same"],
    [
      "too few votes for another seat",
      [
        [1, -26],
        [2, 26],
      ],
      "same",
    ],
    [
      "the margin",
      [
        [1, -27],
        [2, 27],
      ],
      new Map([
        [1, { file: 4, paper: 3 }],
        [2, { file: 2, paper: 3 }],
      ]),
    ],
    [
      "votes that nobody has",
      [[7, -1000]],
      new Map([
        [2, { file: 2, paper: 3 }],
        [7, { file: 1, paper: 0 }],
      ]),
    ],
  ] as const)("%s", async (_, changes, expected) => {
    const { seats } = await report(filesOf(council));
    if (seats.prepared === undefined || seats.outcome?.state !== "done") throw new Error("not computed");
    expect(seatsByPaper(seats.prepared, seats.outcome.result, new Map(changes))).toEqual(expected);
  });
});

describe("as JSON", () => {
  test("holds the rule, every step with its article, and fractions as text", async () => {
    const json = JSON.parse(JSON.stringify(seatsInJson(await report(filesOf(council)))));
    expect([json.verdict, json.exit]).toEqual(["KLOPT", 0]);
    expect(json.computation.quota).toEqual({ numerator: "880", denominator: "9", shown: "97 7/9" });
    expect(json.computation.rule.residual).toBe("remainders");
    expect(json.computation.steps.map((step: { article: string }) => step.article)).toEqual([
      "P 5",
      "P 6",
      "P 6",
      "P 6",
      "P 6",
      "P 8",
      "P 8",
    ]);
    expect(json.margin).toMatchObject({ votes: 27, from: 1, to: 2 });
  });
});

describe.skipIf(!hasShared)("a whole national election, beside the checkout", () => {
  test("agrees, with its codes and by name alone", async () => {
    const judged = await reportOf(join(sharedEml, "tk2021-part.zip"));
    expect(judged.verdicts).toEqual(["KLOPT"]);
    expect(judged.seats.compared).toEqual({ lists: 37, people: 150, unknown: 0, unranked: 0 });
    expect(judged.seats.margin?.votes).toBe(1742);
  });
});
