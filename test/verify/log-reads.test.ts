// Step 8 asks the disc for nothing: the proof lies in the seal, which is read in its turn.

import { expect, test } from "vitest";
import { logDisc, logRoot } from "../trust/log-fixture.ts";
import { quickPlatform, ScratchedMedium, verifyMedium } from "./harness.ts";

const platform = quickPlatform();

async function readsOf(disc: ReturnType<typeof logDisc>) {
  const medium = new ScratchedMedium(disc.image, []);
  const report = await verifyMedium(medium, disc, {}, platform);
  const facts = report.steps.flatMap((step) => step.findings.map(({ code }) => code));
  const whole = medium.reads.reduce((sum, [, length]) => sum + length, 0) === disc.image.length;
  return { verdict: report.verdict, isProven: facts.includes("LOG_PROVEN"), reads: medium.reads, whole };
}

test("a disc with a proof of the log is read exactly as one without", async () => {
  const without = await readsOf(logDisc(undefined, { root: logRoot(0) }));
  const proven = await readsOf(logDisc({}));
  expect(without).toMatchObject({ verdict: "ECHT", isProven: false, whole: true });
  expect(proven).toEqual({ verdict: "ECHT", isProven: true, reads: without.reads, whole: true });
});
