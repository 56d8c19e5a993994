// zegel witness new: a witness of logs, its key and its memory. zegel witness cosign stands beside. docs/spec/witness-state.md

import type { Command } from "commander";
import { refuseExisting, removeQuietly, writeNew } from "../../files/new-file.ts";
import { print } from "../../files/print.ts";
import { encodeUtf8, quote } from "../../format/index.ts";
import { encodeWitnessState } from "../../log/index.ts";
import { type Language, newKey, refuseExistingKey, wipeKey, writeKey } from "../../sign/index.ts";
import { keepOutOfCoreDumps } from "../../verify/program/core-dump.ts";
import { sayIn, type Text } from "../../words/language.ts";
import { languageOf, languageOption } from "../command.ts";
import { keyInWords } from "../keys/key-words.ts";
import { newPassphrase } from "../keys/passphrase.ts";
import { addWitnessCosign } from "./cosign.ts";

export function addWitness(program: Command): void {
  const witness = program.command("witness").description("watch a public log grow, and say so under its checkpoints");
  witness
    .command("new")
    .description("make a witness: STEM.key (secret), STEM.pub (public), and the file of what it saw last")
    .requiredOption("--name <name>", "name of the witness for ever, such as getuige.example.nl/w1")
    .requiredOption("--out <stem>", "path without ending of the two files of the key")
    .requiredOption("--state <file>", "the new file of what this witness saw last; keep it with the key")
    .option("--passphrase-file <file>", "take the passphrase from the first line of a file, not from a prompt")
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel witness new --name getuige.example.nl/w1 --out getuige --state getuige.state\n",
    )
    .action(newWitness);
  addWitnessCosign(witness);
}

const texts = {
  secret: {
    nl: "geschreven:    {stem}.key (geheim: bewaar het bij dit bestand van wat de getuige het laatst zag: {state})",
    en: "written:     {stem}.key (secret: keep it with the file of what this witness saw last: {state})",
  },
  open: {
    nl: "geschreven:    {stem}.pub (openbaar: vergelijk de vingerafdruk hardop voordat hij in een vertrouwensbasis komt)",
    en: "written:     {stem}.pub (public: compare the fingerprint by voice before it goes into a trust root)",
  },
  state: {
    nl: "let op:        zet nooit een oude kopie van {state} terug: een getuige die vergeet, kan twee dingen zeggen. Is het kwijt, dan komt er een nieuwe getuige",
    en: "mind:        never put back an old copy of {state}: a witness that forgets can say two things. If it is lost, there must be a new witness",
  },
} as const satisfies Record<string, Text>;

interface NewOptions {
  readonly name: string;
  readonly out: string;
  readonly state: string;
  readonly passphraseFile?: string;
  readonly lang?: Language;
}

async function newWitness({ name, out, state, passphraseFile, lang }: NewOptions): Promise<void> {
  const language = languageOf({ lang });
  refuseExistingKey(out);
  refuseExisting(state);
  keepOutOfCoreDumps(); // before there is a seed
  const key = newKey(name, 4);
  const passphrase = await newPassphrase(passphraseFile, name, language);
  try {
    // A memory of a key that never was harms nobody; a key without one would be a witness that cannot begin.
    writeNew(state, encodeUtf8(encodeWitnessState({ witness: key.vkey, logs: [] })), 0o600);
    await writeKey(out, key, passphrase).catch((error: unknown) => {
      removeQuietly(state);
      throw error;
    });
  } finally {
    passphrase.fill(0);
    wipeKey(key);
  }
  const values = { stem: out, state: quote(state) };
  const lines = [texts.secret, texts.open, texts.state].map((text) => sayIn(text, language, values));
  print(`${keyInWords(key.vkey, language)}\n${lines.join("\n")}\n`);
  process.exitCode = 0;
}
