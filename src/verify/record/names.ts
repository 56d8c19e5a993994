// What the files of a check are called. docs/spec/record.md, "Names"

import type { Release } from "../../format/index.ts";
import { type Language, languages } from "../../words/language.ts";
import { signWords } from "../../words/signs.ts";
import { outcomeOf } from "./outcome.ts";
import { computerOf, type VerificationRecord } from "./record.ts";

/** Characters of one part: of four long parts and a path around them Windows takes no more than 259. */
const partLimit = 40;

/**
 * The name of the record, without a folder: `controleverslag GSB OSV 2.24.3 2027-03-02 10.15.html`. Where it is not GOED the word stands
 * in place of the software, for nothing of an unknown disc comes into a name. `form`: what stands behind the point.
 */
export function recordName(record: VerificationRecord, form: string): string {
  return nameOf("controleverslag", record, form);
}

/** The same of the instructions for use. */
export function instructionsName(record: VerificationRecord): string {
  return nameOf("aanwijzingen", record, "html");
}

/** The same of the report to be mailed after STOP or WACHT. */
export function reportName(record: VerificationRecord): string {
  return nameOf("melding", record, "txt");
}

/** A folder with what choice 3 compares with. */
export function copyName(record: VerificationRecord): string {
  return nameOf("zegel-kopie", record, "").replace(/\.$/, "");
}

/** `name` where it is the first of its kind, else with ` (2)` and so on before its last point. */
export function numberedName(name: string, number: number): string {
  const point = name.lastIndexOf(".");
  return number === 1 ? name : `${name.slice(0, point)} (${number})${name.slice(point)}`;
}

/** One language for all: who sorts the files of twenty computers must not sort them twice. */
const nameLanguage: Language = languages[0];

function nameOf(kind: string, record: VerificationRecord, form: string): string {
  const { release, scope, machine } = record;
  const { sign } = outcomeOf(record, nameLanguage);
  const isGood = sign === "good" && release !== undefined;
  const what = isGood ? softwareIn(release) : [signWords[sign][nameLanguage]];
  const [, date = "", hour = "", minute = ""] = /^(\S{10}) ([0-9]{2}):([0-9]{2})/.exec(machine.clock) ?? [];
  const where = scope === "installed" ? [computerOf(record) ?? ""] : [];
  const parts = [kind, ...what, date, `${hour}.${minute}`, ...where].map(plain).filter((part) => part !== "");
  return `${parts.join(" ")}.${form}`;
}

/** Records of a set lie side by side, made in one minute: there the disc has its number. */
function softwareIn({ role, product, version, disc, manifests }: Release): string[] {
  return [role, product, version, ...(manifests.length > 1 ? [`schijf ${disc}`] : [])];
}

/** Letters, digits, blanks, points and hyphens are what every system and every mail takes. */
function plain(part: string): string {
  return part
    .replace(/[^\p{L}\p{Nd} .-]/gu, "-")
    .slice(0, partLimit)
    .replace(/^[ .]+|[ .]+$/g, "");
}
