// What a person knows from outside the medium, and whether the release is it. docs/spec/verification.md steps 2 and 13

import {
  decodeDecimal,
  discLimit,
  encodeZegelcode,
  FormatError,
  type Purpose,
  parseZegelcode,
  releaseFields,
} from "../../format/index.ts";
import type { TrustedRelease } from "./judge-seal.ts";
import type { Findings } from "./report.ts";
import { VerifyError } from "./verdict.ts";

export interface Expectation {
  /** As typed; undefined: none. Names one disc of one release. */
  readonly code: string | undefined;
  /** SHA-256 of the release note's text as published (hex); undefined: none. Names one disc of one release. */
  readonly releaseSha256: string | undefined;
  /** All four or none: releases are numbered within a product, an election and a role. */
  readonly product: string | undefined;
  readonly election: string | undefined;
  readonly role: string | undefined;
  readonly minSequence: number | undefined;
  /** Which disc of the set; undefined: not said. Beside a code or SHA-256 it is one more thing to agree. */
  readonly disc: number | undefined;
  /** `by-code`: whichever the code or the SHA-256 selects; the record says which. */
  readonly purpose: Purpose | "by-code";
}

/** Nothing but that the release is a final one. */
export const noExpectation: Expectation = {
  code: undefined,
  releaseSha256: undefined,
  product: undefined,
  election: undefined,
  role: undefined,
  minSequence: undefined,
  disc: undefined,
  purpose: "final",
};

/** Step 2. The code in its printed form; the other fields checked as a release's own. Throws VerifyError GEBRUIK. */
export function readExpectation(expectation: Expectation, findings: Findings): Expectation {
  const step = "expectation";
  try {
    const code = expectation.code === undefined ? undefined : parseZegelcode(expectation.code);
    if (code !== undefined) findings.note(step, "EXPECT_CODE");
    if (expectation.releaseSha256 !== undefined) findings.note(step, "EXPECT_RELEASE_SHA256");
    const isNumbered = readNumbered(expectation, findings);
    if (expectation.disc !== undefined) {
      decodeDecimal(String(expectation.disc), 1, discLimit, "--disc");
      findings.note(step, "EXPECT_DISC", { disc: expectation.disc });
    }
    if (expectation.purpose === "by-code" && code === undefined && expectation.releaseSha256 === undefined)
      throw new VerifyError(
        "GEBRUIK",
        "--purpose by-code: nothing selects the purpose without --code or --expect-sha256",
      );
    findings.note(step, "EXPECT_PURPOSE", { purpose: expectation.purpose });
    if (code === undefined && expectation.releaseSha256 === undefined && !isNumbered)
      findings.refuse(step, "NO_EXPECTATION");
    findings.done(step);
    return { ...expectation, code };
  } catch (error) {
    if (error instanceof FormatError) throw new VerifyError("GEBRUIK", error.message);
    throw error;
  }
}

/** The lowest number and what it is counted within. False: none of the four is given. Throws VerifyError GEBRUIK, FormatError. */
function readNumbered({ product, election, role, minSequence }: Expectation, findings: Findings): boolean {
  if (product === undefined && election === undefined && role === undefined && minSequence === undefined) return false;
  if (product === undefined || election === undefined || role === undefined || minSequence === undefined)
    throw new VerifyError(
      "GEBRUIK",
      "--product, --election, --role and --min-sequence go together: give all four or none",
    );
  releaseFields.product(product, "--product");
  releaseFields.election(election, "--election");
  releaseFields.role(role, "--role");
  releaseFields.sequence(String(minSequence), "--min-sequence");
  findings.note("expectation", "EXPECT_ELECTION", { product, election, role, sequence: minSequence });
  return true;
}

/** Step 13. The code narrows, it never replaces the quorum: this is asked only of a release that enough officers signed. */
export function judgeExpectation(trusted: TrustedRelease, expected: Expectation, findings: Findings): void {
  const step = "expected-release";
  judgeDigests(trusted, expected, findings);
  const { release } = trusted;
  const { product, election, role, minSequence, purpose } = expected;
  const refuse = (code: Differing, values: { readonly found: string | number; readonly expected: string | number }) =>
    findings.refuse(step, code, values);
  if (product !== undefined && product !== release.product)
    refuse("PRODUCT_DIFFERS", { found: release.product, expected: product });
  if (election !== undefined && election !== release.election)
    refuse("ELECTION_DIFFERS", { found: release.election, expected: election });
  if (role !== undefined && role !== release.role) refuse("ROLE_DIFFERS", { found: release.role, expected: role });
  if (minSequence !== undefined && release.sequence < minSequence)
    refuse("SEQUENCE_TOO_LOW", { found: release.sequence, expected: minSequence });
  judgeDisc(trusted, expected, findings);
  if (purpose !== "by-code" && purpose !== release.purpose)
    refuse("PURPOSE_DIFFERS", { found: release.purpose, expected: purpose });
  findings.done(step);
}

type Differing = "PRODUCT_DIFFERS" | "ELECTION_DIFFERS" | "ROLE_DIFFERS" | "SEQUENCE_TOO_LOW" | "PURPOSE_DIFFERS";

function judgeDigests({ sha256 }: TrustedRelease, expected: Expectation, findings: Findings): void {
  const step = "expected-release";
  if (expected.code !== undefined) {
    // The disc's own code is not shown: who reads it from the screen would type what the disc says.
    if (expected.code === encodeZegelcode(sha256)) findings.note(step, "CODE_MATCHES");
    else findings.refuse(step, "CODE_DIFFERS");
  }
  if (expected.releaseSha256 === sha256) findings.note(step, "RELEASE_SHA256_MATCHES");
  else if (expected.releaseSha256 !== undefined)
    findings.refuse(step, "RELEASE_SHA256_DIFFERS", {
      groups: differingGroups(expected.releaseSha256, sha256),
    });
}

/** The discs of a set share their number. Where nothing says which of them is due, two copies of one could pass for both. */
function judgeDisc({ release }: TrustedRelease, expected: Expectation, findings: Findings): void {
  const step = "expected-release";
  const discs = release.manifests.length;
  const { disc } = expected;
  if (disc !== undefined && disc !== release.disc)
    findings.refuse(step, "DISC_DIFFERS", { found: release.disc, discs, expected: disc });
  const isNamed = disc !== undefined || expected.code !== undefined || expected.releaseSha256 !== undefined;
  if (!isNamed && discs > 1) findings.refuse(step, "DISC_NOT_EXPECTED", { discs });
}

/** Which of the 16 groups of 4 differ: one is a slip of the hand, many are another release. */
function differingGroups(typed: string, found: string): string {
  const groups = Array.from({ length: 16 }, (_, g) => 4 * g);
  const differing = groups.filter((at) => typed.slice(at, at + 4) !== found.slice(at, at + 4));
  return differing.map((at) => at / 4 + 1).join(", ");
}
