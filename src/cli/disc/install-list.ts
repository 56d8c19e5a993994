// zegel install-list: what a reference installation holds, as `install` of a release description. docs/spec/install.md

import { statSync } from "node:fs";
import type { Command } from "commander";
import { parseInstallJson } from "../../build-iso/release/install-json.ts";
import { writeNew } from "../../files/new-file.ts";
import { print } from "../../files/print.ts";
import {
  type Bilingual,
  checkPath,
  checkPlace,
  compareText,
  encodeUtf8,
  findTwins,
  type Install,
  type InstallHead,
  inBoth,
  installedFileLimit,
  parentOf,
  pathFault,
  quote,
  withParents,
} from "../../format/index.ts";
import { nodePlatform } from "../../verify/node/platform.ts";
import { FolderTree } from "../../verify/node/tree.ts";
import { watched } from "../../verify/node/watch.ts";
import { CommandError } from "../../verify/program/terminal.ts";
import { whenHung } from "../../verify/program/when-hung.ts";
import type { TreeEntry } from "../../verify/proof/ports.ts";
import { fill, type Language, sayIn, type Text, visible } from "../../words/language.ts";
import { languageOf, languageOption, many, outOption } from "../command.ts";

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
    .addOption(languageOption())
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
  readonly lang?: Language;
}

/** Those of a fault follow the path that it is about. */
const texts = {
  notFolder: { nl: "{path}: verwacht een map, gevonden een bestand", en: "{path}: expected a folder, found a file" },
  allChange: {
    nl: "{path}: verwacht ten minste één bestand dat niet mag veranderen, gevonden geen",
    en: "{path}: expected at least one file that may not change, found none",
  },
  tooLarge: {
    nl: "{path}: verwacht ten hoogste {limit} bytes, gevonden meer: dat kan in geen lijst staan",
    en: "{path}: expected at most {limit} bytes, found more: no list can hold it",
  },
  changed: {
    nl: "{path} veranderde terwijl de map werd gelezen: er is geen lijst gemaakt; stop wat erin schrijft",
    en: "{path} changed while the folder was read: no list was made; end what writes to it",
  },
  emptyChange: {
    nl: "--may-change {path}: verwacht een map met bestanden, gevonden geen",
    en: "--may-change {path}: expected a folder with files, found none",
  },
  unreadable: {
    nl: "{path}: een map die niet te lezen is: geef het recht om die te lezen",
    en: "{path}: a folder that cannot be read: give the right to read it",
  },
  other: { nl: "{path}: geen bestand en geen map (een link?)", en: "{path}: neither file nor folder (a link?)" },
  badName: {
    nl: "{path}: een naam die niet elk systeem aankan: {fault}",
    en: "{path}: a name that not every system carries: {fault}",
  },
  emptyFolder: {
    nl: "{path}: een lege map: haal die weg, of noem met --may-change een bestand dat erin mag komen",
    en: "{path}: an empty folder: remove it, or name a file that may come in it with --may-change",
  },
  folder: { nl: "{path}: een map: schrijf {path}/", en: "{path}: a folder: write {path}/" },
  there: { nl: "{path}: --absent, maar het is er wel", en: "{path}: --absent, but it is there" },
  both: { nl: "{path}: --absent en ook --may-change", en: "{path}: both --absent and --may-change" },
  fileAndFolder: { nl: "{path}: een bestand en ook een map", en: "{path}: a file and a folder at once" },
  twins: {
    nl: "{path} en {other}: hetzelfde waar hoofdletters niet tellen",
    en: "{path} and {other}: the same where case is ignored",
  },
  none: { nl: "er is geen lijst gemaakt:", en: "no list was made:" },
  more: { nl: "… en nog {count}", en: "… and {count} more" },
  static: { nl: "vast:           {count} bestanden", en: "static:      {count} files" },
  mayChange: { nl: "mag veranderen: {count}", en: "may change:  {count}" },
  absent: { nl: "afwezig:        {count}", en: "absent:      {count}" },
  place: { nl: "plaats:         {place}", en: "place:       {place}" },
  start: {
    nl: "begin:          {start} (build-iso gaat na of de software het heeft)",
    en: "start:       {start} (build-iso asks whether the payload has it)",
  },
  written: { nl: "geschreven:     {path}", en: "written:     {path}" },
  next: {
    nl: 'Hierna: noem het als "install" in de beschrijving van de versie.',
    en: 'Next: name it as "install" in the release description.',
  },
} as const satisfies Record<string, Text>;

type Word = keyof typeof texts;
type Values = Readonly<Record<string, string | number>>;
const inTwo = (word: Word, values: Values): Bilingual => inBoth((l) => sayIn(texts[word], l, values));
const stop = (word: Word, values: Values) => new CommandError(inTwo(word, values));

async function installList(folder: string, options: Options): Promise<void> {
  const language = languageOf(options);
  whenHung({ program: "zegel", language });
  const head = headOf(options); // before the long read
  if (!watched(folder, () => statSync(folder)).isDirectory()) throw stop("notFolder", { path: folder });
  const tree = new FolderTree(folder);
  const entries = await tree.list();
  const files = entries.filter((entry) => entry.kind === "file").map((entry) => entry.path);
  const mayChange = expandMayChange(options.mayChange, entries);
  refuse(faultsOf(entries, files, mayChange, options.absent));
  const changing = new Set(mayChange);
  const fixed = files.filter((path) => !changing.has(path)).sort(compareText);
  if (fixed.length === 0) throw stop("allChange", { path: folder });
  const digests: [string, string][] = [];
  for (const path of fixed) {
    const sha256 = nodePlatform.sha256();
    let read = 0;
    await tree.read(path, (bytes) => {
      sha256.update(bytes);
      read += bytes.length;
      return read <= installedFileLimit;
    });
    if (read > installedFileLimit) throw stop("tooLarge", { path: visible(path), limit: installedFileLimit });
    digests.push([path, sha256.digest()]);
  }
  const changed = await tree.changed(mayChange);
  if (changed !== undefined) throw stop("changed", { path: quote(changed) });
  const bytes = encodeList(head, digests, mayChange, options.absent);
  const install = parseInstallJson(bytes, options.out); // what build-iso will read
  writeNew(options.out, bytes, 0o644);
  print(inWords(install, options.out, language));
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
    if (below.length === 0) throw stop("emptyChange", { path });
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
): Bilingual[] {
  const listed = [...files, ...mayChange, ...absent];
  const above = withParents(listed.map(parentOf));
  const changing = new Set(mayChange);
  const kinds = new Map(entries.map((entry) => [entry.path, entry.kind]));
  const isEmptyFolder = ({ path, kind, isUnreadable }: TreeEntry) =>
    kind === "folder" && isUnreadable !== true && !above.has(path);
  const names = new Set([...entries.map((entry) => entry.path), ...mayChange, ...absent]);
  const each = (word: Word, paths: readonly string[]) => paths.map((path) => inTwo(word, { path: visible(path) }));
  const pathsOf = (isMeant: (entry: TreeEntry) => boolean) => entries.filter(isMeant).map(({ path }) => path);
  return [
    ...each(
      "unreadable",
      pathsOf(({ isUnreadable }) => isUnreadable === true),
    ), // what is in it would be missing from the list
    ...each(
      "other",
      pathsOf(({ kind }) => kind === "other"),
    ),
    ...[...names].flatMap((path) => {
      const fault = pathFault(path);
      return fault === undefined ? [] : [inTwo("badName", { path: visible(path), fault })];
    }),
    ...each("emptyFolder", pathsOf(isEmptyFolder)),
    ...each(
      "folder",
      mayChange.filter((path) => kinds.get(path) === "folder"),
    ),
    ...each(
      "there",
      absent.filter((path) => kinds.has(path)),
    ),
    ...each(
      "both",
      absent.filter((path) => changing.has(path)),
    ),
    ...findTwins([...new Set(listed)]).map(([one, two]) =>
      one === two
        ? inTwo("fileAndFolder", { path: visible(one) })
        : inTwo("twins", { path: visible(one), other: visible(two) }),
    ),
  ];
}

function refuse(faults: readonly Bilingual[]): void {
  if (faults.length === 0) return;
  const more = faults.length > shownLimit ? [inTwo("more", { count: faults.length - shownLimit })] : [];
  const lines = [...faults.slice(0, shownLimit), ...more];
  throw new CommandError(inBoth((l) => `${texts.none[l]}\n${lines.map((line) => `  ${line[l]}`).join("\n")}`));
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

function inWords({ files, place, start }: Install, out: string, language: Language): string {
  const count = (name: string) => files.filter((line) => line.class === name).length;
  const lines = [
    sayIn(texts.static, language, { count: count("static") }),
    sayIn(texts.mayChange, language, { count: count("may-change") }),
    sayIn(texts.absent, language, { count: count("absent") }),
    ...(place === undefined ? [] : [fill(texts.place[language], { place })]),
    ...(start === undefined ? [] : [fill(texts.start[language], { start })]),
    fill(texts.written[language], { path: out }),
    "",
    texts.next[language],
  ];
  return `${lines.join("\n")}\n`;
}
