// 520: the result, which says who is elected.

import type { Fail } from "../error.ts";
import { limits } from "../limits.ts";
import type { Contest, Elected, ElectedList, Election, PersonName, Result } from "../model.ts";
import { element, maybe, one, some } from "./grammar.ts";
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

export function resultReader(fail: Fail): MessageReader<Result> {
  const { row, authority, createdAt } = headRules(fail, "must", "never");
  const election = new Once<Election>("ElectionIdentifier", fail);
  const contest = new Once<Contest>("ContestIdentifier", fail);
  const lists = new ElectedLists(fail);
  const contestElement = element("Contest", [one(contestRule(contest)), some(selectionRule(lists, fail))], {
    open: onlyOne("Contest", fail),
  });
  const body = element("Result", [
    one(element("Election", [one(electionRule(fail, election, false)), some(contestElement)])),
  ]);
  return {
    body: [...row, one(body)],
    finish: (skipped) => ({
      kind: "520",
      election: election.demand(),
      contest: contest.demand(),
      authority: authority.demand(),
      createdAt: createdAt.value ?? "",
      skipped,
      lists: lists.all,
    }),
  };
}

class ElectedLists {
  readonly all: (ElectedList & { readonly elected: Elected[] })[] = [];
  readonly #fail: Fail;

  constructor(fail: Fail) {
    this.#fail = fail;
  }

  list(number: number, name: string): void {
    if (this.all.length >= limits.lists) this.#fail("TOO_MANY", { limit: limits.lists, what: "AffiliationIdentifier" });
    if (this.all.some((list) => list.number === number))
      this.#fail("TWICE", { what: `AffiliationIdentifier ${number}` });
    this.all.push({ number, name, elected: [] });
  }

  elected(position: number | undefined, rest: Omit<Elected, "position">): void {
    const list = this.all.at(-1) ?? this.#fail("ABSENT", { what: "AffiliationIdentifier" });
    const place = position ?? this.#fail("ABSENT", { what: "CandidateIdentifier@Id" });
    if (list.elected.length >= limits.candidates)
      this.#fail("TOO_MANY", { limit: limits.candidates, what: "Candidate" });
    const { shortCode } = rest;
    const isTwice = (one: Elected) =>
      shortCode === undefined || one.shortCode === undefined ? one.position === place : one.shortCode === shortCode;
    if (list.elected.some(isTwice)) this.#fail("TWICE", { what: `CandidateIdentifier ${shortCode ?? place}` });
    list.elected.push({ position: place, ...rest });
  }
}

const noName: PersonName = { initials: "", firstName: "", prefix: "", lastName: "" };

function selectionRule(lists: ElectedLists, fail: Fail) {
  let isPerson = false;
  let position: number | undefined;
  let shortCode: string | undefined;
  let name = noName;
  let ranking: Elected["ranking"];
  const identifier = candidateIdentifierRule((itsPosition, itsCode) => {
    position = itsPosition;
    shortCode = itsCode;
  });
  const candidate = element(
    "Candidate",
    [
      one(identifier),
      one(fullNameRule((found) => (name = found))),
      maybe(...genderRules()),
      one(addressRule(() => {})),
    ],
    {
      open: () => {
        isPerson = true;
      },
    },
  );
  const rankingElement = element("Ranking", types.oneOf("1", "2"), {
    close: (text) => (ranking = text === "1" ? 1 : 2),
  });
  return element(
    "Selection",
    [
      one(
        candidate,
        affiliationRule((number, itsName) => lists.list(number, itsName), fail),
      ),
      maybe(element("Votes", types.positive)),
      maybe(rankingElement),
      // Empty, it has the one value that its schema fixes.
      one(element("Elected", types.oneOf("yes", ""))),
    ],
    {
      open: () => {
        isPerson = false;
        name = noName;
        ranking = undefined;
      },
      close: () => {
        if (isPerson) lists.elected(position, { shortCode, name, ranking });
      },
    },
  );
}
