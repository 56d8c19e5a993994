// The files of a tree, each read once into its digest: of a folder, of a mounted disc and of an installed program alike.
// docs/spec/verification.md step 12

import type { ManifestFile } from "../../format/lists/manifest.ts";
import { concatBytes, copyBytes } from "../../format/text/decode.ts";
import { type Found, found } from "../../trust/findings.ts";
import type { FindingCode } from "./codes.ts";
import type { FileDigested, FilePassed, FileSink, Platform, SecondReader, Tree } from "./ports.ts";
import { unlessUnreadable } from "./texts.ts";

/** Bytes that files which are not as released may cost beside twice the release's own, before the rest is left unread. */
const allowance = 1024 ** 3;

/** What is read, and who is told of it. */
export interface Reading {
  readonly tree: Tree;
  readonly platform: Platform;
  /** Gets the bytes read so far and the file that was read last. */
  readonly onRead: (bytes: number, passed: FilePassed | undefined) => void;
  readonly sink?: FileSink | undefined;
  /** Files whose first bytes are wanted, and how many. */
  readonly starts?: ReadonlyMap<string, number>;
  /** Bytes that no file as released exceeds: of a larger one no more is read, and its digest is another. */
  readonly fileLimit?: number;
  /** What all files together have as released, where that is known. */
  readonly totalBytes?: number;
}

export interface FilesRead {
  readonly findings: readonly Found<FindingCode>[];
  /** By path. A file that cannot be read has none, and is a finding. */
  readonly digests: ReadonlyMap<string, string>;
  readonly sizes: ReadonlyMap<string, number>;
  /** The start of each that was wanted, by path; a file that cannot be read has none. */
  readonly kept: ReadonlyMap<string, Uint8Array>;
}

/**
 * `files`: those that are there, in the order in which they are read. A file is read no further than the bytes that all files together
 * have as released, less those already found right: beyond that it cannot be the released one. When files that are not as released have
 * cost twice `totalBytes` and a gigabyte, the rest is not read, and that is a finding.
 */
export async function digestFiles(reading: Reading, files: readonly ManifestFile[]): Promise<FilesRead> {
  const second = secondReaderOf(reading, files);
  try {
    return await digestAll(reading, files, second);
  } finally {
    await second?.stop();
  }
}

/** Undefined where every byte is wanted here. */
function secondReaderOf(
  { tree, sink, totalBytes = Number.POSITIVE_INFINITY, fileLimit = Number.POSITIVE_INFINITY }: Reading,
  files: readonly ManifestFile[],
): SecondReader | undefined {
  if (sink !== undefined) return undefined;
  const paths = files.map(({ path }) => path);
  return tree.secondReader?.(paths, Math.min(totalBytes, fileLimit));
}

async function digestAll(
  reading: Reading,
  files: readonly ManifestFile[],
  second: SecondReader | undefined,
): Promise<FilesRead> {
  const { totalBytes = Number.POSITIVE_INFINITY, fileLimit = Number.POSITIVE_INFINITY } = reading;
  const findings: Found<FindingCode>[] = [];
  const digests = new Map<string, string>();
  const sizes = new Map<string, number>();
  const kept = new Map<string, Uint8Array>();
  let [done, good, taken] = [0, 0, 0]; // taken: of the second reader's bytes, those of files that were come to
  let passed: FilePassed | undefined;
  const tell = () => reading.onRead(done + Math.max(0, (second?.bytes ?? 0) - taken), passed);
  for (const [i, { path, sha256 }] of files.entries()) {
    if (done - good > 2 * totalBytes + allowance) {
      findings.push(found("FILES_NOT_COMPARED", { count: files.length - i }));
      break;
    }
    const limit = Math.min(totalBytes - good, fileLimit);
    const wanted = reading.starts?.get(path) ?? 0;
    const start: Uint8Array[] = [];
    const isOwn = second === undefined || second.claim(i) || wanted > 0; // those bytes are wanted here
    const ready = isOwn ? undefined : await second.result(i, tell);
    taken += ready?.size ?? 0;
    // The second reader did not know how much would be found right by now: what it read beyond that is read again, and no further.
    const isUsable = ready !== undefined && ready.size <= limit;
    if (isUsable) done += ready.size;
    const read = isUsable
      ? asRead(path, ready)
      : await digestFile(reading, path, limit, (size, bytes) => {
          done += bytes.length;
          const before = size - bytes.length;
          if (before < wanted) start.push(copyBytes(bytes.subarray(0, wanted - before)));
          tell();
        });
    if ("code" in read) {
      findings.push(read);
      continue;
    }
    if (read.sha256 === sha256) good += read.size;
    digests.set(path, read.sha256);
    sizes.set(path, read.size);
    if (wanted > 0) kept.set(path, concatBytes(...start));
    passed = { path, count: digests.size, of: files.length };
  }
  return { findings, digests, sizes, kept };
}

type FileRead = { readonly sha256: string; readonly size: number } | Found<"FILE_UNREADABLE">;

function asRead(path: string, { sha256, size }: FileDigested): FileRead {
  return sha256 === undefined ? found("FILE_UNREADABLE", { path }) : { sha256, size };
}

/** One file, read no further than the first piece beyond `limit` bytes. A finding where it cannot be read. */
async function digestFile(
  { tree, platform, sink }: Reading,
  path: string,
  limit: number,
  onBytes: (size: number, bytes: Uint8Array) => void,
): Promise<FileRead> {
  const running = platform.sha256();
  let size = 0;
  sink?.begin(path);
  const { fault } = await unlessUnreadable(path, () =>
    tree.read(path, (bytes) => {
      running.update(bytes);
      sink?.write(bytes);
      size += bytes.length;
      onBytes(size, bytes);
      return size <= limit;
    }),
  );
  sink?.end();
  const sha256 = running.digest();
  return fault ?? { sha256, size };
}
