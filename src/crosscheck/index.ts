// Whether a count agrees with itself, with what lies above and below it, and with what is published beside it.
export { type CheckReport, checkReportOf } from "./check/check.ts";
export { checkInJson, showCheck } from "./check/screen.ts";
export { type SelfTested, selfTest } from "./check/self-test.ts";
export { type Made, renderSheet } from "./check/sheet.ts";
export { findGivenCodes } from "./read/given-codes.ts";
export { type Inputs, readInputs } from "./read/inputs.ts";
export { limits as readLimits } from "./read/limits.ts";
export { showFiles } from "./report/files-screen.ts";
export { reportInJson } from "./report/json.ts";
export { type Report, reportOf, showSums } from "./report/screen.ts";
export { seatsInJson, seatsReportOf } from "./report/seats/report.ts";
export { type SeatsReport, showSeats } from "./report/seats/screen.ts";
export { type Verdict, verdicts, verdictsOf } from "./report/verdict.ts";
export { type Judged, judge } from "./rules/judge.ts";
export { type LotsFile, lotsLimit, parseLots } from "./seats/lots.ts";
