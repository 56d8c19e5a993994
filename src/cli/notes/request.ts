// zegel request new, zegel request show: what is carried to an officer's machine that has no network. docs/spec/sign-request.md

import type { Command } from "commander";
import { qrLimit } from "../../distribute/index.ts";
import { writeAllNew } from "../../files/new-file.ts";
import { print } from "../../files/print.ts";
import { type Note, parseRelease, shellPath, textDigest } from "../../format/index.ts";
import {
  type Changes,
  changesFor,
  type Evidence,
  encodeRequest,
  type Language,
  lookAt,
  type NoteFile,
  readStatement,
} from "../../sign/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { fill, sayIn, type Text } from "../../words/language.ts";
import { jsonOption, languageOf, languageOption, outOption, printResult } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { digestLines, pagesOf } from "./confirm.ts";
import { addEvidenceOptions, type EvidenceOptions, nameLimit, readInput } from "./evidence.ts";
import { addQrOptions, type QrOptions, showQr, withQr } from "./qr.ts";

export function addRequest(program: Command): void {
  const request = program
    .command("request")
    .description("make and show requests to sign, for machines without a network");
  const make = request
    .command("new")
    .description("put notes to sign, and what an officer needs to judge them, into one small file")
    .argument("<note...>", "release, trust-root, rebuild or recall notes");
  addQrOptions(addEvidenceOptions(make))
    .addOption(outOption("-o, --out <request>"))
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel request new release.note --previous previous.note --manifest MANIFEST --manifest previous/MANIFEST \\\n" +
        "    --root root-1.note --rebuild rebuild.dora.note -o release.request\n",
    )
    .action(makeRequest);
  const show = request
    .command("show")
    .description("print what an officer will see, without signing")
    .argument("<request>", "a request, or a note");
  addEvidenceOptions(show)
    .option("--all", "show the names of all files that changed")
    .addOption(jsonOption("print JSON: the digests and the changes"))
    .addOption(languageOption())
    .addHelpText("after", "\nExample:\n  zegel request show release.request --manifest previous/MANIFEST\n")
    .action(showRequest);
}

const texts = {
  written: { nl: "geschreven:  {path} ({bytes} bytes; ", en: "written:     {path} ({bytes} bytes; " },
  fits: { nl: "past in een QR-code", en: "fits a QR code" },
  tooLarge: { nl: "te groot voor een QR-code", en: "too large for a QR code" },
  next: {
    nl: "hierna:      elke functionaris, op een computer zonder netwerk: zegel sign {path} --key STEM.key",
    en: "next:        each officer, on a machine without a network: zegel sign {path} --key STEM.key",
  },
  merge: {
    nl: "             daarna: zegel merge NOTE ANTWOORD… --root NOTE -o NIEUW.note",
    en: "             then: zegel merge NOTE RESPONSE… --root NOTE -o NEW.note",
  },
} as const satisfies Record<string, Text>;

interface NewOptions extends EvidenceOptions, QrOptions {
  readonly out: string;
  readonly lang?: Language;
}

async function makeRequest(paths: readonly string[], options: NewOptions): Promise<void> {
  const language = languageOf(options);
  const { bytes, pages, hint } = await composeRequest(paths, options, language);
  writeAllNew(withQr({ path: options.out, bytes, mode: 0o644 }, options));
  print(pages);
  const size = bytes.length > qrLimit ? texts.tooLarge : texts.fits;
  const lines = [
    `${fill(texts.written[language], { path: options.out, bytes: bytes.length })}${size[language]})`,
    `${sayIn(texts.next, language, { path: shellPath(options.out) })}${hint}`,
    texts.merge[language],
  ];
  print(`${lines.join("\n")}\n`);
  showQr(bytes, options, language);
  process.exitCode = 0;
}

/** The bytes of a request, what an officer will see, and what to add to her command. What her machine would refuse is refused here. */
export async function composeRequest(
  paths: readonly string[],
  options: EvidenceOptions,
  language: Language,
): Promise<{ readonly bytes: Uint8Array; readonly pages: string; readonly hint: string }> {
  const { files, evidence, isRequest } = await readInput(paths, options);
  if (isRequest)
    throw new CommandError(
      { nl: `${paths[0]}: is al een ondertekenverzoek`, en: `${paths[0]}: is a request already` },
      exitUsage,
    );
  // What an officer's machine would refuse is refused here.
  const looks = await lookAt(files, evidence, "asker", { language, nameLimit }, signatureCheck);
  const bare = (found: readonly NoteFile[]) => found.map(({ note }) => note);
  const bytes = encodeRequest({
    notes: bare(files),
    previous: bare(evidence.previous),
    trustRoots: bare(evidence.roots),
    rebuilds: bare(evidence.rebuilds),
    changes: changesOf(files, evidence),
  });
  return { bytes, pages: pagesOf(withDigests(files, looks, language)), hint: manifestHint(files) };
}

/** Each look, with the digest to type from below it. */
function withDigests(files: readonly NoteFile[], looks: readonly string[][], language: Language): string[][] {
  return files.map((file, i) => [...(looks[i] ?? []), "", ...digestLines(file, language)]);
}

/** A request carries what changed, not the manifest it changed from: without that none of it can be shown. */
function manifestHint(files: readonly NoteFile[]): string {
  const hasPrevious = files.some(({ note }) => {
    const statement = readStatement(note.text);
    return statement.type === "release" && statement.release.previous !== undefined;
  });
  return hasPrevious ? " --manifest PREVIOUS-DISC/ZEGEL/MANIFEST" : "";
}

/** One list a disc, each once. */
function changesOf(files: readonly NoteFile[], { previous, manifests }: Evidence): Changes[] {
  const lists = new Map<string, Changes>();
  for (const { note } of files) {
    const statement = readStatement(note.text);
    if (statement.type !== "release") continue;
    const before = previous.find((file) => textDigest(file.note.text) === statement.release.previous);
    if (before === undefined && statement.release.previous !== undefined) continue;
    const older = before === undefined ? undefined : parseRelease(before.note.text);
    for (const changes of changesFor(statement.release, older, manifests)) lists.set(changes.to, changes);
  }
  return [...lists.values()];
}

interface ShowOptions extends EvidenceOptions {
  readonly all?: true;
  readonly json?: true;
  readonly lang?: Language;
}

async function showRequest(path: string, options: ShowOptions): Promise<void> {
  const language = languageOf(options);
  const { files, evidence } = await readInput([path], options);
  const style = { language, nameLimit: options.all ? Number.POSITIVE_INFINITY : nameLimit };
  const looks = await lookAt(files, evidence, "asker", style, signatureCheck);
  printResult(
    options.json,
    () => ({ notes: files.map((file, i) => asJson(file.note, looks[i] ?? [])) }),
    () => pagesOf(withDigests(files, looks, language)),
  );
  process.exitCode = 0;
}

function asJson(note: Note, review: readonly string[]) {
  return {
    type: readStatement(note.text).type,
    textSha256: textDigest(note.text),
    signatures: note.signatures.map((line) => line.name),
    review,
  };
}
