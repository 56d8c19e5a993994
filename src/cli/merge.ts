// zegel merge: the coordinator joins what the officers sent back.

import type { Command } from "commander";
import type { RootKey } from "../format/index.ts";
import { type Judgement, judgeJoined, refuseExisting } from "../sign/index.ts";
import { readNote, writeNote } from "./note-file.ts";
import { signatureCheck } from "./platform-signature.ts";

export function addMerge(program: Command): void {
  program
    .command("merge")
    .description("join the signatures under one text; other texts are refused")
    .argument("<note...>", "notes with the same text")
    .option(
      "--root <note>",
      "the trust root to judge the signatures by; for a trust root from version 2 on, the one before it",
    )
    .requiredOption("-o, --out <note>", "the new file")
    .addHelpText(
      "after",
      "\nExample:\n  zegel merge release.anna.note release.bert.note --root root-1.note -o release.signed.note\n" +
        "  zegel merge root-2.anna.note root-2.dirk.note --root root-1.note -o root-2.signed.note\n",
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

function inWords({ requirement, quorum, missing, unknown, predecessor }: Judgement): string {
  const lines: string[] = [];
  if (predecessor === "not given")
    lines.push("NOT judged by the version before: its quorum is needed too; give that version with --root");
  else if (predecessor !== undefined)
    lines.push(...quorumLines(predecessor, predecessor.missing, `root by version ${predecessor.version}`));
  lines.push(...quorumLines(quorum, missing, predecessor === undefined ? requirement : "root by itself"));
  if (quorum.revoked.length > 0) lines.push(`revoked:     ${namesOf(quorum.revoked)} (not counted)`);
  if (unknown.length > 0) lines.push(`unknown:     ${unknown.join(", ")} (kept, not counted)`);
  return `${lines.join("\n")}\n`;
}

function quorumLines(
  { threshold, signers, isMet }: Pick<Judgement["quorum"], "threshold" | "signers" | "isMet">,
  missing: readonly RootKey[],
  what: string,
): string[] {
  if (threshold === 0) return [`signatures:  the trust root asks for nobody's signature for ${what}`];
  const found = `signatures:  ${signers.length} of ${threshold} needed for ${what}: ${namesOf(signers) || "nobody"}`;
  return isMet ? [found] : [found, `missing:     ${namesOf(missing) || "nobody is left who could sign"}`];
}

const namesOf = (keys: readonly RootKey[]) => keys.map((key) => key.vkey.name).join(", ");
