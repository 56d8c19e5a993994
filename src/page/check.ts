// One check in the browser: self-test, target, judgement, record. What src/verify/program/main.ts is on Node.

import { encodeUtf8 } from "../format/index.ts";
import { noExpectation } from "../trust/index.ts";
import { builtIn } from "../verify/built-in.ts";
import type { Platform, Progress } from "../verify/proof/ports.ts";
import type { Source } from "../verify/proof/verify.ts";
import { makeRecord, type VerificationRecord } from "../verify/record/record.ts";
import { localTime, type Machine, type Tool, toolVersion } from "../verify/record/tool.ts";
import { selfTest } from "../verify/self-test.ts";
import { verifyDisc } from "../verify/verify-disc.ts";

export interface CheckInput {
  /** As the person knows it: the name of the file or folder. */
  readonly target: string;
  readonly source: Source;
  /** In printed form. */
  readonly code: string;
  /** Intrekkingscodes in printed form: they report, they never recall. */
  readonly recallCodes: readonly string[];
  /** Files of the Kiesraad, which are judged by their signatures. */
  readonly notes: readonly Uint8Array[];
  readonly onProgress: Progress;
}

/** Throws VerifyError and whatever else may break: then there is no verdict. */
export async function check(input: CheckInput, platform: Platform): Promise<VerificationRecord> {
  const refused = await selfTest(platform);
  const begun = new Date();
  const { target, source, recallCodes, notes, onProgress } = input;
  const report = await verifyDisc(
    {
      ...{ target, source, recallCodes, notes, onProgress },
      builtInRoots: builtIn.roots.map(encodeUtf8),
      roots: [],
      expectation: { ...noExpectation, code: input.code, purpose: "by-code" },
      today: begun.toISOString().slice(0, 10),
      selfTest: refused,
    },
    platform,
  );
  const now = new Date();
  return makeRecord(report, thisPage(), thisMachine(now), now, nobody);
}

const nobody = { municipality: undefined, envelope: undefined, computer: undefined, persons: [], answers: [] };

/** A page cannot read its own file: its digest is the letter's business, by certutil or sha256sum. */
function thisPage(): Tool {
  const file = decodeURIComponent(location.pathname.split("/").at(-1) ?? "");
  return { version: toolVersion, kind: "page", file, sha256: undefined, runtime: navigator.userAgent };
}

/** What a browser says of the machine; names of network interfaces are not among it. */
function thisMachine(now: Date): Machine {
  return {
    system: navigator.platform,
    host: "",
    clock: localTime(now),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    networks: undefined,
  };
}
