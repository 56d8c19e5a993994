// zegel log sign: the holder of the log's key, whose computer has no network, reads what is new in the log and signs it.
// docs/spec/log-folder.md, "Signing"

import type { Command } from "commander";
import { refuseExisting } from "../../files/new-file.ts";
import { print } from "../../files/print.ts";
import {
  encodeUtf8,
  FormatError,
  kindOf,
  type Note,
  parseRelease,
  quote,
  shellPath,
  textDigest,
  tryParse,
} from "../../format/index.ts";
import {
  demandContinued,
  firstState,
  isSignedBy,
  readLog,
  readState,
  storeCheckpoint,
  writeState,
} from "../../log/index.ts";
import { type Language, signChecked } from "../../sign/index.ts";
import { canAsk } from "../../verify/program/ask.ts";
import { CommandError } from "../../verify/program/terminal.ts";
import { sayIn, type Text } from "../../words/language.ts";
import { languageOf, languageOption } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { addSignerOptions, openSigner, type SignerOptions } from "../keys/signer.ts";
import { confirmDigest, digestLines } from "../notes/confirm.ts";

/** Entries that are shown; of more the count is told. */
const shownEntries = 100;

export function addLogSign(log: Command): void {
  const command = log
    .command("sign")
    .description("recompute a log, show what is new since the last time, ask for a confirmation, and sign it")
    .argument("<folder>", "the log, whole: a checkpoint alone would prove no growth");
  addSignerOptions(command)
    .requiredOption("--state <file>", "what this key signed last; replaced by what it signs now")
    .option("--new-state", "this key never signed this log: make the file of --state")
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
  signedBefore: {
    nl: "deze sleutel heeft dit logboek al eens ondertekend: geef met --state het bestand van toen, zonder --new-state; er is niets ondertekend",
    en: "this key has signed this log before: give the file of then with --state, without --new-state; nothing was signed",
  },
  before: { nl: "vorige keer: regels: {size}", en: "last time:   entries: {size}" },
  now: {
    nl: "nu:          regels: {size}; alles is nagerekend",
    en: "now:         entries: {size}; all were recomputed",
  },
  entry: { nl: "nieuw:       regel {index}: {what}", en: "new:         entry {index}: {what}" },
  more: { nl: "             en nog meer: {count}", en: "             and more: {count}" },
  nothing: { nl: "nieuw:       niets", en: "new:         nothing" },
  release: { nl: "versie {name}", en: "release {name}" },
  "trust-root": { nl: "vertrouwensbasis", en: "trust root" },
  recall: { nl: "intreklijst", en: "recall list" },
  rebuild: { nl: "verklaring van een nabouwer", en: "reviewer's statement" },
  other: { nl: "een onbekende tekst, die begint met {line}", en: "an unknown text that begins with {line}" },
  written: { nl: "geschreven:  {path}", en: "written:     {path}" },
  next: { nl: "hierna:      {command}", en: "next:        {command}" },
} as const satisfies Record<string, Text>;

interface SignOptions extends SignerOptions {
  readonly state: string;
  readonly newState?: true;
  readonly yes?: true;
  readonly lang?: Language;
}

async function signLog(folder: string, options: SignOptions): Promise<void> {
  const language = languageOf(options);
  if (!options.yes && !canAsk()) throw new CommandError(texts.mayNotAsk);
  const log = readLog(folder);
  if (options.newState) refuseExisting(options.state);
  const state = options.newState ? firstState(log.origin) : readState(options.state);
  const fresh = demandContinued(log, state, shownEntries);
  print(`${describe(state.size, log.size, fresh, language).join("\n")}\n\n`);
  const { signer, close } = await openSigner(options, language);
  try {
    const { vkey } = signer;
    if (vkey.name !== log.origin || vkey.type !== 1)
      throw new CommandError({
        nl: sayIn(texts.otherName, "nl", { origin: quote(log.origin), name: quote(vkey.name) }),
        en: sayIn(texts.otherName, "en", { origin: quote(log.origin), name: quote(vkey.name) }),
      });
    if (options.newState && isSignedBy(log, vkey)) throw new CommandError(texts.signedBefore);
    const unsigned: Note = { text: log.text, signatures: [] };
    print(`${digestLines({ path: folder, note: unsigned }, language).join("\n")}\n\n`);
    if (!options.yes) await confirmDigest(textDigest(log.text), language);
    // What was signed last is on the disc of this computer before a signature exists: a power cut loses a signature, never the memory.
    await writeState(options.state, log, options.newState === true);
    const bytes = await signChecked(signer, encodeUtf8(log.text), signatureCheck);
    await storeCheckpoint(log, { text: log.text, signatures: [{ name: vkey.name, keyId: vkey.id, bytes }] });
  } finally {
    close();
  }
  const paths = [`${folder}/checkpoint`, options.state].map((path) =>
    sayIn(texts.written, language, { path: quote(path) }),
  );
  const next = sayIn(texts.next, language, { command: `zegel log proof ${shellPath(folder)} NOTE -o NOTE.tlog-proof` });
  print(`${[...paths, next].join("\n")}\n`);
  process.exitCode = 0;
}

function describe(before: number, now: number, fresh: readonly string[], language: Language): string[] {
  const more = now - before - fresh.length;
  return [
    sayIn(texts.before, language, { size: before }),
    sayIn(texts.now, language, { size: now }),
    ...fresh.map((text, i) => sayIn(texts.entry, language, { index: before + i, what: whatIs(text, language) })),
    ...(more > 0 ? [sayIn(texts.more, language, { count: more })] : []),
    ...(fresh.length === 0 ? [sayIn(texts.nothing, language)] : []),
  ];
}

/** One line: what a person needs to know it again. */
function whatIs(text: string, language: Language): string {
  const kind = kindOf(text);
  const digest = textDigest(text).slice(0, 16);
  if (kind === undefined || kind === "minutes")
    return sayIn(texts.other, language, { line: quote(text.split("\n", 1)[0] ?? "") });
  const release = kind === "release" ? tryParse(() => parseRelease(text)) : undefined;
  if (release === undefined || release instanceof FormatError)
    return `${sayIn(texts[kind], language, { name: "?" })} (${digest}…)`;
  const { product, version, election, role, sequence, disc, manifests } = release;
  const name = `${product} ${version}, ${election}, ${role}, ${sequence} (${disc}/${manifests.length})`;
  return `${sayIn(texts.release, language, { name })} (${digest}…)`;
}
