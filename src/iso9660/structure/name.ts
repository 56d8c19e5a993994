// Identifiers and names of directory records: bytes to text that is safe as one component of a path.

import { decodeUtf8 } from "../../format/text/decode.ts";

// Whatever could leave the folder, end the name early or start another on some system.
const unsafe = /[\u0000-\u001f\u007f/\\]/;

function safe(text: string): string | undefined {
  return text === "" || text === "." || text === ".." || unsafe.test(text) ? undefined : text;
}

/** A primary identifier or Rock Ridge name, or undefined when it is not a name in UTF-8. */
export function nameOfUtf8(bytes: Uint8Array): string | undefined {
  try {
    return safe(decodeUtf8(bytes, "name"));
  } catch {
    return undefined;
  }
}

/** A Joliet identifier, or undefined when it is not a name in UCS-2 big-endian, which has no surrogates. */
export function nameOfUcs2(bytes: Uint8Array): string | undefined {
  if (bytes.length % 2 === 1) return undefined;
  let text = "";
  for (let at = 0; at < bytes.length; at += 2)
    text += String.fromCharCode(((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
  return /[\ud800-\udfff]/.test(text) ? undefined : safe(text);
}
