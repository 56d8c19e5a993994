// A folder of releases: which of the folders in it are releases, and where each of them is. One deep, and no link is followed.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { codeOf } from "../../../files/error.ts";
import { type Entry, walkFolder } from "../../../files/walk.ts";
import {
  descriptionName,
  judgeFolder,
  type PassedOver,
  type ReleaseRow,
  rowOf,
  stoppedName,
  untoldRow,
} from "../../../release-folder/index.ts";
import { CommandError } from "../../../verify/program/terminal.ts";
import { signatureCheck } from "../../disc/platform-signature.ts";
import { measureFolder } from "../measure.ts";
import { partNames, readReleaseFolder } from "../read-folder.ts";
import { FolderReader } from "../read-notes.ts";

/** Releases, and other things, that lie in one folder: more than an office has. */
const releaseLimit = 200;
const entryLimit = 5000;
/** Folders that systems make on a disk, which nobody may list: no releases. */
const systemNames = ["lost+found", "System Volume Information", "$RECYCLE.BIN"];
/** What `zegel release start` leaves when it is killed. */
const leftName = /\.[0-9a-f]{12}\.tmp$/;

/** What lies in a folder of releases. */
export interface FoundReleases extends PassedOver {
  /** Names of the folders that are releases, in byte order. */
  readonly releases: readonly string[];
  /** Names of which that cannot be told, and why, in English. */
  readonly untold: readonly { readonly name: string; readonly reason: string }[];
}

/** Undefined: it is a release itself, or no folder, or one that holds no release. Throws CommandError where it holds too many. */
export function findReleases(path: string): FoundReleases | undefined {
  const [top] = walkFolder(path, () => false);
  const { entries = [], error } = top ?? {};
  if (error !== undefined || entries.some((entry) => partNames.includes(entry.path))) return undefined;
  if (entries.length > entryLimit)
    throw new CommandError({
      nl: `${path}: verwacht hoogstens ${entryLimit} namen in een map met versies, gevonden ${entries.length}`,
      en: `${path}: expected at most ${entryLimit} names in a folder of releases, found ${entries.length}`,
    });
  const found = sortOut(path, entries);
  const { length } = found.releases;
  if (length > releaseLimit)
    throw new CommandError({
      nl: `${path}: verwacht hoogstens ${releaseLimit} versies in één map, gevonden ${length}: leg die van vorige verkiezingen elders`,
      en: `${path}: expected at most ${releaseLimit} releases in one folder, found ${length}: put those of past elections elsewhere`,
    });
  return length === 0 ? undefined : found;
}

function sortOut(path: string, entries: readonly Entry[]): FoundReleases {
  const [releases, links, leftBehind, others]: [string[], string[], string[], string[]] = [[], [], [], []];
  const untold: { name: string; reason: string }[] = [];
  for (const { path: name, kind } of entries) {
    if (kind === "link") links.push(name);
    else if (kind === "misnamed") untold.push({ name, reason: "its name is no UTF-8" });
    else if (kind === "unknown") untold.push({ name, reason: "the system does not say what it is" });
    else if (kind === "folder" && leftName.test(name)) leftBehind.push(name);
    else if (systemNames.includes(name)) others.push(name);
    else if (kind === "folder") {
      const is = isRelease(join(path, name));
      if (is === true) releases.push(name);
      else if (is === false) others.push(name);
      else untold.push({ name, reason: is });
    }
  }
  return { releases, links, leftBehind, others, untold };
}

/** By its description or its end, or by three of its folders: `build` and `out` many other folders have. Else why it cannot be told. */
function isRelease(folder: string): boolean | string {
  try {
    const names = readdirSync(folder);
    if (names.includes(descriptionName) || names.includes(stoppedName)) return true;
    return names.filter((name) => partNames.includes(name)).length >= 3;
  } catch (error) {
    return `the folder cannot be listed (${codeOf(error)})`;
  }
}

/** Where each of them is. `isFull`: their images are read too. Never throws for a folder that cannot be read: its row says so. */
export async function readRows(path: string, found: FoundReleases, isFull: boolean): Promise<ReleaseRow[]> {
  const rows = found.untold.map(({ name, reason }) => untoldRow(name, reason));
  for (const name of found.releases) rows.push(await readRow(path, name, isFull));
  return rows;
}

async function readRow(parent: string, name: string, isFull: boolean): Promise<ReleaseRow> {
  const path = join(parent, name);
  try {
    const read = await readReleaseFolder(path);
    const folder = isFull ? await measureFolder(path, read) : read;
    return await rowOf(name, folder, await judgeFolder(folder, signatureCheck), signatureCheck);
  } catch (error) {
    if (!FolderReader.isExpected(error)) throw error;
    return untoldRow(name, FolderReader.reasonOf(error, [path]));
  }
}
