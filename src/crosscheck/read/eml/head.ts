// What all messages begin with: who made it, when, of which election and which part of it.

import type { Fail } from "../error.ts";
import type { Authority, Contest, Election, PersonName } from "../model.ts";
import { type Attributes, between, element, maybe, one, type Particle, type Rule } from "./grammar.ts";
import * as types from "./simple-types.ts";

/** Told where its value stands; a second time is a fault (rule L5). */
export class Once<Value> {
  #value: Value | undefined;
  readonly #what: string;
  readonly #fail: Fail;

  constructor(what: string, fail: Fail) {
    this.#what = what;
    this.#fail = fail;
  }

  set(value: Value): void {
    if (this.#value !== undefined) this.#fail("TWICE", { what: this.#what });
    this.#value = value;
  }

  get value(): Value | undefined {
    return this.#value;
  }

  /** Throws ReadError where it never stood. */
  demand(): Value {
    return this.#value ?? this.#fail("ABSENT", { what: this.#what });
  }
}

/** To be told of each: what a file may hold once here, though its schema allows more. */
export function onlyOne(what: string, fail: Fail): () => void {
  let count = 0;
  return () => {
    count++;
    if (count > 1) fail("TOO_MANY", { limit: 1, what });
  };
}

export interface HeadRules {
  /** The row of elements in front of what the message is about. */
  readonly row: readonly Particle[];
  readonly authority: Once<Authority>;
  readonly createdAt: Once<string>;
}

/** `authority`, `issued`: what the schema of this kind of message says of the two. */
export function headRules(fail: Fail, authority: "must" | "may", issued: "must" | "may" | "never"): HeadRules {
  const found = new Once<Authority>("AuthorityIdentifier", fail);
  const createdAt = new Once<string>("CreationDateTime", fail);
  const canonical = new Once<string>("CanonicalizationMethod", fail);
  const schema = new Once<string>("Schema", fail);
  let id = "";
  const identifier = element("AuthorityIdentifier", types.token, {
    attributes: { Id: types.authorityId, "DisplayOrder?": types.ordinal },
    open: (attributes) => {
      id = attributes.Id ?? "";
    },
    close: (name) => found.set({ id, name }),
  });
  const createdBy = element("kr:CreatedByAuthority", types.token, { attributes: { Id: types.authorityId } });
  const managing = element("ManagingAuthority", [
    one(identifier),
    one(element("AuthorityAddress", [])),
    maybe(createdBy),
  ]);
  const marks = between(
    0,
    3,
    element("kr:CreationDateTime", types.moment, { close: (text) => createdAt.set(text) }),
    element("ds:CanonicalizationMethod", "anything", {
      attributes: { Algorithm: types.token },
      open: (attributes) => canonical.set(attributes.Algorithm ?? ""),
    }),
    element("kr:Schema", types.nothing, {
      attributes: { Version: types.nameToken },
      open: (attributes) => schema.set(attributes.Version ?? ""),
    }),
  );
  const day = element("IssueDate", types.dayOrMoment);
  const row = [
    one(element("TransactionId", types.token)),
    authority === "must" ? one(managing) : maybe(managing),
    ...(issued === "never" ? [] : [issued === "must" ? one(day) : maybe(day)]),
    marks,
  ];
  return { row, authority: found, createdAt };
}

/** `isNominated`: it names the day on which lists were handed in. `isNamed`: it has a name, which other messages may leave out. */
export function electionRule(fail: Fail, into: Once<Election>, isNominated: boolean, isNamed = false): Rule {
  const part = (name: string) => new Once<string>(name, fail);
  const [name, category, subcategory] = [part("ElectionName"), part("ElectionCategory"), part("ElectionSubcategory")];
  const [date, nominated] = [part("ElectionDate"), part("NominationDate")];
  const domain = new Once<{ readonly id: string | undefined; readonly name: string }>("ElectionDomain", fail);
  let id = "";
  let domainId: string | undefined;
  const marks = [
    element("kr:ElectionSubcategory", types.electionSubcategory, { close: (text) => subcategory.set(text) }),
    element("kr:ElectionDomain", types.token, {
      attributes: { "Id?": types.domainId },
      open: (attributes) => {
        domainId = attributes.Id;
      },
      close: (text) => domain.set({ id: domainId, name: text }),
    }),
    element("kr:ElectionDate", types.day, { close: (text) => date.set(text.slice(0, 10)) }),
    ...(isNominated ? [element("kr:NominationDate", types.day, { close: (text) => nominated.set(text) })] : []),
  ];
  return element(
    "ElectionIdentifier",
    [
      between(isNamed ? 1 : 0, 1, element("ElectionName", types.token, { close: (text) => name.set(text) })),
      one(element("ElectionCategory", types.electionCategory, { close: (text) => category.set(text) })),
      between(0, marks.length, ...marks),
    ],
    {
      attributes: { Id: types.electionId, "DisplayOrder?": types.ordinal, "ShortCode?": types.nameToken },
      open: (attributes) => {
        id = attributes.Id ?? "";
      },
      close: () =>
        into.set({
          id,
          name: name.value ?? "",
          category: category.demand(),
          subcategory: subcategory.value,
          domain: domain.value,
          date: date.value ?? "",
        }),
    },
  );
}

export function contestRule(into: Once<Contest>, ids: types.SimpleType = types.contestId): Rule {
  let id = "";
  let name = "";
  return element(
    "ContestIdentifier",
    [maybe(element("ContestName", types.token, { close: (text) => (name = text) }))],
    {
      attributes: { Id: ids, "DisplayOrder?": types.ordinal, "ShortCode?": types.nameToken },
      open: (attributes) => {
        id = attributes.Id ?? "";
      },
      close: () => into.set({ id, name }),
    },
  );
}

/** What a list is called. `onClose` gets its number and its name. */
export function affiliationRule(onClose: (number: number, name: string) => void, fail: Fail): Rule {
  let number = 0;
  let name = "";
  return element(
    "AffiliationIdentifier",
    [one(element("RegisteredName", types.token, { close: (text) => (name = text) }))],
    {
      attributes: { "Id?": types.ordinal, "DisplayOrder?": types.ordinal, "ShortCode?": types.nameToken },
      open: (attributes) => {
        number = Number(attributes.Id ?? fail("ABSENT", { what: "AffiliationIdentifier@Id" }));
      },
      close: () => onClose(number, name),
    },
  );
}

/** Position and short code, each where the message has it. */
export function candidateIdentifierRule(
  onClose: (position: number | undefined, code: string | undefined) => void,
): Rule {
  let attributes: Attributes = {};
  let code: string | undefined;
  const nested = element("ShortCode", types.shortCode, { close: (text) => (code = text) });
  return element("CandidateIdentifier", [maybe(nested)], {
    attributes: { "Id?": types.ordinal, "ShortCode?": types.shortCode, "DisplayOrder?": types.ordinal },
    open: (given) => {
      attributes = given;
      code = undefined;
    },
    close: () => onClose(attributes.Id === undefined ? undefined : Number(attributes.Id), attributes.ShortCode ?? code),
  });
}

/** The name of a person. `onClose` gets it whole. */
export function fullNameRule(onClose: (name: PersonName) => void): Rule {
  let parts = { initials: "", firstName: "", prefix: "", lastName: "" };
  const free = { "Type?": types.token, "Code?": types.token };
  const named = { ...free, "NameType?": types.token };
  const line = element("xnl:NameLine", types.token, {
    attributes: { ...free, NameType: types.oneOf("Initials") },
    close: (text) => (parts.initials = text),
  });
  const first = element("xnl:FirstName", types.token, { attributes: named, close: (text) => (parts.firstName = text) });
  const prefix = element("xnl:NamePrefix", types.token, { attributes: named, close: (text) => (parts.prefix = text) });
  const last = element("xnl:LastName", types.token, { attributes: named, close: (text) => (parts.lastName = text) });
  const person = element("xnl:PersonName", [maybe(line), maybe(first), maybe(prefix), one(last)], {
    attributes: { ...free, "PartyType?": types.token },
  });
  return element("CandidateFullName", [one(person)], {
    attributes: { "PartyType?": types.token, "Code?": types.token },
    open: () => {
      parts = { initials: "", firstName: "", prefix: "", lastName: "" };
    },
    close: () => onClose(parts),
  });
}

/** Where a person lives: of an address, the place alone. */
export function addressRule(onClose: (locality: string) => void): Rule {
  let place = "";
  const free = { "Type?": types.token, "UsageType?": types.token, "Indicator?": types.token };
  const name = element("xal:LocalityName", types.token, {
    attributes: { "Type?": types.token, "Code?": types.token },
    close: (text) => (place = text),
  });
  const locality = element(
    "xal:Locality",
    [maybe(element("xal:AddressLine", "anything")), one(name), maybe(element("xal:PostalCode", "anything"))],
    { attributes: free },
  );
  const code = element("xal:CountryNameCode", types.token, {
    attributes: { "Scheme?": types.token, "Code?": types.token },
  });
  const country = element("xal:Country", [maybe(code), one(locality)]);
  return element("QualifyingAddress", [one(locality, country)], {
    open: () => {
      place = "";
    },
    close: () => onClose(place),
  });
}

/** What is published of a person beside her name, and not used here. */
export function genderRules(): readonly Rule[] {
  return [
    element("Gender", types.oneOf("male", "female", "unknown")),
    element("kr:GenderAnnex", types.oneOf("male", "female", "other")),
  ];
}
