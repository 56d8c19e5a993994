// The image of one disc, by one writer or by two that must agree. docs/spec/recipe.md, "Writers"

import { dirname, join } from "node:path";
import { BuildError, tooLarge } from "../error.ts";
import { type Written, writeFlow } from "../flow/flow-file.ts";
import type { ReadFile } from "../sources/source.ts";
import { planImage } from "../writer/index.ts";
import { ExpectedImage } from "./expected-image.ts";
import { type PlannedImage, pourImage } from "./own-image.ts";
import { findSealPlace } from "./seal-place.ts";
import type { Writer } from "./writers.ts";
import { writeByXorriso, type XorrisoRecipe } from "./xorriso.ts";

export interface ImageRecipe extends XorrisoRecipe {
  readonly files: readonly ReadFile[];
}

export interface ImageHooks {
  readonly writers: readonly Writer[];
  /** Gets the bytes written so far, and whether xorriso had to be run again. */
  readonly onBytes: (done: number, isAgain: boolean) => void;
  /** Tells in words how two images of the same payload differ: the one by xorriso, and ours. */
  readonly explain: (byXorriso: string, own: string) => Promise<string>;
  readonly signal: AbortSignal | undefined;
}

export interface WrittenImage extends Pick<Written, "size" | "sha256" | "onDisk"> {
  /** Byte at which /ZEGEL/SEAL begins. */
  readonly sealOffset: number;
}

/** Writes the new file `path`. Throws BuildError XORRISO, WRITERS, CHANGED, REFUSED (size), UNSOUND, INTERRUPTED. */
export async function writeImage(recipe: ImageRecipe, path: string, hooks: ImageHooks): Promise<WrittenImage> {
  const { writers } = hooks;
  const { files } = recipe;
  if (!writers.includes("own")) {
    const written = await writeByXorriso(recipe, path, hooks);
    return imageOf(written, await findSealPlace(path));
  }
  const plan = planImage(recipe);
  if (plan.bytes > recipe.sizeLimit) throw tooLarge(recipe.sizeLimit);
  const image = { plan, files };
  const written = writers.includes("xorriso")
    ? await writeBoth(recipe, image, path, hooks)
    : await writeOwn(recipe, image, path, hooks);
  if (plan.sealOffset === undefined) throw new Error("an image without a place for the seal");
  return imageOf(written, plan.sealOffset);
}

/** Without the memory of the flow. */
function imageOf({ size, sha256, onDisk }: Written, sealOffset: number): WrittenImage {
  return { size, sha256, onDisk, sealOffset };
}

function writeOwn(recipe: ImageRecipe, image: PlannedImage, path: string, hooks: ImageHooks): Promise<Written> {
  return writeFlow(path, { isDigested: true }, (flow) =>
    pourImage(recipe.workFolder, image, flow, (done) => {
      hooks.signal?.throwIfAborted();
      hooks.onBytes(done, false);
    }),
  );
}

/** xorriso writes, and what it writes is held against the plan as it passes. */
async function writeBoth(recipe: ImageRecipe, image: PlannedImage, path: string, hooks: ImageHooks): Promise<Written> {
  const expected = new ExpectedImage(image);
  const written = await writeByXorriso(recipe, path, { ...hooks, expected });
  if (expected.isMet(written)) return written;
  await written.onDisk.catch(() => undefined); // no more of it is of use
  const ownPath = join(dirname(path), "own.iso");
  const own = await writeOwn(recipe, image, ownPath, hooks); // refuses a file that changed meanwhile
  await own.onDisk;
  throw new BuildError(
    "WRITERS",
    `xorriso and Zegel's own writer made two different images of this payload, and nothing was kept: expected one SHA-256, ` +
      `found ${written.sha256} by xorriso and ${own.sha256} by Zegel. One of them, or this machine, is at fault: build ` +
      `again on another machine; sign and press neither of them, and report it.\n${await hooks.explain(path, ownPath)}`,
  );
}
