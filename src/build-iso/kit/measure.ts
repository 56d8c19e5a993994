// A kit measured as it lies in a folder or a tar: version, digest and files, as a release names and a disc holds them.

import { join } from "node:path";
import { digestFile, sha256Of } from "../../files/digest.ts";
import { inTemporaryFolder } from "../../files/temporary-folder.ts";
import { encodeKitList, mediumBytes, type Note, type Purpose, type SizedFile } from "../../format/index.ts";
import { throwRefusals } from "../error.ts";
import { openSource } from "../sources/open-source.ts";
import { discPathOf, openKit } from "./kit.ts";

/** Bytes of a kit: no more than the largest disc holds. */
const capacity = Math.max(...Object.values(mediumBytes));

export interface KitMeasure {
  readonly version: string;
  /** Of its own list: what a release names. */
  readonly sha256: string;
  /** Paths as on a disc. */
  readonly files: readonly SizedFile[];
}

/**
 * The kit at `path`, for a release of `purpose` under `trustRoot`: verifiers that would refuse that release are refused here as when a
 * disc is built. Throws BuildError REFUSED, FileError.
 */
export async function measureKit(path: string, trustRoot: Note, purpose: Purpose): Promise<KitMeasure> {
  return measure(path, { trustRoot, description: { choice: { purpose } } });
}

/** A kit that somebody made to compare: its verifiers are not judged, its bytes are. Throws BuildError REFUSED, FileError. */
export async function measureMadeKit(path: string): Promise<KitMeasure> {
  return measure(path, undefined);
}

async function measure(path: string, options: Parameters<typeof openKit>[2]): Promise<KitMeasure> {
  return inTemporaryFolder("kit", async (workFolder) => {
    const source = await openSource(path, { workFolder, place: "kit", capacity, signal: undefined });
    const { version, refusals } = openKit(workFolder, source, options);
    throwRefusals(`${path} cannot be used as a kit`, refusals);
    const files = source.files.map(({ path, place }) => ({
      path: discPathOf(path),
      ...digestFile(join(workFolder, place)),
    }));
    const list = encodeKitList(files, source.emptyFolders.map(discPathOf)) ?? new Uint8Array(0); // it has its VERSION at least
    return { version, sha256: sha256Of(list), files };
  });
}
