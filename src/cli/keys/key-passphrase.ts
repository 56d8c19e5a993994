// zegel key passphrase: the same key under another passphrase. docs/spec/key-file.md

import type { Command } from "commander";
import { print } from "../../files/print.ts";
import { tryReplace } from "../../files/replace.ts";
import { equalBytes } from "../../format/index.ts";
import { changePassphrase, type Language, openKey, type SigningKey, wipeKey } from "../../sign/index.ts";
import { keepOutOfCoreDumps } from "../../verify/program/core-dump.ts";
import { CommandError } from "../../verify/program/terminal.ts";
import { fill, type Text } from "../../words/language.ts";
import { languageOf, languageOption } from "../command.ts";
import { demandTerminal, knownPassphrase, newPassphrase } from "./passphrase.ts";

const texts = {
  same: {
    nl: "{path}: de nieuwe wachtzin is de oude: er is niets gewijzigd; kies een andere",
    en: "{path}: the new passphrase is the old one: nothing was changed; choose another",
  },
  done: {
    nl:
      "gewijzigd:   {path} gaat open met de nieuwe wachtzin, en niet meer met de oude\n" +
      "sleutel:     {name}, dezelfde als tevoren: het openbare deel (.pub) en de vertrouwensbasis blijven gelden\n" +
      "let op:      een kopie van het oude bestand gaat nog open met de oude wachtzin: vervang of vernietig elke kopie\n",
    en:
      "changed:     {path} opens with the new passphrase, and no longer with the old one\n" +
      "key:         {name}, the same as before: its public half (.pub) and the trust root stand\n" +
      "note:        a copy of the old file still opens with the old passphrase: replace or destroy each copy\n",
  },
} as const satisfies Readonly<Record<string, Text>>;

const newOption = "--new-passphrase-file";

interface Options {
  readonly passphraseFile?: string;
  readonly newPassphraseFile?: string;
  readonly lang?: Language;
}

export function addKeyPassphrase(key: Command): void {
  key
    .command("passphrase")
    .description("change the passphrase of a STEM.key; the old file stays until the new one opens")
    .argument("<file>", "STEM.key")
    .option("--passphrase-file <file>", "take the passphrase that it has from the first line of a file")
    .option(`${newOption} <file>`, "take the new passphrase from the first line of a file")
    .addOption(languageOption())
    .addHelpText("after", "\nExample:\n  zegel key passphrase /media/usb/anna.key\n")
    .action(change);
}

async function change(path: string, { passphraseFile, newPassphraseFile, lang }: Options): Promise<void> {
  const language = languageOf({ lang });
  tryReplace(path); // before a person types anything
  if (newPassphraseFile === undefined) demandTerminal("passphrase", newOption);
  keepOutOfCoreDumps();
  const known = await knownPassphrase(passphraseFile, path, language);
  let key: SigningKey | undefined;
  let fresh: Uint8Array | undefined;
  try {
    key = await openKey(path, known);
    fresh = await newPassphrase(newPassphraseFile, key.vkey.name, language, newOption);
    if (equalBytes(known, fresh)) throw new CommandError(fill(texts.same[language], { path }));
    await changePassphrase(path, key, fresh);
    print(fill(texts.done[language], { path, name: key.vkey.name }));
  } finally {
    for (const secret of [known, fresh]) secret?.fill(0);
    if (key !== undefined) wipeKey(key);
  }
  process.exitCode = 0;
}
