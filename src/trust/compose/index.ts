// How a seal is composed. A door of its own: the verifier composes nothing, and does not load it.
export { type ComposedSeal, composeSeal, demandComplete, type SealChoice } from "./compose.ts";
export { SealError, type SealErrorCode } from "./error.ts";
export { askedFor, type NoteFile, namesWithPlace } from "./lines.ts";
export type { ProofFile } from "./log-proof.ts";
