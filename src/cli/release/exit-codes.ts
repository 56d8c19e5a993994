// How the commands of a release's folder end. docs/spec/release-folder.md, "Exit codes"

import type { Outcome } from "../../release-folder/index.ts";

export const exitWrong = 31;
export const exitCodes: Readonly<Record<Outcome, number>> = { done: 0, waiting: 3, stopped: 3, wrong: exitWrong };
