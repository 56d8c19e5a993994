// Choice 4: what the Kiesraad told or sent beside the disc. A recall by letter or telephone is a code, which only reports; a signed
// recall list, a statement of who rebuilt the disc and a trust root are files. All of them can only take a yes away.

import {
  codeForms,
  kindOf,
  parseNote,
  parseRebuild,
  parseRecall,
  parseTrustRoot,
  readCode,
  readGroup,
} from "../../../format/index.ts";
import { sayOtherCode } from "../../../words/code-words.ts";
import { readNote, readRecall } from "../main.ts";
import { askGroups } from "./code.ts";
import type { Dialog } from "./dialog.ts";
import { existingPath } from "./paths.ts";

/** The arguments that give it; none when the person goes back. Rejects CommandError when she stops. */
export async function askFromKiesraad(dialog: Dialog): Promise<readonly string[]> {
  dialog.say("fromKiesraad");
  for (;;) {
    const typed = await dialog.ask("askFromKiesraad");
    if (typed === "") return [];
    const path = existingPath(typed);
    const taken = path === undefined ? await takeCode(dialog, typed) : takeFile(dialog, path);
    if (taken !== undefined) return taken;
  }
}

/** Undefined: it is none, which is said. */
async function takeCode(dialog: Dialog, typed: string): Promise<readonly string[] | undefined> {
  const other = sayOtherCode(typed, "recall", dialog.language);
  const { isWhole, groups } = readCode("recall", typed);
  const isCode = isWhole ? groups.includes(true) : readGroup(typed, codeForms.recall.first) !== undefined;
  if (other !== undefined) dialog.show(`\n${other}`);
  else if (!isCode) dialog.say("noRecall");
  if (other !== undefined || !isCode) return undefined;
  const code = await askGroups(dialog, "recall", typed);
  dialog.say("recallTaken");
  return ["--recall-code", code];
}

function takeFile(dialog: Dialog, path: string): readonly string[] | undefined {
  if (isRead(() => parseRecall(parseNote(readRecall(path, dialog.language), "recall").text))) {
    dialog.say("recallTaken");
    return ["--recall", path];
  }
  const note = kindOfFile(dialog, path);
  if (note === undefined) {
    dialog.say("noFileOfKiesraad");
    return undefined;
  }
  dialog.say("fileTaken");
  return ["--note", path];
}

/** As `--note` will take it. Undefined: it is nothing that a check could use, or was saved by another program. */
function kindOfFile(dialog: Dialog, path: string): "rebuild" | "trust-root" | undefined {
  let kind: "rebuild" | "trust-root" | undefined;
  isRead(() => {
    const { text } = parseNote(readNote(path, dialog.language), "note");
    const found = kindOf(text);
    if (found === "rebuild") parseRebuild(text);
    else if (found === "trust-root") parseTrustRoot(text);
    else return;
    kind = found;
  });
  return kind;
}

function isRead(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
