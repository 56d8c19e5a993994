// Archives inside the payload, opened one entry at a time.

import type { OnFault } from "../archives/bytes.ts";
import { type GzipMember, isGzip } from "../archives/gzip.ts";
import { isTar } from "../archives/tar-header.ts";
import { isZip } from "../archives/zip.ts";
import { quote } from "../format/index.ts";
import type { Findings } from "./finding.ts";
import type { Entry } from "./item.ts";
import { gunzip, inMemory, tarEntries, zipEntries } from "./unpack.ts";

export interface Archive {
  readonly entries: Iterator<Entry>;
  /** A gzip file is unpacked into the one that it holds: its time is its header's. */
  readonly isSingle: boolean;
  /** It begins as something else, which is looked at too: a program, a script. */
  readonly hasPrefix: boolean;
}

export interface ArchiveFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Its own packing does not reach the disc. */
  readonly isPayload: boolean;
}

/** Whether it is an archive of a kind that is looked into. */
export function isOpened(bytes: Uint8Array): boolean {
  return isTar(bytes) || isGzip(bytes) || isZip(inMemory(bytes));
}

/** By how it begins and ends, not by its name. Undefined: no archive that is looked into. */
export function openArchive(file: ArchiveFile, entryLimit: number, findings: Findings): Archive | undefined {
  const { path, bytes } = file;
  const onFault: OnFault = ({ message }) => findings.add("BROKEN", path, message);
  if (isTar(bytes)) return { entries: tarEntries(bytes, entryLimit, onFault), isSingle: false, hasPrefix: false };
  if (isGzip(bytes))
    return { entries: gzipEntry(file, entryLimit, findings, onFault), isSingle: true, hasPrefix: false };
  if (!isZip(inMemory(bytes))) return undefined;
  const hasPrefix = bytes[0] !== 0x50 || bytes[1] !== 0x4b;
  return { entries: zipEntries(bytes, entryLimit, onFault), isSingle: false, hasPrefix };
}

function* gzipEntry(file: ArchiveFile, entryLimit: number, findings: Findings, onFault: OnFault): Generator<Entry> {
  const { path, bytes, isPayload } = file;
  const name = path
    .slice(path.lastIndexOf("/") + 1)
    .replace(/\.tgz$/i, ".tar")
    .replace(/\.gz$/i, "");
  const onMember = (member: GzipMember) => {
    if (!isPayload) lookAtMember(path, member, findings);
  };
  const read = () => gunzip(bytes, entryLimit, onMember, onFault);
  yield { name, kind: "file", target: "", time: undefined, read };
}

/** The time and the name that gzip writes into its header. */
function lookAtMember(path: string, { time, name }: GzipMember, findings: Findings): void {
  if (time !== 0) findings.add("TIME_STAMPS", path, `the gzip header says ${dayOf(time)} (gzip -n leaves it out)`);
  const shown = name === undefined ? "" : new TextDecoder().decode(name);
  if (/[\\/]/.test(shown)) findings.add("BUILD_PATH", path, `the gzip header says ${quote(shown)}`);
}

export function dayOf(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? `${seconds} s since 1970` : `${date.toISOString().slice(0, 19)}Z`;
}

/** Names of the files in one archive. Of two by one name some programs take the first, some the last. */
export class EntryNames {
  readonly #seen = new Set<string>();

  /** `path` leads to the entry, for the finding. */
  add({ name, kind }: Entry, path: string, findings: Findings): void {
    if (kind === "folder") return;
    const plain = name.replace(/^(?:\.\/)+/, "");
    if (this.#seen.has(plain)) findings.add("BROKEN", path, "stands in the archive twice");
    this.#seen.add(plain);
  }
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
