// Reads a tar strictly: POSIX pax and ustar, and GNU's long names. Whatever two programs could understand differently is
// refused: broken or doubled extended headers, numbers that are none, sparse files, bodies where none may be, an end that
// is missing, data behind the end. Not tar-stream's reader: it takes what is broken, and takes a file for a folder where
// GNU tar cut its long name behind a slash. POSIX.1-2017 pax, "ustar Interchange Format" and "pax Header Block".

import { decodeDecimal, decodeUtf8, FormatError, quote } from "../format/index.ts";
import { ArchiveFault, type OnFault } from "./bytes.ts";
import { isAllowedPaxKey, isTold } from "./pax-keys.ts";
import { blockBytes, checksum, field, octal, posixName, type TarEntryType, text, typeOf } from "./tar-header.ts";

/** Bytes of an extended header or a long name. */
const extendedLimit = 65_536;
/** Zeros behind the end: tar pads to a record of 10 KiB, some drives to more. */
const trailerLimit = 16 * 1024 * 1024;
export interface TarEntry {
  readonly type: TarEntryType;
  /** As the archive spells it, a folder with its final slash; raw bytes, because they may not be UTF-8. */
  readonly name: Uint8Array;
  readonly linkName: Uint8Array;
  /** Bytes that follow; 0 for all but files. */
  readonly size: number;
  /** Seconds since 1970, as far as it is a number. */
  readonly time: number;
}

/** What is done with an entry: `data` for each piece of a file, then `end`. */
export interface EntrySink {
  data(chunk: Uint8Array): void;
  end(): void;
}

type Extended = { readonly type: string; readonly body: Uint8Array; filled: number };

export class TarReader {
  readonly #onEntry: (entry: TarEntry) => EntrySink;
  readonly #onFault: OnFault;
  readonly #block = new Uint8Array(blockBytes);
  #gathered = 0;
  #position = 0;
  /** Bytes of a file's body still to come, then of its padding. */
  #body = 0;
  #padding = 0;
  #sink: EntrySink | undefined;
  #extended: Extended | undefined;
  /** What extended headers said of the next entry. */
  #pax = new Map<string, string>();
  #longNames = new Map<string, Uint8Array>();
  #zeros = 0;

  constructor(onEntry: (entry: TarEntry) => EntrySink, onFault: OnFault) {
    this.#onEntry = onEntry;
    this.#onFault = onFault;
  }

  /** The next piece of the archive. Throws ArchiveFault, and what the entry's sink throws. */
  write(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; ) {
      const used = this.#take(chunk.subarray(at));
      at += used;
      this.#position += used;
    }
  }

  /** Throws ArchiveFault when the archive is not whole. */
  end(): void {
    if (this.#zeros < 2 * blockBytes || this.#gathered > 0)
      throw new ArchiveFault("it ends without its two blocks of zeros: it is cut off");
  }

  /** Bytes of `part` that were used; at least one. */
  #take(part: Uint8Array): number {
    if (this.#body > 0) {
      const used = Math.min(this.#body, part.length);
      this.#sink?.data(part.subarray(0, used));
      this.#body -= used;
      if (this.#body === 0) this.#sink?.end();
      return used;
    }
    if (this.#extended !== undefined && this.#extended.filled < this.#extended.body.length) {
      const { body, filled } = this.#extended;
      const used = Math.min(body.length - filled, part.length);
      body.set(part.subarray(0, used), filled);
      this.#extended.filled += used;
      return used;
    }
    if (this.#padding > 0) {
      const used = Math.min(this.#padding, part.length);
      this.#padding -= used;
      return used;
    }
    return this.#gatherHeader(part);
  }

  #gatherHeader(part: Uint8Array): number {
    const used = Math.min(blockBytes - this.#gathered, part.length);
    this.#block.set(part.subarray(0, used), this.#gathered);
    this.#gathered += used;
    if (this.#gathered < blockBytes) return used;
    this.#gathered = 0;
    const extended = this.#extended;
    this.#extended = undefined;
    if (extended !== undefined) this.#learn(extended);
    this.#header(this.#block);
    return used;
  }

  #header(block: Uint8Array): void {
    if (block.every((byte) => byte === 0)) {
      this.#zeros += blockBytes;
      if (this.#pax.size + this.#longNames.size > 0) this.#onFault(this.#fault("an extended header for no entry"));
      this.#pax.clear();
      this.#longNames.clear();
      if (this.#zeros > trailerLimit) throw this.#fault(`more than ${trailerLimit} bytes of zeros at its end`);
      return;
    }
    if (this.#zeros > 0) this.#onFault(this.#fault("something behind its end: two archives in one"));
    this.#zeros = 0;
    const magic = text(block.subarray(257, 265));
    if (checksum(block) !== octal(block.subarray(148, 156)) || (magic !== "ustar\x0000" && magic !== "ustar  \0"))
      throw this.#fault("a broken header, or one of an old kind that is neither POSIX nor GNU");
    const type = String.fromCharCode(block[156] || 48);
    const size = octal(block.subarray(124, 136));
    if (size === undefined) throw this.#fault("a size that is no number");
    // Star's own form has a shorter prefix and dates behind it.
    if (text(block.subarray(508, 512)) === "tar\0" && block[475] !== 0)
      throw this.#fault("a name that star and other programs read differently");
    this.#padding = (blockBytes - (size % blockBytes)) % blockBytes;
    if ("xgLK".includes(type)) this.#beginExtended(type, size);
    else this.#beginEntry(type, block, size, magic === "ustar\x0000");
  }

  #beginExtended(type: string, size: number): void {
    if (size === 0 || size > extendedLimit) throw this.#fault(`an extended header of ${size} bytes`);
    // One name from one place: programs differ on which of two extended headers counts.
    const isDoubled =
      this.#longNames.has(type) || this.#pax.size > 0 || (this.#longNames.size > 0 && "xg".includes(type));
    if (isDoubled) this.#onFault(this.#fault("more than one extended header for one entry"));
    this.#extended = { type, body: new Uint8Array(size), filled: 0 };
  }

  #learn({ type, body }: Extended): void {
    if (type === "x" || type === "g") {
      this.#readPax(body, type === "g");
      return;
    }
    const end = body.indexOf(0);
    if (end === 0 || (end > 0 && body.subarray(end).some((byte) => byte !== 0)))
      this.#onFault(this.#fault("a long name with something behind its end"));
    this.#longNames.set(type, end < 0 ? body : body.subarray(0, end));
  }

  #readPax(body: Uint8Array, isGlobal: boolean): void {
    const seen = new Set<string>();
    for (let at = 0; at < body.length; ) {
      const blank = body.subarray(at, at + 10).indexOf(32);
      const length = this.#decimal(text(body.subarray(at, at + Math.max(0, blank))));
      const record = body.subarray(at + blank + 1, at + length - 1);
      const equals = record.indexOf(61);
      if (length < blank + 4 || at + length > body.length || body[at + length - 1] !== 10 || equals < 1)
        throw this.#fault("a pax record of a wrong form or length");
      const key = text(record.subarray(0, equals));
      const shown = `the pax record ${quote(key)}`;
      if (!isAllowedPaxKey(key, isGlobal))
        this.#onFault(
          this.#fault(`${shown}, which is not known to be harmless: pack without it, as POSIX or GNU tar does`),
        );
      if (seen.has(key)) this.#onFault(this.#fault(`${shown} twice`));
      seen.add(key);
      if (!isGlobal) this.#learnRecord(key, record.subarray(equals + 1), shown);
      at += length;
    }
  }

  /** What the entry goes by must be text; other values are bytes that nobody reads. */
  #learnRecord(key: string, value: Uint8Array, shown: string): void {
    if (!isTold(key)) {
      if (key === "mtime") this.#pax.set(key, text(value.subarray(0, 40)));
      else this.#pax.set(key, "");
    } else if (value.length === 0 || value.includes(0)) this.#onFault(this.#fault(`${shown} empty or with a NUL`));
    else this.#pax.set(key, this.#utf8(value));
  }

  #beginEntry(flag: string, block: Uint8Array, headerSize: number, isPosix: boolean): void {
    const paxSize = this.#pax.get("size");
    const size = paxSize === undefined ? headerSize : this.#decimal(paxSize);
    const name = this.#name("path", "L", isPosix ? posixName(block) : field(block, 0, 100));
    const time = Number(this.#pax.get("mtime") ?? octal(block.subarray(136, 148)) ?? 0);
    const linkName = this.#name("linkpath", "K", field(block, 157, 100));
    this.#pax = new Map();
    this.#longNames = new Map();
    const type = typeOf(flag, name.at(-1) === 47);
    this.#body = size;
    this.#padding = (blockBytes - (size % blockBytes)) % blockBytes;
    this.#sink = undefined;
    if (type === undefined) {
      this.#onFault(this.#fault(`an entry of type ${quote(flag)} (sparse, continued or unknown)`));
      return;
    }
    if (type !== "file" && size > 0) this.#onFault(this.#fault("content in an entry that is no file"));
    this.#sink = this.#onEntry({ type, name, linkName, size, time });
    if (size === 0) this.#sink.end();
  }

  #name(paxKey: string, longType: string, fromHeader: Uint8Array): Uint8Array {
    const pax = this.#pax.get(paxKey);
    return pax === undefined ? (this.#longNames.get(longType) ?? fromHeader) : new TextEncoder().encode(pax);
  }

  #decimal(digits: string): number {
    try {
      return decodeDecimal(digits, 0, Number.MAX_SAFE_INTEGER, "pax");
    } catch (error) {
      throw error instanceof FormatError ? this.#fault(`a pax number ${error.found}`) : error;
    }
  }

  #utf8(bytes: Uint8Array): string {
    try {
      return decodeUtf8(bytes, "pax");
    } catch (error) {
      throw error instanceof FormatError ? this.#fault("a pax record that is not UTF-8") : error;
    }
  }

  #fault(what: string): ArchiveFault {
    return new ArchiveFault(`it has ${what} (near byte ${this.#position})`);
  }
}
