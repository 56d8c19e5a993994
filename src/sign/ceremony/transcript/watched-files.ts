// Which files a command takes in and brings out, with their digests, for the transcript. docs/spec/transcript.md, "Files"
// A digest of a passphrase would let anyone try passphrases against it: only files of public kinds are digested, by a
// list of what may be, not of what may not.

import type { Stats } from "node:fs";
import { lstat, readdir, stat } from "node:fs/promises";
import { dirname, join, normalize, resolve } from "node:path";
import { digestFile } from "../../../files/digest.ts";
import { SignError } from "../../error.ts";
import type { FileContent } from "./fact.ts";

/** Endings of files that hold nothing secret: what our commands read and write in public. */
const publicEndings =
  /\.(?:note|pub|iso|tar|tgz|zip|json|text|minisig|html|csv|request|response|answer|transcript)(?:\.incomplete)?$|(?:^|[/-])(?:MANIFEST|SEAL)$/;
/** Whatever its name ends in, a file named by such an option is not digested. */
const secretOption = /^--?[a-z-]*(?:pass|pin|secret)[a-z-]*$/i;

/** Whether the transcript gives a digest of a file of this name, unless an option says that it is a secret. */
export function isPublicName(path: string): boolean {
  return publicEndings.test(path);
}

/** More entries than this in a folder, and a ceremony is not being held in a folder of its own. */
const watchLimit = 10_000;
/** Files of one run that are listed; of more, the count is on record. */
export const outLimit = 1000;

export interface SeenFile {
  readonly path: string;
  readonly content: FileContent | undefined;
}

/** The files that the words of a command name, each once. Throws SignError FILE. */
export async function filesNamed(words: readonly string[]): Promise<SeenFile[]> {
  const seen = new Map<string, SeenFile>();
  for (const [i, word] of words.entries()) {
    const isSecret = secretOption.test(words[i - 1] ?? "") || secretOption.test(word.split("=", 1)[0] ?? "");
    for (const path of pathsIn(word)) {
      if (seen.has(path) || !(await stat(path).catch(() => undefined))?.isFile()) continue;
      seen.set(path, look(path, isSecret));
    }
  }
  return [...seen.values()];
}

/** The word itself, what follows `--option=`, and the file of `ROLE:HOLDER:ORGANISATION:FILE`. */
function pathsIn(word: string): string[] {
  const value = word.startsWith("--") && word.includes("=") ? word.slice(word.indexOf("=") + 1) : word;
  const parts = value.split(":");
  return [value, ...(parts.length > 3 ? [parts.slice(3).join(":")] : [])].filter((path) => path !== "");
}

function look(path: string, isSecret: boolean): SeenFile {
  return { path, content: isSecret || !isPublicName(path) ? undefined : contentOf(path) };
}

/** Throws SignError FILE. */
function contentOf(path: string): FileContent {
  try {
    return digestFile(path);
  } catch (error) {
    throw new SignError("FILE", `${path}: cannot be read (${String(error)}): it would be missing from the transcript`);
  }
}

/** What stands in the folders that a command may write into: its own, and those that its words name. */
export class WatchedFolders {
  readonly #before = new Map<string, string>();
  readonly #words: readonly string[];
  readonly #ignored: ReadonlySet<string>;

  private constructor(words: readonly string[], ignored: readonly string[]) {
    this.#words = words;
    this.#ignored = new Set(ignored.map((path) => resolve(path)));
  }

  /** `ignored`: files that others write meanwhile (the transcript). Throws SignError FILE. */
  static async watch(words: readonly string[], ignored: readonly string[]): Promise<WatchedFolders> {
    const watched = new WatchedFolders(words, ignored);
    for (const [path, mark] of await watched.#files()) watched.#before.set(path, mark);
    return watched;
  }

  /** Files that are new or changed, in order of path, at most `outLimit`, and how many more there are. */
  async changed(): Promise<{ files: SeenFile[]; unlisted: number }> {
    const paths = [...(await this.#files())]
      .filter(([path, mark]) => this.#before.get(path) !== mark)
      .map(([path]) => path)
      .sort();
    const files: SeenFile[] = [];
    for (const path of paths.slice(0, outLimit)) files.push(look(path, false));
    return { files, unlisted: Math.max(0, paths.length - outLimit) };
  }

  async #files(): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const folder of await this.#folders()) {
      const names = await readdir(folder);
      if (names.length > watchLimit)
        throw new SignError(
          "FILE",
          `${folder}: expected at most ${watchLimit} entries, found ${names.length}: hold the ceremony in a folder of its own`,
        );
      for (const name of names) {
        const path = join(folder, name);
        if (name.endsWith(".tmp") || this.#ignored.has(resolve(path))) continue;
        const status = await lstat(path, { bigint: false }).catch(() => undefined); // removed meanwhile
        if (status?.isFile()) found.set(path, markOf(status));
      }
    }
    return found;
  }

  /** A folder that the command made holds a folder a disc at most (`build-iso`): two levels are looked at. */
  async #folders(): Promise<Iterable<string>> {
    const folders = new Map([[resolve("."), "."]]); // by where they are: a folder typed in two ways is one
    const add = (path: string) => folders.has(resolve(path)) || folders.set(resolve(path), normalize(path));
    const isFolder = async (path: string) => (await lstat(path).catch(() => undefined))?.isDirectory() ?? false;
    for (const path of this.#words.flatMap(pathsIn)) {
      const above = dirname(path);
      if (await isFolder(above)) add(above);
      if (!(await isFolder(path))) continue;
      add(path);
      for (const name of await readdir(path)) {
        const below = join(path, name);
        if (folders.size < watchLimit && (await isFolder(below))) add(below);
      }
    }
    return folders.values();
  }
}

/** Differs when a file was written; the time of change cannot be set back by `touch`. */
function markOf({ dev, ino, size, mtimeMs, ctimeMs }: Stats): string {
  return [dev, ino, size, mtimeMs, ctimeMs].join(" ");
}
