// zegel code: what the letter prints. docs/spec/zegelcode.md

import type { Command } from "commander";
import { encodeHashGroups, encodeZegelcode, parseRelease, textDigest } from "../../format/index.ts";
import { jsonOption, printResult } from "../command.ts";
import { readNote } from "./note-file.ts";

export function addCode(program: Command): void {
  program
    .command("code")
    .description("print the zegelcode of a release note, and the digest of its text")
    .argument("<note>", "a release note, signed or not")
    .addOption(jsonOption("print JSON"))
    .addHelpText("after", "\nExample:\n  zegel code release.note\n")
    .action(printCode);
}

async function printCode(path: string, options: { readonly json?: true }): Promise<void> {
  const { note } = await readNote(path);
  parseRelease(note.text); // a code of anything else would be a code of nothing
  const textSha256 = textDigest(note.text);
  const code = encodeZegelcode(textSha256);
  printResult(
    options.json,
    () => ({ code, textSha256 }),
    () => `zegelcode:   ${code}\ntext digest: ${encodeHashGroups(textSha256)}\n`,
  );
  process.exitCode = 0;
}
