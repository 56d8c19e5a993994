// What changed from one manifest to the next: small enough to carry, and with the older manifest it gives the newer one back,
// byte for byte, so that it can be checked against what is signed. docs/spec/sign-request.md, "Changes"

import { sha256Of } from "../../files/digest.ts";
import {
  checkPath,
  checkSha256,
  compareText,
  decodeDecimal,
  encodeManifest,
  encodeUtf8,
  FormatError,
  fileLimit,
  joinLines,
  Lines,
  type Manifest,
  type ManifestFile,
  manifestLimit,
  quote,
} from "../../format/index.ts";
import { SignError } from "../error.ts";

export interface Changes {
  /** SHA-256 of the older manifest; undefined: there is none, everything is new. */
  readonly from: string | undefined;
  /** SHA-256 of the newer manifest. */
  readonly to: string;
  /** Sum of the sizes of the newer one's files. */
  readonly totalBytes: number;
  readonly goneFolders: readonly string[];
  readonly newFolders: readonly string[];
  readonly gone: readonly string[];
  readonly changed: readonly ManifestFile[];
  readonly added: readonly ManifestFile[];
}

const nothing: Manifest = { totalBytes: 0, emptyFolders: [], files: [] };

/** All lists in byte order. */
export function diffManifests(older: Manifest | undefined, newer: Manifest): Changes {
  const before = new Map((older ?? nothing).files.map((file) => [file.path, file.sha256]));
  const after = new Set(newer.files.map((file) => file.path));
  const foldersBefore = new Set((older ?? nothing).emptyFolders);
  const foldersAfter = new Set(newer.emptyFolders);
  return {
    from: older === undefined ? undefined : sha256Of(encodeManifest(older)),
    to: sha256Of(encodeManifest(newer)),
    totalBytes: newer.totalBytes,
    goneFolders: [...foldersBefore].filter((path) => !foldersAfter.has(path)),
    newFolders: [...foldersAfter].filter((path) => !foldersBefore.has(path)),
    gone: [...before.keys()].filter((path) => !after.has(path)),
    changed: newer.files.filter(({ path, sha256 }) => before.has(path) && before.get(path) !== sha256),
    added: newer.files.filter(({ path }) => !before.has(path)),
  };
}

/** The newer manifest. Throws SignError MANIFEST when these are not the changes from `older` to it, FormatError. */
export function applyChanges(older: Manifest | undefined, changes: Changes): Manifest {
  const base = older ?? nothing;
  const files = new Map(base.files.map((file) => [file.path, file.sha256]));
  const folders = new Set(base.emptyFolders);
  for (const path of changes.gone) files.delete(path);
  for (const { path, sha256 } of [...changes.changed, ...changes.added]) files.set(path, sha256);
  for (const path of changes.goneFolders) folders.delete(path);
  for (const path of changes.newFolders) folders.add(path);
  const newer: Manifest = {
    totalBytes: changes.totalBytes,
    emptyFolders: [...folders].sort(compareText),
    files: [...files].map(([path, sha256]) => ({ path, sha256 })).sort((a, b) => compareText(a.path, b.path)),
  };
  // Made again from both sides: so a file called "changed" was there, and one called "added" was not.
  if (!equalChanges(diffManifests(older, newer), changes))
    throw new SignError("MANIFEST", {
      nl: `de lijst met wijzigingen leidt niet van de oudere bestandslijst naar ${changes.to}: het ondertekenverzoek is beschadigd of veranderd; vraag het opnieuw`,
      en: `the list of changes does not lead from the older manifest to ${changes.to}: the request is damaged or was altered; ask for it again`,
    });
  return newer;
}

function equalChanges(a: Changes, b: Changes): boolean {
  return encodeChanges(a) === encodeChanges(b);
}

/** Throws FormatError. */
export function parseChanges(text: string): Changes {
  const lines = new Lines(text, "changes", manifestLimit);
  lines.exactly("zegel/changes v1");
  const from = lines.field("from");
  const to = checkSha256(lines.field("to"), lines.where);
  const totalBytes = decodeDecimal(lines.field("bytes"), 0, Number.MAX_SAFE_INTEGER, lines.where);
  const changes: Changes = {
    from: from === "none" ? undefined : checkSha256(from, lines.where),
    to,
    totalBytes,
    goneFolders: paths(lines, "gone-folder"),
    newFolders: paths(lines, "new-folder"),
    gone: paths(lines, "gone"),
    changed: filesOf(lines, "changed"),
    added: filesOf(lines, "added"),
  };
  lines.end();
  return changes;
}

function paths(lines: Lines, name: string): string[] {
  return inOrder(lines.fields(name, fileLimit, (path) => checkPath(path, `changes (${name})`)));
}

function filesOf(lines: Lines, name: string): ManifestFile[] {
  const where = `changes (${name})`;
  const files = lines.fields(name, fileLimit, (value) => {
    if (value[64] !== " ") throw new FormatError("FIELD", where, "SHA-256, a blank, path", quote(value));
    return { sha256: checkSha256(value.slice(0, 64), where), path: checkPath(value.slice(65), where) };
  });
  inOrder(files.map((file) => file.path));
  return files;
}

function inOrder(found: string[]): string[] {
  const at = found.findIndex((path, i) => i > 0 && compareText(found[i - 1] ?? "", path) >= 0);
  if (at >= 0) throw new FormatError("ORDER", "changes", "paths in byte order, each once", quote(found[at] ?? ""));
  return found;
}

/** The inverse of parseChanges. Throws FormatError on values that parseChanges would refuse. */
export function encodeChanges(changes: Changes): string {
  const file = (name: string) => (found: ManifestFile) => `${name} ${found.sha256} ${found.path}`;
  return joinLines(
    [
      "zegel/changes v1",
      `from ${changes.from ?? "none"}`,
      `to ${changes.to}`,
      `bytes ${changes.totalBytes}`,
      ...changes.goneFolders.map((path) => `gone-folder ${path}`),
      ...changes.newFolders.map((path) => `new-folder ${path}`),
      ...changes.gone.map((path) => `gone ${path}`),
      ...changes.changed.map(file("changed")),
      ...changes.added.map(file("added")),
    ],
    "changes",
  );
}

/** The bytes of `text` as they are carried. */
export function changesBytes(changes: Changes): Uint8Array {
  return encodeUtf8(encodeChanges(changes));
}
