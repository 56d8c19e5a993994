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
  /** In the order of their records; empty until its directory was read. */
  readonly files: FileEntry[];
}

export interface IsoFile {
  /** Relative, with `/`, as the disc spells it. Never "..", never absolute, no control character or backslash. */
  readonly path: string;
  readonly size: number;
  /** In order; none when `size` is 0. They can lie beyond the volume or overlap: then there are findings. */
  readonly extents: readonly Extent[];
}

/** A file as recorded. Nearly all have one part, which is no array and no object of its own: a disc may have 250,000 of them. */
export class FileEntry implements IsoFile {
  readonly path: string;
  /** Where it begins. */
  readonly lba: number;
  size: number;
  /** Undefined: one. */
  #parts: Extent[] | undefined;

  constructor(path: string, { lba, bytes }: Extent) {
    this.path = path;
    this.lba = lba;
    this.size = bytes;
  }

  add(part: Extent): void {
    this.#parts ??= [{ lba: this.lba, bytes: this.size }];
    this.#parts.push(part);
    this.size += part.bytes;
  }

  /** As recorded: an empty file has one part of no bytes. */
  get parts(): readonly Extent[] {
    return this.#parts ?? [{ lba: this.lba, bytes: this.size }];
  }

  get extents(): readonly Extent[] {
    return this.size === 0 ? [] : this.parts;
  }

  /** Both are made of the same sectors. */
  isSameAs(other: FileEntry): boolean {
    if (this.lba !== other.lba || this.size !== other.size) return false;
    const [own, others] = [this.parts, other.parts];
    return (
      own.length === others.length &&
      own.every(({ lba, bytes }, i) => lba === others[i]?.lba && bytes === others[i]?.bytes)
    );
  }
}

export interface Tree {
  readonly root: Folder;
  /** The tree that was read before. A file that is the same in both is kept once: a disc may have 250,000. */
  readonly other: Tree | undefined;
  /** By path, in the order of their records. */
  readonly folders: Map<string, Folder>;
  /** Those of which the directory was read, in this order. */
  readonly read: Folder[];
  /** Directory records of files so far. */
  fileRecords: number;
}

/** In the order in which they were read. */
export function* filesOf({ read }: Tree): Generator<FileEntry> {
  for (const { files } of read) yield* files;
}

/** The files of one folder by path. No map of all files: directories are read one by one, and it would be the largest thing kept. */
export function filesIn(tree: Tree | undefined, folder: string): ReadonlyMap<string, FileEntry> {
  return new Map(tree?.folders.get(folder)?.files.map((file) => [file.path, file]));
}
