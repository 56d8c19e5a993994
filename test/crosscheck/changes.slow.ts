// 1,000 changes of a single figure in real files: each is found, with its unit and its figure, and nothing else is.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Inputs } from "../../src/crosscheck/read/inputs.ts";
import { readInputs } from "../../src/crosscheck/read/inputs.ts";
import type { Count } from "../../src/crosscheck/read/model.ts";
import { verdictsOf } from "../../src/crosscheck/report/verdict.ts";
import { figureAt } from "../../src/crosscheck/rules/ballots.ts";
import { figureKey } from "../../src/crosscheck/rules/findings.ts";
import { judge } from "../../src/crosscheck/rules/judge.ts";
import { readText } from "./run.ts";
import { hasShared, sharedEml } from "./shared.ts";

/** Every place of a figure in a count: its start and end in the text, in the order of the file. */
function figuresIn(text: string): { from: number; to: number }[] {
  const found = text.matchAll(
    /<(?:ValidVotes|Cast|TotalCounted|(?:Rejected|Uncounted)Votes ReasonCode="[^"]*")>(\d+)</g,
  );
  return [...found].map((match) => ({
    from: match.index + match[0].length - 1 - (match[1] ?? "").length,
    to: match.index + match[0].length - 1,
  }));
}

/** Unit (undefined: the total) and figure of the nth figure of a count, as the findings name them. */
function nameOf(count: Count, nth: number): { unit: string | undefined; key: string } {
  const all = [{ id: undefined, votes: count.total }, ...count.units];
  let left = nth;
  for (const { id, votes } of all) {
    if (left < votes.ballot.cells) return { unit: id, key: figureKey(figureAt(votes.ballot, left)) };
    left -= votes.ballot.cells;
  }
  throw new Error(`no figure ${nth}`);
}

const quiet = /^(?:cast|meegenomen|te weinig|te veel|geen|kwijt|andere)/;

describe.skipIf(!hasShared)("a single figure that changes", () => {
  test.each([
    ["gr2022", "Telling_GR2022_WestMaasenWaal.eml.xml", 500],
    ["tk2025", "Telling_TK2025_gemeente_West_Maas_en_Waal.eml.xml", 500],
  ])("%s", async (folder, name, times) => {
    const path = join(sharedEml, folder, name);
    const text = readFileSync(path, "utf8");
    const inputs = await readInputs([join(sharedEml, folder)]);
    const withCount = (message: Count): Inputs => ({
      ...inputs,
      messages: inputs.messages.map((one) => (one.message.kind === "510b" ? { ...one, message } : one)),
    });
    const places = figuresIn(text);
    const missed: string[] = [];
    let state = 1;
    for (let i = 0; i < times; i++) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      const nth = state % places.length;
      const { from, to } = places[nth] as { from: number; to: number };
      const value = Number(text.slice(from, to));
      const message = readText(`${text.slice(0, from)}${value + 1 + (state % 7)}${text.slice(to)}`) as Count;
      const { unit, key } = nameOf(message, nth);
      // Without the published table: the count alone has to show it.
      const { findings } = judge({ ...withCount(message), sheets: [] }, { chosen: new Set(), codes: [] });
      const [verdict] = verdictsOf(findings, false);
      const names = findings.kept.map(
        (one) => `${one.unit?.id} ${one.figure === undefined ? "" : figureKey(one.figure)}`,
      );
      const isNamed = names.includes(`${unit} ${key}`) || names.includes(`undefined ${key}`);
      if (quiet.test(key) && unit !== undefined) {
        if (verdict !== "KLOPT" && verdict !== "OPTELLING_KLOPT_NIET") missed.push(`${unit} ${key}: ${verdict}`);
      } else if (key === "cast") {
        if (verdict !== "KLOPT") missed.push(`${unit} ${key}: ${verdict}`);
      } else if (verdict !== "OPTELLING_KLOPT_NIET" || !isNamed)
        missed.push(`${unit} ${key}: ${verdict} ${names.join("; ")}`);
    }
    expect(missed).toEqual([]);
  });
});
