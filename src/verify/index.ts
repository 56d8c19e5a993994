// The door of the verifier: what another program imports as `zegel/verify`, and nothing else of it. docs/embedding.md
//
// Twelve names and the types that they speak of. They stay when files behind them move; a deep import is refused by
// package.json. What asks a person, draws a line of progress or ends a process with an exit code is not here: that is zegel-verify.

/** What a person knows from outside the disc; `noExpectation` is where to begin: nothing but that it is a final release. */
export { type Expectation, noExpectation } from "../trust/index.ts";
export type { Language } from "../words/language.ts";
/** Closes a target when the work on it is done; what does not answer any more is not waited for. */
export { thenClose } from "./node/hung.ts";
/** Digests and signatures on Node. */
export { nodePlatform } from "./node/platform.ts";
/** A folder, an image file or a drive, opened for reading only. Close it when the verdict is there. */
export { type OpenTarget, openTarget } from "./node/target.ts";
/** What a medium, folder or platform of one's own must keep to; `ReadError`: these bytes cannot be read, others may. */
export {
  type Chunk,
  type DiscSink,
  type FilePassed,
  type FileSink,
  type Medium,
  type Pass,
  type PassDigests,
  type PassOrder,
  type Platform,
  type Progress,
  ReadError,
  type Sha256,
  type Tree,
  type TreeEntry,
} from "./proof/ports.ts";
export type { Finding, Report, Scope, Step, StepId, StepStatus } from "./proof/report.ts";
/** `exitCodes`: the number of each verdict, 0 for ECHT alone. `VerifyError`: there is no verdict. */
export { exitCodes, type Refusal, type Verdict, VerifyError, type VerifyErrorCode } from "./proof/verdict.ts";
/** The steps of docs/spec/verification.md on one target. */
export type { Source, VerifyInput } from "./proof/verify.ts";
/** A report with who checked what with which program and when: the file that is kept, with its control number. */
export { encodeRecord, type FilledIn, makeRecord, type VerificationRecord } from "./record/record.ts";
/** A record in words, in Dutch or English, for a screen of 80 columns. */
export { renderRecord } from "./record/text.ts";
export type { Machine, Tool } from "./record/tool.ts";
/** Tries bad discs first: a program or machine that takes one for good must not judge another. */
export { selfTest } from "./self-test.ts";
export { verifyDisc } from "./verify-disc.ts";
