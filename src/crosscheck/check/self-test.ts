// Before each run the program checks an election of its own with ten planted faults. If one of them is not found, or the election
// without them does not agree, it gives no verdict: then this program or this machine is not in order. docs/spec/crosscheck.md, "Self-test"

import { encodeUtf8, Fault } from "../../format/index.ts";
import { digestOf } from "../paper/index.ts";
import { ReadError } from "../read/error.ts";
import type { Inputs, ReadPaper, Unreadable } from "../read/inputs.ts";
import type { Message, ReadMessage } from "../read/model.ts";
import type { Verdict } from "../report/verdict.ts";
import { judge } from "../rules/judge.ts";
import { type CheckReport, checkReportOf } from "./check.ts";
import { type ElectionFiles, makeElection, readFile } from "./self-test-election.ts";

/** The self-test found something else than it planted: exit 1, and no verdict. */
export class SelfTestError extends Fault<"SELF_TEST"> {}

export interface SelfTested {
  /** Faults that were found with their own code and verdict. */
  readonly found: number;
  /** Faults that were planted. */
  readonly all: number;
}

/** A change of files, and what must come of it. */
interface Planted {
  readonly code: string;
  readonly due: Verdict;
  /** How their names begin; undefined: the hash code from paper is changed, and no file. */
  readonly file?: string;
  /** What is replaced in them; undefined: they are taken away. */
  readonly from?: string;
  readonly to?: string;
}

/** At least one for each verdict that is no yes. */
const faults: readonly Planted[] = [
  { code: "L4", due: "ONLEESBAAR_BESTAND", file: "510b.eml.xml", from: "<ValidVotes>36<", to: "<ValidVotes>+36<" },
  { code: "I1", due: "ANDER_BESTAND", file: "230b.eml.xml", from: "GR2026_Zelftest", to: "GR2026_Ander" },
  { code: "I3", due: "ANDER_BESTAND" },
  { code: "S1", due: "OPTELLING_KLOPT_NIET", file: "510b.eml.xml", from: "<ValidVotes>44<", to: "<ValidVotes>45<" },
  { code: "S4", due: "OPTELLING_KLOPT_NIET", file: "510d.eml.xml", from: 'blanco">1<', to: 'blanco">2<' },
  { code: "S6", due: "OPTELLING_KLOPT_NIET", file: "510b.eml.xml", from: 'ongeldig">3<', to: 'ongeldig">4<' },
  { code: "S8", due: "OPTELLING_KLOPT_NIET", file: "510d.eml.xml", from: 'ongeldig">3<', to: 'ongeldig">4<' },
  { code: "P1", due: "PAPIER_WIJKT_AF", file: "invoer", from: "E.1 26\n", to: "E.1 62\n" },
  { code: "Z2", due: "UITSLAG_WIJKT_AF", file: "520.eml.xml", from: "Keuring", to: "Test" },
  { code: "P6", due: "NOG_NIET_AF", file: "invoer-2.txt" },
];

/** All of a run but the disk. */
export type Run = (files: ElectionFiles, codes: readonly string[]) => CheckReport;

/** `run`: what is tested. Throws SelfTestError. */
export function selfTest(run: Run = runner()): SelfTested {
  const good = makeElection();
  const code = digestOf(encodeUtf8(good["110a.eml.xml"] ?? "")); // which no fault changes
  const whole = run(good, [code]);
  if (whole.verdicts.join() !== "KLOPT" || whole.paper === undefined || whole.seats.compared === undefined)
    throw failed("no fault", "KLOPT", whole.verdicts.join(", "));
  for (const fault of faults) {
    const report = run(planted(good, fault), [fault.file === undefined ? otherCode(code) : code]);
    if (report.verdicts[0] !== fault.due || !codesOf(report).includes(fault.code))
      throw failed(fault.code, fault.due, [report.verdicts[0], ...codesOf(report)].join(" "));
  }
  return { found: faults.length, all: faults.length };
}

function planted(good: ElectionFiles, { file, from, to = "" }: Planted): ElectionFiles {
  if (file === undefined) return good;
  const changed = Object.entries(good).flatMap(([name, text]) => {
    if (!name.startsWith(file)) return [[name, text]];
    return from === undefined ? [] : [[name, text.replaceAll(from, to)]];
  });
  return Object.fromEntries(changed);
}

/** One character of a hash code changed, as a slip of the pen does. */
const otherCode = (code: string) => `${code.startsWith("0") ? "1" : "0"}${code.slice(1)}`;

/** P1: a figure on paper differs. P6: papers are still to be typed. */
function codesOf({ judged, seatFindings, paper }: CheckReport): string[] {
  const parts = paper?.parts ?? [];
  return [
    ...judged.findings.codes,
    ...seatFindings.codes,
    ...(parts.some(({ comparison }) => comparison.differences.length > 0) ? ["P1"] : []),
    ...(parts.some(({ comparison }) => comparison.missing.length > 0) ? ["P6"] : []),
  ];
}

/** What a run does with files from a disk. A text that was read is not read again for the next fault: most are not changed by it. */
export function runner(): Run {
  const read = new Map<string, Message | ReadError>();
  return (files, codes) => {
    const messages: ReadMessage[] = [];
    const papers: ReadPaper[] = [];
    const unreadable: Unreadable[] = [];
    for (const [path, text] of Object.entries(files)) {
      const bytes = encodeUtf8(text);
      const source = { path, sha256: digestOf(bytes), size: bytes.length };
      const found = path.endsWith(".txt") ? undefined : (read.get(text) ?? readOrError(text));
      if (found === undefined) papers.push({ source, bytes });
      else {
        read.set(text, found);
        if (found instanceof ReadError) unreadable.push({ path, error: found });
        else messages.push({ source, message: found });
      }
    }
    const inputs: Inputs = { messages, sheets: [], papers, unused: [], unreadable };
    return checkReportOf(inputs, judge(inputs, { chosen: new Set(), codes }), { lots: undefined, deceased: [] });
  };
}

function readOrError(text: string): Message | ReadError {
  try {
    return readFile(text);
  } catch (error) {
    if (error instanceof ReadError) return error;
    throw error;
  }
}

function failed(what: string, due: string, found: string): SelfTestError {
  return new SelfTestError("SELF_TEST", {
    nl: `zelftest "${what}": ${due} verwacht, ${found} gevonden. Gebruik dit programma niet, of neem een andere computer`,
    en: `self-test "${what}": expected ${due}, found ${found}. Do not use this program, or take another computer`,
  });
}
