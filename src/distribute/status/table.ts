// A status as a table for a spreadsheet: a row an envelope. docs/spec/register.md, "Tables"

import type { Language } from "../../words/language.ts";
import { encodeTable, lastOf, missingOf, type People } from "../register/index.ts";
import { flagKinds } from "./flags/flag.ts";
import { daysBetween } from "./flags/way.ts";
import type { Standing } from "./standing.ts";
import type { Status } from "./status.ts";
import { stageWords } from "./words.ts";

const columns = [
  "envelop",
  "id",
  "naam",
  "telefoon",
  "email",
  "versie",
  "exemplaren",
  "stand",
  "dagen",
  "bewijs",
  "oordeel",
  "vlaggen",
  "geteld",
] as const;

/** All envelopes, those that ended too (`geteld` nee), and recipients who have none. Throws FormatError TEXT. */
export function statusTable(status: Status, people: People, language: Language): Uint8Array {
  const kinds = new Map<string, Set<string>>();
  for (const { kind, envelopes } of status.flags)
    for (const { number } of envelopes) kinds.set(number, (kinds.get(number) ?? new Set()).add(kind));
  const rows = status.standings.map((standing) => {
    const flags = flagKinds.filter((kind) => kinds.get(standing.envelope.number)?.has(kind));
    return rowOf(standing, status, { people, flags: flags.join(", "), language });
  });
  const none = missingOf(status.register).filter(({ stage }) => stage === "nothing");
  const bare = none.map(({ recipient: { id, name } }) => {
    const { phone = "", email = "" } = people.get(id) ?? {};
    return ["", id, safe(name), phone, email, "", "", stageWords.nothing[language], "", "", "", "ONTBREEKT", "ja"];
  });
  return encodeTable(columns, [...rows, ...bare]);
}

interface RowParts {
  readonly people: People;
  readonly flags: string;
  readonly language: Language;
}

function rowOf(standing: Standing, { now }: Status, { people, flags, language }: RowParts): string[] {
  const { envelope, stage, discs } = standing;
  const { id, name } = envelope.recipient;
  const { phone = "", email = "" } = people.get(id) ?? {};
  const arrived = lastOf(envelope.disc)?.arrived;
  const refusals = discs.flatMap(({ refusal }) => refusal?.verdict ?? []);
  return [
    ...[envelope.number, id, safe(name), phone, email, envelope.release.name],
    discs.map(({ copy }) => copy).join(" "),
    stageWords[stage][language],
    arrived === undefined ? "" : String(daysBetween(arrived.at, now)),
    [...new Set(discs.flatMap(({ evidence }) => [...evidence]))].join(", "),
    refusals.length > 0 ? refusals.join(", ") : standing.isGood ? "GOED" : "",
    flags,
    envelope.ended === undefined ? "ja" : "nee",
  ];
}

/** A name that a spreadsheet would calculate gets a word before it: the register may have taken it from an EML. */
const safe = (name: string): string => (/^[=+\-@]/.test(name) ? `naam ${name}` : name);
