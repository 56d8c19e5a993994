// zegel release stop: a release that will not be finished, and why. docs/spec/release-folder.md, "Stop"

import { join } from "node:path";
import type { Command } from "commander";
import { writeNew } from "../../files/new-file.ts";
import { print } from "../../files/print.ts";
import { checkText, encodeUtf8, FormatError, tryParse } from "../../format/index.ts";
import { hasSignatures, judgeFolder, stoppedName } from "../../release-folder/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { fill, type Language, type Text } from "../../words/language.ts";
import { languageOf, languageOption } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { lockFolder, readReleaseFolder } from "./read-folder.ts";

/** Characters of a reason: one line on a screen, and on paper. */
const reasonLimit = 200;

const texts = {
  why: { nl: "zeg waarom, in één regel", en: "say why, in one line" },
  stopped: { nl: "gestopt: {name} geschreven", en: "stopped: {name} written" },
  spent: {
    nl: "nummer {sequence} is gebruikt, want er is onder getekend: geef de volgende versie --sequence {next}",
    en: "number {sequence} is spent, for somebody signed under it: give the next release --sequence {next}",
  },
  free: {
    nl: "nummer {sequence} is nog vrij: niemand heeft eronder getekend, voor zover hier ligt",
    en: "number {sequence} is still free: nobody signed under it, as far as lies here",
  },
} as const satisfies Record<string, Text>;

export function addStop(command: Command): void {
  command
    .command("stop")
    .description("say that a release will not be finished: an officer declined, a fault was found")
    .argument("<folder>", "the folder of the release")
    .argument("<reason>", "why, in one line; it is shown from now on")
    .addOption(languageOption())
    .addHelpText("after", '\nExample:\n  zegel release stop osv-2.24.3 "Anna tekent niet: fout in de restzetels"\n')
    .action(stop);
}

async function stop(path: string, typed: string, options: { readonly lang?: Language }): Promise<void> {
  const language = languageOf(options);
  const reason = typed === "" ? undefined : tryParse(() => checkText(typed, "the reason", reasonLimit));
  if (reason === undefined) throw new CommandError(texts.why, exitUsage);
  if (reason instanceof FormatError)
    throw new CommandError(
      { nl: `${texts.why.nl} (reden, in het Engels: ${reason.message})`, en: reason.message },
      exitUsage,
    );
  await readReleaseFolder(path); // is it one?
  const lock = lockFolder(path);
  try {
    writeNew(join(path, stoppedName), encodeUtf8(`${reason}\n`), 0o644);
    const folder = await readReleaseFolder(path);
    const { sequence } = folder.description?.choice ?? {};
    const isSpent = hasSignatures(folder, await judgeFolder(folder, signatureCheck));
    print(`${fill(texts.stopped[language], { name: stoppedName })}\n`);
    if (sequence !== undefined)
      print(`${fill(texts[isSpent ? "spent" : "free"][language], { sequence, next: sequence + 1 })}\n`);
  } finally {
    lock.release();
  }
  process.exitCode = 0;
}
