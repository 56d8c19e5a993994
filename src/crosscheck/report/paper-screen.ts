// Papers against a count on one screen, and as JSON: the sign and the word, what was compared, what differs, what is still to be done.

import { fill, type Language, type Text, uncut, visible } from "../../words/language.ts";
import type { OpenField, Refusal, WaitingPaper } from "../paper/double-entry.ts";
import { type Field, type Figure, type Model, models, partsOf, totalUnit } from "../paper/fields.ts";
import { type PaperForm, stationNumber } from "../paper/form.ts";
import type { Difference } from "../paper/swaps.ts";
import { fieldLabel, say, sayMisfit, saySum, unitName } from "../paper/texts.ts";
import { wrongSeen } from "../seats/sample.ts";
import { describeSample, sampleWords } from "../seats/sample-words.ts";
import { sayNumber } from "./figures.ts";
import { type LookedAt, waitingIn } from "./paper/sample.ts";
import type { PaperPart, PaperReport } from "./paper-report.ts";
import { type PaperCode, paperAdvice, paperHeadlines, paperWords, sampleAdvice, seatWords } from "./paper-words.ts";
import { findingsPart } from "./screen.ts";
import {
  few,
  joinParts,
  type Part,
  type ShortPath,
  type Summary,
  shortPaths,
  showSummary,
  summaryOf,
} from "./summary.ts";
import { type Verdict, verdicts } from "./verdict.ts";

/** Lines to print. */
export function showPaper(report: PaperReport, language: Language): string[] {
  return showSummary(paperSummary(report, language), language);
}

export function paperSummary(report: PaperReport, language: Language): Summary {
  const { inputs, judged, verdicts: all } = report;
  const part = joinParts(
    findingsPart(inputs, judged.findings, language, (code) => /^[LI]/.test(code)),
    paperPart(report, language),
    { notCompared: [paperWords.noSums[language]], notUsed: tableLines(report, language) },
  );
  return summaryOf(all, inputs, part, language, ownWords(report, all[0], language));
}

/** Headline and advice where the paper decides them; else those that belong to the verdict. */
export function ownWords(
  report: PaperReport,
  verdict: Verdict,
  language: Language,
): { readonly headline?: string; readonly next?: readonly Text[] } {
  if (verdict !== "KLOPT" && verdict !== "PAPIER_WIJKT_AF" && verdict !== "NOG_NIET_AF") return {};
  const { parts, looked } = report;
  const unreadable = looked?.unreadable.length ?? 0;
  const count = parts.reduce((sum, { comparison }) => sum + comparison.differences.length, unreadable);
  const differences =
    count === 1 ? paperWords.oneDifference[language] : fill(paperWords.differences[language], { count });
  const scope = `${unitsScope(report, language)}, ${paperWords.lists[language]}`;
  const next = [...(looked === undefined ? [] : sampleAdvice[verdict]), ...paperAdvice[verdict]];
  return { headline: fill(paperHeadlines[verdict][language], { differences, scope }), next };
}

export function paperPart(report: PaperReport, language: Language): Part {
  const { looked } = report;
  const shortPath = shortPaths(report.inputs);
  const of = (lines: (part: PaperPart) => string[]) => report.parts.flatMap(lines);
  return joinParts({
    found: [
      ...of((part) => part.comparison.differences.map((one) => sayDifference(one, part.form, language))),
      ...unreadLines(looked, language),
    ],
    toDo: [
      ...emptyLines(report, language),
      ...(looked === undefined ? untypedLines(report, true, language) : looseLines(report, language)),
      ...of((part) => toDoLines(part, looked, language)),
    ],
    compared: [...of((part) => comparedLines(part, looked, language)), ...provenLines(report, language)],
    notCompared: [
      ...of((part) => notComparedLines(part, language)),
      ...untypedLines(report, false, language),
      ...(looked !== undefined && isOfOne(looked) ? [sampleWords.municipality[language]] : []),
    ],
    blocks: seatBlocks(report, language),
    notUsed: notUsedLines(report, language, shortPath),
    remarks: of((part) => sumLines(part, language)),
  });
}

/** How many of all units: `21 van 21 stembureaus`, of a sample those that were drawn. */
export function unitsScope({ parts, looked }: PaperReport, language: Language): string {
  if (looked === undefined) return parts.map((part) => unitsLine(part, language)).join(", ");
  const { missing, sample } = looked;
  const show = (count: number) => sayNumber(count, language);
  const [all, of] = [show(sample.stations.length), show(sample.of)];
  return fill(paperWords.drawnDone[language], { done: show(sample.stations.length - missing.length), all, of });
}

/** How many of its units: `21 van 21 stembureaus`. */
function unitsLine({ comparison: { compared, missing }, form }: PaperPart, language: Language): string {
  const areStations = form.units.every(({ id }) => stationNumber(id) !== undefined);
  const text = areStations ? paperWords.stationsDone : paperWords.unitsDone;
  return fill(text[language], { done: compared.length, all: compared.length + missing.length });
}

/** What a sample proves; nothing where there is a difference, or something is still to be done. */
function provenLines({ looked, verdicts: [verdict] }: PaperReport, language: Language): string[] {
  if (looked === undefined || verdict !== "KLOPT") return [];
  const { sample } = looked;
  return [describeSample(sample.of, sample.stations.length, sample.risk, language)];
}

function unreadLines(looked: LookedAt | undefined, language: Language): string[] {
  return (looked?.unreadable ?? []).map(({ unit, fields, form }) =>
    fill(paperWords.unread[language], { unit: unitName(unit, form, language), fields: fields.join(", ") }),
  );
}

/** Drawn stations of municipalities of which nothing was typed. */
function looseLines({ parts, looked }: PaperReport, language: Language): string[] {
  const known = new Set(parts.flatMap(({ comparison }) => comparison.missing));
  const loose = (looked?.missing ?? []).filter((unit) => !known.has(unit));
  if (looked === undefined || loose.length === 0) return [];
  const numbers = looked.municipalities === 1 ? loose.map(stationNumber) : [undefined];
  const units = numbers.includes(undefined)
    ? few(loose, language).join(", ")
    : fill(paperWords.stations[language], { numbers: numbers.join(", ") }, uncut);
  return [fill(paperWords.missing[language], { units }, uncut)];
}

/** A part of the stations of one municipality: it says nothing of any seat. */
const isOfOne = ({ municipalities, sample }: LookedAt) => municipalities === 1 && sample.stations.length < sample.of;

function seatBlocks({ seats }: PaperReport, language: Language): Part["blocks"] {
  if (seats === undefined) return [];
  const lines =
    typeof seats === "string"
      ? [seatWords[seats][language]]
      : [...seats].map(([list, { file, paper }]) => fill(seatWords.other[language], { list, file, paper }));
  return [{ heading: seatWords.heading[language], lines }];
}

function comparedLines(part: PaperPart, looked: LookedAt | undefined, language: Language): string[] {
  const { comparison, form } = part;
  const { figures, candidates, isTotalCompared } = comparison;
  if (figures === 0) return [];
  const counted = (text: Text, count: number) => fill(text[language], { count: sayNumber(count, language) });
  return [
    looked === undefined
      ? unitsLine(part, language)
      : fill(paperWords.lookedAt[language], {
          name: form.authorityName,
          count: sayNumber(comparison.compared.length, language),
        }),
    counted(paperWords.figures, figures),
    ...(candidates === 0 ? [] : [counted(paperWords.candidates, candidates)]),
    ...(isTotalCompared ? [fill(paperWords.total[language], { name: form.authorityName })] : []),
  ];
}

function notComparedLines({ comparison, form }: PaperPart, language: Language): string[] {
  const { isTotalCompared, candidates, unreadable, notInCount, earlier } = comparison;
  const places = unreadable.map(({ unit, field }) => `${unitName(unit, form, language)}, ${field}`);
  return [
    ...(candidates === 0 ? [paperWords.noCandidates[language]] : []),
    ...(isTotalCompared ? [] : [fill(paperWords.noTotal[language], { name: form.authorityName })]),
    ...(places.length === 0
      ? []
      : [fill(paperWords.unreadable[language], { places: few(places, language).join("; ") }, uncut)]),
    ...(notInCount.length === 0 ? [] : [fill(paperWords.notInCount[language], { letters: notInCount.join(", ") })]),
    ...earlier.map(({ unit, model }) =>
      fill(paperWords.earlier[language], { unit: unitName(unit, form, language), model: models[model].printed }),
    ),
  ];
}

/** `Stembureau 6: De Rosmolen, N 10-1, E.1 Totaal lijst 1 …`: where a person looks. */
function sayPlace(unit: string, model: Model, field: Field, form: PaperForm, language: Language): string {
  const [kind, list] = partsOf(field);
  const ofList = kind === "candidate" ? `${say("listTitle", language, { list, name: "" })}, ` : "";
  const label = `${field} ${ofList}${fieldLabel(field, form, language)}`;
  return `${unitName(unit, form, language)}, ${models[model].printed}, ${label}`;
}

/** A box in words: a number, empty, unreadable (?), or nothing that anybody typed. */
export function sayFigure(figure: Figure | undefined, language: Language): string {
  if (figure === "-") return paperWords.empty[language];
  return figure === undefined ? paperWords.notTyped[language] : sayNumber(figure, language);
}

export function sayDifference(one: Difference, form: PaperForm, language: Language): string {
  const unit = unitName(one.unit, form, language);
  const words = (text: Text, values: Readonly<Record<string, string>>) => fill(text[language], values, uncut);
  if (one.kind === "notInCount") return words(paperWords.notInFile, { unit });
  if (one.kind === "stations")
    return words(paperWords.swappedStations, { unit, other: unitName(one.other, form, language) });
  if (one.kind === "field") {
    const { model, field, paper, count, isInitial } = one;
    const amount = typeof paper === "number" && count !== undefined ? paper - count : 0;
    const size =
      amount === 0
        ? ""
        : words(amount > 0 ? paperWords.more : paperWords.fewer, { amount: sayNumber(Math.abs(amount), language) });
    const values = {
      place: sayPlace(one.unit, model, field, form, language),
      ...{ paper: sayFigure(paper, language), count: sayFigure(count, language) },
    };
    const text = isInitial ? paperWords.fieldBefore : paper === "-" ? paperWords.fieldEmpty : paperWords.field;
    return `${words(text, values)}${size}`;
  }
  const [first, second] = one.fields;
  return words(one.kind === "lists" ? paperWords.swappedLists : paperWords.swapped, {
    ...{ unit, model: models[one.model].printed, first, second },
    paper: one.paper.map((figure) => sayFigure(figure, language)).join(" / "),
    count: one.count.map((figure) => sayFigure(figure, language)).join(" / "),
  });
}

/** Which of the codes a difference is. */
function codeOf(one: Difference): PaperCode {
  if (one.kind === "notInCount") return "P6";
  if (one.kind !== "field") return "P5";
  return one.isInitial ? "P3" : one.paper === "-" ? "P2" : "P1";
}

function emptyLines({ parts, inputs, judged }: PaperReport, language: Language): string[] {
  if (parts.length > 0) return [];
  const { counts, candidates } = judged.dossier;
  const isPaperThere = inputs.papers.length > 0;
  const lacks = counts.length === 0 || candidates.length === 0;
  return [(isPaperThere && lacks ? paperWords.noForm : paperWords.noEntries)[language]];
}

/** `areMunicipal`: those that must be typed, or the others. */
function untypedLines({ parts, untyped }: PaperReport, areMunicipal: boolean, language: Language): string[] {
  const own = untyped.filter(({ message }) => (message.kind === "510b") === areMunicipal);
  return parts.length === 0
    ? []
    : own.map(({ message }) => fill(paperWords.untyped[language], { name: message.authority.name }));
}

function toDoLines(
  { form, double, comparison }: PaperPart,
  looked: LookedAt | undefined,
  language: Language,
): string[] {
  const waiting = waitingIn(double, looked);
  const begun = new Set([...double.open, ...waiting].map(({ unit }) => unit));
  const elsewhere = new Set([...comparison.withoutEarlier, ...comparison.partial].map(({ unit }) => unit));
  const name = (unit: string) => unitName(unit, form, language);
  return [
    ...double.open.map((one) => sayOpen(one, form, language)),
    ...waiting.map((one) => sayWaiting(one, form, language)),
    ...comparison.withoutEarlier.map(({ unit, model }) =>
      fill(paperWords.withoutEarlier[language], { unit: name(unit), model: models[model].printed }),
    ),
    ...comparison.partial.map(({ unit, fields }) =>
      fill(paperWords.partial[language], { unit: name(unit), fields: fields.join(", ") }),
    ),
    ...missingLine(
      comparison.missing.filter((unit) => !begun.has(unit) && !elsewhere.has(unit)),
      form,
      language,
    ),
  ];
}

/** All in one line: in the beginning it is each of them. */
function missingLine(units: readonly string[], form: PaperForm, language: Language): string[] {
  if (units.length === 0) return [];
  const numbers = units.map(stationNumber);
  const names = numbers.includes(undefined)
    ? units.map((unit) => unitName(unit, form, language)).join("; ")
    : fill(paperWords.stations[language], { numbers: numbers.join(", ") }, uncut);
  return [fill(paperWords.missing[language], { units: names }, uncut)];
}

function sayOpen({ unit, model, field, first, second, third }: OpenField, form: PaperForm, language: Language): string {
  if (field === undefined)
    return say("decideModel", language, {
      unit: unitName(unit, form, language),
      first: models[first as Model].printed,
      second: models[second as Model].printed,
    });
  const place = sayPlace(unit, model, field, form, language);
  const figure = (value: Figure | Model | undefined) => sayFigure(value as Figure | undefined, language);
  const values = { place, first: figure(first), second: figure(second), third: figure(third) };
  return fill((third === undefined ? paperWords.open : paperWords.unasked)[language], values, uncut);
}

function sayWaiting({ unit, entry, isBegun, list }: WaitingPaper, form: PaperForm, language: Language): string {
  const values = {
    unit: unitName(unit, form, language),
    entry: paperWords[`entry${entry}`][language],
    list: list ?? 0,
  };
  if (list !== undefined) return fill(paperWords.waitingList[language], values);
  return fill((isBegun ? paperWords.unfinished : paperWords.waiting)[language], values);
}

function notUsedLines(
  { parts, strays, broken, inputs }: PaperReport,
  language: Language,
  shortPath: ShortPath,
): string[] {
  const anyForm = parts[0]?.form;
  const twice = inputs.unused.filter(
    ({ path, why, detail }) => why === "twice" && isEntry(detail, inputs) && path !== detail,
  );
  return [
    ...parts.flatMap(({ form, double }) => double.refusals.map((one) => sayRefusal(one, form, language, shortPath))),
    ...strays.map((one) => sayRefusal(one, anyForm, language, shortPath)),
    ...broken.map(({ path, error }) =>
      fill(paperWords.broken[language], { file: visible(shortPath(path)), text: error.message }),
    ),
    ...twice.map(({ path, detail }) => say("sameFile", language, { path: shortPath(path), other: shortPath(detail) })),
  ];
}

/** What the counting software published is no paper. */
function tableLines({ inputs, judged }: PaperReport, language: Language): string[] {
  const shortPath = shortPaths(inputs);
  return judged.dossier.sheets.map(({ source }) => say("softwareTable", language, { path: shortPath(source.path) }));
}

const isEntry = (path: string, { papers }: PaperReport["inputs"]) => papers.some(({ source }) => source.path === path);

function sayRefusal(refusal: Refusal, form: PaperForm | undefined, language: Language, shortPath: ShortPath): string {
  const path = visible(shortPath(refusal.path));
  if (refusal.why === "misfit") {
    const { misfit } = refusal;
    return form === undefined && misfit.why !== "election" && misfit.why !== "form"
      ? path
      : sayMisfit(misfit, path, form ?? noForm, language);
  }
  const other = visible(shortPath(refusal.other));
  if (refusal.why === "samePerson") return say("samePerson", language, { path, other, person: refusal.person });
  const unit = form === undefined ? refusal.unit : unitName(refusal.unit, form, language);
  return say("contradicts", language, { path, other, unit });
}

/** For sentences that name no unit. */
const noForm: PaperForm = {
  ...{ election: "", category: "", date: "", name: "", authority: "", authorityName: "" },
  ...{ units: [], lists: [] },
};

function sumLines({ comparison, form }: PaperPart, language: Language): string[] {
  return comparison.sums.map(({ unit, sum }) =>
    fill(paperWords.sumOnPaper[language], { unit: unitName(unit, form, language), sum: saySum(sum, language) }, uncut),
  );
}

/** The same as one object. People are entry 1 and entry 2: it may be published. docs/spec/paper-entry.md, "JSON" */
export function paperInJson(report: PaperReport): object {
  const { parts, untyped, strays, broken, looked, seats, verdicts: all, inputs } = report;
  return {
    verdict: all[0],
    exit: verdicts[all[0]].exit,
    verdicts: all,
    parts: parts.map(({ count, form, digest, entries, double, comparison }) => ({
      count: count.source,
      election: form.election,
      authority: { id: form.authority, name: form.authorityName },
      form: digest,
      entries: entries.map(({ path, sha256, entry }) => ({ path, sha256, entry: entry.entry })),
      ...comparison,
      differences: comparison.differences.map((one) => ({ code: codeOf(one), ...one })),
      changes: Object.fromEntries(comparison.changes),
      isTotalTyped: double.agreed.some(({ unit }) => unit === totalUnit),
      open: double.open,
      waiting: double.waiting,
      refusals: double.refusals.map(withoutPerson),
      copies: double.copies,
    })),
    sample: looked === undefined ? null : sampleInJson(looked, all[0]),
    seats: seats instanceof Map ? Object.fromEntries(seats) : (seats ?? null),
    strays: strays.map(withoutPerson),
    broken: broken.map(({ path, error }) => ({ path, message: error.message })),
    untyped: untyped.map(({ source }) => source.path),
    unused: inputs.unused,
  };
}

/** `proves`: with so many wrong stations or more one of them would have been seen, by the chance asked for; null: nothing is proven. */
function sampleInJson({ sample, missing, unreadable, municipalities }: LookedAt, verdict: Verdict): object {
  const { of, stations, risk } = sample;
  return {
    ...sample,
    missing,
    unreadable: unreadable.map(({ unit, fields }) => ({ unit, fields })),
    municipalities,
    proves: verdict === "KLOPT" ? (wrongSeen(of, stations.length, risk) ?? null) : null,
  };
}

function withoutPerson(refusal: Refusal): object {
  return refusal.why === "samePerson" ? { path: refusal.path, why: refusal.why, other: refusal.other } : refusal;
}
