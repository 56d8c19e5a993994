// Where a release is, by what lies in its folder.
export * from "./folder.ts";
export { type JudgedFolder, judgeFolder, type Outcome } from "./judge.ts";
export { type Next, nextOf, type Who } from "./next.ts";
export { commandLine, sayFinding, showFolder } from "./show.ts";
export { kindOf, type Step } from "./step.ts";
