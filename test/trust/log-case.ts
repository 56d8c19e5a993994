// Step 8 asked of a seal in memory: what it finds, for tests that give it proofs, in the seal and beside it, and roots.

import { encodeLogProof, encodeNote, type LogProof, type Note } from "../../src/format/index.ts";
import { judgeSeal, sortLooseNotes, TrustChain, type TrustFact, trustFacts } from "../../src/trust/index.ts";
import { quickPlatform } from "../verify/harness.ts";
import { type Logged, type logRoot, logSeal, proofOf } from "./log-fixture.ts";

export const platform = quickPlatform();

export type Case = {
  /** In the seal; undefined: none. */
  readonly sealed?: Logged | LogProof;
  readonly beside?: readonly (Logged | LogProof)[];
  readonly root?: ReturnType<typeof logRoot>;
  /** Roots behind it, in the seal too. */
  readonly sealedRoots?: (first: Note) => readonly Note[];
  /** Roots behind those of the seal, given beside it. */
  readonly givenRoots?: (first: Note) => readonly Note[];
  /** Roots before those of the seal are the anchor too. */
  readonly anchor?: "all";
  readonly today?: string;
};

const isProof = (made: Logged | LogProof): made is LogProof => "checkpoint" in made;

/** What step 8 finds: refusals and facts, each with its values. */
export async function logOf({ sealed, beside = [], root, sealedRoots, givenRoots, ...outside }: Case) {
  const disc = logSeal(root);
  const [first] = disc.seal.trustRoots as [Note];
  const { text } = disc.seal.release;
  const made = (one: Logged | LogProof) => (isProof(one) ? one : proofOf(text, one));
  const seal = {
    ...disc.seal,
    trustRoots: [first, ...(sealedRoots?.(first) ?? [])],
    logProof: sealed === undefined ? undefined : made(sealed),
  };
  const given = (givenRoots?.(first) ?? []).map(encodeNote);
  const notes = [...beside.map((one) => encodeLogProof(made(one))), ...(outside.anchor === "all" ? [] : given)];
  const roots = [
    disc.rootNote,
    ...(outside.anchor === "all" ? [...seal.trustRoots.slice(1).map(encodeNote), ...given] : []),
  ];
  const anchor = await TrustChain.anchor(roots, platform.check);
  const loose = sortLooseNotes(notes, []);
  const { steps } = await judgeSeal(seal, { anchor, loose, today: outside.today ?? "2027-03-01" }, platform.check);
  const findings = steps.find(([step]) => step === "log")?.[1];
  if (findings === undefined) throw new Error(`step 8 was not reached: ${JSON.stringify(steps.at(-1))}`);
  return findings;
}

const isFact = (code: string) => (trustFacts as readonly string[]).includes(code as TrustFact);

/** Codes that refuse, and then those of facts. */
export async function codesOf(one: Case): Promise<readonly [refusals: readonly string[], facts: readonly string[]]> {
  const found = (await logOf(one)).map(({ code }) => code);
  return [[...new Set(found.filter((code) => !isFact(code)))], found.filter(isFact)];
}
