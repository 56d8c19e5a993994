// Choice 3: an installed program, and what it is compared with. A wrong folder is a slip: it is told, and the question comes again.

import { statSync } from "node:fs";
import { resolve } from "node:path";
import { findInstalled, offeredPlace } from "../../node/find-installed.ts";
import { thenClose } from "../../node/hung.ts";
import { openReference } from "../../node/reference.ts";
import { watched } from "../../node/watch.ts";
import { lacksList, readSought, type Sought } from "../../peek-installed.ts";
import { SilentMedium } from "../../silence.ts";
import type { Choice, Dialog } from "./dialog.ts";
import { type FoundDisc, findCopies } from "./discs.ts";
import { askFit, type Fitting } from "./fit.ts";
import { type Look, lookAtReference } from "./look.ts";

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
  const sought = await soughtBy(reference);
  if (sought === "none") {
    dialog.say("noInstallList");
    return undefined;
  }
  const folder = await askFolder(dialog, sought, reference);
  return folder === undefined ? undefined : ["--installed", folder, "--reference", reference];
}

const reference: Fitting = { question: "askReference", look: lookAtReference };

/** The disc or the copy that is there is offered, of several the person chooses; it may be one of an older version, so never more. */
async function askReference(dialog: Dialog, found: readonly FoundDisc[]): Promise<string | undefined> {
  const [only, more] = found;
  if (only === undefined) return askFit(dialog, reference);
  if (more === undefined)
    return (await dialog.askYes("compareWith", { place: only.place })) ? only.target : askFit(dialog, reference);
  dialog.say("compareWhich");
  const places = found.slice(0, 8).map(({ place }, i): Choice => [String(i + 1), "place", { place }]);
  const choice = await dialog.choose([...places, ["9", "otherPlace"], ["s", "stop"]]);
  return choice === "9" ? askFit(dialog, reference) : found[Number(choice) - 1]?.target;
}

/** What is looked for, by the list beside the seal of `path`. "none": there is a seal and no list. Undefined: it cannot be read. */
async function soughtBy(path: string): Promise<Sought | "none" | undefined> {
  try {
    const reference = await openReference(path);
    return await thenClose(
      () => reference.close(),
      async () => ((await lacksList(reference)) ? "none" : readSought(reference)),
    );
  } catch (error) {
    if (error instanceof SilentMedium) throw error;
    return undefined; // the verifier will explain it
  }
}

/** Where the list says that the program is, and it is there, is offered; never more than offered. */
async function askFolder(dialog: Dialog, sought: Sought | undefined, compared: string): Promise<string | undefined> {
  const fitting: Fitting = { question: "askInstalled", look: (path) => lookAtInstalled(path, sought, compared) };
  const place = sought === undefined ? undefined : offeredPlace(sought);
  const isMeant = place !== undefined && (await dialog.askYes("isItThere", { path: place }));
  return askFit(dialog, fitting, isMeant ? place : undefined);
}

/** `compared`: what the program is to be compared with. */
function lookAtInstalled(path: string, sought: Sought | undefined, compared: string): Look {
  if (!isFolder(path)) return { is: "slip", text: "noFolder" };
  if (resolve(path) === resolve(compared)) return { is: "slip", text: "isReference" };
  const { is, places } = findInstalled(path, sought);
  const [place] = places;
  if (place !== undefined) return { is: "other", path: place };
  switch (is) {
    case "empty":
      return { is: "slip", text: "emptyFolder" };
    case "elsewhere":
      return { is: "slip", text: "wrongFolder" };
    case "unlisted":
      return { is: "slip", text: "mayNotRead" };
    case "here":
    case "untold":
      return { is: "fit" };
  }
}

function isFolder(path: string): boolean {
  try {
    return watched(path, () => statSync(path, { throwIfNoEntry: false }))?.isDirectory() === true;
  } catch {
    return false;
  }
}
