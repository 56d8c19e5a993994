// A folder of releases on a screen: a table for each product, election and role, and what stands out.

import { shellPath, spellOut } from "../../format/index.ts";
import { electionName, roleName } from "../../words/elections.ts";
import { urgencyWords } from "../../words/glossary.ts";
import { fill, type Language, uncut } from "../../words/language.ts";
import { width, wrapped } from "../../words/wrap.ts";
import { stepWords, whoWords } from "../words.ts";
import { type JudgedParent, kindOfParent, type ParentFinding, type ReleaseGroup } from "./judge.ts";
import type { ReleaseRow } from "./row.ts";
import { parentOutcomeWords, parentTexts, parentWords, rowStateWords } from "./texts.ts";

/** Characters of a folder's name in a table. */
const nameLimit = 40;
/** Columns that are left for whose turn it is, at the least. */
const turnWidth = 24;

/** Lines to print. `path`: of the folder of releases, as it was typed. */
export function showParent(path: string, judged: JudgedParent, language: Language): string[] {
  const { groups, findings, outcome } = judged;
  return [
    fill(parentWords.title[language], { path }),
    ...groups.flatMap((group) => ["", ...groupLines(group, language)]),
    ...(findings.length === 0 ? [] : ["", ...findings.flatMap((finding) => findingLines(finding, language))]),
    "",
    parentOutcomeWords[outcome][language],
    `${parentWords.more[language]} ${moreCommand(path)}`,
  ];
}

/** The plain command for one of them. */
export const moreCommand = (path: string) => `zegel release status ${shellPath(`${path.replace(/\/+$/, "")}/`)}…`;

export function titleOfGroup({ of }: ReleaseGroup, language: Language): string {
  if (of === undefined) return parentWords.undescribed[language];
  return [spellOut(of.product), electionName(of.election, language), roleName(of.role, language)].join(" · ");
}

/** Five columns: number, version, state, folder, and whose turn it is, which goes on below itself. */
function groupLines(group: ReleaseGroup, language: Language): string[] {
  const head = (["sequence", "version", "state", "folder"] as const).map((name) => parentWords[name][language]);
  const cells = group.rows.map((row) => [
    row.choice === undefined ? "?" : String(row.choice.sequence),
    row.choice?.version ?? "?",
    rowStateWords[row.state][language],
    spellOut(row.name, nameLimit),
  ]);
  const widths = head.map((title, i) => Math.max(title.length, ...cells.map((row) => row[i]?.length ?? 0)));
  const lineOf = (row: readonly string[]) =>
    `  ${row.map((cell, i) => (i === 0 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join("  ")}  `;
  const left = widths.reduce((sum, one) => sum + one + 2, 2);
  const rows = group.rows.flatMap((row, i) => {
    const turns = turnOf(row, group, language).flatMap((turn) => wrapped(turn, "", Math.max(turnWidth, width - left)));
    const [first = "", ...rest] = turns;
    return [`${lineOf(cells[i] ?? [])}${first}`, ...rest.map((line) => `${" ".repeat(left)}${line}`)];
  });
  return [titleOfGroup(group, language), `${lineOf(head)}${parentWords.turn[language]}`, ...rows].map((line) =>
    line.trimEnd(),
  );
}

/** What is said in the last column, a text a line. */
export function turnOf(row: ReleaseRow, { twice }: ReleaseGroup, language: Language): string[] {
  const { state, stopped, reason, choice, next } = row;
  const first = [
    ...(row.isDisputed ? [parentWords.differs[language]] : []),
    ...(choice?.urgency === "emergency" ? [urgencyWords.emergency[language].toUpperCase()] : []),
  ];
  if (state === "untold") return [fill(parentWords.untold[language], { reason: reason ?? "" }, 1000)];
  if (state === "stopped") return [...first, spellOut(stopped ?? "", 200)];
  if (twice.has(row)) return [...first, parentWords.twice[language]];
  if (state === "wrong") return [...first, parentWords.look[language]];
  if (next === undefined) return first;
  const people = next.people.map(({ vkey }) => vkey.name).join(", ");
  const who = fill(whoWords[next.who][language], { people }, uncut).trimEnd();
  return [...first, `${stepWords[next.step][language]}: ${who}`];
}

export function sayParentFinding({ code, values }: ParentFinding, language: Language): string {
  return fill(parentTexts[code][language], values, 1000);
}

/** Who signed stands below the number that it is about. */
function findingLines(finding: ParentFinding, language: Language): string[] {
  const text = sayParentFinding(finding, language);
  const isBelow = finding.code.startsWith("SIGNED_BY");
  const bullet = kindOfParent(finding) === "wrong" ? "!! " : isBelow ? "     " : "";
  return wrapped(text, `  ${bullet}`);
}
