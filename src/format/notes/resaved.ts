// A text of ours that an editor or a mail program saved anew: it looks the same to a person, and no signature under it holds any more.
// To call it unsigned would raise an alarm over a slip of the hand. docs/spec/note.md, "Files"

import { FormatError } from "../text/error.ts";
import { type Note, parseNote } from "./note.ts";

/** `encoding`: UTF-16, a byte order mark, or another code page. `lines`: carriage returns, or the last line has no end. */
export type Resaved = "encoding" | "lines";

/** How a text of ours begins: notes, requests, responses, transcripts; and a log proof. */
const textStart = /^(?:zegel\/|c2sp\.org\/tlog-proof@)/;
/** How the line of a STEM.pub begins: NAME+KEYID+. docs/spec/signature.md */
const keyStart = /^[^\s+]{1,128}\+[0-9a-f]{8}\+/;
/** Bytes in which that is looked for: the longest start in UTF-16, with a byte order mark. */
const startLength = 300;
const mark = "\ufeff";
/** The dash before a signature, read as Windows-1252 and saved as UTF-8, or saved in a code page that has none. */
const otherDash = /^(?:â€” |[?–-] \S{1,128} [A-Za-z0-9+/]{80,}=*$)/m;
/** Blank lines before the first line, or behind the last signature of a note. A request holds notes, and may end with an unsigned one. */
const moreBlank = /^\s|^(?:zegel\/(?!sign-)|c2sp\.org\/)[\s\S]*\n— [^\n]*\n\n+$/;

/** How a text of ours was saved anew; undefined: it was not, or does not begin as one of ours (`begin`). */
export function resavedAs(bytes: Uint8Array, begin = textStart): Resaved | undefined {
  const start = bytes.subarray(0, startLength);
  const isOurs = (text: string) => begin.test(text.replace(mark, "").trimStart());
  const wide = (["utf-16le", "utf-16be"] as const).some((name) => isOurs(new TextDecoder(name).decode(start)));
  if (wide) return "encoding";
  if (!isOurs(new TextDecoder("utf-8", { ignoreBOM: true }).decode(start))) return undefined;
  const text = decode(bytes);
  if (text === undefined || text.startsWith(mark) || otherDash.test(text)) return "encoding";
  return text.includes("\r") || !text.endsWith("\n") || moreBlank.test(text) ? "lines" : undefined;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Throws FormatError TEXT for a text of ours that was saved anew. */
export function refuseResaved(bytes: Uint8Array, where: string, begin = textStart): void {
  const how = resavedAs(bytes, begin);
  if (how === undefined) return;
  const found = how === "encoding" ? "it saved in another encoding by a program" : "its line ends changed by a program";
  throw new FormatError(
    "TEXT",
    where,
    "the file byte for byte as it was made",
    `${found}: get the file again, and do not save it from an editor or a mail`,
  );
}

/** The same for a public key in a file. Throws FormatError TEXT. */
export function refuseResavedKey(bytes: Uint8Array, where: string): void {
  refuseResaved(bytes, where, keyStart);
}

/** A note from a file that a person named. Throws FormatError. */
export function parseNoteFile(bytes: Uint8Array, where: string): Note {
  refuseResaved(bytes, where);
  return parseNote(bytes, where);
}
