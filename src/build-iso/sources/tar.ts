// Unpacks a tar, plain or gzipped, into the staging folder.

import { closeSync } from "node:fs";
import { crc32 } from "node:zlib";
import { type ArchiveBytes, ArchiveFault, refuse } from "../../archives/bytes.ts";
import { gzipMembers } from "../../archives/gzip.ts";
import { type EntrySink, type TarEntry, TarReader } from "../../archives/tar-reader.ts";
import { openFileSync } from "../../files/bounded.ts";
import { inflated, isInflateError, pieces, type Unpacked } from "../../files/inflate.ts";
import { decodeUtf8, FormatError } from "../../format/index.ts";
import type { StagedFile, Staging } from "./staging.ts";
import { bytesOfFile } from "./zip.ts";

const nothing: EntrySink = { data: () => {}, end: () => {} };

/** Throws BuildError REFUSED for limits, ArchiveFault for a tar that is broken; other refusals are in `staging`. */
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
  }, refuse);
  try {
    for await (const chunk of bytesOf(path, isGzipped)) {
      signal?.throwIfAborted();
      reader.write(chunk);
    }
    reader.end();
  } catch (error) {
    open?.abandon();
    throw isInflateError(error) ? new ArchiveFault(`it is no sound gzip file (${error.message})`) : error;
  }
}

async function* bytesOf(path: string, isGzipped: boolean): AsyncGenerator<Uint8Array, void> {
  const fd = openFileSync(path);
  try {
    const bytes = bytesOfFile(fd);
    if (isGzipped) yield* unzipped(bytes);
    else yield* pieces(bytes.read, 0, bytes.size);
  } finally {
    closeSync(fd);
  }
}

/** All members one behind the other. */
async function* unzipped(gzip: ArchiveBytes): AsyncGenerator<Uint8Array, void> {
  const members = gzipMembers(gzip, crc32, refuse);
  for (let next = members.next(); next.done !== true; ) {
    const result: Unpacked = { packed: 0, size: 0, crc32: 0 };
    yield* inflated(pieces(gzip.read, next.value.dataAt, gzip.size), result);
    next = members.next(result);
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
