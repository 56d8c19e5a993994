// A payload or a kit as a list of files, whatever it comes as.

import { realpathSync, statSync, symlinkSync } from "node:fs";
import { ArchiveFault } from "../../archives/bytes.ts";
import { BuildError } from "../error.ts";
import { listFolder } from "./folder.ts";
import type { Source } from "./source.ts";
import { Staging } from "./staging.ts";
import { unpackTar } from "./tar.ts";
import { unpackZip } from "./zip.ts";

export interface SourceOptions {
  readonly workFolder: string;
  /** Its name in the work folder: `payload-1`, `kit`. */
  readonly place: string;
  /** Bytes that all its files together may have. */
  readonly capacity: number;
  readonly signal: AbortSignal | undefined;
}

/** Throws BuildError REFUSED for what is neither a folder nor an archive. */
export async function openSource(path: string, options: SourceOptions): Promise<Source> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw unfit(path, "does not exist");
  if (stats.isFile()) return unpack(path, options);
  if (!stats.isDirectory()) throw unfit(path, notAPayload);
  // By way of a link, so that no character of the surroundings comes into xorriso's lists.
  // On Windows a junction, which asks for no rights, as a link would; elsewhere a link.
  symlinkSync(realpathSync(path), `${options.workFolder}/${options.place}`, "junction");
  return listFolder(options.workFolder, options.place);
}

async function unpack(path: string, { workFolder, place, capacity, signal }: SourceOptions): Promise<Source> {
  const staging = new Staging(workFolder, place, capacity);
  const isZipName = /\.zip$/i.test(path);
  try {
    if (isZipName) await unpackZip(path, staging, signal);
    else if (/\.(tar|tar\.gz|tgz)$/i.test(path)) await unpackTar(path, !/\.tar$/i.test(path), staging, signal);
    else throw unfit(path, notAPayload);
  } catch (error) {
    if (error instanceof ArchiveFault) throw unfit(path, `is no sound ${isZipName ? "zip" : "tar"}: ${error.message}`);
    throw error;
  }
  return staging.source();
}

const notAPayload = "is neither a folder nor a .tar, .tar.gz, .tgz or .zip file";

function unfit(path: string, reason: string): BuildError {
  const refusal = { path, reason, remedy: "give the payload's folder or archive" };
  return new BuildError("REFUSED", `${path} ${reason}: ${refusal.remedy}`, [refusal]);
}
