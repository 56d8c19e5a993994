// Where a passphrase or PIN comes from: a prompt or a file, never an argument or the environment, which others can read.

import { stat } from "node:fs/promises";
import { printError } from "../files/print.ts";
import { shown } from "../format/index.ts";
import { checkNewPassphrase, checkPassphrase, type Language, passphraseLimit, readBytes } from "../sign/index.ts";
import { askHidden, canAsk } from "./ask.ts";
import { keepOutOfCoreDumps } from "./core-dump.ts";
import { localeLanguage } from "./language.ts";
import { CommandError } from "./terminal.ts";

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
  differ: {
    nl: () => "de twee wachtzinnen verschillen: er is niets geschreven, begin opnieuw",
    en: () => "the two passphrases differ: nothing was written, start again",
  },
} as const;

/** For a new key: asked twice. The caller wipes it. Throws SignError PASSPHRASE, FILE, CommandError. */
export async function newPassphrase(
  file: string | undefined,
  keyName: string,
  language: Language = localeLanguage(),
): Promise<Uint8Array> {
  keepOutOfCoreDumps();
  if (file !== undefined) {
    const passphrase = await fromFile(file);
    checkNewPassphrase(passphrase);
    return passphrase;
  }
  demandTerminal("passphrase", "--passphrase-file");
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = await askHidden([
    prompts.fresh[language](keyName),
    prompts.again[language](),
  ]);
  const isSame = first.equals(second);
  second.fill(0);
  if (!isSame) {
    first.fill(0);
    throw new CommandError(prompts.differ[language]());
  }
  checkNewPassphrase(first);
  return first;
}

/** For a key that exists. The caller wipes it. Throws SignError PASSPHRASE, FILE, CommandError. */
export async function knownPassphrase(
  file: string | undefined,
  keyPath: string,
  language: Language = localeLanguage(),
): Promise<Uint8Array> {
  keepOutOfCoreDumps();
  if (file !== undefined) return fromFile(file);
  demandTerminal("passphrase", "--passphrase-file");
  return askOne(prompts.known[language](keyPath));
}

/** Of a token. The caller wipes it. Throws SignError PASSPHRASE, FILE, CommandError. */
export async function knownPin(file: string | undefined, keyName: string, language: Language): Promise<Uint8Array> {
  keepOutOfCoreDumps();
  if (file !== undefined) return fromFile(file);
  demandTerminal("PIN", "--pin-file");
  return askOne(prompts.pin[language](keyName));
}

async function askOne(question: string): Promise<Uint8Array> {
  const [answer = Buffer.alloc(0)] = await askHidden([question]);
  checkPassphrase(answer);
  return answer;
}

/** The first line, without its end (LF or CR LF). Throws SignError PASSPHRASE, FILE. */
async function fromFile(path: string): Promise<Uint8Array> {
  await warnIfReadable(path);
  const bytes = await readBytes(path, 64 * passphraseLimit);
  const end = bytes.indexOf(10);
  const line = bytes.subarray(0, end < 0 ? bytes.length : end);
  const passphrase = line.at(-1) === 13 ? line.slice(0, -1) : line.slice();
  bytes.fill(0);
  checkPassphrase(passphrase);
  return passphrase;
}

/** Rights say nothing on Windows, nor of a pipe. */
async function warnIfReadable(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined); // reading it tells what is wrong
  if (found?.isFile() && process.platform !== "win32" && (found.mode & 0o077) !== 0)
    printError(shown`zegel: warning: others may read ${path}: give it rights 600 (chmod 600)\n`);
}

function demandTerminal(what: string, option: string): void {
  if (!canAsk()) throw new CommandError(`no terminal to ask for the ${what} on: use ${option} FILE`);
}
