// zegel rebuild-note new, verify, export: what a reviewer found, as a note to sign. docs/spec/rebuild.md

import { type Command, Option } from "commander";
import { writeNew } from "../../files/new-file.ts";
import { print } from "../../files/print.ts";
import { type Note, parseRebuild, quote, type RootKey, rebuildScopes } from "../../format/index.ts";
import { encodeEnvelope, encodeStatement, preAuthEncoding } from "../../reproduce/index.ts";
import { openKey, signMessage, wipeKey } from "../../sign/index.ts";
import { judgeSigners } from "../../trust/index.ts";
import { CommandError } from "../../verify/program/terminal.ts";
import { fill, type Language, type Text } from "../../words/language.ts";
import { jsonOption, languageOf, languageOption, many, outOption } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { knownPassphrase } from "../keys/passphrase.ts";
import { readNote } from "../notes/note-file.ts";
import { readNamedRelease } from "../notes/released.ts";
import { verifyNotes } from "./judged-notes.ts";
import { makeNote } from "./made-note.ts";

export function addRebuildNote(program: Command): void {
  const command = program
    .command("rebuild-note")
    .description("a reviewer's statement on a release: make, check, export");
  command
    .command("new")
    .description("measure a rebuilt image or kit and write the note to sign: it agrees with the release, or differs")
    .argument("<release>", "the release note, its seal, or a sealed image")
    .option("--image <iso>", "the image that you built, whatever with")
    .option("--kit <path>", "with --scope kit: the kit that you packed, instead of an image")
    .option(
      "--against <path>",
      "the released image or kit, to say where yours differs; else <release> when it is an image",
    )
    .addOption(new Option("--scope <scope>", "what you rebuilt").choices(rebuildScopes).default("image"))
    .option("--differs <where>", "say that it differs, and where, in your own words")
    .option("--environment <text>", "what you built with; else this machine's versions")
    .option("--date <moment>", "YYYY-MM-DDThh:mm:ssZ; else now")
    .addOption(outOption("-o, --out <note>"))
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExamples:\n  zegel rebuild-note new release.note --image mine.iso -o rebuild.note\n" +
        "  zegel rebuild-note new release.note --scope kit --kit my-kit.tar --against kit.tar -o kit.note\n",
    )
    .action(makeNote);
  command
    .command("verify")
    .description("judge rebuild notes under the trust root of their release, and count them")
    .argument("<note...>", "signed rebuild notes; or the folder where those on one release are published")
    .requiredOption("--release <note>", "the release note, its seal, or a sealed image")
    .addOption(
      many(
        "--root <note>",
        "the trust root that the release names; later ones for what they revoke (repeat)",
      ).makeOptionMandatory(),
    )
    .addOption(jsonOption())
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel rebuild-note verify rosa.note ruud.note --release release.note --root root-1.note\n" +
        "\nExit code: 0 every note is an agreement that counts, 31 sound notes that do not all count, 1 a note that is no good.\n",
    )
    .action(verifyNotes);
  command
    .command("export")
    .description("the same statement as in-toto/SLSA provenance in a DSSE envelope, for other people's tools")
    .argument("<note>", "your signed rebuild note")
    .requiredOption("--release <note>", "the release note, its seal, or a sealed image")
    .requiredOption("--key <file>", "your STEM.key: the envelope needs a signature of its own")
    .option("--passphrase-file <file>", "take the passphrase from the first line of a file, not from a prompt")
    .addOption(outOption("-o, --out <json>"))
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel rebuild-note export rebuild.rosa.note --release release.note --key rosa.key -o rebuild.dsse.json\n",
    )
    .action(exportNote);
}

interface ExportOptions {
  readonly release: string;
  readonly key: string;
  readonly passphraseFile?: string;
  readonly out: string;
  readonly lang?: Language;
}

const exported: Text = {
  nl: "geschreven:  {path}: voor andere programma's; Zegel leest de verklaring zelf, nooit dit",
  en: "written:     {path}: an export for other tools; Zegel reads the note, never this",
};

async function exportNote(path: string, options: ExportOptions): Promise<void> {
  const language = languageOf(options);
  const { note } = await readNote(path);
  const { release, sha256 } = await readNamedRelease(options.release, language);
  const rebuild = parseRebuild(note.text);
  if (rebuild.scope === "kit")
    throw new CommandError({
      nl: `${quote(path)}: gaat over de kit, en een export zegt hoe een schijfbestand is gemaakt: publiceer de verklaring zelf`,
      en: `${quote(path)}: is about the kit, and an export says how an image was made: publish the note itself`,
    });
  if (rebuild.release !== sha256)
    throw new CommandError({
      nl: `${quote(path)}: gaat over een andere versie dan ${quote(options.release)}`,
      en: `${quote(path)}: is about another release than ${quote(options.release)}`,
    });
  const passphrase = await knownPassphrase(options.passphraseFile, options.key, language);
  const key = await openKey(options.key, passphrase).finally(() => passphrase.fill(0));
  try {
    await demandSigner(note, path, key.vkey);
    const payload = encodeStatement(note, release, key.vkey.raw);
    const signature = await signMessage(key.seed, key.vkey, preAuthEncoding(payload), signatureCheck);
    writeNew(options.out, encodeEnvelope(payload, key.vkey.raw, signature), 0o644);
  } finally {
    wipeKey(key);
  }
  print(`${fill(exported[language], { path: options.out })}\n`);
  process.exitCode = 0;
}

/** The envelope says what the note says, by the same hand. */
async function demandSigner(note: Note, path: string, vkey: RootKey["vkey"]): Promise<void> {
  const reviewer: RootKey = { vkey, role: "rebuilder", holder: vkey.name, organisation: vkey.name };
  const { isMet } = await judgeSigners(note, [reviewer], 1, "loose", new Set(), signatureCheck);
  if (!isMet)
    throw new CommandError({
      nl: `${quote(path)}: is niet ondertekend door ${vkey.name}: onderteken de verklaring eerst (zegel sign)`,
      en: `${quote(path)}: is not signed by ${vkey.name}: sign the note first (zegel sign)`,
    });
}
