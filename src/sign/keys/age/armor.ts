// The text form of an age file, as `age --armor` writes it: read here, never written. https://c2sp.org/age@v1.1.0, "ASCII armor"

import { concatBytes, decodeBase64 } from "../../../format/index.ts";
import { SignError } from "../../error.ts";

const begin = "-----BEGIN AGE ENCRYPTED FILE-----";
const end = "-----END AGE ENCRYPTED FILE-----";

/** True when this is armor, and not the binary form, which begins with `age-`. */
export function isArmor(file: Uint8Array): boolean {
  return textOf(file).trimStart().startsWith("-----BEGIN");
}

/** The binary form. Blanks around the armor are allowed, as is CR LF; lines inside are full but the last. Throws SignError AGE_FILE. */
export function decodeArmor(file: Uint8Array): Uint8Array {
  const lines = textOf(file)
    .replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "")
    .split(/\r?\n/);
  const body = lines.slice(1, -1);
  const isFull = body.every((line, i) =>
    i < body.length - 1 ? line.length === 64 : line.length > 0 && line.length <= 64,
  );
  if (lines.length < 3 || lines[0] !== begin || lines.at(-1) !== end || !isFull) throw bad();
  try {
    return concatBytes(...body.map((line, i) => decodeLine(line, i === body.length - 1)));
  } catch {
    throw bad();
  }
}

function decodeLine(line: string, isLast: boolean): Uint8Array {
  if (!isLast && line.includes("=")) throw bad();
  return decodeBase64(line, "age armor");
}

function textOf(file: Uint8Array): string {
  return Buffer.from(file.buffer, file.byteOffset, file.byteLength).toString("latin1");
}

function bad(): SignError {
  return new SignError("AGE_FILE", "expected the text form of an age file (age --armor), found damaged lines");
}
