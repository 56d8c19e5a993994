// What comes next: for whom, on which machine, and the plain commands that it is, typed in the folder of the release.

import { parseTrustRoot, type RootKey } from "../format/index.ts";
import { builtFolder, letterName, masterName, type ReleaseFolder, requestName, signedName } from "./folder.ts";
import { dueStep, type JudgedFolder } from "./judge.ts";
import type { StepName } from "./step.ts";
import type { BuiltRelease } from "./steps/build.ts";
import { signedFiles } from "./steps/signatures.ts";

/** `office`: on the machine that builds, in the folder. `reviewer`: on a computer of her own. `officer`: on one without a network. */
export type Who = "office" | "reviewer" | "officer";

export interface Next {
  readonly step: StepName;
  readonly who: Who;
  /** Who is asked; none: the office. */
  readonly people: readonly RootKey[];
  /** Each a program and its arguments; none: what is to be done is no command, and the step says it. */
  readonly commands: readonly (readonly string[])[];
}

/** Undefined: nothing is to be done, or a file is to be looked at first. */
export function nextOf(folder: ReleaseFolder, judged: JudgedFolder): Next | undefined {
  const step = dueStep(judged);
  if (step === undefined) return undefined;
  const office = (...commands: string[][]): Next => ({ step, who: "office", people: [], commands });
  const first = folder.hasOut ? [] : [["mkdir", "out"]];
  switch (step) {
    case "inputs":
      return office();
    case "build":
      return office(buildCommand(folder));
    case "rebuilds":
      return { step, who: "reviewer", people: judged.reviewers, commands: rebuildCommands(folder, judged) };
    case "request":
      return office(...first, requestCommand(folder, judged));
    case "signatures":
      return {
        step,
        who: "officer",
        people: judged.officers,
        commands: [signCommand(folder)],
      };
    case "release":
      return office(...first, ...lacking(folder, judged, "note").map((built) => mergeCommand(folder, judged, built)));
    case "master":
      return office(...lacking(folder, judged, "master").map((built) => sealCommand(folder, judged, built)));
    case "letter":
      return office(...(folder.inputs.texts === undefined ? [] : [letterCommand(folder, judged)]));
  }
}

/** The discs of which `part` is not in `out/`; all of them where something is: it is to be made again. */
function lacking({ finished }: ReleaseFolder, { releases }: JudgedFolder, part: "note" | "master"): BuiltRelease[] {
  const without = releases.filter(({ disc }) => finished.find((one) => one.disc === disc)?.[part] === undefined);
  return without.length > 0 ? without : [...releases];
}

const withOption = (option: string, paths: readonly (string | undefined)[]) =>
  paths.flatMap((path) => (path === undefined ? [] : [option, path]));

/** In order of version. */
export function rootPaths({ inputs }: ReleaseFolder): string[] {
  const versioned = inputs.roots.map(({ path, note }) => ({ path, version: parseTrustRoot(note.text).version }));
  return versioned.sort((a, b) => a.version - b.version).map(({ path }) => path);
}

function buildCommand(folder: ReleaseFolder): string[] {
  const { payloads, kits, previous } = folder.inputs;
  return [
    ...["zegel", "build-iso", ...withOption("--payload", payloads), "--release", "release.json"],
    ...withOption("--root", rootPaths(folder).slice(-1)),
    ...withOption("--kit", kits),
    ...withOption("--previous", [previous?.path]),
    ...["--out", "build"],
  ];
}

function rebuildCommands({ inputs }: ReleaseFolder, { releases }: JudgedFolder): string[][] {
  const { kits, hasInstall, hasInstructions } = inputs;
  return releases.flatMap(({ disc, file }) => {
    const note = releases.length === 1 ? "rebuild.note" : `rebuild-${disc}.note`;
    const made = [
      ...["zegel", "reproduce", file.path, "--payload", `${builtFolder(disc, releases.length)}/payload.tar`],
      ...withOption("--kit", kits),
      ...withOption("--install", [hasInstall ? "in/install.json" : undefined]),
      ...withOption("--instructions", [hasInstructions ? "in/aanwijzingen.md" : undefined]),
      ...["--note", note],
    ];
    return [made, ["zegel", "sign", note, "--key", "STEM.key"]];
  });
}

/** What a request to the officers is made of: paths in the folder. */
export interface RequestParts {
  readonly notes: readonly string[];
  readonly previous: readonly string[];
  readonly manifest: readonly string[];
  readonly root: readonly string[];
  readonly rebuild: readonly string[];
}

export function requestParts(folder: ReleaseFolder, { releases, taken }: JudgedFolder): RequestParts {
  const { previous, previousManifests } = folder.inputs;
  const manifests = releases.map(({ disc }) => `${builtFolder(disc, releases.length)}/MANIFEST`);
  return {
    notes: releases.map(({ file }) => file.path),
    previous: previous === undefined ? [] : [previous.path],
    manifest: [...manifests, ...previousManifests],
    root: rootPaths(folder),
    rebuild: pathsOf(taken.flat()),
  };
}

export function requestCommand(folder: ReleaseFolder, judged: JudgedFolder): string[] {
  const { notes, previous, manifest, root, rebuild } = requestParts(folder, judged);
  return [
    ...["zegel", "request", "new", ...notes],
    ...withOption("--previous", previous),
    ...withOption("--manifest", manifest),
    ...withOption("--root", root),
    ...withOption("--rebuild", rebuild),
    ...["-o", requestName],
  ];
}

/** It works in the officers' bundle too, whose names are those of the folder. */
function signCommand({ inputs }: ReleaseFolder): string[] {
  return ["zegel", "sign", requestName, "--key", "STEM.key", ...withOption("--manifest", inputs.previousManifests)];
}

function mergeCommand(folder: ReleaseFolder, { releases, chain }: JudgedFolder, built: BuiltRelease): string[] {
  const pinned = chain?.find(built.release.trustRoot)?.text;
  const root = folder.inputs.roots.find(({ note }) => note.text === pinned)?.path;
  return [
    ...["zegel", "merge", built.file.path, ...pathsOf(signedFiles(folder, built))],
    ...withOption("--root", [root]),
    ...["-o", signedName(built.disc, releases.length)],
  ];
}

function sealCommand(folder: ReleaseFolder, { releases, taken }: JudgedFolder, { disc }: BuiltRelease): string[] {
  const discs = releases.length;
  return [
    ...["zegel", "seal", "--image", `${builtFolder(disc, discs)}/unsealed.iso`, "--release", signedName(disc, discs)],
    ...withOption("--root", rootPaths(folder)),
    ...withOption("--rebuild", pathsOf(taken[releases.findIndex((built) => built.disc === disc)] ?? [])),
    ...withOption("--recall", [folder.inputs.recall?.path]),
    ...["-o", masterName(disc, discs)],
  ];
}

function letterCommand(folder: ReleaseFolder, { releases }: JudgedFolder): string[] {
  const { kits, recall } = folder.inputs;
  return [
    ...["zegel", "letter", ...releases.map(({ disc }) => signedName(disc, releases.length))],
    ...withOption("--root", rootPaths(folder)),
    ...withOption("--kit", kits),
    ...["--texts", "in/texts.json"],
    ...withOption("--recall", [recall?.path]),
    ...["-o", letterName],
  ];
}

/** Each file once: a request, and a merge, take it once. */
const pathsOf = (files: readonly { readonly path: string }[]) => [...new Set(files.map(({ path }) => path))];
