// zegel lint-payload: walks the payload and the archives in it, without recursion, within the limits of finding.ts.

import { leftoverByContent } from "../files/leftovers.ts";
import { quote } from "../format/index.ts";
import { EntryNames, EntryTimes, isOpened, openArchive } from "./archive.ts";
import { lookAtContent } from "./content.ts";
import { type Finding, Findings, limits } from "./finding.ts";
import { LintError, listPayload, type PayloadFile } from "./folder.ts";
import { type Entry, EntryFault, type Item } from "./item.ts";
import { lookAtEntryName, lookAtName } from "./name.ts";
import { isNamedAsArchive, packedKind } from "./packed.ts";
import { Programs } from "./programs.ts";

export interface LintReport {
  /** Files of the payload and entries of archives in it. */
  readonly looked: number;
  readonly bytes: number;
  /** All; `findings` holds the first of them. */
  readonly total: number;
  readonly findings: readonly Finding[];
}

interface OpenArchive {
  readonly path: string;
  readonly depth: number;
  readonly entries: Iterator<Entry>;
  readonly isSingle: boolean;
  /** The payload itself comes as an archive: its times do not reach the disc. */
  readonly isPayload: boolean;
  readonly times: EntryTimes;
  readonly names: EntryNames;
}

/** `payload`: a folder, or a file that is an archive. Throws LintError for what is neither. `onBytes` gets bytes done. */
export function lintPayload(payload: string, onBytes: (done: number) => void = () => {}): LintReport {
  return new Lint(onBytes).run(payload);
}

class Lint {
  readonly #findings = new Findings();
  readonly #programs = new Programs();
  readonly #open: OpenArchive[] = [];
  readonly #onBytes: (done: number) => void;
  #looked = 0;
  #bytes = 0;
  #unpacked = 0;

  constructor(onBytes: (done: number) => void) {
    this.#onBytes = onBytes;
  }

  run(payload: string): LintReport {
    for (const file of listPayload(payload, this.#findings)) {
      if (this.#isFull()) break;
      this.#lookAtFile(file);
      while (this.#open.length > 0) this.#nextEntry();
    }
    this.#programs.report(this.#findings);
    const { list, total } = this.#findings;
    return { looked: this.#looked, bytes: this.#bytes, total, findings: list };
  }

  #lookAtFile({ path, isPayload, read }: PayloadFile): void {
    if (!isPayload) lookAtName(path, this.#findings);
    const bytes = this.#read(path, read);
    if (bytes !== undefined) this.#lookInto({ path, depth: isPayload ? 0 : 1, bytes }, isPayload);
  }

  /** One step in the innermost archive. */
  #nextEntry(): void {
    const archive = this.#open.at(-1);
    if (archive === undefined) return;
    const entry = this.#isFull() ? undefined : this.#advance(archive);
    if (entry === undefined) {
      this.#open.pop();
      if (!archive.isPayload) archive.times.report(archive.path, this.#findings);
      return;
    }
    if (archive.isPayload && archive.isSingle) {
      const bytes = this.#read(archive.path, entry.read); // a .tar.gz: the tar in it is the payload
      if (bytes !== undefined) this.#lookInto({ path: archive.path, depth: archive.depth, bytes }, true);
      return;
    }
    const path = archive.isPayload ? entry.name : `${archive.path}!/${entry.name}`;
    if (!archive.isSingle) lookAtEntryName(entry, path, this.#findings);
    archive.names.add(entry, path, this.#findings);
    archive.times.add(entry.time);
    if (entry.kind === "file") this.#lookAtEntry(path, archive.depth + 1, entry);
    else this.#looked++;
  }

  #lookAtEntry(path: string, depth: number, entry: Entry): void {
    lookAtName(path, this.#findings);
    const bytes = this.#read(path, entry.read);
    this.#unpacked += bytes?.length ?? 0;
    if (bytes !== undefined) this.#lookInto({ path, depth, bytes }, false);
  }

  /** Undefined: no more, or no further. */
  #advance(archive: OpenArchive): Entry | undefined {
    try {
      const { value, done } = archive.entries.next();
      return done === true ? undefined : value;
    } catch (error) {
      this.#fault(archive.path, error);
      return undefined;
    }
  }

  #read(path: string, read: () => Uint8Array): Uint8Array | undefined {
    this.#looked++;
    try {
      const bytes = read();
      this.#bytes += bytes.length;
      this.#onBytes(this.#bytes);
      return bytes;
    } catch (error) {
      this.#fault(path, error);
      return undefined;
    }
  }

  #fault(path: string, error: unknown): void {
    if (!(error instanceof EntryFault)) throw error;
    this.#findings.add(error.code === "LIMIT" ? "NOT_LOOKED_INTO" : "BROKEN", path, error.message);
  }

  #lookInto({ path, depth, bytes }: Item, isPayload: boolean): void {
    if (depth > limits.depth && isOpened(bytes)) {
      this.#findings.add("NOT_LOOKED_INTO", path, `an archive within more than ${limits.depth - 1} others`);
      return;
    }
    const entryLimit = isPayload ? limits.payloadBytes : limits.entryBytes;
    const archive = openArchive({ path, bytes, isPayload }, entryLimit, this.#findings);
    if (archive !== undefined)
      this.#open.push({ path, depth, isPayload, times: new EntryTimes(), names: new EntryNames(), ...archive });
    else this.#tellClosed(path, bytes, isPayload);
    if (archive?.hasPrefix === false) return;
    lookAtContent(path, bytes, this.#findings);
    lookAtManifest(path, bytes, this.#findings);
    this.#programs.add(path, bytes);
    const leftover = leftoverByContent(bytes, bytes.length);
    if (leftover !== undefined) this.#findings.add("LEFT_OVER", path, leftover);
  }

  /** What was not opened, although it is an archive, or by its name should be one. Throws LintError of a payload. */
  #tellClosed(path: string, bytes: Uint8Array, isPayload: boolean): void {
    const kind = packedKind(path, bytes);
    if (kind !== undefined) this.#findings.add("NOT_LOOKED_INTO", path, `${kind}: not looked into`);
    else if (isNamedAsArchive(path))
      this.#findings.add("BROKEN", path, "is named as an archive, and does not begin or end as one");
    else if (isPayload)
      throw new LintError(`${quote(path)}: expected a folder, .tar, .tar.gz, .tgz or .zip, found another file`);
  }

  #isFull(): boolean {
    const isFull = this.#looked >= limits.entries || this.#unpacked >= limits.unpackedBytes;
    if (isFull && this.#findings.list.at(-1)?.detail !== tooMuch) this.#findings.add("NOT_LOOKED_INTO", "", tooMuch);
    return isFull;
  }
}

const tooMuch = `the rest of the payload: more than ${limits.entries} entries, or than ${limits.unpackedBytes} bytes unpacked`;

/** What a jar's MANIFEST.MF or Maven's pom.properties says of its making. */
function lookAtManifest(path: string, bytes: Uint8Array, findings: Findings): void {
  if (!/(?:^|\/)(?:META-INF\/MANIFEST\.MF|pom\.properties|git\.properties|build-info\.properties)$/.test(path)) return;
  const text = new TextDecoder().decode(bytes.subarray(0, 65_536));
  const lines = text.match(
    /^(?:Built-By|Build-Date|Build-Time|Build-Timestamp|Bnd-LastModified|Build-Host|#(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) |build\.time|git\.build\.(?:time|host|user\.\w+)).*$/gm,
  );
  if (lines !== null)
    findings.add(
      "BUILT_BY",
      path,
      lines
        .slice(0, 4)
        .map((line) => quote(line.trim()))
        .join(", "),
    );
}
