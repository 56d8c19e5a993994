// How many stations are drawn, and which: from counts, by dice.

import { describe, expect, test } from "vitest";
import {
  type DrawOptions,
  drawSample,
  judgeSample,
  type Population,
  populationOf,
} from "../../../src/crosscheck/outcome/draw.ts";
import { describeDraw } from "../../../src/crosscheck/outcome/draw-words.ts";
import { drawOrder, filesDigest } from "../../../src/crosscheck/seats/sample.ts";
import { count, stations as madeStations, makeUnit } from "../made.ts";
import { reportOn } from "../run.ts";
import { council, filesOf } from "./world.ts";

const dice = "12345612345612345612";
const options: DrawOptions = { dice, risk: 5, admitted: new Map(), areSumsGood: true };
const many = Array.from({ length: 400 }, (_, i) => makeUnit(`9998::SB${i + 1}`, `Stembureau ${i + 1}`, i + 1));
const dossierOf = (files: Readonly<Record<string, string>>) => reportOn(files).judged.dossier;
const demand = (files: Readonly<Record<string, string>>): Population => {
  const population = populationOf(dossierOf(files));
  if (population === undefined) throw new Error("no municipal count");
  return population;
};

/** The council of the world as the count of its one municipality, with its one unit as a station of 880 votes and more. */
const { definition, count: whole } = filesOf({
  ...council,
  districts: council.districts.map((district) => ({ ...district, id: "9999" })),
});
const ofCouncil = {
  "110a.xml": definition,
  "510b.xml": whole
    .replace('Id="510d"', 'Id="510b"')
    .replace('AuthorityIdentifier Id="CSB"', 'AuthorityIdentifier Id="9999"')
    .replace('ReportingUnitIdentifier Id="9999"', 'ReportingUnitIdentifier Id="9999::SB1"'),
};

describe("which", () => {
  test("stations in the order of the dice, from the digests of the counts", () => {
    const files = { "a.xml": count({ units: many }) };
    const population = demand(files);
    const { sample } = drawSample(dossierOf(files), population, options);
    const order = drawOrder(dice, filesDigest(population.files), population.stations);
    // One in 200: 2 of 400 wrong, and the sample must see that with 95 %.
    expect(sample).toMatchObject({ of: 400, wrong: 2, risk: 5, stations: order.slice(0, sample.stations.length) });
    expect(sample.stations).toHaveLength(311);
    expect(judgeSample(sample, population)).toBeUndefined();
  });

  test("a sample that other dice, files or hands made is known", () => {
    const files = { "a.xml": count({ units: many }) };
    const population = demand(files);
    const { sample } = drawSample(dossierOf(files), population, options);
    const [first = "", second = "", ...rest] = sample.stations;
    expect(judgeSample({ ...sample, dice: `2${dice.slice(1)}` }, population)).toBe("stations");
    expect(judgeSample({ ...sample, stations: [second, first, ...rest] }, population)).toBe("stations");
    expect(judgeSample({ ...sample, of: 399 }, population)).toBe("stations");
    expect(judgeSample({ ...sample, election: "GR2027_Ander" }, population)).toBe("election");
    expect(judgeSample(sample, demand({ "a.xml": count({ units: many.slice(1) }) }))).toBe("files");
    expect(judgeSample(sample, undefined)).toBe("files");
  });

  test("counts of two municipalities together, and no count is no draw", () => {
    const other = count({ units: [makeUnit("9997::SB1", "Zaal", 9)], authority: { id: "9997", name: "Ander" } });
    expect(demand({ "a.xml": count(), "b.xml": other })).toMatchObject({ municipalities: 2, twice: undefined });
    const same = count({ units: [makeUnit("9998::SB1", "Zaal", 9)], authority: { id: "9997", name: "Ander" } });
    expect(demand({ "a.xml": count(), "b.xml": same }).twice).toBe("9998::SB1");
    expect(populationOf(dossierOf({ "a.xml": count({ kind: "510d", authority: { id: "CSB", name: "x" } }) }))).toBe(
      undefined,
    );
  });
});

describe("how many", () => {
  const draw = (files: Readonly<Record<string, string>>, more: Partial<DrawOptions> = {}) =>
    drawSample(dossierOf(files), demand(files), { ...options, ...more });

  test("by the margin of a seat where D is known of all stations", () => {
    const drawn = draw(ofCouncil, { admitted: new Map([["9999::SB1", 880]]) });
    expect(drawn.noMargin).toBeUndefined();
    expect(drawn.margin?.stations).toBe(1);
    expect(drawn.margin?.votes).toBeGreaterThan(0);
    expect(describeDraw(drawn, "nl").says.join(" ")).toMatch(/alle 1 stembureaus.*Eén stembureau kan dat al zijn/);
  });

  test("without it nothing is said of the seats, and why", () => {
    const without = { "510b.xml": ofCouncil["510b.xml"] };
    expect(draw(ofCouncil).noMargin).toBe("bounds");
    expect(draw(without).noMargin).toBe("files");
    expect(draw(ofCouncil, { areSumsGood: false }).noMargin).toBe("sums");
    expect(
      draw({
        ...ofCouncil,
        "510d.xml": whole
          .replace(/<ValidVotes>230</g, "<ValidVotes>231<")
          .replace(/<ValidVotes>370</g, "<ValidVotes>371<"),
      }).noMargin,
    ).toBe("parts");
    expect(describeDraw(draw(ofCouncil), "en").says.join(" ")).toMatch(
      /says nothing: for that D and H must be typed first/,
    );
  });

  test("a small municipality: all but one, or all", () => {
    const part = draw({ "a.xml": count({ units: many.slice(0, 21) }) });
    expect(describeDraw(part, "nl").says.join(" ")).toContain("bewijst een steekproef niets over de zetels");
    const units = many.slice(0, 21);
    expect(draw({ "a.xml": count({ units }) }).sample.stations).toHaveLength(20);
    expect(draw({ "a.xml": count({ units }) }, { risk: 1 }).sample.stations).toHaveLength(21);
    expect(draw({ "a.xml": count({ units: madeStations }) }).sample.stations).toHaveLength(3);
  });
});
