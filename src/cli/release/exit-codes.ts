// How the commands of a release's folder end. docs/spec/release-folder.md, "Exit codes"

import type { Outcome } from "../../release-folder/index.ts";
import { exitIncomplete } from "../end.ts";

export const exitWrong = 31;
export const exitCodes: Readonly<Record<Outcome, number>> = {
  done: 0,
  waiting: exitIncomplete,
  stopped: exitIncomplete,
  wrong: exitWrong,
};
