// Real counts of one municipality (a visible skip where they are not): a form out of them, papers out of the figures that other software
// published of them, and no difference; each single change is one line.

import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  type AgreedPaper,
  comparedCount,
  comparePapers,
  encodeForm,
  type Field,
  formOf,
} from "../../src/crosscheck/paper/index.ts";
import { readInputs } from "../../src/crosscheck/read/inputs.ts";
import type { Candidates, Count } from "../../src/crosscheck/read/model.ts";
import { hasShared, sharedEml } from "./shared.ts";

const read = async (folder: string) => {
  const { messages } = await readInputs([join(sharedEml, folder)]);
  const all = messages.map(({ message }) => message);
  const count = all.find((message): message is Count => message.kind === "510b");
  const lists = all.filter((message): message is Candidates => message.kind === "230b");
  if (count === undefined) throw new Error("no count");
  return { count, lists };
};

describe.skipIf(!hasShared)("real files", () => {
  test.each([
    ["gr2022", 21, 8],
    ["tk2025", 11, 24],
  ])(
    "%s: all figures of a count are those of papers made from it, each change is one line",
    async (folder, units, lists) => {
      const given = await read(folder);
      const form = formOf(given.count, given.lists);
      expect([form.units.length, form.lists.length]).toEqual([units, lists]);
      expect(encodeForm(form)).not.toMatch(/postcode/);
      const count = comparedCount(given.count);
      const fields: Field[] = ["A", "B", "C", "D", "E", "F", "G", "I", "J"];
      for (const { number, candidates } of form.lists)
        fields.push(`E.${number}`, ...candidates.map(({ position }): Field => `K.${number}.${position}`));
      const papers = ["total", ...count.units].map((unit): AgreedPaper => {
        const figures = new Map(fields.map((field) => [field, count.figure(unit, field) ?? -1] as const));
        const sum = (["E", "F", "G"] as const).reduce((all, field) => all + (figures.get(field) ?? 0), 0);
        return { unit, model: unit === "total" ? "Na31-1" : "N10-1", figures: new Map([...figures, ["H", sum]]) };
      });
      expect(comparePapers(form, papers, count)).toMatchObject({
        ...{ differences: [], missing: [], sums: [], notInCount: [], isTotalCompared: true },
        figures: papers.length * (fields.length + 1),
      });
      for (let i = 0; i < 12; i++) {
        const [unit, field] = [papers[i % papers.length] as AgreedPaper, fields[(i * 37) % fields.length] as Field];
        const figures = new Map([...unit.figures, [field, Number(unit.figures.get(field)) + 100_000 + i] as const]);
        const changed = papers.map((one) => (one === unit ? { ...unit, figures } : one));
        expect(comparePapers(form, changed, count).differences).toMatchObject([
          { kind: "field", unit: unit.unit, field },
        ]);
      }
    },
  );
});
