// A folder of releases: each as it stands by itself, and all of them held against each other. docs/spec/release-folder.md, "Several releases"

import { compareText, type ReleaseChoice } from "../../format/index.ts";
import { seriesOf } from "../../format/series.ts";
import { type Found, found as foundCode } from "../../trust/index.ts";
import type { ReleaseRow } from "./row.ts";
import { type ParentCode, parentTexts } from "./texts.ts";

export type ParentFinding = Found<ParentCode>;

const found = (code: ParentCode, values: ParentFinding["values"]): ParentFinding => foundCode(code, values);

/** The worst that is met. A release that is done, or was stopped, is no reason to wait. */
export type ParentOutcome = "done" | "waiting" | "wrong" | "untold";

/** Releases of one product, election and role, as people see these: their numbers count up. */
export interface ReleaseGroup {
  /** As the first of them writes it. Undefined: of what these are cannot be read. */
  readonly of: Pick<ReleaseChoice, "product" | "election" | "role"> | undefined;
  /** By number, then by name. */
  readonly rows: readonly ReleaseRow[];
  /** Those whose number another uses too: with them nobody goes on. */
  readonly twice: ReadonlySet<ReleaseRow>;
}

export interface JudgedParent {
  readonly groups: readonly ReleaseGroup[];
  readonly findings: readonly ParentFinding[];
  readonly outcome: ParentOutcome;
}

/** What lies beside the releases: names. */
export interface PassedOver {
  readonly links: readonly string[];
  readonly leftBehind: readonly string[];
  readonly others: readonly string[];
}

export function judgeParent(rows: readonly ReleaseRow[], passedOver: PassedOver): JudgedParent {
  const groups = groupsOf(rows);
  const findings = [
    ...groups.flatMap(judgeNumbers),
    ...groups.flatMap(judgeOrder),
    ...rows.flatMap((row) => judgePrevious(row, rows)),
    ...passedOver.links.map((path) => found("LINK", { path })),
    ...passedOver.leftBehind.map((path) => found("LEFT_BEHIND", { path })),
    ...passedOver.others.map((path) => found("NO_RELEASE", { path })),
  ];
  return { groups, findings, outcome: outcomeOf(rows, findings) };
}

export const kindOfParent = ({ code }: ParentFinding) => parentTexts[code].is;

function outcomeOf(rows: readonly ReleaseRow[], findings: readonly ParentFinding[]): ParentOutcome {
  const has = (state: ReleaseRow["state"]) => rows.some((row) => row.state === state);
  if (has("wrong") || findings.some((finding) => kindOfParent(finding) === "wrong")) return "wrong";
  if (has("untold")) return "untold";
  return has("waiting") ? "waiting" : "done";
}

/** By these groups stand in order. */
const groupFields = ["product", "election", "role"] as const;

const sequenceOf = ({ choice }: ReleaseRow) => choice?.sequence ?? 0;

function groupsOf(rows: readonly ReleaseRow[]): ReleaseGroup[] {
  const groups = new Map<string, ReleaseRow[]>();
  for (const row of rows) {
    const key = row.choice === undefined ? "" : seriesOf(row.choice);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const sorted = [...groups.values()].map((group): ReleaseGroup => {
    const inOrder = group.toSorted((a, b) => sequenceOf(a) - sequenceOf(b) || compareText(a.name, b.name));
    return { of: inOrder[0]?.choice, rows: inOrder, twice: twiceUsed(inOrder) };
  });
  return sorted.sort(({ of: a }, { of: b }) => {
    if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
    const field = groupFields.find((name) => a[name] !== b[name]) ?? "role";
    return compareText(a[field], b[field]);
  });
}

/** A number that was stopped before anybody signed under it is free: `zegel release stop` has said so. */
const isFree = ({ state, signed }: ReleaseRow) => state === "stopped" && !signed.isAny;

function twiceUsed(rows: readonly ReleaseRow[]): ReadonlySet<ReleaseRow> {
  const used = rows.filter((row) => row.choice !== undefined && !isFree(row));
  const isTwice = (row: ReleaseRow) => used.some((other) => other !== row && sequenceOf(other) === sequenceOf(row));
  return new Set(used.filter(isTwice));
}

/** Numbers that are used twice, and by whom each was signed; and those that are not here. */
function judgeNumbers({ of, rows, twice }: ReleaseGroup): ParentFinding[] {
  if (of === undefined) return [];
  const { product, election, role } = of;
  const named = { product, election, role };
  const numbers = [...new Set(rows.map(sequenceOf))];
  const again = numbers.flatMap((sequence) => {
    const all = rows.filter((row) => sequenceOf(row) === sequence);
    const used = all.filter((row) => twice.has(row));
    const free = all.filter(isFree);
    if (used.length > 0) {
      const isSame = used.every(({ texts }) => texts.length > 0 && texts.join() === used[0]?.texts.join());
      const code = isSame ? "SAME_RELEASE" : "NUMBER_TWICE";
      return [found(code, { ...named, sequence, folders: namesOf(used) }), ...used.flatMap(tellSigners)];
    }
    return all.length > 1 ? [found("NUMBER_AGAIN", { ...named, sequence, folders: namesOf(free) })] : [];
  });
  const missing = missingBetween(numbers);
  return [...again, ...(missing === "" ? [] : [found("NUMBERS_MISSING", { ...named, numbers: missing })])];
}

const namesOf = (rows: readonly ReleaseRow[]) => rows.map(({ name }) => name).join(", ");

function tellSigners({ name, choice, signed: { keys, others } }: ReleaseRow): ParentFinding[] {
  const values = { folder: name, version: choice?.version ?? "" };
  const names = keys.map(({ vkey, holder, organisation }) => `${vkey.name} (${holder}, ${organisation})`).join(", ");
  const told = [
    ...(keys.length === 0 ? [] : [found("SIGNED_BY", { ...values, names })]),
    ...(others.length === 0 ? [] : [found("SIGNED_BY_OTHERS", { ...values, names: others.join(", ") })]),
  ];
  return told.length > 0 ? told : [found("SIGNED_BY_NOBODY", values)];
}

/** `2, 5–7`: between the lowest and the highest. `numbers` rise. */
function missingBetween(numbers: readonly number[]): string {
  return numbers
    .flatMap((number, i) => {
      const [from, to] = [(numbers[i - 1] ?? number) + 1, number - 1];
      if (to < from) return [];
      return [from === to ? `${from}` : `${from}–${to}`];
    })
    .join(", ");
}

/** A higher number is of no earlier date. */
function judgeOrder({ rows }: ReleaseGroup): ParentFinding[] {
  return rows.flatMap((row, i) => {
    const [before, now] = [rows[i - 1], row];
    if (before?.choice === undefined || now.choice === undefined) return [];
    const [{ date: beforeDate, sequence: lower }, { date, sequence }] = [before.choice, now.choice];
    if (lower === sequence || date >= beforeDate) return [];
    return [found("DATE_FALLS", { folder: now.name, sequence, date, before: before.name, beforeDate })];
  });
}

/** The release before it: is it here, was it stopped, and is it the last that was finished? Of what is over nothing is said. */
function judgePrevious(row: ReleaseRow, rows: readonly ReleaseRow[]): ParentFinding[] {
  const { previous, name, state, choice } = row;
  if (previous === undefined || choice === undefined) return [];
  const before = rows.filter(({ texts }) => texts.includes(previous));
  const [first] = before;
  if (first === undefined) return [found("PREVIOUS_ELSEWHERE", { folder: name })];
  if (state === "stopped" || state === "done") return [];
  const values = { folder: name, before: first.name };
  if (before.every((one) => one.state === "stopped")) return [found("PREVIOUS_STOPPED", values)];
  const isBetween = (one: ReleaseRow) => sequenceOf(one) > sequenceOf(first) && sequenceOf(one) < choice.sequence;
  const isOfSame = (one: ReleaseRow) => one.choice !== undefined && seriesOf(one.choice) === seriesOf(choice);
  const between = rows.filter((one) => one.isFinished && isBetween(one) && isOfSame(one));
  const [newer] = between.toSorted((a, b) => sequenceOf(b) - sequenceOf(a));
  return newer === undefined ? [] : [found("PREVIOUS_OLD", { ...values, newer: newer.name })];
}
