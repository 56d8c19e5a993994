// 110a: the definition of an election.

import type { Fail } from "../error.ts";
import { limits } from "../limits.ts";
import {
  type Contest,
  type Definition,
  type Election,
  type Region,
  type RegionCategory,
  regionCategories,
} from "../model.ts";
import { type Attributes, any, between, element, one, some } from "./grammar.ts";
import { contestRule, electionRule, headRules, Once } from "./head.ts";
import type { MessageReader } from "./message-reader.ts";
import * as types from "./simple-types.ts";

export function definitionReader(fail: Fail): MessageReader<Definition> {
  const { row, authority, createdAt } = headRules(fail, "may", "may");
  const election = new Once<Election>("ElectionIdentifier", fail);
  const contest = new Once<Contest>("ContestIdentifier", fail);
  const seats = new Once<number>("NumberOfSeats", fail);
  const threshold = new Once<number>("PreferenceThreshold", fail);
  const regions: Region[] = [];
  const contestElement = element("Contest", [
    one(contestRule(contest)),
    one(element("VotingMethod", types.votingMethod)),
    one(element("MaxVotes", types.maybePositive)),
  ]);
  const party = element("kr:RegisteredParty", [one(element("kr:RegisteredAppellation", types.token))]);
  const electionElement = element("Election", [
    one(electionRule(fail, election, true, true)),
    one(contestElement),
    one(element("kr:NumberOfSeats", types.positive, { close: (text) => seats.set(Number(text)) })),
    one(element("kr:PreferenceThreshold", types.number, { close: (text) => threshold.set(Number(text)) })),
    one(element("kr:ElectionTree", [some(regionRule(regions, fail))])),
    one(element("kr:RegisteredParties", [any(party)])),
  ]);
  const body = element("ElectionEvent", [one(element("EventIdentifier", "anything")), one(electionElement)]);
  return {
    body: [...row, one(body)],
    finish: (skipped) => ({
      kind: "110a",
      election: election.demand(),
      contest: contest.demand(),
      authority: authority.value,
      createdAt: createdAt.value ?? "",
      skipped,
      seats: seats.demand(),
      preferenceThreshold: threshold.demand(),
      regions,
    }),
  };
}

const category = types.oneOf(...regionCategories);

function regionRule(regions: Region[], fail: Fail) {
  let attributes: Attributes = {};
  let name = "";
  let committees: string[] = [];
  const committee = element("kr:Committee", types.nothing, {
    attributes: {
      CommitteeCategory: types.oneOf("CSB", "HSB", "PROV_SB", "PSB"),
      "CommitteeName?": types.token,
      "AcceptCentralSubmissions?": types.boolean,
    },
    open: (given) => committees.push(given.CommitteeCategory ?? ""),
  });
  const nameElement = element("kr:RegionName", types.token, { close: (text) => (name = text) });
  return element("kr:Region", [one(nameElement), between(0, 3, committee)], {
    attributes: {
      "RegionNumber?": types.regionNumber,
      RegionCategory: category,
      "RomanNumerals?": types.boolean,
      "FrysianExportAllowed?": types.boolean,
      "SuperiorRegionNumber?": types.regionNumber,
      "SuperiorRegionCategory?": category,
    },
    open: (given) => {
      if (regions.length >= limits.regions) fail("TOO_MANY", { limit: limits.regions, what: "Region" });
      attributes = given;
      committees = [];
    },
    close: () => regions.push({ ...placed(attributes), name, committees }),
  });
}

function placed(attributes: Attributes): Pick<Region, "category" | "number" | "superior"> {
  const { RegionCategory, RegionNumber, SuperiorRegionCategory, SuperiorRegionNumber } = attributes;
  const superior =
    SuperiorRegionCategory === undefined
      ? undefined
      : { category: SuperiorRegionCategory as RegionCategory, number: numberOf(SuperiorRegionNumber) };
  return { category: RegionCategory as RegionCategory, number: numberOf(RegionNumber), superior };
}

const numberOf = (text: string | undefined) => (text === undefined ? undefined : Number(text));
