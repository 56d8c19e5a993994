// What a target on the command line is: a folder, an image file, a drive, or a drive and where it is mounted.
// A drive shows its bytes, a mount what programs will see; where both can be had, both are looked at.

import { readFileSync, realpathSync, statSync } from "node:fs";
import type { Mounted } from "./mounted.ts";
import { FileMedium } from "./node-medium.ts";
import { FolderTree } from "./node-tree.ts";
import { openWindowsDrive, windowsDriveOf } from "./node-windows-drive.ts";
import { VerifyError } from "./verdict.ts";
import type { Source } from "./verify.ts";

export interface OpenTarget {
  readonly source: Source;
  close(): Promise<void>;
}

/** Throws VerifyError GEBRUIK for what is no target, FOUT for a drive without a disc. */
export async function openTarget(target: string): Promise<OpenTarget> {
  const drive = windowsDriveOf(target);
  if (drive !== undefined && process.platform === "win32") return openWindowsDrive(drive);
  const found = statTarget(target);
  const mounts = readMounts();
  if (!found.isDirectory()) {
    const place = found.isBlockDevice()
      ? mounts.find((mount) => mount.device === realpathSync(target))?.place
      : undefined;
    return openImage(target, place);
  }
  const device = mounts.find((mount) => mount.place === realpathSync(target))?.device;
  if (device === undefined) return openTree(target, undefined);
  try {
    return await openImage(device, target);
  } catch (error) {
    // Reading a drive as such may need rights that this person does not have: then the files are checked, and it is said.
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EACCES" || code === "EPERM" || code === "ENOENT") return openTree(target, device);
    throw error;
  }
}

async function openImage(path: string, place: string | undefined): Promise<OpenTarget> {
  const medium = await FileMedium.open(path);
  // Linux mounts what the drive shows, and sysfs knows where that ends: content was read, names are left to compare.
  const mounted: Mounted | undefined =
    place === undefined ? undefined : { tree: new FolderTree(place), compare: "names" };
  return { source: { kind: "image", medium, mounted }, close: () => medium.close() };
}

function openTree(folder: string, deniedDevice: string | undefined): OpenTarget {
  return { source: { kind: "tree", tree: new FolderTree(folder), deniedDevice }, close: async () => undefined };
}

function statTarget(target: string) {
  try {
    return statSync(target);
  } catch (error) {
    throw new VerifyError("GEBRUIK", `${target}: ${error instanceof Error ? error.message : error}`);
  }
}

export interface Mount {
  /** Of the mounted file system, `major:minor`. */
  readonly number: string;
  /** Path of the device. */
  readonly device: string;
  /** Where its root is shown. */
  readonly place: string;
}

/** Discs that are mounted as a whole, and not hidden by a later mount. Empty where the system does not say (not Linux). */
function readMounts(): Mount[] {
  try {
    return parseMounts(readFileSync("/proc/self/mountinfo", "utf8")).filter(isOnTop);
  } catch {
    return [];
  }
}

function isOnTop({ place, number }: Mount): boolean {
  try {
    return deviceNumber(statSync(place).dev) === number;
  } catch {
    return false;
  }
}

/** `major:minor` as Linux and glibc pack them into 32 bits. makedev(3) */
export function deviceNumber(dev: number): string {
  return `${Math.floor(dev / 2 ** 8) % 2 ** 12}:${(dev % 2 ** 8) + Math.floor(dev / 2 ** 20) * 2 ** 8}`;
}

/**
 * proc(5), /proc/[pid]/mountinfo: fields 3 to 5 are number, root and mount point, behind " - " come type and source. Of several at
 * one place the last hides the others.
 */
export function parseMounts(mountinfo: string): Mount[] {
  const top = new Map<string, Mount | undefined>();
  for (const line of mountinfo.split("\n")) {
    const [before = "", after = ""] = line.split(" - ");
    const [, , number = "", root, rawPlace] = before.split(" ");
    const [type, device = ""] = after.split(" ");
    if (rawPlace === undefined) continue;
    const place = unescapeMount(rawPlace);
    const isDisc = root === "/" && (type === "iso9660" || type === "udf") && device.startsWith("/dev/");
    top.set(place, isDisc ? { number, device: unescapeMount(device), place } : undefined);
  }
  return [...top.values()].filter((mount) => mount !== undefined);
}

/** Blanks and the like stand as three octal digits. */
function unescapeMount(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
