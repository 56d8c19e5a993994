// All rules of this room in their order, and what could be held against what: a report says as plainly what was not compared.

import { ReadError } from "../read/error.ts";
import type { Inputs } from "../read/inputs.ts";
import { judgeComplete, judgeLinks, linksOf, unlinkedUnits } from "./chain.ts";
import { type Dossier, sortFiles } from "./dossier.ts";
import { Findings } from "./findings.ts";
import { type HashesJudged, judgeHashes } from "./hashes.ts";
import { judgeLists, judgeStations, judgeUnits } from "./lists.ts";
import { type MissingFigures, missingFigures } from "./missing.ts";
import { judgePeople } from "./people.ts";
import { judgePlausible, type Unusual } from "./plausible.ts";
import { countOf, judgeSheet } from "./sheets.ts";
import { judgeSums } from "./sums.ts";

/** How far each comparison went. */
export interface Compared {
  /** Counts whose sums were made, and units in them. */
  readonly counts: number;
  readonly units: number;
  /** Counts by what of them was held against candidate lists. */
  readonly lists: { readonly all: number; readonly some: number; readonly none: number };
  /** Counts of municipalities that were held against their list of stations. */
  readonly stations: number;
  /** Units of counts above that were held against their own count, and units that were not. */
  readonly links: number;
  readonly unlinked: number;
  /** Districts whose people were confirmed by name. */
  readonly districts: number;
  readonly sheets: number;
  /** Paths of sheets whose count is not among the files. */
  readonly loose: readonly string[];
  readonly hashes: HashesJudged;
  /** Figures that a rule needs and a file does not have. */
  readonly missing: readonly MissingFigures[];
}

export interface Judged {
  readonly dossier: Dossier;
  readonly findings: Findings;
  readonly compared: Compared;
  /** Possible and unusual: beside the findings, and never among them. */
  readonly unusual: readonly Unusual[];
}

export interface JudgeOptions {
  /** SHA-256 of files to be used where there are two. */
  readonly chosen: ReadonlySet<string>;
  /** SHA-256 values from paper. */
  readonly codes: readonly string[];
}

export function judge({ messages, sheets, unreadable }: Inputs, { chosen, codes }: JudgeOptions): Judged {
  const findings = new Findings();
  for (const { path, error } of unreadable)
    findings.add(
      error instanceof ReadError ? { code: error.code, file: path } : { code: "L1", file: path, part: "closed" },
    );
  const dossier = sortFiles(messages, sheets, chosen, findings);
  const hashes = judgeHashes(
    codes,
    messages.map(({ source }) => source),
    findings,
  );
  const { counts } = dossier;
  for (const count of counts) judgeSums(count, findings);
  const lists = { all: 0, some: 0, none: 0 };
  for (const count of counts) lists[judgeLists(count, dossier.candidates, findings)]++;
  const stations = judgeAllStations(dossier, findings);
  const [definition] = dossier.definitions;
  if (definition !== undefined) {
    for (const count of counts) if (count.message.kind !== "510b") judgeUnits(count, definition, counts, findings);
    judgeComplete(definition, counts, findings);
  }
  const links = linksOf(counts);
  judgeLinks(links, findings);
  let districts = 0;
  for (const count of counts)
    if (count.message.kind === "510d") districts += judgePeople(count, dossier.candidates, findings);
  const compared = {
    counts: counts.length,
    units: counts.reduce((sum, { message }) => sum + message.units.length, 0),
    lists,
    stations,
    links: links.length,
    unlinked: unlinkedUnits(counts, links),
    districts,
    ...judgeAllSheets(dossier, findings),
    hashes,
    missing: missingFigures(counts),
  };
  return { dossier, findings, compared, unusual: counts.flatMap((count) => judgePlausible(count)) };
}

function judgeAllStations({ counts, stations }: Dossier, findings: Findings): number {
  let judged = 0;
  for (const count of counts) {
    const own = stations.find(({ message }) => message.municipality.id === count.message.authority.id);
    if (own === undefined || count.message.kind !== "510b") continue;
    judgeStations(count, own, findings);
    judged++;
  }
  return judged;
}

function judgeAllSheets({ counts, sheets }: Dossier, findings: Findings): Pick<Compared, "sheets" | "loose"> {
  const loose: string[] = [];
  for (const sheet of sheets) {
    const count = countOf(sheet.sheet, counts);
    if (count === undefined) loose.push(sheet.source.path);
    else judgeSheet(sheet, count, findings);
  }
  return { sheets: sheets.length - loose.length, loose };
}
