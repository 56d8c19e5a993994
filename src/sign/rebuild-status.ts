// Which reviewers rebuilt this release, what they found, and whether their signatures hold.

import {
  judgeQuorum,
  parseRebuild,
  quote,
  type Rebuild,
  type Release,
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
  const agreeing = new Set<string>();
  const lines: string[] = [];
  for (const file of files) {
    const rebuild = parseRebuild(file.note.text);
    refuseContradiction(file.path, rebuild, release);
    const signers = root === undefined ? [] : await signersOf(file, release, root, check);
    if (rebuild.differs === undefined) for (const { raw } of signers) agreeing.add(raw);
    const who = root === undefined ? t("notJudged") : signers.map(({ said }) => said).join(", ") || t("byNobody");
    const finding = rebuild.differs === undefined ? t("agrees") : `${t("differs")}: ${rebuild.differs}`;
    lines.push(`  ${quote(file.path)}: ${finding} (${rebuild.scope}, ${rebuild.date}): ${who}`);
  }
  const { threshold } = root === undefined ? { threshold: 0 } : requiredKeys(root, requirementsOf(release).rebuild);
  const count =
    root === undefined
      ? ""
      : `: ${agreeing.size} ${t("rebuildsAgree")}, ${threshold} ${t("rebuildsNeeded")} (${t("underRoot")} ${root.version})`;
  return [`${t("rebuilds")}${count}`, ...lines];
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
): Promise<{ raw: string; said: string }[]> {
  const requirement = requirementsOf(release).rebuild;
  const quorum = await judgeQuorum(note, root, requirement, "loose", new Set(root.revoked), check);
  const [fault] = quorum.faults;
  if (fault !== undefined)
    throw new SignError(
      "BAD_SIGNATURE",
      `${path}: the signature by ${fault.name} does not hold: get this rebuild note again`,
    );
  return quorum.signers.map((key) => ({
    raw: key.vkey.raw,
    said: `${key.vkey.name} (${key.holder}, ${key.organisation})`,
  }));
}
