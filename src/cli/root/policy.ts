// zegel root policy: what a trust root asks of its log, in the format that verifiers of others read.

import type { Command } from "commander";
import { print } from "../../files/print.ts";
import { textDigest } from "../../format/index.ts";
import { demandOwnRoot, encodePolicy } from "../../sign/index.ts";
import { languageOption } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { readNote } from "../notes/note-file.ts";

export function addPolicy(root: Command): void {
  root
    .command("policy")
    .description("print what a trust root asks of its log, as C2SP tlog-policy, for verifiers of others")
    .argument("<note>", "a trust root with a log, signed")
    .addOption(languageOption())
    .addHelpText("after", "\nExample:\n  zegel root policy root-1.note\n")
    .action(printPolicy);
}

async function printPolicy(path: string): Promise<void> {
  const { note } = await readNote(path);
  const root = await demandOwnRoot(note, path, signatureCheck);
  print(encodePolicy(root, textDigest(note.text)));
  process.exitCode = 0;
}
