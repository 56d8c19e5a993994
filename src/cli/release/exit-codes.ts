// How the commands of a release's folder end. docs/spec/release-folder.md, "Exit codes"

import type { JudgedParent, Outcome } from "../../release-folder/index.ts";
import { exitFailure } from "../../verify/program/terminal.ts";
import { exitIncomplete } from "../end.ts";

export const exitWrong = 31;
export const exitCodes: Readonly<Record<Outcome, number>> = {
  done: 0,
  waiting: exitIncomplete,
  stopped: exitIncomplete,
  wrong: exitWrong,
};

/** Of a folder of releases: as the worst of them. */
export const parentExitCodes: Readonly<Record<JudgedParent["outcome"], number>> = {
  done: 0,
  waiting: exitIncomplete,
  untold: exitFailure,
  wrong: exitWrong,
};
