// What a person copies from paper: the zegelcode and the hash code. A slip is told by its group, in her own language.

import { FormatError, parseHashGroups, quote, readZegelcode } from "../format/index.ts";
import { fill, type Language, typedTexts } from "./messages.ts";
import { VerifyError } from "./verdict.ts";

/** Throws VerifyError GEBRUIK that names the groups to read again. */
export function checkTypedCode(typed: string, language: Language): string {
  const { groups, code } = readZegelcode(typed);
  if (code !== undefined) return code;
  const wrong = groups.flatMap((isRight, i) => (isRight ? [] : [i + 1]));
  const text = wrong.length === groups.length ? typedTexts.noCode : typedTexts.wrongGroups;
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
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes); // drops the mark
  } catch {
    throw new VerifyError("GEBRUIK", `${where}: ${typedTexts.noText[language]}`);
  }
  return checkTypedSha256(text, where, language);
}
