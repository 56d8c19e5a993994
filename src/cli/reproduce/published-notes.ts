// The notes of a public folder, `reviews/RELEASE/REVIEWER.note`: each file is taken by what it holds, so that no statement is passed
// over because of its name. docs/spec/rebuild.md, "Where notes are published"

import { statSync } from "node:fs";
import { basename, join } from "node:path";
import { walkFolder } from "../../files/walk.ts";
import { kindOf, type NoteKind, noteLimit, quote, type Rebuild, type RootKey } from "../../format/index.ts";
import type { NoteFile } from "../../sign/index.ts";
import { CommandError } from "../../verify/program/terminal.ts";
import { readNote } from "../notes/note-file.ts";

/** Files of one folder; a root has 64 keys, and each may make three statements. */
const folderLimit = 1000;

export interface FoundNotes {
  readonly notes: readonly PublishedNote[];
  /** Files with the ending of a note that are none, each with why. */
  readonly faults: readonly { readonly path: string; readonly why: string }[];
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
      const read = kind === "file" ? await tryNote(inside) : `expected a file, found a ${kind}`;
      if (typeof read !== "string") notes.push({ ...read, isPublished: true });
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
    throw new CommandError(`${quote(folder)}: cannot be listed: ${walked?.error}`);
  const { entries } = walked;
  if (entries.length > folderLimit)
    throw new CommandError(
      `${quote(folder)}: expected at most ${folderLimit} files, found ${entries.length}: give the folder of one release`,
    );
  return entries.map(({ path, kind }) => ({ name: path, kind }));
}

function withoutNotes(folder: string): CommandError {
  return new CommandError(
    `${quote(folder)}: expected the notes on one release (reviews/RELEASE/REVIEWER.note), found no rebuild note`,
  );
}

/** A rebuild note; else why it is none. */
async function tryNote(path: string): Promise<NoteFile | string> {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > noteLimit) return `expected a note of at most ${noteLimit} bytes, found ${size}`;
  try {
    const file = await readNote(path);
    const kind: NoteKind | undefined = kindOf(file.note.text);
    return kind === "rebuild"
      ? file
      : `expected a rebuild note, found ${kind === undefined ? "none" : `a ${kind} note`}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Whether a file's name says who speaks in it: `KEY.note`, or `KEY.SCOPE.note`; a slash in a key's name is written `_`. */
export function isNamedFor(path: string, { scope }: Rebuild, speakers: readonly RootKey[]): boolean {
  return speakers.some(({ vkey }) => namesOf(vkey.name, scope).includes(basename(path)));
}

const namesOf = (key: string, scope: string) => {
  const stem = key.replaceAll("/", "_");
  return [`${stem}.note`, `${stem}.${scope}.note`];
};
