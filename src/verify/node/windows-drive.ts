// A drive on Windows: its bytes by `\\.\D:`, its files by `D:\`, and both together where both can be had.
// Raw reading shows the first session of a disc and the Explorer the last; and pure Node can ask a drive for no size.

import { statSync } from "node:fs";
import { sectorBytes } from "../../iso9660/index.ts";
import type { Mounted } from "../proof/mounted.ts";
import { type Medium, ReadError } from "../proof/ports.ts";
import type { Source } from "../proof/verify.ts";
import { inTime } from "../silence.ts";
import { FileMedium, NoDisc } from "./medium.ts";
import { FolderTree } from "./tree.ts";
import { watched } from "./watch.ts";

/** Sectors: a Blu-ray disc of four layers has 62,500,000. */
const sectorLimit = 2 ** 26;

/** The letter of `D:`, `D:\`, `D:/` (`asked` is the folder) or `\\.\D:` (the bytes); undefined: no drive as Windows names them. */
export function windowsDriveOf(target: string): { letter: string; asked: "folder" | "bytes" } | undefined {
  const [, raw, letter] = /^(\\\\\.\\)?([A-Za-z]):[\\/]?$/.exec(target) ?? [];
  if (letter === undefined) return undefined;
  return { letter: letter.toUpperCase(), asked: raw === undefined ? "folder" : "bytes" };
}

/** On Windows `D:` alone is the folder that is current on that drive, for a program on the disc not its root. What is meant is the root. */
export function driveRoot(path: string, platform: NodeJS.Platform = process.platform): string {
  return platform === "win32" && /^[A-Za-z]:$/.test(path) ? `${path}\\` : path;
}

/**
 * Bytes and files together where the drive holds an ISO 9660 disc, can be read raw and ends somewhere. Otherwise what was asked:
 * the files alone, which proves less and says so; or the bytes alone, which without the files is never ECHT. Throws VerifyError.
 */
export async function openWindowsDrive({
  letter,
  asked,
}: NonNullable<ReturnType<typeof windowsDriveOf>>): Promise<{ source: Source; close(): Promise<void> }> {
  const [raw, root] = [`\\\\.\\${letter}:`, `${letter}:\\`];
  const identity = identityOf(root);
  const tree = identity === undefined ? undefined : new FolderTree(root);
  const medium = await openRaw(raw, asked === "bytes" || tree === undefined);
  const end = medium === undefined || !(await holdsVolume(medium)) ? undefined : await endOf(medium);
  if (tree !== undefined && asked === "folder" && (medium === undefined || end === undefined)) {
    await medium?.close();
    return { source: { kind: "tree", tree, deniedDevice: raw }, close: async () => undefined };
  }
  if (medium === undefined) throw new NoDisc("FOUT", `${root}: there is no disc that can be read; no verdict`);
  const mounted: Mounted | undefined = tree === undefined ? undefined : { tree, compare: "content" };
  // Without the files nothing tells of a later session: then the drive's end stays unknown, and so no verdict is ECHT.
  const isUnchanged = async () => identityOf(root) === identity;
  const paired: Medium = {
    kind: "drive",
    bytes: mounted === undefined ? undefined : end,
    handle: medium.handle,
    read: (position, into) => medium.read(position, into),
    isUnchanged,
  };
  return { source: { kind: "image", medium: paired, mounted }, close: () => medium.close() };
}

/** Undefined where it may not be opened and need not be. */
async function openRaw(path: string, isNeeded: boolean): Promise<FileMedium | undefined> {
  try {
    return await FileMedium.open(path);
  } catch (error) {
    if (isNeeded) throw error;
    return undefined;
  }
}

/** The serial number that Windows gives the volume, another after a change of discs; undefined: there is no folder. */
function identityOf(root: string): string | undefined {
  const found = watched(root, () => statSync(root, { throwIfNoEntry: false, bigint: true }));
  return found?.isDirectory() === true ? String(found.dev) : undefined;
}

/** ECMA-119 8.1: the sixteenth sector holds CD001 from its second byte on. A hard disk or a stick has something else there. */
async function holdsVolume(medium: Medium): Promise<boolean> {
  const sector = new Uint8Array(sectorBytes);
  const count = await inTime(medium.read(16 * sectorBytes, sector)).catch(ignoreUnreadable);
  return count === sectorBytes && String.fromCharCode(...sector.subarray(1, 6)) === "CD001";
}

/**
 * Where the drive says that its data end: the first sector of which no byte comes. Found by halving, some 25 reads. A sector that is
 * there and cannot be read counts as there. Undefined: no end below the limit. Rejects VerifyError after `silence` milliseconds without an answer.
 */
export async function endOf(medium: Medium, silence?: number): Promise<number | undefined> {
  const sector = new Uint8Array(sectorBytes);
  const isThere = async (index: number) => {
    const count = await inTime(medium.read(index * sectorBytes, sector), silence).catch(ignoreUnreadable);
    return count !== 0;
  };
  let [there, end] = [0, 1];
  while (await isThere(end)) {
    if (end >= sectorLimit) return undefined;
    [there, end] = [end, end * 2];
  }
  while (end - there > 1) {
    const middle = Math.floor((there + end) / 2);
    if (await isThere(middle)) there = middle;
    else end = middle;
  }
  return end * sectorBytes;
}

function ignoreUnreadable(error: unknown): undefined {
  if (!(error instanceof ReadError)) throw error;
  return undefined;
}
