// The public log as a folder of files that any web server serves as they are. docs/spec/log-folder.md

export { type Appended, appendNotes } from "./append.ts";
export { type AuditInput, auditLog, type GivenCheckpoint } from "./audit/audit.ts";
export type { GivenRegister } from "./audit/registers.ts";
export {
  type AuditReport,
  type FindingCode,
  findingCodes,
  firstOnes,
  type UnjudgedCode,
  unjudgedCodes,
} from "./audit/report.ts";
export { viewOf } from "./audit/roots.ts";
export type { GivenSeal } from "./audit/seals.ts";
export { sayAudit } from "./audit/texts.ts";
export { areLines, type Cosigned, cosignatureLine, cosignLog, encodeLines, parseLines } from "./cosign.ts";
export {
  demandEntry,
  demandRootsFirst,
  type Entry,
  type EntryKind,
  entryKindOf,
  type KnownRoots,
  numberOf,
  personsIn,
} from "./entry.ts";
export { LogError, type LogErrorCode } from "./error.ts";
export { checkpointFile, entriesOf, type LogFolder, makeLog, notePath, readLog, treeFile, treeOf } from "./folder.ts";
export {
  hasCheckpoint,
  isSignedBy,
  judgeProofLines,
  type MadeProof,
  makeProof,
  type ProofLines,
  placesOf,
  readCheckpoint,
} from "./proof.ts";
export { lastCosigned, makeRequest } from "./request.ts";
export { demandContinued, demandNeverSigned, firstState, readState, storeCheckpoint, writeState } from "./signing.ts";
export { takeCheckpoint } from "./taken.ts";
export { sha256 } from "./tiles/tree.ts";
export { parseWitnessRequest, requestLimit, type WitnessRequest } from "./witness/body.ts";
export { demandEntries, growCopy, keepCheckpoint } from "./witness/entries.ts";
export { type Accepted, judgeRequest, type Refused } from "./witness/judge.ts";
export { addLine, demandLinesFile } from "./witness/lines.ts";
export {
  encodeWitnessState,
  lastSeen,
  parseWitnessState,
  readWitnessState,
  type WitnessState,
  withSeen,
  writeWitnessState,
} from "./witness/state.ts";
