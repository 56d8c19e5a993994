// zegel code: what the letter prints. docs/spec/zegelcode.md

import type { Command } from "commander";
import { print } from "../../files/print.ts";
import { encodeHashGroups, encodeZegelcode, parseRelease, textDigest } from "../../format/index.ts";
import { readNote } from "./note-file.ts";

export function addCode(program: Command): void {
  program
    .command("code")
    .description("print the zegelcode of a release note, and the digest of its text")
    .argument("<note>", "a release note, signed or not")
    .option("--json", "print JSON")
    .addHelpText("after", "\nExample:\n  zegel code release.note\n")
    .action(printCode);
}

async function printCode(path: string, options: { readonly json?: true }): Promise<void> {
  const { note } = await readNote(path);
  parseRelease(note.text); // a code of anything else would be a code of nothing
  const textSha256 = textDigest(note.text);
  const code = encodeZegelcode(textSha256);
  print(
    options.json
      ? `${JSON.stringify({ code, textSha256 })}\n`
      : `zegelcode:   ${code}\ntext digest: ${encodeHashGroups(textSha256)}\n`,
  );
  process.exitCode = 0;
}
