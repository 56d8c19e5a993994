// Which key signs, and where its secret half is: in STEM.key, in an ssh-agent, on a PKCS #11 token.

import type { Command } from "commander";
import type { VKey } from "../../format/index.ts";
import {
  agentSigner,
  type Language,
  openKey,
  readPublicKey,
  type Signer,
  tokenSigner,
  wipeKey,
} from "../../sign/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { knownPassphrase, knownPin } from "./passphrase.ts";

export interface SignerOptions {
  readonly key: string;
  readonly passphraseFile?: string;
  readonly agent?: true;
  readonly pkcs11?: string;
  readonly token?: string;
  readonly pinFile?: string;
}

const keyText = "STEM.key; with --agent or --pkcs11: STEM.pub";

export function addSignerOptions(command: Command): Command {
  return addSecretOptions(command.requiredOption("--key <file>", keyText));
}

/** Of a command that can do without a key too. */
export function addOptionalSigner(command: Command): Command {
  return addSecretOptions(command.option("--key <file>", keyText));
}

function addSecretOptions(command: Command): Command {
  return command
    .option("--passphrase-file <file>", "take the passphrase from the first line of a file, not from a prompt")
    .option("--agent", "the secret half is in the ssh-agent that SSH_AUTH_SOCK names")
    .option("--pkcs11 <module>", "the secret half is on a token: path of its PKCS #11 library (needs pkcs11-tool)")
    .option("--token <label>", "label of the token, where there are several")
    .option("--pin-file <file>", "take the token's PIN from the first line of a file, not from a prompt");
}

/**
 * The public half, before anything secret is asked for: of STEM.pub itself, or of the one beside STEM.key. Undefined: there is
 * none beside it that can be read. Throws CommandError; of a STEM.pub that was given SignError, FormatError.
 */
export async function publicHalfOf(options: SignerOptions): Promise<VKey | undefined> {
  refuseMixed(options);
  if (options.agent || options.pkcs11 !== undefined) return readPublicKey(options.key);
  if (!options.key.endsWith(".key")) return undefined;
  try {
    return await readPublicKey(options.key.replace(/\.key$/, ".pub"));
  } catch {
    return undefined; // only told sooner: STEM.key itself says whose it is
  }
}

/** `close` wipes what was read. Throws SignError, FormatError, CommandError. */
export async function openSigner(
  options: SignerOptions,
  language: Language,
): Promise<{ readonly signer: Signer; readonly close: () => void }> {
  refuseMixed(options);
  if (options.agent) {
    const vkey = await readPublicKey(options.key);
    return { signer: await agentSigner(process.env.SSH_AUTH_SOCK, vkey), close: () => undefined };
  }
  if (options.pkcs11 !== undefined) {
    const vkey = await readPublicKey(options.key);
    const pin = await knownPin(options.pinFile, vkey.name, language);
    const token = { module: options.pkcs11, tokenLabel: options.token };
    return { signer: await tokenSigner(token, vkey, pin), close: () => pin.fill(0) };
  }
  const passphrase = await knownPassphrase(options.passphraseFile, options.key, language);
  try {
    const key = await openKey(options.key, passphrase);
    return { signer: key, close: () => wipeKey(key) };
  } finally {
    passphrase.fill(0);
  }
}

/** An option that would do nothing is a misunderstanding of where the key is. */
function refuseMixed({ agent, pkcs11, token, pinFile, passphraseFile }: SignerOptions): void {
  if (agent && pkcs11 !== undefined)
    throw new CommandError(
      { nl: "--agent en --pkcs11: de sleutel is op één plaats", en: "--agent and --pkcs11: the key is in one place" },
      exitUsage,
    );
  if ((agent || pkcs11 !== undefined) && passphraseFile !== undefined)
    throw new CommandError(
      {
        nl: "--passphrase-file opent een STEM.key: laat het weg bij --agent en --pkcs11",
        en: "--passphrase-file opens a STEM.key: leave it out with --agent and --pkcs11",
      },
      exitUsage,
    );
  if (pkcs11 === undefined && (token !== undefined || pinFile !== undefined))
    throw new CommandError(
      { nl: "--token en --pin-file horen bij --pkcs11", en: "--token and --pin-file belong to --pkcs11" },
      exitUsage,
    );
}
