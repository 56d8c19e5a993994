// What the commands that judge a count share: hash codes given, files chosen, and the reading of all.

import {
  findGivenCodes,
  type Inputs,
  readInputs,
  readLimits,
  type SelfTested,
  selfTest,
} from "../../crosscheck/index.ts";
import { digestFile } from "../../files/digest.ts";
import { FormatError, quote } from "../../format/index.ts";
import { CommandError, exitUsage, Progress } from "../../verify/program/terminal.ts";

/** Paths that `--use` names, by the digest of each. */
export function chosenOf(paths: readonly string[] = []): ReadonlyMap<string, string> {
  return new Map(paths.map((path) => [digestFile(path, { limit: readLimits.fileBytes }).sha256, path]));
}

/** After the self-test: what fails it says nothing of any file. Throws SelfTestError; CommandError where a chosen file is not read. */
export async function readAll(
  paths: readonly string[],
  chosen: ReadonlyMap<string, string>,
): Promise<{ readonly inputs: Inputs; readonly tested: SelfTested }> {
  const tested = selfTest();
  const inputs = await readWithProgress(paths);
  for (const [digest, path] of chosen)
    if (!inputs.messages.some(({ source }) => source.sha256 === digest))
      throw new CommandError(`--use ${quote(path)}: expected one of the files that are read, found another`, exitUsage);
  return { inputs, tested };
}

async function readWithProgress(paths: readonly string[]): Promise<Inputs> {
  const progress = new Progress("reading", 0);
  let done = 0;
  try {
    return await readInputs(paths, (bytes) => {
      done += bytes;
      progress.update(done);
    });
  } finally {
    progress.end();
  }
}

export function givenCodes(given: readonly string[]): readonly string[] {
  try {
    return findGivenCodes(given);
  } catch (error) {
    if (error instanceof FormatError) throw new CommandError(`--hash: ${error.message}`, exitUsage);
    throw error;
  }
}
