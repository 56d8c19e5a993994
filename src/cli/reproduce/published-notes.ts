// The notes of a public folder, `reviews/RELEASE/REVIEWER.note`: each file is taken by what it holds, so that no statement is passed
// over because of its name. docs/spec/rebuild.md, "Where notes are published"

import { statSync } from "node:fs";
import { basename, join } from "node:path";
import { walkFolder } from "../../files/walk.ts";
import {
  type Bilingual,
  kindOf,
  type NoteKind,
  noteLimit,
  quote,
  type Rebuild,
  type RootKey,
} from "../../format/index.ts";
import type { NoteFile } from "../../sign/index.ts";
import { CommandError } from "../../verify/program/terminal.ts";
import { faultText } from "../fault-words.ts";
import { readNote } from "../notes/note-file.ts";

/** Files of one folder; a root has 64 keys, and each may make three statements. */
const folderLimit = 1000;

export interface FoundNotes {
  readonly notes: readonly PublishedNote[];
  /** Files with the ending of a note that are none, each with why. */
  readonly faults: readonly { readonly path: string; readonly why: Bilingual }[];
  /** What else lies there, by name: not looked at. */
  readonly others: readonly string[];
}

export interface PublishedNote extends NoteFile {
  /** It lies in a public folder, where its name says whose it is. */
  readonly isPublished: boolean;
}

/** Notes by name, and those of folders. A note given by name must be one: throws SignError, FormatError, CommandError. */
export async function findNotes(paths: readonly string[]): Promise<FoundNotes> {
  const notes: PublishedNote[] = [];
  const faults: FoundNotes["faults"][number][] = [];
  const others: string[] = [];
  for (const path of paths) {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
      notes.push({ ...(await readNote(path)), isPublished: false });
      continue;
    }
    const before = notes.length + faults.length;
    for (const { name, kind } of listed(path)) {
      const inside = join(path, name);
      const read = kind === "file" ? await tryNote(inside) : noFile(kind);
      if ("note" in read) notes.push({ ...read, isPublished: true });
      else if (name.endsWith(".note")) faults.push({ path: inside, why: read });
      else others.push(inside);
    }
    if (notes.length + faults.length === before) throw withoutNotes(path); // of no note at all nothing is right
  }
  return { notes, faults, others };
}

function listed(folder: string) {
  const [walked] = walkFolder(folder, () => false);
  if (walked === undefined || walked.error !== undefined)
    throw new CommandError({
      nl: `${quote(folder)}: de inhoud is niet te lezen: ${walked?.error}`,
      en: `${quote(folder)}: cannot be listed: ${walked?.error}`,
    });
  const { entries } = walked;
  if (entries.length > folderLimit)
    throw new CommandError({
      nl: `${quote(folder)}: verwacht ten hoogste ${folderLimit} bestanden, gevonden ${entries.length}: geef de map van één versie`,
      en: `${quote(folder)}: expected at most ${folderLimit} files, found ${entries.length}: give the folder of one release`,
    });
  return entries.map(({ path, kind }) => ({ name: path, kind }));
}

function withoutNotes(folder: string): CommandError {
  return new CommandError({
    nl: `${quote(folder)}: verwacht de verklaringen over één versie (reviews/VERSIE/NABOUWER.note), gevonden geen enkele`,
    en: `${quote(folder)}: expected the notes on one release (reviews/RELEASE/REVIEWER.note), found no rebuild note`,
  });
}

const noFile = (kind: string): Bilingual => ({
  nl: `verwacht een bestand, gevonden iets anders (${kind})`,
  en: `expected a file, found a ${kind}`,
});

/** A rebuild note; else why it is none. */
async function tryNote(path: string): Promise<NoteFile | Bilingual> {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > noteLimit)
    return {
      nl: `verwacht een verklaring van ten hoogste ${noteLimit} bytes, gevonden ${size}`,
      en: `expected a note of at most ${noteLimit} bytes, found ${size}`,
    };
  try {
    const file = await readNote(path);
    const kind: NoteKind | undefined = kindOf(file.note.text);
    if (kind === "rebuild") return file;
    return {
      nl: `verwacht een verklaring van een nabouwer, gevonden ${kind === undefined ? "geen" : `iets anders (${kind})`}`,
      en: `expected a rebuild note, found ${kind === undefined ? "none" : `a ${kind} note`}`,
    };
  } catch (error) {
    return whyNot(error);
  }
}

/** As the error says it, which people know already by the name of its file. */
export function whyNot(error: unknown): Bilingual {
  return {
    nl: faultText(error, "nl"),
    en: error instanceof Error ? error.message : String(error),
  };
}

/** Whether a file's name says who speaks in it: `KEY.note`, or `KEY.SCOPE.note`; a slash in a key's name is written `_`. */
export function isNamedFor(path: string, { scope }: Rebuild, speakers: readonly RootKey[]): boolean {
  return speakers.some(({ vkey }) => namesOf(vkey.name, scope).includes(basename(path)));
}

const namesOf = (key: string, scope: string) => {
  const stem = key.replaceAll("/", "_");
  return [`${stem}.note`, `${stem}.${scope}.note`];
};
