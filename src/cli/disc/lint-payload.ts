// zegel lint-payload: looks into a payload before it is released. docs/man/zegel-lint-payload.1.md

import type { Command } from "commander";
import { LintError, lintPayload, renderLint } from "../../lint/index.ts";
import { bold, CommandError, Progress } from "../../verify/program/terminal.ts";
import type { Language, Text } from "../../words/language.ts";
import { jsonOption, languageOf, languageOption, printResult } from "../command.ts";
import { faultText } from "../fault-words.ts";

/** docs/man/zegel-lint-payload.1.md, "Exit status" */
const exitFindings = 31;

export function addLintPayload(program: Command): void {
  program
    .command("lint-payload")
    .description("look into a payload and the archives in it for keys, build paths, time stamps and surprises")
    .argument("<payload>", "a folder, .tar, .tar.gz, .tgz or .zip")
    .addOption(jsonOption())
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel lint-payload osv-2.24.3.zip\n\nExit code: 0 nothing found, 31 something to look at.\n",
    )
    .action(lint);
}

const looking: Text = { nl: "kijken", en: "looking" };

function lint(payload: string, options: { readonly json?: true; readonly lang?: Language }): void {
  const language = languageOf(options);
  const progress = new Progress(looking[language], 0, language);
  try {
    const report = lintPayload(payload, (done) => progress.update(done));
    progress.end();
    printResult(
      options.json,
      () => report,
      () => renderLint(report, bold, language),
    );
    process.exitCode = report.total === 0 ? 0 : exitFindings;
  } catch (error) {
    progress.end();
    if (error instanceof LintError) throw new CommandError({ nl: faultText(error, "nl"), en: error.message });
    throw error;
  }
}
