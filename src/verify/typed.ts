// What a person copies from paper: the zegelcode and the hash code. A slip is told by its group, in her own language.

import {
  encodeUtf8,
  FormatError,
  parseHashGroups,
  quote,
  readRecallCode,
  readZegelcode,
  type TypedCode,
} from "../format/index.ts";
import { fill, type Language, type Text, typedTexts } from "./messages.ts";
import { VerifyError } from "./verdict.ts";

/** A zegelcode. Throws VerifyError GEBRUIK that names the groups to read again. */
export function checkTypedCode(typed: string, language: Language): string {
  return demandGroups(readZegelcode(typed), typedTexts.noCode, language);
}

/** An intrekkingscode. Throws likewise. */
export function checkTypedRecallCode(typed: string, language: Language): string {
  return demandGroups(readRecallCode(typed), typedTexts.noRecallCode, language);
}

function demandGroups({ groups, code }: TypedCode, noCode: Text, language: Language): string {
  if (code !== undefined) return code;
  const wrong = groups.flatMap((isRight, i) => (isRight ? [] : [i + 1]));
  const text = wrong.length === groups.length ? noCode : typedTexts.wrongGroups;
  throw new VerifyError("GEBRUIK", fill(text[language], { groups: wrong.join(", ") }));
}

/** The 64 hex digits. `where` is the option. Throws VerifyError GEBRUIK. */
export function checkTypedSha256(typed: string, where: string, language: Language): string {
  try {
    return parseHashGroups(typed);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const parts = typed.split(/[\s\-\u2010-\u2015\u2212:.]+/).filter((part) => part !== "");
    const wrong = parts.flatMap((part, i) => (/^[0-9a-f]{4}$/i.test(part) ? [] : [i + 1]));
    const isLocated = parts.length === 16 && wrong.length > 0;
    const text = fill((isLocated ? typedTexts.wrongGroups : typedTexts.noSha256)[language], {
      groups: wrong.join(", "),
      typed: quote(typed),
    });
    throw new VerifyError("GEBRUIK", `${where}: ${text}`);
  }
}

/** A small file with one hash code in it, as Notepad or PowerShell saves it: UTF-8 or UTF-16, with or without byte order mark. */
export function sha256OfTextFile(bytes: Uint8Array, where: string, language: Language): string {
  return checkTypedSha256(decodeText(bytes, where, language), where, language);
}

/**
 * A recall list as a scanned QR code or an editor leaves it: also with byte order mark, in UTF-16, with CRLF, and with blank
 * lines at its end or none. What was signed has none of these, so only the original can come out.
 */
export function readRecallFile(bytes: Uint8Array, where: string, language: Language): Uint8Array {
  const text = decodeText(bytes, where, language).replaceAll("\r\n", "\n").trimEnd();
  if (!text.startsWith("zegel/recall v1\n"))
    throw new VerifyError("GEBRUIK", `${where}: ${typedTexts.noRecallList[language]}`);
  return encodeUtf8(text.includes("\n\n") ? `${text}\n` : `${text}\n\n`);
}

function decodeText(bytes: Uint8Array, where: string, language: Language): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes); // drops the mark
  } catch {
    throw new VerifyError("GEBRUIK", `${where}: ${typedTexts.noText[language]}`);
  }
}
