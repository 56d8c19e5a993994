// zegel witness cosign: a request judged as C2SP tlog-witness says, what is new read where the log itself was brought along, and a line for
// it. docs/spec/log-folder.md, "A witness"

import { join } from "node:path";
import type { Command } from "commander";
import { isInside } from "../../files/inside.ts";
import { Lock } from "../../files/lock.ts";
import { print, printError } from "../../files/print.ts";
import { encodeVKey, inBoth, type Note, parseVKey, quote, textDigest, type VKey } from "../../format/index.ts";
import {
  type Accepted,
  addLine,
  cosignatureLine,
  demandEntries,
  demandLinesFile,
  encodeLines,
  growCopy,
  judgeRequest,
  keepCheckpoint,
  type Refused,
  readWitnessState,
  requestLimit,
  type WitnessState,
  withSeen,
  writeWitnessState,
} from "../../log/index.ts";
import { type Language, readBytes, readPublicKey, type Signer, signChecked } from "../../sign/index.ts";
import { cosignatureOf } from "../../trust/index.ts";
import { canAsk } from "../../verify/program/ask.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { sayIn, type Text } from "../../words/language.ts";
import { languageOf, languageOption } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { addSignerOptions, openSigner, type SignerOptions } from "../keys/signer.ts";
import { entriesInWords } from "../log/entry-words.ts";
import { confirmDigest, digestLines } from "../notes/confirm.ts";

/** The exit code of each answer that is a no: a 6, and the last digit of C2SP's status. */
const exitOf: Readonly<Record<Refused["status"], number>> = { 400: 60, 403: 63, 404: 64, 409: 69, 422: 62 };

export function addWitnessCosign(witness: Command): void {
  const command = witness
    .command("cosign")
    .description("judge a request of a log, and sign that its tree continues the last one that this witness saw")
    .argument("<request>", "what zegel log request made: the body of C2SP's add-checkpoint");
  addSignerOptions(command)
    .requiredOption(
      "--log <vkey>",
      "the log's key, as the trust root has it (or STEM.pub); its name is the log's origin",
    )
    .requiredOption("--state <file>", "what this witness saw last, made by witness new; replaced by what it sees now")
    .option("--entries <folder>", "the log itself: read every entry, and show what is new")
    .option("--keep <folder>", "this witness's own copy of the log: grown to what it signs (with --entries)")
    .option("-o, --out <file>", "the file that the line is added to; else the line alone goes to stdout")
    .option("--yes", "sign without asking for a confirmation (for scripts)")
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel witness cosign log.request --log log.pub --key getuige.key --state getuige.state --entries /media/usb/log -o getuige.lines\n" +
        "\nExit code: 0 signed, 60 no request (C2SP: 400), 62 the log does not continue (422), 63 not signed by the log (403),\n" +
        "64 another log (404), 69 this witness saw another size last (409).\n",
    )
    .action(cosign);
}

const texts = {
  mayNotAsk: {
    nl: "er is geen scherm om bevestiging op te vragen: gebruik --yes",
    en: "no terminal to ask for a confirmation on: use --yes",
  },
  keepNeedsEntries: {
    nl: "--keep bewaart wat --entries leest: geef ook --entries, de map van het logboek",
    en: "--keep keeps what --entries reads: give --entries too, the folder of the log",
  },
  keepIsEntries: {
    nl: "--keep en --entries zijn dezelfde map, of de ene ligt in de andere: de eigen kopie van de getuige ligt buiten het logboek zelf",
    en: "--keep and --entries are one folder, or one lies in the other: the witness's own copy lies outside the log itself",
  },
  otherKey: {
    nl: "verwacht de sleutel van getuige {name}, van wie dit geheugen is, gevonden {found}: geef de sleutel en het bestand die bij elkaar horen; er is niets ondertekend",
    en: "expected the key of the witness {name}, whose state this is, found {found}: give the key and the file that belong together; nothing was signed",
  },
  logKey: {
    nl: "verwacht de sleutel van een logboek (type 1), gevonden de sleutel van een getuige: {name}",
    en: "expected the key of a log (type 1), found the key of a witness: {name}",
  },
  refused: { nl: "{status}: {why}", en: "{status}: {why}" },
  log: { nl: "logboek:     {origin}", en: "log:         {origin}" },
  before: { nl: "vorige keer: regels: {size}", en: "last time:   entries: {size}" },
  now: {
    nl: "nu:          regels: {size}; gaat verder op de vorige keer",
    en: "now:         entries: {size}; continues the last time",
  },
  read: {
    nl: "gelezen:     elke regel; samen geven zij deze stand",
    en: "read:        every entry; together they give this tree",
  },
  unread: {
    nl: "gelezen:     niets: alleen hashcodes zijn vergeleken; vraag ook het logboek zelf, en geef het met --entries",
    en: "read:        nothing: only hashes were compared; ask for the log itself too, and give it with --entries",
  },
  time: {
    nl: "tijd:        {time} volgens de klok van deze computer: komt onder het logboek te staan",
    en: "time:        {time} by the clock of this computer: it will stand under the log",
  },
  written: { nl: "geschreven:  {path}", en: "written:     {path}" },
  next: {
    nl: "hierna:      breng {path} terug naar het logboek (zegel log cosign)",
    en: "next:        bring {path} back to the log (zegel log cosign)",
  },
} as const satisfies Record<string, Text>;

interface CosignOptions extends SignerOptions {
  readonly log: string;
  readonly state: string;
  readonly entries?: string;
  readonly keep?: string;
  readonly out?: string;
  readonly yes?: true;
  readonly lang?: Language;
}

async function cosign(path: string, options: CosignOptions): Promise<void> {
  const { state: statePath, out } = options;
  const { keep, entries } = options;
  if (keep !== undefined && entries === undefined) throw new CommandError(texts.keepNeedsEntries, exitUsage);
  if (keep !== undefined && entries !== undefined && (isInside(keep, entries) || isInside(entries, keep)))
    throw new CommandError(texts.keepIsEntries, exitUsage);
  if (!options.yes && !canAsk()) throw new CommandError(texts.mayNotAsk);
  const logKey = await logKeyOf(options.log);
  const body = await readBytes(path, requestLimit);
  if (out !== undefined) demandLinesFile(out);
  readWitnessState(statePath); // said before a lock is put beside it
  const lock = Lock.take(`${statePath}.lock`, "is cosigning with this state");
  try {
    const state = readWitnessState(statePath);
    const judged = await judgeRequest(body, logKey, state, signatureCheck);
    if (judged.status === 200) await answer(path, judged, state, options);
    else refuse(judged, options);
  } finally {
    lock.release();
  }
}

/** As it is typed, or in a STEM.pub: base64 has no full stop. */
async function logKeyOf(typed: string): Promise<VKey> {
  const vkey = typed.endsWith(".pub") ? await readPublicKey(typed) : parseVKey(typed, "--log");
  if (vkey.type === 1) return vkey;
  throw new CommandError(
    inBoth((language) => sayIn(texts.logKey, language, { name: quote(vkey.name) })),
    exitUsage,
  );
}

/** Says why, and for whoever reads the answer as of HTTP, the size to ask from. */
function refuse({ status, why, seen }: Refused, { out }: CosignOptions): never {
  if (seen !== undefined && out === undefined) print(`${seen}\n`);
  throw new CommandError(
    inBoth((language) => sayIn(texts.refused, language, { status, why: why[language] })),
    exitOf[status],
  );
}

/** Without a file the answer is all that stdout holds, as of HTTP, and what is said goes to stderr. */
async function answer(path: string, accepted: Accepted, state: WitnessState, options: CosignOptions): Promise<void> {
  const language = languageOf(options);
  const say = options.out === undefined ? printError : print;
  const { head, checkpoint, before } = accepted;
  const { entries, keep, out } = options;
  const fresh = entries === undefined ? undefined : demandEntries(entries, head, before);
  const time = Math.floor(Date.now() / 1000);
  say(`${describe(accepted, fresh, time, language).join("\n")}\n\n`);
  const { signer, close } = await openSigner(options, language);
  let line: Note["signatures"][number];
  try {
    demandOwnKey(signer, state);
    const unsigned: Note = { text: checkpoint.text, signatures: [] };
    if (!options.yes) {
      say(`${digestLines({ path, note: unsigned }, language).join("\n")}\n\n`);
      await confirmDigest(textDigest(checkpoint.text), language);
    }
    if (keep !== undefined && entries !== undefined)
      await growCopy(keep, head, (since) => demandEntries(entries, head, since));
    // What was seen last is on the disk before a signature exists: a power cut loses a line, never the memory.
    await writeWitnessState(options.state, withSeen(state, head));
    const bytes = await signChecked(signer, cosignatureOf(time, checkpoint.text), signatureCheck);
    line = cosignatureLine(signer.vkey, time, bytes);
  } finally {
    close();
  }
  if (keep !== undefined) await keepCheckpoint(keep, checkpoint, line);
  if (out === undefined) print(new TextDecoder().decode(encodeLines([line])));
  else {
    await addLine(out, line);
    const paths = [out, options.state, ...(keep === undefined ? [] : [join(keep, "checkpoint")])];
    const written = paths.map((one) => sayIn(texts.written, language, { path: quote(one) }));
    print(`${[...written, sayIn(texts.next, language, { path: quote(out) })].join("\n")}\n`);
  }
  process.exitCode = 0;
}

/** A memory of another key would let this one say two things. */
function demandOwnKey({ vkey }: Signer, { witness }: WitnessState): void {
  if (encodeVKey(vkey) === encodeVKey(witness)) return;
  const values = { name: quote(witness.name), found: quote(vkey.name) };
  throw new CommandError(inBoth((language) => sayIn(texts.otherKey, language, values)));
}

function describe(
  { head, before }: Accepted,
  fresh: readonly Note[] | undefined,
  time: number,
  language: Language,
): string[] {
  const seen = `${new Date(time * 1000).toISOString().slice(0, 19)}Z`;
  return [
    sayIn(texts.log, language, { origin: head.origin }),
    sayIn(texts.before, language, { size: before.size }),
    sayIn(texts.now, language, { size: head.size }),
    ...(fresh === undefined
      ? [sayIn(texts.unread, language)]
      : [
          sayIn(texts.read, language),
          ...entriesInWords(
            fresh.map(({ text }) => text),
            before.size,
            head.size,
            language,
          ),
        ]),
    sayIn(texts.time, language, { time: seen }),
  ];
}
