// What was dropped on the page, by the two ways that browsers have. Chromium cannot list a dropped folder by the older one where the
// page itself comes from a file; Firefox has the older one only.

import { tooMany } from "./browser-tree.ts";

export type Dropped = DroppedFile | DroppedFolder;

export interface DroppedFile {
  readonly kind: "file";
  readonly name: string;
  open(): Promise<File>;
}

export interface DroppedFolder {
  readonly kind: "folder";
  readonly name: string;
  /** Rejects VerifyError when there are more than `limit` in it. */
  list(limit: number): Promise<readonly Dropped[]>;
}

/** The compiler's library does not have it yet. */
interface WithHandle {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

/** To be called while the event lasts; afterwards nothing can be had of it any more. Undefined: nothing that could be read. */
export function droppedOn(transfer: DataTransfer | null): Promise<Dropped | undefined> {
  const [item] = transfer?.items ?? [];
  const entry = item?.webkitGetAsEntry() ?? undefined;
  const file = item?.getAsFile() ?? undefined;
  if (file !== undefined && entry?.isDirectory !== true)
    return Promise.resolve({ kind: "file", name: file.name, open: async () => file });
  const older = entry === undefined ? undefined : ofEntry(entry);
  const handle = (item as WithHandle | undefined)?.getAsFileSystemHandle?.();
  if (handle === undefined) return Promise.resolve(older);
  // Refused for folders that the browser takes to be the system's own.
  return handle.then((found) => (found === null ? older : ofHandle(found))).catch(() => older);
}

function ofHandle(handle: FileSystemHandle): Dropped {
  if (handle.kind === "file")
    return { kind: "file", name: handle.name, open: () => (handle as FileSystemFileHandle).getFile() };
  return {
    kind: "folder",
    name: handle.name,
    list: async (limit) => {
      const all: Dropped[] = [];
      for await (const inside of (handle as FileSystemDirectoryHandle).values()) {
        all.push(ofHandle(inside));
        if (all.length > limit) throw tooMany();
      }
      return all;
    },
  };
}

function ofEntry(entry: FileSystemEntry): Dropped {
  const { name } = entry;
  if (entry.isFile)
    return {
      kind: "file",
      name,
      open: () => new Promise((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)),
    };
  return { kind: "folder", name, list: (limit) => listAll(entry as FileSystemDirectoryEntry, limit) };
}

/** A reader gives some at a time, and none when it is done. */
async function listAll(folder: FileSystemDirectoryEntry, limit: number): Promise<readonly Dropped[]> {
  const reader = folder.createReader();
  const all: Dropped[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some.map(ofEntry));
    if (all.length > limit) throw tooMany();
  }
}
