// What the office makes at the end, from the signatures on: of each output its command, and the paths that it is made of. All paths are
// relative to the folder of the release.

import {
  builtFolder,
  escrowName,
  hasOutput,
  labelName,
  letterName,
  masterName,
  outSumsName,
  proofName,
  publicBundle,
  type ReleaseFolder,
  signedName,
  staatscourantName,
} from "./folder.ts";
import type { JudgedFolder } from "./judge.ts";
import { publicReadme } from "./pages/readme.ts";
import { rootPaths, withOption } from "./paths.ts";
import type { BuiltRelease } from "./steps/build.ts";
import { appendCommand, proofCommand } from "./steps/log-commands.ts";
import { publicPaths, sumsPaths } from "./steps/public.ts";
import { pathsOf, sealedPart } from "./steps/rebuilds.ts";
import { signedFiles } from "./steps/signatures.ts";

/** One output. */
export type Part = { readonly out: string } & (
  | { readonly is: "merge"; readonly files: readonly string[]; readonly root: string | undefined }
  /** Into the log in the folder `out`; `words`: the command. */
  | {
      readonly is: "append";
      readonly notes: readonly string[];
      readonly root: readonly string[];
      readonly words: readonly string[];
    }
  | {
      readonly is: "proof";
      readonly log: string;
      readonly release: string;
      readonly root: readonly string[];
      readonly words: readonly string[];
    }
  | { readonly is: "seal"; readonly disc: number; readonly seal: SealPaths }
  | { readonly is: "letter" | "label" | "staatscourant"; readonly letter: LetterPaths }
  | {
      readonly is: "escrow";
      readonly master: string;
      readonly payload: string;
      readonly notes: readonly string[];
      /** One that the master does not hold. */
      readonly logProof: string | undefined;
    }
  /** `paths`: what is copied. `readme`: text of LEESMIJ.txt. */
  | { readonly is: "public"; readonly paths: readonly string[]; readonly readme: string }
  /** `paths`: relative to `out/`. */
  | { readonly is: "sums"; readonly paths: readonly string[] }
);

export interface SealPaths {
  readonly image: string;
  readonly release: string;
  readonly root: readonly string[];
  readonly rebuild: readonly string[];
  readonly recall: string | undefined;
  readonly logProof: string | undefined;
  /** A person said that the log's proof cannot be waited for. */
  readonly isWithoutProof: boolean;
}

export interface LetterPaths {
  readonly releases: readonly string[];
  readonly root: readonly string[];
  readonly kit: string;
  readonly texts: string;
  readonly recall: string | undefined;
  readonly isWithoutProof: boolean;
}

/** The steps whose outputs the office makes without anybody else. */
export const lastSteps = ["release", "log", "master", "letter", "escrow", "public"] as const;
export type LastStep = (typeof lastSteps)[number];

export const isLast = (name: string): name is LastStep => lastSteps.some((step) => step === name);

/** All that a step is to make, whether it lies there or not; none: what it needs is no command. */
export function partsOf(step: LastStep, folder: ReleaseFolder, judged: JudgedFolder): Part[] {
  const { releases } = judged;
  const discs = releases.length;
  switch (step) {
    case "release":
      return releases.map((built) => mergePart(folder, judged, built));
    case "log":
      return logParts(folder, judged);
    case "master":
      return releases.map((built) => sealPart(folder, judged, built));
    case "letter": {
      const letter = letterPaths(folder, judged);
      if (letter === undefined) return [];
      return [
        { is: "letter", out: letterName, letter },
        { is: "label", out: labelName, letter },
        { is: "staatscourant", out: staatscourantName, letter },
      ];
    }
    case "escrow":
      return releases.map(({ disc }, i) => ({
        is: "escrow",
        out: escrowName(disc, discs),
        master: masterName(disc, discs),
        payload: `${builtFolder(disc, discs)}/payload.tar`,
        logProof: folder.withoutProof === undefined ? undefined : judged.log?.proofs.get(disc)?.path,
        notes: pathsOf((judged.taken[i] ?? []).filter((file) => !sealedPart([file]).includes(file))),
      }));
    case "public":
      return [
        {
          ...{ is: "public", out: publicBundle, paths: publicPaths(folder, judged) },
          readme: publicReadme(folder, judged, false),
        },
        { is: "sums", out: outSumsName, paths: sumsPaths(folder, discs) },
      ];
  }
}

/** Those whose output is not there; all of them where each is: one is to be made again. */
export function partsLacking(step: LastStep, folder: ReleaseFolder, judged: JudgedFolder): Part[] {
  const parts = partsOf(step, folder, judged);
  const lacking = parts.filter(({ out }) => !hasOutput(out, folder));
  return lacking.length > 0 ? lacking : parts;
}

/** As it is typed in the folder. */
export function partCommand(part: Part): string[] {
  const { out } = part;
  switch (part.is) {
    case "merge":
      return ["zegel", "merge", ...part.files, ...withOption("--root", [part.root]), "-o", out];
    case "append":
    case "proof":
      return [...part.words];
    case "seal": {
      const { image, release, root, rebuild, recall, logProof, isWithoutProof } = part.seal;
      return [
        ...["zegel", "seal", "--image", image, "--release", release],
        ...withOption("--root", root),
        ...withOption("--rebuild", rebuild),
        ...withOption("--recall", [recall]),
        ...withOption("--log-proof", [logProof]),
        ...(isWithoutProof ? ["--incomplete"] : []),
        ...["-o", out],
      ];
    }
    case "letter":
    case "label":
    case "staatscourant": {
      const { releases, root, kit, texts, recall, isWithoutProof } = part.letter;
      return [
        ...["zegel", "letter", ...releases, ...withOption("--root", root), "--kit", kit, "--texts", texts],
        ...withOption("--recall", [recall]),
        ...(part.is === "letter" ? (isWithoutProof ? ["--without-proof"] : []) : [`--${part.is}`]),
        ...["-o", out],
      ];
    }
    case "escrow":
      return [
        ...["zegel", "escrow", part.master, "--payload", part.payload],
        ...withOption("--note", part.notes),
        ...withOption("--log-proof", [part.logProof]),
        ...["-o", out],
      ];
    case "public":
      return ["zegel", "release", "bundle", ".", "--for", "public"];
    case "sums":
      return ["env", "-C", "out", "sha256sum", ...part.paths, ">", out];
  }
}

function mergePart(folder: ReleaseFolder, { releases, chain }: JudgedFolder, built: BuiltRelease): Part {
  const pinned = chain?.find(built.release.trustRoot)?.text;
  const root = folder.inputs.roots.find(({ note }) => note.text === pinned)?.path;
  const files = [built.file.path, ...pathsOf(signedFiles(folder, built))];
  return { is: "merge", out: signedName(built.disc, releases.length), files, root };
}

/** None where it is not the office's turn. */
function logParts(folder: ReleaseFolder, { log, releases }: JudgedFolder): Part[] {
  const { path } = folder.log ?? {};
  const due = log?.due;
  if (path === undefined || due === undefined) return [];
  if (due.is === "append") {
    const words = appendCommand(path, due.paths, folder);
    return [{ is: "append", out: path, notes: due.paths, root: rootPaths(folder), words }];
  }
  if (due.is !== "proof") return [];
  const discs = releases.length;
  return releases.map(({ disc }) => ({
    ...{ is: "proof", out: proofName(disc, discs), log: path, release: signedName(disc, discs) },
    root: rootPaths(folder),
    words: proofCommand(path, disc, discs, folder),
  }));
}

/** What is about the kit is never sealed. */
function sealPart(folder: ReleaseFolder, { releases, taken, log }: JudgedFolder, { disc }: BuiltRelease): Part {
  const discs = releases.length;
  const rebuilds = taken[releases.findIndex((built) => built.disc === disc)] ?? [];
  const seal = {
    image: `${builtFolder(disc, discs)}/unsealed.iso`,
    release: signedName(disc, discs),
    root: rootPaths(folder),
    rebuild: pathsOf(sealedPart(rebuilds)),
    recall: folder.inputs.recall?.path,
    logProof: folder.withoutProof === undefined ? log?.proofs.get(disc)?.path : undefined,
    isWithoutProof: folder.withoutProof !== undefined,
  };
  return { is: "seal", out: masterName(disc, discs), disc, seal };
}

/** Undefined: there is no kit, or the texts are not there yet. */
function letterPaths(folder: ReleaseFolder, { releases }: JudgedFolder): LetterPaths | undefined {
  const { kits, recall, texts } = folder.inputs;
  const [kit] = kits;
  if (kit === undefined || texts === undefined) return undefined;
  return {
    releases: releases.map(({ disc }) => signedName(disc, releases.length)),
    root: rootPaths(folder),
    kit,
    texts: "in/texts.json",
    recall: recall?.path,
    isWithoutProof: folder.withoutProof !== undefined,
  };
}
