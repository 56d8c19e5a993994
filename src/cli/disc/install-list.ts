// zegel install-list: what a reference installation holds, as `install` of a release description. docs/spec/install.md

import { statSync } from "node:fs";
import type { Command } from "commander";
import { parseInstallJson } from "../../build-iso/release/install-json.ts";
import { writeNew } from "../../files/new-file.ts";
import { print } from "../../files/print.ts";
import {
  checkPath,
  checkPlace,
  compareText,
  encodeUtf8,
  findTwins,
  type Install,
  type InstallHead,
  installedFileLimit,
  parentOf,
  pathFault,
  quote,
  shown,
  withParents,
} from "../../format/index.ts";
import { nodePlatform } from "../../verify/node/platform.ts";
import { FolderTree } from "../../verify/node/tree.ts";
import { watched } from "../../verify/node/watch.ts";
import { CommandError } from "../../verify/program/terminal.ts";
import { whenHung } from "../../verify/program/when-hung.ts";
import type { TreeEntry } from "../../verify/proof/ports.ts";
import { visible } from "../../words/language.ts";
import { languageOf, many, outOption } from "../command.ts";

/** Refusals shown at once. */
const shownLimit = 20;

export function addInstallList(program: Command): void {
  program
    .command("install-list")
    .description("list what a reference installation holds, for `install` of the release description")
    .argument("<folder>", "the installed program, as installed by hand from the payload")
    .addOption(many("--may-change <path>", "a file, or FOLDER/ for all files in it now, that users change"))
    .addOption(many("--absent <path>", "a file that must not be there"))
    .option(
      "--place <folder>",
      "where the program is to be looked for after installation, as C:\\OSV (on the command line: in quotes)",
    )
    .option("--start <path>", "the file on the disc with which an installation begins, as OSV/setup.exe")
    .addOption(outOption("-o, --out <json>", "the list"))
    .addHelpText(
      "after",
      "\nExample:\n  zegel install-list /opt/osv --may-change conf/gebruiker.ini --absent lib/debug.jar \\\n" +
        "    --place 'C:\\OSV' --start OSV/setup.exe -o install.json\n",
    )
    .action(installList);
}

interface Options {
  readonly mayChange: readonly string[];
  readonly absent: readonly string[];
  readonly place?: string;
  readonly start?: string;
  readonly out: string;
}

async function installList(folder: string, options: Options): Promise<void> {
  whenHung({ program: "zegel", language: languageOf({}) });
  const head = headOf(options); // before the long read
  if (!watched(folder, () => statSync(folder)).isDirectory())
    throw new CommandError(`${folder}: expected a folder, found a file`);
  const tree = new FolderTree(folder);
  const entries = await tree.list();
  const files = entries.filter((entry) => entry.kind === "file").map((entry) => entry.path);
  const mayChange = expandMayChange(options.mayChange, entries);
  refuse(faultsOf(entries, files, mayChange, options.absent));
  const changing = new Set(mayChange);
  const fixed = files.filter((path) => !changing.has(path)).sort(compareText);
  if (fixed.length === 0)
    throw new CommandError(`${folder}: expected at least one file that may not change, found none`);
  const digests: [string, string][] = [];
  for (const path of fixed) {
    const sha256 = nodePlatform.sha256();
    let read = 0;
    await tree.read(path, (bytes) => {
      sha256.update(bytes);
      read += bytes.length;
      return read <= installedFileLimit;
    });
    if (read > installedFileLimit)
      throw new CommandError(
        shown`${path}: expected at most ${installedFileLimit} bytes, found more: no list can hold it`,
      );
    digests.push([path, sha256.digest()]);
  }
  const changed = await tree.changed(mayChange);
  if (changed !== undefined)
    throw new CommandError(
      `${quote(changed)} changed while the folder was read: no list was made; end what writes to it`,
    );
  const bytes = encodeList(head, digests, mayChange, options.absent);
  const install = parseInstallJson(bytes, options.out); // what build-iso will read
  writeNew(options.out, bytes, 0o644);
  print(inWords(install, options.out));
  process.exitCode = 0;
}

/** Throws FormatError. */
function headOf({ place, start }: Options): InstallHead {
  return {
    place: place === undefined ? undefined : checkPlace(place, "--place"),
    start: start === undefined ? undefined : checkPath(start, "--start"),
  };
}

/** `FOLDER/` stands for the files in it: the list knows files only. */
function expandMayChange(given: readonly string[], entries: readonly TreeEntry[]): string[] {
  const paths = given.flatMap((path) => {
    if (!path.endsWith("/")) return [path];
    const below = entries.filter((entry) => entry.kind === "file" && entry.path.startsWith(path));
    if (below.length === 0) throw new CommandError(`--may-change ${path}: expected a folder with files, found none`);
    return below.map((entry) => entry.path);
  });
  return [...new Set(paths)].sort(compareText);
}

/** Everything that the list cannot carry or that contradicts itself, in words. */
function faultsOf(
  entries: readonly TreeEntry[],
  files: readonly string[],
  mayChange: readonly string[],
  absent: readonly string[],
): string[] {
  const listed = [...files, ...mayChange, ...absent];
  const above = withParents(listed.map(parentOf));
  const changing = new Set(mayChange);
  const kinds = new Map(entries.map((entry) => [entry.path, entry.kind]));
  const isEmptyFolder = ({ path, kind, isUnreadable }: TreeEntry) =>
    kind === "folder" && isUnreadable !== true && !above.has(path);
  const names = new Set([...entries.map((entry) => entry.path), ...mayChange, ...absent]);
  return [
    ...entries
      .filter(({ isUnreadable }) => isUnreadable === true) // what is in it would be missing from the list
      .map(({ path }) => `${path}: a folder that cannot be read: give the right to read it`),
    ...entries.filter(({ kind }) => kind === "other").map(({ path }) => `${path}: neither file nor folder (a link?)`),
    ...[...names].flatMap((path) => {
      const fault = pathFault(path);
      return fault === undefined ? [] : [`${path}: a name that not every system carries: ${fault}`];
    }),
    ...entries
      .filter(isEmptyFolder)
      .map(({ path }) => `${path}: an empty folder: remove it, or name a file that may come in it with --may-change`),
    ...mayChange.filter((path) => kinds.get(path) === "folder").map((path) => `${path}: a folder: write ${path}/`),
    ...absent.filter((path) => kinds.has(path)).map((path) => `${path}: --absent, but it is there`),
    ...absent.filter((path) => changing.has(path)).map((path) => `${path}: both --absent and --may-change`),
    ...findTwins([...new Set(listed)]).map(([one, two]) =>
      one === two ? `${one}: a file and a folder at once` : `${one} and ${two}: the same where case is ignored`,
    ),
  ];
}

function refuse(faults: readonly string[]): void {
  if (faults.length === 0) return;
  const more = faults.length > shownLimit ? [`… and ${faults.length - shownLimit} more`] : [];
  const lines = [...faults.slice(0, shownLimit).map(visible), ...more];
  throw new CommandError(`no list was made:\n${lines.map((line) => `  ${line}`).join("\n")}`);
}

/** The form of src/build-iso/release/install-json.ts. In byte order, but for names that are whole numbers: JSON.stringify puts those first. */
function encodeList(
  head: InstallHead,
  digests: readonly (readonly [string, string])[],
  mayChange: readonly string[],
  absent: readonly string[],
): Uint8Array {
  const list = {
    ...head,
    static: Object.fromEntries(digests),
    mayChange,
    absent: [...new Set(absent)].sort(compareText),
  };
  return encodeUtf8(`${JSON.stringify(list, null, 2)}\n`);
}

function inWords({ files, place, start }: Install, out: string): string {
  const count = (name: string) => files.filter((line) => line.class === name).length;
  return (
    `static:      ${count("static")} files\nmay change:  ${count("may-change")}\nabsent:      ${count("absent")}\n` +
    (place === undefined ? "" : shown`place:       ${place}\n`) +
    (start === undefined ? "" : shown`start:       ${start} (build-iso asks whether the payload has it)\n`) +
    shown`written:     ${out}\n\nNext: name it as "install" in the release description.\n`
  );
}
