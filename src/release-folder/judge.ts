// Where a release is: of every step whether its output lies there and holds against its inputs as they lie there now.
// docs/spec/release-folder.md, "Steps". Reads nothing and remembers nothing: the same files are the same answer.

import type { RootKey } from "../format/index.ts";
import type { NoteFile } from "../trust/compose/index.ts";
import type { SignatureCheck, TrustChain } from "../trust/index.ts";
import {
  labelName,
  letterName,
  outSumsName,
  publicBundle,
  type ReleaseFolder,
  requestName,
  staatscourantName,
} from "./folder.ts";
import { found, judged, later, type State, type Step, type StepName, stepNames } from "./step.ts";
import { type BuiltRelease, judgeBuild } from "./steps/build.ts";
import { judgeEscrow } from "./steps/escrow.ts";
import { judgeInputs } from "./steps/inputs.ts";
import { judgeLetter } from "./steps/letter.ts";
import { isInLog, isLogAsked, isOfLog, type JudgedLog, judgeLog } from "./steps/log.ts";
import { judgeMasters } from "./steps/master.ts";
import { judgePublic } from "./steps/public.ts";
import { judgeRebuilds, sealedPart } from "./steps/rebuilds.ts";
import { judgeJoined, judgeRequest, judgeSignatures } from "./steps/signatures.ts";

/** What a folder came to. `stopped`: STOPPED.txt says that it is not to be finished, and no file is wrong. */
export type Outcome = "done" | "waiting" | "wrong" | "stopped";

export interface JudgedFolder {
  /** All of them, in order. */
  readonly steps: readonly Step[];
  readonly outcome: Outcome;
  /** A step that those after it do not wait for, because a person said so. */
  readonly mayWait: StepName | undefined;
  /** Undefined: the trust roots are none to judge by. */
  readonly chain: TrustChain | undefined;
  /** In the order of the discs; none before they are built. */
  readonly releases: readonly BuiltRelease[];
  /** Of each of them, the statements that its seal is to hold. */
  readonly taken: readonly (readonly NoteFile[])[];
  /** Undefined: no trust root asks for a log, or the release is not built yet. */
  readonly log: JudgedLog | undefined;
  /** Who could speak or sign, is needed and has not. */
  readonly reviewers: readonly RootKey[];
  readonly officers: readonly RootKey[];
}

/** Never throws for a bad file: whoever read the folder has told what cannot be read. */
export async function judgeFolder(folder: ReleaseFolder, check: SignatureCheck): Promise<JudgedFolder> {
  const { description } = folder;
  const { step: inputs, chain } = await judgeInputs(folder, check); // 1
  const nothing = { chain, releases: [], taken: [], log: undefined, reviewers: [], officers: [], mayWait: undefined };
  if (description === undefined || chain === undefined) return { ...nothing, ...summed([inputs], folder, false) };
  const { step: build, releases } = judgeBuild(folder, description, chain); // 2
  const hasLog = isLogAsked(chain, releases);
  if (releases.length === 0) return { ...nothing, ...summed([inputs, build], folder, hasLog) };
  const rebuilds = await judgeRebuilds(folder, releases, chain, check); // 3
  const signatures = await judgeSignatures(folder, releases, chain, check); // 5
  const [isEarly, isOver] = [rebuilds.step.state !== "done", signatures.step.state === "done"];
  const request = judgeRequest(folder, releases, rebuilds.taken, { isOver, isEarly }); // 4
  const release = whenDone([signatures.step], hasSigned(folder), await judgeJoined(folder, releases, chain, check)); // 6
  const log = hasLog ? await judgeLog(folder, releases, rebuilds.taken, chain, check) : undefined;
  const logged = log === undefined ? [] : [whenDone([rebuilds.step, release], hasProof(folder), log.step)]; // the log's
  const sealed = rebuilds.taken.map(sealedPart);
  const masters = await judgeMasters(folder, releases, sealed, log?.proofs ?? new Map(), check);
  const mayWait = folder.withoutProof !== undefined && log !== undefined && isInLog(log);
  const before = [rebuilds.step, release, ...(mayWait ? [] : logged)];
  const master = whenDone(before, hasMaster(folder), masters); // 7
  const published = judgePublic(folder, { releases, taken: rebuilds.taken });
  const isPublished = [masters, published].every(({ state }) => state === "done");
  const letter = whenDone([release], hasLetter(folder), await judgeLetter(folder, releases, isPublished, check)); // 8
  const escrow = whenDone([master, letter], hasEscrow(folder), judgeEscrow(folder, releases)); // 9
  const last = whenDone([master, letter, escrow], folder.published !== undefined, published); // 10
  return {
    ...{ chain, releases, taken: rebuilds.taken, log, reviewers: rebuilds.missing, officers: signatures.missing },
    ...summed(
      [inputs, build, rebuilds.step, request, signatures.step, release, ...logged, master, letter, escrow, last],
      folder,
      hasLog,
    ),
    mayWait: mayWait ? "log" : undefined,
  };
}

const hasSigned = ({ finished }: ReleaseFolder) => finished.some(({ note }) => note !== undefined);
const hasProof = ({ finished }: ReleaseFolder) => finished.some(({ proof }) => proof !== undefined);
const hasMaster = ({ finished }: ReleaseFolder) => finished.some(({ master }) => master !== undefined);
const hasLetter = ({ letter, label, staatscourant }: ReleaseFolder) =>
  [letter, label, staatscourant].some((text) => text !== undefined);
const hasEscrow = ({ finished }: ReleaseFolder) => finished.some(({ escrow }) => escrow !== undefined);

/** A step without an output is not due before those that it builds on are done. What lies there is judged whatever stands before it. */
function whenDone(before: readonly Step[], isThere: boolean, step: Step): Step {
  const isDue = isThere || step.state === "none" || before.every(({ state }) => ["done", "none"].includes(state));
  // A number that is taken is told before anybody signs under it again.
  return isDue || step.findings.some(({ code }) => ["UNREAD", "LOG_RIVAL"].includes(code)) ? step : later(step.name);
}

/** `hasLog`: whether there is a step `log`. */
function summed(
  reached: readonly Step[],
  folder: ReleaseFolder,
  hasLog: boolean,
): Pick<JudgedFolder, "steps" | "outcome"> {
  const names = stepNames.filter((name) => name !== "log" || hasLog);
  const steps = names.map((name) => reached.find((step) => step.name === name) ?? later(name));
  const told = steps.map((step) => withUnread(step, steps, folder));
  return { steps: told, outcome: outcomeOf(told, folder) };
}

/** Every file that cannot be read is told in one of the steps, also where that step was not reached. */
function withUnread(step: Step, steps: readonly Step[], { unread }: ReleaseFolder): Step {
  const told = new Set(steps.flatMap(({ findings }) => findings.map(({ values }) => values.path)));
  const hasLog = steps.some(({ name }) => name === "log");
  const own = unread.filter(({ path }) => !told.has(path) && stepOf(path, hasLog) === step.name);
  if (own.length === 0) return step;
  return judged(step.name, [...own.map((file) => found("UNREAD", { ...file })), ...step.findings]);
}

/** Where a file is told that no step has asked for. */
function stepOf(path: string, hasLog: boolean): StepName {
  if (path.startsWith("build")) return "build";
  if (path.startsWith("notes")) return "rebuilds"; // it may have said that the release differs
  if (hasLog && isOfLog(path)) return "log";
  if (path.startsWith("out/master")) return "master";
  if (path.startsWith("out/escrow")) return "escrow";
  if ([letterName, labelName, staatscourantName].includes(path)) return "letter";
  if (path === requestName) return "request";
  if (path.startsWith(publicBundle) || path === outSumsName) return "public";
  return path.startsWith("out") ? "release" : "inputs";
}

function outcomeOf(steps: readonly Step[], { stopped }: ReleaseFolder): Outcome {
  const is = (...states: State[]) => states.length > 0 && steps.every(({ state }) => states.includes(state));
  if (steps.some(({ state }) => state === "wrong")) return "wrong";
  if (stopped !== undefined) return "stopped";
  return is("done", "none") ? "done" : "waiting";
}

/** Its masters are made: a release after it may name it as its previous. What is stopped, or contradicts itself, is nobody's previous. */
export function isFinished({ steps, outcome }: JudgedFolder): boolean {
  const made = steps.filter(({ name }) => name === "release" || name === "master");
  return outcome !== "stopped" && outcome !== "wrong" && made.every(({ state }) => state === "done");
}

/** The first that can be done now; one that may wait comes last. Undefined: none can. */
export function dueStep({ steps, outcome, mayWait }: JudgedFolder): StepName | undefined {
  const waiting = outcome === "waiting" ? steps.filter(({ state }) => state === "waiting") : [];
  return (waiting.find(({ name }) => name !== mayWait) ?? waiting[0])?.name;
}
