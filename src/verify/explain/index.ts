// What is wrong with a disc, and where: which directory, which file, which sector. It may only add a no; the proof is handed it,
// and stands without it. docs/spec/verification.md steps 9 and 12

import { IsoError } from "../../iso9660/index.ts";
import { found } from "../../trust/index.ts";
import type { DiscAtHand, DiscSeen, Explained, Explainer, Listening, Platform } from "../proof/ports.ts";
import { judgeFiles } from "./files.ts";
import { cutFile, otherFile } from "./recognise.ts";
import { countSectors } from "./sectors.ts";
import { judgeStructure } from "./structure.ts";
import { ZeroCheck } from "./zeros.ts";

/** `platform`: for digests of texts in memory. */
export function makeExplainer(platform: Pick<Platform, "sha256">): Explainer {
  return { otherFile, cutFile, listen: (disc) => new DiscListener(disc, platform) };
}

class DiscListener implements Listening {
  readonly #disc: DiscAtHand;
  readonly #platform: Pick<Platform, "sha256">;
  readonly #zeros: ZeroCheck;

  constructor(disc: DiscAtHand, platform: Pick<Platform, "sha256">) {
    this.#disc = disc;
    this.#platform = platform;
    this.#zeros = new ZeroCheck(disc.volume instanceof IsoError ? [] : disc.volume.regions);
  }

  hear(position: number, bytes: Uint8Array): void {
    this.#zeros.update(position, bytes);
  }

  end(seen: DiscSeen): Explained {
    const { volume, release, capacity, passing } = this.#disc;
    const { manifest, gaps, isBehindRead } = seen;
    const { notZero } = this.#zeros;
    const regions = volume instanceof IsoError ? [] : volume.regions;
    const files =
      volume instanceof IsoError || manifest === undefined
        ? { files: undefined, manifest: [], filesCompared: 0, filesGood: 0 }
        : judgeFiles(volume, release, manifest, seen, this.#platform);
    return {
      structure: judgeStructure(volume, release),
      image: notZero.map(({ kind, from, count, path = "" }) => found("NOT_ZERO", { kind, from, count, path })),
      ...files,
      sectors: countSectors({ capacity, passed: passing, regions, notZero, gaps, isBehindRead }),
    };
  }
}
