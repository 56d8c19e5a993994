// The sums of one paper, as it is typed and once it is: rules S1 to S5 on what stands there. It forbids nothing: what is wrong on
// paper is typed as it is. docs/spec/paper-entry.md, "Sums of a paper"

import { type Ballot, candidateFields, type Field, type Figures, listFields } from "./fields.ts";

/** A sum that does not come out. */
export interface PaperSum {
  readonly rule: "S1" | "S2" | "S3" | "S4" | "S5";
  /** What it says of what: the names of sentences in paper/texts.ts */
  readonly says: "candidates" | "lists" | "admitted" | "cast" | "more" | "fewer" | "none" | "swapped" | "both";
  /** The list whose candidates they are; 0: none. */
  readonly list: number;
  /** The fields to look at again. */
  readonly fields: readonly Field[];
}

/** All sums of which every part is typed and can be read. An empty box counts as 0. `isTotal`: then I and J may both stand. */
export function wrongSums(figures: Figures, ballot: Ballot, isTotal: boolean): PaperSum[] {
  return [
    ...sum(figures, { rule: "S3", says: "admitted" }, ["A", "B", "C"], "D"),
    ...sum(figures, { rule: "S2", says: "lists" }, listFields(ballot), "E"),
    ...sum(figures, { rule: "S4", says: "cast" }, ["E", "F", "G"], "H"),
    ...difference(figures, isTotal),
    ...ballot.lists.flatMap(({ number }) =>
      sum(figures, { rule: "S1", says: "candidates", list: number }, candidateFields(ballot, number), `E.${number}`),
    ),
  ];
}

/** A figure as a number; undefined: not typed, or not to be read. */
function numberOf(figures: Figures, field: Field): number | undefined {
  const figure = figures.get(field);
  return figure === "-" ? 0 : figure === "?" ? undefined : figure;
}

/** An empty total says nothing that could be wrong. */
function sum(
  figures: Figures,
  { rule, says, list = 0 }: Pick<PaperSum, "rule" | "says"> & { readonly list?: number },
  parts: readonly Field[],
  whole: Field,
): PaperSum[] {
  const total = figures.get(whole);
  const values = parts.map((field) => numberOf(figures, field));
  if (typeof total !== "number" || parts.length === 0 || values.includes(undefined)) return [];
  const found = values.reduce<number>((all, value) => all + (value ?? 0), 0);
  return found === total ? [] : [{ rule, says, list, fields: [...parts, whole] }];
}

/** D and H against I and J. */
function difference(figures: Figures, isTotal: boolean): PaperSum[] {
  const [d, h, i, j] = (["D", "H", "I", "J"] as const).map((field) => numberOf(figures, field));
  if (d === undefined || h === undefined || i === undefined || j === undefined) return [];
  const says = (name: PaperSum["says"], rule: PaperSum["rule"] = "S4"): PaperSum[] => [
    { rule, says: name, list: 0, fields: ["D", "H", "I", "J"] },
  ];
  if (!isTotal && i > 0 && j > 0) return says("both", "S5");
  if (d + i - j === h) return [];
  if (i !== j && d + j - i === h) return says("swapped");
  if (d === h) return says("none");
  return says(h > d ? "more" : "fewer");
}
