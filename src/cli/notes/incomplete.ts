// OUT.incomplete: what `merge` leaves while signatures are missing, so that nothing unfinished has a finished name.
// Each run replaces what the one before left, and nothing else: a file by that name that holds another text is somebody's own.

import { lstatSync, unlinkSync } from "node:fs";
import { asWriteError, codeOf } from "../../files/error.ts";
import { demandPlainFile, replaceFile } from "../../files/replace.ts";
import { encodeNote, type Note, showLineNames } from "../../format/index.ts";
import { CommandError } from "../../verify/program/terminal.ts";
import { fill, type Language, type Text } from "../../words/language.ts";
import { printRemark } from "../command.ts";
import { faultText } from "../fault-words.ts";
import { readNote, writeNote } from "./note-file.ts";

const texts = {
  stays: { nl: "{path} blijft staan waar het staat: {why}", en: "{path} stays where it is: {why}" },
  lost: {
    nl: "in {path} stonden handtekeningen die nu niet zijn meegegeven",
    en: "{path} held signatures that this run was not given",
  },
} as const satisfies Record<string, Text>;

/** The name of an unfinished `out`. */
export const incompleteName = (out: string): string => `${out}.incomplete`;

/** Writes `note` under that name, over what an earlier run left there. Throws CommandError, FilesError, FormatError, SignError. */
export async function writeIncomplete(out: string, note: Note, language: Language): Promise<void> {
  const path = incompleteName(out);
  const before = await leftBefore(path);
  if (before === undefined) return writeNote({ path, note });
  demandSameText(path, before, note);
  tellLost(path, before, note, language);
  await replaceFile({ path, bytes: encodeNote(note), mode: 0o644 });
}

/**
 * Takes away what earlier runs left, now that `out` is there with the same text. What cannot be taken away is told: the command has
 * done what it is for.
 */
export async function removeIncomplete(out: string, note: Note, language: Language): Promise<void> {
  const path = incompleteName(out);
  try {
    const before = await leftBefore(path);
    if (before === undefined) return;
    demandSameText(path, before, note);
    tellLost(path, before, note, language);
    unlinkSync(path);
  } catch (error) {
    printRemark("note", fill(texts.stays[language], { path, why: faultText(error, language) }), language);
  }
}

/** Undefined: nothing has that name. Throws FilesError, SignError, FormatError where it is no note. */
async function leftBefore(path: string): Promise<Note | undefined> {
  if (!isThere(path)) return undefined;
  demandPlainFile(path);
  return (await readNote(path)).note;
}

/** A name that is too long is nobody's: whoever writes there is told. Throws FilesError FILE. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    if (codeOf(error) === "ENAMETOOLONG") return false;
    throw asWriteError(path, error);
  }
}

function demandSameText(path: string, before: Note, now: Note): void {
  if (before.text !== now.text)
    throw new CommandError({
      nl: `${path}: bevat een andere tekst dan wat u samenvoegt, en is dus niet van een eerdere keer: leg het ergens anders, of kies een andere naam`,
      en: `${path}: holds another text than the notes to join, so it is not what an earlier run left: move it away, or choose another name`,
    });
}

/** Signatures that an earlier run was given and this one was not. */
function tellLost(path: string, before: Note, { signatures }: Note, language: Language): void {
  const lost = before.signatures.filter(
    (line) => !signatures.some((now) => now.name === line.name && now.keyId === line.keyId),
  );
  if (lost.length > 0)
    printRemark(
      "note",
      `${fill(texts.lost[language], { path })}: ${showLineNames(lost.map(({ name }) => name))}`,
      language,
    );
}
