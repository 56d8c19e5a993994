// Records for tests: a report with a program, a machine and a moment that do not change.

import type { Report } from "../../src/verify/proof/report.ts";
import { type FilledIn, makeRecord, type VerificationRecord } from "../../src/verify/record/record.ts";
import type { Machine, Tool } from "../../src/verify/record/tool.ts";

export const tool: Tool = {
  version: "0.1.0",
  kind: "script",
  file: "/opt/zegel/dist/verify/program/zegel-verify.js",
  sha256: "12".repeat(32),
  runtime: "Node v22.12.0",
};

export const machine: Machine = {
  system: "Linux 6.1.0 (x64)",
  host: "pc-2",
  clock: "2027-03-01 10:14:05 +01:00",
  timeZone: "Europe/Amsterdam",
  networks: ["eth0"],
};

export const nothingFilledIn: FilledIn = {
  municipality: undefined,
  envelope: undefined,
  computer: undefined,
  persons: [],
  answers: [],
};

export function recordOf(
  report: Report,
  filledIn: Partial<FilledIn> = {},
  change: Partial<Machine> = {},
): VerificationRecord {
  const now = new Date("2027-03-01T09:14:05.120Z");
  return makeRecord(report, tool, { ...machine, ...change }, now, { ...nothingFilledIn, ...filledIn });
}
