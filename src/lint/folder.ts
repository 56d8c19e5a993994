// The files of a payload: those of a folder, or the one archive that it is. Follows no link in it; the payload's own name may
// be one, as build-iso takes it.

import { closeSync, constants, type Dirent, fstatSync, openSync, readdirSync, realpathSync, statSync } from "node:fs";
import { FileError, readOpenSync } from "../files/bounded.ts";
import { quote } from "../format/index.ts";
import { type Findings, limits } from "./finding.ts";
import { EntryFault } from "./item.ts";

/** The one error of this room: the payload itself cannot be opened. */
export class LintError extends Error {
  readonly code = "PAYLOAD";

  constructor(message: string) {
    super(message);
    this.name = "LintError";
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
  const pending = [""];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of list(payload, folder)) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && path.split("/").length <= folderDepth) pending.push(path);
      else if (entry.isFile())
        yield { path, isPayload: false, read: () => readWhole(`${payload}/${path}`, limits.fileBytes) };
      else findings.add("NOT_LOOKED_INTO", path, "a link, a device or a folder too deep: build-iso refuses it");
    }
  }
}

function list(payload: string, folder: string): Dirent[] {
  try {
    return readdirSync(`${payload}/${folder}`, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw new LintError(`${quote(`${payload}/${folder}`)}: ${error instanceof Error ? error.message : error}`);
  }
}

function readWhole(path: string, limit: number): Uint8Array {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const { size } = fstatSync(file);
    if (size > limit) throw new EntryFault(`has ${size} bytes, more than ${limit}`, true);
    return readOpenSync(file, path, limit);
  } catch (error) {
    if (error instanceof EntryFault) throw error;
    if (error instanceof FileError && error.isUnfit) throw new EntryFault(`has more than ${limit} bytes`, true);
    throw new EntryFault(`cannot be read (${error instanceof Error && "code" in error ? error.code : error})`);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
