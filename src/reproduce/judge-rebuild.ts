// Reviewers' statements on one release, judged as the verifier will judge them. docs/spec/rebuild.md, "Verification"

import {
  judgeSigners,
  type Note,
  parseRebuild,
  type Rebuild,
  type Release,
  type RootKey,
  requiredKeys,
  requirementsOf,
  type SignatureCheck,
  type TrustRoot,
} from "../format/index.ts";

/** Under what statements are judged. */
export interface RebuildJudge {
  readonly release: Release;
  /** Digest of the release note's text. */
  readonly releaseSha256: string;
  /** The root that the release names. */
  readonly root: TrustRoot;
  /** Raw keys revoked in any known root. */
  readonly revoked: ReadonlySet<string>;
  readonly check: SignatureCheck;
}

export interface JudgedRebuild {
  readonly rebuild: Rebuild;
  /** Undefined: it is no reviewer's statement on this release. */
  readonly by: RootKey | undefined;
  /** Why it does not count as an agreement; empty when it does, as far as this note alone can say. */
  readonly reasons: readonly string[];
}

/** Steps 1, 2 and 4 for one note. Throws FormatError when its text is no rebuild note. */
export async function judgeRebuild(note: Note, judge: RebuildJudge): Promise<JudgedRebuild> {
  const { release, releaseSha256, root, revoked, check } = judge;
  const rebuild = parseRebuild(note.text);
  const { keys } = requiredKeys(root, requirementsOf(release).rebuild);
  const quorum = await judgeSigners(note, keys, 1, "loose", new Set(), check);
  const [by, second] = quorum.signers;
  const broken: string[] = [];
  if (rebuild.release !== releaseSha256) broken.push(`is about another release (text digest ${rebuild.release})`);
  if (quorum.faults[0] !== undefined) broken.push(`has a signature by ${quorum.faults[0].name} that does not hold`);
  else if (by === undefined) broken.push("is signed by no reviewer of this trust root");
  else if (second !== undefined) broken.push("is signed by more than one reviewer: each speaks for herself");
  else if (revoked.has(by.vkey.raw)) broken.push("is signed by a key that was revoked");
  if (broken.length > 0) return { rebuild, by: undefined, reasons: broken };
  return { rebuild, by, reasons: shortfalls(rebuild, release) };
}

function shortfalls(rebuild: Rebuild, release: Release): string[] {
  const reasons: string[] = [];
  if (rebuild.differs !== undefined) reasons.push("says that it differs");
  if (rebuild.scope !== "image") reasons.push("is about the source, and the quorum asks for the image");
  if (rebuild.differs === undefined && rebuild.imageSha256 !== release.imageSha256)
    reasons.push("says that it agrees, and measured another image");
  if (rebuild.differs === undefined && rebuild.manifestSha256 !== release.manifests[release.disc - 1])
    reasons.push("says that it agrees, and measured another MANIFEST");
  return reasons;
}

export interface RebuildTally {
  /** Keys and organisations that agree, whichever are fewer. */
  readonly found: number;
  readonly needed: number;
  /** Keys that differ, in whatever scope. */
  readonly differing: number;
  /** Undefined: the root only has dissent reported. */
  readonly blocksAt: number | undefined;
  readonly isMet: boolean;
}

/** Steps 3, 5 and 6: one key speaks once, and a yes beside a no is no yes. */
export function tallyRebuilds(judged: readonly JudgedRebuild[], { release, root }: RebuildJudge): RebuildTally {
  const differing = new Set<string>();
  for (const { by, rebuild } of judged)
    if (by !== undefined && rebuild.differs !== undefined) differing.add(by.vkey.raw);
  const agreeing = judged.flatMap(({ by, reasons }) =>
    by !== undefined && reasons.length === 0 && !differing.has(by.vkey.raw) ? [by] : [],
  );
  const keys = new Set(agreeing.map(({ vkey }) => vkey.raw)).size;
  const organisations = new Set(agreeing.map(({ organisation }) => organisation.toLowerCase())).size;
  const found = Math.min(keys, organisations);
  const { threshold } = requiredKeys(root, requirementsOf(release).rebuild);
  const blocksAt = root.dissentBlocksAt;
  const isBlocked = blocksAt !== undefined && differing.size >= blocksAt;
  return { found, needed: threshold, differing: differing.size, blocksAt, isMet: found >= threshold && !isBlocked };
}

/** Never "from source" of a statement on the image. */
export const scopeWords: Readonly<Record<Rebuild["scope"], string>> = {
  image: "the image rebuilt from the payload",
  source: "the payload rebuilt from its source",
};
