// A disc's seal held against the log: whether all that it holds is logged, whether its proof is of this very tree, and whether a
// reviewer's dissent that was logged before it was left out.

import {
  type Checkpoint,
  encodeUtf8,
  FormatError,
  type Note,
  parseTrustRoot,
  type Seal,
  textDigest,
  tryParse,
} from "../../format/index.ts";
import { isIncluded, leafHash } from "../../format/merkle.ts";
import type { SignatureCheck } from "../../trust/index.ts";
import { sha256 } from "../tiles/tree.ts";
import type { EntryJudge, Interest, LoggedDissent } from "./entries.ts";
import { headOf, judgeKept, type Recomputed, type SignedHead } from "./heads.ts";
import type { AuditedDissent, AuditedSeal, Findings } from "./report.ts";
import type { AuditRoots } from "./roots.ts";

/** A seal and what the user calls it. */
export interface GivenSeal {
  readonly name: string;
  readonly seal: Seal;
}

/** What all seals are held against. */
export interface SealJudge {
  readonly log: Checkpoint;
  readonly recomputed: Recomputed;
  readonly entries: EntryJudge;
  readonly roots: AuditRoots;
  readonly check: SignatureCheck;
  readonly findings: Findings;
}

type Part = "trust-root" | "release" | "rebuild" | "recall";

function partsOf({ trustRoots, release, rebuilds, recall }: Seal): { readonly what: Part; readonly note: Note }[] {
  return [
    ...trustRoots.map((note) => ({ what: "trust-root" as const, note })),
    { what: "release", note: release },
    ...rebuilds.map((note) => ({ what: "rebuild" as const, note })),
    ...(recall === undefined ? [] : [{ what: "recall" as const, note: recall }]),
  ];
}

export function interestOf(given: readonly GivenSeal[]): Omit<Interest, "registers"> {
  return {
    texts: new Set(given.flatMap(({ seal }) => partsOf(seal).map(({ note }) => textDigest(note.text)))),
    releases: new Set(given.map(({ seal }) => textDigest(seal.release.text))),
  };
}

/** The checkpoint of a seal's proof. */
export function proofHead({ name, seal }: GivenSeal): SignedHead | undefined {
  const head =
    seal.logProof && tryParse(() => headOf((seal.logProof as NonNullable<Seal["logProof"]>).checkpoint, name));
  return head instanceof FormatError ? undefined : head;
}

export async function judgeSealInLog(given: GivenSeal, judge: SealJudge): Promise<AuditedSeal> {
  const { name, seal } = given;
  judgeParts(given, judge);
  const isProven = await judgeProof(given, judge);
  const size = isProven ? proofHead(given)?.size : undefined;
  const own = judge.entries.dissents.filter(({ release }) => release === textDigest(seal.release.text));
  const dissents = own.flatMap((dissent) => answersTo(dissent, seal, size));
  for (const { isInSeal, isBeforeProof, index, holder, organisation } of dissents)
    if (!isInSeal && isBeforeProof === true) judge.findings.add("SEAL_DISSENT", { name, holder, organisation }, index);
  return { name, dissents };
}

/** Each part is an entry, but for roots of before the first one of this log, which that one leads back to. */
function judgeParts({ name, seal }: GivenSeal, { entries, roots, findings }: SealJudge): void {
  const before = rootsBefore(seal, roots);
  for (const { what, note } of partsOf(seal)) {
    const digest = textDigest(note.text);
    if (entries.places.has(digest) || before.has(digest)) continue;
    findings.add("SEAL_NOT_LOGGED", { name, what, sha256: digest });
  }
}

function rootsBefore({ trustRoots }: Seal, roots: AuditRoots): ReadonlySet<string> {
  const before = new Set<string>();
  let wanted = roots.oldestLogged?.root.previous;
  for (const { text } of trustRoots.toReversed()) {
    const root = tryParse(() => parseTrustRoot(text));
    if (root instanceof FormatError || textDigest(text) !== wanted) continue;
    before.add(wanted);
    wanted = root.previous;
  }
  return before;
}

/** Whether the seal has a proof of this very tree. */
async function judgeProof(given: GivenSeal, judge: SealJudge): Promise<boolean> {
  const { log, recomputed, roots, check, findings } = judge;
  const { name, seal } = given;
  const head = proofHead(given);
  if (head === undefined || seal.logProof === undefined) {
    findings.open("SEAL_NO_PROOF", { name });
    return false;
  }
  const judged = await judgeKept(head, log, recomputed, roots, check);
  if (judged === "BRANCH") findings.add("SEAL_PROOF", { name, size: head.size });
  else if (judged !== "GOOD") findings.open(judged, { name, size: head.size, entries: log.size });
  if (judged !== "GOOD") return false;
  const leaf = leafHash(encodeUtf8(seal.release.text), sha256);
  if (isIncluded(leaf, seal.logProof.index, seal.logProof.hashes, head)) return true;
  findings.add("SEAL_PROOF", { name, size: head.size });
  return false;
}

/** Of each reviewer who signed a dissent, whether the seal has her line. */
function answersTo(
  { index, sha256: digest, by }: LoggedDissent,
  seal: Seal,
  size: number | undefined,
): AuditedDissent[] {
  const own = seal.rebuilds.filter(({ text }) => textDigest(text) === digest);
  return by.map(({ vkey, holder, organisation }) => ({
    ...{ index, holder, organisation },
    isInSeal: own.some(({ signatures }) =>
      signatures.some((line) => line.name === vkey.name && line.keyId === vkey.id),
    ),
    isBeforeProof: size === undefined ? undefined : index < size,
  }));
}
