// What a new release is to be made of: from the release before it, or from a description, and from what a person says.

import { existsSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readDescription } from "../../build-iso/index.ts";
import { readBytesSync } from "../../files/bounded.ts";
import { printError } from "../../files/print.ts";
import {
  FormatError,
  type Medium,
  parseJson,
  parseRecall,
  parseTrustRoot,
  releaseFields,
  shown,
  tryParse,
} from "../../format/index.ts";
import { readLog } from "../../log/index.ts";
import {
  type Described,
  followChoice,
  isFinished,
  judgeFolder,
  type ReleaseFolder,
} from "../../release-folder/index.ts";
import { askLine, canAsk } from "../../verify/program/ask.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { fill, type Language } from "../../words/language.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { readNote } from "../notes/note-file.ts";
import { whereIs } from "./log/read-log.ts";
import type { InputFiles } from "./put-inputs.ts";
import { readReleaseFolder } from "./read-folder.ts";
import { startTexts } from "./start-texts.ts";

export interface StartOptions {
  readonly previous?: string;
  readonly release?: string;
  readonly releaseVersion?: string;
  readonly payload: readonly string[];
  readonly sequence?: string;
  readonly emergency?: true;
  readonly date?: string;
  readonly medium?: Medium;
  readonly root: readonly string[];
  readonly recall?: string;
  readonly kit?: string;
  readonly install?: string;
  readonly instructions?: string;
  readonly texts?: string;
  readonly log?: string;
}

export interface StartPlan {
  readonly described: Described;
  readonly files: InputFiles;
  /** The release before it, and its folder. */
  readonly before: { readonly path: string; readonly described: Described } | undefined;
}

const texts = {
  both: {
    nl: "geef --previous of --release: wat de een zegt, zegt de ander ook",
    en: "give --previous or --release: what one says the other says too",
  },
  neither: {
    nl: "geef --previous, de map van de versie ervoor; van een eerste versie --release",
    en: "give --previous, the folder of the release before; of a first one --release",
  },
  saidTwice: {
    nl: "wat --release zegt wordt niet nog eens gezegd: laat --release-version, --sequence, --emergency, --date en --medium weg",
    en: "what --release says is not said again: leave out --release-version, --sequence, --emergency, --date and --medium",
  },
  installForgotten: {
    nl: "de vorige versie heeft een installatielijst, en die geldt voor die versie alleen: geef --install (zegel install-list)",
    en: "the previous release has an install list, which is of its own version: give --install (zegel install-list)",
  },
  nobody: (option: string) => ({
    nl: `geef ${option}: er is niemand om het aan te vragen`,
    en: `give ${option}: there is nobody to ask`,
  }),
};

const attempts = 3;
const descriptionLimit = 65_536;

/** Asks what was not said. Throws CommandError, BuildError DESCRIPTION, FormatError, FilesError. */
export async function planStart(options: StartOptions, language: Language): Promise<StartPlan> {
  const { previous, release } = options;
  if (previous !== undefined && release !== undefined) throw new CommandError(texts.both, exitUsage);
  if (previous !== undefined) return planNext(previous, options, language);
  if (release === undefined) throw new CommandError(texts.neither, exitUsage);
  return planFirst(release, options, language);
}

/** All of it is in the description; its papers lie beside it. */
async function planFirst(path: string, options: StartOptions, language: Language): Promise<StartPlan> {
  const { releaseVersion, sequence, emergency, date, medium } = options;
  if ([releaseVersion, sequence, emergency, date, medium].some((value) => value !== undefined))
    throw new CommandError(texts.saidTwice, exitUsage);
  const { choice, recallAtLeast } = await readDescription(path);
  const named = parseJson(readBytesSync(path, descriptionLimit), path) as Record<string, string | undefined>;
  const beside = (name: string | undefined) => (name === undefined ? undefined : resolve(dirname(path), name));
  const files: InputFiles = {
    payloads: await payloadsOf(options, 1, language),
    kit: options.kit,
    roots: await inOrder(options.root),
    recall: options.recall,
    previous: undefined,
    previousManifests: [],
    install: options.install ?? beside(named.install),
    instructions: options.instructions ?? beside(named.instructions),
    texts: options.texts,
    log: logOf(options),
  };
  return { described: { choice, recallAtLeast }, files, before: undefined };
}

/** What is not said is as before; an install list is of one version, and is never as before. */
async function planNext(path: string, options: StartOptions, language: Language): Promise<StartPlan> {
  const folder = await readReleaseFolder(path);
  const description = await demandFinished(path, folder);
  const { inputs, built } = folder;
  const at = (name: string | undefined) => (name === undefined ? undefined : join(path, name));
  if (inputs.hasInstall && options.install === undefined) throw new CommandError(texts.installForgotten, exitUsage);
  const version = await versionOf(options, description.choice.version, language);
  const recall = options.recall ?? at(inputs.recall?.path);
  const files: InputFiles = {
    payloads: await payloadsOf(options, built.length, language),
    kit: options.kit ?? at(inputs.kits[0]),
    roots: await inOrder([...inputs.roots.map((file) => join(path, file.path)), ...options.root]),
    recall,
    previous: at(folder.finished[0]?.note?.path),
    previousManifests: built.map((disc) => join(path, disc.folder, "MANIFEST")),
    install: options.install,
    instructions: options.instructions ?? (inputs.hasInstructions ? join(path, "in/aanwijzingen.md") : undefined),
    texts: options.texts ?? (inputs.texts === undefined ? undefined : join(path, "in/texts.json")),
    log: logOf(options) ?? (folder.log === undefined ? undefined : whereIs(path, folder.log.path)),
  };
  const recalls = recall === undefined ? 0 : parseRecall((await readNote(recall)).note.text).recalled.length;
  const { emergency, medium } = options;
  const date = releaseFields.date(options.date ?? today(), "--date");
  const sequence = options.sequence === undefined ? undefined : releaseFields.sequence(options.sequence, "--sequence");
  const next = { version, sequence, isEmergency: emergency === true, date, medium, recalls };
  return { described: followChoice(description, next), files, before: { path, described: description } };
}

/** Throws LogError FOLDER, DAMAGED where it is none. */
const logOf = ({ log }: StartOptions) => (log === undefined ? undefined : readLog(log).path);

/** A number under which anybody signed is spent, and what was not finished is nobody's previous. */
async function demandFinished(path: string, folder: ReleaseFolder): Promise<Described> {
  const judged = await judgeFolder(folder, signatureCheck);
  if (folder.description === undefined || !isFinished(judged))
    throw new CommandError({
      nl: shown`${path}: verwacht een versie die is afgemaakt, gevonden een die dat niet is: zie zegel release status, en noem de laatste die dat is`,
      en: shown`${path}: expected a release that was finished, found one that was not: see zegel release status, and name the last that was`,
    });
  return folder.description;
}

/** By the version that each says it is. */
async function inOrder(paths: readonly string[]): Promise<string[]> {
  const roots: { readonly path: string; readonly version: number }[] = [];
  for (const path of paths) roots.push({ path, version: parseTrustRoot((await readNote(path)).note.text).version });
  const twice = roots.find(({ version }, i) => roots.findIndex((root) => root.version === version) !== i);
  if (twice !== undefined)
    throw new CommandError({
      nl: shown`${twice.path}: vertrouwensbasis ${twice.version} is er al: laat --root daarvan weg`,
      en: shown`${twice.path}: trust root ${twice.version} is there already: leave out --root of it`,
    });
  return roots.sort((a, b) => a.version - b.version).map(({ path }) => path);
}

/** Of the clock, to the minute: a date that people can say. */
const today = () => `${new Date().toISOString().slice(0, 16)}:00Z`;

async function versionOf({ releaseVersion }: StartOptions, before: string, language: Language): Promise<string> {
  const fault = (typed: string) => {
    const read = tryParse(() => releaseFields.version(typed, "version"));
    return read instanceof FormatError ? `${read.message}.` : undefined;
  };
  if (releaseVersion === undefined)
    return ask(fill(startTexts.askVersion[language], { before }), "--release-version", fault, language);
  const reason = fault(releaseVersion);
  if (reason !== undefined) throw new CommandError(`--release-version: ${reason}`, exitUsage);
  return releaseVersion;
}

async function payloadsOf({ payload }: StartOptions, discs: number, language: Language): Promise<readonly string[]> {
  if (payload.length > 0) return payload;
  const paths: string[] = [];
  const fault = (path: string) =>
    path !== "" && existsSync(path) ? undefined : fill(startTexts.noPayload[language], { path: path || "-" });
  for (let disc = 1; disc <= discs; disc++)
    paths.push(await ask(fill(startTexts.askPayload[language], { disc, discs }), "--payload", fault, language));
  return paths;
}

/** A slip of the hand gets a sentence and the question again. */
async function ask(
  question: string,
  option: string,
  fault: (typed: string) => string | undefined,
  language: Language,
): Promise<string> {
  if (!canAsk()) throw new CommandError(texts.nobody(option), exitUsage);
  for (let left = attempts; left > 0; left--) {
    const typed = await askLine(question);
    const reason = fault(typed);
    if (reason === undefined) return typed;
    printError(fill(startTexts.again[language], { reason }));
  }
  throw new CommandError(startTexts.stopped[language]);
}

/** Whether a folder may become that of a release. Throws CommandError when it holds something. */
export function demandFree(path: string): void {
  if (existsSync(path) && readdirSync(path).length > 0)
    throw new CommandError({
      nl: shown`${path}: er ligt iets in, en geen release.json: kies een nieuwe map, of een lege`,
      en: shown`${path}: holds something, and no release.json: choose a new folder, or an empty one`,
    });
}
