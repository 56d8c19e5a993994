// Which reviewers rebuilt this release, what they found, and whether their signatures hold.

import {
  judgeQuorum,
  parseRebuild,
  quote,
  type Rebuild,
  type Release,
  type RootKey,
  requiredKeys,
  requirementsOf,
  type SignatureCheck,
  type TrustRoot,
} from "../format/index.ts";
import { SignError } from "./error.ts";
import type { NoteFile } from "./merge.ts";
import { type ReviewWord, sayReview } from "./review-words.ts";
import type { Language } from "./words.ts";

/** `files` are rebuild notes of this very release. Throws SignError REBUILD, BAD_SIGNATURE, FormatError. */
export async function describeRebuilds(
  release: Release,
  files: readonly NoteFile[],
  root: TrustRoot | undefined,
  language: Language,
  check: SignatureCheck,
): Promise<string[]> {
  const t = (word: ReviewWord) => sayReview(word, language);
  if (files.length === 0) return [t("noRebuilds")];
  const signed: Signed[] = [];
  const lines: string[] = [];
  for (const file of files) {
    const rebuild = parseRebuild(file.note.text);
    refuseContradiction(file.path, rebuild, release);
    const signers = root === undefined ? [] : await signersOf(file, release, root, check);
    for (const by of signers) signed.push({ rebuild, by });
    const names = signers.map((key) => `${key.vkey.name} (${key.holder}, ${key.organisation})`).join(", ");
    const finding = rebuild.differs === undefined ? t("agrees") : `${t("differs")}: ${rebuild.differs}`;
    const who = root === undefined ? t("notJudged") : names || t("byNobody");
    lines.push(`  ${quote(file.path)}: ${finding} (${rebuild.scope}, ${rebuild.date}): ${who}`);
  }
  return [`${t("rebuilds")}${root === undefined ? "" : countLine(release, root, signed, t)}`, ...lines];
}

interface Signed {
  readonly rebuild: Rebuild;
  readonly by: RootKey;
}

/** As the verifier counts (docs/spec/verification.md, step 6): keys and organisations, on the image, who never differed. */
function countLine(
  release: Release,
  root: TrustRoot,
  signed: readonly Signed[],
  t: (word: ReviewWord) => string,
): string {
  const differing = new Set(signed.filter(({ rebuild }) => rebuild.differs !== undefined).map(({ by }) => by.vkey.raw));
  const agreeing = signed
    .filter(({ rebuild, by }) => rebuild.scope === "image" && !differing.has(by.vkey.raw))
    .map(({ by }) => by);
  const keys = new Set(agreeing.map((key) => key.vkey.raw)).size;
  const organisations = new Set(agreeing.map((key) => key.organisation.toLowerCase())).size;
  const count = Math.min(keys, organisations);
  const { threshold } = requiredKeys(root, requirementsOf(release).rebuild);
  const warning = count < threshold || differing.size > 0 ? ` ${t("rebuildsLack")}` : "";
  return (
    `: ${count} ${t("rebuildsAgree")}, ${threshold} ${t("rebuildsNeeded")}, ${differing.size} ${t("rebuildsDiffer")} ` +
    `(${t("underRoot")} ${root.version})${warning}`
  );
}

/** "Agrees" with other digests than the release's is no agreement: the verifier would refuse it too. */
function refuseContradiction(path: string, rebuild: Rebuild, release: Release): void {
  if (rebuild.differs !== undefined) return;
  if (rebuild.imageSha256 !== release.imageSha256 || rebuild.manifestSha256 !== release.manifests[release.disc - 1])
    throw new SignError(
      "REBUILD",
      `${path}: says that it agrees, but the digests in it are not the release's: ask the reviewer`,
    );
}

async function signersOf(
  { path, note }: NoteFile,
  release: Release,
  root: TrustRoot,
  check: SignatureCheck,
): Promise<readonly RootKey[]> {
  const requirement = requirementsOf(release).rebuild;
  const quorum = await judgeQuorum(note, root, requirement, "loose", new Set(root.revoked), check);
  const [fault] = quorum.faults;
  if (fault !== undefined)
    throw new SignError(
      "BAD_SIGNATURE",
      `${path}: the signature by ${fault.name} does not hold: get this rebuild note again`,
    );
  return quorum.signers;
}
