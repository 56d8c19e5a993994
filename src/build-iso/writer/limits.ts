// What an image of this recipe cannot hold, told before a byte of it is made. docs/spec/image.md, "Limits"

import { quote } from "../../format/index.ts";
import { defaultLimits } from "../../iso9660/index.ts";
import { BuildError, type Refusal } from "../error.ts";

/** Folders of a disc, with the root and ZEGEL: a path table numbers them from 1, and names a parent in 16 bits (ECMA-119 9.4.4). */
export const folderLimit = 65_535;
/** Sectors of a volume: its descriptor tells them in 32 bits (ECMA-119 8.4.8). */
const sectorLimit = 0xffff_ffff;

/** Bytes of an image that a verifier keeps at the most, from its start to the end of the seal: all directories lie in front of that. */
export const sealEndLimit = defaultLimits.metadataBytes;

/** `folders`: how many the disc has, the root among them. */
export function refuseFolders(folders: number): Refusal[] {
  if (folders <= folderLimit) return [];
  const reason = `gives a disc of ${folders} folders, and a disc can have ${folderLimit}`;
  return [{ path: "", reason, remedy: "put the files into fewer folders, or pack some together" }];
}

/** `end`: the byte behind the seal. */
export function refuseSealEnd(end: number): Refusal[] {
  if (end <= sealEndLimit) return [];
  const reason = `needs ${end} bytes for its directories and the seal behind them, and a verifier takes ${sealEndLimit}`;
  return [
    {
      path: "",
      reason,
      remedy: "put the files into fewer folders, pack some together, or spread them over several discs",
    },
  ];
}

/** `sectors`: of the whole image. */
export function refuseSectors(sectors: number): Refusal[] {
  if (sectors <= sectorLimit) return [];
  const reason = `gives an image of ${sectors} sectors, and a volume can have ${sectorLimit}`;
  return [{ path: "", reason, remedy: "spread it over several discs" }];
}

/** One path that no image can hold. The lists that a build hands over were judged before, by stricter rules. */
export function refused(path: string, reason: string, remedy: string): BuildError {
  return new BuildError("REFUSED", `${quote(path)} ${reason}: ${remedy}`, [{ path, reason, remedy }]);
}
