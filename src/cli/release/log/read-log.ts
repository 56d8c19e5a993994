// The public log of a release, as far as its folder needs it: where in/log.txt says that it is, and what lies there.

import { existsSync, lstatSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { readBytesSync } from "../../../files/bounded.ts";
import {
  type Bilingual,
  decodeUtf8,
  Fault,
  FormatError,
  forbidden,
  kindOf,
  noteLimit,
  parseLogProof,
  parseRelease,
  quote,
  type Release,
  refuseResaved,
  textDigest,
  tryParse,
} from "../../../format/index.ts";
import {
  checkpointFile,
  entriesOf,
  type LogFolder,
  numberOf,
  placesOf,
  readCheckpoint,
  readLog,
  treeFile,
} from "../../../log/index.ts";
import {
  type BundleState,
  copiedLog,
  type LogHere,
  type LogPlace,
  logBundle,
  logPlaceName,
  witnessBundle,
} from "../../../release-folder/index.ts";
import type { ProofFile } from "../../../trust/compose/index.ts";
import { FolderReader } from "../read-notes.ts";

/** Bytes of in/log.txt, and of a checkpoint's text. */
const placeLimit = 4096;
const treeFileLimit = 1000;

/** A path in the folder of the release, as the system knows it from where the program runs. */
export const whereIs = (folder: string, path: string) => (isAbsolute(path) ? path : join(folder, path));

/** Undefined: there is no in/log.txt, or it cannot be read, which is told. `texts`: those that are looked for, of releases too. */
export function readLogPlace(reader: FolderReader, texts: readonly string[]): LogPlace | undefined {
  if (!existsSync(reader.at(logPlaceName))) return undefined;
  const path = reader.try(logPlaceName, () => readPlace(reader.at(logPlaceName)));
  if (path === undefined) return undefined;
  try {
    return { path, log: readHere(readLog(whereIs(reader.at("."), path)), texts) };
  } catch (error) {
    if (!FolderReader.isExpected(error)) throw error;
    return { path, log: { fault: faultOf(error as Error) } };
  }
}

export const faultOf = (error: Error): Bilingual => ({
  nl: error instanceof Fault && error.dutch !== undefined ? error.dutch : `in het Engels: ${error.message}`,
  en: error.message,
});

/** One line, a path: in a file of `in/` called `name`. Throws FormatError. */
export function readPlace(file: string, name = logPlaceName, what = "the path of the log's folder"): string {
  const [line = "", end, more] = decodeUtf8(readBytesSync(file, placeLimit), name).split(/\r?\n/);
  if (line.trim() === "" || (end !== undefined && end !== "") || more !== undefined || forbidden.test(line))
    throw new FormatError("FIELD", name, `one line, ${what}`, quote(line));
  return line;
}

function readHere(log: LogFolder, texts: readonly string[]): LogHere {
  const entries = placesOf(log, texts);
  const fresh = texts.filter((text) => kindOf(text) === "release" && !entries.has(textDigest(text)));
  return {
    origin: log.origin,
    text: log.text,
    entries,
    rivals: fresh.length === 0 ? [] : rivalsOf(log, fresh),
    checkpoint: existsSync(join(log.path, checkpointFile)) ? readCheckpoint(log) : undefined,
  };
}

/** Indexes of other releases with the number of one of `texts`: the log is read through while one of these is not in it. */
function rivalsOf(log: LogFolder, texts: readonly string[]): number[] {
  const own = new Set(texts.flatMap((text) => releaseOf(text) ?? []).map(placeOf));
  return [...entriesOf(log, log.size)].flatMap((entry, index) => {
    const other = releaseOf(new TextDecoder().decode(entry));
    return other !== undefined && own.has(placeOf(other)) ? [index] : [];
  });
}

function releaseOf(text: string): Release | undefined {
  const release = kindOf(text) === "release" ? tryParse(() => parseRelease(text)) : undefined;
  return release instanceof FormatError ? undefined : release;
}

/** Its number, and which disc of the set it is. */
const placeOf = (release: Release) => `${numberOf(release)} ${release.disc}`;

/** Undefined: there is none, or it cannot be read, which is told. */
export function readProof(reader: FolderReader, path: string): ProofFile | undefined {
  if (lstatSync(reader.at(path), { throwIfNoEntry: false }) === undefined) return undefined;
  return reader.try(path, () => {
    const bytes = readBytesSync(reader.at(path), noteLimit);
    refuseResaved(bytes, path);
    return { path, proof: parseLogProof(bytes) };
  });
}

/** Whether out/log is a copy of the log as it is now, and out/witness asks about what was signed last. */
export function readLogBundles(
  reader: FolderReader,
  place: LogPlace | undefined,
): { readonly log: BundleState; readonly witness: BundleState } {
  const here = place === undefined || "fault" in place.log ? undefined : place.log;
  const holds = (path: string, text: string | undefined, limit: number): BundleState => {
    if (!existsSync(reader.at(path))) return "none";
    const found = tryParse(() => decodeUtf8(readBytesSync(reader.at(path), limit), path));
    return text !== undefined && found === text ? "current" : "old";
  };
  return {
    log: holds(`${logBundle}/${copiedLog}/${treeFile}`, here?.text, treeFileLimit),
    witness: holds(`${witnessBundle}/${treeFile}`, here?.checkpoint?.text, treeFileLimit),
  };
}
