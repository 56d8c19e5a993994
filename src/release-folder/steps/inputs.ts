// Step 1: what is to be built. docs/spec/release-folder.md

import {
  encodeNote,
  FormatError,
  parseRecall,
  parseRelease,
  parseTrustRoot,
  type Release,
  textDigest,
  tryParse,
} from "../../format/index.ts";
import {
  hasEnough,
  judgeQuorum,
  purposeFits,
  requirementsOf,
  type SignatureCheck,
  TrustChain,
  TrustError,
} from "../../trust/index.ts";
import type { Description, Inputs, ReleaseFolder } from "../folder.ts";
import { asValues, faultReason } from "../reasons.ts";
import { type Finding, found, judged, type Step } from "../step.ts";

/** The inputs that the other steps build on. */
export interface JudgedInputs {
  readonly step: Step;
  /** Undefined: there are none, or they are no chain from version 1 on. */
  readonly chain: TrustChain | undefined;
}

export async function judgeInputs(folder: ReleaseFolder, check: SignatureCheck): Promise<JudgedInputs> {
  const { description, inputs, unread } = folder;
  const findings: Finding[] = unread
    .filter(({ path }) => isInput(path))
    .map(({ path, reason }) => found("UNREAD", { path, reason }));
  if (description === undefined && !unread.some(({ path }) => path === "release.json"))
    findings.push(found("NO_DESCRIPTION"));
  const { chain, findings: ofRoots } = await judgeRoots(inputs, check);
  findings.push(...ofRoots, ...compareBuiltIn(folder), ...tellFiles(inputs));
  if (description !== undefined && chain !== undefined) {
    const { purpose } = description.choice;
    const { root } = chain.newest;
    if (!purposeFits(root, purpose)) findings.push(found("ROOT_PURPOSE", { purpose, root: root.purpose }));
    findings.push(...(await judgePrevious(description, inputs, chain, check)));
    findings.push(...(await judgeRecall(description, inputs, chain, check)));
  }
  findings.push(...folder.unused.map((path) => found("UNUSED", { path })));
  return { step: judged("inputs", findings), chain };
}

const isInput = (path: string) => !/^(?:build|notes|out)\//.test(path);

async function judgeRoots(
  { roots }: Inputs,
  check: SignatureCheck,
): Promise<{ readonly chain: TrustChain | undefined; readonly findings: readonly Finding[] }> {
  if (roots.length === 0) return { chain: undefined, findings: [found("NO_ROOT")] };
  try {
    const chain = await TrustChain.anchor(
      roots.map(({ note }) => encodeNote(note)),
      check,
    );
    const versions = chain.roots.map(({ root }) => root.version);
    const [version = 0] = versions;
    if (version !== 1) return { chain: undefined, findings: [found("ROOT_FIRST", { version })] };
    return { chain, findings: [found("ROOTS", { versions: versions.join(", ") })] };
  } catch (error) {
    if (!(error instanceof TrustError)) throw error;
    return { chain: undefined, findings: [found("ROOTS_BAD", asValues(faultReason(error)))] };
  }
}

/**
 * A root of `in/` is the program's own root of that purpose and version, text for text. Where they differ one of the two was made by
 * somebody else; which, no file can say. A program without roots of that purpose says nothing.
 */
function compareBuiltIn({ inputs, builtInRoots }: ReleaseFolder): Finding[] {
  const own = builtInRoots.map(({ note }) => ({ ...parseTrustRoot(note.text), text: note.text }));
  return inputs.roots.flatMap(({ path, note: { text } }) => {
    const root = tryParse(() => parseTrustRoot(text));
    if (root instanceof FormatError) return []; // the chain says so
    const isOther = own.some(
      (one) => one.purpose === root.purpose && one.version === root.version && one.text !== text,
    );
    return isOther ? [found("ROOT_OTHER", { path, version: root.version })] : [];
  });
}

/** What is there once, more than once, or not at all. */
function tellFiles({ kits, payloads }: Inputs): Finding[] {
  const findings: Finding[] = [];
  if (payloads.length === 0) findings.push(found("NO_PAYLOAD"));
  const numbers = payloads.map((path) => /^in\/payload(?:-([0-9]+))?(?:\.|$)/.exec(path)?.[1]);
  const isSet = numbers.every((number, i) => number === `${i + 1}`);
  const twice = payloads.length > 1 && !isSet ? payloads : [];
  if (twice.length > 0) findings.push(found("TWO_OF_ONE", { paths: twice.join(", ") }));
  if (kits.length > 1) findings.push(found("TWO_OF_ONE", { paths: kits.join(", ") }));
  if (kits.length === 0) findings.push(found("NO_KIT"));
  return findings;
}

/** The rules of the builder and of the officer's screen, told before anything is built. */
async function judgePrevious(
  { choice, recallAtLeast }: Description,
  { previous }: Inputs,
  chain: TrustChain,
  check: SignatureCheck,
): Promise<Finding[]> {
  const { sequence } = choice;
  if (previous === undefined) return sequence > 1 ? [found("NO_PREVIOUS", { sequence })] : [];
  const before = tryParse(() => parseRelease(previous.note.text));
  if (before instanceof FormatError) return [found("UNREAD", { path: previous.path, reason: before.message })];
  const findings: Finding[] = [found("PREVIOUS", { version: before.version, sequence: before.sequence })];
  for (const field of ["product", "election", "role"] as const)
    if (before[field] !== choice[field])
      findings.push(found("PREVIOUS_FIELD", { field, expected: choice[field], found: before[field] }));
  if (before.sequence >= sequence) findings.push(found("PREVIOUS_SEQUENCE", { sequence, found: before.sequence }));
  if (before.recallAtLeast > recallAtLeast)
    findings.push(found("RECALL_FALLS", { found: recallAtLeast, needed: before.recallAtLeast }));
  return [...findings, ...(await judgeSigned(before, previous.note, chain, check))];
}

async function judgeSigned(
  before: Release,
  note: NonNullable<Inputs["previous"]>["note"],
  chain: TrustChain,
  check: SignatureCheck,
): Promise<Finding[]> {
  const root = chain.find(before.trustRoot)?.root;
  if (root === undefined) return [found("PREVIOUS_UNJUDGED")];
  // By its own root alone: that a key was revoked afterwards does not undo what was released.
  const quorum = await judgeQuorum(note, root, requirementsOf(before).release, "loose", new Set(root.revoked), check);
  if (quorum.isMet) return [];
  return [found("PREVIOUS_UNSIGNED", { found: quorum.signers.length, needed: quorum.threshold })];
}

/** Signed by enough under the newest root, as the seal asks, and as high as the release asks. */
async function judgeRecall(
  { recallAtLeast: needed }: Description,
  { recall }: Inputs,
  chain: TrustChain,
  check: SignatureCheck,
): Promise<Finding[]> {
  if (recall === undefined) return needed === 0 ? [] : [found("RECALL_LOW", { found: 0, needed })];
  const list = tryParse(() => parseRecall(recall.note.text));
  if (list instanceof FormatError) return [found("UNREAD", { path: recall.path, reason: list.message })];
  const number = list.recalled.length;
  const findings: Finding[] = [found("RECALLS", { number })];
  if (number < needed) findings.push(found("RECALL_LOW", { found: number, needed }));
  const { root } = chain.newest;
  const quorum = await judgeQuorum(recall.note, root, "recall", "loose", chain.revoked, check);
  const { signers, threshold } = quorum;
  if (!hasEnough(quorum))
    findings.push(found("RECALL_UNSIGNED", { found: signers.length, needed: threshold, version: root.version }));
  return findings;
}

/** Text digest of the previous release: what the next one pins. */
export const previousDigest = ({ previous }: Inputs) =>
  previous === undefined ? undefined : textDigest(previous.note.text);
