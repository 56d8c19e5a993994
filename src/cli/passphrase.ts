// Where a passphrase comes from: a prompt or a file, never an argument or the environment, which others can read.

import { stat } from "node:fs/promises";
import { checkNewPassphrase, checkPassphrase, passphraseLimit, readBytes } from "../sign/index.ts";
import { askHidden, canAsk } from "./ask.ts";
import { CommandError } from "./terminal.ts";

/** For a new key: asked twice. The caller wipes it. Throws SignError PASSPHRASE, FILE, CommandError. */
export async function newPassphrase(file: string | undefined, keyName: string): Promise<Uint8Array> {
  if (file !== undefined) {
    const passphrase = await fromFile(file);
    checkNewPassphrase(passphrase);
    return passphrase;
  }
  demandTerminal();
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = await askHidden([
    `New passphrase for ${keyName} (not shown): `,
    "The same passphrase again: ",
  ]);
  const isSame = first.equals(second);
  second.fill(0);
  if (!isSame) {
    first.fill(0);
    throw new CommandError("the two passphrases differ: nothing was written, start again");
  }
  checkNewPassphrase(first);
  return first;
}

/** For a key that exists. The caller wipes it. Throws SignError PASSPHRASE, FILE, CommandError. */
export async function knownPassphrase(file: string | undefined, keyPath: string): Promise<Uint8Array> {
  if (file !== undefined) return fromFile(file);
  demandTerminal();
  const [passphrase = Buffer.alloc(0)] = await askHidden([`Passphrase of ${keyPath} (not shown): `]);
  checkPassphrase(passphrase);
  return passphrase;
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
    process.stderr.write(`zegel: warning: others may read ${path}: give it rights 600 (chmod 600)\n`);
}

function demandTerminal(): void {
  if (!canAsk()) throw new CommandError("no terminal to ask for the passphrase on: use --passphrase-file FILE");
}
