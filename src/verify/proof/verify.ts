// The verifier: a target and what was given from outside in, one report out. Begin here: each step of docs/spec/verification.md is a
// call below, with its number.

import { equalBytes } from "../../format/text/decode.ts";
import { FormatError } from "../../format/text/error.ts";
import { judgeAnchor } from "../../trust/anchor.ts";
import type { TrustChain } from "../../trust/chain.ts";
import { type Expectation, ExpectationError, judgeExpectation, readExpectation } from "../../trust/expectation.ts";
import { found } from "../../trust/findings.ts";
import { type LooseNotes, sortLooseNotes } from "../../trust/seal.ts";
import { type DiscSource, verifyImage } from "./image.ts";
import type { DiscSink, Explainer, Platform, Progress, Reference, Tree } from "./ports.ts";
import {
  done,
  judgeSteps,
  type Opened,
  type Report,
  type Scope,
  type Step,
  type StepId,
  stepIds,
  stepsOf,
} from "./report.ts";
import type { Run, Seen } from "./run.ts";
import { verifyTree } from "./tree.ts";
import { VerifyError } from "./verdict.ts";

/** What is verified. */
export type Source =
  | ({ readonly kind: "image" } & DiscSource)
  /** `deniedDevice`: the drive that could not be read as such. */
  | { readonly kind: "tree"; readonly tree: Tree; readonly deniedDevice: string | undefined }
  | { readonly kind: "installed"; readonly folder: Tree; readonly reference: Reference };

export interface VerifyInput {
  readonly target: string;
  readonly source: Source;
  /** Trust roots that the program was packaged with: where there are any, `roots` may extend them and nothing else. */
  readonly builtInRoots: readonly Uint8Array[];
  /** Trust roots from outside the medium. */
  readonly roots: readonly Uint8Array[];
  /** Notes given beside the seal. */
  readonly notes: readonly Uint8Array[];
  /** Intrekkingscodes as typed: reported by telephone or letter, signed by nobody. */
  readonly recallCodes?: readonly string[];
  readonly expectation: Expectation;
  /** `YYYY-MM-DD` by the machine's clock: a fact for the record. */
  readonly today: string;
  /** The program itself was started from a disc with a seal: a fact for the record. */
  readonly runsFromDisc?: boolean;
  /**
   * How many built-in bad discs were refused, or who finds out while the medium is read: asked before there is a verdict, and there is
   * none when it rejects. Undefined: none were tried, and the record does not speak of it.
   */
  readonly selfTest: number | (() => Promise<number>) | undefined;
  readonly onProgress: Progress;
  /** Gets the files of the disc while they are verified; what it got may be used only after ECHT. */
  readonly sink?: DiscSink | undefined;
}

/**
 * Judges an installed folder by its reference (docs/spec/verification-installed.md). It is handed in, for no disc and no copy of one is
 * judged by it: whoever asks only what can say ECHT of a disc need not read it.
 */
export type InstalledJudge = (folder: Tree, reference: Reference, run: Run) => Promise<Seen>;

/** Steps that a scope does not have. */
const skipped: Readonly<Record<Scope, readonly StepId[]>> = {
  image: ["tree", "installation"],
  tree: ["structure", "image", "files", "behind-the-volume", "mounted", "installation"],
  installed: ["structure", "image", "tree", "files", "behind-the-volume", "mounted"],
};

/**
 * Steps 1 to 14. `explainer`: says what is wrong and where; it is handed in because it can only add a no. `judgeInstalled`: needed
 * for a source of that kind alone. Rejects VerifyError GEBRUIK when what was given from outside makes no sense; any other error is FOUT.
 */
export async function verifyWith(
  explainer: Explainer,
  input: VerifyInput,
  platform: Platform,
  judgeInstalled?: InstalledJudge,
): Promise<Report> {
  const { findings: given, expected } = demandSense(() => readExpectation(input.expectation)); // step 2, before the long read
  const loose = demandSense(() => readLoose(input));
  const roots = { builtIn: input.builtInRoots, given: input.roots };
  const anchor = await judgeAnchor(roots, input.today, platform.check); // step 1
  const seen = await look(input, anchor.value, loose, { explainer, platform, judgeInstalled }); // steps 3 to 12
  const { trusted } = seen;
  const refused = typeof input.selfTest === "function" ? await input.selfTest() : input.selfTest;
  const outcomes = [
    ...(refused === undefined ? [] : [done("self-test", [found("SELF_TEST", { count: refused })])]),
    done("anchor", [...(input.runsFromDisc === true ? [found("RUNS_FROM_DISC")] : []), ...anchor.findings]),
    done("expectation", given),
    ...seen.steps,
    ...(trusted === undefined ? [] : [done("expected-release", judgeExpectation(trusted, expected))]), // step 13
  ];
  const steps = stepsOf(outcomes, stepsIn(input));
  return { ...reportOf(input, seen, anchor.value, steps), ...judgeSteps(steps) }; // step 14
}

/** A slip of whoever gave it is no verdict on the disc. Throws VerifyError GEBRUIK. */
export function demandSense<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof FormatError || error instanceof ExpectationError)
      throw new VerifyError("GEBRUIK", error.message);
    throw error;
  }
}

/** What is given twice, byte for byte, is given once. Throws FormatError. */
export function readLoose({ notes, recallCodes = [] }: Pick<VerifyInput, "notes" | "recallCodes">): LooseNotes {
  const distinct = notes.filter((note, i) => !notes.slice(0, i).some((before) => equalBytes(before, note)));
  return sortLooseNotes(distinct, [...new Set(recallCodes)]);
}

/** Steps 3 to 12. Without an anchor nothing is looked at. */
async function look(
  { source, today, onProgress, sink }: VerifyInput,
  anchor: TrustChain | undefined,
  loose: LooseNotes,
  handed: { explainer: Explainer; platform: Platform; judgeInstalled: InstalledJudge | undefined },
): Promise<Seen> {
  if (anchor === undefined) return { steps: [] };
  const { judgeInstalled, ...own } = handed;
  const run: Run = { outside: { anchor, loose, today }, ...own, onProgress, sink };
  switch (source.kind) {
    case "image":
      return verifyImage(source, run);
    case "tree": {
      const device = source.deniedDevice;
      return verifyTree(source.tree, run, device === undefined ? [] : [found("DRIVE_DENIED", { device })]);
    }
    case "installed":
      if (judgeInstalled === undefined)
        throw new Error("no verdict: nothing was handed in to judge an installed folder by");
      return judgeInstalled(source.folder, source.reference, run);
  }
}

/** The steps of this run: those of its scope. */
function stepsIn({ source, selfTest }: VerifyInput): StepId[] {
  const isMounted = source.kind === "image" && source.mounted !== undefined;
  const absent = [
    ...skipped[source.kind],
    ...(selfTest === undefined ? ["self-test"] : []),
    ...(isMounted ? [] : ["mounted"]),
  ];
  return stepIds.filter((id) => !absent.includes(id));
}

/** Something from outside was expected, and this release is it. */
function isMet(steps: readonly Step[]): boolean {
  const hasPassed = (id: StepId) => steps.some((step) => step.id === id && step.status === "passed");
  return hasPassed("expectation") && hasPassed("expected-release");
}

/** What was opened, as people know it: also a drive of which only the files can be read is one. */
export function openedOf(source: Source): Opened {
  if (source.kind === "image") return source.medium.kind;
  return source.kind === "tree" && source.deniedDevice !== undefined ? "drive" : "folder";
}

/** All but the verdict. */
function reportOf(
  { source, target }: VerifyInput,
  seen: Seen,
  anchor: TrustChain | undefined,
  steps: readonly Step[],
): Omit<Report, "verdict" | "refusals" | "exitCode"> {
  const { trusted } = seen;
  return {
    scope: source.kind,
    medium: openedOf(source),
    target,
    steps,
    release: trusted?.release,
    // The zegelcode is the start of this digest: it is not shown before the typed expectation was met.
    releaseSha256: isMet(steps) ? trusted?.sha256 : undefined,
    // Never of a root that hangs on nothing but the medium; of several, the newest: a telephone number outlives no root.
    contact: (trusted?.newest ?? anchor?.newest)?.root.contact,
    signers: trusted?.signers ?? [],
    recalls: trusted?.recalls,
    sealSha256: seen.sealSha256,
    imageSha256: seen.imageSha256,
    manifestSha256: seen.manifestSha256,
    filesCompared: seen.filesCompared ?? 0,
    filesGood: seen.filesGood ?? 0,
    sectors: seen.sectors,
    instructions: seen.instructions,
    install: seen.install,
  };
}
