// The folder that an officer is given (`out/officers`), as what `zegel sign` is to be told: the one request in it, and the MANIFESTs.
// docs/spec/release-folder.md, "Collect"

import { statSync } from "node:fs";
import { readBytesSync } from "../../files/bounded.ts";
import { sha256Of } from "../../files/digest.ts";
import { quote } from "../../format/index.ts";
import { requestLimit } from "../../sign/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { fill, type Language } from "../../words/language.ts";
import { findFiles } from "../bundle/found.ts";
import { checkSums } from "../bundle/sums.ts";
import { bundleTexts } from "../bundle/texts.ts";

/** Files that cannot be read and are named. */
const toldLimit = 5;

export interface ToSign {
  readonly paths: readonly string[];
  readonly manifest: readonly string[];
}

/**
 * What is to be signed: `given` as it is, or of one folder the request in it and the MANIFESTs beside it, once SHA256SUMS holds where it
 * has one. Throws CommandError where it holds no request or two, or a file that is not as it is listed.
 */
export function openFolder(given: ToSign, language: Language): ToSign {
  const [folder = ""] = given.paths;
  if (given.paths.length !== 1 || statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return given;
  const listed = checkSums(folder, language);
  const { requests, manifests, unread } = findFiles(folder, language);
  const [request] = requests;
  const second = requests.find(({ at }) => request !== undefined && digestOf(at) !== digestOf(request.at));
  if (request === undefined) {
    const others = unread.slice(0, toldLimit).map(({ path, why }) => `\n  ${quote(path)}: ${why}`);
    throw new CommandError(`${fill(bundleTexts.noRequest[language], { folder })}${others.join("")}`, exitUsage);
  }
  if (second !== undefined) {
    const values = { folder, first: request.path, second: second.path };
    throw new CommandError(fill(bundleTexts.twoRequests[language], values), exitUsage);
  }
  // A MANIFEST needs no list: the text that is to be signed names its digest.
  if (listed?.has(request.path) === false)
    throw new CommandError(fill(bundleTexts.requestUnlisted[language], { folder, path: request.path }), exitUsage);
  const isFirst = ({ sha256 }: { readonly sha256: string }, i: number) =>
    manifests.findIndex((other) => other.sha256 === sha256) === i;
  return { paths: [request.at], manifest: [...given.manifest, ...manifests.filter(isFirst).map(({ at }) => at)] };
}

const digestOf = (path: string) => sha256Of(readBytesSync(path, requestLimit));
