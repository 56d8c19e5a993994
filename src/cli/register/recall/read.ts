// The signed recall list that is told to the recipients of a register: judged before any of them is.

import { judgeRecallToSend, type RecallToSend } from "../../../distribute/index.ts";
import type { Register } from "../../../distribute/register/index.ts";
import type { NoteFile } from "../../../sign/index.ts";
import { CommandError } from "../../../verify/program/terminal.ts";
import { signatureCheck } from "../../disc/platform-signature.ts";
import { readNote } from "../../notes/note-file.ts";
import { recallTexts as texts } from "./texts.ts";

/** `root`, `recalled`: paths of trust roots, and of release notes that say what an entry is. Throws as `judgeRecallToSend` does, and FilesError. */
export async function readRecall(
  recall: string,
  root: readonly string[],
  recalled: readonly string[],
): Promise<RecallToSend> {
  const readAll = async (paths: readonly string[]): Promise<NoteFile[]> => {
    const files: NoteFile[] = [];
    for (const path of paths) files.push(await readNote(path));
    return files;
  };
  return judgeRecallToSend(await readNote(recall), await readAll(root), await readAll(recalled), signatureCheck);
}

/** Practice stays among practice: a real STOP must not lie beside letters of an exercise. Throws CommandError. */
export function demandPurpose({ purpose }: Register, { isPractice }: RecallToSend): void {
  if (isPractice && purpose !== "demonstration") throw new CommandError(texts.notPurpose);
  if (!isPractice && purpose === "demonstration") throw new CommandError(texts.notPractice);
}
