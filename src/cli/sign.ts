// zegel sign: an officer or reviewer reads what she signs, confirms, and signs.

import { basename, dirname, join } from "node:path";
import type { Command } from "commander";
import { encodeUtf8, type Note, quote, textDigest } from "../format/index.ts";
import {
  describeNote,
  encodeMinisig,
  encodeMinisignKey,
  type Language,
  type NoteFile,
  openKey,
  readStatement,
  refuseExisting,
  refuseSigned,
  type SigningKey,
  say,
  signNote,
  wipeKey,
  writeNew,
} from "../sign/index.ts";
import { askLine, canAsk } from "./ask.ts";
import { languageOption, localeLanguage } from "./language.ts";
import { readNote, writeNote } from "./note-file.ts";
import { knownPassphrase } from "./passphrase.ts";
import { signatureCheck } from "./platform-signature.ts";
import { CommandError, exitUsage } from "./terminal.ts";

export function addSign(program: Command): void {
  program
    .command("sign")
    .description("show what notes say, ask for a confirmation, and sign them")
    .argument("<note...>", "release, trust-root, rebuild or recall notes")
    .requiredOption("--key <file>", "STEM.key")
    .option("--passphrase-file <file>", "take the passphrase from the first line of a file, not from a prompt")
    .option("--yes", "sign without asking for a confirmation (for scripts)")
    .option("-o, --out <note>", "the new file, for one note (else NOTE's stem with .KEYNAME.note, beside it)")
    .option("--minisig", "write a minisign and signify signature of the text too, with the text and the public key")
    .addOption(languageOption())
    .addHelpText("after", "\nExample:\n  zegel sign release.note --key anna.key\n")
    .action(sign);
}

interface SignOptions {
  readonly key: string;
  readonly passphraseFile?: string;
  readonly yes?: true;
  readonly out?: string;
  readonly minisig?: true;
  readonly lang?: Language;
}

async function sign(paths: readonly string[], options: SignOptions): Promise<void> {
  if (options.out !== undefined && paths.length > 1)
    throw new CommandError("-o names one file: leave it out to sign several notes at once", exitUsage);
  if (!options.yes && !canAsk()) throw new CommandError("no terminal to ask for a confirmation on: use --yes");
  const language = options.lang ?? localeLanguage();
  const files: NoteFile[] = [];
  for (const path of paths) files.push(await readNote(path));
  for (const { note } of files) readStatement(note.text); // refused before a passphrase is asked for
  const key = await open(options);
  try {
    const outputs = files.map(({ path }) => options.out ?? besidePath(path, key.vkey.name));
    const twice = outputs.find((path, i) => outputs.indexOf(path) !== i);
    if (twice !== undefined)
      throw new CommandError(`${twice}: two of the notes would be written there; sign them apart`);
    for (const [i, { note }] of files.entries()) {
      refuseSigned(note, key.vkey);
      for (const path of pathsFor(outputs[i] ?? "", options.minisig)) await refuseExisting(path);
    }
    for (const { path, note } of files) await confirm(path, note, key, options.yes, language);
    // All were confirmed: only now is anything signed.
    for (const [i, { note }] of files.entries()) await signOne(note, key, outputs[i] ?? "", options.minisig);
  } finally {
    wipeKey(key);
  }
  process.exitCode = 0;
}

async function open(options: SignOptions): Promise<SigningKey> {
  const passphrase = await knownPassphrase(options.passphraseFile, options.key);
  try {
    return await openKey(options.key, passphrase);
  } finally {
    passphrase.fill(0);
  }
}

/** A key's name may hold a slash (signed-note's names look like URLs): it must not become a folder. */
function besidePath(path: string, keyName: string): string {
  const stem = basename(path).replace(/\.note$/, "");
  return join(dirname(path), `${stem}.${keyName.replaceAll("/", "_")}.note`);
}

/** The note, then what --minisig adds: signature, signed text, public key. */
function pathsFor(notePath: string, minisig: true | undefined): string[] {
  const stem = notePath.replace(/\.note$/, "");
  return minisig ? [notePath, `${stem}.minisig`, `${stem}.text`, `${stem}.minisig.pub`] : [notePath];
}

async function confirm(
  path: string,
  note: Note,
  { vkey }: SigningKey,
  isConfirmed: true | undefined,
  language: Language,
): Promise<void> {
  const lines = [quote(path), ...describeNote(note, language), `  ${say("withKey", language)}: ${vkey.name}`];
  const statement = readStatement(note.text);
  if (statement.type === "trust-root" && !statement.root.keys.some((key) => key.vkey.raw === vkey.raw))
    lines.push(`  ${say(statement.root.version === 1 ? "notInRoot" : "notInNextRoot", language)}`);
  process.stdout.write(`${lines.join("\n")}\n\n`);
  if (isConfirmed) return;
  const answer = await askLine(say("confirm", language));
  if (answer.toLowerCase() !== textDigest(note.text).slice(0, 4))
    throw new CommandError("not confirmed: nothing was signed");
}

async function signOne(note: Note, key: SigningKey, path: string, minisig: true | undefined): Promise<void> {
  const signed = await signNote(note, key, signatureCheck);
  await writeNote({ path, note: signed });
  process.stdout.write(`written:     ${path}\n`);
  if (!minisig) return;
  const [, signaturePath = "", textPath = "", keyPath = ""] = pathsFor(path, minisig);
  const own = signed.signatures.find((line) => line.name === key.vkey.name && line.keyId === key.vkey.id);
  const comment = `text digest ${textDigest(note.text)}`;
  await writeNew(
    signaturePath,
    await encodeMinisig(key, own?.bytes ?? new Uint8Array(), comment, signatureCheck),
    0o644,
  );
  await writeNew(textPath, encodeUtf8(note.text), 0o644);
  await writeNew(keyPath, encodeMinisignKey(key.vkey), 0o644);
  process.stdout.write(`written:     ${signaturePath}, ${textPath}, ${keyPath}\n`);
}
