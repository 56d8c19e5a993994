// The types of a tree: the folders and files of the primary or of the Joliet tree, as walk.ts finds them.

/** `bytes` bytes from sector `lba`. */
export interface Extent {
  readonly lba: number;
  readonly bytes: number;
}

export interface Folder extends Extent {
  /** Relative, with `/`; "" for the root. */
  readonly path: string;
  readonly depth: number;
  /** The root is its own parent. */
  readonly parent: Folder | undefined;
  /** As recorded, for the path tables. */
  readonly identifier: Uint8Array;
  /** In the order of their records. */
  readonly children: Folder[];
}

/** A file as recorded: an empty one has one extent of no bytes. */
export interface FileEntry {
  readonly path: string;
  readonly extents: Extent[];
  size: number;
}

export interface Tree {
  readonly root: Folder;
  readonly folders: Map<string, Folder>;
  readonly files: Map<string, FileEntry>;
  /** Directory records of files so far. */
  fileRecords: number;
}
