// What goes into a seal: every note judged as the verifier will judge it. docs/spec/seal.md, docs/spec/verification.md steps 4 to 8

import {
  encodeSeal,
  equalBytes,
  parseRecall,
  parseRelease,
  parseSeal,
  type Release,
  type RootKey,
  requiredKeys,
  type TrustRoot,
  textDigest,
} from "../../format/index.ts";
import {
  purposeFits,
  type RebuildJudge,
  requirementsOf,
  type SignatureCheck,
  tallyRebuilds,
} from "../../trust/index.ts";
import { SealError } from "./error.ts";
import { demandEnough, keepLines, type NoteFile, type SealedLines } from "./lines.ts";
import { judgeRebuilds, type SealedStatement } from "./rebuilds.ts";
import { type JudgedRoot, judgeRoots } from "./roots.ts";

export interface SealChoice {
  /** In any order. */
  readonly trustRoots: readonly NoteFile[];
  readonly release: NoteFile;
  /** In any order. */
  readonly rebuilds: readonly NoteFile[];
  readonly recall: NoteFile | undefined;
}

export interface ComposedSeal {
  /** The whole place, `sealSize` bytes. */
  readonly bytes: Uint8Array;
  readonly release: Release;
  /** SHA-256 of the release's text. */
  readonly releaseSha256: string;
  readonly signers: readonly RootKey[];
  /** What was left out of the notes. */
  readonly remarks: readonly string[];
  /** What will keep the verifier from saying ECHT. */
  readonly warnings: readonly string[];
}

/** The same notes give the same bytes, whatever their order. Throws SealError, FormatError. */
export async function composeSeal(choice: SealChoice, check: SignatureCheck): Promise<ComposedSeal> {
  const roots = await judgeRoots(choice.trustRoots, check);
  const revoked = new Set(roots.flatMap(({ root }) => root.revoked)); // revoked in any known root: counts nowhere
  const { release, sha256, root, lines } = await judgeRelease(choice.release, roots, revoked, check);
  const judge = { release, releaseSha256: sha256, root, roots: roots.map((judged) => judged.root), check };
  const rebuilds = await judgeRebuilds(choice.rebuilds, judge);
  const recall = await judgeRecall(choice.recall, release, roots, revoked, check);
  const bytes = encodeSeal({
    trustRoots: roots.map((judged) => judged.lines.note),
    release: lines.note,
    rebuilds: rebuilds.statements.map(({ note }) => note),
    recall: recall?.note,
    logProof: undefined,
  });
  if (!equalBytes(encodeSeal(parseSeal(bytes)), bytes))
    throw new SealError(
      "RELEASE",
      "the seal just made does not read back: this is a fault of the program; nothing was written",
    );
  return {
    bytes,
    release,
    releaseSha256: sha256,
    signers: lines.signers,
    remarks: [...roots.map((judged) => judged.lines), lines, rebuilds, recall].flatMap((kept) => kept?.remarks ?? []),
    warnings: warningsFor(judge, rebuilds.statements),
  };
}

/** Under the root that it names itself. */
async function judgeRelease(
  file: NoteFile,
  roots: readonly JudgedRoot[],
  revoked: ReadonlySet<string>,
  check: SignatureCheck,
): Promise<{ release: Release; sha256: string; root: TrustRoot; lines: SealedLines }> {
  const release = parseRelease(file.note.text);
  const pinned = roots.find((judged) => judged.sha256 === release.trustRoot);
  if (pinned === undefined)
    throw new SealError(
      "RELEASE",
      `${file.path}: expected the trust root ${release.trustRoot} among those given, found ${roots.map((r) => r.sha256).join(", ")}`,
    );
  if (!purposeFits(pinned.root, release.purpose))
    throw new SealError(
      "RELEASE",
      `${file.path}: a trust root of purpose ${pinned.root.purpose} cannot release a ${release.purpose}: build it again with the right purpose or root`,
    );
  const requirement = requirementsOf(release).release;
  const { keys, threshold } = requiredKeys(pinned.root, requirement);
  const lines = await keepLines(file, keys, revoked, check);
  demandEnough(file, requirement, threshold, lines.signers, keys);
  return { release, sha256: textDigest(file.note.text), root: pinned.root, lines };
}

/** Under the newest root. The release says how high its number must be, so that nobody can leave the list out. */
async function judgeRecall(
  file: NoteFile | undefined,
  release: Release,
  roots: readonly JudgedRoot[],
  revoked: ReadonlySet<string>,
  check: SignatureCheck,
): Promise<SealedLines | undefined> {
  const recalled = file === undefined ? [] : parseRecall(file.note.text).recalled;
  if (recalled.length < release.recallAtLeast)
    throw new SealError(
      "RECALL",
      `expected a recall list of number ${release.recallAtLeast} or higher, as the release says, found ${file === undefined ? "none: give --recall" : recalled.length}`,
    );
  const newest = roots.at(-1);
  if (file === undefined || newest === undefined) return undefined;
  const hit = recalled.find((entry) => entry.imageSha256 === release.imageSha256);
  if (hit !== undefined)
    throw new SealError(
      "RECALL",
      `${file.path}: this image was recalled on ${hit.date} (${hit.reason}): it must not be sealed`,
    );
  const { keys, threshold } = requiredKeys(newest.root, "recall");
  const lines = await keepLines(file, keys, revoked, check);
  demandEnough(file, "recall", threshold, lines.signers, keys);
  return lines;
}

/** Sealing goes on: notes may be added by sealing again, and later ones ride beside the disc. */
function warningsFor(judge: RebuildJudge, statements: readonly SealedStatement[]): string[] {
  const warnings: string[] = [];
  const { found, needed, isEnough, differing, isBlocked } = tallyRebuilds(statements, judge);
  if (!isEnough)
    warnings.push(
      `${found} of ${needed} independent rebuilds needed: until more are sealed in, verify says ONVOLDOENDE_HERBOUW`,
    );
  if (isBlocked)
    warnings.push(`${differing.length} reviewers differ, which blocks this release: verify says ONVOLDOENDE_HERBOUW`);
  if (judge.root.requires.checkpoint !== undefined)
    warnings.push(
      "the trust root asks for a log proof, which this version cannot add: verify says ONVOLDOENDE_HERBOUW",
    );
  return warnings;
}
