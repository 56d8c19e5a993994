// What comes next: for whom, on which machine, and the commands that it is, typed in the folder of the release. Of a reviewer and an officer
// it is one, of the bundle that was made for them; without a bundle the plain ones.

import type { RootKey } from "../format/index.ts";
import { builtFolder, officersBundle, type ReleaseFolder, requestName, reviewersBundle } from "./folder.ts";
import { dueStep, type JudgedFolder } from "./judge.ts";
import { partCommand, partsLacking } from "./parts.ts";
import { rootPaths, withOption } from "./paths.ts";
import type { StepName } from "./step.ts";
import {
  cosignCommand,
  inLogBundle,
  inWitnessBundle,
  requestCommands,
  signCommand as signLogCommand,
} from "./steps/log-commands.ts";
import { pathsOf } from "./steps/rebuilds.ts";

/**
 * `office`: on the machine that builds, in the folder. `reviewer`, `witness`: on a computer of her own. `officer`, `log` (who holds the
 * log's key): on one without a network.
 */
export type Who = "office" | "reviewer" | "officer" | "log" | "witness";

export interface Next {
  readonly step: StepName;
  readonly who: Who;
  /** Who is asked; none: the office. */
  readonly people: readonly RootKey[];
  /** Each a program and its arguments; none: what is to be done is no command, and the step says it. */
  readonly commands: readonly (readonly string[])[];
  /** The plain commands that these are, which do the same without a bundle. */
  readonly plain: readonly (readonly string[])[];
}

/** Undefined: nothing is to be done, or a file is to be looked at first. */
export function nextOf(folder: ReleaseFolder, judged: JudgedFolder): Next | undefined {
  const step = dueStep(judged);
  if (step === undefined) return undefined;
  const office = (...commands: string[][]): Next => ({ step, who: "office", people: [], commands, plain: commands });
  const first = folder.hasOut ? [] : [["mkdir", "out"]];
  const { reviewers, officers } = folder.bundles;
  switch (step) {
    case "inputs":
      return office();
    case "build":
      return office(buildCommand(folder));
    case "rebuilds": {
      const plain = rebuildCommands(folder, judged);
      const one = ["zegel", "review", reviewersBundle, "--key", "STEM.key"];
      return { step, who: "reviewer", people: judged.reviewers, commands: reviewers ? [one] : plain, plain };
    }
    case "request":
      return office(...first, requestCommand(folder, judged));
    case "signatures": {
      const plain = [signCommand(folder)];
      const one = ["zegel", "sign", officersBundle, "--key", "STEM.key"];
      return { step, who: "officer", people: judged.officers, commands: officers ? [one] : plain, plain };
    }
    case "log":
      return logNext(folder, judged) ?? office(...partsLacking(step, folder, judged).map(partCommand));
    default:
      return office(...first, ...partsLacking(step, folder, judged).map(partCommand));
  }
}

/** Undefined: it is the office's turn. */
function logNext({ log: place, bundles }: ReleaseFolder, { log }: JudgedFolder): Next | undefined {
  const { due } = log ?? {};
  if (place === undefined || due === undefined) return undefined;
  if (due.is === "sign") {
    const plain = [signLogCommand(place.path)];
    const commands = bundles.log === "current" ? [signLogCommand(inLogBundle)] : plain;
    return { step: "log", who: "log", people: [due.key], commands, plain };
  }
  if (due.is !== "witness") return undefined;
  const { key, missing } = due;
  const plain = missing.flatMap((witness) => requestCommands(place.path, witness));
  const bundled = missing.map((witness) => cosignCommand(witness, key, inWitnessBundle));
  return {
    ...{ step: "log", who: "witness", people: missing },
    ...{ commands: bundles.witness === "current" ? bundled : plain, plain },
  };
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
