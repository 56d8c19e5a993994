// What a person knows from outside the medium, and whether the release is it. docs/spec/verification.md steps 2 and 13

import { discLimit, type Purpose, type Release, releaseFields } from "../format/notes/release.ts";
import { decodeDecimal } from "../format/text/decode.ts";
import { Fault, FormatError } from "../format/text/error.ts";
import { encodeZegelcode, parseZegelcode } from "../format/text/zegelcode.ts";
import { type Found, found, type TrustCode, type TrustFact } from "./findings.ts";

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

/** What was given makes no sense: a slip of the hand, and no verdict on a disc (GEBRUIK). */
export class ExpectationError extends Fault<"EXPECTATION"> {}

/** Step 2. The code in its printed form; the other fields checked as a release's own. Throws ExpectationError. */
export function readExpectation(expectation: Expectation): {
  readonly findings: readonly Found<TrustCode>[];
  readonly expected: Expectation;
} {
  try {
    const { purpose, releaseSha256, disc } = expectation;
    const code = expectation.code === undefined ? undefined : parseZegelcode(expectation.code);
    const numbered = readNumbered(expectation);
    if (disc !== undefined) decodeDecimal(String(disc), 1, discLimit, "--disc");
    const isSelected = code !== undefined || releaseSha256 !== undefined;
    if (purpose === "by-code" && !isSelected) {
      const text = "--purpose by-code: nothing selects the purpose without --code or --expect-sha256";
      throw new ExpectationError("EXPECTATION", text);
    }
    const findings = [
      ...(code === undefined ? [] : [found("EXPECT_CODE")]),
      ...(releaseSha256 === undefined ? [] : [found("EXPECT_RELEASE_SHA256")]),
      ...(numbered === undefined ? [] : [numbered]),
      ...(disc === undefined ? [] : [found("EXPECT_DISC", { disc })]),
      found("EXPECT_PURPOSE", { purpose }),
      ...(isSelected || numbered !== undefined ? [] : [found("NO_EXPECTATION")]),
    ];
    return { findings, expected: { ...expectation, code } };
  } catch (error) {
    if (error instanceof FormatError) throw new ExpectationError("EXPECTATION", error.message);
    throw error;
  }
}

/** The lowest number and what it is counted within; undefined: none of the four is given. Throws ExpectationError, FormatError. */
function readNumbered({ product, election, role, minSequence }: Expectation): Found<TrustFact> | undefined {
  if (product === undefined && election === undefined && role === undefined && minSequence === undefined)
    return undefined;
  if (product === undefined || election === undefined || role === undefined || minSequence === undefined) {
    const text = "--product, --election, --role and --min-sequence go together: give all four or none";
    throw new ExpectationError("EXPECTATION", text);
  }
  releaseFields.product(product, "--product");
  releaseFields.election(election, "--election");
  releaseFields.role(role, "--role");
  releaseFields.sequence(String(minSequence), "--min-sequence");
  return found("EXPECT_ELECTION", { product, election, role, sequence: minSequence });
}

/** A release whose text has this digest. */
export interface Digested {
  readonly release: Release;
  /** SHA-256 of the release note's text, hex. */
  readonly sha256: string;
}

/** Step 13. A code says which release is wanted, never that a release is genuine: this is asked only of one that enough officers signed. */
export function judgeExpectation(signed: Digested, expected: Expectation): Found<TrustCode>[] {
  const { release } = signed;
  const { product, election, role, minSequence, purpose } = expected;
  const findings = [...judgeCode(signed, expected), ...judgeDigest(signed, expected)];
  if (product !== undefined && product !== release.product)
    findings.push(found("PRODUCT_DIFFERS", { found: release.product, expected: product }));
  if (election !== undefined && election !== release.election)
    findings.push(found("ELECTION_DIFFERS", { found: release.election, expected: election }));
  if (role !== undefined && role !== release.role)
    findings.push(found("ROLE_DIFFERS", { found: release.role, expected: role }));
  if (minSequence !== undefined && release.sequence < minSequence)
    findings.push(found("SEQUENCE_TOO_LOW", { found: release.sequence, expected: minSequence }));
  findings.push(...judgeDisc(release, expected));
  if (purpose !== "by-code" && purpose !== release.purpose)
    findings.push(found("PURPOSE_DIFFERS", { found: release.purpose, expected: purpose }));
  return findings;
}

/** The disc's own code is not shown: who reads it from the screen would type what the disc says. */
function judgeCode({ sha256 }: Digested, { code }: Expectation): Found<TrustCode>[] {
  if (code === undefined) return [];
  return [found(code === encodeZegelcode(sha256) ? "CODE_MATCHES" : "CODE_DIFFERS")];
}

function judgeDigest({ sha256 }: Digested, { releaseSha256 }: Expectation): Found<TrustCode>[] {
  if (releaseSha256 === undefined) return [];
  if (releaseSha256 === sha256) return [found("RELEASE_SHA256_MATCHES")];
  return [found("RELEASE_SHA256_DIFFERS", { groups: differingGroups(releaseSha256, sha256) })];
}

/** The discs of a set have one sequence number. Where nothing says which of them is wanted, two copies of one could pass for both. */
function judgeDisc(release: Release, { disc, code, releaseSha256 }: Expectation): Found<TrustCode>[] {
  const discs = release.manifests.length;
  if (disc !== undefined)
    return disc === release.disc ? [] : [found("DISC_DIFFERS", { found: release.disc, discs, expected: disc })];
  const isNamed = code !== undefined || releaseSha256 !== undefined;
  return isNamed || discs === 1 ? [] : [found("DISC_NOT_EXPECTED", { discs })];
}

/** Which of the 16 groups of 4 differ: one is a slip of the hand, many are another release. */
function differingGroups(typed: string, found: string): string {
  const groups = Array.from({ length: 16 }, (_, g) => 4 * g);
  const differing = groups.filter((at) => typed.slice(at, at + 4) !== found.slice(at, at + 4));
  return differing.map((at) => at / 4 + 1).join(", ");
}
