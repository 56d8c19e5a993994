// zegel ceremony start, record, note, close: the transcript. docs/spec/transcript.md

import { basename } from "node:path";
import type { Command } from "commander";
import { print, printError } from "../../files/print.ts";
import { decodeDecimal, encodeHashGroups, quote, shellPath, shown, textDigest } from "../../format/index.ts";
import {
  createTranscript,
  encodeMinutes,
  type Fact,
  filesNamed,
  type LoadedCeremony,
  loadCeremony,
  minutesOf,
  type ProgramFacts,
  readTranscript,
  TranscriptWriter,
  WatchedFolders,
} from "../../sign/index.ts";
import { builtIn } from "../../verify/built-in.ts";
import { readTool } from "../../verify/program/checklist.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { outOption } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { builtInRoots } from "../notes/evidence.ts";
import { writeNote } from "../notes/note-file.ts";
import { runSelf } from "../run-self.ts";

export function addRecording(ceremony: Command): void {
  ceremony
    .command("start")
    .description("open the transcript of a ceremony, by its description")
    .argument("<description>", "the JSON file of the ceremony")
    .requiredOption("-o, --out <transcript>", "the new transcript")
    .addHelpText("after", "\nExample:\n  zegel ceremony start ceremonie.json -o 2026-12-01-root.transcript\n")
    .action(start);
  ceremony
    .command("record")
    .description("run a zegel command and put it on the transcript: who, when, which files in and out, how it ended")
    .argument("<transcript>", "an open transcript")
    .argument("<command...>", "behind --: zegel and its words")
    .requiredOption("--by <id>", "who gives the command, by her id in the description")
    .option("--step <number>", "the step of the script")
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
    .addHelpText("after", "\nExample:\n  zegel ceremony close 2026-12-01-root.transcript -o 2026-12-01-root.note\n")
    .action(close);
}

async function start(path: string, options: { readonly out: string }): Promise<void> {
  const loaded = await loadCeremony(path, signatureCheck);
  const program = programFacts();
  demandProgram(loaded, program);
  await createTranscript(options.out, openingFacts(loaded, program), new Date());
  print(
    `ceremony:    ${loaded.ceremony} (${loaded.purpose}), ${loaded.title}\n` +
      `previous:    ${loaded.previousSha256 === undefined ? "none: this is the first" : encodeHashGroups(loaded.previousSha256)}\n` +
      `program:     ${program.sha256 === undefined ? "many files: no digest says which" : encodeHashGroups(program.sha256)}\n` +
      `present:     ${loaded.people.map((person) => `${person.id} (${person.name})`).join(", ")}\n` +
      shown`written:     ${options.out}\n`,
  );
  process.exitCode = 0;
}

/** This program, as `zegel --version` shows it. */
function programFacts(): ProgramFacts {
  const { kind, sha256 } = readTool();
  const newest = builtInRoots().at(-1);
  return {
    sha256: kind === "program" ? sha256 : undefined,
    trustRoot: newest && textDigest(newest.note.text),
    revision: builtIn.revision,
  };
}

/** Everybody compared the program with paper before this; but a wrong one that is honest is found without anybody's eyes. */
function demandProgram({ program: expected }: LoadedCeremony, { sha256 }: ProgramFacts): void {
  if (expected === undefined || expected === sha256) return;
  const found = sha256 === undefined ? "a program of many files" : encodeHashGroups(sha256);
  throw new CommandError(
    `expected the program that the description names (${encodeHashGroups(expected)}), found ${found}: do not begin; take the program of the scripts, or make a new description and new scripts`,
  );
}

function openingFacts(loaded: LoadedCeremony, program: ProgramFacts): Fact[] {
  return [
    { kind: "opened", ceremony: loaded.ceremony, purpose: loaded.purpose },
    { kind: "plan", sha256: loaded.sha256 },
    { kind: "program", ...program },
    { kind: "previous", sha256: loaded.previousSha256 },
    { kind: "place", text: loaded.place },
    ...loaded.people.map(
      ({ id, role, key, organisation, name }) => ({ kind: "present", id, role, key, organisation, name }) as const,
    ),
  ];
}

/** What of `zegel ceremony` writes no transcript itself. */
const recordable: readonly string[] = ["words", "verify", "copy", "result"];

interface By {
  readonly by: string;
  readonly step?: string;
}

async function record(path: string, typed: readonly string[], { by, step }: By): Promise<void> {
  const [program = "", ...words] = typed;
  if (basename(program) !== "zegel")
    throw new CommandError(`expected a zegel command behind --, found ${quote(program)}`, exitUsage);
  if (words[0] === "ceremony" && !recordable.includes(words[1] ?? ""))
    throw new CommandError(
      `zegel ceremony ${quote(words[1] ?? "")} records itself or nothing: run it as it is`,
      exitUsage,
    );
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
    printError(shown`recorded:    ${path}, ended with ${exitCode}\n`);
    process.exitCode = exitCode;
  });
}

async function note(path: string, text: string, { by, step }: By): Promise<void> {
  await withTranscript(path, async (writer, add) => {
    demandPresent(writer, by);
    await add({ kind: "note", step: stepNumber(step), by, text });
  });
  print(shown`recorded:    ${path}\n`);
  process.exitCode = 0;
}

async function close(path: string, options: { readonly out: string }): Promise<void> {
  // A run that was killed between the closing line and the minutes is finished by running it again.
  const isClosed = (await readTranscript(path).catch(() => undefined))?.isClosed ?? false;
  if (!isClosed) await withTranscript(path, (_writer, add) => add({ kind: "closed" }));
  const transcript = await readTranscript(path);
  const text = encodeMinutes(minutesOf(transcript, path));
  writeNote({ path: options.out, note: { text, signatures: [] } });
  print(
    shown`closed:      ${path}, ${transcript.entries.length + 1} lines\n` +
      `SHA-256:     ${encodeHashGroups(transcript.sha256)}\n` +
      shown`written:     ${options.out} (not signed yet)\n` +
      `next:        each key holder: zegel sign ${shellPath(options.out)} --key STEM.key\n` +
      `             then: zegel merge NOTE… -o NEW.note, and zegel ceremony verify ${shellPath(path)} --note NEW.note\n`,
  );
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
  throw new CommandError(`--by: expected one of those present (${ids}), found ${quote(by)}`, exitUsage);
}

function stepNumber(typed: string | undefined): number | undefined {
  return typed === undefined ? undefined : decodeDecimal(typed, 1, 999, "--step");
}
