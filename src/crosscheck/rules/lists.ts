// S7: the ballots of a count are those of the candidate lists, its units those of the polling stations or of the election's definition.

import type { Candidates, Count, Definition, ReadMessage, Stations } from "../read/model.ts";
import type { Ballot } from "../read/votes.ts";
import type { Finding, Findings } from "./findings.ts";
import { authorityOf, districtOf, municipalityOf, regionsWithin } from "./regions.ts";

/** The candidate lists that this count goes by, and whether all of its ballots were held against some. */
export function judgeLists(
  { source, message }: ReadMessage<Count>,
  candidates: readonly ReadMessage<Candidates>[],
  findings: Findings,
): "all" | "some" | "none" {
  const listsOf = new Map(candidates.map((one) => [one.message.contest.id, one]));
  const seen = new Map<string, Set<Ballot>>();
  let [judged, all] = [0, 0];
  const judge = (ballot: Ballot, contest: string, unit?: Finding["unit"]) => {
    const ofContest = seen.get(contest) ?? new Set<Ballot>();
    if (ofContest.has(ballot)) return;
    seen.set(contest, ofContest.add(ballot));
    all++;
    const lists = listsOf.get(contest);
    if (lists === undefined) return;
    judged++;
    judgeBallot(ballot, lists, { file: source.path, ...(unit === undefined ? {} : { unit }) }, findings);
  };
  const isOfDistricts = message.contest.id === "alle";
  if (!isOfDistricts) judge(message.total.ballot, message.contest.id);
  for (const { id, name, votes } of message.units)
    judge(votes.ballot, isOfDistricts ? String(districtOf(id) ?? "alle") : message.contest.id, { id, name });
  return judged === 0 ? "none" : judged === all ? "all" : "some";
}

function judgeBallot(
  ballot: Ballot,
  { source, message }: ReadMessage<Candidates>,
  place: Pick<Finding, "file" | "unit">,
  findings: Findings,
): void {
  const other = source.path;
  const wanted = new Map(message.lists.map((list) => [list.number, list]));
  for (const { number, name, candidates } of ballot.lists) {
    const list = wanted.get(number);
    const figure = { kind: "list", list: number } as const;
    if (list === undefined) {
      findings.add({ code: "S7", ...place, other, part: "unknown-list", figure });
      continue;
    }
    wanted.delete(number);
    // A list may have no name, and software may write something in its place.
    if (list.name !== name && list.name !== "" && name !== "")
      findings.add({ code: "S7", ...place, other, part: "list-name", figure, found: name, expected: list.name });
    const positions = new Set(list.candidates.map(({ position }) => position));
    for (const { position } of candidates)
      if (position !== undefined && !positions.delete(position))
        findings.add({
          code: "S7",
          ...place,
          other,
          part: "unknown-candidate",
          figure: { kind: "candidate", list: number, candidate: position },
        });
    // By short code alone nobody is known here: rule S10 links people.
    if (candidates.every(({ position }) => position !== undefined))
      for (const position of positions)
        findings.add({
          code: "S7",
          ...place,
          other,
          part: "missing-candidate",
          figure: { kind: "candidate", list: number, candidate: position },
        });
  }
  for (const number of wanted.keys())
    findings.add({ code: "S7", ...place, other, part: "missing-list", figure: { kind: "list", list: number } });
}

/** The units of a municipality's count are its polling stations. */
export function judgeStations(
  { source, message }: ReadMessage<Count>,
  stations: ReadMessage<Stations>,
  findings: Findings,
): void {
  const place = { code: "S7", file: source.path, other: stations.source.path } as const;
  const wanted = new Map(stations.message.stations.map(({ unitId, name }) => [plainUnit(unitId), name]));
  for (const { id, name } of message.units)
    if (!wanted.delete(plainUnit(id))) findings.add({ ...place, part: "unknown-unit", unit: { id, name } });
  for (const [id, name] of wanted) findings.add({ ...place, part: "missing-unit", unit: { id, name } });
}

/** `HSB1::0014::SB1` and `0014::SB1` are one station; so are `SB1` and `SB01`. */
function plainUnit(id: string): string {
  const [, municipality = "", number = ""] = /(?:(\d{4})::)?SB0*(\d+)$/.exec(id) ?? [];
  return number === "" ? id : `${municipality}::SB${number}`;
}

/**
 * The units of a count above are the regions below its authority. One that the definition does not know and that has a count of its
 * own (the postal bureau) is a remark.
 */
export function judgeUnits(
  { source, message }: ReadMessage<Count>,
  definition: ReadMessage<Definition>,
  counts: readonly ReadMessage<Count>[],
  findings: Findings,
): void {
  const level = message.units.some(({ id }) => districtOf(id) !== undefined) ? "districts" : "municipalities";
  const below = regionsWithin(definition.message, message.authority.id, level);
  if (below.length === 0) return;
  const place = { file: source.path, other: definition.source.path } as const;
  const wanted = new Map(below.map((region) => [authorityOf(region), region.name]));
  for (const { id, name } of message.units) {
    const unit = municipalityOf(id) ?? (districtOf(id) === undefined ? id : `HSB${districtOf(id)}`);
    if (wanted.delete(unit)) continue;
    const hasOwn = counts.some((count) => count.message.kind === "510b" && count.message.authority.id === unit);
    findings.add({ code: hasOwn ? "S7o" : "S7", ...place, part: "unknown-unit", unit: { id, name } });
  }
  for (const [id, name] of wanted) findings.add({ code: "S7", ...place, part: "missing-unit", unit: { id, name } });
}
