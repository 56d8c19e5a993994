// xmllint with both schemas of EML_NL is the judge: of thousands of changed files, what we accept at least one of them accepts, and what
// we refuse by our grammar both refuse. Rules L1, L2, L4 and L5 are stricter than the schemas, and meant to be.

import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ReadError } from "../../src/crosscheck/read/error.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { candidateLists, count, definition, result, stationList } from "./made.ts";
import { readText } from "./run.ts";
import { hasShared, sharedEml } from "./shared.ts";

const schemas: Readonly<Record<string, string>> = {
  "110a": "110a-electionevent",
  "110b": "110b-electionevent",
  "230b": "230-candidatelist",
  "510b": "510-count",
  "520": "520-result",
};

const corrected = count({ phase: "corrigendum" })
  .replace("<Cast>", "<kr:InitialCast>1</kr:InitialCast><Cast>")
  .replace("<TotalCounted>", "<kr:InitialTotalCounted>1</kr:InitialTotalCounted><TotalCounted>")
  .replace(
    '<RejectedVotes ReasonCode="ongeldig"',
    '<kr:InitialRejectedVotes ReasonCode="blanco">1</kr:InitialRejectedVotes>$&',
  )
  .replace(
    "</ReportingUnitVotes>",
    '<kr:ReportingUnitInvestigations><kr:Investigation ReasonCode="uitslag gecorrigeerd">true</kr:Investigation></kr:ReportingUnitInvestigations></ReportingUnitVotes>',
  )
  .replace("<EventIdentifier>", '<kr:CountingMethod MethodCode="centrale stemopneming"/><EventIdentifier>');

const samples: readonly (readonly [string, string])[] = [
  ["110a", definition()],
  ["110b", stationList()],
  ["230b", candidateLists()],
  ["510b", count()],
  ["510b", corrected],
  ["520", result()],
];

/** Each element of a text as its beginning and end; the text has no comments and no blanks between elements. */
function elementsOf(text: string): { from: number; to: number; open: string }[] {
  const found: { from: number; to: number; open: string }[] = [];
  const stack: { from: number; open: string }[] = [];
  for (const match of text.matchAll(/<(\/?)[^>]*?(\/?)>/g)) {
    if (match[1] === "") stack.push({ from: match.index, open: match[0] });
    if (match[1] !== "" || match[2] !== "") {
      const start = stack.pop();
      if (start !== undefined) found.push({ ...start, to: match.index + match[0].length });
    }
  }
  return found;
}

/** A text with one change, by a number that decides all. */
function changedBy(text: string, seed: number): string {
  const elements = elementsOf(text).filter(({ from }) => from > 0);
  const pick = <Item>(items: readonly Item[], salt: number) =>
    items[(Math.imul(seed + 1, salt) >>> 3) % items.length] as Item;
  const { from, to, open } = pick(elements, 2_654_435_761);
  const whole = text.slice(from, to);
  const put = (replacement: string) => text.slice(0, from) + replacement + text.slice(to);
  const other = pick(elements, 1_103_515_245);
  const attributes = [...open.matchAll(/ ([\w:]+)="([^"]*)"/g)];
  const values = ["", "0", "x", "1", "-1", "true", "2027-13-01", "CSB", "9998", " a  b ", "alle", "é", "99999"];
  switch (seed % 9) {
    case 0:
      return put("");
    case 1:
      return put(whole + whole);
    case 2: {
      const next = elements.find((one) => one.from === to);
      return next === undefined ? put("") : text.slice(0, from) + text.slice(to, next.to) + whole + text.slice(next.to);
    }
    case 3:
      return put(whole.replace(/^<[\w:]+/, "<Anders").replace(/[\w:]+>$/, "Anders>"));
    case 4:
      return put(whole.replace(open, open.replace(/^<[\w:]+/, '$& nieuw="1"')));
    case 5: {
      const attribute = attributes[seed % Math.max(1, attributes.length)];
      return attribute === undefined ? put("") : put(whole.replace(attribute[0], ""));
    }
    case 6: {
      const attribute = attributes[seed % Math.max(1, attributes.length)];
      return attribute === undefined
        ? put("")
        : put(whole.replace(attribute[0], ` ${attribute[1]}="${pick(values, 40_503)}"`));
    }
    case 7:
      return put(whole.replace(/>[^<]*<\/([\w:]+)>$/, `>${pick(values, 40_503)}</$1>`));
    default: {
      const piece = text.slice(other.from, other.to);
      return text.slice(0, to) + piece + text.slice(to);
    }
  }
}

function ours(text: string): { accepted: boolean; skipped: boolean; rule?: string; message?: string } {
  try {
    return { accepted: true, skipped: readText(text).skipped > 0 };
  } catch (error) {
    if (error instanceof ReadError)
      return { accepted: false, skipped: false, rule: error.code, message: `${error.reason} ${error.message}` };
    return { accepted: false, skipped: false, rule: "other" };
  }
}

/** Names of the files in a folder that a schema accepts. */
function accepted(folder: string, version: string, schema: string): Set<string> {
  const path = join(sharedEml, "xsd", version, `${schema}-kiesraad-strict.xsd`);
  const files = readdirSync(folder).map((name) => join(folder, name));
  const { stderr } = run("xmllint", ["--huge", "--nonet", "--noout", "--schema", path, ...files]);
  return new Set([...stderr.matchAll(/^(.*) validates$/gm)].map(([, file = ""]) => file));
}

describe.skipIf(!hasShared || !has("xmllint"))("xmllint with the schemas of EML_NL", { timeout: 600_000 }, () => {
  test.each(samples)("%s: accepts what we accept, and refuses what our grammar refuses", (kind, text) => {
    const folder = temporaryFolder();
    const texts = new Map<string, string>([[join(folder, "good.xml"), text]]);
    for (let seed = 0; seed < 1500; seed++) texts.set(join(folder, `${seed}.xml`), changedBy(text, seed));
    for (const [path, content] of texts) writeFileSync(path, content);
    const judges = ["v1.2.2", "main-66abbff"].map((version) => accepted(folder, version, schemas[kind] as string));
    const lax: string[] = [];
    const strict: string[] = [];
    for (const [path, content] of texts) {
      const isValid = judges.some((judge) => judge.has(path));
      const { accepted: isTaken, skipped, rule, message } = ours(content);
      if (isTaken && !skipped && !isValid) lax.push(path);
      // Where a schema takes any foreign element, we do not take one that means something elsewhere.
      if (rule === "L3" && isValid && !/^WRONG_PLACE [^:]*: (?:kr|xal|xnl):/.test(message ?? ""))
        strict.push(`${path}: ${message}`);
    }
    expect(ours(text).accepted).toBe(true);
    expect(judges.some((judge) => judge.has(join(folder, "good.xml")))).toBe(true);
    expect({ lax, strict }).toEqual({ lax: [], strict: [] });
  });
});
