// The files of a payload: those of a folder, or the one archive that it is. Follows no link in it; the payload's own name may
// be one, as build-iso takes it.

import { closeSync, constants, fstatSync, openSync, realpathSync, statSync } from "node:fs";
import { FileError, readOpenSync } from "../files/bounded.ts";
import { codeOf } from "../files/error.ts";
import { type Entry, walkFolder } from "../files/walk.ts";
import { Fault, quote } from "../format/index.ts";
import { type Findings, limits } from "./finding.ts";
import { EntryFault } from "./item.ts";

/** The one error of this room: the payload itself cannot be opened. */
export class LintError extends Fault<"PAYLOAD"> {
  constructor(message: string) {
    super("PAYLOAD", message);
  }
}

export interface PayloadFile {
  readonly path: string;
  /** It is the payload itself, packed: a payload's own packing does not reach the disc. */
  readonly isPayload: boolean;
  /** Throws EntryFault. */
  readonly read: () => Uint8Array;
}

const folderDepth = 64;
/** In byte order of name within each folder. Throws LintError. */
export function* listPayload(payload: string, findings: Findings): Generator<PayloadFile> {
  const stats = statSync(payload, { throwIfNoEntry: false });
  if (stats?.isFile() === true) {
    if (stats.size > limits.payloadBytes)
      throw new LintError(
        `${quote(payload)}: has more than ${limits.payloadBytes} bytes: unpack it and give the folder`,
      );
    yield { path: payload, isPayload: true, read: () => readWhole(realpathSync(payload), limits.payloadBytes) };
    return;
  }
  if (stats === undefined) throw new LintError(`${quote(payload)}: does not exist`);
  for (const { path: folder, depth, entries, error } of walkFolder(payload, (_, depth) => depth <= folderDepth)) {
    if (error !== undefined)
      throw new LintError(`${quote(`${payload}/${folder}`)}: ${error instanceof Error ? error.message : error}`);
    for (const entry of entries) {
      const { path, kind } = entry;
      if (kind === "file" || kind === "unknown")
        yield { path, isPayload: false, read: () => readEntry(payload, entry) };
      else if (kind === "misnamed")
        findings.add("NOT_LOOKED_INTO", path, "a name that is not UTF-8: build-iso refuses it");
      else if (kind !== "folder" || depth >= folderDepth)
        findings.add("NOT_LOOKED_INTO", path, "a link, a device or a folder too deep: build-iso refuses it");
    }
  }
}

function readEntry(payload: string, entry: Entry): Uint8Array {
  if (entry.kind === "unknown") throw unreadable(entry.error);
  return readWhole(`${payload}/${entry.path}`, limits.fileBytes);
}

function readWhole(path: string, limit: number): Uint8Array {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const { size } = fstatSync(file);
    if (size > limit) throw new EntryFault(`has ${size} bytes, more than ${limit}`, "LIMIT");
    return readOpenSync(file, path, limit);
  } catch (error) {
    if (error instanceof EntryFault) throw error;
    if (error instanceof FileError && error.isUnfit) throw new EntryFault(`has more than ${limit} bytes`, "LIMIT");
    throw unreadable(error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function unreadable(error: unknown): EntryFault {
  return new EntryFault(`cannot be read (${codeOf(error)})`);
}
