// Elections that nobody held, of people that nobody is, as EML and as the table that counting software publishes. Everything adds up; a
// test that wants a fault changes the text.

import { writeFileSync } from "node:fs";
import { join } from "node:path";

export interface MadeList {
  readonly number: number;
  readonly name: string;
  /** Last names, in the order of the list. */
  readonly candidates: readonly string[];
}

export interface MadeUnit {
  readonly id: string;
  readonly name: string;
  /** Votes per list and candidate. */
  readonly votes: readonly (readonly number[])[];
  readonly blanco: number;
  readonly ongeldig: number;
  readonly more?: number;
  readonly fewer?: number;
}

export const lists: readonly MadeList[] = [
  { number: 1, name: "Partij van de Proef", candidates: ["Aagten", "Bebouwen", "Cijfersma"] },
  { number: 2, name: "Voorbeeld & Co <lijst>", candidates: ["Deelbaar", "Eenheid"] },
  { number: 5, name: "", candidates: ["Figuur"] },
];

/** Figures that differ from unit to unit, the same in every run. */
export function makeUnit(id: string, name: string, seed: number): MadeUnit {
  let state = seed * 2_654_435_761 + 1;
  const next = (limit: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % limit;
  };
  const votes = lists.map(({ candidates }) => candidates.map(() => 20 + next(300)));
  return { id, name, votes, blanco: 1 + next(5), ongeldig: 1 + next(5), more: seed % 2, fewer: seed % 2 === 0 ? 1 : 0 };
}

export const stations: readonly MadeUnit[] = [
  makeUnit("9998::SB1", "Stembureau Dorpshuis", 1),
  makeUnit("9998::SB2", "Stembureau School", 2),
  makeUnit("9998::SB12", "Stembureau Station", 3),
];

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

export interface MadeElection {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly subcategory: string;
  readonly domain?: { readonly id: string; readonly name: string };
  readonly date: string;
}

export const municipal: MadeElection = {
  id: "GR2027_Voorbeeld",
  name: "Gemeenteraad Voorbeeld 2027",
  category: "GR",
  subcategory: "GR1",
  domain: { id: "9998", name: "Voorbeeld" },
  date: "2027-03-17",
};

export const national: MadeElection = {
  id: "TK2027",
  name: "Tweede Kamer der Staten-Generaal 2027",
  category: "TK",
  subcategory: "TK",
  date: "2027-03-17",
};

function election({ id, name, category, subcategory, domain, date }: MadeElection, nominated = false): string {
  const where = domain === undefined ? "" : `<kr:ElectionDomain Id="${domain.id}">${domain.name}</kr:ElectionDomain>`;
  const day = nominated ? "<kr:NominationDate>2027-02-01</kr:NominationDate>" : "";
  return `<ElectionIdentifier Id="${id}"><ElectionName>${name}</ElectionName><ElectionCategory>${category}</ElectionCategory><kr:ElectionSubcategory>${subcategory}</kr:ElectionSubcategory>${where}<kr:ElectionDate>${date}</kr:ElectionDate>${day}</ElectionIdentifier>`;
}

/** `head`: the elements behind the authority. */
export function eml(kind: string, body: string, authority = { id: "9998", name: "Voorbeeld" }, issued = false): string {
  const managing =
    kind === "110a"
      ? ""
      : `<ManagingAuthority><AuthorityIdentifier Id="${authority.id}">${authority.name}</AuthorityIdentifier><AuthorityAddress></AuthorityAddress></ManagingAuthority>`;
  const day = issued ? "<IssueDate>2027-02-05</IssueDate>" : "";
  return `<EML xmlns="urn:oasis:names:tc:evs:schema:eml" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:kr="http://www.kiesraad.nl/extensions" xmlns:xal="urn:oasis:names:tc:ciq:xsdschema:xAL:2.0" xmlns:xnl="urn:oasis:names:tc:ciq:xsdschema:xNL:2.0" Id="${kind}" SchemaVersion="5"><TransactionId>1</TransactionId>${managing}${day}<kr:CreationDateTime>2027-03-18T01:02:03.456</kr:CreationDateTime>${body}</EML>`;
}

const sum = (figures: readonly number[]) => figures.reduce((so, figure) => so + figure, 0);

export interface VotesOptions {
  /** How a candidate is named: by position, by short code, or by both. */
  readonly by?: "position" | "code" | "both";
  /** Reason codes to leave out. */
  readonly without?: readonly string[];
}

/** The short code that counting software makes of these names: all have the initials "Q." */
export const codeOf = (lastName: string) => `${lastName}Q`;

export function voteGroup(unit: Omit<MadeUnit, "id" | "name">, options: VotesOptions = {}): string {
  const { by = "position", without = [] } = options;
  const selections = lists.flatMap(({ number, name, candidates }, l) => {
    const votes = unit.votes[l] ?? [];
    const list = `<Selection><AffiliationIdentifier Id="${number}"><RegisteredName>${escaped(name)}</RegisteredName></AffiliationIdentifier><ValidVotes>${sum(votes)}</ValidVotes></Selection>`;
    const people = candidates.map((lastName, i) => {
      const id = by === "code" ? "" : ` Id="${i + 1}"`;
      const code = by === "position" ? "" : ` ShortCode="${codeOf(lastName)}"`;
      return `<Selection><Candidate><CandidateIdentifier${id}${code}></CandidateIdentifier></Candidate><ValidVotes>${votes[i] ?? 0}</ValidVotes></Selection>`;
    });
    return [list, ...people];
  });
  const valid = sum(unit.votes.map(sum));
  const { more = 0, fewer = 0, blanco, ongeldig } = unit;
  const admitted = valid + blanco + ongeldig - more + fewer;
  const reasons: readonly (readonly [string, number])[] = [
    ["geldige stempassen", admitted - 7],
    ["geldige volmachtbewijzen", 5],
    ["geldige kiezerspassen", 2],
    ["toegelaten kiezers", admitted],
    ["meer getelde stembiljetten", more],
    ["minder getelde stembiljetten", fewer],
    ["geen verklaring", more + fewer],
  ];
  const uncounted = reasons
    .filter(([reason]) => !without.includes(reason))
    .map(([reason, figure]) => `<UncountedVotes ReasonCode="${reason}">${figure}</UncountedVotes>`);
  return `${selections.join("")}<Cast>${2 * admitted}</Cast><TotalCounted>${valid}</TotalCounted><RejectedVotes ReasonCode="ongeldig">${ongeldig}</RejectedVotes><RejectedVotes ReasonCode="blanco">${blanco}</RejectedVotes>${uncounted.join("")}`;
}

/** All units in one. Entitled voters, A, B and C of the parts add up only when each is made of its parts: see `total`. */
export function added(units: readonly MadeUnit[]): Omit<MadeUnit, "id" | "name"> {
  return {
    votes: lists.map(({ candidates }, l) =>
      candidates.map((_, i) => sum(units.map(({ votes }) => votes[l]?.[i] ?? 0))),
    ),
    blanco: sum(units.map(({ blanco }) => blanco)),
    ongeldig: sum(units.map(({ ongeldig }) => ongeldig)),
    more: sum(units.map(({ more = 0 }) => more)),
    fewer: sum(units.map(({ fewer = 0 }) => fewer)),
  };
}

/** A vote group whose fixed figures (B, C) are those of so many units. */
function totalGroup(units: readonly MadeUnit[], parts: number, options: VotesOptions = {}): string {
  const group = voteGroup(added(units), options);
  const replace = (text: string, reason: string, change: (figure: number) => number) =>
    text.replace(
      new RegExp(`(ReasonCode="${reason}">)(\\d+)`),
      (_, head: string, figure: string) => `${head}${change(Number(figure))}`,
    );
  const more = parts - 1;
  return replace(
    replace(
      replace(group, "geldige volmachtbewijzen", (n) => n + 5 * more),
      "geldige kiezerspassen",
      (n) => n + 2 * more,
    ),
    "geldige stempassen",
    (n) => n - 7 * more,
  );
}

export interface CountOptions extends VotesOptions {
  readonly kind?: "510b" | "510c" | "510d";
  readonly election?: MadeElection;
  readonly contest?: { readonly id: string; readonly name?: string };
  readonly authority?: { readonly id: string; readonly name: string };
  readonly units?: readonly MadeUnit[];
  /** Stations that each unit is made of; 1 each when they are stations. */
  readonly parts?: readonly number[];
  /** Of the total, where it is another than of the units. */
  readonly totalBy?: "position" | "code" | "both";
  readonly phase?: string;
}

export function count(options: CountOptions = {}): string {
  const { kind = "510b", units = stations, contest = { id: "geen" }, authority, phase } = options;
  const parts = options.parts ?? units.map(() => 1);
  const name = contest.name === undefined ? "" : `<ContestName>${contest.name}</ContestName>`;
  const total = totalGroup(units, sum(parts), { ...options, by: options.totalBy ?? options.by ?? "position" });
  const reporting = units.map(
    (unit, i) =>
      `<ReportingUnitVotes><ReportingUnitIdentifier Id="${unit.id}">${unit.name}</ReportingUnitIdentifier>${totalGroup([unit], parts[i] ?? 1, options)}</ReportingUnitVotes>`,
  );
  const phaseText = phase === undefined ? "" : `<kr:Phase PhaseCode="${phase}"></kr:Phase>`;
  return eml(
    kind,
    `<Count><EventIdentifier></EventIdentifier>${phaseText}<Election>${election(options.election ?? municipal)}<Contests><Contest><ContestIdentifier Id="${contest.id}">${name}</ContestIdentifier><TotalVotes>${total}</TotalVotes>${reporting.join("")}</Contest></Contests></Election></Count>`,
    authority,
  );
}

export function candidateLists(
  options: {
    readonly election?: MadeElection;
    readonly contest?: { readonly id: string; readonly name?: string };
  } = {},
): string {
  const { contest = { id: "geen" } } = options;
  const name = contest.name === undefined ? "" : `<ContestName>${contest.name}</ContestName>`;
  const affiliations = lists.map(({ number, name: listName, candidates }) => {
    const people = candidates.map(
      (lastName, i) =>
        `<Candidate><CandidateIdentifier Id="${i + 1}"></CandidateIdentifier><CandidateFullName><xnl:PersonName><xnl:NameLine NameType="Initials">Q.</xnl:NameLine><xnl:LastName>${lastName}</xnl:LastName></xnl:PersonName></CandidateFullName><QualifyingAddress><xal:Locality><xal:LocalityName>Nergenshuizen</xal:LocalityName></xal:Locality></QualifyingAddress></Candidate>`,
    );
    return `<Affiliation><AffiliationIdentifier Id="${number}"><RegisteredName>${escaped(listName)}</RegisteredName></AffiliationIdentifier><Type>op zichzelf staande lijst</Type><kr:ListData PublicationLanguage="nl" PublishGender="true"></kr:ListData>${people.join("")}</Affiliation>`;
  });
  return eml(
    "230b",
    `<CandidateList><Election>${election(options.election ?? municipal, true)}<Contest><ContestIdentifier Id="${contest.id}">${name}</ContestIdentifier>${affiliations.join("")}</Contest></Election></CandidateList>`,
    { id: "CSB", name: "Centraal stembureau" },
    true,
  );
}

export function stationList(numbers: readonly number[] = [1, 2, 12]): string {
  const places = numbers.map(
    (number) =>
      `<PollingPlace Channel="polling"><PhysicalLocation><Address><Locality><xal:LocalityName>Zaal ${number}</xal:LocalityName><xal:PostalCode><xal:PostalCodeNumber>1234 AB</xal:PostalCodeNumber></xal:PostalCode></Locality></Address><PollingStation Id="${number}">${number}</PollingStation></PhysicalLocation></PollingPlace>`,
  );
  return eml(
    "110b",
    `<ElectionEvent><EventIdentifier></EventIdentifier><Election>${election(municipal)}<Contest><ContestIdentifier Id="geen"></ContestIdentifier><ReportingUnit><ReportingUnitIdentifier Id="9998">Voorbeeld</ReportingUnitIdentifier></ReportingUnit><VotingMethod>SPV</VotingMethod><MaxVotes>3000</MaxVotes>${places.join("")}</Contest></Election></ElectionEvent>`,
  );
}

const region = (category: string, number: number, name: string, superior?: readonly [string, number]) =>
  `<kr:Region RegionNumber="${number}" RegionCategory="${category}"${superior === undefined ? "" : ` SuperiorRegionNumber="${superior[1]}" SuperiorRegionCategory="${superior[0]}"`}><kr:RegionName>${name}</kr:RegionName><kr:Committee CommitteeCategory="HSB"></kr:Committee></kr:Region>`;

/** Districts by number, each with its municipalities. */
export const districts = [
  {
    number: 1,
    name: "Noord",
    municipalities: [
      [9001, "Aadorp"],
      [9002, "Beedorp"],
    ],
  },
  { number: 2, name: "Zuid", municipalities: [[9003, "Ceedorp"]] },
] as const;

export function definition(seats = 7): string {
  const regions = [
    region("STAAT", 1, "Nergensland"),
    ...districts.map(({ number, name }) => region("KIESKRING", number, name, ["STAAT", 1])),
    ...districts.flatMap(({ number, municipalities }) =>
      municipalities.map(([code, name]) => region("GEMEENTE", code, name, ["KIESKRING", number])),
    ),
  ];
  return eml(
    "110a",
    `<ElectionEvent><EventIdentifier></EventIdentifier><Election>${election(national, true)}<Contest><ContestIdentifier Id="alle"></ContestIdentifier><VotingMethod>SPV</VotingMethod><MaxVotes></MaxVotes></Contest><kr:NumberOfSeats>${seats}</kr:NumberOfSeats><kr:PreferenceThreshold>25</kr:PreferenceThreshold><kr:ElectionTree>${regions.join("")}</kr:ElectionTree><kr:RegisteredParties></kr:RegisteredParties></Election></ElectionEvent>`,
  );
}

export function result(): string {
  const selections = lists.map(
    ({ number, name, candidates }) =>
      `<Selection><AffiliationIdentifier Id="${number}"><RegisteredName>${escaped(name)}</RegisteredName></AffiliationIdentifier><Elected>yes</Elected></Selection><Selection><Candidate><CandidateIdentifier Id="1" ShortCode="${codeOf(candidates[0] ?? "")}"></CandidateIdentifier><CandidateFullName><xnl:PersonName><xnl:NameLine NameType="Initials">Q.</xnl:NameLine><xnl:LastName>${candidates[0]}</xnl:LastName></xnl:PersonName></CandidateFullName><QualifyingAddress><xal:Locality><xal:LocalityName>Nergenshuizen</xal:LocalityName></xal:Locality></QualifyingAddress></Candidate><Ranking>1</Ranking><Elected>yes</Elected></Selection>`,
  );
  return eml(
    "520",
    `<Result><Election>${election(national)}<Contest><ContestIdentifier Id="alle"></ContestIdentifier>${selections.join("")}</Contest></Election></Result>`,
    { id: "CSB", name: "Nergensland" },
  );
}

/** The whole of a national election: a file for each authority. */
export function nation(): Readonly<Record<string, string>> {
  const files: Record<string, string> = { "definitie.eml.xml": definition(), "uitslag.eml.xml": result() };
  const districtUnits: MadeUnit[] = [];
  const districtParts: number[] = [];
  for (const { number, name, municipalities } of districts) {
    const contest = { id: String(number), name };
    files[`lijsten-${number}.eml.xml`] = candidateLists({ election: national, contest });
    const units: MadeUnit[] = [];
    for (const [code, municipality] of municipalities) {
      const own = [1, 2].map((n) => makeUnit(`${code}::SB${n}`, `Stembureau ${n}`, code + n));
      const authority = { id: String(code), name: municipality };
      files[`gemeente-${code}.eml.xml`] = count({ election: national, contest, authority, units: own });
      units.push({ ...added(own), id: `HSB${number}::${code}`, name: municipality });
    }
    const parts = units.map(() => 2);
    const authority = { id: `HSB${number}`, name };
    files[`kieskring-${number}.eml.xml`] = count({
      kind: "510c",
      election: national,
      contest,
      authority,
      units,
      parts,
    });
    districtUnits.push({ ...added(units), id: `HSB${number}`, name: `Kieskring ${name}` });
    districtParts.push(2 * units.length);
  }
  files["totaal.eml.xml"] = count({
    kind: "510d",
    election: { ...national, domain: { id: "1", name: "Nergensland" } },
    contest: { id: "alle" },
    authority: { id: "CSB", name: "Nergensland" },
    units: districtUnits,
    parts: districtParts,
    by: "both",
    totalBy: "code",
    without: ["geldige kiezerspassen", "geldige stempassen", "toegelaten kiezers"],
  });
  return files;
}

/** As counting software publishes the municipal count beside it. */
export function sheet(units: readonly MadeUnit[] = stations): string {
  const row = (...cells: readonly (string | number)[]) =>
    cells.map((cell) => (cell === "" ? "" : `"${cell}"`)).join(";");
  const figures = (label: string, of: (unit: Omit<MadeUnit, "id" | "name">) => number) =>
    row("", label, "", "", of(added(units)), ...units.map(of));
  const valid = (unit: Omit<MadeUnit, "id" | "name">) => sum(unit.votes.map(sum));
  return `\ufeff${[
    row("Verkiezing", "", municipal.name),
    row("Datum", "", municipal.date),
    row("Gebied", "", "Gemeente Voorbeeld"),
    row("Nummer", "", "9998"),
    "",
    row("Lijstnummer", "Aanduiding", "Volgnummer", "Naam kandidaat", "Totaal", ...units.map(({ name }) => name)),
    row("Gebiednummer", "", "", "", "", ...units.map(({ id }) => id.replace(/^.*SB/, ""))),
    row("Postcode", "", "", "", "", ...units.map(() => "1234 AB")),
    figures("geldige stembiljetten", valid),
    figures("blanco stembiljetten", ({ blanco }) => blanco),
    figures("aangetroffen stembiljetten", (unit) => valid(unit) + unit.blanco + unit.ongeldig),
    figures("ongeldige stembiljetten", ({ ongeldig }) => ongeldig),
    row("", "geldige stempas", "", "", ...sheetFigures(units, "geldige stempassen")),
    row("", "geldig volmachtbewijs", "", "", ...sheetFigures(units, "geldige volmachtbewijzen")),
    row("", "geldige kiezerspas", "", "", ...sheetFigures(units, "geldige kiezerspassen")),
    row("", "toegelaten kiezers", "", "", ...sheetFigures(units, "toegelaten kiezers")),
    figures("meer stembiljetten dan toegelaten kiezers", ({ more = 0 }) => more),
    figures("minder stembiljetten dan toegelaten kiezers", ({ fewer = 0 }) => fewer),
    figures("geen verklaring", ({ more = 0, fewer = 0 }) => more + fewer),
    row("", "opgeroepenen", "", "", ...sheetFigures(units, "Cast")),
    ...lists.flatMap(({ number, name, candidates }, l) => [
      row(number, name, "", "", sum(added(units).votes[l] ?? []), ...units.map(({ votes }) => sum(votes[l] ?? []))),
      ...candidates.map((lastName, i) =>
        row(
          "",
          "",
          i + 1,
          `${lastName}, Q.`,
          added(units).votes[l]?.[i] ?? 0,
          ...units.map(({ votes }) => votes[l]?.[i] ?? 0),
        ),
      ),
    ]),
  ].join("\n")}\n`;
}

function sheetFigures(units: readonly MadeUnit[], reason: string): number[] {
  const of = (group: string) => Number(new RegExp(`${reason}"?>(\\d+)`).exec(group)?.[1]);
  return [of(totalGroup(units, units.length)), ...units.map((unit) => of(voteGroup(unit)))];
}

/** Writes files into a folder; returns their paths. */
export function writeAll(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string[] {
  return Object.entries(files).map(([name, content]) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  });
}
