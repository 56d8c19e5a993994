// zegel build-iso: payload, kit and release description in; manifest, unsealed image, release note and payload.tar out.
// docs/spec/recipe.md, "Steps", has the same numbers.

import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { compareText, discLimit, mediumBytes, type Release } from "../format/index.ts";
import { asBuildError, BuildError, throwRefusals } from "./error.ts";
import { checkXorriso } from "./image/canary.ts";
import { finishDisc, type ReadDisc } from "./image/finish-disc.ts";
import {
  type BuildOptions,
  type BuiltDisc,
  imageName,
  manifestName,
  noteName,
  payloadTarName,
} from "./image/options.ts";
import { type Placement, refuseNested, WorkFolder } from "./image/work-folder.ts";
import { findWriters, type Writers } from "./image/writers.ts";
import { describeKit, type Kit, openKit } from "./kit/kit.ts";
import { checkRoom, tarBytes } from "./release/capacity.ts";
import { type DiscPlan, planDisc, refusePlan, refuseStart } from "./release/disc-plan.ts";
import { writeManifest, writePapers } from "./release/own-files.ts";
import { pinPrevious, pinTrustRoot } from "./release/release-note.ts";
import { openSource } from "./sources/open-source.ts";
import { InputReader, refuseChangedFolder } from "./sources/read-inputs.ts";
import type { Source } from "./sources/source.ts";

/** Throws BuildError, and FormatError for notes that do not parse. Leaves nothing behind when it throws. */
export async function buildIso(options: BuildOptions): Promise<BuiltDisc[]> {
  const { payloads, signal, description } = options;
  const { choice, recallAtLeast } = description;
  if (payloads.length < 1 || payloads.length > discLimit)
    throw new BuildError("REFUSED", `expected 1 to ${discLimit} payloads, found ${payloads.length}`);
  const trustRoot = await pinTrustRoot(options.trustRoot, choice, options.signatureCheck); // step 1
  const previous = options.previous === undefined ? undefined : pinPrevious(options.previous, choice);
  const out = resolve(options.out);
  const placements = placementsOf(payloads.length);
  const writers = findWriters(options.writer, options.xorrisofs);
  refuseNested(out, [...payloads, ...(options.kit === undefined ? [] : [options.kit])]);
  const work = await WorkFolder.open(out, placements, everyPlacement()); // step 2
  try {
    const { discs, kit } = await readBesideCanary(work.path, writers, options); // steps 3 to 6
    const manifests = discs.map((disc) => disc.manifest.sha256);
    const built: BuiltDisc[] = [];
    for (const disc of discs) {
      const frame = { choice, recallAtLeast, trustRoot, previous, kit, manifests };
      const { release, text, imageOnDisk } = await finishDisc(work.path, disc, frame, writers, options); // steps 7 to 9
      await Promise.all([imageOnDisk, disc.tarOnDisk]);
      const { files, bytes } = disc.manifest.lists;
      built.push({
        release,
        releaseText: text,
        files,
        bytes,
        folder: resolve(out, folderOf(disc.number, discs.length)),
        writers: writers.names,
      });
    }
    signal?.throwIfAborted();
    await work.place(placements); // step 10
    return built;
  } catch (error) {
    throw asBuildError(error, signal);
  } finally {
    work.close();
  }
}

/** What goes on the discs, read. */
interface Inputs {
  readonly discs: readonly ReadDisc[];
  readonly kit: Release["kit"];
}

/**
 * xorriso waits more than it works while it makes the canary, so what goes on the discs is read meanwhile. A xorriso that is no good
 * ends that, and is told before anything that is wrong with a payload.
 */
async function readBesideCanary(workFolder: string, writers: Writers, options: BuildOptions): Promise<Inputs> {
  const usesXorriso = writers.names.includes("xorriso");
  if (!usesXorriso) return readInputs(workFolder, false, options);
  const stop = new AbortController();
  const canary = checkXorriso(`${workFolder}/canary`, writers.xorrisofs, options.signal);
  canary.catch((error: unknown) => stop.abort(error));
  const signal = AbortSignal.any([stop.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  try {
    return await readInputs(workFolder, true, { ...options, signal });
  } finally {
    await canary; // what it throws is thrown in place of what the reading came to
  }
}

/** Steps 4 to 6. `copiesTwins`: for xorriso, which takes files with one inode for one. */
async function readInputs(workFolder: string, copiesTwins: boolean, options: BuildOptions): Promise<Inputs> {
  const sources = await openSources(workFolder, options); // step 4
  await refuseOrGo(sources, copiesTwins, options); // step 5
  const discs = await readAll(workFolder, sources, copiesTwins, options); // step 6
  const [first] = discs;
  const hasKit = sources.kit !== undefined && first !== undefined;
  return { discs, kit: hasKit ? describeKit(sources.kit, first.files, first.emptyFolders) : undefined };
}

interface Sources {
  readonly payloads: readonly { readonly source: Source; readonly plan: DiscPlan }[];
  readonly kit: Kit | undefined;
}

/** Lists everything that comes in; archives are unpacked into the work folder for it. */
async function openSources(workFolder: string, options: BuildOptions): Promise<Sources> {
  const { signal, description } = options;
  const capacity = mediumBytes[description.choice.medium];
  const open = (path: string, place: string) => openSource(path, { workFolder, place, capacity, signal });
  const kit = options.kit === undefined ? undefined : openKit(workFolder, await open(options.kit, "kit"), options);
  const payloads: { source: Source; plan: DiscPlan }[] = [];
  for (const [i, path] of options.payloads.entries()) {
    const source = await open(path, `payload-${i + 1}`);
    payloads.push({ source, plan: planDisc(source, kit?.source) });
  }
  return { kit, payloads };
}

/** Throws BuildError REFUSED with every reason there is, SPACE. */
async function refuseOrGo({ payloads, kit }: Sources, copiesTwins: boolean, options: BuildOptions): Promise<void> {
  const { choice, install } = options.description;
  const { medium } = choice;
  const refusals = [...(kit?.refusals ?? [])];
  if (install?.start !== undefined && options.isOneOfSet !== true)
    refusals.push(
      ...refuseStart(
        install.start,
        payloads.map(({ source }) => source),
      ),
    );
  let neededBytes = 0;
  for (const [i, { source, plan }] of payloads.entries()) {
    const found = refusePlan(plan, source, medium);
    refusals.push(...(payloads.length === 1 ? found : found.map((r) => ({ ...r, path: `disc ${i + 1}: ${r.path}` }))));
    neededBytes += plan.imageBytes + (copiesTwins ? plan.copyBytes : 0) + tarBytes(source.files);
  }
  throwRefusals(`this cannot go on a ${medium}`, refusals);
  await checkRoom(resolve(options.out), neededBytes);
}

/** Reads every input, and makes the manifests of the whole set before any image. */
async function readAll(
  workFolder: string,
  { payloads, kit }: Sources,
  copiesTwins: boolean,
  options: BuildOptions,
): Promise<ReadDisc[]> {
  const { description, onProgress, signal } = options;
  const total = payloads.reduce((sum, { source }) => sum + source.files.reduce((all, file) => all + file.size, 0), 0);
  let done = 0;
  const onBytes = (bytes: number) => {
    done += bytes;
    onProgress?.("reading", done, total);
  };
  const { onRemark } = options;
  const reader = new InputReader({ workFolder, copiesTwins, onBytes, onRemark, signal });
  const papers = writePapers(workFolder, "papers", description);
  const discs: ReadDisc[] = [];
  for (const [i, { plan }] of payloads.entries()) {
    const folder = workFolderOf(i + 1);
    mkdirSync(`${workFolder}/${folder}`);
    const read = await reader.readDisc(plan, `${workFolder}/${folder}/${payloadTarName}`);
    const files = [...read.files, ...papers].sort((a, b) => compareText(a.path, b.path));
    const manifest = writeManifest(workFolder, folder, files, plan.emptyFolders);
    const { emptyFolders, imageBytes } = plan;
    discs.push({ number: i + 1, folder, emptyFolders, imageBytes, files, manifest, tarOnDisk: read.onDisk });
  }
  for (const { source } of [...payloads, ...(kit === undefined ? [] : [kit])]) refuseChangedFolder(source);
  return discs;
}

function workFolderOf(disc: number): string {
  return `disc-${disc}`;
}

/** A disc's folder in the output folder: of a set each has one. */
function folderOf(disc: number, discs: number): string {
  return discs === 1 ? "" : String(disc);
}

/** Of sets of every size: the run that was killed may have been another than this one. */
function everyPlacement(): Placement[] {
  return [...placementsOf(1), ...placementsOf(discLimit)];
}

/** The notes last, and all of them after everything else: where the last one is, the whole set is. */
function placementsOf(discs: number): Placement[] {
  const placements: Placement[] = [];
  for (const names of [[manifestName, payloadTarName, imageName], [noteName]])
    for (let disc = 1; disc <= discs; disc++) {
      const folder = folderOf(disc, discs);
      for (const name of names)
        placements.push({ from: `${workFolderOf(disc)}/${name}`, to: folder === "" ? name : `${folder}/${name}` });
    }
  return placements;
}
