// The blocks of a tar that is written: header of an entry, what fills its content up, the end. docs/spec/recipe.md, "payload.tar"
// POSIX.1-2017 pax, "ustar Interchange Format". Owner, group and date are fixed: a tar of ours tells names and contents alone.

import { encodeUtf8 } from "../format/index.ts";
import { blockBytes, checksum } from "./tar-header.ts";

/** 1980-01-01T00:00:00Z, in seconds since 1970: the first moment that zip and FAT can say. */
const date = 315_532_800;
/** Of ustar's two fields of a name, bytes. */
const nameBytes = 100;
const prefixBytes = 155;
/** From here on 11 octal digits do not hold a size; GNU's base 256 does. */
const octalSizes = 8 ** 11;

const flags = { file: "0", folder: "5", pax: "x" } as const;

/** The header blocks of a file or an empty folder. `path`: without a slash at its end; `size`: bytes, 0 for a folder. */
export function tarHeader(path: string, kind: "file" | "folder", size: number): Uint8Array {
  const mode = kind === "folder" ? 0o755 : 0o644;
  const name = kind === "folder" ? `${path}/` : path;
  const fields = splitName(name);
  if (fields !== undefined) return block(fields, kind, mode, size);
  const record = paxRecord("path", name);
  const header = new Uint8Array(2 * blockBytes + record.length + tarPadding(record.length));
  const substitute = { name: "PaxHeader", prefix: "" };
  header.set(block(substitute, "pax", mode, record.length));
  header.set(record, blockBytes);
  header.set(block(substitute, kind, mode, size), header.length - blockBytes);
  return header;
}

/** Zeros behind `size` bytes of content, up to whole blocks. */
export function tarPadding(size: number): number {
  return (blockBytes - (size % blockBytes)) % blockBytes;
}

/** Behind the last entry. */
export const tarEndBytes = 2 * blockBytes;

interface NameFields {
  readonly name: string;
  readonly prefix: string;
}

/** Undefined where ustar cannot hold the name: it is not ASCII, or fits its two fields nowhere between slashes. */
function splitName(path: string): NameFields | undefined {
  if (encodeUtf8(path).length !== path.length) return undefined;
  let at = 0; // where the name begins
  while (path.length - at > nameBytes) {
    const slash = path.indexOf("/", at);
    if (slash < 0) return undefined;
    at = slash + 1;
  }
  const prefix = path.slice(0, Math.max(0, at - 1));
  return prefix.length > prefixBytes ? undefined : { name: path.slice(at), prefix };
}

function block({ name, prefix }: NameFields, kind: keyof typeof flags, mode: number, size: number): Uint8Array {
  const header = new Uint8Array(blockBytes);
  const put = (at: number, text: string) => header.set(encodeUtf8(text), at);
  put(0, name);
  put(100, octal(mode, 6));
  put(108, octal(0, 6)); // owner
  put(116, octal(0, 6)); // group
  if (size < octalSizes) put(124, octal(size, 11));
  else putBase256(header.subarray(124, 136), size);
  put(136, octal(date, 11));
  put(156, flags[kind]);
  put(257, "ustar\x0000");
  put(329, octal(0, 6)); // numbers of a device
  put(337, octal(0, 6));
  put(345, prefix);
  put(148, octal(checksum(header), 6));
  return header;
}

function octal(value: number, digits: number): string {
  return `${value.toString(8).padStart(digits, "0")} `;
}

function putBase256(field: Uint8Array, value: number): void {
  field[0] = 0x80;
  for (let i = field.length - 1, left = value; i > 0; i--, left = Math.floor(left / 256)) field[i] = left % 256;
}

/** `LENGTH KEY=VALUE` and a line feed; the length counts itself. */
function paxRecord(key: string, value: string): Uint8Array {
  const rest = encodeUtf8(` ${key}=${value}\n`);
  let length = rest.length;
  while (`${length}`.length + rest.length !== length) length = `${length}`.length + rest.length;
  const record = new Uint8Array(length);
  record.set(encodeUtf8(`${length}`));
  record.set(rest, length - rest.length);
  return record;
}
