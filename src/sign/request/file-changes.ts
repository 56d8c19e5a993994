// Which files were added, changed or are gone, checked against the manifests that the two releases pin.
// A list that cannot be checked is not shown: it would be a claim by whoever carried it.

import { sha256Of } from "../../files/digest.ts";
import { type Manifest, type ManifestFile, parseManifest, type Release } from "../../format/index.ts";
import { SignError } from "../error.ts";
import { type ReviewStyle, type ReviewWord, sayReview } from "../notes/review-words.ts";
import { applyChanges, type Changes, diffManifests } from "./changes.ts";

/** A MANIFEST file, known by its digest alone: whether it is the older or the newer one, the releases say. */
export interface ManifestBytes {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

export interface FileEvidence {
  readonly manifests: readonly ManifestBytes[];
  readonly changes: readonly Changes[];
}

export function manifestBytes(path: string, bytes: Uint8Array): ManifestBytes {
  return { path, sha256: sha256Of(bytes), bytes };
}

/** For the disc of `release`. `previous` is undefined only where the release itself says that there is none. Throws SignError MANIFEST, FormatError. */
export function describeFiles(
  path: string,
  release: Release,
  previous: Release | undefined,
  evidence: FileEvidence,
  style: ReviewStyle,
): string[] {
  const t = (word: ReviewWord) => sayReview(word, style.language);
  const newer = release.manifests[release.disc - 1] ?? "";
  const older = previous?.manifests[release.disc - 1]; // a disc more than before: all of it is new
  const disc = `${t("disc")} ${release.disc}`;
  const head = `${disc}:`;
  if (newer === older) return [`${head} ${t("unchangedFiles")}`];
  const olderFile = findManifest(evidence.manifests, older);
  const carried = evidence.changes.find((changes) => changes.to === newer);
  if (older !== undefined && olderFile === undefined)
    return [`${head} ${t(carried === undefined ? "filesUnknown" : "olderUnknown")}`];
  const newerFile = findManifest(evidence.manifests, newer) ?? carriedManifest(path, carried, older, olderFile);
  if (newerFile === undefined) return [`${head} ${t("filesUnknown")}`];
  const changes = diffManifests(olderFile, newerFile);
  // The folder ZEGEL first: a few names that decide how a municipality checks, which a long list of the software would bury.
  return [
    ...describeChanges(`${disc}, ${t("kitFolder")}:`, part(changes, newerFile, isOfZegel), style),
    "",
    ...describeChanges(
      `${disc}, ${t("software")}:`,
      part(changes, newerFile, (path) => !isOfZegel(path)),
      style,
    ),
  ];
}

function findManifest(manifests: readonly ManifestBytes[], sha256: string | undefined): Manifest | undefined {
  const found = manifests.find((file) => file.sha256 === sha256);
  return found === undefined ? undefined : parseManifest(found.bytes);
}

/** The newer manifest as the changes make it of the older one: its digest is the one that is signed, or it is refused. */
function carriedManifest(
  path: string,
  carried: Changes | undefined,
  older: string | undefined,
  olderFile: Manifest | undefined,
): Manifest | undefined {
  if (carried === undefined) return undefined;
  if (carried.from !== older)
    throw new SignError("MANIFEST", {
      nl: `${path}: verwacht wijzigingen vanaf de bestandslijst van de vorige versie (${older ?? "geen"}), gevonden vanaf ${carried.from ?? "geen"}: vraag het ondertekenverzoek opnieuw`,
      en: `${path}: expected changes from the manifest of the previous release (${older ?? "none"}), found changes from ${carried.from ?? "none"}: ask for the request again`,
    });
  return applyChanges(olderFile, carried);
}

/** In any case of letters: a disc is read without regard to it. */
const isOfZegel = (path: string) => /^zegel(\/|$)/i.test(path);

interface PartOfChanges extends Pick<Changes, "goneFolders" | "newFolders" | "gone" | "changed" | "added"> {
  /** Files that are there now. */
  readonly count: number;
}

function part(changes: Changes, { files }: Manifest, holds: (path: string) => boolean): PartOfChanges {
  const has = ({ path }: ManifestFile) => holds(path);
  return {
    count: files.filter(has).length,
    goneFolders: changes.goneFolders.filter(holds),
    newFolders: changes.newFolders.filter(holds),
    gone: changes.gone.filter(holds),
    changed: changes.changed.filter(has),
    added: changes.added.filter(has),
  };
}

function describeChanges(head: string, changes: PartOfChanges, style: ReviewStyle): string[] {
  const t = (word: ReviewWord) => sayReview(word, style.language);
  const kinds: [ReviewWord, string, readonly string[]][] = [
    ["added", "+", changes.added.map((file) => file.path)],
    ["changed", "~", changes.changed.map((file) => file.path)],
    ["gone", "-", changes.gone],
    ["newFolders", "+", changes.newFolders],
    ["goneFolders", "-", changes.goneFolders],
  ];
  const lines = [
    `${head} ${changes.count} ${t(changes.count === 1 ? "oneFile" : "files")}: ` +
      kinds
        .filter(([word, , names]) => names.length > 0 || !word.endsWith("Folders"))
        .map(([word, , names]) => `${names.length} ${t(word)}`)
        .join(", "),
  ];
  for (const [word, mark, names] of kinds) {
    lines.push(...names.slice(0, style.nameLimit).map((name) => `  ${mark} ${t(word)}: ${name}`));
    const left = names.length - style.nameLimit;
    if (left > 0) lines.push(`  ${mark} ${t(word)}: ${t("more")} ${left} ${t("moreEnd")}`);
  }
  return lines;
}

/** What a coordinator puts into a request, from the manifests at hand; nothing for a disc whose manifests are not. */
export function changesFor(
  release: Release,
  previous: Release | undefined,
  manifests: readonly ManifestBytes[],
): Changes[] {
  const older = previous?.manifests[release.disc - 1];
  const newerFile = findManifest(manifests, release.manifests[release.disc - 1]);
  const olderFile = findManifest(manifests, older);
  if (newerFile === undefined || (older !== undefined && olderFile === undefined)) return [];
  const changes = diffManifests(olderFile, newerFile);
  return changes.from === changes.to ? [] : [changes];
}
