// One release in a folder of releases: what its row says, and what the releases beside it are held against.

import {
  compareText,
  FormatError,
  type Note,
  parseRelease,
  type Release,
  type ReleaseChoice,
  type RootKey,
  requiredKeys,
  type Signature,
  textDigest,
  tryParse,
} from "../../format/index.ts";
import { requirementsOf, type SignatureCheck, sortLines } from "../../trust/index.ts";
import type { ReleaseFolder } from "../folder.ts";
import { isFinished, type JudgedFolder, type Outcome } from "../judge.ts";
import { type Next, nextOf } from "../next.ts";
import { hasSignatures } from "../spent.ts";
import { previousDigest } from "../steps/inputs.ts";
import { onceEach } from "../steps/rebuilds.ts";
import { joinedFiles, signedFiles } from "../steps/signatures.ts";

/** `stopped`: whatever its files say, for nobody goes on with it. `untold`: its folder could not be read. */
export type RowState = Outcome | "untold";

export interface ReleaseRow {
  /** Name of its folder. */
  readonly name: string;
  readonly state: RowState;
  /** Why it could not be told, in English; undefined: it was. */
  readonly reason: string | undefined;
  readonly stopped: string | undefined;
  /** As it was built; before that as release.json says. Undefined: neither can be read. */
  readonly choice: ReleaseChoice | undefined;
  readonly next: Next | undefined;
  /** SHA-256 of the text of each of its release notes. */
  readonly texts: readonly string[];
  readonly previous: string | undefined;
  readonly isFinished: boolean;
  /** A reviewer says that it differs, whether or not that blocks it. */
  readonly isDisputed: boolean;
  readonly signed: SignedBy;
}

/** Who signed a release, as far as lies in its folder. */
export interface SignedBy {
  readonly isAny: boolean;
  /** Whose lines hold under its texts. */
  readonly keys: readonly RootKey[];
  /** Names on other lines: whether those hold nobody can say here. */
  readonly others: readonly string[];
}

const nobody: SignedBy = { isAny: false, keys: [], others: [] };

export const untoldRow = (name: string, reason: string): ReleaseRow => ({
  ...{ name, reason, state: "untold", stopped: undefined, choice: undefined, next: undefined, texts: [] },
  ...{ previous: undefined, isFinished: false, isDisputed: false, signed: nobody },
});

export async function rowOf(
  name: string,
  folder: ReleaseFolder,
  judged: JudgedFolder,
  check: SignatureCheck,
): Promise<ReleaseRow> {
  const { stopped, description, inputs } = folder;
  const notes = notesOf(folder);
  return {
    name,
    state: stopped === undefined ? judged.outcome : "stopped",
    reason: undefined,
    stopped,
    choice: notes[0]?.release ?? description?.choice,
    next: nextOf(folder, judged),
    texts: notes.map(({ note }) => textDigest(note.text)),
    previous: previousDigest(inputs),
    isFinished: isFinished(judged),
    isDisputed: judged.steps.some(({ findings }) => findings.some(({ code }) => code === "DISSENT")),
    signed: await signersOf(folder, judged, check),
  };
}

/** As they were built; where there are none, as they were signed. */
function notesOf({ built, finished }: ReleaseFolder): { readonly note: Note; readonly release: Release }[] {
  const read = (discs: readonly { readonly note: { readonly note: Note } | undefined }[]) =>
    discs.flatMap(({ note: file }) => {
      const release = file === undefined ? undefined : tryParse(() => parseRelease(file.note.text));
      return file === undefined || release === undefined || release instanceof FormatError
        ? []
        : [{ note: file.note, release }];
    });
  const own = read(built);
  return own.length > 0 ? own : read(finished);
}

async function signersOf(folder: ReleaseFolder, judged: JudgedFolder, check: SignatureCheck): Promise<SignedBy> {
  const { chain, releases } = judged;
  const isAny = hasSignatures(folder, judged);
  if (chain === undefined || releases.length === 0) {
    const lines = folder.finished.flatMap(({ note }) => note?.note.signatures ?? []);
    return { isAny, keys: [], others: onceNamed(lines) };
  }
  const keys: RootKey[] = [];
  const unconfirmed: Signature[] = [];
  for (const built of releases) {
    const { root } = chain.find(built.release.trustRoot) ?? chain.newest;
    const asked = requiredKeys(root, requirementsOf(built.release).release).keys;
    for (const { note } of [...signedFiles(folder, built), ...joinedFiles(folder, built)]) {
      const { held, bad, unknown } = await sortLines(note, asked, check);
      keys.push(...held.map(({ key }) => key));
      unconfirmed.push(...bad, ...unknown);
    }
  }
  const byName = onceEach(keys).sort((a, b) => compareText(a.vkey.name, b.vkey.name));
  return { isAny, keys: byName, others: onceNamed(unconfirmed) };
}

const onceNamed = (lines: readonly Signature[]) => [...new Set(lines.map(({ name }) => name))];
