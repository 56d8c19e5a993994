// The image by our own writer: planned from paths and sizes, then put together of its pieces and the files. docs/spec/image.md
// It needs no other program and no system but Node's.

import type { Flow } from "../flow/flow.ts";
import { pourFile } from "../sources/input-file.ts";
import type { ReadFile } from "../sources/source.ts";
import type { ImagePlan } from "../writer/index.ts";

/** A plan, and the files that it names by number. */
export interface PlannedImage {
  readonly plan: ImagePlan;
  readonly files: readonly ReadFile[];
}

/** Puts the whole image into `flow`. `onBytes` gets the bytes put so far. Throws BuildError CHANGED, and the system's errors. */
export async function pourImage(
  workFolder: string,
  { plan, files }: PlannedImage,
  flow: Flow,
  onBytes: (done: number) => void,
): Promise<void> {
  for (const piece of plan.pieces()) {
    if (piece.kind === "bytes") await flow.append(piece.bytes);
    else if (piece.kind === "zeros") await flow.appendZeros(piece.count);
    else await pourFile(workFolder, fileOf(files, piece.index), flow, () => onBytes(flow.size));
    onBytes(flow.size);
  }
}

/** The file that a piece of the plan names. */
export function fileOf(files: readonly ReadFile[], index: number): ReadFile {
  const file = files[index];
  if (file === undefined) throw new Error(`the plan names file ${index} of ${files.length}`);
  return file;
}
