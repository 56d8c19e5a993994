// The kit: what fills /ZEGEL beside the seal, with one version and one digest of its own. docs/spec/recipe.md, "Kit"

import { readBytesSync, readPieces } from "../../files/bounded.ts";
import { sha256Of } from "../../files/digest.ts";
import {
  aanwijzingenPath,
  caseFold,
  encodeKitList,
  FormatError,
  firstPagePath,
  installPath,
  manifestPath,
  type Purpose,
  type Release,
  releaseFields,
  sealPath,
} from "../../format/index.ts";
import type { Refusal } from "../error.ts";
import type { BuildOptions } from "../image/options.ts";
import { joinPath, type ReadFile, type Source } from "../sources/source.ts";
import { isVerifier, readVerifier, refuseRoots, unreadable } from "./roots.ts";

export const zegelFolder = "ZEGEL";
/** Holds one line, the kit's version. */
const versionName = "VERSION";
const versionBytes = 100;

/** Where a file of the kit lies on the disc. */
export function discPathOf(kitPath: string): string {
  return kitPath === firstPagePath ? firstPagePath : joinPath(zegelFolder, kitPath);
}

export interface Kit {
  readonly source: Source;
  readonly version: string;
  /** Why it cannot be used. */
  readonly refusals: readonly Refusal[];
}

/** The release that its verifiers must accept. */
interface KitOptions extends Pick<BuildOptions, "trustRoot"> {
  readonly description: { readonly choice: { readonly purpose: Purpose } };
}

/**
 * Reads the version that a kit names and looks for what it may not hold, verifiers that would refuse the release among it; without a
 * release its verifiers are not judged.
 */
export function openKit(workFolder: string, kit: Source, options: KitOptions | undefined): Kit {
  const taken = [sealPath, manifestPath, installPath, aanwijzingenPath].map(caseFold);
  const refusals = [...kit.refusals, ...(options === undefined ? [] : refuseVerifiers(workFolder, kit, options))];
  for (const path of [...kit.files.map((file) => file.path), ...kit.emptyFolders])
    if (taken.includes(caseFold(joinPath(zegelFolder, path.split("/", 1)[0] ?? ""))))
      refusals.push({ path: `kit: ${path}`, reason: "has a name that the disc itself needs", remedy: "rename it" });
  const file = kit.files.find(({ path }) => path === versionName);
  try {
    if (file === undefined || file.size > versionBytes) throw new FormatError("FIELD", "VERSION", "one line", "none");
    const text = Buffer.from(readBytesSync(`${workFolder}/${file.place}`, versionBytes)).toString();
    return { source: kit, version: releaseFields.version(text.replace(/\n$/, ""), versionName), refusals };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    refusals.push({
      path: `kit: ${versionName}`,
      reason: `must be a file with one line, the kit's version (${error.expected}), and is ${error.found}`,
      remedy: "add or correct it",
    });
    return { source: kit, version: "", refusals };
  }
}

function refuseVerifiers(workFolder: string, kit: Source, { trustRoot, description }: KitOptions): Refusal[] {
  return kit.files
    .filter(({ path }) => isVerifier(path))
    .flatMap(({ path, place }) => {
      try {
        const verifier = readVerifier(path, readPieces(`${workFolder}/${place}`));
        return refuseRoots([verifier], trustRoot, description.choice.purpose);
      } catch (error) {
        return [unreadable(path, error)];
      }
    });
}

/** What the release note says of a kit: its version, and the SHA-256 of its own list, made from what lies on a disc. */
export function describeKit(
  { version }: Kit,
  filesOfDisc: readonly ReadFile[],
  emptyFolders: readonly string[],
): NonNullable<Release["kit"]> {
  const list = encodeKitList(filesOfDisc, emptyFolders) ?? new Uint8Array(0); // a kit has its VERSION at least
  return { version, sha256: sha256Of(list) };
}
