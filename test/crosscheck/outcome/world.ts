// Elections with invented people, as the files that software for elections writes.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../tools.ts";

/** A person and the votes on this list of this district. */
export interface Person {
  readonly name: string;
  readonly votes: number;
}

export interface District {
  /** `HSB1`, or the municipality `9999` of a council. */
  readonly id: string;
  readonly lists: Readonly<Record<number, readonly Person[]>>;
}

export interface Elected {
  readonly name: string;
  readonly ranking: 1 | 2;
}

export interface World {
  readonly category: string;
  readonly date: string;
  readonly seats: number;
  readonly threshold: number;
  readonly districts: readonly District[];
  /** By list, in the order of election. */
  readonly elected: Readonly<Record<number, readonly Elected[]>>;
}

/** Nine seats: full seats 3, 2, 1, 1, and by remainders one for list 4 and one for list 1. The threshold is 48 8/9 votes. */
export const council: World = {
  category: "GR",
  date: "2022-03-16",
  seats: 9,
  threshold: 50,
  districts: [
    {
      id: "9999",
      lists: {
        1: people("Aakster", 230, "Beukel", 30, "Ceder", 100, "Doorn", 10),
        2: people("Eikel", 150, "Fuut", 45, "Grutto", 25),
        4: people("Havik", 120, "Iep", 70),
        7: people("Jasmijn", 100),
      },
    },
  ],
  elected: {
    1: [
      { name: "Aakster", ranking: 1 },
      { name: "Ceder", ranking: 1 },
      { name: "Beukel", ranking: 2 },
      { name: "Doorn", ranking: 2 },
    ],
    2: [
      { name: "Eikel", ranking: 1 },
      { name: "Fuut", ranking: 2 },
    ],
    4: [
      { name: "Havik", ranking: 1 },
      { name: "Iep", ranking: 1 },
    ],
    7: [{ name: "Jasmijn", ranking: 1 }],
  },
};

export function people(...parts: readonly (string | number)[]): Person[] {
  const found: Person[] = [];
  for (let i = 0; i < parts.length; i += 2) found.push({ name: String(parts[i]), votes: Number(parts[i + 1]) });
  return found;
}

export interface Files {
  readonly definition: string;
  readonly count: string;
  readonly result: string;
  /** One a district. */
  readonly candidates: readonly string[];
}

const root = (kind: string, body: string, authority = "") =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<EML xmlns="urn:oasis:names:tc:evs:schema:eml" xmlns:kr="http://www.kiesraad.nl/extensions" xmlns:xal="urn:oasis:names:tc:ciq:xsdschema:xAL:2.0" xmlns:xnl="urn:oasis:names:tc:ciq:xsdschema:xNL:2.0" Id="${kind}" SchemaVersion="5"><TransactionId>1</TransactionId>${authority}<kr:CreationDateTime>2022-03-17T12:00:00</kr:CreationDateTime>${body}</EML>\n`;

const bureau = (id: string) =>
  `<ManagingAuthority><AuthorityIdentifier Id="${id}">Bureau ${id}</AuthorityIdentifier><AuthorityAddress/></ManagingAuthority>`;

function identifier({ category, date, seats }: World, more = ""): string {
  const size = category === "PS" ? "PS2" : `${category}${seats < 19 ? 1 : 2}`;
  return `<ElectionIdentifier Id="${category}2022_Verzonnen"><ElectionName>Verzonnen ${category}</ElectionName><ElectionCategory>${category}</ElectionCategory><kr:ElectionSubcategory>${size}</kr:ElectionSubcategory><kr:ElectionDomain Id="9999">Verzonnen</kr:ElectionDomain><kr:ElectionDate>${date}</kr:ElectionDate>${more}</ElectionIdentifier>`;
}

const nomination = "<kr:NominationDate>2022-01-31</kr:NominationDate>";
const isOfDistricts = ({ districts }: World) => districts[0]?.id.startsWith("HSB") === true;
const contestOf = (world: World) => (isOfDistricts(world) ? "alle" : "geen");
const affiliation = (number: number | string) =>
  `<AffiliationIdentifier Id="${number}"><RegisteredName>Lijst ${number}</RegisteredName></AffiliationIdentifier>`;
const fullName = (name: string) =>
  `<CandidateFullName><xnl:PersonName><xnl:NameLine NameType="Initials">Q.</xnl:NameLine><xnl:LastName>${name}</xnl:LastName></xnl:PersonName></CandidateFullName><QualifyingAddress><xal:Locality><xal:LocalityName>Nergens</xal:LocalityName></xal:Locality></QualifyingAddress>`;
/** As counting software makes it of these names. */
const shortCode = (name: string) => `${name}Q`;

/** `codes`: with short codes. */
export function filesOf(world: World, codes = true): Files {
  return {
    definition: definition(world),
    count: count(world, codes),
    result: result(world, codes),
    candidates: world.districts.map((district) => candidateList(world, district)),
  };
}

function definition(world: World): string {
  const regions = isOfDistricts(world)
    ? `<kr:Region RegionNumber="9999" RegionCategory="PROVINCIE"><kr:RegionName>Verzonnen</kr:RegionName><kr:Committee CommitteeCategory="CSB"/></kr:Region>${world.districts.map(({ id }) => `<kr:Region RegionNumber="${id.slice(3)}" RegionCategory="KIESKRING" SuperiorRegionNumber="9999" SuperiorRegionCategory="PROVINCIE"><kr:RegionName>Kring ${id}</kr:RegionName><kr:Committee CommitteeCategory="HSB"/></kr:Region>`).join("")}`
    : `<kr:Region RegionNumber="9999" RegionCategory="GEMEENTE"><kr:RegionName>Verzonnen</kr:RegionName><kr:Committee CommitteeCategory="CSB"/></kr:Region>`;
  return root(
    "110a",
    `<ElectionEvent><EventIdentifier/><Election>${identifier(world, nomination)}<Contest><ContestIdentifier Id="${contestOf(world)}"/><VotingMethod>SPV</VotingMethod><MaxVotes>1</MaxVotes></Contest><kr:NumberOfSeats>${world.seats}</kr:NumberOfSeats><kr:PreferenceThreshold>${world.threshold}</kr:PreferenceThreshold><kr:ElectionTree>${regions}</kr:ElectionTree><kr:RegisteredParties/></Election></ElectionEvent>`,
  );
}

function votes(lists: District["lists"], show: (name: string, position: number) => string): string {
  let total = 0;
  const selections = Object.entries(lists).map(([number, candidates]) => {
    const sum = candidates.reduce((so, one) => so + one.votes, 0);
    total += sum;
    const own = candidates.map(
      (one, i) =>
        `<Selection><Candidate>${show(one.name, i + 1)}</Candidate><ValidVotes>${one.votes}</ValidVotes></Selection>`,
    );
    return `<Selection>${affiliation(number)}<ValidVotes>${sum}</ValidVotes></Selection>${own.join("")}`;
  });
  return `${selections.join("")}<Cast>0</Cast><TotalCounted>${total}</TotalCounted><RejectedVotes ReasonCode="ongeldig">0</RejectedVotes><RejectedVotes ReasonCode="blanco">0</RejectedVotes>`;
}

/** All districts together: each person once, in the order in which they are met. */
function together(districts: readonly District[]): District["lists"] {
  const all: Record<number, Person[]> = {};
  for (const { lists } of districts)
    for (const [number, candidates] of Object.entries(lists)) {
      const own = all[Number(number)] ?? [];
      all[Number(number)] = own;
      for (const { name, votes } of candidates) {
        const at = own.findIndex((one) => one.name === name);
        if (at < 0) own.push({ name, votes });
        else own[at] = { name, votes: votes + (own[at]?.votes ?? 0) };
      }
    }
  return all;
}

function count(world: World, codes: boolean): string {
  const code = (name: string) => (codes ? ` ShortCode="${shortCode(name)}"` : "");
  const total = votes(
    together(world.districts),
    (name, i) => `<CandidateIdentifier${codes ? code(name) : ` Id="${i}"`}/>`,
  );
  const units = world.districts.map(
    ({ id, lists }) =>
      `<ReportingUnitVotes><ReportingUnitIdentifier Id="${id}">Deel ${id}</ReportingUnitIdentifier>${votes(lists, (name, i) => `<CandidateIdentifier Id="${i}"${code(name)}/>`)}</ReportingUnitVotes>`,
  );
  return root(
    "510d",
    `<Count><EventIdentifier/><Election>${identifier(world)}<Contests><Contest><ContestIdentifier Id="${contestOf(world)}"/><TotalVotes>${total}</TotalVotes>${units.join("")}</Contest></Contests></Election></Count>`,
    bureau("CSB"),
  );
}

function result(world: World, codes: boolean): string {
  const selections = Object.entries(world.elected).map(([number, elected]) => {
    const own = elected.map(
      ({ name, ranking }, i) =>
        `<Selection><Candidate><CandidateIdentifier Id="${i + 1}"${codes ? ` ShortCode="${shortCode(name)}"` : ""}/>${fullName(name)}</Candidate><Ranking>${ranking}</Ranking><Elected>yes</Elected></Selection>`,
    );
    return `<Selection>${affiliation(number)}<Elected>yes</Elected></Selection>${own.join("")}`;
  });
  return root(
    "520",
    `<Result><Election>${identifier(world)}<Contest><ContestIdentifier Id="${contestOf(world)}"/>${selections.join("")}</Contest></Election></Result>`,
    bureau("CSB"),
  );
}

function candidateList(world: World, { id, lists }: District): string {
  const affiliations = Object.entries(lists).map(([number, candidates]) => {
    const own = candidates.map(
      ({ name }, i) => `<Candidate><CandidateIdentifier Id="${i + 1}"/>${fullName(name)}</Candidate>`,
    );
    const type = isOfDistricts(world) ? "lijstengroep" : "op zichzelf staande lijst";
    return `<Affiliation>${affiliation(number)}<Type>${type}</Type><kr:ListData PublicationLanguage="nl" PublishGender="false"/>${own.join("")}</Affiliation>`;
  });
  const contest = isOfDistricts(world)
    ? `<ContestIdentifier Id="${id.slice(3)}"><ContestName>Kring</ContestName></ContestIdentifier>`
    : '<ContestIdentifier Id="geen"/>';
  return root(
    "230b",
    `<CandidateList><Election>${identifier(world, nomination)}<Contest>${contest}${affiliations.join("")}</Contest></Election></CandidateList>`,
    `${bureau("CSB")}<IssueDate>2022-02-03</IssueDate>`,
  );
}

/** The files in a folder of their own; without those of these kinds. */
export function folderOf(files: Files, without: readonly (keyof Files)[] = []): string {
  const folder = temporaryFolder();
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
  if (!without.includes("definition")) put("definition.xml", files.definition);
  if (!without.includes("count")) put("count.xml", files.count);
  if (!without.includes("result")) put("result.xml", files.result);
  if (!without.includes("candidates"))
    for (const [i, text] of files.candidates.entries()) put(`candidates-${i}.xml`, text);
  return folder;
}
