// Step 7: the masters. A seal is a function of the notes that it holds, so that whether it holds is whether it is the very seal that the
// notes make which lie here now.

import {
  encodeNote,
  equalBytes,
  Fault,
  FormatError,
  parseSeal,
  type Seal,
  textDigest,
  tryParse,
} from "../../format/index.ts";
import {
  type ComposedSeal,
  composeSeal,
  type NoteFile,
  type ProofFile,
  type SealChoice,
  SealError,
} from "../../trust/compose/index.ts";
import type { SignatureCheck } from "../../trust/index.ts";
import { type Master, masterName, type ReleaseFolder, signedName } from "../folder.ts";
import { asValues, faultReason } from "../reasons.ts";
import { type Finding, found, judged, type Step } from "../step.ts";
import { type BuiltRelease, discMark } from "./build.ts";

/** `taken`: of each disc, in the order of `releases`, the statements that its seal is to hold. `proofs`: of the log, by disc. */
export async function judgeMasters(
  folder: ReleaseFolder,
  releases: readonly BuiltRelease[],
  taken: readonly (readonly NoteFile[])[],
  proofs: ReadonlyMap<number, ProofFile>,
  check: SignatureCheck,
): Promise<Step> {
  const findings: Finding[] = [];
  for (const [i, built] of releases.entries()) {
    const path = masterName(built.disc, releases.length);
    const { note, master } = folder.finished.find(({ disc }) => disc === built.disc) ?? {};
    const bad = folder.unread.find((one) => one.path === path);
    if (bad !== undefined) findings.push(found("UNREAD", { ...bad }));
    else if (note !== undefined) {
      const logProof = folder.withoutProof === undefined ? proofs.get(built.disc) : undefined;
      const choice = { ...choiceOf(folder, note, taken[i] ?? []), logProof };
      findings.push(...(await judgeMaster(master, built, choice, folder, check)));
    } else if (master === undefined) findings.push(found("NOT_SEALED", { disc: discMark(built) }));
    else findings.push(found("MASTER_OTHER", { path, release: signedName(built.disc, releases.length) }));
  }
  return judged("master", findings);
}

const choiceOf = ({ inputs }: ReleaseFolder, release: NoteFile, rebuilds: readonly NoteFile[]): SealChoice => ({
  trustRoots: inputs.roots,
  release,
  rebuilds,
  recall: inputs.recall,
});

async function judgeMaster(
  master: Master | undefined,
  built: BuiltRelease,
  choice: SealChoice,
  { measured, withoutProof }: ReleaseFolder,
  check: SignatureCheck,
): Promise<Finding[]> {
  const composed = await tryCompose(choice, check);
  if (composed instanceof Fault) return [found("SEAL_REFUSED", asValues(faultReason(composed)))];
  if (master === undefined) return [found("NOT_SEALED", { disc: discMark(built) })];
  const { release } = built;
  const { path, size, seal } = master;
  const findings: Finding[] = [];
  const isEarly = withoutProof !== undefined && composed.lacksProofOnly;
  if (size !== release.imageSize)
    findings.push(found("MASTER_SIZE", { path, found: size, expected: release.imageSize }));
  const digest = measured?.images.get(path);
  if (digest !== undefined && digest !== release.imageSha256) findings.push(found("MASTER_IMAGE", { path }));
  const due = isEarly ? { ...composed, warnings: [] } : composed;
  return [...findings, ...compareSeal(path, seal, due, choice.release.path)];
}

/** Or why it cannot be sealed. */
async function tryCompose(choice: SealChoice, check: SignatureCheck): Promise<ComposedSeal | Fault> {
  try {
    return await composeSeal(choice, check);
  } catch (error) {
    if (error instanceof SealError || error instanceof FormatError) return error;
    throw error;
  }
}

function compareSeal(
  path: string,
  bytes: Uint8Array,
  { bytes: due, warnings }: ComposedSeal,
  release: string,
): Finding[] {
  const own = parseSeal(due);
  if (equalBytes(bytes, due)) {
    const early = warnings.map((warning) => found("SEAL_EARLY", { path, ...asValues(warning) }));
    return early.length > 0 ? early : [found("SEALED", { path, rebuilds: own.rebuilds.length })];
  }
  const seal = tryParse(() => parseSeal(bytes));
  if (seal instanceof FormatError) return [found("MASTER_SEAL", { path })];
  if (seal.release.text !== own.release.text) return [found("MASTER_OTHER", { path, release })];
  const here = new Set(linesOf(own));
  const isMore = linesOf(seal).some((line) => !here.has(line));
  return [found(isMore ? "MASTER_MORE" : "MASTER_OLD", { path })];
}

/** Each text with each signature under it: what a seal says, and who says it. Of the recall list, the roots and the release too. */
function linesOf({ trustRoots, release, rebuilds, recall }: Seal): string[] {
  const notes = [...trustRoots, release, ...rebuilds, ...(recall === undefined ? [] : [recall])];
  return notes.flatMap((note) =>
    note.signatures.map((line) => textDigest(new TextDecoder().decode(encodeNote({ ...note, signatures: [line] })))),
  );
}
