// A file that came back from a reviewer or an officer: is it of this release, and under which name does it go into `notes/`?
// What says yes and is not right is left where it is. What says that the release differs is always taken: ignoring it may never turn a
// no into a yes.

import { kindOf, type RootKey, requiredKeys } from "../format/index.ts";
import type { NoteFile } from "../trust/compose/index.ts";
import {
  contradictionsOf,
  describeRebuildFault,
  describeShortfall,
  faultText,
  judgeRebuild,
  requirementsOf,
  type SignatureCheck,
  sortLines,
  type TrustChain,
} from "../trust/index.ts";
import type { AnswerFile, ReleaseFolder } from "./folder.ts";
import type { BuiltRelease } from "./steps/build.ts";
import { judgeOf } from "./steps/rebuilds.ts";
import { signedFiles } from "./steps/signatures.ts";

/** Where a release stands when something comes in. */
export interface Desk {
  readonly folder: ReleaseFolder;
  readonly releases: readonly BuiltRelease[];
  readonly chain: TrustChain;
  readonly check: SignatureCheck;
}

/** What became of a file. `stem`: the beginning of its name in `notes/`. `reason`: why it is left, in English. */
export type Received =
  | { readonly is: "taken"; readonly stem: string; readonly differs: string | undefined }
  | { readonly is: "left"; readonly reason: string };

const left = (reason: string): Received => ({ is: "left", reason });
const taken = (kind: string, name: string | undefined, differs?: string): Received => ({
  is: "taken",
  stem: `${kind}.${(name ?? "unknown").replaceAll("/", "+")}`,
  differs,
});

/** A rebuild note, or a release note with signatures. */
export async function receiveNote(file: NoteFile, desk: Desk): Promise<Received> {
  switch (kindOf(file.note.text)) {
    case "rebuild":
      return receiveRebuild(file, desk);
    case "release":
      return receiveSigned(file, desk);
    default:
      return left("it is neither a reviewer's statement nor an officer's signature under a release");
  }
}

async function receiveRebuild(file: NoteFile, { folder, releases, chain, check }: Desk): Promise<Received> {
  for (const built of releases) {
    const judge = judgeOf(built, chain, check);
    const { rebuild, statements, fault } = await judgeRebuild(file.note, judge);
    if (fault?.code === "OTHER_RELEASE") continue;
    const by = statements[0]?.by.vkey;
    if (rebuild.differs !== undefined) return taken("rebuild", by?.name, rebuild.differs);
    const [shortfall] = contradictionsOf(rebuild, built.release);
    if (fault !== undefined) return left(`it ${describeRebuildFault(fault)}`);
    if (shortfall !== undefined) return left(`it ${describeShortfall(shortfall)}: ask the reviewer`);
    for (const other of folder.notes.filter(({ note }) => kindOf(note.text) === "rebuild")) {
      const before = await judgeRebuild(other.note, judge);
      const isSame = before.rebuild.scope === rebuild.scope && before.rebuild.differs === undefined;
      const isBySame = before.statements.some((statement) => statement.by.vkey.raw === by?.raw);
      if (isSame && isBySame && other.note.text !== file.note.text)
        return left(`${by?.name} has said so already (${other.path})`);
    }
    return taken("rebuild", by?.name);
  }
  return left("it is about another release, or another build of this one");
}

/** Every line by an officer must hold; one of them must be new. */
async function receiveSigned(file: NoteFile, desk: Desk): Promise<Received> {
  const built = desk.releases.find(({ file: { note } }) => note.text === file.note.text);
  if (built === undefined) return left("it is about another release, or another build of this one");
  if (file.note.signatures.length === 0) return left("nobody signed it");
  return receiveLines(file, [built], desk);
}

/** An officer's answer to a request. */
export function receiveAnswer({ path, answers }: AnswerFile, desk: Desk): Promise<Received> {
  const { releases } = desk;
  const own = releases.filter(({ sha256 }) => answers.some(({ textSha256 }) => textSha256 === sha256));
  if (own.length === 0)
    return Promise.resolve(left("it answers a request for another release, or another build of this one"));
  const lines = answers.map(({ textSha256, signature }) => ({ textSha256, signature }));
  return receiveLines({ path, answers: lines }, own, desk);
}

/** `releases`: those whose text is signed in it. */
async function receiveLines(
  file: NoteFile | AnswerFile,
  releases: readonly BuiltRelease[],
  { folder, chain, check }: Desk,
): Promise<Received> {
  let signer: RootKey | undefined;
  let isNew = false;
  for (const built of releases) {
    const { release, file: own } = built;
    const { root } = chain.find(release.trustRoot) ?? chain.newest;
    const { keys } = requiredKeys(root, requirementsOf(release).release);
    const note = { text: own.note.text, signatures: linesFor(file, built) };
    const { held, bad, unknown } = await sortLines(note, keys, check);
    const [line] = bad;
    if (line !== undefined) return left(`${faultText({ code: "BAD_SIGNATURE", name: line.name })}: ask for it again`);
    const [foreign] = unknown;
    if (held.length === 0) return left(`the key ${foreign?.name ?? ""} may not sign this release`);
    signer ??= held[0]?.key;
    const before = new Set(
      signedFiles(folder, built).flatMap(({ note: { signatures } }) => signatures.map(({ name }) => name)),
    );
    if (held.some(({ line: { name } }) => !before.has(name))) isNew = true;
  }
  if (!isNew) return left(`${signer?.vkey.name} has signed already`);
  return taken("release", signer?.vkey.name);
}

const linesFor = (file: NoteFile | AnswerFile, { sha256 }: BuiltRelease) =>
  "note" in file
    ? file.note.signatures
    : file.answers.filter(({ textSha256 }) => textSha256 === sha256).map(({ signature }) => signature);

/** `sha256`: of the file. Two files never have one name, and one file always has the same. */
export const notesName = (stem: string, sha256: string, end: "note" | "response") =>
  `notes/${stem}.${sha256.slice(0, 16)}.${end}`;
