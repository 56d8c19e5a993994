// The fields of a tar's header block. POSIX.1-2017 pax, "ustar Interchange Format".

export const blockBytes = 512;

export type TarEntryType = "file" | "link" | "symlink" | "special" | "folder";

/** By how it begins: the name of the form, or a header of an old kind, whose checksum is right. */
export function isTar(bytes: Uint8Array): boolean {
  if (bytes.length < blockBytes) return false;
  const block = bytes.subarray(0, blockBytes);
  if (text(block.subarray(257, 262)) === "ustar") return true;
  const sum = octal(block.subarray(148, 156));
  return sum !== undefined && sum !== 0 && sum === checksum(block);
}

/** `hasSlash`: the name ends with one; old tars mark folders so. */
export function typeOf(flag: string, hasSlash: boolean): TarEntryType | undefined {
  if (flag === "0") return hasSlash ? "folder" : "file";
  const types: Readonly<Record<string, TarEntryType>> = {
    1: "link",
    2: "symlink",
    3: "special",
    4: "special",
    6: "special",
  };
  return flag === "5" ? "folder" : types[flag];
}

/** ustar's two parts of a name. */
export function posixName(block: Uint8Array): Uint8Array {
  const prefix = field(block, 345, 155);
  const name = field(block, 0, 100);
  return prefix.length === 0 ? name : Uint8Array.of(...prefix, 47, ...name);
}

/** Up to the first NUL: a part of the block, which holds until the block is filled anew. */
export function field(block: Uint8Array, at: number, length: number): Uint8Array {
  const bytes = block.subarray(at, at + length);
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

/** Octal with blanks before and NULs or blanks behind, or GNU's base 256; undefined for anything else. */
export function octal(bytes: Uint8Array): number | undefined {
  if (bytes[0] === 0x80) {
    const value = bytes.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0);
    return Number.isSafeInteger(value) ? value : undefined;
  }
  const [, digits] = /^ *([0-7]*)[\0 ]*$/.exec(text(bytes)) ?? [];
  return digits === undefined ? undefined : digits === "" ? 0 : Number.parseInt(digits, 8);
}

/** Sum of all bytes, those of the sum itself taken as blanks. */
export function checksum(block: Uint8Array): number {
  return block.reduce((sum, byte, i) => sum + (i >= 148 && i < 156 ? 32 : byte), 0);
}

export function text(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
