// Step 2: what build-iso made, held against what it was made from.

import {
  encodeZegelcode,
  FormatError,
  isOfKit,
  parseRelease,
  type Release,
  type ReleaseChoice,
  releaseFields,
  textDigest,
  tryParse,
} from "../../format/index.ts";
import type { NoteFile } from "../../trust/compose/index.ts";
import type { TrustChain } from "../../trust/index.ts";
import type { BuiltDisc, Description, ReleaseFolder } from "../folder.ts";
import { type Finding, found, judged, type Step } from "../step.ts";
import { previousDigest } from "./inputs.ts";

/** A release as it was built, and the note that says so: what is rebuilt, signed and sealed. */
export interface BuiltRelease {
  readonly disc: number;
  readonly file: NoteFile;
  readonly release: Release;
  /** Of the note's text. */
  readonly sha256: string;
}

/** `2/3: `: before what is said of one disc; of one disc alone, nothing. */
export function discMark({ release: { disc, manifests } }: BuiltRelease): string {
  return manifests.length === 1 ? "" : `${disc}/${manifests.length}: `;
}

export interface JudgedBuild {
  readonly step: Step;
  /** In the order of their numbers; none where the build is not there or not whole. */
  readonly releases: readonly BuiltRelease[];
}

export function judgeBuild(folder: ReleaseFolder, description: Description, chain: TrustChain): JudgedBuild {
  const unread = folder.unread.filter(({ path }) => path.startsWith("build/"));
  const findings: Finding[] = unread.map(({ path, reason }) => found("UNREAD", { path, reason }));
  if (findings.length === 0 && folder.built.every(isEmpty))
    return { step: judged("build", [found("NOT_BUILT")]), releases: [] };
  const releases: BuiltRelease[] = [];
  for (const disc of folder.built) {
    findings.push(...partsMissing(disc));
    const built = readBuilt(disc);
    if (built instanceof FormatError)
      findings.push(found("UNREAD", { path: `${disc.folder}/release.note`, reason: built.message }));
    else if (built !== undefined) {
      findings.push(...judgeDisc(disc, built, folder, description, chain));
      releases.push(built);
    }
  }
  const isWhole = releases.length === folder.built.length;
  return { step: judged("build", findings), releases: isWhole ? releases : [] };
}

const isEmpty = ({ note, manifest, hasPayloadTar, imageSize }: BuiltDisc) =>
  note === undefined && manifest === undefined && !hasPayloadTar && imageSize === undefined;

function partsMissing({ folder, note, manifest, hasPayloadTar, imageSize }: BuiltDisc): Finding[] {
  const parts: readonly (readonly [string, boolean])[] = [
    ["release.note", note !== undefined],
    ["MANIFEST", manifest !== undefined],
    ["payload.tar", hasPayloadTar],
    ["unsealed.iso", imageSize !== undefined],
  ];
  return parts.filter(([, isThere]) => !isThere).map(([name]) => found("PART_MISSING", { path: `${folder}/${name}` }));
}

function readBuilt({ disc, note: file }: BuiltDisc): BuiltRelease | FormatError | undefined {
  if (file === undefined) return undefined;
  const release = tryParse(() => parseRelease(file.note.text));
  return release instanceof FormatError ? release : { disc, file, release, sha256: textDigest(file.note.text) };
}

function judgeDisc(
  disc: BuiltDisc,
  { file: { path }, release, sha256 }: BuiltRelease,
  folder: ReleaseFolder,
  description: Description,
  chain: TrustChain,
): Finding[] {
  const findings: Finding[] = [found("BUILT", { path, code: encodeZegelcode(sha256) })];
  const discs = folder.built.length;
  if (release.disc !== disc.disc || release.manifests.length !== discs)
    findings.push(
      found("BUILT_NUMBER", {
        path,
        found: `${release.disc}/${release.manifests.length}`,
        expected: `${disc.disc}/${discs}`,
      }),
    );
  const differing = fieldsDiffering(release, description);
  findings.push(...differing.map((values) => found("BUILT_FIELD", { path, ...values })));
  findings.push(...judgePins(path, release, folder, chain));
  findings.push(...judgeParts(disc, release, folder, description));
  return findings;
}

function fieldsDiffering(release: Release, { choice, recallAtLeast }: Description): Finding["values"][] {
  const names = Object.keys(releaseFields) as (keyof ReleaseChoice)[];
  const differing = names
    .filter((name) => release[name] !== choice[name])
    .map((name) => ({ field: name, found: release[name], expected: choice[name] }));
  if (release.recallAtLeast === recallAtLeast) return differing;
  return [...differing, { field: "recall", found: release.recallAtLeast, expected: recallAtLeast }];
}

/** The notes and the kit that it names. */
function judgePins(path: string, release: Release, { inputs, measured }: ReleaseFolder, chain: TrustChain): Finding[] {
  const findings: Finding[] = [];
  const root = chain.find(release.trustRoot)?.root;
  const newest = chain.newest.root;
  if (root === undefined) findings.push(found("BUILT_ROOT", { path }));
  else if (root.version !== newest.version)
    findings.push(found("BUILT_OLD_ROOT", { path, version: root.version, newest: newest.version }));
  if (release.previous !== previousDigest(inputs)) findings.push(found("BUILT_PREVIOUS", { path }));
  const hasKit = inputs.kits.length > 0;
  const given = measured?.kit;
  const own = release.kit === undefined ? "kit none" : `kit ${release.kit.version} ${release.kit.sha256}`;
  if (hasKit !== (release.kit !== undefined))
    findings.push(found("BUILT_KIT", { path, found: own, expected: inputs.kits[0] ?? "kit none" }));
  else if (given !== undefined && (given.version !== release.kit?.version || given.sha256 !== release.kit.sha256))
    findings.push(found("BUILT_KIT", { path, found: own, expected: `kit ${given.version} ${given.sha256}` }));
  return findings;
}

/** The other files beside the note. */
function judgeParts(
  { disc, folder: at, manifest, imageSize }: BuiltDisc,
  release: Release,
  { inputs, measured }: ReleaseFolder,
  { papers }: Description,
): Finding[] {
  const findings: Finding[] = [];
  if (manifest !== undefined && manifest.sha256 !== release.manifests[release.disc - 1])
    return [found("BUILT_MANIFEST", { path: `${at}/MANIFEST` })];
  for (const path of ["ZEGEL/INSTALL", "ZEGEL/AANWIJZINGEN"])
    if (manifest !== undefined && manifest.files.get(path) !== papers.get(path))
      findings.push(found("BUILT_PAPER", { path }));
  const image = `${at}/unsealed.iso`;
  if (imageSize !== undefined && imageSize !== release.imageSize)
    findings.push(found("BUILT_SIZE", { path: image, found: imageSize, expected: release.imageSize }));
  const digest = measured?.images.get(image);
  if (digest !== undefined && digest !== release.imageSha256) findings.push(found("BUILT_IMAGE", { path: image }));
  for (const path of [inputs.payloads[disc - 1] ?? "", `${at}/payload.tar`]) {
    const files = measured?.payloads.get(path);
    if (files !== undefined && manifest !== undefined) findings.push(...comparePayload(path, files, manifest.files));
  }
  return findings;
}

/** A payload against what the disc holds of it. */
function comparePayload(
  path: string,
  payload: ReadonlyMap<string, string>,
  onDisc: ReadonlyMap<string, string>,
): Finding[] {
  const ofPayload = [...onDisc].filter(([name]) => !isOfKit(name) && !name.startsWith("ZEGEL/"));
  const changed = ofPayload.filter(([name, sha256]) => payload.get(name) !== sha256).map(([name]) => name);
  const more = [...payload.keys()].filter((name) => !onDisc.has(name));
  const [file] = [...changed, ...more];
  if (file === undefined) return [];
  return [found("BUILT_PAYLOAD", { path, file, count: changed.length + more.length })];
}
