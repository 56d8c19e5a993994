// SHA256SUMS at the top of a bundle, checked before anything in the bundle is believed: a stick that was damaged is no release that
// differs. docs/spec/release-folder.md, "Bundles"

import { constants, lstatSync } from "node:fs";
import { join } from "node:path";
import { FileError, readBytesSync } from "../../files/bounded.ts";
import { digestFile } from "../../files/digest.ts";
import { FormatError, quote } from "../../format/index.ts";
import { parseSums, sumsLimit, sumsName } from "../../release-folder/index.ts";
import { CommandError, Progress } from "../../verify/program/terminal.ts";
import { fill, type Language } from "../../words/language.ts";
import { bundleTexts } from "./texts.ts";

/** As of every command where a file contradicts another. */
export const exitContradicts = 31;
/** Faults that are told; the rest is counted. */
const toldLimit = 20;

/** Paths that SHA256SUMS lists. */
export type ListedPaths = ReadonlySet<string>;

/**
 * Undefined: the folder has no SHA256SUMS. Throws CommandError with every file
 * that is not as it is listed, and where SHA256SUMS itself is none.
 */
export function checkSums(folder: string, language: Language): ListedPaths | undefined {
  const stats = lstatSync(join(folder, sumsName), { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  const listed = readSums(folder, stats.isFile());
  const progress = new Progress("checking", 0);
  let done = 0;
  const onBytes = (bytes: number) => {
    done += bytes;
    progress.update(done);
  };
  const faults: string[] = [];
  let others = 0;
  for (const [path, sha256] of listed) {
    const is = stateOf(folder, path, sha256, onBytes);
    if (is === "good") continue;
    if (faults.length < toldLimit) faults.push(fill(bundleTexts[is][language], { path }));
    else others++;
  }
  progress.end();
  if (faults.length === 0) return new Set(listed.keys());
  if (others > 0) faults.push(fill(bundleTexts.moreFaults[language], { count: others }));
  const head = fill(bundleTexts.sumsContradict[language], { folder });
  throw new CommandError([head, ...faults.map((fault) => `  ${fault}`)].join("\n"), exitContradicts);
}

function readSums(folder: string, isFile: boolean): Map<string, string> {
  const where = join(folder, sumsName);
  try {
    if (!isFile) throw new FormatError("TEXT", quote(where), "a file", "something else");
    return parseSums(readBytesSync(where, sumsLimit), quote(where));
  } catch (error) {
    if (error instanceof FormatError || error instanceof FileError)
      throw new CommandError(error.message, exitContradicts);
    throw error;
  }
}

type State = "good" | "isMissing" | "isChanged" | "isNoFile" | "isUnread";

function stateOf(folder: string, path: string, sha256: string, onBytes: (bytes: number) => void): State {
  const names = path.split("/");
  for (let i = 1; i <= names.length; i++) {
    // Name by name: a link to a folder would lead out of the bundle.
    const stats = lstatSync(join(folder, ...names.slice(0, i)), { throwIfNoEntry: false });
    if (stats === undefined) return "isMissing";
    if (!(i < names.length ? stats.isDirectory() : stats.isFile())) return "isNoFile";
  }
  try {
    const flags = constants.O_NOFOLLOW ?? 0;
    return digestFile(join(folder, path), { flags, onBytes }).sha256 === sha256 ? "good" : "isChanged";
  } catch (error) {
    if (error instanceof FileError) return "isUnread";
    throw error;
  }
}
