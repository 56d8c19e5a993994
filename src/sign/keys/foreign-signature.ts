// Signatures that officers made with signify or minisign, as lines of a note. docs/spec/stock-tools.md, "Signing"
// Such a file names its key by eight bytes of its own; here the key is the one under which the signature holds.

import {
  copyBytes,
  decodeBase64,
  decodeHex,
  decodeUtf8,
  encodeUtf8,
  type Note,
  type VKey,
} from "../../format/index.ts";
import type { SignatureCheck } from "../../trust/index.ts";
import { SignError } from "../error.ts";

const commentStart = "untrusted comment: ";

export function isForeignSignature(file: Uint8Array): boolean {
  return Buffer.from(file.subarray(0, commentStart.length)).toString("latin1") === commentStart;
}

/** The 64 bytes. Throws SignError FOREIGN, FormatError. */
export function parseForeignSignature(file: Uint8Array, where: string): Uint8Array {
  const lines = decodeUtf8(file, where).replaceAll("\r\n", "\n").split("\n");
  const hasShape =
    lines.at(-1) === "" &&
    lines[0]?.startsWith(commentStart) &&
    (lines.length === 3 || (lines.length === 5 && lines[2]?.startsWith("trusted comment: ")));
  const bytes = decodeBase64((hasShape ? lines[1] : undefined) ?? "", where);
  const kind = Buffer.from(bytes.subarray(0, 2)).toString("latin1");
  if (kind === "ED")
    throw new SignError("FOREIGN", {
      nl: `${where}: een handtekening over een hashcode van de tekst, niet over de tekst: teken opnieuw met minisign -S -l`,
      en: `${where}: a signature over a hash of the text, not over the text: sign again with minisign -S -l`,
    });
  if (bytes.length !== 74 || kind !== "Ed")
    throw new SignError(
      "FOREIGN",
      `${where}: expected a detached signature by signify or minisign, found something else`,
    );
  return copyBytes(bytes.subarray(10));
}

/** A note with that one signature under `text`. Throws SignError FOREIGN, BAD_SIGNATURE, FormatError. */
export async function noteOfForeign(
  file: Uint8Array,
  text: string,
  keys: readonly VKey[],
  check: SignatureCheck,
  where: string,
): Promise<Note> {
  const bytes = parseForeignSignature(file, where);
  if (keys.length === 0)
    throw new SignError("FOREIGN", {
      nl: `${where}: van wie is deze handtekening? Geef --root, of --key STEM.pub`,
      en: `${where}: whose signature is this? Give --root, or --key STEM.pub`,
    });
  for (const { name, id, raw } of keys)
    if (await check(decodeHex(raw, 32, name), encodeUtf8(text), bytes))
      return { text, signatures: [{ name, keyId: id, bytes }] };
  throw new SignError(
    "BAD_SIGNATURE",
    `${where}: holds over this text under none of the keys ${keys.map(({ name }) => name).join(", ")}: is it of this text, and is the key enrolled?`,
  );
}
