// What a person says of the public log, as a file in the folder of the release: where it is, and that the discs cannot wait for its proof.

import { existsSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { writeNew } from "../../../files/new-file.ts";
import { print } from "../../../files/print.ts";
import { checkText, encodeUtf8, FormatError, inBoth, tryParse } from "../../../format/index.ts";
import { readLog } from "../../../log/index.ts";
import {
  isLogAsked,
  type JudgedFolder,
  judgeFolder,
  logPlaceName,
  withoutProofName,
} from "../../../release-folder/index.ts";
import { CommandError, exitUsage } from "../../../verify/program/terminal.ts";
import { fill, type Language } from "../../../words/language.ts";
import { signatureCheck } from "../../disc/platform-signature.ts";
import { readReleaseFolder } from "../read-folder.ts";
import { logTexts } from "./log-texts.ts";
import { readPlace } from "./read-log.ts";

/** Characters of a reason. */
const reasonLimit = 200;

/** As it is typed in the folder `path`: relative, so that both may be carried to another machine; on another drive there is no such way. */
export function placeFrom(path: string, log: string): string {
  const from = (one: string) => (existsSync(one) ? realpathSync(one) : resolve(one));
  const place = relative(from(path), from(log)).replaceAll("\\", "/");
  return isAbsolute(place) ? from(log) : place;
}

/** `log`: the folder of the log, from where the program runs. Throws LogError FOLDER, DAMAGED; CommandError; FilesError. */
export async function putLogPlace(path: string, log: string): Promise<void> {
  readLog(log); // is it one?
  const { chain, releases } = await judgeFolder(await readReleaseFolder(path), signatureCheck);
  if (chain !== undefined && !isLogAsked(chain, releases)) throw new CommandError(logTexts.notAsked, exitUsage);
  const place = placeFrom(path, log);
  const file = join(path, logPlaceName);
  if (!existsSync(file)) writeNew(file, encodeUtf8(`${place}\n`), 0o644);
  else if (readPlace(file) !== place)
    throw new CommandError(inBoth((l) => fill(logTexts.placeOther[l], { found: readPlace(file) })));
}

/** Only where the release is in the log: a number is used for ever, and a disc is never made of one that another may still take. */
export async function putWithoutProof(path: string, typed: string, language: Language): Promise<void> {
  const reason = tryParse(() => checkText(typed, "--without-proof", reasonLimit));
  if (typed === "") throw new CommandError(logTexts.why, exitUsage);
  if (reason instanceof FormatError) throw new CommandError(reason.message, exitUsage);
  const judged = await judgeFolder(await readReleaseFolder(path), signatureCheck);
  if (existsSync(join(path, withoutProofName))) return;
  if (!canGoWithout(judged)) throw new CommandError(logTexts.notWithout);
  writeNew(join(path, withoutProofName), encodeUtf8(`${reason}\n`), 0o644);
  print(`${fill(logTexts.withoutProof[language], { name: withoutProofName })}\n`);
}

function canGoWithout({ log, steps }: JudgedFolder): boolean {
  const isWaiting = steps.some(({ name, state }) => name === "log" && state === "waiting");
  return isWaiting && (log?.due?.is === "sign" || log?.due?.is === "witness");
}
