// zegel release collect: what came back, taken into the folder. docs/spec/release-folder.md, "Collect"

import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { readBytesSync } from "../../files/bounded.ts";
import { sha256Of } from "../../files/digest.ts";
import { isInside } from "../../files/inside.ts";
import { writeNew } from "../../files/new-file.ts";
import { encodeNote, equalBytes, kindOf, noteLimit } from "../../format/index.ts";
import {
  commandLine,
  type Desk,
  type JudgedFolder,
  judgeFolder,
  nextOf,
  notesName,
  officersBundle,
  type ReleaseFolder,
  receiveAnswer,
  receiveNote,
  requestCommand,
  requestName,
  requestParts,
  showFolder,
} from "../../release-folder/index.ts";
import { CommandError } from "../../verify/program/terminal.ts";
import { fill, type Language, type Text } from "../../words/language.ts";
import { jsonOption, languageOf, languageOption, printResult } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { composeRequest } from "../notes/request.ts";
import { type Bundle, makeOfficersBundle } from "./bundles.ts";
import { collectTexts } from "./collect-texts.ts";
import { exitCodes, exitWrong } from "./exit-codes.ts";
import { askedLogLines, askLog } from "./log/log-bundles.ts";
import { type LogAnswer, takeLogAnswer } from "./log/take-log.ts";
import { lockFolder, readReleaseFolder } from "./read-folder.ts";
import { type InboxFile, type Received, readInbox } from "./read-inbox.ts";
import { startTexts } from "./start-texts.ts";
import { statusInJson } from "./status-json.ts";

export function addCollect(command: Command): void {
  command
    .command("collect")
    .description(
      "take in what reviewers, officers, the log's key holder and witnesses sent back; make the officers' request once enough reviewers spoke",
    )
    .argument("<folder>", "the folder of the release")
    .argument("<inbox>", "a folder, such as a stick, or a file: taken by what it holds, never by its name")
    .option("--before-rebuild", "make the officers' request before enough reviewers have spoken")
    .addOption(jsonOption())
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel release collect osv-2.24.3 /media/stick\n\n" +
        "Exit code: as of zegel release status; 31 also where a file of ours in the inbox cannot be read.\n",
    )
    .action(collect);
}

interface Options {
  readonly beforeRebuild?: true;
  readonly json?: true;
  readonly lang?: Language;
}

const ownRequest: Text = {
  nl: "is een verzoek aan de functionarissen, en geen antwoord daarop",
  en: "it is a request to the officers, and no answer to one",
};

/** What differs and what may, before all else. */
const order: readonly Received["is"][] = ["split", "differs", "unread", "taken", "known", "left"];

async function collect(path: string, inbox: string, options: Options): Promise<void> {
  const language = languageOf(options);
  await readReleaseFolder(path); // is it one?
  const files = readInboxOf(path, inbox);
  const lock = lockFolder(path);
  try {
    const received = await takeAll(path, files);
    // A text that cannot be read may say that it differs, and the officers are to be told of that.
    const isUnread = received.some(({ is }) => is === "unread");
    const isBad = isUnread || received.some(({ is }) => is === "split");
    const asked = isBad ? undefined : await askOfficers(path, options, language);
    const askedLog = isBad ? undefined : await askLog(path);
    const folder = await readReleaseFolder(path);
    const judged = await judgeFolder(folder, signatureCheck);
    const next = nextOf(folder, judged);
    printResult(
      options.json,
      () => ({
        received: received.map((one) => inLanguage(one, language)),
        bundle: asked?.bundle ?? askedLog?.bundle ?? null,
        status: statusInJson(folder, judged, next, language),
      }),
      () =>
        [
          ...receivedLines(inbox, received, language),
          ...(isUnread ? [collectTexts.unreadFirst[language]] : []),
          ...(asked === undefined ? [] : askedLines(path, asked, language)),
          ...askedLogLines(askedLog, language),
          "",
          ...showFolder(folder, judged, next, language),
          "",
        ].join("\n"),
    );
    process.exitCode = isBad ? exitWrong : exitCodes[judged.outcome];
  } finally {
    lock.release();
  }
}

/** Throws CommandError where it is a part of the folder of the release at `path`, and what `readInbox` throws. */
export function readInboxOf(path: string, inbox: string): InboxFile[] {
  if (isInside(inbox, path) || isInside(path, inbox))
    throw new CommandError({
      nl: `${inbox}: verwacht een plaats buiten de map van de versie: wat daarin ligt is al opgenomen`,
      en: `${inbox}: expected a place outside the folder of the release: what lies in it is taken already`,
    });
  return readInbox(inbox);
}

export function receivedLines(inbox: string, received: readonly Received[], language: Language): string[] {
  if (received.length === 0) return [fill(collectTexts.nothing[language], { path: inbox })];
  return received.map((one) => fill(collectTexts[one.is][language], inLanguage(one, language), 1000));
}

/** Each file in turn, judged beside those before it. Notes change what is here, never what was built. */
export async function takeAll(path: string, files: readonly InboxFile[]): Promise<Received[]> {
  const received: Received[] = [];
  let folder = await readReleaseFolder(path);
  const { chain, releases } = await judgeFolder(folder, signatureCheck);
  if (chain === undefined || releases.length === 0)
    throw new CommandError({
      nl: `${path}: hier is nog niets gebouwd, dus kan er nog niets over gaan: zie zegel release status`,
      en: `${path}: nothing was built here yet, so nothing can be about it: see zegel release status`,
    });
  for (const file of files.toSorted((a, b) => turnOf(a) - turnOf(b))) {
    const desk = { folder, releases, chain, check: signatureCheck };
    const some = isOfLog(file) ? await takeLogAnswer(path, file, desk) : [await takeOne(path, file, desk)];
    received.push(...some);
    if (some.some(({ is }) => is === "taken" || is === "differs")) folder = await readReleaseFolder(path);
  }
  return received.sort((a, b) => order.indexOf(a.is) - order.indexOf(b.is));
}

const isOfLog = (file: InboxFile): file is InboxFile & LogAnswer => file.is === "checkpoint" || file.is === "lines";

/** Witnesses sign what the log's key signed: a checkpoint is taken before lines. */
const turnOf = ({ is }: InboxFile) => ["checkpoint", "lines"].indexOf(is);

async function takeOne(path: string, file: Exclude<InboxFile, LogAnswer>, desk: Desk): Promise<Received> {
  const { path: from } = file;
  if (file.is === "request") return { path: from, is: "left", reason: ownRequest };
  if (file.is === "no-answer") return { path: from, is: "left", reason: file.reason };
  if (file.is === "unread") {
    const { isOurs, reason } = file;
    if (isOurs) return { path: from, is: "unread", reason: { nl: reason, en: reason } };
    return { path: from, is: "left", reason: { nl: `niet te lezen (reden, in het Engels: ${reason})`, en: reason } };
  }
  // Also where a person gave it another name: the same statement twice is not two that a seal must choose from.
  const statements = desk.folder.notes.filter(({ note }) => kindOf(note.text) === "rebuild");
  const same = statements.find(({ note }) => equalBytes(encodeNote(note), file.bytes));
  if (same !== undefined) return { path: from, is: "known", name: same.path };
  const judged = await (file.is === "note" ? receiveNote(file.file, desk) : receiveAnswer(file.file, desk));
  if (judged.is === "left") return { path: from, is: "left", reason: judged.reason };
  const name = notesName(judged.stem, sha256Of(file.bytes), file.is === "note" ? "note" : "response");
  if (existsSync(join(path, name))) {
    // The name holds a part of the digest alone.
    if (equalBytes(readBytesSync(join(path, name), noteLimit), file.bytes)) return { path: from, is: "known", name };
    throw new CommandError({
      nl: `${from}: verwacht wat in ${name} ligt, gevonden een ander bestand: bekijk ze allebei`,
      en: `${from}: expected to be what lies in ${name}, found another file: look at both`,
    });
  }
  mkdirSync(join(path, "notes"), { recursive: true });
  writeNew(join(path, name), file.bytes, 0o644);
  if (judged.differs === undefined) return { path: from, is: "taken", name };
  return { path: from, is: "differs", name, where: judged.differs };
}

const inLanguage = ({ reason, ...one }: Received, language: Language) =>
  reason === undefined ? one : { ...one, reason: reason[language] };

interface Asked {
  readonly bundle: Bundle;
  /** The plain command that made the request; undefined: it lay there. */
  readonly command: readonly string[] | undefined;
}

export function askedLines(path: string, { bundle, command }: Asked, language: Language): string[] {
  const doing = startTexts.doing[language];
  return [
    ...(command === undefined ? [] : [`${doing}${commandLine(["cd", path])} && ${commandLine(command)}`]),
    fill(collectTexts.bundle[language], { path: bundle.path, files: bundle.files }),
  ];
}

/** Makes the request where it is due, and what goes to the officers with it. Undefined: it is not due, or both lie there. */
export async function askOfficers(
  path: string,
  { beforeRebuild }: Pick<Options, "beforeRebuild">,
  language: Language,
): Promise<Asked | undefined> {
  const folder = await readReleaseFolder(path);
  const judged = await judgeFolder(folder, signatureCheck);
  const stateOf = (name: string) => judged.steps.find((step) => step.name === name)?.state;
  const isSigned = stateOf("signatures") === "done";
  const isDue = stateOf("request") === "waiting" || (beforeRebuild === true && stateOf("request") === "later");
  if (judged.outcome !== "waiting" || isSigned) return undefined;
  if (folder.request === undefined) {
    if (!isDue) return undefined;
    await makeRequest(path, folder, judged, language);
  } else if (stateOf("request") !== "done" || existsSync(join(path, officersBundle))) return undefined;
  const command = folder.request === undefined ? requestCommand(folder, judged) : undefined;
  return { command, bundle: await makeOfficersBundle(path, requestParts(folder, judged)) };
}

async function makeRequest(
  path: string,
  folder: ReleaseFolder,
  judged: JudgedFolder,
  language: Language,
): Promise<void> {
  const { notes, ...evidence } = requestParts(folder, judged);
  const inFolder = (paths: readonly string[]) => paths.map((name) => join(path, name));
  const options = {
    previous: inFolder(evidence.previous),
    manifest: inFolder(evidence.manifest),
    root: inFolder(evidence.root),
    rebuild: inFolder(evidence.rebuild),
    release: [],
    previousRecall: [],
  };
  const { bytes } = await composeRequest(inFolder(notes), options, language);
  mkdirSync(join(path, "out"), { recursive: true });
  writeNew(join(path, requestName), bytes, 0o644);
}
