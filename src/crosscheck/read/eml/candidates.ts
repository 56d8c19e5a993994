// 230b: the lists of candidates of one district, or of an election without districts.

import type { Fail } from "../error.ts";
import { limits } from "../limits.ts";
import type { Candidate, CandidateList, Candidates, Contest, Election, PersonName } from "../model.ts";
import { any, element, maybe, one, some } from "./grammar.ts";
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

export function candidatesReader(fail: Fail): MessageReader<Candidates> {
  const { row, authority, createdAt } = headRules(fail, "must", "must");
  const election = new Once<Election>("ElectionIdentifier", fail);
  const contest = new Once<Contest>("ContestIdentifier", fail);
  const lists: CandidateList[] = [];
  const contestElement = element("Contest", [one(contestRule(contest)), some(listRule(lists, fail))], {
    open: onlyOne("Contest", fail),
  });
  const body = element("CandidateList", [
    maybe(element("ListDate", types.dayOrMoment)),
    one(element("Election", [one(electionRule(fail, election, true)), some(contestElement)])),
  ]);
  return {
    body: [...row, one(body)],
    finish: (skipped) => ({
      kind: "230b",
      election: election.demand(),
      contest: contest.demand(),
      authority: authority.demand(),
      createdAt: createdAt.value ?? "",
      skipped,
      lists,
    }),
  };
}

function listRule(lists: CandidateList[], fail: Fail) {
  const numbers = new Set<number>();
  let number = 0;
  let name = "";
  let type: CandidateList["type"] = "op zichzelf staande lijst";
  let set: number | undefined;
  let candidates: Candidate[] = [];
  const identifier = affiliationRule((itsNumber, itsName) => {
    number = itsNumber;
    name = itsName;
    if (numbers.has(number)) fail("TWICE", { what: `AffiliationIdentifier ${number}` });
    numbers.add(number);
  }, fail);
  const typeElement = element(
    "Type",
    types.oneOf("lijstengroep", "stel gelijkluidende lijsten", "op zichzelf staande lijst"),
    { close: (text) => (type = text as CandidateList["type"]) },
  );
  const data = element("kr:ListData", [maybe(element("kr:Contests", "anything"))], {
    attributes: {
      PublishGender: types.boolean,
      "PublicationLanguage?": types.oneOf("nl", "fy"),
      "BelongsToSet?": types.ordinal,
      "BelongsToCombination?": types.token,
    },
    open: (attributes) => {
      set = attributes.BelongsToSet === undefined ? undefined : Number(attributes.BelongsToSet);
    },
  });
  const candidate = candidateRule((found) => {
    if (candidates.length >= limits.candidates) fail("TOO_MANY", { limit: limits.candidates, what: "Candidate" });
    if (candidates.some(({ position }) => position === found.position))
      fail("TWICE", { what: `CandidateIdentifier ${found.position} (AffiliationIdentifier ${number})` });
    candidates.push(found);
  }, fail);
  return element("Affiliation", [one(identifier), one(typeElement), one(data), some(candidate)], {
    open: () => {
      if (lists.length >= limits.lists) fail("TOO_MANY", { limit: limits.lists, what: "Affiliation" });
      candidates = [];
      set = undefined;
    },
    close: () => lists.push({ number, name, type, set, candidates }),
  });
}

const noName: PersonName = { initials: "", firstName: "", prefix: "", lastName: "" };

function candidateRule(onClose: (candidate: Candidate) => void, fail: Fail) {
  let position: number | undefined;
  let name = noName;
  let locality = "";
  return element(
    "Candidate",
    [
      one(candidateIdentifierRule((found) => (position = found))),
      maybe(fullNameRule((found) => (name = found))),
      maybe(element("DateOfBirth", types.day)),
      maybe(...genderRules()),
      maybe(addressRule((found) => (locality = found))),
      any(element("Contact", "anything"), element("Agent", "anything")),
      maybe(element("kr:DateOfBirthAnnex", types.token)),
      maybe(element("kr:NationalIdentificationNumber", types.token)),
    ],
    {
      open: () => {
        position = undefined;
        name = noName;
        locality = "";
      },
      close: () =>
        onClose({ position: position ?? fail("ABSENT", { what: "CandidateIdentifier@Id" }), name, locality }),
    },
  );
}
