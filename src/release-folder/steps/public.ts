// Step 10: what everybody may have, out/public/, and the digests of all that leaves the house, out/SHA256SUMS.

import { compareText } from "../../format/index.ts";
import type { NoteFile } from "../../trust/compose/index.ts";
import {
  builtFolder,
  escrowName,
  hasOutput,
  labelName,
  letterName,
  masterName,
  outSumsName,
  type Published,
  proofName,
  publicBundle,
  type ReleaseFolder,
  readmeName,
  signedName,
  staatscourantName,
  sumsName,
} from "../folder.ts";
import { type Finding, found, judged, type Step } from "../step.ts";
import type { BuiltRelease } from "./build.ts";
import { pathsOf } from "./rebuilds.ts";

/** A release as it is published: what was built, and of each disc the statements about it. */
export interface ToPublish {
  readonly releases: readonly BuiltRelease[];
  readonly taken: readonly (readonly NoteFile[])[];
}

const nothing: Published = { files: undefined, bundleSums: undefined, sums: undefined, digests: new Map() };

export function judgePublic(folder: ReleaseFolder, made: ToPublish): Step {
  const bad = folder.unread.filter(({ path }) => path.startsWith(publicBundle) || path === outSumsName);
  if (bad.length > 0)
    return judged(
      "public",
      bad.map((file) => found("UNREAD", { ...file })),
    );
  const published = folder.published ?? nothing;
  return judged("public", [...judgeBundle(folder, made, published), ...judgeSums(folder, made, published)]);
}

/** Each file is the one in the folder; SHA256SUMS names each, and no other. */
function judgeBundle(folder: ReleaseFolder, made: ToPublish, published: Published): Finding[] {
  const { files, bundleSums, digests } = published;
  if (files === undefined) return [found("NOT_PUBLISHED")];
  const due = publicPaths(folder, made);
  const isDue = (file: string) => due.includes(file) || isOfPayload(file, folder);
  const isOther = (file: string) => !isDue(file) || differ(digests.get(`${publicBundle}/${file}`), digests.get(file));
  // LEESMIJ.txt lies in no other place; another version of this program writes other sentences, or has none.
  const other = files.filter((file) => file !== readmeName && isOther(file));
  if (bundleSums === undefined) other.push(sumsName);
  else
    other.push(
      ...files.filter((file) => !isSummed(bundleSums.get(file), digests.get(`${publicBundle}/${file}`))),
      ...[...bundleSums.keys()].filter((file) => !files.includes(file)),
    );
  if (other[0] !== undefined) return [found("PUBLIC_OTHER", { path: publicBundle, file: other[0] })];
  const lacking = due.find((file) => !files.includes(file));
  if (lacking !== undefined) return [found("PUBLIC_OLD", { path: publicBundle, file: lacking })];
  return [found("PUBLIC", { path: publicBundle, files: files.length })];
}

function judgeSums(folder: ReleaseFolder, { releases }: ToPublish, { sums, digests }: Published): Finding[] {
  if (sums === undefined) return [found("NO_SUMS")];
  const path = outSumsName;
  const due = sumsPaths(folder, releases.length);
  const other = [...sums].find(([file, sha256]) => !due.includes(file) || differ(sha256, digests.get(`out/${file}`)));
  if (other !== undefined) return [found("SUMS_OTHER", { path, file: other[0] })];
  const lacking = due.find((file) => !sums.has(file));
  return [
    lacking === undefined ? found("SUMS", { path, files: due.length }) : found("SUMS_OLD", { path, file: lacking }),
  ];
}

/** What was not measured says nothing. */
const differ = (a: string | undefined, b: string | undefined) => a !== undefined && b !== undefined && a !== b;

const isSummed = (listed: string | undefined, found: string | undefined) =>
  listed !== undefined && !differ(listed, found);

const isOfPayload = (file: string, folder: ReleaseFolder) =>
  payloadPaths(folder).some((path) => file === path || file.startsWith(`${path}/`));

/**
 * What a citizen or a journalist checks a release by: who released it and under which roots, what each reviewer said, what was recalled,
 * what lies on each disc and lay on those before, and the papers. docs/spec/release-folder.md, "Bundles"
 */
export function publicPaths(folder: ReleaseFolder, { releases, taken }: ToPublish): string[] {
  const { inputs, letter, label, staatscourant } = folder;
  const discs = releases.length;
  return [
    "release.json",
    ...inputs.roots.map(({ path }) => path),
    ...pathsOf([inputs.recall, inputs.previous].flatMap((file) => file ?? [])),
    ...inputs.previousManifests,
    ...(inputs.hasInstall ? ["in/install.json"] : []),
    ...(inputs.hasInstructions ? ["in/aanwijzingen.md"] : []),
    ...releases.map(({ disc }) => `${builtFolder(disc, discs)}/MANIFEST`),
    ...pathsOf(taken.flat()),
    ...releases.map(({ disc }) => signedName(disc, discs)),
    ...folder.finished.flatMap(({ proof }) => proof?.path ?? []),
    ...(letter === undefined ? [] : [letterName]),
    ...(label === undefined ? [] : [labelName]),
    ...(staatscourant === undefined ? [] : [staatscourantName]),
  ];
}

/** What else it takes to build the discs again: large. */
export function payloadPaths({ inputs, built }: ReleaseFolder): string[] {
  return [...built.map(({ disc }) => `${builtFolder(disc, built.length)}/payload.tar`), ...inputs.kits];
}

/** What leaves the house, as far as it lies there; relative to `out/`, in byte order. */
export function sumsPaths(folder: ReleaseFolder, discs: number): string[] {
  const numbers = Array.from({ length: discs }, (_, i) => i + 1);
  const ofDiscs = numbers.flatMap((disc) => [
    escrowName(disc, discs),
    masterName(disc, discs),
    signedName(disc, discs),
    proofName(disc, discs),
  ]);
  const outputs = [...ofDiscs, labelName, letterName, staatscourantName].filter((path) => hasOutput(path, folder));
  return [...outputs, `${publicBundle}/${sumsName}`].map((path) => path.slice("out/".length)).sort(compareText);
}
