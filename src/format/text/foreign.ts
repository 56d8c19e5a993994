// Foreign text on a screen or a page: nothing in it may steer, hide or turn what stands beside it. `quote` in error.ts is for messages.

import { forbiddenClass, invisible } from "./characters.ts";
import { cutTo, hexOf } from "./error.ts";

/** Matches each character that must not reach a screen, whatever stands around it, but for the line feeds between lines of ours. */
const steering = new RegExp(`(?!\n)[${forbiddenClass}\\u{2800}\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}]`, "gu");

/** Characters of what `shown` puts in: a path that a person typed must be whole. */
const filledLimit = 400;

/**
 * Foreign text as it stands, without quotation marks: its first `limit` characters, with all that a person could not see,
 * or that would move or hide what stands beside it, spelt out as `\u{…}`.
 */
export function spellOut(foreign: string, limit = 80): string {
  const cut = cutTo(foreign, limit);
  return cut.length < foreign.length ? `${spell(cut)}…` : spell(cut);
}

/**
 * A line for the screen, as a tag of a template: what stands in the template is ours, what is filled in is spelt out and cut
 * at 400 characters. A number is filled in as it is.
 */
export function shown(template: readonly string[], ...values: readonly (string | number)[]): string {
  return template
    .map((text, i) => (i === 0 ? text : `${spellOut(String(values[i - 1]), filledLimit)}${text}`))
    .join("");
}

/**
 * A whole page or screen: control characters but line feed, and all that turns or hides text, spelt out in UTF-16 units as
 * JSON writes them, so that what is JSON parses to the same value. The last line of defence, behind `quote` and `spellOut`.
 */
export function harmless(text: string): string {
  return text.replace(steering, (character) =>
    Array.from(
      { length: character.length },
      (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`,
    ).join(""),
  );
}

/**
 * A word of a command for a person to type or copy, as a shell takes it for one word. What could not be seen stands as an
 * escape in `$'…'`, which bash reads as the character.
 */
export function shellWord(word: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word)) return word;
  if (word.search(invisible) < 0) return `'${word.replaceAll("'", "'\\''")}'`;
  const escaped = word
    .replace(/[\\']/g, "\\$&")
    .replace(invisible, (character) => `\\U${hexOf(character).padStart(8, "0")}`);
  return `$'${escaped}'`;
}

/** The same of a path: one that begins with a hyphen would be taken for an option. */
export function shellPath(path: string): string {
  return shellWord(path.startsWith("-") ? `./${path}` : path);
}

function spell(text: string): string {
  return text.replace(invisible, (character) => `\\u{${hexOf(character)}}`);
}

/** Names of signature lines that are shown at once. */
const shownNames = 8;

/**
 * Names of signature lines for a person. Anybody can add a line under any name, so at most eight are shown, each cut at 128
 * characters, and everything beyond printable ASCII, of which our own key names are made, is spelt out.
 */
export function showLineNames(names: readonly string[]): string {
  const few = names
    .slice(0, shownNames)
    .map((name) => spellOut(name, 128).replace(/[^ -~…]/gu, (character) => `\\u{${hexOf(character)}}`));
  return [...few, ...(names.length > shownNames ? [`… (+${names.length - shownNames})`] : [])].join(", ");
}
