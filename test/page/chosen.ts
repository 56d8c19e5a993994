// Folders and files as a browser hands them over, made by Node: so that what the page makes of them is tried without a browser.

import { openAsBlob, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { BrowserTree, type ChosenFile } from "../../src/page/browser/tree.ts";

/** A File of this path below the folder that was chosen, which is the first name in it. */
export function chosenFile(webkitRelativePath: string, content: Blob | Uint8Array | string = ""): ChosenFile {
  const part = content instanceof Uint8Array ? new Uint8Array(content) : content;
  const file = new File([part], webkitRelativePath.split("/").at(-1) ?? "");
  return Object.assign(file, { webkitRelativePath });
}

/** All plain files below, as a browser lists them: no empty folders, no links, nothing whose name is no text. */
export async function chosenFolder(path: string): Promise<BrowserTree> {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true, encoding: "utf8" });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.includes("\ufffd"));
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  const name = basename(path);
  return BrowserTree.ofChosen(
    await Promise.all(paths.map(async (at) => chosenFile(`${name}${at.slice(path.length)}`, await openAsBlob(at)))),
  );
}

/** Folders of the corpus that a browser shows otherwise than they are (the record says EMPTY_FOLDERS_NOT_SEEN): empty folders, links, what is neither file nor folder, names that are no text. */
export const hiddenFolders = [
  ...["tree-extra-folder", "tree-missing-folder", "tree-missing-everything", "tree-file-is-a-folder"],
  ...["tree-folder-is-a-file", "tree-pipe", "tree-device", "tree-not-unicode"],
  ...["tree-link-inside", "tree-link-outside", "tree-folder-link", "tree-dangling-link", "tree-link-loop"],
];
