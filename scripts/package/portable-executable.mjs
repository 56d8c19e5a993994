// Windows' program format, as far as its signature goes. Microsoft, "PE Format", sections "Optional Header Data Directories" and "The Attribute Certificate Table".

/**
 * The program without its Authenticode signature. Code injected behind a signature would leave the signature broken in the file, and
 * no new one could be put on it. Node's own signature says nothing of our program, and is checked before (docs/packaging.md).
 * Throws where the signature is not the last thing in the file.
 */
export function withoutSignature(program) {
  const bytes = Buffer.from(program);
  const header = bytes.readUInt32LE(0x3c);
  if (bytes.toString("latin1", header, header + 4) !== "PE\0\0")
    throw new Error("expected a Windows program, found none");
  const optional = header + 24;
  if (bytes.readUInt16LE(optional) !== 0x20b) throw new Error("expected a 64-bit program (PE32+), found another");
  const entry = optional + 112 + 4 * 8; // the fifth data directory: certificates
  const [at, size] = [bytes.readUInt32LE(entry), bytes.readUInt32LE(entry + 4)];
  if (size === 0) return bytes;
  if (at + size !== bytes.length) throw new Error(`expected the signature at the end of the file, found it at ${at}`);
  bytes.fill(0, entry, entry + 8);
  bytes.writeUInt32LE(0, optional + 64); // the checksum, which Windows asks only of drivers: who signs computes it anew
  return bytes.subarray(0, at);
}
