// Unpacks a tar, plain or gzipped, into the staging folder.

import { createGunzip } from "node:zlib";
import { openFile } from "../files/bounded.ts";
import { decodeUtf8, FormatError } from "../format/index.ts";
import type { StagedFile, Staging } from "./staging.ts";
import { type EntrySink, type TarEntry, TarFault, TarReader } from "./tar-reader.ts";

const chunkBytes = 1024 * 1024;
const nothing: EntrySink = { data: () => {}, end: () => {} };

/** Throws BuildError REFUSED for limits, TarFault for a tar that is broken; other refusals are in `staging`. */
export async function unpackTar(
  path: string,
  isGzipped: boolean,
  staging: Staging,
  signal: AbortSignal | undefined,
): Promise<void> {
  let open: StagedFile | undefined;
  const reader = new TarReader((entry) => {
    open = beginEntry(entry, staging);
    return open ?? nothing;
  });
  try {
    for await (const chunk of bytesOf(path, isGzipped)) {
      signal?.throwIfAborted();
      reader.write(chunk);
    }
    reader.end();
  } catch (error) {
    open?.abandon();
    throw isGzipped && isZlibError(error)
      ? new TarFault(`it is no sound gzip file (${(error as Error).message})`)
      : error;
  }
}

async function* bytesOf(path: string, isGzipped: boolean): AsyncGenerator<Uint8Array> {
  const file = (await openFile(path)).createReadStream({ highWaterMark: chunkBytes });
  if (!isGzipped) {
    yield* file as AsyncIterable<Uint8Array>;
    return;
  }
  const gunzip = createGunzip({ chunkSize: chunkBytes });
  file.on("error", (error) => gunzip.destroy(error));
  try {
    yield* file.pipe(gunzip) as AsyncIterable<Uint8Array>;
  } finally {
    file.destroy();
  }
}

/** The file that the entry's bytes go to, when it is one. */
function beginEntry(entry: TarEntry, staging: Staging): StagedFile | undefined {
  const path = pathOf(entry.name, staging);
  if (path === undefined) return undefined;
  if (entry.type === "file") {
    staging.reserve(path, entry.size);
    return staging.begin(path);
  }
  if (entry.type === "folder") staging.addFolder(path);
  else if (entry.type === "symlink") staging.refuse(path, "is a symbolic link, which Windows would not see");
  else if (entry.type === "special") staging.refuse(path, "is a device or a named pipe");
  else {
    const target = pathOf(entry.linkName, staging);
    if (target !== undefined) staging.addLink(path, target);
  }
  return undefined;
}

function pathOf(name: Uint8Array, staging: Staging): string | undefined {
  try {
    return staging.pathOf(decodeUtf8(name, "name"));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const shown = Buffer.from(name).toString("latin1");
    staging.refuse(shown, "has a name that is not UTF-8 (shown as Latin-1)", "pack it with names in UTF-8");
    return undefined;
  }
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
}
