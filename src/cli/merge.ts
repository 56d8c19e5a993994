// zegel merge: the coordinator joins what the officers sent back.

import type { Command } from "commander";
import { type Judgement, judgeJoined, refuseExisting } from "../sign/index.ts";
import { readNote, writeNote } from "./note-file.ts";
import { signatureCheck } from "./platform-signature.ts";

export function addMerge(program: Command): void {
  program
    .command("merge")
    .description("join the signatures under one text; other texts are refused")
    .argument("<note...>", "notes with the same text")
    .option("--root <note>", "the trust root to judge the signatures by (a trust root is judged by itself)")
    .requiredOption("-o, --out <note>", "the new file")
    .addHelpText(
      "after",
      "\nExample:\n  zegel merge release.anna.note release.bert.note --root root-1.note -o release.signed.note\n",
    )
    .action(merge);
}

async function merge(
  paths: readonly string[],
  options: { readonly root?: string; readonly out: string },
): Promise<void> {
  await refuseExisting(options.out);
  const files = [];
  for (const path of paths) files.push(await readNote(path));
  const rootFile = options.root === undefined ? undefined : await readNote(options.root);
  const { note, judgement } = await judgeJoined(files, rootFile, signatureCheck);
  await writeNote({ path: options.out, note });
  process.stdout.write(
    judgement === undefined
      ? `signatures:  ${note.signatures.map((line) => line.name).join(", ") || "none"}; NOT judged: no --root was given\n`
      : inWords(judgement),
  );
  process.stdout.write(`written:     ${options.out}\n`);
  process.exitCode = 0;
}

function inWords({ requirement, quorum, missing, unknown }: Judgement): string {
  const names = (keys: typeof quorum.signers) => keys.map((key) => key.vkey.name).join(", ");
  const lines = [
    quorum.threshold === 0
      ? `signatures:  the trust root asks for nobody's signature for ${requirement}`
      : `signatures:  ${quorum.signers.length} of ${quorum.threshold} needed for ${requirement}: ${names(quorum.signers) || "nobody"}`,
  ];
  if (!quorum.isMet && quorum.threshold > 0) lines.push(`missing:     ${names(missing)}`);
  if (quorum.revoked.length > 0) lines.push(`revoked:     ${names(quorum.revoked)} (not counted)`);
  if (unknown.length > 0) lines.push(`unknown:     ${unknown.join(", ")} (kept, not counted)`);
  return `${lines.join("\n")}\n`;
}
