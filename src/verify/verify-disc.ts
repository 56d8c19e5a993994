// The verifier as every program uses it: the proof, handed what explains a no and what judges an installed folder. The one place that
// puts them together.

import { makeExplainer } from "./explain/index.ts";
import { verifyInstalled } from "./proof/installed.ts";
import type { Platform } from "./proof/ports.ts";
import type { Report } from "./proof/report.ts";
import { type VerifyInput, verifyWith } from "./proof/verify.ts";

/** Throws VerifyError GEBRUIK when what was given from outside makes no sense; any other throw is FOUT: no verdict. */
export function verifyDisc(input: VerifyInput, platform: Platform): Promise<Report> {
  return verifyWith(makeExplainer(platform), input, platform, verifyInstalled);
}
