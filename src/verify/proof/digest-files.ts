// The files of a tree, each read once into its digest: of a folder, of a mounted disc and of an installed program alike.
// docs/spec/verification.md step 12

import { concatBytes, copyBytes } from "../../format/index.ts";
import type { FilePassed } from "./files-passing.ts";
import { type Platform, ReadError } from "./ports.ts";
import type { Findings } from "./report.ts";
import type { FileSink } from "./sink.ts";
import type { Tree } from "./tree.ts";

/** Bytes that files which are not as released may cost beside twice the release's own, before the rest is left unread. */
const allowance = 1024 ** 3;

/** What is read, and who hears of it. */
export interface Reading {
  readonly tree: Tree;
  readonly step: "tree" | "mounted" | "installation";
  readonly platform: Platform;
  readonly findings: Findings;
  /** Gets the bytes read so far and the file that was read last. */
  readonly onRead: (bytes: number, passed: FilePassed | undefined) => void;
  readonly sink?: FileSink | undefined;
  /** The one file whose content is wanted, and up to how many bytes. */
  readonly keep?: { readonly path: string; readonly limit: number };
  /** Bytes that no file as released exceeds: of a larger one no more is read, and its digest is another. */
  readonly fileLimit?: number;
}

export interface DueFile {
  readonly path: string;
  readonly sha256: string;
}

export interface FilesRead {
  /** By path. A file that cannot be read has none, and is a finding. */
  readonly digests: ReadonlyMap<string, string>;
  readonly sizes: ReadonlyMap<string, number>;
  readonly kept: Uint8Array | undefined;
}

/**
 * `due`: the files that are there, in the order in which they are read. `totalBytes`: what all files together have as released, where
 * that is known. A file that has grown is read no further than it could reach, and costs the files behind it nothing: only when files
 * that are not as released have cost twice that many bytes and a gigabyte, the rest is not read, and that is a finding.
 */
export async function digestFiles(
  reading: Reading,
  due: readonly DueFile[],
  totalBytes = Number.POSITIVE_INFINITY,
): Promise<FilesRead> {
  const { tree, step, platform, findings, onRead, sink, keep, fileLimit = Number.POSITIVE_INFINITY } = reading;
  const digests = new Map<string, string>();
  const sizes = new Map<string, number>();
  const kept: Uint8Array[] = [];
  let [done, good] = [0, 0];
  let passed: FilePassed | undefined;
  for (const [i, { path, sha256 }] of due.entries()) {
    if (done - good > 2 * totalBytes + allowance) {
      findings.refuse(step, "FILES_NOT_COMPARED", { count: due.length - i });
      break;
    }
    const running = platform.sha256();
    let size = 0;
    sink?.begin(path);
    const isRead = await unlessUnreadable(step, path, findings, async () => {
      await tree.read(path, (bytes) => {
        running.update(bytes);
        sink?.write(bytes);
        size += bytes.length;
        done += bytes.length;
        if (path === keep?.path && size <= keep.limit) kept.push(copyBytes(bytes));
        onRead(done, passed);
        return size <= Math.min(totalBytes - good, fileLimit);
      });
      return true;
    });
    sink?.end();
    const digest = running.digest();
    if (isRead === undefined) continue;
    if (digest === sha256) good += size;
    digests.set(path, digest);
    sizes.set(path, size);
    passed = { path, count: digests.size, of: due.length };
  }
  const isWhole = keep !== undefined && (sizes.get(keep.path) ?? keep.limit + 1) <= keep.limit;
  return { digests, sizes, kept: isWhole ? concatBytes(...kept) : undefined };
}

/** Undefined, and a finding, where the medium cannot be read; `path` is where, unless the fault knows better. */
export async function unlessUnreadable<T>(
  step: "seal" | "manifest" | "tree" | "mounted" | "installation",
  path: string,
  findings: Findings,
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    findings.refuse(step, "FILE_UNREADABLE", { path: error.path || path });
    return undefined;
  }
}
