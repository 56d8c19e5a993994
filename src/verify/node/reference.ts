// What an installation is judged by, opened: an image file, a disc or a copy of it, or a copy of its /ZEGEL alone.

import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ImageTree } from "../image-tree.ts";
import type { Reference, Tree, TreeEntry } from "../proof/ports.ts";
import { VerifyError } from "../proof/verdict.ts";
import { FileMedium } from "./medium.ts";
import { nodePlatform } from "./platform.ts";
import { FolderTree } from "./tree.ts";
import { watched } from "./watch.ts";
import { driveRoot } from "./windows-drive.ts";

/** Throws VerifyError GEBRUIK for what is neither. */
export async function openReference(name: string): Promise<Reference & { close(): Promise<void> }> {
  const path = driveRoot(name);
  const stat = watched(path, () => statSync(path, { throwIfNoEntry: false }));
  if (stat === undefined)
    throw new VerifyError("GEBRUIK", `${name}: expected a disc, an image or a copy, found nothing`);
  if (stat.isDirectory()) return { name, tree: treeOf(path), close: async () => undefined };
  const medium = await FileMedium.open(path);
  return { name, tree: new ImageTree(medium, nodePlatform), close: () => medium.close() };
}

/** Only /ZEGEL is listed where there is one: a whole disc need not be walked for three files. */
function treeOf(folder: string): Tree {
  const entries = watched(folder, () => readdirSync(folder, { withFileTypes: true }));
  if (entries.some((entry) => entry.name === "ZEGEL" && entry.isDirectory()))
    return new ZegelFolder(join(folder, "ZEGEL"));
  const isCopy = entries.some((entry) => entry.name === "SEAL" && entry.isFile());
  return isCopy ? new ZegelFolder(folder) : new FolderTree(folder);
}

/** The content of /ZEGEL under its paths on the disc. */
class ZegelFolder implements Tree {
  readonly #folder: FolderTree;

  constructor(path: string) {
    this.#folder = new FolderTree(path);
  }

  async list(): Promise<readonly TreeEntry[]> {
    const entries = await this.#folder.list();
    return entries.map((entry) => ({ ...entry, path: `ZEGEL/${entry.path}` }));
  }

  changed(): Promise<string | undefined> {
    return this.#folder.changed();
  }

  read(path: string, take: (bytes: Uint8Array) => boolean): Promise<void> {
    return this.#folder.read(path.slice("ZEGEL/".length), take);
  }
}
