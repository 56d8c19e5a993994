// zegel key import: the public half of a key that lives elsewhere: made by another program, held by an agent, on a token.

import type { Command } from "commander";
import { refuseExisting } from "../../files/new-file.ts";
import { print } from "../../files/print.ts";
import { decodeHex, inBoth, makeVKey, quote, type VKey } from "../../format/index.ts";
import {
  listAgentKeys,
  listTokenKeys,
  readForeignKey,
  SignError,
  type TokenChoice,
  writePublicKey,
} from "../../sign/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { fill, type Language, sayIn, type Text } from "../../words/language.ts";
import { languageOf, languageOption } from "../command.ts";
import { keyInWords } from "./key-words.ts";

interface ImportOptions {
  readonly name: string;
  readonly out: string;
  readonly agent?: true;
  readonly pkcs11?: string;
  readonly token?: string;
  readonly lang?: Language;
}

const texts = {
  written: {
    nl: "geschreven:    {path} (vergelijk de vingerafdruk hardop voordat de sleutel in een vertrouwensbasis komt)",
    en: "written:     {path} (compare the fingerprint by voice before it goes into a trust root)",
  },
  onePlace: {
    nl: "noem één plaats: een bestand, --agent of --pkcs11 MODULE",
    en: "name one place: a file, --agent, or --pkcs11 MODULE",
  },
  agent: { nl: "de ssh-agent", en: "the ssh-agent" },
  token: { nl: "het token", en: "the token" },
  none: {
    nl: "{place}: verwacht één Ed25519-sleutel, gevonden geen: voeg die eerst toe",
    en: "{place}: expected one Ed25519 key, found none: add it first",
  },
  several: {
    nl: "{place}: verwacht één Ed25519-sleutel, gevonden {found}: kies er een ({how}) en geef FILE",
    en: "{place}: expected one Ed25519 key, found {found}: choose it ({how}) and give FILE",
  },
  agentHow: { nl: "ssh-add -L > FILE, houd één regel over", en: "ssh-add -L > FILE, keep its line" },
  tokenHow: {
    nl: "pkcs11-tool --read-object --type pubkey --id ID -o FILE",
    en: "pkcs11-tool --read-object --type pubkey --id ID -o FILE",
  },
} as const satisfies Record<string, Text>;

export function addKeyImport(key: Command): void {
  key
    .command("import")
    .description(
      "make STEM.pub of a public key made elsewhere (OpenSSH, signify, minisign, PEM), in an ssh-agent or on a token",
    )
    .argument("[file]", "the public key: id_ed25519.pub, KEY.pub of signify or minisign, or PEM")
    .requiredOption("--name <name>", "name of the key, such as anna: it stands beside every signature")
    .requiredOption("--out <stem>", "path without ending of the new STEM.pub")
    .option("--agent", "the one Ed25519 key in the ssh-agent that SSH_AUTH_SOCK names")
    .option("--pkcs11 <module>", "the one Ed25519 key on a token: path of its PKCS #11 library (needs pkcs11-tool)")
    .option("--token <label>", "label of the token, where there are several")
    .addOption(languageOption())
    .addHelpText("after", "\nExample:\n  zegel key import anna-ssh.pub --name anna --out anna\n")
    .action(importKey);
}

async function importKey(file: string | undefined, options: ImportOptions): Promise<void> {
  const { agent, pkcs11 } = options;
  if ([file, agent, pkcs11].filter((place) => place !== undefined).length !== 1)
    throw new CommandError(texts.onePlace, exitUsage);
  const path = `${options.out}.pub`;
  refuseExisting(path);
  const vkey = await read(file, options);
  writePublicKey(path, vkey);
  const language = languageOf(options);
  print(keyInWords(vkey, language));
  print(`\n${fill(texts.written[language], { path })}\n`);
  process.exitCode = 0;
}

async function read(file: string | undefined, { name, agent, pkcs11, token }: ImportOptions): Promise<VKey> {
  if (file !== undefined) return readForeignKey(file, name);
  if (agent) {
    const keys = await listAgentKeys(process.env.SSH_AUTH_SOCK);
    const key = onlyOne(keys, ({ comment }) => comment, texts.agent, texts.agentHow);
    return makeVKey(name, key.raw);
  }
  const choice: TokenChoice = { module: pkcs11 ?? "", tokenLabel: token };
  const keys = await listTokenKeys(choice);
  const key = onlyOne(keys, ({ label }) => label, texts.token, texts.tokenHow);
  return makeVKey(name, decodeHex(key.raw, 32, "token key"));
}

/** Guessing which of several is meant could enrol the wrong one. */
function onlyOne<T>(keys: readonly T[], nameOf: (key: T) => string, place: Text, how: Text): T {
  const [key, second] = keys;
  if (key !== undefined && second === undefined) return key;
  const found = keys.map((each) => quote(nameOf(each))).join(", ");
  const text = key === undefined ? texts.none : texts.several;
  throw new SignError(
    "FOREIGN",
    inBoth((l) => sayIn(text, l, { place: place[l], found, how: how[l] })),
  );
}
