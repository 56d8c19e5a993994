// zegel release: one folder is one release. docs/spec/release-folder.md

import type { Command } from "commander";
import { print } from "../../files/print.ts";
import { judgeFolder, nextOf, showFolder } from "../../release-folder/index.ts";
import type { Language } from "../../words/language.ts";
import { jsonOption, languageOf, languageOption, printResult } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { addCollect } from "./collect.ts";
import { exitCodes } from "./exit-codes.ts";
import { addBundle } from "./finish/bundle.ts";
import { addFinish } from "./finish/finish.ts";
import { measureFolder } from "./measure.ts";
import { readReleaseFolder } from "./read-folder.ts";
import { addStart } from "./start.ts";
import { statusInJson } from "./status-json.ts";
import { addStop } from "./stop.ts";

export function addRelease(program: Command): void {
  const command = program.command("release").description("where a release is, by what lies in its folder");
  addStart(command);
  addCollect(command);
  addStop(command);
  addBundle(command);
  addFinish(command);
  command
    .command("status")
    .description("say of every step whether it is done, waits or is wrong, and what comes next; writes nothing")
    .argument("<folder>", "the folder of the release")
    .option("--full", "read images, payload and kit whole as well; else of images the seal alone")
    .addOption(jsonOption())
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel release status osv-2.24.3\n\n" +
        "Exit code: 0 every step is done, 3 something is waited for, or it was stopped, 31 a file contradicts another, 1 failed.\n",
    )
    .action(showStatus);
}

interface StatusOptions {
  readonly full?: true;
  readonly json?: true;
  readonly lang?: Language;
}

async function showStatus(path: string, options: StatusOptions): Promise<void> {
  const read = await readReleaseFolder(path);
  const folder = options.full === true ? await measureFolder(path, read) : read;
  const judged = await judgeFolder(folder, signatureCheck);
  const next = nextOf(folder, judged);
  const language = languageOf(options);
  if (options.json === true)
    printResult(
      true,
      () => statusInJson(folder, judged, next, language),
      () => "",
    );
  else print(`${showFolder(folder, judged, next, language).join("\n")}\n`);
  process.exitCode = exitCodes[judged.outcome];
}
