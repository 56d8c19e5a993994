// Where a release is, by what lies in its folder.
export * from "./folder.ts";
export { type Described, describedFields, followChoice, type NextChoice, volumeOf } from "./follow.ts";
export { type Desk, notesName, type Received, receiveAnswer, receiveNote } from "./incoming.ts";
export { dueStep, isFinished, type JudgedFolder, judgeFolder, type Outcome } from "./judge.ts";
export { type Next, nextOf, type RequestParts, requestCommand, requestParts, type Who } from "./next.ts";
export { renderFolderPage } from "./pages/folder-page.ts";
export { renderParentPage } from "./pages/parent-page.ts";
export { publicReadme } from "./pages/readme.ts";
export { type JudgedParent, judgeParent, kindOfParent, type PassedOver } from "./parent/judge.ts";
export { type ReleaseRow, rowOf, untoldRow } from "./parent/row.ts";
export { sayParentFinding, showParent } from "./parent/show.ts";
export * from "./parts.ts";
export { rootPaths } from "./paths.ts";
export { commandLine, sayFinding, showFolder } from "./show.ts";
export { hasSignatures } from "./spent.ts";
export { kindOf, type Step } from "./step.ts";
export { payloadPaths, publicPaths } from "./steps/public.ts";
export { encodeSums, parseSums, sumsLimit } from "./sums.ts";
