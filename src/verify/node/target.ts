// What a target on the command line is: a folder, an image file, a drive, or a drive and where it is mounted.
// A drive shows its bytes, a mount what programs will see; where both can be had, both are looked at.

import { readFileSync, realpathSync, statSync } from "node:fs";
import type { Mounted } from "../proof/mounted.ts";
import type { Medium } from "../proof/ports.ts";
import { VerifyError } from "../proof/verdict.ts";
import type { Source } from "../proof/verify.ts";
import { FileMedium } from "./medium.ts";
import { FolderTree } from "./tree.ts";
import { watched } from "./watch.ts";
import { openWindowsDrive, windowsDriveOf } from "./windows-drive.ts";

export interface OpenTarget {
  readonly source: Source;
  close(): Promise<void>;
}

/** Throws VerifyError GEBRUIK for what is no target, FOUT for a drive without a disc. `mountinfo`: as proc(5) has it, asked at any time. */
export async function openTarget(target: string, mountinfo = readMountinfo): Promise<OpenTarget> {
  const drive = windowsDriveOf(target);
  if (drive !== undefined && process.platform === "win32") return openWindowsDrive(drive);
  const found = statTarget(target);
  if (!found.isDirectory()) {
    const number = found.isBlockDevice() ? deviceNumber(found.rdev) : "none";
    return openImage(target, placeOf(mountinfo(), number), mountinfo);
  }
  const place = watched(target, () => realpathSync(target));
  const device = parseMounts(mountinfo()).find((mount) => mount.place === place && isOnTop(mount))?.device;
  if (device === undefined) return openTree(target, undefined);
  try {
    return await openImage(device, place, mountinfo);
  } catch (error) {
    // Reading a drive as such may need rights that this person does not have: then the files are checked, and it is said.
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EACCES" || code === "EPERM" || code === "ENOENT") return openTree(target, device);
    throw error;
  }
}

/** `place`: where this machine shows what the drive holds; undefined: nowhere. */
async function openImage(path: string, place: string | undefined, mountinfo: () => string): Promise<OpenTarget> {
  const medium = await FileMedium.open(path);
  const close = () => medium.close();
  if (place === undefined) return { source: { kind: "image", medium, mounted: undefined }, close };
  const there = mountsAt(mountinfo(), place);
  // Linux mounts what the drive shows, and sysfs knows where that ends: content was read, names are left to compare. But what is
  // mounted over a file or folder of it, or over the whole, shows other content under the same name.
  const compare: Mounted["compare"] = there.length === 1 ? "names" : "content";
  const watched: Medium = {
    kind: medium.kind,
    bytes: medium.bytes,
    handle: medium.handle,
    read: (position, into) => medium.read(position, into),
    isUnchanged: async () =>
      (await medium.isUnchanged()) && mountsAt(mountinfo(), place).join("\n") === there.join("\n"),
  };
  return { source: { kind: "image", medium: watched, mounted: { tree: new FolderTree(place), compare } }, close };
}

function openTree(folder: string, deniedDevice: string | undefined): OpenTarget {
  return { source: { kind: "tree", tree: new FolderTree(folder), deniedDevice }, close: async () => undefined };
}

function statTarget(target: string) {
  try {
    return watched(target, () => statSync(target));
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

/** Empty where the system does not say (not Linux). */
function readMountinfo(): string {
  try {
    return readFileSync("/proc/self/mountinfo", "utf8");
  } catch {
    return "";
  }
}

/** Where a drive is shown, if it is: one place of several. What a mount over a folder above hides is not shown. */
function placeOf(mountinfo: string, number: string): string | undefined {
  return placesOf(mountinfo, number).find(
    (place) => isOnTop({ place, number }) || mountsAt(mountinfo, place).length > 1,
  );
}

/** Where a drive is mounted as a whole, places first where something else is mounted over or in it: there more is to be compared. */
export function placesOf(mountinfo: string, number: string): string[] {
  const shown = linesOf(mountinfo).filter((line) => line.isDisc && line.number === number);
  const places = [...new Set(shown.map((line) => line.place))];
  const isCovered = (place: string) => mountsAt(mountinfo, place).length > 1;
  return [...places.filter(isCovered), ...places.filter((place) => !isCovered(place))];
}

/** All that is mounted at a place or below it, each in a text of its own. */
export function mountsAt(mountinfo: string, place: string): string[] {
  const below = place.endsWith("/") ? place : `${place}/`;
  const found = linesOf(mountinfo).filter((line) => line.place === place || line.place.startsWith(below));
  return found.map((line) => line.identity);
}

function isOnTop({ place, number }: Pick<Mount, "place" | "number">): boolean {
  try {
    return deviceNumber(watched(place, () => statSync(place)).dev) === number;
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
  const top = new Map<string, MountLine>();
  for (const line of linesOf(mountinfo)) top.set(line.place, line);
  return [...top.values()]
    .filter((line) => line.isDisc)
    .map(({ number, device, place }) => ({ number, device, place }));
}

interface MountLine extends Mount {
  /** A whole disc, and not a part of one that is shown elsewhere. */
  readonly isDisc: boolean;
  /** What is mounted where: the same for as long as it is. */
  readonly identity: string;
}

function linesOf(mountinfo: string): MountLine[] {
  return mountinfo.split("\n").flatMap((line) => {
    const [before = "", after = ""] = line.split(" - ");
    const [id, , number = "", root, rawPlace] = before.split(" ");
    const [type, rawDevice = ""] = after.split(" ");
    if (rawPlace === undefined) return [];
    const device = unescapeMount(rawDevice);
    const isDisc = root === "/" && (type === "iso9660" || type === "udf") && device.startsWith("/dev/");
    const identity = [id, number, root, rawPlace, type, rawDevice].join(" ");
    return [{ number, device, place: unescapeMount(rawPlace), isDisc, identity }];
  });
}

/** Blanks and the like stand as three octal digits. */
function unescapeMount(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
