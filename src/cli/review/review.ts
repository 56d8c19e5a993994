// zegel review: a reviewer's whole work on one release, from the bundle that she was given to the notes that she sends back.
// docs/man/zegel-review.1.md

import type { Command } from "commander";
import { inTemporaryFolder } from "../../files/temporary-folder.ts";
import { bold, CommandError, exitUsage } from "../../verify/program/terminal.ts";
import type { Language } from "../../words/language.ts";
import { demandFolder } from "../bundle/found.ts";
import { checkSums } from "../bundle/sums.ts";
import { jsonOption, languageOf, languageOption } from "../command.ts";
import { writerOption, xorrisoOption } from "../disc/build-iso.ts";
import { addOptionalSigner } from "../keys/signer.ts";
import { demandListed, openBundle } from "./bundle.ts";
import { finish } from "./finish.ts";
import { chooseFolder, refuseNotes } from "./notes-folder.ts";
import { exitCodeOf, folderOf } from "./outcome.ts";
import { showReview } from "./show.ts";
import { demandKey, type MaybeKey } from "./sign-notes.ts";
import { reviewTexts } from "./texts.ts";
import { reviewBundle, type WorkOptions } from "./work.ts";

export function addReview(program: Command): void {
  const command = program
    .command("review")
    .description("rebuild a release out of what reviewers are given, say whether it is the same, and write the notes")
    .argument("<bundle>", "the folder with what reviewers are given (out/reviewers), or the release's own folder")
    .option(
      "--source <checkout>",
      "a git checkout of this program at the kit's revision: the kit is made again from it",
    )
    .option("--node-licence <file>", "with --source: Node's licence, where the kit was packed with it")
    .option("-o, --out <folder>", "where the notes go (else BUNDLE.review, beside the bundle)")
    .option("--no-clean", "rebuild in this machine's own surroundings, as reproduce does without --clean")
    .addOption(writerOption())
    .addOption(xorrisoOption());
  addOptionalSigner(command)
    .option("--yes", "sign without asking for a confirmation (for scripts)")
    .addOption(jsonOption())
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExamples:\n  zegel review /media/stick/reviewers\n" +
        "  zegel review reviewers --source zegel --key rosa.key\n" +
        "\nExit code: 0 the same, 31 different, or a file that SHA256SUMS contradicts; 32, 33 as of zegel reproduce.\n",
    )
    .action(review);
}

interface ReviewOptions extends MaybeKey, WorkOptions {
  readonly out?: string;
  readonly lang?: Language;
  readonly json?: true;
}

async function review(folder: string, options: ReviewOptions): Promise<void> {
  const language = languageOf(options);
  if (options.nodeLicence !== undefined && options.source === undefined)
    throw new CommandError(reviewTexts.licenceAlone[language], exitUsage);
  demandFolder(folder, language);
  const known = await demandKey(options);
  const notes = chooseFolder(folder, options.out, language);
  await inTemporaryFolder("review", async (work) => {
    const listed = checkSums(folder, language);
    const bundle = await openBundle(folder, work, language);
    if (listed !== undefined) demandListed(bundle, folder, listed, language);
    refuseNotes(
      notes,
      bundle.discs.map(({ release }) => folderOf(release)),
      known?.name,
    );
    const found = await reviewBundle(bundle, options, language);
    const shown = () => `${showReview(found, bundle, listed, language, bold).join("\n")}\n\n`;
    await finish(found, { bundle, known, notes, options, language, shown });
    process.exitCode = exitCodeOf(found);
  });
}
