// What the holder of the log's key and the witnesses need on a stick. docs/spec/release-folder.md, "Bundles"

import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { isInside } from "../../../files/inside.ts";
import { inTemporaryFolder } from "../../../files/temporary-folder.ts";
import { decodeUtf8, encodeVKey, parseCheckpoint, type RootKey } from "../../../format/index.ts";
import {
  entriesOf,
  hasCheckpoint,
  type LogFolder,
  lastCosigned,
  makeRequest,
  readCheckpoint,
  readLog,
  treeFile,
} from "../../../log/index.ts";
import {
  copiedLog,
  type JudgedFolder,
  judgeFolder,
  type LogFacts,
  logBundle,
  logReadme,
  type ReleaseFolder,
  readmeName,
  requestNameOf,
  witnessBundle,
  witnessReadme,
} from "../../../release-folder/index.ts";
import { CommandError } from "../../../verify/program/terminal.ts";
import { fill, type Language } from "../../../words/language.ts";
import { signatureCheck } from "../../disc/platform-signature.ts";
import { entriesInWords } from "../../log/entry-words.ts";
import { areSame, type Bundle, makeFilledBundle } from "../bundles.ts";
import { readReleaseFolder } from "../read-folder.ts";
import { logTexts } from "./log-texts.ts";
import { whereIs } from "./read-log.ts";

export type LogReader = "log" | "witness";

export const logPlaces: Readonly<Record<LogReader, string>> = { log: logBundle, witness: witnessBundle };

/** Whether it is due: the log waits for its key's signature, or for witnesses. */
export function isLogBundleDue(reader: LogReader, { log, steps }: JudgedFolder): boolean {
  const isWaiting = steps.some(({ name, state }) => name === "log" && state === "waiting");
  return isWaiting && log?.due?.is === (reader === "log" ? "sign" : "witness");
}

/** In the new folder `out`. It must be due (`isLogBundleDue`). Throws LogError, FilesError EXISTS, FILE. */
export async function makeLogBundle(
  path: string,
  out: string,
  { folder, judged }: Look,
  hasEntries: boolean,
): Promise<Bundle> {
  const due = judged.log?.due;
  const place = folder.log;
  if (place === undefined || (due?.is !== "sign" && due?.is !== "witness"))
    throw new TypeError("no bundle of the log is due");
  const log = readLog(whereIs(path, place.path));
  if (isInside(out, log.path)) throw new CommandError(logTexts.inLog);
  const news = due.is === "sign" ? newsOf(log, signedSize(log), log.size) : newsForWitnesses(log, due.missing);
  const { contact = "" } = judged.chain?.newest.root ?? {};
  const facts: LogFacts = { origin: log.origin, key: due.key, contact, news };
  const copyLog = (bundle: string) =>
    cpSync(log.path, join(bundle, copiedLog), {
      recursive: true,
      filter: (from) => !/\.(?:lock|tmp)$/.test(basename(from)),
    });
  return makeFilledBundle(out, (bundle) => {
    const put = (name: string, content: string | Uint8Array) => writeFileSync(join(bundle, name), content);
    if (due.is === "sign") {
      copyLog(bundle);
      put(readmeName, logReadme(facts));
      return;
    }
    for (const witness of due.missing) put(requestNameOf(witness), requestFor(log, witness));
    put(treeFile, readCheckpoint(log).text);
    put("log.vkey", `${encodeVKey(due.key.vkey)}\n`);
    if (hasEntries) copyLog(bundle);
    put(readmeName, witnessReadme(facts, due.missing, hasEntries));
  });
}

/** The one at `at`, where it is what would be made now, byte for byte; undefined: it is another. */
export function sameLogBundle(path: string, at: string, look: Look, hasEntries: boolean): Promise<Bundle | undefined> {
  return inTemporaryFolder("bundle", async (work) => {
    const made = await makeLogBundle(path, join(work, "bundle"), look, hasEntries);
    return areSame(made.path, at) ? { ...made, path: at } : undefined;
  });
}

export interface Look {
  readonly folder: ReleaseFolder;
  readonly judged: JudgedFolder;
}

/** The bundle that is due and does not lie there yet; undefined: there is none. */
export async function askLog(
  path: string,
): Promise<{ readonly reader: LogReader; readonly bundle: Bundle } | undefined> {
  const folder = await readReleaseFolder(path);
  const judged = await judgeFolder(folder, signatureCheck);
  if (judged.outcome !== "waiting") return undefined;
  const reader = (["log", "witness"] as const).find((one) => isLogBundleDue(one, judged));
  if (reader === undefined || folder.bundles[reader] !== "none") return undefined;
  mkdirSync(join(path, "out"), { recursive: true });
  const bundle = await makeLogBundle(path, join(path, logPlaces[reader]), { folder, judged }, false);
  return { reader, bundle: { ...bundle, path: logPlaces[reader] } };
}

export function askedLogLines(asked: Awaited<ReturnType<typeof askLog>>, language: Language): string[] {
  if (asked === undefined) return [];
  const { reader, bundle } = asked;
  return [fill(logTexts[reader][language], { path: bundle.path, files: bundle.files })];
}

/** From the last checkpoint that it cosigned, as far as the log knows. */
const requestFor = (log: LogFolder, { vkey: { name } }: RootKey) => makeRequest(log, lastCosigned(log, name));

/** Entries that the log's key signed last; 0: none yet. */
function signedSize(log: LogFolder): number {
  return hasCheckpoint(log) ? parseCheckpoint(readCheckpoint(log).text, 0).size : 0;
}

/** From the witness on that saw the least of it. */
function newsForWitnesses(log: LogFolder, witnesses: readonly RootKey[]): LogFacts["news"] {
  const sizes = witnesses.map(({ vkey: { name } }) => lastCosigned(log, name));
  return newsOf(log, Math.min(...sizes), signedSize(log));
}

/** All that came since, of other releases too: who signs stops at anything that is not announced. */
function newsOf(log: LogFolder, before: number, now: number): LogFacts["news"] {
  const fresh: string[] = [];
  let index = 0;
  for (const entry of entriesOf(log, now)) if (index++ >= before) fresh.push(decodeUtf8(entry, `entry ${index - 1}`));
  return {
    nl: entriesInWords(fresh, before, now, "nl"),
    en: entriesInWords(fresh, before, now, "en"),
  };
}
