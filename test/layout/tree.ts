// The tree that a list of files and empty folders makes.

export interface Node {
  readonly name: string;
  /** Relative, with `/`; "" is the root. */
  readonly path: string;
  readonly parent: Node | undefined;
  /** In byte order of name. Undefined: a file. */
  readonly children: Node[] | undefined;
  /** Bytes of a file. */
  readonly size: number;
}

export interface SizedFile {
  readonly path: string;
  readonly size: number;
}

export function makeTree(files: readonly SizedFile[], emptyFolders: readonly string[]): Node {
  const root: Node = { name: "", path: "", parent: undefined, children: [], size: 0 };
  const folders = new Map([["", root]]);
  const folderOf = (path: string): Node => {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const folder = { ...place(path), children: [], size: 0 };
    folder.parent.children?.push(folder);
    folders.set(path, folder);
    return folder;
  };
  const place = (path: string) => {
    const slash = path.lastIndexOf("/");
    return { name: path.slice(slash + 1), path, parent: folderOf(path.slice(0, Math.max(0, slash))) };
  };
  for (const { path, size } of files) {
    const file: Node = { ...place(path), children: undefined, size };
    file.parent?.children?.push(file);
  }
  for (const path of emptyFolders) folderOf(path);
  for (const folder of folders.values())
    folder.children?.sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
  return root;
}

/** Every folder, a folder before what it holds, in the order of names. */
export function depthFirst(root: Node): Node[] {
  const found: Node[] = [];
  for (const pending = [root]; pending.length > 0; ) {
    const folder = pending.pop();
    if (folder?.children === undefined) continue;
    found.push(folder);
    pending.push(...[...folder.children].reverse());
  }
  return found;
}

/** Every folder, level by level: the order of a path table. */
export function breadthFirst(root: Node): Node[] {
  const found = [root];
  for (const folder of found) found.push(...(folder.children ?? []).filter((child) => child.children !== undefined));
  return found;
}
