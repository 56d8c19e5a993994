// A place that a person typed or dragged into the window.

import { type Stats, statSync } from "node:fs";
import { resolve } from "node:path";
import { dropUnseen, kindOfCode } from "../../../format/index.ts";
import { codeNames } from "../../../words/code-words.ts";
import { watched } from "../../node/watch.ts";
import { driveRoot } from "../../node/windows-drive.ts";
import type { Dialog } from "./dialog.ts";
import type { GuideText } from "./texts/texts.ts";

/** The whole path of something that exists, or undefined when the person types nothing. */
export async function askPath(dialog: Dialog, question: GuideText): Promise<string | undefined> {
  for (;;) {
    const typed = await dialog.ask(question);
    if (typed === "") return undefined;
    const found = existingPath(typed);
    if (found !== undefined) return found;
    sayNotThere(dialog, typed);
  }
}

/** What is wrong with a place that is none. */
export function sayNotThere(dialog: Dialog, typed: string): void {
  const kind = kindOfCode(typed);
  if (kind !== undefined) dialog.say("codeForPath", { kind: codeNames[kind][dialog.language] });
  else if (severalPaths(typed)) dialog.say("onlyOne");
  else if (isInZip(typed)) dialog.say("zip");
  else if (/^https?:/i.test(typed)) dialog.say("webAddress");
  else if (/^["']?[A-Za-z]:[\\/]?["']?$/.test(typed)) dialog.say("emptyDrive", { path: typed });
  else dialog.say("notThere", { path: typed });
}

/** Something by this name is there. Undefined: nothing, or the system does not let it be seen. */
export function existingPath(typed: string): string | undefined {
  const found = readPath(typed)
    .map((path) => driveRoot(path))
    .find((path) => isThere(path));
  return found === undefined ? undefined : resolve(found);
}

/** A file and no folder, drive or pipe: it may be read before anybody chose it. */
export function isPlainFile(path: string): boolean {
  return statsOf(path)?.isFile() === true;
}

function isThere(path: string): boolean {
  return statsOf(path) !== undefined;
}

function statsOf(path: string): Stats | undefined {
  try {
    return watched(path, () => statSync(path, { throwIfNoEntry: false }));
  } catch {
    return undefined; // a name with a zero in it, one that is too long, a folder that may not be entered, a drive without a disc
  }
}

/** What a window makes of a dropped file: bare, in quotes, (Linux) with backslashes before blanks or as an address; and with marks unseen. */
function readPath(typed: string): string[] {
  return [typed, dropUnseen(typed)].flatMap((one) => {
    const bare = /^(["'])(.*)\1$/.exec(one)?.[2] ?? /^[“”„‘’](.*)[“”‘’]$/.exec(one)?.[1] ?? one;
    const half = bare.replace(/^["']|["']$|(?<=[^:\\/])[\\/]$/g, ""); // half a pair of quotes, a stroke behind the name of a file
    return [bare, bare.replace(/\\(.)/g, "$1"), half, ...ofAddress(bare)].filter((path) => path !== "");
  });
}

function ofAddress(text: string): string[] {
  try {
    const [, path] = /^file:\/\/(.*)$/i.exec(text) ?? [];
    return path === undefined ? [] : [decodeURIComponent(path).replace(/^\/(?=[A-Za-z]:)/, "")];
  } catch {
    return []; // an address that no path has
  }
}

/** Characters in which several paths are looked for. */
const severalLimit = 4000;

/** Two files dropped at once: their paths stand in one line, one behind the other. */
function severalPaths(typed: string): boolean {
  const parts = typed.slice(0, severalLimit).match(/"[^"]*"|'[^']*'|(?:\\.|[^\s"'\\]|\\)+/g) ?? [];
  return parts.length > 1 && parts.filter((part) => existingPath(part) !== undefined).length > 1;
}

/** A window shows what is in a zip as if it were a folder. */
function isInZip(typed: string): boolean {
  const [, zip = ""] = /^["']?(.*?\.zip)[\\/]/i.exec(typed) ?? [];
  return zip !== "" && existingPath(zip) !== undefined;
}
