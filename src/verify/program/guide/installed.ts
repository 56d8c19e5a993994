// Choice 3: an installed program, and what it is compared with. A wrong folder is a slip: it is told, and the question comes again.

import { lstatSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import {
  concatBytes,
  copyBytes,
  type Install,
  installLimit,
  installPath,
  parseInstall,
} from "../../../format/index.ts";
import { thenClose } from "../../node/hung.ts";
import { openReference } from "../../node/reference.ts";
import { watched } from "../../node/watch.ts";
import { SilentMedium } from "../../silence.ts";
import type { Choice, Dialog } from "./dialog.ts";
import { type FoundDisc, findCopies } from "./discs.ts";
import { askFit, type Fitting } from "./fit.ts";
import { entriesOf, type Look, lookAtReference } from "./look.ts";

/** The arguments that name both; undefined: back to the menu. */
export async function askInstalled(
  dialog: Dialog,
  discs: readonly FoundDisc[],
  copies: readonly string[] = findCopies(),
): Promise<readonly string[] | undefined> {
  dialog.aim = "use";
  const found = [...discs, ...copies.map((path) => ({ place: path, target: path }))];
  const reference = await askReference(dialog, found);
  if (reference === undefined) return undefined;
  const install = await readInstall(reference);
  if (install === "none") {
    dialog.say("noInstallList");
    return undefined;
  }
  const folder = await askFolder(dialog, install, reference);
  return folder === undefined ? undefined : ["--installed", folder, "--reference", reference];
}

const reference: Fitting = { question: "askReference", look: lookAtReference };

/** The disc or the copy that is there is taken by itself; of several the person chooses. */
async function askReference(dialog: Dialog, found: readonly FoundDisc[]): Promise<string | undefined> {
  const [only, more] = found;
  if (only === undefined) return askFit(dialog, reference);
  if (more === undefined) {
    dialog.say("compareWith", { place: only.place });
    return only.target;
  }
  dialog.say("compareWhich");
  const places = found.slice(0, 8).map(({ place }, i): Choice => [String(i + 1), "place", { place }]);
  const choice = await dialog.choose([...places, ["9", "otherPlace"], ["s", "stop"]]);
  return choice === "9" ? askFit(dialog, reference) : found[Number(choice) - 1]?.target;
}

/**
 * The list of installed files beside the seal of `path`. Nobody has vouched for it: it helps to find the folder, and decides nothing.
 * "none": there is a seal and no list. Undefined: it cannot be read, which the verifier will explain.
 */
async function readInstall(path: string): Promise<Install | "none" | undefined> {
  try {
    const { tree, close } = await openReference(path);
    return await thenClose(close, async () => {
      const entries = await tree.list();
      if (!entries.some((entry) => entry.path === installPath)) return entries.length === 0 ? undefined : "none";
      const parts: Uint8Array[] = [];
      let length = 0;
      await tree.read(installPath, (bytes) => {
        parts.push(copyBytes(bytes));
        length += bytes.length;
        return length <= installLimit;
      });
      return parseInstall(concatBytes(...parts));
    });
  } catch (error) {
    if (error instanceof SilentMedium) throw error;
    return undefined;
  }
}

/** A place that the release names is offered where this computer has it, and never more than offered. */
async function askFolder(dialog: Dialog, install: Install | undefined, compared: string): Promise<string | undefined> {
  const place = placeOf(install);
  const fitting: Fitting = { question: "askInstalled", look: (path) => lookAtInstalled(path, install, compared) };
  if (place === undefined || !isFolder(place)) return askFit(dialog, fitting);
  if (await dialog.askYes("isItThere", { path: place })) return askFit(dialog, fitting, place);
  return askFit(dialog, fitting);
}

/** Where the release says that the program is installed. */
function placeOf(install: Install | undefined): string | undefined {
  return install?.place;
}

/** `compared`: what the program is to be compared with. */
function lookAtInstalled(path: string, install: Install | undefined, compared: string): Look {
  if (!isFolder(path)) return { is: "slip", text: "noFolder" };
  if (resolve(path) === resolve(compared)) return { is: "slip", text: "isReference" };
  let names: string[];
  try {
    names = entriesOf(path);
  } catch {
    return { is: "slip", text: "mayNotRead" };
  }
  if (names.length === 0) return { is: "slip", text: "emptyFolder" };
  if (install === undefined || holdsSome(path, install)) return { is: "fit" };
  const place = placeOf(install);
  const near = [...(place === undefined ? [] : [place]), dirname(path), ...names.map((name) => join(path, name))];
  const other = near.find((folder) => isFolder(folder) && holdsSome(folder, install, 100));
  return other === undefined ? { is: "slip", text: "wrongFolder" } : { is: "other", path: other };
}

/** A file that may not change stands at its path. Of a folder that is only offered, the first `limit` of them are looked for. */
function holdsSome(folder: string, { files }: Install, limit = Number.POSITIVE_INFINITY): boolean {
  const fixed = files.filter((line) => line.class === "static").slice(0, limit);
  return watched(folder, () => fixed.some(({ path }) => isFile(join(folder, path))));
}

function isFile(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false; // a file stands where a folder should
  }
}

function isFolder(path: string): boolean {
  try {
    return watched(path, () => statSync(path, { throwIfNoEntry: false }))?.isDirectory() === true;
  } catch {
    return false;
  }
}
