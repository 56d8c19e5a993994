// What the release and the manifest say about themselves is computed again. docs/spec/verification.md step 12

import { encodeKitList, isOfKit, kitVersionPath, type SizedFile } from "../../format/lists/kit.ts";
import type { Manifest } from "../../format/lists/manifest.ts";
import type { Release } from "../../format/notes/release.ts";
import { encodeUtf8 } from "../../format/text/decode.ts";
import { FormatError, tryParse } from "../../format/text/error.ts";
import { type Found, found } from "../../trust/findings.ts";
import type { FindingCode } from "./codes.ts";
import type { Platform } from "./ports.ts";

/** SHA-256 of bytes in memory. */
export function digestOf(bytes: Uint8Array, platform: Pick<Platform, "sha256">): string {
  const sha256 = platform.sha256();
  sha256.update(bytes);
  return sha256.digest();
}

/** Step 12: the manifest's sum of bytes, and the kit's version and digest. `sizes`: bytes by path, as found. */
export function judgeCommitments(
  { kit }: Release,
  manifest: Manifest,
  sizes: ReadonlyMap<string, number>,
  platform: Pick<Platform, "sha256">,
): Found<FindingCode>[] {
  const findings: Found<FindingCode>[] = [];
  const sizeOf = (path: string) => sizes.get(path) ?? 0;
  const bytes = manifest.files.reduce((sum, { path }) => sum + sizeOf(path), 0);
  if (bytes !== manifest.totalBytes)
    findings.push(found("MANIFEST_BYTES", { found: bytes, expected: manifest.totalBytes }));
  const ofKit = manifest.files
    .filter(({ path }) => isOfKit(path))
    .map((file) => ({ ...file, size: sizeOf(file.path) }));
  const [own, expected] = [kitDigest(ofKit, manifest.emptyFolders, platform), kit?.sha256 ?? "none"];
  if (own !== expected) findings.push(found("KIT_DIFFERS", { found: own, expected }));
  if (kit === undefined) return findings;
  const line = manifest.files.find((file) => file.path === kitVersionPath)?.sha256;
  const { version } = kit;
  const isNamed = [`${version}\n`, version].some((text) => digestOf(encodeUtf8(text), platform) === line);
  return isNamed ? findings : [...findings, found("KIT_VERSION", { version })];
}

/** `none` where there is no kit; where the files are none of a kit, the reason: it is no digest and so no release's. */
function kitDigest(
  files: readonly SizedFile[],
  emptyFolders: readonly string[],
  platform: Pick<Platform, "sha256">,
): string {
  const list = tryParse(() => encodeKitList(files, emptyFolders));
  if (list instanceof FormatError) return list.message;
  return list === undefined ? "none" : digestOf(list, platform);
}
