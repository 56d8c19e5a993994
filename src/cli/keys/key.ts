// zegel key new, zegel key import, zegel key passphrase, zegel key show. docs/spec/key-file.md

import type { Command } from "commander";
import { print } from "../../files/print.ts";
import { encodeVKey, type VKey } from "../../format/index.ts";
import {
  fingerprintOf,
  type Language,
  minisignKey,
  newKey,
  openKey,
  readPublicKey,
  refuseExistingKey,
  wipeKey,
  writeKey,
} from "../../sign/index.ts";
import { keepOutOfCoreDumps } from "../../verify/program/core-dump.ts";
import { fill, type Text } from "../../words/language.ts";
import { jsonOption, languageOf, languageOption, printResult } from "../command.ts";
import { addKeyImport } from "./key-import.ts";
import { addKeyPassphrase } from "./key-passphrase.ts";
import { keyInWords } from "./key-words.ts";
import { knownPassphrase, newPassphrase } from "./passphrase.ts";

export function addKey(program: Command): void {
  const key = program.command("key").description("make, keep and show signing keys");
  key
    .command("new")
    .description("make a signing key: STEM.key (secret, under a passphrase) and STEM.pub (public)")
    .requiredOption("--name <name>", "name of the key, such as anna: it stands beside every signature")
    .requiredOption("--out <stem>", "path without ending of the two files")
    .option("--passphrase-file <file>", "take the passphrase from the first line of a file, not from a prompt")
    .addOption(languageOption())
    .addHelpText("after", "\nExample:\n  zegel key new --name anna --out /media/usb/anna\n")
    .action(makeKey);
  addKeyImport(key);
  addKeyPassphrase(key);
  key
    .command("show")
    .description("print name, verifier key, raw key and fingerprint of a STEM.pub or STEM.key")
    .argument("<file>", "STEM.pub, or STEM.key (asks its passphrase)")
    .option("--passphrase-file <file>", "for a STEM.key: take the passphrase from the first line of a file")
    .addOption(jsonOption("print JSON"))
    .addOption(languageOption())
    .addHelpText("after", "\nExample:\n  zegel key show anna.pub\n")
    .action(showKey);
}

const texts = {
  secret: {
    nl: "geschreven:    {stem}.key (houd het geheim, en bewaar de wachtzin ergens anders)",
    en: "written:     {stem}.key (keep it secret, and keep its passphrase elsewhere)",
  },
  open: {
    nl: "               {stem}.pub (geef het aan wie de vertrouwensbasis maakt; vergelijk de vingerafdruk hardop)",
    en: "             {stem}.pub (give it to whoever makes the trust root; compare the fingerprint by voice)",
  },
} as const satisfies Record<string, Text>;

interface NewOptions {
  readonly name: string;
  readonly out: string;
  readonly passphraseFile?: string;
  readonly lang?: Language;
}

async function makeKey(options: NewOptions): Promise<void> {
  refuseExistingKey(options.out);
  keepOutOfCoreDumps(); // before there is a seed
  const key = newKey(options.name);
  const passphrase = await newPassphrase(options.passphraseFile, options.name, options.lang);
  try {
    await writeKey(options.out, key, passphrase);
  } finally {
    passphrase.fill(0);
    wipeKey(key);
  }
  const language = languageOf(options);
  print(
    `${keyInWords(key.vkey, language)}\n${fill(texts.secret[language], { stem: options.out })}\n${fill(texts.open[language], { stem: options.out })}\n`,
  );
  process.exitCode = 0;
}

async function showKey(
  path: string,
  options: { readonly passphraseFile?: string; readonly json?: true; readonly lang?: Language },
): Promise<void> {
  const vkey = path.endsWith(".key")
    ? await publicHalf(path, options.passphraseFile, options.lang)
    : await readPublicKey(path);
  printResult(
    options.json,
    () => ({
      ...{ name: vkey.name, vkey: encodeVKey(vkey), raw: vkey.raw, fingerprint: fingerprintOf(vkey) },
      minisign: minisignKey(vkey),
    }),
    () => keyInWords(vkey, languageOf(options)),
  );
  process.exitCode = 0;
}

async function publicHalf(
  path: string,
  passphraseFile: string | undefined,
  language: Language | undefined,
): Promise<VKey> {
  const passphrase = await knownPassphrase(passphraseFile, path, language);
  try {
    const key = await openKey(path, passphrase);
    wipeKey(key);
    return key.vkey;
  } finally {
    passphrase.fill(0);
  }
}
