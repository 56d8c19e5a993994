// zegel ceremony: scripts on paper, a transcript on disk, and what they prove. docs/nl/sleutelceremonie.md

import { basename, join } from "node:path";
import type { Command } from "commander";
import { refuseExisting, writeNewFolder } from "../../files/new-file.ts";
import { print, printError } from "../../files/print.ts";
import {
  encodeHashGroups,
  encodeUtf8,
  isMeantAsHash,
  parseHashGroups,
  shellPath,
  shown,
  type VKey,
} from "../../format/index.ts";
import {
  demandOwnRoot,
  fingerprintOf,
  isBlind,
  judgeMinutes,
  type Language,
  loadCeremony,
  minutesOf,
  pageName,
  pageTexts,
  readPublicKey,
  readTranscript,
  renderCommands,
  renderScript,
  SignError,
  spokenWords,
  writeScript,
} from "../../sign/index.ts";
import { fill } from "../../words/language.ts";
import { jsonOption, languageOf, languageOption, many, printResult } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { exitIncomplete } from "../end.ts";
import { readNote } from "../notes/note-file.ts";
import { addCopy } from "./copy.ts";
import { addRecording } from "./record.ts";
import { rehearse } from "./rehearse.ts";
import { inJson, inWords, refusal, type TranscriptReport } from "./report.ts";
import { addResult } from "./result.ts";
import { addStart } from "./start.ts";
import { texts } from "./texts.ts";

export function addCeremony(program: Command): void {
  const ceremony = program.command("ceremony").description("plan, rehearse, record and check a key ceremony");
  ceremony
    .command("plan")
    .description("print a numbered script for each person: HTML pages to be printed on A4")
    .argument("<description>", "the JSON file of the ceremony")
    .requiredOption("--out <folder>", "the new folder for the pages")
    .addOption(languageOption())
    .addHelpText("after", "\nExample:\n  zegel ceremony plan ceremonie.json --out draaiboeken --lang nl\n")
    .action(plan);
  ceremony
    .command("rehearse")
    .description("carry out the whole ceremony here, with throw-away keys in a new folder")
    .argument("<description>", "the JSON file of the ceremony")
    .requiredOption("--out <folder>", "the new folder")
    .addOption(languageOption())
    .addHelpText("after", "\nExample:\n  zegel ceremony rehearse ceremonie.json --out oefening\n")
    .action(rehearse);
  addStart(ceremony);
  addRecording(ceremony);
  addCopy(ceremony);
  addResult(ceremony);
  ceremony
    .command("verify")
    .description("check a transcript line by line, and the minutes that those present signed")
    .argument("<transcript>", "a transcript")
    .option("--note <note>", "the signed minutes; without them nothing tells who wrote the transcript")
    .addOption(many("--key <file>", "STEM.pub of somebody who signed (repeat)"))
    .addOption(many("--root <note>", "a trust root that holds the keys of those who signed (repeat)"))
    .addOption(jsonOption("print JSON"))
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel ceremony verify 2026-12-01-root.transcript --note 2026-12-01-root.signed.note --root root-1.note\n",
    )
    .action(verify);
  ceremony
    .command("words")
    .description("print a fingerprint as 16 groups and as words, to be read aloud")
    .argument("<file-or-digest>", "a STEM.pub, or a SHA-256 in any spelling, in quotes")
    .addOption(languageOption())
    .addHelpText("after", "\nExample:\n  zegel ceremony words anna.pub\n")
    .action(words);
}

async function plan(path: string, options: { readonly out: string; readonly lang?: Language }): Promise<void> {
  const language = languageOf(options);
  const loaded = await loadCeremony(path, signatureCheck);
  refuseExisting(options.out);
  const script = writeScript(loaded, basename(path), language);
  const pages = loaded.people.map((person, i) => ({
    name: pageName(person, i),
    text: renderScript(loaded, script, person, language),
  }));
  pages.push({ name: pageTexts.commandsFile[language], text: renderCommands(script) });
  const written = pages.map(({ name, text }) => ({
    path: join(options.out, name),
    bytes: encodeUtf8(text),
    mode: 0o644,
  }));
  writeNewFolder(options.out, written);
  for (const page of written) print(shown`written:     ${page.path}\n`);
  if (isBlind(loaded)) printError(`zegel: warning: ${pageTexts.blind[language]}\n`);
  print(
    `next:        print each page on A4 (100 %), and rehearse: zegel ceremony rehearse ${shellPath(path)} --out NEW\n`,
  );
  process.exitCode = 0;
}

interface VerifyOptions {
  readonly note?: string;
  readonly key: readonly string[];
  readonly root: readonly string[];
  readonly json?: true;
  readonly lang?: Language;
}

async function verify(path: string, options: VerifyOptions): Promise<void> {
  if (options.note === undefined && options.key.length + options.root.length > 0)
    throw new SignError("TRANSCRIPT", "keys alone prove nothing: give the signed minutes with --note");
  const language = languageOf(options);
  const report = await judge(path, options).catch((error: unknown) => {
    if (!options.json) print(`${refusal(language)}\n`);
    throw error; // told in full where every error is
  });
  printResult(
    options.json,
    () => inJson(report),
    () => inWords(report, language),
  );
  process.exitCode = report.minutes?.isComplete ? 0 : exitIncomplete;
}

async function judge(path: string, options: VerifyOptions): Promise<TranscriptReport> {
  const transcript = await readTranscript(path);
  if (options.note === undefined) return { path, transcript, minutes: undefined };
  minutesOf(transcript, path); // refused before its signatures when it is not closed
  const { keys, revoked } = await readKeys(options);
  const { note } = await readNote(options.note);
  return { path, transcript, minutes: await judgeMinutes(transcript, path, note, keys, revoked, signatureCheck) };
}

async function readKeys(options: VerifyOptions): Promise<{ keys: VKey[]; revoked: Set<string> }> {
  const keys: VKey[] = [];
  const revoked = new Set<string>();
  for (const path of options.key) keys.push(await readPublicKey(path));
  for (const path of options.root) {
    const root = await demandOwnRoot((await readNote(path)).note, path, signatureCheck);
    keys.push(...root.keys.map((key) => key.vkey));
    for (const raw of root.revoked) revoked.add(raw);
  }
  return { keys, revoked };
}

async function words(typed: string, options: { readonly lang?: Language }): Promise<void> {
  const isDigest = isMeantAsHash(typed);
  const sha256 = isDigest ? parseHashGroups(typed) : fingerprintOf(await readPublicKey(typed));
  const groups = encodeHashGroups(sha256).split(" ");
  const spoken = spokenWords(sha256);
  const lines = groups.map(
    (group, i) => `${String(i + 1).padStart(2)}  ${group}  ${spoken[2 * i] ?? ""} ${spoken[2 * i + 1] ?? ""}`,
  );
  const title = isDigest ? "SHA-256" : fill(texts.fingerprint[languageOf(options)], { path: typed });
  print(`${title}\n\n${lines.join("\n")}\n`);
  process.exitCode = 0;
}
