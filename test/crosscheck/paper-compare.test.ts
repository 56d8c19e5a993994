// Two entries, a third, and the comparison with a count: what agrees is compared, a slip of one person is no alarm, each difference is
// one line.

import { describe, expect, test } from "vitest";
import {
  comparePapers,
  type Field,
  type Figure,
  judgeDouble,
  type Paper,
  type PaperEntry,
} from "../../src/crosscheck/paper/index.ts";
import {
  agreedOf,
  countOf,
  entryOf,
  fileOf,
  form,
  goodFigures,
  goodPapers,
  paper,
  withFigures,
} from "./paper-world.ts";

const [first = "", second = "", third = ""] = form.units.map(({ id }) => id);
const double = (...entries: readonly PaperEntry[]) =>
  judgeDouble(
    entries.map((entry) => fileOf(entry)),
    form,
  );

/** All papers with other figures in some boxes of the first. */
function changed(changes: Readonly<Partial<Record<Field, Figure>>>, papers = goodPapers()): Paper[] {
  return papers.map((one, i) => (i === 0 ? withFigures(one, changes) : one));
}

describe("two entries", () => {
  test("that are equal agree, in the order of the stations", () => {
    const { agreed, ...rest } = double(entryOf(2, goodPapers().toReversed()), entryOf(1, goodPapers()));
    expect(agreed).toEqual(agreedOf(goodPapers()));
    expect(rest).toEqual({ open: [], waiting: [], refusals: [], copies: [] });
  });

  test("that differ in a box: both figures, and the unit is not compared", () => {
    const { agreed, open } = double(entryOf(1, goodPapers()), entryOf(2, changed({ "E.4": 54 })));
    expect(open).toEqual([{ unit: first, model: "N10-1", field: "E.4", first: 27, second: 54 }]);
    expect(agreed.map(({ unit }) => unit)).toEqual([second, third]);
  });

  test("a third person decides, and may say a third figure", () => {
    for (const figure of [27, 54, 45, "?"] as const) {
      const decision = entryOf(3, [{ ...paper(first, new Map([["E.4", figure]])) }]);
      const { agreed, open } = double(entryOf(1, goodPapers()), entryOf(2, changed({ "E.4": 54 })), decision);
      expect(open).toEqual([]);
      expect(agreed[0]?.figures.get("E.4")).toBe(figure);
      expect(agreed[0]?.figures.get("E.1")).toBe(goodFigures(1).get("E.1"));
    }
  });

  test("a third who says otherwise than two who agree opens the box again, and is not passed over", () => {
    const decision = entryOf(3, [paper(first, new Map([["E.1", 99]]))]);
    const { agreed, open } = double(entryOf(1, goodPapers()), entryOf(2, goodPapers()), decision);
    expect(open).toEqual([{ unit: first, model: "N10-1", field: "E.1", first: 23, second: 23, third: 99 }]);
    expect(agreed).toHaveLength(2);
    const same = entryOf(3, [paper(first, new Map([["E.1", 23]]))]);
    expect(double(entryOf(1, goodPapers()), entryOf(2, goodPapers()), same).open).toEqual([]);
    const elsewhere = entryOf(3, [paper("total", new Map([["E.1", 99]]), "Na31-1")]);
    expect(double(entryOf(1, goodPapers()), entryOf(2, goodPapers()), elsewhere).open).toEqual([]);
  });

  test("of another model: that is the question", () => {
    const other = goodPapers().map((one, i) => (i === 1 ? { ...one, model: "Na31-2-1" as const } : one));
    expect(double(entryOf(1, goodPapers()), entryOf(2, other)).open).toEqual([
      { unit: second, model: "N10-1", field: undefined, first: "N10-1", second: "Na31-2-1" },
    ]);
  });

  test("of which one is missing or unfinished wait", () => {
    const half: Paper = { ...paper(second, new Map([["A", 1]])), isFinished: false };
    const { waiting, open, agreed } = double(entryOf(1, goodPapers()), entryOf(2, [goodPapers()[0] as Paper, half]));
    expect(waiting).toEqual([
      { unit: second, entry: 2, isBegun: true },
      { unit: third, entry: 2, isBegun: false },
    ]);
    expect([open, agreed.length]).toEqual([[], 1]);
    expect(double().waiting).toEqual([]);
  });

  test("candidates that one of them typed wait for the other", () => {
    const { waiting, open } = double(entryOf(1, goodPapers(true)), entryOf(2, changed({}, goodPapers(true).slice(1))));
    expect([waiting, open]).toEqual([[{ unit: first, entry: 2, isBegun: false }], []]);
    const some = [...goodFigures(1, true)].filter(([field]) => !field.startsWith("K.4"));
    const one = double(entryOf(1, goodPapers(true)), entryOf(2, changed({}, [paper(first, new Map(some))])));
    expect(one.waiting[0]).toEqual({ unit: first, entry: 2, isBegun: true, list: 4 });
  });
});

describe("files that are not used", () => {
  const good = [fileOf(entryOf(1, goodPapers())), fileOf(entryOf(2, goodPapers()))];
  const withFile = (entry: PaperEntry, path = "invoer-x.txt") => judgeDouble([...good, fileOf(entry, path)], form);

  test("each has its own reason, and the others are used", () => {
    const wrong: readonly (readonly [PaperEntry, string])[] = [
      [{ ...entryOf(3, []), election: "GR2026_Zandhoek" }, "election"],
      [{ ...entryOf(3, []), form: "0".repeat(64) }, "form"],
      [entryOf(3, [paper("9042::SB7", new Map())]), "unit"],
    ];
    for (const [entry, why] of wrong) {
      const { refusals, agreed } = withFile(entry);
      expect(refusals).toEqual([
        expect.objectContaining({ path: "invoer-x.txt", misfit: expect.objectContaining({ why }) }),
      ]);
      expect(agreed).toHaveLength(3);
    }
  });

  test("one person is not both the first and the second, however she writes herself", () => {
    for (const person of ["medewerker 1", "Medewerker-1.", "MEDEWERKER1"]) {
      const { refusals, agreed, waiting } = double(entryOf(1, goodPapers()), entryOf(2, goodPapers(), person));
      expect(refusals).toEqual([{ path: "invoer-2.txt", why: "samePerson", other: "invoer-1.txt", person }]);
      expect([agreed.length, waiting.length]).toEqual([0, 3]);
    }
    const decision = entryOf(3, [paper(first, new Map([["E.4", 1]]))], "medewerker 2");
    expect(withFile(decision).refusals[0]).toMatchObject({ why: "samePerson" });
  });

  test("the same file twice is one", () => {
    const [one] = good;
    const copy = { ...(one as (typeof good)[0]), path: "invoer-2.txt" };
    expect(judgeDouble([...good.slice(0, 1), copy], form)).toMatchObject({
      copies: [{ path: "invoer-2.txt", other: "invoer-1.txt" }],
      agreed: [],
      refusals: [],
    });
    expect(judgeDouble([...good, copy], form).agreed).toHaveLength(3);
  });

  test("what a person saved earlier is part of what she saved last; people may share the stations", () => {
    const [a, b, c] = goodPapers() as [Paper, Paper, Paper];
    const unfinished = { ...paper(c.unit, new Map([["A", 1]])), isFinished: false };
    const early = fileOf(entryOf(1, [a, unfinished]), "vroeg.txt");
    const last = fileOf(entryOf(1, [a, b, c]), "laat.txt");
    for (const files of [
      [early, last],
      [last, early],
    ])
      expect(judgeDouble([...files, fileOf(entryOf(2, goodPapers()))], form)).toMatchObject({
        agreed: agreedOf(goodPapers()),
        waiting: [],
        refusals: [],
      });
    const shared = [fileOf(entryOf(1, [a], "anna"), "1a"), fileOf(entryOf(1, [b, c], "mies"), "1b")];
    expect(judgeDouble([...shared, fileOf(entryOf(2, goodPapers()))], form).agreed).toHaveLength(3);
  });

  test("two files of one entry that say otherwise of a station are not both right", () => {
    const { refusals } = withFile(entryOf(1, changed({ "E.4": 1 })));
    expect(refusals).toEqual([{ path: "invoer-x.txt", why: "contradicts", other: "invoer-1.txt", unit: first }]);
  });
});

describe("against a count", () => {
  const compare = (papers: readonly Paper[], count = goodPapers(true), initial?: ReadonlyMap<string, number>) =>
    comparePapers(form, agreedOf(papers), countOf(count, initial));

  test("equal papers: nothing differs, and it is said what was compared", () => {
    expect(compare(goodPapers())).toEqual({
      ...{ compared: [first, second, third], isTotalCompared: false, missing: [], differences: [] },
      ...{ figures: 36, candidates: 0, unreadable: [], notInCount: [], earlier: [], withoutEarlier: [], partial: [] },
      sums: [],
      changes: new Map([
        [1, 0],
        [4, 0],
      ]),
    });
    expect(compare(goodPapers(true))).toMatchObject({ figures: 51, candidates: 15, differences: [] });
  });

  test("each single change, on paper or in the count, is one line", () => {
    for (const field of [...goodFigures(1, true).keys()]) {
      const value = Number(goodFigures(1, true).get(field)) || 0;
      const papers = changed({ [field]: value + 300 }, goodPapers(true));
      expect(compare(papers).differences).toEqual([
        expect.objectContaining({ kind: "field", unit: first, field, paper: value + 300, count: value }),
      ]);
      if (field === "H") continue; // it is in no file
      expect(compare(goodPapers(true), papers).differences).toMatchObject([{ kind: "field", unit: first, field }]);
    }
  });

  test("a swap is one line: of two boxes, two candidates, two lists with their candidates, two stations", () => {
    const [one] = goodPapers(true) as [Paper];
    const of = (field: Field) => one.figures.get(field) as Figure;
    const swap = (...pairs: readonly (readonly [Field, Field])[]) =>
      changed(
        Object.fromEntries(
          pairs.flatMap(([a, b]) => [
            [a, of(b)],
            [b, of(a)],
          ]),
        ),
        goodPapers(true),
      );
    expect(compare(swap(["F", "G"])).differences).toEqual([
      { kind: "fields", unit: first, model: "N10-1", fields: ["F", "G"], paper: [3, 1], count: [1, 3] },
    ]);
    expect(compare(swap(["K.1.1", "K.4.1"])).differences).toMatchObject([
      { kind: "fields", fields: ["K.1.1", "K.4.1"] },
    ]);
    const stations = goodPapers(true).map((paperOf, i) => ({
      ...paperOf,
      unit: [second, first, third][i] ?? "",
    }));
    expect(compare(stations).differences).toEqual([{ kind: "stations", unit: second, model: "N10-1", other: first }]);
  });

  test("two whole lists in each other's place are one line", () => {
    const mirrored = { "E.1": 23, "E.4": 23, "K.1.3": 0, "K.1.1": 18, "K.4.1": 20, "K.4.2": 3 } as const;
    const count = changed(mirrored, goodPapers(true));
    const papers = changed({ ...mirrored, "K.1.1": 20, "K.1.2": 3, "K.4.1": 18, "K.4.2": 5 }, goodPapers(true));
    const differing = changed({ ...mirrored, "E.1": 22, "K.1.1": 17 }, goodPapers(true));
    expect(compare(papers, count).differences).toHaveLength(2); // equal totals: two swaps of candidates
    const swapped = changed(
      { "E.1": 23, "E.4": 22, "K.1.1": 20, "K.1.2": 3, "K.1.3": 0, "K.4.1": 17, "K.4.2": 5 },
      goodPapers(true),
    );
    expect(compare(swapped, differing).differences).toEqual([
      { kind: "lists", unit: first, model: "N10-1", fields: ["E.1", "E.4"], paper: [23, 22], count: [22, 23] },
    ]);
  });

  test("an empty box is 0 for C at a council's election, and for I and J where D and H are equal; elsewhere it differs", () => {
    expect(compare(changed({ C: "-", I: "-", J: "-" })).differences).toEqual([]);
    expect(compare(changed({ F: "-" }), changed({ F: 0 }, goodPapers(true))).differences).toMatchObject([
      { field: "F", paper: "-", count: 0 },
      { field: "H" },
    ]);
    const uneven = { D: 60, A: 51, J: "-" } as const;
    expect(compare(changed(uneven), changed({ ...uneven, J: 0 }, goodPapers(true))).differences).toMatchObject([
      { field: "I", paper: "-", count: 0 },
      { field: "J", paper: "-", count: 0 },
    ]);
    const province = comparePapers({ ...form, category: "PS" }, agreedOf(changed({ C: "-" })), countOf(goodPapers()));
    expect(province.differences[0]).toMatchObject({ field: "C", paper: "-", count: 0 });
  });

  test("what cannot be read is not compared, and said", () => {
    const read = compare(changed({ A: "?", G: "?" }));
    expect(read).toMatchObject({ compared: [first, second, third], partial: [], figures: 34 });
    const { unreadable, differences, figures, compared, partial, missing } = compare(changed({ A: "?", "E.1": "?" }));
    expect([compared, partial, missing]).toEqual([[second, third], [{ unit: first, fields: ["E.1"] }], [first]]);
    expect({ unreadable, differences, figures }).toEqual({
      unreadable: [
        { unit: first, field: "A" },
        { unit: first, field: "E.1" },
      ],
      differences: [],
      figures: 34,
    });
  });

  test("a letter that the file has for nobody is not compared, and said; a candidate that it lacks differs", () => {
    const count = { ...countOf(goodPapers(true)) };
    const poor = (hidden: readonly Field[]) => ({
      ...count,
      figure: (unit: string, field: Field) => (hidden.includes(field) ? undefined : count.figure(unit, field)),
    });
    expect(comparePapers(form, agreedOf(goodPapers()), poor(["A", "C", "D"]))).toMatchObject({
      notInCount: ["A", "C", "D"],
      differences: [],
    });
    expect(comparePapers(form, agreedOf(changed({}, goodPapers(true))), poor(["K.4.2"])).differences).toHaveLength(3);
  });

  test("a letter that the file has for others and not for this station differs, unless the paper has nothing", () => {
    const count = countOf(goodPapers(true));
    const without = (letter: Field) => ({
      ...count,
      figure: (unit: string, field: Field) =>
        unit === first && field === letter ? undefined : count.figure(unit, field),
    });
    const { differences, notInCount } = comparePapers(form, agreedOf(goodPapers()), without("D"));
    expect(differences).toMatchObject([{ unit: first, field: "D", count: undefined }]);
    expect(notInCount).toEqual([]);
    const empty = comparePapers(form, agreedOf(goodPapers()), without("C"));
    expect([empty.differences, empty.notInCount]).toEqual([[], ["C"]]);
  });

  test("stations that nobody typed are named, and papers of a station that the file lacks differ", () => {
    expect(compare(goodPapers().slice(0, 1)).missing).toEqual([second, third]);
    const lacking = compare(goodPapers(), goodPapers(true).slice(1));
    expect(lacking.differences).toEqual([{ kind: "notInCount", unit: first, model: "N10-1" }]);
    const more = [...goodPapers(true), paper("9042::SB99", goodFigures(4))];
    expect(compare(goodPapers(), more).missing).toEqual(["9042::SB99"]);
    expect(compare([], []).compared).toEqual([]);
  });

  test("one figure of a station is not the station: all its lists must be compared", () => {
    const little = [paper(first, new Map<Field, Figure>([["A", 45]]), "other"), ...goodPapers().slice(1)];
    expect(compare(little)).toMatchObject({
      compared: [second, third],
      partial: [{ unit: first, fields: ["E.1", "E.4"] }],
      missing: [first],
      differences: [],
    });
  });

  test("of a sample only the drawn stations are asked for", () => {
    const one = comparePapers(form, agreedOf(goodPapers().slice(1, 2)), countOf(goodPapers(true)), new Set([second]));
    expect(one).toMatchObject({ compared: [second], missing: [], differences: [] });
  });

  test("sums that do not come out on paper are told apart from what the file says", () => {
    const { sums, differences } = compare(changed({ H: 99 }));
    expect(sums.map(({ sum }) => sum.says)).toEqual(["cast", "more"]);
    expect(differences).toMatchObject([{ field: "H", paper: 99, count: 54 }]);
  });

  describe("after a correction", () => {
    const correction = paper(
      first,
      new Map(
        [...goodFigures(1).keys()].map((field): [Field, Figure] => [
          field,
          ({ G: 2, "E.4": 28, E: 51 } as Record<string, number>)[field] ?? "-",
        ]),
      ),
      "Na14-1",
    );
    const both = [goodPapers()[0] as Paper, correction, ...goodPapers().slice(1)];
    const count = changed({ G: 2, "E.4": 28, E: 51 }, goodPapers(true));

    test("what it leaves empty is as on the paper before", () => {
      expect(compare(both, count)).toMatchObject({
        differences: [],
        compared: [first, second, third],
        earlier: [{ unit: first, model: "N10-1" }],
        sums: [],
      });
    });

    test("the paper before it is compared with what the file says stood there", () => {
      const initial = new Map([
        [`${first} G`, 3],
        [`${first} E.4`, 26],
      ]);
      const { differences, earlier } = compare(both, count, initial);
      expect(earlier).toEqual([]);
      expect(differences).toEqual([
        { kind: "field", unit: first, model: "Na14-1", field: "E.4", paper: 27, count: 26, isInitial: true },
      ]);
    });

    test("alone it is not compared where it is empty, and the station waits for the paper before", () => {
      const alone = compare([correction, ...goodPapers().slice(1)], count);
      expect(alone).toMatchObject({
        withoutEarlier: [{ unit: first, model: "Na14-1" }],
        missing: [first],
        differences: [],
      });
      const full = paper(first, goodFigures(1), "Na14-1");
      expect(compare([full, ...goodPapers().slice(1)])).toMatchObject({
        missing: [],
        withoutEarlier: [],
        differences: [],
      });
    });
  });
});
