// A file that takes the place of an older one: the one way in which something is written over. The older one keeps its name until
// the new one is whole, on the disk and looked at; a rename then changes both at once, so there is no moment without a good file.

import { lstatSync, renameSync, type Stats } from "node:fs";
import { dirname } from "node:path";
import type { Bilingual } from "../format/index.ts";
import { asWriteError, codeOf, FilesError } from "./error.ts";
import { onInterrupt } from "./interrupt.ts";
import { flushFolder, type NewContent, removeQuietly, writeAside } from "./new-file.ts";

/**
 * Can the file by that name be replaced? Asked before a person is asked for anything. Throws FilesError FILE where it is not a plain
 * file with this one name: a link would be replaced, and what it leads to would stay as it was.
 */
export function tryReplace(path: string): void {
  demandPlainFile(path);
  removeQuietly(writeAside({ path, bytes: new Uint8Array(0), mode: 0o600 }).temporary);
}

/**
 * `inspect` gets the path of the new file, whole and on the disk, before it takes the place of the older one: what it rejects with
 * leaves that one as it was. Throws FilesError FILE, and what `inspect` rejects with; then there is nothing of the new file, unless
 * the message says that it was replaced.
 */
export async function replaceFile(
  content: NewContent,
  inspect: (written: string) => Promise<void> = async () => undefined,
): Promise<void> {
  demandPlainFile(content.path);
  const { path, temporary } = writeAside(content);
  const forget = onInterrupt(() => removeQuietly(temporary));
  try {
    await inspect(temporary);
    demandPlainFile(path); // a look may have taken a while
    renameSync(temporary, path);
  } catch (error) {
    removeQuietly(temporary);
    throw asWriteError(path, error);
  } finally {
    forget();
  }
  flushName(path);
}

/** Throws FilesError FILE: it cannot be undone, so it is told what stands there now. */
function flushName(path: string): void {
  try {
    flushFolder(dirname(path));
  } catch (error) {
    throw new FilesError(
      "FILE",
      `${path}: was replaced, but the disk does not confirm it (${codeOf(error)}): look at it again, and copy it to another disk`,
    );
  }
}

/** Throws FilesError FILE for all but a file that has this one name. */
export function demandPlainFile(path: string): void {
  const found = look(path);
  if (found?.isFile() && found.nlink <= 1) return;
  const { nl, en } = whyNone(found);
  throw new FilesError("FILE", {
    nl: `${path}: verwacht een bestand om te vervangen, gevonden ${nl}`,
    en: `${path}: expected a file to replace, found ${en}`,
  });
}

function whyNone(found: Stats | undefined): Bilingual {
  if (found === undefined) return { nl: "geen: controleer de naam", en: "none: check the name" };
  if (!found.isFile())
    return { nl: "een link, of geen bestand: noem het bestand zelf", en: "a link, or no file: name the file itself" };
  return {
    nl: "een bestand met meer namen, en onder de andere blijft de oude inhoud staan: haal die eerst weg",
    en: "one with several names, of which the others would keep the old content: remove those first",
  };
}

function look(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw asWriteError(path, error);
  }
}
