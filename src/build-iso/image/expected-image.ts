// The image that our own writer would make, held against one that another program writes, while that passes: every file by the digest
// that MANIFEST has of it, all other bytes by one digest. Neither the files nor the image are read once more for it.

import { createHash } from "node:crypto";
import type { Flow } from "../flow/flow.ts";
import type { Flown } from "../flow/flow-file.ts";
import { fileOf, type PlannedImage } from "./own-image.ts";

const zeros = new Uint8Array(65_536);

export class ExpectedImage {
  readonly #image: PlannedImage;

  constructor(image: PlannedImage) {
    this.#image = image;
  }

  /** How many stretches of a flow are files, at the most. */
  get stretches(): number {
    return this.#image.files.length;
  }

  /** Before the first byte of the image. */
  mark(flow: Flow): void {
    let at = 0;
    for (const piece of this.#image.plan.pieces()) {
      if (piece.kind === "file") flow.markStretch(at, piece.size);
      at += piece.kind === "bytes" ? piece.bytes.length : piece.kind === "zeros" ? piece.count : piece.size;
    }
  }

  /** Whether the image that passed is this one, byte for byte. */
  isMet({ flow, size, restSha256 }: Flown): boolean {
    const { plan, files } = this.#image;
    const rest = createHash("sha256");
    let stretch = 0;
    let isMet = size === plan.bytes;
    for (const piece of plan.pieces()) {
      if (piece.kind === "bytes") rest.update(piece.bytes);
      else if (piece.kind === "file") isMet &&= flow.stretchSha256(stretch++) === fileOf(files, piece.index).sha256;
      else
        for (let left = piece.count; left > 0; left -= zeros.length)
          rest.update(zeros.subarray(0, Math.min(left, zeros.length)));
    }
    return isMet && restSha256 === rest.digest("hex");
  }
}
