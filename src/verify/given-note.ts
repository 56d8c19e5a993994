// A note that a person gives beside the disc, as it comes by mail, stick or scan: read here for program and page alike.

import { encodeUtf8, FormatError, kindOf, resavedAs, tryParse } from "../format/index.ts";
import { sortLooseNotes } from "../trust/index.ts";
import { noteWords } from "../words/glossary.ts";
import type { Text } from "../words/language.ts";

/** Why a file is no note that can be given. `encoding`, `lines`: a program saved it anew. `other`: another text, or one that does not parse. */
export type NoteSlip = "no-text" | "no-recall-list" | "encoding" | "lines" | "other";

/** What may be given beside a disc. A log proof is no note of ours: it is C2SP's. */
export type GivenKind = "recall" | "rebuild" | "trust-root" | "log-proof";

/** What a person is told that it is. */
export const givenWords: Readonly<Record<GivenKind, Text>> = {
  recall: noteWords.recall,
  rebuild: noteWords.rebuild,
  "trust-root": noteWords.trustRoot,
  "log-proof": noteWords.logProof,
};

export type GivenNote = { readonly kind: GivenKind; readonly bytes: Uint8Array } | { readonly slip: NoteSlip };

/**
 * A recall list as a scanned QR code or an editor leaves it: also with byte order mark, in UTF-16, with CRLF, and with blank
 * lines at its end or none. What was signed has none of these, so only the original can come out.
 */
export function readRecallList(bytes: Uint8Array): GivenNote {
  const text = decodeText(bytes)?.replaceAll("\r\n", "\n").trimEnd();
  if (text === undefined) return { slip: "no-text" };
  if (kindOf(text) !== "recall") return { slip: "no-recall-list" };
  return { kind: "recall", bytes: encodeUtf8(text.includes("\n\n") ? `${text}\n` : `${text}\n\n`) };
}

/**
 * Any note that may be given beside the seal, and a log proof, told apart by what they are. A recall list as above; every other as it was
 * made. Whether it is about the disc, and what signs it, is judged with the disc.
 */
export function readGivenNote(file: Uint8Array): GivenNote {
  const list = readRecallList(file);
  const resaved = "slip" in list ? resavedAs(file) : undefined;
  if (resaved !== undefined) return { slip: resaved };
  const bytes = "slip" in list ? file : list.bytes;
  const kind = tryParse(() => kindOfGiven(bytes));
  return kind instanceof FormatError ? { slip: "other" } : { kind, bytes };
}

/** As the verifier sorts it. Throws FormatError: it is none of them. */
function kindOfGiven(bytes: Uint8Array): GivenKind {
  const { roots, rebuilds, recalls } = sortLooseNotes([bytes], []);
  if (recalls.lists.length > 0) return "recall";
  if (rebuilds.length > 0) return "rebuild";
  return roots.length > 0 ? "trust-root" : "log-proof";
}

/** By the byte order mark, which is dropped; without one a text of ours begins with an ASCII character, whose other half is zero. */
export function encodingOf([first, second]: Uint8Array): "utf-16le" | "utf-16be" | "utf-8" {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return "utf-16be";
  return "utf-8";
}

function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
