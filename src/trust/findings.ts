// All that the judges of this room can find, as a closed list. Which verdict each finding leads to is not said here: for a disc that is
// src/verify/proof/codes.ts. docs/spec/verification.md steps 1, 2, 4 to 8 and 13

/** One thing found. `values` fill the sentence that is said of it. */
export interface Found<Code extends string> {
  readonly code: Code;
  readonly values: Readonly<Record<string, string | number>>;
}

/** A finding. `values`: by name, what its sentence says of this case; all of them may come from the disc. */
export function found<Code extends string>(code: Code, values: Found<string>["values"] = {}): Found<Code> {
  return { code, values };
}

/** What a judge found, and what the next one needs; `value` undefined: it cannot go on. */
export interface Judged<Value> {
  readonly findings: readonly Found<TrustCode>[];
  readonly value: Value | undefined;
}

/** The steps of docs/spec/verification.md that are judged here. */
export type TrustStep =
  | "anchor"
  | "expectation"
  | "trust-roots"
  | "release-signatures"
  | "rebuilds"
  | "recall"
  | "log"
  | "expected-release";

/** For the record: no reason to refuse. */
export const trustFacts = [
  "ANCHOR",
  "ANCHOR_BUILT_IN",
  "ROOTS_KNOWN",
  "CLOCK",
  "EXPECT_CODE",
  "EXPECT_ELECTION",
  "EXPECT_DISC",
  "EXPECT_PURPOSE",
  "EXPECT_RELEASE_SHA256",
  "SIGNED_BY",
  "REVOKED_KEY_IGNORED",
  "CLAIMS",
  "REBUILD_AGREES",
  "REBUILD_DIFFERS",
  "NO_DISSENT",
  "REBUILD_NOT_REQUIRED",
  "NEWER_ROOT_ASKS_REBUILDS",
  "LINE_IGNORED",
  "NOTE_IGNORED",
  "RECALLS_KNOWN",
  "NO_RECALLS_KNOWN",
  "RECALL_OLDER",
  "RECALL_LISTS_DIFFER",
  "RECALL_CODE_OTHER",
  "LOG_NOT_REQUIRED",
  "LOG_PROVEN",
  "LOG_SEEN",
  "LOG_BESIDE",
  "LOG_CLOCK",
  "CODE_MATCHES",
  "RELEASE_SHA256_MATCHES",
] as const;
export type TrustFact = (typeof trustFacts)[number];

/** Each is a reason to refuse. */
export type TrustRefusal =
  | "NO_ANCHOR"
  | "ROOT_NOT_BUILT_IN"
  | RootFault
  | "NO_EXPECTATION"
  | "NOTE_TEXT"
  | "PINNED_ROOT_UNKNOWN"
  | "PURPOSE_NOT_SIGNABLE"
  | "TOO_FEW_SIGNATURES"
  | "SIGNATURE_FAULT"
  | "REBUILD_NOTE_BAD"
  | "TOO_FEW_REBUILDS"
  | "DISSENT_BLOCKS"
  | "DISSENT_UNCONFIRMED"
  | "RECALL_NOTE_BAD"
  | "RECALL_MISSING"
  | "RECALL_SIGNATURE_FAULT"
  | "RECALL_UNSIGNED"
  | "RECALL_REPORTED"
  | "RECALLED"
  | LogFault
  | "CODE_DIFFERS"
  | "PRODUCT_DIFFERS"
  | "ELECTION_DIFFERS"
  | "ROLE_DIFFERS"
  | "SEQUENCE_TOO_LOW"
  | "DISC_DIFFERS"
  | "DISC_NOT_EXPECTED"
  | "PURPOSE_DIFFERS"
  | "RELEASE_SHA256_DIFFERS";

/** Why a proof in a seal is none, or why none is enough. docs/spec/verification.md step 8 */
export type LogFault =
  | "LOG_UNEXPECTED"
  | "LOG_ORIGIN"
  | "LOG_UNSIGNED"
  | "LOG_LINE"
  | "LOG_TIME"
  | "LOG_NOT_INCLUDED"
  | "LOG_SPLIT"
  | "LOG_MISSING"
  | "LOG_KEY_REVOKED"
  | "LOG_QUORUM";

/** Why roots are no chain that can be trusted. */
export type RootFault = "ROOT_TEXT" | "ROOT_SIGNATURES" | "ROOT_CHAIN" | "ROOT_DIFFERS" | "ROOT_UNCONNECTED";

export type TrustCode = TrustFact | TrustRefusal;
