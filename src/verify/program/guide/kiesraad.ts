// Choice 4: what the Kiesraad told or sent beside the disc. A recall by letter or telephone is a code, which only reports; a signed
// recall list, a statement of who rebuilt the disc, a log proof and a trust root are files, and count for what their signatures are worth.

import { codeForms, noteLimit, readCode, readGroup } from "../../../format/index.ts";
import { sayOtherCode } from "../../../words/code-words.ts";
import { type GivenKind, type GivenNote, givenWords, readGivenNote } from "../../given-note.ts";
import { readSmall } from "../options.ts";
import { typedTexts } from "../typed-texts.ts";
import { askGroups } from "./code.ts";
import type { Dialog } from "./dialog.ts";
import { existingPath, isPlainFile } from "./paths.ts";

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

/** A file that was dragged into the window or onto the program before choice 4 was made. Undefined: it is none of these. */
export function takeDragged(dialog: Dialog, path: string): readonly string[] | undefined {
  const given = isPlainFile(path) ? readFile(path) : undefined;
  return given === undefined || "slip" in given ? undefined : takeGiven(dialog, path, given.kind);
}

/** As the verifier will read it. Undefined: it is nothing that a check could use, which is said. */
function takeFile(dialog: Dialog, path: string): readonly string[] | undefined {
  const given = readFile(path);
  if (!("slip" in given)) return takeGiven(dialog, path, given.kind);
  const text = given.slip === "encoding" ? "otherEncoding" : given.slip === "lines" ? "otherLines" : undefined;
  if (text === undefined) dialog.say("noFileOfKiesraad");
  else dialog.show(`\n${typedTexts[text][dialog.language]}`);
  return undefined;
}

function takeGiven(dialog: Dialog, path: string, kind: GivenKind): readonly string[] {
  if (kind === "recall") dialog.say("recallTaken");
  else dialog.say("fileTaken", { what: givenWords[kind][dialog.language] });
  return [kind === "recall" ? "--recall" : "--note", path];
}

function readFile(path: string): GivenNote {
  try {
    return readGivenNote(readSmall(path, noteLimit, "a note"));
  } catch {
    return { slip: "other" }; // a folder, too large, not to be read
  }
}
