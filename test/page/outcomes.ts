// Records of every verdict, of each sign and each scope, without a disc for each: made from one good report by putting one finding in it.

import type { Release } from "../../src/format/index.ts";
import { codes, type FindingCode } from "../../src/verify/proof/codes.ts";
import type { Finding, Report, StepId } from "../../src/verify/proof/report.ts";
import { exitCodes, type Refusal } from "../../src/verify/proof/verdict.ts";
import type { VerificationRecord } from "../../src/verify/record/record.ts";
import { goodDisc } from "../corpus/workshop.ts";
import { verifyImageBytes } from "../verify/harness.ts";
import { recordOf } from "../verify/records.ts";

/** As long as a path on a disc may well be. */
const path = `OSV/programma/${"Noord-Beveland en Schouwen-Duiveland/".repeat(3)}uitslagen één.jar`;

type Told = readonly [code: FindingCode, step: StepId, values?: Finding["values"]];
const refused: Readonly<Record<string, Told>> = {
  "no seal": ["NO_SEAL", "seal"],
  "another file": ["PACKED_FILE", "seal", { kind: "zip" }],
  "a cut file": ["CUT_FILE", "manifest", { found: 1000, expected: 681_574_400 }],
  "too few signatures": ["TOO_FEW_SIGNATURES", "release-signatures", { found: 1, needed: 2 }],
  "an unknown root": ["ROOT_UNCONNECTED", "trust-roots", { text: "x" }],
  "a changed file": ["FILE_CHANGED", "files", { path, found: "12".repeat(32), expected: "34".repeat(32) }],
  "a file less": ["FILE_MISSING", "files", { path }],
  "a file more": ["FILE_EXTRA", "files", { path }],
  "too few rebuilds": ["TOO_FEW_REBUILDS", "rebuilds", { found: 1, needed: 2 }],
  "a rebuilder's no": ["DISSENT_BLOCKS", "rebuilds", { count: 1 }],
  "a reported difference": ["DISSENT_UNCONFIRMED", "rebuilds", { text: "x" }],
  "too few witnesses": ["LOG_QUORUM", "log", { found: 1, needed: 2, organisations: 1 }],
  "two logs": ["LOG_SPLIT", "log"],
  "a bad log proof": ["LOG_LINE", "log", { text: "x", name: "x" }],
  "another version": ["CODE_DIFFERS", "expected-release", {}],
  "a reported recall": ["RECALL_REPORTED", "recall", { number: 1 }],
  "something unreadable": ["FILE_UNREADABLE", "files", { path }],
  "a recall": ["RECALLED", "recall", { date: "2027-03-01", reason: "Een fout in de zetelverdeling. ".repeat(4) }],
};

/** By name. */
export async function allOutcomes(): Promise<[string, VerificationRecord][]> {
  const disc = goodDisc();
  const good = await verifyImageBytes(disc.image, disc);
  const { release } = good;
  if (release === undefined) throw new Error("the good disc is not good");
  const of = (change: Partial<Release>): Partial<Report> => ({ release: { ...release, ...change } });
  const kinds: [string, Partial<Report>][] = [
    ["of a disc", { medium: "drive" }],
    ["of an image", { medium: "file" }],
    ["of a copy", { scope: "tree", medium: "folder" }],
    ["of a program", { scope: "installed", medium: "folder" }],
  ];
  const kept: [string, Partial<Report>][] = [
    ...kinds,
    ["of a trial", of({ purpose: "trial" })],
    ["of a demonstration", of({ purpose: "demonstration" })],
    ["of an emergency version", of({ urgency: "emergency" })],
    ["with the longest names", of({ product: "O".repeat(60), version: "2.24.3-rc.1+".repeat(4) })],
  ];
  const contact =
    "0800-1234567 (ook op de avond van de verkiezing), e-mail: meldpunt-verkiezingssoftware@kiesraad.example";
  const record = (report: Report, change: Partial<Report>) => recordOf({ ...report, contact, ...change });
  return [
    ...kept.map(([name, change]): [string, VerificationRecord] => [`good, ${name}`, record(good, change)]),
    ...Object.entries(refused).flatMap(([name, told]) =>
      kinds.map(([kind, change]): [string, VerificationRecord] => [
        `${name}, ${kind}`,
        record(spoilt(good, told), change),
      ]),
    ),
  ];
}

function spoilt(good: Report, [code, step, values = {}]: Told): Report {
  const refusal = codes[code] as Refusal;
  const finding: Finding = { step, code, refusal, values };
  const more = Array.from({ length: 3 }, (_, i) => ({ ...finding, values: { ...values, path: `${path}.${i}` } }));
  const findings = values.path === undefined ? [finding] : [finding, ...more];
  const steps = good.steps.map((one) => (one.id === step ? { ...one, status: "failed" as const, findings } : one));
  const isOpen = step === "seal" || step === "trust-roots" || step === "release-signatures";
  return {
    ...{ ...good, steps, verdict: refusal, refusals: [refusal], exitCode: exitCodes[refusal] },
    release: isOpen ? undefined : good.release,
  };
}
