// The only place in src/iso9660 that reads sectors: within the volume, each at most once, within the limit, and no content of files
// unless a disc says that a directory lies there.

import { IsoError } from "../error.ts";
import type { Findings } from "../finding.ts";
import type { Limits } from "../limits.ts";
import { type SectorReader, sectorBytes } from "../source.ts";

/** Sectors asked for in one call. */
const sectorsPerRead = 256;

// Type, standard identifier, version 1 or 2: ECMA-119 8.1, ECMA-167 2/9.1.2 and 3/9.1. No directory record, path table
// or SUSP area of ours has all three: behind a name of five letters comes a padding byte of 0.
const identifiers = ["CD001", "CDROM", "CDW02", "BEA01", "NSR02", "NSR03", "TEA01", "BOOT2"];
const types = [0, 1, 2, 3, 255];
const versions = [1, 2];

/** The identifier of the descriptor that begins at `at`, if one does. */
function descriptorAt(bytes: Uint8Array, at: number): string | undefined {
  if (!types.includes(bytes[at] ?? -1) || !versions.includes(bytes[at + 6] ?? -1)) return undefined;
  const identifier = String.fromCharCode(...bytes.subarray(at + 1, at + 6));
  return identifiers.includes(identifier) ? identifier : undefined;
}

/** Reads structure, and remembers which sectors it has read. One for each volume. */
export class Metadata {
  readonly #reader: SectorReader;
  readonly #limits: Limits;
  readonly #findings: Findings;
  readonly #taken = new Set<number>();
  #asked = 0;

  constructor(reader: SectorReader, limits: Limits, findings: Findings) {
    this.#reader = reader;
    this.#limits = limits;
    this.#findings = findings;
  }

  /**
   * Whether any of these sectors was read before: a sector is read for one purpose only. Asking has a limit too, since
   * many directories that are refused, each of them large, would cost hours. Throws IsoError LIMIT.
   */
  isTaken(lba: number, count: number): boolean {
    this.#asked += count;
    if (this.#asked > (2 * this.#limits.metadataBytes) / sectorBytes) throw this.#tooMuch(lba);
    for (let i = 0; i < count; i++) if (this.#taken.has(lba + i)) return true;
    return false;
  }

  /** Volume descriptors, which may hold what `read` looks out for. Throws IsoError. */
  async readDescriptor(lba: number, count: number): Promise<Uint8Array> {
    if (this.#taken.size + count > this.#limits.metadataBytes / sectorBytes) throw this.#tooMuch(lba);
    const bytes = count <= sectorsPerRead ? await this.#fetch(lba, count) : await this.#fetchParts(lba, count);
    for (let i = 0; i < count; i++) this.#taken.add(lba + i);
    return bytes;
  }

  /** `count` sectors of structure from `lba`; the caller has checked that they lie in the volume. Throws IsoError. */
  async read(lba: number, count: number): Promise<Uint8Array> {
    const bytes = await this.readDescriptor(lba, count);
    for (let i = 0; i < count; i++) {
      const found = descriptorAt(bytes, i * sectorBytes);
      if (found !== undefined)
        this.#findings.add("FOREIGN_DESCRIPTOR", `sector ${lba + i}`, "no further descriptor", found, lba + i);
    }
    return bytes;
  }

  async #fetchParts(lba: number, count: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(count * sectorBytes);
    for (let done = 0; done < count; done += sectorsPerRead) {
      const part = Math.min(sectorsPerRead, count - done);
      bytes.set(await this.#fetch(lba + done, part), done * sectorBytes);
    }
    return bytes;
  }

  async #fetch(lba: number, count: number): Promise<Uint8Array> {
    const where = count === 1 ? `sector ${lba}` : `sectors ${lba} to ${lba + count - 1}`;
    let bytes: Uint8Array;
    try {
      bytes = await this.#reader.read(lba, count);
    } catch (cause) {
      throw new IsoError("UNREADABLE", where, "structure of the volume", "an error of the reader", lba, cause);
    }
    if (bytes.length !== count * sectorBytes)
      throw new IsoError("UNREADABLE", where, `${count * sectorBytes} bytes`, `${bytes.length}`, lba);
    return bytes;
  }

  #tooMuch(lba: number): IsoError {
    const limit = `at most ${this.#limits.metadataBytes} bytes of structure`;
    return new IsoError("LIMIT", `sector ${lba}`, limit, "more", lba);
  }
}
