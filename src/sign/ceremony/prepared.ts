// What is to be signed at a ceremony and was made beforehand: its notes, and the request in which the officers get them.
// At her desk an officer sees the request; whoever is asked to sign in company must not see less.

import { readBytes } from "../../files/bounded.ts";
import {
  manifestLimit,
  noteLimit,
  parseNoteFile,
  parseRelease,
  type Release,
  refuseResaved,
  textDigest,
} from "../../format/index.ts";
import type { SignatureCheck } from "../../trust/index.ts";
import { SignError } from "../error.ts";
import { lookAt } from "../notes/look.ts";
import type { NoteFile } from "../notes/merge.ts";
import { readStatement } from "../notes/statement.ts";
import { evidenceOf } from "../request/evidence.ts";
import { manifestBytes } from "../request/file-changes.ts";
import { isRequest, parseRequest, type Request, requestLimit } from "../request/request.ts";
import type { CeremonyDescription } from "./description.ts";
import type { Ceremony } from "./transcript/fact.ts";

const typeOf: Readonly<Record<Ceremony, string | undefined>> = {
  "key-enrolment": undefined,
  root: "trust-root",
  rotation: "trust-root",
  release: "release",
  recall: "recall",
};

/** The notes that the description names, each of the kind of the ceremony. Throws SignError DESCRIPTION, NOTE_TYPE, FILE, FormatError. */
export async function readPrepared(
  { ceremony, notes }: CeremonyDescription,
  beside: (file: string) => string,
): Promise<NoteFile[]> {
  const files: NoteFile[] = [];
  for (const path of notes) {
    const note = parseNoteFile(await readBytes(beside(path), noteLimit), path);
    const { type } = readStatement(note.text);
    if (type !== typeOf[ceremony])
      throw new SignError("DESCRIPTION", `${path}: expected a ${typeOf[ceremony]} note, found a ${type} note`);
    const twice = files.find((file) => file.note.text === note.text);
    if (twice !== undefined)
      throw new SignError("DESCRIPTION", `${path}: expected another text than in ${twice.path}, found the same`);
    files.push({ path, note });
  }
  return files;
}

/**
 * Demands that the request of a ceremony holds exactly `notes`, and all that its signers need to judge them. `trustRoot`: the
 * SHA-256 of the text of the root in force. Throws SignError DESCRIPTION, and what `lookAt` throws on an officer's own machine.
 */
export async function demandRequest(
  description: CeremonyDescription,
  notes: readonly NoteFile[],
  trustRoot: string | undefined,
  beside: (file: string) => string,
  check: SignatureCheck,
): Promise<void> {
  const { request: path, ceremony, purpose } = description;
  if (path === undefined) return;
  const request = await readRequest(path, beside);
  demandSameNotes(path, request, notes);
  if (!request.trustRoots.some(({ text }) => textDigest(text) === trustRoot))
    throw lacks(path, `the trust root in force (${description.trustRoot})`, "--root");
  const releases =
    ceremony === "release" ? notes.map((file) => ({ ...file, release: parseRelease(file.note.text) })) : [];
  for (const { path: file, release } of releases) demandRoot(file, release, trustRoot);
  if (purpose === "final") for (const { release } of releases) demandPrevious(path, request, release);
  const manifests = [];
  for (const file of description.previousManifests)
    manifests.push(manifestBytes(file, await readBytes(beside(file), manifestLimit)));
  const own = { previous: [], roots: [], rebuilds: [], manifests, changes: [], builtIn: [] };
  const { files, evidence } = evidenceOf(path, request, own);
  const style = { language: "en", nameLimit: 0 } as const;
  await lookAt(files, evidence, "asker", style, check); // what belongs to none of the notes is refused before it is called missing
  const given = new Set(manifests.map(({ sha256 }) => sha256));
  if (purpose === "final") for (const { release } of releases) demandChanges(path, request, release, given);
}

async function readRequest(path: string, beside: (file: string) => string): Promise<Request> {
  const bytes = await readBytes(beside(path), requestLimit);
  refuseResaved(bytes, path);
  if (!isRequest(bytes))
    throw new SignError("DESCRIPTION", `${path}: expected a request (zegel request new), found another file`);
  return parseRequest(bytes, path);
}

/** By the digests of their texts: whatever else a request asked a signature for, nobody at the ceremony has read on paper. */
function demandSameNotes(path: string, request: Request, notes: readonly NoteFile[]): void {
  const asked = request.notes.map(({ text }) => textDigest(text));
  const missing = notes.find(({ note }) => !asked.includes(textDigest(note.text)));
  if (missing !== undefined)
    throw new SignError(
      "DESCRIPTION",
      `${path}: expected the text of ${missing.path} (${textDigest(missing.note.text)}) among what it asks to sign, found ${asked.join(", ")}: it is the request of another note; give the right one, or make it anew`,
    );
  const known = notes.map(({ note }) => textDigest(note.text));
  const more = asked.find((sha256) => !known.includes(sha256));
  if (more !== undefined)
    throw new SignError(
      "DESCRIPTION",
      `${path}: asks for a signature under ${more} too, which is none of the notes of this ceremony: name that note, or make the request anew without it`,
    );
}

/** A release is judged under the root that it names: `merge` would refuse every signature under another. */
function demandRoot(path: string, { trustRoot: named }: Release, trustRoot: string | undefined): void {
  if (named === trustRoot) return;
  throw new SignError(
    "DESCRIPTION",
    `${path}: names the trust root ${named}, and "trustRoot" is ${trustRoot ?? "none"}: one of them is the wrong file`,
  );
}

const previousOf = (request: Request, release: Release) =>
  request.previous.find(({ text }) => textDigest(text) === release.previous);

function demandPrevious(path: string, request: Request, release: Release): void {
  if (release.previous !== undefined && previousOf(request, release) === undefined)
    throw lacks(path, "the release before", "--previous");
}

/** A final release is compared with the one before it, file by file. Throws SignError DESCRIPTION. */
function demandChanges(path: string, request: Request, release: Release, given: ReadonlySet<string>): void {
  const before = previousOf(request, release);
  const newer = release.manifests[release.disc - 1] ?? "";
  const older = before && parseRelease(before.text).manifests[release.disc - 1];
  if (newer === older) return;
  if (!request.changes.some(({ to }) => to === newer))
    throw lacks(path, `what changed in the files of disc ${release.disc}`, "--manifest");
  if (older !== undefined && !given.has(older))
    throw new SignError(
      "DESCRIPTION",
      `previousManifest: expected ZEGEL/MANIFEST of disc ${release.disc} of the release before (${older}), found ${given.size === 0 ? "none" : "another"}: without it nobody sees what changed in the files`,
    );
}

function lacks(path: string, what: string, option: string): SignError {
  return new SignError(
    "DESCRIPTION",
    `${path}: expected ${what} in the request, found none: make the request anew, with ${option} too`,
  );
}
