// zegel log sign: the holder of the log's key, whose computer has no network, reads what is new in the log and signs it.
// docs/spec/log-folder.md, "Signing"

import { join } from "node:path";
import type { Command } from "commander";
import { Lock } from "../../files/lock.ts";
import { refuseExisting, tryNewFile, writeNew } from "../../files/new-file.ts";
import { print } from "../../files/print.ts";
import { encodeNote, encodeUtf8, inBoth, type Note, quote, shellPath, textDigest } from "../../format/index.ts";
import {
  demandContinued,
  demandNeverSigned,
  firstState,
  readLog,
  readState,
  storeCheckpoint,
  writeState,
} from "../../log/index.ts";
import { type Language, signChecked } from "../../sign/index.ts";
import { canAsk } from "../../verify/program/ask.ts";
import { CommandError } from "../../verify/program/terminal.ts";
import { sayIn, type Text } from "../../words/language.ts";
import { languageOf, languageOption, oneNew } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { addSignerOptions, openSigner, type SignerOptions } from "../keys/signer.ts";
import { confirmDigest, digestLines } from "../notes/confirm.ts";
import { entriesInWords, shownEntries } from "./entry-words.ts";

export function addLogSign(log: Command): void {
  const command = log
    .command("sign")
    .description("recompute a log, show what is new since the last time, ask for a confirmation, and sign it")
    .argument("<folder>", "the log, whole: a checkpoint alone would prove no growth");
  addSignerOptions(command)
    .requiredOption("--state <file>", "what this key signed last; replaced by what it signs now")
    .option("--new-state", "this key never signed this log: make the file of --state")
    .addOption(
      oneNew("-o, --out <file>", "write the signed checkpoint here, and nothing into the folder (it may be read only)"),
    )
    .option("--yes", "sign without asking for a confirmation (for scripts)")
    .addOption(languageOption())
    .addHelpText("after", "\nExample:\n  zegel log sign /media/usb/log --key log.key --state log.state\n")
    .action(signLog);
}

const texts = {
  mayNotAsk: {
    nl: "er is geen scherm om bevestiging op te vragen: gebruik --yes",
    en: "no terminal to ask for a confirmation on: use --yes",
  },
  otherName: {
    nl: "verwacht de sleutel van dit logboek, die {origin} heet, gevonden {name}: geef de goede sleutel; er is niets ondertekend",
    en: "expected the key of this log, which is called {origin}, found {name}: give the right key; nothing was signed",
  },
  otherKey: {
    nl: "eerder:      dit logboek is al ondertekend (regels: {size}), met een andere sleutel, en gaat daarop verder. Hebt u het bestand van wat die sleutel het laatst ondertekende, geef dan dat met --state, zonder --new-state: wie het logboek brengt, kan dat niet veranderen",
    en: "earlier:     this log was signed before (entries: {size}), with another key, and continues that. If you have the file of what that key signed last, give it with --state, without --new-state: whoever brings the log cannot change that one",
  },
  before: { nl: "vorige keer: regels: {size}", en: "last time:   entries: {size}" },
  now: {
    nl: "nu:          regels: {size}; alles is nagerekend",
    en: "now:         entries: {size}; all were recomputed",
  },
  written: { nl: "geschreven:  {path}", en: "written:     {path}" },
  next: { nl: "hierna:      {command}", en: "next:        {command}" },
} as const satisfies Record<string, Text>;

interface SignOptions extends SignerOptions {
  readonly state: string;
  readonly newState?: true;
  readonly out?: string;
  readonly yes?: true;
  readonly lang?: Language;
}

async function signLog(folder: string, options: SignOptions): Promise<void> {
  if (!options.yes && !canAsk()) throw new CommandError(texts.mayNotAsk);
  readLog(folder);
  if (options.newState) refuseExisting(options.state);
  else readState(options.state); // said before a lock is put beside it
  const locks: Lock[] = [];
  try {
    locks.push(Lock.take(`${options.state}.lock`, "is signing with this state"));
    // A folder that cannot be written is told before anything is signed, and nobody appends or takes in a witness's line meanwhile.
    if (options.out === undefined) locks.push(Lock.take(join(folder, "log.lock"), "is at work in this log"));
    await signLocked(folder, options);
  } finally {
    for (const lock of locks) lock.release();
  }
}

/** Nobody else remembers or forgets anything meanwhile. */
async function signLocked(folder: string, options: SignOptions): Promise<void> {
  const language = languageOf(options);
  const { newState, out } = options;
  const log = readLog(folder);
  if (newState) refuseExisting(options.state);
  if (out !== undefined) tryNewFile(out);
  const state = newState ? firstState(log.origin) : readState(options.state);
  const fresh = demandContinued(log, state, shownEntries);
  print(`${describe(state.size, log.size, fresh, language).join("\n")}\n\n`);
  const { signer, close } = await openSigner(options, language);
  try {
    const { vkey } = signer;
    if (vkey.name !== log.origin || vkey.type !== 1) throw otherName(log.origin, vkey.name);
    const earlier = newState ? demandNeverSigned(log, vkey) : undefined;
    if (earlier !== undefined) print(`${sayIn(texts.otherKey, language, { size: earlier })}\n\n`);
    const unsigned: Note = { text: log.text, signatures: [] };
    print(`${digestLines({ path: folder, note: unsigned }, language).join("\n")}\n\n`);
    if (!options.yes) await confirmDigest(textDigest(log.text), language);
    // What was signed last is on the disc of this computer before a signature exists: a power cut loses a signature, never the memory.
    await writeState(options.state, log, newState === true);
    const bytes = await signChecked(signer, encodeUtf8(log.text), signatureCheck);
    const signed: Note = { text: log.text, signatures: [{ name: vkey.name, keyId: vkey.id, bytes }] };
    if (out === undefined) await storeCheckpoint(log, signed);
    else writeNew(out, encodeNote(signed), 0o644);
  } finally {
    close();
  }
  const written = [out ?? `${folder}/checkpoint`, options.state].map((path) =>
    sayIn(texts.written, language, { path: quote(path) }),
  );
  const command =
    out === undefined
      ? `zegel log request ${shellPath(folder)} -o log.request`
      : `zegel log cosign LOG ${shellPath(out)} --root ROOT`;
  print(`${[...written, sayIn(texts.next, language, { command })].join("\n")}\n`);
  process.exitCode = 0;
}

function otherName(origin: string, name: string): CommandError {
  const values = { origin: quote(origin), name: quote(name) };
  return new CommandError(inBoth((language) => sayIn(texts.otherName, language, values)));
}

function describe(before: number, now: number, fresh: readonly string[], language: Language): string[] {
  return [
    sayIn(texts.before, language, { size: before }),
    sayIn(texts.now, language, { size: now }),
    ...entriesInWords(fresh, before, now, language),
  ];
}
