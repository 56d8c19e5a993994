// A payload measured as it lies in a folder or an archive: the digest of each file, as MANIFEST would have it.

import { join } from "node:path";
import { digestFile } from "../../files/digest.ts";
import { inTemporaryFolder } from "../../files/temporary-folder.ts";
import { mediumBytes } from "../../format/index.ts";
import { throwRefusals } from "../error.ts";
import { openSource } from "./open-source.ts";

/** Bytes of a payload: no more than the largest disc holds. */
const capacity = Math.max(...Object.values(mediumBytes));

/** SHA-256 by path, of every file. Throws BuildError REFUSED, FileError. */
export async function measurePayload(path: string): Promise<ReadonlyMap<string, string>> {
  return inTemporaryFolder("payload", async (workFolder) => {
    const source = await openSource(path, { workFolder, place: "payload", capacity, signal: undefined });
    throwRefusals(`${path} cannot be used as a payload`, source.refusals);
    return new Map(source.files.map((file) => [file.path, digestFile(join(workFolder, file.place)).sha256]));
  });
}
