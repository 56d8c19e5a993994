// zegel log new, append, request; sign, cosign, proof and audit stand beside. docs/spec/log-folder.md

import { type Command, InvalidArgumentError, Option } from "commander";
import { writeNew } from "../../files/new-file.ts";
import { print } from "../../files/print.ts";
import { decodeDecimal, encodeBase64, FormatError, inBoth, quote, shellPath, tryParse } from "../../format/index.ts";
import {
  type Appended,
  appendNotes,
  demandRootsFirst,
  entryKindOf,
  type LogFolder,
  lastCosigned,
  makeLog,
  makeRequest,
  personsIn,
  placesOf,
  readLog,
} from "../../log/index.ts";

import type { Language } from "../../sign/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { sayIn, type Text } from "../../words/language.ts";
import { languageOf, languageOption, many, outOption, printRemark } from "../command.ts";
import { readNote, readRoots } from "../notes/note-file.ts";
import { addLogAudit } from "./audit.ts";
import { addLogCosign } from "./cosign.ts";
import { addLogProof } from "./proof.ts";
import { demandGiven } from "./roots-here.ts";
import { addLogSign } from "./sign.ts";

export function addLog(program: Command): void {
  const log = program
    .command("log")
    .description("keep the public log of releases: a folder that any web server serves");
  log
    .command("new")
    .description("begin a log: a new folder without an entry")
    .requiredOption(
      "--origin <origin>",
      "the log's name for ever, such as log.example.nl/zegel; the trust root names it",
    )
    .addOption(languageOption())
    .addOption(outOption("--out <folder>", "the new folder"))
    .addHelpText("after", "\nExample:\n  zegel log new --origin log.example.nl/zegel --out log\n")
    .action(newLog);
  log
    .command("append")
    .description("add notes to a log, for ever: releases, trust roots, recall lists, rebuild notes, heads of registers")
    .argument("<folder>", "the log")
    .argument("<note...>", "signed notes, in the order in which they are to stand")
    .option("--names-checked", "what looks like the name of a person may be public for ever")
    .addOption(many("--root <note>", "a trust root to judge the signatures by: all versions (repeat)"))
    .addOption(languageOption())
    .addHelpText("after", "\nExample:\n  zegel log append log root-1.note release.note --root root-1.note\n")
    .action(append);
  addLogSign(log);
  log
    .command("request")
    .description("write what a witness is asked: the body of C2SP's add-checkpoint, for curl or a stick")
    .argument("<folder>", "the log, signed")
    .addOption(
      new Option("--from <size>", "entries that the witness saw last, as it says itself")
        .argParser(sizeOf)
        .default(0)
        .conflicts("witness"),
    )
    .option("--witness <name>", "a witness: from the last checkpoint here that has its line")
    .addOption(languageOption())
    .addOption(outOption("-o, --out <file>"))
    .addHelpText("after", "\nExample:\n  zegel log request log --from 17 -o log.request\n")
    .action(request);
  addLogCosign(log);
  addLogProof(log);
  addLogAudit(log);
}

/** Names that are shown; of more the count is told. */
const shownNames = 10;

const texts = {
  needsRoot: {
    nl: "geef --root: de vertrouwensbasis waarmee de handtekeningen worden beoordeeld; alleen de stand van een register heeft die niet nodig",
    en: "give --root: the trust root to judge the signatures by; only the head of a register does without",
  },
  persons: {
    nl: "er is nog niets toegevoegd. Het logboek is openbaar en voor altijd, en dit lijkt op de naam van een persoon ({count}):",
    en: "nothing was added yet. The log is public and for ever, and this looks like the name of a person ({count}):",
  },
  personsThen: {
    nl: "Is het er geen, of mag het er staan: geef dezelfde opdracht met --names-checked. Anders: laat de tekst aanpassen en opnieuw ondertekenen",
    en: "If it is none, or may stand there: give the same command with --names-checked. If not: have the text changed and signed again",
  },
  added: { nl: "toegevoegd:  regel {index}: {path}", en: "added:       entry {index}: {path}" },
  widened: {
    nl: "aangevuld:   regel {index}: {path} (deze tekst stond er al; nu met meer handtekeningen)",
    en: "added to:    entry {index}: {path} (this text was there; now with more signatures)",
  },
  log: { nl: "logboek:     {origin}, regels: {size}", en: "log:         {origin}, entries: {size}" },
  tree: { nl: "stand:       {rootHash}", en: "root hash:   {rootHash}" },
  stopped: {
    nl: "een eerdere toevoeging is afgebroken; wat zij achterliet is weggehaald (bestanden: {count}), zoals {path}",
    en: "an earlier append was stopped; what it left was removed (files: {count}), such as {path}",
  },
  from: { nl: "vanaf:       regels: {from}", en: "from:        entries: {from}" },
  written: { nl: "geschreven:  {path}", en: "written:     {path}" },
  orCarry: {
    nl: "             of breng {path} op een stick naar de getuige, met de map {folder} erbij (zegel witness cosign)",
    en: "             or carry {path} to the witness on a stick, with the folder {folder} (zegel witness cosign)",
  },
  next: { nl: "hierna:      {command}", en: "next:        {command}" },
} as const satisfies Record<string, Text>;

interface Options {
  readonly lang?: Language;
}

function stateOf({ origin, size, rootHash }: LogFolder, language: Language): string[] {
  return [
    sayIn(texts.log, language, { origin, size }),
    sayIn(texts.tree, language, { rootHash: encodeBase64(rootHash) }),
  ];
}

async function newLog(options: Options & { readonly origin: string; readonly out: string }): Promise<void> {
  const language = languageOf(options);
  const log = await makeLog(options.out, options.origin);
  const lines = [
    ...stateOf(log, language),
    sayIn(texts.written, language, { path: quote(options.out) }),
    sayIn(texts.next, language, { command: `zegel log append ${shellPath(options.out)} NOTE… --root ROOT` }),
  ];
  print(`${lines.join("\n")}\n`);
  process.exitCode = 0;
}

/** Notes in files, judged under the roots in `root` (none: heads of registers alone go in), into the log in `folder`. Throws LogError, FilesError, what reading throws. */
export async function appendFiles(
  folder: string,
  paths: readonly string[],
  root: readonly string[],
  areNamesChecked = false,
): Promise<Appended & { readonly pathOf: (text: string) => string }> {
  const log = readLog(folder); // said before any note is judged
  const known = root.length === 0 ? undefined : await readRoots(root);
  const given = [];
  for (const path of paths) given.push(await readNote(path)); // one after the other: a system has only so many files open at once
  if (known === undefined && given.some(({ note }) => entryKindOf(note.text) !== "register-head"))
    throw new CommandError(texts.needsRoot, exitUsage);
  const entries = (await demandGiven(log, given, known)).map(({ path, entry: { note } }) => ({ path, note }));
  const rootTexts = known?.roots.map(({ text }) => text) ?? [];
  demandRootsFirst(entries, placesOf(log, rootTexts).keys());
  if (!areNamesChecked) demandNoPersons(entries.map(({ path, note: { text } }) => ({ path, text })));
  const pathsOf = new Map(entries.toReversed().map(({ path, note }) => [note.text, path])); // of two with one text the first
  const pathOf = (text: string) => pathsOf.get(text) ?? "";
  const notes = entries.map(({ note }) => note);
  return { ...(await appendNotes(folder, notes)), pathOf };
}

async function append(
  folder: string,
  paths: readonly string[],
  options: Options & { readonly root: readonly string[]; readonly namesChecked?: true },
): Promise<void> {
  const language = languageOf(options);
  const { log, added, widened, removed, pathOf } = await appendFiles(folder, paths, options.root, options.namesChecked);
  const [first] = removed;
  if (first !== undefined)
    printRemark("note", sayIn(texts.stopped, language, { count: removed.length, path: quote(first) }), language);
  const lines = [
    ...added.map(({ note, index }) => sayIn(texts.added, language, { index, path: quote(pathOf(note.text)) })),
    ...widened.map(({ note, index }) => sayIn(texts.widened, language, { index, path: quote(pathOf(note.text)) })),
    ...stateOf(log, language),
    ...(added.length === 0
      ? []
      : [
          sayIn(texts.next, language, {
            command: `zegel log sign ${shellPath(folder)} --key STEM.key --state STEM.state`,
          }),
        ]),
  ];
  print(`${lines.join("\n")}\n`);
  process.exitCode = 0;
}

/** Nobody can be taken out of a log again. Whoever has looked says so, and then it goes in: a recall never waits for this. */
function demandNoPersons(entries: readonly { readonly path: string; readonly text: string }[]): void {
  const found = entries.flatMap(({ path, text }) => personsIn(text).map((name) => `${quote(path)}: ${quote(name)}`));
  if (found.length === 0) return;
  const shown = found.slice(0, shownNames).map((line) => `\n  ${line}`);
  const around = (language: Language) => [
    sayIn(texts.persons, language, { count: found.length }),
    sayIn(texts.personsThen, language),
  ];
  throw new CommandError(inBoth((language) => around(language).join(`${shown.join("")}\n`)));
}

/** As a person types it. */
function sizeOf(typed: string): number {
  const size = tryParse(() => decodeDecimal(typed, 0, Number.MAX_SAFE_INTEGER, "--from"));
  if (size instanceof FormatError) throw new InvalidArgumentError("Expected a number of entries.");
  return size;
}

async function request(
  folder: string,
  options: Options & { readonly from: number; readonly witness?: string; readonly out: string },
): Promise<void> {
  const language = languageOf(options);
  const log = readLog(folder);
  const from = options.witness === undefined ? options.from : lastCosigned(log, options.witness);
  writeNew(options.out, makeRequest(log, from), 0o644);
  const lines = [
    sayIn(texts.from, language, { from }),
    sayIn(texts.written, language, { path: quote(options.out) }),
    sayIn(texts.next, language, {
      command: `curl --data-binary @${shellPath(options.out)} https://WITNESS/add-checkpoint`,
    }),
    sayIn(texts.orCarry, language, { path: quote(options.out), folder: quote(folder) }),
  ];
  print(`${lines.join("\n")}\n`);
  process.exitCode = 0;
}
