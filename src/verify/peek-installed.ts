// A first look at the folder of an installed program, before the long read: whether the program is in it at all, and where it is instead.
// Decides nothing: it spares the official an alarm over a wrong folder. Of the disc it shows nothing, for nobody has vouched for it yet.

import {
  caseFold,
  compareText,
  concatBytes,
  copyBytes,
  type Install,
  installLimit,
  installPath,
  parentOf,
  parentsOf,
  parseInstall,
  withParents,
} from "../format/index.ts";
import { willBeMet } from "./peek.ts";
import type { Reference, TreeEntry } from "./proof/ports.ts";

/** What lies in a folder, by name. */
export interface Named {
  readonly name: string;
  readonly kind: TreeEntry["kind"];
}

/**
 * Looks into one folder, not below it: a whole drive may have been chosen by mistake, and is not walked for that. Paths are relative to
 * the folder that was chosen, with `/`; "" is that folder. Undefined: it is not there, or cannot be listed.
 */
export type Look = (folder: string) => readonly Named[] | undefined;

/** The program that is looked for. */
export interface Sought {
  /** Paths of its static files and of the folders above them, as `caseFold` has them: a name in another case is for the verdict. */
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
  /** Where the list says that it is. */
  readonly place: string | undefined;
}

/**
 * `here`: at least one static file of the list stands at its path, so the folder is judged. `elsewhere`: the folder holds something, and
 * none of these. `unlisted`: the folder itself cannot be listed. `untold`: the list cannot be read, or not all folders in which a file of
 * it might stand; the verification will say why.
 */
export type Presence = "here" | "empty" | "elsewhere" | "unlisted" | "untold";

export interface InstalledPeek {
  readonly is: Presence;
  /** Folders below the chosen one in which the program is, the likeliest first. */
  readonly below: readonly string[];
}

/** Where a program was found: how many of its files, as far as they were counted. */
export interface FoundAt {
  readonly path: string;
  readonly files: number;
}

/** Folders that are looked into for one question. */
const lookLimit = 2000;
/** Levels below the chosen folder in which the program is looked for. */
const levels = 2;
/** Files that are counted, to tell a program from a folder that has a file of the same name. */
const countLimit = 100;
/** Folders that are proposed. */
const proposalLimit = 3;

/** Rejects what is no fault of folder, disc or list. */
export async function peekInstalled(look: Look, reference: Reference): Promise<InstalledPeek> {
  const sought = await readSought(reference);
  const is = presenceIn(look, sought);
  return { is, below: sought !== undefined && is === "elsewhere" ? likeliest(findBelow(look, sought)) : [] };
}

/** From INSTALL as it stands on the reference; nobody has vouched for it. Undefined where there is none that can be read. */
export async function readSought({ tree }: Reference): Promise<Sought | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  let install: Install;
  try {
    await tree.list(); // an image reads its directories here
    await tree.read(installPath, (bytes) => {
      parts.push(copyBytes(bytes));
      length += bytes.length;
      return length <= installLimit;
    });
    install = parseInstall(concatBytes(...parts));
  } catch (error) {
    if (willBeMet(error)) return undefined;
    throw error;
  }
  const paths = install.files.filter((file) => file.class === "static").map(({ path }) => caseFold(path));
  return { files: new Set(paths), folders: withParents(parentsOf(paths)), place: install.place };
}

/** The reference holds something, and no list: then no installation can be judged by it. */
export async function lacksList({ tree }: Reference): Promise<boolean> {
  try {
    const entries = await tree.list();
    return entries.length > 0 && !entries.some(({ path }) => path === installPath);
  } catch (error) {
    if (willBeMet(error)) return false;
    throw error;
  }
}

/** Whether the program is in the chosen folder. Of one that is not known it is told only whether there is anything. */
export function presenceIn(look: Look, sought: Sought | undefined): Presence {
  const entries = look("");
  if (entries === undefined) return "unlisted";
  if (entries.length === 0) return "empty";
  const files = sought === undefined ? undefined : filesAt(look, sought, "", 1);
  return files === undefined ? "untold" : files > 0 ? "here" : "elsewhere";
}

/** The nearest folders below the chosen one in which the program is, as far as `lookLimit` reaches. */
export function findBelow(look: Look, sought: Sought): readonly FoundAt[] {
  const bounded = limited(look);
  let folders = [""];
  for (let level = 0; level < levels; level++) {
    const below: string[] = [];
    for (const folder of folders)
      for (const { name, kind } of bounded(folder) ?? []) if (kind === "folder") below.push(join(folder, name));
    const found: FoundAt[] = [];
    for (const path of below.sort(compareText)) {
      const files = filesAt(bounded, sought, path) ?? 0;
      if (files > 0) found.push({ path, files });
    }
    if (found.length > 0) return found;
    folders = below;
  }
  return [];
}

/**
 * How many static files stand at their paths in a folder, up to `enough`. What stands there may be no file: that is for the verdict.
 * Undefined: none was found, and a folder in which one might be cannot be listed.
 */
export function filesAt(look: Look, { files, folders }: Sought, base = "", enough = countLimit): number | undefined {
  let [count, isWhole, looks] = [0, true, 0];
  const pending = [""];
  for (let folder = pending.pop(); folder !== undefined && count < enough; folder = pending.pop()) {
    const entries = looks++ < lookLimit ? look(join(base, folder)) : undefined;
    if (entries === undefined) isWhole = false;
    for (const { name, kind } of entries ?? []) {
      const path = join(folder, name);
      const folded = caseFold(path);
      if (files.has(folded)) count++;
      else if (kind === "folder" && folders.has(folded)) pending.push(path);
    }
  }
  return count > 0 || isWhole ? Math.min(count, enough) : undefined;
}

/** What to propose: those with the most files, without folders that have a few of the same name by chance. At most three. */
export function likeliest(found: readonly FoundAt[]): readonly string[] {
  const most = found.reduce((best, { files }) => Math.max(best, files), 0);
  const likely = found.filter(({ files }) => 2 * files >= most).sort((a, b) => b.files - a.files);
  return likely.slice(0, proposalLimit).map(({ path }) => path);
}

/** A tree that was listed, folders before what they hold: of a browser, which gives all that it was handed at once. */
export function lookInList(entries: readonly TreeEntry[]): Look {
  const held = new Map<string, Named[]>([["", []]]);
  for (const { path, kind, isUnreadable } of entries) {
    const folder = parentOf(path);
    held.get(folder)?.push({ name: path.slice(folder === "" ? 0 : folder.length + 1), kind });
    if (kind === "folder" && isUnreadable !== true) held.set(path, []);
  }
  return (folder) => held.get(folder);
}

/** No more than `lookLimit` looks: what lies behind them is as good as not there. */
function limited(look: Look): Look {
  let left = lookLimit;
  return (folder) => (left-- > 0 ? look(folder) : undefined);
}

/** Either may be "". */
function join(folder: string, path: string): string {
  return folder === "" || path === "" ? folder + path : `${folder}/${path}`;
}
