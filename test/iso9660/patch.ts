// Finds the fields that attacks change, by a walk of its own that trusts the (clean) image.

import { sectorBytes } from "../../src/iso9660/index.ts";

export type TreeName = "primary" | "joliet";

export class Patch {
  readonly image: Uint8Array;
  readonly view: DataView;

  /** Works on a copy. */
  constructor(image: Uint8Array) {
    this.image = Uint8Array.from(image);
    this.view = new DataView(this.image.buffer);
  }

  /** Byte offset of a sector. */
  sector(lba: number): number {
    return lba * sectorBytes;
  }

  descriptor(tree: TreeName): number {
    return this.sector(tree === "primary" ? 16 : 17);
  }

  /** Byte offset of the directory record of a path; "" is the root's record in the descriptor. */
  record(path: string, tree: TreeName): number {
    let at = this.descriptor(tree) + 156;
    for (const name of path === "" ? [] : path.split("/")) {
      const folder = this.sector(this.view.getUint32(at + 2, true));
      const size = this.view.getUint32(at + 10, true);
      const bytes = Buffer.from(name, "utf8");
      const identifier = tree === "primary" ? bytes : Buffer.from(name, "utf16le").swap16();
      const found = this.records(folder, size).find((record) =>
        identifier.equals(this.image.subarray(record + 33, record + 33 + (this.image[record + 32] ?? 0))),
      );
      if (found === undefined) throw new Error(`no ${path} in the ${tree} tree`);
      at = found;
    }
    return at;
  }

  records(folder: number, size: number): number[] {
    const found: number[] = [];
    for (let at = folder; at < folder + size; ) {
      const length = this.image[at] ?? 0;
      if (length === 0) {
        at = (Math.floor(at / sectorBytes) + 1) * sectorBytes;
        continue;
      }
      found.push(at);
      at += length;
    }
    return found;
  }

  /** First sector of what a record describes. */
  lba(record: number): number {
    return this.view.getUint32(record + 2, true);
  }

  /** Byte offset of the system use entry `signature` of a record. */
  entry(record: number, signature: string): number {
    const length = this.image[record] ?? 0;
    const names = Buffer.from(this.image.subarray(record, record + length));
    const from = 33 + (names[32] ?? 0);
    const at = names.indexOf(signature, from + (from % 2), "latin1");
    if (at === -1) throw new Error(`no entry ${signature}`);
    return record + at;
  }

  /** The `length` bytes at `at` move behind the bytes up to `end`. */
  rotate(at: number, length: number, end: number): this {
    const moved = this.image.slice(at, at + length);
    this.image.copyWithin(at, at + length, end);
    this.image.set(moved, end - length);
    return this;
  }

  set8(at: number, value: number): this {
    this.view.setUint8(at, value);
    return this;
  }

  both16(at: number, value: number): this {
    this.view.setUint16(at, value, true);
    this.view.setUint16(at + 2, value, false);
    return this;
  }

  both32(at: number, value: number): this {
    this.view.setUint32(at, value, true);
    this.view.setUint32(at + 4, value, false);
    return this;
  }

  setText(at: number, text: string): this {
    this.image.set(Buffer.from(text, "latin1"), at);
    return this;
  }

  /** In both trees alike: a change that no comparison of the trees shows. */
  inBoth(path: string, change: (record: number) => void): this {
    for (const tree of ["primary", "joliet"] as const) change(this.record(path, tree));
    return this;
  }
}
