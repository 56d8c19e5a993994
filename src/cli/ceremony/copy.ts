// zegel ceremony copy: carries public files to or from a stick, so that the transcript names what was copied.

import { realpathSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { Command } from "commander";
import { readBytes } from "../../files/bounded.ts";
import { sha256Of } from "../../files/digest.ts";
import { writeAllNew } from "../../files/new-file.ts";
import { print } from "../../files/print.ts";
import { encodeHashGroups, manifestLimit, quote, shown } from "../../format/index.ts";
import { isPublicName } from "../../sign/index.ts";
import { CommandError } from "../../verify/program/terminal.ts";

export function addCopy(ceremony: Command): void {
  ceremony
    .command("copy")
    .description(
      "copy public files into a folder, or one to a new name: nothing is written over, and each copy is read back",
    )
    .argument("<from-and-to...>", "the files, then the folder; or one file, then its new name")
    .addHelpText(
      "after",
      "\nExample:\n  zegel ceremony copy /media/anna/anna.pub anna.pub\n  zegel ceremony copy root-1.note anna.pub /media/kluis\n",
    )
    .action(copy);
}

/** All of them get their names, or none. */
async function copy(typed: readonly string[]): Promise<void> {
  const from = typed.slice(0, -1);
  const to = typed.at(-1) ?? "";
  if (from.length === 0) throw new CommandError(`expected the files and where to, found ${quote(to)} alone`);
  const targets = targetsOf(from, to);
  const contents = [];
  for (const [i, path] of from.entries()) {
    const target = targets[i] ?? "";
    for (const name of [path, behindLinks(path), target]) demandPublic(name);
    contents.push({ path: target, bytes: await readBytes(path, manifestLimit), mode: 0o644 });
  }
  writeAllNew(contents);
  for (const [i, { path, bytes }] of contents.entries()) {
    const sha256 = sha256Of(bytes);
    if (sha256Of(await readBytes(path, manifestLimit)) !== sha256)
      throw new CommandError(`${quote(path)}: what was written is not what is read back: take another stick`);
    print(shown`copied:      ${from[i] ?? ""} to ${path}\nSHA-256:     ${encodeHashGroups(sha256)}\n`);
  }
  process.exitCode = 0;
}

function targetsOf(from: readonly string[], to: string): string[] {
  const isFolder = statSync(to, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (isFolder) return from.map((path) => join(to, basename(path)));
  if (from.length === 1) return [to];
  throw new CommandError(`${quote(to)}: expected a folder for ${from.length} files, found none: is the stick there?`);
}

/** Where the file is that `path` names: a public name that leads to a secret makes it no less secret. */
function behindLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path; // absent: said when it is read
  }
}

/** A secret goes onto no stick but its holder's own; and the digest of one, under a public name, would be on the transcript. */
function demandPublic(path: string): void {
  if (isPublicName(path)) return;
  throw new CommandError(
    `${quote(path)}: expected a public file by its ending (.note .pub .request .response …), found another: a secret key is not copied in a ceremony`,
  );
}
