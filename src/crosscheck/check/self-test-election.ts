// A council of three seats that nobody elected, in its files: what the self-test plants its faults in. All figures agree, on paper too.

import type { Field } from "../paper/fields.ts";
import { encodeEntry, type Figure, formDigest, formOf } from "../paper/index.ts";
import { EmlFile } from "../read/eml/eml-file.ts";
import type { Candidates, Count, Message } from "../read/model.ts";

/** The text of each file, by its name. */
export type ElectionFiles = Readonly<Record<string, string>>;

interface Unit {
  readonly id: string;
  readonly name: string;
  /** By list and candidate. */
  readonly votes: readonly (readonly number[])[];
  readonly blank: number;
  readonly invalid: number;
  readonly proxies: number;
}

const stations: readonly Unit[] = [
  {
    id: "9998::SB1",
    name: "Zaal",
    votes: [
      [20, 6],
      [18, 6],
    ],
    blank: 1,
    invalid: 2,
    proxies: 5,
  },
  {
    id: "9998::SB2",
    name: "Hal",
    votes: [
      [16, 4],
      [14, 6],
    ],
    blank: 0,
    invalid: 1,
    proxies: 3,
  },
];

const people: readonly (readonly string[])[] = [
  ["Proef", "Toets"],
  ["Keuring", "Test"],
];

const sum = (figures: readonly number[]) => figures.reduce((so, figure) => so + figure, 0);
const valid = ({ votes }: Unit) => sum(votes.map(sum));
const admitted = (unit: Unit) => valid(unit) + unit.blank + unit.invalid;

const together: Unit = {
  ...{ id: "9998", name: "Zelftest" },
  votes: people.map((names, l) => names.map((_, i) => sum(stations.map(({ votes }) => votes[l]?.[i] ?? 0)))),
  blank: sum(stations.map(({ blank }) => blank)),
  invalid: sum(stations.map(({ invalid }) => invalid)),
  proxies: sum(stations.map(({ proxies }) => proxies)),
};

const namespaces =
  'xmlns="urn:oasis:names:tc:evs:schema:eml" xmlns:kr="http://www.kiesraad.nl/extensions" ' +
  'xmlns:xal="urn:oasis:names:tc:ciq:xsdschema:xAL:2.0" xmlns:xnl="urn:oasis:names:tc:ciq:xsdschema:xNL:2.0"';
const nomination = "<kr:NominationDate>2026-02-02</kr:NominationDate>";

const election = (more = "") =>
  `<ElectionIdentifier Id="GR2026_Zelftest"><ElectionName>Zelftest</ElectionName><ElectionCategory>GR</ElectionCategory><kr:ElectionSubcategory>GR1</kr:ElectionSubcategory><kr:ElectionDomain Id="9998">Zelftest</kr:ElectionDomain><kr:ElectionDate>2026-03-18</kr:ElectionDate>${more}</ElectionIdentifier>`;
const bureau = (id: string) =>
  `<ManagingAuthority><AuthorityIdentifier Id="${id}">Zelftest</AuthorityIdentifier><AuthorityAddress/></ManagingAuthority>`;
const eml = (kind: string, head: string, body: string) =>
  `<EML ${namespaces} Id="${kind}" SchemaVersion="5"><TransactionId>1</TransactionId>${head}<kr:CreationDateTime>2026-03-19T12:00:00</kr:CreationDateTime>${body}</EML>`;
const contest = '<ContestIdentifier Id="geen"/>';
const affiliation = (index: number) =>
  `<AffiliationIdentifier Id="${index + 1}"><RegisteredName>Lijst ${index + 1}</RegisteredName></AffiliationIdentifier>`;
const fullName = (name: string) =>
  `<CandidateFullName><xnl:PersonName><xnl:NameLine NameType="Initials">Q.</xnl:NameLine><xnl:LastName>${name}</xnl:LastName></xnl:PersonName></CandidateFullName><QualifyingAddress><xal:Locality><xal:LocalityName>Nergens</xal:LocalityName></xal:Locality></QualifyingAddress>`;

function votesOf(unit: Unit): string {
  const lists = unit.votes.map((votes, l) => {
    const own = votes.map(
      (figure, i) =>
        `<Selection><Candidate><CandidateIdentifier Id="${i + 1}"/></Candidate><ValidVotes>${figure}</ValidVotes></Selection>`,
    );
    return `<Selection>${affiliation(l)}<ValidVotes>${sum(votes)}</ValidVotes></Selection>${own.join("")}`;
  });
  const reasons: readonly (readonly [string, number])[] = [
    ["geldige stempassen", admitted(unit) - unit.proxies],
    ["geldige volmachtbewijzen", unit.proxies],
    ["geldige kiezerspassen", 0],
    ["toegelaten kiezers", admitted(unit)],
    ["meer getelde stembiljetten", 0],
    ["minder getelde stembiljetten", 0],
  ];
  const uncounted = reasons.map(([why, n]) => `<UncountedVotes ReasonCode="${why}">${n}</UncountedVotes>`);
  return `${lists.join("")}<Cast>100</Cast><TotalCounted>${valid(unit)}</TotalCounted><RejectedVotes ReasonCode="ongeldig">${unit.invalid}</RejectedVotes><RejectedVotes ReasonCode="blanco">${unit.blank}</RejectedVotes>${uncounted.join("")}`;
}

function countOf(kind: "510b" | "510d", authority: string, units: readonly Unit[]): string {
  const parts = units.map(
    (unit) =>
      `<ReportingUnitVotes><ReportingUnitIdentifier Id="${unit.id}">${unit.name}</ReportingUnitIdentifier>${votesOf(unit)}</ReportingUnitVotes>`,
  );
  // The total of what is counted: entitled voters of all units.
  const total = votesOf(together).replace("<Cast>100<", `<Cast>${100 * units.length}<`);
  const body = `<Count><EventIdentifier/><Election>${election()}<Contests><Contest>${contest}<TotalVotes>${total}</TotalVotes>${parts.join("")}</Contest></Contests></Election></Count>`;
  return eml(kind, bureau(authority), body);
}

function candidateLists(): string {
  const lists = people.map((names, l) => {
    const own = names.map((name, i) => `<Candidate><CandidateIdentifier Id="${i + 1}"/>${fullName(name)}</Candidate>`);
    return `<Affiliation>${affiliation(l)}<Type>op zichzelf staande lijst</Type><kr:ListData PublicationLanguage="nl" PublishGender="false"/>${own.join("")}</Affiliation>`;
  });
  const body = `<CandidateList><Election>${election(nomination)}<Contest>${contest}${lists.join("")}</Contest></Election></CandidateList>`;
  return eml("230b", `${bureau("CSB")}<IssueDate>2026-02-06</IssueDate>`, body);
}

function definition(): string {
  const region =
    '<kr:Region RegionNumber="9998" RegionCategory="GEMEENTE"><kr:RegionName>Zelftest</kr:RegionName><kr:Committee CommitteeCategory="CSB"/></kr:Region>';
  const body = `<ElectionEvent><EventIdentifier/><Election>${election(nomination)}<Contest>${contest}<VotingMethod>SPV</VotingMethod><MaxVotes>1</MaxVotes></Contest><kr:NumberOfSeats>3</kr:NumberOfSeats><kr:PreferenceThreshold>50</kr:PreferenceThreshold><kr:ElectionTree>${region}</kr:ElectionTree><kr:RegisteredParties/></Election></ElectionEvent>`;
  return eml("110a", "", body);
}

/** Two seats for list 1, the second by the order of the list, and one for list 2. One vote less, and a lot would decide. */
function result(): string {
  const person = (name: string, place: number, ranking: 1 | 2) =>
    `<Selection><Candidate><CandidateIdentifier Id="${place}"/>${fullName(name)}</Candidate><Ranking>${ranking}</Ranking><Elected>yes</Elected></Selection>`;
  const list = (index: number, elected: string) =>
    `<Selection>${affiliation(index)}<Elected>yes</Elected></Selection>${elected}`;
  const lists = list(0, person("Proef", 1, 1) + person("Toets", 2, 2)) + list(1, person("Keuring", 1, 1));
  return eml(
    "520",
    bureau("CSB"),
    `<Result><Election>${election()}<Contest>${contest}${lists}</Contest></Election></Result>`,
  );
}

function entryOf(number: 1 | 2, form: string): string {
  const papers = stations.map((unit) => {
    const [list1 = [], list2 = []] = unit.votes;
    const figures = new Map<Field, Figure>([
      ["A", admitted(unit) - unit.proxies],
      ["B", unit.proxies],
      ["C", "-"],
      ["D", admitted(unit)],
      ["E", valid(unit)],
      ["F", unit.blank],
      ["G", unit.invalid],
      ["H", admitted(unit)],
      ["I", "-"],
      ["J", "-"],
      ["E.1", sum(list1)],
      ["E.2", sum(list2)],
    ]);
    return { unit: unit.id, model: "N10-1", figures, isFinished: true } as const;
  });
  const entry = { election: "GR2026_Zelftest", form, entry: number, person: `persoon ${number}`, papers };
  return new TextDecoder().decode(encodeEntry(entry));
}

export function readFile(text: string): Message {
  const file = new EmlFile();
  file.write(new TextEncoder().encode(text));
  return file.end();
}

/** A new election each time: nothing is kept that a fault could stay in. */
export function makeElection(): ElectionFiles {
  const municipal = countOf("510b", "9998", stations);
  const lists = candidateLists();
  const form = formDigest(formOf(readFile(municipal) as Count, [readFile(lists) as Candidates]));
  return {
    "110a.eml.xml": definition(),
    "230b.eml.xml": lists,
    "510b.eml.xml": municipal,
    "510d.eml.xml": countOf("510d", "CSB", [together]),
    "520.eml.xml": result(),
    "invoer-1.txt": entryOf(1, form),
    "invoer-2.txt": entryOf(2, form),
  };
}
