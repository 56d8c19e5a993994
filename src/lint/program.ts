// Windows programs: whether they carry a signature, and whether they are debug builds. PE format (Microsoft), 4.

const securityDirectory = 4;

export interface WindowsProgram {
  /** It has an Authenticode signature; whether that holds is not looked at. */
  readonly isSigned: boolean;
}

/** Undefined: no PE file. */
export function readProgram(bytes: Uint8Array): WindowsProgram | undefined {
  if (bytes.length < 64 || bytes[0] !== 0x4d || bytes[1] !== 0x5a) return undefined;
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = file.readUInt32LE(60);
  const optional = header + 24;
  if (optional + 2 > file.length || file.readUInt32LE(header) !== 0x00004550) return undefined;
  const directories = { 267: 96, 523: 112 }[file.readUInt16LE(optional)];
  if (directories === undefined) return undefined;
  const at = optional + directories + 8 * securityDirectory;
  if (at + 8 > file.length || file.readUInt32LE(optional + directories - 4) <= securityDirectory)
    return { isSigned: false };
  // Of this directory alone the address is a place in the file.
  const [place, size] = [file.readUInt32LE(at), file.readUInt32LE(at + 4)];
  return { isSigned: size > 8 && place > 0 && place + size <= file.length };
}

/** C run-time libraries that Microsoft gives out for debugging only. */
export const debugLibraries = [
  "ucrtbased.dll",
  "vcruntime140d.dll",
  "msvcp140d.dll",
  "msvcrtd.dll",
  "msvcr120d.dll",
  "mfc140ud.dll",
];

/** ELF with sections of debugging information. */
export function hasDebugSections(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return file.length > 64 && file.readUInt32BE(0) === 0x7f454c46 && file.includes("\0.debug_info\0");
}
