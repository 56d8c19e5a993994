// Which stations are looked at, and how many: drawn from the counts and lists of stations of an election, by dice thrown in public.
// docs/spec/paper-sample.md

import { compareText } from "../../format/index.ts";
import type { Count, ReadMessage } from "../read/model.ts";
import { countedPapers, listFigure } from "../read/votes.ts";
import type { Dossier } from "../rules/dossier.ts";
import { apportion, votesOf } from "../seats/apportion.ts";
import { type Margin, marginOf } from "../seats/margin.ts";
import { drawOrder, fewestWrong, filesDigest, sampleSize } from "../seats/sample.ts";
import type { Sample } from "../seats/sample-file.ts";
import { prepare, wholeCount } from "./election.ts";

/** What a sample is drawn from. */
export interface Population {
  readonly election: string;
  /** Ids, of the counts and of the lists of stations together. */
  readonly stations: readonly string[];
  /** SHA-256 of these counts and lists, sorted. */
  readonly files: readonly string[];
  /** Authorities whose stations they are. */
  readonly municipalities: number;
  /** An id that two municipalities have: then nobody could tell which of them was drawn. */
  readonly twice: string | undefined;
}

/** Undefined: there is no municipal count (510b). A list of stations (110b) alone has nothing that could be wrong. */
export function populationOf({ counts, stations }: Dossier): Population | undefined {
  const municipal = municipalCounts(counts);
  const [first] = municipal;
  if (first === undefined) return undefined;
  const owners = new Map<string, string>();
  let twice: string | undefined;
  const add = (id: string, owner: string) => {
    if ((owners.get(id) ?? owner) !== owner) twice ??= id;
    owners.set(id, owner);
  };
  for (const { message } of municipal) for (const { id } of message.units) add(id, message.authority.id);
  for (const { message } of stations) for (const { unitId } of message.stations) add(unitId, message.municipality.id);
  return {
    election: first.message.election.id,
    stations: [...owners.keys()],
    files: [...municipal, ...stations].map(({ source }) => source.sha256).toSorted(compareText),
    municipalities: new Set(owners.values()).size,
    twice,
  };
}

const municipalCounts = (counts: readonly ReadMessage<Count>[]) =>
  counts.filter(({ message }) => message.kind === "510b");

/** Why nothing is known of the seats. */
export type NoMargin =
  /** D and H are not typed of all stations. */
  | "bounds"
  /** The count of the whole election or its definition is not here. */
  | "files"
  /** Not all municipal counts are here: together they are not the whole count. */
  | "parts"
  /** Sums of a count do not agree. */
  | "sums"
  /** There are no rules for this election, a lot decides, or there are no votes. */
  | "rules";

export interface Draw {
  readonly sample: Sample;
  readonly municipalities: number;
  /** Votes until a seat changes, and the fewest stations that can be wrong by as many. */
  readonly margin: { readonly votes: number; readonly stations: number } | undefined;
  readonly noMargin: NoMargin | undefined;
}

export interface DrawOptions {
  readonly dice: string;
  /** Percent. */
  readonly risk: number;
  /** Voters admitted by the paper (D), by station. */
  readonly admitted: ReadonlyMap<string, number>;
  /** Whether the sums of all counts agree. */
  readonly areSumsGood: boolean;
}

/** Without a margin a sample is for one station in 200: it can tell that fewer of them differ. */
const share = 200;

/** `population` has no id twice. */
export function drawSample(dossier: Dossier, population: Population, options: DrawOptions): Draw {
  const { election, stations, files, municipalities } = population;
  const { dice, risk } = options;
  const margin = fewestOf(dossier, population, options);
  const isKnown = typeof margin !== "string";
  const wrong = isKnown ? margin.stations : Math.ceil(stations.length / share);
  const size = sampleSize(stations.length, wrong, risk);
  const drawn = drawOrder(dice, filesDigest(files), stations).slice(0, size);
  return {
    sample: { election, of: stations.length, risk, wrong, dice, files, stations: drawn },
    municipalities,
    margin: isKnown ? margin : undefined,
    noMargin: isKnown ? undefined : margin,
  };
}

function fewestOf(
  dossier: Dossier,
  { stations }: Population,
  { admitted, areSumsGood }: DrawOptions,
): { readonly votes: number; readonly stations: number } | NoMargin {
  if (!areSumsGood) return "sums";
  const margin = marginFrom(dossier);
  if (typeof margin === "string") return margin;
  const papers = new Map(
    municipalCounts(dossier.counts).flatMap(({ message }) =>
      message.units.map(({ id, votes }) => [id, countedPapers(votes)] as const),
    ),
  );
  const errors = stations.map((id) => Math.max(papers.get(id) ?? 0, admitted.get(id) ?? Number.NaN));
  if (errors.some(Number.isNaN)) return "bounds";
  const fewest = fewestWrong(errors, margin.votes);
  return fewest === undefined ? "rules" : { votes: margin.votes, stations: fewest };
}

function marginFrom(dossier: Dossier): Margin | NoMargin {
  const prepared = prepare(dossier, new Set());
  if (typeof prepared === "string") return "files";
  if (!isWhole(dossier)) return "parts";
  const { input } = prepared;
  const outcome = apportion(input);
  if (outcome.state !== "done") return "rules";
  const lists = input.lists.map((list) => votesOf(list, input));
  return marginOf({ seats: input.seats, residual: outcome.result.rule.residual, lists }) ?? "rules";
}

/** Whether the municipal counts together are the count of the whole election, list by list. */
export function isWhole({ counts }: Dossier): boolean {
  const whole = wholeCount(counts);
  const municipal = municipalCounts(counts);
  if (whole === undefined || municipal.length === 0) return false;
  return whole.message.total.ballot.lists.every(({ number }) => {
    const sum = municipal.reduce((so, { message }) => so + (listFigure(message.total, number) ?? 0), 0);
    return sum === listFigure(whole.message.total, number);
  });
}

/** Why a sample is not one of these files: then it says nothing of them. */
export type SampleMisfit = "election" | "files" | "stations";

/** Undefined: these dice draw these stations from these files. */
export function judgeSample(sample: Sample, population: Population | undefined): SampleMisfit | undefined {
  if (population === undefined) return "files";
  if (sample.election !== population.election) return "election";
  if (sample.files.join() !== population.files.join()) return "files";
  const drawn = drawOrder(sample.dice, filesDigest(sample.files), population.stations);
  const isSame = sample.of === drawn.length && sample.stations.every((station, i) => station === drawn[i]);
  return isSame ? undefined : "stations";
}
