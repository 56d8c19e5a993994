// zegel code: what the letter prints. docs/spec/zegelcode.md

import type { Command } from "commander";
import { encodeHashGroups, encodeZegelcode, parseRelease, textDigest } from "../../format/index.ts";
import { type Language, sayIn, type Text } from "../../words/language.ts";
import { jsonOption, languageOf, languageOption, printResult } from "../command.ts";
import { readNote } from "./note-file.ts";

export function addCode(program: Command): void {
  program
    .command("code")
    .description("print the zegelcode of a release note, and the digest of its text")
    .argument("<note>", "a release note, signed or not")
    .addOption(jsonOption("print JSON"))
    .addOption(languageOption())
    .addHelpText("after", "\nExample:\n  zegel code release.note\n")
    .action(printCode);
}

const texts = {
  code: { nl: "zegelcode:   {code}", en: "zegelcode:   {code}" },
  digest: { nl: "tekst:       {sha256}", en: "text digest: {sha256}" },
} as const satisfies Record<string, Text>;

interface Options {
  readonly json?: true;
  readonly lang?: Language;
}

async function printCode(path: string, options: Options): Promise<void> {
  const language = languageOf(options);
  const { note } = await readNote(path);
  parseRelease(note.text); // a code of anything else would be a code of nothing
  const textSha256 = textDigest(note.text);
  const code = encodeZegelcode(textSha256);
  printResult(
    options.json,
    () => ({ code, textSha256 }),
    () =>
      `${sayIn(texts.code, language, { code })}\n${sayIn(texts.digest, language, { sha256: encodeHashGroups(textSha256) })}\n`,
  );
  process.exitCode = 0;
}
