// Where a passphrase or PIN comes from: a prompt or a file, never an argument or the environment, which others can read.

import { stat } from "node:fs/promises";
import { printError } from "../../files/print.ts";
import { copyBytes, equalBytes, shown } from "../../format/index.ts";
import {
  checkNewPassphrase,
  checkPassphrase,
  describeFlaw,
  findPassphraseFlaw,
  type Language,
  passphraseLimit,
  readBytes,
  SignError,
} from "../../sign/index.ts";
import { askHidden, canAsk } from "../../verify/program/ask.ts";
import { keepOutOfCoreDumps } from "../../verify/program/core-dump.ts";
import { localeLanguage } from "../../verify/program/locale.ts";
import { CommandError } from "../../verify/program/terminal.ts";

const prompts = {
  fresh: {
    nl: (name: string) => shown`Nieuwe wachtzin voor ${name} (wordt niet getoond): `,
    en: (name: string) => shown`New passphrase for ${name} (not shown): `,
  },
  again: { nl: () => "Dezelfde wachtzin nog eens: ", en: () => "The same passphrase again: " },
  known: {
    nl: (path: string) => shown`Wachtzin van ${path} (wordt niet getoond): `,
    en: (path: string) => shown`Passphrase of ${path} (not shown): `,
  },
  pin: {
    nl: (name: string) => `Pincode van het token voor ${name} (wordt niet getoond): `,
    en: (name: string) => `PIN of the token for ${name} (not shown): `,
  },
  typed: { nl: () => "de wachtzin", en: () => "the passphrase" },
  typedPin: { nl: () => "de pincode", en: () => "the PIN" },
  flawed: {
    nl: (where: string, flaw: string) =>
      `zegel: let op: ${where} ${flaw}. De sleutel gaat zo alleen open als hij met precies deze bytes is gemaakt\n`,
    en: (where: string, flaw: string) =>
      `zegel: warning: ${where} ${flaw}. The key opens only if it was made with these very bytes\n`,
  },
  moreLines: {
    nl: (path: string) => `zegel: let op: ${path} heeft meer regels: alleen de eerste is de wachtzin\n`,
    en: (path: string) => `zegel: warning: ${path} has more lines: only the first is the passphrase\n`,
  },
  readable: {
    nl: (path: string) => shown`zegel: let op: anderen mogen ${path} lezen: geef het rechten 600 (chmod 600)\n`,
    en: (path: string) => shown`zegel: warning: others may read ${path}: give it rights 600 (chmod 600)\n`,
  },
  flawedPin: {
    nl: (where: string, flaw: string) =>
      `${where}: ${flaw}. De pincode is niet naar het token gestuurd: dat gaat na een paar verkeerde pincodes op slot`,
    en: (where: string, flaw: string) =>
      `${where}: ${flaw}. The PIN was not sent to the token, which locks itself after a few wrong ones`,
  },
  differ: {
    nl: () => "de twee wachtzinnen verschillen: er is niets geschreven, begin opnieuw",
    en: () => "the two passphrases differ: nothing was written, start again",
  },
} as const;

/**
 * For a new key, or one that gets another passphrase: asked twice. `option` is the one that names `file`. The caller wipes it. Throws
 * SignError PASSPHRASE, FILE, CommandError.
 */
export async function newPassphrase(
  file: string | undefined,
  keyName: string,
  language: Language = localeLanguage(),
  option = "--passphrase-file",
): Promise<Uint8Array> {
  keepOutOfCoreDumps();
  if (file !== undefined) {
    const { line, hasMore } = await fromFile(file, language);
    checkNewPassphrase(line, file, language);
    if (hasMore) printError(prompts.moreLines[language](file));
    return line;
  }
  demandTerminal("passphrase", option);
  const [first = new Uint8Array(0), second = new Uint8Array(0)] = await askHidden([
    prompts.fresh[language](keyName),
    prompts.again[language](),
  ]);
  const isSame = equalBytes(first, second);
  second.fill(0);
  if (!isSame) {
    first.fill(0);
    throw new CommandError(prompts.differ[language]());
  }
  checkNewPassphrase(first, prompts.typed[language](), language);
  return first;
}

/** For a key that exists. The caller wipes it. Throws SignError PASSPHRASE, FILE, CommandError. */
export async function knownPassphrase(
  file: string | undefined,
  keyPath: string,
  language: Language = localeLanguage(),
): Promise<Uint8Array> {
  keepOutOfCoreDumps();
  if (file === undefined) demandTerminal("passphrase", "--passphrase-file");
  const passphrase =
    file === undefined ? await askOne(prompts.known[language](keyPath)) : (await fromFile(file, language)).line;
  const flaw = findPassphraseFlaw(passphrase);
  if (flaw !== undefined)
    printError(prompts.flawed[language](file ?? prompts.typed[language](), describeFlaw(flaw, language)));
  return passphrase;
}

/** Of a token. The caller wipes it. Throws SignError PASSPHRASE, FILE, CommandError. */
export async function knownPin(file: string | undefined, keyName: string, language: Language): Promise<Uint8Array> {
  keepOutOfCoreDumps();
  if (file === undefined) demandTerminal("PIN", "--pin-file");
  const pin = file === undefined ? await askOne(prompts.pin[language](keyName)) : (await fromFile(file, language)).line;
  const flaw = findPassphraseFlaw(pin);
  if (flaw === undefined) return pin;
  pin.fill(0);
  const where = file ?? prompts.typedPin[language]();
  throw new SignError("PASSPHRASE", prompts.flawedPin[language](where, describeFlaw(flaw, language)));
}

async function askOne(question: string): Promise<Uint8Array> {
  const [answer = new Uint8Array(0)] = await askHidden([question]);
  checkPassphrase(answer);
  return answer;
}

/** The first line, without its end (LF or CR LF), and whether there is more behind it. Throws SignError PASSPHRASE, FILE. */
async function fromFile(
  path: string,
  language: Language,
): Promise<{ readonly line: Uint8Array; readonly hasMore: boolean }> {
  await warnIfReadable(path, language);
  const bytes = await readBytes(path, 64 * passphraseLimit);
  const end = bytes.indexOf(10);
  const line = bytes.subarray(0, end < 0 ? bytes.length : end);
  const passphrase = copyBytes(line.at(-1) === 13 ? line.subarray(0, -1) : line);
  const hasMore = bytes.subarray(line.length + 1).some((byte) => ![9, 10, 13, 32].includes(byte));
  bytes.fill(0);
  checkPassphrase(passphrase);
  return { line: passphrase, hasMore };
}

/** Rights say nothing on Windows, nor of a pipe. */
async function warnIfReadable(path: string, language: Language): Promise<void> {
  const found = await stat(path).catch(() => undefined); // reading it tells what is wrong
  if (found?.isFile() && process.platform !== "win32" && (found.mode & 0o077) !== 0)
    printError(prompts.readable[language](path));
}

/** Throws CommandError where there is nobody to ask. */
export function demandTerminal(what: "passphrase" | "PIN", option: string): void {
  if (canAsk()) return;
  throw new CommandError({
    nl: `er is geen scherm om naar de ${what === "PIN" ? "pincode" : "wachtzin"} te vragen: gebruik ${option} BESTAND`,
    en: `no terminal to ask for the ${what} on: use ${option} FILE`,
  });
}
