// Paths that all three trees of a disc, Windows and `sha256sum -c` carry exactly. docs/spec/manifest.md, "Paths".

import { checkLine, encodeUtf8 } from "./decode.ts";
import { FormatError, quote } from "./error.ts";

/** Bytes of one name in UTF-8: what `-untranslated_name_len 96` leaves for plain ISO 9660 names. */
export const nameLimit = 96;
/** UTF-16 units of a path with its slashes: Joliet's and Explorer's practical bound. */
export const pathLimit = 240;
/** Folders above a file. */
export const depthLimit = 31;

const ascii = /^[\0-\x7f]*$/;
// Printable ASCII minus what Windows forbids (< > : " / \ | ? *) and minus ";" (Joliet's version mark);
// Latin letters with marks, which Windows-1252 and Dutch and Frisian need.
const nameCharacters = /^[ !#-)+-.0-9=@A-Z[\]^_`a-z{}~&'%,\u00c0-\u024f\u1e00-\u1eff]+$/u;
// Windows also reserves COM and LPT with a superscript 1, 2 or 3; those three characters are not among the above.
const reserved = /^(con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$|clock\$)$/i;

/** Why one name cannot stand on a disc, for a sentence that begins with the name; undefined: it can. */
export function nameFault(name: string): string | undefined {
  if (name === "" || name === "." || name === "..") return "is not a name";
  const isAscii = ascii.test(name);
  if (!isAscii && name.normalize("NFC") !== name) return "is not in Unicode form NFC";
  if (!nameCharacters.test(name)) return "holds a character that not every system can carry";
  if ((isAscii ? name.length : encodeUtf8(name).length) > nameLimit) return `is longer than ${nameLimit} bytes`;
  if (name.endsWith(".") || name.endsWith(" ")) return "ends with a dot or a blank, which Windows drops";
  if (name.startsWith(" ")) return "begins with a blank";
  const stem = /^[^.]*/.exec(name)?.[0].trimEnd() ?? "";
  if (stem.length <= 7 && reserved.test(caseFold(stem))) return "is a device name on Windows";
  return undefined;
}

/** Why a path (relative, with `/`) cannot stand on a disc, likewise; undefined: it can. */
export function pathFault(path: string): string | undefined {
  if (path === "-") return 'is "-", which sha256sum reads as standard input';
  if (path.length > pathLimit) return `is longer than ${pathLimit} characters`;
  const names = path.split("/");
  if (names.length > depthLimit + 1) return `lies deeper than ${depthLimit} folders`;
  for (const [i, name] of names.entries()) {
    const fault = nameFault(name);
    if (fault !== undefined) return `${quote(name)} ${fault}`;
    if (name.length === 5 && caseFold(name) === "zegel" && (i > 0 || name !== "ZEGEL"))
      return `${quote(name)} is reserved for the seal`;
  }
  if (path.length === 11 && caseFold(path) === "autorun.inf") return "would start by itself on Windows";
  return undefined;
}

/** The path as it is given. Throws FormatError LIMIT, TEXT, PATH. */
export function checkPath(path: string, where: string): string {
  checkLine(path, where);
  const fault = pathFault(path);
  if (fault !== undefined)
    throw new FormatError("PATH", where, "a path that every system carries", `${quote(path)}, which ${fault}`);
  return path;
}

/**
 * Equal for two paths that some system which ignores case takes for one: where the simple upper case or the simple lower
 * case of every character agrees. One unit maps to one unit, as in NTFS: ß is not SS, but ſ is s, and İ and ı are i.
 */
export function caseFold(path: string): string {
  if (ascii.test(path)) return path.toLowerCase();
  return path
    .normalize("NFC")
    .replace(/[^\0-\x7f]/gu, foldCharacter)
    .toLowerCase();
}

function foldCharacter(character: string): string {
  if (character === "\u0130") return "i"; // İ: its simple lower case; JavaScript knows only the full one, of two characters
  const upper = sameLength(character.toUpperCase(), character);
  return sameLength(upper.toLowerCase(), upper);
}

function sameLength(mapped: string, character: string): string {
  return mapped.length === character.length ? mapped : character;
}

/**
 * Pairs of paths that some system takes for one: files and folders that differ only in case, a file listed twice, a file that stands
 * where a folder must. One pair for each path that has such another before it.
 */
export function findTwins(files: readonly string[], folders: readonly string[] = []): [string, string][] {
  const seen = new Map<string, string>();
  const twins: [string, string][] = [];
  const add = (path: string) => {
    const key = caseFold(path);
    const other = seen.get(key);
    if (other === undefined) seen.set(key, path);
    else twins.push([other, path]);
  };
  withParents(folders, parentsOf(files)).forEach(add);
  files.forEach(add);
  return twins;
}

/** The folder of a path, "" for the root. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** The folder of each, one at a time. */
export function* parentsOf(paths: Iterable<string>): Generator<string> {
  for (const path of paths) yield parentOf(path);
}

/** Every folder given and every folder above it, without the root, each once. */
export function withParents(...folders: readonly Iterable<string>[]): Set<string> {
  const all = new Set<string>();
  for (const some of folders)
    for (const folder of some)
      for (let path = folder; path !== "" && !all.has(path); path = parentOf(path)) all.add(path);
  return all;
}
