// zegel ceremony copy: carries public files to or from a stick, so that the transcript names what was copied.

import { realpathSync, type Stats, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { Command } from "commander";
import { readBytes } from "../../files/bounded.ts";
import { sha256Of } from "../../files/digest.ts";
import { writeAllNew } from "../../files/new-file.ts";
import { print } from "../../files/print.ts";
import { encodeHashGroups, manifestLimit, quote } from "../../format/index.ts";
import { isPublicName, type Language } from "../../sign/index.ts";
import { fill } from "../../words/language.ts";
import { languageOf, languageOption } from "../command.ts";
import { refusalOf, texts } from "./texts.ts";

export function addCopy(ceremony: Command): void {
  ceremony
    .command("copy")
    .description(
      "copy public files into a folder, or one to a new name: nothing is written over, and each copy is read back",
    )
    .argument("<from-and-to...>", "the files, then the folder; or one file, then its new name")
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample:\n  zegel ceremony copy /media/anna/anna.pub anna.pub\n  zegel ceremony copy root-1.note anna.pub /media/kluis\n",
    )
    .action(copy);
}

/** All of them get their names, or none. */
async function copy(typed: readonly string[], options: { readonly lang?: Language }): Promise<void> {
  const from = typed.slice(0, -1);
  const to = typed.at(-1) ?? "";
  if (from.length === 0) throw refusalOf("whereTo", { found: quote(to) });
  const targets = targetsOf(from, to);
  const contents = [];
  for (const [i, path] of from.entries()) {
    const target = targets[i] ?? "";
    for (const name of [path, behindLinks(path), target]) demandPublic(name);
    const status = statusOf(path);
    if (status !== undefined && !status.isFile()) throw refusalOf("noFile", { path: quote(path) });
    contents.push({ path: target, bytes: await readBytes(path, manifestLimit), mode: 0o644 });
  }
  writeAllNew(contents);
  const copied = texts.copied[languageOf(options)];
  for (const [i, { path, bytes }] of contents.entries()) {
    const sha256 = sha256Of(bytes);
    if (sha256Of(await readBytes(path, manifestLimit)) !== sha256)
      throw refusalOf("notReadBack", { path: quote(path) });
    print(`${fill(copied, { from: from[i] ?? "", to: path })}\nSHA-256:     ${encodeHashGroups(sha256)}\n`);
  }
  process.exitCode = 0;
}

function targetsOf(from: readonly string[], to: string): string[] {
  if (statusOf(to)?.isDirectory()) return from.map((path) => join(to, basename(path)));
  if (from.length === 1 && isPublicName(to)) return [to];
  throw refusalOf("noTarget", { path: quote(to) });
}

/** Undefined: nothing is there, or nothing that can be looked at. */
function statusOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
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
  throw refusalOf("notPublic", { path: quote(path) });
}
