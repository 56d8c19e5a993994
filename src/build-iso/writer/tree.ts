// The tree that the files and empty folders of a disc make: each folder once, numbered, with its children in order.
// docs/spec/image.md, "Notation"

import { compareText } from "../../format/index.ts";
import { refused } from "./limits.ts";

/** A file to be: its path on the disc and its bytes. */
export interface PlannedFile {
  readonly path: string;
  readonly size: number;
}

export interface Folder {
  /** Counted from 0, depth first: the root is 0. */
  readonly number: number;
  /** "" is the root's. */
  readonly name: string;
  /** Its path with a slash behind it; "" is the root's. */
  readonly prefix: string;
  /** Undefined: the root. */
  readonly parent: Folder | undefined;
  /** Folders above it. */
  readonly depth: number;
  /** In byte order of their names: a folder, or a file by its number in the list of files. */
  readonly children: (Folder | number)[];
}

/** One of the two trees of an image, with the place of each directory and table. Places are numbers of sectors. */
export interface TreeLayout {
  readonly isJoliet: boolean;
  /** Each directory's first sector and its bytes in whole sectors, by the number of its folder. */
  readonly sectors: Uint32Array;
  readonly bytes: Uint32Array;
  /** Bytes of one path table. */
  readonly tableBytes: number;
  readonly tableL: number;
  readonly tableM: number;
  /** The sector behind the tree. */
  readonly end: number;
}

/**
 * All folders, depth first. `files` and `emptyFolders` in any order. Throws BuildError REFUSED when a name stands twice in a folder.
 *
 * In the order of `compareInTree` all that a folder holds stands together. So one walk over the paths makes each folder when the
 * first path in it comes, and numbers and children are in their final order at once.
 */
export function makeTree(files: readonly PlannedFile[], emptyFolders: readonly string[]): readonly Folder[] {
  const paths = [...files.map(({ path }) => path), ...emptyFolders];
  const pathOf = (i: number) => paths[i] ?? "";
  const root: Folder = { number: 0, name: "", prefix: "", parent: undefined, depth: 0, children: [] };
  const folders = [root];
  const add = (parent: Folder, name: string): Folder => {
    const { prefix, depth, children } = parent;
    const folder = {
      number: folders.length,
      name,
      prefix: `${prefix}${name}/`,
      parent,
      depth: depth + 1,
      children: [],
    };
    folders.push(folder);
    children.push(folder);
    return folder;
  };
  const nameOf = (child: Folder | number | undefined, { prefix }: Folder) =>
    typeof child === "number" ? pathOf(child).slice(prefix.length) : child?.name;
  let open = root;
  for (const i of paths.map((_, n) => n).sort((a, b) => compareInTree(pathOf(a), pathOf(b)))) {
    const path = pathOf(i);
    while (!path.startsWith(open.prefix)) open = open.parent ?? root;
    const names = path.slice(open.prefix.length).split("/");
    for (const [n, name] of names.entries()) {
      if (nameOf(open.children.at(-1), open) === name)
        throw refused(path, "stands twice", "rename or remove one of the two");
      if (i < files.length && n === names.length - 1) open.children.push(i);
      else open = add(open, name);
    }
  }
  return folders;
}

/** Byte order of names, folder by folder: where a name ends comes before every character of a longer one. */
function compareInTree(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  let at = 0;
  while (at < shared && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at === shared) return a.length - b.length;
  if (a[at] === "/") return -1;
  return b[at] === "/" ? 1 : compareText(a.slice(at), b.slice(at));
}
