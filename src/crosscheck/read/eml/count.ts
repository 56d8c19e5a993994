// 510b, 510c, 510d: counts.

import type { Fail } from "../error.ts";
import { limits } from "../limits.ts";
import type { Contest, Count, CountKind, CountUnit, Election } from "../model.ts";
import type { OtherFigure, RejectedReason, UncountedReason, Votes } from "../votes.ts";
import { BallotReader } from "./ballot.ts";
import { any, between, element, maybe, one, type Particle, some } from "./grammar.ts";
import {
  addressRule,
  affiliationRule,
  candidateIdentifierRule,
  contestRule,
  electionRule,
  fullNameRule,
  genderRules,
  headRules,
  Once,
  onlyOne,
} from "./head.ts";
import type { MessageReader } from "./message-reader.ts";
import * as types from "./simple-types.ts";

const reasonsOfInvestigation = [
  "onderzocht vanwege onverklaard verschil",
  "onderzocht vanwege andere fout",
  "uitslag gecorrigeerd",
  "toegelaten kiezers opnieuw vastgesteld",
  "onderzocht vanwege andere reden",
  "stembiljetten deels herteld",
];

export function countReader(kind: CountKind, fail: Fail): MessageReader<Count> {
  const { row, authority, createdAt } = headRules(fail, "must", "never");
  const election = new Once<Election>("ElectionIdentifier", fail);
  const contest = new Once<Contest>("ContestIdentifier", fail);
  const total = new Once<Votes>("TotalVotes", fail);
  const units = new Units(fail);
  const ballot = new BallotReader(kind === "510d" ? limits.people : limits.candidates, fail);
  const totalVotes = element("TotalVotes", voteGroup(ballot, fail), {
    holdsVotes: true,
    open: () => ballot.start(),
    close: () => total.set(ballot.finish()),
  });
  const contestElement = element(
    "Contest",
    [one(contestRule(contest)), maybe(totalVotes), any(unitRule(units, ballot, fail))],
    { open: onlyOne("Contest", fail) },
  );
  const contests = element("Contests", [some(contestElement)]);
  let phase: Count["phase"];
  let method: Count["method"];
  const methodElement = element("kr:CountingMethod", types.nothing, {
    attributes: { MethodCode: types.oneOf("centrale stemopneming", "decentrale stemopneming") },
    open: (attributes) => {
      method = attributes.MethodCode as Count["method"];
    },
  });
  const phaseElement = element("kr:Phase", types.nothing, {
    attributes: { PhaseCode: types.oneOf("eerste zitting", "corrigendum") },
    open: (attributes) => {
      phase = attributes.PhaseCode as Count["phase"];
    },
  });
  const body = element("Count", [
    maybe(methodElement),
    one(element("EventIdentifier", [])),
    maybe(phaseElement),
    one(element("Election", [one(electionRule(fail, election, false)), one(contests)])),
  ]);
  return {
    body: [...row, one(body)],
    finish: (skipped) => ({
      kind,
      election: election.demand(),
      contest: contest.demand(),
      authority: authority.demand(),
      createdAt: createdAt.value ?? "",
      skipped,
      phase,
      method,
      total: total.demand(),
      units: units.all,
    }),
  };
}

/** The units of one file: each id once (L5), and not more than the limit. */
class Units {
  readonly all: CountUnit[] = [];
  readonly #ids = new Set<string>();
  readonly #fail: Fail;

  constructor(fail: Fail) {
    this.#fail = fail;
  }

  /** Asked before anything of the unit is read. */
  open(): void {
    if (this.all.length >= limits.units) this.#fail("TOO_MANY", { limit: limits.units, what: "ReportingUnitVotes" });
  }

  add(unit: CountUnit): void {
    if (this.#ids.has(unit.id)) this.#fail("TWICE", { what: `ReportingUnitIdentifier ${unit.id}` });
    this.#ids.add(unit.id);
    this.all.push(unit);
  }
}

function unitRule(units: Units, ballot: BallotReader, fail: Fail) {
  let id = "";
  let name = "";
  let type: CountUnit["type"];
  let reason = "";
  let investigations: string[] = [];
  const identifier = element("ReportingUnitIdentifier", types.token, {
    attributes: { Id: types.unitId, "DisplayOrder?": types.ordinal },
    open: (attributes) => {
      id = attributes.Id ?? "";
    },
    close: (text) => {
      name = text;
    },
  });
  const typeElement = element("kr:ReportingUnitType", types.oneOf("FixedLocation", "Mobile", "Special"), {
    close: (text) => {
      type = text as CountUnit["type"];
    },
  });
  const investigation = element("kr:Investigation", types.boolean, {
    attributes: { ReasonCode: types.oneOf(...reasonsOfInvestigation) },
    open: (attributes) => {
      reason = attributes.ReasonCode ?? "";
    },
    close: (text) => {
      if (text === "true" || text === "1") investigations.push(reason);
    },
  });
  return element(
    "ReportingUnitVotes",
    [
      one(identifier),
      maybe(typeElement),
      maybe(element("kr:SharedLocation", types.boolean)),
      ...voteGroup(ballot, fail),
      maybe(element("kr:ReportingUnitInvestigations", [between(0, 3, investigation)])),
    ],
    {
      holdsVotes: true,
      open: () => {
        units.open();
        ballot.start();
        type = undefined;
        investigations = [];
      },
      close: () => units.add({ id, name, votes: ballot.finish(), type, investigations }),
    },
  );
}

/** The `VoteGroup` of the schema: a candidate's figure belongs to the last list before it. */
function voteGroup(ballot: BallotReader, fail: Fail): readonly Particle[] {
  let before: number | undefined;
  const candidate = element("Candidate", [
    one(candidateIdentifierRule((position, code) => ballot.candidate(position, code))),
    maybe(fullNameRule(() => {})),
    maybe(...genderRules()),
    maybe(addressRule(() => {})),
  ]);
  const affiliation = affiliationRule((number, name) => ballot.list(number, name), fail);
  const initial = element("kr:InitialValidVotes", types.number, {
    close: (text) => {
      before = Number(text);
    },
  });
  const valid = element("ValidVotes", types.number, { close: (text) => ballot.selected(Number(text), before) });
  const selection = element("Selection", [one(candidate, affiliation), maybe(initial), one(valid)], {
    attributes: { "Value?": types.ordinal, "Category?": types.token },
    open: () => {
      before = undefined;
    },
  });
  const figure = (name: string, of: OtherFigure) =>
    element(name, types.number, { close: (text) => ballot.other(of, Number(text)) });
  const figureBefore = (name: string, of: OtherFigure) =>
    element(name, types.number, { close: (text) => ballot.otherBefore(of, Number(text)) });
  return [
    some(selection),
    maybe(figureBefore("kr:InitialCast", "cast")),
    one(figure("Cast", "cast")),
    maybe(figureBefore("kr:InitialTotalCounted", "totalCounted")),
    one(figure("TotalCounted", "totalCounted")),
    between(
      0,
      2,
      reasonRule("kr:InitialRejectedVotes", types.rejectedReason, (of, n) => ballot.otherBefore(of, n)),
    ),
    between(
      2,
      2,
      reasonRule("RejectedVotes", types.rejectedReason, (of, n) => ballot.other(of, n)),
    ),
    between(
      0,
      14,
      reasonRule("kr:InitialUncountedVotes", types.uncountedReason, (of, n) => ballot.otherBefore(of, n)),
    ),
    between(
      0,
      14,
      reasonRule("UncountedVotes", types.uncountedReason, (of, n) => ballot.other(of, n)),
    ),
  ];
}

function reasonRule(
  name: string,
  reasons: types.SimpleType,
  onFigure: (reason: RejectedReason | UncountedReason, figure: number) => void,
) {
  let reason = "";
  return element(name, types.number, {
    attributes: { ReasonCode: reasons, "Reason?": types.token, "VoteType?": types.token },
    open: (attributes) => {
      reason = attributes.ReasonCode ?? "";
    },
    close: (text) => onFigure(reason as RejectedReason | UncountedReason, Number(text)),
  });
}
