// The signature lines of a loose note (one that is not in a seal), sorted by what can be said of them. docs/spec/signature.md

import type { Note, Signature } from "../format/notes/note.ts";
import type { RootKey } from "../format/notes/trust-root.ts";
import { compareBytes, compareText, decodeHex, encodeUtf8 } from "../format/text/decode.ts";
import { isBy, type Quorum } from "./quorum.ts";
import type { SignatureCheck } from "./signature.ts";

/** A line that holds, and the key that made it. */
export interface HeldLine {
  readonly key: RootKey;
  readonly line: Signature;
}

export interface SortedLines {
  /** One a raw key, in byte order of raw key. */
  readonly held: readonly HeldLine[];
  /** They name one of the keys and do not hold under this text. */
  readonly bad: readonly Signature[];
  /** They name none of the keys. Whether they hold, nobody here can say. */
  readonly unknown: readonly Signature[];
}

/**
 * Sorts the lines of `note` under `keys`. Who holds a key can make many valid signatures of one text: the least one is
 * kept, so that the order in which lines are given decides nothing.
 */
export async function sortLines(note: Note, keys: readonly RootKey[], check: SignatureCheck): Promise<SortedLines> {
  const message = encodeUtf8(note.text);
  const held: HeldLine[] = [];
  const bad: Signature[] = [];
  const unknown: Signature[] = [];
  for (const line of note.signatures) {
    const named = keys.filter((key) => isBy(line, key));
    let isHeld = false;
    // Two roots can hold two keys of one name and one short id: either may have made the line.
    for (const key of named)
      if (await check(decodeHex(key.vkey.raw, 32, line.name), message, line.bytes)) {
        held.push({ key, line });
        isHeld = true;
        break;
      }
    if (!isHeld) (named.length === 0 ? unknown : bad).push(line);
  }
  held.sort((a, b) => compareText(a.key.vkey.raw, b.key.vkey.raw) || compareBytes(a.line.bytes, b.line.bytes));
  return { held: held.filter(({ key }, i) => key.vkey.raw !== held[i - 1]?.key.vkey.raw), bad, unknown };
}

/**
 * Enough valid lines, whatever stands beside them. Asked of a note that says no (a recall), so that a bad line added to it silences
 * nobody. Of a note that says yes `isMet` is asked, which a bad line makes false.
 */
export function hasEnough({ signers, threshold }: Quorum): boolean {
  return threshold > 0 && signers.length >= threshold;
}
