// What a person copies from paper: the zegelcode and the hash code. A slip is told by its group, in her own language.

import { FormatError, findHashGroups, parseHashGroups, quote, readCode, wrongHashGroups } from "../../format/index.ts";
import { codeNames, sayGroups, sayOtherCode, sayWrongGroups, type WantedCode } from "../../words/code-words.ts";
import { fill, type Language, type Text } from "../../words/language.ts";
import { encodingOf, readRecallList } from "../given-note.ts";
import { VerifyError } from "../proof/verdict.ts";
import { holdsReceiptKey } from "../record/receipt-words.ts";
import { typedTexts } from "./typed-texts.ts";

/** A zegelcode. Throws VerifyError GEBRUIK that names the groups to read again, or the code that was typed in its place. */
export function checkTypedCode(typed: string, language: Language): string {
  return demandCode("zegelcode", typed, typedTexts.noCode, language);
}

/** An intrekkingscode. Throws likewise. */
export function checkTypedRecallCode(typed: string, language: Language): string {
  return demandCode("recall", typed, typedTexts.noRecallCode, language);
}

/** An afmeldsleutel. `where`: the file that it stands in, "" for none. Throws likewise, and repeats nothing of what was typed. */
export function checkTypedReceiptKey(typed: string, where: string, language: Language): string {
  const bare = typed.replace(/^afmeldsleutel\s*:?/i, "");
  return demandCode("receiptKey", bare, typedTexts.noReceiptKey, language, where === "" ? "" : `${where}: `);
}

function demandCode(wanted: WantedCode, typed: string, noCode: Text, language: Language, where = ""): string {
  const { code, groups, parts, isWhole } = readCode(wanted, typed);
  if (code !== undefined) return code;
  const other = sayOtherCode(typed, wanted, language);
  const isMeant = isWhole && groups.includes(true);
  const slip = other ?? (isMeant ? sayGroups(parts, wanted, language) : noCode[language]);
  throw new VerifyError("GEBRUIK", `${where}${slip}`);
}

/**
 * The 64 hex digits of the one SHA-256 in `typed`, which may hold other words: a whole line of sha256sum, say. `where` is the
 * option. Throws VerifyError GEBRUIK.
 */
export function checkTypedSha256(typed: string, where: string, language: Language): string {
  const whole = parseWhole(typed);
  const [sha256, more] = whole === undefined ? findHashGroups(typed) : [whole];
  if (sha256 !== undefined && more === undefined) return sha256;
  const wrong = wrongHashGroups(typed);
  const isOne = more === undefined && wrong.length > 0;
  const other = fill(typedTexts[more === undefined ? "noSha256" : "twoSha256"][language], {
    typed: holdsReceiptKey(typed) ? codeNames.receiptKey[language] : quote(typed),
  });
  throw new VerifyError("GEBRUIK", `${where}: ${isOne ? sayWrongGroups(wrong, language) : other}`);
}

function parseWhole(typed: string): string | undefined {
  try {
    return parseHashGroups(typed);
  } catch (error) {
    if (error instanceof FormatError) return undefined; // other words stand beside it
    throw error;
  }
}

/** A small file with one SHA-256 in it, as people and programs save it: in whatever encoding, for all that counts is ASCII. */
export function sha256OfTextFile(bytes: Uint8Array, where: string, language: Language): string {
  return checkTypedSha256(decodeAnyText(bytes), where, language);
}

/** A recall list, however it was saved (given-note.ts). Throws VerifyError GEBRUIK. */
export function readRecallFile(bytes: Uint8Array, where: string, language: Language): Uint8Array {
  const read = readRecallList(bytes);
  if ("bytes" in read) return read.bytes;
  const text = typedTexts[read.slip === "no-text" ? "noText" : "noRecallList"][language];
  throw new VerifyError("GEBRUIK", `${where}: ${text}`);
}

/** Also from a console's code page: what is not UTF-8 is read byte by byte, and shows what is ASCII in it. */
export function decodeAnyText(bytes: Uint8Array): string {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("latin1").decode(bytes);
  }
}
