// The public log: whether a proof shows that the release's text stands in it, and whether enough witnesses saw that. All offline.
// docs/spec/verification.md step 8, docs/adr/0038-the-log-judged-offline.md
// A proof in a seal is judged in every byte, under the roots of that seal. One beside it can bring what was lacking, and can show that
// the log lies; it makes no bad seal good.

import { isIncluded, leafHash } from "../../format/merkle.ts";
import { type Checkpoint, type LogProof, parseCheckpoint } from "../../format/notes/log-proof.ts";
import type { RootKey, TrustRoot } from "../../format/notes/trust-root.ts";
import { encodeHex, encodeUtf8 } from "../../format/text/decode.ts";
import type { TrustChain } from "../chain.ts";
import { type Found, found, type LogFault, type TrustCode, type TrustFact } from "../findings.ts";
import { countJudges, isBy, type Strictness } from "../quorum.ts";
import type { SignatureCheck } from "../signature.ts";
import { judgeLines, lineCheck, logKeyOf, type UnderRoot } from "./under-root.ts";

/** Under what proofs are judged. */
export interface LogJudge {
  /** The release note's text: what must stand in the log. */
  readonly text: string;
  /** The version of the root that the release pins. */
  readonly pinned: number;
  /** The newest version that the seal holds. */
  readonly sealed: number;
  readonly known: TrustChain;
  /** YYYY-MM-DD by the machine's clock. */
  readonly today: string;
  readonly check: SignatureCheck;
}

export interface JudgedProof {
  readonly proof: LogProof;
  readonly head: Checkpoint;
  /** Under each root that may judge it and has a log, newest first. */
  readonly under: readonly UnderRoot[];
  /** A key of this log that is not revoked signed the checkpoint: no other of its size may have another root hash. */
  readonly binds: boolean;
}

/** A proof, under the root that decides. */
interface Chosen {
  readonly proof: JudgedProof;
  readonly under: UnderRoot;
}

/** Step 8. `beside`: proofs given beside the seal. Never throws for a bad proof. */
export async function judgeLog(
  sealed: LogProof | undefined,
  beside: readonly LogProof[],
  judge: LogJudge,
): Promise<Found<TrustCode>[]> {
  const inSeal = sealed === undefined ? undefined : await judgeProof(sealed, "sealed", judge);
  const given: JudgedProof[] = [];
  for (const proof of beside) given.push(await judgeProof(proof, "loose", judge));
  const all = inSeal === undefined ? given : [inSeal, ...given];
  const isRequired = rootsOf(judge).some(({ requires }) => requires.checkpoint !== undefined);
  const faults = inSeal === undefined ? [] : sealFaults(inSeal, judge);
  const best = bestOf(all, isRequired);
  const nearest = best === undefined ? nearestOf(all) : undefined;
  const isHeard = (one: JudgedProof) => goodUnder(one, isRequired) !== undefined || one === nearest?.proof;
  const ignored = given.filter((one) => !isHeard(one)).map(() => found("NOTE_IGNORED", { type: "log proof" }));
  const split = isSplit(all) ? [found("LOG_SPLIT")] : [];
  if (faults.length > 0) return [...faults, ...split, ...ignored];
  if (best !== undefined) return [...split, ...(split.length > 0 ? [] : tellProven(best, inSeal, judge)), ...ignored];
  const lacking = isRequired ? tellLacking(nearest?.under) : [found("LOG_NOT_REQUIRED", { version: judge.pinned })];
  return [...split, ...lacking, ...tellRevoked(nearest?.under), ...ignored];
}

/** From the root that the release pins on, newest first: nobody gets past a newer root's log by pinning one of before it. */
export function rootsOf({ known, pinned }: LogJudge): TrustRoot[] {
  const roots = known.roots.map(({ root }) => root).filter(({ version }) => version >= pinned);
  return roots.reverse();
}

/** One proof under all roots that may judge it. `sealed`: every line must be by a key that the root lets speak. */
export async function judgeProof(proof: LogProof, strictness: Strictness, judge: LogJudge): Promise<JudgedProof> {
  const { checkpoint } = proof;
  const head = parseCheckpoint(checkpoint.text);
  const holds = lineCheck(checkpoint.text, judge.check);
  const isIn = isIncluded(leafHash(encodeUtf8(judge.text)), proof.index, proof.hashes, head);
  const under: UnderRoot[] = [];
  for (const root of rootsOf(judge)) {
    const { logOrigin: expected } = root;
    if (expected === undefined) continue;
    const lines = await judgeLines(checkpoint, root, strictness, judge.known.revoked, holds);
    const origin = head.origin === expected ? [] : [found("LOG_ORIGIN", { expected, found: head.origin })];
    under.push({ ...lines, faults: [...origin, ...lines.faults, ...(isIn ? [] : [found("LOG_NOT_INCLUDED")])] });
  }
  let binds = false;
  for (const key of logKeys(head.origin, judge.known))
    for (const line of checkpoint.signatures) if (isBy(line, key) && (await holds(line, key)) === 0) binds = true;
  return { proof, head, under, binds };
}

/** The keys of a log, in whichever root known, that are revoked in none. */
function logKeys(origin: string, { roots, revoked }: TrustChain): RootKey[] {
  const keys = roots.flatMap(({ root }) => (root.logOrigin === origin ? (logKeyOf(root) ?? []) : []));
  return keys.filter(({ vkey }) => !revoked.has(vkey.raw));
}

/**
 * Why the seal is refused for the proof that it holds: under none of its own roots it is one. Who saw it and what was revoked are not
 * asked here, nor any root from outside: so no disc that was pressed is called unsigned for what became of a key.
 */
export function sealFaults({ under }: JudgedProof, { pinned, sealed }: LogJudge): readonly Found<LogFault>[] {
  const own = under.filter(({ root: { version } }) => version === pinned || version <= sealed);
  if (own.some(({ faults }) => faults.length === 0)) return [];
  const told = own.find(({ isSigned }) => isSigned) ?? own.at(-1);
  return told === undefined ? [found("LOG_UNEXPECTED")] : told.faults;
}

/** The log signed two trees of one size: it lies to somebody. */
function isSplit(proofs: readonly JudgedProof[]): boolean {
  const trees = new Map<string, string>();
  for (const { head } of proofs.filter(({ binds }) => binds)) {
    const place = `${head.size} ${head.origin}`;
    const hash = encodeHex(head.rootHash);
    if ((trees.get(place) ?? hash) !== hash) return true;
    trees.set(place, hash);
  }
  return false;
}

/** The newest root under which nothing is wrong with it and enough witnesses saw it. */
function goodUnder({ under }: JudgedProof, isRequired: boolean): UnderRoot | undefined {
  return under.find(({ faults, isKeyRevoked, seen, needed }) => {
    const { keys, organisations } = countJudges(seen.map(({ key }) => key));
    const hasQuorum = needed > 0 ? keys >= needed && organisations >= needed : !isRequired; // else one root would excuse from another
    return faults.length === 0 && !isKeyRevoked && hasQuorum;
  });
}

/** Of the proofs that are good the one of the largest tree; of one size the first, which is the seal's. */
function bestOf(proofs: readonly JudgedProof[], isRequired: boolean): Chosen | undefined {
  let best: Chosen | undefined;
  for (const proof of proofs) {
    const under = goodUnder(proof, isRequired);
    if (under !== undefined && (best === undefined || proof.head.size > best.proof.head.size)) best = { proof, under };
  }
  return best;
}

/** Of the proofs that lack nothing but witnesses, or a key that counts: the one that most witnesses saw. */
function nearestOf(proofs: readonly JudgedProof[]): Chosen | undefined {
  let nearest: Chosen | undefined;
  const rank = ({ isKeyRevoked, seen }: UnderRoot) => (isKeyRevoked ? -1 : seen.length);
  for (const proof of proofs) {
    const faultless = proof.under.filter(({ faults }) => faults.length === 0);
    const under = faultless.find(({ needed }) => needed > 0) ?? faultless[0];
    if (under !== undefined && (nearest === undefined || rank(under) > rank(nearest.under))) nearest = { proof, under };
  }
  return nearest;
}

/** Facts of the proof that decided. */
function tellProven(
  { proof, under }: Chosen,
  inSeal: JudgedProof | undefined,
  { today }: LogJudge,
): Found<TrustFact>[] {
  const { seen, root } = under;
  const latest = Math.max(0, ...seen.map(({ time }) => time));
  const isLate = new Date(latest * 1000).toISOString().slice(0, 10) > today; // nobody saw it: 1970
  return [
    found("LOG_PROVEN", { index: proof.proof.index, size: proof.head.size, version: root.version }),
    ...seen.map(({ key: { holder, organisation }, time }) => found("LOG_SEEN", { holder, organisation, time })),
    ...tellRevoked(under),
    ...(proof === inSeal ? [] : [found("LOG_BESIDE")]),
    ...(isLate ? [found("LOG_CLOCK", { time: latest, today })] : []),
  ];
}

/** A checkpoint is asked, and no proof is good: what the nearest lacks. A root that asks for none has no quorum to be short of. */
function tellLacking(under: UnderRoot | undefined): Found<LogFault>[] {
  if (under === undefined) return [found("LOG_MISSING")];
  if (under.isKeyRevoked) return [found("LOG_KEY_REVOKED")];
  const { keys, organisations } = countJudges(under.seen.map(({ key }) => key));
  return under.needed === 0
    ? [found("LOG_MISSING")]
    : [found("LOG_QUORUM", { found: keys, needed: under.needed, organisations })];
}

function tellRevoked(under: UnderRoot | undefined): Found<TrustFact>[] {
  return (under?.revoked ?? []).map(({ holder }) => found("REVOKED_KEY_IGNORED", { holder }));
}
