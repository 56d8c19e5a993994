// Real counts of one municipality (a visible skip where they are not): papers out of the table that other software made of them, and no
// difference from the count; each single change is one line, and each swap.

import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  type AgreedPaper,
  type ComparedCount,
  comparedCount,
  comparePapers,
  encodeForm,
  type Field,
  formOf,
} from "../../src/crosscheck/paper/index.ts";
import { readInputs } from "../../src/crosscheck/read/inputs.ts";
import type { Candidates, Count, Sheet, SheetFigure } from "../../src/crosscheck/read/model.ts";
import { letterOf } from "../../src/crosscheck/read/votes.ts";
import { hasShared, sharedEml } from "./shared.ts";

const read = async (folder: string) => {
  const { messages, sheets } = await readInputs([join(sharedEml, folder)]);
  const all = messages.map(({ message }) => message);
  const count = all.find((message): message is Count => message.kind === "510b");
  const lists = all.filter((message): message is Candidates => message.kind === "230b");
  const [sheet] = sheets;
  if (count === undefined || sheet === undefined) throw new Error("no count or no table");
  return { form: formOf(count, lists), count: comparedCount(count), sheet: sheet.sheet };
};

/** Under which name paper has it; undefined: it stands on none. */
function fieldOf(figure: SheetFigure): Field | undefined {
  if (figure.kind === "list") return `E.${figure.list}`;
  if (figure.kind === "candidate") return `K.${figure.list}.${figure.position}`;
  return figure.name === "counted" ? "H" : letterOf[figure.name as keyof typeof letterOf];
}

/** One paper a station and one of the total. */
function papersOf({ units, rows }: Sheet, authority: string): AgreedPaper[] {
  const pick = (value: (row: Sheet["rows"][number]) => number) =>
    new Map(
      rows.flatMap((row) => {
        const field = fieldOf(row.figure);
        return field === undefined ? [] : [[field, value(row)] as const];
      }),
    );
  return [
    { unit: "total", model: "Na31-1", figures: pick(({ total }) => total) },
    ...units.map(
      ({ number }, i): AgreedPaper => ({
        unit: `${authority}::SB${number}`,
        model: "N10-1",
        figures: pick(({ cells }) => cells[i] ?? -1),
      }),
    ),
  ];
}

/** The same count, of which these figures of one unit are others. */
const changed = (count: ComparedCount, unit: string, changes: ReadonlyMap<Field, number>): ComparedCount => ({
  ...count,
  figure: (other, field) => (other === unit ? changes.get(field) : undefined) ?? count.figure(other, field),
});

describe.skipIf(!hasShared)("real files", () => {
  test.each([
    ["gr2022", 21, 8],
    ["tk2025", 11, 24],
  ])(
    "%s: no difference from the table of other software; each change is one line, and each swap",
    async (folder, ...counts) => {
      const { form, count, sheet } = await read(folder);
      expect([form.units.length, form.lists.length]).toEqual(counts);
      expect(encodeForm(form)).not.toMatch(/postcode/);
      const papers = papersOf(sheet, form.authority);
      const figures = papers[0]?.figures.size ?? 0;
      const candidates = form.lists.reduce((sum, list) => sum + list.candidates.length, 0);
      expect(figures).toBe(10 + form.lists.length + candidates);
      expect(comparePapers(form, papers, count)).toMatchObject({
        ...{ differences: [], missing: [], sums: [], notInCount: [], partial: [], isTotalCompared: true },
        ...{ figures: papers.length * figures, candidates: papers.length * candidates },
      });
      const fields = [...(papers[0]?.figures.keys() ?? [])].filter((field) => field !== "H"); // it is in no file
      for (let i = 0; i < 10; i++) {
        const { unit, figures: own } = papers[i % papers.length] as AgreedPaper;
        const [field, other] = [fields[(i * 37) % fields.length], fields[(i * 53 + 29) % fields.length]] as [
          Field,
          Field,
        ];
        const one = changed(count, unit, new Map([[field, Number(own.get(field)) + 1]]));
        expect(comparePapers(form, papers, one).differences).toMatchObject([{ kind: "field", unit, field }]);
        const [a, b] = [Number(own.get(field)), Number(own.get(other))];
        if (a === b || field.charAt(0) !== other.charAt(0) || !/^[EK]/.test(field)) continue;
        const swap = changed(
          count,
          unit,
          new Map([
            [field, b],
            [other, a],
          ]),
        );
        expect(comparePapers(form, papers, swap).differences).toMatchObject([
          { unit, fields: expect.arrayContaining([field, other]) },
        ]);
      }
    },
  );
});
