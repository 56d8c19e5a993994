// A file that came back from a reviewer or an officer: is it of this release, and under which name does it go into `notes/`?
// What says yes and is not right is left where it is. What says that the release differs is always taken: ignoring it may never turn a
// no into a yes.

import { kindOf, type RootKey, requiredKeys } from "../format/index.ts";
import type { NoteFile } from "../trust/compose/index.ts";
import {
  contradictionsOf,
  judgeRebuild,
  requirementsOf,
  type SignatureCheck,
  sortLines,
  type TrustChain,
} from "../trust/index.ts";
import type { Text } from "../words/language.ts";
import type { AnswerFile, ReleaseFolder } from "./folder.ts";
import { rebuildReason, shortfallReason, signatureReason } from "./reasons.ts";
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

/** What became of a file. `stem`: the beginning of its name in `notes/`. `reason`: why it is left. */
export type Received =
  | { readonly is: "taken"; readonly stem: string; readonly differs: string | undefined }
  | { readonly is: "left"; readonly reason: Text };

const left = (nl: string, en: string): Received => ({ is: "left", reason: { nl, en } });
const leftAsOther = () =>
  left(
    "gaat over een andere versie, of over een andere bouw van deze",
    "it is about another release, or another build of this one",
  );
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
      return left(
        "is geen verklaring van een nabouwer en geen handtekening onder een versie",
        "it is neither a reviewer's statement nor an officer's signature under a release",
      );
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
    const reason =
      fault !== undefined ? rebuildReason(fault) : shortfall !== undefined ? shortfallReason(shortfall) : undefined;
    if (reason !== undefined)
      return left(`${reason.nl}: vraag het na bij de nabouwer`, `it ${reason.en}: ask the reviewer`);
    for (const other of folder.notes.filter(({ note }) => kindOf(note.text) === "rebuild")) {
      const before = await judgeRebuild(other.note, judge);
      const isSame = before.rebuild.scope === rebuild.scope && before.rebuild.differs === undefined;
      const isBySame = before.statements.some((statement) => statement.by.vkey.raw === by?.raw);
      if (isSame && isBySame && other.note.text !== file.note.text)
        return left(
          `${by?.name} heeft dit al verklaard (${other.path})`,
          `${by?.name} has said so already (${other.path})`,
        );
    }
    return taken("rebuild", by?.name);
  }
  return leftAsOther();
}

/** Every line by an officer must hold; one of them must be new. */
async function receiveSigned(file: NoteFile, desk: Desk): Promise<Received> {
  const built = desk.releases.find(({ file: { note } }) => note.text === file.note.text);
  if (built === undefined) return leftAsOther();
  if (file.note.signatures.length === 0) return left("niemand heeft het ondertekend", "nobody signed it");
  return receiveLines(file, [built], desk);
}

/** An officer's answer to a request. */
export function receiveAnswer({ path, answers }: AnswerFile, desk: Desk): Promise<Received> {
  const { releases } = desk;
  const own = releases.filter(({ sha256 }) => answers.some(({ textSha256 }) => textSha256 === sha256));
  if (own.length === 0)
    return Promise.resolve(
      left(
        "antwoordt op een aanvraag voor een andere versie, of voor een andere bouw van deze",
        "it answers a request for another release, or another build of this one",
      ),
    );
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
    if (line !== undefined) {
      const { nl, en } = signatureReason({ code: "BAD_SIGNATURE", name: line.name });
      return left(`${nl}: vraag het opnieuw`, `${en}: ask for it again`);
    }
    const [foreign] = unknown;
    if (held.length === 0)
      return left(
        `de sleutel ${foreign?.name ?? ""} mag deze versie niet ondertekenen`,
        `the key ${foreign?.name ?? ""} may not sign this release`,
      );
    signer ??= held[0]?.key;
    const before = new Set(
      signedFiles(folder, built).flatMap(({ note: { signatures } }) => signatures.map(({ name }) => name)),
    );
    if (held.some(({ line: { name } }) => !before.has(name))) isNew = true;
  }
  if (!isNew) return left(`${signer?.vkey.name} heeft al ondertekend`, `${signer?.vkey.name} has signed already`);
  return taken("release", signer?.vkey.name);
}

const linesFor = (file: NoteFile | AnswerFile, { sha256 }: BuiltRelease) =>
  "note" in file
    ? file.note.signatures
    : file.answers.filter(({ textSha256 }) => textSha256 === sha256).map(({ signature }) => signature);

/** Characters of a name before its digest: a key's name may be longer than what every system carries as a file's (`nameLimit`). */
const stemLimit = 70;

/** `sha256`: of the file. Two files never have one name, and one file always has the same. */
export const notesName = (stem: string, sha256: string, end: "note" | "response") =>
  `notes/${stem.slice(0, stemLimit)}.${sha256.slice(0, 16)}.${end}`;
