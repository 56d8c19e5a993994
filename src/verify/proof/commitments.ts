// What the release and the manifest say about themselves is computed again. docs/spec/verification.md step 12

import {
  encodeKitList,
  encodeUtf8,
  FormatError,
  kitVersionPath,
  type Manifest,
  type Release,
  type SizedFile,
} from "../../format/index.ts";
import type { Volume } from "../../iso9660/index.ts";
import type { Platform } from "./ports.ts";
import type { Findings } from "./report.ts";

/** SHA-256 of bytes in memory. */
export function digestOf(bytes: Uint8Array, platform: Platform): string {
  const sha256 = platform.sha256();
  sha256.update(bytes);
  return sha256.digest();
}

/** The manifest's sum of bytes, and the kit's version and digest. `sizes`: bytes by path, as found. */
export function judgeCommitments(
  release: Release,
  manifest: Manifest,
  sizes: ReadonlyMap<string, number>,
  platform: Platform,
  findings: Findings,
): void {
  const step = "manifest";
  const files = manifest.files.map((file) => ({ ...file, size: sizes.get(file.path) ?? 0 }));
  const found = files.reduce((sum, file) => sum + file.size, 0);
  if (found !== manifest.totalBytes) findings.refuse(step, "MANIFEST_BYTES", { found, expected: manifest.totalBytes });
  const kit = kitDigest(files, manifest.emptyFolders, platform);
  if (kit !== (release.kit?.sha256 ?? "none"))
    findings.refuse(step, "KIT_DIFFERS", { found: kit, expected: release.kit?.sha256 ?? "none" });
  if (release.kit === undefined) return;
  const line = manifest.files.find((file) => file.path === kitVersionPath)?.sha256;
  const { version } = release.kit;
  if (line !== digestOf(encodeUtf8(`${version}\n`), platform) && line !== digestOf(encodeUtf8(version), platform))
    findings.refuse(step, "KIT_VERSION", { version });
}

function kitDigest(files: readonly SizedFile[], emptyFolders: readonly string[], platform: Platform): string {
  try {
    const list = encodeKitList(files, emptyFolders);
    return list === undefined ? "none" : digestOf(list, platform);
  } catch (error) {
    if (error instanceof FormatError) return error.message;
    throw error;
  }
}

/** Scope `image`: the descriptor's fields are those of the release. */
export function judgeDescriptor(volume: Volume, release: Release, findings: Findings): void {
  const fields = [
    ["volume", volume.label, release.volume],
    ["volume set", volume.volumeSet, release.volume],
    ["publisher", volume.publisher, release.publisher],
    ["date", volume.modifiedOn, release.date],
  ] as const;
  for (const [name, found, expected] of fields)
    if (found !== expected) findings.refuse("structure", "VOLUME_FIELD", { name, found, expected });
}
