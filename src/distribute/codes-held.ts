// Whether a paper that another version of this program wrote still holds what people compare: other sentences, the same codes.

import { codeForms, encodeHashGroups, readGroup } from "../format/index.ts";
import type { ReleasedSet } from "./released-set.ts";

/**
 * True: the zegelcodes in `text` are those of the set, each at least once and no other. A zegelcode is seven groups one after the other,
 * known by their check digits, whatever stands between them. `text`: a letter in HTML, or lines.
 */
export function holdsCodes(text: string, { discs }: Pick<ReleasedSet, "discs">): boolean {
  const held = codesIn(text);
  return held.size === discs.length && discs.every(({ zegelcode }) => held.has(zegelcode));
}

/** The zegelcodes in it. A label has none. */
export function codesIn(text: string): Set<string> {
  const { groups, first } = codeForms.zegelcode;
  const words = wordsOf(text).filter((word) => /^[0-9A-Z]{5}$/.test(word));
  const codes = words.map((_, i) => words.slice(i, i + groups).map((group, g) => readGroup(group, first + g)));
  return new Set(codes.flatMap((code) => (code.length < groups || code.includes(undefined) ? [] : code.join("-"))));
}

/** True: the hash codes of both programs stand in it, in groups. */
export function holdsPrograms(text: string, set: Pick<ReleasedSet, "programSha256" | "pageSha256">): boolean {
  const words = ` ${wordsOf(text).join(" ")} `;
  return [set.programSha256, set.pageSha256].every((sha256) => words.includes(` ${encodeHashGroups(sha256)} `));
}

/** Letters and digits that belong together, without the marks of HTML and what they hide from a reader. */
const wordsOf = (text: string): string[] => withoutMarks(text).match(/[0-9A-Za-z]+/g) ?? [];

function withoutMarks(text: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (let open = text.indexOf("<"); open !== -1; open = text.indexOf("<", at)) {
    pieces.push(text.slice(at, open));
    const end = text.startsWith("<!--", open) ? "-->" : ">";
    const close = text.indexOf(end, open);
    if (close === -1) return pieces.join(" ");
    at = close + end.length;
  }
  return [...pieces, text.slice(at)].join(" ");
}
