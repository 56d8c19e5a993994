// Archives inside the payload, opened one entry at a time.

import { quote } from "../format/index.ts";
import type { Findings } from "./finding.ts";
import { gunzip, isGzip, readGzipHeader } from "./gzip.ts";
import type { Entry } from "./item.ts";
import { isTar, tarEntries } from "./tar.ts";
import { zipEntries } from "./zip.ts";

export interface Archive {
  readonly entries: Iterator<Entry>;
  /** A gzip file is unpacked into the one that it holds: its time is its header's. */
  readonly isSingle: boolean;
}

/** Undefined: no archive that is looked into. */
export function openArchive(path: string, bytes: Uint8Array, entryLimit: number): Archive | undefined {
  if (isZip(bytes)) return { entries: zipEntries(bytes, entryLimit), isSingle: false };
  if (isTar(bytes)) return { entries: tarEntries(bytes, entryLimit), isSingle: false };
  if (isGzip(bytes)) return { entries: gzipEntry(path, bytes, entryLimit), isSingle: true };
  return undefined;
}

function isZip(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes;
  return a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6));
}

function* gzipEntry(path: string, bytes: Uint8Array, entryLimit: number): Generator<Entry> {
  const name = path
    .slice(path.lastIndexOf("/") + 1)
    .replace(/\.tgz$/i, ".tar")
    .replace(/\.gz$/i, "");
  yield { name, kind: "file", target: "", time: undefined, read: () => gunzip(bytes, entryLimit) };
}

/** The time and the name that gzip writes into its header. */
export function lookAtGzip(path: string, bytes: Uint8Array, findings: Findings): void {
  if (!isGzip(bytes)) return;
  const { time, name } = readGzipHeader(bytes);
  if (time !== 0) findings.add("TIME_STAMPS", path, `the gzip header says ${dayOf(time)} (gzip -n leaves it out)`);
  if (name !== undefined && /[\\/]/.test(name)) findings.add("BUILD_PATH", path, `the gzip header says ${quote(name)}`);
}

export function dayOf(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? `${seconds} s since 1970` : `${date.toISOString().slice(0, 19)}Z`;
}

/** Times of the entries of one archive: one and the same says that it was packed with a fixed date. */
export class EntryTimes {
  #count = 0;
  #least = Number.POSITIVE_INFINITY;
  #most = Number.NEGATIVE_INFINITY;

  add(time: number | undefined): void {
    if (time === undefined) return;
    this.#count++;
    this.#least = Math.min(this.#least, time);
    this.#most = Math.max(this.#most, time);
  }

  report(path: string, findings: Findings): void {
    if (this.#count === 0) return;
    const range =
      this.#least === this.#most ? `all ${dayOf(this.#least)}` : `${dayOf(this.#least)} to ${dayOf(this.#most)}`;
    findings.add("TIME_STAMPS", path, `${this.#count} entries with a time of their own: ${range}`);
  }
}
