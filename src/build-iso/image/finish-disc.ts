// One disc from its manifest on: the image, the release note, and the shipped verifier's look at both.

import { mkdirSync, writeFileSync } from "node:fs";
import { encodeNote, mediumBytes, type Release } from "../../format/index.ts";
import { BuildError } from "../error.ts";
import { zegelFolder } from "../kit/kit.ts";
import { type WrittenManifest, writeBlankSeal } from "../release/own-files.ts";
import { makeRelease, type ReleaseFrame } from "../release/release-note.ts";
import type { ReadFile } from "../sources/source.ts";
import { type BuildOptions, imageName, noteName } from "./options.ts";
import { type WrittenImage, writeImage } from "./write-image.ts";
import type { Writers } from "./writers.ts";

/** A disc of which everything is known but its image. */
export interface ReadDisc {
  /** From 1. */
  readonly number: number;
  /** Its own in the work folder. */
  readonly folder: string;
  /** In byte order. */
  readonly emptyFolders: readonly string[];
  /** Of the finished image, at the least. */
  readonly imageBytes: number;
  /** All but MANIFEST and the seal, in byte order of path. Taken out when the image is made of them. */
  readonly files: ReadFile[];
  readonly manifest: WrittenManifest;
  readonly tarOnDisk: Promise<void>;
}

/** Writes image and note into the disc's folder. Throws BuildError XORRISO, WRITERS, CHANGED, REFUSED, UNSOUND. */
export async function finishDisc(
  workFolder: string,
  disc: ReadDisc,
  frame: ReleaseFrame,
  writers: Writers,
  options: BuildOptions,
): Promise<{ readonly release: Release; readonly text: string; readonly imageOnDisk: Promise<void> }> {
  const imagePath = `${workFolder}/${disc.folder}/${imageName}`;
  const image = await writeDiscImage(workFolder, disc, imagePath, writers, options);
  const { release, text } = makeRelease(frame, disc.number, image);
  writeFileSync(`${workFolder}/${disc.folder}/${noteName}`, encodeNote({ text, signatures: [] }));
  options.onProgress?.("checking", 0, image.size);
  const faults = await unlessAborted(options.finishedCheck(imagePath, release, disc.manifest.bytes), options.signal);
  if (faults.length > 0)
    throw new BuildError(
      "UNSOUND",
      "the finished image is not what its manifest says, and nothing was kept: a file may have changed while the image " +
        `was made; build again, on a local disk. The verifier says: ${faults.slice(0, 5).join("; ")}`,
    );
  return { release, text, imageOnDisk: image.onDisk };
}

/** The verifier cannot be stopped half-way, but nobody needs to wait for it. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  work.catch(() => {}); // after an interruption nobody asks any more
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop);
  });
  return Promise.race([work, aborted]).finally(() => signal.removeEventListener("abort", stop));
}

function writeDiscImage(
  workFolder: string,
  disc: ReadDisc,
  imagePath: string,
  { names, xorrisofs }: Writers,
  { description, onProgress, explainDifference, signal }: BuildOptions,
): Promise<WrittenImage> {
  const { volume, publisher, date, medium } = description.choice;
  const seal = writeBlankSeal(workFolder, disc.folder);
  const emptyPlace = `${disc.folder}/empty`;
  mkdirSync(`${workFolder}/${emptyPlace}`);
  const recipe = {
    workFolder,
    files: [seal, disc.manifest, ...inDataOrder(disc.files.splice(0))], // nobody needs them after that, and 100,000 weigh
    emptyFolders: disc.emptyFolders,
    emptyPlace,
    volume,
    publisher,
    date,
    sizeLimit: mediumBytes[medium],
    xorrisofs,
  };
  return writeImage(recipe, imagePath, {
    writers: names,
    onBytes: (done, isAgain) => onProgress?.(isAgain ? "writing again" : "writing", done, disc.imageBytes),
    explain: explainDifference,
    signal,
  });
}

/** The rest of /ZEGEL, what the kit put at the root, the payload: a verifier meets them in this order. */
function inDataOrder(files: readonly ReadFile[]): ReadFile[] {
  const rank = ({ path, isPayload }: ReadFile) => (isPayload ? 2 : path.startsWith(`${zegelFolder}/`) ? 0 : 1);
  return [...files].sort((a, b) => rank(a) - rank(b)); // stable: byte order within
}
