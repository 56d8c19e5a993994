// 110b: the polling stations of a municipality.

import type { Fail } from "../error.ts";
import { limits } from "../limits.ts";
import type { Authority, Contest, Election, Station, Stations } from "../model.ts";
import { any, between, element, maybe, one, some } from "./grammar.ts";
import { contestRule, electionRule, headRules, Once, onlyOne } from "./head.ts";
import type { MessageReader } from "./message-reader.ts";
import * as types from "./simple-types.ts";

export function stationsReader(fail: Fail): MessageReader<Stations> {
  const { row, authority, createdAt } = headRules(fail, "must", "may");
  const election = new Once<Election>("ElectionIdentifier", fail);
  const contest = new Once<Contest>("ContestIdentifier", fail);
  const municipality = new Once<Authority>("ReportingUnitIdentifier", fail);
  const stations: Omit<Station, "unitId">[] = [];
  let id = "";
  const identifier = element("ReportingUnitIdentifier", types.token, {
    attributes: { Id: types.unitId, "DisplayOrder?": types.ordinal },
    open: (attributes) => {
      id = attributes.Id ?? "";
    },
    close: (name) => municipality.set({ id, name }),
  });
  const contestElement = element(
    "Contest",
    [
      one(contestRule(contest, types.oneOf("geen"))),
      one(element("ReportingUnit", [one(identifier)])),
      one(element("VotingMethod", types.votingMethod)),
      one(element("MaxVotes", types.maybePositive)),
      maybe(element("sb:MunicipalityContactDetails", types.token)),
      maybe(element("sb:MunicipalityElectionSite", types.token)),
      some(placeRule(stations, fail)),
    ],
    { open: onlyOne("Contest", fail) },
  );
  const electionElement = element("Election", [one(electionRule(fail, election, false)), some(contestElement)], {
    open: onlyOne("Election", fail),
  });
  const body = element("ElectionEvent", [one(element("EventIdentifier", "anything")), some(electionElement)]);
  return {
    body: [...row, one(body)],
    finish: (skipped) => {
      const { id: code, name } = municipality.demand();
      return {
        kind: "110b",
        election: election.demand(),
        contest: contest.demand(),
        authority: authority.demand(),
        createdAt: createdAt.value ?? "",
        skipped,
        municipality: { id: code, name },
        stations: stations.map((station) => ({ ...station, unitId: `${code}::SB${station.number}` })),
      };
    },
  };
}

function placeRule(stations: Omit<Station, "unitId">[], fail: Fail) {
  const numbers = new Set<number>();
  let channel: Station["channel"] = "polling";
  let number = 0;
  let name = "";
  let postalCode: string | undefined;
  const free = { "Type?": types.token, "Code?": types.token };
  const code = element("xal:PostalCodeNumber", types.token, { attributes: free, close: (text) => (postalCode = text) });
  const locality = element("Locality", [
    one(element("xal:LocalityName", types.token, { attributes: free, close: (text) => (name = text) })),
    maybe(element("xal:PostalCode", [one(code)], { attributes: { "Type?": types.token } })),
  ]);
  // In place of a locality the older schema has one line of text.
  const line = element("xal:Address", types.token, { attributes: free, close: (text) => (name = text) });
  const address = element("Address", [one(locality, line), any(element("sb:Location", "anything"))]);
  const station = element("PollingStation", types.ordinal, {
    attributes: { Id: types.ordinal },
    open: (attributes) => {
      number = Number(attributes.Id);
    },
  });
  const location = element("PhysicalLocation", [
    one(address),
    one(station),
    maybe(element("kr:ReportingUnitType", types.oneOf("FixedLocation", "Mobile", "Special"))),
    maybe(element("kr:SharedLocation", types.boolean)),
  ]);
  return element("PollingPlace", [between(1, 1, location)], {
    attributes: { Channel: types.oneOf("polling", "postal") },
    open: (attributes) => {
      if (stations.length >= limits.units) fail("TOO_MANY", { limit: limits.units, what: "PollingPlace" });
      channel = attributes.Channel as Station["channel"];
      name = "";
      postalCode = undefined;
    },
    close: () => {
      if (numbers.has(number)) fail("TWICE", { what: `PollingStation ${number}` });
      numbers.add(number);
      stations.push({ number, name, postalCode, channel });
    },
  });
}
