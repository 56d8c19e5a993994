// The system use field of the primary tree: Rock Ridge 1.10. docs/spec/image.md, "System use"

import { both32 } from "./fields.ts";

/** What stands in the record and what is continued behind the directory. */
export interface SystemUse {
  /** `at`: the place of the continuation, which is known only once the directory is laid out. */
  readonly inRecord: (at: { readonly sector: number; readonly byte: number }) => Buffer;
  readonly continued: Buffer;
}

const recordLimit = 254;
const nameHeader = 5;
const continuationBytes = 28;

const entry = (signature: string, ...content: readonly (Buffer | readonly number[])[]): Buffer => {
  const body = Buffer.concat(content.map((part) => Buffer.from(part as Uint8Array)));
  return Buffer.concat([Buffer.from(signature), Buffer.from([body.length + 4, 1]), body]);
};

/** PX and TF, which every record has. `date`: 7 bytes. */
function attributes(isFolder: boolean, date: Buffer): Buffer {
  const mode = isFolder ? 0o040555 : 0o100555;
  return Buffer.concat([
    entry("PX", both32(mode), both32(1), both32(0), both32(0)),
    entry("TF", [0x0e], date, date, date),
  ]);
}

const extension = entry(
  "ER",
  [10, 84, 135, 1],
  Buffer.from("RRIP_1991A"),
  Buffer.from("THE ROCK RIDGE INTERCHANGE PROTOCOL PROVIDES SUPPORT FOR POSIX FILE SYSTEM SEMANTICS"),
  Buffer.from("PLEASE CONTACT DISC PUBLISHER FOR SPECIFICATION SOURCE.  "),
  Buffer.from("SEE PUBLISHER IDENTIFIER IN PRIMARY VOLUME DESCRIPTOR FOR CONTACT INFORMATION."),
);

const continuation = (sector: number, byte: number, length: number) =>
  entry("CE", both32(sector), both32(byte), both32(length));

/** Of the record of a directory itself or of its parent. */
export function systemUseOfDots(isSelfOfRoot: boolean, date: Buffer): SystemUse {
  const common = attributes(true, date);
  if (!isSelfOfRoot) return { inRecord: () => common, continued: Buffer.alloc(0) };
  return {
    inRecord: ({ sector, byte }) =>
      Buffer.concat([entry("SP", [0xbe, 0xef, 0]), common, continuation(sector, byte, extension.length)]),
    continued: extension,
  };
}

/** Of the record of a file or folder by its name. `used`: bytes of the record before the field. */
export function systemUseOfName(name: Buffer, isFolder: boolean, used: number, date: Buffer): SystemUse {
  const common = attributes(isFolder, date);
  const space = recordLimit - used - common.length;
  if (nameHeader + name.length <= space) {
    const whole = Buffer.concat([common, entry("NM", [0], name)]);
    return { inRecord: () => whole, continued: Buffer.alloc(0) };
  }
  const fit = space - continuationBytes - nameHeader;
  const first = entry("NM", [1], name.subarray(0, fit));
  const continued = entry("NM", [0], name.subarray(fit));
  return {
    inRecord: ({ sector, byte }) => Buffer.concat([common, first, continuation(sector, byte, continued.length)]),
    continued,
  };
}
