// The verifier of this program on a final master, before it has its name: what it would refuse must not go to the disc plant.

import { encodeNote, encodeZegelcode, parseSeal, shown } from "../../format/index.ts";
import type { ComposedSeal } from "../../trust/compose/index.ts";
import { nodePlatform, noExpectation, openTarget, type Report, thenClose, verifyDisc } from "../../verify/index.ts";
import { CommandError, Progress } from "../../verify/program/terminal.ts";
import { sentenceOf } from "../../verify/record/report-words.ts";

/**
 * All steps of docs/spec/verification.md on the sealed image, with its own roots for an anchor and its own code: are image, directories,
 * files and notes what the release says? Returns the verdict: ECHT, or the one that `composed` warns of. Throws CommandError with any
 * other. `isNamed`: it lies there under its name already.
 */
export async function demandGenuine(sealed: string, composed: ComposedSeal, isNamed = false): Promise<string> {
  const report = await verify(sealed, composed);
  const isWarnedOf =
    composed.warnings.length > 0 && report.refusals.every((refusal) => refusal === "ONVOLDOENDE_HERBOUW");
  if (report.verdict === "ECHT" || isWarnedOf) return report.verdict;
  const found = report.steps.flatMap(({ findings }) => findings).find(({ refusal }) => refusal === report.verdict);
  const why = found === undefined ? "" : ` (${sentenceOf(found, "en")})`;
  const [what, then] = isNamed
    ? [shown`${sealed}`, "Keep it from the disc plant"]
    : ["the sealed image", "Nothing was written"];
  throw new CommandError(
    `verify says ${report.verdict} of ${what}${why}: expected ECHT. ${then}: find out why, and build the image again`,
  );
}

async function verify(sealed: string, { bytes, release, releaseSha256 }: ComposedSeal): Promise<Report> {
  const { source, close } = await openTarget(sealed);
  const progress = new Progress("verifying", release.imageSize);
  const input = {
    target: sealed,
    source,
    builtInRoots: [],
    roots: parseSeal(bytes).trustRoots.map(encodeNote),
    notes: [],
    expectation: { ...noExpectation, code: encodeZegelcode(releaseSha256), purpose: "by-code" as const },
    today: new Date().toISOString().slice(0, 10),
    selfTest: undefined,
    onProgress: (done: number) => progress.update(done),
  };
  return thenClose(close, () => verifyDisc(input, nodePlatform).finally(() => progress.end()));
}
