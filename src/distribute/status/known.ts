// What a genuine disc looks like in a stopcode: of each master of the register, so that thirty genuine discs that were checked without a
// code, or without a trust root, are not taken for thirty times one forgery. docs/spec/register.md, "Status"

import { foundDigits, receiptScopes } from "../../format/index.ts";
import type { ReceiptVerdict, Register } from "../register/index.ts";

/** Verdicts of a disc whose bytes are not those that officers signed. Any other speaks of something else than its bytes. */
export const suspectVerdicts: ReadonlySet<ReceiptVerdict> = new Set(["GEWIJZIGD", "ONVOLLEDIG", "NIET_ONDERTEKEND"]);

/** A disc of a release in the register. */
export interface KnownDisc {
  readonly release: string;
  readonly disc: number;
  /** Every byte agrees; else the seal does, and of the rest nothing is said. */
  readonly isWhole: boolean;
}

/** By FOUND: every master in each scope, whole, without its image, and with its seal alone. */
export function knownFinds({ masters }: Register): ReadonlyMap<string, KnownDisc> {
  const known = new Map<string, KnownDisc>();
  for (const { release, disc, imageSha256, manifestSha256, sealSha256 } of masters.values())
    for (const scope of receiptScopes)
      for (const digests of [
        { imageSha256, manifestSha256, sealSha256 },
        { imageSha256: undefined, manifestSha256, sealSha256 },
        { imageSha256: undefined, manifestSha256: undefined, sealSha256 },
      ])
        known.set(foundDigits(digests, scope), { release, disc, isWhole: digests.imageSha256 !== undefined });
  return known;
}

/** Images of all releases in the register. */
export function knownImages({ releases }: Register): ReadonlySet<string> {
  return new Set([...releases.values()].flatMap(({ discs }) => [...discs.values()].map((disc) => disc.imageSha256)));
}
