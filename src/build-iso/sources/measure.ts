// A payload measured as it lies in a folder or an archive: the digest of each file, as MANIFEST would have it.

import { join } from "node:path";
import { digestFile } from "../../files/digest.ts";
import { inTemporaryFolder } from "../../files/temporary-folder.ts";
import { mediumBytes, type SizedFile } from "../../format/index.ts";
import { throwRefusals } from "../error.ts";
import { openSource } from "./open-source.ts";

/** Bytes of a payload: no more than the largest disc holds. */
const capacity = Math.max(...Object.values(mediumBytes));

export interface SourceMeasure {
  readonly files: readonly SizedFile[];
  readonly emptyFolders: readonly string[];
}

/** What lies in a folder or an archive, whatever it is for; paths as in it. Throws BuildError REFUSED, FileError. */
export async function measureSource(path: string): Promise<SourceMeasure> {
  return inTemporaryFolder("payload", async (workFolder) => {
    const source = await openSource(path, { workFolder, place: "payload", capacity, signal: undefined });
    throwRefusals(`${path} cannot be used as a payload`, source.refusals);
    const files = source.files.map(({ path, place }) => ({ path, ...digestFile(join(workFolder, place)) }));
    return { files, emptyFolders: source.emptyFolders };
  });
}

/** SHA-256 by path, of every file. Throws BuildError REFUSED, FileError. */
export async function measurePayload(path: string): Promise<ReadonlyMap<string, string>> {
  const { files } = await measureSource(path);
  return new Map(files.map(({ path, sha256 }) => [path, sha256]));
}
