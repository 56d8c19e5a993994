// The made-up election of paper-world.ts as files of EML_NL: a count, the candidate lists, the list of stations.

import type { Field, Figure, PaperForm } from "../../src/crosscheck/paper/index.ts";

const namespaces =
  'xmlns="urn:oasis:names:tc:evs:schema:eml" xmlns:kr="http://www.kiesraad.nl/extensions" ' +
  'xmlns:xal="urn:oasis:names:tc:ciq:xsdschema:xAL:2.0" xmlns:xnl="urn:oasis:names:tc:ciq:xsdschema:xNL:2.0"';

const entities = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function eml(kind: string, form: PaperForm, body: string, issued = ""): string {
  const authority = `<AuthorityIdentifier Id="${form.authority}">${form.authorityName}</AuthorityIdentifier>`;
  return (
    `<EML ${namespaces} Id="${kind}" SchemaVersion="5"><TransactionId>1</TransactionId>` +
    `<ManagingAuthority>${authority}<AuthorityAddress/></ManagingAuthority>${issued}` +
    `<kr:CreationDateTime>2026-03-19T01:00:00</kr:CreationDateTime>${body}</EML>`
  );
}

function electionOf({ election, name, category, authority, authorityName, date }: PaperForm, more = ""): string {
  return (
    `<ElectionIdentifier Id="${election}"><ElectionName>${name}</ElectionName><ElectionCategory>${category}</ElectionCategory>` +
    `<kr:ElectionSubcategory>GR1</kr:ElectionSubcategory><kr:ElectionDomain Id="${authority}">${authorityName}</kr:ElectionDomain>` +
    `<kr:ElectionDate>${date}</kr:ElectionDate>${more}</ElectionIdentifier>`
  );
}

const uncounted = {
  A: "geldige stempassen",
  B: "geldige volmachtbewijzen",
  C: "geldige kiezerspassen",
  D: "toegelaten kiezers",
  I: "meer getelde stembiljetten",
  J: "minder getelde stembiljetten",
} as const;

/** A 510b with these figures; what they lack is 0. The total is their sum. `initial` before a value, as in a corrigendum. */
export function countEml(
  form: PaperForm,
  papers: ReadonlyMap<string, ReadonlyMap<Field, Figure>>,
  initial: ReadonlyMap<string, number> = new Map(),
): string {
  const of = (units: readonly string[], field: Field) =>
    units.reduce((sum, unit) => sum + (Number(papers.get(unit)?.get(field)) || 0), 0);
  const all = form.units.map(({ id }) => id);
  const votes = (units: readonly string[]) => {
    const valid = (field: Field) => {
      const before = units.length === 1 ? initial.get(`${units[0]} ${field}`) : undefined;
      const tag = before === undefined ? "" : `<kr:InitialValidVotes>${before}</kr:InitialValidVotes>`;
      return `${tag}<ValidVotes>${of(units, field)}</ValidVotes>`;
    };
    const lists = form.lists.map(({ number, name, candidates }) => {
      const people = candidates.map(
        ({ position }) =>
          `<Selection><Candidate><CandidateIdentifier Id="${position}"/></Candidate>${valid(`K.${number}.${position}`)}</Selection>`,
      );
      const list = `<AffiliationIdentifier Id="${number}"><RegisteredName>${entities(name)}</RegisteredName></AffiliationIdentifier>`;
      return `<Selection>${list}${valid(`E.${number}`)}</Selection>${people.join("")}`;
    });
    const reasons = Object.entries(uncounted).map(
      ([letter, reason]) => `<UncountedVotes ReasonCode="${reason}">${of(units, letter as Field)}</UncountedVotes>`,
    );
    return (
      `${lists.join("")}<Cast>0</Cast><TotalCounted>${of(units, "E")}</TotalCounted>` +
      `<RejectedVotes ReasonCode="ongeldig">${of(units, "G")}</RejectedVotes>` +
      `<RejectedVotes ReasonCode="blanco">${of(units, "F")}</RejectedVotes>${reasons.join("")}`
    );
  };
  const units = form.units.map(
    ({ id, name }) =>
      `<ReportingUnitVotes><ReportingUnitIdentifier Id="${id}">Stembureau ${entities(name)} (postcode: 9999 ZZ)` +
      `</ReportingUnitIdentifier>${votes([id])}</ReportingUnitVotes>`,
  );
  return eml(
    "510b",
    form,
    `<Count><EventIdentifier/><Election>${electionOf(form)}<Contests><Contest><ContestIdentifier Id="geen"/>` +
      `<TotalVotes>${votes(all)}</TotalVotes>${units.join("")}</Contest></Contests></Election></Count>`,
  );
}

export function candidatesEml(form: PaperForm): string {
  const lists = form.lists.map(({ number, name, candidates }) => {
    const people = candidates.map(
      ({ position, name: person }) =>
        `<Candidate><CandidateIdentifier Id="${position}"/><CandidateFullName><xnl:PersonName>` +
        `<xnl:LastName>${person}</xnl:LastName></xnl:PersonName></CandidateFullName><Gender>female</Gender>` +
        "<QualifyingAddress><xal:Locality><xal:LocalityName>Waterhoek</xal:LocalityName></xal:Locality></QualifyingAddress></Candidate>",
    );
    return (
      `<Affiliation><AffiliationIdentifier Id="${number}"><RegisteredName>${entities(name)}</RegisteredName></AffiliationIdentifier>` +
      `<Type>op zichzelf staande lijst</Type><kr:ListData PublicationLanguage="nl" PublishGender="true"/>${people.join("")}</Affiliation>`
    );
  });
  const body =
    `<CandidateList><Election>${electionOf(form, "<kr:NominationDate>2026-02-02</kr:NominationDate>")}` +
    `<Contest><ContestIdentifier Id="geen"/>${lists.join("")}</Contest></Election></CandidateList>`;
  return eml("230b", form, body, "<IssueDate>2026-02-06</IssueDate>");
}

export function stationsEml(form: PaperForm): string {
  const places = form.units.map(({ id, name }) => {
    const number = id.replace(/^.*::SB/, "");
    return (
      '<PollingPlace Channel="polling"><PhysicalLocation><Address><Locality>' +
      `<xal:LocalityName>${entities(name)}</xal:LocalityName><xal:PostalCode><xal:PostalCodeNumber>9999 ZZ</xal:PostalCodeNumber>` +
      `</xal:PostalCode></Locality></Address><PollingStation Id="${number}">${number}</PollingStation></PhysicalLocation></PollingPlace>`
    );
  });
  const { authority, authorityName } = form;
  const body =
    `<ElectionEvent><EventIdentifier/><Election>${electionOf(form)}<Contest><ContestIdentifier Id="geen"/>` +
    `<ReportingUnit><ReportingUnitIdentifier Id="${authority}">${authorityName}</ReportingUnitIdentifier></ReportingUnit>` +
    `<VotingMethod>SPV</VotingMethod><MaxVotes>999</MaxVotes>${places.join("")}</Contest></Election></ElectionEvent>`;
  return eml("110b", form, body);
}

/** A 110a for a council of so many seats. */
export function definitionEml(form: PaperForm, seats: number): string {
  const { authority, authorityName } = form;
  const region =
    `<kr:Region RegionNumber="${authority}" RegionCategory="GEMEENTE"><kr:RegionName>${authorityName}</kr:RegionName>` +
    '<kr:Committee CommitteeCategory="CSB"/></kr:Region>';
  const contest =
    '<Contest><ContestIdentifier Id="geen"/><VotingMethod>SPV</VotingMethod><MaxVotes>1</MaxVotes></Contest>';
  const body =
    `<ElectionEvent><EventIdentifier/><Election>${electionOf(form, "<kr:NominationDate>2026-02-02</kr:NominationDate>")}` +
    `${contest}<kr:NumberOfSeats>${seats}</kr:NumberOfSeats><kr:PreferenceThreshold>50</kr:PreferenceThreshold>` +
    `<kr:ElectionTree>${region}</kr:ElectionTree><kr:RegisteredParties/></Election></ElectionEvent>`;
  return eml("110a", form, body).replace(/<ManagingAuthority>.*?<\/ManagingAuthority>/, "");
}
