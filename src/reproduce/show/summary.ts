// One digest of what a comparison found, for a reviewer's note: the same on every machine, whatever the files are called.

import { createHash } from "node:crypto";
import type { ImageComparison } from "../compare/compare-images.ts";

/** SHA-256 of the comparison as JSON without the paths on this machine. */
export function summaryDigest(comparison: ImageComparison): string {
  const { a, b, ...rest } = comparison;
  const withoutPath = ({ bytes, sha256 }: ImageComparison["a"]) => ({ bytes, sha256 });
  return createHash("sha256")
    .update(JSON.stringify({ a: withoutPath(a), b: withoutPath(b), ...rest }))
    .digest("hex");
}
