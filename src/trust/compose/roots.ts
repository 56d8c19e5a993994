// The chain of trust roots that a seal holds: versions 1..N, each signed by the root quorum of both. docs/spec/trust-root.md

import { onceEachText, textDigest } from "../../format/notes/note.ts";
import { requiredKeys, type TrustRoot } from "../../format/notes/trust-root.ts";
import { parseTrustRoot } from "../../format/notes/trust-root-lines.ts";
import type { SignatureCheck } from "../signature.ts";
import { judgeRootStep, type RootStep, rootSigners, type SuccessionFault } from "../succession.ts";
import { SealError } from "./error.ts";
import { demandEnough, keepLines, type NoteFile, type SealedLines } from "./lines.ts";

export interface JudgedRoot {
  readonly root: TrustRoot;
  readonly sha256: string;
  readonly lines: SealedLines;
}

/** In any order; one text given twice counts once. Throws SealError, FormatError. */
export async function judgeRoots(files: readonly NoteFile[], check: SignatureCheck): Promise<JudgedRoot[]> {
  const given = onceEachText(files).map((file) => ({ file, root: parseTrustRoot(file.note.text) }));
  given.sort((a, b) => a.root.version - b.root.version);
  if (given.length === 0)
    throw new SealError("TRUST_ROOTS", "expected trust roots 1 to the newest, found none: give --root");
  const judged: JudgedRoot[] = [];
  for (const [i, { file, root }] of given.entries()) {
    if (root.version !== i + 1)
      throw new SealError(
        "TRUST_ROOTS",
        `${file.path}: expected trust roots 1 to ${given.length}, each once, found version ${root.version} where ${i + 1} belongs`,
      );
    const before = judged.at(-1);
    const revoked = new Set([...(before?.root.revoked ?? []), ...root.revoked]);
    const lines = await keepLines(file, rootSigners(root, before?.root), revoked, check);
    demandStep(file, root, before, await judgeRootStep(lines.note, root, before, "sealed", check));
    judged.push({ root, sha256: textDigest(file.note.text), lines });
  }
  return judged;
}

function demandStep(
  file: NoteFile,
  root: TrustRoot,
  before: JudgedRoot | undefined,
  { succession, signatures }: RootStep,
): void {
  const [fault] = succession;
  if (fault !== undefined)
    throw new SealError(
      "TRUST_ROOTS",
      `${file.path}: ${whyNot(fault)}: this is not the successor of the root before it`,
    );
  for (const { version, threshold, signers } of signatures.quorums) {
    const judge = version === root.version ? root : (before?.root ?? root);
    demandEnough(
      file,
      `the root group of version ${version}`,
      { threshold, signers },
      requiredKeys(judge, "root").keys,
    );
  }
}

function whyNot(fault: SuccessionFault): string {
  switch (fault.code) {
    case "REVOKED_DROPPED":
      return `expected the revoked key ${fault.raw} to stay revoked, found it gone`;
    case "KEY_ID":
      return `the key ${fault.name} has the key id ${fault.id} of another key, ${fault.of}, in the version before`;
    default:
      return `expected ${fault.code.toLowerCase()} ${fault.expected}, found ${fault.found}`;
  }
}
