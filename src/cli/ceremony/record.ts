// zegel ceremony record, note, close: the transcript, once it is open. docs/spec/transcript.md

import { basename } from "node:path";
import type { Command } from "commander";
import { print, printError } from "../../files/print.ts";
import { decodeDecimal, encodeHashGroups, quote, shellPath } from "../../format/index.ts";
import {
  encodeMinutes,
  type Fact,
  filesNamed,
  type Language,
  minutesOf,
  readTranscript,
  TranscriptWriter,
  WatchedFolders,
} from "../../sign/index.ts";
import { exitUsage } from "../../verify/program/terminal.ts";
import { fill, sayIn } from "../../words/language.ts";
import { languageOf, languageOption, outOption } from "../command.ts";
import { writeNote } from "../notes/note-file.ts";
import { runSelf } from "../run-self.ts";
import { refusalOf, texts } from "./texts.ts";

export function addRecording(ceremony: Command): void {
  ceremony
    .command("record")
    .description("run a zegel command and put it on the transcript: who, when, which files in and out, how it ended")
    .argument("<transcript>", "an open transcript")
    .argument("<command...>", "behind --: zegel and its words")
    .requiredOption("--by <id>", "who gives the command, by her id in the description")
    .option("--step <number>", "the step of the script")
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel ceremony record 2026-12-01-root.transcript --step 7 --by anna -- zegel sign root-1.unsigned.note --key anna.key\n",
    )
    .action(record);
  ceremony
    .command("note")
    .description("put a remark on the transcript")
    .argument("<transcript>", "an open transcript")
    .argument("<text>", "one line, at most 500 characters")
    .requiredOption("--by <id>", "who remarks it")
    .option("--step <number>", "the step of the script")
    .addOption(languageOption())
    .addHelpText(
      "after",
      '\nExample:\n  zegel ceremony note 2026-12-01-root.transcript --by mies "Stap 7 overgedaan: verkeerde stick"\n',
    )
    .action(note);
  ceremony
    .command("close")
    .description("close the transcript, and write the minutes that those present sign")
    .argument("<transcript>", "an open transcript")
    .addOption(outOption("-o, --out <note>", "the new minutes note"))
    .addOption(languageOption())
    .addHelpText("after", "\nExample:\n  zegel ceremony close 2026-12-01-root.transcript -o 2026-12-01-root.note\n")
    .action(close);
}

/** What of `zegel ceremony` writes no transcript itself. */
const recordable: readonly string[] = ["words", "verify", "copy", "result"];

interface By {
  readonly by: string;
  readonly step?: string;
  readonly lang?: Language;
}

async function record(path: string, typed: readonly string[], { by, step, lang }: By): Promise<void> {
  const [program = "", ...words] = typed;
  if (basename(program) !== "zegel") throw refusalOf("otherCommand", { found: quote(program) }, exitUsage);
  if (words[0] === "ceremony" && !recordable.includes(words[1] ?? ""))
    throw refusalOf("ownRecord", { found: quote(words[1] ?? "") }, exitUsage);
  await withTranscript(path, async (writer, add) => {
    demandPresent(writer, by);
    const taken = await filesNamed(words);
    const folders = await WatchedFolders.watch(words, [path, `${path}.lock`]);
    await add({ kind: "run", step: stepNumber(step), by, words: ["zegel", ...words] });
    for (const file of taken) await add({ kind: "in", ...file });
    const exitCode = await runSelf(words);
    const { files, unlisted } = await folders.changed();
    for (const file of files) await add({ kind: "out", ...file });
    if (unlisted > 0) await add({ kind: "unlisted", count: unlisted });
    await add({ kind: "ended", exitCode });
    printError(`${fill(texts.ended[languageOf({ lang })], { path, code: exitCode })}\n`);
    process.exitCode = exitCode;
  });
}

async function note(path: string, text: string, { by, step, lang }: By): Promise<void> {
  await withTranscript(path, async (writer, add) => {
    demandPresent(writer, by);
    await add({ kind: "note", step: stepNumber(step), by, text });
  });
  print(`${fill(texts.recorded[languageOf({ lang })], { path })}\n`);
  process.exitCode = 0;
}

async function close(path: string, options: { readonly out: string; readonly lang?: Language }): Promise<void> {
  // A run that was killed between the closing line and the minutes is finished by running it again.
  const isClosed = (await readTranscript(path).catch(() => undefined))?.isClosed ?? false;
  if (!isClosed) await withTranscript(path, (_writer, add) => add({ kind: "closed" }));
  const transcript = await readTranscript(path);
  const text = encodeMinutes(minutesOf(transcript, path));
  writeNote({ path: options.out, note: { text, signatures: [] } });
  const language = languageOf(options);
  const lines = [
    fill(texts.closed[language], { path, count: transcript.entries.length + 1 }),
    `SHA-256:     ${encodeHashGroups(transcript.sha256)}`,
    fill(texts.unsigned[language], { path: options.out }),
    sayIn(texts.signNext, language, { note: shellPath(options.out) }),
    sayIn(texts.verifyNext, language, { path: shellPath(path) }),
  ];
  print(`${lines.join("\n")}\n`);
  process.exitCode = 0;
}

type Add = (fact: Fact) => Promise<void>;

/** The lock is held until `work` ends, whatever its end. */
async function withTranscript(
  path: string,
  work: (writer: TranscriptWriter, add: Add) => Promise<void>,
): Promise<void> {
  const writer = await TranscriptWriter.open(path);
  try {
    await work(writer, (fact) => writer.add(fact, new Date()));
  } finally {
    await writer.release();
  }
}

function demandPresent({ present }: TranscriptWriter, by: string): void {
  if (present.some((person) => person.id === by)) return;
  const ids = present.map((person) => person.id).join(", ");
  throw refusalOf("notPresent", { ids, found: quote(by) }, exitUsage);
}

function stepNumber(typed: string | undefined): number | undefined {
  return typed === undefined ? undefined : decodeDecimal(typed, 1, 999, "--step");
}
