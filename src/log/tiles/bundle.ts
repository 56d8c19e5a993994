// A bundle of entries: each with two bytes of length (big-endian) before it. C2SP tlog-tiles, "Log Entries".

import { concatBytes, copyBytes, shown } from "../../format/index.ts";
import { LogError } from "../error.ts";
import { tileWidth } from "./path.ts";

/** Bytes of one entry. */
const entryLimit = 65_535;
/** Bytes of a bundle. */
export const bundleLimit = tileWidth * (entryLimit + 2);

/** An entry as it stands in a bundle. */
export function encodeEntry(entry: Uint8Array): Uint8Array {
  return concatBytes(Uint8Array.of(entry.length >> 8, entry.length & 255), entry);
}

/** The `count` entries of a bundle. `path` is for messages. Throws LogError DAMAGED where it holds more, fewer, or half of one. */
export function parseBundle(bytes: Uint8Array, count: number, path: string): Uint8Array[] {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (entries.length < count && at + 2 <= bytes.length) {
    const end = at + 2 + ((bytes[at] ?? 0) << 8) + (bytes[at + 1] ?? 0);
    if (end > bytes.length) break;
    entries.push(copyBytes(bytes.subarray(at + 2, end)));
    at = end;
  }
  if (entries.length === count && at === bytes.length) return entries;
  throw new LogError("DAMAGED", {
    nl: shown`${path}: verwacht ${count} regels van het logboek en niets meer: dit bestand is beschadigd; neem een andere kopie van het logboek`,
    en: shown`${path}: expected ${count} entries of the log and nothing more: this file is damaged; take another copy of the log`,
  });
}
