// zegel sign: an officer or reviewer reads what she signs, confirms, and signs.

import { basename, dirname, join } from "node:path";
import type { Command } from "commander";
import { type NewContent, refuseExisting, writeAllNew } from "../../files/new-file.ts";
import { print } from "../../files/print.ts";
import {
  encodeNote,
  encodeUtf8,
  encodeVKey,
  type Note,
  quote,
  type Signature,
  textDigest,
  type VKey,
} from "../../format/index.ts";
import {
  encodeMinisig,
  encodeMinisignKey,
  encodeResponse,
  type Language,
  lookAt,
  type NoteFile,
  type Reader,
  readStatement,
  refuseSigned,
  type Signer,
  say,
  signNote,
  whoseCounts,
} from "../../sign/index.ts";
import { canAsk } from "../../verify/program/ask.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { fill, type Text } from "../../words/language.ts";
import { languageOf, languageOption } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { addSignerOptions, openSigner, publicHalfOf, type SignerOptions } from "../keys/signer.ts";
import { confirmDigest, digestLines, pagesOf } from "./confirm.ts";
import { addEvidenceOptions, type EvidenceOptions, nameLimit, readInput } from "./evidence.ts";
import { addQrOptions, type QrOptions, showQr, withQr } from "./qr.ts";
import { openFolder } from "./sign-bundle.ts";

export function addSign(program: Command): void {
  const command = program
    .command("sign")
    .description("show what notes say and what changed, ask for a confirmation, and sign them")
    .argument(
      "<note...>",
      "release, trust-root, rebuild or recall notes; or one request (zegel request new), or the folder that holds it",
    );
  addSignerOptions(command)
    .option("--yes", "sign without asking for a confirmation (for scripts)")
    .option("-o, --out <file>", "the new file, for one note or request (else beside it, with the key's name)")
    .option("--response", "write the signatures alone, as for a request")
    .option("--minisig", "write a minisign and signify signature of the text too, with the text and the public key");
  addQrOptions(addEvidenceOptions(command))
    .option("--all", "show the names of all files that changed")
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel sign release.request --key anna.key --manifest /media/previous/ZEGEL/MANIFEST\n",
    )
    .action(sign);
}

const texts = {
  response: {
    nl: "geschreven:  {path} (breng het terug naar de coördinator)",
    en: "written:     {path} (carry it back to the coordinator)",
  },
  written: { nl: "geschreven:  {path}", en: "written:     {path}" },
} as const satisfies Record<string, Text>;

interface SignOptions extends SignerOptions, EvidenceOptions, QrOptions {
  readonly yes?: true;
  readonly out?: string;
  readonly response?: true;
  readonly minisig?: true;
  readonly all?: true;
  readonly lang?: Language;
}

async function sign(given: readonly string[], typed: SignOptions): Promise<void> {
  refuseMixed(given, typed);
  const language = languageOf(typed);
  const { paths, manifest } = openFolder({ paths: given, manifest: typed.manifest }, language);
  const options = { ...typed, manifest };
  const { files, evidence, isRequest } = await readInput(paths, options);
  if (isRequest && options.minisig)
    throw new CommandError(
      {
        nl: "--minisig: op een ondertekenverzoek wordt met handtekeningen alleen geantwoord; laat het weg",
        en: "--minisig: a request is answered by signatures alone; leave it out",
      },
      exitUsage,
    );
  for (const { note } of files) readStatement(note.text); // refused before a passphrase is asked for
  const style = { language, nameLimit: options.all ? Number.POSITIVE_INFINITY : nameLimit };
  const known = await publicHalfOf(options);
  const reader: Reader = known === undefined ? "unknown-key" : { vkey: known };
  print(pagesOf(await lookAt(files, evidence, reader, style, signatureCheck)));
  const { signer, close } = await openSigner(options, language);
  try {
    for (const { note } of files) refuseSigned(note, signer.vkey);
    const outputs = await chooseOutputs(paths, signer, isRequest, options);
    const isKnown = known !== undefined && encodeVKey(known) === encodeVKey(signer.vkey);
    if (known !== undefined && !isKnown) print(`${otherKey(known, signer, language)}\n\n`);
    for (const file of files) {
      const { note } = file;
      const who = isKnown ? [] : await whoseCounts(note, evidence, signer, language, signatureCheck);
      print(`${[...who, ...digestLines(file, language)].join("\n")}\n\n`);
      if (!options.yes) await confirmDigest(textDigest(note.text), language);
    }
    // All were confirmed: only now is anything signed.
    if (isRequest || options.response) await writeResponse(files, signer, outputs[0] ?? "", options, language);
    else await writeSigned(files, signer, outputs, options.minisig, language);
  } finally {
    close();
  }
  process.exitCode = 0;
}

function refuseMixed(paths: readonly string[], options: SignOptions): void {
  const isOneFile = paths.length === 1 || options.response;
  if (options.out !== undefined && !isOneFile)
    throw new CommandError(
      {
        nl: "-o noemt één bestand: laat het weg om er meer tegelijk te ondertekenen",
        en: "-o names one file: leave it out to sign several notes at once",
      },
      exitUsage,
    );
  if (options.response && options.minisig)
    throw new CommandError(
      { nl: "--response en --minisig: kies er een", en: "--response and --minisig: choose one" },
      exitUsage,
    );
  if (!options.yes && !canAsk())
    throw new CommandError({
      nl: "er is geen scherm om bevestiging op te vragen: gebruik --yes",
      en: "no terminal to ask for a confirmation on: use --yes",
    });
}

/** What she read above was of the public half that lies beside her key. */
function otherKey(known: VKey, { vkey }: Signer, language: Language): string {
  return fill(say("otherKey", language), { shown: quote(known.name), found: quote(vkey.name) });
}

/** Where each note's signature goes, or the one response. Nothing there may exist. */
async function chooseOutputs(
  paths: readonly string[],
  { vkey }: Signer,
  isRequest: boolean,
  options: SignOptions,
): Promise<string[]> {
  const [first = ""] = paths;
  if (isRequest || options.response) {
    const path = options.out ?? besidePath(first, vkey.name, "response");
    refuseExisting(path);
    return [path];
  }
  if (options.qr || options.qrSvg !== undefined)
    throw new CommandError(
      {
        nl: "--qr toont een antwoord: voeg --response toe, of onderteken een ondertekenverzoek",
        en: "--qr shows a response: add --response, or sign a request",
      },
      exitUsage,
    );
  const outputs = paths.map((path) => options.out ?? besidePath(path, vkey.name, "note"));
  const twice = outputs.find((path, i) => outputs.indexOf(path) !== i);
  if (twice !== undefined)
    throw new CommandError({
      nl: `${twice}: twee ervan zouden daar worden geschreven; onderteken ze apart`,
      en: `${twice}: two of the notes would be written there; sign them apart`,
    });
  for (const output of outputs) for (const path of pathsFor(output, options.minisig)) refuseExisting(path);
  return outputs;
}

/** A key's name may hold a slash (signed-note's names look like URLs): it must not become a folder. */
function besidePath(path: string, keyName: string, ending: string): string {
  const stem = basename(path).replace(/\.(note|request)$/, "");
  return join(dirname(path), `${stem}.${keyName.replaceAll("/", "_")}.${ending}`);
}

/** The note, then what --minisig adds: signature, signed text, public key. */
function pathsFor(notePath: string, minisig: true | undefined): string[] {
  const stem = notePath.replace(/\.note$/, "");
  return minisig ? [notePath, `${stem}.minisig`, `${stem}.text`, `${stem}.minisig.pub`] : [notePath];
}

/** The line that `signer` adds under `note`. */
function lineBy({ vkey }: Signer, note: Note): Signature {
  const own = note.signatures.find((line) => line.name === vkey.name && line.keyId === vkey.id);
  if (own === undefined) throw new Error("signNote adds the signer's line");
  return own;
}

async function writeResponse(
  files: readonly NoteFile[],
  signer: Signer,
  path: string,
  options: SignOptions,
  language: Language,
): Promise<void> {
  const answers = [];
  for (const { note } of files) {
    const signed = await signNote(note, signer, signatureCheck);
    answers.push({ textSha256: textDigest(note.text), signature: lineBy(signer, signed) });
  }
  const response = encodeResponse(answers);
  writeAllNew(withQr({ path, bytes: response, mode: 0o644 }, options));
  print(`${fill(texts.response[language], { path })}\n`);
  showQr(response, options, language);
}

/** All of them get their names, or none. */
async function writeSigned(
  files: readonly NoteFile[],
  signer: Signer,
  outputs: readonly string[],
  minisig: true | undefined,
  language: Language,
): Promise<void> {
  const contents: NewContent[] = [];
  for (const [i, { note }] of files.entries())
    contents.push(...(await signOne(note, signer, outputs[i] ?? "", minisig)));
  writeAllNew(contents);
  for (const { path } of contents) print(`${fill(texts.written[language], { path })}\n`);
}

async function signOne(
  note: Note,
  signer: Signer,
  path: string,
  minisig: true | undefined,
): Promise<readonly NewContent[]> {
  const signed = await signNote(note, signer, signatureCheck);
  const comment = `text digest ${textDigest(note.text)}`;
  const signature = minisig && (await encodeMinisig(signer, lineBy(signer, signed).bytes, comment, signatureCheck));
  const further = signature && [signature, encodeUtf8(note.text), encodeMinisignKey(signer.vkey)];
  const paths = pathsFor(path, minisig);
  return [encodeNote(signed), ...(further ?? [])].map((bytes, i) => ({ path: paths[i] ?? "", bytes, mode: 0o644 }));
}
