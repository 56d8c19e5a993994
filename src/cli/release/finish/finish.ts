// zegel release finish: all that is left when the last signature is there. docs/spec/release-folder.md, "Finish"

import type { Command } from "commander";
import { print } from "../../../files/print.ts";
import {
  dueStep,
  hasOutput,
  type JudgedFolder,
  judgeFolder,
  type LastStep,
  lastSteps,
  nextOf,
  partsOf,
  type ReleaseFolder,
  showFolder,
} from "../../../release-folder/index.ts";
import type { Language } from "../../../words/language.ts";
import { languageOf, languageOption } from "../../command.ts";
import { signatureCheck } from "../../disc/platform-signature.ts";
import { demandToolkit } from "../../reproduce/escrow.ts";
import { askedLines, askOfficers, readInboxOf, receivedLines, takeAll } from "../collect.ts";
import { collectTexts } from "../collect-texts.ts";
import { exitCodes, exitWrong } from "../exit-codes.ts";
import { askedLogLines, askLog } from "../log/log-bundles.ts";
import { putLogPlace, putWithoutProof } from "../log/put-log.ts";
import { measureFolder } from "../measure.ts";
import { lockFolder, readReleaseFolder } from "../read-folder.ts";
import type { InboxFile } from "../read-inbox.ts";
import { checkMaster, tellCheck, verifyCommand } from "./check-master.ts";
import { finishTexts } from "./finish-texts.ts";
import { contradicting, makePart, tellCommand, type Work } from "./make-part.ts";

export function addFinish(command: Command): void {
  command
    .command("finish")
    .description(
      "make what is left once enough signed: join, public log, seal, verify, letter, labels, Staatscourant, escrow, public bundle, digests",
    )
    .argument("<folder>", "the folder of the release")
    .argument("[inbox]", "taken in first, as collect does")
    .option(
      "--toolkit <folder>",
      "a git checkout of this program's source for the escrow bundle; else the one it runs from",
    )
    .option("--log <folder>", "the public log, where the trust root asks for one; kept in in/log.txt")
    .option(
      "--without-proof <reason>",
      "no witness answers, and it cannot wait: seal without the log's proof, which is sent afterwards (WITHOUT-PROOF.txt)",
    )
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel release finish osv-2.24.3 /media/stick --toolkit ~/zegel\n\n" +
        "Exit code: 0 every step is done and all of it was read, 3 something is waited for, or it was stopped, 31 a file contradicts another, 1 failed.\n",
    )
    .action(finish);
}

interface Options {
  readonly toolkit?: string;
  readonly log?: string;
  readonly withoutProof?: string;
  readonly lang?: Language;
}

async function finish(path: string, inbox: string | undefined, options: Options): Promise<void> {
  const work: Work = { path, toolkit: options.toolkit, language: languageOf(options), checked: new Map() };
  await readReleaseFolder(path); // is it one?
  const received = inbox === undefined ? undefined : { inbox, files: readInboxOf(path, inbox) };
  if (options.toolkit !== undefined) await demandToolkit(options.toolkit); // before minutes of work
  const lock = lockFolder(path);
  try {
    if (options.log !== undefined) await putLogPlace(path, options.log);
    const { stopped } = await readReleaseFolder(path);
    const isUnread = stopped === undefined && (await goOn(received, work)) === "unread";
    if (stopped === undefined && options.withoutProof !== undefined && !isUnread)
      await goWithout(options.withoutProof, work);
    if (received !== undefined || work.checked.size > 0) print("\n"); // something was told
    const outcome = await tellEnd(work);
    process.exitCode = isUnread ? exitWrong : outcome;
  } finally {
    lock.release();
  }
}

/** A person said that it cannot wait: written down, then all that is left. */
async function goWithout(reason: string, work: Work): Promise<void> {
  await putWithoutProof(work.path, reason, work.language);
  await goOn(undefined, work);
}

interface Inbox {
  readonly inbox: string;
  readonly files: readonly InboxFile[];
}

/** As far as it goes with what lies here. */
async function goOn(inbox: Inbox | undefined, work: Work): Promise<"unread" | "gone on"> {
  const { path, language } = work;
  if (inbox !== undefined) {
    const received = await takeAll(path, inbox.files);
    print(`${receivedLines(inbox.inbox, received, language).join("\n")}\n`);
    const has = (is: (typeof received)[number]["is"]) => received.some((one) => one.is === is);
    // A statement that differs is read by a person before anything is sealed: no officer saw it.
    if (has("differs")) print(`${finishTexts.lookFirst[language]}\n`);
    if (has("unread")) print(`${collectTexts.unreadFirst[language]}\n`);
    if (has("unread") || has("split")) return "unread";
    if (has("differs")) return "gone on";
  }
  const asked = await askOfficers(path, {}, language);
  if (asked !== undefined) print(`${askedLines(path, asked, language).join("\n")}\n`);
  await makeAll(["release", "log"], work);
  for (const line of askedLogLines(await askLog(path), language)) print(`${line}\n`);
  await makeAll(["release", "log", "master"], work);
  await checkMasters(work);
  await makeAll(lastSteps, work);
  return "gone on";
}

interface Look {
  readonly folder: ReleaseFolder;
  readonly judged: JudgedFolder;
}

async function look(path: string): Promise<Look> {
  const folder = await readReleaseFolder(path);
  return { folder, judged: await judgeFolder(folder, signatureCheck) };
}

/** One step after the other, each of what lies there then; what has its name already is left to the status. */
async function makeAll(steps: readonly LastStep[], work: Work): Promise<void> {
  for (;;) {
    const { folder, judged } = await look(work.path);
    const due = [dueStep(judged), mayDo(judged)];
    const parts = steps.filter((name) => due.includes(name)).flatMap((step) => partsOf(step, folder, judged));
    const lacking = parts.filter(({ out }) => !hasOutput(out, folder));
    if (lacking.length === 0) return;
    for (const part of lacking) if (!(await makePart(part, work))) return;
  }
}

/** A step that others go before is done all the same where it can be. */
const mayDo = ({ steps, outcome, mayWait }: JudgedFolder) =>
  outcome === "waiting" ? steps.find(({ name, state }) => name === mayWait && state === "waiting")?.name : undefined;

/** Those that lay there already: what was sealed in this run was verified before it had its name. */
async function checkMasters(work: Work): Promise<void> {
  const { path, language, checked } = work;
  const { folder, judged } = await look(path);
  if (judged.outcome === "wrong" || judged.steps.find(({ name }) => name === "master")?.state !== "done") return;
  for (const part of partsOf("master", folder, judged)) {
    const sha256 = judged.releases.find(({ disc }) => part.is === "seal" && disc === part.disc)?.sha256;
    if (part.is !== "seal" || sha256 === undefined || checked.has(part.out)) continue;
    tellCommand(verifyCommand(part.out, part.seal, sha256), work);
    const check = await contradicting(() => checkMaster(path, part.out, part.seal, language));
    checked.set(part.out, check);
    tellCheck(part.out, check, language);
  }
}

/** The status, as --full has it once every step is done. Returns the exit code. */
async function tellEnd({ path, language }: Work): Promise<number> {
  const { folder, judged } = await look(path);
  const isDone = judged.outcome === "done";
  const read = isDone ? await measureFolder(path, folder) : folder;
  const last = isDone ? await judgeFolder(read, signatureCheck) : judged;
  print(`${showFolder(read, last, nextOf(read, last), language).join("\n")}\n`);
  return exitCodes[last.outcome];
}
