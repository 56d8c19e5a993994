// The chain of trust roots that a seal holds. docs/spec/trust-root.md; TUF 1.0.34 sections 5.3.4 and 5.3.5

import { onceEachText, parseTrustRoot, requiredKeys, type TrustRoot, textDigest } from "../../format/index.ts";
import { findSuccessionFaults, rootSigners, type SignatureCheck } from "../../trust/index.ts";
import { SealError } from "./error.ts";
import { demandEnough, keepLines, type NoteFile, type SealedLines } from "./lines.ts";

export interface JudgedRoot {
  readonly root: TrustRoot;
  readonly sha256: string;
  readonly lines: SealedLines;
}

/** Versions 1..N; each names its predecessor's digest and is signed by the root quorum of both. TUF 1.0.34 sections 5.3.4, 5.3.5 */
export async function judgeRoots(files: readonly NoteFile[], check: SignatureCheck): Promise<JudgedRoot[]> {
  const given = onceEachText(files).map((file) => ({ file, root: parseTrustRoot(file.note.text) }));
  given.sort((a, b) => a.root.version - b.root.version);
  if (given.length === 0)
    throw new SealError("TRUST_ROOTS", "expected trust roots 1 to the newest, found none: give --root");
  const judged: JudgedRoot[] = [];
  for (const [i, { file, root }] of given.entries()) {
    const before = judged.at(-1);
    if (root.version !== i + 1)
      throw new SealError(
        "TRUST_ROOTS",
        `${file.path}: expected trust roots 1 to ${given.length}, each once, found version ${root.version} where ${i + 1} belongs`,
      );
    if (before !== undefined) demandSuccession(file, root, before);
    judged.push({ root, sha256: textDigest(file.note.text), lines: await judgeRoot(file, root, before?.root, check) });
  }
  return judged;
}

function demandSuccession({ path }: NoteFile, root: TrustRoot, before: JudgedRoot): void {
  const [fault] = findSuccessionFaults(root, before.root, before.sha256);
  if (fault === undefined) return;
  const bad = (why: string) =>
    new SealError("TRUST_ROOTS", `${path}: ${why}: this is not the successor of the root before it`);
  if (fault.code === "REVOKED_DROPPED")
    throw bad(`expected the revoked key ${fault.raw} to stay revoked, found it gone`);
  if (fault.code === "KEY_ID")
    throw bad(`the key ${fault.name} has the key id ${fault.id} of another key, ${fault.of}, in the version before`);
  throw bad(`expected ${fault.code.toLowerCase()} ${fault.expected}, found ${fault.found}`);
}

async function judgeRoot(
  file: NoteFile,
  root: TrustRoot,
  before: TrustRoot | undefined,
  check: SignatureCheck,
): Promise<SealedLines> {
  const judges = before === undefined ? [root] : [before, root];
  const groups = judges.map((judge) => requiredKeys(judge, "root"));
  const kept = await keepLines(
    file,
    rootSigners(root, before),
    new Set(judges.flatMap((judge) => judge.revoked)),
    check,
  );
  const raws = new Set(kept.signers.map((key) => key.vkey.raw));
  for (const [i, { keys, threshold }] of groups.entries())
    demandEnough(
      file,
      `the root group of version ${judges[i]?.version}`,
      threshold,
      keys.filter((key) => raws.has(key.vkey.raw)),
      keys,
    );
  return kept;
}
