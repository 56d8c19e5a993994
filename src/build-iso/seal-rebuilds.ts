// The statements of reviewers that a seal holds, those that differ too. docs/spec/rebuild.md

import {
  compareText,
  parseRebuild,
  type Rebuild,
  type Release,
  type RootKey,
  requiredKeys,
  requirementsOf,
  type SignatureCheck,
  type TrustRoot,
} from "../format/index.ts";
import { SealError } from "./seal-error.ts";
import { keepLines, type NoteFile, namesOf, type SealedLines } from "./seal-lines.ts";

export interface Statement {
  readonly rebuild: Rebuild;
  readonly by: RootKey;
  readonly lines: SealedLines;
}

/** One valid line each, by a reviewer of the root's group, about this release; in order of raw key and scope, each once. */
export async function judgeRebuilds(
  files: readonly NoteFile[],
  release: Release,
  releaseSha256: string,
  root: TrustRoot,
  revoked: ReadonlySet<string>,
  check: SignatureCheck,
): Promise<Statement[]> {
  const requirement = requirementsOf(release).rebuild;
  const { keys } = requiredKeys(root, requirement);
  const statements: Statement[] = [];
  for (const file of files) {
    const rebuild = parseRebuild(file.note.text);
    demandAbout(file, rebuild, release, releaseSha256);
    const lines = await keepLines(file, keys, revoked, check);
    const [by, ...more] = lines.signers;
    if (by === undefined || more.length > 0)
      throw new SealError(
        "REBUILD",
        `${file.path}: expected one signature by a reviewer (${namesOf(keys)}), found ${lines.signers.length}: each reviewer signs a statement of her own`,
      );
    statements.push({ rebuild, by, lines });
  }
  const place = ({ rebuild, by }: Statement) => `${by.vkey.raw} ${rebuild.scope}`;
  statements.sort((a, b) => compareText(place(a), place(b)));
  const twice = statements.find((statement, i) => i > 0 && place(statement) === place(statements[i - 1] ?? statement));
  if (twice !== undefined)
    throw new SealError(
      "REBUILD",
      `expected one statement a reviewer and scope, found two by ${twice.by.vkey.name} on ${twice.rebuild.scope}: choose the right one`,
    );
  return statements;
}

function demandAbout({ path }: NoteFile, rebuild: Rebuild, release: Release, releaseSha256: string): void {
  if (rebuild.release !== releaseSha256)
    throw new SealError(
      "REBUILD",
      `${path}: expected a statement about release ${releaseSha256}, found one about ${rebuild.release}`,
    );
  const measuredSame =
    rebuild.imageSha256 === release.imageSha256 && rebuild.manifestSha256 === release.manifests[release.disc - 1];
  if (rebuild.differs === undefined && !measuredSame)
    throw new SealError("REBUILD", `${path}: says "agrees", but its digests are not the release's: ask the reviewer`);
}
