// The folder of a release, read: docs/spec/release-folder.md has its names. Small files are read whole, of images the seal alone.

import { existsSync, lstatSync, statSync } from "node:fs";
import { join } from "node:path";
import { readDescription } from "../../build-iso/index.ts";
import { parseTexts, textsLimit } from "../../distribute/index.ts";
import { readBytesSync } from "../../files/bounded.ts";
import { sha256Of } from "../../files/digest.ts";
import { Lock } from "../../files/lock.ts";
import {
  aanwijzingenPath,
  decodeUtf8,
  encodeAanwijzingen,
  encodeInstall,
  FormatError,
  installPath,
  manifestLimit,
  parseJson,
  parseManifest,
} from "../../format/index.ts";
import {
  type BuiltDisc,
  builtFolder,
  type Description,
  descriptionName,
  type Inputs,
  labelName,
  letterName,
  type ReleaseFolder,
  requestName,
  staatscourantName,
  stoppedName,
  withoutProofName,
} from "../../release-folder/index.ts";
import type { NoteFile } from "../../trust/compose/index.ts";
import { CommandError } from "../../verify/program/terminal.ts";
import { builtInRoots } from "../notes/evidence.ts";
import { readBundles, readFinished, readPublished } from "./finish/read-out.ts";
import { readLogBundles, readLogPlace } from "./log/read-log.ts";
import { readRegisterPlace } from "./log/read-register.ts";
import { FolderReader, readNotes, readRequest } from "./read-notes.ts";

/** Bytes of a letter or a label, of release.json, of STOPPED.txt. */
const letterLimit = 16 * 1024 * 1024;
const descriptionLimit = 65_536;
const stoppedLimit = 65_536;

const installName = "in/install.json";
const instructionsName = "in/aanwijzingen.md";

/** Throws CommandError when `folder` is none, or holds nothing of a release. */
export async function readReleaseFolder(folder: string): Promise<ReleaseFolder> {
  demandRelease(folder);
  const reader = new FolderReader(folder);
  const description = await reader.tryAsync(descriptionName, () => readChoice(reader));
  const { inputs, unused } = readInputs(reader);
  const built = readBuilt(reader, inputs.payloads.length);
  const came = readNotes(reader);
  const log = readLogPlace(reader, textsOf(inputs, built, came.notes));
  const paper = (name: string) =>
    existsSync(reader.at(name))
      ? reader.try(name, () => decodeUtf8(readBytesSync(reader.at(name), letterLimit), name))
      : undefined;
  return {
    description,
    inputs,
    built,
    ...came,
    request: existsSync(reader.at(requestName)) ? readRequest(reader, requestName) : undefined,
    finished: built.map((disc) => readFinished(reader, disc, built.length)),
    hasOut: existsSync(reader.at("out")),
    letter: paper(letterName),
    label: paper(labelName),
    staatscourant: paper(staatscourantName),
    published: readPublished(reader),
    bundles: { ...readBundles(reader, built), ...readLogBundles(reader, log) },
    log,
    register: readRegisterPlace(
      reader,
      built.flatMap(({ note }) => note?.note.text ?? []),
    ),
    withoutProof: readReason(reader, withoutProofName),
    stopped: readReason(reader, stoppedName),
    unread: reader.unread,
    unused,
    measured: undefined,
    builtInRoots: builtInRoots(),
  };
}

/** One run at a time works in the folder of a release. Throws FilesError BUSY, FILE. */
export const lockFolder = (folder: string): Lock =>
  Lock.take(join(folder, ".zegel-lock.tmp"), "is at work in this folder");

function demandRelease(folder: string): void {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats === undefined || !stats.isDirectory())
    throw new CommandError({
      nl: `${folder}: verwacht de map van een versie, gevonden ${stats === undefined ? "niets" : "een bestand"}`,
      en: `${folder}: expected the folder of a release, found ${stats === undefined ? "nothing" : "a file"}`,
    });
  if (!partNames.some((name) => existsSync(`${folder}/${name}`)))
    throw new CommandError({
      nl: `${folder}: verwacht de map van een versie, en daarin ligt geen van ${partNames.join(", ")}: noem de map waarin release.json ligt`,
      en: `${folder}: expected the folder of a release, found none of ${partNames.join(", ")} in it: name the folder that holds release.json`,
    });
}

/** What a release's folder is known by. */
export const partNames = [descriptionName, "in", "build", "notes", "out"];

/** release.json, where it is. Its papers must lie in `in/`: else the folder would not hold all that the release is made of. */
async function readChoice(reader: FolderReader): Promise<Description | undefined> {
  const path = reader.at(descriptionName);
  if (!existsSync(path)) return undefined;
  const { choice, recallAtLeast, install, steps } = await readDescription(path);
  const named = parseJson(readBytesSync(path, descriptionLimit), descriptionName) as Record<string, unknown>;
  demandPlace(named.install, "install", installName);
  demandPlace(named.instructions, "instructions", instructionsName);
  const papers = new Map<string, string>();
  if (install !== undefined) papers.set(installPath, sha256Of(encodeInstall(install.files, install)));
  if (steps !== undefined) papers.set(aanwijzingenPath, sha256Of(encodeAanwijzingen(steps)));
  return { choice, recallAtLeast, papers };
}

function demandPlace(named: unknown, field: string, place: string): void {
  if (named === undefined || named === place) return;
  throw new FormatError("FIELD", descriptionName, `"${field}": "${place}"`, JSON.stringify(named));
}

const payloadName = /^payload(?:-[1-9][0-9]?)?(?:\.tar|\.tar\.gz|\.tgz|\.zip)?$/;
const kitName = /^kit(?:\.tar|\.tar\.gz|\.tgz|\.zip)?$/;
const manifestName = /^previous(?:-[1-9][0-9]?)?\.MANIFEST$/;
const rootName = /^root-[1-9][0-9]{0,2}\.note$/;
const usedNames = [
  "recall.note",
  "previous.note",
  "install.json",
  "aanwijzingen.md",
  "texts.json",
  "log.txt",
  "register.txt",
];

function readInputs(reader: FolderReader): { readonly inputs: Inputs; readonly unused: string[] } {
  const names = reader.names("in");
  const some = (pattern: RegExp) => names.filter((name) => pattern.test(name)).map((name) => `in/${name}`);
  const one = (name: string) => (names.includes(name) ? reader.note(`in/${name}`) : undefined);
  const textsName = "in/texts.json";
  const inputs: Inputs = {
    roots: some(rootName).flatMap((path) => reader.note(path) ?? []),
    recall: one("recall.note"),
    previous: one("previous.note"),
    previousManifests: byNumber(some(manifestName)),
    kits: some(kitName),
    payloads: byNumber(some(payloadName)),
    hasInstall: names.includes("install.json"),
    hasInstructions: names.includes("aanwijzingen.md"),
    texts: names.includes("texts.json")
      ? reader.try(textsName, () => parseTexts(readBytesSync(reader.at(textsName), textsLimit), textsName))
      : undefined,
  };
  const patterns = [payloadName, kitName, manifestName, rootName];
  const isUsed = (name: string) => usedNames.includes(name) || patterns.some((pattern) => pattern.test(name));
  return { inputs, unused: names.filter((name) => !isUsed(name)).map((name) => `in/${name}`) };
}

/** By the number in the name, 10 behind 2. */
function byNumber(paths: readonly string[]): string[] {
  const numberOf = (path: string) => Number(/-([0-9]+)/.exec(path)?.[1] ?? 0);
  return paths.toSorted((a, b) => numberOf(a) - numberOf(b));
}

/** Discs as there are payloads, one at the least. */
function readBuilt(reader: FolderReader, payloads: number): BuiltDisc[] {
  const discs = Math.max(1, payloads);
  return Array.from({ length: discs }, (_, i): BuiltDisc => {
    const folder = builtFolder(i + 1, discs);
    const has = (name: string) => existsSync(reader.at(`${folder}/${name}`));
    const manifestPath = `${folder}/MANIFEST`;
    return {
      disc: i + 1,
      folder,
      note: has("release.note") ? reader.note(`${folder}/release.note`) : undefined,
      manifest: has("MANIFEST") ? reader.try(manifestPath, () => readManifest(reader.at(manifestPath))) : undefined,
      hasPayloadTar: has("payload.tar"),
      imageSize: has("unsealed.iso") ? statSync(reader.at(`${folder}/unsealed.iso`)).size : undefined,
    };
  });
}

function readManifest(path: string): NonNullable<BuiltDisc["manifest"]> {
  const bytes = readBytesSync(path, manifestLimit);
  const { files } = parseManifest(bytes);
  return { sha256: sha256Of(bytes), files: new Map(files.map((file) => [file.path, file.sha256])) };
}

/** What was written in STOPPED.txt or WITHOUT-PROOF.txt; where nothing was, that it is there. */
function readReason(reader: FolderReader, name: string): string | undefined {
  // A link that leads nowhere is there too: whoever put it meant something by it.
  if (lstatSync(reader.at(name), { throwIfNoEntry: false }) === undefined) return undefined;
  const bytes = reader.try(name, () => readBytesSync(reader.at(name), stoppedLimit));
  const [line = ""] = new TextDecoder("utf-8").decode(bytes).split("\n");
  return line.trim() === "" ? name : line.trim();
}

/** What may stand in the public log. */
function textsOf(inputs: Inputs, built: readonly BuiltDisc[], notes: readonly NoteFile[]): string[] {
  const files = [...inputs.roots, inputs.recall, ...built.map(({ note }) => note), ...notes];
  return files.flatMap((file) => file?.note.text ?? []);
}
