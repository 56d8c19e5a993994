// Files packed in a way that is not looked into, by how they begin or end. Names come last: they may say anything.

/** Where, hexadecimal, what it is. */
const beginnings: readonly (readonly [at: number, hex: string, kind: string])[] = [
  [0, "377abcaf271c", "7z"],
  [0, "526172211a07", "RAR"],
  [0, "fd377a585a00", "xz"],
  [0, "425a68", "bzip2"],
  [0, "28b52ffd", "zstd"],
  [0, "5d0000", "lzma"],
  [0, "4c5a4950", "lzip"],
  [0, "04224d18", "lz4"],
  [0, "894c5a4f000d0a1a0a", "lzop"],
  [0, "1f9d", "compress (.Z)"],
  [0, "1fa0", "compress (lzh)"],
  [0, "1f8b", "gzip of an unknown kind"],
  [0, "4d534346", "a Windows cabinet"],
  [0, "49536328", "an InstallShield cabinet"],
  [0, "d0cf11e0a1b11ae1", "an OLE file (msi, doc, xls, or an encrypted docx)"],
  [0, "213c617263683e0a", "ar (deb, a static library)"],
  [0, "edabeedb", "RPM"],
  [0, "78617221", "xar (a Mac's pkg)"],
  [0, "303730373031", "cpio"],
  [0, "303730373032", "cpio"],
  [0, "303730373037", "cpio"],
  [0, "c771", "cpio"],
  [0, "60ea", "ARJ"],
  [2, "2d6c68", "LHA"],
  [7, "2a2a4143452a2a", "ACE"],
  [0, "4d5357494d000000", "a Windows image (wim)"],
  [0, "68737173", "squashfs"],
  [0, "7668647866696c65", "VHDX"],
  [0, "636f6e6563746978", "VHD"],
  [0, "4b444d56", "VMDK"],
  [0, "514649fb", "QCOW"],
  [0, "4c554b53babe", "LUKS"],
  [0, "6167652d656e6372797074696f6e2e6f7267", "age (encrypted)"],
  [32_769, "4344303031", "an ISO image"],
];
/** From the end on. */
const endings: readonly (readonly [back: number, hex: string, kind: string])[] = [
  [512, "6b6f6c79", "a Mac's disk image (dmg)"],
  [512, "636f6e6563746978", "VHD"],
];
/** Programs that unpack what they carry. */
const carried: readonly (readonly [hex: string, kind: string])[] = [
  ["377abcaf271c0004", "a program that carries a 7z"],
  ["526172211a07", "a program that carries a RAR"],
  ["4d53434600000000", "a program that carries a cabinet"],
  ["efbeadde4e756c6c736f6674496e7374", "an installer (NSIS)"],
  ["496e6e6f205365747570205365747570204461746120", "an installer (Inno Setup)"],
];
const packedName =
  /\.(?:7z|rar|xz|bz2|tbz2?|txz|zst|lzma|lz|lz4|cab|msi|msix|deb|rpm|pkg|asar|iso|dmg|img|vhdx?|wim|cpio|Z)$/i;
const openedName = /\.(?:zip|jar|war|ear|aar|whl|nupkg|apk|vsix|docx|xlsx|pptx|od[tsp]|epub|tar|tgz|taz|gz)$/i;

/** Undefined: nothing of the kind is known of it. */
export function packedKind(path: string, bytes: Uint8Array): string | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isAt = (at: number, hex: string) => at >= 0 && file.toString("hex", at, at + hex.length / 2) === hex;
  const found =
    beginnings.find(([at, hex]) => isAt(at, hex))?.[2] ??
    endings.find(([back, hex]) => isAt(file.length - back, hex))?.[2];
  if (found !== undefined) return found;
  if (isAt(0, "4d5a") || isAt(0, "7f454c46")) {
    const inside = carried.find(([hex]) => file.includes(Buffer.from(hex, "hex")));
    if (inside !== undefined) return inside[1];
  }
  return packedName.test(path) ? "packed in another way" : undefined;
}

/** By its name it should be one of those that are opened. */
export function isNamedAsArchive(path: string): boolean {
  return openedName.test(path);
}
