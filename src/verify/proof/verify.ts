// The verifier: a target, what was given from outside, one report. docs/spec/verification.md, step by step.

import { equalBytes, FormatError } from "../../format/index.ts";
import { type KnownRoot, TrustChain, TrustError } from "../../trust/index.ts";
import { type Expectation, judgeExpectation, readExpectation } from "./expectation.ts";
import type { Progress } from "./files-passing.ts";
import { type Seen, verifyImage } from "./image.ts";
import { type Reference, verifyInstalled } from "./installed.ts";
import { type LooseNotes, sortLooseNotes } from "./judge-seal.ts";
import type { Mounted } from "./mounted.ts";
import type { Medium, Platform } from "./ports.ts";
import { Findings, judgeSteps, type Report, type Scope, type Step, type StepId } from "./report.ts";
import type { DiscSink } from "./sink.ts";
import { type Tree, verifyTree } from "./tree.ts";
import { VerifyError } from "./verdict.ts";

/** What is verified. */
export type Source =
  /** `mounted`: where this machine shows the same disc, when it does. */
  | { readonly kind: "image"; readonly medium: Medium; readonly mounted: Mounted | undefined }
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
  /** How many built-in bad discs were refused before this run; undefined: none were tried, and the record does not speak of it. */
  readonly selfTest: number | undefined;
  readonly onProgress: Progress;
  /** Gets the files of the disc while they are verified; what it got may be used only after ECHT. */
  readonly sink?: DiscSink | undefined;
}

/** Steps that a scope does not have. */
const skipped: Readonly<Record<Scope, readonly StepId[]>> = {
  image: ["tree", "installation"],
  tree: ["structure", "image", "files", "behind-the-volume", "mounted", "installation"],
  installed: ["structure", "image", "tree", "files", "behind-the-volume", "mounted"],
};

/** Throws VerifyError GEBRUIK when what was given from outside makes no sense; any other throw is FOUT. */
export async function verifyDisc(input: VerifyInput, platform: Platform): Promise<Report> {
  const findings = new Findings();
  if (input.selfTest !== undefined) {
    findings.note("self-test", "SELF_TEST", { count: input.selfTest });
    findings.done("self-test");
  }
  if (input.runsFromDisc === true) findings.note("anchor", "RUNS_FROM_DISC");
  const expected = readExpectation(input.expectation, findings); // step 2, before the long read
  const loose = readLoose(input);
  const anchor = await readAnchor(input, platform, findings); // step 1
  const seen = anchor === undefined ? undefined : await look(input, anchor, loose, platform, findings); // steps 3 to 12
  if (seen?.trusted !== undefined) judgeExpectation(seen.trusted, expected, findings); // step 13
  if (seen?.trusted !== undefined && seen.trusted.root.sha256 !== anchor?.newest.sha256)
    noteValidity("release-signatures", seen.trusted.root, input.today, findings);
  return reportOf(input, seen, anchor, findings); // step 14
}

/** Step 1. */
async function readAnchor(input: VerifyInput, platform: Platform, findings: Findings): Promise<TrustChain | undefined> {
  const step = "anchor";
  const { builtInRoots, roots } = input;
  if (builtInRoots.length + roots.length === 0) {
    findings.refuse(step, "NO_ANCHOR");
    return undefined;
  }
  try {
    const first = await TrustChain.anchor(builtInRoots.length > 0 ? builtInRoots : roots, platform.check);
    const chain = builtInRoots.length > 0 ? await extendBuiltIn(first, roots, platform, findings) : first;
    if (chain === undefined) return undefined;
    const { root, sha256 } = chain.newest;
    const versions = chain.roots.map((known) => known.root.version).join(", ");
    findings.note(step, "ANCHOR", { versions, purpose: root.purpose, sha256 });
    noteValidity(step, chain.newest, input.today, findings);
    findings.done(step);
    return chain;
  } catch (error) {
    if (!(error instanceof TrustError)) throw error;
    findings.refuse(step, error.code, { text: error.message });
    return undefined;
  }
}

/** Validity and the machine's clock, side by side: two facts, and neither decides. In place of TUF 1.0.34 section 5.3.10. */
function noteValidity(step: StepId, { root }: KnownRoot, today: string, findings: Findings): void {
  const { version, validFrom: from, validUntil: until } = root;
  findings.note(step, "CLOCK", { version, from, until, today });
}

/** Step 1 where a root is built in: what a person gives beside it may extend it, never replace it. */
async function extendBuiltIn(
  builtIn: TrustChain,
  roots: readonly Uint8Array[],
  platform: Platform,
  findings: Findings,
): Promise<TrustChain | undefined> {
  findings.note("anchor", "ANCHOR_BUILT_IN", { version: builtIn.newest.root.version });
  try {
    return await builtIn.extend(roots, platform.check);
  } catch (error) {
    if (!(error instanceof TrustError)) throw error;
    findings.refuse("anchor", "ROOT_NOT_BUILT_IN", { text: error.message });
    return undefined;
  }
}

/** What is given twice, byte for byte, is given once. */
function readLoose({ notes, recallCodes = [] }: VerifyInput): LooseNotes {
  try {
    const distinct = notes.filter((note, i) => !notes.slice(0, i).some((before) => equalBytes(before, note)));
    return sortLooseNotes(distinct, [...new Set(recallCodes)]);
  } catch (error) {
    if (error instanceof FormatError) throw new VerifyError("GEBRUIK", error.message);
    throw error;
  }
}

/** Steps 3 to 12. */
function look(
  { source, onProgress, sink }: VerifyInput,
  anchor: TrustChain,
  loose: LooseNotes,
  platform: Platform,
  findings: Findings,
): Promise<Seen> {
  switch (source.kind) {
    case "image":
      return verifyImage(source.medium, source.mounted, anchor, loose, platform, findings, onProgress, sink);
    case "tree":
      if (source.deniedDevice !== undefined) findings.note("tree", "DRIVE_DENIED", { device: source.deniedDevice });
      return verifyTree(source.tree, anchor, loose, platform, findings, onProgress, sink);
    case "installed":
      return verifyInstalled(source.folder, source.reference, anchor, loose, platform, findings, onProgress);
  }
}

/** Something from outside was expected, and this release is it. */
function isMet(steps: readonly Step[]): boolean {
  const hasPassed = (id: StepId) => steps.some((step) => step.id === id && step.status === "passed");
  return hasPassed("expectation") && hasPassed("expected-release");
}

/** Step 14. */
function reportOf(
  input: VerifyInput,
  seen: Seen | undefined,
  anchor: TrustChain | undefined,
  findings: Findings,
): Report {
  const scope = input.source.kind;
  const isMounted = input.source.kind === "image" && input.source.mounted !== undefined;
  const steps = findings.steps([
    ...skipped[scope],
    ...(input.selfTest === undefined ? (["self-test"] as const) : []),
    ...(isMounted ? [] : (["mounted"] as const)),
  ]);
  const trusted = seen?.trusted;
  return {
    ...judgeSteps(steps),
    scope,
    target: input.target,
    steps,
    release: trusted?.release,
    // The zegelcode is the start of this digest: it is not shown before the typed expectation was met.
    releaseSha256: isMet(steps) ? trusted?.sha256 : undefined,
    // Never of a root that hangs on nothing but the medium; of several, the newest: a telephone number outlives no root.
    contact: (trusted?.newest ?? anchor?.newest)?.root.contact,
    signers: trusted?.signers ?? [],
    recalls: trusted?.recalls,
    sealSha256: seen?.sealSha256,
    imageSha256: seen?.imageSha256,
    manifestSha256: seen?.manifestSha256,
    filesCompared: seen?.filesCompared ?? 0,
    filesGood: seen?.filesGood ?? 0,
    sectors: seen?.sectors,
    instructions: seen?.instructions, // no pass keeps AANWIJZINGEN yet
  };
}
